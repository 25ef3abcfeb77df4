"""The words of a Chinese clause as the rules want them: without what says nothing, each in its place."""

from __future__ import annotations

from loaders.bulletin.text import Span
from loaders.bulletin.tokens import NO_PRODUCE, Act, Thing, Token


def spends(before: list[Token], behind: list[Token]) -> bool:
    """Whether a verb says what the money before it was for, with a number of its own: 投入56万元开展培训8期.

    Not if it names somebody: 投入20万元帮助新光村… says who received it.
    """
    return (
        behind[0].kind == "VERB"
        and any(one.kind == "MONEY" for one in before)
        and any(one.kind == "QTY" for one in behind)
        and not any(one.kind in ("NAME", "TO", "BY", "WITH", "AND") for one in behind)
    )


def leads(tokens: list[Token]) -> bool:
    """Whether the words begin with for whom what follows was done, before the first verb."""
    kinds = [one.kind for one in tokens if one.kind not in ("TIME", "FLAG", "OF")]
    verb = kinds.index("VERB") if "VERB" in kinds else 0
    return kinds[max(0, verb - 2) : verb] == ["TO", "NAME"]


def merged(plain: str, tokens: list[Token]) -> list[Token]:
    """The tokens with 该县 and the name behind it as one name."""
    found: list[Token] = []
    for token in tokens:
        before = found[-1] if found else None
        if (
            token.kind == "NAME"
            and before is not None
            and before.kind == "NAME"
            and plain[before.span.begin] == "该"
            and before.span.end == token.span.begin
        ):
            found[-1] = Token("NAME", Span(before.span.begin, token.span.end), f"{before.value}{token.value}")
        else:
            found.append(token)
    return found


def without_light_verbs(tokens: list[Token]) -> list[Token]:
    """The tokens without a 开展 that only says that the help behind it is done, or has nothing behind it."""
    words = [one for one in tokens if one.kind not in ("TIME", "FLAG", "OF", "FORM", "TITLE")]
    after = {id(one): words[at + 1].kind if at + 1 < len(words) else "" for at, one in enumerate(words)}
    return [
        one
        for one in tokens
        if not (
            one.value is Act.HOLD
            and after.get(id(one)) in ("HELP", "")
            and any(w.value is not one.value and w.kind == "VERB" for w in words)
        )
    ]


def put_in_charge(tokens: list[Token]) -> list[Token]:
    """The tokens with 交由 as 由 before a pairing: who helps now."""
    helps = any(one.kind == "HELP" for one in tokens)
    return [one._replace(kind="BY") if one.kind == "MOVED" and helps else one for one in tokens]


def for_growth(plain: str, tokens: list[Token]) -> list[Token]:
    """The tokens of 投入资金80万元支持新光村发展 with the village as who got it."""
    at = next((at for at, one in enumerate(tokens) if one.kind == "MONEY"), len(tokens))
    rest = [(one.kind, one.value) for one in tokens[at + 1 :]]
    last = plain[slice(*tokens[-1].span)] if tokens else ""
    grows = [kind for kind, _ in rest] == ["VERB", "NAME", "VERB"] and rest[0][1] is Act.OTHER and last == "发展"
    if not grows or not any(one.value is Act.GIVE for one in tokens[:at]) or any(one.kind == "TO" for one in tokens):
        return tokens
    return [*tokens[: at + 1], tokens[at + 1]._replace(kind="TO"), tokens[at + 2]]


ASIDE = frozenset({"批", "批次", "年", "天", "周", "小时"})
"""Units of numbers that say how it was done: in how many batches, for how long. They are told as not read."""


def without_foods(tokens: list[Token]) -> list[Token]:
    """The tokens without what produce was bought (腊肉、山地鸡等农特产品), before its price."""
    buys = next((at for at, one in enumerate(tokens) if one.value is Act.BUY), None)
    price = next((at for at, one in enumerate(tokens) if buys is not None and at > buys and one.kind == "MONEY"), None)
    if buys is None or price is None or not _is_produce(tokens[price - 1]):
        return tokens
    first = buys + 2 if tokens[buys + 1].kind == "NAME" else buys + 1
    foods = tokens[first : price - 1]
    plain = all(one.kind in ("LIST", "ETC", "OF") or _is_produce(one) or _is_short(one) for one in foods)
    return [*tokens[:first], *tokens[price - 1 :]] if plain else tokens


def without_subjects(tokens: list[Token]) -> list[Token]:
    """The tokens without what courses were about (毛葡萄、肉羊养殖等技能培训班14期)."""
    holds = next((at for at, one in enumerate(tokens) if one.value in (Act.HOLD, Act.TRAIN)), None)
    course = next(
        (at for at, one in enumerate(tokens) if isinstance(one.value, Thing) and one.value.what == "sessions"), None
    )
    if holds is None or course is None or course + 1 >= len(tokens) or tokens[course + 1].kind != "QTY":
        return tokens
    between = tokens[holds + 1 : course]
    plain = all(one.kind in ("LIST", "ETC", "OF") or _is_short(one) for one in between)
    return [*tokens[: holds + 1], *tokens[course:]] if between and plain else tokens


