"""What a question asks, typed, and the command that answers it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from graph.model import Kind


class Intent(StrEnum):
    """What is asked."""

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


LISTED = 10
"""How many are listed of a ranking when nobody says how many."""
UNDATED = frozenset({Intent.CONFLICTS, Intent.CHANGED})
"""What is asked of no day: contradictions of sources, and changes, which have two."""
ROSTERED = frozenset(
    {Intent.GAPS, Intent.INHERITED, Intent.LAPSED, Intent.NEVER, Intent.DEPENDENT, Intent.PLAN, Intent.SPREAD}
)
"""What is asked of one kind: villages, where none is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question as it was understood. `day` is the day it is asked for, `start` and `end` a period it names.

    `kind` is the kind of those asked about (of helpers for `carries`, `gave` and `idle`), `of` that of the other side.
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

    def command(self) -> list[str]:
        """The arguments of the command that answers it.

        >>> Asked(intent=Intent.GAPS, day=date(2019, 12, 30), kind=Kind.VILLAGE, area="双凤镇").command()
        ['gaps', 'village', '--in', '双凤镇', '--as-of', '2019-12-30']
        """
        found = self._words()
        if self.sector is not None:
            found += ["--sector", self.sector]
        for by in self.by:
            found += ["--by", by]
        if self.area is not None:
            found += ["--in", self.area]
        if self.intent not in UNDATED:
            found += ["--as-of", self.day.isoformat()]
        return found

    def _words(self) -> list[str]:
        kind = [self.kind.value] if self.kind else ["village"] if self.intent in ROSTERED else []
        kind_option = ["--kind", self.kind.value] if self.kind else []
        orgs = list(self.organizations)
        match self.intent:
            case Intent.GAPS:
                return ["gaps", *kind]
            case Intent.INHERITED | Intent.LAPSED | Intent.NEVER:
                return ["gaps", *kind, "--state", self.intent.value]
            case Intent.IDLE:
                return ["gaps", *kind, "--side", "helper"]
            case Intent.COVERAGE:
                return ["coverage", *kind]
            case Intent.PARTNERS:
                return ["partners", *orgs]
            case Intent.HISTORY:
                return ["partners", *orgs, "--history"]
            case Intent.LINK:
                return ["partners", orgs[0], "--to", orgs[1]]
            case Intent.CARRIES:
                of = ["--of", self.of.value] if self.of else []
                return ["rank", *kind, "--side", "helper", "--by", "partners", *of, "--top", str(self.number or 1)]
            case Intent.GAVE:
                side, most = ("recipient", LISTED) if self.received else ("helper", 1)
                return ["rank", *kind, "--side", side, "--by", "funds", "--top", str(self.number or most)]
            case Intent.OVERLAP:
                top = str(self.number or LISTED)
                return ["rank", *kind, "--side", "recipient", "--by", "partners", "--top", top]
            case Intent.EXPIRING:
                return ["expiring", *kind, *self._period()]
            case Intent.ENDED | Intent.UNDATED:
                return ["expiring", *kind, "--state", self.intent.value]
            case Intent.CHANGED:
                assert self.start is not None
                return ["diff", self.start.isoformat(), (self.end or self.day).isoformat()]
            case Intent.DEPENDENT:
                return ["depend", *kind, *(["--on", self.of.value] if self.of else [])]
            case Intent.CRITICAL:
                return ["depend", *kind, "--critical"]
            case Intent.WITHDRAWAL:
                return ["withdraw", *orgs, *kind_option]
            case Intent.ONE_TO_ONE:
                return ["check", "one-to-one", *kind_option]
            case Intent.PLAN:
                return ["plan", *kind, *(["--capacity", str(self.number)] if self.number is not None else [])]
            case Intent.SPREAD:
                return ["stats", *kind]
            case Intent.CLAIMS:
                return ["check", "claims"]
            case Intent.CONFLICTS:
                return ["check", "conflicts"]
            case Intent.WHY:
                return ["explain", *orgs]

    def _period(self) -> list[str]:
        """Of a window all that end in it; else what is about to end, without what has ended or has no dates."""
        if self.start is not None and self.end is not None:
            return ["--from", self.start.isoformat(), "--until", self.end.isoformat()]
        return [*(["--within", self.within] if self.within else []), "--state", "expiring"]


def line(arguments: Sequence[str]) -> str:
    """A command line to be copied into a terminal.

    >>> line(["gaps", "village", "--in", "双凤镇"]), line(["partners", "A & B"])
    ('jiedui gaps village --in 双凤镇', "jiedui partners 'A & B'")
    """
    return " ".join(
        ["jiedui", *(word if re.fullmatch(r"[\w./:@%+=,-]+", word) else _quoted(word) for word in arguments)]
    )


def _quoted(text: str) -> str:
    import shlex

    return shlex.quote(text)
