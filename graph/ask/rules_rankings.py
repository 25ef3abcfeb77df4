"""Rules about who helps most, gives most or stands in the middle, and about all who help."""

from __future__ import annotations

from collections.abc import Mapping

from graph.ask.bag import GROUPS, HELPER, SUBJECTS, Bag, Rule, Told, how_many, one_kind, rule
from graph.ask.query import Intent
from graph.ask.query import Told as Said
from graph.ask.table import HELPING, LEVELS, RECEIVING
from graph.model import Kind

_MEASURES = ("BETWEENNESS", "PAGERANK", "HARMONIC", "DEGREE", "BIRANK")


@rule(
    Intent.CARRIES,
    "first WHO|helper helps|WORK|COUNT|RECIPIENT|HAVE",
    "first helps",
    may="WHO WHICH helper helps first COUNT PLACES WORK RECIPIENT",
    kinds=(1, 2),
    numbers=(0, 1),
)
def _carries(bag: Bag) -> Told | None:
    """Who helps most of a kind: the kind stands beside the word for most."""
    if bag.lang == "zh" and bag.after(bag.at(*GROUPS["first"].split()), *HELPER):
        return None  # 最多单位帮: the partners are counted
    of = _beside_most(bag)
    others = [kind for kind in bag.kinds if kind is not of]
    if of is None or of not in SUBJECTS or bag.beside.by or bag.ops - {"who", "which"}:
        return None
    if len(others) > 1 or (others and others[0] not in HELPING):
        return None
    if not others and not bag.has("WHO", *HELPER):
        return None
    number = how_many(bag, others[0] if others else None)
    if number is None:
        return None  # seventeen villages
    return {"kind": others[0] if others else None, "of": of, "number": number or None, "told": Said.FIRST}


def _beside_most(bag: Bag) -> Kind | None:
    """The kind that is counted; None where it is none."""
    kind = _classes_beside_most(bag).get("KIND")
    return None if kind is None else Kind(str(kind))


def _classes_beside_most(bag: Bag) -> Mapping[str, object]:
    """The classes of what is counted: the word behind “most”, in Chinese before it."""
    step = -1 if bag.lang == "zh" else 1
    place = bag.at(*GROUPS["first"].split()) + step
    while 0 <= place < len(bag.words) and {"COUNT", "OF", "HELPED"} & bag.words[place].classes.keys():
        place += step
    return bag.words[place].classes if 0 <= place < len(bag.words) else {}


@rule(
    Intent.OVERLAP,
    "MOST PARTNER|FUNDER|ORGANIZATION",
    may="WHICH helps COUNT PLACES HAVE",
    kinds=(1, 1),
    numbers=(0, 1),
)
def _overlap(bag: Bag) -> Told | None:
    """Those of a kind with most partners: the partners stand beside the word for most."""
    kind = bag.kinds[0]
    counted = bag.lang == "zh" and bag.after(bag.at("MOST"), *HELPER)
    if not counted and not set(HELPER) & _classes_beside_most(bag).keys():
        return None
    number = how_many(bag, kind)
    if number is None or kind not in RECEIVING or bag.beside.by or bag.ops - {"which"} or bag.has("BY"):
        return None
    return {"kind": kind, "number": number or None, "told": Said.FIRST}


@rule(
    Intent.RANKED,
    "order PARTNER|FUNDER",
    "order HELPING|EASTERN|HELPERSIDE",
    may="WHICH WHO RECIPIENT ORGANIZATION order PARTNER COUNT PAIR HELP BY MOST INSIDE EASTERN",
    numbers=(0, 1),
)
def _ranked(bag: Bag) -> Told | None:
    number = how_many(bag)
    if number is None or bag.beside.by or bag.ops - {"which", "who"}:
        return None
    return {"number": number or None}


