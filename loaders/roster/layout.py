"""Finds the tables on a sheet: where their headers are, what their columns hold, which rows belong to them.

A `Grid` goes in as a spreadsheet holds it; `RosterTable`s come out, with nothing but records below their headers. The
value of a merged range holds for every cell of the range and for no other.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from graph.model import Kind, ReadAs, clean
from loaders.files import Cell, Grid, Merge, cell_text
from loaders.loaded import Choice, Column, Remark, RosterSheet, RosterTable, RowSpan, Skipped, SkippedRow, letter_of
from loaders.patterns import pattern_of
from loaders.problems import InputError
from loaders.roster import beside, former, headers, legends, money, parties, periods, roles, states, surveys
from loaders.roster.cells import is_total, kind_of_name, squeezed
from loaders.roster.columns import (
    SAMPLE,
    Weighed,
    counts_pairs,
    crossed,
    crossed_otherwise,
    joined,
    kind_of_table,
    look,
    sectioned,
    texts_of,
    weigh,
    without_persons,
    without_unsure,
)
from loaders.roster.day import money_of
from loaders.roster.headers import HELPER_UNITS, NOTHING, UNITS, Meaning, Says, amount, meaning, of_own_list, shown
from loaders.roster.hxl import is_tags, tagged
from loaders.roster.mapping import SheetMap
from loaders.roster.rows import is_year, label_at, sort_rows

TALLEST_HEADER = 3
_TAGS_WITHIN = 25
"""How many rows from the top are searched for HXL tags, as the standard says."""
_FIRST_WITHIN = 1000
"""How many rows from the top are searched for the first header."""
_TALLEST_FORM = 2
"""The rows of a form above a table (填报单位, 审核); a block of names that is taller is a list."""
_LABEL_LENGTH = 30
_NUMBER_LIKE = pattern_of(r"[+-]?[\d.,，．\s]+(?:元|万元?|亿元?|%|个|人|名)?")
_SHEET_UNIT = pattern_of(r"单位\s*[:：]\s*[(（]?\s*(?:人民币)?(亿元|万元|千元|元)")
_TITLE_UNIT = pattern_of(r"[(（]\s*(?:人民币)?(亿元|万元|千元|元)\s*[)）]\s*$")
_EXAMPLES = pattern_of(r"(?:填写|填报|填表)?(?:示例|样例|样表|说明)|examples?|instructions?|readme", re.IGNORECASE)


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
    blocks = list(_blocks(rows, mapping, grid.merges))
    for block in blocks:
        tables = [_until(table, block.top + 1) for table in tables]
        tables += _tables(grid, rows, block, top, mapping)
        top = block.bottom + 1
    _check_mapping(blocks, tables, mapping)
    tables = [table for table in tables if table.column("recipient") is not None or table.choices]
    unknown = None if tables or mapping.columns else _unknown_header(rows, mapping)
    if unknown is not None:
        tables = [table for table in [_table(grid, rows, unknown, 0, mapping)] if table.choices]
    unread = None if unknown is not None else _unread(rows, tables) or _unread_above(rows, tables)
    counts = next((one for table in tables if (one := _counts(table, rows, mapping)) is not None), None)
    if counts is not None:
        return RosterSheet(grid, why="counts", counted=counts)
    why = None if tables else "no-table"
    said = (mapping.defaults, mapping.roster, mapping.names, mapping.nobody)
    return RosterSheet(grid, tuple(tables), why, unread, *said)


def _unknown_header(rows: Sequence[Sequence[Cell]], mapping: SheetMap) -> _Block | None:
    """The row of labels over a block of names of which no label says whose names they are; None if there is none."""
    found = _names(rows) or _names(rows, beside_text=True)
    if found is None:
        return None
    top = found.top
    while top < found.bottom and len({label_at(rows[top], place) for place in range(len(rows[top]))} - {""}) == 1:
        top += 1  # a title that is merged over the columns
    named = [place for place in range(found.left, found.right + 1) if label_at(rows[top], place)]
    if not _is_header_row(rows[top]) or all(look(texts_of(rows[top : top + 1], place)).sure for place in named):
        return None
    bottom = top
    while bottom - top + 1 < TALLEST_HEADER and bottom + 2 < len(rows) and _is_header_row(rows[bottom + 1]):
        texts = [text for place in named for text in texts_of(rows[bottom + 1 : bottom + 2], place)]
        if not _joined(rows, bottom + 1) or look(texts).named:
            break
        bottom += 1
    return _mapped(_block(rows, top, bottom), mapping)


def sideways(grid: Grid) -> str | None:
    """The letter of the column in which the headers of a table stand below each other; None if there is none."""
    rows = grid.rows[:_TAGS_WITHIN]
    for place in range(min(3, max(map(len, rows), default=0))):
        labels = [label_at(row, place) for row in rows]
        fields = {meaning((label,)).field for label in labels if label}
        across = "helper" in fields and any(map(partial(_lists_villages, place), rows))
        if across or {"helper", "recipient"} <= fields:
            return letter_of(place)
    return None


def _lists_villages(place: int, row: Sequence[Cell]) -> bool:
    """Whether villages stand beside each other in a row, to the right of a column."""
    names = [squeezed(cell) for cell in row[place + 1 :] if isinstance(cell, str)]
    return sum(kind_of_name(name) is Kind.VILLAGE for name in names) >= _ACROSS


_ACROSS = 3


def _unread(rows: Sequence[Sequence[Cell]], tables: Sequence[RosterTable]) -> str | None:
    """The range of a block of names that stands to the right of all tables."""
    covered = {column.place for table in tables for column in table.columns}
    found = _names(rows, max(covered, default=-1) + 1)
    if found is None:
        return None
    return f"{letter_of(found.left)}{found.top + 1}:{letter_of(found.right)}{found.bottom + 1}"


def _unread_above(rows: Sequence[Sequence[Cell]], tables: Sequence[RosterTable]) -> str | None:
    """The range of a block of names that stands above all tables."""
    top = min((table.header[0] for table in tables), default=1) - 1
    found = _names(rows[:top]) or _names(rows[:top], beside_text=True)
    if found is None or found.bottom - found.top < _TALLEST_FORM:
        return None
    return f"{letter_of(found.left)}{found.top + 1}:{letter_of(found.right)}{found.bottom + 1}"


def _names(rows: Sequence[Sequence[Cell]], left: int = 0, *, beside_text: bool = False) -> Merge | None:
    """The block of at least two rows and two columns of names, from a column on; None if there is none.

    With `beside_text` it is enough that the names of one column are sure, and that others hold short texts.
    """
    width = max(map(len, rows[:SAMPLE]), default=0)
    held = {place: look(texts_of(rows, place)) for place in range(left, width)}
    named = [place for place, one in held.items() if one.named]
    if beside_text and any(held[place].sure for place in named):
        named = [place for place, one in held.items() if one.named or (one.distinct > 1 and not one.other)]
    filled = [
        number for number, row in enumerate(rows) if sum(place < len(row) and bool(row[place]) for place in named) > 1
    ]
    if len(named) < 2 or len(filled) < 2:
        return None
    return Merge(filled[0], named[0], filled[-1], named[-1])


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


def _counts(table: RosterTable, rows: Sequence[Sequence[Cell]], mapping: SheetMap) -> str | None:
    """The label of the column in which a list counts pairs, unless somebody said what the list is."""
    if table.read_as is not ReadAs.ROSTER or table.choices or mapping.read_as or mapping.roster or mapping.columns:
        return None
    found = counts_pairs(table.columns, rows[table.header[-1] :])
    return found.name if found is not None else None


# --- headers


def _blocks(rows: Sequence[Sequence[Cell]], mapping: SheetMap, merges: Sequence[Merge]) -> Iterator[_Block]:
    """The headers on a sheet, from the top: where the mapping says, else HXL tags, else rows of known words."""
    for block in _headers(rows, mapping, merges):
        if mapping.columns.keys() & {"helper", "recipient"}:
            yield block
        else:
            yield replace(block, meanings=parties.told(block.labels, block.meanings, rows))


def _headers(rows: Sequence[Sequence[Cell]], mapping: SheetMap, merges: Sequence[Merge]) -> Iterator[_Block]:
    if mapping.header:
        top, bottom = min(mapping.header) - 1, max(mapping.header) - 1
        if bottom < len(rows):
            tags = _tag_block(rows, top)
            yield _mapped(tags if tags and tags.bottom == bottom else _block(rows, top, bottom), mapping)
        return
    found = list(_found_blocks(rows, mapping, merges, sure=True))
    yield from found or itertools.islice(_found_blocks(rows, mapping, merges, sure=False), 1)


def _found_blocks(
    rows: Sequence[Sequence[Cell]], mapping: SheetMap, merges: Sequence[Merge], *, sure: bool
) -> Iterator[_Block]:
    tags = next((block for place in range(min(len(rows), _TAGS_WITHIN)) if (block := _tag_block(rows, place))), None)
    if tags is not None:  # they win over any header
        yield _mapped(tags, mapping)
        return
    known: dict[str, bool] = {}
    place = 0
    first = True
    seen: Mapping[int, tuple[str, ...]] = {}
    while place < len(rows) and (not first or place < _FIRST_WITHIN):
        block = None
        if _is_hopeful(rows[place], known, first=first, mapping=mapping):
            block = _best_block(rows, place, mapping, merges, first=first, sure=sure)
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
    """Whether a row holds any words of a header; quick, because every row is looked at.

    A header holds no numbers but years and 0, so that most rows of a workbook need not be looked at closely.
    """
    found = 0
    for cell in row:
        number = cell if isinstance(cell, int | float) else _printed_number(cell)
        if number and not is_year(number):
            return False
        if isinstance(cell, str) and len(cell) <= 2 * _LABEL_LENGTH:
            if cell not in known:
                known[cell] = _is_label(cell)
            found += known[cell]
    if first and mapping.columns:
        labels = {label for words in mapping.columns.values() for label in words}
        found += sum(isinstance(cell, str) and shown(cell) in labels for cell in row)
    return found >= (1 if first else 2)


def _printed_number(cell: Cell) -> float | None:
    """The number that a text is, as a table without types holds it."""
    if not isinstance(cell, str) or not cell.isascii() or not cell.replace(".", "", 1).isdigit():
        return None
    return float(cell)


def _is_label(text: str) -> bool:
    found = meaning((text,))
    known = found.field is not None or found.personal
    return known or surveys.is_question(text) or roles.may_name_a_side(text)


def _best_block(
    rows: Sequence[Sequence[Cell]], top: int, mapping: SheetMap, merges: Sequence[Merge], *, first: bool, sure: bool
) -> _Block | None:
    """The header that begins in a row: as many rows as explain the most columns, or as belong together."""
    best: _Block | None = None
    highest = 0
    reach = _reach(merges, top)
    for height in range(1, TALLEST_HEADER + 1):
        bottom = top + height - 1
        if bottom >= len(rows) or not _is_header_row(rows[bottom]):
            break
        units = height > 1 and _only_units(rows[bottom])
        if height > 1 and not (_joined(rows, bottom) or units or bottom <= reach):
            break
        block = _mapped(_block(rows, top, bottom), mapping)
        score = _score(block, rows[top], first=first, sure=sure)
        belongs = (
            best is not None
            and (score >= highest or (score > 0 and bottom <= reach and _divides(rows, bottom)))
            and _continues(best, rows[bottom])
            and (bottom <= reach or units or _divides(rows, bottom))
        )
        if score > highest or belongs:
            best, highest = block, score
    return best


def _reach(merges: Sequence[Merge], top: int) -> int:
    """The last row of a header that begins in row `top`, as the cells that are merged downwards from it say."""
    bottoms = [merge.bottom for merge in merges if merge.top == top and merge.bottom - top < TALLEST_HEADER]
    return max(bottoms, default=top)


def _only_units(row: Sequence[Cell]) -> bool:
    """Whether a row holds nothing but units of measure in brackets: （万元）."""
    texts = [cell_text(cell).strip() for cell in row if cell is not None and cell_text(cell).strip()]
    return bool(texts) and all(re.fullmatch(r"[(（][^()（）]{1,8}[)）]|万元|元|亿元", text) for text in texts)


def _continues(block: _Block, row: Sequence[Cell]) -> bool:
    """Whether a row names nobody under the headers that name the two sides: it repeats them, or is empty there.

    Under headers that span several columns each it says what stands in each: name and amount.
    """
    return all(
        label_at(row, place) in ("", block.labels[place][-1])
        or (_spans(block, place) and headers.says_name(label_at(row, place)))
        or _spans_before(block, row, place)
        for place, found in block.meanings.items()
        if found.field in ("helper", "recipient") and not found.side
    )


def _spans(block: _Block, place: int) -> bool:
    """Whether a label stands over a column and the next one."""
    return block.labels.get(place) == block.labels.get(place + 1)


def _spans_before(block: _Block, row: Sequence[Cell], place: int) -> bool:
    """Whether a column stands under a label that began over a column of names."""
    first = place
    while block.labels.get(first - 1) == block.labels.get(place):
        first -= 1
    return first < place and headers.says_name(label_at(row, first))


def _divides(rows: Sequence[Sequence[Cell]], bottom: int) -> bool:
    """Whether a row has several labels under one label that spans columns."""
    upper, lower = rows[bottom - 1], rows[bottom]
    for place in range(max(len(upper), len(lower)) - 1):
        one, other = label_at(lower, place), label_at(lower, place + 1)
        above, beside = label_at(upper, place), label_at(upper, place + 1)
        if one and other and one != other and above and beside in ("", above) and one != above:
            return True
    return False


def _is_header_row(row: Sequence[Cell]) -> bool:
    """Whether every cell may be a label: a short text, a year or a single 0, not another number or a date.

    The word for a total is a label only behind others: a row that begins with it is the sum of other rows.
    """
    filled = [cell for cell in row if cell is not None and cell_text(cell).strip()]
    return bool(filled) and all(
        (isinstance(cell, str) and len(cell) <= 2 * _LABEL_LENGTH and not _is_value(cell, first=place == 0))
        or is_year(cell)
        or (not isinstance(cell, bool | str) and cell == 0)
        for place, cell in enumerate(filled)
    )


def _is_value(text: str, *, first: bool) -> bool:
    bare = text.strip()
    return bare != "0" and (_NUMBER_LIKE.fullmatch(bare) is not None or (first and is_total(bare)))


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
    numbered = surveys.are_questions(labels)
    found = {place: meaning(_unnumbered(path) if numbered else path) for place, path in labels.items()}
    sides = roles.told(labels, surveys.answered(labels, found))
    return _Block(top, bottom, of_own_list(labels, sides), labels)


def _unnumbered(path: tuple[str, ...]) -> tuple[str, ...]:
    return (*path[:-1], surveys.without_number(path[-1]))


def _score(block: _Block, first_row: Sequence[Cell], *, first: bool, sure: bool) -> int:
    """How many columns the header explains; 0 if it cannot be a header, or with `sure` if it may be something else."""
    fields = {found.field for found in block.meanings.values() if found.field}
    if not fields & {"helper", "recipient", *UNITS, "recipient_code"}:
        return 0
    if _is_form(block):
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
    both = {"helper", "recipient"} <= fields
    if not first and (explained < (2 if both else 3) or explained * 2 < len(block.labels)):
        return 0
    return explained


def _is_form(block: _Block) -> bool:
    """Whether a row is a line of a form: each label has what it asks for beside it (受帮扶村 | 上湾村 | 帮扶单位…)."""
    unknown = [place for place, found in block.meanings.items() if found == NOTHING]
    if not unknown or len(unknown) * 2 < len(block.meanings):
        return False
    beside = all(block.meanings.get(place - 1, NOTHING) != NOTHING for place in unknown)
    held = look([block.labels[place][-1] for place in unknown])
    return beside and (held.named or (held.other and held.words < 1))  # 村 | 单位 is a header


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
                heads = [labels.get(column, ("",))[0] for column in range(max(len(over), len(texts)))]
                below = range(bottom + 1, min(len(rows), bottom + 1 + SAMPLE))
                filled = {at for at in range(len(texts)) for row in below if at < len(rows[row]) and rows[row][at]}
                return _Block(place, bottom, tagged(texts, heads, filled), labels, tags=True)
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
            found[place] = _as_mapped(name, block.meanings.get(place, NOTHING), block.labels.get(place, ("",)))
    return replace(block, meanings=found)


def _as_mapped(name: str, old: Meaning, path: tuple[str, ...]) -> Meaning:
    """What a column holds to which the mapping gives a field, with what its labels say besides: kind, unit, planned."""
    if old.field == name:
        return replace(old, says=Says.PLAINLY)
    if name == "amount":
        return replace(amount(path), says=Says.PLAINLY)
    if name in ("helper", "recipient") and old.field in (*UNITS, *HELPER_UNITS):
        return Meaning(name, Kind(old.field.removeprefix("helper_")), says=Says.PLAINLY)
    return Meaning(name, meaning((path[-1],)).kind, says=Says.PLAINLY)


def _places(block: _Block, label: str) -> list[int]:
    wanted = shown(label)
    letter = re.fullmatch(r"(?:column|列)\s*([A-Z]{1,3})", label.strip())
    if letter:
        return [place for place in range(16_384) if letter_of(place) == letter[1]][:1]
    joined = [place for place, path in block.labels.items() if shown("/".join(path)) == wanted]
    return joined[:1] or [place for place, path in block.labels.items() if path[-1] == wanted][:1]


# --- tables


def _tables(
    grid: Grid, rows: list[Sequence[Cell]], block: _Block, top: int, mapping: SheetMap
) -> Iterator[RosterTable]:
    """The table below a header, or the tables of a list that is printed in parts beside each other."""
    spans = [] if block.tags else beside.parts(block.labels, block.meanings)
    if not spans:
        yield _table(grid, rows, block, top, mapping)
    for first, last in spans:
        labels = {place: path for place, path in block.labels.items() if first <= place <= last}
        part = replace(block, labels=labels, meanings={place: block.meanings[place] for place in labels})
        yield _table(grid, beside.only(rows, block.top, first, last), part, top, mapping)


def _table(grid: Grid, rows: list[Sequence[Cell]], block: _Block, top: int, mapping: SheetMap) -> RosterTable:
    body: Sequence[Sequence[Cell]] = rows[block.bottom + 1 :]
    change = None if block.tags or "helper" in mapping.columns else former.found(block.labels, block.meanings, body)
    if change is not None:
        block = replace(block, meanings=former.without_former(change, block.meanings))
    spans = None if block.tags or mapping.columns else periods.found(block.labels, block.meanings)
    if spans is not None and periods.hold_names(spans, partial(texts_of, body), look):
        block = replace(block, meanings=periods.with_helpers(spans, block.meanings))
    else:
        spans = None
    weighed = _columns(grid, block, body, mapping)
    columns, choices = weighed.columns, weighed.choices
    columns = states.with_status(columns, partial(texts_of, body))
    over = rows[block.top - 1] if block.top > top else ()
    other = crossed(columns, body) or sectioned(columns, body, over, (where(grid), block.bottom + 2))
    if other is not None:
        columns, body = other
        choices = ()
    elif counted := crossed_otherwise(columns, body):
        names = ", ".join(one.name for one in counted[:3])
        raise InputError("input.crossed_by_numbers", file=where(grid), columns=names)
    titles = [cell_text(cell).strip() for row in rows[top : block.top] for cell in row if cell is not None]
    tall = [merge for merge in grid.merges if merge.bottom > merge.top and merge.bottom > block.bottom]
    records, skipped = sort_rows(
        body, block.bottom + 2, {place: path[-1] for place, path in block.labels.items()}, columns, grid.merges
    )
    records = joined(columns, records)
    remarks: tuple[Remark, ...] = ()
    if change is not None and not choices:
        columns, records, remarks = former.split(change, columns, records)
    if spans is not None and not choices:
        columns, records = periods.split(spans, columns, records)
    texts = (*titles, *_texts_of(rows, block, skipped), grid.name or "", _stem(grid))
    amounts = money.settle(columns, block.meanings, records, texts)
    columns = amounts.columns
    read_as = kind_of_table(columns, (*titles, grid.name or "", _stem(grid)), mapping)
    legend = legends.of_colours(texts) if read_as is ReadAs.LEDGER and not (choices or mapping.use) else None
    if legend is not None and not any(column.field == "status" for column in columns):
        raise InputError("input.colours", file=where(grid), text=legend[:80])
    if read_as is ReadAs.MONEY:
        columns = money.of_period(columns, money_of(titles, (grid.name or "", _stem(grid))))
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
        read_as=read_as,
        choices=choices,
        sums=amounts.sums,
        spent=amounts.spent,
        unsure=weighed.unsure,
        unit=_unit(titles, texts),
        struck=frozenset(record.row for record in records) & grid.struck_rows,
        remarks=remarks,
    )


def _unit(titles: Sequence[str], texts: Sequence[str]) -> str:
    """The unit of money that the texts around a table give (单位：万元), or a title in brackets (帮扶资金（万元）)."""
    stated = (found for text in texts if (found := _SHEET_UNIT.search(clean(text))))
    behind = (found for text in titles if (found := _TITLE_UNIT.search(clean(text))))
    return next((found[1] for found in (*stated, *behind)), "")


def _texts_of(rows: Sequence[Sequence[Cell]], block: _Block, skipped: Sequence[SkippedRow]) -> list[str]:
    """What the labels and the rows that are no records say, a unit of money perhaps."""
    labels = ["".join(path) for path in block.labels.values()]
    notes = [one.row for one in skipped if one.why is Skipped.NOTE]
    return [*labels, *(cell_text(cell).strip() for row in notes for cell in rows[row - 1] if cell is not None)]


def _stem(grid: Grid) -> str:
    return grid.file.rpartition(".")[0] or grid.file


def _until(table: RosterTable, row: int) -> RosterTable:
    """The table without the rows from `row` on, where the next header begins."""
    records = tuple(record for record in table.records if record.row < row)
    return replace(table, records=records, skipped=tuple(skipped for skipped in table.skipped if skipped.row < row))


def _columns(grid: Grid, block: _Block, body: Sequence[Sequence[Cell]], mapping: SheetMap) -> Weighed:
    """The columns of the table, without those of something that stands beside it, and what is left to choose."""
    width = max(block.labels, default=-1) + 1
    holding = _holding(body, max(width, max((len(row) for row in body[:SAMPLE]), default=0)))
    places = [place for place in range(len(holding)) if place in block.labels or holding[place]]
    kept = [place for run in beside.runs_of(places) if _belongs(run, block) for place in run]
    if not grid.typed:  # in a text table, cells beyond the header come from a misplaced separator
        width = max(width, *(len(row) for row in grid.rows[block.top : block.bottom + 1]))
        kept = [place for place in kept if place < width]
    columns: list[Column] = []
    taken: set[str] = set()
    again: set[str] = set()
    for place in kept:
        found = block.meanings.get(place, NOTHING)
        label = "/".join(block.labels.get(place, ()))
        if found.field in taken and found.field not in ("amount", "helper", "recipient"):
            again.add(str(found.field))
            found = NOTHING
        taken |= {found.field} if found.field else set()
        columns.append(
            Column(place, label, found.field, found.kind, found.unit, found.measure, found.period, found.personal)
        )
    if block.tags:
        columns = [without_persons(column, texts_of(body, column.place)) for column in columns]
        led = tuple(one for one in columns if block.meanings.get(one.place, NOTHING).says is Says.PERHAPS)
        unsaid = led and "helper" not in taken | mapping.columns.keys() and mapping.read_as is not ReadAs.ROSTER
        return Weighed(tuple(columns), (Choice("helper", led),) if unsaid else ())
    weighed = weigh(columns, block.meanings, body, mapping, where(grid))
    repeated = {place for place, found in block.meanings.items() if place in kept and found.field in again}
    return without_unsure(weighed, repeated, again)


def where(grid: Grid) -> str:
    """What messages call a sheet: its file and, in a workbook, its name."""
    return grid.file if grid.name is None else f"{grid.file} [{grid.name}]"


def _check_mapping(blocks: Sequence[_Block], tables: Sequence[RosterTable], mapping: SheetMap) -> None:
    """Raises `InputError` if the mapping names a column that no table of the sheet has."""
    if not tables:
        return
    for label in (label for wanted in mapping.columns.values() for label in wanted if label):
        if not any(_places(block, label) for block in blocks):
            labels = dict.fromkeys("/".join(path) for block in blocks for path in block.labels.values())
            raise InputError("input.mapping_column", file=mapping.file, column=label, found=", ".join(labels))


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
    """Whether adjacent columns belong to the table: the header explains at least one of them, or none at all."""
    if all(found == NOTHING for found in block.meanings.values()):
        return any(place in block.labels for place in run)
    return any(block.meanings.get(place, NOTHING) != NOTHING for place in run)
