"""Descriptors of a wrong shape, without end, or that lead outside: each is one message, which names the place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from loaders import load
from loaders.package import descriptor
from loaders.problems import InputError
from tests.loaders.packages import ORGANIZATIONS, package, refused


def described(folder: Path, text: str | bytes) -> Path:
    package(folder, organizations=ORGANIZATIONS)
    (folder / "datapackage.json").write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


@pytest.mark.parametrize(
    ("stated", "key", "where"),
    [
        ([], "must_be_object", "datapackage.json"),
        ({}, "must_be_text", "name"),
        ({"name": ""}, "must_be_text", "name"),
        ({"name": 7}, "must_be_text", "name"),
        ({"name": "p", "title": ["t"]}, "must_be_text", "title"),
        ({"name": "p", "resources": "organizations.csv"}, "must_be_list", "resources"),
        ({"name": "p", "resources": {"organizations": 1}}, "must_be_list", "resources"),
        ({"name": "p", "resources": [7]}, "must_be_object", "resources[0]"),
        ({"name": "p", "resources": [{"name": ["x"]}]}, "must_be_text", "resources[0].name"),
        ({"name": "p", "resources": [{"name": "organizations"}]}, "must_be_text", "resources[0].path"),
        ({"name": "p", "resources": [{"name": "organizations", "path": 3}]}, "must_be_text", "resources[0].path"),
        ({"name": "p", "resources": [{"name": "organizations", "path": ["a"]}]}, "must_be_text", "resources[0].path"),
        ({"name": "p", "jiedui": []}, "must_be_object", "jiedui"),
        ({"name": "p", "jiedui": {"title_zh": 1}}, "must_be_text", "jiedui.title_zh"),
        ({"name": "p", "jiedui": {"as_of": 2019}}, "must_be_text", "jiedui.as_of"),
        ({"name": "p", "jiedui": {"as_of": "soon"}}, "must_be_date", "jiedui.as_of"),
        ({"name": "p", "jiedui": {"notes": []}}, "must_be_object", "jiedui.notes"),
        ({"name": "p", "jiedui": {"notes": {"en": "x"}}}, "must_be_list", "jiedui.notes.en"),
        ({"name": "p", "jiedui": {"notes": {"en": [1]}}}, "must_be_text", "jiedui.notes.en[0]"),
        ({"name": "p", "jiedui": {"packages": {"a": 1}}}, "must_be_list", "jiedui.packages"),
        ({"name": "p", "jiedui": {"packages": [None]}}, "must_be_text", "jiedui.packages[0]"),
        (
            {"name": "p", "jiedui": {"known_problems": [{"rows": 1}]}},
            "must_be_text",
            "jiedui.known_problems[0].resource",
        ),
        ({"name": "p", "jiedui": {"export": 1}}, "must_be_object", "jiedui.export"),
        ({"name": "p", "jiedui": {"export": {"format": "1"}}}, "must_be_number", "jiedui.export.format"),
        (
            {"name": "p", "jiedui": {"export": {"format": 1, "files": [["a"]]}}},
            "must_be_pair",
            "jiedui.export.files[0]",
        ),
    ],
)
def test_a_part_of_a_wrong_shape_is_named(tmp_path: Path, stated: Any, key: str, where: str) -> None:
    folder = described(tmp_path, json.dumps(stated))
    with pytest.raises(InputError) as error:
        load(str(folder))
    assert (error.value.key, error.value.values["where"]) == (f"input.{key}", where)
    assert where in error.value.message("zh")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('{"name": "p",}', "not_json"),
        ('{"name": "p\\ud800"}', "not_unicode"),
        ('{"name": "p", "x": ["\\udfff"]}', "not_unicode"),
        ('{"name": "p", "x": ' + "9" * 5000 + "}", "not_unicode"),
        ('{"name": "p\xe9"}'.encode("latin-1"), "not_unicode"),
        ('{"name": "p", "x": ' + "[" * 100_000 + "]" * 100_000 + "}", "too_nested"),
        ('{"name": "' + "p" * 1001 + '"}', "long_name"),
        (
            '{"name": "p", "resources": [{"name": "agreements", "path": "a"}, {"name": "agreements", "path": "b"}]}',
            "duplicate_resource",
        ),
    ],
)
def test_text_that_is_no_descriptor(tmp_path: Path, text: str | bytes, key: str) -> None:
    assert refused(described(tmp_path, text)) == f"input.{key}"


def test_a_descriptor_without_end_is_not_read(tmp_path: Path) -> None:
    keys = ", ".join(f'"k{number}": 0' for number in range(1_000_000))
    with pytest.raises(InputError, match="larger than 4 MiB"):
        load(str(described(tmp_path, '{"name": "p", ' + keys + "}")))


def test_a_member_that_nobody_reads_may_be_anything(tmp_path: Path) -> None:
    text = json.dumps({"name": "p", "licenses": 7, "resources": [{"name": "other", "path": 3}], "jiedui": None})
    assert len(load(str(described(tmp_path, text))).dataset.organizations) == 3


@pytest.mark.parametrize("path", ["../secret.csv", "/etc/passwd", "a\0b", "x" * 5000, "."])
def test_a_path_that_leads_outside(tmp_path: Path, path: str) -> None:
    stated = {"name": "p", "resources": [{"name": "organizations", "path": path}]}
    assert refused(described(tmp_path, json.dumps(stated))) == "input.outside"


def test_a_link_that_leads_outside_or_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    secret = tmp_path / "secret.csv"
    secret.write_text("id,helper,recipient\n", encoding="utf-8")
    folder = described(tmp_path / "p", '{"name": "p"}')
    (folder / "agreements.csv").symlink_to(secret)
    assert refused(folder) == "input.outside"
    (folder / "agreements.csv").unlink()
    (folder / "agreements.csv").symlink_to(folder / "agreements.csv")
    assert refused(folder) == "input.outside"


def test_packages_in_a_package_lie_in_it(tmp_path: Path) -> None:
    for name in ("../p", "a/b", "."):
        folder = described(tmp_path, json.dumps({"name": "p", "jiedui": {"packages": [name]}}))
        assert refused(folder) == "input.outside"


def test_the_limit_of_a_descriptor_holds_an_export_of_many_files() -> None:
    files = [[f"甲县/2024年村企结对帮扶台账（第{number}期）.xlsx", "台账"] for number in range(20_000)]
    assert len(json.dumps(files, ensure_ascii=False).encode()) < descriptor.MAX_DESCRIPTOR
