"""What is only planned, in every answer: it is shown as planned, it is never in force, and it is added to nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph import read
from tests.commands import answer, ask
from tests.loaders.packages import package

ORGANIZATIONS = (
    "id,name,kind,part_of,on_roster\nc,甲县,county,,\nh,甲公司,enterprise,,\ni,乙公司,enterprise,,\n"
    "v,一村,village,c,true\nw,二村,village,c,true\nx,三村,village,c,true\ny,四村,village,c,true\n"
)
AGREEMENTS = (
    "id,helper,recipient,start,end,status\n"
    "held,h,v,2018,,agreed\n"
    "more,i,v,2019,2019-12-31,planned\n"
    "gone,i,w,2015,2016,planned\n"
    "open,i,x,,,planned\n"
    "was,h,x,2015,2016,\n"
)
CONTRIBUTIONS = (
    "id,agreement,measure,value,unit,period,status,bound\n"
    "a,held,funds,10,yuan,2019,given,over\nb,held,funds,700,yuan,2019,planned,\nd,more,funds,9,yuan,2019,planned,about\n"
)
DAY = ("--as-of", "2019-12-30")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("planned")
    written = package(folder, organizations=ORGANIZATIONS, agreements=AGREEMENTS, contributions=CONTRIBUTIONS)
    assert ask(folder / "s.db", "load", str(written)).exit_code == 0
    return folder / "s.db"


def rows(store: Path, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = answer(store, *words, *DAY)["rows"]
    return found


def test_a_plan_closes_no_gap_and_does_not_lapse(store: Path) -> None:
    assert {row["name"]: (row["state"], row["last_partner"]) for row in rows(store, "gaps", "village")} == {
        "二村": ("never", None),
        "三村": ("lapsed", "甲公司"),
        "四村": ("never", None),
    }


def test_partners_shows_it_and_does_not_count_it(store: Path) -> None:
    found = answer(store, "partners", "一村", *DAY)
    assert found["summary"]["helped_by"] == 1
    assert [(row["agreement"], row["in_force"], list(row)[-2], row["status"]) for row in found["rows"]] == [
        ("held", True, "status", "agreed"),
        ("more", False, "status", "planned"),
    ]
    assert "1 row is only planned: it makes nobody a partner." in found["notes"]
    assert "Given: funds over 10 yuan (2019), 甲公司 → 一村" in found["notes"]
    assert "Planned, not counted as given: funds 700 yuan (2019), 甲公司 → 一村" in found["notes"]
    assert [(one["status"], one["bound"]) for one in found["summary"]["contributions"]] == [
        ("given", "over"),
        ("planned", "exact"),
        ("planned", "about"),
    ]
    told = ask(store, "partners", "一村", *DAY, lang="zh").stdout
    assert "计划，不计入已投入：资金 约9 元" in told
    assert "计划中" in told.partition("受帮扶")[2]  # a column of its own in the table
    assert "agreed" not in ask(store, "partners", "四村", *DAY).stdout  # which stands there only where it tells


def test_explain_says_planned(store: Path) -> None:
    told = ask(store, "explain", "二村", *DAY).stdout
    assert "an agreement with 乙公司 is only planned, and none was agreed" in told
    (row,) = [row for row in rows(store, "explain", "二村") if row["id"] == "gone"]
    assert (row["says"], row["counts"]) == ("乙公司 → 二村, 2015 to 2016: planned", False)
    assert "An agreement of its own, with 乙公司, is planned." in ask(store, "explain", "三村", *DAY).stdout
    assert "planned" not in ask(store, "explain", "四村", *DAY).stdout
    assert "none of those agreements" not in ask(store, "explain", "乙公司", *DAY).stdout


def test_money_that_is_planned_is_added_to_nothing(store: Path) -> None:
    assert [(row["name"], row["value"]) for row in rows(store, "rank", "--by", "funds") if row["value"]] == [
        ("甲公司", 10)
    ]
    inexact = "1 amount is not exact (over, under or about), and added as it is written."
    for words in (("rank", "--by", "funds"), ("withdraw", "甲公司"), ("stats", "village")):
        assert inexact in answer(store, *words, *DAY)["notes"]
    assert answer(store, "withdraw", "甲公司", *DAY)["summary"]["funds_lost"] == 10
    means = {row["measure"]: row["numerator"] for row in rows(store, "stats", "village")}
    assert means["funds_mean"] == 10


def test_nothing_else_counts_it(store: Path) -> None:
    assert {row["agreement"] for row in rows(store, "expiring")} == {"held", "was"}
    assert [row["value"] for row in rows(store, "rank")] == [1, 0]
    assert answer(store, "withdraw", "乙公司", *DAY)["summary"]["affected"] == 0
    assert {row["name"] for row in rows(store, "depend", "--on", "enterprise")} == {"一村"}
    data = answer(store, "check", "data", *DAY)
    assert {row["subject_id"] for row in data["rows"] if row["rule"] == "ended"} == {"was"}


def test_the_map_does_not_draw_it(store: Path, tmp_path: Path) -> None:
    assert ask(store, "map", "-o", str(tmp_path / "m.html"), *DAY).exit_code == 0
    page = (tmp_path / "m.html").read_text("utf-8")
    assert "一村" in page
    assert "乙公司" not in page


@pytest.mark.parametrize("form", ["graphml", "gexf", "json"])
def test_a_graph_carries_the_status(store: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"g.{form}"
    assert ask(store, "export", form, "-o", str(out), *DAY).exit_code == 0
    found = read(out)
    assert {key: edge["status"] for _, _, key, edge in found.edges(keys=True, data=True)} == {
        "held": "agreed",
        "more": "planned",
        "gone": "planned",
        "open": "planned",
        "was": "agreed",
    }


def test_a_plan_that_is_agreed_in_a_newer_load_was_added(store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "s.db"
    copy.write_bytes(store.read_bytes())
    agreed = AGREEMENTS.replace("open,i,x,,,planned", "open,i,x,,,agreed")
    folder = package(tmp_path, organizations=ORGANIZATIONS, agreements=agreed, contributions=CONTRIBUTIONS)
    assert "added" in ask(copy, "load", str(folder)).stdout
    assert rows(copy, "partners", "三村")[0]["status"] == "agreed"
