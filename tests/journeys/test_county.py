"""The year of one county, played through the command line: every figure beside a count by hand."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from tests.journeys import county as files
from tests.journeys import oracle
from tests.journeys.county import CAMPAIGN, FIRMS, JULY, JUNE, LATER, OWN_NAME, SPELLINGS, County, county
from tests.journeys.desk import Desk, compare, stem
from tests.journeys.oracle import Ledgers

MAY = date(2024, 5, 1)
DAYS = (JUNE, JULY, LATER)


@pytest.fixture(params=["en", "zh"])
def officer(desk: Desk, request: pytest.FixtureRequest) -> Desk:
    """The desk of an officer who reads this language."""
    return replace(desk, lang=request.param)


def decide(path: str) -> int:
    """Puts 是 beside every proposal that joins two ways of writing the first firm; for how many names."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    heads = [str(cell.value).split()[0] for cell in sheet[1]]
    decided = set()
    for row in sheet.iter_rows(min_row=2):
        cells = dict(zip(heads, row, strict=True))
        name, candidate = cells["名称"].value, cells["候选"].value
        if name in SPELLINGS and candidate in SPELLINGS and name not in decided:
            cells["是/否"].value = "是"
            decided.add(name)
    book.save(path)
    return len(decided)


def until_june(officer: Desk, of: County) -> None:
    """The list, June's ledger and the other one are loaded; the five ways of writing one firm are decided."""
    every_village = files.write_list(of)
    assert officer.load(every_village)["roster"] == 530
    compare(officer, {"list": of.versions()["list"]}, JUNE)
    june, campaign = files.write_june(of), files.write_campaign(of)
    officer.load(june)
    officer.load(campaign)
    officer.run("reconcile", "-o", "proposals.xlsx")
    assert decide("proposals.xlsx") == len(SPELLINGS) - 1
    officer.run("reconcile", "--apply", "proposals.xlsx")
    officer.load(june)
    officer.load(campaign)


def test_until_the_money_of_june(officer: Desk) -> None:
    of = county()
    until_june(officer, of)
    told = officer.ask("gaps", "village")
    assert told["as_of"] == JUNE.isoformat()
    now = of.versions(july=False)
    compare(officer, now, MAY, JUNE, LATER, firm=OWN_NAME)
    assert officer.changes(JUNE, LATER) == oracle.changes(now, JUNE, LATER)
    history(officer, now, JUNE)
    withdrawal(officer, now, JUNE)
    townships(officer, now, JUNE)
    officer.load(files.write_money(of))
    assert officer.funds(OWN_NAME) == of.given()
    compare(officer, now, JUNE, firm=OWN_NAME)  # money makes no pair
    stats = officer.ask("stats", "village")
    assert stats["summary"]["pairs"] == len(oracle.in_force(now, JUNE))
    assert stats["summary"]["helpers"] == len(FIRMS)
    assert next(row["numerator"] for row in stats["rows"] if row["measure"] == "funds_mean") == sum(of.given().values())
    if officer.lang == "zh":
        assert not re.search(r"[A-Za-z]{3,}", " ".join(told["notes"] + stats["notes"]).replace("jiedui", ""))


