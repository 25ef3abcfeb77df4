"""Writes names that were not matched into a workbook, where people answer 是 or 否, and reads their answers back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as made_by
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from graph.answer import Answer, Note
from graph.files import new_workbook, write_file
from graph.model import Kind, Organization, parse_kind
from graph.output import sheets
from graph.text import LANGS, Lang, say, word
from loaders.bulletin.decided import FIELDS, Asked
from loaders.files import Grid, cell_text, read_grids
from loaders.loaded import Unmatched
from loaders.names.decisions import STATEMENT, Decision, Decisions, Line, Verdict
from loaders.names.index import NO_MATCH, Known, folded
from loaders.names.organizations import is_made
from loaders.names.parts import Differs, differences
from loaders.names.resolve import PLACES, Context, Resolver, Scope
from loaders.problems import InputError
from loaders.review import statements
from loaders.review.answers import ANSWERS, labelled


@dataclass(frozen=True, slots=True)
class Doubt(Unmatched):
    """A name that was not matched, with the ids of the organizations that stand for it, and how many pairings each has.

    `pairings` is by the id of an organization or a candidate: with how many others it is paired.
    """

    ids: tuple[str, ...] = ()
    pairings: Mapping[str, int] = made_by(default_factory=dict)

    @property
    def own(self) -> int | None:
        """How many pairings stand under this name; None if they were not counted."""
        counted = [self.pairings[id_] for id_ in self.ids if id_ in self.pairings]
        return sum(counted) if counted else None


class Proposal(NamedTuple):
    """A name and one organization that it may mean, or a statement; the fields about what it is not are None.

    `differs` says what the two names differ in, where both are names of organizations other than places.
    """

    name: str
    kind: str
    area: str | None
    candidate: str | None
    candidate_id: str | None
    candidate_area: tuple[str, ...]
    reason: str | None
    score: float | None
    decision: str | None
    file: str
    sheet: str | None
    row: int
    differs: tuple[str, ...] = ()
    pairings: int | None = None
    candidate_pairings: int | None = None
    sentence: str | None = None
    read_as: str | None = None
    why: Note | None = None
    fields: Mapping[str, str] | None = None
    key: str | None = None

    @classmethod
    def of_statement(cls, one: Asked) -> Proposal:
        """A statement of a bulletin that waits for a decision, under its words: what it would be loaded as, and why."""
        return cls(
            one.printed,
            STATEMENT,
            *(None, None, None, (), None, None, None),
            one.file,
            None,
            one.paragraph,
            sentence=one.sentence,
            read_as=one.reads.value,
            key=one.key,
            why=Note("bulletin.reasons", {"why": one.why}),
            fields={name: text for name in FIELDS[one.reads] if (text := one.texts.get(name))},
        )


class DecisionRow(NamedTuple):
    """A decision as a row of an answer."""

    date: date
    name: str
    kind: str
    area: str | None
    organization: str
    organization_name: str
    decision: str


HEADERS = (
    "名称 Name",
    "类型 Kind",
    "地区 Area",
    "候选 Candidate",
    "候选编号 Candidate id",
    "候选所在 Lies in",
    "理由 Reason",
    "相似度 Score",
    "是/否 Decide",
    "文件 File",
    "工作表 Sheet",
    "行 Row",
    "不同之处 Differs in",
    "结对数 Pairings",
    "候选结对数 Its pairings",
)
_OF_NAMES = Proposal._fields[: len(HEADERS)]
"""The fields of a name: statements have a sheet of their own."""
SHEET = "确认 Proposals"
_WIDTHS = (26, 12, 20, 28, 20, 30, 14, 10, 12, 26, 14, 8, 20, 10, 12)
_SHOWN_OF_NAMES = (
    "name",
    "kind",
    "pairings",
    "candidate",
    "candidate_pairings",
    "candidate_area",
    "reason",
    "score",
)
_SHOWN_OF_STATEMENTS = ("sentence", "read_as", "fields", "why")
_SHOWN_GROUPS = 10
"""How many organizations with several names the sentences above a table list."""


def rows(doubts: Iterable[Doubt]) -> list[Proposal]:
    """A row for each candidate of each name, the varieties of one name together; one row for a name without any."""
    found: list[Proposal] = []
    for one in _grouped(doubts):
        where = (one.file, one.sheet, one.row)
        found += [
            Proposal(
                one.name,
                one.kind.value,
                one.area,
                candidate.name,
                candidate.id,
                candidate.area,
                candidate.reason.value,
                candidate.score,
                None,
                *where,
                () if one.kind in PLACES else _differs(one.name, candidate.name),
                one.own,
                one.pairings.get(candidate.id),
            )
            for candidate in one.candidates
        ]
        if not one.candidates:
            found.append(
                Proposal(
                    one.name,
                    one.kind.value,
                    one.area,
                    None,
                    None,
                    (),
                    None,
                    None,
                    None,
                    *where,
                    pairings=one.own,
                )
            )
    return found


def _differs(one: str, other: str) -> tuple[str, ...]:
    found = differences(one, other) or frozenset()
    return tuple(part.value for part in Differs if part in found)


def _grouped(doubts: Iterable[Doubt]) -> list[Doubt]:
    """The names in order, those that may be varieties of one name behind the first of them."""
    order: dict[str, int] = {}
    doubts = list(doubts)
    places = [order.setdefault(_lead(one) or f"{place}", place) for place, one in enumerate(doubts)]
    return [doubts[place] for place in sorted(range(len(doubts)), key=places.__getitem__)]


def _lead(one: Doubt) -> str | None:
    """The id of the organization that a name is a variety of; None for a place, and without a candidate."""
    return None if one.kind in PLACES or not one.candidates else one.candidates[0].id


def answer(doubts: Sequence[Doubt], asked: Sequence[Asked] = ()) -> Answer:
    """The names that were not matched, with their candidates; behind them the statements that wait for decisions."""
    with_some = sum(bool(one.candidates) for one in doubts)
    values = {"names": len(doubts), "proposed": with_some, "alone": len(doubts) - with_some}
    return Answer(
        question="reconcile",
        as_of=None,
        fields=Proposal._fields,
        rows=[*rows(doubts), *map(Proposal.of_statement, asked)],
        summary={**values, "statements": len(asked)},
        headline=(
            Note("reconcile.found" if doubts else "reconcile.none", values),
            *_groups(doubts),
            *([Note("reconcile.statements", {"count": len(asked)})] if asked else []),
        ),
        shown=(
            *(() if asked and not doubts else _SHOWN_OF_NAMES),
            *(_SHOWN_OF_STATEMENTS if asked else ()),
            "file",
            "row",
        ),
    )


def _groups(doubts: Iterable[Doubt]) -> list[Note]:
    """A sentence for each organization that may be written in several ways: its names, and the pairings of each."""
    groups: dict[str, list[Doubt]] = {}
    for one in doubts:
        lead = _lead(one)
        if lead is not None and one.own is not None:
            groups.setdefault(lead, []).append(one)
    notes = []
    for lead, those in list(groups.items())[:_SHOWN_GROUPS]:
        values = {
            "name": those[0].candidates[0].name,
            "pairings": those[0].pairings.get(lead, 0),
            "others": "、".join(f"{one.name} ({one.own})" for one in those),
        }
        notes.append(Note("reconcile.group", values))
    if len(groups) > _SHOWN_GROUPS:
        notes.append(Note("reconcile.groups", {"more": len(groups) - _SHOWN_GROUPS}))
    return notes


def stored(organizations: Iterable[Organization], context: Context) -> list[Doubt]:
    """The organizations whose names were not matched when they were loaded, with what the names may mean now."""
    resolver = Resolver(context)
    found: dict[str, Doubt] = {}
    for one in organizations:
        area, place = one.attributes.get("unmatched"), one.place
        if area is None or place is None or one.id in found:
            continue
        within = None if area == "?" else area
        if one.kind not in PLACES:
            candidates = resolver.others(Known(one.id, one.name, one.kind, one.part_of, one.aliases))
        else:
            match = NO_MATCH if within is None else resolver.place(one.name, one.kind, Scope(within, sure=False))
            sure = (match.chosen,) if match.chosen else ()
            candidates = tuple(other for other in (*sure, *match.candidates) if other.id != one.id)
        found[one.id] = Doubt(
            one.name, one.kind, within, place.file, place.sheet, place.row or 0, None, candidates, (one.id,)
        )
    return sorted(found.values(), key=lambda one: (one.file, one.sheet or "", one.row, one.name))


def write(path: Path, doubts: Sequence[Doubt], lang: Lang, asked: Sequence[Asked] = (), *, force: bool = False) -> None:
    """Writes the workbook for the decisions, over a file with `force` alone; raises `UsageError` if it cannot.

    With a sheet for `asked`, the statements of bulletins about which somebody has to decide, if there are any.
    """
    write_file(path, lambda draft: _write(draft, doubts, asked, lang), force=force)


def _write(path: Path, doubts: Sequence[Doubt], asked: Sequence[Asked], lang: Lang) -> None:
    with new_workbook(path) as book:
        _names_sheet(book, doubts, lang)
        if asked:
            statements.add_sheet(book, asked, lang)
        about = book.add_worksheet("说明 Notes")
        sheets.set_up(about, SHEET, widths=(100,))
        keys = ("reconcile.how", *(("reconcile.how_statements",) if asked else ()))
        lines = [line for side in ("zh", "en") for key in keys for line in say(key, side).splitlines()]
        for number, line in enumerate(lines):
            about.write_string(number, 0, line)


def _names_sheet(book: Any, doubts: Sequence[Doubt], lang: Lang) -> None:
    bold = book.add_format(sheets.HEADER)
    open_ = book.add_format({"bg_color": "#FFF2CC", "border": 1})
    sheet = book.add_worksheet(SHEET)
    sheet.write_row(0, 0, HEADERS, bold)
    sheets.set_up(sheet, SHEET, head=1, fixed=1, widths=_WIDTHS)
    found = rows(doubts)
    for number, row in enumerate(found, start=1):
        for place, (field, value) in enumerate(zip(_OF_NAMES, row, strict=False)):
            if field == "differs":
                value = tuple(say(f"reconcile.differs.{part}", lang) for part in row.differs)
            text = " / ".join(value) or None if isinstance(value, tuple) else value
            if field in ("kind", "reason") and text:
                text = word(str(text), lang)
            if field == "decision":
                sheet.write_blank(number, place, None, open_)
            elif text is not None:
                sheet.write(number, place, text)
    decide = Proposal._fields.index("decision")
    if found:
        sheet.data_validation(1, decide, len(found), decide, {"validate": "list", "source": ["是", "否"]})
        sheet.autofilter(0, 0, len(found), len(HEADERS) - 1)


def read(path: Path, day: date, exists: Callable[[str], str | None]) -> list[Line]:
    """The decisions in a workbook (or table) of proposals, made on `day`: about names, and about statements.

    `exists` gives the name of the organization with an id, or None. Raises `InputError` if the file is not such a
    table, if a decision is neither 是 nor 否, if there is no organization with an id, if one name has two 是, or if a
    field of a statement cannot be used.
    """
    grids = read_grids(path)
    about_names = _about_names(path.name, grids, day, exists)
    said = statements.read(path.name, grids, day, exists)
    if about_names is None and not said.found:
        raise InputError("reconcile.proposals", file=path.name, columns=", ".join(HEADERS))
    return [*(about_names or ()), *said.rulings]


def _about_names(
    file: str, grids: Iterable[Grid], day: date, exists: Callable[[str], str | None]
) -> list[Decision] | None:
    """The decisions about names; None where there is no table of them."""
    for grid in grids:
        for place, row in enumerate(grid.rows):
            at = labelled(row, dict(zip(_OF_NAMES, HEADERS, strict=True)))
            if all(at[name] is not None for name in ("name", "kind", "area", "candidate_id", "decision")):
                return _read(file, grid.rows[place + 1 :], place + 2, at, day, exists)
    return None


def _read(
    file: str,
    body: Sequence[Sequence[Any]],
    first: int,
    at: dict[str, int | None],
    day: date,
    exists: Callable[[str], str | None],
) -> list[Decision]:
    made: list[Decision] = []
    said: dict[tuple[str, Kind, str | None], int] = {}
    for number, row in enumerate(body, start=first):

        def cell(name: str, row: Sequence[Any] = row) -> str:
            place = at[name]
            return cell_text(row[place]).strip() if place is not None and place < len(row) else ""

        decided = cell("decision")
        if not decided:
            continue
        verdict = ANSWERS.get(decided.lower())
        if verdict is None:
            raise InputError("reconcile.answer", file=file, row=number, value=decided)
        if verdict is Verdict.NO and not cell("candidate_id"):
            continue
        if not cell("name"):
            raise InputError("reconcile.no_name", file=file, row=number)
        name = exists(cell("candidate_id"))
        if name is None and is_made(cell("candidate_id")):
            name = cell("candidate") or None  # only the file has it, which is not loaded yet
        if name is None:
            raise InputError("reconcile.candidate", file=file, row=number, value=cell("candidate_id"))
        kind = _kind(cell("kind"))
        if kind is None:
            raise InputError("reconcile.answer", file=file, row=number, value=cell("kind"))
        decision = Decision(day, cell("name"), kind, cell("area") or None, cell("candidate_id"), name, verdict)
        if verdict is Verdict.YES:
            if decision.key in said:
                raise InputError(
                    "reconcile.decided_twice", file=file, row=number, value=decision.name, other=said[decision.key]
                )
            said[decision.key] = number
        made.append(decision)
    return list(dict.fromkeys(made))


def _kind(text: str) -> Kind | None:
    by_word = {word(kind.value, lang): kind for kind in Kind for lang in LANGS}
    try:
        return by_word.get(text) or parse_kind(text)
    except ValueError:
        return None


def held(decisions: Decisions) -> Answer:
    """The decisions that count now: about names, then about statements, under their sentences."""
    lines = decisions.holding()
    rulings = decisions.ruled()
    return Answer(
        question="reconcile",
        as_of=None,
        fields=DecisionRow._fields,
        rows=[
            DecisionRow(
                one.day,
                one.name,
                one.kind.value,
                one.area,
                one.organization,
                one.organization_name,
                one.verdict.value,
            )
            for one in lines
        ]
        + [
            DecisionRow(one.day, one.sentence, STATEMENT, None, one.key, one.printed, one.verdict.value)
            for one in rulings
        ],
        summary={"decisions": len(lines) + len(rulings)},
        headline=(Note("reconcile.held", {"decisions": len(lines) + len(rulings)}),),
    )


def undoing(decisions: Decisions, name: str, day: date) -> list[Line]:
    """The lines that take back every decision that counts about a name, or about a statement by its key or sentence."""
    names = [
        replace(one, day=day, verdict=Verdict.UNDO) for one in decisions.holding() if folded(one.name) == folded(name)
    ]
    return [
        *names,
        *(
            replace(one, day=day, verdict=Verdict.UNDO, fields={})
            for one in decisions.ruled()
            if folded(name) in (one.key, folded(one.sentence))
        ),
    ]
