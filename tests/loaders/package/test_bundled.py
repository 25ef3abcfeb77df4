"""The packages that ship: their counts, and that they say what they are said to say."""

from __future__ import annotations

import json
import re
import runpy
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from graph.answer import Answer
from graph.model import Kind
from graph.questions import claims, conflicts, gaps, partners
from graph.questions.inquiry import Inquiry
from graph.store import Store
from graph.store.open import open_store
from loaders import load
from loaders.loaded import Loaded
from loaders.package import bundled as packages

DAY = date(2019, 12, 30)


@pytest.fixture(scope="module")
def loaded() -> dict[str, Loaded]:
    return {name: load(name) for name in packages.names() if name != "registry-cn-2023"}


def stored(tmp_path: Path, *parts: Loaded) -> Store:
    store = open_store(str(tmp_path / "s.db"), create=True)
    for part in parts:
        store.load(part.dataset)
    return store


def rows(answer: Answer) -> list[dict[str, object]]:
    return [dict(zip(answer.fields, row, strict=True)) for row in answer.rows]


@pytest.mark.parametrize(
    ("name", "kinds", "roster", "agreements", "ids", "contributions", "claims", "problems"),
    [
        (
            "panzhou-dalian",
            {
                "province": 2,
                "prefecture": 2,
                "county": 2,
                "township": 27,
                "village": 530,
                "department": 2,
                "hospital": 7,
                "school": 2,
            },
            {"county": 1, "township": 27, "village": 302},
            15,
            4,
            8,
            9,
            0,
        ),
        (
            "panzhou-illustrative",
            {
                "province": 2,
                "prefecture": 2,
                "county": 2,
                "township": 34,
                "village": 530,
                "department": 6,
                "hospital": 7,
                "school": 192,
                "enterprise": 16,
                "social_group": 2,
            },
            {"county": 1, "township": 27, "village": 302, "school": 96},
            166,
            166,
            192,
            0,
            0,
        ),
        ("east-west", {"province": 23, "prefecture": 46, "county": 36, "other": 2}, {}, 62, 62, 0, 0, 0),
        ("nepal-2015", {"county": 23, "village": 1223, "social_group": 11}, {"village": 1223}, 2251, 2251, 0, 0, 31),
    ],
)
def test_counts(
    loaded: dict[str, Loaded],
    name: str,
    kinds: dict[str, int],
    roster: dict[str, int],
    agreements: int,
    ids: int,
    contributions: int,
    claims: int,
    problems: int,
) -> None:
    dataset = loaded[name].dataset
    assert Counter(dataset.organizations["kind"].to_list()) == kinds
    assert Counter(dataset.organizations.filter(on_roster=True)["kind"].to_list()) == roster
    assert (len(dataset.agreements), dataset.agreements["id"].n_unique()) == (agreements, ids)
    assert (len(dataset.contributions), len(dataset.claims)) == (contributions, claims)
    assert (len(loaded[name].problems), loaded[name].failed) == (problems, False)


def test_the_registry() -> None:
    found = load("registry-cn-2023")
    assert (found.problems, len(found.dataset.organizations)) == ((), 665_276)
    assert Counter(found.dataset.organizations["kind"].to_list()) == {
        "province": 31,
        "prefecture": 342,
        "county": 2978,
        "township": 41_352,
        "village": 620_573,
    }


@pytest.mark.parametrize(("area", "below", "above"), [("520281", 558, 2), ("盘州市", 558, 2), ("cn-520281127", 29, 3)])
def test_a_part_of_the_registry(area: str, below: int, above: int) -> None:
    dataset = load("registry-cn-2023", area=area).dataset
    codes = dataset.organizations["code"].to_list()
    root = "520281127" if area.startswith("cn-") else "520281"
    assert sum(code.startswith(root) for code in codes) == below
    assert sorted(code for code in codes if not code.startswith(root)) == ["52", "5202", "520281"][:above]
    assert dataset.name == f"registry-cn-2023@cn-{root}"


