"""Writes the page of all questions: `python docs/questions.py > docs/questions.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from graph.questions.registry import QUESTIONS, Option, command_line
from graph.text import LANGS, say

HEAD = """# Questions

Every question, what it answers and what it takes; made from the registry (`graph/questions/registry.py`) by
`python docs/questions.py`. Every question takes `-f table|json|csv|xlsx` and `-o FILE`; those about a part or a day
take `--in AREA` and `--as-of DATE`. Each can be asked in words as well: `jiedui ask --list`.
每个问题的含义与选项；由 `python docs/questions.py` 根据登记表生成。也可以直接用文字提问：`jiedui ask --list`。
"""


def lines() -> Iterator[str]:
    """The page, line by line."""
    yield HEAD
    for question in QUESTIONS:
        yield f"## `jiedui {question.name}`\n"
        yield "\n\n".join(say(question.help, lang).partition("  ")[0] for lang in LANGS)
        yield ""
        if question.options:
            yield "| option | what it is | 含义 |"
            yield "|---|---|---|"
            for option in question.options:
                texts = " | ".join(say(option.help, lang).replace("|", "\\|") for lang in LANGS)
                yield f"| {_named(option)} | {texts} |"
            yield ""
        for key, values in question.examples.items():
            asked = " · ".join(say(key, lang) for lang in LANGS)
            yield f"- {asked} — `{command_line(question.words(values))}`"
        if question.examples:
            yield ""


def _named(option: Option) -> str:
    """An option as a command line takes it."""
    name = f"{option.flag or ''} {option.value_name or ''}".strip()
    return "`" + name.replace("|", "` or `") + "`"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]  # it is a text stream
    sys.stdout.write("\n".join(lines()).rstrip() + "\n")
