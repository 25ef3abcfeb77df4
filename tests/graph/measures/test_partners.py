"""One hand-made graph, every measure: all count the same partners, and a graph with only what it must have is enough."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import networkx as nx
import pytest

from graph.errors import JieduiError, RecordError, UsageError
from graph.measures import centrality, claims, coverage, dependence, equity, expiry, links, planning, quality, structure
from graph.measures.changes import What, between_days, between_loads
from graph.measures.one_to_one import one_to_one
from graph.model import Claim, Contribution, ContributionStatus, Kind, Measure
from graph.network import complete, inside, partners, validate
from graph.query import By, Ends, Query, RankBy, Side, State

DAY = date(2019, 12, 30)
VILLAGES = Query(DAY, Kind.VILLAGE)
EVERY = frozenset({"both", "double", "early", "group", "late", "one", "open", "self", "two", "year"})
NAMED = {
    "both": {"h2"},
    "double": {"h1"},
    "early": set[str](),
    "group": set(),
    "late": set(),
    "one": {"h1"},
    "open": {"h3"},
    "self": set(),
    "two": {"h1", "h2"},
    "year": {"h3"},
}
"""The partners of each village on the day, as one counts them by hand."""
GROUPED = NAMED | {"both": {"h2", "h4"}, "group": {"h4"}}
"""The same where a place in a group's list counts."""
HEALTH = {village: own & {"h2"} if village == "two" else set[str]() for village, own in NAMED.items()}


def by_hand() -> nx.MultiDiGraph[Any]:
    """Only what a graph must have: a name and a kind for each node, and on edges what differs."""
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    for helper in ("h1", "h2", "h3", "h4"):
        graph.add_node(helper, name=helper.upper(), kind="enterprise")
    for village in EVERY:
        graph.add_node(village, name=village.upper(), kind="village", on_roster=True)
    graph.add_edge("h1", "one", "a1")
    graph.add_edge("self", "self", "a2")
    graph.add_edge("h1", "double", "a3", start="2018")
    graph.add_edge("h1", "double", "a4", start="2019-05", end="2021-05")
    graph.add_edge("h4", "group", "a5", certainty="group")
    graph.add_edge("h4", "both", "a5", certainty="group")
    graph.add_edge("h2", "both", "a6", certainty="named")
    graph.add_edge("h1", "two", "a7", sector="education")
    graph.add_edge("h2", "two", "a8", sector="health")
    graph.add_edge("h3", "early", "a9", start="2015", end="2018-11")
    graph.add_edge("h3", "late", "b1", start="2020-01")
    graph.add_edge("h3", "open", "b2", start="2019-12", end=None)
    graph.add_edge("h3", "year", "b3", start="2019", end="2019")
    graph.add_edge("h3", "one", "p1", status="planned")  # what is only planned changes no answer below
    graph.add_edge("h2", "late", "p2", status="planned", sector="health", start="2015", end="2018")
    graph.add_edge("h3", "year", "p3", status="planned", start="2019")
    return graph


@pytest.fixture(params=["as it is", "completed"])
def graph(request: pytest.FixtureRequest) -> Any:
    if request.param == "as it is":
        return by_hand()
    whole = by_hand()
    whole.remove_edge("self", "self")  # `complete` refuses it
    return complete(whole)


def test_the_rule(graph: Any) -> None:
    assert {village: partners(graph, village, DAY) for village in EVERY} == NAMED
    assert {village: partners(graph, village, DAY, groups=True) for village in EVERY} == GROUPED
    assert {village: partners(graph, village, DAY, sector="health") for village in EVERY} == HEALTH
    assert partners(graph, "h3", DAY, side=Side.HELPER) == {"open", "year"}


def test_gaps_and_coverage(graph: Any) -> None:
    with_one = {village for village, own in GROUPED.items() if own}  # an agreement of a group is one of its own
    answer = coverage.gaps(graph, VILLAGES)
    assert {row.id: row.state for row in answer.rows} == {
        "early": State.LAPSED,
        "late": State.NEVER,
        "self": State.NEVER,
    }
    assert answer.tally.direct == len(with_one)
    assert coverage.coverage(graph, VILLAGES, By.KIND).total.direct == len(with_one)
    for village in EVERY:
        direct = coverage.standing(graph, village, VILLAGES).state is State.DIRECT
        assert direct == (village in with_one)
    of_health = coverage.gaps(graph, Query(DAY, Kind.VILLAGE, sector="health"))
    assert of_health.tally.direct == 1
    helping, _ = coverage.helping_gaps(graph, Query(DAY, Kind.ENTERPRISE))
    assert (helping.tally.direct, helping.rows) == (4, [])


