"""Which datasets are loaded, from which sources, and what they say of themselves."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from graph.answer import Answer, Note
from graph.model import ReadAs

if TYPE_CHECKING:
    from graph.questions.inquiry import Inquiry


class SourceRow(NamedTuple):
    """One source of one dataset, with the numbers of the dataset."""

    dataset: str
    as_of: date | None
    id: str
    title: str
    publisher: str | None
    date: str | None
    url: str | None
    language: str | None
    file: str | None
    organizations: int
    agreements: int
    contributions: int
    claims: int


def answer(inquiry: Inquiry) -> Answer:
    """Lists every dataset with its sources, its day and its numbers."""
    datasets = inquiry.datasets()
    rows = [
        SourceRow(
            dataset.name,
            dataset.as_of,
            source.id,
            source.title,
            source.publisher,
            source.date,
            source.url,
            source.language,
            source.file,
            dataset.organizations,
            dataset.agreements,
            dataset.contributions,
            dataset.claims,
        )
        for dataset in datasets
        for source in dataset.sources
    ]
    headline = [
        Note(
            "sources.dataset",
            {
                "name": dataset.name,
                "title_en": dataset.title["en"],
                "title_zh": dataset.title["zh"],
                "day": dataset.as_of,
                "organizations": dataset.organizations,
                "agreements": dataset.agreements,
            },
        )
        for dataset in datasets
    ]
    prose = any(dataset.read_as == ReadAs.PROSE for dataset in datasets)
    return Answer(
        question="sources",
        as_of=None,
        fields=SourceRow._fields,
        rows=rows,
        summary={"datasets": len(datasets)},
        shown=("dataset", "title", "as_of", "file", "id", "date") if prose else ("dataset", "id", "title", "date"),
        headline=tuple(headline),
        notes=dataset_notes(inquiry),
    )


def dataset_notes(inquiry: Inquiry) -> tuple[Note, ...]:
    """The notes that the loaded datasets contain about themselves."""
    notes = []
    for dataset in inquiry.datasets():
        english, chinese = dataset.notes["en"], dataset.notes["zh"]
        for number in range(max(len(english), len(chinese))):
            values = {
                "name": dataset.name,
                "en": (english or chinese)[min(number, len(english or chinese) - 1)],
                "zh": (chinese or english)[min(number, len(chinese or english) - 1)],
            }
            notes.append(Note("sources.caveat", values))
    return tuple(notes)
