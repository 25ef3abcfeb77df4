"""What a report says: figures that are checked by hand, and every one of them traced."""

from __future__ import annotations

import json
import shlex
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import cli
from graph.answer import Answer
from graph.errors import UsageError
from graph.model import Agreement, Contribution, Kind, Measure, Organization
from graph.output.render import json_text
from graph.output.report import sections, wording
from graph.output.report.asking import ReportWanted
from graph.output.report.content import build
from graph.output.report.parts import Report, ReportTable, Section
from graph.periods import Period
from graph.query import Query, State
from graph.questions import inquiry
from graph.store import Store
from graph.store.open import open_store
from tests.records import DAY, dataset

RUN = CliRunner()


def about(store: Store, **wanted: Any) -> Report:
    return build(store, ReportWanted(Query(DAY, area=wanted.pop("area", "c")), **wanted))


def section(report: Report, key: str) -> Section:
    return next(one for one in report.sections if one.heading.key == f"report.{key}")


def sentences(section: Section) -> list[str]:
    return [wording.paragraph_text(one, "en") for one in section.paragraphs]


def records(table: ReportTable) -> list[dict[str, Any]]:
    return [dict(zip(table.fields, row, strict=True)) for row in table.rows]


def test_the_sections_stand_in_their_order(store: Store) -> None:
    keys = ["overall", "covered", "gaps", "checked", "spread", "kept", "method"]
    assert [one.heading.key for one in about(store).sections] == [f"report.{key}" for key in keys]
    keys.insert(6, "changed")
    report = about(store, since=date(2017, 1, 1))
    assert [one.heading.key for one in report.sections] == [f"report.{key}" for key in keys]
    assert [wording.heading(8, report.sections[7], lang) for lang in ("en", "zh")] == [
        "8. Method and sources",
        "八、统计口径与数据来源",
    ]


def test_the_figures_of_the_overview(store: Store) -> None:
    report = about(store)
    assert sentences(report.sections[0])[:3] == [
        "1 of 4 villages has a registered partner of its own (25.0%), as of 2019-12-30. 3 have none of their own: "
        "2 are reached through a unit they lie in, 1 had one that ended, 0 never had any. 2 of 4 are counted through "
        "illustrative records: invented to fill published counts, never facts.※",
        "FAIL: 1 of 2 claimed figures is borne out by named records, as of 2019-12-30.",
        "PASS: no contradictions between sources.",
    ]
    assert (report.invented, report.scope, report.title.values) == (True, "甲县", {"scope": "甲县"})


def test_coverage_by_kind_and_by_the_level_below_with_its_chart(store: Store) -> None:
    by_kind, by_township = section(about(store), "covered").tables
    assert by_kind.bars is not None
    assert by_township.bars is not None
    assert [(row["group"], row["direct"], row["roster"]) for row in records(by_kind)] == [("village", 1, 4)]
    assert [(row["group_id"], row["direct"], row["roster"]) for row in records(by_township)] == [
        ("t1", 1, 2),
        ("t2", 0, 2),
    ]
    assert by_township.bars.states == {
        State.DIRECT: (0, 1),
        State.INHERITED: (2, 0),
        State.LAPSED: (0, 1),
        State.NEVER: (0, 0),
    }
    assert wording.labels(by_township.bars, "zh") == ["二镇 ※", "一镇"]  # most gaps first
    assert wording.gap_counts(by_township.bars, "zh") == ["缺 2 / 2", "缺 1 / 2"]
    assert wording.more(by_township.bars, "zh") is None
    assert (by_kind.bars.share, by_township.bars.share, by_township.marked) == (True, False, frozenset({1}))


def test_a_chart_of_too_many_areas_says_how_many_more_there_are(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sections, "CHARTED", 1)
    by_township = section(about(store), "covered").tables[1]
    bars = by_township.bars
    assert bars is not None
    assert (bars.labels, bars.rosters, bars.marked, len(by_township.rows)) == (
        ("甲县 / 二镇",),
        (2,),
        frozenset({0}),
        2,
    )
    assert [wording.more(bars, lang) for lang in ("en", "zh")] == ["and 1 more", "另有 1 个"]
    assert "1 groups" in wording.chart_caption(by_township, "en")


def test_every_gap_is_listed_by_area(store: Store) -> None:
    (table,) = section(about(store), "gaps").tables
    assert [
        (row["id"], row["state"], row["inherited_from"], row["last_partner"], row["last_end"]) for row in records(table)
    ] == [
        ("v2", "lapsed", None, "=HYPERLINK(1)", "2017-06"),
        ("v3", "inherited", "二镇", None, None),
        ("v4", "inherited", "二镇", None, None),
    ]
    assert table.marked == {1, 2}
    lines = list(wording.printed_rows(table, "zh"))
    assert [area for area, _ in lines] == ["甲县 / 一镇（1）", "甲县 / 二镇（2）", None]
    assert [[text for text, _ in cells] for _, cells in lines][1][:3] == ["2", "3村 ※", "上级覆盖"]


