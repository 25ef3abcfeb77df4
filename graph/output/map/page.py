"""Writes a picture as one HTML page that holds everything it needs and requests nothing.

pyvis (vis-network) draws dots and lines, at places that the page packs, without physics; the page around it is ours.
Names are data in it, never markup: they stand in a JSON block in which `<`, `>` and `&` are escaped. A
Content-Security-Policy allows only the scripts and the style whose hashes it names, and no request at all.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources
from importlib.metadata import version
from string import Template
from typing import TYPE_CHECKING, Any

from pyvis.network import Network as Drawing

from graph import lookup
from graph.answer import Note
from graph.errors import UsageError
from graph.model import AREA_KINDS, Contribution, Kind, unit_of
from graph.output.map import Layout, free
from graph.output.map.drafts import Drafted, drafted
from graph.output.map.free import Heading, Places
from graph.output.map.order import ranks
from graph.output.map.picture import Dot, DotClass, DrawnAgreement, DrawnUnit, PairLine, Picture, Timing, take
from graph.output.map.totals import CLASSES, Totals
from graph.output.map.versions import Editions, editions
from graph.output.render import sentence, without_controls
from graph.query import Query, State
from graph.questions import coverage, partners, roster
from graph.questions.inquiry import newest_day
from graph.text import LANGS, TEXT, WORDS, Lang, plural, say, word

if TYPE_CHECKING:
    from graph.network import Network
    from graph.questions.inquiry import Inquiry

_LIBRARY = "lib/vis-9.1.2/vis-network.min.js"
_SCRIPTS = (
    "base.js",
    "model.js",
    "marks.js",
    "overview.js",
    "network.js",
    "people.js",
    "list.js",
    "sheet.js",
    "links.js",
    "search.js",
    "atlas.js",
    "paper.js",
    "frame.js",
)
_OPTIONS: Mapping[str, Any] = {
    "autoResize": True,
    "layout": {"improvedLayout": False},
    "physics": {"enabled": False},
    "interaction": {"dragNodes": False, "hover": False, "keyboard": False, "selectable": False},
    "nodes": {"size": 8, "fixed": True},
    "edges": {
        "arrows": {"to": {"enabled": False}},
        "smooth": {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.5},
    },
}
_CLASSES = tuple(DotClass)


@dataclass(frozen=True, slots=True)
class Page:
    """The content of a page: the picture, and every sentence in both languages.

    It opens on `kind`, or on `focus` where an organization is given. Of a `partial` page no share is given. `drafts`
    are partners that a plan proposes to gaps, by id; None where none was made. `free` holds the places of a layout by
    forces, `editions` what the versions of datasets say. `atlas` is set for an overview whose rows open pages of their
    own; `overview` is the address of that overview, set for those pages. `run` holds what the commands on the page need
    to answer as it does, `early` what is said of a day for which nothing was loaded.
    """

    picture: Picture
    day: date
    scope: str | None
    title: Mapping[Lang, str]
    notes: tuple[Note, ...]
    datasets: Mapping[Lang, tuple[str, ...]]
    sources: Mapping[tuple[str, str, str], tuple[str, str]]
    given: Mapping[tuple[str, str], list[Note]]
    kind: str | None = None
    focus: str | None = None
    partial: bool = False
    drafts: Mapping[str, tuple[Drafted, ...]] | None = None
    free: Places | None = None
    editions: tuple[Editions, ...] = ()
    run: Mapping[str, str | None] = field(default_factory=dict)
    early: Mapping[date, Mapping[Lang, str]] = field(default_factory=dict)
    atlas: Atlas | None = None
    overview: str | None = None


@dataclass(frozen=True, slots=True)
class Atlas:
    """The totals of an overview, and the pages that it opens: by the number of a group, or by the id of an area."""

    totals: Totals
    pages: Mapping[int | str, str]
    kind: str | None = None


def picture_of(
    inquiry: Inquiry, query: Query, states: frozenset[State] | None = None, focus: str | None = None, hops: int = 1
) -> tuple[Picture, str | None]:
    """The picture of the network of the inquiry's area, and the name of the area or organization that it is about.

    With `focus`, the id of an organization, it is the picture of what lies within `hops` pairs of it. Raises
    `UsageError` when there is nothing to show, or too much.
    """
    graph = _network(inquiry, focus, hops)
    if focus is not None:
        picture = take(graph, query, states=states, focus=focus, hops=hops)
    else:
        versions = [one for one in inquiry.datasets() if one.agreements]
        several = {name for name, count in Counter(one.name for one in versions).items() if count > 1}
        listed = [one.as_of for one in versions if one.as_of and one.name in several]

        def past(day: date) -> Network:
            return inquiry.about(query.area, day).network()

        picture = take(graph, query, states=states, past=past, listed=listed)
    if not picture.dots:
        raise UsageError("map.empty")
    about = focus if focus is not None else query.area
    return picture, graph.nodes[about]["name"] if about is not None else None


def page_of(
    inquiry: Inquiry,
    query: Query,
    picture: Picture,
    scope: str | None,
    *,
    part: int | None = None,
    focus: str | None = None,
    layout: Layout = Layout.COLUMNS,
    drafting: bool = True,
) -> Page:
    """The page of a picture; `scope` is in its title, `part` is the number shown where not all are.

    With `drafting` it holds drafts for its gaps.
    """
    notes = _notes(inquiry, query, focus)
    if part is not None:
        notes = (Note("map.part", {"count": part}), *notes)
    ids = [dot.id for dot in picture.dots]
    return Page(
        picture,
        query.day,
        scope if focus is None else None,
        _titles(scope),
        notes,
        _datasets(inquiry),
        {key: (one[0].title, str(one[1])) for key, one in inquiry.places(ids).items()},
        _contribution_notes(inquiry.contributions_of(ids), {dot.id: dot.name for dot in picture.dots}),
        _opening_kind(picture, query) if focus is None else None,
        focus,
        part is not None,
        drafted(inquiry, query, picture) if drafting else None,
        free.place(picture) if layout is Layout.FREE else None,
        editions(inquiry, picture),
        _run(inquiry, query),
        _early(inquiry, picture.days),
    )


def _early(inquiry: Inquiry, days: Iterable[date]) -> dict[date, dict[Lang, str]]:
    """Of each day for which a dataset has only later versions the sentence that says so, in both languages."""
    found = {day: roster.early_notes(inquiry.about(inquiry.area, day)) for day in days}
    return {day: {lang: sentence(notes[0], lang) for lang in LANGS} for day, notes in found.items() if notes}


def _run(inquiry: Inquiry, query: Query) -> dict[str, str | None]:
    """What commands ask about to answer as the page does: an area (by name if it alone has it), a sector, a day."""
    area = query.area
    if area is not None:
        own = inquiry.resolve(area)
        alike = [one for one in inquiry.store.find(own.name, first=True) if one.kind in set(AREA_KINDS)]
        area = own.name if [one.id for one in alike] == [own.id] else own.id
    older = query.day != newest_day(inquiry.datasets(), query.day)
    return {"in": area, "sector": query.sector, "as_of": query.day.isoformat() if older else None}


def _opening_kind(picture: Picture, query: Query) -> str | None:
    """The kind that a page opens on: the one that is asked for, else that of the largest roster."""
    if query.kind is not None:
        return query.kind.value
    own = Counter(dot.kind for dot in picture.dots if dot.expected)
    return min(own, key=lambda kind: (-own[kind], kind)) if len(own) > 1 else None


def _titles(scope: str | None) -> dict[Lang, str]:
    """The title of a page about `scope`, or about everything."""
    return {lang: say("map.title", lang, scope=scope) if scope else say("map.title_all", lang) for lang in LANGS}


def _datasets(inquiry: Inquiry) -> dict[Lang, tuple[str, ...]]:
    """The titles of the loaded datasets."""
    return {lang: tuple(one.title[lang] for one in inquiry.datasets()) for lang in LANGS}


def _network(inquiry: Inquiry, focus: str | None, hops: int) -> Network:
    """The network to draw; a neighbourhood is fetched ring by ring."""
    if focus is None:
        return inquiry.network()
    ids = {focus}
    graph = inquiry.around(sorted(ids))
    for _ in range(hops):
        ids |= {end for edge in graph.edges() if ids & set(edge) for end in edge}
        graph = inquiry.around(sorted(ids))
    return graph


def _notes(inquiry: Inquiry, query: Query, focus: str | None) -> tuple[Note, ...]:
    """The caveats of the figures on the page; with `focus` those of whom that organization is paired with."""
    if focus is not None:
        paired = partners.answer(inquiry.about(None, query.day), org=focus)
        return tuple(note for note in paired.notes if note.key != "partners.given")
    return coverage.answer(inquiry.about(query.area, query.day), kind=query.kind, sector=query.sector).notes


def render(page: Page, lang: Lang) -> str:
    """The page as text; it opens in `lang`."""
    template, css, script = _web_file("page.html"), _web_file("page.css"), "\n".join(map(_web_file, _SCRIPTS))
    library = _library()
    return Template(template).substitute(
        lang="zh-CN" if lang == "zh" else "en",
        title=html.escape(without_controls(page.title[lang])),
        css=css,
        library=library,
        script=script,
        scripts=f"{_hash(library)} {_hash(script)}",
        styles=_hash(css),
        data=_json(_data(page, lang)),
    )


@cache
def _web_file(name: str) -> str:
    return (resources.files("graph.output.map") / "web" / name).read_text("utf-8").replace("\r\n", "\n")


@cache
def _library() -> str:
    """The drawing library that pyvis ships, changed so that it cannot end its own script element."""
    text = (resources.files("pyvis") / _LIBRARY).read_text("utf-8").replace("\r\n", "\n")
    return text.replace("</script", "<\\/script")


def _hash(text: str) -> str:
    """The hash of a text as a Content-Security-Policy writes it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _json(value: object) -> str:
    """A value as JSON in which an HTML parser sees no markup."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _data(page: Page, lang: Lang) -> dict[str, Any]:
    """All data that the script of the page reads; it refers to dots, lines and units by their number."""
    picture = page.picture
    units = {id_: at for at, id_ in enumerate(picture.units)}
    number = {dot.id: at for at, dot in enumerate(picture.dots)}
    order = ranks(picture)
    sources: dict[str, int] = {}
    return {
        "lang": lang,
        "as_of": page.day.isoformat(),
        "scope": _scope(page),
        "version": version("jiedui"),
        "overview": page.overview,
        "opens": _some({"kind": page.kind, "id": page.focus}),
        "partial": page.partial,
        "run": page.run,
        "classes": _CLASSES,
        "days": [day.isoformat() for day in picture.days],
        "now": picture.days.index(page.day),
        "early": {picture.days.index(day): said for day, said in page.early.items()},
        "notes": {one: [sentence(note, one) for note in page.notes] for one in LANGS},
        "datasets": page.datasets,
        "text": {one: {key: TEXT[key][at] for key in TEXT if key.startswith("map.")} for at, one in enumerate(LANGS)},
        "words": {one: {key: pair[at] for key, pair in WORDS.items()} for at, one in enumerate(LANGS)},
        "many": {one: {kind.value: plural(word(kind, one), one) for kind in Kind} for one in LANGS},
        "options": _options(),
        "units": [_unit(id_, unit, units) for id_, unit in picture.units.items()],
        "editions": [_some({"name": one.dataset, "days": one.days, "large": one.large}) for one in page.editions],
        "dots": [_dot(dot, units) | _of_editions(dot, page) for dot in picture.dots],
        "order": [order[dot.id] for dot in picture.dots],
        "lines": [_line(line, page, number, sources) for line in picture.lines],
        "above": _above(picture, units),
        "sources": list(sources),
        "drafted": page.drafts is not None,
        "drafts": {
            number[id_]: [_draft(draft, number) for draft in drafts] for id_, drafts in (page.drafts or {}).items()
        },
        "places": None if page.free is None else [page.free.at[dot.id] for dot in picture.dots],
        "heads": [] if page.free is None else [_heading(head, units) for head in page.free.headings],
        "atlas": None if page.atlas is None else _atlas(page.atlas, units),
        "pinyin": _pinyin([*(dot.name for dot in picture.dots), *(unit.name for unit in picture.units.values())]),
    }


def _scope(page: Page) -> dict[Lang, str] | None:
    """The name of what the page is about in both languages; None where that is everything."""
    if page.scope is None:
        return None
    english = next((unit.name_en for unit in page.picture.units.values() if unit.name == page.scope), None)
    return {"en": without_controls(english or page.scope), "zh": without_controls(page.scope)}


def _options() -> dict[str, Any]:
    """The options of the drawing as pyvis has them; what is visible, and where, is decided by the page."""
    made = Drawing(directed=True)
    made.set_options(json.dumps(_OPTIONS))
    return dict(made.options)


def _heading(head: Heading, units: Mapping[str, int]) -> dict[str, Any]:
    unit = units[head.unit] if head.unit else None
    return _some({"x": head.x, "y": head.y, "u": unit, "key": head.key, "count": head.count})


def _draft(draft: Drafted, number: Mapping[str, int]) -> dict[str, Any]:
    at = number.get(draft.helper)
    name = without_controls(draft.name) if at is None else None
    return _some({"h": at, "name": name, "ill": draft.illustrative, "why": dict(draft.why)})


def _atlas(atlas: Atlas, units: Mapping[str, int]) -> dict[str, Any]:
    found = atlas.totals
    groups = [
        _some(
            {
                "side": group.side.value,
                "u": units[group.unit] if group.unit is not None else None,
                "kind": group.kind,
                "span": group.span,
                "idle": group.idle,
                "href": atlas.pages.get(at),
                "expected": tally["expected"],
                "classes": {one: tally[one] for one in CLASSES if tally[one]},
            }
        )
        for at, (group, tally) in enumerate(zip(found.groups, found.tallies, strict=True))
    ]
    return {
        "groups": groups,
        "links": [list(link) for link in found.links],
        "areas": {units[area]: page for area, page in atlas.pages.items() if isinstance(area, str)},
        "count": found.organizations,
        "pairs": found.pairs,
        "kind": atlas.kind,
    }


def _some(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that are not None, an empty text, or False."""
    return {key: value for key, value in values.items() if value is not None and value != "" and value is not False}


