"""The questions: each takes a store and what is asked, and returns an `Answer`.

A scope of up to `FETCH_LIMIT` organizations is fetched and measured by networkx; beyond it the store computes the same
answer itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from graph.answer import Answer, Note
from graph.coverage import AREA_GROUPS, By, Gap, Gaps, Group, Query, State, Tally
from graph.errors import UsageError
from graph.model import AREA_KINDS

if TYPE_CHECKING:
    from graph.lookup import Match
    from graph.model import Claim, Source
    from graph.network import Network
    from graph.store import Store

FETCH_LIMIT = 100_000
"""Largest scope, in organizations, that is fetched into memory."""
CANDIDATES = 8
"""How many candidates an ambiguous name is answered with."""
GROUP_FIELDS = ("group", "roster", "direct", "inherited", "lapsed", "never", "share_direct", "group_id", "illustrative")
CHECK_FIELDS = ("rule", "subject_id", "subject", "found", "expected", "source")


def resolve(store: Store, text: str, *, area: bool = False, within: str | None = None) -> Match:
    """The organization `text` means: an id, a code, a name, an alias, a part of a name or pinyin initials.

    With `area`, provinces to townships go before others; with `within`, only what lies in that unit counts. Raises
    `UsageError` when nothing matches, or when several do: then it names the candidates.
    """
    found = store.find(text, first=True, within=within)
    if area:
        found = [match for match in found if match.kind in set(AREA_KINDS)] or found
    if not found:
        raise UsageError("ask.unknown", text=text)
    if len(found) > 1:
        shown = [f"{match.id}  {' '.join((*match.area, match.name))}" for match in found[:CANDIDATES]]
        more = len(found) - len(shown)
        raise UsageError("ask.ambiguous", text=text, count=len(found), candidates="\n  ".join(shown), more=more)
    return found[0]


def as_of(store: Store, today: date) -> date:
    """The day answers are for when none is given: the newest `as_of` among the loaded datasets, else `today`."""
    datasets = store.datasets()
    stating = [dataset for dataset in datasets if dataset.agreements or dataset.claims]  # a registry dates no pairing
    return max((dataset.as_of for dataset in stating or datasets if dataset.as_of is not None), default=today)


def gaps(store: Store, query: Query, *, state: State | None = None, by: By | None = None) -> Answer:
    """Which roster members have no agreement in force of their own; with `by`, how many in each area."""
    found = _gaps(store, query)
    scope = scope_of(store, query.area)
    rows: Sequence[tuple[Any, ...]] = [gap for gap in found.rows if state is None or gap.state is state]
    fields: tuple[str, ...] = Gap._fields
    shown: tuple[str, ...] = ("name", "area", "state", "inherited_from", "last_partner", "last_end", "illustrative")
    if by is not None:
        rows = [_group_row(group, by) for group in _coverage(store, query, by).groups]
        fields, shown = GROUP_FIELDS, GROUP_FIELDS[:7]
    tally = found.tally
    summary = {"kind": query.kind.value if query.kind else "all", **_numbers(tally), "gaps": tally.gaps}
    if not found.has_roster:
        summary |= {"roster": 0, "share_direct": None}
    order = ("kind", "roster", "direct", "inherited", "lapsed", "never", "gaps", "share_direct", "illustrative")
    return Answer(
        question="gaps", as_of=query.day, scope=scope, summary={name: summary[name] for name in order},
        fields=fields, rows=rows, shown=shown, headline=_gap_headline(query, found, scope),
        notes=_caveats(store, query, found.agreements, found.open_dates, tally, has_roster=found.has_roster),
    )  # fmt: skip


def coverage(store: Store, query: Query, by: By) -> Answer:
    """The share of the roster with a partner of its own, by kind, area or sector."""
    found = _coverage(store, query, by)
    scope = scope_of(store, query.area)
    total = found.total
    return Answer(
        question="coverage", as_of=query.day, scope=scope,
        summary={"kind": query.kind.value if query.kind else "all", "by": by.value, **_numbers(total)},
        fields=GROUP_FIELDS, rows=[_group_row(group, by) for group in found.groups], shown=GROUP_FIELDS[:7],
        headline=(_share_note(query, total, scope),),
        notes=_caveats(
            store, query, found.agreements, found.open_dates, total, has_roster=bool(found.groups or total.roster)
        ),
    )  # fmt: skip


def _gaps(store: Store, query: Query) -> Gaps:
    from graph import coverage as measure

    if store.count(query.area) <= FETCH_LIMIT:
        return measure.gaps(store.network(query.area, received=True), query)
    return store.gaps(query)


def _coverage(store: Store, query: Query, by: By) -> Any:
    from graph import coverage as measure

    if store.count(query.area) <= FETCH_LIMIT:
        return measure.coverage(store.network(query.area, received=True), query, by)
    return store.coverage(query, by)


def scope_of(store: Store, area: str | None) -> str | None:
    """The names of a unit and of those it lies in, outermost first, as one text; None for everywhere."""
    if area is None:
        return None
    match = store.find(area, first=True)[0]
    return " / ".join((*match.area, match.name))


def _numbers(tally: Tally) -> dict[str, Any]:
    names = ("roster", "direct", "inherited", "lapsed", "never")
    numbers: dict[str, Any] = {name: getattr(tally, name) for name in names}
    return numbers | {"share_direct": tally.share_direct, "illustrative": tally.illustrative}


def _group_row(group: Group, by: By) -> tuple[Any, ...]:
    name = group.name
    if by.value in AREA_GROUPS and group.id:
        name = " / ".join((*group.area, group.name)[-2:])
    numbers = _numbers(group.tally)
    return (
        name, numbers["roster"], numbers["direct"], numbers["inherited"], numbers["lapsed"], numbers["never"],
        numbers["share_direct"], group.id, numbers["illustrative"],
    )  # fmt: skip


def _gap_headline(query: Query, found: Gaps, scope: str | None) -> tuple[Note, ...]:
    if not found.has_roster:
        values = {"kind": query.kind, "count": len(found.rows), "seen": found.tally.roster}
        return (Note("answer.no_roster", values),)
    tally = found.tally
    notes = [_share_note(query, tally, scope)]
    if tally.gaps:
        counts = {"inherited": tally.inherited, "lapsed": tally.lapsed, "never": tally.never, "gaps": tally.gaps}
        notes.append(Note("answer.gap_states", counts))
    return tuple(notes)


def _share_note(query: Query, tally: Tally, scope: str | None) -> Note:
    if not tally.roster:
        return Note("answer.no_share", {"kind": query.kind})
    return Note(
        "answer.share",
        {"direct": tally.direct, "roster": tally.roster, "kind": query.kind, "share": tally.share_direct,
         "day": query.day, "scope": scope, "sector": query.sector},
    )  # fmt: skip


def _caveats(
    store: Store, query: Query, agreements: int, open_dates: int, tally: Tally, *, has_roster: bool
) -> tuple[Note, ...]:
    notes = []
    if not has_roster:
        rosters = rosters_of(store, query.area)
        if rosters:
            notes.append(Note("note.rosters", {"rosters": rosters}))
    if tally.illustrative:
        notes.append(Note("note.illustrative", {"count": tally.illustrative, "roster": tally.roster}))
    if open_dates:
        notes.append(Note("note.open_dates", {"open": open_dates, "agreements": agreements, "day": query.day}))
    notes.append(Note("note.registered"))
    return tuple(notes)


def rosters_of(store: Store, area: str | None) -> dict[str, int]:
    """Kind → how many of it are on a roster in `area`."""
    table = _coverage(store, Query(date.max, None, area), By.KIND)
    return {group.name: group.tally.roster for group in table.groups}


PARTNER_FIELDS = (
    "direction", "partner_id", "partner", "agreement", "kind", "form", "sector", "start", "end", "in_force",
    "certainty", "source", "illustrative", "source_id",
)  # fmt: skip


def partners(store: Store, organization: Match, day: date, *, history: bool = False) -> Answer:
    """Who helps an organization and whom it helps: every agreement, in force first, or by date with `history`."""
    from graph.coverage import edge_in_force

    graph = store.around([organization.id])
    own = _own_edges(graph, organization.id)
    places = store.places([organization.id])
    rows = []
    for direction, other, (helper, recipient, key), edge in own:
        source = places[helper, recipient, key][0]
        rows.append((
            direction, other, graph.nodes[other]["name"], key, edge["kind"], edge["form"], edge["sector"],
            edge["start"], edge["end"], edge_in_force(edge, day), edge["certainty"], source.title,
            edge["illustrative"], source.id,
        ))  # fmt: skip
    at = {name: place for place, name in enumerate(PARTNER_FIELDS)}
    rows.sort(key=lambda row: (row[at["direction"]] == "helps", *_partner_order(row, at, history=history)))
    given = [
        {"measure": entry.measure.value, "value": entry.value, "unit": entry.unit, "sector": entry.sector,
         "period": entry.period, "agreement": entry.agreement, "helper": _name(graph, entry.helper),
         "recipient": _name(graph, entry.recipient), "illustrative": entry.illustrative, "source": entry.source}
        for entry in store.contributions([organization.id])
    ]  # fmt: skip
    active = [row for row in rows if row[at["in_force"]]]
    named = [row for row in active if row[at["certainty"]] == "named"]
    counts = {
        way: len({row[1] for row in named if row[0] == way and not row[at["illustrative"]]})
        for way in ("helped_by", "helps")
    }
    counts["illustrative"] = len({row[1] for row in named if row[at["illustrative"]]})
    counts["group"] = len({row[1] for row in active} - {row[1] for row in named})
    summary = {
        "id": organization.id, "name": organization.name, "kind": organization.kind, **counts, "contributions": given,
    }  # fmt: skip
    invented = len([row for row in rows if row[at["illustrative"]]])
    notes = [Note("note.illustrative_rows", {"count": invented})] if invented else []
    grouped = sum(row[at["certainty"]] == "group" for row in rows)
    notes += [Note("note.group_rows", {"count": grouped})] if grouped else []
    unverified = len([edge for *_, edge in own if edge["attributes"].get("status") == "unverified"])
    notes += [Note("note.unverified", {"count": unverified})] if unverified else []
    notes += [Note("note.given", entry) for entry in given]
    headline = [Note("answer.partners", {"name": organization.name, "day": day, **counts})]
    if counts["group"] or counts["illustrative"]:
        headline.append(Note("answer.partners_besides", counts))
    return Answer(
        question="partners", as_of=day, scope=organization.name, summary=summary, fields=PARTNER_FIELDS, rows=rows,
        shown=("direction", "partner", "form", "start", "end", "in_force", "certainty", "illustrative", "source_id"),
        headline=tuple(headline), notes=(*notes, Note("note.registered")),
    )  # fmt: skip


def _own_edges(graph: Network, node: str) -> list[tuple[str, str, tuple[str, str, str], dict[str, Any]]]:
    """(direction, other end, (helper, recipient, agreement), attributes) of every agreement of `node`."""
    received = [
        ("helped_by", helper, (helper, recipient, key), edge)
        for helper, recipient, key, edge in graph.in_edges(node, keys=True, data=True)
    ]
    given = [
        ("helps", recipient, (helper, recipient, key), edge)
        for helper, recipient, key, edge in graph.out_edges(node, keys=True, data=True)
    ]
    return received + given


def _partner_order(row: tuple[Any, ...], at: dict[str, int], *, history: bool) -> tuple[Any, ...]:
    dates = (row[at["start"]] or "", row[at["end"]] or "9999")
    ids = (row[at["partner_id"]], row[at["agreement"]])
    return (*dates, *ids) if history else (not row[at["in_force"]], *ids)


def _name(graph: Network, node: str | None) -> str | None:
    return graph.nodes[node]["name"] if node is not None and node in graph else node


def find(store: Store, text: str, *, within: str | None = None) -> Answer:
    """Organizations a text may mean: by id or code, name, alias, part of a name, pinyin initials."""
    found = store.find(text, within=within)
    fields = ("id", "name", "name_en", "kind", "code", "area", "match", "illustrative")
    rows = [
        (match.id, match.name, match.name_en, match.kind, match.code, match.area, match.tier.name.lower(),
         match.illustrative)
        for match in found
    ]  # fmt: skip
    return Answer(
        question="find", as_of=None, fields=fields, rows=rows, summary={"text": text, "found": len(rows)},
        shown=("id", "name", "kind", "area", "match"),
        headline=(Note("answer.find", {"text": text, "count": len(rows)}),),
    )  # fmt: skip


def sources(store: Store) -> Answer:
    """What is loaded: every dataset with its sources, day and numbers."""
    fields = (
        "dataset", "as_of", "id", "title", "publisher", "date", "url", "language", "file", "organizations",
        "agreements", "contributions", "claims",
    )  # fmt: skip
    datasets = store.datasets()
    rows = [
        (dataset.name, dataset.as_of, source.id, source.title, source.publisher, source.date, source.url,
         source.language, source.file, dataset.organizations, dataset.agreements, dataset.contributions,
         dataset.claims)
        for dataset in datasets
        for source in dataset.sources
    ]  # fmt: skip
    headline = [
        Note(
            "answer.dataset",
            {"name": dataset.name, "title_en": dataset.title["en"], "title_zh": dataset.title["zh"],
             "day": dataset.as_of, "organizations": dataset.organizations, "agreements": dataset.agreements},
        )
        for dataset in datasets
    ]  # fmt: skip
    return Answer(
        question="sources", as_of=None, fields=fields, rows=rows, summary={"datasets": len(datasets)},
        shown=("dataset", "id", "title", "date"), headline=tuple(headline), notes=dataset_notes(store),
    )  # fmt: skip


def dataset_notes(store: Store) -> tuple[Note, ...]:
    """What the loaded datasets say of themselves, one note a statement."""
    notes = []
    for dataset in store.datasets():
        english, chinese = dataset.notes["en"], dataset.notes["zh"]
        for number in range(max(len(english), len(chinese))):
            values = {
                "name": dataset.name,
                "en": (english or chinese)[min(number, len(english or chinese) - 1)],
                "zh": (chinese or english)[min(number, len(chinese or english) - 1)],
            }
            notes.append(Note("note.dataset", values))
    return tuple(notes)


EXPLAIN_FIELDS = ("about", "id", "says", "counts", "dataset", "source", "file", "sheet", "row")


def explain(store: Store, organization: Match, query: Query) -> Answer:
    """Why an organization is counted as it is: what states it, each agreement of it and of the units it lies in."""
    from graph import network
    from graph.coverage import edge_in_force, standing

    graph = store.around([organization.id])
    node = graph.nodes[organization.id]
    found = standing(graph, organization.id, query)
    rows: list[tuple[Any, ...]] = []
    for stated in store.statements(organization.id):
        said, place = stated.organization, stated.organization.place
        on_roster = "on_roster" if said.on_roster else "not_on_roster"
        rows.append((
            "organization", said.id, Note(f"explain.{on_roster}", {"name": said.name, "kind": said.kind}),
            said.on_roster, stated.dataset, said.source, place and place.file, place and place.sheet,
            place and place.row,
        ))  # fmt: skip
    units = network.ancestors(graph, organization.id)
    places = store.places([organization.id, *units])
    for unit in (organization.id, *units):
        for helper, recipient, key, edge in graph.in_edges(unit, keys=True, data=True):
            source, place, dataset = places[helper, recipient, key]
            active = edge_in_force(edge, query.day)
            counts = active and (unit == organization.id or unit == found.inherited_from)
            values = {
                "helper": graph.nodes[helper]["name"], "recipient": graph.nodes[recipient]["name"],
                "start": edge["start"], "end": edge["end"], "illustrative": edge["illustrative"],
            }  # fmt: skip
            rows.append((
                "agreement" if unit == organization.id else "unit", key,
                Note("explain.in_force" if active else "explain.not_in_force", values), counts, dataset, source.id,
                place.file, place.sheet, place.row,
            ))  # fmt: skip
    summary = {
        "id": organization.id, "name": node["name"], "kind": node["kind"], "on_roster": node["on_roster"],
        "state": found.state, "inherited_from": _name(graph, found.inherited_from),
        "last_partner": _name(graph, found.last_partner), "last_end": found.last_end,
        "illustrative": found.illustrative,
    }  # fmt: skip
    values = {**summary, "day": query.day, "area": tuple(network.area(graph, organization.id))}
    notes = [Note("note.illustrative_rows", {"count": 1})] if found.illustrative else []
    return Answer(
        question="explain", as_of=query.day, scope=organization.name, summary=summary, fields=EXPLAIN_FIELDS,
        rows=rows, shown=("says", "counts", "source", "file", "row"),
        headline=(Note(f"explain.{found.state.value}", values),), notes=(*notes, Note("note.registered")),
    )  # fmt: skip


def check_claims(store: Store, day: date, within: str | None = None) -> Answer:
    """Each figure that a source claims beside what is on record; passes when named records alone give every one.

    With `within`, only claims about recipients that are or lie in that unit.
    """
    from graph import claims as measure

    stated = _claims(store, within)
    sources_ = {claim.id: source for claim, source in stated}
    contributions = store.contributions()
    compared = []
    for area in sorted({claim.recipient or "" for claim, _ in stated}):
        of_area = [claim for claim, _ in stated if (claim.recipient or "") == area]
        compared += measure.check_claims(store.network(area or None), of_area, contributions, Query(day))
    rows = [
        (line.rule, line.claim.id, line.claim.printed or line.claim.id, line.named, line.expected,
         sources_[line.claim.id].title, line.group, line.illustrative)
        for line in compared
    ]  # fmt: skip
    passed = all(line.passed for line in compared)
    held = sum(line.passed for line in compared)
    notes = [Note("note.not_evidence")] if any(line.illustrative for line in compared) else []
    notes += [Note("note.uncountable")] if any(line.named is None for line in compared) else []
    return Answer(
        question="check claims", as_of=day, scope=scope_of(store, within),
        fields=(*CHECK_FIELDS, "in_group", "illustrative"), rows=rows,
        summary={"passed": passed, "figures": len(rows), "held": held}, passed=passed,
        headline=(Note("answer.claims", {"passed": passed, "held": held, "figures": len(rows), "day": day}),),
        notes=tuple(notes), shown=("subject", "rule", "expected", "found", "in_group", "illustrative"),
    )  # fmt: skip


def unborne(claims: Answer) -> Answer:
    """The answer to `check_claims` with only the figures that named records do not bear out."""
    found, expected = claims.fields.index("found"), claims.fields.index("expected")
    return replace(claims, rows=[row for row in claims.rows if row[found] != row[expected]])


def _claims(store: Store, within: str | None) -> list[tuple[Claim, Source]]:
    return [entry for entry in store.claims() if within is None or _lies_in(store, entry[0].recipient or "", within)]


def _lies_in(store: Store, id_: str, within: str | None) -> bool:
    return within is None or bool(store.find(id_, first=True, within=within))


def check_conflicts(store: Store, within: str | None = None) -> Answer:
    """Where sources contradict each other: claims about the same thing, statements about one organization.

    With `within`, only about what is or lies in that unit.
    """
    from graph import claims as measure

    stated = _claims(store, within)
    ids = {id_ for claim, _ in stated for id_ in (claim.helper, claim.recipient) if id_}
    names = {id_: match.name for id_ in sorted(ids) for match in store.find(id_, first=True)}
    found = measure.claim_conflicts(stated, store.contributions(), names)
    for id_ in [id_ for id_ in store.disputed() if _lies_in(store, id_, within)]:
        found += measure.statement_conflicts(store.statements(id_))
    rows = [
        (conflict.rule, conflict.subject_id, conflict.subject, conflict.found, conflict.taken, conflict.source)
        for conflict in found
    ]
    passed = not rows
    return Answer(
        question="check conflicts", as_of=None, scope=scope_of(store, within), fields=CHECK_FIELDS, rows=rows,
        passed=passed, summary={"passed": passed, "conflicts": len(rows)},
        shown=("rule", "subject", "found", "expected", "source"),
        headline=(Note("answer.conflicts", {"passed": passed, "count": len(rows)}),),
        notes=(Note("note.conflicts"),) if rows else (),
    )  # fmt: skip
