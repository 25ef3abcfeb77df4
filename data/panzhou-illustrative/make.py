"""Draws the package beside this file: pairings that satisfy the counts of the bulletin of 2019-12-30.

Only the places, seven hospitals and two schools are real; they are read from the package `panzhou-dalian`.
Every other organization is invented and says so in its name; every agreement and every contribution is
invented, too. All of these are marked `illustrative`.

The same seed gives the same bytes under every Python version and system: all that is asked of the random
number generator is `random()`, whose sequence Python guarantees. Run `python make.py` to write the files.
"""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

HERE = Path(__file__).resolve().parent
BULLETIN = HERE.parent / "panzhou-dalian"
SEED = 20191230
START = "2018"
PERIOD = "2018/2019-12-30"
SOURCE = "illustrative-2019"

PANZHOU = "cn-520281"
DALIAN = "cn-2102"
JINPU = "cn-2102-jinpu"
AREAS = ("cn-52", "cn-5202", PANZHOU, "cn-21", DALIAN, JINPU)
NAMED_SCHOOLS = ("cn-520281004-shatuo-school", "cn-520281127-wenbi-school")
HELPING_HOSPITALS = (
    "cn-2102-zhongshan-hospital",
    "cn-2102-maternal-child-hospital",
    "cn-2102-tcm-hospital",
    "cn-2102-jinzhou-first-hospital",
)
HELPED_HOSPITALS = ("cn-520281-peoples-hospital", "cn-520281-tcm-hospital", "cn-520281-second-peoples-hospital")

# The counts of the bulletin.
TOWNSHIP_DEPARTMENTS, TOWNSHIP_SUBDISTRICTS, TOWNSHIPS = 6, 4, 9
VILLAGE_SUBDISTRICTS, VILLAGE_ENTERPRISES, VILLAGE_GROUPS, VILLAGES = 3, 16, 2, 56
SCHOOLS = 96
FUNDS, PURCHASES, POSTS, STUDENTS, VISITED, TEACHERS = 3_877_500, 70_000, 457, 45, 10, 6
TRAINING_FUNDS, SESSIONS, TRAINEES = 562_800, 8, 479

Row = Mapping[str, str]
T = TypeVar("T")

