"""What an officer does with versions besides asking: explains, mends, states rosters, copies and hands on."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from tests.journeys import oracle
from tests.journeys.desk import Desk, compare, ledger, write
from tests.journeys.dozen import (
    CARGO,
    JULY,
    JUNE,
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
from tests.journeys.oracle import OPEN, Ledgers, Stand, Version


def two_months(desk: Desk) -> Ledgers:
    """Loads the list, and June's and July's ledger: C is dropped, D is new."""
    return {
        "list": named(desk),
        "first": [
            load(desk, pairs((STEEL, A, "2022", None), (CARGO, B), (PEARL, C)), JUNE),
            load(desk, pairs((STEEL, A, "2022", None), (CARGO, B), (PEARL, D)), JULY),
        ],
    }


def test_a_pair_that_is_no_longer_listed_is_explained(desk: Desk) -> None:
    two_months(desk)
    village = f"{C.partition('/')[2]}村"
    found = desk.ask("explain", village, "--in", "民主镇", "--as-of", JULY.isoformat())
    assert (found["summary"]["state"], found["summary"]["last_end"]) == ("lapsed", None)
    told = " ".join([*found["notes"], *(row["says"] for row in found["rows"] if row["about"] == "agreement")])
    assert PEARL in told
    assert "2024-07" in told
    assert "None" not in told
    then = desk.ask("explain", village, "--in", "民主镇", "--as-of", JUNE.isoformat())
    assert then["summary"]["state"] == "direct"
    (row,) = desk.ask("partners", village, "--in", "民主镇", "--history", "--as-of", JULY.isoformat())["rows"]
    assert (row["partner"], row["in_force"]) == (PEARL, False)
    assert desk.ask("partners", village, "--in", "民主镇", "--as-of", JULY.isoformat())["summary"]["helped_by"] == 0
    assert desk.ask("partners", PEARL, "--as-of", JULY.isoformat())["summary"]["helps"] == 1


def test_what_is_cited_is_what_was_stated_for_the_day(desk: Desk) -> None:
    """As of June, June's file and row; as of July, July's."""
    named(desk)
    load(desk, pairs((STEEL, A, "2022", "2024-12-31"), (CARGO, B), (PEARL, C)), JUNE)
    load(
        desk,
        pairs((STEEL, A, "2022", "2024-12-31"), (CARGO, B), (PEARL, D), (PEARL, E)),
        JULY,
        "--version-of",
        NAME,
        path="七月.xlsx",
    )
    village = f"{A.partition('/')[2]}村"
    for day, file in ((JUNE, LEDGER), (JULY, "七月.xlsx")):
        sheet = openpyxl.load_workbook(file).worksheets[0]
        (placed,) = [row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 4).value == STEEL]
        rows = desk.ask("explain", village, "--in", "民主镇", "--as-of", day.isoformat())["rows"]
        assert [(row["file"], row["row"]) for row in rows if row["about"] == "agreement"] == [(file, placed)]
        (row,) = desk.ask("partners", STEEL, "--as-of", day.isoformat())["rows"]
        assert row["source"] == file
        (row,) = desk.ask("expiring", "--state", "expiring", "--as-of", day.isoformat())["rows"]
        assert row["source"] == file


def test_versions_say_what_each_states(desk: Desk) -> None:
    two_months(desk)
    rows = desk.ask("versions")["rows"]
    fields = [
        "dataset",
        "version",
        "read_as",
        "organizations",
        "agreements",
        "contributions",
        "claims",
        "roster",
        "file",
    ]
    assert all(list(row)[: len(fields)] == fields for row in rows)
    assert [
        (row["dataset"], row["version"], row["read_as"], row["agreements"], row["roster"], row["file"]) for row in rows
    ] == [
        ("村企结对台账", JUNE.isoformat(), "ledger", 3, 0, LEDGER),
        ("村企结对台账", JULY.isoformat(), "ledger", 3, 0, LEDGER),
        ("村名单", MAY.isoformat(), "roster", 0, 6, "村名单.xlsx"),
    ]


def test_all_versions_are_copied_to_another_home_and_back(desk: Desk) -> None:
    of = two_months(desk)
    copied, back = Desk(str(Path("copied.db").absolute())), Desk(str(Path("back.db").absolute()))
    copied.run("pull", desk.store)
    compare(copied, of, MAY, JUNE, JULY)
    assert copied.answers(JUNE, JULY) == desk.answers(JUNE, JULY)
    assert copied.versions() == desk.versions()
    copied.run("push", back.store)
    assert back.answers(JUNE, JULY) == desk.answers(JUNE, JULY)
    july = load(back, pairs((STEEL, A, "2022", None), (CARGO, B)), JULY, "--correct")  # it is a ledger there too
    compare(back, {**of, "first": [of["first"][0], july]}, JUNE, JULY)


def test_the_records_of_one_day_are_handed_on(desk: Desk) -> None:
    """What is exported for June and loaded elsewhere says of June what the store says of June."""
    of = two_months(desk)
    for day in (JUNE, JULY):
        desk.run("export", "csv", "--as-of", day.isoformat(), "-o", f"records-{day}")
        other = Desk(str(Path(f"{day}.db").absolute()))
        other.run("load", f"records-{day}")
        shown, wanted = other.figures(day), oracle.figures(of, day)
        same = ("roster", "direct", "share_direct")  # a copy of one day knows nothing of the others
        assert {name: shown[name] for name in same} == {name: wanted[name] for name in same}


def test_mended_rows_complete_the_version_they_came_from(desk: Desk) -> None:
    """June's row that could not be used is mended after July is loaded: it belongs to June."""
    of = named(desk)
    rows = ledger(pairs((STEEL, A), (CARGO, B), (PEARL, C)))
    spoilt = [[*row[:3], row[2], *row[4:]] if row[3] == PEARL else row for row in rows]  # a village as its own helper
    desk.load(write(LEDGER, spoilt), "--as-of", JUNE.isoformat(), "--rejects", "mend.xlsx", code=1)
    june = pairs((STEEL, A), (CARGO, B))
    assert C in desk.gaps(JUNE)
    notes = " ".join(desk.ask("gaps", "village", "--as-of", JUNE.isoformat())["notes"])
    assert NAME in notes  # one of its rows was not used
    july = load(desk, pairs((STEEL, A), (CARGO, B), (CARGO, D)), JULY)
    book = openpyxl.load_workbook("mend.xlsx")
    marked = next(row[3] for row in book.worksheets[0].iter_rows() if any(cell.comment for cell in row))
    marked.value = PEARL
    book.save("mend.xlsx")
    desk.load("mend.xlsx")
    june |= pairs((PEARL, C))
    compare(desk, {"list": of, "first": [Version(JUNE, june), july]}, MAY, JUNE, JULY)
    assert desk.versions(NAME) == [(NAME, JUNE.isoformat()), (NAME, JULY.isoformat())]
    assert desk.gaps(JULY)[C] == Stand("lapsed", None, JULY)


