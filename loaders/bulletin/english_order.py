"""The words of an English clause in the order of the rules, which is that of Chinese."""

from __future__ import annotations

from graph.model import Kind
from loaders.bulletin import latin as english
from loaders.bulletin.figures import Figure
from loaders.bulletin.text import Span
from loaders.bulletin.tokens import Act, Clause, Guard, Thing, Token

_NEAR = 12
"""How far behind the price what was bought stands: 42,300 yuan of mushrooms."""


def ordered(words: list[Token], clause: Clause) -> list[Token]:
    """The words as a Chinese clause would have them: the unit before what it has, what two sides do behind them."""
    words = _goods_before(_one_named(_placed(_for_whom(words))))
    words = _units_first(_without_remarks(_bought(_from_funds(words), clause), clause))
    found: list[Token] = []
    last: list[Token] = []
    for token in words:
        if token.kind == "SIGNED_WITH":
            found.append(token._replace(kind="WITH"))
            last.append(token._replace(kind="AGREED"))
        elif token.kind == "SIGNED":
            last.append(token._replace(kind="AGREED"))
        elif token.kind == "ENDED":
            last.append(token)
        elif token.kind == "ENDED_WITH":
            found.append(token._replace(kind="WITH"))
            last.append(token._replace(kind="ENDED"))
        elif token.kind in ("PAIRING_OF", "WORTH_OF"):
            continue
        elif token.kind == "FOR_HELP":
            found.append(token._replace(kind="HELP"))
        elif token.kind == "HELPED_BY":
            found.append(token._replace(kind="BY"))
            last.append(token._replace(kind="HELP"))
        else:
            found.append(token)
        if token.kind in ("SIGNED_WITH", "SIGNED", "HELP", "FOR_HELP"):
            clause.forms.append(token)
    found = _passive(_covering(found, clause))
    pairing = any(one.kind in ("AGREED", "ENDED") for one in last)
    strong = any(one.kind == "WITH" for one in found)
    ands = [one for one in found if one.kind == "AND"]
    lone = pairing and not strong and len(ands) == 1
    found = [one._replace(kind="WITH" if lone else "LIST") if one.kind == "AND" else one for one in found]
    found = [one for one in found if one.kind != "OF"] + last
    kept: list[Token] = []
    for one in found:
        if one.kind == "LIST" and (not kept or kept[-1].kind in ("LIST", "WITH", "TO", "VERB", "BY")):
            continue
        if one.kind in ("WITH", "AGREED", "TO", "ENDED") and kept and kept[-1].kind == "LIST":
            kept.pop()
        kept.append(one)
    while kept and kept[-1].kind == "LIST":
        kept.pop()
    return kept


def _from_funds(words: list[Token]) -> list[Token]:
    """The words of “invested 2 million yuan in Dalian's funds” with the unit whose money it is as the giver."""
    for at, one in enumerate(words):
        if not (one.kind == "MONEY" and kinds(words, at + 1, "OF", "NAME", "THING")):
            continue
        name, thing = words[at + 2].span, words[at + 3].value
        owned = name.end - name.begin > len(str(words[at + 2].value)) and isinstance(thing, Thing)
        if owned and isinstance(thing, Thing) and thing.what == "money":
            giver = [] if any(other.kind == "NAME" for other in words[:at]) else [words[at + 2]]
            return [*giver, *words[: at + 1], *words[at + 4 :]]
    return words


def _covering(words: list[Token], clause: Clause) -> list[Token]:
    """The words of “full coverage of help for Panzhou City's hospitals” with whom first; of which kind is kept."""
    at = next((at for at, one in enumerate(words) if one.kind == "COVER"), None)
    if at is None or not kinds(words, at + 1, "NAME"):
        return words
    of_kind = [one for one in words[at + 2 : at + 3] if one.kind == "KIND"]
    if of_kind:
        clause.flags["kind"] = of_kind[0]
    rest = [one for one in words[at + 2 :] if one not in of_kind]
    to = words[at]._replace(kind="TO")
    return [one for one in (*words[:at], to, words[at + 1], words[at], *rest) if one.kind != "LIST" or rest]


def _units_first(words: list[Token]) -> list[Token]:
    """The words with the unit of what is counted (14 hospitals from Dongyu City) before the number, as in Chinese.

    Of “12 of the 14 municipalities” the first is counted, the second is all there are.
    """
    found: list[Token] = []
    at = 0
    while at < len(words):
        one = words[at]
        if one.kind == "QTY" and kinds(words, at + 1, "OFALL", "QTY", "KIND"):
            found += [one, words[at + 3]]
            at += 4
        else:
            found.append(one)
            at += 1
    words, found, at = found, [], 0
    while at < len(words):
        if kinds(words, at, "QTY", "KIND", "OF", "NAME") and not kinds(words, at + 4, "VERB"):
            found += [words[at + 3], words[at], words[at + 1]]
            at += 4
        elif kinds(words, at, "NAME", "OF", "NAME") and english.kind_of(str(words[at].value)) in (
            Kind.TOWNSHIP,
            Kind.VILLAGE,
        ):
            found.append(words[at])  # Wumeng Town in Panzhou City
            at += 3
        elif kinds(words, at, "QTY", "NAME", "THING"):
            found += [words[at + 1], words[at], words[at + 2]]
            at += 3
        elif kinds(words, at, "OF", "NAME") or kinds(words, at, "OF", "QTY"):
            found.append(words[at]._replace(kind="TO"))
            at += 1
        else:
            found.append(words[at])
            at += 1
    return found


