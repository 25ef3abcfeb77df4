"""What the page says, and what the command line says of the same store: they agree, in a real browser."""

from __future__ import annotations

import csv
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from graph.output.session import Session
from graph.text import percent
from tests.browser import jiedui


def answered(store: Path, command: str, out: Path) -> list[dict[str, str]]:
    """The rows that a command printed on the page gives."""
    program, *args = shlex.split(command)
    assert program == "jiedui"
    args = args[: args.index("-o")] if "-o" in args else args
    if "--store" in args:  # a page names the file only: it is sent to others
        assert args[args.index("--store") + 1] == store.name
        del args[args.index("--store") : args.index("--store") + 2]
    jiedui("--lang", "en", "--store", str(store), *args, "-o", str(out), "--force")
    with out.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_plan_of_the_page_is_that_of_its_command(store: Path, html: Path, show: Any, tmp_path: Path) -> None:
    """The page shares out the helpers of the whole city: for a township alone there may be more, by a command of its own."""
    shown = show(html, "#unit=cn-520281121&kind=village&tab=network")
    whole, alone = shown.page.locator("#sheet code").all_inner_texts()
    assert "--in 新民镇" in alone
    gaps = set(shown.page.evaluate("shown.gaps.map((at) => dots[at].id)"))
    drafted = {
        row["recipient_id"]
        for row in answered(store, whole, tmp_path / "whole.csv")
        if row["helper_id"] and row["recipient_id"] in gaps
    }
    assert drafted == set(
        shown.page.evaluate("shown.gaps.filter((at) => draftsOf(at).length).map((at) => dots[at].id)")
    )
    assert f"盘州市整体规划：草案可为 {len(gaps)} 个村空白中的 {len(drafted)} 个" in shown.text("#sheet")
    rows = answered(store, alone, tmp_path / "alone.csv")
    assert {row["recipient_id"] for row in rows} == gaps
    assert len({row["recipient_id"] for row in rows if row["helper_id"]}) > len(drafted)
    assert "只为新民镇单独规划" in shown.text("#sheet")


def test_each_kind_of_gaps_has_a_plan_of_its_own(html: Path, show: Any) -> None:
    shown = show(html, "#unit=cn-520281105&kind=")
    commands = shown.page.locator("#sheet code").all_inner_texts()
    kinds = shown.page.evaluate("[...new Set(shown.gaps.map((at) => dots[at].kind))]")
    assert {command.partition(" plan ")[2].split()[0] for command in commands} == set(kinds)
    assert len(kinds) > 1


def test_what_rests_on_invented_records_is_told_on_every_day(
    store: Path, html: Path, show: Any, tmp_path: Path
) -> None:
    """As `gaps` counts them on that day."""
    shown = show(html, "#day=2018-12-31&kind=village")
    rows = answered(store, "jiedui coverage village --in 盘州市 --as-of 2018-12-31", tmp_path / "c.csv")
    assert [int(row["illustrative"]) for row in rows] == [118]
    assert "118" in shown.text("#headline small")
    gaps = answered(store, "jiedui gaps village --in 盘州市 --as-of 2018-12-31", tmp_path / "g.csv")
    resting = set(shown.page.evaluate("shown.gaps.filter(rests).map((at) => dots[at].id)"))
    assert resting == {row["id"] for row in gaps if row["illustrative"] == "true"}


def test_an_invented_record_stands_in_for_no_real_one(store: Path, html: Path, show: Any, tmp_path: Path) -> None:
    """A hospital that only the list of a group names, and an invented record pairs with one, has no partner."""
    shown = show(html, "#kind=hospital&tab=list")
    rows = {row.split("\t")[0]: row.split("\t")[3:] for row in shown.page.locator("#rows tr").all_inner_texts()}
    state, partners = rows["盘州市第二人民医院"]
    assert state == "仅见于成组名单"
    named, _, listed = partners.partition("；仅见于成组名单：")
    assert named == "仅见于示例记录（虚构）：金州区第一人民医院"
    assert len(listed.split("、")) == 3
    said = answered(store, "jiedui partners 盘州市第二人民医院", tmp_path / "p.csv")
    assert set(listed.split("、")) == {row["partner"] for row in said} - {"金州区第一人民医院"}
    shown.page.get_by_role("button", name="盘州市第二人民医院").click()
    assert "结对单位 0 · 另有 1 个仅见于示例记录（虚构） · 另有 3 个仅见于成组名单" in shown.text("#sheet")
    assert "金州区第一人民医院" in shown.page.locator("#sheet .card").first.inner_text()


