"""What is offered for a question that cannot be read: what questions that resemble it asked for."""

from __future__ import annotations

import shlex

import pytest

from graph.ask import Unread, answer, read
from graph.ask.near import HEARD, near
from graph.ask.telling import offered
from graph.errors import UsageError
from graph.questions.inquiry import Inquiry
from graph.store import Store
from tests.graph.ask.heard import lines
from tests.graph.ask.test_people import DAYS, meant, people

OFFERED = 0.5
"""The least share of what is not read that is among the three questions offered instead."""


@pytest.mark.parametrize("file", ["open.tsv", "kept.tsv", "fresh.tsv", "later.tsv", "blind.tsv"])
def test_what_is_meant_is_often_among_what_is_offered(stores: dict[str, Store], file: str) -> None:
    """Of the questions that a command answers and that cannot be read: none of them is among those heard."""
    found = []
    for question, commands, data, refused in people(file):
        if refused and "REFUSE" not in commands:
            try:
                read(question, stores[data], DAYS[data])
                continue  # it is read by now, rightly or not
            except UsageError as caught:
                error = caught
            assert isinstance(error, Unread)
            offers = offered(question, error, stores[data], DAYS[data])
            right = {meant(shlex.split(one), data, stores[data]) for one in commands}
            found.append(any(meant(offer.asked.command(), data, stores[data]) in right for offer in offers))
    assert sum(found) >= OFFERED * len(found), f"{sum(found)} of {len(found)}"


@pytest.mark.full
def test_the_questions_that_were_heard_are_those_of_people(stores: dict[str, Store]) -> None:
    assert HEARD.read_text(encoding="utf-8").splitlines() == lines(stores)


def test_what_is_offered_is_whole(stores: dict[str, Store]) -> None:
    for question in ("今天天气怎么样", "how many flowers", "若全部退出会怎样怎样", "at least"):
        for asked in near(question, stores["pz"], DAYS["pz"]):
            with Inquiry(stores["pz"], None, DAYS["pz"]) as inquiry:
                if not asked.writes:
                    answer(asked, inquiry)
