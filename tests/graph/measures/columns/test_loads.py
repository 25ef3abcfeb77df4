"""What a newer load says differently: on columns the same as on two networks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import columns, network
from graph.loaded import from_dataset, held
from graph.measures.changes import between_loads
from graph.measures.columns import loads as on_columns
from graph.model import Agreement, Contribution, Organization
from tests.records import dataset
from tests.strategies import Records, contributions, networks, queries
from tests.tables import pinned, shuffled, told

Content = tuple[list[Organization], list[Agreement], list[Contribution]]


def check_that_columns_and_network_give_the_same(data: st.DataObject, *, most: int = 14) -> None:
    records = data.draw(networks(most))
    contents = [_version(data, records) for _ in range(2)]
    graphs = [told(data, Records(tuple(organizations), tuple(deals))) for organizations, deals, _ in contents]
    tables = [shuffled(columns.from_network(graph), data.draw(st.integers(0, 99))) for graph in graphs]
    loads = []
    for graph, table, (_, _, entries) in zip(graphs, tables, contents, strict=True):
        nodes = graph.nodes
        own = held(table, {entry.agreement for entry in entries if entry.agreement})
        loads.append(on_columns.whole(own, lambda ids, nodes=nodes: {id_: nodes[id_]["aliases"] for id_ in ids}))  # type: ignore[misc]  # of this graph
    sector, groups = data.draw(queries(records)).sector, data.draw(st.booleans())
    given_ = contents[0][2], contents[1][2]
    expected = between_loads((graphs[0], graphs[1]), given_, sector=sector, groups=groups)
    assert on_columns.between_loads((loads[0], loads[1]), given_, sector=sector, groups=groups) == expected
    mixed = on_columns.as_columns(graphs[0]), loads[1]
    assert on_columns.between_loads(mixed, given_, sector=sector, groups=groups) == expected


test_columns_and_network_give_the_same, test_columns_and_larger_networks_give_the_same = pinned(
    check_that_columns_and_network_give_the_same, 60
)


def _version(data: st.DataObject, records: Records) -> Content:
    """A version of these records: some are left out, renamed, off the roster, called otherwise; some deals last longer."""
    names = st.sampled_from(("一村", "二村", "三村"))
    became = {}
    organizations = []
    for one in records.organizations:
        change = data.draw(st.sampled_from((None, None, None, "name", "id", "roster", "alias")))
        made = one
        if change == "name":
            made = replace(one, name=data.draw(names))
        elif change == "id":
            became[one.id] = f"new-{one.id}"
            made = replace(one, id=became[one.id], name=data.draw(names), aliases=(one.name,))
        elif change == "roster":
            made = replace(one, on_roster=not one.on_roster)
        elif change == "alias":
            made = replace(one, aliases=(data.draw(names),))
        organizations.append(made)
    organizations = [replace(one, part_of=became.get(one.part_of or "", one.part_of)) for one in organizations]
    others = [deal for deal in records.agreements if data.draw(st.integers(0, 4))]
    longer = {deal.id: deal.end for deal in others}
    ends = st.sampled_from((None, *longer.values()))
    deals = []
    for deal in others:
        end = data.draw(ends) if data.draw(st.integers(0, 3)) == 0 else deal.end
        if not (deal.start and end and end.last < deal.start.first):
            deal = replace(deal, end=end)
        helper, recipient = (became.get(id_, id_) for id_ in (deal.helper, deal.recipient))
        deals.append(replace(deal, helper=helper, recipient=recipient))
    return organizations, deals, data.draw(contributions(records))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_dataset_as_columns_is_its_network_as_columns(data: st.DataObject) -> None:
    records = data.draw(networks())
    numbers = st.sampled_from(({}, {"population": "12"}, {"population": "many"}))
    organizations = [replace(one, attributes=data.draw(numbers)) for one in records.organizations]
    found = from_dataset(dataset(organizations, records.agreements))
    graph = network.from_records(organizations, records.agreements)
    expected = columns.from_network(graph)
    assert found.sectors == expected.sectors
    places = found.register.places(graph)
    order = np.array([places[id_] for id_ in sorted(graph)], dtype=np.int32)
    assert [found.register.place(id_) for id_ in sorted(graph)] == order.tolist()
    assert found.register.place("nobody") is None
    assert found.register.named(order) == expected.register.named(np.arange(len(order), dtype=np.int32))
    assert found.paths(order) == expected.paths(np.arange(len(order), dtype=np.int32))
    for name in ("kind", "on_roster", "illustrative"):
        assert getattr(found, name)[order].tolist() == getattr(expected, name).tolist()
    by_id = {place: number for number, place in enumerate(order.tolist())}
    expected_numbers = expected.register.numbers(["population"])
    assert found.register.numbers(["population"]) == {order[at]: number for at, number in expected_numbers.items()}
    names = ("start_first", "start_last", "end_first", "end_last", "sector", "group", "planned", "invented")

    def pairings(table: columns.Columns, *, moved: bool) -> list[tuple[object, ...]]:
        every = table.register.printed(np.arange(len(table.helper), dtype=np.int32))
        two = [[by_id[end] if moved else end for end in ends.tolist()] for ends in (table.recipient, table.helper)]
        cells = zip(*two, (one[:3] for one in every), *(getattr(table, name).tolist() for name in names), strict=True)
        return sorted(cells)

    assert pairings(found, moved=True) == pairings(expected, moved=False)
    assert found.recipient.tolist() == sorted(found.recipient.tolist())
    wanted = {"a00", "a03", "unheard"}
    numbers_of = found.register.pairings(wanted)
    printed = found.register.printed(np.arange(len(found.helper), dtype=np.int32))
    assert numbers_of == {
        id_: own for id_ in wanted if (own := [number for number, one in enumerate(printed) if one.id == id_])
    }
