"""Rules for questions whose words stand in an order that no phrase has: what each intent needs, and what it may have.

A rule looks at the order of words only where the order tells who helps whom, or what is counted.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.ask import rules_others, rules_pairs, rules_rankings, rules_roster
from graph.ask.bag import Bag, Told
from graph.ask.query import Intent

RULES = (*rules_roster.RULES, *rules_pairs.RULES, *rules_rankings.RULES, *rules_others.RULES)
_POSSIBLE = frozenset({"可能", "might", "may", "should"})
"""Words for what only may be; they change what is asked but in a what-if."""


def composed(bag: Bag) -> Iterator[tuple[Intent, Told]]:
    """The typed questions that a row of words asks by these rules: (intent, fields)."""
    if _turned(bag):
        return
    for one in RULES:
        if one.intent is Intent.WITHDRAWAL or not _POSSIBLE & {word.text for word in bag.words}:
            fields = one.taken(bag)
            if fields is not None:
                yield one.intent, fields


def _turned(bag: Bag) -> bool:
    """Whether a word turns another into its opposite, or asks of most of something."""
    partners = any(bag.after(place, "PARTNER") for place in bag.places("RECIPIENT", "KINDRECV"))
    return partners or len(bag.places("MOST")) > 1 or len(bag.places("IF", "WHATIF", "ONCEGONE")) > 1