COLUMNS: Mapping[str, Mapping[str, str]] = {
    "organizations": {
        "id": "identifier, the same for the same organization in every package",
        "name": "name in its own language",
        "name_en": "English name",
        "aliases": "other names, separated by |",
        "kind": "province, county, village, department, school… (the kinds of the model)",
        "part_of": "id of the unit it lies in",
        "code": "official code",
        "unit": "village or community (居委会, 社区)",
        "on_roster": "whether it is expected to have a partner: the denominator of every share",
        "illustrative": "true if invented to fill a count: not a fact",
        "source": "id in sources.csv",
        "note": "remark on this row",
    },
    "agreements": {
        "id": "identifier of the agreement",
        "helper": "id of the helping organization",
        "recipient": "id of the organization helped",
        "kind": "the recipient's level",
        "form": "one-to-one, group, umbrella or community",
        "sector": "field of work",
        "start": "first day, perhaps only its year or month",
        "certainty": "named: it is said who with whom",
        "illustrative": "true: every agreement here is invented",
    },
    "contributions": {
        "id": "identifier",
        "agreement": "id in agreements.csv",
        "measure": "what is counted",
        "value": "exact amount",
        "unit": "yuan, posts, people or sessions",
        "sector": "field of work",
        "period": "date or start/end",
        "illustrative": "true: every contribution here is invented",
    },
    "sources": {
        "id": "identifier",
        "title": "title",
        "publisher": "publisher",
        "date": "date of publication",
        "language": "language code",
    },
}
TYPES = {"on_roster": "boolean", "illustrative": "boolean", "value": "number"}
NOTES = {
    "en": [
        "Nothing here is a fact except the places and the names of seven hospitals and two schools.",
        f"Who helps whom, and with how much, was drawn at random (seed {SEED}) to meet the bulletin.",
        "It serves to show what the program does; draw no conclusion from it.",
        "Invented helpers and schools carry 示例 / Example in their name and are marked illustrative.",
        "All agreements and contributions are illustrative, also those between real organizations.",
        "Counts met: 6 departments and 4 sub-districts with 9 townships; 96 schools with 96 schools.",
        "Counts met: 3 sub-districts, 16 enterprises, 2 social groups with 56 villages; 4 hospitals with 3.",
        "Totals met: 3,877,500 yuan, 457 posts, 70,000 yuan of purchases.",
        "Totals met: 10 people visited, 45 students, 6 teachers.",
        "Totals met, training: 562,800 yuan, 8 sessions, 479 trainees.",
        "Roster: Panzhou, 27 townships, 302 villages (not the 228 communities), 96 schools.",
        "No hospital is on a roster: the bulletin names three that are helped, not all there are.",
        "The 56 villages are drawn from the 302, since the bulletin does not name the poor villages.",
        "Every agreement starts in 2018, which the bulletin says of townships and villages only; none ends.",
        "Loaded together with panzhou-dalian, the totals appear twice: once as stated, once as drawn.",
    ],
    "zh": [
        "除地名以及七家医院、两所学校的名称外，本数据包没有任何一项是事实。",
        f"谁帮谁、帮多少，均为随机抽取（种子 {SEED}），只求符合通报的数目和总额。",
        "用于演示程序，不能据此得出任何结论。",
        "虚构的帮扶方和学校名称带“示例”，并标为 illustrative。",
        "所有协议和投入也都标为 illustrative，包括真实单位之间的。",
        "符合的数目：6 个部门、4 个街道对 9 个乡镇；96 所学校对 96 所；4 家医院对 3 家。",
        "符合的数目：3 个街道、16 家企业、2 个社会团体对 56 个村。",
        "符合的总额：387.75 万元、457 个岗位、采购 7 万元。",
        "符合的总额：慰问 10 人、资助学生 45 人、教师 6 名。",
        "符合的总额（培训）：56.28 万元、8 期、479 人。",
        "名册：盘州市、27 个乡镇街道、302 个村（不含 228 个社区）、96 所学校。",
        "医院不设名册：通报只点名三家受援医院，并非全部。",
        "通报没有列出贫困村，56 个村从 302 个村中抽取。",
        "协议均自 2018 年起，而通报只对乡镇和村这样说；均无结束时间。",
        "与 panzhou-dalian 一起载入时，总额会出现两次：一次为通报所载，一次为抽取所得。",
    ],
}


