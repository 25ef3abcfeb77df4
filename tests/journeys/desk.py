"""An officer's desk: the files that are written there, the command, and how its answers are laid beside a count by hand."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from tests.commands import ask
from tests.journeys import oracle
from tests.journeys.oracle import Ledgers, Pair, Term

_LAST_WORD = re.compile(r"(村村民委员会|村民委员会|社区居民委员会|居民委员会|村|社区)$")
_LEDGER = ("序号", "乡镇", "受帮扶村", "帮扶单位", "开始时间", "结束时间")


def stem(name: str) -> str:
    """A village's name without its last word."""
    return _LAST_WORD.sub("", name)


def unit(area: Sequence[str], name: str) -> str:
    """How a unit of an answer is written in a count by hand."""
    return f"{area[-1]}/{stem(name)}" if _LAST_WORD.search(name) else name


def _row(number: int, place: str, helper: str, term: Term) -> list[Any]:
    town, _, village = place.partition("/")
    return [number, town, village and f"{village}村", helper, term.start, term.end]


def ledger(pairs: Mapping[Pair, Term], alone: Iterable[str] = (), *, title: str | None = None) -> list[list[Any]]:
    """The rows of a ledger: those who are helped, then those who have nobody."""
    rows = [(place, helper, term) for (helper, place), term in sorted(pairs.items(), key=lambda one: one[0][::-1])]
    rows += [(place, "", oracle.OPEN) for place in sorted(alone)]
    body = [_row(number, *row) for number, row in enumerate(rows, start=1)]
    return [*([[title]] if title else []), list(_LEDGER), *body]


def village_list(units: Iterable[str], *, title: str = "盘州市行政村（社区）名单") -> list[list[Any]]:
    """The rows of a list of villages."""
    rows = [_row(number, place, "", oracle.OPEN)[:3] for number, place in enumerate(sorted(units), start=1)]
    return [[title], ["序号", "乡镇", "行政村"], *rows]


