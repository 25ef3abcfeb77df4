"""Rules about those who should have a partner: who has one, who has none, how many, by area, and in which state."""

from __future__ import annotations

from dataclasses import replace

from graph.ask.bag import GROUPS, HELPER, SUBJECTS, Bag, Rule, Told, helpers_first, how_many, one_kind, rule
from graph.ask.query import Intent
from graph.ask.query import Told as Said
from graph.ask.table import HELPING, LEVELS, RECEIVING, UNITS
from graph.model import Kind

_COVERED = (
    "HASPARTNER",
    "DONE",
    "COVERED",
    "PAIRED",
    "HELPED",
    "PAIR",
    "PARTNER",
    "HELP",
    "HELPNOUN",
    "ACTIVITIES",
    "ORGANIZATION",
)


@rule(
    Intent.GAPS,
    "alone",
    "LACK object",
    "noone",
    may="ask yesno object ANY STILL INSIDE DIRECT DIRECTLY LEFT ACTIVITIES WORK NAMED LEDGER",
    kinds=(0, 1),
)
def _gaps(bag: Bag) -> Told | None:
    kind, lack = one_kind(bag) or Kind.VILLAGE, bag.needed[0]
    if not bag.kinds and (bag.ops or lack or not (bag.beside.area and bag.has("LACK") and bag.has("PARTNER"))):
        return None
    behind = any(place > lack for place in bag.places(*GROUPS["object"].split()))
    if kind not in SUBJECTS or (bag.at("LACK") == lack and (bag.after(lack, "KIND") or not behind)):
        return None
    if bag.lang == "zh" and bag.at("WHO") < lack < bag.at("KIND") < len(bag.words):
        return None  # 哪些单位没有结对村: which have none of them
    return _told_gaps(bag, kind, lack)


def _told_gaps(bag: Bag, kind: Kind, lack: int) -> Told | None:
    if "GAP" in bag.words[lack].classes and bag.before(lack, "HAVE"):
        return None  # which have gaps in them
    first = min(bag.at("KIND"), lack)
    if bag.at(*HELPER) < first and bag.at(*HELPER) not in bag.needed:
        return None  # helpers that lack somebody
    helps = bag.before(lack, "HELP", "PAIRED", "WORK", "HELPED") or bag.after(lack, "PARTNER")
    if "NOBODY" in bag.words[lack].classes and (bag.lang == "zh" or helps):
        return None  # who helps nobody, no recipient partner
    found: Told = {"kind": kind}
    if "yes" in bag.ops:
        return found | {"told": Said.ANY_LACKS} if bag.has("ANY", "EXISTS") and len(bag.ops) == 1 else None
    if "share" in bag.ops:
        return None
    return found | ({"told": Said.LACKING} if bag.ops == {"count"} else {})


@rule(
    Intent.IDLE,
    "alone",
    "LACK object|RECIPIENT|RECIPIENTS",
    "noone",
    "HELPNOBODY",
    may="ask object ANY STILL EASTERN HELPING HELPERSIDE RECIPIENT LEFT NOBODY",
    kinds=(0, 1),
)
def _idle(bag: Bag) -> Told | None:
    kind, lack = one_kind(bag), bag.needed[0]
    if not bag.ops <= {"which", "who", "count"} or bag.beside.by or bag.sector:
        return None
    if bag.lang == "en" and len(bag.places("NOBODY", "HELPNOBODY")) > 1:
        return None  # not helping nobody
    if kind is None:
        idle = bag.has("HELPNOBODY") or (bag.lang == "zh" and bag.has("NOBODY"))
        if not bag.has("EASTERN", "HELPING", "HELPERSIDE") and not (idle and bag.has("WHO", *HELPER)):
            return None
    elif not (kind in HELPING and bag.side(kind) == "helper") and not bag.has("EASTERN", "HELPERSIDE"):
        return None
    if (bag.after(lack, "KIND") and bag.has("LACK")) or (
        bag.has("HELPNOBODY", "NOBODY") and bag.after(lack, "PARTNER")
    ):
        return None
    return {"kind": kind}


@rule(
    Intent.DIRECT,
    "HASPARTNER|DONE",
    "HAVE PARTNER|HELP|HELPNOUN|ANYONE",
    may="WHICH STILL PARTNER INSIDE DIRECT DIRECTLY ANY",
    kinds=(1, 1),
)
def _direct(bag: Bag) -> Told | None:
    return _having(bag) if bag.ops <= {"which"} else None


