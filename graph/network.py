"""Records as a `networkx.MultiDiGraph`: the conventions of that graph, and the one rule who counts as a partner.

The conventions:

* A node is an organization, keyed by its id, with the attributes `NODE_ATTRIBUTES`.
* An edge runs helper → recipient, keyed by the agreement's id, with the attributes `EDGE_ATTRIBUTES`; two
  agreements between one pair are two edges; one agreement of a group is several edges with one key.
* `part_of` is a node attribute holding the id of another node, never an edge.
* Dates are partial ISO texts (`2018`, `2018-05`, `2018-05-03`) or None when unknown.

A node must have a name and a kind. All else should be there; where it is absent, every measure takes it for unknown.
`complete` adds what is absent, `check` lists every departure, `validate` raises on the first that breaks a measure.

Who is a partner of an organization on a day: each other organization with which it has an agreement that `edge_counts`
counts. So an agreement must be in force, be of the sector where one is asked for, and name the pair: one that only
lists both sides of a group (`certainty` group) counts where `groups` is asked for. An organization is never its own
partner. Parallel agreements with one organization are one partner. Every measure counts by the functions below.

An agreement that its ledger no longer lists has ended by the day `unlisted_since`, an ISO text: that of the first
version of the ledger without it. An agreement that is only planned (`status` planned) names its two ends and nothing
else: it is never in force, has never begun, never ends, and counts on no day. Where `status` is absent, it is agreed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from graph.errors import RecordError, UsageError
from graph.model import Agreement, AgreementStatus, Certainty, Form, Kind, Organization, PartialDate, surely_in_force
from graph.query import Side

if TYPE_CHECKING:
    import networkx as nx

    Network = nx.MultiDiGraph[str]
    Ends = Mapping[str, tuple[str | None, str | None]]

NODE_ATTRIBUTES = (
    "name",
    "name_en",
    "aliases",
    "kind",
    "part_of",
    "code",
    "on_roster",
    "illustrative",
    "attributes",
    "source",
)
EDGE_ATTRIBUTES = (
    "kind",
    "form",
    "sector",
    "start",
    "end",
    "certainty",
    "status",
    "illustrative",
    "attributes",
    "source",
    "unlisted_since",
)


def build(
    nodes: Iterable[tuple[str, dict[str, Any]]], edges: Iterable[tuple[str, str, str, dict[str, Any]]]
) -> Network:
    """The network of `nodes` (id, attributes) and `edges` (helper, recipient, agreement id, attributes)."""
    import networkx as nx

    graph: Network = nx.MultiDiGraph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(edges)  # type: ignore[arg-type]  # the stubs do not know keyed edges
    return graph


def from_records(organizations: Iterable[Organization], agreements: Iterable[Agreement]) -> Network:
    """The network of these records, in the order of their ids, so that input order never matters."""
    nodes = sorted(((org.id, _node(org)) for org in organizations), key=lambda node: node[0])
    edges = sorted(
        ((deal.helper, deal.recipient, deal.id, _edge(deal)) for deal in agreements), key=lambda edge: edge[:3]
    )
    return build(nodes, edges)


def keyed(edges: Iterable[tuple[str, str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """Sorted (helper, recipient, agreement, dataset) → (helper, recipient, key).

    The key is the agreement's id. Where a second dataset gives the same pair an agreement of the same id, both stay:
    the later one, by the dataset's name, is keyed `id@dataset`.
    """
    former: tuple[str, ...] = ()
    for *edge, dataset in edges:
        helper, recipient, id_ = edge
        yield helper, recipient, f"{id_}@{dataset}" if tuple(edge) == former else id_
        former = tuple(edge)


class PartnerEdge(NamedTuple):
    """An agreement seen from one of its ends: the organization at the other end, the agreement's id, its attributes."""

    partner: str
    agreement: str
    edge: dict[str, Any]


def edge_in_force(edge: Mapping[str, Any], day: date) -> bool:
    """Whether the agreement with these edge attributes is in force on `day`, as `model.in_force` defines it.

    >>> edge_in_force({"start": "2018", "end": None}, date(2018, 1, 1))
    True
    """
    start, end = edge.get("start"), edge.get("end")
    return (
        not (start and _first(start) > day)
        and not (end and _last(end) < day)
        and edge.get("status") != _PLANNED
        and not edge_unlisted(edge, day)
    )


def edge_ended(edge: Mapping[str, Any], day: date) -> bool:
    """Whether the agreement with these edge attributes surely ended before `day`; what is only planned never ends.

    One that its ledger no longer lists by then has ended too.
    """
    end = edge.get("end")
    if edge.get("status") == _PLANNED:
        return False
    return (bool(end) and _last(end) < day) or edge_unlisted(edge, day)


