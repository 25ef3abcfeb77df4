"""What a year brings, each in a dozen rows: days that are missing, corrections, lists that shrink, pairs in two ledgers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.journeys import oracle
from tests.journeys.desk import Desk, compare, ledger, village_list, write
from tests.journeys.dozen import (
    AUGUST,
    CARGO,
    JULY,
    JUNE,
    LATER,
    LEDGER,
    MAY,
    NAME,
    PEARL,
    STEEL,
    UNITS,
    A,
    B,
    C,
    D,
    E,
    F,
    load,
    named,
    pairs,
)
from tests.journeys.oracle import Pair, Stand, Term, Version


def test_no_day_then_a_day(desk: Desk) -> None:
    """The ledger without a day stands before July's, for every day before it."""
    of = {"list": named(desk)}
    undated = load(desk, pairs((STEEL, A), (CARGO, B), (PEARL, C)), None)
    compare(desk, {**of, "first": [undated]}, MAY, LATER)
    july = load(desk, pairs((STEEL, A), (CARGO, B), (PEARL, D)), JULY)
    compare(desk, {**of, "first": [undated, july]}, MAY, JUNE, JULY, LATER)
    assert desk.versions(NAME) == [(NAME, None), (NAME, JULY.isoformat())]
    assert desk.gaps(JULY)[C] == Stand("lapsed", None, JULY)


def test_other_content_without_a_day_is_refused_and_the_options_are_named(desk: Desk) -> None:
    of = {"list": named(desk)}
    of["first"] = [load(desk, pairs((STEEL, A), (CARGO, B), (PEARL, C)), JUNE)]
    write(LEDGER, ledger(pairs((STEEL, A), (CARGO, B))))
    told = desk.run("load", LEDGER, "--in", "盘州市", code=2).output
    assert "--as-of" in told
    assert "--correct" in told
    compare(desk, of, JUNE, JULY)
    told = desk.run("load", LEDGER, "--in", "盘州市", "--as-of", "2024-06", code=2).output  # a month is no full day
    assert "--correct" in told
    compare(desk, of, JUNE, JULY)


def test_the_same_content_keeps_its_day(desk: Desk) -> None:
    of = {"list": named(desk), "first": [load(desk, pairs((STEEL, A), (CARGO, B)), JUNE)]}
    before = desk.everything(MAY, JUNE)
    for path in (LEDGER, "台账（最终版）.xlsx"):  # under whatever name
        desk.load(write(path, ledger(of["first"][0].pairs)))
        assert desk.everything(MAY, JUNE) == before
    desk.load(LEDGER, "--as-of", AUGUST.isoformat())
    assert desk.versions(NAME) == [(NAME, JUNE.isoformat()), (NAME, AUGUST.isoformat())]
    compare(desk, of, MAY, JUNE, AUGUST)


@pytest.mark.parametrize(
    "how",
    [
        pytest.param(("--correct", "--as-of", JUNE.isoformat()), id="correct"),
        pytest.param(("--as-of", JUNE.isoformat()), id="the same full day"),
    ],
)
def test_june_is_corrected_after_july(desk: Desk, how: tuple[str, ...]) -> None:
    """What the correction took out was never listed; July is as it was."""
    of = {"list": named(desk)}
    load(desk, pairs((STEEL, A), (CARGO, B), (PEARL, C), (PEARL, D)), JUNE)
    july = load(desk, pairs((STEEL, A), (CARGO, C)), JULY)
    right = pairs((STEEL, A), (STEEL, B), (PEARL, C), (PEARL, E))
    desk.load(write(LEDGER, ledger(right)), *how)
    assert desk.versions(NAME) == [(NAME, JUNE.isoformat()), (NAME, JULY.isoformat())]
    compare(desk, {**of, "first": [Version(JUNE, right), july]}, MAY, JUNE, JULY, LATER)
    assert desk.gaps(JUNE)[D] == Stand("never")
    assert desk.gaps(JULY)[D] == Stand("never")
    assert desk.gaps(JULY)[E] == Stand("lapsed", None, JULY)


