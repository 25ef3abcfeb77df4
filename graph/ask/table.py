"""The table from a filled frame to the question that answers it: a row names the slots it needs and may have.

A frame that no row takes as a whole is answered by no command.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.ask.frame import Frame
from graph.ask.names import NamePhrase
from graph.ask.query import LISTED, Intent, Told
from graph.model import AREA_KINDS, Kind

HELPING = frozenset({Kind.ENTERPRISE, Kind.DEPARTMENT, Kind.SOCIAL_GROUP})
"""Kinds that may stand on either side: what is asked of them must say which."""
RECEIVING = frozenset({Kind.VILLAGE, Kind.SCHOOL, Kind.HOSPITAL, Kind.TOWNSHIP})
"""Kinds that are helped, so that “partners” of theirs are their helpers."""
UNITS = {Kind.VILLAGE: Kind.TOWNSHIP, Kind.TOWNSHIP: Kind.COUNTY, Kind.COUNTY: Kind.PREFECTURE}
"""The kind of unit that an organization of each kind lies in."""
EXPORTED = frozenset({"graphml", "gexf", "json", "csv", "xlsx", "cypher", "sqlite"})
"""The formats of an export."""
_HELPING_WORDS = ("help", "support", "assist", "帮", "结对")
"""What the words for leaving hold where it is help that ends."""
LEVELS = frozenset(AREA_KINDS) & {Kind.TOWNSHIP, Kind.COUNTY, Kind.PREFECTURE, Kind.PROVINCE}


class SideUnsaid(Exception):  # noqa: N818  # it is not an error of the program
    """A question about a kind that may stand on both sides does not say which; `slot` holds the kind."""

    def __init__(self, slot: str) -> None:
        super().__init__(slot)
        self.slot = slot


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the frame: the groupings, whether there is an area or a time, the file to write."""

    by: tuple[str, ...] = ()
    area: bool = False
    time: bool = False
    since: bool = False
    file: str | None = None


SECTORED = frozenset(
    {
        Intent.GAPS,
        Intent.DIRECT,
        Intent.INHERITED,
        Intent.LAPSED,
        Intent.NEVER,
        Intent.COVERAGE,
        Intent.NEEDED,
        Intent.CARRIES,
        Intent.RANKED,
        Intent.HELPERS,
        Intent.OVERLAP,
        Intent.PLAN,
        Intent.CHANGED,
        Intent.WHY,
    }
)
"""Intents of commands that can count the agreements of one sector alone: any question of them may name one."""
Fill = Callable[[Frame, Beside], "dict[str, Any] | None"]
"""Makes the fields of the typed question from a frame and what stands beside it; None where the frame does not fit."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table.

    `need` are slots and the values one of which each must have (none given: any value), `may` slots that can be filled
    besides. `fields` makes the fields of the typed question, or None where the frame does not fit after all.
    """

    intent: Intent
    need: Mapping[str, frozenset[object]]
    may: frozenset[str]
    fields: Fill = field(default=lambda frame, beside: _plain(frame, beside))

    def takes(self, frame: Frame) -> bool:
        """Whether the frame has all slots that are needed, and no other than those that may be filled."""
        slots = frame.slots
        own = self.need.keys() | self.may | {"now"} | ({"sector"} if self.intent in SECTORED else set())
        return all(slot in slots and (not some or slots[slot] in some) for slot, some in self.need.items()) and (
            slots.keys() <= own
        )


def _row(intent: Intent, need: str, may: str = "", fields: Callable[..., Any] | None = None) -> Row:
    """A row from words: `need` is “slot=value|value slot”, `may` are slots."""
    needs = {
        slot: frozenset(filter(None, values.split("|")))
        for slot, _, values in (one.partition("=") for one in need.split())
    }
    return Row(intent, needs, frozenset(may.split()), *([fields] if fields else []))


def asked(frame: Frame, beside: Beside) -> Iterator[tuple[Intent, dict[str, Any]]]:
    """The typed questions that a frame stands for: (intent, fields). Raises `SideUnsaid`."""
    for row in TABLE:
        if row.takes(frame):
            fields = row.fields(frame, beside)
            if fields is not None:
                sector = frame.get("sector")
                yield row.intent, (fields if sector is None else {**fields, "sector": sector})


def lacking(frame: Frame) -> str | None:
    """A slot of the frame that the row coming nearest has no place for; None where slots are missing."""
    best: tuple[int, list[str]] = (-1, [])
    for row in TABLE:
        held = [
            slot for slot, some in row.need.items() if slot in frame.slots and (not some or frame.slots[slot] in some)
        ]
        over = [slot for slot in frame.slots if slot not in row.need and slot not in row.may]
        if row.need and len(held) == len(row.need) and (best[0] < 0 or len(over) < len(best[1])):
            best = (len(held), over)
    return best[1][-1] if best[1] else None


def _kind(frame: Frame, slot: str = "kind") -> Kind | None:
    value = frame.get(slot)
    return None if value is None else Kind(str(value))


def _names(frame: Frame) -> list[NamePhrase]:
    words: Any = frame.get("names") or ()
    return [
        found for word in words if isinstance(found := word.classes.get("NAME", word.classes.get("PART")), NamePhrase)
    ]


