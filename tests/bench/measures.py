"""Times the measures beside the bare call that each rests on, on the same graph in the same run.

    python tests/bench/measures.py [--sizes 1000,10000,30000,100000] [--runs 3]

A size is so many organizations, with twice as many agreements (`generate.py`). Times are processor seconds, which
other work on the machine lengthens less than the clock's; each call runs in a child of its own, and its memory is how
far that child's peak rises. Prints the table in Markdown. No time fails it; a value that differs from the bare call's
is exit code 1. Needs Linux. rustworkx and igraph are compared with where they are installed.
"""

from __future__ import annotations

import argparse
import csv
import gc
import os
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib.util import find_spec
from math import inf, isclose, log
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np  # noqa: F401  # imported before anything is timed
import scipy.sparse  # type: ignore[import-untyped]  # noqa: F401
from networkx.algorithms import bipartite

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from graph import network
from graph.measures import centrality, coverage, equity, structure
from graph.measures import dependence as scenario
from graph.measures.centrality import Scores
from graph.model import Contribution, Measure
from graph.query import By, Query, RankBy, Side

if TYPE_CHECKING:
    from graph.measures.centrality import TwoMode
    from graph.network import Network

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2021, 12, 31)
ISO = DAY.isoformat()
HELPER, RECIPIENT = Side.HELPER, Side.RECIPIENT
TARGET = 1.3
LONG = 5.0
"""A call of more seconds is not repeated."""


@dataclass
class World:
    """What the measures are taken of, and what the bare calls are given ready-made."""

    graph: Network
    pairs: TwoMode
    helpers: list[tuple[str, str]]
    money: list[Contribution]
    loads: list[float]
    areas: dict[str, list[float]]
    roster: list[str]
    leavers: list[str]


@dataclass(frozen=True)
class Comparison:
    """A measure, the bare call beside it, up to which sizes each is run, and whether they find the same."""

    name: str
    ours: Callable[[World], Any]
    beside: str
    bare: Callable[[World], Any]
    same: Callable[[Any, Any], bool] = lambda _ours, _bare: True
    ours_to: float = inf
    bare_to: float = inf


def main(arguments: Sequence[str] | None = None) -> int:
    """Timed everything and print the table; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", default="1000,10000,30000,100000", help="organizations, by commas")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default="", help="measures whose name holds one of these, by commas")
    options = parser.parse_args(arguments)
    wrong = []
    print("| measure | nodes | s | MB | beside | s | MB | ratio | ≤ 1.3× |\n|---|--:|--:|--:|---|--:|--:|--:|---|")
    for size in map(int, options.sizes.split(",")):
        world = made(size)
        gc.freeze()  # what stands is not looked through while a call is timed
        found: dict[str, Timed] = {}
        for case in CASES:
            if size <= case.ours_to and any(word in case.name for word in options.only.split(",")):
                alone = size > case.bare_to
                ours, bare = compared(case, world, options.runs, found.get(case.name), alone=alone)
                found[case.name] = ours
                print(f"| {' | '.join(cells(case, size, ours, bare))} |", flush=True)
                if bare and not case.same(ours.result, bare.result):
                    wrong.append(f"{case.name}, {size}")
        del world, found
        gc.unfreeze()
    print(f"\nsame values: {'no: ' + '; '.join(wrong) if wrong else 'yes'}")
    return 1 if wrong else 0


@dataclass(frozen=True)
class Timed:
    """A call in a child of its own: median seconds, by how many MB its peak rose, what it returned."""

    seconds: float
    megabytes: float
    result: Any


def compared(
    case: Comparison, world: World, runs: int, known: Timed | None, *, alone: bool
) -> tuple[Timed, Timed | None]:
    """Both calls, in turns; `known` is not run again."""
    ours, bare = [known] if known else [], list[Timed]()
    for _ in range(runs):
        if not known and not any(run.seconds > LONG for run in ours):
            ours.append(in_child(case.ours, world))
        if not alone and not any(run.seconds > LONG for run in bare):
            bare.append(in_child(case.bare, world))
    return middle(ours), middle(bare) if bare else None


def middle(runs: Sequence[Timed]) -> Timed:
    """The median of several."""
    return Timed(median(run.seconds for run in runs), max(run.megabytes for run in runs), runs[0].result)


def in_child(call: Callable[[World], Any], world: World) -> Timed:
    """A call in a child: once to warm up, unless that is long, then as often as fills a tenth of a second."""
    here, there = os.pipe()
    child = os.fork()
    if not child:
        os.close(here)
        with os.fdopen(there, "wb") as out:
            pickle.dump(timed(call, world), out)
        os._exit(0)
    os.close(there)
    with os.fdopen(here, "rb") as answer:
        data = answer.read()
    _, status = os.waitpid(child, 0)
    if status:
        raise SystemExit(f"a child ended with {status}")
    found: Timed = pickle.loads(data)
    return found


def timed(call: Callable[[World], Any], world: World) -> Timed:
    """A call, in this process."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.process_time()
    result = call(world)
    seconds = time.process_time() - begun
    rise = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    if seconds < LONG:
        number = max(1, int(0.1 / max(seconds, 1e-6)))
        begun = time.process_time()
        for _ in range(number):
            call(world)
        seconds = (time.process_time() - begun) / number
    return Timed(seconds, rise, result)