def test_a_correction_without_a_day_is_of_the_newest_version_and_keeps_its_day(desk: Desk) -> None:
    of = {"list": named(desk)}
    june = load(desk, pairs((STEEL, A), (CARGO, B), (PEARL, C)), JUNE)
    load(desk, pairs((STEEL, A), (CARGO, B)), JULY)
    right = pairs((STEEL, A), (CARGO, D))
    desk.load(write(LEDGER, ledger(right)), "--correct")
    compare(desk, {**of, "first": [june, Version(JULY, right)]}, JUNE, JULY)
    assert desk.versions(NAME) == [(NAME, JUNE.isoformat()), (NAME, JULY.isoformat())]


def test_two_ledgers_state_a_pair_and_one_drops_it(desk: Desk) -> None:
    """As long as another lists it, it holds; once none does, it ended by the day of the last that dropped it."""
    of = {"list": named(desk)}
    june = load(desk, pairs((STEEL, A), (CARGO, B), (PEARL, C)), JUNE)
    other = [load(desk, pairs((STEEL, A), (PEARL, E), (CARGO, F)), JUNE, path="街道台账.xlsx")]
    july = load(desk, pairs((CARGO, B), (PEARL, C)), JULY)
    compare(desk, {**of, "first": [june, july], "second": other}, JUNE, JULY, LATER)
    assert A not in desk.gaps(JULY)
    other.append(load(desk, pairs((PEARL, E), (CARGO, F)), AUGUST, path="街道台账.xlsx"))
    compare(desk, {**of, "first": [june, july], "second": other}, JUNE, JULY, AUGUST, LATER)
    assert desk.gaps(AUGUST)[A] == Stand("lapsed", None, AUGUST)


def test_a_list_drops_a_village(desk: Desk) -> None:
    """It leaves the roster from that day on; a ledger that still names it makes it one that no roster holds."""
    lists = named(desk)
    ledgers = {"first": [load(desk, pairs((STEEL, A), (CARGO, B), (PEARL, C)), JUNE)]}
    fewer = [unit for unit in UNITS if unit not in (A, F)]
    desk.load(write("村名单.xlsx", village_list(fewer)), "--as-of", JULY.isoformat())
    of = {"list": [*lists, Version(JULY, alone=frozenset(fewer))], **ledgers}
    compare(desk, of, MAY, JUNE, JULY)
    assert (desk.figures(JULY)["roster"], desk.figures(JULY)["off_roster"]) == (4, 1)
    assert (desk.figures(JUNE)["roster"], desk.figures(JUNE)["off_roster"]) == (6, 0)


def test_a_village_stays_on_the_roster_of_another(desk: Desk) -> None:
    """A list drops it, and a ledger with gaps in it still names it."""
    lists = named(desk)
    gappy = load(desk, pairs((STEEL, A), (CARGO, B)), JUNE, alone=[F])
    desk.load(write("村名单.xlsx", village_list(UNITS[1:5])), "--as-of", JULY.isoformat())
    of = {"list": [*lists, Version(JULY, alone=frozenset(UNITS[1:5]))], "first": [gappy]}
    compare(desk, of, MAY, JUNE, JULY)
    assert desk.figures(JULY)["roster"] == 6


def test_no_longer_listed_before_or_after_its_end(desk: Desk) -> None:
    """An end counts only if it came before the pair was no longer listed, on whatever later day it is asked."""
    of = {"list": named(desk)}
    june = load(desk, pairs((STEEL, A, "2022", "2025-12-31"), (CARGO, B, "2022", "2024-07-10"), (PEARL, C)), JUNE)
    july = load(desk, pairs((PEARL, C), (PEARL, D)), JULY)
    compare(desk, {**of, "first": [june, july]}, JUNE, date(2024, 7, 20), JULY, LATER)
    for day in (JULY, LATER):
        assert desk.gaps(day)[A] == Stand("lapsed", None, JULY)
        assert desk.gaps(day)[B].last_end == "2024-07-10"
    august = load(desk, pairs((STEEL, A, "2022", "2024-08-15"), (PEARL, C), (PEARL, D)), AUGUST)
    compare(desk, {**of, "first": [june, july, august]}, JUNE, JULY, AUGUST, LATER)
    assert desk.gaps(JULY)[A] == Stand("lapsed", None, JULY)
    assert desk.gaps(AUGUST)[A] == Stand("lapsed", "2024-08-15")  # listed again, with an end