def _having(bag: Bag) -> Told | None:
    kind = bag.kinds[0]
    if kind not in SUBJECTS or bag.beside.by or helpers_first(bag, "HAVE", "HASPARTNER", "DONE"):
        return None
    if len(bag.needed) == 2 and not bag.after(bag.needed[0], "PARTNER", "HELP", "HELPNOUN", "ANYONE", "ANY"):
        return None
    return {"kind": kind}


@rule(
    Intent.COVERAGE,
    "HASPARTNER|DONE HOWMANY",
    "HAVE PARTNER|HELP|HELPNOUN|ANYONE HOWMANY",
    may="PARTNER INSIDE STILL ANY",
    kinds=(1, 1),
)
def _counted(bag: Bag) -> Told | None:
    found = _having(replace(bag, needed=bag.needed[:-1]))
    return None if found is None or bag.ops != {"count"} else found | {"told": Said.HAVING}


@rule(
    Intent.COVERAGE,
    "HASPARTNER|DONE yesno",
    "HAVE PARTNER|HELP|HELPNOUN|ANYONE yesno",
    "HASPARTNER|DONE ALL",
    "HAVE PARTNER|HELP|HELPNOUN|ANYONE ALL",
    "PAIRED|PAIR yesno ALL",
    may="yesno ALL ALLS PARTNER INSIDE STILL PLACES",
    kinds=(1, 1),
)
def _all_have(bag: Bag) -> Told | None:
    """Whether all of a kind have a partner."""
    found = _having(replace(bag, needed=bag.needed[:1]))
    every = bag.has("ALL", "ALLS")
    return None if found is None or not every or bag.ops - {"yes"} else found | {"told": Said.ALL_HAVE}


@rule(
    Intent.COVERAGE,
    "COVERAGE|PAIRRATE|SITUATION",
    "SHARE HASPARTNER|DONE|COVERED|PAIRED|HELPED|PAIR",
    "SHARE HAVE PARTNER|HELP|HELPNOUN|ACTIVITIES|ORGANIZATION",
    "SHARE HAVE",
    may="WHICH HOW MUCH MEASURE SHARE PAIRING BIG ALL INSIDE HELP HELPNOUN PARTNER ACTIVITIES",
    kinds=(0, 1),
)
def _coverage(bag: Bag) -> Told | None:
    kind = one_kind(bag)
    if "yes" in bag.ops or kind in HELPING or (kind is None and bag.has("SHARE")):
        return None
    if bag.has("LACK", "UNPAIRED", "NOTYET", "NOPARTNER"):
        return None
    if len(bag.needed) == 2 and bag.sector is None and not bag.has(*_COVERED):
        return None  # have what?
    return {"kind": kind}


@rule(Intent.COVERAGE, "COVERED|HELP HOWMANY", may="COVERED HELP HELPNOUN INSIDE ACTIVITIES WORK", kinds=(1, 1))
def _reached(bag: Bag) -> Told | None:
    """How many of a kind a sector reaches."""
    if bag.sector is None or bag.beside.by or bag.kinds[0] in HELPING or bag.ops != {"count"}:
        return None
    return {"kind": bag.kinds[0], "told": Said.HAVING}


@rule(
    Intent.COVERAGE,
    "MOST|HIGHEST|TOP|TOPN|LEAST|WORST COVERAGE|PAIRRATE|SHARE|COVERED",
    "MOST|LEAST SECTOR HELP|HELPNOUN|SUPPORT",
    may="ask LEAST PAIRED HELPED PAIR HELP COVERED COVERAGE SHARE PLACES RANKED RANKWORD WHOSE HAVE BY",
    kinds=(1, 2),
    numbers=(0, 1),
)
def _extreme(bag: Bag) -> Told | None:
    found = _levels(bag)
    if found is None or "count" in bag.ops or "yes" in bag.ops:
        return None
    least, first = bag.has("LEAST", "WORST"), how_many(bag, Kind(found["by"][0]))
    if (least and bag.has("MOST", "HIGHEST", "TOP")) or first is None:
        return None
    first = first or 1
    return found | {"told": Said.LOWEST if least else Said.HIGHEST, "first": first, "number": first, "lowest": least}


