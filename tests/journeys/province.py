"""Five counties with five shapes of file, of one month and the next.

Every county keeps a `台账` in its own folder: a plain table beside a list of villages; text in which those without
helper say 暂无; a row a firm with its villages side by side, beside a list; a sheet a township with a column 在名册; a
table of pairs with a header of two rows, and no list at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from tests.journeys import desk
from tests.journeys.oracle import OPEN, Ledgers, Pair, Term, Version

JUNE, JULY = date(2024, 6, 30), date(2024, 7, 31)
PLACES: Mapping[str, Mapping[str, str]] = {
    "盘州市": {
        "保田镇": "上保田 鹅毛寨 鲁楚坡 甘河 阿方",
        "民主镇": "小白岩 谭家寨 下坝 砂厂 博地",
    },
    "水城区": {
        "阿戛镇": "松绿 电光 仲河 温泉 新划",
        "勺米镇": "范家寨 坡脚 梭沙 果立普 营田",
    },
    "六枝特区": {
        "岩脚镇": "龙泉 太和 老卜底 田坎 草原",
        "郎岱镇": "石糯尾 青菜塘 归宗 后营 头塘",
    },
    "赫章县": {
        "妈姑镇": "何家冲 九股 龙井 莲花 鱼塘",
        "野马川镇": "青狮 毛栗 花角 苏嘎 麻初",
    },
    "钟山区": {
        "大湾镇": "海开 幸福 顶拉 山根脚 安乐",
        "汪家寨镇": "艺奇 吴家寨 新华 那罗 沙坝场",
    },
}
"""County → township → five of its villages, as the registry has them."""
FIRMS = ("大连示例重工有限公司", "沈阳样本物流有限公司", "鞍山模拟海洋食品有限公司", "丹东假想药业有限公司")
_DATED = Term("2023-01-01", "2025-12-31")


@dataclass(frozen=True)
class County:
    """A county: its villages, its pairs of two months, and the function that writes its ledger into a folder."""

    name: str
    villages: tuple[str, ...]
    months: Mapping[date, Mapping[Pair, Term]]
    write: Callable[[County, date, str], None]
    separate: bool = False
    """Whether its villages are in a list of their own."""
    listed: bool = True
    """Whether it states anywhere which villages there are."""

    def alone(self, day: date) -> frozenset[str]:
        """The villages without a helper, as its ledger states them."""
        helped = {unit for _, unit in self.months[day]}
        return frozenset(self.villages) - helped if self.listed and not self.separate else frozenset()

    def ledgers(self, *days: date) -> dict[str, list[Version]]:
        """Its datasets, for the count by hand."""
        found = {f"{self.name} ledger": [Version(day, self.months[day], self.alone(day)) for day in days]}
        if self.separate:
            found[f"{self.name} list"] = [Version(JUNE, alone=frozenset(self.villages))]
        return found


def counties() -> tuple[County, ...]:
    """Makes the five."""
    shapes = (_plain, _text, _side_by_side, _sheets, _grouped)
    found = []
    for number, (name, towns) in enumerate(PLACES.items()):
        villages = tuple(f"{town}/{village}" for town, some in towns.items() for village in some.split())
        term = _DATED if name in ("盘州市", "钟山区") else OPEN
        june = {(FIRMS[(number + place) % len(FIRMS)], villages[place]): term for place in range(5)}
        dropped, re_paired, *_ = june
        july = {pair: term for pair, term in june.items() if pair not in (dropped, re_paired)}
        july[FIRMS[(number + 3) % len(FIRMS)], re_paired[1]] = term
        july |= {(FIRMS[number % len(FIRMS)], villages[place]): term for place in (6, 8)}
        found.append(
            County(
                name,
                villages,
                {JUNE: june, JULY: july},
                shapes[number],
                separate=name in ("盘州市", "六枝特区"),
                listed=name != "钟山区",
            )
        )
    return tuple(found)


def ledgers(*days: date) -> Ledgers:
    """All datasets of the five counties, for the count by hand."""
    return {name: versions for county in counties() for name, versions in county.ledgers(*days).items()}


def write_month(day: date) -> str:
    """Writes what the counties send in for a month; the folder."""
    folder = f"{day.month}月"
    for county in counties():
        Path(folder, county.name).mkdir(parents=True)
        county.write(county, day, f"{folder}/{county.name}/台账")
        if county.separate and day == JUNE:
            rows = desk.village_list(county.villages, title=f"{county.name}行政村（社区）名单（截至2024年6月30日）")
            desk.write(f"{folder}/{county.name}/村名单.xlsx", rows)
    return folder


def _title(county: County, day: date) -> str:
    return f"{county.name}村企结对帮扶台账（截至{day.year}年{day.month}月{day.day}日）"


def _plain(county: County, day: date, path: str) -> None:
    desk.write(f"{path}.xlsx", desk.ledger(county.months[day], title=_title(county, day)))


def _text(county: County, day: date, path: str) -> None:
    rows = desk.ledger(county.months[day], county.alone(day), title=_title(county, day))
    head, body = [row[:4] for row in rows[:2]], [row[:4] for row in rows[2:]]
    said = [[*row[:3], row[3] or "暂无"] for row in body]
    desk.write(f"{path}.csv", [*head, *said], encoding="gb18030")


def _side_by_side(county: County, day: date, path: str) -> None:
    rows: dict[tuple[str, str], list[str]] = {}
    for helper, unit in sorted(county.months[day]):
        town, _, village = unit.partition("/")
        rows.setdefault((town, helper), []).append(f"{village}村")
    head = ["序号", "乡镇", "帮扶单位", "受帮扶村1", "受帮扶村2", "受帮扶村3"]
    body = [[number, *key, *villages] for number, (key, villages) in enumerate(sorted(rows.items()), start=1)]
    desk.write(f"{path}.xlsx", [[_title(county, day)], head, *body])


def _sheets(county: County, day: date, path: str) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    helpers = {unit: helper for helper, unit in county.months[day]}
    for town in PLACES[county.name]:
        sheet = book.create_sheet(town)
        sheet.append([_title(county, day)])
        sheet.append(["序号", "乡镇", "村名", "帮扶单位", "在名册"])
        units = [unit for unit in county.villages if unit.startswith(f"{town}/")]
        for number, unit in enumerate(units, start=1):
            sheet.append([number, town, f"{unit.partition('/')[2]}村", helpers.get(unit), "是"])
    book.save(f"{path}.xlsx")


def _grouped(county: County, day: date, path: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    rows: list[list[Any]] = [
        [_title(county, day)],
        ["序号", "受援方", None, "帮扶方", "帮扶期限", None],
        [None, "乡镇", "村", "单位名称", "起", "止"],
    ]
    start = len(rows) + 1
    for row in [*rows, *desk.ledger(county.months[day])[1:]]:
        sheet.append(row)
    for merged in ("A1:F1", "A2:A3", "B2:C2", "E2:F2"):
        sheet.merge_cells(merged)
    towns = [sheet.cell(row, 2).value for row in range(start, sheet.max_row + 1)]
    for town in sorted({str(town) for town in towns}):
        first, count = start + towns.index(town), towns.count(town)
        if count > 1:
            sheet.merge_cells(start_row=first, end_row=first + count - 1, start_column=2, end_column=2)
    book.save(f"{path}.xlsx")