def test_the_pairs_of_the_headline_are_told_apart_in_the_legend(html: Path, show: Any) -> None:
    shown = show(html, "#kind=hospital&tab=network")
    counts = shown.page.evaluate("[...document.querySelectorAll('[data-tie] b')].map((one) => Number(one.textContent))")
    pairs = shown.page.evaluate("shown.lines.length")
    assert len(counts) == 3
    assert sum(counts) == pairs
    assert f"有效结对 {pairs} 对" in shown.text("#headline")


def test_files_and_paper_tell_who_is_known_from_a_list_only(html: Path, show: Any, tmp_path: Path) -> None:
    shown = show(html, "#kind=hospital&tab=list")
    shown.page.click("#more")
    with shown.page.expect_download() as saved:
        shown.page.get_by_text("导出所见").click()
    saved.value.save_as(tmp_path / "seen.csv")
    assert (tmp_path / "seen.csv").read_text("utf-8").count(
        "仅见于成组名单："
    ) == 7  # of each of the three, and of the four that help them
    shown.page.evaluate("toPaper()")
    assert str(shown.page.inner_html("#paper")).count("仅见于成组名单：") == 3


@pytest.fixture
def ledgers(tmp_path: Path) -> Path:
    """A store of a ledger in two editions: two villages gained a partner, one lost its, one changed it."""
    store = tmp_path / "s.db"
    rows = [
        "市教育局,坪地村,2023-05-01",
        "市水务局,新民村,2023-06-01",
        ",大山村,",
        ",小山村,",
        "市商会,石桥村,2023-07-01",
    ]
    later = ["市教育局,坪地村,2023-05-01", ",新民村,", "市商会,大山村,2024-07-02", "市商会,小山村,2024-07-02"]
    for day, own in (("2024-06-30", rows), ("2024-07-31", [*later, "市水务局,石桥村,2024-07-03"])):
        ledger = tmp_path / day / "台账.csv"
        ledger.parent.mkdir()
        ledger.write_text("\n".join(["帮扶单位,受援村,签订日期", *own]), "utf-8")
        jiedui("--store", str(store), "load", str(ledger), "--as-of", day)
    return store


def test_a_day_for_which_nothing_was_loaded_says_so(ledgers: Path, show: Any, tmp_path: Path) -> None:
    out = tmp_path / "m.html"
    jiedui("--lang", "zh", "--store", str(ledgers), "map", "-o", str(out))
    shown = show(out)
    assert shown.page.evaluate("data.days") == ["2023-12-31", "2024-06-30", "2024-07-31"]
    assert "此最早的版本" not in shown.text("#day")
    shown.page.focus("#year")
    shown.page.keyboard.press("ArrowLeft")
    assert "此最早的版本" not in shown.text("#day")
    shown.page.keyboard.press("ArrowLeft")
    assert "台账 (2024-06-30)：没有 2023-12-31 及以前的内容，改用此最早的版本。" in shown.text("#day")


def test_a_day_says_what_changed_since_the_one_before(ledgers: Path, show: Any, tmp_path: Path) -> None:
    """As `diff` tells it."""
    out = tmp_path / "m.html"
    jiedui("--lang", "zh", "--store", str(ledgers), "map", "-o", str(out))
    rows = answered(ledgers, "jiedui diff 2024-06-30 2024-07-31", tmp_path / "d.csv")
    shown = show(out, "#tab=list")
    assert "较 2024-06-30：＋ 新增结对 2、－ 终止结对 1、⇄ 调整结对 1" in shown.text("#day")
    found = shown.page.evaluate("dots.map((dot, at) => [dot.id, changeOf(at)]).filter(([, change]) => change)")
    assert sorted(found) == sorted([row["recipient_id"], row["change"].replace("-", "_")] for row in rows)
    states = {row.split("\t")[0]: row.split("\t")[3] for row in shown.page.locator("#rows tr").all_inner_texts()}
    assert states["石桥村"] == "只有一个结对单位 · ⇄ 调整结对"
    shown.page.focus("#year")
    shown.page.keyboard.press("ArrowLeft")
    assert "较" not in shown.text("#day")