def test_who_depends_on_whom_and_how_help_is_spread(store: Store) -> None:
    spread = section(about(store), "spread")
    assert sentences(spread) == [
        "2 of the 2 organizations with a partner have only one (100%), as of 2019-12-30; they depend on 2 partners.※"
    ]
    load, stats, critical = spread.tables
    assert [(row["id"], row["value"]) for row in records(load)] == [("h1", 1), ("h2", 1)]
    assert load.marked == {1}
    assert {row["measure"]: row["value"] for row in records(stats)}["hhi"] == 1
    assert all(row["value"] is not None for row in records(stats))
    assert [(row["id"], row["orphans"]) for row in records(critical)] == [("h1", 1), ("h2", 1)]
    assert (critical.marked, critical.most) == (frozenset({1}), 10)


def test_terms_one_to_one_pairing_and_data(store: Store) -> None:
    kept = section(about(store), "kept")
    ended, one_to_one, data = sentences(kept)
    assert ended.startswith(
        "As of 2019-12-30, 0 agreements in force may end by 2020-12-30; 1 has ended but is still listed"
    )
    assert one_to_one.startswith("FAIL: 1 of 4 villages has exactly one partner in force")
    assert data.startswith("PASS: 0 errors")
    (table,) = kept.tables
    assert [(row["recipient_id"], row["end"]) for row in records(table)] == [("v2", "2017-06")]


def test_what_changed_since_a_day(store: Store) -> None:
    changed = section(about(store, since=date(2017, 1, 1)), "changed")
    assert sentences(changed) == [
        "From 2017-01-01 to 2019-12-30: 1 recipient gained partners, 1 lost partners, 0 changed partners; 0 pairs were "
        "extended, 0 amounts changed. Of the villages on the roster, 1 of 4 had a registered partner of their own on "
        "2017-01-01 (25.0%), and 1 of 4 on 2019-12-30 (25.0%).※"
    ]
    table, changes = changed.tables
    assert records(table) == [
        {
            "kind": "village",
            "roster": 4,
            "direct_before": 1,
            "share_before": 0.25,
            "gaps_before": 3,
            "direct": 1,
            "share_direct": 0.25,
            "gaps": 3,
        }
    ]
    fields = ("change", "recipient_id", "before", "after")
    assert [tuple(row[name] for name in fields) for row in records(changes)] == [
        ("added", "v1", None, "=HYPERLINK(1)"),
        ("ended", "v2", "=HYPERLINK(1)", None),
    ]
    with pytest.raises(UsageError, match="--since"):
        about(store, since=DAY)


@pytest.mark.parametrize("place", ["panzhou", "little"])
def test_every_figure_is_what_its_trace_answers(place: str, request: pytest.FixtureRequest) -> None:
    path: Path = request.getfixturevalue(place)
    with closing(open_store(str(path))) as store:
        area = "cn-520281" if place == "panzhou" else "c"
        report = about(store, area=area, since=date(2018, 1, 1))
    answers = [_asked(path, command) for command in report.traces]
    assert len(answers) > 8
    compared = 0
    for one in report.sections:
        for sentence in one.paragraphs:
            if len(sentence.traces) == 1 and sentence.notes[0].key == "report.no_gaps":
                assert answers[sentence.traces[0] - 1]["summary"]["gaps"] == 0
            elif len(sentence.traces) == 1:
                notes = [note.replace(f", in {report.scope}", "") for note in answers[sentence.traces[0] - 1]["notes"]]
                assert {wording.words(note, "en") for note in sentence.notes} <= set(notes)
                compared += 1
        for table in one.tables:
            if len(table.traces) == 1:
                rows = answers[table.traces[0] - 1]["rows"]
                rows = [row for row in rows if row.get("value", 0) is not None]  # undefined figures are left out
                assert _sorted(_as_json(table)) == _sorted(rows)
                compared += 1
            assert table.traces
    assert compared > 10


def _asked(path: Path, command: str) -> dict[str, Any]:
    program, *words = shlex.split(command)
    assert program == "jiedui"
    found = RUN.invoke(cli.app, ["--lang", "en", "--store", str(path), *words, "-f", "json"])
    answer: dict[str, Any] = json.loads(found.stdout)
    return answer


