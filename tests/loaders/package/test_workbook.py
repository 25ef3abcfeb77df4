"""A workbook of records, and the same saved as another kind of file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from graph.output.export.workbook import ABOUT
from loaders import load
from loaders.into.open import parts
from loaders.package import workbook
from tests.loaders.files.archives import open_document, write

Rows = Sequence[Sequence[str | int]]
SHEETS: dict[str, Rows] = {
    "organizations": (
        ("dataset", "id", "name", "kind", "part_of", "on_roster"),
        ("a", "t", "示例镇", "township", "", 0),
        ("a", "v", "一村", "village", "t", 1),
        ("a", "w", "二村", "village", "t", 1),
        ("b", "f", "示例公司", "enterprise", "", 0),
        ("b", "v", "一村", "village", "", 0),
    ),
    "agreements": (
        ("dataset", "id", "helper", "recipient", "start"),
        ("b", "x", "f", "v", "2019-05"),
    ),
    ABOUT: (("dataset", "says", "value"), ("a", "as_of", "2019-12-30"), ("b", "as_of", "2020")),
}


def as_ods() -> bytes:
    """The sheets as LibreOffice saves them: numbers stay numbers."""

    def cell(value: str | int) -> str:
        if isinstance(value, int):
            return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
        return f"<c><text:p>{escape(value)}</text:p></c>" if value else "<c></c>"

    tables = "".join(
        f'</table:table><table:table table:name="{name}">'
        + "".join(f"<r>{''.join(map(cell, row))}</r>" for row in rows)
        for name, rows in SHEETS.items()
    )
    return open_document("<r><c><text:p>read me</text:p></c></r>" + tables)


def test_saved_as_another_kind_of_file_it_says_the_same(tmp_path: Path) -> None:
    path = write(tmp_path, "t.ods", as_ods())
    assert workbook.is_package(path)
    assert [one.only for one in parts(str(path))] == ["a", "b"]
    one, other = (load(str(path), only=only) for only in ("a", "b"))
    assert (one.read_as, one.roster, str(one.dataset.as_of)) == ("package", 2, "2019-12-30")
    assert other.dataset.agreements.select("id", "helper", "recipient", "start").rows() == [("x", "f", "v", "2019-05")]
    assert not one.problems
    assert not other.problems
