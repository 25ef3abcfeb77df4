"""Rules about the partners of one, what is between two, who depends on whom, and what could be paired."""

from __future__ import annotations

from graph.ask.bag import (
    GROUPS,
    HELPER,
    SUBJECTS,
    Bag,
    Rule,
    Told,
    counted_by,
    helpers_first,
    named,
    one_kind,
    rule,
)
from graph.ask.query import Intent
from graph.ask.query import Told as Said
from graph.ask.table import HELPING, LEVELS, RECEIVING

_HELPING_WORDS = ("help", "support", "assist", "帮", "结对")
_SOLELY = (
    "only",
    "solely",
    "entirely",
    "exclusively",
    "just",
    "purely",
    "completely",
    "fully",
    "no one",
    "nobody",
    "no partner",
    "no helper",
    "no other",
)
_KNOWN = ("ROWS", "KNOWN", "BASIS", "COMEFROM")


@rule(
    Intent.PARTNERS,
    "helps",
    "PARTNER|RECIPIENT|PAIRING",
    "GETHELP FROM",
    may="WHICH WHO WHERE HOWMANY helps PARTNER RECIPIENT ORGANIZATION PAIRING BY BYS AND USING TO TOS FOR STILL ON "
    "FROM EASTERN",
    kinds=(0, 1),
    names=(1, 1),
)
def _partners(bag: Bag) -> Told | None:
    kind, name = one_kind(bag), bag.names[0]
    if any("KIND" in word.classes and word.end == name.start for word in bag.words):
        return None  # 县人民医院 is more than 人民医院
    if bag.beside.by or bag.beside.area or bag.ops - {"which", "who", "where", "count"} or (kind and name.area):
        return None
    if bag.has("WHERE") and not bag.has("GETHELP"):
        return None
    if kind and bag.lang == "zh" and bag.before(bag.at("NAME", "PART"), "BYS") and bag.has("HELP", "HELPV"):
        return {"organizations": (name.text,), "wanted": kind}  # 由它帮扶的村
    if not bag.ops and not bag.has("PARTNER", "RECIPIENT", "PAIRING"):
        return None
    return {"organizations": (name.text,), "wanted": kind} | (
        {"told": Said.PARTNERS} if bag.ops == {"count"} and kind is None else {}
    )


@rule(
    Intent.PARTNERS,
    "WHENWORD",
    may="BEGIN EXPIRE EXPIRED helps PAIRING PARTNER USING AND WORK DONE HASPARTNER",
    names=(1, 1),
)
def _when(bag: Bag) -> Told | None:
    """Since when one is paired, and until when: its agreements say it."""
    return None if bag.beside.by or bag.beside.area or bag.beside.time else {"organizations": named(bag.names)}


@rule(Intent.PARTNERS, "HOWMANY", may="BY helps", kinds=(1, 1), names=(1, 1))
def _how_many_has(bag: Bag) -> Told | None:
    """How many of a kind one helps."""
    held = bag.has("HAVE") or bag.has("HELP", "HELPV")
    if bag.names[0].area or bag.beside.area or bag.beside.by or not held:
        return None
    return {"organizations": named(bag.names), "wanted": bag.kinds[0]}


@rule(
    Intent.HISTORY,
    "HISTORY|YEARLY|INCLUDINGENDED|PASTPRESENT|CHANGEDTIMES|ONCE",
    may="RANKED DATES WHICH WHO helps PARTNER RECIPIENT ORGANIZATION PAIRING BY BYS AND USING ALL ALLS CITY PAIR HOW "
    "SITUATION RANKWORD CLEAN HISTORY INCLUDINGENDED",
    kinds=(0, 1),
    names=(1, 1),
)
def _history(bag: Bag) -> Told | None:
    if bag.beside.by or bag.beside.area or bag.ops - {"which", "who"}:
        return None
    return {"organizations": named(bag.names)}


