"""A county and its year: the villages, the firms, two ledgers and what July changes; and the files, as officers keep them.

The files are written from the same description that the count by hand is made of. Every name of a village and of a
firm is made up; the townships are those of 盘州市.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from tests.journeys import desk
from tests.journeys.oracle import Pair, Term, Version


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


LISTED, CAMPAIGN, JUNE, JULY, LATER = (
    date(2024, 1, 31),
    date(2024, 5, 31),
    date(2024, 6, 30),
    date(2024, 7, 31),
    date(2025, 1, 15),
)
TOWNSHIPS = _words(
    "双凤镇 民主镇 大山镇 保田镇 石桥镇 响水镇 柏果镇 新民镇 盘关镇 竹海镇 英武镇 鸡场坪镇 丹霞镇 乌蒙镇 "
    "普田回族乡 坪地彝族乡 淤泥彝族乡 旧营白族彝族苗族乡 翰林街道 两河街道"
)
FIRMS = (
    "大连示例重工有限公司",
    "大连示例物流有限公司",
    "大连示例海洋食品有限公司",
    "大连样本化工有限公司",
    "沈阳样本农业科技有限公司",
    "鞍山模拟钢铁有限公司",
    "营口模拟粮油有限公司",
    "丹东假想药业有限公司",
)
SPELLINGS = (
    FIRMS[0],
    "示例重工",
    "大连示例重工（有限公司）",
    "大连示例重工集团有限公司",
    "大连市示例重工有限公司",
)
"""The five ways in which the files write the first firm."""
OWN_NAME: Mapping[str, str] = dict.fromkeys(SPELLINGS, FIRMS[0])
_FAMILIES = "张王李赵陈杨刘黄周吴徐孙马朱胡郭何高林罗"
_BEFORE = _words("大石 小河 青杠 杨柳 白岩 下沙 上沙 黑山 红土 冷水 松林 云盘 核桃 梨树 滴水 老鹰 鱼塘 茶园 中寨 新田")
_AFTER = _words("坝 沟 坪 箐 坡 塘 湾 冲 垭口 梁子")
_UNTIL_DECEMBER = Term("2022-01-01", "2024-12-31")


class Money(NamedTuple):
    """What one firm gave one village in the first half of the year, in 万元."""

    helper: str
    place: str
    first: Decimal
    second: Decimal


@dataclass(frozen=True)
class County:
    """What is true of the county; every helper by its own name."""

    villages: tuple[str, ...]
    june: Mapping[Pair, Term]
    july: Mapping[Pair, Term]
    campaign: Mapping[Pair, Term]
    corrected: Mapping[Pair, Term]
    """June as it is put right in August: one village has another firm, one pair was never made, one was forgotten."""
    money: tuple[Money, ...]

    def versions(self, *, july: bool = True, corrected: bool = False) -> dict[str, list[Version]]:
        """Which versions there are, for the count by hand."""
        first = [Version(JUNE, self.corrected if corrected else self.june)]
        return {
            "list": [Version(LISTED, alone=frozenset(self.villages))],
            "first": [*first, Version(JULY, self.july)] if july else first,
            "campaign": [Version(CAMPAIGN, self.campaign)],
        }

    def given(self) -> dict[str, Decimal]:
        """Firm → what it gave, in yuan."""
        total = dict.fromkeys(sorted({one.helper for one in self.money}), Decimal(0))
        for one in self.money:
            total[one.helper] += (one.first + one.second) * 10_000
        return total


def county(seed: int = 520281) -> County:
    """Makes the county: 530 villages in 20 townships, 60 pairs in June, 8 firms."""
    draw = random.Random(seed)
    villages = tuple(_villages(draw))
    free = iter(draw.sample(villages, 90))
    firms = [FIRMS[number % len(FIRMS)] for number in range(60)]
    pairs = [(firm, next(free)) for firm in firms[:44]]
    pairs += [(FIRMS[(FIRMS.index(firm) + 1) % 8], place) for firm, place in pairs[30:34]]  # four villages have two
    terms = (
        [Term("2021-03-01", "2023-12-31")] * 6
        + [Term("2024-07-15", "2027-07-14")]
        + [Term("2022")] * 10
        + [_UNTIL_DECEMBER] * 15
        + [Term("2023-06", "2025-12")] * 16
    )
    june = dict(zip(pairs, terms, strict=True))
    dropped, extended, re_paired, mistaken, unmade = pairs[20:25]
    own = [(firm, next(free)) for firm in firms[44:53]]
    own += [(FIRMS[5], pairs[0][1]), (FIRMS[0], pairs[1][1]), (FIRMS[5], pairs[26][1])]  # three are in both ledgers
    campaign = {pair: Term("2023", "2026") for pair in own} | {pair: june[pair] for pair in pairs[28:30]}
    july = {pair: term for pair, term in june.items() if pair not in (dropped, re_paired)}
    july[extended] = Term("2022-01-01", "2026-12-31")
    july[_another(re_paired)] = Term("2024-07-01", "2027-06-30")
    july |= {(firm, next(free)): Term("2024-07-01", "2026-06-30") for firm in firms[53:58]}
    corrected = {pair: term for pair, term in june.items() if pair not in (mistaken, unmade)}
    corrected[_another(mistaken)] = _UNTIL_DECEMBER
    corrected[(FIRMS[6], next(free))] = Term("2024-01-01", "2024-12-31")
    assert len(june.keys() | campaign.keys()) == 60
    assert len(july.keys() - june.keys()) == 6
    money = tuple(
        Money(*pair, Decimal(draw.randrange(1, 20)) / 2, Decimal(draw.randrange(1, 20)) / 2) for pair in pairs[:24]
    )
    return County(villages, june, july, campaign, corrected, money)


def _another(pair: Pair) -> Pair:
    """The same village with the firm that stands two further in the list."""
    return FIRMS[(FIRMS.index(pair[0]) + 2) % len(FIRMS)], pair[1]


def _villages(draw: random.Random) -> Iterator[str]:
    names = [f"{family}家{after}" for family in _FAMILIES for after in _AFTER]
    names += [f"{before}{after}" for before in _BEFORE for after in _AFTER]
    for number, town in enumerate(TOWNSHIPS):
        for name in draw.sample(names, 27 if number < 10 else 26):
            yield f"{town}/{name}"


def _spelt(pairs: Mapping[Pair, Term], ways: tuple[str, ...]) -> dict[Pair, Term]:
    """The same pairs with the first firm written in these ways, in turn."""
    written, turn = {}, 0
    for (helper, place), term in sorted(pairs.items()):
        if helper == FIRMS[0]:
            helper, turn = ways[turn % len(ways)], turn + 1
        written[helper, place] = term
    return written


def write_list(of: County, path: str = "盘州市村名单.xlsx") -> str:
    """Writes the list of all villages."""
    return desk.write(path, desk.village_list(of.villages, title="盘州市行政村名单（2024年1月）"))


def write_june(of: County, path: str = "村企结对台账.xlsx") -> str:
    """Writes June's ledger; its title has the day."""
    rows = desk.ledger(_spelt(of.june, SPELLINGS[:3]), title="盘州市村企结对帮扶台账（截至2024年6月30日）")
    return desk.write(path, rows)