@pytest.mark.parametrize(("groups", "expected"), [(False, NAMED), (True, GROUPED)])
def test_all_count_alike(graph: Any, groups: bool, expected: dict[str, set[str]]) -> None:
    pairs = {(helper, village) for village, own in expected.items() for helper in own}
    for k in (1, 2):
        enough = sum(len(own) >= k for own in expected.values())
        assert coverage.k_coverage(graph, VILLAGES, k, By.KIND, groups=groups) == ({"village": enough}, enough)
    two_mode = centrality.two_mode(graph, DAY, groups=groups)
    assert {(u[1], v[1]) if u[0] == "helper" else (v[1], u[1]) for u, v in two_mode.edges} == pairs
    counts = centrality.scores(two_mode, Side.RECIPIENT, RankBy.PARTNERS).values
    assert counts == {village: len(own) for village, own in expected.items()}
    assert dict(dependence.single(graph, EVERY, DAY, groups=groups)) == {
        village: min(own) for village, own in expected.items() if len(own) == 1
    }
    helped = dependence.helped(graph, DAY, groups=groups)
    assert helped == {helper: len({v for u, v in pairs if u == helper}) for helper, _ in pairs}
    for helper in ("h1", "h2", "h3", "h4"):
        losses = {
            loss.id: (loss.before, loss.after) for loss in dependence.withdraw(graph, [helper], DAY, groups=groups)
        }
        for village, own in expected.items():
            if helper in own:
                assert losses[village] == (len(own), len(own) - 1)
    paired = one_to_one(graph, EVERY, Kind.VILLAGE, DAY, groups=groups)
    sizes = [len(own) for own in expected.values()]
    assert (paired.none, paired.one, paired.several) == (sizes.count(0), sizes.count(1), sizes.count(2))
    assert {breach.subject: set(breach.others) for breach in paired.breaches if breach.rule == "several"} == {
        village: own for village, own in expected.items() if len(own) > 1
    }
    matched = structure.matching(two_mode)
    assert set(matched.pairs) <= pairs
    assert structure.kept(two_mode, two_mode) == 1
    for village, own in expected.items():
        for helper in ("h1", "h2", "h3", "h4"):
            way = links.ways(lambda _: graph, helper, village, DAY, groups=groups, steps=1)
            assert bool(way.ways) == (helper in own), (helper, village)
    plan = planning.draft(graph, VILLAGES, planning.Wish(1, capacity=9, groups=groups), ["h1", "h2", "h3", "h4"])
    assert ("late", "h2") not in plan.assigned.pairs  # a partner that is planned is not proposed again
    assert set(plan.needs) == {village for village, own in expected.items() if not own}
    assert {id_: helper.load for id_, helper in plan.helpers.items()} == {h: helped.get(h, 0) for h in plan.helpers}


def test_between_days_and_loads(graph: Any) -> None:
    before = date(2019, 1, 1)
    changed = {one.changed.recipient_id: one.changed for one in between_days(graph, [], (before, DAY), EVERY).lines}
    then = {village: partners(graph, village, before) for village in EVERY}
    assert {village: set(one.gained) for village, one in changed.items() if one.what is What.ADDED} == {
        village: own - then[village] for village, own in NAMED.items() if own - then[village]
    }
    assert set(changed) == {"open"}
    assert between_loads((graph, graph), ([], [])).lines == ()
    fewer = graph.copy()
    fewer.remove_edges_from([("h1", "double", "a3"), ("h1", "two", "a7")])
    agreed = graph.copy()
    agreed.edges["h3", "one", "p1"]["status"] = "agreed"
    (line,) = between_loads((graph, agreed), ([], [])).lines
    assert (line.changed.what, line.changed.recipient_id, line.changed.gained) == (What.ADDED, "one", ("h3",))
    ended = [(one.changed.recipient_id, one.changed.lost) for one in between_loads((graph, fewer), ([], [])).lines]
    assert ("two", ("h1",)) in ended
    assert not [lost for village, lost in ended if village == "double" and lost]  # h1 is still a partner of it