def cells(case: Comparison, size: int, ours: Timed, bare: Timed | None) -> Iterator[str]:
    """One line of the table."""
    yield from (case.name, f"{size:,}", f"{ours.seconds:.3g}", f"{ours.megabytes:.0f}", case.beside)
    if bare is None:
        yield from ("–", "–", "–", "–")
        return
    ratio = ours.seconds / bare.seconds
    yield from (f"{bare.seconds:.3g}", f"{bare.megabytes:.0f}", f"{ratio:.2f}×", "yes" if ratio <= TARGET else "no")


def made(size: int) -> World:
    """The network of a generated set of so many organizations, and what follows from it."""
    with tempfile.TemporaryDirectory() as folder:
        script = ROOT / "tests" / "bench" / "generate.py"
        subprocess.run([sys.executable, script, folder, "--agreements", str(2 * size)], check=True)
        orgs, deals = (list(rows(Path(folder) / f"{name}.csv")) for name in ("organizations", "agreements"))
    nodes = [
        (
            row["id"],
            row | {"name_en": None, "aliases": (), "on_roster": row["on_roster"] == "true", "illustrative": False},
        )
        for row in orgs
    ]
    edges = [(row["helper"], row["recipient"], row["id"], row | {"illustrative": False}) for row in deals]
    graph = network.build(sorted(nodes, key=lambda node: node[0]), sorted(edges, key=lambda edge: edge[:3]))
    pairs = centrality.two_mode(graph, DAY)
    areas: dict[str, list[float]] = {}
    for _, id_ in centrality.of_side(pairs, RECIPIENT):
        areas.setdefault(graph.nodes[id_]["part_of"] or "", []).append(pairs.degree(("recipient", id_)))
    helpers = centrality.of_side(pairs, HELPER)
    return World(
        graph=graph,
        pairs=pairs,
        helpers=helpers,
        money=[
            Contribution(id=row["id"], measure=Measure.FUNDS, value=Decimal(number), unit="yuan", agreement=row["id"])
            for number, row in enumerate(deals[::3], start=1)
        ],
        loads=[pairs.degree(node) for node in helpers],
        areas=areas,
        roster=[node for node in graph if graph.nodes[node]["on_roster"]],
        leavers=[id_ for _, id_ in sorted(helpers, key=lambda node: (-pairs.degree(node), node))[:100]],
    )


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a table, None where a cell is empty."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {name: value or None for name, value in row.items()}


def counts(edge: Mapping[str, Any]) -> bool:
    """Whether an agreement is in force and names its pair, as one writes it by hand."""
    start, end = edge["start"], edge["end"]
    in_force = (not start or start <= ISO[: len(start)]) and (not end or end >= ISO[: len(end)])
    return bool(in_force and edge["certainty"] != "group")


def bare_two_mode(world: World) -> TwoMode:
    """The graph of pairs in force."""
    found: TwoMode = nx.Graph()
    found.add_nodes_from(
        (("recipient", node) for node, data in world.graph.nodes(data=True) if data["on_roster"]), bipartite=1
    )
    found.add_nodes_from((("helper", u) for u, _ in world.graph.edges()), bipartite=0)
    found.add_nodes_from((("recipient", v) for _, v in world.graph.edges()), bipartite=1)
    found.add_edges_from(
        (("helper", u), ("recipient", v)) for u, v, edge in world.graph.edges(data=True) if u != v and counts(edge)
    )
    return found


def bare_gaps(world: World) -> list[tuple[str, str]]:
    """The members of the roster whom no agreement in force helps, with their names."""
    return [
        (node, world.graph.nodes[node]["name"])
        for node in world.roster
        if not any(
            (not edge["start"] or edge["start"] <= ISO[: len(edge["start"])])
            and (not edge["end"] or edge["end"] >= ISO[: len(edge["end"])])
            for _, _, edge in world.graph.in_edges(node, data=True)
        )
    ]


