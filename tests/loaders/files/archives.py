"""Workbooks for the tests whose parts are changed after they were written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

SHEET = "xl/worksheets/sheet1.xml"
ROWS: Sequence[Sequence[Any]] = (("帮扶单位", "受帮扶村"), ("甲公司", "一村"), ("乙公司", "二村"))


def book(rows: Sequence[Sequence[Any]] = ROWS) -> bytes:
    """An .xlsx with one sheet."""
    work = openpyxl.Workbook()
    for row in rows:
        work.worksheets[0].append(list(row))
    stream = io.BytesIO()
    work.save(stream)
    return stream.getvalue()


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """An archive with these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def changed(data: bytes, part: str, old: str, new: str) -> bytes:
    """An archive in which a text of one part is replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old.encode() in parts[part]
    parts[part] = parts[part].replace(old.encode(), new.encode())
    return zipped(parts)


def open_document(rows: str, **extra: str) -> bytes:
    """An .ods with one sheet, whose rows are given as XML (`<r>` a row, `<c>` a cell of text)."""
    xmlns = "urn:oasis:names:tc:opendocument:xmlns"
    rows = rows.replace("<c", '<table:table-cell office:value-type="string"').replace("</c>", "</table:table-cell>")
    rows = (
        rows.replace("<r", "<table:table-row")
        .replace("</r>", "</table:table-row>")
        .replace("rep=", "table:number-rows-repeated=")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{xmlns}:office:1.0" '
        f'xmlns:table="{xmlns}:table:1.0" xmlns:text="{xmlns}:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="台账">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    parts = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content}
    return zipped({**parts, "META-INF/manifest.xml": "<manifest/>", **extra})


def write(folder: Path, name: str, data: str | bytes) -> Path:
    """A file with these bytes."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path
