"""The pairing network: its records, the stores that hold it, the measures taken on it.

All that takes or makes a `networkx.MultiDiGraph` can be imported from here:

>>> from graph import Kind, Query, complete, gaps

A name is looked up in its module when it is first used, so that `import graph` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.centrality import (
        RankBy,
        Scores,
        Side,
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
    from graph.coverage import (
        By,
        Coverage,
        Gap,
        Gaps,
        Query,
        Standing,
        State,
        Tally,
        edge_in_force,
        gaps,
        members,
        standing,
    )
    from graph.coverage import coverage as coverage_by
    from graph.equity import concentration, fragmentation, gini, theil, top
    from graph.errors import JieduiError, RecordError, StoreError, UsageError
    from graph.export.reading import conventional, read
    from graph.model import (
        Agreement,
        Certainty,
        Claim,
        Contribution,
        Form,
        Kind,
        Measure,
        Organization,
        PartialDate,
        Source,
        in_force,
        surely_in_force,
    )
    from graph.network import Finding, ancestors, area, check, complete, from_records, inside, validate
    from graph.scenario import Loss, partners, single, withdraw
    from graph.store import Store, open_store

_OF: dict[str, tuple[str, ...]] = {
    "graph.centrality": (
        "RankBy", "Scores", "Side", "betweenness", "birank", "degree", "funds", "harmonic", "of_side", "pagerank",
        "scores", "two_mode",
    ),
    "graph.coverage": (
        "By", "Coverage", "Gap", "Gaps", "Query", "Standing", "State", "Tally", "edge_in_force", "gaps", "members",
        "standing",
    ),
    "graph.equity": ("concentration", "fragmentation", "gini", "theil", "top"),
    "graph.errors": ("JieduiError", "RecordError", "StoreError", "UsageError"),
    "graph.export.reading": ("conventional", "read"),
    "graph.model": (
        "Agreement", "Certainty", "Claim", "Contribution", "Form", "Kind", "Measure", "Organization", "PartialDate",
        "Source", "in_force", "surely_in_force",
    ),
    "graph.network": ("Finding", "ancestors", "area", "check", "complete", "from_records", "inside", "validate"),
    "graph.scenario": ("Loss", "partners", "single", "withdraw"),
    "graph.store": ("Store", "open_store"),
}  # fmt: skip
"""Which names each module gives; `coverage_by` is besides, as `graph.coverage` is the module of that name."""
_MODULE = {name: module for module, names in _OF.items() for name in names}

__all__ = [
    "Agreement", "By", "Certainty", "Claim", "Contribution", "Coverage", "Finding", "Form", "Gap", "Gaps",
    "JieduiError", "Kind", "Loss", "Measure", "Organization", "PartialDate", "Query", "RankBy", "RecordError", "Scores",
    "Side", "Source", "Standing", "State", "Store", "StoreError", "Tally", "UsageError", "ancestors", "area",
    "betweenness", "birank", "check", "complete", "concentration", "conventional", "coverage_by", "degree",
    "edge_in_force", "fragmentation", "from_records", "funds", "gaps", "gini", "harmonic", "in_force", "inside",
    "members", "of_side", "open_store", "pagerank", "partners", "read", "scores", "single", "standing",
    "surely_in_force", "theil", "top", "two_mode", "validate", "withdraw",
]  # fmt: skip


if not TYPE_CHECKING:  # a type checker reads the imports above, and knows no other name

    def __getattr__(name: str) -> Any:
        from importlib import import_module

        if name == "coverage_by":
            return import_module("graph.coverage").coverage
        if name not in _MODULE:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(_MODULE[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
