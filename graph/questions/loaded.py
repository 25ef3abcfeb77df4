"""What is loaded, and what it says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.answer import Answer, Note

if TYPE_CHECKING:
    from graph.store import Store


def sources(store: Store) -> Answer:
    """What is loaded: every dataset with its sources, day and numbers."""
    fields = (
        "dataset",
        "as_of",
        "id",
        "title",
        "publisher",
        "date",
        "url",
        "language",
        "file",
        "organizations",
        "agreements",
        "contributions",
        "claims",
    )
    datasets = store.datasets()
    rows = [
        (
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
    return Answer(
        question="sources",
        as_of=None,
        fields=fields,
        rows=rows,
        summary={"datasets": len(datasets)},
        shown=("dataset", "id", "title", "date"),
        headline=tuple(headline),
        notes=dataset_notes(store),
    )


def dataset_notes(store: Store) -> tuple[Note, ...]:
    """What the loaded datasets say of themselves, one note a statement."""
    notes = []
    for dataset in store.datasets():
        english, chinese = dataset.notes["en"], dataset.notes["zh"]
        for number in range(max(len(english), len(chinese))):
            values = {
                "name": dataset.name,
                "en": (english or chinese)[min(number, len(english or chinese) - 1)],
                "zh": (chinese or english)[min(number, len(chinese or english) - 1)],
            }
            notes.append(Note("sources.caveat", values))
    return tuple(notes)
