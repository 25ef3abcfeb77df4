"""diff, expiring, the helping side, links, on the command line: fields, exit codes, both languages, what is refused."""

from __future__ import annotations

import csv
import json
import re
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from rich.cells import cell_len
from typer.testing import CliRunner

import cli
from graph.model import Contribution, Kind, Measure, Organization, PartialDate
from graph.store.open import open_store
from tests.commands import terminals
from tests.graph.measures.test_change import deal
from tests.records import dataset

RUN = CliRunner()


def run(store: Path, *args: str, lang: str = "en", code: int = 0) -> str:
    found = RUN.invoke(cli.app, ["--lang", lang, "--store", str(store), *args])
    assert found.exit_code == code, found.output
    assert "Traceback" not in found.output
    return found.output


def answer(store: Path, *args: str) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(run(store, *args, "-f", "json"))
    assert list(result) == ["question", "as_of", "scope", "summary", "rows", "notes"]
    return result


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("changing")
    found = {name: folder / f"{name}.db" for name in ("east", "panzhou")}
    run(found["east"], "load", "east-west")
    run(found["panzhou"], "load", "panzhou-dalian", "panzhou-illustrative")
    return found


@pytest.fixture(scope="module")
def east(stores: dict[str, Path]) -> Path:
    return stores["east"]


@pytest.fixture(scope="module")
def panzhou(stores: dict[str, Path]) -> Path:
    return stores["panzhou"]


def test_liupanshui_is_re_paired_from_dalian_to_zhongshan_as_one_change(east: Path) -> None:
    found = answer(east, "diff", "2020-12-31", "2022-01-01")
    own = [row for row in found["rows"] if row["recipient"] == "六盘水市"]
    assert own == [
        {
            "change": "re-paired",
            "recipient_id": "cn-5202",
            "recipient": "六盘水市",
            "before": "大连市",
            "after": "中山市",
            "kind": "prefecture",
            "area": ["贵州省"],
            "helpers_added": ["cn-4420"],
            "helpers_lost": ["cn-2102"],
            "helper_id": None,
            "measure": None,
            "illustrative": False,
        }
    ]
    assert list(own[0])[:5] == ["change", "recipient_id", "recipient", "before", "after"]
    assert list(found["summary"])[:12] == [
        "from",
        "to",
        "added",
        "ended",
        "re_paired",
        "extended",
        "amounts",
        "direct_before",
        "direct_after",
        "roster",
        "share_before",
        "share_after",
    ]
    assert (found["summary"]["re_paired"], found["summary"]["ended"]) == (7, 0)  # the seven that the 2021 round moved
    with (Path(cli.__file__).parent / "data/east-west/agreements.csv").open(encoding="utf-8", newline="") as stream:
        deals = list(csv.DictReader(stream))
    moved = {one["recipient"] for one in deals if one["end"]}
    assert {row["recipient_id"] for row in found["rows"] if row["change"] == "re-paired"} == moved
    assert found["summary"]["direct_after"] - found["summary"]["direct_before"] == found["summary"]["added"] == 6
    assert found["summary"]["share_before"] is None  # no roster, no share


def test_diff_takes_partial_days_kinds_and_areas(east: Path) -> None:
    assert answer(east, "diff", "2020", "2022")["summary"]["from"] == "2020-12-31"
    assert (
        answer(east, "diff", "2020", "2022", "--in", "六盘水市", "--kind", "county")["rows"][0]["after"] == "小榄组团"
    )
    assert answer(east, "diff", "2021", "2021")["rows"] == []
    assert "The loaded data is of 2021-12-31" in run(east, "diff", "2020", "2022")
    assert "What is loaded" not in run(east, "diff", "2018", "2021")
    zh = run(east, "diff", "2020", "2022", lang="zh")
    assert "调整结对" in zh
    assert "大连市" in zh
    assert "无法比较比例" in zh