def test_a_pair_that_comes_back(desk: Desk) -> None:
    of = {"list": named(desk)}
    first = [
        load(desk, pairs((STEEL, A), (CARGO, B), (PEARL, C)), JUNE),
        load(desk, pairs((CARGO, B), (PEARL, C)), JULY),
        load(desk, pairs((STEEL, A), (CARGO, B), (PEARL, C)), AUGUST),
    ]
    compare(desk, {**of, "first": first}, JUNE, JULY, AUGUST)
    assert desk.changes(JUNE, JULY)["ended"] == desk.changes(JULY, AUGUST)["added"] == {A}


def test_a_day_before_the_first_version(desk: Desk) -> None:
    """The earliest version answers, with its own dates, and the answer says which it was."""
    of = {"list": named(desk, day=JUNE)}
    of["first"] = [
        load(desk, pairs((STEEL, A, "2022", None), (CARGO, B, "2024-06-01", None), (PEARL, C)), JUNE),
        load(desk, pairs((STEEL, A, "2022", None), (PEARL, C)), JULY),
    ]
    early = date(2023, 3, 1)
    compare(desk, of, early, MAY, JUNE, JULY)
    assert desk.gaps(early)[B] == Stand("never")
    assert any(JUNE.isoformat() in note for note in desk.ask("gaps", "village", "--as-of", early.isoformat())["notes"])
    assert not any(
        MAY.isoformat() in note for note in desk.ask("gaps", "village", "--as-of", JULY.isoformat())["notes"]
    )


