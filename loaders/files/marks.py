"""Reads from the XML of workbooks what the reader of cells does not give, and how many cells a sheet spans.

A sheet of an .xlsx is looked through in pieces, with patterns that never look at a byte more than a few times: a parser
of XML that calls for each element takes longer than the reader of cells itself. It only says whether the sheet is XML.
Every other part is parsed; documents that define entities are refused.
"""

from __future__ import annotations

import contextlib
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

from loaders.files.grid import Merge
from loaders.problems import InputError

MAX_CELLS = 20_000_000
"""The most cells a sheet may span, with the empty ones: what a reader makes of them fits into 1 GB."""
MAX_ROWS = 1 << 24
"""The most rows a sheet of an OpenDocument workbook may state, with the empty rest of it."""
MOST_ROWS = 1 << 20
"""How many rows spreadsheets have."""
MAX_TEXT = 256 << 20
"""The most text the cells of a sheet may hold, in bytes, counted as often as it is repeated."""
MAX_FORMULAS = 200_000
"""The most formulas without a value that a sheet may have."""
MAX_ERRORS = 2_000_000
"""The most errors that the cells of a sheet may hold."""
MAX_REPEATED = 10_000
"""An OpenDocument sheet may repeat a row; more repetitions than this are the empty rest of the sheet."""
_CELL_SIZE = 60
"""How many bytes a cell takes besides its text."""
_LONGEST_ERROR = 20
_BEGINNING = 4096
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Marks:
    """What the XML of a sheet says and the reader of its cells does not."""

    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()
    merges: tuple[Merge, ...] = ()
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    """The errors that stand for values (#REF!), by (row number, column index)."""
    struck: dict[int, int] = field(default_factory=dict)
    """By row number, the columns whose cells are struck out, as bits: 1 << index."""


class _NotXmlError(Exception):
    """A part is not XML, or defines entities."""


