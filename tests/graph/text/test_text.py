"""How a sentence is filled in: numbers with their nouns, kinds, spans of dates, amounts."""

from __future__ import annotations

import ast
import csv
import gzip
import io
from decimal import Decimal
from pathlib import Path

import pytest

from graph import text
from graph.answer import Note
from loaders.roster import vocabulary


def said(template: str, lang: text.Lang = "en", **values: object) -> str:
    """A template filled in as `say` fills it."""
    return template.format_map({name: text._Value(name, values, lang) for name in values})


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{n:row|rows}", ["0 rows", "1 row", "2 rows", "1,200 rows"]),
        ("{n:row is|rows are} left", ["0 rows are left", "1 row is left", "2 rows are left", "1,200 rows are left"]),
        ("it {n:=is|are}", ["it are", "it is", "it are", "it are"]),
        ("{n:# of them is|# of them are}", ["0 of them are", "1 of them is", "2 of them are", "1,200 of them are"]),
        ("the {n:first|first #}", ["the first 0", "the first", "the first 2", "the first 1,200"]),
        ("{n:no row|# row|# rows}", ["no row", "1 row", "2 rows", "1,200 rows"]),
    ],
)
def test_a_number_chooses_its_words(template: str, words: list[str]) -> None:
    assert [said(template, n=number) for number in (0, 1, 2, 1200)] == words


def test_a_kind_is_singular_or_plural_by_the_number_before_it() -> None:
    assert [said("{n} {kind:by n}", n=n, kind="county") for n in (0, 1, 2)] == ["0 counties", "1 county", "2 counties"]
    assert [said("{n} {kind:by n}", n=n, kind=None) for n in (1, 2)] == ["1 organization", "2 organizations"]
    assert said("{n} 个{kind:by n}", "zh", n=1, kind="county") == "1 个县区"


def test_a_part_of_a_whole() -> None:
    cases = [(2, 5), (5, 5), (1, 1), (0, 3)]
    assert [said("{n:part all}", n=n, all=whole) for n, whole in cases] == [
        "2 of the 5",
        "All 5",
        "The only",
        "0 of the 3",
    ]
    assert [said("{n:part all 份}", "zh", n=n, all=whole) for n, whole in cases] == [
        "中有 2 份",
        "全部",
        "",
        "中有 0 份",
    ]


def test_a_span_of_dates() -> None:
    cases = [("2018", "2020"), ("2018", None), (None, "2020"), (None, None)]
    english = ["2018 to 2020", "2018 to open end", "unknown start to 2020", "no dates"]
    chinese = ["2018 至 2020", "2018 起，未写终止时间", "起始不明，至 2020", "起止时间不明"]
    assert [said("{start:until end}", start=start, end=end) for start, end in cases] == english
    assert [said("{start:until end}", "zh", start=start, end=end) for start, end in cases] == chinese


def test_an_amount_is_as_exact_as_it_is() -> None:
    amounts = (Decimal("3856100.0"), Decimal("562800.55"), 3856100.0, 0.5, 12)
    assert [said("{n:number}", n=amount) for amount in amounts] == ["3,856,100", "562,800.55", "3,856,100", "0.5", "12"]
    assert said("{n}", n=Decimal("3856100.0")) == "3,856,100"


def test_kinds_with_their_numbers() -> None:
    kinds = {"village": 302, "county": 1}
    assert said("{kinds:kinds}; {kinds:each}", kinds=kinds) == "302 villages, 1 county; village 302, county 1"
    assert said("{kinds:kinds}；{kinds:each}", "zh", kinds=kinds) == "村 302 个、县区 1 个；村 302、县区 1"


@pytest.mark.parametrize(
    ("note", "english", "chinese"),
    [
        (
            Note("note.open_dates", {"open": 5, "agreements": 5, "day": "2019-12-30"}),
            "All 5 agreements in force have an unknown or partial date: they are taken as in force on 2019-12-30 because "
            "nothing says otherwise.",
            "5 份有效协议全部起止日期不明或不完整：因无相反记载，视为在 2019-12-30 有效。",
        ),
        (
            Note("note.open_dates", {"open": 1, "agreements": 1, "day": "2019-12-30"}),
            "The only agreement in force has an unknown or partial date: it is taken as in force on 2019-12-30 because "
            "nothing says otherwise.",
            "1 份有效协议起止日期不明或不完整：因无相反记载，视为在 2019-12-30 有效。",
        ),
        (
            Note("gaps.states", {"gaps": 1, "inherited": 1, "lapsed": 0, "never": 0}),
            "1 has none of its own: 1 is reached through a unit it lies in, 0 had one that ended, 0 never had any.",
            "1 个没有本级结对单位：其中 1 个由上级单位结对覆盖，0 个协议已到期，0 个从未结对。",
        ),
        (
            Note("conflicts.found", {"passed": True, "count": 0}),
            "PASS: no contradictions between sources.",
            "通过：各来源之间未发现矛盾。",
        ),
        (
            Note("load.problems", {"errors": 1, "warnings": 2, "rejected": 1}),
            "1 error, 2 warnings. 1 row cannot be used; all others can.",
            "1 个错误，2 个提醒；1 行不能使用，其余均可使用。",
        ),
        (
            Note("record.form", {"value": "pair", "known": "community, group"}),
            "“pair” is not a known form of pairing. Known: community, group",
            "“pair”不是已知的结对形式。可用：医共体、组团式",
        ),
    ],
)
def test_sentences(note: Note, english: str, chinese: str) -> None:
    assert (text.say(note.key, "en", **note.values), text.say(note.key, "zh", **note.values)) == (english, chinese)


def test_a_key_that_is_not_known() -> None:
    for key in ("gaps.nothing", "nothing.at_all", "words.kind", ""):
        assert key not in text.TEXT
        with pytest.raises(KeyError):
            text.say(key, "en")


def test_no_file_of_texts_hides_a_name_that_the_package_uses() -> None:
    """Importing `graph.text.map` makes `map` a name of the package: it must not be one that its code needs."""
    folder = Path(text.__file__).parent
    nodes = list(ast.walk(ast.parse((folder / "__init__.py").read_text("utf-8"))))
    names = [node for node in nodes if isinstance(node, ast.Name)]
    local = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    used = {node.id for node in names} - local | {node.name for node in nodes if isinstance(node, ast.FunctionDef)}
    assert not (used - {"__init__"}) & {path.stem for path in folder.glob("*.py")}


def test_every_sector_that_is_bundled_or_read_has_a_word_in_both_languages() -> None:
    known = set(vocabulary._SECTORS.split("|"))
    for file in (Path(__file__).parents[3] / "data").glob("*/agreements.csv*"):
        content = file.read_bytes()
        rows = csv.DictReader(io.StringIO((gzip.decompress(content) if file.suffix == ".gz" else content).decode()))
        known |= {row["sector"] for row in rows if row.get("sector")}
    assert {"education", "wash", "产业"} <= known
    for sector in known:
        english, chinese = text.WORDS[f"sector:{sector}"]
        assert english.isascii()
        assert not chinese.isascii()
