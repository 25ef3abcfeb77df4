"""Names that could not be matched: lists them, records what people decide about them, takes decisions back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from graph.answer import Answer
from graph.errors import UsageError
from loaders.into.open import load
from loaders.into.store import Home, Watch, context_of, unwatched
from loaders.loaded import Unmatched
from loaders.names import decisions
from loaders.names.decisions import Decision, Decisions, Verdict
from loaders.names.resolve import Resolver
from loaders.problems import InputError
from loaders.review import proposals


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
) -> list[Unmatched]:
    """The names in some files that could not be matched, with what they may mean; without paths, those in the store."""
    names = list(paths)
    if not names:
        with home.opened() as store:
            stated = [one.organization for id_ in store.unmatched() for one in store.statements(id_)]
            return proposals.stored(stated, context_of(store, "", home.decisions))
    found: list[Unmatched] = []
    for name in names:
        with watch(name) as progress:
            found += load(name, area=area, mapping=mapping, progress=progress, context=home.context).unmatched
    return found
