"""Questions in words on the command line: the command's own answer, the echo, refusals, prompt and completion."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import cli
from graph.ask import examples
from graph.model import Agreement, Kind, Organization
from graph.store.open import open_store
from graph.text import LANGS, Lang
from tests.records import dataset

ROOT = Path(__file__).parents[3]
RUN = CliRunner()
NAMES = {"panzhou": "pz", "east-west": "ew", "nepal": "np"}


@pytest.fixture(scope="module")
def stores(files: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("stores")
    return {name: Path(shutil.copy(files[short], folder / f"{name}.db")) for name, short in NAMES.items()}


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, "C.UTF-8")
    monkeypatch.delenv("JIEDUI_STORE", raising=False)


def run(store: Path, *args: str, lang: str | None = None) -> Any:
    return RUN.invoke(cli.app, [*(["--lang", lang] if lang else []), "--store", str(store), *args])


def understood(stderr: str) -> list[str]:
    """The command of the echo."""
    import shlex

    return shlex.split(next(line for line in stderr.splitlines() if line.startswith("= jiedui ")))[2:]


def same_answer(store: Path, question: str, command: str, lang: str) -> None:
    words = command.split()
    told = run(store, question, "--explain")
    assert (told.exit_code, told.stdout) == (0, "")
    full = understood(told.stderr)
    dateless = words[0] == "diff" or words[:2] == ["check", "conflicts"]
    rest = full if dateless else [word for at, word in enumerate(full) if "--as-of" not in (word, full[at - 1])]
    assert sorted(rest) == sorted(words)
    expected, found = run(store, *words, "-f", "json", lang=lang), run(store, question, "-f", "json", lang=lang)
    answered = json.loads(found.stdout)
    said = answered.pop("answer", None)
    assert answered == json.loads(expected.stdout)
    assert found.exit_code == expected.exit_code
    echoed, found = run(store, *full, lang=lang), run(store, question, lang=lang)
    first = "" if said is None else f"{said}\n"
    assert (found.stdout, found.exit_code) == (first + echoed.stdout, echoed.exit_code)


@pytest.mark.parametrize(
    "name", ["A & B", "the 'big' one", 'say "yes"', "$HOME", "a\\b", "-f json", "one; two", "50% off"]
)
def test_the_echo_of_any_name_is_a_command_with_the_same_answer(tmp_path: Path, name: str) -> None:
    store = tmp_path / "s.db"
    helper = Organization(id="h", name=name, kind=Kind.ENTERPRISE)
    village = Organization(id="v", name="v", kind=Kind.VILLAGE, on_roster=True)
    with open_store(str(store), create=True) as opened:
        opened.load(dataset([helper, village], [Agreement(id="a", helper="h", recipient="v", kind=Kind.VILLAGE)]))
    found = run(store, f"who helps “{name}”?", "-f", "json", lang="en")
    command, *rest = understood(found.stderr)
    echoed = run(store, command, "-f", "json", *rest, lang="en")
    assert found.exit_code == 0
    assert json.loads(found.stdout)["summary"]["name"] == name
    assert found.stdout_bytes == echoed.stdout_bytes


@pytest.mark.parametrize("number", range(30))
@pytest.mark.parametrize("lang", LANGS)
def test_a_question_is_answered_by_its_command(stores: dict[str, Path], number: int, lang: Any) -> None:
    one = examples()[number]
    same_answer(stores["panzhou"], one.of(lang), " ".join(one.command()), lang)


@pytest.mark.parametrize(
    ("store", "question", "command"),
    [
        ("east-west", "Who helps 六盘水市?", "partners 六盘水市"),
        ("east-west", "谁在帮扶六盘水市？", "partners 六盘水市"),
        ("east-west", "Whom does 大连市 help?", "partners 大连市"),
        ("east-west", "北京市帮扶了哪些对象？", "partners 北京市"),
        ("east-west", "六盘水市历年由谁帮扶？", "partners 六盘水市 --history"),
        ("east-west", "Who has helped 六盘水市, year by year?", "partners 六盘水市 --history"),
        ("east-west", "六盘水市为何这样统计？依据哪一行？", "explain 六盘水市"),
        ("east-west", "Which province gave most?", "rank province --side helper --by funds --top 1"),
        (
            "east-west",
            "Which province helps the most counties?",
            "rank province --side helper --by partners --of county --top 1",
        ),
        ("east-west", "哪个省帮扶的县最多？", "rank province --side helper --by partners --of county --top 1"),
        (
            "east-west",
            "Which prefectures have most partners (overlap)?",
            "rank prefecture --side recipient --by partners --top 10",
        ),
        ("east-west", "What changed since 2021?", "diff 2020-12-31 2021-12-31"),
        ("east-west", "2021 年以来有哪些变化？", "diff 2020-12-31 2021-12-31"),
        ("east-west", "Which pairings expire this year?", "expiring --from 2021-01-01 --until 2021-12-31"),
        ("east-west", "哪些已到期仍在台账中？", "expiring --state ended"),
        ("east-west", "If 大连市 withdraws who loses support?", "withdraw 大连市"),
        ("east-west", "若大连市退出，谁会失去帮扶？", "withdraw 大连市"),
        ("east-west", "Which sources disagree (amounts, names, dates)?", "check conflicts"),
        ("nepal", "Which villages lack a partner?", "gaps village"),
        ("nepal", "哪些村还没有结对帮扶单位？", "gaps village"),
        ("nepal", "Which villages in Taplejung lack a partner?", "gaps village --in Taplejung"),
        ("nepal", "How many gaps in each county?", "gaps village --by county"),
        ("nepal", "Which villages have no education partner?", "gaps village --sector education"),
        ("nepal", "Which villages have no health partner?", "gaps village --sector health-and-care"),
        ("nepal", "哪些村没有医疗帮扶？", "gaps village --sector health-and-care"),
        ("nepal", "Which partner carries most villages?", "rank --side helper --by partners --of village --top 1"),
        ("nepal", "哪家帮扶单位结对村最多？", "rank --side helper --by partners --of village --top 1"),
        ("nepal", "Which villages have only one partner?", "depend village"),
        ("nepal", "哪些单位退出影响最大？", "depend --critical"),
        ("nepal", "How concentrated is help?", "stats village"),
        ("nepal", "What share is covered, by type and county?", "coverage --by kind --by county"),
        ("nepal", "各县覆盖率是多少？", "coverage --by county"),
        ("nepal", "Does every village have exactly one partner?", "check one-to-one --kind village"),
    ],
)
def test_a_question_of_other_data(stores: dict[str, Path], store: str, question: str, command: str) -> None:
    same_answer(stores[store], question, command, "en")


def test_words_that_begin_with_no_command_are_a_question(stores: dict[str, Path]) -> None:
    store = stores["panzhou"]
    expected = run(store, "gaps", "village", "--in", "双凤镇", "-f", "json").stdout
    for words in (
        ["which", "villages", "lack", "a", "partner", "--in", "双凤镇", "-f", "json"],
        ["which", "villages", "in", "双凤镇", "-f", "json", "lack", "a", "partner"],
        ["ask", "which villages in 双凤镇 lack a partner", "-f", "json"],
        ["双凤镇哪些村没有结对", "-f", "json"],
    ):
        found = run(store, *words, lang="en")
        assert (found.exit_code, found.stdout) == (0, expected)
        assert found.stderr.splitlines()[-1] == "= jiedui gaps village --in 双凤镇 --as-of 2019-12-30"


def test_an_answer_goes_to_a_file_and_keeps_the_day(stores: dict[str, Path], tmp_path: Path) -> None:
    found = run(stores["panzhou"], "哪些村没有结对", "--as-of", "2018-06", "-o", str(tmp_path / "g.csv"))
    assert (found.exit_code, found.stdout) == (0, "")
    assert "--as-of 2018-06-30" in found.stderr
    assert (tmp_path / "g.csv").read_text(encoding="utf-8-sig").startswith("编号,")
    assert "已写入" in found.stderr
    found = run(stores["panzhou"], "哪些村没有结对", "-o", str(tmp_path / "g.xlsx"))
    assert (found.exit_code, (tmp_path / "g.xlsx").stat().st_size > 1000) == (0, True)


def test_the_echo_and_the_answer_are_in_the_asker_s_language(stores: dict[str, Path]) -> None:
    found = run(stores["panzhou"], "哪些村没有结对")
    assert found.stderr.startswith("理解为：哪些村没有本级登记的结对单位；截至 2019-12-30\n")
    assert "截至 2019-12-30，302 个村中有 56 个" in found.stdout
    found = run(stores["panzhou"], "哪些村没有结对", lang="en")
    assert found.stderr.startswith(
        "Understood: which villages have no registered partner of their own; as of 2019-12-30"
    )
    assert found.stdout.startswith("56 of 302 villages")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (
            ["which", "big", "villages", "lack", "a", "partner"],
            ["“big” is not understood", "which villages lack a partner", "(jiedui gaps ", "jiedui ask --list"],
        ),
        (["哪些偏远的村没有结对"], ["不理解“偏远”", "哪些村没有结对", "（jiedui gaps ", "jiedui ask --list"]),
        (["该村历年由谁帮扶"], ["“该村”没有指明是哪一个"]),
        (["哪些村没有结对？谁帮扶双凤镇？"], ["一次提了两个问题，请把“谁帮扶双凤镇”单独提出"]),
        (["谁帮扶双凤"], ["= jiedui partners 双凤 ", "“双凤”可能是 3 个单位之一", "cn-520281127  "]),
        (["which", "villages", "in", "双凤镇", "lack", "a", "partner", "--in", "新民镇"], ["so does --in 新民镇"]),
        (["gap"], ["There is no command gap; perhaps 'gaps'"]),
        (["covrage", "of", "the", "moon"], ["perhaps 'coverage'", "“moon” is not understood"]),
        (["coverge", "village", "--by", "county"], ["perhaps 'coverage'"]),
        (["nonsense"], ["There is no command nonsense."]),
        (["ask"], ["A question is missing"]),
        (["which", "schools", "have", "no", "wash", "partner"], ["wash"]),
    ],
)
def test_what_cannot_be_answered_says_why(stores: dict[str, Path], words: list[str], says: list[str]) -> None:
    found = run(stores["panzhou"], *words)
    assert (found.exit_code, found.stdout) == (2, "")
    for text in says:
        assert text in found.stderr
    assert "Traceback" not in found.stderr


def test_a_misspelt_command_is_told_before_anything_else(stores: dict[str, Path]) -> None:
    said = run(stores["panzhou"], "covrage", "of", "the", "moon").stderr
    assert said.startswith("There is no command covrage; perhaps 'coverage'")


def test_a_check_that_fails_exits_1_as_the_command_does(stores: dict[str, Path]) -> None:
    assert run(stores["panzhou"], "哪些数据互相矛盾？").exit_code == 1


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    found = run(tmp_path / "none.db", "which", "villages", "lack", "a", "partner")
    assert (found.exit_code, "Traceback" in found.stderr) == (1, False)


def test_what_can_be_asked_is_listed(stores: dict[str, Path]) -> None:
    found = json.loads(run(stores["panzhou"], "ask", "--list", "-f", "json").stdout)
    assert [row["english"] for row in found["rows"]] == [one.of("en") for one in examples()]
    assert list(found["rows"][0]) == ["english", "chinese", "command"]
    assert "哪些村还没有结对帮扶单位？" in run(stores["panzhou"], "ask", "--list").stdout


@pytest.fixture
def panzhou(stores: dict[str, Path]) -> Iterator[Any]:
    with closing(open_store(str(stores["panzhou"]))) as found:
        yield found


def test_the_prompt_answers_until_an_empty_line(panzhou: Any) -> None:
    from prompt_toolkit.history import InMemoryHistory
    from prompt_toolkit.input import create_pipe_input
    from prompt_toolkit.output import DummyOutput

    from graph.ask import prompt

    asked: list[str] = []

    def answer(question: str) -> int:
        asked.append(question)
        return 0

    def typed(text: str, lang: Lang, **session: Any) -> None:
        with create_pipe_input() as keys, ThreadPoolExecutor(1) as alone:  # the browser of other tests runs a loop here
            keys.send_text(text)
            session |= {"input": keys, "output": DummyOutput()}
            alone.submit(prompt.run, panzhou, lang, answer, **session).result(timeout=60)

    history = InMemoryHistory()
    typed("which villages lack a partner\r谁在帮扶双凤镇\r\r", "en", history=history)
    assert asked == history.get_strings()[:2] == ["which villages lack a partner", "谁在帮扶双凤镇"]
    typed("\x04", "zh")
    assert len(asked) == 2


def test_the_prompt_completes_questions_kinds_and_names(panzhou: Any) -> None:
    from graph.ask.prompt import suggestions

    assert ("Which villages lack a partner?", 14) in suggestions("which villages", panzhou)
    assert ("villages", 3) in suggestions("which vil", panzhou)
    assert ("双凤镇", 2) in suggestions("谁在帮扶双凤", panzhou)
    assert ("Shuangfeng Town", 5) in suggestions("who helps Shuan", panzhou)
    assert suggestions("", panzhou) == []


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("gaps vil", ["village", "villages"]),
        ("gaps 村", ["村", "村委会"]),
        ("gaps --in 双", ["双凤镇"]),
        ("partners 红果沙", ["红果沙陀小学"]),
        ("partners Shuangfeng_", []),
        ("withdraw 示例企业0", [f"示例企业0{n}" for n in range(1, 10)]),
        ("rank --of sch", ["school", "schools"]),
        ("gap", ["gaps"]),
    ],
)
def test_the_shell_completes_commands_kinds_and_names(stores: dict[str, Path], words: str, offered: list[str]) -> None:
    found = completed(["jiedui", *words.split()], {"JIEDUI_STORE": str(stores["panzhou"])})
    assert found == offered


def test_the_shell_is_offered_nothing_where_there_is_no_store(tmp_path: Path) -> None:
    assert completed(["jiedui", "partners", "双"], {"JIEDUI_STORE": str(tmp_path / "none.db")}) == []
    assert completed(["jiedui", "partners", "双"], {"JIEDUI_STORE": "neo4j://127.0.0.1:1"}) == []


def completed(words: list[str], environment: dict[str, str]) -> list[str]:
    env = {
        **os.environ,
        **environment,
        "PYTHONPATH": str(ROOT),
        "_JIEDUI_COMPLETE": "complete_bash",
        "COMP_WORDS": " ".join(words),
        "COMP_CWORD": str(len(words) - 1),
    }
    env.pop("NEO4J_PASSWORD", None)
    found = subprocess.run([sys.executable, "-m", "cli"], env=env, capture_output=True, check=False)
    assert found.stderr == b""
    return found.stdout.decode("utf-8").split()


def test_help_is_quick_for_it_loads_no_parser() -> None:
    code = "import sys, cli; assert not {'lark', 'prompt_toolkit', 'rapidfuzz', 'networkx'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_the_day_of_the_echo_is_that_of_the_store(stores: dict[str, Path]) -> None:
    found = run(stores["nepal"], "which", "villages", "lack", "a", "partner", "--explain")
    assert understood(found.stderr) == ["gaps", "village", "--as-of", date(2015, 7, 6).isoformat()]


@pytest.mark.parametrize("of", ["village", "school", "hospital"])
def test_a_ranking_by_what_is_had_with_one_kind_equals_an_independent_count(stores: dict[str, Path], of: str) -> None:
    import csv

    from loaders.package import bundled as packages

    partners: dict[str, set[str]] = {}
    for package in ("panzhou-dalian", "panzhou-illustrative"):
        with (packages.folder() / package / "organizations.csv").open(encoding="utf-8", newline="") as stream:
            kinds = {row["id"]: row["kind"] for row in csv.DictReader(stream)}
        with (packages.folder() / package / "agreements.csv").open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                if kinds[row["recipient"]] == of and row["certainty"] != "group":
                    partners.setdefault(row["helper"], set()).add(row["recipient"])
    found = json.loads(run(stores["panzhou"], "rank", "--of", of, "-f", "json").stdout)
    counts = {row["id"]: row["value"] for row in found["rows"]}
    assert {id_: value for id_, value in counts.items() if value} == {id_: len(own) for id_, own in partners.items()}
    assert found["summary"]["of"] == of
    given = json.loads(run(stores["panzhou"], "rank", "--by", "funds", "--of", of, "-f", "json").stdout)
    both = json.loads(run(stores["panzhou"], "rank", "--by", "funds", "-f", "json").stdout)
    most = {row["id"]: row["value"] for row in both["rows"]}
    assert all(row["value"] <= most[row["id"]] for row in given["rows"])