def _without_remarks(words: list[Token], clause: Clause) -> list[Token]:
    """The words without “In Kessan District,” at the beginning, and without what a unit between commas lies in.

    Names in a row of which none has “and” before it are no list: all but the first are strange.
    """
    if kinds(words, 0, "TO", "NAME", "LIST") or kinds(words, 0, "OF", "NAME", "LIST"):
        clause.flags["where"] = words[1]
        words = words[3:]
    if any(one.kind == "AND" for one in words):
        found: list[Token] = []
        for at, one in enumerate(words):
            lies = (
                one.kind == "NAME"
                and found
                and found[-1].kind == "LIST"
                and english.kind_of(str(one.value)) in english.UPPER
                and not kinds(words, at + 2, "AND")
            )
            if (
                lies
                and len(found) > 1
                and found[-2].kind == "NAME"
                and english.kind_of(str(found[-2].value)) not in english.UPPER
            ):
                found.pop()
                continue
            found.append(one)
        return found
    found, dropped = [], False
    for at, one in enumerate(words):
        if (
            kinds(words, at - 1, "LIST", "NAME")
            and found
            and found[-1].kind == "LIST"
            and len(found) > 1
            and found[-2].kind == "NAME"
        ):
            if english.kind_of(str(one.value)) not in english.UPPER:
                clause.strange.append(one)
            found.pop()
            dropped = True
            continue
        if dropped and one.kind == "LIST":
            dropped = False
            continue
        found.append(one)
    return found


def _goods_before(words: list[Token]) -> list[Token]:
    """The words of “gave 500,000 yuan to Huize County, as well as 200 computers” with all that was given in a row."""
    for at in range(len(words) - 4):
        behind = words[at + 4 :]
        goods = kinds(words, at, "MONEY", "TO", "NAME") and words[at + 3].kind in ("LIST", "AND")
        if goods and [one.kind for one in behind] in (["QTY", "THING"], ["MONEY"]):
            return [*words[: at + 1], words[at + 3], *behind, *words[at + 1 : at + 3]]
    return words


def _one_named(words: list[Token]) -> list[Token]:
    """The words of “paired with one village, Jihuai Village” without the number: it is named."""
    for at in range(len(words) - 3):
        if kinds(words, at, "QTY", "KIND", "LIST", "NAME"):
            figure, kind = words[at].value, words[at + 1].value
            one = isinstance(figure, Figure) and figure.value == 1
            if one and kind is english.kind_of(str(words[at + 3].value)) and not kinds(words, at + 4, "AND"):
                return [*words[:at], *words[at + 3 :]]
    return words


def _placed(words: list[Token]) -> list[Token]:
    """The words of “Qingshan School in Weining County” with the school and where it lies as one name.

    Not behind “by”: there it is where something was held.
    """
    found: list[Token] = []
    for one in words:
        lies = one.kind == "NAME" and english.kind_of(str(one.value)) in english.UPPER
        inner = found[-2] if lies and kinds(found, len(found) - 2, "NAME", "OF") else None
        by = len(found) > 2 and found[-3].kind in ("AGENT", "VERB")
        if inner is not None and not by and " of " not in str(inner.value) and _is_inside(str(inner.value)):
            found[-2:] = [Token("NAME", Span(inner.span.begin, one.span.end), f"{inner.value} of {one.value}")]
        else:
            found.append(one)
    return found


def _is_inside(name: str) -> bool:
    """Whether a name is of what lies in one place: a school, a hospital, an office."""
    return english.kind_of(name) in (Kind.SCHOOL, Kind.HOSPITAL, Kind.DEPARTMENT)


def _for_whom(words: list[Token]) -> list[Token]:
    """The words of “14 workshops for 870 farmers” with the farmers as another thing that is counted."""
    return [
        one._replace(kind="LIST")
        if one.kind == "TO" and one.value == "for" and kinds(words, at + 1, "QTY", "THING")
        else one
        for at, one in enumerate(words)
    ]


def kinds(words: list[Token], at: int, *wanted: str) -> bool:
    """Whether words of some classes stand at a place."""
    return [one.kind for one in words[at : at + len(wanted)]] == list(wanted)


def _bought(words: list[Token], clause: Clause) -> list[Token]:
    """The words of what was bought: the worth of produce is its price, and what produce it was says nothing."""
    if not any(one.value is Act.BUY for one in words) or not any(one.kind == "MONEY" for one in words):
        return words
    clause.guards = [one for one in clause.guards if one.value is not Guard.GOODS]
    buys = next(one.span.end for one in words if one.value is Act.BUY)
    price = next(one.span for one in words if one.kind == "MONEY")
    near = (*sorted((buys, price.begin)), price.end + _NEAR)
    clause.strange = [
        one
        for one in clause.strange
        if not (
            str(one.value).islower() and (near[0] <= one.span.begin < near[1] or price.end <= one.span.begin < near[2])
        )
    ]
    return words


def _by_agent(words: list[Token]) -> list[Token]:
    """The words of “14 courses were held by A in B” with who did it first."""
    at = next((at for at, one in enumerate(words) if one.kind == "AGENT"), None)
    if at is None or not kinds(words, at - 1, "VERB", "AGENT", "NAME"):
        return words
    return [words[at + 1], words[at - 1], *words[: at - 1], *words[at + 2 :]]


def _passive(words: list[Token]) -> list[Token]:
    """The words of “800 staff have been trained” with the verb before what it counts."""
    if any(one.kind == "AGENT" for one in words):
        return _by_agent(words)
    verbs = [at for at, one in enumerate(words) if one.kind == "VERB"]
    if (
        len(verbs) == 1
        and verbs[0]
        and words[0].kind in ("QTY", "MONEY")
        and not any(one.kind in ("QTY", "MONEY") for one in words[verbs[0] :])
    ):
        verb = words[verbs[0]]
        return [verb, *words[: verbs[0]], *words[verbs[0] + 1 :]]
    return words
