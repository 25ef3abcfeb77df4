"""The typed form of a question in words, and how it becomes a question of the registry with its options."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from graph.model import Kind
from graph.periods import Period
from graph.query import By, Ends, RankBy, Side, Span, State
from graph.questions.registry import BY_NAME, KIND, KIND_OPTION, QUESTIONS, Option, Question
from graph.text import Lang, say


class Intent(StrEnum):
    """What a question in words asks for."""

    GAPS = "gaps"
    INHERITED = "inherited"
    LAPSED = "lapsed"
    NEVER = "never"
    IDLE = "idle"
    COVERAGE = "coverage"
    PARTNERS = "partners"
    HISTORY = "history"
    LINK = "link"
    CARRIES = "carries"
    GAVE = "gave"
    OVERLAP = "overlap"
    EXPIRING = "expiring"
    ENDED = "ended"
    UNDATED = "undated"
    CHANGED = "changed"
    DEPENDENT = "dependent"
    CRITICAL = "critical"
    WITHDRAWAL = "withdrawal"
    ONE_TO_ONE = "one_to_one"
    PLAN = "plan"
    SPREAD = "spread"
    CLAIMS = "claims"
    CONFLICTS = "conflicts"
    WHY = "why"
    DIRECT = "direct"
    NEEDED = "needed"
    RANKED = "ranked"
    HELPERS = "helpers"
    SOURCES = "sources"
    VERSIONS = "versions"
    CHECKDATA = "checkdata"
    MAP = "map"
    REPORT = "report"
    EXPORT = "export"
    RECONCILE = "reconcile"
    FIND = "find"
    CHECKSTORE = "checkstore"
    TEMPLATE = "template"


class Told(StrEnum):
    """What one sentence says before the table of an answer."""

    ALL_HAVE = "all_have"
    ANY_HAS = "any_has"
    THEY_HAVE = "they_have"
    ALL_LACK = "all_lack"
    ANY_LACKS = "any_lacks"
    HAVING = "having"
    LACKING = "lacking"
    AT_LEAST = "at_least"
    FIRST = "first"
    HIGHEST = "highest"
    LOWEST = "lowest"
    PARTNERS = "partners"
    HAS_PARTNER = "has_partner"
    HELPING = "helping"
    HELPS_ANY = "helps_any"
    HELPS = "helps"
    PAIRED = "paired"


LISTED = 10
"""The length of a ranking where the question names no number."""
ROSTERED = frozenset(
    {
        Intent.GAPS,
        Intent.DIRECT,
        Intent.INHERITED,
        Intent.LAPSED,
        Intent.NEVER,
        Intent.DEPENDENT,
        Intent.PLAN,
        Intent.SPREAD,
    }
)
"""Intents about one kind; it is villages where the question names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question in words after it was read. `day` is the day it asks about, `start` and `end` a period it names.

    `kind` is the kind of the organizations it asks about (of helpers for `carries`, `gave` and `idle`), `of` the kind
    of those on the other side. `told` is what one sentence says first, of the `first` so many groups; `total` is
    how many the question says there are, `wanted` the kind that it wants of the other side of one organization. With
    `any_kind` it asks of all kinds where it names none. `lowest` and `below` choose lines of a coverage, `state`,
    `focus` and `hops` what a map shows, `opened` whether in the browser; `form` is that of an export, `output` the
    file to write. With `groups` the partners of group lists count.
    """

    intent: Intent
    day: date
    kind: Kind | None = None
    of: Kind | None = None
    area: str | None = None
    organizations: tuple[str, ...] = ()
    sector: str | None = None
    by: tuple[str, ...] = ()
    number: int | None = None
    start: date | None = None
    end: date | None = None
    within: str | None = None
    received: bool = False
    rank: str | None = None
    need: int | None = None
    helpers: Kind | None = None
    told: Told | None = None
    first: int = 1
    total: int | None = None
    wanted: Kind | None = None
    any_kind: bool = False
    lowest: bool = False
    below: int | None = None
    state: str | None = None
    focus: str | None = None
    hops: int | None = None
    opened: bool = False
    form: str | None = None
    output: str | None = None
    groups: bool = False

    @property
    def writes(self) -> bool:
        """Whether what answers it writes a file."""
        return self.intent in _WRITING or self.output is not None

    def question(self) -> Question:
        """The question of the registry that answers it."""
        return _WRITING.get(self.intent) or BY_NAME[_QUESTIONS[self.intent]]

    def options(self) -> dict[str, Any]:
        """The options of that question, by name; organizations by the names in the question."""
        options: dict[str, Any] = {}
        names = {option.name for option in self.question().options}
        if "kind" in names:
            options["kind"] = self.kind or (Kind.VILLAGE if self.intent in ROSTERED and not self.any_kind else None)
        options |= self._own()
        options |= {"sector": self.sector} if self.sector is not None else {}
        options |= {"groups": True} if self.groups else {}
        if self.by:
            by = tuple(map(By, self.by))
            options["by"] = by if self.intent in (Intent.COVERAGE, Intent.NEEDED) else by[0]
        return options

    def command(self) -> list[str]:
        """The command that answers it, as words without the name of the program.

        >>> Asked(intent=Intent.GAPS, day=date(2019, 12, 30), kind=Kind.VILLAGE, area="双凤镇").command()
        ['gaps', 'village', '--in', '双凤镇', '--as-of', '2019-12-30']
        """
        words = self.question().words(self.options(), area=self.area, day=self.day)
        return words if self.output is None else [*words, "-o", self.output]

    def _own(self) -> dict[str, Any]:
        """The options that follow from the intent."""
        match self.intent:
            case Intent.INHERITED | Intent.LAPSED | Intent.NEVER:
                return {"state": State(self.intent.value)}
            case Intent.DIRECT:
                return {"state": State.DIRECT}
            case Intent.COVERAGE:
                return {"top": self.number, "lowest": self.lowest, "below": self.below} | self._money()
            case Intent.MAP:
                return {"kind": self.kind, "state": self.state, "focus": self.focus} | {
                    "hops": self.hops,
                    "opened": self.opened,
                }
            case Intent.REPORT:
                return {"kind": self.kind, "since": self.start}
            case Intent.EXPORT:
                return {"form": self.form}
            case Intent.FIND:
                return {"name": self.organizations[0]}
            case Intent.NEEDED:
                return {"least": self.number}
            case Intent.RANKED:
                side = Side.RECIPIENT if self.received else Side.HELPER
                found = {"side": side, "by": RankBy(self.rank or "partners"), "top": self.number or LISTED}
                return found if self.of is None else found | {"of": self.of}
            case Intent.HELPERS:
                return {"side": Side.HELPER, "by": RankBy.PARTNERS} | ({"of": self.of} if self.of else {})
            case Intent.IDLE:
                return {"side": Side.HELPER}
            case Intent.PARTNERS | Intent.WHY:
                return {"org": self.organizations[0]}
            case Intent.HISTORY:
                return {"org": self.organizations[0], "history": True}
            case Intent.LINK:
                return {"org": self.organizations[0], "to": self.organizations[1]}
            case Intent.CARRIES:
                return {"side": Side.HELPER, "by": RankBy.PARTNERS, "of": self.of, "top": self.number or 1}
            case Intent.GAVE:
                side, most = (Side.RECIPIENT, LISTED) if self.received else (Side.HELPER, 1)
                found = {"side": side, "by": RankBy.FUNDS, "top": self.number or most, **self._money()}
                return found if self.of is None else found | {"of": self.of}
            case Intent.SPREAD:
                return self._money()
            case Intent.OVERLAP:
                return {"side": Side.RECIPIENT, "by": RankBy.PARTNERS, "top": self.number or LISTED}
            case Intent.EXPIRING:
                return self._period()
            case Intent.ENDED | Intent.UNDATED:
                return {"state": Ends(self.intent.value)}
            case Intent.CHANGED:
                return {"from_": self.start, "to": self.end or self.day}
            case Intent.DEPENDENT:
                return {"on": self.of}
            case Intent.CRITICAL:
                return {"critical": True}
            case Intent.WITHDRAWAL:
                return {"orgs": self.organizations, "helpers": self.helpers}
            case Intent.PLAN:
                return {"capacity": self.number, "helpers": self.helpers} | ({"need": self.need} if self.need else {})
        return {}

    def _money(self) -> dict[str, Any]:
        """The option of a question about money of a period."""
        return {"period": Period(self.start, self.end)} if self.start is not None and self.end is not None else {}

    def _period(self) -> dict[str, Any]:
        """The options of a period: all agreements that end in it, else only those that are about to end."""
        if self.start is not None and self.end is not None:
            return {"from_": self.start, "until": self.end}
        return {"within": self.within and Span.parse(self.within), "state": Ends.EXPIRING}


_QUESTIONS: Mapping[Intent, str] = {
    Intent.GAPS: "gaps",
    Intent.INHERITED: "gaps",
    Intent.LAPSED: "gaps",
    Intent.NEVER: "gaps",
    Intent.IDLE: "gaps",
    Intent.COVERAGE: "coverage",
    Intent.PARTNERS: "partners",
    Intent.HISTORY: "partners",
    Intent.LINK: "partners",
    Intent.CARRIES: "rank",
    Intent.GAVE: "rank",
    Intent.OVERLAP: "rank",
    Intent.EXPIRING: "expiring",
    Intent.ENDED: "expiring",
    Intent.UNDATED: "expiring",
    Intent.CHANGED: "diff",
    Intent.DEPENDENT: "depend",
    Intent.CRITICAL: "depend",
    Intent.WITHDRAWAL: "withdraw",
    Intent.ONE_TO_ONE: "check one-to-one",
    Intent.PLAN: "plan",
    Intent.SPREAD: "stats",
    Intent.CLAIMS: "check claims",
    Intent.CONFLICTS: "check conflicts",
    Intent.WHY: "explain",
    Intent.DIRECT: "gaps",
    Intent.NEEDED: "coverage",
    Intent.RANKED: "rank",
    Intent.HELPERS: "rank",
    Intent.SOURCES: "sources",
    Intent.VERSIONS: "versions",
    Intent.CHECKDATA: "check data",
    Intent.CHECKSTORE: "check store",
    Intent.FIND: "find",
}
_WRITING: Mapping[Intent, Question] = {
    Intent.MAP: Question(
        "map",
        (
            KIND_OPTION,
            Option("state", "help.state", flag="--state"),
            Option("focus", "help.org", flag="--focus"),
            Option("hops", "help.org", int, "--hops"),
            Option("opened", "help.org", bool, "--open"),
        ),
    ),
    Intent.REPORT: Question("report", (KIND, Option("since", "help.window_from", date, "--since"))),
    Intent.EXPORT: Question("export", (Option("form", "help.format"),)),
    Intent.RECONCILE: Question("reconcile", area=False, day=False),
    Intent.TEMPLATE: Question("template", area=False, day=False),
}
"""The commands that write a file: they are told, not run unasked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An example of a question of the registry: the key of its text, and the options that it means."""

    key: str
    name: str
    values: Mapping[str, Any]
    day: date | None = None
    area: str | None = None

    def of(self, lang: Lang) -> str:
        """The text of the question in a language."""
        return say(self.key, lang)

    def question(self) -> Question:
        """The question of the registry that answers it."""
        return BY_NAME[self.name]

    def options(self) -> dict[str, Any]:
        """The options of that question, by name."""
        return dict(self.values)

    def command(self) -> list[str]:
        """The command that answers it, as words without the name of the program."""
        return self.question().words(self.values, area=self.area, day=self.day)


@cache
def examples() -> tuple[Example, ...]:
    """All examples, in the order of the registry."""
    return tuple(
        Example(key=key, name=question.name, values=values)
        for question in QUESTIONS
        for key, values in question.examples.items()
    )
