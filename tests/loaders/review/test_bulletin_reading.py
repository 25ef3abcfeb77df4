"""A bulletin on the command line: sentence by sentence, as JSON, as a page; loaded, asked, taken back."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

import cli
from cli import app

TEXT = (
    "望潮区帮扶盘州市简报\n"
    "2022年，望潮区礁石街道与盘州市大山镇新光村签订结对帮扶协议，望潮区向盘州市投入帮扶资金近20万元，同比增长5%。\n"
    "望潮区副区长王小明<b>一行</b>到盘州市考察，向盘州市捐赠3万元。\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "简报.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def run(*words: str, lang: str = "en") -> tuple[int, str]:
    found = CliRunner().invoke(app, ["--store", "t.db", "--lang", lang, *words])
    return found.exit_code, found.stdout


@pytest.mark.usefixtures("folder")
def test_dry_run_shows_each_sentence_in_both_languages() -> None:
    code, shown = run("load", "简报.txt", "--dry-run", "--as-of", "2022-12-31", lang="zh")
    assert code == 0
    lines = [line.strip() for line in shown.splitlines()]
    assert "✓ 结对：望潮区礁石街道 → 盘州市大山镇新光村，自 2022" in lines
    assert "？ 投入：资金 200,000 元（望潮区 → 盘州市）：数字不是准确数" in lines
    assert "– 未读取：“5%”：这是与其他时期的比较" in lines
    assert "直接采用（✓）1 条，需要确认（？）2 条，未读取（–）1 条。" in lines
    assert "王小明" not in shown
    code, shown = run("load", "简报.txt", "--dry-run", "--as-of", "2022-12-31")
    assert "Loaded at once (✓): 1. To be confirmed (?): 2. Not read (–): 1." in shown
    assert not Path("t.db").exists()


@pytest.mark.usefixtures("folder")
def test_json_holds_the_statements() -> None:
    code, shown = run("load", "简报.txt", "--as-of", "2022-12-31", "-f", "json")
    assert code == 0
    summary = json.loads(shown)["summary"]
    assert (summary["read_as"], summary["agreements"], summary["contributions"]) == ("prose", 1, 0)
    first = summary["statements"][0]
    assert list(first) == ["sentence", "span", "read_as", "status", "why", "fields"]
    assert TEXT[slice(*first["span"])] == "望潮区礁石街道与盘州市大山镇新光村签订结对帮扶协议"
    assert first["fields"]["recipient_id"].startswith("cn-520281105")
    assert [one["why"] for one in summary["statements"]] == [
        None,
        "the number is not exact",
        "a comparison with another time",
        "who gave it is not named",
    ]


@pytest.mark.usefixtures("folder")
def test_a_bulletin_of_another_day_stands_beside_the_first() -> None:
    assert run("load", "简报.txt", "--as-of", "2022-12-31")[0] == 0
    assert run("load", "简报.txt", "--as-of", "2022-12-31")[1].startswith("简报: the same as loaded before")
    Path("第二期.txt").write_text("望潮区水务局结对帮扶盘州市大山镇新光村。", encoding="utf-8")
    assert run("load", "第二期.txt", "--as-of", "2023-03-31")[0] == 0
    _, shown = run("partners", "新光村", "-f", "json")
    assert sorted(row["partner"] for row in json.loads(shown)["rows"]) == ["望潮区水务局", "望潮区礁石街道"]
    _, shown = run("remove", "简报")
    assert "简报" in shown
    _, shown = run("partners", "新光村", "-f", "json")
    assert [row["partner"] for row in json.loads(shown)["rows"]] == ["望潮区水务局"]


@pytest.mark.usefixtures("folder")
def test_a_page_is_written_and_not_over_another() -> None:
    code, _ = run("load", "简报.txt", "--dry-run", "-o", "reading.html", lang="zh")
    assert code == 0
    page = Path("reading.html").read_text(encoding="utf-8")
    assert '<mark class="record">望潮区礁石街道与盘州市大山镇新光村签订结对帮扶协议</mark>' in page
    assert "<b>" not in page
    assert "王小明" not in page
    assert run("load", "简报.txt", "--dry-run", "-o", "reading.html")[0] == 2


@pytest.mark.usefixtures("folder")
def test_what_a_bulletin_was_exported_to_is_told_as_an_export() -> None:
    assert run("load", "简报.txt", "--as-of", "2022-12-31")[0] == 0
    assert run("export", "csv", "-o", "exported")[0] == 0
    assert run("remove", "简报")[0] == 0
    code, shown = run("load", "exported")
    assert code == 0
    assert shown.startswith("简报: loaded ")
    assert "Read as a bulletin" not in shown
    assert "No sentence" not in run("load", "exported", "--dry-run")[1]
    _, shown = run("explain", "新光村")
    assert "签订结对帮扶协议" in shown


@pytest.mark.usefixtures("folder")
def test_a_text_that_says_nothing_of_pairings() -> None:
    Path("新闻.txt").write_text("明天多云。后天有雨。", encoding="utf-8")
    code, shown = run("load", "新闻.txt", "--dry-run", lang="zh")
    assert code == 0
    assert "没有说明谁与谁结对" in shown


@pytest.mark.parametrize(("lang", "doc"), [("en", "bulletins.md"), ("zh", "bulletins.zh.md")])
def test_the_documents_show_what_a_dry_run_prints(folder: Path, lang: str, doc: str) -> None:
    shown = (Path(cli.__file__).parent / "docs" / doc).read_text("utf-8")
    sentences = re.findall(r"^2\d{3}年.*$", shown, re.MULTILINE)
    (folder / "简报.txt").write_text("".join(sentences), encoding="utf-8")
    _, printed = run("load", "简报.txt", "--dry-run", "--as-of", "2022-12-31", lang=lang)
    lines = [line.rstrip() for line in printed.splitlines()][:-2]
    assert "```text\n" + "\n".join(lines) + "\n```" in shown


@pytest.mark.usefixtures("folder")
def test_an_organization_of_the_store_keeps_its_id_whatever_it_begins_with() -> None:
    assert run("load", "panzhou-dalian")[0] == 0
    Path("名单.csv").write_text("帮扶单位,受援医院\n大连市中医医院,盘州市人民医院\n", encoding="utf-8")
    assert run("load", "名单.csv", "--as-of", "2020-01-01", "--no-roster", "--beside")[0] == 0
    Path("第三期.txt").write_text("金普新区教育和文化旅游局与盘州市教育局签订结对协议。", encoding="utf-8")
    code, shown = run("load", "第三期.txt", "--as-of", "2021-01-01", "-f", "json")
    assert (code, json.loads(shown)["summary"]["agreements"]) == (0, 1)
    _, shown = run("partners", "盘州市人民医院", "--as-of", "2021-01-01", "-f", "json")
    sure = [row["partner_id"] for row in json.loads(shown)["rows"] if row["certainty"] == "named"]
    assert sorted(sure) == ["cn-2102-tcm-hospital", "cn-2102-zhongshan-hospital"]