def edge_unlisted(edge: Mapping[str, Any], day: date) -> bool:
    """Whether the ledger that stated the agreement with these edge attributes no longer lists it on `day`."""
    since = edge.get("unlisted_since")
    return bool(since) and _last(since) <= day


def end_before(end: str | None, unlisted_since: str | None) -> str | None:
    """The stated end of an agreement, if it came before the day since which it is no longer listed; else None.

    >>> end_before("2023", "2024-07-31"), end_before("2025", "2024-07-31"), end_before("2025", None)
    ('2023', None, '2025')
    """
    if end is None or unlisted_since is None:
        return end
    return end if _last(end) < _first(unlisted_since) else None


def edge_planned(edge: Mapping[str, Any]) -> bool:
    """Whether the agreement with these edge attributes is only planned."""
    return edge.get("status") == _PLANNED


def edge_begun(edge: Mapping[str, Any], day: date) -> bool:
    """Whether the agreement with these edge attributes is in force on `day` or ended before it."""
    return edge_in_force(edge, day) or edge_ended(edge, day)


def edge_surely_in_force(edge: Mapping[str, Any], day: date) -> bool:
    """Whether it takes no open and no partial date to say that the agreement is in force on `day`."""
    return not edge_planned(edge) and not edge_unlisted(edge, day) and surely_in_force(*edge_dates(edge), day)


def edge_counts(edge: Mapping[str, Any], day: date | None, *, sector: str | None, groups: bool) -> bool:
    """Whether the agreement with these edge attributes makes its two ends partners on `day`.

    `day` None counts it whether in force or not, unless it is only planned; `sector` None counts any sector and none.
    An agreement that only lists both sides of a group counts with `groups`.
    """
    if edge.get("status") == _PLANNED:
        return False
    if (sector is not None and edge.get("sector") != sector) or (not groups and edge.get("certainty") == _GROUP):
        return False
    if day is None:
        return True
    if edge.get("unlisted_since") and edge_unlisted(edge, day):
        return False
    start, end = edge.get("start"), edge.get("end")  # as `edge_in_force`: a call less for each agreement of a nation
    return not (start and _first(start) > day) and not (end and _last(end) < day)


def edge_dates(edge: Mapping[str, Any]) -> tuple[PartialDate | None, PartialDate | None]:
    """The start and the end of the agreement with these edge attributes; None is unknown."""
    start, end = edge.get("start"), edge.get("end")
    return _date(start) if start else None, _date(end) if end else None


def partner_edges(
    graph: Network,
    node: str,
    day: date | None = None,
    *,
    groups: bool,
    sector: str | None = None,
    side: Side = Side.RECIPIENT,
) -> list[PartnerEdge]:
    """The agreements that count (`edge_counts`) in which `node` stands on `side`.

    By default those by which it is helped; with `side` helper those by which it helps. Raises `UsageError` when `node`
    is not in the graph.
    """
    receives = side is Side.RECIPIENT
    try:
        if not (graph.pred if receives else graph.succ)[node]:  # most units; listing no edges takes as long as some
            return []
    except KeyError:
        raise unknown_id(graph, node) from None
    every = groups and sector is None and day is None
    if receives:
        return [
            PartnerEdge(helper, key, edge)
            for helper, _, key, edge in graph.in_edges(node, keys=True, data=True)
            if helper != node
            and (not edge_planned(edge) if every else edge_counts(edge, day, sector=sector, groups=groups))
        ]
    return [
        PartnerEdge(recipient, key, edge)
        for _, recipient, key, edge in graph.out_edges(node, keys=True, data=True)
        if recipient != node
        and (not edge_planned(edge) if every else edge_counts(edge, day, sector=sector, groups=groups))
    ]


def partners(
    graph: Network,
    node: str,
    day: date,
    *,
    groups: bool = False,
    sector: str | None = None,
    side: Side = Side.RECIPIENT,
) -> set[str]:
    """The distinct partners of `node` on `day`, by id: its helpers, or with `side` helper its recipients.

    Parallel agreements with one organization are one partner. With `sector` only agreements of that sector count; those
    that only list both sides of a group count with `groups`.

    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph([("h", "v", "a", {}), ("h", "v", "b", {}), ("v", "v", "c", {})])
    >>> partners(graph, "v", date(2019, 12, 30))
    {'h'}
    """
    return {one.partner for one in partner_edges(graph, node, day, groups=groups, sector=sector, side=side)}