def _elements(
    stream: IO[bytes],
    begin: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Calls `begin` with the name of each element (without its namespace) and its attributes, in order of the file.

    `end` is called with the name where it ends, and `text` with the texts. Raises `_NotXmlError`.
    """
    from xml.parsers import expat

    def started(name: str, attributes: dict[str, str]) -> None:
        begin(name.rpartition(" ")[2], {key.rpartition(" ")[2]: value for key, value in attributes.items()})

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse_entities
    parser.StartElementHandler = started
    if end is not None:
        parser.EndElementHandler = lambda name: end(name.rpartition(" ")[2])
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        parser.ParseFile(stream)
    except (expat.ExpatError, ValueError, LookupError):  # ValueError, LookupError: an encoding that does not exist
        raise _NotXmlError from None


# --- .xlsx


def sheets_of(archive: zipfile.ZipFile) -> dict[str, str]:
    """The parts that hold the sheets of an .xlsx, by the names of the sheets; none if its list cannot be read."""
    # some programs write `xl\\workbook.xml`, or in other letters, or elsewhere
    parts = {name.replace("\\", "/").strip("/").lower(): name for name in archive.namelist()}
    starts: list[str] = []
    targets: dict[str, str] = {}
    sheets: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
            starts.append(attributes.get("Target", ""))

    def link(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and "Id" in attributes:
            targets[attributes["Id"]] = attributes.get("Target", "")

    def sheet(name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            sheets[attributes.get("name", "")] = attributes.get("id", "")

    def read(part: str, begin: Callable[[str, dict[str, str]], None]) -> None:
        with archive.open(parts[part.lower()]) as stream:
            _elements(stream, begin)

    try:
        if "_rels/.rels" in parts:
            read("_rels/.rels", start)
        book = PurePosixPath((starts or ["xl/workbook.xml"])[0].replace("\\", "/").strip("/"))
        read(str(book.parent / "_rels" / f"{book.name}.rels"), link)
        read(str(book), sheet)
    except (KeyError, _NotXmlError):
        return {}
    found: dict[str, str] = {}
    for name, id_ in sheets.items():
        target = targets.get(id_, "").replace("\\", "/")
        part = target.strip("/") if target.startswith("/") else str(book.parent / target)
        if part.lower() in parts:
            found[name] = parts[part.lower()]
    return found


def _is_sheet(archive: zipfile.ZipFile, part: str) -> bool:
    """Whether a part is a worksheet, listed or not: the reader of cells has its own ways to find them."""
    with archive.open(part) as stream:
        return re.search(_TAG + rb"worksheet\b", stream.read(_BEGINNING)) is not None


def xlsx_marks(path: Path) -> dict[str, Marks]:
    """By sheet: formulas without a value, errors in place of values, hidden rows, cells that are struck out.

    A program that does not calculate writes formulas without a value.

    Raises `InputError` if a sheet spans more cells than `MAX_CELLS` (a single stray cell in the last corner would make
    any reader fill the memory), or holds more text or formulas without a value than the other limits.
    """
    found: dict[str, Marks] = {}
    with zipfile.ZipFile(path) as archive:
        named = {part: name for name, part in sheets_of(archive).items()}
        longest = _longest_text(archive)
        struck = _struck_style(archive)
        for part in archive.namelist():
            if part in named or _is_sheet(archive, part):
                try:
                    sheet = _looked_through(archive, part, struck)
                except _NotXmlError:
                    raise InputError("input.damaged", file=path.name) from None
                if sheet.spanned > MAX_CELLS:  # is it only their looks that the far cells state?
                    sheet = _looked_through(archive, part, struck, filled=True)
                if sheet.spanned > MAX_CELLS:
                    raise InputError("input.too_wide", file=path.name, sheet=named.get(part, part), limit=MAX_CELLS)
                if sheet.unplaced:
                    sheet.errors = _errors_in_order(archive, part)
                if len(sheet.formulas) > MAX_FORMULAS:
                    raise InputError("input.many_formulas", file=path.name, limit=MAX_FORMULAS)
                if len(sheet.errors) > MAX_ERRORS:
                    raise InputError("input.many_formulas", file=path.name, limit=MAX_ERRORS)
                if longest * sheet.shared > MAX_TEXT and _text_held(archive, part) > MAX_TEXT:
                    raise InputError("input.much_text", file=path.name, limit=MAX_TEXT >> 20)
                if part in named:
                    found[named[part]] = Marks(
                        sheet.formulas, frozenset(sheet.hidden), errors=sheet.errors, struck=sheet.struck
                    )
    return found


def _looked_through(
    archive: zipfile.ZipFile, part: str, struck: re.Pattern[bytes] | None, *, filled: bool = False
) -> _Sheet:
    """What is found in a worksheet; with `filled`, cells and rows that hold nothing are not counted.

    `struck` finds the styles of cells that are struck out, if there are any.
    """
    from xml.parsers import expat

    sheet = _Sheet(struck)
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_entities
    try:
        with archive.open(part) as stream:
            for piece in _pieces(stream):
                if not filled:
                    parser.Parse(piece)  # the reader of cells passes over what is not XML, and may lose rows by it
                sheet.read(piece, filled=filled)
                if len(sheet.formulas) > MAX_FORMULAS or len(sheet.errors) > MAX_ERRORS:
                    return sheet
        if not filled:
            parser.Parse(b"", True)
    except expat.ExpatError:
        raise _NotXmlError from None
    return sheet


def _refuse_entities(*_: object) -> None:
    """Refuses a document that has a type of its own, and may define entities by it."""
    raise _NotXmlError


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """The bytes of a sheet in pieces that end where a cell or a row begins, if that can be told."""
    rest = b""
    while data := stream.read(_PIECE):
        data = rest + data
        cut = max(data.rfind(mark) for mark in (b"<c ", b":c ", b"<row", b":row", b"<c>"))
        if cut <= 0:
            cut = data.rfind(b"<")
        if cut <= 0:
            cut = len(data)
        elif data[cut : cut + 1] == b":":
            cut = max(data.rfind(b"<", 0, cut), 1)
        yield data[:cut]
        rest = data[cut:]
        if len(rest) > _PIECE:  # not what a sheet looks like
            yield rest
            rest = b""
    yield rest


_TAG = rb"<(?:[\w.-]+:)?"
_PLAIN_REFERENCE = re.compile(rb' r="([A-Za-z]{0,3})(\d{1,10})"')
_ANY_REFERENCE = re.compile(rb"""\sr\s{0,20}=\s{0,20}["']\s{0,20}([A-Za-z]{0,3})(\d{1,10})""")
_UNUSUAL = (b"'", b"\t", b"\n", b"\r", b" r ", b" r= ", b' r=" ')
_EMPTY = re.compile(rb"<[^<>]*/>")
_HIDDEN_ROW = re.compile(_TAG + rb"row\b([^<>]*)>")
_IS_HIDDEN = re.compile(rb"""\bhidden\s{0,20}=\s{0,20}["'](?:1|true)["']""")
_FORMULA = re.compile(
    _TAG + rb"c\b([^<>]*[^<>/])>\s{0,20}" + _TAG + rb"f\b[^<>]*>([^<]*)(?:</[\w.:-]*f>)?\s{0,20}"
    rb"(<(?:[\w.-]+:)?(?:v\b[^<>]*>[^<]|is\b))?"
)
"""A cell that begins with a formula, as the format has it, and whether a value follows."""


class _Sheet:
    """What is found in the pieces of a worksheet."""

    def __init__(self, struck_style: re.Pattern[bytes] | None = None) -> None:
        self.rows = 1
        self.columns = 1
        self.shared = 0
        self.formulas: dict[tuple[int, int], str] = {}
        self.hidden: set[int] = set()
        self.errors: dict[tuple[int, int], str] = {}
        self.unplaced = False
        self.struck: dict[int, int] = {}
        self._struck_style = struck_style

    @property
    def spanned(self) -> int:
        """How many cells the sheet spans, from the first cell to the last row and the last column, or more."""
        return self.rows * self.columns

    def read(self, piece: bytes, *, filled: bool = False) -> None:
        """Looks through a piece."""
        counted = _EMPTY.sub(b"", piece) if filled else piece
        unusual = any(mark in counted for mark in _UNUSUAL)
        references = (_ANY_REFERENCE if unusual else _PLAIN_REFERENCE).findall(counted)
        if references:
            letters, digits = zip(*references, strict=True)
            self.rows = max(self.rows, *map(int, set(digits)))
            self.columns = max(self.columns, *(column_index(one) + 1 for one in set(letters)))
        self.shared += piece.count(b't="s"')
        if b"hidden" in piece:
            for attributes in _HIDDEN_ROW.findall(piece):
                number = _ANY_REFERENCE.search(attributes)
                if _IS_HIDDEN.search(attributes) and number is not None:
                    self.hidden.add(int(number[2]))
        if b"<f" in piece or b":f" in piece:
            self.formulas |= uncomputed_formulas(piece)
        if b'"e"' in piece or b"'e'" in piece:
            found = errors_in(piece)
            self.unplaced = self.unplaced or found is None
            self.errors |= found or {}
        if self._struck_style is not None:
            for style in self._struck_style.finditer(piece):
                self._strike(piece[piece.rfind(b"<", 0, style.start()) : style.end() + _LONGEST_TAG])

    def _strike(self, tag: bytes) -> None:
        """Notes that the cell whose tag a stretch begins with is struck out."""
        cell = _CELL.match(tag)
        reference = _ANY_REFERENCE.search(cell[0]) if cell else None
        if reference is not None and reference[1]:
            row = int(reference[2])
            self.struck[row] = self.struck.get(row, 0) | 1 << column_index(reference[1])


_LONGEST_TAG = 200
_CELL = re.compile(_TAG + rb"c\s[^<>]*>")
_ERROR = re.compile(
    _TAG + rb"""c\b([^<>]*\st\s{0,20}=\s{0,20}["']e["'][^<>]*)>\s{0,20}"""
    rb"(?:<(?:[\w.-]+:)?f\b[^<>]*(?:/>|>[^<]*</[\w.:-]*f>)\s{0,20})?" + _TAG + rb"v\b[^<>]*>\s{0,20}([^<\s]{1,20})"
)
"""A cell that holds an error in place of a value, perhaps behind its formula."""


def errors_in(piece: bytes) -> dict[tuple[int, int], str] | None:
    """The errors that stand for values in a piece of a worksheet, by (row number, column index).

    None if a cell does not say where it is: then it is the one behind the last.
    """
    found: dict[tuple[int, int], str] = {}
    for cell in _ERROR.finditer(piece):
        reference = _ANY_REFERENCE.search(cell[1])
        if reference is None or not reference[1]:
            return None
        found[int(reference[2]), column_index(reference[1])] = cell[2].decode("utf-8", "replace")
    return found


def _errors_in_order(archive: zipfile.ZipFile, part: str) -> dict[tuple[int, int], str]:
    """The errors in a worksheet whose cells do not all say where they are, by (row number, column index)."""
    found: dict[tuple[int, int], str] = {}
    row = column = 0
    is_error = in_value = False

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal row, column, is_error, in_value
        if name == "row":
            stated = attributes.get("r", "")
            row, column = int(stated) if stated.isdecimal() and len(stated) < 9 else row + 1, 0
        elif name == "c":
            reference = re.match(r"([A-Za-z]{1,3})\d", attributes.get("r", ""))
            column = column_index(reference[1].encode()) + 1 if reference else column + 1
            is_error = attributes.get("t") == "e"
        in_value = name == "v" and is_error

    def text(value: str) -> None:
        if in_value and value.strip():
            found[row, column - 1] = (found.get((row, column - 1), "") + value.strip())[:_LONGEST_ERROR]

    def end(name: str) -> None:
        nonlocal in_value
        in_value = in_value and name != "v"

    with archive.open(part) as stream:
        _elements(stream, begin, end, text)
    return found


def uncomputed_formulas(piece: bytes) -> dict[tuple[int, int], str]:
    """The formulas in a piece of a worksheet that have no value, by (row number, column index)."""
    found: dict[tuple[int, int], str] = {}
    for cell in _FORMULA.finditer(piece):
        attributes, text, value = cell.groups()
        reference = _ANY_REFERENCE.search(attributes)
        calculated = b't="str"' in attributes or b"t='str'" in attributes  # a calculated text may be empty
        if value is None and not calculated and reference is not None and reference[1]:
            found[int(reference[2]), column_index(reference[1])] = f"={text.decode('utf-8', 'replace')}"
    return found


def column_index(letters: bytes) -> int:
    """The index of a column from its letters: A is 0, AB is 27; no letters are the first."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + letter - 64
    return max(index - 1, 0)


_STYLES = "styles.xml"
_NOT = ("0", "false", "none")


class _Styles:
    """Which styles of the cells of an .xlsx are struck out, by their numbers."""

    def __init__(self) -> None:
        self.struck: list[int] = []
        self.inside = ""
        self.fonts = self.styles = -1
        self.struck_fonts: set[int] = set()

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("fonts", "cellXfs"):
            self.inside = name
        elif name == "font" and self.inside == "fonts":
            self.fonts += 1
        elif name == "strike" and self.inside == "fonts" and attributes.get("val", "1") not in _NOT:
            self.struck_fonts.add(self.fonts)
        elif name == "xf" and self.inside == "cellXfs":
            self.styles += 1
            font = attributes.get("fontId", "")
            if font.isdecimal() and len(font) < 9 and int(font) in self.struck_fonts:
                self.struck.append(self.styles)

    def end(self, name: str) -> None:
        if name == self.inside:
            self.inside = ""


def _struck_style(archive: zipfile.ZipFile) -> re.Pattern[bytes] | None:
    """A pattern that finds the styles of cells that are struck out; None if no style of the workbook is."""
    part = next((name for name in archive.namelist() if name.lower().endswith(_STYLES)), None)
    if part is None or archive.getinfo(part).file_size > _LARGEST_STYLES or b"strike" not in archive.read(part):
        return None
    styles = _Styles()
    try:
        with archive.open(part) as stream:
            _elements(stream, styles.begin, styles.end)
    except _NotXmlError:
        return None
    numbers = b"|".join(b"%d" % number for number in styles.struck)
    return re.compile(rb"""\ss\s{0,20}=\s{0,20}["'](?:%s)["']""" % numbers) if numbers else None


_LARGEST_STYLES = 64 << 20
_TEXTS = "sharedstrings.xml"
_ITEM = re.compile(_TAG + rb"si\b")
_SHARED_VALUE = re.compile(rb"""t=["']s["'][^<>]{0,200}><(?:[\w.-]+:)?v>(\d{1,9})<""")


def _text_lengths(archive: zipfile.ZipFile) -> Iterator[int]:
    """How long each text is that cells share, in bytes with its marks."""
    part = next((name for name in archive.namelist() if name.lower().endswith(_TEXTS)), None)
    if part is None:
        return
    length = 0
    with archive.open(part) as stream:
        while data := stream.read(_PIECE):
            last = 0
            for item in _ITEM.finditer(data):
                yield length + item.start() - last
                length, last = 0, item.start()
            length += len(data) - last
    yield length


def _longest_text(archive: zipfile.ZipFile) -> int:
    return max(_text_lengths(archive), default=0)


def _text_held(archive: zipfile.ZipFile, part: str) -> int:
    """How much text the cells of a sheet hold that they share with others."""
    lengths = [*_text_lengths(archive)][1:]
    held = 0
    with archive.open(part) as stream:
        for piece in _pieces(stream):
            held += sum(lengths[int(at)] for at in _SHARED_VALUE.findall(piece) if int(at) < len(lengths))
    return held


# --- .ods


def ods_marks(path: Path) -> dict[str, Marks]:
    """By sheet of an OpenDocument workbook: merged ranges, hidden rows, errors and cells that are struck out.

    Raises `InputError` if a sheet states more rows or spans more cells than any reader can take.
    """
    found: dict[str, Marks] = {}
    tables = _Tables(path.name, found)
    with zipfile.ZipFile(path) as archive:
        try:
            if "styles.xml" in archive.namelist():  # a style of a cell may be that of another one with changes
                with archive.open("styles.xml") as stream, contextlib.suppress(_NotXmlError):
                    _elements(stream, tables.begin, tables.end)
            with archive.open("content.xml") as stream:
                _elements(stream, tables.begin, tables.end, tables.text)
        except KeyError:
            return {}
        except _NotXmlError:
            raise InputError("input.damaged", file=path.name) from None
    return found


class _Tables:
    """What is found in the tables of an OpenDocument workbook."""

    def __init__(self, file: str, found: dict[str, Marks]) -> None:
        self.file = file
        self.found = found
        self.name = ""
        self.merges: list[Merge] = []
        self.hidden: set[int] = set()
        self.row = self.column = self.width = self.last = self.times = self.wide = 0
        self.filled = 0
        self.length = self.held = 0
        self.in_cell = self.is_error = False
        self.printed = ""
        self.errors: dict[tuple[int, int], str] = {}
        self.struck: dict[int, int] = {}
        self.struck_styles: set[str] = set()
        self.style = self.cell_style = self.row_style = ""
        self.column_styles: list[tuple[int, str]] = []

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table":
            self.name = attributes.get("name", "")
            self.merges, self.hidden = [], set()
            self.errors, self.struck, self.column_styles = {}, {}, []
            self.row = self.width = self.last = self.held = 0
        elif name == "style" and attributes.get("family") == "table-cell":
            self.style = attributes.get("name", "")
            if attributes.get("parent-style-name") in self.struck_styles:
                self.struck_styles.add(self.style)
        elif name == "text-properties" and self.style:
            self._strike(attributes)
        elif name == "table-column":
            until = (self.column_styles[-1][0] if self.column_styles else 0) + _times(
                attributes.get("number-columns-repeated")
            )
            self.column_styles.append((until, attributes.get("default-cell-style-name", "")))
        elif name == "table-row":
            self.times = _times(attributes.get("number-rows-repeated"))
            if attributes.get("visibility") in ("collapse", "filter") and self.times < MAX_REPEATED:
                self.hidden.update(range(self.row + 1, min(self.row + self.times, MOST_ROWS) + 1))
            self.column = self.filled = 0
            self.row_style = attributes.get("default-cell-style-name", "")
        elif name in ("table-cell", "covered-table-cell"):
            down, right = (_times(attributes.get(f"number-{way}-spanned")) for way in ("rows", "columns"))
            if down > 1 or right > 1:
                self.merges.append(Merge(self.row, self.column, self.row + down - 1, self.column + right - 1))
            self.wide = _times(attributes.get("number-columns-repeated"))
            self.column += self.wide
            self.length, self.in_cell = 0, True
            self.is_error, self.printed = attributes.get("value-type") == "error", ""
            self.cell_style = attributes.get("style-name", "")
            if "value-type" in attributes or "formula" in attributes:
                self.length = 1 + len(attributes.get("string-value", ""))

    def _strike(self, attributes: dict[str, str]) -> None:
        """Notes whether the style that is being read strikes text out."""
        line = attributes.get("text-line-through-style") or attributes.get("text-line-through-type")
        if line is not None and line not in _NOT:
            self.struck_styles.add(self.style)
        elif line is not None:
            self.struck_styles.discard(self.style)

    def _is_struck(self) -> bool:
        """Whether the cell that ends is struck out: by its own style, else by that of its row or column."""
        if not self.struck_styles:
            return False
        first = self.column - self.wide
        style = self.cell_style or self.row_style
        return (style or next((own for until, own in self.column_styles if first < until), "")) in self.struck_styles

    def text(self, text: str) -> None:
        if self.in_cell:
            self.length += len(text)
            if self.is_error and len(self.printed) < _LONGEST_ERROR:
                self.printed += text

    def end(self, name: str) -> None:
        if name in ("table-cell", "covered-table-cell"):
            self.in_cell = False
            if self.length:
                self.filled = self.column
                self.held += (self.length + _CELL_SIZE) * self.wide * self.times
                if self.times < MAX_REPEATED and self.wide < MAX_REPEATED and (self.is_error or self._is_struck()):
                    self._mark()
        elif name == "style":
            self.style = ""
        elif name == "table-row":
            self.row += self.times
            if self.filled:
                self.last, self.width = self.row, max(self.width, self.filled)
            if self.row > MAX_ROWS or self.last * self.width > MAX_CELLS:
                raise InputError("input.too_wide", file=self.file, sheet=self.name, limit=MAX_CELLS)
            if self.held > MAX_TEXT:
                raise InputError("input.much_text", file=self.file, limit=MAX_TEXT >> 20)
        elif name == "table":
            self.found[self.name] = Marks(
                hidden=frozenset(self.hidden), merges=tuple(self.merges), errors=self.errors, struck=self.struck
            )

    def _mark(self) -> None:
        """Notes of the cell that ends that it is struck out, or holds an error, as often as it is repeated."""
        columns = range(self.column - self.wide, self.column)
        for row in range(self.row + 1, self.row + self.times + 1):
            if self.is_error:
                self.errors |= dict.fromkeys(((row, column) for column in columns), self.printed.strip() or "#N/A")
            if self._is_struck():
                self.struck[row] = self.struck.get(row, 0) | sum(1 << column for column in columns)
        if len(self.errors) > MAX_ERRORS:
            raise InputError("input.many_formulas", file=self.file, limit=MAX_ERRORS)


def _times(stated: str | None) -> int:
    """How often something is repeated; once if that cannot be read."""
    return int(stated) if stated and stated.isdecimal() and len(stated) < 12 else 1
