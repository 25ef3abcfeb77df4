"""Finds the tables on a sheet: where their headers are, what their columns hold, which rows belong to them.

A `Grid` goes in as a spreadsheet holds it; `RosterTable`s come out, with nothing but records below their headers. The
value of a merged range holds for every cell of the range and for no other.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.model import Kind, Measure
from loaders.files import Cell, Grid, cell_text
from loaders.loaded import Column, RosterSheet, RosterTable, RowSpan, letter_of
from loaders.problems import InputError
from loaders.roster import cells
from loaders.roster.cells import is_note, is_total, squeezed
from loaders.roster.headers import HELPER_UNITS, NOTHING, UNITS, Meaning, SheetMap, is_tags, meaning, shown, tagged
from loaders.roster.rows import label_at, sort_rows

TALLEST_HEADER = 3
SAMPLE = 200
"""How many rows of a column are looked at to see what it holds."""
_LABEL_LENGTH = 30
_MOSTLY = 0.6
_MOBILE = re.compile(r"(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}")
_IDENTITY = re.compile(r"\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]")
_VILLAGE = re.compile(r".{1,12}(?:村|社区|居委会|村委会|居民委员会|村民委员会)")
_NUMBER_LIKE = re.compile(r"[+-]?[\d.,，．\s]+(?:元|万元?|亿元?|%|个|人|名)?")
_EXAMPLES = re.compile(r"(?:填写|填报)?(?:示例|样例|样表|说明)|examples?|instructions?|readme", re.IGNORECASE)


def read(grid: Grid, mapping: SheetMap) -> RosterSheet:
    """The tables of a sheet; none, with the reason, if it is hidden, holds examples, or has no header.

    Raises `InputError` if a label in the mapping is not there, or if two columns both name helpers or recipients.
    """
    if mapping.use is False:
        return RosterSheet(grid, why="mapping")
    if grid.hidden and not mapping.use:
        return RosterSheet(grid, why="hidden")
    if mapping.use is None and grid.name is not None and _EXAMPLES.match(grid.name.strip()):
        return RosterSheet(grid, why="examples")
    rows = _expanded(grid)
    tables: list[RosterTable] = []
    top = 0
    for block in _blocks(rows, mapping):
        if tables:
            tables[-1] = _until(tables[-1], block.top + 1)
        tables.append(_table(grid, rows, block, top, mapping))
        top = block.bottom + 1
    tables = [table for table in tables if table.column("recipient") is not None]
    return RosterSheet(grid, tuple(tables), None if tables else "no-table")


@dataclass(frozen=True, slots=True)
class _Block:
    """The header rows of a table (zero-based, both included), and what each column means."""

    top: int
    bottom: int
    meanings: Mapping[int, Meaning]
    labels: Mapping[int, tuple[str, ...]]
    tags: bool = False


def _expanded(grid: Grid) -> list[Sequence[Cell]]:
    """The rows with the value of each merged range in all its cells."""
    rows: list[Sequence[Cell]] = list(grid.rows)
    for merge in grid.merges:
        value = _at(rows, merge.top, merge.left)
        if value is None or (merge.right - merge.left) * (merge.bottom - merge.top) > len(rows) * 50:
            continue
        for place in range(merge.top, min(merge.bottom, len(rows) - 1) + 1):
            row = rows[place]
            cells_ = row if isinstance(row, list) else list(row)
            cells_.extend([None] * (merge.right + 1 - len(cells_)))
            cells_[merge.left : merge.right + 1] = [value] * (merge.right + 1 - merge.left)
            rows[place] = cells_
    return rows


def _at(rows: Sequence[Sequence[Cell]], row: int, column: int) -> Cell:
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else None


# --- headers


def _blocks(rows: Sequence[Sequence[Cell]], mapping: SheetMap) -> Iterator[_Block]:
    """The headers on a sheet, from the top: where the mapping says, else HXL tags, else rows of known words."""
    if mapping.header:
        top, bottom = min(mapping.header) - 1, max(mapping.header) - 1
        if bottom < len(rows):
            yield _mapped(_block(rows, top, bottom), mapping)
        return
    found = list(_found_blocks(rows, mapping, sure=True))
    yield from found or itertools.islice(_found_blocks(rows, mapping, sure=False), 1)


def _found_blocks(rows: Sequence[Sequence[Cell]], mapping: SheetMap, *, sure: bool) -> Iterator[_Block]:
    known: dict[str, bool] = {}
    place = 0
    first = True
    seen: Mapping[int, tuple[str, ...]] = {}
    while place < len(rows):
        block = _tag_block(rows, place) if first else None
        if block is None and _is_hopeful(rows[place], known, first=first, mapping=mapping):
            block = _best_block(rows, place, mapping, first=first, sure=sure)
        if block is None:
            place += 1
            continue
        if not first and block.labels == seen:  # the same header again after a page break
            place = block.bottom + 1
            continue
        yield block
        first, seen = False, block.labels
        place = block.bottom + 1


def _is_hopeful(row: Sequence[Cell], known: dict[str, bool], *, first: bool, mapping: SheetMap) -> bool:
    """Whether a row holds any words of a header; quick, because every row is looked at."""
    found = 0
    for cell in row:
        if isinstance(cell, str) and len(cell) <= _LABEL_LENGTH:
            if cell not in known:
                known[cell] = _is_label(cell)
            found += known[cell]
    if first and mapping.columns:
        labels = {label for words in mapping.columns.values() for label in words}
        found += sum(isinstance(cell, str) and shown(cell) in labels for cell in row)
    return found >= (1 if first else 2)


def _is_label(text: str) -> bool:
    found = meaning((text,))
    return found.field is not None or found.personal


def _best_block(
    rows: Sequence[Sequence[Cell]], top: int, mapping: SheetMap, *, first: bool, sure: bool
) -> _Block | None:
    best: _Block | None = None
    highest = 0
    for height in range(1, TALLEST_HEADER + 1):
        bottom = top + height - 1
        if bottom >= len(rows) or not _is_header_row(rows[bottom]) or (height > 1 and not _joined(rows, bottom)):
            break
        block = _mapped(_block(rows, top, bottom), mapping)
        score = _score(block, rows[top], first=first, sure=sure)
        if score > highest:
            best, highest = block, score
    return best


def _is_header_row(row: Sequence[Cell]) -> bool:
    """Whether every cell may be a label: a short text or a single 0, not another number or a date."""
    filled = [cell for cell in row if cell is not None and cell_text(cell).strip()]
    return bool(filled) and all(
        (isinstance(cell, str) and len(cell) <= 2 * _LABEL_LENGTH and not _is_value(cell))
        or (not isinstance(cell, bool | str) and cell == 0)
        for cell in filled
    )


def _is_value(text: str) -> bool:
    bare = text.strip()
    return bare != "0" and (_NUMBER_LIKE.fullmatch(bare) is not None or is_total(bare))


def _joined(rows: Sequence[Sequence[Cell]], bottom: int) -> bool:
    """Whether a row is part of the header above it: it divides a label that spans columns, or continues a label."""
    upper, lower = rows[bottom - 1], rows[bottom]
    for place in range(max(len(upper), len(lower))):
        above, below = label_at(upper, place), label_at(lower, place)
        if below and ((above and above == label_at(upper, place - 1)) or above == below or not above):
            return True
        if above and not below:
            return any(label_at(lower, other) and not label_at(upper, other) for other in range(len(lower)))
    return False


def _block(rows: Sequence[Sequence[Cell]], top: int, bottom: int) -> _Block:
    """The labels over each column, and what they mean."""
    header = [list(rows[place]) if place < len(rows) else [] for place in range(top, bottom + 1)]
    width = max(map(len, header))
    for upper, lower in itertools.pairwise(header):  # the label of a group holds until the next label
        last = ""
        for place in range(width):
            label = label_at(upper, place)
            if label:
                last = label
            elif last and label_at(lower, place) and place < len(upper):
                upper[place] = last
    labels: dict[int, tuple[str, ...]] = {}
    for place in range(width):
        path: list[str] = []
        for row in header:
            label = label_at(row, place)
            if label and (not path or path[-1] != label):
                path.append(label)
        if path:
            labels[place] = tuple(path)
    return _Block(top, bottom, {place: meaning(path) for place, path in labels.items()}, labels)


def _score(block: _Block, first_row: Sequence[Cell], *, first: bool, sure: bool) -> int:
    """How many columns the header explains; 0 if it cannot be a header, or with `sure` if it may be something else."""
    fields = {found.field for found in block.meanings.values() if found.field}
    if not fields & {"recipient", *UNITS, "recipient_code"}:
        return 0
    explained = len(
        {
            (found.field, found.personal, block.labels[place] if found.field in (None, "amount") else ())
            for place, found in block.meanings.items()
            if found.field is not None or found.personal
        }
    )
    if not sure:
        return explained
    if len(set(block.labels.values())) == 1 and len(block.labels) > 1:
        return 0  # one text merged across: a title
    if len({label_at(first_row, place) for place in block.labels} - {""}) == 1 and len(block.labels) > 1:
        return 0  # a title over a header
    if len(block.labels) > 1 and explained < 2:
        return 0
    if not first and (explained < 3 or explained * 2 < len(block.labels)):
        return 0
    return explained


def _tag_block(rows: Sequence[Sequence[Cell]], place: int) -> _Block | None:
    for bottom in (place, place + 1):
        if bottom < len(rows):
            texts = [cell if isinstance(cell, str) else None for cell in rows[bottom]]
            if is_tags(texts):
                over = rows[place] if bottom > place else rows[bottom]
                labels = {
                    column: (label_at(over, column) or str(texts[column]).strip(),)
                    for column in range(max(len(over), len(texts)))
                    if label_at(over, column) or (column < len(texts) and texts[column])
                }
                return _Block(place, bottom, tagged(texts), labels, tags=True)
    return None


def _mapped(block: _Block, mapping: SheetMap) -> _Block:
    """The block with the fields that the mapping gives to its columns."""
    found = dict(block.meanings)
    for name, wanted in mapping.columns.items():
        places = [place for label in wanted for place in _places(block, label)]
        if not places and any(label for label in wanted):
            continue
        for place, old in found.items():
            if old.field == name:
                found[place] = NOTHING
        for place in places:
            old = block.meanings.get(place, NOTHING)
            kind = old.kind if old.field == name else meaning((block.labels.get(place, ("",))[-1],)).kind
            measure = old.measure or (Measure.FUNDS if name == "amount" else None)
            found[place] = Meaning(name, kind, old.unit, measure, old.period)
    return replace(block, meanings=found)


def _places(block: _Block, label: str) -> list[int]:
    wanted = shown(label)
    letter = re.fullmatch(r"(?:column|列)\s*([A-Z]{1,3})", label.strip())
    if letter:
        return [place for place in range(16_384) if letter_of(place) == letter[1]][:1]
    joined = [place for place, path in block.labels.items() if "/".join(path) == wanted]
    return joined[:1] or [place for place, path in block.labels.items() if path[-1] == wanted][:1]


# --- tables


def _table(grid: Grid, rows: list[Sequence[Cell]], block: _Block, top: int, mapping: SheetMap) -> RosterTable:
    body = rows[block.bottom + 1 :]
    columns = _columns(grid, block, body, mapping)
    titles = [cell_text(cell).strip() for row in rows[top : block.top] for cell in row if cell is not None]
    tall = [merge for merge in grid.merges if merge.bottom > merge.top and merge.bottom > block.bottom]
    records, skipped = sort_rows(
        body, block.bottom + 2, {place: path[-1] for place, path in block.labels.items()}, columns, grid.merges
    )
    shared = {
        (row + 1, merge.left): RowSpan(max(merge.top, block.bottom + 1) + 1, merge.bottom + 1)
        for merge in tall
        for row in range(max(merge.top, block.bottom + 1), min(merge.bottom, len(rows) - 1) + 1)
    }
    return RosterTable(
        grid.file,
        grid.name,
        tuple(range(block.top + 1, block.bottom + 2)),
        columns,
        tuple(records),
        tuple(dict.fromkeys(title for title in titles if title)),
        tuple(map(tuple, rows[top : block.bottom + 1])),
        tuple(skipped),
        shared,
    )


def _until(table: RosterTable, row: int) -> RosterTable:
    """The table without the rows from `row` on, where the next header begins."""
    records = tuple(record for record in table.records if record.row < row)
    return replace(table, records=records, skipped=tuple(skipped for skipped in table.skipped if skipped.row < row))


def _columns(grid: Grid, block: _Block, body: Sequence[Sequence[Cell]], mapping: SheetMap) -> tuple[Column, ...]:
    """The columns of the table, without those of something that stands beside it."""
    width = max(block.labels, default=-1) + 1
    holding = _holding(body, max(width, max((len(row) for row in body[:SAMPLE]), default=0)))
    places = [place for place in range(len(holding)) if place in block.labels or holding[place]]
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    kept = [place for run in runs if _belongs(run, block) for place in run]
    if not grid.typed:  # in a text table, cells beyond the last label come from a misplaced separator
        kept = [place for place in kept if place < width]
    columns: list[Column] = []
    taken: dict[str, Column] = {}
    for place in kept:
        found = block.meanings.get(place, NOTHING)
        label = "/".join(block.labels.get(place, ()))
        if found.field is not None and found.field in taken and found.field != "amount":
            if found.field in ("helper", "recipient") and taken[found.field].label == label:
                raise InputError("input.duplicate_header", file=_where(grid), column=label)
            found = NOTHING
        column = Column(place, label, found.field, found.kind, found.unit, found.measure, found.period, found.personal)
        if not block.tags:
            column = _by_content(column, body)
        columns.append(column)
        if column.field is not None:
            taken.setdefault(column.field, column)
    columns = _with_sides(columns, body)
    _check_mapping(columns, block, mapping)
    return tuple(columns)


def _where(grid: Grid) -> str:
    return grid.file if grid.name is None else f"{grid.file} [{grid.name}]"


def _check_mapping(columns: Sequence[Column], block: _Block, mapping: SheetMap) -> None:
    found = {column.field for column in columns}
    for name, wanted in mapping.columns.items():
        missing = [label for label in wanted if label and not _places(block, label)]
        if missing or (name not in found and any(wanted)):
            labels = ", ".join("/".join(path) for path in block.labels.values())
            raise InputError(
                "input.mapping_column", file=mapping.file, column=(missing or list(wanted))[0], found=labels
            )


def _holding(body: Sequence[Sequence[Cell]], width: int) -> list[bool]:
    """Which columns hold anything below the header."""
    found = [False] * width
    left = set(range(width))
    for row in body:
        places = left if len(left) < len(row) else range(min(len(row), width))
        for place in [place for place in places if place < len(row) and row[place] is not None]:
            found[place] = True
            left.discard(place)
        if not left:
            break
    return found


def _belongs(run: Sequence[int], block: _Block) -> bool:
    """Whether adjacent columns belong to the table: the header explains at least one of them."""
    return any(block.meanings.get(place, NOTHING) != NOTHING for place in run)


def _by_content(column: Column, body: Sequence[Sequence[Cell]]) -> Column:
    """The column corrected by what it holds: personal numbers are personal, an amount without numbers is not one."""
    texts = [
        squeezed(row[column.place])
        for row in body[:SAMPLE]
        if column.place < len(row) and row[column.place] is not None
    ]
    texts = [text for text in texts if text]
    if column.field is None or column.field.endswith("_code"):
        for pattern in (_MOBILE, _IDENTITY):
            if _share(texts, lambda text: pattern.fullmatch(text) is not None) > 1 - _MOSTLY:  # noqa: B023 - called at once
                return replace(column, field=None, personal=True)
    if column.field == "amount" and texts:
        numbers = _share(texts, lambda text: any(letter.isdigit() for letter in text) or cells.is_nothing(text))
        if numbers < _MOSTLY / 2:
            return replace(column, field=None, unit="", measure=None, period=None)
    return column


def _share(texts: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(map(holds, texts)) / len(texts) if texts else 0.0


def _with_sides(columns: list[Column], body: Sequence[Sequence[Cell]]) -> list[Column]:
    """The columns with one for the recipients and one for the helpers, if any can be taken for it."""
    fields = {column.field for column in columns}
    if "helper" not in fields:
        columns = _promoted(columns, HELPER_UNITS, "helper")
    if "recipient" in fields:
        return columns
    for place, column in enumerate(columns):
        if column.field is None and not column.personal:
            texts = [squeezed(row[column.place]) for row in body[:SAMPLE] if column.place < len(row)]
            texts = [text for text in texts if text and not is_total(text) and not is_note(text)]
            if len(texts) > 1 and _share(texts, lambda text: _VILLAGE.fullmatch(text) is not None) > _MOSTLY:
                columns[place] = replace(column, field="recipient", kind=Kind.VILLAGE)
                return columns
    return _promoted(columns, UNITS, "recipient")


def _promoted(columns: list[Column], units: Sequence[str], side: str) -> list[Column]:
    """The columns with the innermost unit taken for the side itself, as in a table of townships."""
    for unit in reversed(units):
        for place, column in enumerate(columns):
            if column.field == unit:
                columns[place] = replace(column, field=side, kind=Kind(unit.removeprefix("helper_")))
                return columns
    return columns