def pairs(
    graph: Network, day: date, *, groups: bool, sector: str | None = None, within: Collection[str] | None = None
) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """(helper, recipient, attributes of their agreements that count) of each pair that any agreement names.

    What counts is said by `edge_counts`; of a pair not in force none does. With `within` only pairs of which at least
    one end is in it.
    """
    for helper, given in graph.adjacency():
        for recipient, keyed_edges in given.items():
            if helper == recipient or not (within is None or helper in within or recipient in within):
                continue
            edges = [e for e in keyed_edges.values() if edge_counts(e, day, sector=sector, groups=groups)]
            yield helper, recipient, edges


_GROUP = Certainty.GROUP.value
_PLANNED = AgreementStatus.PLANNED.value


@cache
def _date(text: str) -> PartialDate:
    if not isinstance(text, str):
        raise RecordError("measures.date_text", value=str(text), type=type(text).__name__)
    return PartialDate.parse(text)


@cache
def _first(text: str) -> date:
    return _date(text).first


@cache
def _last(text: str) -> date:
    return _date(text).last


def _node(org: Organization) -> dict[str, Any]:
    node = {name: getattr(org, name) for name in NODE_ATTRIBUTES}
    return node | {"kind": org.kind.value, "attributes": dict(org.attributes)}


def _edge(deal: Agreement) -> dict[str, Any]:
    edge: dict[str, Any] = {name: getattr(deal, name, None) for name in EDGE_ATTRIBUTES}  # a record is listed
    dates = {name: str(edge[name]) if edge[name] else None for name in ("start", "end")}
    words = {name: edge[name].value if edge[name] else None for name in ("kind", "form", "certainty", "status")}
    return edge | dates | words | {"attributes": dict(deal.attributes)}


@dataclass(frozen=True, slots=True)
class Finding:
    """A departure of a graph from the conventions: `must` makes an answer wrong, `should` makes it weaker."""

    grade: Literal["must", "should"]
    subject: str
    key: str
    value: object


def check(graph: Network) -> list[Finding]:
    """Every departure of `graph` from the conventions above, with the node or edge that makes it, in order.

    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_node("v", name="V", kind="hamlet")
    >>> [(finding.grade, finding.subject, finding.key) for finding in check(graph)]
    [('must', 'v', 'network.kind')]
    """
    findings = list(_check_graph(graph))
    if not findings:
        findings += _check_nodes(graph)
        findings += _check_edges(graph)
    return findings


def complete(graph: nx.MultiDiGraph[Any]) -> Network:
    """A copy of `graph` with every attribute of the conventions; each one that was absent has its default.

    A node gets no English name, aliases, unit, code or source; it is not on the roster and not illustrative. An edge
    gets the kind of its recipient, no form, sector or dates; it is `named`, agreed and not illustrative. Aliases become
    a tuple, years and dates become texts. An edge whose key is not a text gets a key made of its two ends. Other
    attributes stay as they are. Raises `RecordError` naming the first node or edge that breaks a `must`.

    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_node("bureau", name="Bureau", kind="department")
    >>> graph.add_node("v1", name="Village 1", kind="village", on_roster=True)
    >>> _ = graph.add_edge("bureau", "v1", start=2018)
    >>> complete(graph).edges["bureau", "v1", "bureau → v1"]["start"]
    '2018'
    """
    import networkx as nx

    _require_ids(graph)
    whole: Network = nx.MultiDiGraph()
    whole.graph.update(graph.graph)
    for node, data in graph.nodes(data=True):
        own = {**_NODE_DEFAULTS, "attributes": {}, **data}
        whole.add_node(node, **own | {"aliases": tuple(own["aliases"] or ()), "attributes": own["attributes"] or {}})
    for helper, recipient, key, data in graph.edges(keys=True, data=True):
        own = {**_EDGE_DEFAULTS, "attributes": {}, **data}
        for name in ("start", "end"):
            own[name] = str(own[name]) if isinstance(own[name], date | int) else own[name]
        own["kind"] = own["kind"] or whole.nodes[recipient].get("kind")
        own["certainty"] = own["certainty"] or Certainty.NAMED.value
        own["status"] = own["status"] or AgreementStatus.AGREED.value
        if not isinstance(key, str):
            key = f"{helper} → {recipient}" + (f" {key + 1}" if isinstance(key, int) and key else "")
        whole.add_edge(helper, recipient, key, **own | {"attributes": own["attributes"] or {}})
    validate(whole)
    return whole


_NODE_DEFAULTS: Mapping[str, Any] = {
    **dict.fromkeys(NODE_ATTRIBUTES),
    "aliases": (),
    "on_roster": False,
    "illustrative": False,
}
_EDGE_DEFAULTS: Mapping[str, Any] = {
    **dict.fromkeys(EDGE_ATTRIBUTES),
    "certainty": Certainty.NAMED.value,
    "status": AgreementStatus.AGREED.value,
    "illustrative": False,
}


