"""Whether a roster is paired one to one: on columns the same as on the network."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from graph import columns
from graph.measures.columns import one_to_one as on_columns
from graph.measures.coverage import members
from graph.measures.one_to_one import one_to_one
from graph.model import Kind
from tests.strategies import networks, queries
from tests.tables import pinned, shuffled, told


def check_that_columns_and_network_give_the_same(data: st.DataObject, *, most: int = 14) -> None:
    records = data.draw(networks(data.draw(st.sampled_from((3, most)))))  # of three, many have several agreements
    deals = [replace(deal, source=data.draw(st.sampled_from(("s", "t", None)))) for deal in records.agreements]
    graph = told(data, replace(records, agreements=tuple(deals)))
    table = shuffled(columns.from_network(graph), data.draw(st.integers(0, 99)))
    kinds = sorted({one.kind for one in records.organizations} | {Kind.HOSPITAL})
    query, groups = data.draw(queries(records)), data.draw(st.booleans())
    for kind in kinds:
        query = replace(query, kind=kind, sector=None)
        roster, has_roster = members(graph, query)
        expected = one_to_one(graph, roster if has_roster else [], kind, query.day, groups=groups)
        found = on_columns.OneToOne(table, query, groups=groups)
        counts = ("one", "none", "several", "shared", "grouped")
        assert (found.roster, *(int(getattr(found, name).sum()) for name in counts)) == (
            expected.roster,
            *(getattr(expected, name) for name in counts),
        )
        assert (found.passed, len(found)) == (expected.passed, len(expected.breaches))
        names = {id_: graph.nodes[id_]["name"] for id_ in graph}
        told_ = [
            on_columns.Told(one, names[one.subject], tuple(names[other] for other in one.others))
            for one in expected.breaches
        ]
        assert found.invented == sum(one.illustrative for one in expected.breaches)
        cut = data.draw(st.integers(0, len(told_)))  # told in parts as in one
        assert [*found.told(0, cut), *found.told(cut, len(told_))] == told_


test_columns_and_network_give_the_same, test_columns_and_larger_networks_give_the_same = pinned(
    check_that_columns_and_network_give_the_same
)
