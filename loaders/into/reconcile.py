"""Names that could not be matched: lists them, records what people decide about them, takes decisions back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from graph.answer import Answer
from graph.errors import UsageError
from loaders.into.open import load
from loaders.into.store import Home, Watch, context_of, unwatched
from loaders.loaded import Loaded
from loaders.names import decisions
from loaders.names.decisions import Decision, Decisions, Verdict
from loaders.names.index import folded
from loaders.names.resolve import Resolver
from loaders.problems import InputError
from loaders.review import proposals
from loaders.review.proposals import Doubt

if TYPE_CHECKING:
    from graph.store import Store


class Applied(NamedTuple):
    """How many new decisions of a workbook say that a name means a candidate, and how many that it does not.

    `known` is how many were recorded before; `against` is how many earlier decisions no longer hold.
    """

    yes: int
    no: int
    known: int = 0
    against: int = 0


def apply(home: Home, workbook: Path, day: date) -> Applied:
    """Records the decisions of a workbook of proposals as made on `day`.

    Raises `InputError` when the workbook cannot be read, decides nothing, or decides about what does not exist.
    """
    made = proposals.read(workbook, day, Resolver(home.context("")).name_of)
    if not made:
        raise InputError("reconcile.nothing", file=workbook.name)
    held: list[Decision] = []

    def new(so_far: Decisions) -> list[Decision]:
        held.extend(so_far.holding())
        known = {(one.key, one.organization, one.verdict) for one in held}
        return [one for one in made if (one.key, one.organization, one.verdict) not in known]

    added = decisions.add(home.decisions_file, new)
    still = {(one.key, one.organization, one.verdict) for one in home.decisions.holding()}
    against = sum((one.key, one.organization, one.verdict) not in still for one in held)
    yes = sum(one.verdict is Verdict.YES for one in added)
    return Applied(yes, len(added) - yes, len(made) - len(added), against)


def undo(home: Home, name: str, day: date) -> int:
    """Takes back every decision that holds about a name, and returns how many; raises `UsageError` when none does."""
    made = decisions.add(home.decisions_file, lambda held: proposals.undoing(held, name, day))
    if not made:
        raise UsageError("reconcile.no_decision", name=name)
    return len(made)


def held(home: Home) -> Answer:
    """The decisions that hold now."""
    return proposals.held(home.decisions)


def unmatched(
    home: Home,
    paths: Iterable[str] = (),
    *,
    area: str | None = None,
    mapping: Path | None = None,
    watch: Watch = unwatched,
) -> list[Doubt]:
    """The names in some files that could not be matched, with what they may mean; without paths, those in the store.

    Each has the pairings of its organization and of its candidates counted, in the file, else in the store.
    """
    names = list(paths)
    if not names:
        with home.opened() as store:
            stated = [one.organization for id_ in store.unmatched() for one in store.statements(id_)]
            doubts = proposals.stored(stated, context_of(store, "", home.decisions))
            return _counted(doubts, {}, store)
    found: list[Doubt] = []
    for name in names:
        with watch(name) as progress:
            loaded = load(name, area=area, mapping=mapping, progress=progress, context=home.context)
        doubts, here = _of_file(loaded)
        there = "://" in home.url or Path(home.url).exists()
        with home.opened() if there else nullcontext() as store:
            found += _counted(doubts, here, store)
    return found


def _of_file(loaded: Loaded) -> tuple[list[Doubt], dict[str, int]]:
    """The doubts of a file, each with the ids that stand for its name, and the pairings of each organization of it."""
    columns = loaded.dataset.organizations.select("id", "name", "aliases", "kind", "attributes")
    ids: dict[tuple[str, str, str], list[str]] = {}
    for id_, name, aliases, kind, attributes in columns.iter_rows():
        area = json.loads(attributes or "{}").get("unmatched")
        if area is not None:
            for text in {folded(one) for one in (name, *json.loads(aliases or "[]"))}:
                ids.setdefault((text, kind, area), []).append(id_)
    doubts = [
        Doubt(
            **{part.name: getattr(one, part.name) for part in fields(one)},
            ids=tuple(ids.get((folded(one.name), one.kind.value, one.area or "?"), ())),
        )
        for one in loaded.unmatched
    ]
    agreements = loaded.dataset.agreements.select("helper", "recipient").unique()
    counts: dict[str, int] = dict.fromkeys(loaded.dataset.organizations["id"], 0)
    for pair in agreements.iter_rows():
        for id_ in pair:
            counts[id_] = counts.get(id_, 0) + 1
    return doubts, counts


def _counted(doubts: Sequence[Doubt], here: Mapping[str, int], store: Store | None) -> list[Doubt]:
    """Doubts with the pairings of each organization that they are about: those of the file, else those in the store."""
    asked = {
        id_ for one in doubts if one.candidates for id_ in (*one.ids, *(candidate.id for candidate in one.candidates))
    }
    elsewhere = sorted(asked - here.keys())
    counts = dict(here)
    if store is not None and elsewhere:
        network = store.around(elsewhere)
        for id_ in elsewhere:
            if id_ in network:
                counts[id_] = len({*network.predecessors(id_)}) + len({*network.successors(id_)})
    return [replace(one, pairings={id_: counts[id_] for id_ in sorted(asked) if id_ in counts}) for one in doubts]