def _require_ids(graph: nx.MultiDiGraph[Any]) -> None:
    for finding in _check_graph(graph):
        raise RecordError(finding.key, subject=finding.subject, value=finding.value)
    for node in graph:
        if not isinstance(node, str) or not node:
            raise RecordError("network.id", subject=repr(node), value=type(node).__name__)


def validate(graph: Network) -> None:
    """Raise `RecordError` naming the first node or edge that breaks a `must`; return None when none does."""
    for finding in check(graph):
        if finding.grade == "must":
            raise RecordError(finding.key, subject=finding.subject, value=finding.value)


def is_network(graph: object) -> bool:
    """Whether `graph` is a directed multigraph of networkx, as every network is."""
    tests = [getattr(graph, name, None) for name in ("is_directed", "is_multigraph")]
    return all(callable(test) and test() for test in tests) and hasattr(graph, "in_edges")


def _check_graph(graph: Network) -> Iterator[Finding]:
    if not is_network(graph):
        yield Finding("must", type(graph).__name__, "network.type", type(graph).__name__)


def _check_nodes(graph: Network) -> Iterator[Finding]:
    for node in sorted(graph):
        data = graph.nodes[node]
        if data.get("kind") not in set(Kind):
            yield Finding("must", node, "network.kind", data.get("kind"))
        if not data.get("name"):
            yield Finding("must", node, "network.name", data.get("name"))
        parent = data.get("part_of")
        if parent is not None and parent not in graph:
            yield Finding("should", node, "network.part_of", parent)
        if node in ancestors(graph, node):
            yield Finding("must", node, "network.cycle", parent)


def _check_edges(graph: Network) -> Iterator[Finding]:
    for helper, recipient, key, data in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3]):
        if helper == recipient:
            yield Finding("must", key, "network.self_help", helper)
        if "certainty" in data and data["certainty"] not in set(Certainty):
            yield Finding("must", key, "network.certainty", data.get("certainty"))
        if "status" in data and data["status"] not in set(AgreementStatus):
            yield Finding("must", key, "network.status", data["status"])
        if data.get("form") is not None and data["form"] not in set(Form):
            yield Finding("must", key, "network.form", data["form"])
        for name in ("start", "end", "unlisted_since"):
            try:
                if data.get(name) is not None:
                    _date(data[name])
            except RecordError:
                yield Finding("must", key, "network.date", data[name])


def ends(graph: Network) -> dict[str, tuple[str | None, str | None]]:
    """Agreement → its helper and its recipient; (None, None) for an agreement of several pairs."""
    by_agreement: dict[str, tuple[str | None, str | None]] = {}
    for helper, recipient, key in graph.edges(keys=True):
        if by_agreement.setdefault(key, (helper, recipient)) != (helper, recipient):
            by_agreement[key] = (None, None)
    return by_agreement


def ancestors(graph: Network, node: str) -> list[str]:
    """Ids of the units `node` lies in, nearest first; stops at a unit that is not in the graph, or at a cycle.

    Raises `UsageError` when `node` is not in the graph.
    """
    units: list[str] = []
    if node not in graph:
        raise unknown_id(graph, node)
    parent = graph.nodes[node].get("part_of")
    while parent is not None and parent in graph and parent not in units:
        units.append(parent)
        parent = graph.nodes[parent].get("part_of")
    return units


def unknown_id(graph: Network, text: object) -> UsageError:
    """The error that no organization of `graph` has this id; where it is a name, with the id that goes with it."""
    called = sorted(node for node, data in graph.nodes(data=True) if data.get("name") == text)
    if called:
        return UsageError("measures.name_for_id", text=str(text), id=called[0])
    return UsageError("measures.id", text=str(text))


def name_of(graph: Network, node: str | None) -> str | None:
    """The name of an organization; an id that is not in the graph stays as it is, and so does None."""
    return graph.nodes[node]["name"] if node is not None and node in graph else node


def area(graph: Network, node: str) -> list[str]:
    """Names of the units `node` lies in, outermost first."""
    return [graph.nodes[unit]["name"] for unit in reversed(ancestors(graph, node))]


def inside(graph: Network, unit: str | None) -> list[str]:
    """Ids of all nodes that are `unit` or lie in it, sorted; all nodes of the graph when `unit` is None.

    Raises `UsageError` when `unit` is not in the graph.
    """
    if unit is None:
        return sorted(graph)
    if unit not in graph:
        raise unknown_id(graph, unit)
    children: dict[str | None, list[str]] = {}
    for node, data in graph.nodes(data=True):
        children.setdefault(data.get("part_of"), []).append(node)
    reached, queue = {unit}, [unit]
    while queue:
        new = [child for child in children.get(queue.pop(), []) if child not in reached]
        reached.update(new)
        queue += new
    return sorted(reached)