def _plain(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    """Kind, sector and names as they stand."""
    del beside
    found: dict[str, Any] = {"kind": _kind(frame), "sector": frame.get("sector")}
    found["organizations"] = tuple(name.text for name in _names(frame))
    return {name: value for name, value in found.items() if value}


def _of_roster(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    if _kind(frame) in HELPING:
        raise SideUnsaid("kind")
    return _plain(frame, beside)


def _of_area(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    """As of a roster; the one name that has them (does Gorkha have …) is their area."""
    found, names = _of_roster(frame, beside), _names(frame)
    if found is None or not names:
        return found
    if len(names) > 1 or not names[0].area or beside.area or frame.get("verb") != "have" or "kind" not in found:
        return None
    del found["organizations"]
    return found | {"area": names[0].text}


def _gaps(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    found, op = _of_area(frame, beside), frame.get("op")
    gap = _says(frame, "polarity", "GAP")  # WASH gaps, gaps in Gorkha
    named = "kind" in found or op in ("which", "count", "where", "who") if found is not None else False
    if found is None or not (named or beside.by or (gap and (beside.area or "sector" in found))):
        return None
    if op not in (None, "which", "count", "where", "yes") and not (op == "who" and beside.area and "kind" not in found):
        return None
    if "modal" in frame.slots or (_kind(frame) in LEVELS and _says(frame, "polarity", "COVERAGE")):
        return None  # an area without coverage: of itself, or of all in it
    if "number" in frame.slots or (op == "yes" and "kind" not in found):
        return None
    had = frame.get("verb") == "have" and ((beside.by and op == "count") or "area" in found)
    if "verb" in frame.slots and not had:
        return None
    if op == "yes":
        found["told"] = Told.ALL_LACK if _every(frame) else Told.ANY_LACKS
    elif op == "count":
        found["told"] = Told.LACKING
    return found


def _says(frame: Frame, slot: str, name: str) -> bool:
    """Whether a word of a class fills a slot."""
    return any(name in word.classes for word in frame.words.get(slot, ()))


def _having(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    found = _of_area(frame, beside)
    return None if found is None else found | {"told": Told.HAVING, "total": frame.get("number")}


def _every(frame: Frame) -> bool:
    return bool({"all", "dist"} & frame.slots.keys())


def _direct(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    op = frame.get("op")
    wholly = _says(frame, "polarity", "COVERED") or _says(frame, "polarity", "FULLY")
    if _kind(frame) in LEVELS and "dist" in frame.slots and wholly:
        return None  # areas that are wholly covered are not those that have a partner themselves
    if "number" in frame.slots or "all" in frame.slots or ("dist" in frame.slots and op is None) or beside.by:
        return None
    return _of_roster(frame, beside)


def _covered(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    """Whether all or any of a kind have a partner: the coverage, and yes or no."""
    found, op = _of_roster(frame, beside), frame.get("op")
    if found is None or (op is None and not _every(frame)) or ("kind" not in found and "sector" not in found):
        return None
    if "number" in frame.slots and not _every(frame):
        return None
    if "kind" not in found:
        return found | {"kind": Kind.VILLAGE, "told": Told.ANY_HAS}
    total = frame.get("number")
    told = Told.ANY_HAS if "any" in frame.slots else Told.ALL_HAVE if _every(frame) else Told.THEY_HAVE
    return found | {"told": told, "total": total}


def _by_group(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    """Which area has the highest or lowest coverage, or most or fewest gaps."""
    level, of = _kind(frame), _kind(frame, "of")
    if beside.by or not _once(frame):
        return None
    if "group" in frame.slots:
        by = "sector"
        if level is not None or frame.get("measure") != "coverage":
            return None
    elif level in LEVELS and (of is None or of in RECEIVING) and of is not level:
        by = level.value if level is not None else ""
    else:
        return None
    most = frame.get("extreme") == "most"
    first = _number(frame)
    found = {
        "kind": of or Kind.VILLAGE,
        "by": (by,),
        "told": Told.HIGHEST if most else Told.LOWEST,
        "first": first or 1,
    }
    if "verb" in frame.slots and frame.get("verb") != "have":
        return None
    if frame.get("measure") == "gaps":
        return found
    return found | {"number": first or 1, "lowest": not most, "sector": frame.get("sector")}


def _share_of(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    """The share of those who have a partner; a number of them that is said is compared with the roster."""
    found, total = _of_roster(frame, beside), frame.get("number")
    if found is None or total is None:
        return found
    return None if "kind" not in found or beside.by else found | {"told": Told.HAVING, "total": total}


def _been(frame: Frame) -> bool:
    """Whether the verb only tells how something has been."""
    return frame.get("verb") == "have" and "how" in frame.slots


def _share(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    """The coverage of a kind, however it stands to the word of coverage."""
    if {"kind", "of"} <= frame.slots.keys() or ("verb" in frame.slots and not _been(frame)):
        return None
    if "noun" in frame.slots and (frame.get("noun") != "org" or "kind" not in beside.by):
        return None
    if "ranked" in frame.slots and "of" not in frame.slots and _kind(frame) in LEVELS:
        return None if beside.by else {"kind": Kind.VILLAGE, "by": (str(frame.get("kind")),)}
    if "of" in frame.slots:
        return (
            {"kind": _kind(frame, "of"), "sector": frame.get("sector")} if _kind(frame, "of") not in HELPING else None
        )
    return _of_roster(frame, beside)


def _first_areas(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    """The first areas by coverage: the top five districts."""
    level, of, first = _kind(frame), _kind(frame, "of"), _number(frame)
    if beside.by or level not in LEVELS or not _once(frame) or of is level or of in HELPING:
        return None
    found = {"kind": of or Kind.VILLAGE, "by": (str(level),), "number": first, "first": first}
    return found | {"told": Told.HIGHEST}


def _of_sectors(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    """Which share of a kind each sector reaches."""
    if beside.by or frame.get("polarity") == "none" or frame.get("verb") not in (None, "help", "work"):
        return None
    found = _of_roster(frame, beside)
    return None if found is None else found | {"by": ("sector",)}


def _below(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    """Which areas have a share below so many percent."""
    level, of, below = _kind(frame), _kind(frame, "of"), frame.get("below")
    share = below if isinstance(below, int) else int(str(below))
    by = "sector" if "group" in frame.slots and level is None else level if level in LEVELS else None
    if by is None or of is level or not (of is None or of in RECEIVING) or not 0 < share <= 100 or beside.by:
        return None
    if frame.get("op") not in (None, "which", "where", "yes") or frame.get("verb") not in (None, "have"):
        return None
    if not {"measure", "polarity"} & frame.slots.keys():
        return None  # below in what?
    return {"kind": of or Kind.VILLAGE, "by": (str(by),), "below": share, "sector": frame.get("sector")}


def _number(frame: Frame) -> int | None:
    for slot in ("number", "top"):
        value = frame.get(slot)
        if isinstance(value, int):
            return value
    return None


def _once(frame: Frame) -> bool:
    """Whether only one slot says how many are wanted, and it says at least one."""
    said = [frame.get(slot) for slot in ("number", "top") if slot in frame.slots]
    return len(said) < 2 and all(isinstance(one, int) and one > 0 for one in said)


def _carries(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    """Who helps most of a kind. An area “has” most villages in two senses, so there the verb must be to help."""
    del beside
    kind, of = _kind(frame), _kind(frame, "of")
    if not _once(frame) or ("extreme" not in frame.slots and "top" not in frame.slots):
        return None
    if frame.get("rank") not in (None, "partners"):
        return None
    if kind in AREA_KINDS and frame.get("verb") != "help":
        return None
    if frame.get("verb") not in (None, "help", "have", "paired", "work") or frame.get("op") not in (
        None,
        "which",
        "who",
    ):
        return None
    if kind is Kind.VILLAGE or kind is of or not {"op", "noun", "kind"} & frame.slots.keys():
        return None
    if "verb" not in frame.slots and "noun" not in frame.slots and frame.get("op") != "who":
        return None
    return {"kind": kind, "of": of, "number": _number(frame), "told": Told.FIRST}


def _top(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    """The first of a ranking: of helpers by their number of partners, or by a measure that is named."""
    del beside
    kind, rank = _kind(frame), frame.get("rank")
    if not _once(frame) or (kind is None and frame.get("noun") != "partner") or frame.get("op") not in (None, "who"):
        return None
    if "side" in frame.slots:
        helping = frame.get("side") == "helper" and rank == "partners"
        return {"kind": kind, "rank": rank, "number": _number(frame), "told": Told.FIRST} if helping else None
    if rank in (None, "partners"):
        if kind in RECEIVING and rank == "partners":
            return {"kind": kind, "rank": "partners", "received": True, "number": _number(frame), "told": Told.FIRST}
        if kind is not None:
            return None
    if rank == "funds" and kind in RECEIVING:
        return None
    return {"kind": kind, "rank": rank or "partners", "number": _number(frame), "told": Told.FIRST}


def _planned(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    return None if frame.get("polarity") == "some" or len(frame.slots) < 2 else _plan(frame, beside)


def _most_helped(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    if (
        beside.by
        or not _once(frame)
        or frame.get("op") not in (None, "which", "who")
        or frame.get("verb") not in (None, "have")
    ):
        return None
    return {"rank": "partners", "received": True, "number": _number(frame), "told": Told.FIRST}


def _most_helping(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    kind = _kind(frame)
    if beside.by or not _once(frame) or frame.get("op") not in (None, "which", "who") or kind is Kind.VILLAGE:
        return None
    return {"kind": kind, "rank": "partners", "number": _number(frame), "told": Told.FIRST}


def _busiest(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    """Who of a kind that helps, and is not helped, has the most pairings."""
    kind = _kind(frame)
    if beside.by or kind not in HELPING or not _once(frame):
        return None
    return {"kind": kind, "rank": "partners", "number": _number(frame), "told": Told.FIRST}


def _among(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    kind = _kind(frame)
    return None if beside.by or kind in HELPING else {"kind": kind}


def _ranking(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    """All of a side in order, by their partners or by those of a kind: the kind, or the words, tell the side."""
    kind, of, side = _kind(frame), _kind(frame, "of"), frame.get("side")
    if not _once(frame) or frame.get("verb") not in (None, "help", "work", "have", "paired"):
        return None
    if beside.by or frame.get("op") not in (None, "which", "count", "who") or of in HELPING:
        return None
    if kind in HELPING and side is None and of is None:
        raise SideUnsaid("kind")
    if side == "recipient" or (side is None and of is None and kind in RECEIVING):
        return (
            None
            if kind in HELPING or of
            else {"kind": kind, "rank": "partners", "received": True, "number": _number(frame)}
        )
    if (
        kind in (Kind.COUNTY, Kind.PREFECTURE, Kind.PROVINCE)
        and side is None
        and of is None
        and frame.get("verb") != "help"
    ):
        raise SideUnsaid("kind")
    if kind is not None and kind in (of, Kind.VILLAGE):
        return None
    if kind is None and "noun" not in frame.slots and side is None:
        return None
    return {"kind": kind, "of": of, "number": _number(frame)}


def _ranking_money(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    """All of a side in order of the money they gave or received."""
    kind, verb = _kind(frame), frame.get("verb")
    received = verb == "received" or (verb is None and kind in RECEIVING)
    if beside.by or frame.get("op") not in (None, "which", "count") or (received and kind in HELPING):
        return None
    if frame.get("side") not in (None, "recipient" if received else "helper"):
        return None
    if kind is None and "noun" not in frame.slots:
        return None
    if not received and kind in RECEIVING:
        return None
    to = _kind(frame, "to")
    if to is not None and (received or to in HELPING):
        return None
    return {"kind": kind, "received": received, "of": to, "number": LISTED}


def _measured(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    """The first of a ranking by a measure of the network; a kind that only receives stands on that side."""
    kind, side = _kind(frame), frame.get("side")
    said = [slot for slot in ("number", "top") if slot in frame.slots]
    if len(said) > 1 or beside.by or frame.get("op") not in (None, "which", "who"):
        return None
    if (kind in RECEIVING and side == "helper") or (side is None and frame.get("noun") == "recipient"):
        return None
    received = side == "recipient" or (side is None and kind in RECEIVING)
    found = {"kind": kind, "rank": frame.get("rank"), "received": received, "number": _number(frame)}
    return found | {"told": Told.FIRST} if _once(frame) else None


def _received(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    del beside
    if not _once(frame) or _kind(frame) in HELPING or frame.get("op") not in (None, "which", "who"):
        return None
    return {"kind": _kind(frame), "received": True, "number": _number(frame), "told": Told.FIRST}


def _gave_to(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    del beside
    if not _once(frame) or _kind(frame, "to") not in RECEIVING:
        return None
    return {"of": _kind(frame, "to"), "number": _number(frame), "told": Told.FIRST}


def _path(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    names = _names(frame)
    if len(names) != 2 or beside.area or beside.by or (beside.time and frame.get("op") == "much"):
        return None
    return {"organizations": tuple(one.text for one in names)}


def _gave(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    del beside
    kind = _kind(frame)
    if not _once(frame) or kind in RECEIVING:
        return None
    if frame.get("verb") != "gave" and not {"op", "noun"} & frame.slots.keys():
        return None
    return {"kind": kind, "number": _number(frame), "told": Told.FIRST}


def _at_least(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    least, over = frame.get("least"), frame.get("over")
    found = _of_roster(frame, beside)
    if found is None or (least is None) == (over is None):
        return None
    number = least if isinstance(least, int) else (1 if over == "one" else int(str(over))) + 1
    return found | {"number": number, "told": Told.AT_LEAST} if number > 0 else None


def _overlap(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    del beside
    kind = _kind(frame)
    if frame.get("verb") == "help" and "by" not in frame.slots:
        return None
    if frame.get("side") == "helper" or kind in HELPING:
        return None
    if kind not in RECEIVING and "side" not in frame.slots:
        raise SideUnsaid("kind")
    return {"kind": kind, "number": _number(frame), "told": Told.FIRST} if _once(frame) else None


def _partners(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    """Whom one helps and who helps it; a kind is what is wanted of the other side, never a part of the one named."""
    names, slots = _names(frame), frame.slots
    asks = {"verb", "noun", "kind", "history", "polarity"} & slots.keys() or frame.get("op") == "where"
    if len(names) != 1 or beside.by or beside.area or not asks:
        return None
    if not _asks_partners(frame):
        return None
    told = {"verb", "noun", "history", "polarity"} & slots.keys() or frame.get("op") == "where"
    if not told and ("op" in slots or names[0].area):
        return None  # what lies in an area is not what it helps
    if "kind" in slots and frame.get("op") == "who":
        return None
    if frame.get("verb") in ("gave", "received", "have") and "noun" not in slots:
        return None
    if frame.get("verb") in (None, "have") and frame.get("noun") == "org" and names[0].area:
        return None  # the organizations in an area are not those that help it
    if "number" in slots:
        return None
    if frame.get("op") == "yes" and ("kind" not in slots or "all" in slots or frame.get("verb") != "help"):
        return None
    found = {"organizations": (names[0].text,), "wanted": _kind(frame)}
    said = {"count": Told.PARTNERS, "yes": Told.HELPS_ANY}.get(str(frame.get("op")))
    if "kind" in slots and not _is_helper(frame):
        said = None  # the sentence counts whom it helps
    return found | ({"told": said} if said else {})


def _asks_partners(frame: Frame) -> bool:
    """Whether what stands beside the one name asks for its partners: all, where it works, with whom it pairs."""
    slots, op = frame.slots, frame.get("op")
    if frame.get("polarity") == "none" or ("polarity" in slots and op not in ("which", "who")):
        return False
    if "all" in slots and "noun" not in slots and "kind" not in slots:
        return False
    if "and" in slots and (op not in ("which", "who") or not {"polarity", "verb", "pairing"} & slots.keys()):
        return False
    return op != "where" or frame.get("verb") in ("work", "help") or not _names(frame)[0].area


def _is_helper(frame: Frame) -> bool:
    """Whether the one organization named is the one that helps: it stands before the verb, or after “by”."""
    names, verbs = frame.words["names"], frame.words.get("verb", ())
    passive = "by" in frame.slots or frame.get("verb") == "helped"
    return bool(verbs) and (names[0].start < verbs[0].start) is not passive


def _paired(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    names = _names(frame)
    said = frame.words.get("polarity", ())
    covered = any("COVERED" in word.classes for word in said)  # itself, or all that lies in it
    if len(names) != 1 or beside.area or covered:
        return None
    helps = "anyone" in frame.slots and _is_helper(frame)  # does it help anyone
    return {"organizations": (names[0].text,), "told": Told.PARTNERS if helps else Told.HAS_PARTNER}


def _money_of(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    names = _names(frame)
    if len(names) != 1 or beside.by or beside.area or beside.time:
        return None  # the money of a year is not what was given by its end
    return {"organizations": (names[0].text,)}


def _link(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    names = _names(frame)
    if len(names) != 2 or beside.by or beside.area:
        return None
    if "apart" in frame.slots:
        told = Told.PAIRED if frame.get("verb") in ("paired", None) else None
    else:
        told = Told.PAIRED if frame.get("verb") == "paired" else Told.HELPS
    if told is None:
        return None
    turned = told is Told.HELPS and ("by" in frame.slots or frame.get("verb") == "helped")
    return {"organizations": tuple(name.text for name in names), "told": told, "received": turned}


def _agreed(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    """Whether two have an agreement with each other."""
    names = _names(frame)
    if len(names) != 2 or beside.by or beside.area:
        return None
    return {"organizations": tuple(name.text for name in names), "told": Told.PAIRED}


def _helpers(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    """Who helps at all: the helpers of a kind, or of an area."""
    kind = _kind(frame)
    if kind is not None and kind not in HELPING:
        return None
    if kind is None and not ((beside.area or "sector" in frame.slots) and frame.get("verb") == "work"):
        return None
    if beside.by or (frame.get("op") == "who" and kind is not None):
        return None
    found = {"kind": kind, "sector": frame.get("sector")}
    return found | ({"told": Told.HELPING} if frame.get("op") == "count" else {})


def _idle(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    """Those on the helping side that help nobody: the words say the side, or the kind may be one that helps."""
    kind, slots = _kind(frame), frame.slots
    if beside.by or frame.get("op") not in (None, "which", "count", "who", "yes"):
        return None
    if frame.get("op") == "yes" and "any" not in slots:
        return None  # whether all of them help nobody
    if kind is None and not {"noun", "op", "side", "anyone"} & slots.keys():
        return None
    if kind is not None and "noun" in slots:
        return None
    if frame.get("side") == "recipient":
        return None
    return {} if kind is None else {"kind": kind}


def _plan(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    found = _of_roster(frame, beside)
    helpers = _kind(frame, "helpers")
    if found is None or beside.by or (helpers is not None and helpers not in HELPING):
        return None
    need, number = frame.get("need"), frame.get("cap")
    if any(isinstance(one, int) and one < 1 for one in (need, number)):
        return None
    if (counted := _kind(frame, "capkind")) not in (None, found.setdefault("kind", counted)):
        return None
    return found | {"helpers": helpers, "need": need, "number": number}


def _single(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    on = _kind(frame, "on")
    if "city" in frame.slots and _kind(frame) is not Kind.PREFECTURE:
        return None  # only there are all helpers cities
    if on in RECEIVING or frame.get("one") not in (None, 1):
        return None
    if frame.get("op") not in (None, "which", "count", "who", "yes"):
        return None
    if "all" in frame.slots or "dist" in frame.slots:
        return None
    found = _of_roster(frame, beside)
    return None if found is None else found | {"of": on, "any_kind": frame.get("op") == "who"}


def _spread(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    if beside.by not in ((), ("township",)):
        return None
    kind = _kind(frame)
    if frame.get("polarity") == "none" or frame.get("verb") not in (None, "help", "paired", "received"):
        return None
    return None if kind in HELPING or kind is Kind.TOWNSHIP else {"kind": kind}


def _whole(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    """What is drawn or written about all that is loaded, or about one area."""
    names = _names(frame)
    if beside.by or len(names) > 1 or (names and (beside.area or not names[0].area)):
        return None
    return {"area": names[0].text} if names else {}


def _found(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    names = _names(frame)
    if len(names) != 1 or beside.by or "kind" in frame.slots:
        return None
    return {"organizations": (names[0].text,)}


def _exported(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    """What is written for another program: the words or the name of the file say in which format."""
    ending = beside.file.rpartition(".")[2] if beside.file else None
    form = frame.get("form") or {"db": "sqlite"}.get(ending or "", ending)
    if beside.by or form not in EXPORTED or (ending not in (None, form) and (ending, form) != ("db", "sqlite")):
        return None
    return {"form": form}


def _mapped(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    """A map of all, of an area, or of one organization and its partners; of gaps alone where it says so."""
    names, found = _names(frame), dict[str, Any]()
    if beside.by or len(names) > 1 or (names and beside.area) or frame.get("polarity") == "some":
        return None
    if names:
        focus = "itspartners" in frame.slots or not names[0].area
        found["focus" if focus else "area"] = names[0].text
    kind = _kind(frame)
    if frame.get("verb") not in (None, "paired"):
        return None
    if "center" in frame.slots:
        if len(names) != 1:
            return None
        found = {"focus": names[0].text}
    hops = frame.get("hops")
    if hops is not None and ("focus" not in found and not names):
        return None
    if hops is not None and "area" in found:
        found["focus"] = found.pop("area")  # what is so many pairs from an area is about the area as one unit
    found |= {"hops": hops, "opened": "opened" in frame.slots}
    return found | ({"kind": kind} if kind else {}) | ({"state": "gaps"} if "polarity" in frame.slots else {})


def _reported(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    found, kind = _whole(frame, beside), _kind(frame)
    if found is None or ("since" in frame.slots) is not beside.since:
        return None
    if "doc" in frame.slots and beside.file is not None and not beside.file.endswith(".docx"):
        return None
    written = {"output": "report.docx"} if "doc" in frame.slots and beside.file is None else {}
    return found | written | ({"kind": kind} if kind else {})


def _alone(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    return None if beside.by else _plain(frame, beside)


def _state(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    """Those in one state; the level of a unit that help comes through must be the one they lie in."""
    level, kind, op = frame.get("level"), _kind(frame), frame.get("op")
    if level is not None and Kind(str(level)) is not UNITS.get(kind or Kind.VILLAGE):
        return None
    if op not in (None, "which", "count", "who", "yes") or frame.get("polarity") == "some":
        return None
    if (op == "yes" and kind is None) or "dist" in frame.slots:
        return None
    return _of_roster(frame, beside)


def _ending(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    """Agreements by their end: something must say that it is about agreements, or about a kind that has them."""
    if frame.get("op") not in (None, "which", "count", "yes", "much") or beside.by:
        return None
    if not {"pairing", "kind", "op"} & frame.slots.keys() and not (beside.time and frame.get("ends") == "expire"):
        return None
    if frame.get("op") == "much":
        return None
    kind = _kind(frame)
    return {} if kind is None else {"kind": kind}


def _over(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    """Agreements that have ended in a period."""
    return _ending(frame, beside) if beside.time else None


def _ended(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    """Agreements that have ended; those that only end must be on record still."""
    if frame.get("ends") == "expire" and "reported" not in frame.slots:
        return None
    if beside.time:
        return None
    return _ending(frame, beside) if "reported" not in frame.slots else _ending_or_none(frame, beside)


def _ending_or_none(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    kind = _kind(frame)
    return None if beside.by else {"kind": kind} if kind else {}


def _linked(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    names = _names(frame)
    if len(names) != 2 or beside.by or beside.area:
        return None
    if "link" not in frame.slots and not {"verb", "how"} & frame.slots.keys() and "apart" not in frame.slots:
        return None
    return {"organizations": tuple(name.text for name in names)}


def _overlapping(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    kind = _kind(frame)
    if beside.by or frame.get("op") not in (None, "which", "where") or kind in HELPING:
        return None
    if frame.get("noun") not in (None, "partner"):
        return None
    return {"kind": kind}


def _leaving(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    """What is lost if some leave: those named, or all helpers of a kind."""
    slots, names = frame.slots, _names(frame)
    if beside.by or ("left" in slots and not {"lose", "impact", "then", "polarity", "how"} & slots.keys()):
        return None
    if frame.get("noun") not in (None, "recipient") or frame.get("verb") not in (None, "work"):
        return None
    leavers = _kind(frame, "leavers")
    leaving = {word.start for slot in ("leave", "left") for word in frame.words.get(slot, ())}
    others = [name for name in names if name.start not in leaving]
    if others and (len(others) > 1 or not others[0].area or beside.area or others[0].start < min(leaving)):
        return None  # what else is named is not one of those who leave, nor where they leave
    left = "".join(
        word.text for slot in ("leave", "left") for word in frame.words.get(slot, ()) if "WITHDRAW" in word.classes
    )
    if others and any(one in left for one in _HELPING_WORDS):
        return None  # who stops helping one place does not leave
    names = [name for name in names if name.start in leaving]
    if frame.get("polarity") == "some" or ("polarity" in slots and not {"kind", "op"} & slots.keys()):
        return None
    if bool(names) == (leavers is not None) or ("op" in slots and frame.get("op") not in ("which", "count", "who")):
        return None
    kind = _kind(frame)
    found: dict[str, Any] = {"kind": kind} if kind is not None else {}
    found |= {"area": others[0].text} if others else {}
    return found | ({"organizations": tuple(one.text for one in names)} if names else {"helpers": leavers})


def _one_to_one(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    kind, said = _kind(frame), frame.slots.keys() & {"all", "dist", "op"}
    if kind is None and len(beside.by) == 1 and beside.by[0] not in ("kind", "sector") and "op" in said:
        return {"kind": Kind(beside.by[0])} if frame.get("one") in (None, 1) and frame.get("op") == "yes" else None
    if beside.by or frame.get("one") not in (None, 1) or frame.get("op") not in (None, "yes"):
        return None
    if kind in HELPING:
        raise SideUnsaid("kind")
    if "any" in frame.slots and frame.get("polarity") != "none":
        return None  # whether there is one is not asked of all
    if frame.get("polarity") == "none" and ("all" in said or frame.get("op") != "yes" or "any" not in frame.slots):
        return None
    return {"kind": kind} if kind is not None and said else None


def _each(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    return _one_to_one(frame, beside) if _every(frame) else None


def _served(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    """Whether capacities suffice for all of a kind: something must speak of capacities."""
    if not {"capacity", "cap", "enough"} & frame.slots.keys() or beside.by:
        return None
    return _plan(frame, beside)


def _average(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    return None if beside.by else {"kind": _kind(frame, "average")}


def _unequal(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    kind = _kind(frame)
    if beside.by not in ((), ("township",)) or frame.get("polarity") == "none" or kind in HELPING or kind in LEVELS:
        return None
    within = frame.get("within")
    if within not in (None, "township"):
        inside = any(word.text.startswith(("within", "inside")) for word in frame.words["within"])
        if (
            inside
            or kind is not None
            or Kind(str(within)) not in RECEIVING
            or frame.get("op") not in (None, "yes", "much")
        ):
            return None
        kind = Kind(str(within))
    return {"kind": kind}


def _concentrated(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    """How concentrated help is: of one kind that is helped, at any level."""
    kind = _kind(frame)
    if beside.by or frame.get("polarity") == "none" or kind in HELPING or frame.get("op") not in (None, "yes", "much"):
        return None
    return {"kind": kind}


def _changed(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    if frame.get("op") not in (None, "which") or frame.get("polarity") == "none":
        return None
    return _alone(frame, beside)


def _plainly(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    return None if beside.by or frame.get("op") in ("count", "share", "much", "who") else {}


def _counted(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    return _plainly(frame, beside) if "counts" in frame.slots else None


def _why(frame: Frame, beside: Beside) -> dict[str, Any] | None:
    if len(_names(frame)) != 1 or beside.by or beside.area or frame.get("op") not in (None, "which"):
        return None
    if frame.get("polarity") == "none" and not {"counted", "rows"} & frame.slots.keys():
        return None  # why nobody helps is not on record
    return {"organizations": (_names(frame)[0].text,)}


def _asked(fill: Fill, *ops: str | None) -> Fill:
    """`fill` for questions that ask for one of these (None: that say no operator)."""
    return lambda frame, beside: fill(frame, beside) if frame.get("op") in ops else None


TABLE: tuple[Row, ...] = (
    _row(Intent.GAPS, "polarity=none", "op kind all any dist sector now modal number verb names", _gaps),
    _row(
        Intent.DIRECT,
        "polarity=some kind",
        "op sector dist now number",
        _asked(_direct, None, "which"),
    ),
    _row(Intent.COVERAGE, "polarity=some op=yes", "kind sector all any dist now number", _covered),
    _row(Intent.COVERAGE, "polarity=some kind op=count", "dist number", _having),
    _row(Intent.COVERAGE, "polarity=some kind op=count names verb=have", "", _having),
    _row(Intent.COVERAGE, "polarity=some kind all", "sector dist number", _covered),
    _row(Intent.COVERAGE, "polarity=some kind dist", "sector number", _covered),
    _row(Intent.COVERAGE, "polarity=some op=share", "kind sector now number", _share_of),
    _row(Intent.COVERAGE, "measure=coverage", "kind sector ranked of noun how verb", _share),
    _row(Intent.COVERAGE, "measure=coverage op=which|share|where", "kind sector of", _share),
    _row(Intent.COVERAGE, "group=sector op=share kind", "all verb help polarity dist", _of_sectors),
    _row(
        Intent.COVERAGE,
        "kinds measure=coverage",
        "op compared how noun",
        lambda _, beside: None if beside.by else {"by": ("kind",)},
    ),
    _row(Intent.GAPS, "extreme measure=gaps kind", "op of number top verb", _by_group),
    _row(Intent.COVERAGE, "extreme measure=coverage", "op of kind number top group verb sector", _by_group),
    _row(Intent.COVERAGE, "below", "measure polarity op of kind group verb any onlythese", _below),
    _row(Intent.CARRIES, "of", "extreme top op noun kind verb number count join rank", _carries),
    _row(Intent.RANKED, "extreme=most", "op noun kind rank number top side", _top),
    _row(Intent.RANKED, "extreme=most noun=partner verb=paired", "op number top", _most_helping),
    _row(Intent.COVERAGE, "measure=coverage top kind", "ranked of op", _first_areas),
    _row(Intent.GAVE, "extreme=most verb=received kind", "op number top money", _received),
    _row(Intent.PARTNERS, "names op=yes verb=help anyone", "now", _paired),
    _row(Intent.GAVE, "extreme=most verb=gave", "op noun kind money number top", _gave),
    _row(Intent.GAVE, "extreme=most rank=funds noun", "op number top", _gave),
    _row(Intent.NEEDED, "least kind", "op verb", _asked(_at_least, None, "which", "count")),
    _row(Intent.NEEDED, "over kind", "op verb now", _asked(_at_least, None, "which", "count")),
    _row(Intent.OVERLAP, "extreme=most measure=partners kind", "op verb number top by side", _overlap),
    _row(
        Intent.PARTNERS,
        "names",
        "op verb noun kind by dist now any city all help pairing and polarity",
        lambda f, b: (
            _partners(f, b)
            if f.get("op") in (None, "which", "who", "count", "yes", "where") and "apart" not in f.slots
            else None
        ),
    ),
    _row(
        Intent.HISTORY,
        "names history",
        "op verb noun dist how by incl city kind all help pairing",
        _asked(_partners, None, "which", "who"),
    ),
    _row(Intent.PARTNERS, "names polarity=some op=yes", "now", _paired),
    _row(Intent.PARTNERS, "names op=much verb=gave|received", "", _money_of),
    _row(Intent.LINK, "names op=much verb=gave", "", _path),
    _row(Intent.LINK, "names op=yes verb=help|helped|paired|work", "by apart now dist", _link),
    _row(Intent.LINK, "names op=yes apart polarity=some", "now", _link),
    _row(Intent.LINK, "names op=yes verb=have pairing", "apart now any", _agreed),
    _row(
        Intent.HELPERS,
        "verb=work|help",
        "op noun kind join sector",
        _asked(_helpers, "which", "count", "who"),
    ),
    _row(Intent.HELPERS, "join kind", "op", _asked(_helpers, "which", "count")),
    _row(Intent.IDLE, "idle kind", "op of any", _idle),
    _row(Intent.INHERITED, "state=inherited", "op kind level polarity dist", _state),
    _row(Intent.LAPSED, "state=lapsed", "op kind dist now polarity", _state),
    _row(Intent.NEVER, "state=never", "op kind any dist", _state),
    _row(Intent.IDLE, "idle", "op noun kind side now of any anyone", _idle),
    _row(Intent.IDLE, "side=helper polarity=none", "op noun kind now", _idle),
    _row(Intent.IDLE, "polarity=none noun=partner", "op now", _idle),
    _row(Intent.EXPIRING, "ends=expire", "op kind pairing any", _ending),
    _row(Intent.EXPIRING, "ends=expired", "op kind pairing any", _over),
    _row(Intent.ENDED, "ends", "op kind pairing reported now any", _ended),
    _row(Intent.UNDATED, "undated", "op kind pairing any", _ending),
    _row(Intent.LINK, "names link", "op apart how via any between", _linked),
    _row(Intent.LINK, "names via", "op apart how link between", _linked),
    _row(Intent.OVERLAP, "overlap kind", "op verb noun help", _overlapping),
    _row(Intent.OVERLAP, "overlap extreme=most measure=partners kind", "op verb", _overlapping),
    _row(
        Intent.WITHDRAWAL,
        "leave",
        "names leavers lose kind all op then impact who polarity how noun modal verb",
        _leaving,
    ),
    _row(Intent.WITHDRAWAL, "left", "names leavers lose kind all op then impact who polarity how noun", _leaving),
    _row(Intent.ONE_TO_ONE, "topic=single op=yes", "kind all dist one", _each),
    _row(Intent.ONE_TO_ONE, "onetoone", "kind all dist op one polarity pairing any", _one_to_one),
    _row(Intent.PLAN, "goal", "kind capacity op modal cap capkind need enough all dist helpers any", _served),
    _row(Intent.PLAN, "served all", "kind capacity op modal cap capkind", _served),
    _row(Intent.PLAN, "polarity=some kind all capacity", "op modal cap capkind", _served),
    _row(Intent.SPREAD, "average money", "perperson op mean verb how any", _average),
    _row(Intent.SPREAD, "unequal", "how money help kind within spread spreading big op noun each", _unequal),
    _row(Intent.SPREAD, "concentrated", "how help kind pairing noun verb polarity op big money", _concentrated),
    _row(Intent.CLAIMS, "claims agree", "named op and counts pairing how", _plainly),
    _row(Intent.CLAIMS, "claims named compare", "and counts", _plainly),
    _row(Intent.CLAIMS, "named agree", "op counts and", _counted),
    _row(Intent.CONFLICTS, "conflict", "sources aspects op any now between", _plainly),
    _row(Intent.WHY, "explain names", "why counted rows op polarity how", _why),
    _row(Intent.WHY, "counted names", "why how rows op polarity explain state", _why),
    _row(Intent.WHY, "rows names", "why how counted op polarity verb pairing explain state", _why),
    _row(Intent.PLAN, "topic=plan polarity=none", "kind helpers need cap one capkind", _plan),
    _row(Intent.PLAN, "split=split polarity=none", "kind helpers", _plan),
    _row(Intent.PLAN, "goal kind modal=can", "op cap need enough all capkind", _plan),
    _row(Intent.PLAN, "goal cap op", "modal enough kind capkind", _plan),
    _row(Intent.PLAN, "topic=plan need kind", "op", _plan),
    _row(
        Intent.RANKED,
        "rank=betweenness|pagerank|harmonic|degree|birank",
        "noun op kind side extreme number top ranked",
        _measured,
    ),
    _row(Intent.GAVE, "extreme=most verb=gave to", "op noun number top", _gave_to),
    _row(Intent.LINK, "names apart=path", "", _path),
    _row(Intent.PLAN, "cap enough", "kind capkind", _plan),
    _row(Intent.PLAN, "allot polarity=none", "kind cap helpers enough capkind", _plan),
    _row(Intent.PLAN, "allot helpers", "kind cap capkind", _plan),
    _row(Intent.DEPENDENT, "topic=single", "kind on op one noun city", _single),
    _row(Intent.CRITICAL, "topic=critical", "kind", _alone),
    _row(Intent.CRITICAL, "topic=critical names", "", _whole),
    _row(Intent.CHANGED, "topic=changed", "op kind compared sector how pairing verb polarity happened dist", _changed),
    _row(Intent.SPREAD, "gini", "money kind op", _asked(_spread, None, "which")),
    _row(Intent.SPREAD, "spread", "kind", _spread),
    _row(Intent.WHY, "topic=explain names", "", lambda f, b: _plain(f, b) if len(_names(f)) == 1 else None),
    _row(Intent.SOURCES, "topic=sources"),
    _row(Intent.VERSIONS, "topic=versions"),
    _row(Intent.CHECKDATA, "topic=checkdata", "op", _asked(_plain, None, "yes")),
    _row(Intent.CONFLICTS, "topic=conflicts"),
    _row(Intent.SPREAD, "topic=spread", "kind op polarity verb help pairing", _asked(_spread, None, "yes")),
    _row(Intent.SPREAD, "op=much verb=received kind", "money", _spread),
    _row(Intent.SPREAD, "topic=stats", "gini kind and", _spread),
    _row(Intent.NEEDED, "least op=share kind", "", _at_least),
    _row(Intent.RANKED, "extreme=most measure=partners noun=recipient", "op verb number top", _most_helped),
    _row(Intent.RANKED, "extreme=most verb=help|paired kind op=which|who", "number top", _busiest),
    _row(Intent.RANKED, "extreme=most noun=recipient verb=help", "op kind number top", _most_helping),
    _row(Intent.GAVE, "extreme=most verb=received op=who", "money number top", _received),
    _row(Intent.GAVE, "extreme=most verb=received noun=recipient", "op money number top", _received),
    _row(Intent.PLAN, "planned", "kind cap capkind helpers need polarity", _planned),
    _row(Intent.PLAN, "topic=plan kind helpers", "onlythese", _plan),
    _row(Intent.SPREAD, "concentrated among kind", "how help", _among),
    _row(Intent.SPREAD, "unequal among kind", "how help money spread noun op", _asked(_among, None, "yes")),
    _row(Intent.RANKED, "rank=partners ranked", "kind side noun op of count top verb", _ranking),
    _row(Intent.RANKED, "rank=partners top", "kind side noun op of count verb", _ranking),
    _row(
        Intent.RANKED,
        "noun=partner top",
        "",
        lambda f, b: None if b.by or not _once(f) else {"number": _number(f), "told": Told.FIRST},
    ),
    _row(Intent.GAVE, "rank=funds ranked", "kind side noun op to verb", _ranking_money),
    _row(Intent.CHECKSTORE, "topic=checkstore", "op"),
    _row(Intent.RECONCILE, "topic=reconcile", "op"),
    _row(Intent.FIND, "topic=find names", "noun op any kind", _found),
    _row(Intent.EXPORT, "topic=export", "form", _exported),
    _row(Intent.EXPORT, "form=graphml|gexf|cypher|sqlite", "draw", _exported),
    _row(Intent.MAP, "topic=map", "draw names itspartners polarity kind onlythese hops opened center verb", _mapped),
    _row(Intent.MAP, "draw names itspartners", "hops opened", _mapped),
    _row(Intent.MAP, "draw names hops", "itspartners opened center", _mapped),
    _row(Intent.TEMPLATE, "topic=template", "draw", lambda _, beside: None if beside.by or beside.area else {}),
    _row(Intent.REPORT, "topic=report", "draw names kind onlythese since doc", _reported),
)
