"""Rules about agreements by their time, how help is spread, what is claimed, and what is drawn or written."""

from __future__ import annotations

from typing import Any

from graph.ask.bag import GROUPS, Bag, Rule, Told, one_kind, rule
from graph.ask.query import Intent
from graph.ask.table import EXPORTED, HELPING, LEVELS


@rule(
    Intent.EXPIRING,
    "EXPIRE",
    may="ANYTHING PAIRING PAIR ask yesno ANY SOON THEN MODAL HELP HELPNOUN PARTNER",
    kinds=(0, 1),
)
def _expiring(bag: Bag) -> Told | None:
    if bag.beside.by or bag.ops - {"which", "count", "yes"}:
        return None
    if not (bag.ops or bag.has("PAIRING", "PAIR", "ANYTHING")) and not bag.beside.time:
        return None
    return {"kind": one_kind(bag)}


@rule(
    Intent.ENDED,
    "EXPIRED|PASTEND REPORTED",
    "PASTEND",
    may="PAIRING PAIR WHICH HOWMANY yesno ANY BUT STILL HELP PARTNER EXPIRED ANYTHING",
    kinds=(0, 1),
)
def _ended(bag: Bag) -> Told | None:
    return None if bag.beside.by or bag.beside.time else {"kind": one_kind(bag)}


@rule(
    Intent.UNDATED,
    "UNDATED",
    "LACK|UNWRITTEN DATES|NOENDDATE",
    may="PAIRING PAIR WHICH HOWMANY yesno ANY HELP AND OR DATES ALLS UNWRITTEN",
    kinds=(0, 1),
)
def _undated(bag: Bag) -> Told | None:
    return None if bag.beside.by or not (bag.ops or bag.has("PAIRING")) else {"kind": one_kind(bag)}


@rule(
    Intent.CHANGED,
    "CHANGED|CHANGEDWORD|COMPARE|COMPARED|DIFFWORD|HAPPENED",
    may="ASKED YES PAIRING PARTNER PAIR WHICH HOW HAPPENED SITUATION AND BETWEEN HELP CHANGED COMPARED "
    "HELPNOUN INSIDE ANYTHING",
    kinds=(0, 1),
)
def _changed(bag: Bag) -> Told | None:
    return None if bag.beside.by or not bag.beside.time or bag.ops - {"which", "yes"} else {"kind": one_kind(bag)}


@rule(
    Intent.SPREAD,
    "UNEQUAL|CONCENTRATED|GINI|BURDEN|STATSWORD",
    "SPREAD HELP|HELPNOUN|FUNDS|PAIR|MONEY",
    may="HOW MEASURE BIG HELP HELPNOUN HELPV PAIR PARTNER FUNDS MONEY AMONG BETWEEN BETWEEN2 OVER FEW yesno ON "
    "DISTRIBUTION SPREAD UNEQUAL "
    "CONCENTRATED AND GINI MUCH WORK COUNTED STATE ALL ALLS BY OR USING STATSWORD",
    kinds=(0, 1),
)
def _spread(bag: Bag) -> Told | None:
    kind = one_kind(bag)
    if bag.before(bag.at("KIND"), "IN", "WITHIN"):
        return None
    if bag.beside.by not in ((), ("township",)) or kind in HELPING or kind in LEVELS:
        return None
    return {"kind": kind}


@rule(
    Intent.CLAIMS,
    "CLAIMS NAMED",
    "CLAIMS PAIRING AGREE|ADDUP",
    "CLAIMS PROVEN",
    may="PROVEN CAN NAMED AND PAIRING PAIR yesno HOW TOTALS COUNT CLAIMS ADDUP AGREE BY HELD",
)
def _claims(bag: Bag) -> Told | None:
    return None if bag.beside.by or bag.ops - {"yes", "which"} else {}


@rule(
    Intent.CONFLICTS,
    "CONFLICT SOURCES|DATA",
    may="BY SOURCES DATA ANY yesno WHICH WHERE BETWEEN AMONG AND PAIRING CONFLICT",
)
def _conflicts(bag: Bag) -> Told | None:
    return None if bag.beside.by else {}


