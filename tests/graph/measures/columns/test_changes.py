"""What changed between two days: on columns the same as on the network."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from graph import columns, network
from graph.measures import changes as on_network
from graph.measures.columns import changes as on_columns
from graph.model import Agreement, Contribution, Kind, Measure, Organization, PartialDate
from tests.strategies import contributions, networks, queries
from tests.tables import fetched, pinned, shuffled, told


def check_that_columns_and_network_give_the_same(data: st.DataObject, *, most: int = 14) -> None:
    records = data.draw(networks(most))
    graph = told(data, records)
    table = shuffled(columns.from_network(graph), data.draw(st.integers(0, 99)))
    query, groups = data.draw(queries(records)), data.draw(st.booleans())
    given_ = data.draw(contributions(records))
    first, second = sorted([query.day, data.draw(st.dates(date(2017, 1, 1), date(2021, 1, 1)))])
    near = fetched(graph, query.area, received=True)
    wanted = [id_ for id_ in network.inside(near, query.area) if query.kind in (None, graph.nodes[id_]["kind"])]
    places = table.register.places(wanted)
    recipients = table.inside(query.area) & False
    recipients[list(places.values())] = True
    options = {"sector": query.sector, "groups": groups}
    expected = on_network.between_days(near, given_, (first, second), wanted, **options)  # type: ignore[arg-type]
    found = on_columns.between_days(table, given_, (first, second), recipients, area=query.area, **options)  # type: ignore[arg-type]
    assert found == expected


test_columns_and_network_give_the_same, test_columns_and_larger_networks_give_the_same = pinned(
    check_that_columns_and_network_give_the_same
)


def test_amounts_between_those_whose_pair_did_not_change() -> None:
    orgs = [Organization(id=id_, name=id_, kind=Kind.VILLAGE) for id_ in ("h", "v")]
    deal = Agreement(id="a", helper="h", recipient="v", start=PartialDate(2018))
    given_ = [
        Contribution(
            id=f"c{year}", measure=Measure.FUNDS, value=Decimal(year), unit="yuan", agreement="a", period=str(year)
        )
        for year in (2018, 2019)
    ]
    table = columns.from_network(network.from_records(orgs, [deal]))
    found = on_columns.between_days(table, given_, (date(2018, 12, 31), date(2019, 12, 31)), table.inside(None))
    (line,) = found.lines
    assert (line.changed.what, line.changed.recipient_id, line.changed.helper) == (on_network.What.AMOUNT, "v", "h")
    assert (line.changed.before, line.changed.after) == (Decimal(2018), Decimal(2019))