def test_wrong_days_and_paths_are_told_what_is_wrong(east: Path, tmp_path: Path) -> None:
    for lang, mixed, order in (
        ("en", "2020 is a day, but east.xlsx is not", "is later than"),
        ("zh", "而 east.xlsx 不是", "晚于"),
    ):
        assert mixed in run(east, "diff", "2020", "east.xlsx", lang=lang, code=2)
        assert mixed in run(east, "diff", "east.xlsx", "2020", lang=lang, code=2)
        assert order in run(east, "diff", "2022", "2020", lang=lang, code=2)
    assert "There is no file, folder or bundled package" in run(east, "diff", "2020-13", "2021-13", code=1)
    assert "--as-of is only for two loads" in run(east, "diff", "2020", "2021", "--as-of", "2021", code=2)
    assert "Nothing loaded is called" in run(east, "diff", "2020", "2021", "--in", "没有这里", code=2)
    assert "no store" in run(tmp_path / "none.db", "diff", "2020", "2021", code=1).lower()


ROSTER = "帮扶单位,帮扶村,乡镇\n甲公司,一村,双凤镇\n乙公司,二村,双凤镇\n,三村,双凤镇\n"


@pytest.fixture
def months(tmp_path: Path) -> tuple[Path, Path]:
    first, second = tmp_path / "台账-3月.csv", tmp_path / "台账-4月.csv"
    first.write_text(ROSTER, encoding="utf-8")
    second.write_text(ROSTER.replace("乙公司,二村", "丙公司,二村").replace(",三村", "甲公司,三村"), encoding="utf-8")
    return first, second


def test_two_loads_of_a_roster_are_compared_as_a_load_compares_them(months: tuple[Path, Path], tmp_path: Path) -> None:
    first, second = map(str, months)
    found = answer(tmp_path / "s.db", "diff", first, second, "--as-of", "2024-04-30")
    assert not (tmp_path / "s.db").exists()  # nothing is loaded by asking
    rows = [(row["change"], row["recipient"], row["before"], row["after"]) for row in found["rows"]]
    assert ("re-paired", "二村", "乙公司", "丙公司") in rows
    assert ("added", "三村", None, "甲公司") in rows
    assert (found["summary"]["re_paired"], found["summary"]["added"], found["summary"]["ended"]) == (1, 1, 0)
    assert (found["summary"]["from"], found["summary"]["to"]) == (first, second)
    assert (found["as_of"], found["summary"]["direct_before"], found["summary"]["direct_after"]) == ("2024-04-30", 2, 3)
    assert "台账-3月.csv" in run(tmp_path / "s.db", "diff", first, second, lang="zh")
    run(tmp_path / "s.db", "load", first, "--name", "台账")
    loaded = answer(tmp_path / "s.db", "load", second, "--name", "台账", "--correct")["summary"]["changes"]
    assert [(row["change"], row["recipient"], row["before"], row["after"]) for row in loaded] == [
        row
        for row in rows
        if row[0] != "unlisted"  # a ledger that stated a roster goes on to
    ]


def test_loads_may_be_stores_and_packages_too(east: Path, panzhou: Path, tmp_path: Path) -> None:
    found = answer(tmp_path / "s.db", "diff", "east-west", str(east))
    assert found["rows"] == []
    assert found["summary"]["direct_before"] == found["summary"]["direct_after"] > 0
    found = answer(tmp_path / "s.db", "diff", "panzhou-dalian", str(panzhou), "--in", "盘州市", "--kind", "village")
    assert found["scope"] == "贵州省 / 六盘水市 / 盘州市"
    assert (found["summary"]["added"], found["summary"]["direct_after"]) == (56, 56)
    assert {row["illustrative"] for row in found["rows"]} == {True}
    assert "exactly one is needed" in run(
        tmp_path / "s.db", "diff", "panzhou-dalian", str(panzhou), "--in", "某县", code=2
    )