def priced(tokens: list[Token]) -> list[Token]:
    """The tokens of 花16.8万元采购火红乡的核桃 with the price behind what was bought."""
    at = next((at for at, one in enumerate(tokens) if one.value is Act.BUY), 0)
    before = [one.kind for one in tokens[max(0, at - 2) : at]]
    thing = tokens[at - 2].value if before in (["THING", "MONEY"], ["VERB", "MONEY"]) else None
    spent = thing is Act.GIVE or (isinstance(thing, Thing) and thing.what == "spent")
    if not spent or any(one.kind in ("MONEY", "QTY") for one in tokens[at:]):
        return tokens
    behind = [one for one in tokens[at + 1 :] if one.kind not in ("STRANGE", "LIST", "ETC") or not _is_short(one)]
    if [one.kind for one in behind if one.kind not in ("OF", "FLAG")][:1] != ["NAME"]:
        return tokens
    if NO_PRODUCE.search(str(tokens[-1].value)):
        return tokens
    produce = [] if any(one.kind == "THING" for one in behind) else [_some_produce(tokens[-1])]
    return [*tokens[: at - 2], tokens[at], *behind, *produce, tokens[at - 1]]


def _some_produce(token: Token) -> Token:
    """A word for what was bought, where nothing but a strange word says it."""
    return Token("THING", Span(token.span.end, token.span.end), Thing("", "produce"))


def without_purpose(tokens: list[Token]) -> list[Token]:
    """The tokens without what money was for, at the end of a clause, where it has no number and names nobody.

    捐资30万元设立人才培养基金, 投入80万元用于修建文化广场.
    """
    at = next((at for at, one in enumerate(tokens) if one.kind == "MONEY"), len(tokens))
    rest = tokens[at + 1 :]
    if rest and isinstance(rest[0].value, Thing) and rest[0].value.what == "money":
        at, rest = at + 1, rest[1:]
    gives = any(one.value in (Act.GIVE, Act.FUND) for one in tokens[:at])
    acts = [one for one in rest if one.kind == "VERB"]
    plain = all(one.kind in ("VERB", "STRANGE", "THING", "OF", "KIND", "TITLE", "LIST") for one in rest)
    if not gives or not plain or not acts or rest[0] is not acts[0] or any(one.value in _MORE for one in acts):
        return tokens
    return [*tokens[: at + 1], Token("FLAG", rest[0].span, "purpose")]


_MORE = frozenset({Act.GIVE, Act.SEND, Act.BUY, Act.RAISE, Act.ALLOT, Act.SELL, Act.VISIT})
"""What is not done with money that was given."""


PERSONS = frozenset({"people", "teachers", "doctors", "officials", "students"})
"""Classes of words for persons."""


def trained(tokens: list[Token]) -> list[Token]:
    """The tokens with several sorts of those who were trained together as one (培训校长、教师160人)."""
    found: list[Token] = []
    acts = [one.value for one in tokens if one.kind == "VERB"]
    for at, one in enumerate(tokens):
        sorts = acts[-1:] == [Act.TRAIN] and len(found) > 1 and found[-1].kind == "LIST" and _are_persons(one)
        if sorts and _are_persons(found[-2]) and at + 1 < len(tokens) and tokens[at + 1].kind in ("QTY", "LIST"):
            before = found[-3].kind if len(found) > len("ab") else ""
            if before != "QTY":
                found[-2:] = [Token("THING", Span(found[-2].span.begin, one.span.end), Thing("", "people"))]
                continue
        found.append(one)
    return found


def _are_persons(token: Token) -> bool:
    return isinstance(token.value, Thing) and token.value.what in PERSONS


def _is_produce(token: Token) -> bool:
    return isinstance(token.value, Thing) and token.value.what == "produce"


def _is_short(token: Token) -> bool:
    """Whether a token is a word or two that nothing else knows."""
    return token.kind == "STRANGE" and token.span.end - token.span.begin <= 6


def joined(words: list[Token]) -> list[Token]:
    """The words with each 和 and 与 as what it is: beside 与, 和 joins a list; alone, it is between the two sides."""
    strong = [one for one in words if one.kind == "WITH"]
    weak = [one for one in words if one.kind == "AND"]
    pairing = any(one.kind in ("AGREED", "HELP", "ENDED") for one in words) and not any(
        one.kind == "BY" for one in words
    )
    lone = not strong and len(weak) == 1 and pairing and not any(one.kind in ("VERB", "TO") for one in words)
    # between two names that something stands behind, or before, who is paired: 甲分别结对乙和丙, 甲和乙共同结对丙
    lone = lone and words[-1].kind not in ("NAME", "KIND", "QTY")
    kind = "WITH" if lone else "LIST"
    found = [one._replace(kind=kind) if one.kind == "AND" else one for one in words]
    kept = [
        one
        for at, one in enumerate(found)
        if not (one.kind == "LIST" and at and found[at - 1].kind == "LIST") and not (one.kind == "LIST" and at == 0)
    ]
    return kept[:-1] if kept and kept[-1].kind == "LIST" else kept  # …到罗甸县挂职、支教
