"""A network that is only looked at: what coverage asks of a `networkx.MultiDiGraph`, without loading networkx.

A question about a county then needs half the time, most of which is the start of the program.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from graph.network import Network

    Attributes = dict[str, Any]


class Sketch:
    """The part of a directed multigraph that the measures of coverage look at; it cannot be changed."""

    def __init__(
        self, nodes: Iterable[tuple[str, Attributes]], edges: Iterable[tuple[str, str, str, Attributes]]
    ) -> None:
        self.nodes = _Nodes(nodes)
        self.pred: dict[str, dict[str, dict[str, Attributes]]] = {node: {} for node in self.nodes}
        for helper, recipient, key, edge in edges:
            self.pred[recipient].setdefault(helper, {})[key] = edge

    def __iter__(self) -> Iterator[str]:
        return iter(self.nodes)

    def __contains__(self, node: object) -> bool:
        return node in self.nodes

    def __len__(self) -> int:
        return len(self.nodes)

    def is_directed(self) -> bool:
        """Whether edges have a direction: they do."""
        return True

    def is_multigraph(self) -> bool:
        """Whether a pair may have several edges: it may."""
        return True

    def in_edges(self, node: str, *, keys: bool = False, data: bool = False) -> list[tuple[Any, ...]]:
        """(helper, recipient) of the edges that end at `node`, with `keys` and `data` their keys and attributes."""
        return [
            (helper, node, *([key] if keys else []), *([edge] if data else []))
            for helper, keyed in self.pred[node].items()
            for key, edge in keyed.items()
        ]


class _Nodes(dict[str, "Attributes"]):
    """Nodes and their attributes; called with `data`, as pairs."""

    def __call__(self, *, data: bool = False) -> Iterable[Any]:
        return self.items() if data else self.keys()


def build(nodes: Iterable[tuple[str, Attributes]], edges: Iterable[tuple[str, str, str, Attributes]]) -> Network:
    """As `graph.network.build`, for measures that only look at received agreements."""
    return cast("Network", Sketch(nodes, edges))
