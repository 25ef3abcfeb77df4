"""Whether a roster is paired one to one: on columns the same as on the network."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import strategies as st

from graph import columns
from graph.measures.columns import one_to_one as on_columns
from graph.measures.coverage import members
from graph.measures.one_to_one import one_to_one
from graph.model import Agreement, Kind, Organization
from graph.query import Query
from graph.store.open import open_store
from tests.records import dataset
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


def test_the_first_of_many_may_have_no_pairing_at_all(tmp_path: Path) -> None:
    villages = [Organization(id=f"v{n}", name=f"村{n}", kind=Kind.VILLAGE, on_roster=True) for n in (1, 2, 3)]
    firms = [Organization(id=f"f{n}", name=f"公司{n}", kind=Kind.ENTERPRISE) for n in (1, 2, 3)]
    deals = [Agreement(id=one.id, helper=one.id, recipient="v3") for one in firms]
    with open_store(str(tmp_path / "s.db"), create=True) as store:
        store.load(dataset([*villages, *firms], deals))
        with store.snapshot():
            found = on_columns.OneToOne(store.columns(), Query(date(2020, 1, 1), Kind.VILLAGE))
            assert [one.breach.subject for one in found.told(0, 2)] == ["v1", "v2"]
            assert [one.breach.rule for one in found.told(0, 3)] == ["none", "none", "several"]
