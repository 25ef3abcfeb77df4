"""Files of bytes: encodings, compression, damaged and oversized archives, formulas without values."""

from __future__ import annotations

import contextlib
import gzip
import json
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import JieduiError
from loaders import load
from loaders.files import books, content, marks, tables
from loaders.problems import InputError
from tests.loaders.packages import ORGANIZATIONS, package, refused


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    rows = "".join(f"v{number},盘州市双凤镇第{number}村民委员会,village\n" for number in range(30))
    folder = package(tmp_path, organizations=("id,name,kind\n" + rows).encode(encoding))
    names = load(str(folder)).dataset.organizations["name"].to_list()
    assert names[0] == "盘州市双凤镇第0村民委员会"


def test_gzip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = package(tmp_path)
    packed = gzip.compress(ORGANIZATIONS.encode())
    descriptor = {"name": "p", "resources": [{"name": "organizations", "path": "o.csv.gz"}]}
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    (folder / "o.csv.gz").write_bytes(packed)
    assert len(load(str(folder)).dataset.organizations) == 3
    (folder / "o.csv.gz").write_bytes(packed[:-9])
    assert refused(folder) == "input.damaged"
    (folder / "o.csv.gz").write_bytes(gzip.compress(b"x" * 5000))
    monkeypatch.setattr(content, "MAX_BYTES", 4096)
    assert refused(folder) == "input.too_large"


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_end_in_a_dataset_or_one_message(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = package(tmp_path_factory.mktemp("p"), organizations=b"id,name,kind\n" + data)
    with contextlib.suppress(JieduiError):
        assert load(str(folder)).dataset.organizations.columns[0] == "id"


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.text(alphabet='ab,"; \r\n甲', max_size=4), min_size=2, max_size=2), min_size=1, max_size=5))
def test_the_fast_reader_reads_what_the_slow_one_does(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    import csv

    path = tmp_path_factory.mktemp("t") / "t.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([["x", "y"], *rows])
    data = path.read_bytes()
    if tables._is_simple(data):
        fast = tables._fast_table(data, path)
        slow = tables._slow_table(data.decode(), path)
        if fast is not None:

            def tidy(sheet: tables.TextTable) -> list[Any]:
                cells = [tuple(cell or None for cell in row) for row in sheet.cells.rows()]
                return [
                    row
                    for row in zip(sheet.rows.to_list(), cells, strict=True)
                    if any((c or "").strip() for c in row[1])
                ]

            assert (fast.headers, tidy(fast)) == (slow.headers, tidy(slow))


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("<c r='B2'><f>A1</f><v>7</v></c>", False),
        ("<c r='B2'><f>A1</f><v></v></c>", True),
        ("<c r='B2'><f>A1</f><v/></c>", True),
        ("<c r='B2'><f>A1</f></c>", True),
        ("<c r='B2' t='str'><f>A1</f><v></v></c>", False),
        ("<c r='B2' t='inlineStr'><f>A1</f><is><t>x</t></is></c>", False),
    ],
)
def test_whether_a_formula_has_its_value(cell: str, found: bool) -> None:
    assert marks.uncomputed_formulas(cell.replace("'", '"').encode()) == ({(2, 1): "=A1"} if found else {})


def test_a_truncated_workbook(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    work = openpyxl.Workbook()
    work.worksheets[0].append(["帮扶单位", "村"])
    work.save(path)
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(InputError, match="damaged"):
        load(str(path))


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    block = b"0" * (1 << 20)
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w") as entry,
    ):
        for _ in range(513):
            entry.write(block)
    assert path.stat().st_size < 2 << 20
    with pytest.raises(InputError, match="512 MiB"):
        load(str(path))


def test_an_archive_that_lies_about_its_size_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 100_000)
    data = path.read_bytes()
    real, small = (100_000).to_bytes(4, "little"), (100).to_bytes(4, "little")
    assert data.count(real) == 2
    path.write_bytes(data.replace(real, small))
    monkeypatch.setattr(books, "MAX_SHEET_BYTES", 1000)
    with pytest.raises(InputError, match="damaged"):
        load(str(path))
