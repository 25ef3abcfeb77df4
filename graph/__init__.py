"""The pairing network: its records, the stores that hold it, the measures taken on it.

All that takes or makes a `networkx.MultiDiGraph` can be imported from here:

>>> from graph import Kind, Query, complete, gaps

A name is looked up in its module when it is first used, so that `import graph` costs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.errors import JieduiError, RecordError, StoreError, UsageError
    from graph.measures.centrality import (
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
    from graph.measures.change import Difference, between_days
    from graph.measures.coverage import (
        Coverage,
        Gap,
        Gaps,
        Standing,
        Tally,
        edge_in_force,
        gaps,
        k_coverage,
        members,
        standing,
    )
    from graph.measures.coverage import coverage as coverage_by
    from graph.measures.dependence import Loss, critical, helped, partners, single, withdraw
    from graph.measures.equity import Fit, concentration, fit, fragmentation, gini, ranks, spearman, theil, top
    from graph.measures.links import ways
    from graph.measures.planning import Draft, Wish, draft
    from graph.measures.structure import clustering, kept, matching, nestedness, redundancy, reinforcement, shared
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
    from graph.output.export.reading import conventional, read
    from graph.query import By, Query, RankBy, Side, State
    from graph.store import Store
    from graph.store.open import open_store

_OF: Mapping[str, str] = {
    "graph.errors": "JieduiError RecordError StoreError UsageError",
    "graph.measures.centrality": "Scores betweenness birank degree funds harmonic of_side pagerank scores two_mode",
    "graph.measures.change": "Difference between_days",
    "graph.measures.coverage": "Coverage Gap Gaps Standing Tally edge_in_force gaps k_coverage members standing",
    "graph.measures.dependence": "Loss critical helped partners single withdraw",
    "graph.measures.equity": "Fit concentration fit fragmentation gini ranks spearman theil top",
    "graph.measures.links": "ways",
    "graph.measures.planning": "Draft Wish draft",
    "graph.measures.structure": "clustering kept matching nestedness redundancy reinforcement shared",
    "graph.model": (
        "Agreement Certainty Claim Contribution Form Kind Measure Organization PartialDate Source in_force "
        "surely_in_force"
    ),
    "graph.network": "Finding ancestors area check complete from_records inside validate",
    "graph.output.export.reading": "conventional read",
    "graph.query": "By Query RankBy Side State",
    "graph.store": "Store",
    "graph.store.open": "open_store",
}
"""Which names each module gives; `coverage_by` is besides, as `graph.measures.coverage` is the module of that name."""
_MODULE = {name: module for module, names in _OF.items() for name in names.split()}

__all__ = [
    "Agreement",
    "By",
    "Certainty",
    "Claim",
    "Contribution",
    "Coverage",
    "Difference",
    "Draft",
    "Finding",
    "Fit",
    "Form",
    "Gap",
    "Gaps",
    "JieduiError",
    "Kind",
    "Loss",
    "Measure",
    "Organization",
    "PartialDate",
    "Query",
    "RankBy",
    "RecordError",
    "Scores",
    "Side",
    "Source",
    "Standing",
    "State",
    "Store",
    "StoreError",
    "Tally",
    "UsageError",
    "Wish",
    "ancestors",
    "area",
    "between_days",
    "betweenness",
    "birank",
    "check",
    "clustering",
    "complete",
    "concentration",
    "conventional",
    "coverage_by",
    "critical",
    "degree",
    "draft",
    "edge_in_force",
    "fit",
    "fragmentation",
    "from_records",
    "funds",
    "gaps",
    "gini",
    "harmonic",
    "helped",
    "in_force",
    "inside",
    "k_coverage",
    "kept",
    "matching",
    "members",
    "nestedness",
    "of_side",
    "open_store",
    "pagerank",
    "partners",
    "ranks",
    "read",
    "redundancy",
    "reinforcement",
    "scores",
    "shared",
    "single",
    "spearman",
    "standing",
    "surely_in_force",
    "theil",
    "top",
    "two_mode",
    "validate",
    "ways",
    "withdraw",
]


__version__: str
"""The version of what is installed."""

if not TYPE_CHECKING:  # a type checker reads the imports above, and knows no other name

    def __getattr__(name: str) -> Any:
        from importlib import import_module

        if name == "__version__":
            from importlib.metadata import version

            return version("jiedui")
        if name == "coverage_by":
            return import_module("graph.measures.coverage").coverage
        if name not in _MODULE:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(_MODULE[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
