"""What questions say of records that were read from a bulletin: the sentence, and what it does not confirm itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from graph.answer import Answer
from graph.model import Agreement, Kind, Organization
from graph.output.render import json_text
from graph.questions import claims, explain, sources
from graph.questions.inquiry import Inquiry
from graph.store.open import open_store
from graph.text import Lang
from loaders.bulletin import read
from tests.commands import answer, ask, speak_english, terminals
from tests.homes import Home
from tests.records import dataset

DAY = date(2022, 12, 31)
TITLE = "望潮区与盘州市协作简报"
PAIR = "望潮区教育局与盘州市教育局签订结对帮扶协议。"
GIVEN = "2022年，望潮区向盘州市投入帮扶资金400万元，累计投入帮扶资金400万元。"
TEXT = f"{TITLE}\n2022年12月31日\n{PAIR}\n{GIVEN}\n"
_STYLE = re.compile(r"\x1b\[[\d;]*m")
LANGS: tuple[Lang, ...] = ("en", "zh")


def bulletin(folder: Path, text: str = TEXT, name: str = "简报.txt") -> Any:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read.load(path, as_of=DAY).dataset


def ledger(recipient: str) -> Any:
    """A ledger with one pair of the recipient, and columns that are called as what a bulletin keeps."""
    pair = Agreement(
        id="l1",
        helper="甲局",
        recipient=recipient,
        attributes={"sentence": "a word of a ledger", "span": "wide"},
    )
    ends = [
        Organization(id="甲局", name="甲局", kind=Kind.DEPARTMENT),
        Organization(id=recipient, name="盘州市教育局", kind=Kind.DEPARTMENT, on_roster=True),
    ]
    return dataset(ends, [pair], name="台账", as_of=DAY)


@pytest.fixture
def inquiry(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Inquiry]:
    speak_english(monkeypatch)
    told = bulletin(tmp_path)
    recipient = dict(told.organizations.select("name", "id").iter_rows())["盘州市教育局"]
    with home.empty() as store:
        store.load(told)
        store.load(ledger(recipient))
        with Inquiry(store, None, DAY) as found:
            yield found


def rows(found: Answer, lang: Lang = "en") -> list[dict[str, Any]]:
    said: list[dict[str, Any]] = json.loads("".join(json_text(found, lang)))["rows"]
    return said


def test_explain_shows_the_sentence_that_an_agreement_was_read_from(inquiry: Inquiry) -> None:
    for lang in LANGS:
        found = explain.answer(inquiry, org="盘州市教育局")
        assert found.fields[-2:] == ("row", "sentence")
        agreements = [row for row in rows(found, lang) if row["about"] == "agreement"]
        assert {(row["file"], row["row"], row["sentence"]) for row in agreements} == {
            ("简报.txt", 3, PAIR),
            ("test.csv", 2, None),
        }
        assert [row["sentence"] for row in rows(found, lang) if row["about"] == "organization"] == [None, None]
        assert "sentence" in found.shown
    helper = explain.answer(inquiry, org="望潮区教育局")
    assert [row["sentence"] for row in rows(helper)] == [None, PAIR]
    assert "sentence" not in explain.answer(inquiry, org="甲局").shown


def test_a_sentence_does_not_confirm_what_it_claims(inquiry: Inquiry) -> None:
    found = claims.answer(inquiry)
    assert found.fields[:6] == ("rule", "subject_id", "subject", "found", "expected", "source")
    (row,) = rows(found)
    assert (row["rule"], row["found"], row["expected"], row["same_sentence"]) == ("sum:funds", 0, 4000000, 4000000)
    assert found.passed is False
    assert row["source"] == TITLE


def test_sources_list_title_day_and_file(inquiry: Inquiry) -> None:
    (row,) = [row for row in rows(sources.answer(inquiry)) if row["dataset"] == "简报"]
    assert (row["title"], row["as_of"], row["file"]) == (TITLE, "2022-12-31", "简报.txt")


def test_another_bulletin_confirms_it(home: Home, tmp_path: Path) -> None:
    other = bulletin(tmp_path, "2022年，望潮区向盘州市投入帮扶资金400万元。\n", "另一简报.txt")
    with home.empty() as store:
        store.load(bulletin(tmp_path))
        store.load(other)
        with Inquiry(store, None, DAY) as inquiry:
            found = claims.answer(inquiry)
    (row,) = rows(found)
    assert (row["found"], row["expected"], row["same_sentence"]) == (4000000, 4000000, 4000000)
    assert found.passed is True


def test_another_sentence_confirms_it(home: Home, tmp_path: Path) -> None:
    apart = "2022年，望潮区向盘州市投入帮扶资金400万元。\n望潮区累计向盘州市投入帮扶资金400万元。\n"
    with home.empty() as store:
        store.load(bulletin(tmp_path, apart))
        with Inquiry(store, None, DAY) as inquiry:
            found = claims.answer(inquiry)
    assert [(row["found"], row["same_sentence"]) for row in rows(found)] == [(4000000, None)]
    assert found.passed is True
    assert not any(note.key == "claims.same_sentence" for note in found.notes)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store in which a bulletin was loaded as a user loads it."""
    speak_english(monkeypatch)
    (tmp_path / "简报.txt").write_text(TEXT, encoding="utf-8")
    assert ask(tmp_path / "a.db", "load", str(tmp_path / "简报.txt")).exit_code == 0
    return tmp_path / "a.db"


def test_words_in_both_languages(file: Path) -> None:
    said = {
        (command[0], lang): ask(file, *command, lang=lang).stdout
        for command in (("explain", "盘州市教育局"), ("check", "claims"), ("sources",))
        for lang in LANGS
    }
    words: dict[Lang, tuple[str, str, str]] = {
        "en": (" sentence ", "same sentence", "* A figure from the same sentence as the claim is shown beside it"),
        "zh": (" 原句 ", "出自同一句", "* 与通报数出自同一句的数字另列，不作为核对依据。"),
    }
    for lang, (sentence, same, note) in words.items():
        assert sentence in said["explain", lang]
        assert PAIR in said["explain", lang]
        assert same in said["check", lang]
        assert note in said["check", lang]
        for part in (TITLE, "2022-12-31", "简报.txt"):
            assert part in said["sources", lang]
    found = answer(file, "check", "claims")
    assert list(found["rows"][0])[-2:] == ["illustrative", "same_sentence"]
    assert list(answer(file, "explain", "盘州市教育局")["rows"][0])[-2:] == ["row", "sentence"]


def test_on_a_terminal_the_sentence_takes_several_lines(file: Path) -> None:
    shown = terminals(
        [
            ["--lang", "zh", "--store", str(file), "explain", "盘州市教育局"],
            ["--lang", "zh", "--store", str(file), "check", "claims"],
        ]
    )
    for text in shown:
        assert max(cell_len(_STYLE.sub("", line)) for line in text.splitlines()) <= 80
    assert "原句" in shown[0]
    assert "出自同一句" in shown[1].replace("\r\n", "")


def test_without_a_bulletin_nothing_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    speak_english(monkeypatch)
    with open_store(str(tmp_path / "a.db"), create=True) as store:
        store.load(ledger("r"))
        with Inquiry(store, None, DAY) as inquiry:
            assert explain.answer(inquiry, org="r").shown == ("says", "counts", "source", "file", "row")
            assert sources.answer(inquiry).shown == ("dataset", "id", "title", "date")
