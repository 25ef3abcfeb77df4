"""What a loader hands on: a dataset and its problems, how its sheets were understood, names that were not matched."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, NamedTuple

from graph.dataset import PACKAGE, Dataset
from graph.model import Kind, Measure, PartialDate, ReadAs
from loaders.files import Cell, Grid
from loaders.problems import Problem, Severity

Progress = Callable[[str, int, int], None]
"""Called with what is being read, how much of it has been read, and how much there is."""

# --- how a sheet was understood


class Skipped(StrEnum):
    """Why a row is not a record."""

    TOTAL = "total"
    NOTE = "note"
    HEADER = "header"
    SECTION = "section"


class SkippedRow(NamedTuple):
    """A row below a header that is not a record: its number, and why."""

    row: int
    why: Skipped


class Made(StrEnum):
    """What the names in a column were made from that stands nowhere on the sheet."""

    HEADINGS = "headings"
    """A list in sections, each headed by its helper."""
    MARKS = "marks"
    """A table that marks with √ who is paired with whom."""
    CHANGE = "change"
    """A table that sets who helped before beside who helps now."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. `field` is None if nothing reads it; what a `personal` column holds is never kept."""

    place: int
    label: str
    field: str | None = None
    kind: Kind | None = None
    unit: str = ""
    measure: Measure | None = None
    period: str | None = None
    personal: bool = False
    made: Made | None = None
    planned: bool = False
    """Of amounts: whether they were planned, not given."""

    @property
    def letter(self) -> str:
        """The letters that a spreadsheet shows over it; none if it was made."""
        return "" if self.made else letter_of(self.place)

    @property
    def name(self) -> str:
        """Its label, or `column A` if it has none."""
        return self.label if self.label not in ("", "0") else f"column {self.letter}"


@dataclass(frozen=True, slots=True)
class Choice:
    """What only a reader of a table can say: which of its columns, if any, names the helpers or the recipients."""

    field: str
    options: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """A column that is the sum of others: `kept` says whether it, and not they, is what was given."""

    total: Column
    parts: tuple[Column, ...]
    kept: bool


@dataclass(frozen=True, slots=True)
class Record:
    """A row that states something: its number and its cells, with merged ranges and “as above” filled in.

    `section` is the unit named by the section that the row stands in.
    """

    row: int
    cells: Sequence[Cell]
    section: str | None = None


def letter_of(place: int) -> str:
    """The letters of a column.

    >>> letter_of(0), letter_of(27)
    ('A', 'AB')
    """
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(65 + rest) + text
    return text


class Doubtful(NamedTuple):
    """What stands in the column of the helpers and may be no name (待议, “partner wanted”), and its rows."""

    word: str
    column: Column
    rows: tuple[int, ...]


class Remark(NamedTuple):
    """What is to be told of a table that was read: the key of the message, the place, and its values."""

    key: str
    row: int
    column: Column | None
    values: Mapping[str, object]


