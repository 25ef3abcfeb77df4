"""Writes a picture and its scenes as one HTML page that holds everything it needs and requests nothing.

pyvis (vis-network) makes the drawing, with fixed places and without physics; the page around it is ours. Names are data
in it, never markup: they stand in a JSON block in which `<`, `>` and `&` are escaped. A Content-Security-Policy allows
only the scripts and the style whose hashes it names, and no request at all.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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
from graph.model import Contribution
from graph.output.map import Layout, columns, free
from graph.output.map.picture import Dot, DotClass, DrawnUnit, PairLine, Picture, take
from graph.output.map.scenes import Scene, SceneGroup, scenes
from graph.output.render import sentence, without_controls
from graph.query import Query, State
from graph.questions import coverage, partners
from graph.text import LANGS, TEXT, WORDS, Lang, say

if TYPE_CHECKING:
    from graph.network import Network
    from graph.questions.inquiry import Inquiry

LAYOUTS = {Layout.COLUMNS: columns.place, Layout.FREE: free.place}
"""The function that places the dots, for each layout."""
_LIBRARY = "lib/vis-9.1.2/vis-network.min.js"
_SCRIPTS = ("base.js", "model.js", "drawing.js", "panels.js", "paper.js", "start.js")
_STYLES: Mapping[str, Mapping[str, Any]] = {
    "helper": {"shape": "square", "color": {"background": "#1b6ca8", "border": "#1b6ca8"}},
    "idle": {"shape": "square", "color": {"background": "rgba(0,0,0,0)", "border": "#5a6675"}, "borderWidth": 2},
    "direct": {"shape": "dot", "color": {"background": "#d9822b", "border": "#d9822b"}},
    "single": {"shape": "dot", "color": {"background": "#d9822b", "border": "#7a4a00"}, "borderWidth": 4},
    "group": {"shape": "diamond", "color": {"background": "#d9822b", "border": "#d9822b"}},
    "never": {
        "shape": "dot",
        "color": {"background": "rgba(0,0,0,0)", "border": "#c2183a"},
        "borderWidth": 2,
        "shapeProperties": {"borderDashes": [5, 4]},
    },
    "lapsed": {
        "shape": "triangle",
        "color": {"background": "rgba(0,0,0,0)", "border": "#5a6675"},
        "borderWidth": 2,
        "shapeProperties": {"borderDashes": [5, 4]},
    },
    "inherited": {
        "shape": "dot",
        "color": {"background": "rgba(0,0,0,0)", "border": "#c2183a"},
        "borderWidth": 2,
        "shapeProperties": {"borderDashes": [1, 4]},
    },
    "other": {"shape": "dot", "color": {"background": "#8a93a0", "border": "#8a93a0"}},
}
"""The look of each class of dot: classes differ by shape and line as well as by colour."""
_OPTIONS: Mapping[str, Any] = {
    "autoResize": True,
    "layout": {"improvedLayout": False},
    "physics": {"enabled": False},
    "interaction": {"hideEdgesOnDrag": True, "dragNodes": False, "hover": False, "keyboard": False},
    "nodes": {"size": 8, "fixed": True},
    "edges": {"arrows": {"to": {"enabled": False}}, "color": {"color": "#6b7785", "highlight": "#12548a"}},
}
_GROUP_STYLES: Mapping[str, Mapping[str, Any]] = {
    "helper": {"shape": "square", "color": "#1b6ca8"},
    "recipient": {"shape": "dot", "color": "#d9822b"},
}
_CLASSES = tuple(DotClass)
_SEMICOLON: Mapping[Lang, str] = {"en": "; ", "zh": "；"}


@dataclass(frozen=True, slots=True)
class Page:
    """The content of a page: the picture, its scenes, and every sentence in both languages.

    `count` is the number of organizations. `fixed` is set for the overview of an atlas, whose groups open pages
    of their own; `overview` is the address of that overview, set for those pages.
    """

    picture: Picture
    scenes: tuple[Scene, ...]
    day: date
    title: Mapping[Lang, str]
    summary: tuple[Note, ...]
    kinds: tuple[Note, ...]
    notes: tuple[Note, ...]
    datasets: Mapping[Lang, tuple[str, ...]]
    sources: Mapping[tuple[str, str, str], tuple[str, str]]
    given: Mapping[tuple[str, str], list[Note]]
    count: int
    layout: Layout = Layout.COLUMNS
    fixed: Fixed | None = None
    overview: str | None = None


@dataclass(frozen=True, slots=True)
class Fixed:
    """The totals of each group of an overview, the pages that groups open, and the pairs between two groups."""

    tallies: tuple[Mapping[str, int], ...]
    pages: Mapping[int, str]
    links: tuple[tuple[int, int, int], ...]


def picture_of(
    inquiry: Inquiry, query: Query, states: frozenset[State] | None = None, focus: str | None = None, hops: int = 1
) -> tuple[Picture, str | None]:
    """The picture of the network of the inquiry's area, and the name of the area or organization that it is about.

    With `focus`, the id of an organization, it is the picture of what lies within `hops` pairs of it. Raises
    `UsageError` when there is nothing to show, or too much.
    """
    graph = _network(inquiry, focus, hops)
    picture = take(graph, query, states=states, focus=focus, hops=hops)
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
) -> Page:
    """The page of a picture; `scope` is in its title, `part` is the number shown where not all are."""
    summary, kinds, notes = _summary(inquiry, query, focus)
    if part is not None:
        summary = (Note("map.part", {"count": part}), *summary)
    ids = [dot.id for dot in picture.dots]
    return Page(
        picture,
        tuple(scenes(picture, LAYOUTS[layout])),
        query.day,
        _titles(scope),
        summary,
        kinds,
        notes,
        _datasets(inquiry),
        {key: (one[0].title, str(one[1])) for key, one in inquiry.places(ids).items()},
        _contribution_notes(inquiry.contributions_of(ids), {dot.id: dot.name for dot in picture.dots}),
        len(picture.dots),
        layout,
    )


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


def _summary(
    inquiry: Inquiry, query: Query, focus: str | None
) -> tuple[tuple[Note, ...], tuple[Note, ...], tuple[Note, ...]]:
    """The summary of coverage, the same by kind where there are several kinds, and notes about both.

    With `focus` the summary says whom that organization is paired with.
    """
    if focus is not None:
        paired = partners.answer(inquiry.about(None, query.day), org=focus)
        return paired.headline, (), tuple(note for note in paired.notes if note.key != "partners.given")
    covered = coverage.answer(inquiry.about(query.area, query.day), kind=query.kind, sector=query.sector)
    rows = [dict(zip(covered.fields, row, strict=True)) for row in covered.rows]
    kinds = tuple(
        Note(
            "map.of_kind",
            {"direct": row["direct"], "roster": row["roster"], "kind": row["group"], "share": row["share_direct"]},
        )
        for row in rows
    )
    return covered.headline, kinds if len(kinds) > 1 else (), covered.notes


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
    sources: dict[str, int] = {}
    return {
        "lang": lang,
        "as_of": page.day.isoformat(),
        "title": dict(page.title),
        "version": version("jiedui"),
        "layout": page.layout,
        "count": page.count,
        "overview": page.overview,
        "classes": _CLASSES,
        "days": [day.isoformat() for day in picture.days],
        "now": picture.days.index(page.day),
        "summary": {one: [sentence(note, one) for note in page.summary] for one in LANGS},
        "kinds": {one: _SEMICOLON[one].join(sentence(note, one) for note in page.kinds) for one in LANGS},
        "notes": {one: [sentence(note, one) for note in page.notes] for one in LANGS},
        "datasets": page.datasets,
        "text": {one: {key: TEXT[key][at] for key in TEXT if key.startswith("map.")} for at, one in enumerate(LANGS)},
        "words": {one: {key: pair[at] for key, pair in WORDS.items()} for at, one in enumerate(LANGS)},
        "options": {**_OPTIONS, "groups": _STYLES},
        "units": [_unit(id_, unit, units) for id_, unit in picture.units.items()],
        "dots": [_dot(dot, units) for dot in picture.dots],
        "lines": [_line(line, page, number, sources) for line in picture.lines],
        "sources": list(sources),
        "scenes": [_scene(scene, page, number, units) for scene in page.scenes],
        "pinyin": _pinyin([*(dot.name for dot in picture.dots), *(unit.name for unit in picture.units.values())]),
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
    return _some({"id": id_, "name": without_controls(unit.name), "up": above, "area": unit.area})


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
            "from": dot.inherited_from,
            "ill": dot.illustrative,
        }
    )


def _line(line: PairLine, page: Page, number: Mapping[str, int], sources: dict[str, int]) -> dict[str, Any]:
    agreements = []
    for agreement in line.agreements:
        title, place = page.sources[line.helper, line.recipient, agreement.id]
        agreements.append(
            _some(
                {
                    "t": "".join(time.value[0] if time.value != "in_force" else "f" for time in agreement.times),
                    "form": agreement.form,
                    "sector": agreement.sector,
                    "start": agreement.start,
                    "end": agreement.end,
                    "certainty": agreement.certainty,
                    "ill": agreement.illustrative,
                    "place": place,
                    "source": sources.setdefault(title, len(sources)),
                }
            )
        )
    given = [
        {lang: sentence(note, lang) for lang in LANGS} for note in page.given.get((line.helper, line.recipient), ())
    ]
    return _some({"h": number[line.helper], "r": number[line.recipient], "p": agreements, "given": given or None})


def _scene(scene: Scene, page: Page, number: Mapping[str, int], units: Mapping[str, int]) -> dict[str, Any]:
    """A scene as the script reads it, with dots and lines by number."""
    made = _rolled_up(scene, page) if scene.groups else _drawn(scene, page, number)
    fixed = page.fixed
    groups = [
        _some(_group(group, units) | ({"fixed": fixed.tallies[at], "href": fixed.pages.get(at)} if fixed else {}))
        for at, group in enumerate(scene.groups)
    ]
    opened = None
    if scene.parent is not None:
        above = page.scenes[scene.parent]
        at = next(at for at, group in enumerate(above.groups) if group.scene == page.scenes.index(scene))
        opened = _some(_group(above.groups[at], units))
    heads = [
        _some(
            {
                "x": head.x,
                "y": head.y,
                "u": units[head.unit] if head.unit else None,
                "key": head.key,
                "count": head.count,
            }
        )
        for head in scene.places.headings
    ]
    return _some(
        {
            "up": scene.parent,
            "opened": opened,
            "dots": [number[id_] for id_ in scene.dots],
            "heads": heads,
            "groups": groups,
            "of": list(scene.of),
            "links": [list(link) for link in fixed.links] if fixed else None,
            "nodes": [{key: node[key] for key in _NODE if key in node} for node in made.nodes],
            "edges": [{key: edge[key] for key in _EDGE if key in edge} for edge in made.edges],
        }
    )


_NODE, _EDGE = ("id", "x", "y", "shape", "color"), ("id", "from", "to", "label")
"""The keys that the page takes from pyvis; its script decides how a dot or a line looks on a day."""


def _group(group: SceneGroup, units: Mapping[str, int]) -> dict[str, Any]:
    return {
        "side": group.side.value,
        "u": units[group.unit] if group.unit is not None else None,
        "kind": group.kind,
        "span": group.span,
        "idle": group.idle,
        "scene": group.scene,
    }


def _drawn(scene: Scene, page: Page, number: Mapping[str, int]) -> Any:
    """A scene of single dots in pyvis; several agreements of a pair are one line with their number."""
    made, own = Drawing(directed=True), set(scene.dots)
    for id_ in scene.dots:
        x, y = scene.places.at[id_]
        made.add_node(number[id_], label=" ", x=x, y=y)
    for at, line in enumerate(page.picture.lines):
        if line.helper in own and line.recipient in own:
            label = {"label": f"×{len(line.agreements)}"} if len(line.agreements) > 1 else {}
            made.add_edge(number[line.helper], number[line.recipient], id=at, **label)
    for node in made.nodes:
        del node["shape"], node["color"]  # the look follows from its class
    return made


def _rolled_up(scene: Scene, page: Page) -> Any:
    """A scene of groups in pyvis; a line stands for all pairs between two groups."""
    made, of = Drawing(directed=True), dict(zip(scene.dots, scene.of, strict=True))
    for at, group in enumerate(scene.groups):
        x, y = scene.places.at[str(at)]
        made.add_node(at, label=" ", x=x, y=y, **_GROUP_STYLES[group.side.value])
    pairs = {
        (of[line.helper], of[line.recipient])
        for line in page.picture.lines
        if line.helper in of and line.recipient in of
    }
    if page.fixed is not None:
        pairs |= {(helper, recipient) for helper, recipient, _ in page.fixed.links}
    for at, (helper, recipient) in enumerate(sorted(pairs)):
        if helper != recipient:
            made.add_edge(helper, recipient, id=at)
    return made


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
                        "unit": one.unit,
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