def write_corrected(of: County, path: str = "更正/村企结对台账.xlsx") -> str:
    """Writes June's ledger as it should have been."""
    rows = desk.ledger(_spelt(of.corrected, SPELLINGS[:3]), title="盘州市村企结对帮扶台账（截至2024年6月30日）")
    return desk.write(path, rows)


def write_july(of: County, path: str = "村企结对台账（7月）.xlsx") -> str:
    """Writes July's ledger under another name; a line beneath its title has the day."""
    rows = desk.ledger(_spelt(of.july, SPELLINGS[1:4]), title="盘州市村企结对帮扶台账")
    return desk.write(path, [rows[0], ["填报单位：盘州市乡村振兴局", None, None, "填报时间：2024年7月31日"], *rows[1:]])


def write_campaign(of: County, path: str = "万企兴万村台账2024-05-31.csv") -> str:
    """Writes the other ledger as text in the encoding of a Chinese Windows; its name has the day."""
    return desk.write(path, desk.ledger(_spelt(of.campaign, SPELLINGS[3:])), encoding="gb18030")


def write_money(of: County, path: str = "资金到位情况.xlsx") -> str:
    """Writes the money of the year: quarters, their 合计, and a row of totals."""
    body: list[list[Any]] = []
    for number, (helper, place, first, second) in enumerate(of.money, start=1):
        town, _, village = place.partition("/")
        written = SPELLINGS[1] if helper == FIRMS[0] else helper
        body.append([number, town, f"{village}村", written, float(first), float(second), None, None])
    sums = [sum(row[4] for row in body), sum(row[5] for row in body)]
    head = ["序号", "乡镇", "受帮扶村", "帮扶单位", "一季度", "二季度", "三季度", "四季度", "合计"]
    rows: list[list[Any]] = [["盘州市2024年村企结对帮扶资金到位情况表"], [*[None] * 8, "单位：万元"], head]
    rows += [[*row, row[4] + row[5]] for row in body]
    return desk.write(path, [*rows, ["合计", None, None, None, *sums, None, None, sum(sums)]])