class Draw:
    """Random choices that depend on `random()` alone."""

    def __init__(self, seed: int) -> None:
        """Start the sequence of `seed`."""
        self._random = random.Random(seed).random

    def below(self, limit: int) -> int:
        """Return a whole number from 0 to `limit` - 1."""
        return int(self._random() * limit)

    def some(self, items: Sequence[T], count: int) -> list[T]:
        """Return `count` different items in random order."""
        pool = list(items)
        for place in range(count):
            other = place + self.below(len(pool) - place)
            pool[place], pool[other] = pool[other], pool[place]
        return pool[:count]

    def split(self, total: int, parts: int, step: int = 1) -> list[int]:
        """Return `parts` multiples of `step`, each at least one step, that sum to `total`."""
        steps = total // step
        if steps * step != total or steps < parts:
            raise ValueError(f"{total} does not make {parts} parts of at least {step}")
        weights = [64 + self.below(192) for _ in range(parts)]
        spare = steps - parts
        shares = [1 + spare * weight // sum(weights) for weight in weights]
        for place in self.some(range(parts), steps - sum(shares)):
            shares[place] += 1
        return [share * step for share in shares]


def build() -> dict[str, bytes]:
    """Return the package: file name → content."""
    draw = Draw(SEED)
    known = {row["id"]: row for row in _read("organizations.csv")}
    organizations = _organizations(known, draw)
    agreements = _agreements(organizations, draw)
    contributions = _contributions(agreements, draw)
    used = {row["source"] for row in organizations}
    sources: list[Row] = [
        *(row for row in _read("sources.csv") if row["id"] in used),
        {
            "id": SOURCE,
            "title": f"Drawn at random with seed {SEED} to satisfy the bulletin's counts; not facts",
            "publisher": "jiedui",
            "date": "2019-12-30",
            "language": "en",
        },
    ]
    tables: Mapping[str, Sequence[Row]] = {
        "organizations": organizations,
        "agreements": agreements,
        "contributions": contributions,
        "sources": sources,
    }
    files = {f"{name}.csv": _csv(rows, tuple(COLUMNS[name])) for name, rows in tables.items()}
    files["datapackage.json"] = _descriptor()
    return files


def main() -> None:
    """Write the package beside this file."""
    for name, content in build().items():
        (HERE / name).write_bytes(content)


def _read(name: str) -> list[dict[str, str]]:
    with (BULLETIN / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _organizations(known: Mapping[str, Row], draw: Draw) -> list[Row]:
    rows: list[Row] = [
        {**known[id_], "illustrative": "false"} for id_ in (*AREAS, *HELPING_HOSPITALS, *HELPED_HOSPITALS)
    ]
    rows += [{**known[id_], "on_roster": "true", "illustrative": "false"} for id_ in NAMED_SCHOOLS]
    places = [row for row in known.values() if row["id"] not in AREAS and row["kind"] in ("township", "village")]
    rows += [{**row, "illustrative": "false"} for row in places]

    def invent(count: int, slug: str, name: str, name_en: str, kind: str, part_of: str) -> None:
        rows.extend(
            _invented(f"{part_of}-{slug}-{number:02d}", f"{name}{number:02d}", f"{name_en} {number:02d}", kind, part_of)
            for number in range(1, count + 1)
        )

    subdistricts = TOWNSHIP_SUBDISTRICTS + VILLAGE_SUBDISTRICTS
    invent(TOWNSHIP_DEPARTMENTS, "example-department", "示例部门", "Example Department", "department", DALIAN)
    invent(subdistricts, "example-subdistrict", "示例街道", "Example Sub-district", "township", JINPU)
    invent(VILLAGE_ENTERPRISES, "example-enterprise", "示例企业", "Example Enterprise", "enterprise", DALIAN)
    invent(VILLAGE_GROUPS, "example-social-group", "示例社会团体", "Example Social Group", "social_group", DALIAN)
    invent(SCHOOLS, "example-school", "示例帮扶学校", "Example Helping School", "school", DALIAN)

    townships = sorted(row["id"] for row in places if row["kind"] == "township")
    spread = draw.split(SCHOOLS - len(NAMED_SCHOOLS), len(townships))
    homes = [township for township, count in zip(townships, spread, strict=True) for _ in range(count)]
    for number, township in enumerate(homes, start=1):
        name, name_en = f"示例受援学校{number:02d}", f"Example Recipient School {number:02d}"
        id_ = f"{township}-example-school-{number:02d}"
        rows.append({**_invented(id_, name, name_en, "school", township), "on_roster": "true"})
    return rows


def _invented(id_: str, name: str, name_en: str, kind: str, part_of: str) -> Row:
    return {
        "id": id_,
        "name": name,
        "name_en": name_en,
        "kind": kind,
        "part_of": part_of,
        "on_roster": "false",
        "illustrative": "true",
        "source": SOURCE,
    }


def _agreements(organizations: Sequence[Row], draw: Draw) -> list[Row]:
    def ids(keep: Callable[[Row], bool]) -> list[str]:
        return sorted(row["id"] for row in organizations if keep(row))

    def invented(kind: str) -> list[str]:
        return ids(lambda row: row["kind"] == kind and row["illustrative"] == "true" and row["on_roster"] == "false")

    def roster(kind: str) -> list[str]:
        return ids(lambda row: row["kind"] == kind and row["on_roster"] == "true")

    rows: list[Row] = []

    def pair(kind: str, sector: str, pairs: Sequence[tuple[str, str]]) -> None:
        for number, (helper, recipient) in enumerate(sorted(pairs, key=lambda pair: pair[::-1]), start=1):
            row = {"kind": kind, "form": "one-to-one", "sector": sector, "start": START, "certainty": "named"}
            ends = {"id": f"illustrative-{kind}-{number:03d}", "helper": helper, "recipient": recipient}
            rows.append({**ends, **row, "illustrative": "true"})

    subdistricts = invented("township")
    helpers = [*invented("department"), *subdistricts[:TOWNSHIP_SUBDISTRICTS]]
    towns = draw.some(roster("township"), TOWNSHIPS)
    towns.append(towns[draw.below(TOWNSHIPS)])  # ten helpers for nine townships: one of them has two
    pair("township", "", list(zip(draw.some(helpers, len(helpers)), towns, strict=True)))

    helpers = [*subdistricts[TOWNSHIP_SUBDISTRICTS:], *invented("enterprise"), *invented("social_group")]
    villages = draw.some(roster("village"), VILLAGES)
    extra = [helpers[draw.below(len(helpers))] for _ in range(VILLAGES - len(helpers))]
    pair("village", "", list(zip([*helpers, *extra], villages, strict=True)))

    pair("school", "education", list(zip(draw.some(invented("school"), SCHOOLS), roster("school"), strict=True)))

    first, *others = HELPING_HOSPITALS
    helped = [HELPED_HOSPITALS[0], *HELPED_HOSPITALS[1:], HELPED_HOSPITALS[draw.below(len(HELPED_HOSPITALS))]]
    pair("hospital", "health", list(zip([first, *draw.some(others, len(others))], helped, strict=True)))
    return sorted(rows, key=lambda row: row["id"])


def _contributions(agreements: Sequence[Row], draw: Draw) -> list[Row]:
    def under(*kinds: str) -> list[str]:
        return [row["id"] for row in agreements if row["kind"] in kinds]

    rows: list[Row] = []

    def give(slug: str, measure: str, unit: str, sector: str, shares: Sequence[tuple[str, int]]) -> None:
        for number, (agreement, value) in enumerate(sorted(shares), start=1):
            what = {"measure": measure, "value": str(value), "unit": unit, "sector": sector, "period": PERIOD}
            row = {"id": f"illustrative-{slug}-{number:03d}", "agreement": agreement}
            rows.append({**row, **what, "illustrative": "true"})

    def spread(among: Sequence[str], total: int, step: int = 1) -> list[tuple[str, int]]:
        return list(zip(among, draw.split(total, len(among), step), strict=True))

    on_the_ground = under("township", "village")
    villages = under("village")
    give("funds", "funds", "yuan", "social-assistance", spread(on_the_ground, FUNDS, 100))
    give("posts", "posts", "posts", "", spread(on_the_ground, POSTS))
    give("purchases", "purchases", "yuan", "", spread(draw.some(villages, 14), PURCHASES, 100))
    give("students", "students_funded", "people", "", spread(draw.some(villages, 15), STUDENTS))
    give("visited", "people_visited", "people", "", spread(draw.some(villages, 5), VISITED))
    named = [row["id"] for row in agreements if row["recipient"] in NAMED_SCHOOLS]
    give("teachers", "teachers_sent", "people", "education", spread(named, TEACHERS))
    training = draw.some(villages, SESSIONS)
    give("training-funds", "funds", "yuan", "training", spread(training, TRAINING_FUNDS, 100))
    give("training-sessions", "sessions", "sessions", "training", spread(training, SESSIONS))
    give("training-trainees", "trainees", "people", "training", spread(training, TRAINEES))
    return rows


def _csv(rows: Sequence[Row], columns: Sequence[str]) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    ordered = sorted(rows, key=lambda row: row["id"])
    writer.writerows([row.get(column, "") for column in columns] for row in ordered)
    return stream.getvalue().encode("utf-8")


def _descriptor() -> bytes:
    package = {
        "profile": "data-package",
        "name": "panzhou-illustrative",
        "title": "Panzhou and Dalian: an illustrative roster (not facts)",
        "version": "2019.1",
        "description": "Invented pairings and contributions that meet the counts of a bulletin. Not facts.",
        "licenses": [{"name": "MIT", "title": "MIT License", "path": "https://opensource.org/license/mit"}],
        "sources": [
            {"title": f"Drawn at random by make.py with seed {SEED}"},
            {"title": "Places, hospitals and schools: the package panzhou-dalian"},
        ],
        "resources": [
            {
                "name": name,
                "path": f"{name}.csv",
                "title": name.capitalize(),
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {
                    "fields": [
                        {"name": column, "type": TYPES.get(column, "string"), "description": text}
                        for column, text in columns.items()
                    ]
                },
            }
            for name, columns in COLUMNS.items()
        ],
        "jiedui": {
            "title_zh": "盘州与大连：示例名册（不是事实）",
            "as_of": "2019-12-30",
            "source": SOURCE,
            "notes": NOTES,
        },
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


if __name__ == "__main__":
    main()