@rule(
    Intent.PARTNERS,
    "FUNDS",
    "GAVE|GAVEN|RECEIVED MUCH|HOWMANY|WHICH",
    may="MUCH HOWMANY WHICH moneys HELP HELPNOUN MEASURE IN FROM TO TOS BY",
    names=(1, 1),
)
def _money(bag: Bag) -> Told | None:
    """The money that one gave or received: it stands beside its agreements."""
    if bag.beside.by or bag.beside.area or bag.beside.time:
        return None
    if not bag.has("MUCH", "HOWMANY", "MEASURE", "WHICH") and bag.has("HELP", "HELPNOUN"):
        return None
    return {"organizations": named(bag.names)}


@rule(
    Intent.LINK,
    "LINK|LINKED|CONNECT|HOWLINKED|SEPARATED|PATH",
    "helps",
    "PAIRING|PARTNER|FUNDS",
    may="AND BETWEEN yesno ANY HOW MUCH moneys helps FROM TO TOS THROUGH PAIRING LINK LINKED CONNECT STILL BY BYS "
    "USING WORK",
    names=(2, 2),
)
def _link(bag: Bag) -> Told | None:
    if bag.beside.by or bag.beside.area or bag.ops - {"yes", "share"} or bag.names[0].text == bag.names[1].text:
        return None
    linked = bag.has("LINK", "LINKED", "CONNECT", "HOWLINKED", "SEPARATED", "PATH", "BETWEEN", "HELP", "HELPS", "HELPV")
    if bag.has("PARTNER") and not linked and "yes" not in bag.ops:
        return None  # the partners of both
    if bag.beside.time and bag.has(*GROUPS["moneys"].split()):
        return None  # the money of a year is not what they gave by then
    found: Told = {"organizations": named(bag.names)}
    if "yes" not in bag.ops:
        return found
    helps = bag.places("HELP", "HELPS", "HELPV")
    if bag.has("PAIR", "PAIRED") and not bag.has("BY", "BYS"):
        return found | {"told": Said.PAIRED}
    ends = [place for place, word in enumerate(bag.words) if {"NAME", "PART"} & word.classes.keys()]
    if len(helps) == 1 and ends[0] < helps[0] < ends[1] and not bag.has("BY", "BYS", "HELPED", "RECEIVED"):
        return found | {"told": Said.HELPS}
    return None


@rule(
    Intent.WHY,
    "because",
    "ROW",
    may="because GAP UNPAIRED NOTYET NOPARTNER HASPARTNER DONE COVERED helps PARTNER PAIRING COUNTED COUNTEDAS "
    "SHOWS STATUS ROW WHERE "
    "WHICH HOW SOURCES DATA FROM ON STATE NAMED ALLDATA BUT AND SERVED ORGANIZATION WHO",
    names=(1, 1),
)
def _why(bag: Bag) -> Told | None:
    if bag.beside.by or bag.beside.area or bag.ops - {"which", "where", "who"}:
        return None
    if bag.has("GETHELP"):
        return None  # from whom, not from which row
    rows = [word.text for word in bag.words if "ROW" in word.classes]
    if not bag.has(*GROUPS["because"].split()) and not any(
        one in text for text in rows for one in ("行", "文件", "记录")
    ):
        return None  # where it is, is not on record
    why = bag.at("WHY", "EXPLAIN")
    if why in bag.needed and len(bag.words) < 4 and not bag.has("EXPLAIN", "COUNTED", "COUNTEDAS", *_KNOWN):
        return None  # why what?
    if bag.has("GAP", "UNPAIRED", "NOTYET", "NOPARTNER") and not bag.has("COUNTED", "COUNTEDAS", "ROWS", "BASIS"):
        return None  # why nobody helps is not on record
    return {"organizations": named(bag.names)}


