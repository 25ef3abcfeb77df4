"""Which versions of datasets are loaded, what each was read as and how many records it has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from graph.answer import Answer, Note
from graph.errors import UsageError

if TYPE_CHECKING:
    from graph.questions.inquiry import Inquiry
    from graph.store import LoadedDataset


class VersionRow(NamedTuple):
    """A version of a dataset; `version` is its day (ISO), None without one."""

    dataset: str
    version: str | None
    read_as: str
    organizations: int
    agreements: int
    contributions: int
    claims: int
    roster: int
    file: str


def answer(inquiry: Inquiry, *, dataset: str | None = None) -> Answer:
    """Lists every version, by the name of its dataset, the earliest first; with `dataset` only those of that one.

    Raises `UsageError` when there is no such dataset.
    """
    known = inquiry.datasets()
    if dataset is not None and dataset not in {one.name for one in known}:
        names = ", ".join(dict.fromkeys(one.name for one in known))
        raise UsageError("store.no_dataset", name=dataset, known=names)
    found = rows(one for one in known if dataset in (None, one.name))
    return Answer(
        question="versions",
        as_of=None,
        fields=VersionRow._fields,
        rows=found,
        summary={"datasets": len({row.dataset for row in found}), "versions": len(found)},
        shown=VersionRow._fields,
        headline=(Note("versions.found", {"datasets": len({row.dataset for row in found}), "versions": len(found)}),),
    )


def rows(versions: Iterable[LoadedDataset]) -> list[VersionRow]:
    """A row for each version."""
    return [
        VersionRow(
            one.name,
            one.version or None,
            one.read_as,
            one.organizations,
            one.agreements,
            one.contributions,
            one.claims,
            one.roster,
            one.location,
        )
        for one in versions
    ]