def test_expiry_claims_quality(graph: Any) -> None:
    endings = expiry.listed(graph, EVERY, DAY, (DAY, date(2019, 12, 31)))
    by_state = {state: {(one.helper, one.recipient) for one in endings if one.state is state} for state in Ends}
    assert by_state[Ends.EXPIRING] == {("h3", "year")}
    assert by_state[Ends.ENDED] == {("h3", "early")}
    assert {village for _, village in by_state[Ends.UNDATED]} == {"both", "double", "group", "one", "open", "two"}
    assert expiry.orphans(graph, endings, DAY) == ["year"]
    claim = Claim(id="c", helpers={Kind.ENTERPRISE: 4}, recipients={Kind.VILLAGE: 10})
    helpers, recipients = claims.check_claims(graph, [claim], [], VILLAGES)
    assert [helpers.named, recipients.named] == [Decimal(3), Decimal(sum(bool(own) for own in NAMED.values()))]
    assert [helpers.group, recipients.group] == [Decimal(1), Decimal(2)]
    assert {doubt.subject for doubt in quality.agreements(graph, DAY) if doubt.rule == "ended"} == {"a9"}
    assert equity.gini([len(own) for own in NAMED.values()]) == pytest.approx(33 / 70)


def test_what_is_only_planned_is_never_added_to_what_was_given(graph: Any) -> None:
    def amount(id_: str, value: int, year: int, status: ContributionStatus, helper: str = "h1") -> Contribution:
        return Contribution(
            id=id_,
            measure=Measure.FUNDS,
            value=Decimal(value),
            unit="yuan",
            helper=helper,
            recipient="one",
            period=str(year),
            status=status,
        )

    given, planned = ContributionStatus.GIVEN, ContributionStatus.PLANNED
    amounts = [amount("a", 5, 2018, given), amount("b", 7, 2019, given), amount("c", 100, 2019, planned)]
    funds = centrality.funds(graph, amounts, centrality.two_mode(graph, DAY), Side.RECIPIENT)
    assert funds.values["one"] == Decimal(12)
    claim = Claim(id="c", measure=Measure.FUNDS, value=Decimal(12))
    assert [one.named for one in claims.check_claims(graph, [claim], amounts, VILLAGES)] == [Decimal(12)]
    lines = between_days(graph, amounts, (date(2018, 12, 30), DAY), EVERY).lines
    assert [(one.changed.before, one.changed.after) for one in lines if one.changed.what is What.AMOUNT] == [
        (Decimal(5), Decimal(7))
    ]
    lines = between_loads((graph, graph), (amounts[:1], [amounts[0], amounts[2]])).lines
    assert [one.changed.what for one in lines] == []
    without = {
        doubt.subject for doubt in quality.without_contribution(graph, [*amounts, amount("d", 1, 2019, planned, "h2")])
    }
    assert "a1" not in without
    assert {"a6", "a8"} <= without
    assert not without & {"p1", "p2", "p3"}  # of a plan nothing is asked
    assert list(quality.without_contribution(graph, amounts[2:])) == []


def test_years_that_are_numbers_are_refused_with_a_sentence_and_completed() -> None:
    graph = by_hand()
    graph.edges["h1", "double", "a3"]["start"] = 2018
    for measure in (
        lambda: coverage.gaps(graph, VILLAGES),
        lambda: centrality.two_mode(graph, DAY),
        lambda: dependence.single(graph, EVERY, DAY),
        lambda: dependence.withdraw(graph, ["h1"], DAY),
        lambda: one_to_one(graph, EVERY, Kind.VILLAGE, DAY),
        lambda: expiry.listed(graph, EVERY, DAY, (DAY, DAY)),
        lambda: between_days(graph, [], (DAY, DAY), EVERY),
        lambda: planning.draft(graph, VILLAGES, planning.Wish(), ["h1"]),
        lambda: links.ways(lambda _: graph, "h1", "double", DAY),
    ):
        with pytest.raises(RecordError, match=r"2018 \(type int\); it must be a text"):
            measure()
    graph.remove_edge("self", "self")
    assert partners(complete(graph), "double", DAY) == {"h1"}


def test_what_a_graph_lacks_is_named() -> None:
    graph = by_hand()
    graph.add_edge("h1", "nobody", "b4")
    with pytest.raises(RecordError, match="nobody has no known kind"):
        coverage.gaps(graph, VILLAGES)
    with pytest.raises(RecordError, match="nobody has no known kind"):
        validate(graph)


