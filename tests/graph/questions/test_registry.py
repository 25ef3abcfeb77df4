"""The registry of questions: what it declares is what each function takes, and a new question needs no more than an entry."""

from __future__ import annotations

import inspect
import shlex
import shutil
import subprocess
import sys
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from graph.model import Kind
from graph.query import By, Side, Span
from graph.questions.registry import BY_NAME, QUESTIONS, Question, command_line
from graph.text import LANGS, TEXT

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.name)
def test_a_function_takes_the_options_that_are_declared(question: Question) -> None:
    module = import_module(f"graph.questions.{question.subject}")
    _, *taken = inspect.signature(module.answer).parameters.values()
    assert {one.name for one in taken} == {option.name for option in question.options}
    assert {one.kind for one in taken} <= {inspect.Parameter.KEYWORD_ONLY}
    declared = {option.name: option for option in question.options}
    for one in taken:
        option = declared[one.name]
        if option.required:
            assert one.default is inspect.Parameter.empty
        elif option.many:
            assert one.default == ()
        else:
            assert one.default == option.default, one.name


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.name)
def test_a_question_has_its_texts(question: Question) -> None:
    import_module(f"graph.text.{question.subject}")
    keys = [question.help, question.area_help, question.output_help, *question.examples]
    keys += [option.help for option in question.options]
    assert all(key in TEXT for key in keys)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.name)
def test_the_options_of_an_example_are_options_of_its_question(question: Question) -> None:
    names = {option.name for option in question.options}
    for values in question.examples.values():
        assert set(values) <= names


def test_the_words_of_a_command_are_its_options_in_order() -> None:
    words = BY_NAME["gaps"].words({"kind": Kind.VILLAGE, "by": By.TOWNSHIP, "side": Side.HELPER}, area="a", day=None)
    assert words == ["gaps", "village", "--by", "township", "--side", "helper", "--in", "a"]
    words = BY_NAME["coverage"].words({"by": (By.KIND, By.COUNTY), "groups": False}, day=date(2019, 12, 30))
    assert words == ["coverage", "--by", "kind", "--by", "county", "--as-of", "2019-12-30"]
    assert BY_NAME["expiring"].words({"within": Span.parse("90天")}) == ["expiring", "--within", "90天"]
    assert BY_NAME["sources"].words({}, area="a", day=date(2019, 12, 30)) == ["sources"]


def test_what_begins_with_a_dash_stays_a_value() -> None:
    assert BY_NAME["partners"].words({"org": "-x", "to": "-y"}, area="-z") == [
        "partners",
        "--to=-y",
        "--in=-z",
        "--",
        "-x",
    ]


@pytest.mark.parametrize(
    "word", ["双凤镇", "A & B", 'the "big" one', "it's", "$HOME", "a\\b", "100%", "", "a b", "`x`", "!"]
)
def test_a_quoted_word_is_one_word_to_a_shell(word: str) -> None:
    line = command_line(["find", word])
    assert shlex.split(line) == ["jiedui", "find", word]
    said = subprocess.run(
        ["sh", "-c", f"printf '%s' {line.removeprefix('jiedui find ')}"], capture_output=True, check=True
    )
    assert said.stdout.decode() == word


@pytest.mark.full
def test_the_recipe_for_a_question_is_enough(tmp_path: Path) -> None:
    """One function, one entry, its texts: then it is a command, askable, in the help and in the table of the docs."""
    for name in ("graph", "loaders", "data", "docs", "cli.py"):
        source = ROOT / name
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__", "registry-cn-2023", "images")
            shutil.copytree(source, tmp_path / name, ignore=ignored)
        else:
            shutil.copy(source, tmp_path / name)
    (tmp_path / "graph" / "questions" / "oldest.py").write_text(
        '"""Which dataset is the oldest."""\n\n'
        "from graph.answer import Answer, Note\n\n\n"
        "def answer(inquiry, *, count=1):\n"
        '    """Lists the oldest datasets."""\n'
        "    rows = sorted((one.as_of, one.name) for one in inquiry.datasets() if one.as_of)[:count]\n"
        '    return Answer(question="oldest", as_of=inquiry.day, fields=("as_of", "dataset"), rows=rows,\n'
        '                  headline=(Note("oldest.found", {"count": len(rows)}),))\n',
        encoding="utf-8",
    )
    (tmp_path / "graph" / "text" / "oldest.py").write_text(
        "TEXT = {\n"
        '    "oldest.help": ("Which dataset is the oldest.", "哪份数据最早。"),\n'
        '    "oldest.count": ("How many to list.", "列出几份。"),\n'
        '    "oldest.found": ("The oldest: {count}.", "最早的 {count} 份。"),\n'
        '    "oldest.ask": ("Which dataset is the oldest?", "哪份数据最早？"),\n'
        "}\n",
        encoding="utf-8",
    )
    registry = tmp_path / "graph" / "questions" / "registry.py"
    entry = (
        '    Question("oldest", (Option("count", "oldest.count", int, "--count", 1),), examples={"oldest.ask": {}}),\n'
        '    Question("sources"'
    )
    text = registry.read_text(encoding="utf-8")
    assert text.count('    Question("sources"') == 1
    registry.write_text(text.replace('    Question("sources"', entry), encoding="utf-8")

    def run(*args: str) -> str:
        done = subprocess.run([sys.executable, *args], cwd=tmp_path, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode("utf-8")

    run("-m", "cli", "load", "panzhou-dalian")
    assert "Which dataset is the oldest." in run("-m", "cli", "--lang", "en", "--help")
    assert "列出几份" in run("-m", "cli", "--lang", "zh", "oldest", "--help")
    answered = run("-m", "cli", "--lang", "en", "oldest", "--count", "1", "-f", "csv")
    assert "panzhou-dalian" in answered
    for lang in LANGS:
        asked = "哪份数据最早" if lang == "zh" else "which dataset is the oldest"
        assert run("-m", "cli", asked, "-f", "csv") == run("-m", "cli", "--lang", lang, "oldest", "-f", "csv")
    assert "oldest.ask" not in run("docs/questions.py")
    assert "Which dataset is the oldest?" in run("docs/questions.py")
