"""The list of all questions: the name of each, its options, and the module that answers it.

The command line, `ask`, the report and the help are made from this list. A question is one module in this folder with a
function `answer(inquiry, *, …)`, one entry below, and its texts in `graph.text`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import RecordError, UsageError
from graph.model import Kind, PartialDate, parse_kind
from graph.periods import Period
from graph.query import By, Ends, RankBy, Side, Span, State

if TYPE_CHECKING:
    from graph.answer import Answer
    from graph.questions.inquiry import Inquiry


class Completable(StrEnum):
    """What a shell offers to complete the value of an option."""

    KINDS = "kinds"
    ORGANIZATIONS = "organizations"
    AREAS = "areas"


def first_day(text: str) -> date:
    """The first day that a date may mean; raises `RecordError` when the text is not a date."""
    return PartialDate.parse(text).first


def last_day(text: str) -> date:
    """The last day that a date may mean; raises `RecordError` when the text is not a date."""
    return PartialDate.parse(text).last


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a question, or, without a `flag`, an argument.

    `type` is the type that the function takes (of each value, with `many`); `read` makes such a value from a text, and
    is needed unless the type is text, number, truth value or enum. `help` is the key of a text; `names` says what a
    shell completes. With `short` it has a second flag; it can then be given once, by either.
    """

    name: str
    help: str
    type: type = str
    flag: str | None = None
    default: Any = None
    metavar: str | None = None
    read: Callable[[str], Any] | None = None
    names: Completable | None = None
    many: bool = False
    required: bool = False
    least: int | None = None
    short: str | None = None

    @property
    def value_name(self) -> str | None:
        """The name of its value in the help: its `metavar`, else the values to choose from, else its own name."""
        if self.metavar is not None or self.type is bool:
            return self.metavar
        if issubclass(self.type, StrEnum) and self.read is None:
            return "|".join(str(one) for one in self.type)
        return self.name.upper()

    def value(self, given: Any) -> Any:
        """The value for the function, from that of the command line; raises `UsageError` when it cannot be read."""
        if given is None or self.read is None:
            return given
        if self.short is not None:
            if len(given) > 1:
                raise UsageError("period.once", flags=(self.flag, self.short), values=given)
            (given,) = given
        try:
            return tuple(map(self.read, given)) if self.many else self.read(given)
        except RecordError as error:
            raise UsageError(error.key, **error.values) from None

    def words(self, value: Any) -> list[str]:
        """The words of a command line for the option with a value; none for None and False.

        >>> BY_AREA.words(By.TOWNSHIP), GROUPS.words(True), KIND.words(Kind.VILLAGE), KIND.words(None)
        (['--by', 'township'], ['--groups'], ['village'], [])
        """
        if value is None or value is False:
            return []
        if self.flag is None:
            return [written(one) for one in (value if self.many else [value])]
        if value is True:
            return [self.flag]
        words = []
        for one in value if self.many else [value]:
            text = written(one)
            words += [f"{self.flag}={text}"] if text.startswith("-") else [self.flag, text]
        return words


def written(value: object) -> str:
    """The value of an option as it is written on a command line."""
    return value.isoformat() if isinstance(value, date) else str(value)


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its name on the command line, the key of its help, its options.

    With `area` it takes `--in`, with `day` it takes `--as-of`; `area_help` and `output_help` are the keys of the help
    of `--in` and `-o`. With `must_find` an answer without rows is a failure. `examples` are ways to ask it in words:
    key of a text → the values of its options.
    """

    name: str
    options: tuple[Option, ...] = ()
    area: bool = True
    day: bool = True
    must_find: bool = False
    area_help: str = "help.in"
    output_help: str = "help.output"
    examples: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def subject(self) -> str:
        """The name of its module and of its file of texts.

        >>> Question("check one-to-one").subject
        'one_to_one'
        """
        return self.name.rpartition(" ")[2].replace("-", "_")

    @property
    def help(self) -> str:
        """The key of its help."""
        return f"{self.subject}.help"

    def answer(self, inquiry: Inquiry, **options: Any) -> Answer:
        """The answer; an option that is left out has its default.

        Raises `UsageError` when a name means no organization or several, or the options do not go together.
        """
        answer: Answer = import_module(f"graph.questions.{self.subject}").answer(inquiry, **options)
        return answer

    def read(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The options for the function, from those of the command line."""
        return {
            option.name: option.value(given[option.name])
            for option in self.options
            if given.get(option.name) not in (None, [])
        }

    def words(self, options: Mapping[str, Any], *, area: str | None = None, day: date | None = None) -> list[str]:
        """The command that asks it with these options, as words without the name of the program.

        >>> BY_NAME["gaps"].words({"kind": Kind.VILLAGE}, area="双凤镇", day=date(2019, 12, 30))
        ['gaps', 'village', '--in', '双凤镇', '--as-of', '2019-12-30']
        """
        arguments: list[str] = []
        flags: list[str] = []
        for option in self.options:
            (flags if option.flag else arguments).extend(option.words(options.get(option.name)))
        if area is not None and self.area:
            flags += [f"--in={area}"] if area.startswith("-") else ["--in", area]
        if day is not None and self.day:
            flags += ["--as-of", day.isoformat()]
        if any(word.startswith("-") for word in arguments):
            return [*self.name.split(), *flags, "--", *arguments]
        return [*self.name.split(), *arguments, *flags]


