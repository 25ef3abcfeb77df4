"""Texts that may be several names: the column and its header say which, or the row is refused."""

from __future__ import annotations

from pathlib import Path

from loaders.loaded import Loaded
from tests.loaders.roster.corpus.writing import Page
from tests.loaders.roster.small import loaded, pairs


def read(
    tmp_path: Path, *rows: tuple[str, str], header: tuple[str, str] = ("Helper", "Village"), mapping: str | None = None
) -> Loaded:
    """What is read of two columns."""
    return loaded(tmp_path, Page((header, *rows)), mapping=mapping)


def told(found: Loaded) -> list[str]:
    """What was refused because it may be several names."""
    return [str(one.cell or one.values.get("value")) for one in found.problems if one.key == "problem.several_names"]


def test_names_that_stand_alone_elsewhere_are_told_apart(tmp_path: Path) -> None:
    found = read(
        tmp_path, ("Oxfam", "Letur"), ("Caritas", "Sot"), ("Oxfam, Caritas", "Letur, Sot"), ("Oxfam", "Sot y Letur")
    )
    assert sorted({*pairs(found)}) == [
        "Caritas > Letur",
        "Caritas > Sot",
        "Oxfam > Letur",
        "Oxfam > Sot",
    ]


def test_a_header_in_the_plural_says_that_there_are_several(tmp_path: Path) -> None:
    rows = (("Grace Church", "Cabot (4 homes) and Ludlow (3)"), ("Temple Beth Or", "Weston (2)"))
    found = read(tmp_path, *rows, header=("Congregation", "Towns adopted"))
    assert pairs(found) == ["Grace Church > Cabot", "Grace Church > Ludlow", "Temple Beth Or > Weston"]


def test_what_may_be_one_or_several_is_refused_with_its_row(tmp_path: Path) -> None:
    found = read(tmp_path, ("Oxfam", "Aldaia y Sot"), ("Caritas", "Letur"), ("Unicef + 2 others", "Chiva"))
    assert pairs(found) == ["Caritas > Letur"]
    assert told(found) == ["Aldaia y Sot", "Unicef + 2 others"]


def test_a_mapping_says_that_it_is_one(tmp_path: Path) -> None:
    found = read(tmp_path, ("Oxfam", "Castilla y Leon"), ("Caritas", "Letur"), mapping='names = ["Castilla y Leon"]')
    assert pairs(found) == ["Caritas > Letur", "Oxfam > Castilla y Leon"]


def test_names_of_one_with_commas_and_words_for_and_stay_one(tmp_path: Path) -> None:
    rows = (
        ("Growers, Millers and Traders Association", "Navala"),
        ("Acme Trading, Inc.", "Bukuya"),
        ("Pine / Oak Realty Group", "Nadi"),
        ("Lake & Hill Trust", "Ba"),
    )
    assert len(pairs(read(tmp_path, *rows))) == 4


def test_a_column_of_places_with_their_states_is_left_as_it_is(tmp_path: Path) -> None:
    rows = (("Oxfam", "Salem, Oregon"), ("Caritas", "Dover, Vermont"), ("Unicef", "Troy, Michigan"))
    assert pairs(read(tmp_path, *rows)) == [
        "Caritas > Dover, Vermont",
        "Oxfam > Salem, Oregon",
        "Unicef > Troy, Michigan",
    ]
