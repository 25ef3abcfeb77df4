"""One organization out of what several datasets state of it, whatever the order they were loaded in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from graph.model import Organization


@dataclass(frozen=True, slots=True)
class Statement:
    """What one dataset says of an organization; the newer its `as_of`, the more it counts."""

    organization: Organization
    dataset: str
    as_of: date | None

    @property
    def rank(self) -> tuple[int, str]:
        """Sort key: newest first, then by the dataset's name; a dataset without a date comes last."""
        return (-self.as_of.toordinal() if self.as_of else 0, self.dataset)


def merge(statements: Sequence[Statement]) -> tuple[Organization, Statement]:
    """The merged organization, and the statement it was mainly taken from (the newest).

    Each field is the newest that is stated; the other names become aliases. It is on the roster when any says so, and
    illustrative only when all do. What one dataset alone states is as it states it.
    """
    ordered = sorted(statements, key=lambda statement: statement.rank)
    if len(ordered) == 1:
        return ordered[0].organization, ordered[0]
    first = ordered[0].organization
    all_ = [statement.organization for statement in ordered]
    names = dict.fromkeys(alias for org in all_ for alias in (org.name, *org.aliases))
    names.pop(first.name, None)
    attributes = {key: value for org in reversed(all_) for key, value in org.attributes.items()}
    return replace(
        first,
        name_en=_first(org.name_en for org in all_),
        part_of=_first(org.part_of for org in all_),
        code=_first(org.code for org in all_),
        aliases=tuple(sorted(names)),
        on_roster=any(org.on_roster for org in all_),
        illustrative=all(org.illustrative for org in all_),
        attributes=dict(sorted(attributes.items())),
    ), ordered[0]


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)