def command_line(words: Iterable[str]) -> str:
    """The command with these words, ready to copy into a terminal: a word is quoted where a shell needs it.

    Double quotes work in the shells of Windows, macOS and Linux, so they are used wherever they are enough.

    >>> print(command_line(["gaps", "village", "--in", "双凤镇"]))
    jiedui gaps village --in 双凤镇
    >>> print(command_line(["partners", "A & B"]), command_line(["find", "$1"]), sep="; ")
    jiedui partners "A & B"; jiedui find '$1'
    """
    return " ".join(["jiedui", *map(_quoted, words)])


def _quoted(word: str) -> str:
    if re.fullmatch(r"[\w./:@%+=,~-]+", word):
        return word
    if not re.search(r'["$`\\!\x00-\x1f]', word):
        return f'"{word}"'
    import shlex  # rarely needed

    return shlex.quote(word)


KIND = Option("kind", "help.kind", Kind, metavar="KIND", read=parse_kind, names=Completable.KINDS)
KIND_OPTION = Option("kind", "help.kind", Kind, "--kind", metavar="KIND", read=parse_kind, names=Completable.KINDS)
ORG = Option("org", "help.org", metavar="ORG", names=Completable.ORGANIZATIONS, required=True)
SECTOR = Option("sector", "help.sector", flag="--sector", metavar="SECTOR")
GROUPS = Option("groups", "help.groups", bool, "--groups", False)
PERIOD = Option("period", "help.period", Period, "--period", metavar="PERIOD", read=Period.parse, short="--year")
BY_AREA = Option("by", "help.gaps_by", By, "--by", metavar="township|county|prefecture|province")


def _kind(name: str, help_: str, flag: str) -> Option:
    """An option whose value is a kind of organization."""
    return Option(name, help_, Kind, flag, metavar="KIND", read=parse_kind, names=Completable.KINDS)