def _levels(bag: Bag) -> Told | None:
    """The kind, and the level of areas by which it is counted: the larger of two, else villages by this level."""
    order = [Kind.VILLAGE, Kind.TOWNSHIP, Kind.COUNTY, Kind.PREFECTURE, Kind.PROVINCE]
    kinds = sorted(bag.kinds, key=lambda kind: order.index(kind) if kind in order else -1)
    by, of = kinds[-1], kinds[0] if len(kinds) == 2 else Kind.VILLAGE
    if by not in LEVELS or of is by or of in HELPING or bag.beside.by:
        return None
    return {"kind": of, "by": (by.value,)}


@rule(
    Intent.GAPS,
    "MOST|LEAST|HIGHEST alone",
    "MOST|LEAST|HIGHEST LACK PARTNER|PAIR|HELP|HELPV",
    may="WHICH WHERE HOWMANY COUNT PLACES PARTNER",
    kinds=(1, 2),
    numbers=(0, 1),
)
def _most_gaps(bag: Bag) -> Told | None:
    found = _levels(bag)
    if found is None or bag.ops - {"which", "where"} or (bag.has("LEAST") and bag.has("MOST", "HIGHEST")):
        return None
    first = how_many(bag, Kind(found["by"][0]))
    if first is None:
        return None
    return found | {"told": Said.LOWEST if bag.has("LEAST") else Said.HIGHEST, "first": first or 1}


@rule(
    Intent.NEEDED,
    "ATLEAST|ORMORE|PLUS|MORETHAN PARTNER|ORGANIZATION|FUNDER",
    "ORMORE HELP|helps|HELPV",
    may="WHERE WORK EXISTS WHICH HOWMANY PARTNER ORGANIZATION HELP HELPV HELPED PLACES INSIDE MORETHANONE",
    kinds=(1, 1),
    numbers=(1, 1),
)
def _at_least(bag: Bag) -> Told | None:
    kind, place = bag.kinds[0], bag.at("NUMBER")
    number = bag.numbers[0] + bag.has("MORETHAN")
    counted = bag.after(place, *HELPER, "ORMORE", "PLUS", "PLACES") or bag.after(place + 1, *HELPER)
    if kind not in SUBJECTS or not counted or bag.after(place, "KIND") or number < 1:
        return None
    if helpers_first(bag, "NUMBER", "HAVE") or bag.has("PERCENT", "MOST"):
        return None
    if bag.has("MORETHANONE") and number != 2:
        return None
    return {"kind": kind, "number": number, "told": Said.AT_LEAST}


@rule(
    Intent.NEEDED,
    "MORETHANONE helper|helps|PAIRING|PAIRED",
    "MORETHANONE",
    may="WHERE WHICH HOWMANY helper helps COVERED BY BYS PAIRING PLACES INSIDE TOGETHER WORK GETHELP FROM",
    kinds=(1, 1),
)
def _several(bag: Bag) -> Told | None:
    """Those of a kind with more than one partner: several, multiple, 多家."""
    kind, place = bag.kinds[0], bag.needed[0]
    if kind not in SUBJECTS or bag.after(place, "KIND") or helpers_first(bag, "MORETHANONE", "HAVE"):
        return None
    if len(bag.needed) == 1 and not any(one in bag.words[place].text for one in "家方"):
        return None  # several what?
    words = bag.words[:place]
    active = any({"HELP", "HELPS", "HELPV", "CARRY"} & set(word.classes) for word in words)
    if bag.ops - {"which", "where", "count"} or (active and not bag.before(place, "BY", "BYS", "FROM")):
        return None  # they help several
    return {"kind": kind, "number": 2, "told": Said.AT_LEAST}


@rule(
    Intent.COVERAGE,
    "SECTORS LACK|NOTYET|UNPAIRED|GAP",
    may="WHICH STILL HELP HELPNOUN PARTNER INSIDE",
    kinds=(0, 1),
)
def _sectors(bag: Bag) -> Told | None:
    """Which share of a kind each sector reaches, where it is asked which sectors are missing."""
    kind = one_kind(bag)
    if bag.beside.by or bag.sector or bag.ops - {"which"} or (kind is not None and kind not in RECEIVING):
        return None
    return {"kind": kind or Kind.VILLAGE, "by": ("sector",)}


