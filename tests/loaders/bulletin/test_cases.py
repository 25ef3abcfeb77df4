"""170 invented bulletins beside what a careful reader takes from each: no record that should not be one, no figure lost."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from loaders.bulletin import read
from loaders.bulletin.statements import LoadedBulletin
from tests.loaders.bulletin.scoring import Score, score

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


def gold_of(case: Path) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads(case.with_suffix(".json").read_text(encoding="utf-8"))
    return gold


@cache
def loaded(case: Path) -> LoadedBulletin:
    return read.load(case, as_of=date.fromisoformat(gold_of(case)["as_of"]))


def score_of(case: Path) -> Score:
    return score(case.stem, [one.as_json() for one in loaded(case).statements], gold_of(case))


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_nothing_is_a_record_that_should_not_be_and_no_figure_is_lost(case: Path) -> None:
    found = score_of(case)
    assert (found.errors, found.lost) == ([], [])


def test_most_records_are_found() -> None:
    whole = sum((score_of(case) for case in CASES), Score())
    assert whole.records > 600
    assert whole.found >= 0.78 * whole.records, whole.missed


def test_seven_in_eight_records_are_found_where_newsrooms_write_plainly() -> None:
    plain = sum((score_of(case) for case in CASES if not case.stem.startswith("e")), Score())
    assert plain.found >= 0.88 * plain.records, plain.missed


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_spans_point_into_the_file_and_persons_are_masked(case: Path) -> None:
    text = case.read_text(encoding="utf-8")
    shown = json.dumps([one.as_json() for one in loaded(case).statements], ensure_ascii=False, default=str)
    for one in loaded(case).statements:
        assert 0 <= one.span.begin < one.span.end <= len(text)
        kept = [letter for letter in one.printed if letter not in "＊ ，,"]
        assert set(kept) <= set(_even(text[one.span.begin : one.span.end]))
    assert [name for name in gold_of(case).get("persons", ()) if name in shown] == []


def _even(text: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFKC", text) + text


def test_records_reach_the_dataset_with_their_sentence_and_span() -> None:
    case = next(one for one in CASES if one.stem == "k06")
    data = loaded(case).dataset
    assert data.read_as == "prose"
    row = next(row for row in data.contributions.iter_rows(named=True) if row["value"] == "80000")
    kept = json.loads(row["attributes"])
    assert "丹霞镇三寨村" in kept["sentence"]
    begin, end = map(int, kept["span"].split("-"))
    assert case.read_text(encoding="utf-8")[begin:end] == row["printed"] == "帮扶资金8万元"
