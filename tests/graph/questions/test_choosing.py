"""Lines of a coverage table are chosen by their share; all helpers of a kind leave together."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from graph.model import Agreement, Contribution, Kind, Measure, Organization, PartialDate
from graph.store.open import open_store
from tests.commands import answer, ask, speak_english
from tests.records import dataset

TOWNS = {"甲镇": "xxxx", "乙镇": "xx--", "丙镇": "x---", "丁镇": "----", "戊镇": "x-"}
"""Townships, each with its villages: x has a partner."""
DAY = ("--as-of", "2020-01-01")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "s.db"
    organizations = [Organization(id=town, name=town, kind=Kind.TOWNSHIP) for town in (*TOWNS, "己镇")]
    deals = []
    for town, villages in TOWNS.items():
        for number, paired in enumerate(villages):
            id_ = f"{town}{number}"
            organizations.append(Organization(id=id_, name=id_, kind=Kind.VILLAGE, part_of=town, on_roster=True))
            if paired == "x":
                helper = "公司" if town == "甲镇" else "局"
                deals.append(Agreement(id=f"a-{id_}", helper=helper, recipient=id_, sector="education"))
    organizations += [
        Organization(id="公司", name="公司", kind=Kind.ENTERPRISE),
        Organization(id="二公司", name="二公司", kind=Kind.ENTERPRISE),
        Organization(id="局", name="局", kind=Kind.DEPARTMENT),
    ]
    deals += [
        Agreement(id="b", helper="二公司", recipient="甲镇0", sector="health"),
        Agreement(id="c", helper="局", recipient="甲镇1", sector="education"),
        Agreement(id="d", helper="二公司", recipient="丁镇0", end=PartialDate.parse("2019")),
    ]
    given = [
        Contribution(id="m1", agreement="b", measure=Measure.FUNDS, value=Decimal(7), unit="元"),
        Contribution(id="m2", helper="局", recipient="甲镇1", measure=Measure.FUNDS, value=Decimal(100), unit="元"),
    ]
    with open_store(str(path), create=True) as made:
        made.load(dataset(organizations, deals, given))
    return path


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    speak_english(monkeypatch)


@pytest.mark.parametrize(
    ("options", "groups"),
    [
        (["--top", "1"], ["甲镇"]),
        (["--top", "2"], ["甲镇", "乙镇", "戊镇"]),
        (["--top", "2", "--least"], ["丁镇", "丙镇"]),
        (["--least"], ["丁镇", "丙镇", "乙镇", "戊镇", "甲镇"]),
        (["--below", "50"], ["丙镇", "丁镇"]),
        (["--below", "51", "--least", "--top", "3"], ["丁镇", "丙镇", "乙镇", "戊镇"]),
        (["--top", "9"], ["甲镇", "乙镇", "戊镇", "丙镇", "丁镇"]),
    ],
)
def test_lines_are_chosen_by_their_share(store: Path, options: list[str], groups: list[str]) -> None:
    found = answer(store, "coverage", "--by", "township", *options, *DAY)
    assert [row["group"] for row in found["rows"]] == groups
    assert (found["summary"]["shown"], found["summary"]["lines"]) == (len(groups), 5)
    assert found["summary"]["roster"] == 18  # the total is that of all


def test_what_is_chosen_is_said_and_needs_lines(store: Path) -> None:
    said = ask(store, "coverage", "--by", "township", "--below", "50", *DAY).stdout
    assert "2 of 5 lines with a share are below 50%." in said
    zh = ask(store, "coverage", "--by", "township", "--top", "1", *DAY, lang="zh").stdout
    assert "列出有比例的 5 行中的 1 行。" in zh
    for option in (["--top", "3"], ["--least"], ["--below", "50"]):
        refused = ask(store, "coverage", *option)
        assert (refused.exit_code, "--by township" in refused.stderr) == (2, True)


def test_all_helpers_of_a_kind_leave(store: Path) -> None:
    found = answer(store, "withdraw", "--helpers", "enterprise", *DAY)
    assert found["summary"] == {
        "withdrawn": ["二公司", "公司"],
        "orphaned": 3,
        "reduced_to_one": 1,
        "funds_lost": 7,
        "funds_illustrative": 0,
        "affected": 4,
        "sectors_lost": ["education", "health"],
    }
    rows = [(row["id"], row["partners_before"], row["partners_after"], row["sectors_lost"]) for row in found["rows"]]
    assert rows == [
        ("甲镇0", 2, 0, ["education", "health"]),
        ("甲镇2", 1, 0, ["education"]),
        ("甲镇3", 1, 0, ["education"]),
        ("甲镇1", 2, 1, []),
    ]
    named = answer(store, "withdraw", "二公司", "公司", *DAY)
    assert (found["rows"], found["summary"]) == (named["rows"], named["summary"])


def test_who_leaves_is_said_once(store: Path) -> None:
    assert answer(store, "withdraw", "--helpers", "enterprise", "--in", "丁镇", *DAY)["rows"] == []
    for words in ([], ["公司", "--helpers", "enterprise"]):
        refused = ask(store, "withdraw", *words, *DAY)
        assert (refused.exit_code, "--helpers" in refused.stderr) == (2, True)
    said = ask(store, "withdraw", "--helpers", "企业", *DAY, lang="zh").stdout
    assert "假如在此帮扶的 2 个企业全部退出" in said