def write(path: str, rows: Iterable[Sequence[Any]], *, encoding: str = "utf-8-sig") -> str:
    """Writes a table as a workbook or, by its name, as text; the path."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    if path.endswith(".csv"):
        with Path(path).open("w", newline="", encoding=encoding) as file:
            csv.writer(file).writerows(rows)
        return path
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([None if cell == "" else cell for cell in row])  # type: ignore[union-attr]  # a new book has a sheet
    book.save(path)
    return path


@dataclass(frozen=True)
class Desk:
    """The command on one store."""

    store: str
    lang: str = "en"

    def run(self, *args: str, code: int = 0) -> Any:
        """Runs a command that has to end with this code."""
        found = ask(self.store, *args, lang=self.lang)
        assert found.exit_code == code, (args, found.exit_code, found.output)
        return found

    def ask(self, *args: str, code: int = 0) -> dict[str, Any]:
        """Runs a question; its answer."""
        found: dict[str, Any] = json.loads(self.run(*args, "-f", "json", code=code).stdout)
        return found

    def load(self, path: str, *args: str, code: int = 0) -> dict[str, Any]:
        """Loads a file of the county; what became of it."""
        found: dict[str, Any] = self.ask("load", path, "--in", "盘州市", *args, code=code)["summary"]["files"][0]
        return found

    def versions(self, *dataset: str) -> list[tuple[str, str | None]]:
        """The versions there are: dataset and day."""
        return [(row["dataset"], row["version"]) for row in self.ask("versions", *dataset)["rows"]]

    def gaps(self, day: date | None) -> dict[str, oracle.Stand]:
        """Each village without a partner, and how it stands."""
        found = {}
        for row in self.ask("gaps", "village", *_as_of(day))["rows"]:
            since = (
                None if row["last_end"] else row.get("unlisted_since")
            )  # with an end that came before, either may be told
            known = since and date.fromisoformat(since)
            found[unit(row["area"], row["name"])] = oracle.Stand(row["state"], row["last_end"], known)
        return found

    def figures(self, day: date | None) -> dict[str, Any]:
        """The summary of `gaps village`, but for what was invented."""
        found: dict[str, Any] = self.ask("gaps", "village", *_as_of(day))["summary"]
        return {name: value for name, value in found.items() if name != "illustrative"}

    def changes(self, before: date, after: date) -> dict[str, set[str]]:
        """What changed for whom between two days."""
        found: dict[str, set[str]] = {"added": set(), "ended": set(), "re-paired": set(), "extended": set()}
        for row in self.ask("diff", before.isoformat(), after.isoformat())["rows"]:
            if row["change"] in found:  # else an amount
                found[row["change"]].add(unit(row["area"], row["recipient"]))
        return found

    def single(self, day: date, firm: Mapping[str, str]) -> dict[str, str]:
        """Unit → its only partner, by its own name."""
        found = self.ask("depend", *_as_of(day))["rows"]
        return {unit(row["area"], row["name"]): firm.get(row["partner"], row["partner"]) for row in found}

    def expiring(self, day: date, firm: Mapping[str, str]) -> set[tuple[str, str, str]]:
        """Pairs that may end within a year: helper by its own name, unit, end."""
        found = self.ask("expiring", "--state", "expiring", *_as_of(day))["rows"]
        return {
            (firm.get(row["helper"], row["helper"]), unit(row["area"], row["recipient"]), row["end"]) for row in found
        }

    def funds(self, firm: Mapping[str, str], *args: str) -> dict[str, Decimal]:
        """Who gave how much, in yuan; those who gave nothing are left out."""
        rows = self.ask("rank", "--side", "helper", "--by", "funds", *args)["rows"]
        return {firm.get(row["name"], row["name"]): Decimal(str(row["value"])) for row in rows if row["value"]}

    def answers(self, *days: date) -> list[str]:
        """Every figure and row of these days as printed, but for the sentences."""
        questions = [
            *(("gaps", "village"), ("gaps", "village", "--side", "helper"), ("coverage", "--by", "township")),
            *(("depend",), ("expiring",), ("stats", "village"), ("rank", "--by", "funds")),
        ]
        found = []
        for day in days:
            for question in questions:
                answer = self.ask(*question, *_as_of(day))
                found.append(json.dumps([question, answer["summary"], answer["rows"]], ensure_ascii=False))
        return found

    def everything(self, *days: date) -> list[str]:
        """What is printed for these days and on what there is, sentences included: byte for byte."""
        firm = "大连示例重工有限公司"
        found = [self.run(*one, "-f", "json").stdout for one in (["sources"], ["versions"], ["gaps"], ["stats"])]
        for day in days:
            found += [self.run(one, "village", *_as_of(day), "-f", "json").stdout for one in ("gaps", "coverage")]
            found.append(ask(self.store, "partners", firm, "--history", *_as_of(day), "-f", "json").output)
        return found


def _as_of(day: date | None) -> list[str]:
    return [] if day is None else ["--as-of", day.isoformat()]


def compare(desk: Desk, ledgers: Ledgers, *days: date, firm: Mapping[str, str] = {}) -> None:
    """Lays every figure of these days beside the count by hand.

    Raises:
        AssertionError: One of them is another.

    """
    for day in days:
        wanted = oracle.figures(ledgers, day)
        _same("gaps", day, desk.figures(day), wanted)
        stands = oracle.stands(ledgers, day)
        _same(
            "rows of gaps", day, desk.gaps(day), {place: one for place, one in stands.items() if one.state != "direct"}
        )
        _same("depend", day, desk.single(day, firm), oracle.single(ledgers, day))
        shown = desk.expiring(day, firm)
        _same("expiring", day, dict.fromkeys(shown), dict.fromkeys(oracle.expiring(ledgers, day)))
        coverage = desk.ask("coverage", "village", *_as_of(day))["summary"]
        names = ("roster", "direct", "inherited", "lapsed", "never", "share_direct", "off_roster")
        _same("coverage", day, {name: coverage.get(name) for name in names}, {name: wanted[name] for name in names})


def _same(what: str, day: date, shown: Mapping[Any, Any], wanted: Mapping[Any, Any]) -> None:
    missing = object()
    keys = [key for key in {**wanted, **shown} if shown.get(key, missing) != wanted.get(key, missing)]
    differ = [(key, shown.get(key, "not shown"), wanted.get(key, "not counted")) for key in keys]
    assert not differ, f"{what} as of {day}: (of what, shown, counted by hand) {differ[:8]}"