def test_rows_that_cannot_be_used_are_told(months: tuple[Path, Path], tmp_path: Path) -> None:
    months[1].write_text(ROSTER + "四村,四村,双凤镇\n", encoding="utf-8")
    found = answer(tmp_path / "s.db", "diff", *map(str, months))
    assert any("--dry-run" in note for note in found["notes"])


def test_amounts_of_two_years(tmp_path: Path) -> None:
    orgs = [
        Organization(id="a", name="甲", kind=Kind.ENTERPRISE),
        Organization(id="v", name="一村", kind=Kind.VILLAGE, on_roster=True),
    ]
    given = [
        Contribution(id=year, measure=Measure.FUNDS, value=Decimal(value), unit="yuan", agreement="av1", period=year)
        for year, value in (("2019", "10000"), ("2021", "25000.50"))
    ]
    with closing(open_store(str(tmp_path / "s.db"), create=True)) as store:
        store.load(dataset(orgs, [deal("a", "v", "2018")], given))
    found = answer(tmp_path / "s.db", "diff", "2019", "2021")
    assert [tuple(row.values())[:5] for row in found["rows"]] == [("amount", "v", "一村", 10000, 25000.5)]
    assert (found["rows"][0]["helper_id"], found["rows"][0]["measure"]) == ("a", "funds")
    assert (found["summary"]["amounts"], found["summary"]["share_after"]) == (1, 1.0)
    assert "2019 with 2021" in run(tmp_path / "s.db", "diff", "2019", "2021")


def test_what_expires_and_when(east: Path) -> None:
    found = answer(east, "expiring", "--as-of", "2021-06-30")
    assert list(found["rows"][0]) == [
        "state",
        "days_left",
        "end",
        "start",
        "agreement",
        "helper_id",
        "helper",
        "recipient_id",
        "recipient",
        "kind",
        "area",
        "renewed",
        "source",
        "illustrative",
    ]
    assert list(found["summary"]) == ["expiring", "ended", "undated", "within", "from", "until", "orphaned"]
    assert found["summary"] == {
        "expiring": 7,
        "ended": 0,
        "undated": 55,
        "within": 365,
        "from": "2021-06-30",
        "until": "2022-06-30",
        "orphaned": 0,
    }
    assert {row["source"] for row in found["rows"] if row["recipient"] == "六盘水市"} != {None}
    before = answer(east, "expiring", "--as-of", "2020-12-31", "--state", "expiring")
    assert before["summary"]["orphaned"] == 7  # the new partners come in 2021 only
    assert answer(east, "expiring", "--as-of", "2020-12-31", "--within", "1天")["summary"]["expiring"] == 7
    assert answer(east, "expiring", "--as-of", "2020-12-30", "--within", "1d")["summary"]["expiring"] == 0
    assert answer(east, "expiring", "县", "--as-of", "2021-06-30")["summary"]["expiring"] == 1
    year = answer(east, "expiring", "--from", "2021-01-01", "--until", "2021-12-31", "--as-of", "2023-01-01")
    assert (year["summary"]["expiring"], year["summary"]["ended"], len(year["rows"])) == (0, 7, 7)
    assert {row["days_left"] for row in year["rows"]} == {-366}
    assert "缺起止时间" in run(east, "expiring", lang="zh")


def test_what_is_no_window_is_told(east: Path) -> None:
    for lang, words in (("en", "not a length of time"), ("zh", "不是时长")):
        assert words in run(east, "expiring", "--within", "soon", lang=lang, code=2)
    assert "--within and --until" in run(east, "expiring", "--within", "1y", "--until", "2022", code=2)
    assert "before it begins" in run(east, "expiring", "--from", "2022", "--until", "2021", code=2)
    assert "is not a date" in run(east, "expiring", "--from", "x", code=2)
    assert "Known: 'expiring', 'ended', 'undated'" in run(east, "expiring", "--state", "x", code=2)


