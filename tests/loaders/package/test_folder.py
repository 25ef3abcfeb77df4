"""Data packages: what is wrong is listed with its place, the rest is loaded."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from loaders import load
from tests.loaders.packages import AGREEMENTS, ORGANIZATIONS, package, refused


def test_a_package_loads_whole(tmp_path: Path) -> None:
    loaded = load(str(package(tmp_path, organizations=ORGANIZATIONS, agreements=AGREEMENTS)))
    dataset = loaded.dataset
    assert (dataset.name, dataset.as_of, loaded.problems, loaded.rejected) == ("p", date(2019, 12, 30), (), 0)
    assert dataset.organizations.select("id", "kind", "on_roster", "row").rows() == [
        ("c", "county", False, 2),
        ("h", "enterprise", False, 4),
        ("v", "village", True, 3),
    ]
    deal = dataset.agreements.row(0, named=True)
    assert (deal["kind"], deal["certainty"], deal["start"], deal["end"]) == ("village", "named", "2018", None)


def test_what_cannot_be_read_at_all(tmp_path: Path) -> None:
    assert refused(tmp_path / "nothing.csv") == "input.unknown"
    assert refused(tmp_path) == "input.no_package"
    folder = package(tmp_path)
    assert refused(folder) == "input.missing"
    assert refused(package(folder, organizations="")) == "input.empty"
    assert refused(package(folder, organizations="id,id,name,kind\n")) == "input.duplicate_header"
    assert refused(package(folder, organizations="id,name\nx,X\n")) == "input.missing_column"
    assert refused(package(folder, organizations=b"id,name,kind\nx,\x81\xff\xfe\x90,village\n")) == "input.encoding"
    (folder / "datapackage.json").write_text("{", encoding="utf-8")
    assert refused(folder) == "input.not_json"
    (folder / "datapackage.json").write_text("[]", encoding="utf-8")
    assert refused(folder) == "input.must_be_object"
    outside = {"name": "p", "resources": [{"name": "organizations", "path": "../../secret.csv"}]}
    (folder / "datapackage.json").write_text(json.dumps(outside), encoding="utf-8")
    assert refused(folder) == "input.outside"