def test_the_bulletin_s_figures(loaded: dict[str, Loaded]) -> None:
    dataset = loaded["panzhou-dalian"].dataset
    given = {
        (measure, sector): Decimal(value)
        for measure, sector, value in dataset.contributions.select("measure", "sector", "value").iter_rows()
    }
    assert given == {
        ("funds", "social-assistance"): 3_877_500,
        ("funds", "training"): 562_800,
        ("posts", None): 457,
        ("purchases", None): 70_000,
        ("people_visited", None): 10,
        ("students_funded", None): 45,
        ("sessions", "training"): 8,
        ("trainees", "training"): 479,
    }
    counts = {
        claim.kind: ({k.value: n for k, n in claim.helpers.items()}, {k.value: n for k, n in claim.recipients.items()})
        for claim in dataset.claims
        if claim.helpers
    }
    assert counts == {
        "township": ({"department": 6, "township": 4}, {"township": 9}),
        "village": ({"township": 3, "enterprise": 16, "social_group": 2}, {"village": 56}),
        "school": ({"school": 96}, {"school": 96}),
    }
    claimed = sorted(f"{claim.measure} {claim.value}" for claim in dataset.claims if claim.measure)
    assert claimed == [
        "coverage 1",
        "funds 3877500",
        "funds 3877500000",
        "funds 562800",
        "funds 5628000",
        "teachers_sent 6",
    ]
    group = dataset.agreements.filter(certainty="group")
    assert (len(group), group["id"].n_unique()) == (12, 1)
    assert {str(claim.since) for claim in dataset.claims if claim.kind == "village"} == {"2018"}


def test_the_illustrative_package_meets_every_count_and_is_never_evidence(
    loaded: dict[str, Loaded], tmp_path: Path
) -> None:
    store = stored(tmp_path, loaded["panzhou-dalian"], loaded["panzhou-illustrative"])
    found = rows(claims.answer(Inquiry(store, None, DAY)))
    counted = [row for row in found if str(row["rule"]).startswith(("helpers", "recipients"))]
    assert len(counted) == 9
    assert all(row["illustrative"] == row["expected"] for row in counted)
    assert {(row["rule"], row["found"], row["expected"], row["illustrative"]) for row in counted} >= {
        ("recipients:village", 0, 56, 56),
        ("helpers:department", 0, 6, 6),
    }
    sums = {(row["rule"], row["expected"]): row["illustrative"] for row in found if str(row["rule"]).startswith("sum:")}
    wrong = {("sum:funds", 3_877_500_000), ("sum:funds", 5_628_000)}
    assert all(drawn == expected for (rule, expected), drawn in sums.items() if (rule, expected) not in wrong)
    assert wrong <= set(sums)


def test_the_bulletin_s_package_is_made_from_its_text_and_the_decisions_about_it() -> None:
    folder = packages.folder() / "panzhou-dalian"
    made: dict[str, bytes] = runpy.run_path(str(folder / "from_bulletin.py"))["build"]()
    assert set(made) == {"agreements.csv", "contributions.csv", "claims.csv"}
    assert {name: (folder / name).read_bytes() for name in made} == made


def test_what_the_bulletin_does_not_say_is_not_in_its_package(loaded: dict[str, Loaded]) -> None:
    text = (packages.folder() / "panzhou-dalian" / "bulletin.txt").read_text(encoding="utf-8")
    dataset = loaded["panzhou-dalian"].dataset
    agreements = dataset.agreements
    assert sorted(agreements["id"].unique()) == [
        "panzhou-county-dalian",
        "panzhou-department-education",
        "panzhou-hospital-zhongshan-group",
        "panzhou-hospitals",
    ]
    assert agreements.filter(helper="cn-2102-jinpu").is_empty()  # its sub-districts and its bureau are paired
    assert agreements.filter(kind="school").is_empty()  # who sent the teachers is not said
    assert agreements.filter(certainty="group")["form"].null_count() == 12
    for table in (dataset.agreements, dataset.contributions):
        for row in table.iter_rows(named=True):
            kept = json.loads(row["attributes"])
            begin, end = map(int, kept["span"].split("-"))
            evened = re.sub(r"\s", "", text)
            assert re.sub(r"\s", "", text[begin:end]) in re.sub(r"\s", "", kept["sentence"])
            assert re.sub(r"\s", "", kept["sentence"]) in evened