def test_a_calendar_of_what_expires(east: Path, tmp_path: Path) -> None:
    out = tmp_path / "到期.ics"
    assert "7 agreements" in run(east, "expiring", "--as-of", "2021-06-30", "-o", str(out))
    events: Any = Calendar.from_ical(out.read_bytes()).walk("VEVENT")
    assert len(events) == len({str(event["UID"]) for event in events}) == 7
    assert {event["DTSTART"].dt for event in events} == {date(2021, 12, 31)}
    assert any("大连市 → 六盘水市" in str(event["SUMMARY"]) for event in events)
    first = out.read_bytes()
    assert "--force" in run(east, "expiring", "-o", str(out), code=2)
    assert out.read_bytes() == first
    run(east, "expiring", "--as-of", "2021-06-30", "-o", str(out), "--force")
    assert out.read_bytes() == first
    assert "cannot be written" in run(east, "expiring", "-o", str(tmp_path / "none" / "x.ics"), code=2)
    run(east, "expiring", "-f", "json", "-o", str(tmp_path / "x.ics"))
    assert json.loads((tmp_path / "x.ics").read_text(encoding="utf-8"))["question"] == "expiring"


def test_who_helps_nobody(east: Path) -> None:
    found = answer(east, "gaps", "--side", "helper")
    assert list(found["rows"][0]) == [
        "id",
        "name",
        "name_en",
        "kind",
        "area",
        "state",
        "last_partner",
        "last_end",
        "inherited_from",
        "illustrative",
        "unlisted_since",
    ]
    assert list(found["summary"]) == [
        "kind",
        "roster",
        "direct",
        "inherited",
        "lapsed",
        "never",
        "gaps",
        "share_direct",
        "illustrative",
        "side",
        "candidates",
    ]
    assert (found["summary"]["kind"], found["summary"]["roster"], found["summary"]["share_direct"]) == ("all", 0, None)
    assert {row["inherited_from"] for row in found["rows"]} == {"天津市", "上海市", "浙江省", "福建省"}
    later = answer(east, "gaps", "prefecture", "--side", "helper", "--as-of", "2022-06-30", "--state", "lapsed")
    assert next(row["last_partner"] for row in later["rows"] if row["name"] == "大连市") == "六盘水市"
    areas = answer(east, "gaps", "--side", "helper", "--by", "province")
    assert sum(row["direct"] for row in areas["rows"]) == found["summary"]["direct"]
    assert {row["share_direct"] for row in areas["rows"]} == {None}
    assert "没有规定谁应当帮扶的名册" in run(east, "gaps", "--side", "helper", lang="zh")


def test_how_two_are_linked(east: Path, panzhou: Path) -> None:
    found = answer(east, "partners", "中山市", "--to", "大连市", "--as-of", "2021-12-31")
    assert found["summary"] == {"linked": True, "length": 2, "ways": 1, "more": False}
    assert [(row["step"], row["from"], row["relation"], row["to"]) for row in found["rows"]] == [
        (1, "中山市", "helps", "六盘水市"),
        (2, "六盘水市", "helped_by", "大连市"),
    ]
    assert list(found["rows"][0]) == [
        "step",
        "from_id",
        "from",
        "relation",
        "to_id",
        "to",
        "agreement",
        "start",
        "end",
        "certainty",
        "source",
        "illustrative",
        "way",
    ]
    apart = answer(east, "partners", "中山市", "--to", "大连市", "--as-of", "2022-01-01")
    assert (apart["summary"]["linked"], apart["summary"]["length"], apart["rows"]) == (False, None, [])
    over = answer(panzhou, "partners", "大连市中医医院", "--to", "盘州市人民医院")
    assert [row["relation"] for row in over["rows"]] == ["part_of", "helps", "contains"]
    direct = answer(panzhou, "partners", "大连市中医医院", "--to", "盘州市人民医院", "--groups")
    assert len(direct["rows"]) >= 1
    assert answer(east, "partners", "大连市", "--to", "大连市")["summary"]["length"] == 0
    assert "是同一单位" in run(east, "partners", "大连市", "--to", "大连市", lang="zh")
    assert "之间没有有效结对关联" in run(
        east, "partners", "中山市", "--to", "大连市", "--as-of", "2022-01-01", lang="zh"
    )
    assert "--history" in run(east, "partners", "大连市", "--to", "中山市", "--history", code=2)
    assert "--groups only works with --to" in run(east, "partners", "大连市", "--groups", code=2)