def test_shares_are_rounded_as_the_commands_round_them(html: Path, show: Any) -> None:
    """Also halves: 110 of 352 is 31.2 %."""
    pairs = [(part, whole) for whole in range(1, 401) for part in range(whole + 1)]
    shown = show(html).page.evaluate("(pairs) => pairs.map(([part, whole]) => percent(part, whole))", pairs)
    assert shown == [percent(part / whole) for part, whole in pairs]


def test_what_the_legend_hides_is_told_in_the_rows(html: Path, show: Any) -> None:
    shown = show(html, "#kind=village&off=illustrative")
    assert "图例中隐藏了 118 个，数字仍计入" in shown.text("#headline")
    counts = shown.page.locator(".row .count").all_inner_texts()
    assert sum(int(found[1]) for text in counts if (found := re.search("隐藏 ([0-9]+)", text))) == 118


def test_gaps_stay_under_a_sector(store: Path, html: Path, show: Any, tmp_path: Path) -> None:
    """As `coverage --by kind --sector` counts them."""
    for sector in show(html).page.evaluate("[...new Set(lines.flatMap((line) => line.p.map((pact) => pact.sector)))]"):
        rows = answered(store, f"jiedui coverage --by kind --in 盘州市 --sector {sector}", tmp_path / f"{sector}.csv")
        shown = show(html, f"#kind=&sector={sector}")
        kinds = "Object.fromEntries([...grouped(shown.roster, (at) => dots[at].kind)].map(([kind, all]) => [kind, all.map(classOf)]))"
        for kind, classes in shown.page.evaluate(kinds).items():
            (row,) = [row for row in rows if row["group"] == kind]
            for state in ("inherited", "lapsed", "never"):
                assert classes.count(state) == int(row[state]), (sector, kind, state)
            assert len(classes) == int(row["roster"])
            resting = shown.page.evaluate(
                f"shown.roster.filter((at) => dots[at].kind === '{kind}' && rests(at)).length"
            )
            assert resting == int(row["illustrative"])
    shown = show(html, "#kind=village&sector=health")
    gaps = shown.page.evaluate("shown.rows.map((row) => row.gaps)")
    assert gaps == sorted(gaps, reverse=True)
    assert "302 个村中 302 个没有本级结对单位（领域：" in shown.text("#headline")
    assert "无 302 · 100%" in shown.text("#bar")
    shown.page.locator("#tab-list").click()
    assert shown.page.locator("#rows tr").count() == 302
    assert "草案" not in shown.text("#rows")


def test_commands_name_the_store_and_the_day(ledgers: Path, show: Any, tmp_path: Path, monkeypatch: Any) -> None:
    """Where they are not those that a command takes by itself."""
    out = tmp_path / "m.html"
    for args, own in (((), ""), (("--as-of", "2024-06-30"), " --as-of 2024-06-30")):
        jiedui("--lang", "zh", "--store", str(ledgers), "map", "-o", str(out), "--force", *args)
        shown = show(out, "#tab=list")
        gap = shown.page.evaluate("shown.gaps[0]")
        shown.page.evaluate(f"choose({gap})")
        command = f"jiedui --store {ledgers.name} plan village{own} -o 规划.xlsx"
        assert shown.page.locator("#sheet code").first.inner_text() == command
    shown.page.evaluate("state.day = data.days.indexOf('2024-07-31'); refresh(); choose(shown.gaps[0])")
    (command,) = shown.page.locator("#sheet code").all_inner_texts()
    assert "--as-of 2024-07-31" in command
    ids = shown.page.evaluate("dots.filter((dot, at) => isGap(at)).map((dot) => dot.id)")
    assert {row["recipient_id"] for row in answered(ledgers, command, tmp_path / "p.csv")} == set(ids)
    monkeypatch.chdir(tmp_path)
    ledgers.rename(tmp_path / "jiedui.db")
    jiedui("--lang", "zh", "map", "-o", str(out), "--force")
    shown = show(out, f"#tab=list&id={ids[0]}")
    assert shown.page.locator("#sheet code").first.inner_text() == "jiedui plan village -o 规划.xlsx"