def test_july(officer: Desk) -> None:
    of = county()
    until_june(officer, of)
    officer.load(files.write_money(of))
    before = officer.answers(CAMPAIGN, JUNE)

    july = files.write_july(of)
    refused = officer.run("load", july, "--in", "盘州市", code=2)
    assert "--version-of" in refused.output
    assert "--beside" in refused.output
    assert officer.answers(JUNE) == before[len(before) // 2 :]
    dataset = officer.load(files.write_june(of))["dataset"]
    assert officer.load(july, "--version-of", dataset)["version"] == JULY.isoformat()
    assert officer.versions(dataset) == [(dataset, JUNE.isoformat()), (dataset, JULY.isoformat())]
    assert officer.answers(CAMPAIGN, JUNE) == before
    compare(officer, of.versions(), MAY, JULY, LATER, firm=OWN_NAME)  # June is as it was
    assert officer.ask("gaps", "village")["as_of"] == JULY.isoformat()
    changed = oracle.changes(of.versions(), JUNE, JULY)
    assert {what: len(units) for what, units in changed.items()} == {
        "added": 6,  # five are new, and one was to begin in July
        "ended": 1,
        "re-paired": 1,
        "extended": 1,
    }
    assert officer.changes(JUNE, JULY) == changed
    assert officer.changes(JULY, LATER) == oracle.changes(of.versions(), JULY, LATER)
    assert officer.funds(OWN_NAME) == of.given()
    history(officer, of.versions(), JULY)
    withdrawal(officer, of.versions(), JULY)
    townships(officer, of.versions(), JULY)


def test_a_correction_and_what_is_taken_back(officer: Desk) -> None:
    of = county()
    until_june(officer, of)
    dataset = officer.load(files.write_june(of))["dataset"]
    officer.load(files.write_july(of), "--version-of", dataset)
    before = officer.everything(JUNE, JULY)
    officer.load(files.write_corrected(of), "--version-of", dataset, "--correct", "--as-of", JUNE.isoformat())
    assert officer.versions(dataset) == [(dataset, JUNE.isoformat()), (dataset, JULY.isoformat())]
    right = of.versions(corrected=True)
    compare(officer, right, *DAYS, firm=OWN_NAME)
    assert officer.changes(JUNE, JULY) == oracle.changes(right, JUNE, JULY)
    taken_back(officer, right, dataset)
    officer.load(files.write_june(of), "--correct", "--as-of", JUNE.isoformat())
    compare(officer, of.versions(), JUNE, JULY, firm=OWN_NAME)
    assert officer.everything(JUNE, JULY) == before


def history(officer: Desk, now: Ledgers, day: date) -> None:
    """The pairings of each firm are told with whether they hold, the dropped ones too."""
    held = oracle.in_force(now, day)
    ever = {pair for versions in now.values() for version in oracle.until(versions, day) for pair in version.pairs}
    for firm in FIRMS:
        found = officer.ask("partners", firm, "--history", "--as-of", day.isoformat())
        shown = sorted({(row["partner_id"], stem(row["partner"]), row["in_force"]) for row in found["rows"]})
        wanted = sorted((unit.split("/")[1], (name, unit) in held) for name, unit in ever if name == firm)
        assert sorted(row[1:] for row in shown) == wanted
        assert found["summary"]["helps"] == len([name for name, _ in held if name == firm])


def withdrawal(officer: Desk, now: Ledgers, day: date) -> None:
    """If one firm leaves, those whose only partner it is have none, and those with two have one."""
    found = officer.ask("withdraw", FIRMS[0], "--as-of", day.isoformat())["summary"]
    helped = [helpers for helpers in oracle.helpers_of(now, day).values() if FIRMS[0] in helpers]
    assert found["orphaned"] == sum(len(helpers) == 1 for helpers in helped)
    assert found["reduced_to_one"] == sum(len(helpers) == 2 for helpers in helped) > 0


def townships(officer: Desk, now: Ledgers, day: date) -> None:
    """Each township's line counts its own villages."""
    lines = officer.ask("coverage", "village", "--by", "township", "--as-of", day.isoformat())["rows"]
    stands = oracle.stands(now, day)
    for line in lines:
        own = [stand.state for unit, stand in stands.items() if unit.startswith(f"{line['group'].split(' / ')[-1]}/")]
        states = ("direct", "inherited", "lapsed", "never")
        assert [line["roster"], *(line[state] for state in states)] == [len(own), *map(own.count, states)]
    assert len(lines) == len(files.TOWNSHIPS)


def taken_back(officer: Desk, right: dict[str, list[oracle.Version]], dataset: str) -> None:
    """Removing says what it would do and does it; `undo` takes it back, byte for byte."""
    other = next(name for name, _ in officer.versions() if "万企" in name)
    everything = officer.everything(JUNE, JULY)
    officer.run("remove", other, "--dry-run")
    assert officer.everything(JUNE, JULY) == everything
    officer.run("remove", other)
    compare(officer, {name: some for name, some in right.items() if name != "campaign"}, JULY, firm=OWN_NAME)
    officer.run("undo")
    assert officer.everything(JUNE, JULY) == everything
    officer.run("remove", dataset, "--version", JULY.isoformat())
    compare(officer, {**right, "first": right["first"][:1]}, JULY, firm=OWN_NAME)
    officer.run("undo")
    assert officer.everything(JUNE, JULY) == everything
    officer.run("rename", dataset, "盘州市村企台账")
    assert "盘州市村企台账" in {name for name, _ in officer.versions()}
    compare(officer, right, JULY, firm=OWN_NAME)
    officer.run("undo")
    assert officer.everything(JUNE, JULY) == everything
