"""Exports a store in the formats of other programs, some of which `jiedui load` reads back.

`cypher` holds the whole store. `graphml`, `gexf` and `json` hold the network of an area with the state of every roster
member on a day (`graph.output.export.graphs`). `csv` and `xlsx` hold the records as they were loaded
(`graph.output.export.records`). `sqlite` holds plain tables and two views (`graph.output.export.plain`).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from graph.answer import Note
from graph.errors import UsageError
from graph.files import write_file
from graph.output.render import CYPHER_ESCAPE, JSON_ESCAPE, XML_ESCAPE, escaped
from graph.text import LANGS, Lang, say

if TYPE_CHECKING:
    from graph.store import Progress, Store


class ExportForm(StrEnum):
    """The formats of an export."""

    CYPHER = "cypher"
    GRAPHML = "graphml"
    GEXF = "gexf"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    SQLITE = "sqlite"


SUFFIXES: Mapping[ExportForm, tuple[str, ...]] = {
    ExportForm.CYPHER: (".cypher", ".cql", ".txt"),
    ExportForm.GRAPHML: (".graphml", ".xml"),
    ExportForm.GEXF: (".gexf",),
    ExportForm.JSON: (".json",),
    ExportForm.XLSX: (".xlsx",),
    ExportForm.SQLITE: (".sqlite", ".sqlite3", ".db"),
}
"""The endings of the names of files, for each format; `csv` is a folder."""
_NEED_OUTPUT = {ExportForm.CSV: "FOLDER", ExportForm.XLSX: "FILE.xlsx", ExportForm.SQLITE: "FILE.sqlite"}
_FILES = frozenset({".csv", ".zip", *(suffix for some in SUFFIXES.values() for suffix in some)})


def check(
    form: ExportForm, out: Path | None, *, scoped: bool = False, dated: bool = False, every: bool = False
) -> None:
    """Raises `UsageError` when a format cannot be written to `out`, for an area (`scoped`) or for a day (`dated`).

    So it does where all versions are asked for (`every`) of a format that has those of one day alone, or with a day.
    """
    if every and form not in (ExportForm.CSV, ExportForm.XLSX):
        raise UsageError("export.versions", form=form)
    if every and dated:
        raise UsageError("load.options", one="--as-of", other="--all-versions")
    if (form is ExportForm.CYPHER and (scoped or dated)) or (form is ExportForm.SQLITE and scoped):
        raise UsageError("export.whole", form=form, option="--in" if scoped else "--as-of")
    if out is None:
        if form in _NEED_OUTPUT:
            raise UsageError("export.needs_output", form=form, example=_NEED_OUTPUT[form])
        return
    if form is ExportForm.CSV:
        if out.suffix.lower() in _FILES or out.is_file():
            raise UsageError("export.folder", file=out.name, folder=out.with_suffix("").name)
    elif out.suffix.lower() not in SUFFIXES[form]:
        raise UsageError("export.suffix", file=out.name, form=form, known=", ".join(SUFFIXES[form]))


def write(
    store: Store,
    form: ExportForm,
    out: Path | None,
    *,
    area: str | None = None,
    day: date | None = None,
    dated: bool = False,
    every: bool = False,
    lang: Lang = "en",
    force: bool = False,
    progress: Progress | None = None,
) -> Note:
    """Exports `area`, or everything, to `out` or to standard output; returns the note that says what was written.

    A file is written whole or not at all; one that is there is replaced only with `force`. `day` is the day of the
    states; records are those of the newest versions, with `dated` those of that day, with `every` those of all.
    `lang` is the language of the comment in a workbook. Raises `UsageError` as `check` does, when the area is too large
    for a format made from a network, and when `out` cannot be written.
    """
    check(form, out, scoped=area is not None, dated=dated, every=every)
    if form is ExportForm.CYPHER:
        with store.snapshot():
            return _cypher(store, out, progress, force=force)
    if form in (ExportForm.CSV, ExportForm.XLSX):
        assert out is not None  # `check` refuses a folder or workbook without a name
        of = day if dated else None
        from graph.output.export import package, workbook  # the command line imports this module for its formats

        with store.snapshot():
            if form is ExportForm.CSV:
                return package.write(store, out, area, progress, day=of, every=every, force=force)
            return workbook.write(store, out, area, lang, day=of, every=every, force=force)
    assert day is not None
    if form is ExportForm.SQLITE:
        assert out is not None  # as above
        from graph.output.export import plain  # the command line imports this module for its formats

        with store.snapshot():
            return plain.write(store, out, day, progress, force=force)
    return _graph(store, form, out, area, day, force=force)


def _graph(store: Store, form: ExportForm, out: Path | None, area: str | None, day: date, *, force: bool) -> Note:
    from graph.output.export import graphs  # the command line imports this module for its formats
    from graph.output.export.states import with_states
    from graph.questions.inquiry import Inquiry

    with Inquiry(store, area, day) as inquiry:
        graph = with_states(inquiry.network(), day, area)
    write_graph = {
        ExportForm.GRAPHML: graphs.graphml,
        ExportForm.GEXF: graphs.gexf,
        ExportForm.JSON: graphs.node_link,
    }[form]
    escape = JSON_ESCAPE if form is ExportForm.JSON else XML_ESCAPE
    _put(out, (escaped(piece, escape) for piece in write_graph(graph)), force=force)
    return Note(
        "export.graph", {"file": out, "organizations": len(graph), "agreements": graph.number_of_edges(), "day": day}
    )


def _cypher(store: Store, out: Path | None, progress: Progress | None, *, force: bool) -> Note:
    from graph.store.neo4j.script import statements  # needed only for this format

    count = 0

    def lines() -> Iterator[str]:
        nonlocal count
        yield from (f"// {say('export.heading', lang)}\n" for lang in LANGS)
        for statement in statements(store, progress):
            count += 1
            yield f"{escaped(statement, CYPHER_ESCAPE)}\n"

    _put(out, lines(), force=force)
    return Note("export.cypher", {"file": out, "count": count})


def _put(out: Path | None, lines: Iterable[str], *, force: bool) -> None:
    if out is None:
        sys.stdout.writelines(lines)
        sys.stdout.flush()
    else:
        write_file(out, lambda path: _written(path, lines), force=force)


def _written(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines)
