"""The partners that a plan proposes to the gaps of a map: drafts, never facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.model import Kind
from graph.output.render import sentence
from graph.questions import plan
from graph.text import LANGS, Lang

if TYPE_CHECKING:
    from graph.output.map.picture import Picture
    from graph.query import Query
    from graph.questions.inquiry import Inquiry

MOST_GAPS = 2_000
"""Up to so many gaps a map holds drafts for them."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A helper that a plan proposes, and why; `illustrative` where it or the gap was invented."""

    helper: str
    name: str
    illustrative: bool
    why: Mapping[Lang, str]


def drafted(inquiry: Inquiry, query: Query, picture: Picture) -> dict[str, tuple[Drafted, ...]] | None:
    """The helpers proposed to each gap of a picture that gets one, by its id.

    None where there are too many gaps, or the store holds more than is fetched: helpers of a nation may help anywhere,
    and a plan counts all of that.
    """
    gaps = {dot.id: dot.kind for dot in picture.dots if dot.gap}
    if len(gaps) > MOST_GAPS or not inquiry.fits(None):
        return None
    about = inquiry.about(query.area, query.day)
    found: dict[str, tuple[Drafted, ...]] = {}
    for kind in sorted(set(gaps.values())):
        answer = plan.answer(about, kind=Kind(kind), sector=query.sector)
        for row in map(plan.PlanRow._make, answer.rows):
            if row.helper_id is not None and row.helper is not None and row.recipient_id in gaps:
                why: dict[Lang, str] = {lang: sentence(row.reasons, lang) for lang in LANGS}
                draft = Drafted(row.helper_id, row.helper, row.illustrative, why)
                found[row.recipient_id] = (*found.get(row.recipient_id, ()), draft)
    return found