def test_every_organization_of_the_bulletin_stands_in_it(loaded: dict[str, Loaded]) -> None:
    text = (packages.folder() / "panzhou-dalian" / "bulletin.txt").read_text(encoding="utf-8")
    organizations = loaded["panzhou-dalian"].dataset.organizations
    own = organizations.filter(organizations["source"].str.starts_with("bulletin"))
    assert len(own) == 12
    unsaid = [
        row["name_en"] for row in own.iter_rows(named=True) if row["name_en"] not in text and row["name"] not in text
    ]
    # their place stands at the first hospital of the list
    assert unsaid == ["Panzhou Second People's Hospital", "Panzhou Traditional Chinese Medicine Hospital"]


def test_invented_organizations_are_named_as_such(loaded: dict[str, Loaded]) -> None:
    organizations = loaded["panzhou-illustrative"].dataset.organizations
    invented = organizations.filter(illustrative=True)
    assert (len(invented), set(invented["name"].str.slice(0, 2).to_list())) == (6 + 7 + 16 + 2 + 96 + 94, {"示例"})
    assert loaded["panzhou-illustrative"].dataset.agreements["illustrative"].all()
    assert loaded["panzhou-illustrative"].dataset.contributions["illustrative"].all()
    for name in ("panzhou-dalian", "east-west", "nepal-2015"):
        assert not loaded[name].dataset.organizations["illustrative"].any()


def test_the_script_makes_the_illustrative_package_byte_for_byte() -> None:
    folder = packages.folder() / "panzhou-illustrative"
    made: dict[str, bytes] = runpy.run_path(str(folder / "make.py"))["build"]()
    assert {name: (folder / name).read_bytes() for name in made} == made
    assert set(made) == {path.name for path in folder.iterdir() if path.suffix in (".csv", ".json")}


def test_the_two_amounts_on_which_the_bulletin_s_halves_disagree(loaded: dict[str, Loaded], tmp_path: Path) -> None:
    found = rows(conflicts.answer(Inquiry(stored(tmp_path, loaded["panzhou-dalian"]), None, DAY)))
    assert sorted((row["rule"], row["found"], row["expected"]) for row in found) == [
        ("claim", Decimal(5_628_000), Decimal(562_800)),
        ("claim", Decimal(3_877_500_000), Decimal(3_877_500)),
    ]


def test_nepal(loaded: dict[str, Loaded], tmp_path: Path) -> None:
    answer = gaps.answer(Inquiry(stored(tmp_path, loaded["nepal-2015"]), None, date(2015, 7, 6)), kind=Kind.VILLAGE)
    assert (answer.summary["roster"], answer.summary["direct"], answer.summary["gaps"]) == (1223, 623, 600)
    assert loaded["nepal-2015"].rejected == 31
    assert {problem.cell for problem in loaded["nepal-2015"].problems} == {"#N/A"}
    pairs = loaded["nepal-2015"].dataset.agreements.select("helper", "recipient").unique()
    assert len(pairs) == 951


@pytest.mark.parametrize(
    ("day", "expected"),
    [(DAY, {"大连市": True, "中山市": False}), (date(2023, 1, 1), {"大连市": False, "中山市": True})],
)
def test_liupanshui(loaded: dict[str, Loaded], tmp_path: Path, day: date, expected: dict[str, bool]) -> None:
    store = stored(tmp_path, loaded["east-west"])
    found = rows(partners.answer(Inquiry(store, None, day), org="六盘水市"))
    assert {row["partner"]: row["in_force"] for row in found} == expected
    assert {row["direction"] for row in found} == {"helped_by"}


def test_no_package_holds_a_phone_or_an_id_number() -> None:
    for path in packages.folder().rglob("*.csv"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{17}[\dXx](?!\d)", text), path
