"""Names that were not matched and statements that were not sure: lists them, records decisions, takes them back."""

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
from graph.model import ReadAs
from loaders.bulletin.decided import Asked
from loaders.into.open import load
from loaders.into.store import Home, Watch, context_of, unwatched
from loaders.loaded import Loaded
from loaders.names import decisions
from loaders.names.decisions import Decisions, Line, Ruling, Verdict
from loaders.names.index import folded
from loaders.names.resolve import Resolver
from loaders.problems import InputError
from loaders.review import proposals
from loaders.review.proposals import Doubt

if TYPE_CHECKING:
    from graph.store import Store


class Applied(NamedTuple):
    """How many new decisions of a workbook say yes (a name means a candidate, a statement is so), and how many no.

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
    held: list[Line] = []

    def new(so_far: Decisions) -> list[Line]:
        held.extend((*so_far.holding(), *so_far.ruled()))
        known = set(map(_content, held))
        return [one for one in made if _content(one) not in known]

    added = decisions.add(home.decisions_file, new)
    now = home.decisions
    still: set[tuple[object, ...]] = set()
    still.update(map(_content, now.holding()), map(_content, now.ruled()))
    against = sum(_content(one) not in still for one in held)
    yes = sum(one.verdict is Verdict.YES for one in added)
    return Applied(yes, len(added) - yes, len(made) - len(added), against)


def _content(one: Line) -> tuple[object, ...]:
    """What a decision says, whenever it was made."""
    return one.content if isinstance(one, Ruling) else (one.key, one.organization, one.verdict)


def undo(home: Home, name: str, day: date) -> int:
    """Takes back every decision that holds about a name or a statement, and returns how many.

    Raises `UsageError` when none does.
    """
    made = decisions.add(home.decisions_file, lambda held: proposals.undoing(held, name, day))
    if not made:
        raise UsageError("reconcile.no_decision", name=name)
    return len(made)


def held(home: Home) -> Answer:
    """The decisions that hold now."""
    return proposals.held(home.decisions)


class InDoubt(NamedTuple):
    """What somebody has to decide: the names that were not matched, and the statements that were not sure."""

    names: list[Doubt]
    statements: list[Asked]


def in_doubt(
    home: Home,
    paths: Iterable[str] = (),
    *,
    area: str | None = None,
    mapping: Path | None = None,
    watch: Watch = unwatched,
) -> InDoubt:
    """What is in doubt in some files; without paths, in the store.

    Each name has the pairings of its organization and of its candidates counted, in the file, else in the store.
    """
    paths = list(paths)
    if not paths:
        with home.opened() as store:
            stated = [one.organization for id_ in store.unmatched() for one in store.statements(id_)]
            doubts = proposals.stored(stated, context_of(store, "", home.decisions))
            return InDoubt(_counted(doubts, {}, store), _waiting(store))
    names: list[Doubt] = []
    said: dict[str, Asked] = {}
    for path in paths:
        with watch(path) as progress:
            loaded = load(path, area=area, mapping=mapping, progress=progress, context=home.context)
        doubts, here = _of_file(loaded)
        there = "://" in home.url or Path(home.url).exists()
        with home.opened() if there else nullcontext() as store:
            names += _counted(doubts, here, store)
        for one in map(Asked.read, loaded.dataset.proposed):
            said.setdefault(one.key, one)
    return InDoubt(names, list(said.values()))


def _waiting(store: Store) -> list[Asked]:
    """What the bulletins in a store say that waits for a decision, each once: the newest version first."""
    found: dict[str, Asked] = {}
    bulletins = [one for one in store.datasets() if one.read_as == ReadAs.PROSE]
    for one in sorted(bulletins, key=lambda one: (one.version, one.name), reverse=True):
        for said in map(Asked.read, store.dataset(one.name, one.version).proposed):
            found.setdefault(said.key, said)
    return sorted(found.values(), key=lambda one: (one.file, one.paragraph))


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