class RowSpan(NamedTuple):
    """The rows of a merged range, by number, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class RosterTable:
    """One table of a sheet, as it was understood."""

    file: str
    sheet: str | None
    header: tuple[int, ...]
    """Numbers of the header rows."""
    columns: tuple[Column, ...]
    records: tuple[Record, ...]
    titles: tuple[str, ...] = ()
    """What stands above the header."""
    head: tuple[tuple[Cell, ...], ...] = ()
    """The rows above the records, as they are in the file."""
    skipped: tuple[SkippedRow, ...] = ()
    shared: Mapping[tuple[int, int], RowSpan] = field(default_factory=dict)
    """The rows of the merged range that a cell lies in, if it has several; by (row number, index of the column)."""

    unit: str = ""
    """The unit of money that the titles give."""
    area: str | None = None
    """The name of the unit that the table is about, and its id; None if it was not found."""
    area_id: str | None = None
    read_as: ReadAs = ReadAs.LEDGER
    choices: tuple[Choice, ...] = ()
    """What has to be said before the table can be read."""
    sums: tuple[Sum, ...] = ()
    unsure: tuple[Column, ...] = ()
    """Columns that say something of one of several organizations in a row, without saying of which."""
    spent: tuple[Column, ...] = ()
    """Columns of what was spent of what was given."""
    struck: frozenset[int] = frozenset()
    """Numbers of the rows that their author crossed out."""
    doubtful: tuple[Doubtful, ...] = ()
    """What stands for helpers and may be no names."""
    remarks: tuple[Remark, ...] = ()

    def column(self, name: str) -> Column | None:
        """The first column of a field."""
        return next((column for column in self.columns if column.field == name), None)


@dataclass(frozen=True, slots=True)
class RosterSheet:
    """What was found on a sheet; `why` says why it was not read.

    `unread` is the range of a block of names without a header that belongs to no table. `defaults`, `roster`, `names`
    and `nobody` are what was said about the sheet beforehand, in a mapping or by an option.
    """

    grid: Grid
    tables: tuple[RosterTable, ...] = ()
    why: str | None = None
    unread: str | None = None
    defaults: Mapping[str, str] = field(default_factory=dict)
    roster: bool | None = None
    names: tuple[str, ...] = ()
    nobody: tuple[str, ...] = ()
    """What somebody said beforehand of what stands for helpers: these are names, and these mean that there is none."""
    counted: str | None = None
    """The column that counts pairs, on a sheet that was not read because it does."""


def read_as_of(sheets: Sequence[RosterSheet]) -> str:
    """What a file was read as: of several tables what says most, a ledger before a roster before money."""
    kinds = {table.read_as for sheet in sheets for table in sheet.tables}
    return next((kind.value for kind in ReadAs if kind in kinds), PACKAGE)


# --- names that were not matched


class Reason(StrEnum):
    """Why an organization is a candidate for a name, the surest reason first."""

    DECIDED = "decided"
    EXACT = "exact"
    NORMALISED = "normalised"
    ALIAS = "former-name"
    ABBREVIATION = "abbreviation"
    PINYIN = "same-sound"
    ONE_EDIT = "one-letter"
    CONTAINED = "contained"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organization that a written name may mean.

    `score` is the similarity of the two names, 0 to 100; `area` names the units it lies in, outermost first.
    """

    id: str
    name: str
    kind: Kind
    area: tuple[str, ...]
    reason: Reason
    score: float


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A name that was not matched: where it stands, the unit it was looked for in, and what it may mean."""

    name: str
    kind: Kind
    area: str | None
    file: str
    sheet: str | None
    row: int
    column: str | None
    candidates: tuple[Candidate, ...] = ()


# --- everything that came of one input


@dataclass(frozen=True, slots=True)
class Loaded:
    """A dataset and every problem of its input. `rejected_rows` are the (file, row) that were not used."""

    dataset: Dataset
    problems: tuple[Problem, ...]
    rejected_rows: frozenset[tuple[int, int]] = frozenset()
    attributes: tuple[str, ...] = ()
    """Headers of the columns that no field reads: they are kept as attributes."""
    sheets: tuple[RosterSheet, ...] = ()
    """Of a roster: what was found on each sheet."""
    unmatched: tuple[Unmatched, ...] = ()
    """Of a roster: names that were not matched, with their candidates."""
    day: PartialDate | None = None
    """The day that it speaks of as far as it says; the dataset's is the last that this may mean."""
    prose: ClassVar[bool] = False
    """Whether it was read from prose; what a bulletin's records were exported to is not."""

    @property
    def read_as(self) -> str:
        """What it was read as: `package`, or what its tables are: `ledger`, `roster`, `money`, `prose`."""
        return self.dataset.read_as

    @property
    def roster(self) -> int:
        """How many are on the roster that it states; 0 if it states none."""
        return int(self.dataset.organizations["on_roster"].sum())

    @property
    def rejected(self) -> int:
        """How many rows were not used."""
        return len(self.rejected_rows)

    @property
    def failed(self) -> bool:
        """Whether any problem is an error."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)