@rule(
    Intent.PARTNERS,
    "ASKED|YES|EXISTS|YESTAIL|ANYONE COVERED|SERVED|HELPED|HASPARTNER|PAIRED|DONE|ANYONE",
    "ANYONE HAVE|helps|WORK",
    may="DIRECT DIRECTLY yesno ANYONE COVERED SERVED HELPED HASPARTNER PAIRED DONE STILL helps WORK BY BYS ANY",
    names=(1, 1),
)
def _has_partner(bag: Bag) -> Told | None:
    """Whether one has a partner; where an area is covered, it or all in it may be meant."""
    name = bag.names[0]
    if bag.beside.by or bag.beside.area or (name.kinds & {level.value for level in LEVELS} and bag.has("COVERED")):
        return None
    if not name.kinds and bag.has("COVERED"):
        return None
    active = bag.at("HELP", "HELPS", "HELPV") if not bag.has("BY", "BYS", "HELPED") else len(bag.words)
    helps = active < len(bag.words) and name.start < bag.words[active].start
    passive = bag.has("BY", "BYS") and bag.words[-1].start == name.start
    return {"organizations": (name.text,), "told": Said.PARTNERS if helps or passive else Said.HAS_PARTNER}


@rule(
    Intent.WITHDRAWAL,
    "leaving",
    may="supposed leaving WHO WHICH HOWMANY leftout LEAVE AND BOTH TOGETHER ALLS HAPPENED HOW RECIPIENT ANYONE THEY "
    "BIG LACK PARTNER SOMEDAY LEFT PLACES",
    kinds=(0, 1),
    names=(1, 4),
    numbers=(0, 1),
)
def _withdrawal(bag: Bag) -> Told | None:
    ends = [place for place, word in enumerate(bag.words) if {"NAME", "PART"} & word.classes.keys()]
    joined = all("AND" in bag.words[at].classes for at in range(ends[0], ends[-1]) if at not in ends)
    leaves = bag.needed[0]
    supposed = any(place != leaves for place in bag.places(*GROUPS["supposed"].split()))
    asked_when = any(word.text == "when" and bag.after(at, "MODAL") for at, word in enumerate(bag.words))
    if asked_when or (bag.lang == "en" and ends[0] > leaves and not bag.has("EFFECTOF", "DEPARTURE", "WHATIF")):
        return None  # when they leave, and who left them, is not on record
    if one_kind(bag) in HELPING:
        return None  # the company X
    if bag.numbers not in ((), (len(bag.names),)) or bag.has("LACK") is not bag.has("PARTNER"):
        return None  # both of them; who will have no partner
    stops = any(
        one in bag.words[place].text and place < ends[-1] for place in bag.places("WITHDRAW") for one in _HELPING_WORDS
    )
    if bag.beside.by or not joined or stops or not supposed or bag.ops - {"who", "which", "count"}:
        return None
    return {"organizations": named(bag.names), "kind": one_kind(bag)}


@rule(
    Intent.WITHDRAWAL,
    "leaving ALL|ALLS|ALLGONE",
    "ALLGONE",
    may="supposed leaving WHO WHICH HOWMANY leftout LEAVE TOGETHER ALLS ALL HAPPENED HOW RECIPIENT THEY BIG HELPING "
    "TYPE ORGANIZATION JOIN LEFT SOMEDAY",
    kinds=(1, 2),
)
def _all_leave(bag: Bag) -> Told | None:
    leavers = [kind for kind in bag.kinds if kind in HELPING]
    others = [kind for kind in bag.kinds if kind not in HELPING]
    lost = bag.has(*GROUPS["leftout"].split(), "IMPACT", "AFFECTED", "HURT")
    if bag.beside.by or len(leavers) != 1 or bag.ops - {"who", "which", "count"} or (others and not lost):
        return None
    return {"helpers": leavers[0], "kind": others[0] if others else None}


@rule(Intent.CRITICAL, "CRITICAL", may="WHO WHICH helper RECIPIENT WHOSE THEY", kinds=(0, 1))
def _irreplaceable(bag: Bag) -> Told | None:
    return _critical_for(bag)


@rule(
    Intent.CRITICAL,
    "leaving|LEAVE MOST|WORST HURT|IMPACT|leftout",
    may="WHO WHICH helper IF WHATIF MODAL THEN WORST leftout WITHOUT RECIPIENT HURT WHOSE LEAVE leaving THEY ANYMORE "
    "BELEFT COUNT IMPACT TOS SINGLE BY",
    kinds=(0, 1),
)
def _critical(bag: Bag) -> Told | None:
    return _critical_for(bag)


