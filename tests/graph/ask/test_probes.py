"""Probes: words that change what a question means, put into every paraphrase. None may be read as the paraphrase was.

A word of negation, of another side, of quantity or of modality in a question makes another question of it. It may be
refused, or answered by another command; answered as if the word were not there, it would be answered wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from graph.ask import Asked, Unread, language, read
from graph.store import Store
from graph.store.open import open_store
from tests.graph.ask.test_people import DAYS, people
from tests.graph.ask.test_reading import answered, paraphrases, spoken, whole

DAY = date(2019, 12, 30)
_EN_VERBS = (
    r"\b(lack|have|has|help|helps|are|is|do|does|expire|withdraws?|gave|depend|rely|changed|disagree|match|add)\b"
)
_EN_PUT: Sequence[tuple[str, str, str]] = (
    ("negation", _EN_VERBS, r"\1 not"),
    ("negation", _EN_VERBS, r"\1 never ever"),
    ("quantity", r"\b(villages|schools|townships|hospitals|partners|pairings|agreements)\b", r"seventeen \1"),
    ("quantity", r"\b(villages|schools|townships|hospitals|partners|pairings|agreements)\b", r"most of the \1"),
    ("quantity", r"\b(villages|schools|townships|hospitals|partners|pairings|agreements)\b", r"half of \1"),
    ("modality", _EN_VERBS, r"should \1"),
    ("modality", _EN_VERBS, r"might \1"),
    ("modality", _EN_VERBS, r"want to \1"),
    ("side", r"\b(partners?|helpers?)\b", r"recipient \1"),
    ("other", r"\b(villages?|schools?|townships?|hospitals?|partners?|agreements?|pairings?)\b", r"non-\1"),
    ("other", r"\b(villages?|schools?|townships?|hospitals?|partners?|agreements?|pairings?)\b", r"former \1"),
    ("other", r"\b(villages?|schools?|townships?|hospitals?|partners?|agreements?|pairings?)\b", r"\1 and roads"),
)
_ZH_VERBS = "(帮扶|结对|到期|退出|投入|一致|矛盾|变化|覆盖)"
_ZH_KINDS = "(村|学校|乡镇|医院|企业|单位|协议)"
_ZH_PUT: Sequence[tuple[str, str, str]] = (
    ("negation", _ZH_VERBS, r"不\1"),
    ("negation", _ZH_VERBS, r"并非\1"),
    ("quantity", _ZH_KINDS, r"十七个\1"),
    ("quantity", _ZH_KINDS, r"大多数\1"),
    ("quantity", _ZH_KINDS, r"一半\1"),
    ("modality", _ZH_VERBS, r"应该\1"),
    ("modality", _ZH_VERBS, r"可能\1"),
    ("modality", _ZH_VERBS, r"愿意\1"),
    ("side", _ZH_KINDS, r"受援\1"),
    ("other", _ZH_KINDS, r"非\1"),
    ("other", _ZH_KINDS, r"原\1"),
    ("other", _ZH_KINDS, r"\1和道路"),
)
_SAME = re.compile(
    "受援(单位|方|村|乡镇|学校|医院)|(?i:full history).*former|(?i:what if|suppose).*(might|should)|recipient partners|可能.*到期|可能退出"
    "|might (are )?(about to |due to )?(expir|end)|(might|should) is closing|want to withdraw|both want to quit|leaves who might"
)
"""Where such a word changes nothing: one name of the recipients; agreements that may end, what may be left are asked of."""
SAMPLE = 12
"""Every so many probes are tried each time, all of them in the full suite."""


def peoples() -> Iterator[tuple[str, str, str, str]]:
    """(what was put in, the question with it, the question without it, its data), of the questions of people."""
    for file in ("people.tsv", "open.tsv", "kept.tsv", "fresh.tsv", "later.tsv", "blind.tsv"):
        for question, _, data, _ in people(file):
            for what, pattern, put in _ZH_PUT if language(question) == "zh" else _EN_PUT:
                changed = re.sub(pattern, put, question, count=1)
                if changed != question and not _SAME.search(changed):
                    yield what, changed, question, data


def probes() -> Iterator[tuple[str, str, str]]:
    """(what was put in, the question with it, the command of the question without it)."""
    for question, command in [(question, command) for _, question, command in paraphrases()] + list(answered()):
        for what, pattern, put in _ZH_PUT if language(question) == "zh" else _EN_PUT:
            changed = re.sub(pattern, put, question, count=1)
            if changed != question and not _SAME.search(changed):
                yield what, changed, command


@pytest.fixture(scope="module")
def store(files: dict[str, Path]) -> Iterator[Store]:
    with closing(open_store(str(files["pz"]))) as found:
        yield found


def misread(store: Store, some: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """The probes that are answered as if nothing had been put in: by the same command, with the same figure."""
    wrong = []
    for what, question, command in some:
        try:
            asked = read(question, store, DAY).asked
        except Unread:
            continue
        counted = isinstance(asked, Asked) and (asked.total is not None or asked.first > 1)
        if spoken(asked.command()) == spoken(whole(command)) and not counted:
            wrong.append((what, question, command))
    return wrong


def test_no_word_that_changes_the_meaning_vanishes(store: Store) -> None:
    assert misread(store, list(probes())[::SAMPLE]) == []


@pytest.mark.full
def test_no_such_word_vanishes_from_any_paraphrase(store: Store) -> None:
    every = list(probes())
    assert len(every) >= 3000
    assert misread(store, every) == []


def read_alike(stores: dict[str, Store], some: Sequence[tuple[str, str, str, str]]) -> list[tuple[str, str]]:
    """The probes of people's questions that are read as the question without what was put in."""
    wrong = []
    for what, changed, question, data in some:
        try:
            asked = read(changed, stores[data], DAYS[data]).asked
            same = read(question, stores[data], DAYS[data]).asked.command() == asked.command()
        except Unread:
            continue
        counted = isinstance(asked, Asked) and (asked.total is not None or asked.first > 1)
        if same and not counted:
            wrong.append((what, changed))
    return wrong


def test_no_such_word_vanishes_from_questions_of_people(stores: dict[str, Store]) -> None:
    assert read_alike(stores, list(peoples())[::SAMPLE]) == []


@pytest.mark.full
def test_no_such_word_vanishes_from_any_question_of_people(stores: dict[str, Store]) -> None:
    every = list(peoples())
    assert len(every) >= 2000
    assert read_alike(stores, every) == []


EITHER_SIDE = ("departments", "部门")


@pytest.mark.parametrize("kind", EITHER_SIDE)
def test_a_kind_that_may_stand_on_either_side_is_not_guessed(store: Store, kind: str) -> None:
    asked = (
        ("which {} lack a partner", "are all {} paired", "how many {} have a partner", "which {} have most partners")
        if language(kind) == "en"
        else ("哪些{}没有结对单位", "{}都结对了吗", "有多少{}有结对单位", "哪些{}的结对单位最多")
    )
    for one in asked:
        with pytest.raises(Unread):
            read(one.format(kind), store, DAY)


@pytest.mark.parametrize(
    ("question", "command"),
    [
        ("which enterprises lack a partner", "gaps enterprise --side helper"),
        ("哪些企业没有结对单位", "gaps enterprise --side helper"),
        ("which social groups do the most", "rank social_group --side helper --by partners --top 10"),
        ("which companies have most partners", "rank enterprise --side helper --by partners --top 10"),
    ],
)
def test_a_kind_that_stands_on_one_side_of_what_is_loaded_means_that_side(
    store: Store, question: str, command: str
) -> None:
    assert spoken(read(question, store, DAY).asked.command()) == spoken(whole(command))
