"""The sentence that answers a question: yes or no with the figure, a count, the first of a ranking and its ties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from graph.answer import Answer, Note
from graph.ask.query import Asked, Intent, Told

if TYPE_CHECKING:
    from graph.questions.inquiry import Inquiry

_OF_ROSTER = frozenset(
    {
        Told.ALL_HAVE,
        Told.ANY_HAS,
        Told.THEY_HAVE,
        Told.ALL_LACK,
        Told.ANY_LACKS,
        Told.HAVING,
        Told.LACKING,
        Told.AT_LEAST,
    }
)


def with_sentence(asked: Asked, answer: Answer, inquiry: Inquiry) -> Answer:
    """The answer with the sentence that its question calls for in front; as it is where it calls for none."""
    said = sentence(asked, answer, inquiry)
    return answer if said is None else replace(answer, said=said)


def sentence(asked: Asked, answer: Answer, inquiry: Inquiry) -> Note | None:
    """The sentence that a question calls for, from the figures of its answer; None where there are none."""
    if asked.told in _OF_ROSTER:
        return _of_roster(asked, answer)
    if asked.told in (Told.HIGHEST, Told.LOWEST):
        return _extreme(asked, answer)
    if asked.told is Told.FIRST:
        return _first(asked, answer)
    if asked.told is Told.HELPING:
        place = answer.fields.index("value")
        return Note("ask.said.helping", {"count": sum(row[place] > 0 for row in answer.rows), "kind": asked.kind})
    if asked.told in (Told.PARTNERS, Told.HAS_PARTNER, Told.HELPS_ANY):
        return _partners(asked, answer)
    if asked.told in (Told.HELPS, Told.PAIRED):
        return _linked(asked, answer, inquiry)
    return None


def _of_roster(asked: Asked, answer: Answer) -> Note | None:
    """Of a roster: how many have a partner, or have none, and whether that is all or any."""
    summary = answer.summary
    roster, direct = summary.get("roster") or 0, summary.get("direct", 0)
    if not roster or asked.told is None:
        return None
    count = {Told.LACKING: roster - direct, Told.ALL_LACK: roster - direct, Told.ANY_LACKS: roster - direct}.get(
        asked.told, direct
    )
    values = {"count": count, "roster": roster, "kind": asked.kind or summary["kind"], "sector": asked.sector}
    if asked.told is Told.AT_LEAST:
        return Note("ask.said.at_least", {**values, "count": summary["at_least"], "least": summary["k"]})
    if asked.told in (Told.HAVING, Told.LACKING) and asked.total in (None, roster):
        return Note(f"ask.said.{asked.told.value}", values)
    if asked.told is Told.THEY_HAVE and 0 < count < roster:  # “are villages paired” may mean all or some of them
        return Note("ask.said.having", values)
    yes = count == roster if asked.told in (Told.ALL_HAVE, Told.ALL_LACK) else count > 0
    which = "lack" if asked.told in (Told.ALL_LACK, Told.ANY_LACKS) else "have"
    if asked.total not in (None, roster):
        return Note(f"ask.said.{which}_of", {**values, "total": asked.total})
    return Note(f"ask.said.{which}_{'yes' if yes else 'no'}", values)


def _extreme(asked: Asked, answer: Answer) -> Note | None:
    """The areas with the highest or lowest share, or the most or fewest gaps, with all that tie with the last."""
    figures = []
    for row in answer.records():
        if row["roster"]:
            gaps = asked.intent is Intent.GAPS
            figures.append((row["roster"] - row["direct"] if gaps else row["share_direct"], row["group"]))
    figures.sort(key=lambda one: (-one[0] if asked.told is Told.HIGHEST else one[0], one[1]))
    if not figures:
        return None
    last = figures[min(asked.first, len(figures)) - 1][0]
    best = [(figure, name) for figure, name in figures if _as_good(figure, last, highest=asked.told is Told.HIGHEST)]
    key = "ask.said.gaps" if asked.intent is Intent.GAPS else "ask.said.share"
    groups = [Note(key, {"name": name, "value": figure}) for figure, name in best]
    return Note(f"ask.said.{asked.told.value if asked.told else ''}", {"groups": groups})


def _as_good(figure: float, last: float, *, highest: bool) -> bool:
    return figure >= last if highest else figure <= last


def _first(asked: Asked, answer: Answer) -> Note | None:
    """The first of a ranking and all who tie with it."""
    rows = [row for row in answer.records() if row["rank"] == 1 and row["value"] > 0]
    if not rows:
        return None
    by = str(answer.summary.get("by"))
    key = {"partners": "ask.said.first", "funds": "ask.said.first_funds"}.get(by, "ask.said.first_by")
    values = {"names": [row["name"] for row in rows], "value": rows[0]["value"], "by": f"by_{by}"}
    helps = answer.summary.get("side") != "recipient"
    return Note(key if by != "partners" or helps else "ask.said.first_helped", {**values, "of": asked.of})


def _partners(asked: Asked, answer: Answer) -> Note:
    """How many help an organization, and how many it helps."""
    active = [row for row in answer.records() if row["in_force"]]
    active = [row for row in active if not row["illustrative"]]
    invented = _distinct(row for row in answer.records() if row["in_force"] and row["illustrative"])
    values: dict[str, Any] = {
        "name": answer.summary["name"],
        "kind": asked.wanted,
        "day": answer.as_of,
        "more": invented,
    }
    if asked.told is Told.HAS_PARTNER:
        count = _distinct(row for row in active if row["direction"] == "helped_by")
        return Note("ask.said.partner_yes" if count else "ask.said.partner_no", {**values, "count": count})
    own = [row for row in active if row["certainty"] == "named"]
    helps = _distinct(row for row in own if row["direction"] == "helps" and asked.wanted in (None, row["kind"]))
    if asked.wanted is not None:
        return Note("ask.said.helps_kind", {**values, "count": helps})
    helped = _distinct(row for row in own if row["direction"] == "helped_by")
    return Note("ask.said.partners", {**values, "helps": helps, "helped": helped})


def _distinct(rows: Iterable[Mapping[str, Any]]) -> int:
    return len({row["partner_id"] for row in rows})


def _linked(asked: Asked, answer: Answer, inquiry: Inquiry) -> Note:
    """Whether one helps the other, or whether they are paired, by an agreement in force between these two."""
    names: Sequence[str] = asked.organizations[::-1] if asked.received else asked.organizations
    helper, recipient = (inquiry.resolve(name) for name in names)
    pairs = {
        (row["from_id"], row["to_id"]) if row["relation"] == "helps" else (row["to_id"], row["from_id"])
        for row in answer.records()
        if row["relation"] in ("helps", "helped_by")
    }
    straight, back = (helper.id, recipient.id) in pairs, (recipient.id, helper.id) in pairs
    values = {"helper": helper.name, "recipient": recipient.name, "day": answer.as_of}
    if straight or (back and asked.told is Told.PAIRED):
        turned = {**values, "helper": recipient.name, "recipient": helper.name}
        return Note("ask.said.link_yes", values if straight else turned)
    return Note("ask.said.link_back" if back else "ask.said.link_no", values)