NETWORK: Any = by_hand()
PAIRS: Any = centrality.two_mode(NETWORK, DAY)
OTHER_GRAPH: Any = nx.DiGraph()
NOT_A_DAY: Any = "2019-12-30"
A_DAY: Any = DAY
HELPERS: Any = "helpers"
HAMLET: Any = "hamlet"
AREA: Any = "area"


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: centrality.degree(NETWORK, Side.HELPER), r"must be a two-mode graph.*two_mode\(network, day\)"),
        (lambda: structure.matching(NETWORK), "must be a two-mode graph"),
        (lambda: structure.nestedness(NETWORK), "must be a two-mode graph"),
        (lambda: structure.kept(PAIRS, NETWORK), "after must be a two-mode graph"),
        (lambda: centrality.degree(nx.path_graph(3), Side.HELPER), r"pairs \(side, id\)"),
        (lambda: coverage.gaps(PAIRS, VILLAGES), "must be a network, and this is a two-mode graph"),
        (lambda: coverage.gaps(OTHER_GRAPH, VILLAGES), "must be a MultiDiGraph, not DiGraph"),
        (lambda: coverage.gaps(NETWORK, A_DAY), "must be a Query, not a date"),
        (lambda: coverage.gaps(NETWORK, Query(DAY, area="ONE")), "called “ONE”: use its id “one”"),
        (lambda: centrality.two_mode(NETWORK, DAY, area="nowhere"), "no organization with the id “nowhere”"),
        (lambda: partners(NETWORK, "ONE", DAY), "use its id “one”"),
        (lambda: inside(NETWORK, "nowhere"), "no organization with the id “nowhere”"),
        (lambda: dependence.withdraw(NETWORK, ["H1"], DAY), "use its id “h1”"),
        (lambda: dependence.withdraw(NETWORK, "h1", DAY), r"must be a list of ids, not one text: \[\"h1\"\]"),
        (lambda: centrality.two_mode(NETWORK, NOT_A_DAY), r"must be a date such as .*'2019-12-30' \(str\)"),
        (lambda: Query(NOT_A_DAY), "must be a date"),
        (lambda: Query(DAY, HAMLET), "“hamlet” is not a known value for kind"),
        (lambda: centrality.degree(PAIRS, HELPERS), "“helpers” is not a known value for side"),
        (lambda: coverage.coverage(NETWORK, VILLAGES, AREA), "“area” is not a known value for by"),
    ],
)
def test_a_wrong_argument_is_refused_in_both_languages(call: Any, said: str) -> None:
    with pytest.raises((UsageError, RecordError), match=said) as caught:
        call()
    assert isinstance(caught.value, JieduiError)
    assert caught.value.message("zh") != caught.value.message("en")


def test_words_are_taken_for_their_enums() -> None:
    assert centrality.degree(PAIRS, "helper") == centrality.degree(PAIRS, Side.HELPER)  # type: ignore[arg-type]  # shown
    assert Query(DAY, "village") == VILLAGES  # type: ignore[arg-type]  # that is what is shown
    assert centrality.funds(NETWORK, [], PAIRS, "recipient").values.keys() == EVERY  # type: ignore[arg-type]  # shown


def test_results_are_dicts_of_plain_values() -> None:
    rows = coverage.gaps(NETWORK, VILLAGES).to_dicts()
    assert [(row["id"], row["state"], row["area"], row["last_partner"]) for row in rows] == [
        ("early", "lapsed", [], "H3"),
        ("late", "never", [], None),
        ("self", "never", [], None),
    ]
    (group,) = coverage.coverage(NETWORK, VILLAGES, By.KIND).to_dicts()
    assert (group["name"], group["roster"], group["direct"], group["share_direct"]) == ("village", 10, 7, 0.7)
    assert centrality.degree(PAIRS, Side.RECIPIENT).to_dicts()[0] == {"id": "both", "value": 0.25, "estimated": False}
    (loss,) = [loss.to_dicts() for loss in dependence.withdraw(NETWORK, ["h2"], DAY) if loss.id == "both"]
    assert loss == [
        {"id": "both", "before": 1, "after": 0, "orphaned": False, "sectors_lost": [], "illustrative": False}
    ]
    assert one_to_one(NETWORK, ["two"], Kind.VILLAGE, DAY).to_dicts()[0]["others"] == ["h1", "h2"]
    added = between_days(NETWORK, [], (date(2019, 1, 1), DAY), EVERY).to_dicts()
    assert [(row["what"], row["gained"], row["illustrative"]) for row in added] == [("added", ["h3"], False)]
    assert structure.matching(PAIRS).to_dicts()[0].keys() == {"helper", "recipient"}
    assert links.ways(lambda _: NETWORK, "h1", "one", DAY).to_dicts() == [
        {"way": 1, "place": 1, "step": "helps", "from": "h1", "to": "one", "agreement": "a1"}
    ]
