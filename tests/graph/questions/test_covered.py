"""Gaps beside an independent computation, and the fields of each answer."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from loaders.package import bundled as packages
from tests.commands import answer, ask, speak_english


@pytest.fixture(scope="module")
def panzhou(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "s.db"
    assert ask(path, "load", "panzhou-dalian", "panzhou-illustrative").exit_code == 0
    return path


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    speak_english(monkeypatch)


def table(name: str, package: str) -> list[dict[str, str]]:
    with (packages.folder() / package / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_gaps_equal_an_independent_computation(panzhou: Path) -> None:
    both = ("panzhou-dalian", "panzhou-illustrative")
    organizations = {row["id"]: row for package in both for row in table("organizations", package)}
    deals = [row for package in both for row in table("agreements", package)]
    helped = {row["recipient"] for row in deals}  # nothing ends, nothing starts after 2019
    roster = {
        id_
        for id_, row in organizations.items()
        if row["kind"] == "village"
        and row["on_roster"] == "true"
        and organizations[row["part_of"]]["part_of"] == "cn-520281"
    }
    found = answer(panzhou, "gaps", "village", "--in", "盘州市")
    assert (found["as_of"], found["scope"]) == ("2019-12-30", "贵州省 / 六盘水市 / 盘州市")
    assert {row["id"] for row in found["rows"]} == roster - helped
    for row in found["rows"]:
        town = organizations[row["id"]]["part_of"]
        nearest = town if town in helped else "cn-520281"
        assert row["inherited_from"] == organizations[nearest]["name"]
        assert row["area"] == ["贵州省", "六盘水市", "盘州市", organizations[town]["name"]]
        assert row["illustrative"] == (nearest == town)
    drawn = len(roster & helped) + sum(row["illustrative"] for row in found["rows"])
    assert found["summary"] == {
        "kind": "village",
        "roster": 302,
        "direct": 56,
        "inherited": 246,
        "lapsed": 0,
        "never": 0,
        "gaps": 246,
        "share_direct": 56 / 302,
        "illustrative": drawn,
        "off_roster": 0,
    }
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


def test_the_fields_of_each_answer(panzhou: Path) -> None:
    found = answer(panzhou, "coverage", "--by", "kind")
    assert list(found["rows"][0])[:7] == ["group", "roster", "direct", "inherited", "lapsed", "never", "share_direct"]
    assert [(row["group"], row["direct"], row["roster"], row["off_roster"]) for row in found["rows"]] == [
        ("county", 1, 1, 0),
        ("township", 9, 27, 0),
        ("village", 56, 302, 0),
        ("school", 96, 96, 0),
    ]
    assert found["summary"]["off_roster"] == 4  # of kinds without a roster
    found = answer(panzhou, "partners", "盘州市人民医院")
    assert list(found["rows"][0])[:12] == [
        "direction",
        "partner_id",
        "partner",
        "agreement",
        "kind",
        "form",
        "sector",
        "start",
        "end",
        "in_force",
        "certainty",
        "source",
    ]
    assert (found["summary"]["helped_by"], found["summary"]["group"], len(found["rows"])) == (1, 3, 6)
    found = answer(panzhou, "check", "conflicts")
    assert found["summary"]["passed"] is False
    assert list(found["rows"][0]) == ["rule", "subject_id", "subject", "found", "expected", "source"]
    assert len(found["rows"]) == 2
    found = answer(panzhou, "explain", "新民镇")
    assert (found["summary"]["state"], found["rows"][0]["file"]) == ("direct", "organizations.csv")
    found = answer(panzhou, "gaps", "--by", "township")
    assert sum(row["roster"] for row in found["rows"]) == 302
    found = answer(panzhou, "sources")
    assert found["summary"] == {"datasets": 2}
