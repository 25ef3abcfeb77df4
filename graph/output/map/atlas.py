"""Writes a map: one page where it fits, else an overview and a page for each area.

A page that is mailed and opened on an office PC has limits: `MOST_DOTS` organizations and `MOST_BYTES` bytes. A larger
map becomes an atlas: `map.html` shows the areas with their totals, and `map-pages/` holds a page for each. Of an area
that is too large to be fetched there are only the totals.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING
from urllib.parse import quote

from graph.answer import Note
from graph.errors import UsageError
from graph.files import cannot_write, may_write, write_file
from graph.output.map import Layout, free, page
from graph.output.map.groups import Group, groups_of, in_order, opened_by
from graph.output.map.page import Atlas, Page
from graph.output.map.picture import Picture, states_of
from graph.output.map.totals import Totals, counted
from graph.query import Query, State
from graph.questions.inquiry import Inquiry

if TYPE_CHECKING:
    from graph.model import Kind
    from graph.store import Progress, Store
    from graph.text import Lang

MOST_DOTS = 20_000
"""The largest number of organizations on one page."""
MOST_BYTES = 20_000_000
"""The largest page that is written, in bytes."""
HEAVY = 5_000_000
"""The size, in bytes, above which a note calls a page large."""


@dataclass(frozen=True, slots=True)
class MapWritten:
    """A written map: the page to open, its size in bytes, and for an atlas the folder and number of its pages.

    `totals`: it shows the totals of areas, down to counties, and no organizations.
    """

    file: Path
    size: int
    organizations: int
    pairs: int
    folder: Path | None = None
    pages: int = 0
    totals: bool = False

    def notes(self) -> list[Note]:
        """Notes that say what was written, and that it is large where it is."""
        values = {"count": self.organizations, "file": self.file}
        if self.totals and self.folder is not None:
            notes = [Note("map.totals_pages", {**values, "pages": self.pages, "folder": self.folder})]
        elif self.folder is not None:
            notes = [Note("map.atlas", {**values, "pages": self.pages, "folder": self.folder})]
        elif self.totals:
            notes = [Note("map.totals", values)]
        else:
            notes = [Note("map.written", {**values, "pairs": self.pairs})]
        return notes + ([Note("map.heavy", {"size": self.size / 1_000_000})] if self.size > HEAVY else [])


@dataclass(frozen=True, slots=True)
class MapWanted:
    """What a map is to show and how.

    `states` limits it to the members in these states, `focus` to what lies within `hops` pairs of one organization.
    `pages` are the areas, by id, that get a page of their own where the map has only totals. `store` is what the
    commands on a page must name; None for the default store.
    """

    query: Query
    states: frozenset[State] | None = None
    focus: str | None = None
    hops: int = 1
    layout: Layout = Layout.COLUMNS
    pages: tuple[str, ...] = ()
    store: str | None = None


def wanted(
    inquiry: Inquiry,
    *,
    kind: Kind | None = None,
    sector: str | None = None,
    states: Sequence[str] = (),
    focus: str | None = None,
    hops: int = 1,
    layout: Layout = Layout.COLUMNS,
    pages: Sequence[str] = (),
    store: str | None = None,
) -> MapWanted:
    """What a map of the inquiry's area is to show; `states` are words for states, `focus` names an organization.

    `pages` name the areas that get a page of their own where there are only totals. Raises `UsageError` when a word is
    not a state, or when a name means no organization or several.
    """
    centre = inquiry.resolve(focus, within=inquiry.area).id if focus else None
    areas = tuple(dict.fromkeys(inquiry.resolve(name, area=True, within=inquiry.area).id for name in pages))
    return MapWanted(inquiry.query(kind, sector), states_of(states), centre, hops, layout, areas, store)


def write(
    file: Path, store: Store, wanted: MapWanted, lang: Lang, *, force: bool = False, progress: Progress | None = None
) -> MapWritten:
    """Writes the map of a store; with `force` it replaces files of the same names.

    Raises `UsageError` when there is nothing to show or too much, or when a file exists or cannot be written.
    """
    if file.suffix.lower() not in (".html", ".htm"):
        raise UsageError("map.suffix", file=file.name)
    may_write(file, force=force)
    with Inquiry(store, wanted.query.area, wanted.query.day) as inquiry:
        return _write(file, inquiry, wanted, lang, force=force, progress=progress)


def _write(
    file: Path, inquiry: Inquiry, wanted: MapWanted, lang: Lang, *, force: bool, progress: Progress | None
) -> MapWritten:
    if wanted.focus is None and not inquiry.fits(inquiry.area):
        return _write_totals(file, inquiry, wanted, lang, force=force, progress=progress)
    if wanted.pages:
        raise UsageError("map.opens_all")
    picture, scope = page.picture_of(inquiry, wanted.query, wanted.states, wanted.focus, wanted.hops)
    totals = len(picture.dots), len(picture.lines)
    if len(picture.dots) <= MOST_DOTS:
        part = len(picture.dots) if wanted.focus is not None or wanted.states is not None else None
        one = page.page_of(inquiry, wanted.query, picture, scope, part=part, focus=wanted.focus, layout=wanted.layout)
        content = _rendered(one, wanted, lang).encode()
        if len(content) <= MOST_BYTES:
            write_file(file, lambda draft: _put(draft, content), force=force)
            return MapWritten(file, len(content), *totals)
    folder = _folder(file, force=force)
    of = groups_of(picture, {dot.id for dot in picture.dots})

    def make(drafts: Path) -> bytes:
        names = _pages(drafts, inquiry, wanted, picture, of, lang, file.name, progress)
        overview = _overview(inquiry, wanted.query, counted(picture, of), scope)
        return _rendered(_opening(overview, folder, names), wanted, lang).encode()

    size, pages = _bound(file, folder, make, force=force)
    return MapWritten(file, size, *totals, folder, pages)


def _folder(file: Path, *, force: bool) -> Path:
    """The folder of the pages of a map; raises `UsageError` where it is there and may not be replaced."""
    folder = file.with_name(f"{file.stem}-pages")
    if folder.exists() and not force:
        raise UsageError("output.exists", file=str(folder))
    return folder


def _bound(file: Path, folder: Path, make: Callable[[Path], bytes], *, force: bool) -> tuple[int, int]:
    """Writes an overview, and its pages that `make` puts into a folder; returns the overview's size, and how many."""
    try:
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=file.parent) as drafts:
            content = make(Path(drafts))
            folder.mkdir(exist_ok=True)
            made = sorted(Path(drafts).iterdir())
            for draft in made:
                draft.replace(folder / draft.name)
        write_file(file, lambda draft: _put(draft, content), force=force)
    except OSError as error:
        raise cannot_write(folder, error) from error
    return len(content), len(made)