def bare_single(world: World) -> list[str]:
    """The members of the roster with one partner."""
    graph = world.graph
    return [
        node
        for node in sorted(world.roster)
        if len({u for u, _, edge in graph.in_edges(node, data=True) if u != node and counts(edge)}) == 1
    ]


def bare_withdraw(world: World) -> list[str]:
    """Whom the leavers help, and whom nobody else does."""
    graph, gone = world.graph, set(world.leavers)
    touched = {v for u in gone for _, v, edge in graph.out_edges(u, data=True) if counts(edge)}
    return [v for v in touched if {u for u, _, edge in graph.in_edges(v, data=True) if counts(edge)} <= gone]


def bare_birank(world: World) -> Mapping[Any, float]:
    """BiRank of those who have partners: of others networkx says nan."""
    paired = world.pairs.subgraph([node for node in world.pairs if world.pairs.degree(node)])
    return bipartite.birank(paired, [node for node in paired if node[0] == "helper"])


def bare_funds(world: World) -> dict[str, Decimal]:
    """Money by helper."""
    helper = {key: u for u, _, key in world.graph.edges(keys=True)}
    found: dict[str, Decimal] = {}
    for entry in world.money:
        name = helper[entry.agreement or ""]
        found[name] = found.get(name, Decimal()) + entry.value
    return found


def bare_theil(world: World) -> float:
    """Theil's T, not split."""
    values = [value for some in world.areas.values() for value in some]
    mean = sum(values) / len(values)
    return sum(value / mean * log(value / mean) for value in values if value) / len(values)


def of_helpers(ours: Scores, bare: Mapping[Any, float]) -> bool:
    """Whether the helpers have the same values, of those that the bare call says."""
    return all(
        isclose(value, bare.get(("helper", id_), 0), rel_tol=1e-6, abs_tol=1e-9) for id_, value in ours.values.items()
    )


def in_proportion(ours: Scores, bare: Mapping[Any, float]) -> bool:
    """Whether the helpers have the same values but for one factor."""
    most = max(ours.values, key=lambda id_: ours.values[id_])
    factor = ours.values[most] / bare["helper", most]
    return of_helpers(ours, {node: value * factor for node, value in bare.items()})


def by_rustworkx(world: World) -> Mapping[Any, float]:
    """Betweenness by rustworkx, the graph handed over."""
    import rustworkx  # type: ignore[import-not-found,unused-ignore]

    number = {node: place for place, node in enumerate(world.pairs)}
    graph: Any = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(list(number))
    graph.extend_from_edge_list([(number[u], number[v]) for u, v in world.pairs.edges])
    found = rustworkx.betweenness_centrality(graph, normalized=False)
    return {node: found[place] for node, place in number.items()}


def by_igraph(world: World) -> Mapping[Any, float]:
    """Betweenness by igraph, the graph handed over."""
    import igraph  # type: ignore[import-not-found,import-untyped,unused-ignore]

    number = {node: place for place, node in enumerate(world.pairs)}
    graph: Any = igraph.Graph(len(number), [(number[u], number[v]) for u, v in world.pairs.edges])
    return dict(zip(number, graph.betweenness(), strict=True))


def _all_ways(world: World) -> Scores:
    return centrality.betweenness(world.pairs, HELPER, exact=10**15)


