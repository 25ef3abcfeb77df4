"""Rules for questions whose words stand in an order that no phrase has: what each intent needs, and what it may have.

A rule looks at the order of words only where the order tells who helps whom, or what is counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from graph.ask.bag import Bag, Rule, Told, rule
from graph.ask.query import Intent
from graph.ask.query import Told as Said
from graph.ask.table import EXPORTED, HELPING, LEVELS, RECEIVING, UNITS
from graph.model import Kind

if TYPE_CHECKING:
    from graph.ask.names import NamePhrase

_GROUPS = {
    "ASK": "WHICH WHO HOWMANY WHERE",
    "YESNO": "ASKED YES EXISTS YESTAIL",
    "ALONE": "UNPAIRED NOPARTNER NOTYET GAP LACKONE NOBODYDOES",
    "NOONE": "NOBODY NONE WITHNONE",
    "OBJECT": "PARTNER HELP HELPNOUN SUPPORT PAIRING PAIR HELPV ORGANIZATION FUNDER ANYONE HELPED PAIRED",
    "HELPS": "HELP HELPS HELPV HELPED PAIRED PAIR CARRY SUPPORT HELPNOUN",
    "HELPER": "PARTNER ORGANIZATION FUNDER",
    "MONEYS": "FUNDS GAVE GAVEN RECEIVED",
    "FIRST": "MOST TOP TOPN HIGHEST",
    "ORDER": "RANKWORD RANKED",
    "SUPPOSED": "IF WHATIF EFFECTOF THEN IMPACT IMPACTWORD BIGIMPACT MODAL LOSE HURT AFFECTED BELEFT ONCEGONE",
    "LEAVING": "WITHDRAW DEPARTURE EXITING ALLGONE",
    "LEFTOUT": "LOSE NOTYET WITHNONE NOPARTNER NONE UNPAIRED GAP NOBODY NOBODYLEFT NOBODYDOES",
    "BECAUSE": "WHY EXPLAIN ROWS KNOWN BASIS COMEFROM",
}
_rule = partial(rule, groups=_GROUPS)
_POSSIBLE = frozenset({"可能", "might", "may", "should"})
"""Words for what only may be; they change what is asked but in a what-if."""
_HELPING_WORDS = ("help", "support", "assist", "帮", "结对")
_HELPER = ("PARTNER", "ORGANIZATION", "FUNDER")
_MEASURES = ("BETWEENNESS", "PAGERANK", "HARMONIC", "DEGREE", "BIRANK")
_FIRST = ("MOST", "TOP", "TOPN", "HIGHEST")
_KNOWN = ("ROWS", "KNOWN", "BASIS", "COMEFROM")
_SUBJECTS = RECEIVING | LEVELS


def composed(bag: Bag) -> Iterator[tuple[Intent, Told]]:
    """The typed questions that a row of words asks by these rules: (intent, fields)."""
    if _turned(bag):
        return
    for one in RULES:
        if one.intent is Intent.WITHDRAWAL or not _POSSIBLE & {word.text for word in bag.words}:
            for fields in one.taken(bag):
                yield one.intent, fields


def _turned(bag: Bag) -> bool:
    """Whether a word turns another into its opposite, or asks of most of something."""
    partners = any(bag.after(place, "PARTNER") for place in bag.places("RECIPIENT", "KINDRECV"))
    return partners or len(bag.places("MOST")) > 1 or len(bag.places("IF", "WHATIF", "ONCEGONE")) > 1


def _one(bag: Bag) -> Kind | None:
    return bag.kinds[0] if bag.kinds else None


def _helpers_first(bag: Bag, *before: str) -> bool:
    """Whether a helper is what is asked about: it stands before the words that say what is so."""
    return bag.at(*_HELPER) < min(bag.at("KIND"), bag.at(*before))


def _counted_by(bag: Bag, *classes: str) -> Kind | None:
    """The kind that stands right behind a number or a word for one."""
    place = bag.at(*classes)
    place += bag.after(place, "PLACES")
    kind = bag.words[place + 1].classes.get("KIND") if place + 1 < len(bag.words) else None
    return None if kind is None else Kind(str(kind))


def _named(names: tuple[NamePhrase, ...]) -> tuple[str, ...]:
    return tuple(one.text for one in names)


# --- those with a partner, and those without


@_rule(
    Intent.GAPS,
    "ALONE",
    "LACK OBJECT",
    "NOONE",
    may="ASK YESNO OBJECT ANY STILL INSIDE DIRECT DIRECTLY LEFT ACTIVITIES WORK NAMED LEDGER",
    kinds=(0, 1),
)
def _gaps(bag: Bag) -> Told | None:
    kind, lack = _one(bag) or Kind.VILLAGE, bag.needed[0]
    if not bag.kinds and (bag.ops or lack or not (bag.beside.area and bag.has("LACK") and bag.has("PARTNER"))):
        return None
    if kind not in _SUBJECTS or (bag.at("LACK") == lack and bag.after(lack, "KIND")):
        return None
    return _told_gaps(bag, kind, lack)


def _told_gaps(bag: Bag, kind: Kind, lack: int) -> Told | None:
    if "GAP" in bag.words[lack].classes and bag.before(lack, "HAVE"):
        return None  # which have gaps in them
    first = min(bag.at("KIND"), lack)
    if bag.at(*_HELPER) < first and bag.at(*_HELPER) not in bag.needed:
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


@_rule(
    Intent.IDLE,
    "ALONE",
    "LACK OBJECT|RECIPIENT|RECIPIENTS",
    "NOONE",
    "HELPNOBODY",
    may="ASK OBJECT ANY STILL EASTERN HELPING HELPERSIDE RECIPIENT LEFT NOBODY",
    kinds=(0, 1),
)
def _idle(bag: Bag) -> Told | None:
    kind, lack = _one(bag), bag.needed[0]
    if not bag.ops <= {"which", "who", "count"} or bag.beside.by or bag.sector:
        return None
    if kind is None:
        idle = bag.has("HELPNOBODY") or (bag.lang == "zh" and bag.has("NOBODY"))
        if not bag.has("EASTERN", "HELPING", "HELPERSIDE") and not (idle and bag.has("WHO", *_HELPER)):
            return None
    elif not (kind in HELPING and bag.side(kind) == "helper") and not bag.has("EASTERN", "HELPERSIDE"):
        return None
    if (bag.after(lack, "KIND") and bag.has("LACK")) or (
        bag.has("HELPNOBODY", "NOBODY") and bag.after(lack, "PARTNER")
    ):
        return None
    return {"kind": kind}


@_rule(
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
    if kind not in _SUBJECTS or bag.beside.by or _helpers_first(bag, "HAVE", "HASPARTNER", "DONE"):
        return None
    if len(bag.needed) == 2 and not bag.after(bag.needed[0], "PARTNER", "HELP", "HELPNOUN", "ANYONE", "ANY"):
        return None
    return {"kind": kind}


@_rule(
    Intent.COVERAGE,
    "HASPARTNER|DONE HOWMANY",
    "HAVE PARTNER|HELP|HELPNOUN|ANYONE HOWMANY",
    may="PARTNER INSIDE STILL ANY",
    kinds=(1, 1),
)
def _counted(bag: Bag) -> Told | None:
    found = _having(Bag(bag.words, bag.beside, bag.lang, bag.needed[:-1], bag.kinds))
    return None if found is None or bag.ops != {"count"} else found | {"told": Said.HAVING}


@_rule(
    Intent.COVERAGE,
    "HASPARTNER|DONE YESNO",
    "HAVE PARTNER|HELP|HELPNOUN|ANYONE YESNO",
    "HASPARTNER|DONE ALL",
    "HAVE PARTNER|HELP|HELPNOUN|ANYONE ALL",
    "PAIRED|PAIR YESNO ALL",
    may="YESNO ALL ALLS PARTNER INSIDE STILL PLACES",
    kinds=(1, 1),
)
def _all_have(bag: Bag) -> Told | None:
    """Whether all of a kind have a partner."""
    found = _having(Bag(bag.words, bag.beside, bag.lang, bag.needed[:1], bag.kinds))
    every = bag.has("ALL", "ALLS")
    return None if found is None or not every or bag.ops - {"yes"} else found | {"told": Said.ALL_HAVE}


@_rule(
    Intent.COVERAGE,
    "COVERAGE|PAIRRATE|SITUATION",
    "SHARE HASPARTNER|DONE|COVERED|PAIRED|HELPED|PAIR",
    "SHARE HAVE PARTNER|HELP|HELPNOUN|ACTIVITIES|ORGANIZATION",
    may="WHICH HOW MUCH MEASURE SHARE PAIRING BIG ALL INSIDE HELP HELPNOUN PARTNER ACTIVITIES",
    kinds=(0, 1),
)
def _coverage(bag: Bag) -> Told | None:
    kind = _one(bag)
    if "yes" in bag.ops or kind in HELPING or (kind is None and bag.has("SHARE")):
        return None
    if bag.has("LACK", "UNPAIRED", "NOTYET", "NOPARTNER"):
        return None
    return {"kind": kind}


@_rule(Intent.COVERAGE, "COVERED|HELP HOWMANY", may="HELP HELPNOUN INSIDE ACTIVITIES WORK", kinds=(1, 1))
def _reached(bag: Bag) -> Told | None:
    """How many of a kind a sector reaches."""
    if bag.sector is None or bag.beside.by or bag.kinds[0] in HELPING or bag.ops != {"count"}:
        return None
    return {"kind": bag.kinds[0], "told": Said.HAVING}


@_rule(
    Intent.COVERAGE,
    "MOST|HIGHEST|TOP|TOPN|LEAST|WORST COVERAGE|PAIRRATE|SHARE|COVERED",
    "MOST|LEAST SECTOR HELP|HELPNOUN|SUPPORT",
    may="ASK PAIRED HELPED PAIR HELP COVERED COVERAGE SHARE PLACES RANKED RANKWORD WHOSE HAVE BY",
    kinds=(1, 2),
    numbers=(0, 1),
)
def _extreme(bag: Bag) -> Told | None:
    found = _levels(bag)
    if found is None or "count" in bag.ops or "yes" in bag.ops:
        return None
    least, first = bag.has("LEAST"), bag.numbers[0] if bag.numbers else 1
    if (least and bag.has("MOST", "HIGHEST", "TOP")) or first < 1:
        return None
    return found | {"told": Said.LOWEST if least else Said.HIGHEST, "first": first, "number": first, "lowest": least}


def _levels(bag: Bag) -> Told | None:
    """The kind, and the level of areas by which it is counted: the larger of two, else villages by this level."""
    order = [Kind.VILLAGE, Kind.TOWNSHIP, Kind.COUNTY, Kind.PREFECTURE, Kind.PROVINCE]
    kinds = sorted(bag.kinds, key=lambda kind: order.index(kind) if kind in order else -1)
    by, of = kinds[-1], kinds[0] if len(kinds) == 2 else Kind.VILLAGE
    if by not in LEVELS or of is by or of in HELPING or bag.beside.by:
        return None
    return {"kind": of, "by": (by.value,)}


@_rule(
    Intent.GAPS,
    "MOST|LEAST|HIGHEST ALONE",
    "MOST|LEAST|HIGHEST LACK PARTNER|PAIR|HELP|HELPV",
    may="WHICH WHERE HOWMANY COUNT PLACES PARTNER",
    kinds=(1, 2),
    numbers=(0, 1),
)
def _most_gaps(bag: Bag) -> Told | None:
    found = _levels(bag)
    if found is None or bag.ops - {"which", "where"} or (bag.has("LEAST") and bag.has("MOST", "HIGHEST")):
        return None
    first = bag.numbers[0] if bag.numbers else 1
    return found | {"told": Said.LOWEST if bag.has("LEAST") else Said.HIGHEST, "first": first} if first > 0 else None


@_rule(
    Intent.NEEDED,
    "ATLEAST|ORMORE|PLUS|MORETHAN PARTNER|ORGANIZATION|FUNDER",
    "ORMORE HELP|HELPS|HELPV",
    may="EXISTS WHICH HOWMANY PARTNER ORGANIZATION HELP HELPV HELPED PLACES INSIDE",
    kinds=(1, 1),
    numbers=(1, 1),
)
def _at_least(bag: Bag) -> Told | None:
    kind, place = bag.kinds[0], bag.at("NUMBER")
    number = bag.numbers[0] + bag.has("MORETHAN")
    counted = bag.after(place, *_HELPER, "ORMORE", "PLUS", "PLACES") or bag.after(place + 1, *_HELPER)
    if kind not in _SUBJECTS or not counted or bag.after(place, "KIND") or number < 1:
        return None
    if _helpers_first(bag, "NUMBER", "HAVE") or bag.has("PERCENT", "MOST"):
        return None
    return {"kind": kind, "number": number, "told": Said.AT_LEAST}


# --- the partners of one, and what is between two


@_rule(
    Intent.PARTNERS,
    "HELPS",
    "PARTNER|RECIPIENT|PAIRING",
    may="WHICH WHO HOWMANY HELPS PARTNER RECIPIENT ORGANIZATION PAIRING BY BYS AND USING TO TOS FOR STILL ON FROM EASTERN",
    kinds=(0, 1),
    names=(1, 1),
)
def _partners(bag: Bag) -> Told | None:
    kind, name = _one(bag), bag.names[0]
    if bag.beside.by or bag.beside.area or bag.ops - {"which", "who", "count"} or (kind and name.area):
        return None
    if not bag.ops and not bag.has("PARTNER", "RECIPIENT", "PAIRING"):
        return None
    return {"organizations": (name.text,), "wanted": kind} | (
        {"told": Said.PARTNERS} if bag.ops == {"count"} and kind is None else {}
    )


@_rule(
    Intent.HISTORY,
    "HISTORY|YEARLY|INCLUDINGENDED|PASTPRESENT|CHANGEDTIMES",
    may="WHICH WHO HELPS PARTNER RECIPIENT ORGANIZATION PAIRING BY BYS AND USING ALL ALLS CITY PAIR HOW SITUATION RANKWORD CLEAN",
    kinds=(0, 1),
    names=(1, 1),
)
def _history(bag: Bag) -> Told | None:
    if bag.beside.by or bag.beside.area or bag.ops - {"which", "who"}:
        return None
    return {"organizations": _named(bag.names)}


@_rule(
    Intent.PARTNERS,
    "FUNDS",
    "GAVE|GAVEN|RECEIVED MUCH|HOWMANY",
    may="MUCH HOWMANY WHICH MONEYS HELP HELPNOUN MEASURE SHARE IN FROM TO",
    names=(1, 1),
)
def _money(bag: Bag) -> Told | None:
    if bag.beside.by or bag.beside.area or not bag.has("MUCH", "HOWMANY", "MEASURE", "WHICH") or bag.beside.time:
        return None
    return {"organizations": _named(bag.names)}


@_rule(
    Intent.LINK,
    "LINK|LINKED|CONNECT|HOWLINKED|SEPARATED|PATH",
    "HELPS",
    "PAIRING|PARTNER|FUNDS",
    may="AND BETWEEN YESNO ANY HOW MUCH MONEYS HELPS FROM TO TOS THROUGH PAIRING LINK LINKED CONNECT STILL BY BYS USING WORK",
    names=(2, 2),
)
def _link(bag: Bag) -> Told | None:
    if bag.beside.by or bag.beside.area or bag.ops - {"yes", "share"} or bag.names[0].text == bag.names[1].text:
        return None
    found: Told = {"organizations": _named(bag.names)}
    if "yes" not in bag.ops:
        return found
    helps = bag.places("HELP", "HELPS", "HELPV")
    if bag.has("PAIR", "PAIRED") and not bag.has("BY", "BYS"):
        return found | {"told": Said.PAIRED}
    ends = [place for place, word in enumerate(bag.words) if {"NAME", "PART"} & word.classes.keys()]
    if len(helps) == 1 and ends[0] < helps[0] < ends[1] and not bag.has("BY", "BYS", "HELPED", "RECEIVED"):
        return found | {"told": Said.HELPS}
    return None


@_rule(
    Intent.WHY,
    "BECAUSE",
    may="BECAUSE GAP UNPAIRED NOTYET NOPARTNER HASPARTNER DONE COVERED HELPS PARTNER PAIRING COUNTED COUNTEDAS SHOWS STATUS ROW WHERE "
    "WHICH HOW SOURCES DATA FROM ON STATE NAMED ALLDATA BUT AND SERVED ORGANIZATION WHO",
    names=(1, 1),
)
def _why(bag: Bag) -> Told | None:
    if bag.beside.by or bag.beside.area or bag.ops - {"which", "where", "who"}:
        return None
    why = bag.at("WHY", "EXPLAIN")
    if why in bag.needed and len(bag.words) < 4 and not bag.has("EXPLAIN", "COUNTED", "COUNTEDAS", *_KNOWN):
        return None  # why what?
    if bag.has("GAP", "UNPAIRED", "NOTYET", "NOPARTNER") and not bag.has("COUNTED", "COUNTEDAS", "ROWS", "BASIS"):
        return None  # why nobody helps is not on record
    return {"organizations": _named(bag.names)}


@_rule(
    Intent.PARTNERS,
    "ASKED|YES|EXISTS|YESTAIL|ANYONE COVERED|SERVED|HELPED|HASPARTNER|PAIRED|DONE|ANYONE",
    "ANYONE HAVE|HELPS|WORK",
    may="YESNO ANYONE COVERED SERVED HELPED HASPARTNER PAIRED DONE STILL HELPS WORK BY BYS ANY",
    names=(1, 1),
)
def _has_partner(bag: Bag) -> Told | None:
    """Whether one has a partner; where an area is covered, it or all in it may be meant."""
    name = bag.names[0]
    if bag.beside.by or bag.beside.area or name.kinds & {level.value for level in LEVELS} and bag.has("COVERED"):
        return None
    if not name.kinds and bag.has("COVERED"):
        return None
    return {"organizations": (name.text,), "told": Said.HAS_PARTNER}


# --- what if, on whom it depends


@_rule(
    Intent.WITHDRAWAL,
    "LEAVING",
    may="SUPPOSED LEAVING WHO WHICH HOWMANY LEFTOUT LEAVE AND BOTH TOGETHER ALLS HAPPENED HOW RECIPIENT ANYONE THEY BIG",
    kinds=(0, 1),
    names=(1, 4),
)
def _withdrawal(bag: Bag) -> Told | None:
    ends = [place for place, word in enumerate(bag.words) if {"NAME", "PART"} & word.classes.keys()]
    joined = all("AND" in bag.words[at].classes for at in range(ends[0], ends[-1]) if at not in ends)
    supposed = bag.has(*_GROUPS["SUPPOSED"].split())
    stops = any(
        one in bag.words[place].text and place < ends[-1] for place in bag.places("WITHDRAW") for one in _HELPING_WORDS
    )
    if bag.beside.by or not joined or stops or not supposed or bag.ops - {"who", "which", "count"}:
        return None
    return {"organizations": _named(bag.names), "kind": _one(bag)}


@_rule(
    Intent.WITHDRAWAL,
    "LEAVING ALL|ALLS|ALLGONE",
    "ALLGONE",
    may="SUPPOSED LEAVING WHO WHICH HOWMANY LEFTOUT LEAVE TOGETHER ALLS ALL HAPPENED HOW RECIPIENT THEY BIG HELPING TYPE ORGANIZATION",
    kinds=(1, 2),
)
def _all_leave(bag: Bag) -> Told | None:
    leavers = [kind for kind in bag.kinds if kind in HELPING]
    others = [kind for kind in bag.kinds if kind not in HELPING]
    if bag.beside.by or len(leavers) != 1 or bag.ops - {"who", "which", "count"}:
        return None
    return {"helpers": leavers[0], "kind": others[0] if others else None}


@_rule(
    Intent.CRITICAL,
    "CRITICAL",
    "LEAVING|LEAVE MOST|WORST HURT|IMPACT|LEFTOUT",
    may="WHO WHICH HELPER IF WHATIF MODAL THEN WORST LEFTOUT WITHOUT RECIPIENT HURT WHOSE LEAVE LEAVING THEY ANYMORE "
    "BELEFT COUNT IMPACT TOS",
    kinds=(0, 1),
)
def _critical(bag: Bag) -> Told | None:
    kind = _one(bag)
    if bag.beside.by or kind in HELPING or bag.ops - {"who", "which"} or (kind and kind not in _SUBJECTS):
        return None
    if not bag.has("WHO", *_HELPER, "WHOSE") or (bag.has("CRITICAL") and bag.has("IF", "MODAL", "LEAVING")):
        return None
    return {"kind": kind}


@_rule(
    Intent.DEPENDENT,
    "SINGLE|SINGLEONE|EXACTLY HELPER|HELPS|DEPEND|RELY",
    "ONLY NUMBER HELPER|HELPS",
    "SINGLE ONLY|DEPEND|RELY|BE",
    "ONLY|DEPEND BY|BYS|HELPS|HELPED|RELY",
    may="WHICH HOWMANY HELPER HELPS DEPEND RELY ONLY BY BYS USING BUT AND WHOSE SINGLE INSIDE PLACES STILL ON",
    kinds=(1, 2),
    numbers=(0, 1),
)
def _dependent(bag: Bag) -> Told | None:
    alone = bag.has("SINGLEONE") or (bag.has("SINGLE") and (bag.lang == "en" or bag.has("ONLY", "RELY", "DEPEND")))
    if bag.numbers and bag.numbers[0] != 1:
        return None
    if bag.beside.by or not (alone or len(bag.kinds) == 2 or bag.numbers) or bag.ops - {"which", "count"}:
        return None
    if len(bag.kinds) == 1:
        kind = bag.kinds[0]
        told = kind in _SUBJECTS and bag.has(*_HELPER, "HELP", "HELPV", "HELPED", "SINGLEONE", "RELY")
        return {"kind": kind} if told and not _helpers_first(bag, "SINGLE", "SINGLEONE", "ONLY") else None
    on = [kind for kind in bag.kinds if kind in HELPING]
    if _counted_by(bag, "SINGLE", "EXACTLY", "NUMBER", "SINGLEONE") not in (None, *on):
        return None  # who helps one of them alone
    of = [kind for kind in bag.kinds if kind in RECEIVING]
    return {"kind": of[0], "of": on[0]} if len(on) == 1 and len(of) == 1 else None


@_rule(
    Intent.ONE_TO_ONE,
    "ONETOONE",
    "EXACTLY PARTNER",
    may="YESNO ALL ALLS PAIR PAIRED PARTNER PAIRING EACH PER SINGLE ONLY HELP HELPNOUN VERIFY STILL",
    kinds=(1, 1),
)
def _one_to_one(bag: Bag) -> Told | None:
    kind = bag.kinds[0]
    if kind in HELPING or bag.beside.by or not (bag.has("YES", "YESTAIL", "ASKED", "VERIFY", "ALL", "ALLS", "PER")):
        return None
    return {"kind": kind}


# --- suggested pairings


@_rule(
    Intent.PLAN,
    "WHOCOULD|HOWSPLIT|PLANWORD|DRAFT",
    "PROPOSE|ALLOT PARTNER|ALONE|PAIRING",
    "GOESROUND|COVER|TOCOVER|FULL EACHTAKES|CAPTAKE|TAKES|UPTO",
    may="ALONE HELPER RECIPIENT FOR TO TOS PAIR PAIRING HELP HELPV COMEHELP SINGLE ALL BY PROPOSE PLANWORD ALLOT HOWSPLIT WHOCOULD DRAFT DRAW "
    "WHICH LACK UPTO TAKES EACHWORD EACHTAKES CAPTAKE PER ONLY COMPANIES ONLYLET USING MODAL CAN LEFT HELPNOUN WHO IF GOESROUND PLACES CANASK",
    kinds=(0, 2),
    names=(0, 1),
    numbers=(0, 1),
)
def _plan(bag: Bag) -> Told | None:
    planned = bag.has("PLANWORD") or len(bag.places("PROPOSE", "DRAFT")) > 1
    if bag.names and (bag.beside.area or not bag.names[0].area or bag.kinds or not planned):
        return None  # partners for it, or for those in it
    own = [kind for kind in bag.kinds if kind not in HELPING]
    helpers = [kind for kind in bag.kinds if kind in HELPING]
    capped = bag.has("UPTO", "TAKES", "EACHWORD", "EACHTAKES", "CAPTAKE")
    if bag.beside.by or len(own) > 1 or len(helpers) > 1 or bool(bag.numbers) is not capped:
        return None
    if bool(helpers) is not bag.has("ONLY", "COMPANIES", "ONLYLET", "USING") or bag.ops - {"which", "who", "yes"}:
        return None
    if bag.has("LACK") and not bag.has("PARTNER", "PAIR", "HELP"):
        return None
    number = bag.numbers[0] if bag.numbers else None
    proposed = bag.at("PROPOSE", "ALLOT")
    area = {"area": bag.names[0].text} if bag.names else {}
    if number == 0 or bag.after(proposed, "LACK") or (bag.after(proposed, "KIND") and not helpers):
        return None  # villages for the partners
    told = bag.has(*_GROUPS["ALONE"].split(), "WHOCOULD", "HOWSPLIT", "PLANWORD", "DRAFT") or bag.names or bag.numbers
    if not told:
        return None
    return {"kind": own[0] if own else None, "helpers": helpers[0] if helpers else None, "number": number} | area


# --- agreements by their time


@_rule(
    Intent.EXPIRING,
    "EXPIRE",
    may="ANYTHING PAIRING PAIR ASK YESNO ANY SOON THEN MODAL HELP HELPNOUN PARTNER",
    kinds=(0, 1),
)
def _expiring(bag: Bag) -> Told | None:
    if bag.beside.by or bag.ops - {"which", "count", "yes"}:
        return None
    if not (bag.ops or bag.has("PAIRING", "PAIR", "ANYTHING")) and not bag.beside.time:
        return None
    return {"kind": _one(bag)}


@_rule(
    Intent.ENDED,
    "EXPIRED|PASTEND REPORTED",
    "PASTEND",
    may="PAIRING PAIR WHICH HOWMANY YESNO ANY BUT STILL HELP PARTNER EXPIRED ANYTHING",
    kinds=(0, 1),
)
def _ended(bag: Bag) -> Told | None:
    return None if bag.beside.by or bag.beside.time else {"kind": _one(bag)}


@_rule(
    Intent.UNDATED,
    "UNDATED",
    "LACK|UNWRITTEN DATES|NOENDDATE",
    may="PAIRING PAIR WHICH HOWMANY YESNO ANY HELP AND OR DATES",
    kinds=(0, 1),
)
def _undated(bag: Bag) -> Told | None:
    return None if bag.beside.by or not (bag.ops or bag.has("PAIRING")) else {"kind": _one(bag)}


@_rule(
    Intent.LAPSED,
    "LAPSED|LAPSEDWORD|BROKEN|NOLONGER|FALLAWAY",
    may="WHICH HOWMANY PARTNER PAIR PAIRING HELP INSIDE SINCE THEN BUT",
    kinds=(1, 1),
)
def _lapsed(bag: Bag) -> Told | None:
    return _of_state(bag)


@_rule(
    Intent.NEVER,
    "NEVER|NEVERPAIRED",
    may="WHICH HOWMANY PARTNER PAIR PAIRING PAIRED HELP HELPED HELPNOUN SUPPORT ANY INSIDE ORGANIZATION",
    kinds=(1, 1),
)
def _never(bag: Bag) -> Told | None:
    return _of_state(bag)


@_rule(
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
    return {"kind": kind} if kind in _SUBJECTS and not bag.ops - {"which", "count"} else None


@_rule(
    Intent.CHANGED,
    "CHANGED|CHANGEDWORD|COMPARE|COMPARED|DIFFWORD",
    may="PAIRING PARTNER PAIR WHICH HOW HAPPENED SITUATION AND BETWEEN HELP CHANGED COMPARED HELPNOUN INSIDE ANYTHING",
    kinds=(0, 1),
)
def _changed(bag: Bag) -> Told | None:
    return None if bag.beside.by or not bag.beside.time or bag.ops - {"which"} else {"kind": _one(bag)}


# --- rankings


@_rule(
    Intent.CARRIES,
    "FIRST WHO|HELPER HELPS|WORK|COUNT|RECIPIENT|HAVE",
    "FIRST HELPS",
    may="WHO WHICH HELPER HELPS FIRST COUNT PLACES WORK RECIPIENT",
    kinds=(1, 2),
    numbers=(0, 1),
)
def _carries(bag: Bag) -> Told | None:
    """Who helps most of a kind: the kind stands beside the word for most."""
    of = _beside_most(bag)
    others = [kind for kind in bag.kinds if kind is not of]
    if of is None or of not in _SUBJECTS or bag.beside.by or bag.ops - {"who", "which"}:
        return None
    if len(others) > 1 or (others and others[0] not in HELPING):
        return None
    if not others and not bag.has("WHO", *_HELPER):
        return None
    number = bag.numbers[0] if bag.numbers else None
    if bag.numbers and (_counted_by(bag, "NUMBER") or not (bag.before(bag.at("NUMBER"), *_FIRST) or bag.has("TOPN"))):
        return None  # seventeen villages
    return {"kind": others[0] if others else None, "of": of, "number": number, "told": Said.FIRST}


def _beside_most(bag: Bag) -> Kind | None:
    """The kind that is counted: behind “most”, in Chinese before it."""
    place = bag.at("MOST", "TOP", "TOPN", "HIGHEST")
    step = -1 if bag.lang == "zh" else 1
    place += step
    while 0 <= place < len(bag.words) and {"COUNT", "OF", "HELPED"} & bag.words[place].classes.keys():
        place += step
    if not 0 <= place < len(bag.words):
        return None
    kind = bag.words[place].classes.get("KIND")
    return None if kind is None else Kind(str(kind))


@_rule(
    Intent.OVERLAP,
    "MOST PARTNER|FUNDER|ORGANIZATION",
    may="WHICH HELPS COUNT PLACES HAVE",
    kinds=(1, 1),
    numbers=(0, 1),
)
def _overlap(bag: Bag) -> Told | None:
    """Those of a kind with most partners: the partners stand beside the word for most."""
    kind, place = bag.kinds[0], bag.at("MOST")
    step = -1 if bag.lang == "zh" else 1
    near = place + step
    while 0 <= near < len(bag.words) and {"COUNT", "OF"} & bag.words[near].classes.keys():
        near += step
    if not 0 <= near < len(bag.words) or not set(_HELPER) & bag.words[near].classes.keys():
        return None
    if kind not in RECEIVING or bag.beside.by or bag.ops - {"which"} or bag.has("BY"):
        return None
    return {"kind": kind, "number": bag.numbers[0] if bag.numbers else None, "told": Said.FIRST}


@_rule(
    Intent.RANKED,
    "ORDER PARTNER|FUNDER",
    "ORDER HELPING|EASTERN|HELPERSIDE",
    may="WHICH WHO RECIPIENT ORGANIZATION ORDER PARTNER COUNT PAIR HELP BY MOST INSIDE EASTERN",
    numbers=(0, 1),
)
def _ranked(bag: Bag) -> Told | None:
    if bag.beside.by or bag.ops - {"which", "who"} or bag.has("LEAST"):
        return None
    return {"number": bag.numbers[0] if bag.numbers else None}


@_rule(
    Intent.GAVE,
    "FIRST FUNDS|GAVE|GAVEN",
    "DONOR",
    may="WHO WHICH HELPER MONEYS FIRST PLACES COUNT DONOR TO TOS RANKED",
    kinds=(0, 1),
    numbers=(0, 1),
)
def _gave(bag: Bag) -> Told | None:
    kind = _one(bag)
    if bag.beside.by or bag.ops - {"who", "which"} or not (bag.has("WHO", *_HELPER, "DONOR") or kind):
        return None
    number = bag.numbers[0] if bag.numbers else None
    if kind in RECEIVING and not bag.has("RECEIVED"):
        return None  # what they have is not what they received
    if bag.has("RECEIVED"):
        if bag.has("GAVE", "GAVEN", "DONOR", *_HELPER) or kind in HELPING:
            return None
        return {"kind": kind, "received": True, "number": number, "told": Said.FIRST}
    return {"kind": kind, "number": number, "told": Said.FIRST}


@_rule(
    Intent.HELPERS,
    "HELPS|WORK|JOIN|ALL|INVOLVED WHO|HELPER",
    "HELPS|WORK|JOIN",
    may="WHO WHICH HOWMANY HELPER HELPS WORK JOIN ALL STILL INSIDE ACTIVITIES EASTERN HELPING BY",
    kinds=(0, 1),
)
def _helpers(bag: Bag) -> Told | None:
    """Who helps at all, in an area or a sector, or all of a kind that helps."""
    kind = _one(bag)
    if bag.beside.by or bag.ops - {"who", "which", "count"} or (kind is not None and kind not in HELPING):
        return None
    if bag.has("HELPED", "PAIRED", "PAIR", "COVERED", "BY") or (kind is None and not bag.has("WHO", *_HELPER)):
        return None
    if kind is None and not (bag.beside.area or bag.sector or bag.has("ALL")):
        return None
    if kind is not None and bag.side(kind) != "helper":
        return None
    return {"kind": kind} | ({"told": Said.HELPING} if bag.ops == {"count"} and kind else {})


@_rule(
    Intent.RANKED,
    "MOST HELPS|WORK WHO|HELPER",
    "MOST HELPS|WORK",
    may="WHO WHICH HELPER HELPS WORK PLACES",
    kinds=(0, 1),
    numbers=(0, 1),
)
def _busiest(bag: Bag) -> Told | None:
    """Who helps most, without saying of what."""
    kind = _one(bag)
    if bag.beside.by or bag.ops - {"who", "which"} or bag.has("HELPED", "PAIRED", "PAIR", "COVERED"):
        return None
    if (kind is None and not bag.has("WHO", *_HELPER)) or bag.after(bag.at("HELP", "HELPV", "CARRY"), "WHO"):
        return None
    if kind is not None and (kind not in HELPING or bag.side(kind) != "helper" or _beside_most(bag)):
        return None
    number = bag.numbers[0] if bag.numbers else None
    return {"kind": kind, "rank": "partners", "number": number, "told": Said.FIRST}


@_rule(
    Intent.COVERAGE,
    "FUNDS",
    may="MONEYS HOWMANY MUCH WHICH MEASURE TO TOS BY",
    kinds=(0, 1),
)
def _funds_by(bag: Bag) -> Told | None:
    """The money of each area, or of a kind as a whole: it stands beside the coverage."""
    kind = _one(bag)
    if kind in HELPING or kind in LEVELS or not (kind or bag.beside.by) or bag.ops - {"count", "share", "which"}:
        return None
    if bag.beside.by and not set(bag.beside.by) <= {level.value for level in LEVELS}:
        return None
    return {"kind": kind or Kind.VILLAGE} if bag.beside.by or bag.has("HOWMANY", "MUCH", "MEASURE") else None


@_rule(
    Intent.RANKED,
    "BETWEENNESS|PAGERANK|HARMONIC|DEGREE|BIRANK",
    may="WHO WHICH HELPER FIRST PLACES ORDER BY USING CENTRAL RECIPIENT HELPERSIDE EASTERN FOR TOS KINDRECV COMPANIES",
    kinds=(0, 1),
    numbers=(0, 1),
)
def _measured(bag: Bag) -> Told | None:
    """The first by a measure of the network; a kind that only receives stands on that side."""
    kind = _one(bag)
    measures = {name for name in _MEASURES if bag.has(name)}
    if bag.beside.by or len(measures) != 1 or bag.ops - {"who", "which"} or (bag.numbers and bag.numbers[0] < 1):
        return None
    received = kind in RECEIVING or bag.has("RECIPIENT", "KINDRECV")
    if received and bag.has("EASTERN", "HELPERSIDE"):
        return None
    number = bag.numbers[0] if bag.numbers else None
    rank = measures.pop().lower()
    return {"kind": kind, "rank": rank, "received": received, "number": number, "told": Said.FIRST}


@_rule(Intent.RANKED, "BUSIEST", may="WHO WHICH HELPER", kinds=(0, 1))
def _most_busy(bag: Bag) -> Told | None:
    kind = _one(bag)
    if bag.beside.by or bag.ops - {"who", "which"} or kind in RECEIVING or (kind and bag.side(kind) != "helper"):
        return None
    return {"kind": kind, "rank": "partners", "told": Said.FIRST}


@_rule(
    Intent.COVERAGE,
    "SECTORS LACK|NOTYET|UNPAIRED|GAP",
    may="WHICH STILL HELP HELPNOUN PARTNER INSIDE",
    kinds=(0, 1),
)
def _sectors(bag: Bag) -> Told | None:
    """Which share of a kind each sector reaches, where it is asked which sectors are missing."""
    kind = _one(bag)
    if bag.beside.by or bag.ops - {"which"} or (kind is not None and kind not in RECEIVING):
        return None
    return {"kind": kind or Kind.VILLAGE, "by": ("sector",)}


@_rule(
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


@_rule(
    Intent.COVERAGE,
    "COVERAGE|PAIRRATE WORST|LEAST TOP|RANKWORD|RANKED",
    may="LEAST WORST TOP SHARE",
    kinds=(0, 1),
)
def _worst_first(bag: Bag) -> Told | None:
    """The coverage of areas, the lowest first."""
    kind = _one(bag)
    if len(bag.beside.by) != 1 or kind in HELPING or kind in LEVELS:
        return None
    return {"kind": kind or Kind.VILLAGE, "lowest": True}


# --- how it is spread, what is claimed, where it comes from


@_rule(
    Intent.SPREAD,
    "UNEQUAL|CONCENTRATED|GINI|BURDEN|STATSWORD",
    "SPREAD HELP|HELPNOUN|FUNDS|PAIR|MONEY",
    may="HOW MEASURE BIG HELP HELPNOUN HELPV PAIR PARTNER FUNDS MONEY AMONG BETWEEN BETWEEN2 OVER FEW YESNO ON DISTRIBUTION SPREAD UNEQUAL "
    "CONCENTRATED AND GINI MUCH WORK COUNTED STATE",
    kinds=(0, 1),
)
def _spread(bag: Bag) -> Told | None:
    kind = _one(bag)
    if bag.before(bag.at("KIND"), "IN", "WITHIN"):
        return None
    if bag.beside.by not in ((), ("township",)) or kind in HELPING or kind in LEVELS:
        return None
    return {"kind": kind}


@_rule(
    Intent.CLAIMS,
    "CLAIMS NAMED",
    "CLAIMS PAIRING AGREE|ADDUP",
    may="NAMED AND PAIRING PAIR YESNO HOW TOTALS COUNT CLAIMS ADDUP AGREE BY HELD",
)
def _claims(bag: Bag) -> Told | None:
    return None if bag.beside.by or bag.ops - {"yes", "which"} else {}


@_rule(
    Intent.CONFLICTS,
    "CONFLICT SOURCES|DATA",
    may="SOURCES DATA ANY YESNO WHICH WHERE BETWEEN AMONG AND PAIRING CONFLICT",
)
def _conflicts(bag: Bag) -> Told | None:
    return None if bag.beside.by else {}


@_rule(
    Intent.VERSIONS,
    "VERSIONS",
    may="FROMWHEN WHICH LOADED SOURCES THISDATA LEDGER EACH DATA AND HOWMANY EACHWORD ALL DATES",
)
def _versions(bag: Bag) -> Told | None:
    return None if bag.beside.by or bag.beside.area else {}


@_rule(
    Intent.SOURCES,
    "SOURCES WHICH|WHERE|LOADED|THISDATA",
    "COMEFROM THISDATA|DATA|SOURCES",
    may="WHICH WHERE WHO THISDATA DATA LOADED SOURCES LEDGER FROM PAIRING PAIR FROMWHEN ALLS COMPANIES ALLDATA",
)
def _sources(bag: Bag) -> Told | None:
    return None if bag.beside.by or bag.beside.area else {}


# --- what is drawn and written


@_rule(
    Intent.MAP,
    "MAP",
    "AROUND HOPS ALLDATA|EVERYTHING",
    may="DRAW ITSPARTNERS PAIRING PAIR HELP HELPNOUN PARTNER ALL ALLDATA EVERYTHING ALONE AND FOR INSIDE SHOWN AROUND HOPS WITHIN",
    kinds=(0, 1),
    names=(0, 1),
    numbers=(0, 1),
)
def _map(bag: Bag) -> Told | None:
    gaps, hops = bag.has(*_GROUPS["ALONE"].split()), bag.has("HOPS")
    if bag.beside.by or (bag.names and bag.beside.area) or bool(bag.numbers) is not hops:
        return None
    if (bag.kinds and not (gaps or hops)) or (hops and not bag.names) or (gaps and hops):
        return None
    found: dict[str, Any] = {"kind": None if hops else _one(bag), "hops": bag.numbers[0] if hops else None}
    if bag.names:
        name = bag.names[0]
        found["focus" if hops or bag.has("ITSPARTNERS", "AROUND") or not name.area else "area"] = name.text
    return found | ({"state": "gaps"} if gaps else {})


@_rule(
    Intent.EXPORT,
    "EXPORTWORD|DRAW FORMAT",
    may="EXPORTWORD DRAW ALLDATA EVERYTHING USABLE TOS FOR SAVE FORMAT PARTOF",
)
def _export(bag: Bag) -> Told | None:
    form = str(bag.words[bag.needed[1]].classes["FORMAT"])
    if (
        bag.beside.by
        or len(bag.places("FORMAT")) > 1
        or form not in EXPORTED
        or (bag.beside.file or "").rpartition(".")[2] not in ("", form)
    ):
        return None
    return {"form": form}


@_rule(
    Intent.REPORT,
    "REPORT",
    may="DRAW SITUATION PAIRING PAIR HELP HELPNOUN ALL FOR INSIDE ON PARTNER WORDDOC DOC CHANGED CHANGEDWORD WITHCHANGES",
    kinds=(0, 1),
    names=(0, 1),
)
def _report(bag: Bag) -> Told | None:
    written = bag.has("WORDDOC", "DOC")
    if written and bag.beside.file is not None:
        return None
    if bag.beside.by or (bag.names and (bag.beside.area or not bag.names[0].area)):
        return None
    if bag.beside.since is not bag.has("CHANGED", "CHANGEDWORD", "WITHCHANGES"):
        return None
    found: Told = {"kind": _one(bag), "area": bag.names[0].text if bag.names else None}
    return found | ({"output": "report.docx"} if written else {})


RULES: tuple[Rule, ...] = tuple(one for one in list(globals().values()) if isinstance(one, Rule))
"""All rules, in the order in which they stand above."""
