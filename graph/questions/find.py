"""Which organizations a text may mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.answer import Answer, Note

if TYPE_CHECKING:
    from graph.questions.inquiry import Inquiry


class FindRow(NamedTuple):
    """An organization that the text may mean, and how it matched."""

    id: str
    name: str
    name_en: str | None
    kind: str
    code: str | None
    area: tuple[str, ...]
    match: str
    illustrative: bool


def answer(inquiry: Inquiry, *, name: str) -> Answer:
    """Lists the organizations with this id, code, name, alias, part of a name or pinyin initials, best match first."""
    rows = [
        FindRow(
            match.id,
            match.name,
            match.name_en,
            match.kind,
            match.code,
            match.area,
            match.tier.name.lower(),
            match.illustrative,
        )
        for match in inquiry.store.find(name, within=inquiry.area)
    ]
    return Answer(
        question="find",
        as_of=None,
        fields=FindRow._fields,
        rows=rows,
        summary={"text": name, "found": len(rows)},
        shown=("id", "name", "kind", "area", "match"),
        headline=(Note("find.found", {"text": name, "count": len(rows)}),),
    )
