"""The pairing network: its records, the stores that keep it, the measures taken on it.

The modules are the doors: `from graph.measures import coverage, equity`. The names that are used most can be imported
from here as well:

>>> from graph import Kind, Query, complete, gaps

A module is loaded when one of its names is first used, so that `import graph` costs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # for type checkers: the names of `_NAMES`; a test compares the two
    from graph.answer import Answer, to_dicts
    from graph.errors import JieduiError, RecordError, StoreError, UsageError
    from graph.measures.centrality import (
        Funds,
        Scores,
        betweenness,
        birank,
        degree,
        funds,
        harmonic,
        of_side,
        pagerank,
        scores,
        two_mode,
    )
    from graph.measures.changes import Difference, between_days
    from graph.measures.coverage import (
        Coverage,
        Gap,
        Gaps,
        Received,
        Standing,
        Tally,
        candidates,
        gaps,
        helping_gaps,
        k_coverage,
        members,
        off_roster,
        received,
        standing,
    )
    from graph.measures.coverage import coverage as coverage_by
    from graph.measures.dependence import Loss, critical, helped, single, withdraw
    from graph.measures.equity import Fit, concentration, fit, fragmentation, gini, ranks, spearman, theil, top
    from graph.measures.links import ways
    from graph.measures.planning import Draft, Wish, draft
    from graph.measures.structure import clustering, kept, matching, nestedness, redundancy, reinforcement, shared
    from graph.model import (
        Agreement,
        AgreementStatus,
        Bound,
        Certainty,
        Claim,
        Contribution,
        ContributionStatus,
        Form,
        Kind,
        Measure,
        Organization,
        PartialDate,
        Source,
        in_force,
        surely_in_force,
    )
    from graph.network import (
        Finding,
        ancestors,
        area,
        check,
        complete,
        edge_in_force,
        from_records,
        inside,
        partners,
        validate,
    )
    from graph.output.export.reading import conventional, read
    from graph.periods import Period
    from graph.query import By, Query, RankBy, Side, State
    from graph.store import Store
    from graph.store.open import open_store

    __version__: str

_NAMES: Mapping[str, str] = {
    "graph.answer": "Answer to_dicts",
    "graph.errors": "JieduiError RecordError StoreError UsageError",
    "graph.measures.centrality": (
        "Funds Scores betweenness birank degree funds harmonic of_side pagerank scores two_mode"
    ),
    "graph.measures.changes": "Difference between_days",
    "graph.measures.coverage": (
        "Coverage Gap Gaps Received Standing Tally candidates gaps helping_gaps k_coverage members off_roster received "
        "standing"
    ),
    "graph.measures.dependence": "Loss critical helped single withdraw",
    "graph.measures.equity": "Fit concentration fit fragmentation gini ranks spearman theil top",
    "graph.measures.links": "ways",
    "graph.measures.planning": "Draft Wish draft",
    "graph.measures.structure": "clustering kept matching nestedness redundancy reinforcement shared",
    "graph.model": (
        "Agreement AgreementStatus Bound Certainty Claim Contribution ContributionStatus Form Kind Measure "
        "Organization PartialDate Source in_force surely_in_force"
    ),
    "graph.network": "Finding ancestors area check complete edge_in_force from_records inside partners validate",
    "graph.output.export.reading": "conventional read",
    "graph.periods": "Period",
    "graph.query": "By Query RankBy Side State",
    "graph.store": "Store",
    "graph.store.open": "open_store",
}
"""Module → the names of it that can be imported from here."""
_ALIASES: Mapping[str, tuple[str, str]] = {"coverage_by": ("graph.measures.coverage", "coverage")}
"""Names that have another name in their module: a measure `coverage` beside a module `coverage` would confuse."""
_HOMES: Mapping[str, tuple[str, str]] = {
    **{name: (module, name) for module, names in _NAMES.items() for name in names.split()},
    **_ALIASES,
}
"""Name → its module, and its name there."""

__all__ = sorted(_HOMES)  # one list of the names is enough


if not TYPE_CHECKING:  # a type checker reads the imports above, and knows no other name

    def __getattr__(name: str) -> Any:
        if name == "__version__":
            from importlib.metadata import version  # only who asks for it pays for it

            return version("jiedui")
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        module, own = _HOMES[name]
        return getattr(import_module(module), own)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