BETWEEN, ESTIMATE = "betweenness, exact", "betweenness, 200 starts"
CASES = (
    Comparison(
        "two_mode",
        lambda w: centrality.two_mode(w.graph, DAY),
        "nx.Graph by hand",
        bare_two_mode,
        lambda ours, bare: nx.utils.graphs_equal(nx.Graph(ours.edges), nx.Graph(bare.edges)) and set(ours) == set(bare),
    ),
    Comparison(
        "degree",
        lambda w: centrality.degree(w.pairs, HELPER),
        "bipartite.degree_centrality",
        lambda w: bipartite.degree_centrality(w.pairs, w.helpers),
        of_helpers,
    ),
    Comparison(
        BETWEEN,
        _all_ways,
        "bipartite.betweenness_centrality",
        lambda w: bipartite.betweenness_centrality(w.pairs, w.helpers),
        of_helpers,
        30_000,
        1_000,
    ),
    *(
        Comparison(BETWEEN, _all_ways, name, call, in_proportion, 30_000, 30_000)
        for name, call in (("rustworkx", by_rustworkx), ("igraph", by_igraph))
        if find_spec(name)
    ),
    Comparison(
        ESTIMATE,
        lambda w: centrality.betweenness(w.pairs, HELPER, exact=0),
        "nx.betweenness_centrality(k=200)",
        lambda w: nx.betweenness_centrality(w.pairs, k=200, seed=1),
        bare_to=10_000,
    ),
    Comparison(
        "harmonic, exact",
        lambda w: centrality.harmonic(w.pairs, HELPER, exact=10**15),
        "nx.harmonic_centrality",
        lambda w: nx.harmonic_centrality(w.pairs),
        in_proportion,
        bare_to=1_000,
    ),
    Comparison(
        "pagerank",
        lambda w: centrality.pagerank(w.pairs, HELPER),
        "nx.pagerank, as precise",
        lambda w: nx.pagerank(w.pairs, tol=1e-10 / len(w.pairs), max_iter=1000),
        of_helpers,
    ),
    Comparison("birank", lambda w: centrality.birank(w.pairs, HELPER), "bipartite.birank", bare_birank),
    Comparison(
        "partners",
        lambda w: centrality.scores(w.pairs, HELPER, RankBy.PARTNERS),
        "pairs.degree",
        lambda w: dict(w.pairs.degree([node for node in w.pairs if node[0] == "helper"])),
        of_helpers,
    ),
    Comparison("funds", lambda w: centrality.funds(w.graph, w.money, w.pairs, HELPER), "a loop", bare_funds),
    Comparison(
        "gini",
        lambda w: equity.gini(w.loads),
        "the formula",
        lambda w: (
            sum((2 * i - len(w.loads) - 1) * x for i, x in enumerate(sorted(w.loads), 1)) / len(w.loads) / sum(w.loads)
        ),
        isclose,
    ),
    Comparison(
        "theil",
        lambda w: equity.theil(w.areas),
        "the formula, not split",
        bare_theil,
        lambda ours, bare: isclose(ours.total, bare),
    ),
    Comparison(
        "concentration",
        lambda w: equity.concentration(w.loads),
        "the formula",
        lambda w: sum((x / sum_) ** 2 for sum_ in [sum(w.loads)] for x in w.loads),
        lambda ours, bare: isclose(ours.hhi, bare),
    ),
    Comparison(
        "top", lambda w: equity.top(w.loads, 5), "the formula", lambda w: sum(sorted(w.loads)[-5:]) / sum(w.loads)
    ),
    Comparison(
        "gaps",
        lambda w: coverage.gaps(w.graph, Query(DAY)),
        "a loop, no states",
        bare_gaps,
        lambda ours, bare: [row.id for row in ours.rows] == [id_ for id_, _ in bare],
    ),
    Comparison(
        "coverage by county",
        lambda w: coverage.coverage(w.graph, Query(DAY), By.COUNTY),
        "a loop, no states, no groups",
        bare_gaps,
        lambda ours, bare: ours.total.gaps == len(bare),
    ),
    Comparison(
        "depend",
        lambda w: scenario.single(w.graph, w.roster, DAY),
        "a loop",
        bare_single,
        lambda ours, bare: [id_ for id_, _ in ours] == bare,
    ),
    Comparison("withdraw of 100", lambda w: scenario.withdraw(w.graph, w.leavers, DAY), "a loop", bare_withdraw),
    Comparison(
        "matching",
        lambda w: structure.matching(w.pairs),
        "bipartite.hopcroft_karp_matching",
        lambda w: bipartite.hopcroft_karp_matching(w.pairs, w.helpers),
        lambda ours, bare: len(ours.pairs) == len(bare) // 2,
    ),
    Comparison(
        "redundancy",
        lambda w: structure.redundancy(w.pairs, HELPER),
        "bipartite.node_redundancy",
        lambda w: bipartite.node_redundancy(w.pairs, [node for node in w.helpers if w.pairs.degree(node) > 1]),
    ),
    Comparison(
        "clustering",
        lambda w: structure.clustering(w.pairs, HELPER),
        "bipartite.latapy_clustering",
        lambda w: bipartite.latapy_clustering(w.pairs, w.helpers),
    ),
    Comparison(
        "shared helpers' recipients",
        lambda w: structure.shared(w.pairs, HELPER).graph.number_of_edges(),
        "bipartite.weighted_projected_graph",
        lambda w: bipartite.weighted_projected_graph(w.pairs, w.helpers).number_of_edges(),
        int.__eq__,
    ),
)

if __name__ == "__main__":
    sys.exit(main())