@rule(
    Intent.COVERAGE,
    "BELOW|LESSTHAN|UNDER PERCENT",
    may="WHICH WHERE PERCENT COVERAGE COVERED HELPED PAIRED PAIR DONE SHARE PAIRRATE",
    kinds=(1, 2),
    numbers=(1, 1),
)
def _below(bag: Bag) -> Told | None:
    """The areas with a share below so many percent: of coverage, the only share that areas have."""
    found = _levels(bag)
    if found is None or not 0 < bag.numbers[0] <= 100 or bag.ops - {"which", "where", "share"}:
        return None
    return found | {"below": bag.numbers[0]}


@rule(
    Intent.COVERAGE,
    "COVERAGE|PAIRRATE WORST|LEAST TOP|RANKWORD|RANKED",
    "COVERAGE|PAIRRATE|SHARE ASCENDING",
    may="LEAST WORST TOP SHARE BY PAIRED RANKED RANKWORD",
    kinds=(0, 1),
)
def _worst_first(bag: Bag) -> Told | None:
    """The coverage of areas, the lowest first."""
    kind = one_kind(bag)
    if len(bag.beside.by) != 1 or kind in HELPING or kind in LEVELS:
        return None
    return {"kind": kind or Kind.VILLAGE, "lowest": True}


@rule(
    Intent.COVERAGE,
    "FUNDS",
    may="moneys HOWMANY MUCH WHICH MEASURE TO TOS BY",
    kinds=(0, 1),
)
def _funds_by(bag: Bag) -> Told | None:
    """The money of each area, or of a kind as a whole: it stands beside the coverage."""
    kind = one_kind(bag)
    if kind in HELPING or kind in LEVELS or not (kind or bag.beside.by) or bag.ops - {"count", "share", "which"}:
        return None
    if bag.beside.by and not set(bag.beside.by) <= {level.value for level in LEVELS}:
        return None
    return {"kind": kind or Kind.VILLAGE} if bag.beside.by or bag.has("HOWMANY", "MUCH", "MEASURE") else None


@rule(
    Intent.LAPSED,
    "LAPSED|LAPSEDWORD|BROKEN|NOLONGER|FALLAWAY",
    may="WHICH HOWMANY PARTNER PAIR PAIRING HELP INSIDE THEN BUT",
    kinds=(1, 1),
)
def _lapsed(bag: Bag) -> Told | None:
    return _of_state(bag)


@rule(
    Intent.NEVER,
    "NEVER|NEVERPAIRED",
    may="WHICH HOWMANY PARTNER PAIR PAIRING PAIRED HELP HELPED HELPNOUN SUPPORT ANY INSIDE ORGANIZATION",
    kinds=(1, 1),
)
def _never(bag: Bag) -> Told | None:
    return _of_state(bag)


@rule(
    Intent.INHERITED,
    "INHERITED|UPCOVERED",
    "ONLY UPPER",
    "ONLY|RELY THROUGH|BY|COVERED|UPCOVERED HELP|HELPED|COVERED|PAIR|HELPNOUN",
    may="WHICH HOWMANY ONLY COVERED HELP HELPED HELPNOUN BY THROUGH FROM LEVELHELP UPPER PAIR INSIDE SERVICE RECEIVED",
    kinds=(1, 2),
)
def _inherited(bag: Bag) -> Told | None:
    """Those that only the unit they lie in has a partner for; a second kind is that of the unit."""
    if len(bag.kinds) == 1 and not bag.has("INHERITED", "UPCOVERED", "UPPER"):
        return None
    kind = next((kind for kind in bag.kinds if kind in UNITS and UNITS[kind] in bag.kinds), None)
    if len(bag.kinds) == 2 and (kind is None or bag.beside.by):
        return None
    return _of_state(bag, kind or bag.kinds[0])


def _of_state(bag: Bag, kind: Kind | None = None) -> Told | None:
    kind = kind or bag.kinds[0]
    return {"kind": kind} if kind in SUBJECTS and not bag.ops - {"which", "count"} else None


RULES: tuple[Rule, ...] = (
    _gaps,
    _idle,
    _direct,
    _counted,
    _all_have,
    _coverage,
    _reached,
    _extreme,
    _most_gaps,
    _at_least,
    _several,
    _sectors,
    _below,
    _worst_first,
    _funds_by,
    _lapsed,
    _never,
    _inherited,
)