def test_whether_two_are_linked_is_answered_as_by_partners(store: Path, show: Any, tmp_path: Path) -> None:
    out = tmp_path / "m.html"
    jiedui("--lang", "zh", "--store", str(store), "map", "-o", str(out))
    shown = show(out)
    questions = (
        "盘州市人民医院 与 示例企业02",
        "示例企业02 and 示例企业05",
        "大连大学附属中山医院、盘州市人民医院",
        "黑石头村民委员会, 盘州市第二人民医院",
        "林家田村民委员会 – 大连市",
    )
    for text in questions:
        shown.page.fill("#search", text)
        assert shown.page.locator("#hits li").count() == 1, text
        shown.page.keyboard.press("Enter")
        ways = shown.page.evaluate("linked(...state.link)")
        command = shown.page.locator("#sheet code").inner_text()
        rows = answered(store, command, tmp_path / "p.csv")
        expected: dict[str, list[str]] = {}
        for row in rows:
            expected.setdefault(row["way"], [row["from_id"]]).append(row["to_id"])
        assert ways[:10] == sorted(expected.values())[:10] or len(ways) > 10, text
        assert {len(way) for way in ways} == {len(way) for way in expected.values()}, text
        relations = "linked(...state.link)[0].slice(1).map((to, at) => relation(linked(...state.link)[0][at], to))"
        if 0 < len(ways) <= 10:
            first = [row["relation"] for row in rows if row["way"] == "1"]
            assert shown.page.evaluate(relations) == first
    address = shown.page.evaluate("location.hash")
    assert show(out, address).text("#sheet") == shown.text("#sheet")
    shown.page.keyboard.press("Escape")
    assert shown.page.locator("#sheet").is_hidden()
    assert shown.page.evaluate("document.activeElement.id") == "search"


def saved(shown: Any, button: str, out: Path) -> tuple[str, list[dict[str, str]]]:
    """The name that a file is saved under, and its rows."""
    with shown.page.expect_download() as waiting:
        shown.page.get_by_role("button", name=button).click()
    waiting.value.save_as(out)
    with out.open(encoding="utf-8-sig", newline="") as file:
        return waiting.value.suggested_filename, list(csv.DictReader(file))


def test_files_say_of_where_and_when_they_are_and_what_rests_on_invented_records(
    store: Path, html: Path, show: Any, tmp_path: Path
) -> None:
    rows = answered(store, "jiedui gaps village --in 盘州市", tmp_path / "g.csv")
    invented = {row["name"] for row in rows if row["illustrative"] == "true"}
    shown = show(html, "#kind=village")
    for town in ("新民镇", "鸡场坪镇"):
        shown.page.locator(".row .name", has_text=town).click()
        shown.page.locator("#sheet .acts button").first.click()
        shown.page.keyboard.press("Escape")
    shown.page.click("#picks")
    name, found = saved(shown, "导出名单（CSV）", tmp_path / "list.csv")
    assert set(name.removeprefix("空白名单-").removesuffix("-2019-12-30.csv").split("-")) == {"新民镇", "鸡场坪镇"}
    assert {row["受援单位"] for row in found if row["备注：示例"] == "是"} == invented & {
        row["受援单位"] for row in found
    }
    assert {row["备注：示例"] for row in found} <= {"是", "否"}
    shown.page.keyboard.press("Escape")
    shown.page.click("#more")
    name, found = saved(shown, "导出所见（CSV）", tmp_path / "seen.csv")
    assert name == "结对图-盘州市-2019-12-30.csv"
    assert {row["截至"] for row in found} == {"2019-12-30"}
    gaps = [row for row in found if row["状态"].startswith("空白")]
    assert len(gaps) == 246
    assert {row["名称"] for row in gaps if row["示例"] == "是"} == invented


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (None, None),
        ("jiedui.db", None),
        ("数据/a.db", "数据/a.db"),
        ("neo4j://anna:secret@db.example:7687", "neo4j://db.example:7687"),
        ("neo4j://anna:sec/r@et@db.example:7687", "neo4j://db.example:7687"),
    ],
)
def test_no_command_names_a_password(given: str | None, said: str | None, monkeypatch: Any) -> None:
    monkeypatch.delenv("JIEDUI_STORE", raising=False)
    assert Session(given, "zh").named == said
