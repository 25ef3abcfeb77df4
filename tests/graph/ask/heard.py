"""Writes `graph/ask/heard.tsv`: the questions of people that are read, with marks in place of what is their own.

Run as `python -m tests.graph.ask.heard` when questions are added or are read otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.ask import Asked, read
from graph.ask.near import HEARD, marked, shape_of
from graph.errors import UsageError
from graph.store import Store
from graph.store.open import open_store
from tests.graph.ask.conftest import loaded
from tests.graph.ask.test_people import DAYS, people
from tests.graph.ask.test_reading import answered, paraphrases

FILES = ("people.tsv", "open.tsv", "kept.tsv", "fresh.tsv", "later.tsv", "blind.tsv")


def questions() -> Iterator[tuple[str, str]]:
    """(question, data) of every question that there is."""
    for file in FILES:
        yield from ((question, data) for question, _, data, _ in people(file))
    yield from ((question, "pz") for question, _ in answered())
    yield from ((question, "pz") for _, question, _ in paraphrases())


def lines(stores: Mapping[str, Store]) -> list[str]:
    """The lines of the file, sorted, without those of questions that cannot be read."""
    found: set[str] = set()
    for question, data in questions():
        try:
            reading = read(question, stores[data], DAYS[data])
        except UsageError:
            continue
        if isinstance(reading.asked, Asked):
            own = marked(question, stores[data], DAYS[data])
            found.add(f"{own.lang}\t{shape_of(reading.asked, own, DAYS[data])}\t{own.text}")
    return sorted(found)


def main() -> None:
    """Loads the packages that the questions are about, and writes the file."""
    with TemporaryDirectory() as folder, ExitStack() as held:
        stores = {name: held.enter_context(open_store(str(file))) for name, file in loaded(Path(folder)).items()}
        HEARD.write_text("\n".join(lines(stores)) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