def package(folder: str, day: date, stated: Mapping[Pair, Term], *, claims: str = "") -> str:
    """Writes a data package whose six villages are on its roster; its folder."""
    path = Path(folder)
    path.mkdir(parents=True, exist_ok=True)
    described = {"name": folder, "title": folder, "jiedui": {"as_of": day.isoformat()}}
    (path / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    towns = {unit.split("/")[0]: f"t{number}" for number, unit in enumerate(sorted(UNITS))}
    ids = {unit: f"v{number}" for number, unit in enumerate(UNITS)} | {STEEL: "h0", CARGO: "h1", PEARL: "h2"}
    rows = ["id,name,kind,part_of,on_roster", "c,示例县,county,,"]
    rows += [f"{id_},{town},township,c," for town, id_ in towns.items()]
    for name, id_ in ids.items():
        town, _, village = name.partition("/")
        rows.append(f"{id_},{village}村,village,{towns[town]},true" if village else f"{id_},{name},enterprise,,")
    (path / "organizations.csv").write_text("\n".join(rows), encoding="utf-8")
    rows = ["id,helper,recipient,start,end"]
    for (helper, unit), term in stated.items():
        rows.append(f"{ids[helper]}-{ids[unit]},{ids[helper]},{ids[unit]},{term.start or ''},{term.end or ''}")
    (path / "agreements.csv").write_text("\n".join(rows), encoding="utf-8")
    if claims:
        (path / "claims.csv").write_text(claims, encoding="utf-8")
    return folder


def test_a_package_for_another_day(desk: Desk) -> None:
    """The same records for another day are a version of that day; its own day is kept beside it."""
    stated = pairs((STEEL, A), (CARGO, B), (PEARL, C))
    folder = package("records", JUNE, stated)
    desk.run("load", folder)
    desk.run("load", folder, "--as-of", AUGUST.isoformat())
    assert desk.versions() == [("records", JUNE.isoformat()), ("records", AUGUST.isoformat())]
    assert desk.ask("gaps", "village")["as_of"] == AUGUST.isoformat()
    everyone = frozenset(UNITS)
    of = [Version(JUNE, stated, everyone), Version(AUGUST, stated, everyone)]
    compare(desk, {"records": of}, MAY, JUNE, AUGUST)
    fewer = pairs((STEEL, A), (CARGO, B))
    package("records", JULY, fewer)
    desk.run("load", folder)
    of.append(Version(JULY, fewer, everyone))
    compare(desk, {"records": of}, MAY, JUNE, JULY, AUGUST)
    assert desk.gaps(JULY)[C] == Stand("lapsed", None, JULY)
    assert C not in desk.gaps(AUGUST)


def test_a_registry_beside_a_ledger_without_a_day(desk: Desk) -> None:
    """Divisions state no pairs: their day is not the day of an answer, and they need no word for a day before it."""
    desk.run("load", "registry-cn-2023", "--in", "520281")
    stated = pairs((STEEL, A), (CARGO, B), (PEARL, C))
    desk.load(write(LEDGER, ledger(stated)))
    assert desk.ask("gaps", "village")["as_of"] == date.today().isoformat()
    compare(desk, {"first": [Version(None, stated)]}, date(2015, 1, 1), JUNE, LATER)
    for day in ("2015-01-01", JUNE.isoformat()):
        notes = desk.ask("gaps", "village", "--as-of", day)["notes"]
        assert not any("2023" in note for note in notes)
    assert desk.figures(JUNE)["share_direct"] is None


def test_a_ledger_that_reaches_all(desk: Desk) -> None:
    """It stated a roster when it had gaps in it, and states one when it has none left."""
    june = load(desk, pairs((STEEL, A), (CARGO, B), (PEARL, C)), JUNE, alone=[D, E])
    assert desk.figures(JUNE) == {**oracle.figures({"first": [june]}, JUNE), "roster": 5, "share_direct": 0.6}
    july = load(desk, pairs((STEEL, A), (CARGO, B), (PEARL, C), (STEEL, D), (CARGO, E)), JULY)
    compare(desk, {"first": [june, july]}, JUNE, JULY)
    assert desk.figures(JULY)["share_direct"] == 1.0


def test_a_ledger_of_pairs_alone_states_no_roster(desk: Desk) -> None:
    """A list and no share, and one line that says how to state the roster."""
    june = load(desk, pairs((STEEL, A), (CARGO, B), (PEARL, C)), JUNE)
    july = load(desk, pairs((STEEL, A), (CARGO, B), (PEARL, D)), JULY)
    compare(desk, {"first": [june, july]}, JUNE, JULY)
    assert desk.gaps(JULY) == {C: Stand("lapsed", None, JULY)}
    assert any("roster" in note for note in desk.ask("gaps", "village")["notes"])


def test_two_bulletins_of_two_months(desk: Desk) -> None:
    """June's stands beside May's: what May's states goes on."""
    head = "id,kind,helpers,recipients,printed"
    may, june = pairs((STEEL, A), (CARGO, B)), pairs((PEARL, D), (STEEL, E))
    desk.run(
        "load",
        package("bulletin-may", MAY, may, claims=f"{head}\nm,village,enterprise=2,village=2,2 家企业结对 2 个村\n"),
    )
    desk.run(
        "load",
        package("bulletin-june", JUNE, june, claims=f"{head}\nj,village,enterprise=3,village=4,3 家企业结对 4 个村\n"),
    )
    everyone = frozenset(UNITS)
    of = {"may": [Version(MAY, may, everyone)], "june": [Version(JUNE, june, everyone)]}
    compare(desk, of, MAY, JUNE)
    assert desk.figures(JUNE)["direct"] == 4
    assert desk.ask("gaps", "village")["as_of"] == JUNE.isoformat()
    assert len(desk.ask("check", "claims", code=1)["rows"]) >= 2


def money(quarter: str, amounts: Mapping[Pair, float], path: str | None = None, *, year: int = 2024) -> str:
    """Writes a quarter's table of money, in 万元."""
    head = ["序号", "乡镇", "受帮扶村", "帮扶单位", "到位资金"]
    body = []
    for number, ((helper, unit), amount) in enumerate(amounts.items(), start=1):
        town, _, village = unit.partition("/")
        body.append([number, town, f"{village}村", helper, amount])
    return write(
        path or f"{year}年{quarter}资金.xlsx", [[f"{year}年{quarter}帮扶资金到位情况（单位：万元）"], head, *body]
    )


def test_two_quarters_of_money(desk: Desk) -> None:
    """They stand beside each other; other money of the same pair and period is asked, and nothing is written."""
    of = {"list": named(desk), "first": [load(desk, pairs((STEEL, A), (CARGO, B), (PEARL, C)), JUNE)]}
    desk.load(money("一季度", {(STEEL, A): 3.5, (CARGO, B): 1}))
    desk.load(money("二季度", {(STEEL, A): 4, (CARGO, B): 2, (PEARL, C): 0.5}))
    given = {STEEL: Decimal(75_000), CARGO: Decimal(30_000), PEARL: Decimal(5_000)}
    assert desk.funds({}) == given
    compare(desk, of, JUNE, JULY)
    desk.run("load", money("二季度", {(STEEL, A): 5}, "资金（二季度）.xlsx"), "--in", "盘州市", code=2)
    assert desk.funds({}) == given


def test_the_money_of_a_year(desk: Desk) -> None:
    """Money makes nobody a partner; that of one year can be asked for; that of a pair no ledger holds is told."""
    of = {"list": named(desk), "first": [load(desk, pairs((STEEL, A, "2022", "2023-12-31"), (CARGO, B)), JUNE)]}
    desk.load(money("四季度", {(STEEL, A): 3.5, (CARGO, B): 1}, year=2023))
    told = desk.run("load", money("一季度", {(CARGO, B): 2, (PEARL, F): 0.5}), "--in", "盘州市").output
    assert PEARL in told
    compare(desk, of, JUNE, JULY)
    assert desk.funds({}, "--year", "2023") == {STEEL: Decimal(35_000), CARGO: Decimal(10_000)}
    assert desk.funds({}, "--year", "2024") == {CARGO: Decimal(20_000), PEARL: Decimal(5_000)}


def test_a_plan_that_is_loaded(desk: Desk) -> None:
    """A drafted plan begins on its day; loading it confirms it, and `check data` lists its pairs."""
    of = {"list": named(desk), "first": [load(desk, pairs((STEEL, A), (CARGO, B), (PEARL, C)), JUNE)]}
    desk.run("plan", "village", "--capacity", "2", "--as-of", JULY.isoformat(), "-o", "plan.xlsx")
    book = openpyxl.load_workbook("plan.xlsx").worksheets[0]
    drafted = book.max_row - 1
    assert drafted == 3
    compare(desk, of, JUNE, JULY)  # a draft writes nothing to the store
    desk.run("load", "plan.xlsx")
    assert desk.figures(JUNE) == oracle.figures(of, JUNE)
    assert desk.figures(JULY) == {**oracle.figures(of, JULY), "direct": 6, "never": 0, "gaps": 0, "share_direct": 1.0}
    rows = desk.ask("check", "data", "--as-of", JULY.isoformat())["rows"]
    assert len([row for row in rows if row["rule"] == "draft"]) == drafted


# --- taking back


def test_undo_takes_back_a_whole_command(desk: Desk) -> None:
    """Two files of one command are one step."""
    named(desk)
    before = desk.everything(JUNE, JULY)
    write(LEDGER, ledger(pairs((STEEL, A), (CARGO, B))))
    write("街道台账.xlsx", ledger(pairs((PEARL, D), (PEARL, E))))
    desk.run("load", LEDGER, "街道台账.xlsx", "--in", "盘州市", "--as-of", JUNE.isoformat())
    loaded = desk.everything(JUNE, JULY)
    assert loaded != before
    desk.run("undo")
    assert desk.everything(JUNE, JULY) == before


@pytest.mark.parametrize(
    "wrong", [("remove", "没有这个"), ("remove", NAME, "--version", "2020-01-01"), ("rename", "没有这个", "甲")]
)
def test_what_is_not_there_cannot_be_taken_out(desk: Desk, wrong: tuple[str, ...]) -> None:
    named(desk)
    load(desk, pairs((STEEL, A), (CARGO, B)), JUNE)
    before = desk.everything(JUNE)
    desk.run(*wrong, code=2)
    assert desk.everything(JUNE) == before


def test_a_name_that_is_taken_is_not_given_twice(desk: Desk) -> None:
    named(desk)
    load(desk, pairs((STEEL, A), (CARGO, B)), JUNE)
    before = desk.everything(JUNE)
    desk.run("rename", NAME, "村名单", code=2)
    assert desk.everything(JUNE) == before


def test_a_newer_version_under_another_name_is_refused_until_it_is_said_what_it_is(desk: Desk) -> None:
    of = {"list": named(desk), "first": [load(desk, pairs((STEEL, A), (CARGO, B), (PEARL, C)), JUNE)]}
    july = pairs((STEEL, A), (CARGO, B), (PEARL, D))
    path = write("七月.xlsx", ledger(july))
    told = desk.run("load", path, "--in", "盘州市", "--as-of", JULY.isoformat(), code=2).output
    assert "--version-of" in told
    assert "--beside" in told
    assert NAME in told
    compare(desk, of, JUNE, JULY)
    told = desk.run("load", path, "--in", "盘州市", "--version-of", NAME, code=2).output  # it has no day
    assert "--as-of" in told
    compare(desk, of, JUNE, JULY)
    desk.load(path, "--as-of", JULY.isoformat(), "--beside")
    compare(desk, {**of, "second": [Version(JULY, july)]}, JUNE, JULY)
    desk.run("undo")
    desk.load(path, "--as-of", JULY.isoformat(), "--version-of", NAME)
    compare(desk, {**of, "first": [*of["first"], Version(JULY, july)]}, JUNE, JULY)


def test_one_name_in_two_folders_is_two_ledgers(desk: Desk) -> None:
    of = {"list": named(desk)}
    of["甲"] = [load(desk, pairs((STEEL, A), (CARGO, B)), JUNE, path="甲县/台账.xlsx")]
    of["乙"] = [load(desk, pairs((PEARL, D), (PEARL, E)), JUNE, path="乙县/台账.xlsx")]
    compare(desk, of, JUNE, JULY)
    assert len(desk.versions()) == 3


def test_help_through_the_township(desk: Desk) -> None:
    """A village that is no longer listed may still be reached through its township."""
    of = {"list": named(desk)}
    towns = pairs((STEEL, "民主镇"))
    rows: list[list[Any]] = [["序号", "受援乡镇", "帮扶单位"], [1, "民主镇", STEEL]]
    desk.load(write("乡镇结对台账.xlsx", rows), "--as-of", JUNE.isoformat())
    of["towns"] = [Version(JUNE, towns)]
    of["first"] = [
        load(desk, pairs((CARGO, A), (PEARL, D)), JUNE),
        load(desk, pairs((CARGO, B)), JULY, "--version-of", NAME),
    ]
    compare(desk, of, JUNE, JULY)
    assert desk.gaps(JULY)[A].state == "inherited"
    assert desk.gaps(JULY)[D] == Stand("lapsed", None, JULY)


def test_the_day_comes_from_the_title_or_the_name(desk: Desk) -> None:
    """What is said on the command line comes first, then the sheet, then the name of the file."""
    stated = pairs((STEEL, A), (CARGO, B))
    titled = ledger(stated, title="村企结对台账（截至2024年6月30日）")
    assert desk.load(write("a2024-07-31.xlsx", titled), "--dry-run")["as_of"] == JUNE.isoformat()
    assert desk.load("a2024-07-31.xlsx", "--as-of", MAY.isoformat(), "--dry-run")["as_of"] == MAY.isoformat()
    for path, day in (("台账2024-07-31.xlsx", JULY), ("台账（2024年7月）.xlsx", JULY), ("台账20240731.csv", JULY)):
        assert desk.load(write(path, ledger(stated)), "--dry-run")["as_of"] == day.isoformat()
    assert desk.load(write("2021-2025年规划台账.xlsx", ledger(stated)), "--dry-run")["as_of"] is None


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("村企结对台账（2024年6月30日）", JUNE),
        ("填报时间：2024年6月30日", JUNE),
        ("截至2024.6.30", JUNE),
        ("统计时间：2024年6月", JUNE),
        ("2024年度村企结对台账", date(2024, 12, 31)),
        ("2021-2025年村企结对台账", None),
        ("村企结对台账", None),
    ],
)
def test_a_day_that_the_sheet_says(desk: Desk, said: str, day: date | None) -> None:
    """A month or a year means its last day; a range is no day."""
    told = desk.load(write(LEDGER, ledger(pairs((STEEL, A), (CARGO, B)), title=said)), "--dry-run")
    assert told["as_of"] == (day and day.isoformat())


def test_a_year_that_is_not_over_means_the_day_of_the_load(desk: Desk) -> None:
    said = f"{date.today().year}年村企结对台账"
    told = desk.load(write(LEDGER, ledger(pairs((STEEL, A), (CARGO, B)), title=said)), "--dry-run")
    assert told["as_of"] == date.today().isoformat()