def _pinyin(names: Iterable[str]) -> dict[str, str]:
    """The pinyin initials of every Chinese character in some names."""
    chars = sorted({char for name in names for char in name if not char.isascii()})
    return dict(zip(chars, lookup.initials("".join(chars)), strict=True))


def _unit(id_: str, unit: DrawnUnit, units: Mapping[str, int]) -> dict[str, Any]:
    above = units.get(unit.part_of) if unit.part_of is not None else None
    english = without_controls(unit.name_en or "")
    return _some({"id": id_, "name": without_controls(unit.name), "en": english, "up": above, "area": unit.area})


def _dot(dot: Dot, units: Mapping[str, int]) -> dict[str, Any]:
    return _some(
        {
            "id": dot.id,
            "name": without_controls(dot.name),
            "en": without_controls(dot.name_en or ""),
            "aliases": [without_controls(alias) for alias in dot.aliases] or None,
            "kind": dot.kind,
            "code": dot.code,
            "side": dot.side.value,
            "c": "".join(chr(97 + _CLASSES.index(one)) for one in dot.classes),
            "on": dot.expected,
            "u": units.get(dot.part_of) if dot.part_of is not None else None,
            "from": units.get(dot.inherited_from) if dot.inherited_from is not None else None,
            "ill": dot.illustrative,
            "rests": "".join(map(str, map(int, dot.rests))) if any(dot.rests) else None,
        }
    )