def _write_totals(
    file: Path, inquiry: Inquiry, wanted: MapWanted, lang: Lang, *, force: bool, progress: Progress | None
) -> MapWritten:
    """Writes the overview of an area whose organizations are too many for pages, with pages of the areas asked for."""
    from graph.output.map.large import take  # numpy is not needed where a network is fetched

    found = take(inquiry.columns(), wanted.query, wanted.states)
    if not found.organizations:
        raise UsageError("map.empty")
    if wanted.layout is Layout.FREE:
        raise UsageError("map.free", count=found.organizations, most=free.MOST_DOTS)
    scope = inquiry.resolve(inquiry.area).name if inquiry.area is not None else None
    overview = _overview(inquiry, wanted.query, found, scope)
    totals = found.organizations, found.pairs
    if not wanted.pages:
        content = _rendered(overview, wanted, lang).encode()
        write_file(file, lambda draft: _put(draft, content), force=force)
        return MapWritten(file, len(content), *totals, totals=True)
    for area in wanted.pages:
        if area not in found.units:
            raise UsageError("map.no_such_page", area=inquiry.resolve(area).name)
    folder = _folder(file, force=force)

    def make(drafts: Path) -> bytes:
        names = {}
        for done, area in enumerate(wanted.pages, start=1):
            query = replace(wanted.query, area=area)
            own = inquiry.about(area, query.day)
            picture, name = page.picture_of(own, query, wanted.states)
            part = len(picture.dots) if wanted.states is not None else None
            one = replace(page.page_of(own, query, picture, name, part=part), overview=f"../{quote(file.name)}")
            names[area] = f"{_safe(area)}.html"
            (drafts / names[area]).write_bytes(_rendered(one, wanted, lang).encode())
            if progress is not None:
                progress("pages", done, len(wanted.pages))
        return _rendered(_opening(overview, folder, names), wanted, lang).encode()

    size, pages = _bound(file, folder, make, force=force)
    return MapWritten(file, size, *totals, folder, pages, totals=True)


def is_ours(file: Path) -> bool:
    """Whether a file is a map that this module wrote."""
    with file.open("rb") as opened:
        return b'<meta name="generator" content="jiedui">' in opened.read(1_000)


def _rendered(one: Page, wanted: MapWanted, lang: Lang) -> str:
    """The page as text; its commands name the store, but no folder of this computer: a page is sent to others."""
    store = wanted.store
    if store is not None and "://" not in store:
        store = PurePath(store).name
    return page.render(replace(one, run={**one.run, "store": store}), lang)


def _put(file: Path, content: bytes) -> None:
    file.write_bytes(content)


def _pages(
    folder: Path,
    inquiry: Inquiry,
    wanted: MapWanted,
    picture: Picture,
    of: Mapping[str, Group],
    lang: Lang,
    overview: str,
    progress: Progress | None,
) -> dict[int, str]:
    """Writes the page of every group that has one; returns the names of the pages by the number of the group."""
    groups = in_order(of.values())
    inside = opened_by(picture, of)
    opening = [(at, group) for at, group in enumerate(groups) if group in inside]
    names = {}
    for done, (at, group) in enumerate(opening):
        part = picture.part(inside[group].seen)
        query = wanted.query if group.unit is None else replace(wanted.query, area=group.unit)
        scope = picture.units[group.unit].name if group.unit is not None else None
        partial = len(part.dots) if group.unit is None or wanted.states is not None else None
        made = page.page_of(inquiry, query, part, scope, part=partial, layout=wanted.layout, drafting=False)
        names[at] = f"{at + 1:03}-{_safe(group.unit or 'elsewhere')}.html"
        one = replace(made, overview=f"../{quote(overview)}")
        (folder / names[at]).write_bytes(_rendered(one, wanted, lang).encode())
        if progress is not None:
            progress("pages", done + 1, len(opening))
    return names


def _overview(
    inquiry: Inquiry,
    query: Query,
    found: Totals,
    scope: str | None,
) -> Page:
    """The page that shows the areas with their totals."""
    bare = page.page_of(inquiry, query, Picture(units=found.units, days=(query.day,)), scope)
    return replace(bare, drafts=None, atlas=Atlas(found, {}, query.kind.value if query.kind else None))


def _opening(overview: Page, folder: Path, names: Mapping[int, str] | Mapping[str, str]) -> Page:
    """An overview that opens pages in a folder: their names by the number of a group, or by the id of an area."""
    assert overview.atlas is not None
    pages: dict[int | str, str] = {key: f"{quote(folder.name)}/{quote(name)}" for key, name in names.items()}
    return replace(overview, atlas=replace(overview.atlas, pages=pages))


def _safe(text: str) -> str:
    return "".join(char if char.isalnum() or char in ".-" else "_" for char in text)