@rule(
    Intent.GAVE,
    "first FUNDS|GAVE|GAVEN",
    "DONOR",
    may="WHO WHICH helper moneys first PLACES COUNT DONOR TO TOS RANKED",
    kinds=(0, 1),
    numbers=(0, 1),
)
def _gave(bag: Bag) -> Told | None:
    kind = one_kind(bag)
    number = how_many(bag, kind)
    if number is None or bag.beside.by or bag.ops - {"who", "which"}:
        return None
    if not (bag.has("WHO", *HELPER, "DONOR") or kind or (bag.numbers and bag.has("GAVE", "PLACES"))):
        return None
    if kind in RECEIVING and not bag.has("RECEIVED"):
        return None  # what they have is not what they received
    if bag.has("RECEIVED"):
        if bag.has("GAVE", "GAVEN", "DONOR", *HELPER) or kind in HELPING:
            return None
        return {"kind": kind, "received": True, "number": number or None, "told": Said.FIRST}
    return {"kind": kind, "number": number or None, "told": Said.FIRST}


@rule(
    Intent.HELPERS,
    "helps|WORK|JOIN|ALL WHO|helper",
    "helps|WORK|JOIN",
    "HAVE WHO|ORGANIZATION",
    "SECTOR WHO|helper",
    may="WHO WHICH HOWMANY helper helps WORK JOIN ALL STILL INSIDE ACTIVITIES EASTERN HELPING BY",
    kinds=(0, 2),
)
def _helpers(bag: Bag) -> Told | None:
    """Who helps at all, or those of a kind, in an area or a sector, or all of a kind that helps."""
    kind, of = one_kind(bag), None
    last = bag.places("KIND")[-1:]
    helps = bag.at("HELP", "HELPS", "HELPV", "WORK")
    if last and helps < last[0] and bag.kinds[-1] in RECEIVING:
        of = bag.kinds[-1]
        kind = bag.kinds[0] if len(bag.kinds) == 2 else None
        if not min(bag.at("WHO", *HELPER), last[0] if kind is None else bag.at("KIND")) < helps:
            return None
        if bag.lang == "zh" and kind is not None and not bag.before(bag.at("KIND"), "WHICH", "HOWMANY"):
            return None  # 企业帮的学校: the schools
    elif len(bag.kinds) == 2 or (bag.lang == "zh" and bag.before(bag.at("KIND"), "HELP", "HELPS", "HELPV")):
        return None  # 帮扶企业的单位: who helps enterprises
    if bag.beside.by or bag.ops - {"who", "which", "count"} or kind in RECEIVING - LEVELS:
        return None
    if bag.has("HELPED", "PAIRED", "PAIR", "COVERED", "BY") or (kind is None and not bag.has("WHO", *HELPER)):
        return None
    if kind is None and not (bag.beside.area or bag.sector or of or bag.has("ALL")):
        return None
    acting = bag.lang == "en" and any(
        bag.before(place, "THAT") or "HELPNOUN" not in bag.words[place].classes for place in bag.places("HELP")
    )  # that help, helps; not: with help
    if kind is not None and bag.side(kind) != "helper" and not acting and not bag.has("EASTERN", "HELPING"):
        return None
    return {"kind": kind, "of": of} | ({"told": Said.HELPING} if bag.ops == {"count"} and kind else {})


@rule(
    Intent.RANKED,
    "MOST helps|WORK WHO|helper",
    "MOST helps|WORK",
    may="WHO WHICH helper helps WORK PLACES RECIPIENT EASTERN HELPING",
    kinds=(0, 1),
    numbers=(0, 1),
)
def _busiest(bag: Bag) -> Told | None:
    """Who helps most, without saying of what."""
    kind = one_kind(bag)
    if bag.beside.by or bag.ops - {"who", "which"} or bag.has("HELPED", "PAIRED", "PAIR", "COVERED"):
        return None
    if (kind is None and not bag.has("WHO", *HELPER)) or any(
        bag.after(place, "WHO") for place in bag.places("HELP", "HELPV", "CARRY")
    ):
        return None
    if kind is not None and (not _helping(bag, kind) or _beside_most(bag)):
        return None
    number = how_many(bag, kind)
    return None if number is None else {"kind": kind, "rank": "partners", "number": number or None, "told": Said.FIRST}