QUESTIONS: tuple[Question, ...] = (
    Question(
        "gaps",
        (
            KIND,
            BY_AREA,
            Option("state", "help.state", State, "--state"),
            Option("side", "help.gaps_side", Side, "--side", Side.RECIPIENT),
            SECTOR,
        ),
        examples={
            "gaps.ask.lacking": {"kind": Kind.VILLAGE},
            "gaps.ask.by_township": {"kind": Kind.VILLAGE, "by": By.TOWNSHIP},
            "gaps.ask.inherited": {"kind": Kind.VILLAGE, "state": State.INHERITED},
            "gaps.ask.lapsed": {"kind": Kind.VILLAGE, "state": State.LAPSED},
            "gaps.ask.sector": {"kind": Kind.SCHOOL, "sector": "education"},
            "gaps.ask.idle": {"side": Side.HELPER},
        },
    ),
    Question(
        "coverage",
        (
            KIND,
            Option("by", "help.coverage_by", By, "--by", many=True),
            Option("least", "help.at_least", int, "--at-least", metavar="K", least=1),
            GROUPS,
            SECTOR,
            PERIOD,
            Option("top", "help.coverage_top", int, "--top", metavar="N", least=1),
            Option("lowest", "help.coverage_lowest", bool, "--least", False),
            Option("below", "help.coverage_below", int, "--below", metavar="PERCENT", least=1),
        ),
        examples={"coverage.ask.share": {"by": (By.KIND, By.COUNTY)}},
    ),
    Question(
        "partners",
        (
            ORG,
            Option("history", "help.history", bool, "--history", False),
            Option("to", "help.link_to", flag="--to", metavar="ORG", names=Completable.ORGANIZATIONS),
            GROUPS,
        ),
        examples={
            "partners.ask.helpers": {"org": "双凤镇"},
            "partners.ask.helped": {"org": "盘州市教育局"},
            "partners.ask.link": {"org": "新民镇", "to": "双凤镇"},
            "partners.ask.history": {"org": "双凤镇", "history": True},
        },
    ),
    Question(
        "explain",
        (ORG, SECTOR),
        examples={"explain.ask.why": {"org": "新民镇"}},
    ),
    Question(
        "rank",
        (
            Option("kind", "help.rank_kind", Kind, metavar="KIND", read=parse_kind, names=Completable.KINDS),
            Option("side", "help.side", Side, "--side", Side.HELPER),
            Option("by", "help.rank_by", RankBy, "--by", RankBy.PARTNERS),
            _kind("of", "help.rank_of", "--of"),
            Option("top", "help.top", int, "--top", least=1),
            GROUPS,
            SECTOR,
            PERIOD,
        ),
        examples={
            "rank.ask.carries": {"side": Side.HELPER, "by": RankBy.PARTNERS, "of": Kind.VILLAGE, "top": 1},
            "rank.ask.gave": {"side": Side.HELPER, "by": RankBy.FUNDS, "top": 1},
            "rank.ask.overlap": {"kind": Kind.VILLAGE, "side": Side.RECIPIENT, "by": RankBy.PARTNERS, "top": 10},
        },
    ),
    Question(
        "stats",
        (KIND, GROUPS, SECTOR, PERIOD),
        examples={
            "stats.ask.funds": {"kind": Kind.VILLAGE},
            "stats.ask.unequal": {"kind": Kind.VILLAGE},
            "stats.ask.concentrated": {"kind": Kind.VILLAGE},
        },
    ),
    Question(
        "depend",
        (
            KIND,
            Option("critical", "help.critical", bool, "--critical", False),
            _kind("on", "help.depend_on", "--on"),
            GROUPS,
        ),
        examples={
            "depend.ask.single": {"kind": Kind.VILLAGE, "on": Kind.ENTERPRISE},
            "depend.ask.critical": {"kind": Kind.VILLAGE, "critical": True},
        },
    ),
    Question(
        "withdraw",
        (
            Option("orgs", "help.leavers", metavar="ORG...", names=Completable.ORGANIZATIONS, many=True),
            _kind("helpers", "help.leaving_kind", "--helpers"),
            KIND_OPTION,
            GROUPS,
        ),
        examples={"withdraw.ask.leaving": {"orgs": ("示例企业01",), "kind": Kind.VILLAGE}},
    ),
    Question(
        "diff",
        (
            Option("from_", "help.diff_from", date, metavar="FROM", read=last_day, required=True),
            Option("to", "help.diff_to", date, metavar="TO", read=last_day, required=True),
            KIND_OPTION,
            GROUPS,
            SECTOR,
            Option("as_of", "help.diff_as_of", date, "--as-of", metavar="DATE", read=last_day),
        ),
        day=False,
        area_help="help.diff_in",
        examples={"diff.ask.since": {"from_": date(2017, 12, 31), "to": date(2019, 12, 30)}},
    ),
    Question(
        "expiring",
        (
            KIND,
            Option("within", "help.within", Span, "--within", metavar="TIME", read=Span.parse),
            Option("from_", "help.window_from", date, "--from", metavar="DATE", read=first_day),
            Option("until", "help.window_until", date, "--until", metavar="DATE", read=last_day),
            Option("state", "help.ends_state", Ends, "--state"),
        ),
        examples={
            "expiring.ask.window": {"from_": date(2019, 1, 1), "until": date(2019, 12, 31)},
            "expiring.ask.ended": {"state": Ends.ENDED},
            "expiring.ask.undated": {"state": Ends.UNDATED},
        },
        output_help="help.ends_output",
    ),
    Question(
        "plan",
        (
            KIND,
            Option("capacity", "help.capacity", int, "--capacity", metavar="N", least=0),
            Option("capacities", "help.capacities", Path, "--capacities", metavar="FILE"),
            Option("need", "help.need", int, "--need", 1, metavar="K", least=1),
            _kind("helpers", "help.helpers", "--helpers"),
            GROUPS,
            SECTOR,
        ),
        examples={"plan.ask.enough": {"kind": Kind.VILLAGE}, "plan.ask.propose": {"kind": Kind.VILLAGE}},
    ),
    Question("find", (Option("name", "help.name", metavar="NAME", required=True),), day=False, must_find=True),
    Question("sources", area=False, day=False),
    Question("versions", (Option("dataset", "versions.help.dataset", metavar="DATASET"),), area=False, day=False),
    Question(
        "check claims",
        examples={"claims.ask.add_up": {}},
    ),
    Question(
        "check conflicts",
        day=False,
        examples={"conflicts.ask.disagree": {}},
    ),
    Question(
        "check one-to-one",
        (KIND_OPTION, GROUPS),
        examples={"one_to_one.ask.each": {"kind": Kind.SCHOOL}},
    ),
    Question("check data"),
    Question("check store", area=False, day=False),
)

BY_NAME: Mapping[str, Question] = {question.name: question for question in QUESTIONS}