def _of_editions(dot: Dot, page: Page) -> dict[str, Any]:
    """What the versions of datasets say of a dot, by the number of the dataset."""
    said = {at: one.organizations[dot.id] for at, one in enumerate(page.editions) if dot.id in one.organizations}
    elsewhere = {at: one.elsewhere[dot.id] for at, one in enumerate(page.editions) if dot.id in one.elsewhere}
    return _some({"says": said or None, "besides": elsewhere or None})


def _line(line: PairLine, page: Page, number: Mapping[str, int], sources: dict[str, int]) -> dict[str, Any]:
    agreements = []
    for agreement in line.agreements:
        title, place = page.sources[line.helper, line.recipient, agreement.id]
        agreements.append(
            _some(
                {
                    "t": _times(agreement),
                    "form": agreement.form,
                    "sector": agreement.sector,
                    "start": agreement.start,
                    "end": agreement.end,
                    "certainty": agreement.certainty,
                    "ill": agreement.illustrative,
                    "since": agreement.unlisted,
                    "place": place,
                    "source": sources.setdefault(title, len(sources)),
                }
            )
        )
    given = [
        {lang: sentence(note, lang) for lang in LANGS} for note in page.given.get((line.helper, line.recipient), ())
    ]
    ends = line.helper, line.recipient
    said = {at: one.pairs[ends] for at, one in enumerate(page.editions) if ends in one.pairs}
    return _some(
        {
            "h": number[line.helper],
            "r": number[line.recipient],
            "p": agreements,
            "given": given or None,
            "says": said or None,
        }
    )


