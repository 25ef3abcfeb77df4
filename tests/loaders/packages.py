"""Small data packages for the tests: written, loaded, and refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from loaders import load
from loaders.problems import InputError

ORGANIZATIONS = "id,name,kind,part_of,on_roster\nc,盘州市,county,,\nv,一村,village,c,true\nh,甲公司,enterprise,,\n"
AGREEMENTS = "id,helper,recipient,start,end\na,h,v,2018,\n"


def package(folder: Path, jiedui: Any = None, **tables: str | bytes) -> Path:
    (folder / "datapackage.json").write_text(
        json.dumps({"name": "p", "title": "P", "jiedui": {"as_of": "2019-12-30", **(jiedui or {})}}), encoding="utf-8"
    )
    for name, content in tables.items():
        data = content.encode() if isinstance(content, str) else content
        (folder / f"{name}.csv").write_bytes(data)
    return folder


def problems(folder: Path) -> list[tuple[int | None, str | None, str]]:
    return [(problem.row, problem.column, problem.code) for problem in load(str(folder)).problems]


def refused(path: Path | str) -> str:
    with pytest.raises(InputError) as error:
        load(str(path))
    assert error.value.message("en") != error.value.message("zh")
    return error.value.key