def _critical_for(bag: Bag) -> Told | None:
    kind = one_kind(bag)
    if bag.beside.by or kind in HELPING or bag.ops - {"who", "which"} or (kind and kind not in SUBJECTS):
        return None
    return {"kind": kind} if bag.has("WHO", *HELPER, "WHOSE") else None


@rule(
    Intent.DEPENDENT,
    "SINGLE|SINGLEONE|EXACTLY helper|helps|DEPEND|RELY",
    "ONLY NUMBER helper|helps",
    "SINGLE ONLY|DEPEND|RELY|BE",
    "ONLY|DEPEND BY|BYS|helps|HELPED|RELY",
    may="WHICH HOWMANY helper helps DEPEND RELY ONLY BY BYS USING BUT AND WHOSE SINGLE INSIDE PLACES STILL ON",
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
        told = kind in SUBJECTS and bag.has(*HELPER, "HELP", "HELPV", "HELPED", "SINGLEONE", "RELY")
        return {"kind": kind} if told and not helpers_first(bag, "SINGLE", "SINGLEONE", "ONLY") else None
    on = [kind for kind in bag.kinds if kind in HELPING]
    if counted_by(bag, "SINGLE", "EXACTLY", "NUMBER", "SINGLEONE") not in (None, *on):
        return None  # who helps one of them alone
    place = next(at for at in bag.places("KIND") if bag.words[at].classes["KIND"] in on) if on else 0
    place -= bag.before(place, "ONLY")
    if bag.before(place, "HELP", "HELPV", "HELPS") and not bag.before(place, "HELPED", "RELY"):
        return None  # they help only those
    of = [kind for kind in bag.kinds if kind in RECEIVING]
    return {"kind": of[0], "of": on[0]} if len(on) == 1 and len(of) == 1 else None


@rule(
    Intent.WITHDRAWAL,
    "ONLY|RELY|DEPEND|ALONE|SINGLE|SINGLEONE|COMPLETELY",
    may="ONLY RELY DEPEND ALONE SINGLE SINGLEONE COMPLETELY WHICH HOWMANY WHOSE helps BY BYS USING PARTNER ON TO",
    kinds=(0, 1),
    names=(1, 1),
)
def _only_on(bag: Bag) -> Told | None:
    """Those that one alone helps: who is left with none if it leaves."""
    kind, name, place = one_kind(bag), bag.names[0], bag.at("NAME", "PART")
    if bag.beside.by or bag.beside.time or bag.ops - {"which", "count"} or kind in HELPING:
        return None
    if bag.before(place, "SINGLE", "SINGLEONE"):
        return None  # one of that name
    if not (kind or bag.has("WHICH", "WHOSE")) or (name.area and bag.lang == "zh" and place == 0):
        return None  # whom the one that is named relies on
    words = [set(word.classes) for word in bag.words]
    alone = bag.has("ONLY", "ALONE", "SINGLE", "SINGLEONE", "COMPLETELY") or any(
        one in word.text for word in bag.words for one in _SOLELY
    )
    active = any({"HELP", "HELPS", "HELPV", "CARRY"} & one for one in words[:place])
    if bag.has("PARTNER"):  # whose only partner is X, have X as their only partner, X是唯一帮扶单位
        partner = bag.at("PARTNER")
        sole = bag.before(partner, "ONLY", "SINGLE") or bag.after(partner, "ONLY")
        helps = bag.has("HELP", "HELPED", "HELPS")
        return {"organizations": (name.text,), "kind": kind} if sole and not helps else None
    relied = bag.at("DEPEND", "RELY") < place
    by = any({"BY", "BYS"} & one for one in words[:place])
    if bag.lang == "zh":
        by = by or (bag.at("ONLY", "SINGLEONE", "COMPLETELY") < place and not active)
        if active:
            return None  # whom it alone helps
    elif active and not by:
        return None  # who helps it only
    return {"organizations": (name.text,), "kind": kind} if alone and (relied or by) else None


@rule(
    Intent.ONE_TO_ONE,
    "ONETOONE",
    "EXACTLY PARTNER",
    "SINGLEONE YES|YESTAIL ALL|ALLS|BY",
    may="SINGLEONE BY yesno ALL ALLS PAIR PAIRED PARTNER PAIRING EACH PER SINGLE ONLY HELP HELPNOUN VERIFY STILL",
    kinds=(1, 1),
)
def _one_to_one(bag: Bag) -> Told | None:
    kind = bag.kinds[0]
    if bag.before(bag.at("KIND"), "HAVE", "EXISTS"):
        return None  # whether there are some
    if kind in HELPING or bag.beside.by or not (bag.has("YES", "YESTAIL", "ASKED", "VERIFY", "ALL", "ALLS", "PER")):
        return None
    return {"kind": kind}


@rule(
    Intent.PLAN,
    "WHOCOULD|HOWSPLIT|PLANWORD|DRAFT",
    "PROPOSE|ALLOT PARTNER|alone|PAIRING",
    "GOESROUND|NEARENOUGH|COVER|TOCOVER|FULL EACHTAKES|CAPTAKE|TAKES|UPTO",
    "GOESROUND COMPANIES|ONLYLET",
    may="alone helper RECIPIENT FOR TO TOS PAIR PAIRING HELP HELPV COMEHELP SINGLE ALL BY PROPOSE PLANWORD ALLOT "
    "HOWSPLIT WHOCOULD DRAFT DRAW "
    "WHICH LACK UPTO TAKES EACHWORD EACHTAKES CAPTAKE PER ONLY COMPANIES ONLYLET USING MODAL CAN LEFT HELPNOUN WHO "
    "IF GOESROUND PLACES CANASK WHATIF NEARENOUGH",
    kinds=(0, 2),
    names=(0, 1),
    numbers=(0, 1),
)
def _plan(bag: Bag) -> Told | None:
    planned = bag.has("PLANWORD") or len(bag.places("PROPOSE", "DRAFT")) > 1
    if bag.beside.time:
        return None  # a plan is made now
    capped = bag.has("UPTO", "TAKES", "EACHWORD", "EACHTAKES", "CAPTAKE")
    own = [kind for kind in bag.kinds if kind not in HELPING]
    unit = bag.kinds if capped and counted_by(bag, "NUMBER") in own else ()
    planned = planned or (bag.has("WHOCOULD") and bool(unit))
    if bag.names and (bag.beside.area or not bag.names[0].area or bag.kinds != unit or not planned):
        return None  # partners for it, or for those in it
    helpers = [kind for kind in bag.kinds if kind in HELPING]
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
    told = (
        (bag.beside.area and own and not bag.has("ALL", "EACH"))
        or bag.has(*GROUPS["alone"].split(), "WHOCOULD", "HOWSPLIT", "PLANWORD", "DRAFT")
        or bag.names
        or bag.numbers
    )
    if not told:
        return None
    return {"kind": own[0] if own else None, "helpers": helpers[0] if helpers else None, "number": number} | area


@rule(
    Intent.PLAN,
    "CANASK|MODAL|CAN ALL|EACH|BY PARTNER",
    may="GETS SERVICE RECEIVED GETHELP ALL ALLS EACHWORD PLACES PROPOSE",
    kinds=(1, 1),
    numbers=(1, 1),
)
def _need(bag: Bag) -> Told | None:
    """Whether each of a kind could have so many partners: a plan says it."""
    kind, number = bag.kinds[0], bag.numbers[0]
    place = bag.at("NUMBER")
    counted = bag.after(place + bag.after(place, "PLACES"), "PARTNER")
    if kind not in SUBJECTS or not counted or not 0 < number < 10 or bag.beside.by or bag.beside.time:
        return None
    return {"kind": kind, "need": number} if bag.at("KIND") < place else None


RULES: tuple[Rule, ...] = (
    _need,
    _partners,
    _when,
    _how_many_has,
    _history,
    _money,
    _link,
    _why,
    _has_partner,
    _withdrawal,
    _all_leave,
    _critical,
    _irreplaceable,
    _dependent,
    _only_on,
    _one_to_one,
    _plan,
)