def test_the_registry_states_the_roster(desk: Desk) -> None:
    """Every unit of an area; `--off` takes one off, whoever names it; `undo` puts it back."""
    desk.run("load", "registry-cn-2023", "--in", "520281")
    june = load(desk, pairs((STEEL, A), (CARGO, B)), JUNE)
    assert desk.figures(JUNE) == oracle.figures({"first": [june]}, JUNE)
    desk.run("roster", "village", "--in", "盘州市")
    stated = desk.figures(JUNE)
    assert (stated["roster"], stated["direct"], stated["never"], stated["off_roster"]) == (530, 0, 530, 2)
    desk.run("roster", "--off", "下坝村")
    assert desk.figures(JUNE)["roster"] == 529
    desk.run("undo")
    assert desk.figures(JUNE) == stated


def test_no_under_on_the_roster_takes_a_village_off(desk: Desk) -> None:
    """否 in a table counts before every list that names the village; the day before, it was on."""
    named(desk)
    head = ["序号", "乡镇", "受帮扶村", "帮扶单位", "在名册"]
    rows = [
        [*row[:4], "否" if f"{row[1]}/{str(row[2])[:-1]}" == F else "是"]
        for row in ledger(pairs((STEEL, A), (CARGO, B)), UNITS[2:])[1:]
    ]
    desk.load(write(LEDGER, [head, *rows]), "--as-of", JUNE.isoformat())
    shown = desk.figures(JUNE)
    assert (shown["roster"], shown["direct"], shown["never"]) == (5, 2, 3)
    assert F not in desk.gaps(JUNE)


def test_a_ledger_of_pairs_is_said_to_be_the_roster_or_not(desk: Desk) -> None:
    june = load(desk, pairs((STEEL, A), (CARGO, B)), JUNE, "--roster")._replace(complete=True)
    assert (desk.figures(JUNE)["roster"], desk.figures(JUNE)["share_direct"]) == (2, 1.0)
    july = load(desk, pairs((STEEL, A, None, "2024-07-15"), (PEARL, E)), JULY)
    compare(desk, {"first": [june, july]}, JUNE, JULY)  # it states one from then on


def test_a_ledger_with_gaps_is_said_to_be_no_roster(desk: Desk) -> None:
    june = load(desk, pairs((STEEL, A), (CARGO, B)), JUNE, "--no-roster", alone=[C])
    assert desk.figures(JUNE) == oracle.figures({"first": [june._replace(off=True)]}, JUNE)


def test_the_only_version_and_its_dataset_are_the_same_to_remove(desk: Desk) -> None:
    of = named(desk)
    before = desk.everything(MAY, JUNE)
    load(desk, {(STEEL, A): OPEN, (CARGO, B): OPEN}, JUNE)
    for how in ((NAME,), (NAME, "--version", JUNE.isoformat())):
        desk.run("remove", *how)
        assert desk.everything(MAY, JUNE) == before
        compare(desk, {"list": of}, JUNE)
        desk.load(LEDGER, "--as-of", JUNE.isoformat())
