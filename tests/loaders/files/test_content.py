"""What a file is, by its bytes: encodings, compression, and a message for each kind that cannot be read."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import JieduiError
from loaders import load
from loaders.files import content
from loaders.problems import InputError
from tests.loaders.files.archives import book, open_document, write, zipped
from tests.loaders.files.compound import compound, locked, old_book
from tests.loaders.packages import ORGANIZATIONS, package, refused


def called(value: object) -> str:
    """What a case is called: bytes differ from run to run, and every process has to call it the same."""
    return value if isinstance(value, str) and len(value) < 20 else type(value).__name__


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


ODS = "application/vnd.oasis.opendocument."
TABLE = "帮扶单位,受帮扶村\n甲公司,一村\n"
WEB = "<html><body><table><tr><td>帮扶单位</td></tr></table></body></html>"
XML_BOOK = '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
ENCRYPTED = {"META-INF/manifest.xml": "<m:file-entry><m:encryption-data/></m:file-entry>"}


@pytest.mark.parametrize(
    ("name", "data", "key"),
    [
        ("t.xlsx", locked(), "locked"),
        ("t.xls", locked(), "locked"),
        ("t.ods", open_document("<r><c>x</c></r>", **ENCRYPTED), "locked"),
        ("t.xls", compound({"Book": b"\xff" * 5000}), "old_book"),
        ("t.xls", b"\x09\x00\x04\x00\x02\x00\x10\x00" + bytes(200), "old_book"),
        ("t.xls", b"\x09\x04\x06\x00\x00\x00\x10\x00" + bytes(200), "old_book"),
        ("t.xls", compound({"Workbook": b"\xff" * 5000}), "old_book"),
        ("t.xls", WEB, "web_page"),
        ("t.xlsx", "\ufeff\r\n <!DOCTYPE html><html></html>", "web_page"),
        ("t.xls", '<?xml version="1.0"?><html xmlns:x="urn:x"><head/></html>', "web_page"),
        ("t.xls", WEB.encode("utf-16"), "web_page"),
        ("t.xls", "MIME-Version: 1.0\nContent-Type: multipart/related", "web_page"),
        ("t.csv", WEB, "web_page"),
        ("t.xls", XML_BOOK, "xml_book"),
        ("t.et", compound({"Workbook": b"x"}), "wps_book"),
        ("t.et", TABLE, "wps_book"),
        ("t.wps", compound({"WordDocument": b"x"}), "document"),
        ("t.xls", compound({"WordDocument": b"x"}), "document"),
        ("t.docx", zipped({"word/document.xml": "<x/>"}), "damaged"),
        ("t.xlsx", zipped({"mimetype": f"{ODS}text", "META-INF/manifest.xml": "<m/>"}), "document"),
        ("t.pptx", zipped({"ppt/presentation.xml": "<x/>"}), "presentation"),
        ("t.xlsb", zipped({"xl/workbook.bin": "x"}), "binary_book"),
        ("t.numbers", zipped({"Index/Document.iwa": "x"}), "numbers"),
        ("t.xlsx", b"%PDF-1.7 x", "pdf"),
        ("t.csv", b"\x89PNG\r\n\x1a\n", "picture"),
        ("t.jpg", b"\xff\xd8\xff\xe0", "picture"),
        ("t.zip", zipped({"a.xlsx": "x"}), "archive"),
        ("t.rar", b"Rar!\x1a\x07\x01\x00", "archive"),
        ("t.7z", b"7z\xbc\xaf\x27\x1c", "archive"),
        ("t.csv", b"SQLite format 3\x00", "database"),
        ("t.xlsx", bytes(4096), "damaged"),
        ("t.xlsx", book()[:-200], "damaged"),
        ("t.xlsx", b"", "empty"),
        ("t.csv", b"", "empty"),
        ("t.json", "{}", "format"),
    ],
    ids=called,
)
def test_what_cannot_be_read_is_told_by_what_it_is(tmp_path: Path, name: str, data: str | bytes, key: str) -> None:
    assert refused(write(tmp_path, name, data)) == f"input.{key}"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("t.csv", book()),
        ("t.xls", book()),
        ("t.et", book()),
        ("t.csv.gz", TABLE),
        ("download", book()),
        ("t.xlsx", TABLE),
        ("t.xls", TABLE.replace(",", "\t").encode("gb18030")),
        ("t.xlsx", TABLE.encode("utf-16")),
        ("t.xlsx", old_book([["帮扶单位", "受帮扶村"], ["甲公司", "一村"]])),
        (
            "t.xlsx",
            open_document(
                "<r><c>帮扶单位</c><c>受帮扶村</c></r><r><c>甲公司</c><c>一村</c></r>".replace(
                    "<c>", "<c><text:p>"
                ).replace("</c>", "</text:p></c>")
            ),
        ),
    ],
    ids=called,
)
def test_a_file_is_read_by_what_it_holds(tmp_path: Path, name: str, data: str | bytes) -> None:
    dataset = load(str(write(tmp_path, name, data))).dataset
    assert {"甲公司", "一村"} <= set(dataset.organizations["name"])


def test_a_workbook_that_stands_for_a_table_of_a_package(tmp_path: Path) -> None:
    assert refused(package(tmp_path, organizations=book())) == "input.book_as_table"
    assert refused(package(tmp_path, organizations=WEB)) == "input.web_page"


def test_a_file_that_one_may_not_read(tmp_path: Path) -> None:
    path = write(tmp_path, "t.csv", TABLE)
    path.chmod(0)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)  # root may read everything
    try:
        for read in (content.content_of, content.read_bytes):
            with pytest.raises(InputError) as error:
                read(path)
            assert error.value.key == "input.permission"
    finally:
        os.seteuid(user)


def test_what_is_not_a_file(tmp_path: Path) -> None:
    folder = package(tmp_path)
    (folder / "organizations.csv").mkdir()
    assert refused(folder) == "input.folder"
    pipe = tmp_path / "t.csv"
    os.mkfifo(pipe)
    assert refused(pipe) == "input.not_a_file"


def test_a_list_of_parts_without_end_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "MAX_LISTED", 200)
    assert (
        refused(write(tmp_path, "t.xlsx", zipped({f"{number}.xml": "" for number in range(10)}))) == "input.many_parts"
    )