def _times(agreement: DrawnAgreement) -> str:
    """A letter for each day: in force, ended or to come."""
    return "".join(time.value[0] if time is not Timing.IN_FORCE else "f" for time in agreement.times)


def _above(picture: Picture, units: Mapping[str, int]) -> dict[int, list[dict[str, Any]]]:
    """The agreements of units that are no dots, by the number of the unit."""
    found: dict[int, list[dict[str, Any]]] = {}
    for line in picture.over:
        found.setdefault(units[line.recipient], []).extend(
            _some({"t": _times(one), "sector": one.sector, "ill": one.illustrative}) for one in line.agreements
        )
    return found


def _contribution_notes(
    contributions: Iterable[Contribution], names: Mapping[str, str]
) -> dict[tuple[str, str], list[Note]]:
    """The contributions of each pair as notes; a contribution without a known pair is not on the map."""
    found: dict[tuple[str, str], list[Note]] = {}
    for one in contributions:
        if one.helper in names and one.recipient in names and one.helper and one.recipient:
            found.setdefault((one.helper, one.recipient), []).append(
                partners.given_note(
                    {
                        "measure": one.measure.value,
                        "value": one.value,
                        "unit": unit_of(one),
                        "period": one.period,
                        "helper": names[one.helper],
                        "recipient": names[one.recipient],
                        "illustrative": one.illustrative,
                        "status": one.status.value,
                        "bound": one.bound.value,
                    }
                )
            )
    return found