@rule(
    Intent.CHECKDATA,
    "ERRORS VERIFY|DATA|SOURCES|THISDATA|LEDGER|ALLDATA",
    "ERRORS ANY|EXISTS|WHERE|ROW|FINDWORD|ANYTHING",
    "FINDERRORS",
    may="yesno ANY WHICH WHERE VERIFY DATA SOURCES THISDATA LEDGER ALLDATA ROW ERRORS FINDWORD ANYTHING ALL ALLS",
)
def _check(bag: Bag) -> Told | None:
    """What is wrong with the data."""
    return None if bag.beside.by or bag.beside.area or bag.beside.time else {}


@rule(
    Intent.VERSIONS,
    "VERSIONS",
    may="FROMWHEN WHICH LOADED SOURCES THISDATA LEDGER EACH DATA AND HOWMANY EACHWORD ALL DATES",
)
def _versions(bag: Bag) -> Told | None:
    return None if bag.beside.by or bag.beside.area else {}


@rule(
    Intent.SOURCES,
    "SOURCES WHICH|WHERE|LOADED|THISDATA",
    "COMEFROM THISDATA|DATA|SOURCES",
    may="WHICH WHERE WHO THISDATA DATA LOADED SOURCES LEDGER FROM PAIRING PAIR FROMWHEN ALLS COMPANIES ALLDATA",
)
def _sources(bag: Bag) -> Told | None:
    return None if bag.beside.by or bag.beside.area else {}


@rule(
    Intent.MAP,
    "MAP",
    "AROUND HOPS ALLDATA|EVERYTHING",
    "AROUND ALLDATA",
    may="DRAW ITSPARTNERS PAIRING PAIR HELP HELPNOUN PARTNER ALL ALLDATA EVERYTHING alone AND FOR INSIDE SHOWN "
    "AROUND HOPS WITHIN",
    kinds=(0, 1),
    names=(0, 1),
    numbers=(0, 1),
)
def _map(bag: Bag) -> Told | None:
    gaps, hops = bag.has(*GROUPS["alone"].split()), bag.has("HOPS")
    if bag.beside.by or (bag.names and bag.beside.area) or bool(bag.numbers) is not hops:
        return None
    if (bag.kinds and not (gaps or hops)) or (hops and not bag.names) or (gaps and hops):
        return None
    found: dict[str, Any] = {"kind": None if hops else one_kind(bag), "hops": bag.numbers[0] if hops else None}
    if bag.names:
        name = bag.names[0]
        found["focus" if hops or bag.has("ITSPARTNERS", "AROUND") or not name.area else "area"] = name.text
    return found | ({"state": "gaps"} if gaps else {})


@rule(
    Intent.EXPORT,
    "EXPORTWORD|DRAW FORMAT",
    "ALLDATA|EVERYTHING FORMAT",
    may="MAP INSIDE EXPORTWORD DRAW ALLDATA EVERYTHING USABLE TOS FOR SAVE FORMAT PARTOF",
)
def _export(bag: Bag) -> Told | None:
    form = str(bag.words[bag.at("FORMAT")].classes["FORMAT"])
    if (
        bag.beside.by
        or len(bag.places("FORMAT")) > 1
        or form not in EXPORTED
        or (bag.beside.file or "").rpartition(".")[2] not in ("", form)
    ):
        return None
    return {"form": form}


@rule(
    Intent.REPORT,
    "REPORT",
    may="DRAW DRAFT SITUATION PAIRING PAIR HELP HELPNOUN ALL FOR INSIDE ON PARTNER WORDDOC DOC CHANGED CHANGEDWORD "
    "WITHCHANGES",
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
    found: Told = {"kind": one_kind(bag), "area": bag.names[0].text if bag.names else None}
    return found | ({"output": "report.docx"} if written else {})


@rule(Intent.FIND, "FINDWORD", may="yesno WHICH NAMED ANY CALLED ORGANIZATION", kinds=(0, 1), names=(1, 1))
def _find(bag: Bag) -> Told | None:
    """What is called so, of whatever kind."""
    return None if bag.beside.by or bag.beside.area else {"organizations": (bag.names[0].text,)}


RULES: tuple[Rule, ...] = (
    _find,
    _expiring,
    _ended,
    _undated,
    _changed,
    _spread,
    _claims,
    _conflicts,
    _check,
    _versions,
    _sources,
    _map,
    _export,
    _report,
)
