"""A dataset as a network, for what is asked of it before any store holds it."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

from graph import network
from graph.model import Contribution, Measure

if TYPE_CHECKING:
    from graph.dataset import Dataset
    from graph.network import Network


def graph_of(dataset: Dataset) -> Network:
    """The network of a dataset's organizations and agreements."""
    nodes = [
        (
            row["id"],
            {name: row[name] for name in network.NODE_ATTRIBUTES if name not in ("aliases", "attributes")}
            | {
                "aliases": tuple(json.loads(row["aliases"] or "[]")),
                "attributes": json.loads(row["attributes"] or "{}"),
            },
        )
        for row in dataset.organizations.iter_rows(named=True)
    ]
    edges = [
        (
            row["helper"],
            row["recipient"],
            row["id"],
            {name: row[name] for name in network.EDGE_ATTRIBUTES}
            | {"attributes": json.loads(row["attributes"] or "{}")},
        )
        for row in dataset.agreements.iter_rows(named=True)
    ]
    return network.build(
        sorted(nodes, key=lambda node: str(node[0])), sorted(edges, key=lambda edge: tuple(map(str, edge[:3])))
    )


def contributions(dataset: Dataset) -> list[Contribution]:
    """A dataset's contributions, by id."""
    found = [
        Contribution(
            id=row["id"],
            measure=Measure(row["measure"]),
            value=Decimal(row["value"]),
            unit=row["unit"],
            agreement=row["agreement"],
            helper=row["helper"],
            recipient=row["recipient"],
            sector=row["sector"],
            period=row["period"],
            printed=row["printed"],
            illustrative=row["illustrative"],
            attributes=json.loads(row["attributes"] or "{}"),
            source=row["source"],
        )
        for row in dataset.contributions.iter_rows(named=True)
    ]
    return sorted(found, key=lambda given: given.id)