def test_a_link_is_found_in_a_network_that_is_too_large_to_fetch(east: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.questions.inquiry.FETCH_LIMIT", 10)
    assert answer(east, "partners", "中山市", "--to", "大连市", "--as-of", "2021")["summary"]["linked"]
    assert "--in AREA" in run(east, "plan", code=2)
    assert "--in 地区" in run(east, "plan", lang="zh", code=2)
    assert answer(east, "diff", "2020", "2022", "--in", "六盘水市")["rows"]


@pytest.mark.parametrize("more", [[], ["--need", "2"], ["--groups"]])
def test_a_plan_too_large_to_draft_says_how_large_it_is(
    panzhou: Path, more: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking = answer(panzhou, "plan", "village", *more)["summary"]["gaps"]
    monkeypatch.setattr("graph.questions.inquiry.FETCH_LIMIT", 10)
    said = run(panzhou, "plan", "village", *more, code=2).replace("\n", " ")
    assert f"{lacking} villages in 1 county lack partners" in said
    assert "jiedui plan --in COUNTY" in said
    assert f"1 个县的 {lacking} 个村缺结对单位" in run(panzhou, "plan", "village", *more, lang="zh", code=2)


def test_who_depends_on_one_enterprise(panzhou: Path) -> None:
    found = answer(panzhou, "depend", "village", "--on", "enterprise")
    everyone = answer(panzhou, "depend", "village")
    kinds = {row["id"]: row["partner"] for row in everyone["rows"]}
    assert {row["id"] for row in found["rows"]} == {id_ for id_, name in kinds.items() if name.startswith("示例企业")}
    assert found["summary"] == everyone["summary"] | {"on": "enterprise", "single_on": len(found["rows"])}
    assert {row["kind"] for row in answer(panzhou, "depend", "--critical", "--on", "社会组织")["rows"]} == {
        "social_group"
    }
    assert "企业" in run(panzhou, "depend", "村", "--on", "企业", lang="zh")
    assert "not a known kind of organization" in run(panzhou, "depend", "--on", "hamlet", code=2)


def test_coverage_by_kind_and_area_is_that_of_each_kind(panzhou: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    both = answer(panzhou, "coverage", "--by", "kind", "--by", "township")
    assert (both["summary"]["by"], list(both["rows"][0])[-1]) == ("kind,township", "kind")
    total = answer(panzhou, "coverage", "--by", "kind")
    assert {**both["summary"], "by": "kind"} == total["summary"]
    for row in total["rows"]:
        parts = [part for part in both["rows"] if part["kind"] == row["group"]]
        assert sum(part["roster"] for part in parts) == row["roster"]
        alone = answer(panzhou, "coverage", row["group"], "--by", "township")["rows"]
        assert [{name: part[name] for name in part if name != "kind"} for part in parts] == alone
    sectors = answer(panzhou, "coverage", "--by", "kind", "--by", "sector")
    monkeypatch.setattr("graph.questions.inquiry.FETCH_LIMIT", 10)
    assert answer(panzhou, "coverage", "--by", "kind", "--by", "township") == both  # as it is measured on columns
    assert answer(panzhou, "coverage", "--by", "kind", "--by", "sector") == sectors
    for wrong in (["kind", "kind"], ["county", "kind"], ["county", "township"], ["kind", "county", "sector"]):
        options = [word for by in wrong for word in ("--by", by)]
        assert "--by kind --by county" in run(panzhou, "coverage", *options, code=2)
    assert "分组" in run(panzhou, "coverage", "--by", "kind", "--by", "county", lang="zh")


def test_money_per_person_and_need_where_they_are_known(tmp_path: Path, panzhou: Path) -> None:
    attributes: tuple[dict[str, str], ...] = (
        {"population": "1,000", "need": "3"},
        {"人口": "500", "need": "1"},
        {"population": "many", "need": "2"},
        {},
    )
    orgs = [Organization(id="a", name="甲", kind=Kind.ENTERPRISE)] + [
        Organization(id=f"v{n}", name=f"村{n}", kind=Kind.VILLAGE, on_roster=True, attributes=own)
        for n, own in enumerate(attributes)
    ]
    deals = [deal("a", f"v{n}", "2018") for n in (0, 2)]
    given = [
        Contribution(id=f"c{n}", measure=Measure.FUNDS, value=Decimal(value), unit="yuan", recipient=f"v{n}")
        for n, value in ((0, 3000), (1, 1500), (2, 9000), (3, 9000))
    ]
    with closing(open_store(str(tmp_path / "s.db"), create=True)) as store:
        store.load(dataset(orgs, deals, given))
    rows = {row["measure"]: row for row in answer(tmp_path / "s.db", "stats")["rows"]}
    each = rows["funds_per_person"]
    assert (each["value"], each["numerator"], each["denominator"]) == (3.0, 4500, 1500)
    assert "2 of 4" in each["says"]
    assert rows["need_funds"]["value"] == pytest.approx(0.5)  # need 3, 1, 2; money 3000, 1500, 9000
    assert rows["need_partners"]["value"] == pytest.approx(0.8660254037844387)  # partners 1, 0, 1
    assert "人均 3 元" in run(tmp_path / "s.db", "stats", lang="zh")
    assert not {"funds_per_person", "need_funds"} & {row["measure"] for row in answer(panzhou, "stats")["rows"]}


@pytest.mark.parametrize("command", ["diff", "expiring", "gaps", "partners", "depend", "coverage"])
def test_help_speaks_both_languages(command: str) -> None:
    for lang, heading in (("en", "Options"), ("zh", "选项")):
        found = RUN.invoke(cli.app, ["--lang", lang, command, "--help"])
        assert (found.exit_code, heading in found.stdout) == (0, True)
        assert not re.search(r"\bhelp\.[a-z]", found.stdout)


def test_every_format(east: Path, tmp_path: Path) -> None:
    for args in (
        ["diff", "2020", "2022"],
        ["expiring"],
        ["gaps", "--side", "helper"],
        ["partners", "中山市", "--to", "大连市"],
    ):
        assert run(east, *args, "-f", "csv").startswith("\ufeff")
        run(east, *args, "-o", str(tmp_path / "x.xlsx"), "--force")
        assert (tmp_path / "x.xlsx").stat().st_size > 0


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_tables_fit_eighty_columns(east: Path, panzhou: Path, lang: str) -> None:
    questions = (
        (east, "diff", "2020", "2022"),
        (east, "expiring"),
        (east, "gaps", "--side", "helper"),
        (panzhou, "partners", "大连市中医医院", "--to", "盘州市人民医院"),
        (panzhou, "coverage", "--by", "kind", "--by", "county"),
        (panzhou, "depend", "--on", "enterprise"),
        (panzhou, "expiring"),
    )
    shown = terminals(["--lang", lang, "--store", *map(str, question)] for question in questions)
    assert len(shown) == len(questions)
    for text in shown:
        assert text.strip()
        for line in text.splitlines():
            assert cell_len(re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", line).rstrip("\r")) <= 80, line


def test_a_date_is_no_path(east: Path) -> None:
    assert PartialDate.parse("2020年12月").last == date(2020, 12, 31)
    assert answer(east, "diff", "2020年12月", "2022年1月1日")["summary"]["re_paired"] == 7