@rule(Intent.OVERLAP, "OVERLAP", may="WHICH WHERE ANY ASKED YES EXISTS PARTNER HELP HELPNOUN", kinds=(0, 1))
def _overlapping(bag: Bag) -> Told | None:
    """Those with several partners, the most first."""
    kind = one_kind(bag) or Kind.VILLAGE
    if not (bag.kinds or bag.ops & {"which", "where"} or bag.has("PARTNER", "HELP", "HELPNOUN")):
        return None  # duplicate what?
    return (
        {"kind": kind} if kind in RECEIVING and not bag.beside.by and not bag.ops - {"which", "where", "yes"} else None
    )


@rule(Intent.RANKED, "BY HOWMANY helper", may="helper", kinds=(1, 1))
def _by_number(bag: Bag) -> Told | None:
    """Helpers by their number of a kind: the kind stands behind “number of”."""
    of = bag.kinds[0]
    if bag.beside.by or of not in SUBJECTS or not bag.after(bag.at("HOWMANY"), "KIND"):
        return None
    return {"of": of} if bag.at(*HELPER) < bag.at("BY") else None


def _helping(bag: Bag, kind: Kind) -> bool:
    """Whether a kind is of those who help: it stands on that side only, or the words say so."""
    return (kind in HELPING and bag.side(kind) == "helper") or (kind in LEVELS and bag.has("EASTERN", "HELPING"))


@rule(
    Intent.RANKED,
    "BETWEENNESS|PAGERANK|HARMONIC|DEGREE|BIRANK",
    may="WHO WHICH helper first PLACES order BY USING CENTRAL RECIPIENT HELPERSIDE EASTERN FOR TOS KINDRECV COMPANIES",
    kinds=(0, 1),
    numbers=(0, 1),
)
def _measured(bag: Bag) -> Told | None:
    """The first by a measure of the network; a kind that only receives stands on that side."""
    kind = one_kind(bag)
    measures = {name for name in _MEASURES if bag.has(name)}
    number = how_many(bag, kind)
    if number is None or bag.beside.by or len(measures) != 1 or bag.ops - {"who", "which"}:
        return None
    received = kind in RECEIVING or bag.has("RECIPIENT", "KINDRECV")
    if received and bag.has("EASTERN", "HELPERSIDE"):
        return None
    rank = measures.pop().lower()
    return {"kind": kind, "rank": rank, "received": received, "number": number or None, "told": Said.FIRST}


@rule(Intent.RANKED, "BUSIEST", may="WHO WHICH helper TOPN TOP PLACES", kinds=(0, 1), numbers=(0, 1))
def _most_busy(bag: Bag) -> Told | None:
    kind, number = one_kind(bag), bag.numbers[0] if bag.numbers else 0
    if bag.numbers and (number < 1 or not bag.before(bag.at("NUMBER"), "TOP", "TOPN", "BUSIEST")):
        return None
    if bag.beside.by or bag.ops - {"who", "which"} or kind in RECEIVING or (kind and bag.side(kind) != "helper"):
        return None
    return {"kind": kind, "rank": "partners", "number": number or None, "told": Said.FIRST}


@rule(Intent.HELPERS, "DIRECTORY", may="ALL ALLS WHICH INSIDE DATA LEDGER")
def _directory(bag: Bag) -> Told | None:
    """The list of all who help."""
    which = bag.words[bag.needed[0]].text.startswith(("which", "what"))  # a list of those of an area may be its own
    return None if bag.beside.by or (bag.beside.area and not which) or bag.beside.time or bag.sector else {}


RULES: tuple[Rule, ...] = (
    _overlapping,
    _by_number,
    _carries,
    _overlap,
    _ranked,
    _gave,
    _helpers,
    _busiest,
    _measured,
    _most_busy,
    _directory,
)
