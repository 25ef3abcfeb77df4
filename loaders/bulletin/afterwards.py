"""What is settled when a bulletin has been read: what is said twice, in two languages, or otherwise in a heading."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from graph.answer import Note
from graph.model import AREA_KINDS, MONEY_MEASURES, Certainty, Kind, Measure, PartialDate
from loaders.bulletin import figures
from loaders.bulletin.state import doubted
from loaders.bulletin.statements import Counted, Given, Pair, Reads, Statement, Status

_TELLING = 3
"""How many digits of two amounts must be the same for them to be one that was misplaced."""
_Number = tuple[Decimal, bool]
"""A number, and whether it is of money."""


def as_headed(found: Sequence[Statement], headed: Collection[Decimal]) -> list[Statement]:
    """The statements of money as doubtful if a heading has an amount that none states: one is misprinted.

    It is that with the same digits, if there is one; else it may be any. What was given may also add up to the heading.
    """
    amounts = [(place, value) for place, one in enumerate(found) for value, money in _own_numbers(one) if money]
    given = [one.what.value for one in found if isinstance(one.what, Given) and one.what.measure in MONEY_MEASURES]
    untold = set(headed) - {value for _, value in amounts} - {sum(given, Decimal(0))}
    doubtful: set[int] = set()
    for amount in untold:
        alike = {place for place, value in amounts if _digits(value) == _digits(amount)}
        doubtful |= alike or {place for place, _ in amounts}
    return [
        doubted(one, "heading_differs") if place in doubtful and one.status is Status.RECORD else one
        for place, one in enumerate(found)
    ]


def parts(found: Sequence[Statement]) -> list[Statement]:
    """The statements as doubtful that may be a part of another: what a hospital gave, of what its district gave."""
    most: dict[tuple[Measure, str], Decimal] = {}
    for one in found:
        if isinstance(one.what, Given) and one.status is Status.RECORD and one.what.helper is not None:
            name = one.what.helper
            if name.place == name.full or name.kind in AREA_KINDS:
                key = one.what.measure, name.full
                most[key] = max(one.what.value, most.get(key, one.what.value))
    return [doubted(one, "part") if one.status is Status.RECORD and _is_part(one.what, most) else one for one in found]


def _is_part(what: object, most: Mapping[tuple[Measure, str], Decimal]) -> bool:
    """Whether what one gave may be among what the unit gave that its name begins with: the most of each is known."""
    if not isinstance(what, Given) or what.helper is None or what.helper.place in (None, what.helper.full):
        return False
    place = str(what.helper.place)
    return any(
        measure is what.measure and unit.endswith(place) and what.value < value
        for (measure, unit), value in most.items()
    )


def once(found: Sequence[Statement]) -> list[Statement]:
    """The statements with a pairing that is told twice kept where more is told of it."""
    full = {
        _ends(pair)
        for one in found
        if isinstance(pair := one.what, Pair) and one.status is Status.RECORD and pair.start and pair.form is None
    }
    kept: list[Statement] = []
    seen: set[object] = set()
    for one in found:
        pair = one.what
        if isinstance(pair, Pair) and one.status is Status.RECORD and pair.certainty is Certainty.NAMED:
            bare = pair.start is None and pair.end is None and pair.form is None and _ends(pair) in full
            content = (*_ends(pair), pair.form, pair.start, pair.end)
            kept.append(_said_again(one) if bare or content in seen else one)
            seen.add(content)
        else:
            kept.append(one)
    return kept


def _ends(pair: Pair) -> tuple[str, str]:
    return pair.helpers[0].key, pair.recipients[0].key


def _said_again(one: Statement) -> Statement:
    why = (Note("bulletin.why.said_again"),)
    return replace(one, reads=Reads.NONE, status=Status.SKIP, why=why, what=None)


def in_both_languages(found: Sequence[Statement]) -> list[Statement]:
    """The statements of a text in two languages: what the English adds, or says otherwise, is asked about.

    Of its pairings those stay records whose both sides are known and that the Chinese does not state.
    """
    chinese = [one for one in found if one.chinese and all(note.key != "bulletin.why.heading" for note in one.why)]
    english = [one for one in found if not one.chinese]
    if not chinese or not english:
        return list(found)
    paired = {ends for one in chinese for ends in _pairs(one)}
    said = {number for one in english for number in _numbers(one)}
    own = {number for one in found if one.chinese for number in _numbers(one)}
    claims = [one.what for one in english if isinstance(one.what, Counted) and one.what.recipients]
    kinds, counts = {_sides(one) for one in claims}, {_counts(one) for one in claims}
    strange = {is_money for value, is_money in said if (value, is_money) not in own}
    kept: list[Statement] = []
    for one in _side_by_side(found):
        if one.status is not Status.RECORD:
            kept.append(one)
        elif one.chinese:
            other = any(number not in said and number[1] in strange for number in _own_numbers(one))
            if isinstance(one.what, Counted) and one.what.recipients:  # the same kinds, and nowhere the same numbers
                other = other or (_sides(one.what) in kinds and _counts(one.what) not in counts)
            kept.append(doubted(one, "languages_differ") if other else one)
        elif isinstance(one.what, Pair) and all(name.id for name in (*one.what.helpers, *one.what.recipients)):
            kept.append(_said_again(one) if all(ends in paired for ends in _pairs(one)) else one)
        else:
            kept.append(doubted(one, "second_language"))
    return kept


def _side_by_side(found: Sequence[Statement]) -> list[Statement]:
    """The statements with each amount of the English beside the one of the Chinese that it translates.

    The two are told in one order. The same amount is not told again; another one is a claim between those whom the
    Chinese names, beside a claim of the Chinese, so that `check conflicts` finds them. What has no counterpart is a
    claim too: as a contribution it might be added twice.
    """
    beside: dict[int, Statement] = {}
    more: dict[int, Statement] = {}
    unread = _unread_money(found)
    for place, other in _translated(found):
        one, own = found[place], None if other is None else found[other]
        given = one.what
        if own is None or not isinstance(own.what, Given | Counted):
            stated = _claim_of(given) if isinstance(given, Given | Counted) else None
            beside[place] = one if stated is None else replace(one, reads=Reads.CLAIM, what=stated)
            lost = None if stated is None else _misplaced(unread, stated)
            if lost is not None and stated is not None and isinstance(given, Given | Counted):
                why = (Note("bulletin.why.languages_differ"),)
                number = next(value for value, is_money in _numbers(found[lost]) if is_money)
                what = replace(stated, value=number)
                asked = replace(found[lost], reads=Reads.CLAIM, status=Status.PROPOSE, why=why, what=what)
                beside[lost] = asked
                more[lost] = replace(asked, reads=Reads.CONTRIBUTION, what=_given_of(what, given))
        elif isinstance(given, Given | Counted) and given.value == own.what.value:
            beside[place] = _said_again(one)
        elif isinstance(given, Given | Counted):
            stated = _claim_of(own.what)
            why = (Note("bulletin.why.languages_differ"),)
            what = replace(stated, value=given.value, bound=given.bound)
            beside[place] = replace(one, reads=Reads.CLAIM, status=Status.PROPOSE, why=why, what=what)
            if other is not None and isinstance(own.what, Given):
                more[other] = replace(own, reads=Reads.CLAIM, status=Status.PROPOSE, why=why, what=stated)
    kept: list[Statement] = []
    for place, one in enumerate(found):
        kept += [beside.get(place, one), *([more[place]] if place in more else [])]
    return kept


def _misplaced(unread: Mapping[str, Sequence[int]], stated: Counted) -> int | None:
    """The place of what the Chinese prints with the digits of an amount of money, and another number of noughts.

    387.75万元 that became 3,877.5 million yuan: the sentence of one of the two may have lost its beginning.
    """
    if stated.measure not in MONEY_MEASURES or stated.value is None or len(_digits(stated.value)) < _TELLING:
        return None
    places = unread.get(_digits(stated.value), ())
    return places[0] if len(places) == 1 else None


def _unread_money(found: Sequence[Statement]) -> dict[str, list[int]]:
    """The digits of each amount of money in the Chinese that was not read → the places of its statements."""
    unread: dict[str, list[int]] = {}
    for place, one in enumerate(found):
        if one.chinese and one.what is None:
            for digits in {_digits(value) for value, is_money in _numbers(one) if is_money}:
                unread.setdefault(digits, []).append(place)
    return unread


def _digits(value: Decimal) -> str:
    """The digits of a number without the noughts around them."""
    return format(value, "f").replace(".", "").strip("0")


def _translated(found: Sequence[Statement]) -> Iterator[tuple[int, int | None]]:
    """The place of each amount in the English, and of the one of the Chinese that it translates, if that is sure."""
    amounts: dict[tuple[Measure, bool], list[int]] = {}
    for place, one in enumerate(found):
        if isinstance(one.what, Given | Counted) and one.what.measure is not None:
            amounts.setdefault((one.what.measure, one.chinese), []).append(place)
    for (measure, chinese), places in amounts.items():
        if not chinese:
            own = amounts.get((measure, True), [])
            sure = len(own) == len(places)
            yield from ((place, own[at] if sure else None) for at, place in enumerate(places))


def _claim_of(what: Given | Counted) -> Counted:
    """The claim that an amount was given: never added to anything."""
    if isinstance(what, Counted):
        return what
    since = PartialDate.parse(what.period.partition("/")[0]) if what.period else None
    own = what.measure, what.value, None, what.sector, since, what.bound, None, what.counted
    return Counted(what.helper, what.recipient, {}, {}, *own)


def _given_of(claim: Counted, like: Given | Counted) -> Given:
    """The contribution that a claim of an amount may be, in the period of one that it is told beside."""
    assert claim.measure is not None  # a claim of an amount
    assert claim.value is not None
    period = like.period if isinstance(like, Given) else None
    return Given(claim.measure, claim.value, claim.helper, claim.recipient, period, claim.sector, claim.bound)


def _pairs(one: Statement) -> Iterator[tuple[str, str]]:
    """(helper, recipient) of each pairing of a statement, by their keys."""
    if isinstance(one.what, Pair):
        yield from ((a.key, b.key) for a in one.what.helpers for b in one.what.recipients)


def _sides(claim: Counted) -> tuple[frozenset[Kind], frozenset[Kind]]:
    return frozenset(claim.helpers), frozenset(claim.recipients)


def _counts(claim: Counted) -> tuple[frozenset[tuple[Kind, int]], frozenset[tuple[Kind, int]]]:
    return frozenset(claim.helpers.items()), frozenset(claim.recipients.items())


def _own_numbers(one: Statement) -> Iterator[_Number]:
    """The numbers of what was read."""
    if isinstance(one.what, Given | Counted) and one.what.value is not None:
        yield one.what.value, one.what.measure in MONEY_MEASURES
    if isinstance(one.what, Counted):
        sides = (one.what.helpers, one.what.recipients)
        yield from ((Decimal(number), False) for side in sides for number in side.values())


def _numbers(one: Statement) -> Iterator[_Number]:
    """The numbers that a statement rests on, read or not."""
    pattern, read = (figures.CHINESE, figures.chinese) if one.chinese else (figures.ENGLISH, figures.english)
    yield from _own_numbers(one)
    for found in pattern.finditer(one.printed):
        figure = read(found)
        if figure.value is not None:
            yield figure.value, figure.money