def _as_json(table: ReportTable) -> list[dict[str, Any]]:
    answer = Answer(question="", as_of=None, fields=table.fields, rows=table.rows)
    rows: list[dict[str, Any]] = json.loads("".join(json_text(answer, "en")))["rows"]
    return rows


def _sorted(rows: list[dict[str, Any]]) -> list[str]:
    return sorted(json.dumps(row, sort_keys=True, ensure_ascii=False) for row in rows)


def test_only_the_kinds_wanted(panzhou: Path) -> None:
    with closing(open_store(str(panzhou))) as store:
        report = about(store, area="cn-520281", kinds=(Kind.SCHOOL,))
    assert [row["group"] for row in records(section(report, "covered").tables[0])] == ["school"]
    assert section(report, "gaps").tables == ()
    assert sentences(section(report, "gaps")) == ["All schools on the roster have a registered partner of their own.※"]


def test_without_a_roster_there_is_no_share(tmp_path: Path) -> None:
    organizations = [Organization(id="a", name="A", kind=Kind.COUNTY), Organization(id="b", name="B", kind=Kind.COUNTY)]
    with closing(open_store(str(tmp_path / "s.db"), create=True)) as store:
        store.load(dataset(organizations))
        with pytest.raises(UsageError, match="nothing to show"):
            about(store, area=None)
        store.load(dataset(organizations, [Agreement(id="x", helper="a", recipient="b")]))
        report = about(store, area=None, since=date(2018, 1, 1))
    assert sentences(report.sections[0])[0] == (
        "No roster of counties is loaded, so no share can be given. Agreements name 1; 0 of them have none in force."
    )
    assert "report.covered" not in [one.heading.key for one in report.sections]
    assert sentences(section(report, "changed")) == [
        "From 2018-01-01 to 2019-12-30: 0 recipients gained partners, 0 lost partners, 0 changed partners; 0 pairs were extended, "
        "0 amounts changed. No roster of counties is loaded for both, so no shares can be compared: 1 had a registered "
        "partner of their own on 2018-01-01, and 1 on 2019-12-30."
    ]
    assert report.invented is False


def test_a_scope_too_large_to_be_fetched_says_what_is_left_out(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = about(store)
    monkeypatch.setattr(inquiry, "FETCH_LIMIT", 3)
    report = about(store)
    for key in ("covered", "gaps", "spread", "kept"):
        assert sentences(section(report, key)) == sentences(section(whole, key))
        ours, theirs = section(report, key).tables, section(whole, key).tables
        assert [(one.rows, one.marked, one.bars) for one in ours] == [
            (one.rows, one.marked, one.bars) for one in theirs
        ]
    assert section(report, "spread").tables
    assert section(report, "kept").tables
    assert sentences(section(report, "checked"))[0].startswith(
        "There are 7 organizations, more than can be measured at once"
    )


def test_a_title_of_one_s_own(store: Store) -> None:
    assert wording.words(about(store, title="月报").title, "en") == "月报"


def test_the_money_of_a_period_stands_in_the_title_and_in_the_tables(tmp_path: Path) -> None:
    orgs = [
        Organization(id="c", name="甲县", kind=Kind.COUNTY),
        *(Organization(id=f"v{n}", name=f"{n}村", kind=Kind.VILLAGE, part_of="c", on_roster=True) for n in (1, 2)),
        Organization(id="h", name="某公司", kind=Kind.ENTERPRISE),
    ]
    given = [
        Contribution(
            id=str(n), measure=Measure.FUNDS, value=Decimal(value), unit="元", helper="h", recipient="v1", period=year
        )
        for n, (value, year) in enumerate(((70, "2018"), (30, "2018-05"), (500, "2019")))
    ]
    deals = [Agreement(id=f"a{n}", helper="h", recipient=f"v{n}") for n in (1, 2)]
    with closing(open_store(str(tmp_path / "s.db"), create=True)) as store:
        store.load(dataset(orgs, deals, given))
        plain, report = about(store), about(store, period=Period.parse("2018"))
    assert wording.words(report.about, "en").endswith("money given in 2018")
    assert wording.words(report.about, "zh").endswith("资金时段：2018年")
    assert plain.about.key == "report.about"
    (by_kind, *_) = section(report, "covered").tables
    assert [row["funds"] for row in records(by_kind)] == [100]
    gave = next(one for one in section(report, "spread").tables if one.caption.key == "report.gave")
    assert [(row["name"], row["value"]) for row in records(gave)] == [("某公司", 100)]
    assert any("100 yuan" in one for one in sentences(section(report, "spread")))
    assert [trace for trace in report.traces if "--period 2018" in trace][:1] == [
        "jiedui coverage --by kind --period 2018 --in c --as-of 2019-12-30"
    ]
    assert not any("period" in trace for trace in plain.traces)
