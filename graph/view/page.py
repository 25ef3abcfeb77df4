"""A picture and its places → one HTML page that holds everything it needs and asks for nothing.

The drawing is made by pyvis (vis-network), given fixed places and no physics; the page around it is ours. Names are
data in it, never markup: they stand in a JSON block, `<`, `>` and `&` escaped, and a Content-Security-Policy allows
only the scripts and the style whose hashes it names, and no request at all.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

from graph import lookup, questions
from graph.answer import Note
from graph.coverage import By, Query, State
from graph.errors import UsageError
from graph.model import Contribution, Kind
from graph.render import replace_file, sentence, without_controls
from graph.text import LANGS, TEXT, WORDS, Lang, say
from graph.view import columns
from graph.view.picture import Dot, Line, Picture, Side, Time, take

if TYPE_CHECKING:
    from graph.store import Store

MOST_DOTS = 3_000
"""Most organizations one drawing shows."""
_LIBRARY = "lib/vis-9.1.2/vis-network.min.js"
_STYLES: Mapping[str, Mapping[str, Any]] = {
    "helper": {"shape": "square", "color": {"background": "#1b6ca8", "border": "#1b6ca8"}},
    "idle": {"shape": "square", "color": {"background": "rgba(0,0,0,0)", "border": "#5a6675"}, "borderWidth": 2},
    "direct": {"shape": "dot", "color": {"background": "#d9822b", "border": "#d9822b"}},
    "single": {"shape": "dot", "color": {"background": "#d9822b", "border": "#7a4a00"}, "borderWidth": 4},
    "group": {"shape": "diamond", "color": {"background": "#d9822b", "border": "#d9822b"}},
    "never": {
        "shape": "dot", "color": {"background": "rgba(0,0,0,0)", "border": "#c2183a"}, "borderWidth": 2,
        "shapeProperties": {"borderDashes": [5, 4]},
    },
    "lapsed": {
        "shape": "triangle", "color": {"background": "rgba(0,0,0,0)", "border": "#5a6675"}, "borderWidth": 2,
        "shapeProperties": {"borderDashes": [5, 4]},
    },
    "inherited": {
        "shape": "dot", "color": {"background": "rgba(0,0,0,0)", "border": "#c2183a"}, "borderWidth": 2,
        "shapeProperties": {"borderDashes": [1, 4]},
    },
    "other": {"shape": "dot", "color": {"background": "#8a93a0", "border": "#8a93a0"}},
}  # fmt: skip
"""How each class of dot is drawn: by shape and line as well as by colour."""
_OPTIONS: Mapping[str, Any] = {
    "autoResize": True,
    "layout": {"improvedLayout": False},
    "physics": {"enabled": False},
    "interaction": {"hideEdgesOnDrag": True, "dragNodes": False, "hover": False, "keyboard": False},
    "nodes": {"size": 8, "fixed": True},
    "edges": {"arrows": {"to": {"enabled": False}}, "color": {"color": "#6b7785", "highlight": "#12548a"}},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """What is on the page: the picture, where it stands, and every sentence in both languages."""

    picture: Picture
    places: columns.Places
    day: str
    title: Mapping[Lang, str]
    summary: tuple[Note, ...]
    notes: tuple[Note, ...]
    sources: Mapping[tuple[str, str, str], tuple[str, str]]
    given: Mapping[tuple[str, str], list[Note]]


def ask(
    store: Store, query: Query, *, states: frozenset[State] | None = None, focus: str | None = None, hops: int = 1
) -> Page:
    """The page of a store's network; raises `UsageError` when there is nothing to show, or more than one drawing holds.

    `focus` is the id of an organization whose neighbourhood, `hops` pairs wide, is shown.
    """
    area = query.area if focus is None else focus
    graph = store.network(area) if focus is None or hops < 2 else store.network(query.area)
    picture = take(graph, query, states=states, focus=focus, hops=hops)
    if not picture.dots:
        raise UsageError("ask.map_empty")
    if len(picture.dots) > MOST_DOTS:
        raise UsageError("ask.map_large", count=len(picture.dots), most=MOST_DOTS)
    scope = next((graph.nodes[id_]["name"] for id_ in (focus, query.area) if id_ is not None), None)
    found = questions.coverage(store, query, By.KIND)
    kinds = {dot.kind for dot in picture.dots if dot.state is not None}
    summary = [*found.headline]
    if query.kind is None and len(kinds) > 1:
        for kind in sorted({dot.kind for dot in picture.dots if dot.state is not None}):
            summary += questions.coverage(store, replace(query, kind=Kind(kind)), By.KIND).headline
    if focus is not None or states is not None:
        summary = [Note("map.part", {"count": len(picture.dots)}), *summary]
    ids = [dot.id for dot in picture.dots]
    places = store.places(ids)
    return Page(
        picture, columns.place(picture), query.day.isoformat(),
        {lang: say("map.title", lang, scope=scope) if scope else say("map.title_all", lang) for lang in LANGS},
        tuple(summary), found.notes, {key: (one[0].title, str(one[1])) for key, one in places.items()},
        _given(store.contributions(ids), {dot.id: dot.name for dot in picture.dots}),
    )  # fmt: skip


def write(path: Path, page: Page, lang: Lang) -> None:
    """Writes the page as UTF-8, whole or not at all; raises `UsageError` when it cannot be written."""
    text = render(page, lang)

    def make(draft: Path) -> None:
        draft.write_bytes(text.encode())

    replace_file(path, make)


def render(page: Page, lang: Lang) -> str:
    """The page as text, opening in `lang`."""
    ours = resources.files("graph.view")
    template, css, script = ((ours / name).read_text("utf-8") for name in ("page.html", "page.css", "page.js"))
    library = _library()
    return Template(template).substitute(
        lang="zh-CN" if lang == "zh" else "en", title=html.escape(without_controls(page.title[lang])), css=css,
        library=library, script=script, scripts=f"{_hash(library)} {_hash(script)}", styles=_hash(css),
        data=_json(_data(page, lang)),
    )  # fmt: skip


@cache
def _library() -> str:
    """The drawing library that pyvis ships; it must not be able to end its own script element."""
    text = (resources.files("pyvis") / _LIBRARY).read_text("utf-8").replace("\r\n", "\n")
    return text.replace("</script", "<\\/script")


def _hash(text: str) -> str:
    """A text as a Content-Security-Policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _json(value: object) -> str:
    """JSON that no HTML parser sees markup in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def class_of(dot: Dot) -> str:
    """The class a dot is drawn in and counted in by the legend."""
    if dot.side is Side.HELPER:
        return "helper" if dot.partners else "idle"
    if dot.state is not None and dot.gap:
        return dot.state.value
    if not dot.partners:
        return "other"
    if dot.group:
        return "group"
    return "single" if dot.partners == 1 else "direct"


def _network(page: Page) -> Any:
    """The drawing, as pyvis holds it: dots and lines numbered as in the picture, at their places."""
    from pyvis.network import Network

    made = Network(directed=True)
    number = {dot.id: at for at, dot in enumerate(page.picture.dots)}
    for at, dot in enumerate(page.picture.dots):
        x, y = page.places.at[dot.id]
        made.add_node(
            at, label=" ", shape=_STYLES[class_of(dot)]["shape"], group=class_of(dot), x=x, y=y
        )  # fmt: skip
    for at, line in enumerate(page.picture.lines):
        made.add_edge(number[line.helper], number[line.recipient], id=at, **_drawn(line))
    return made


def _drawn(line: Line) -> dict[str, Any]:
    """How a line is drawn: broken where the pair is not named or no longer helped, wider for several agreements."""
    drawn: dict[str, Any] = {"width": 1 + min(len(line.active), 4) * 0.5}
    if line.group:
        drawn["dashes"] = [2, 6]
    elif not line.active:
        drawn["dashes"] = [8, 6]
        drawn["color"] = {"color": "#a5adb8"}
    if len(line.pacts) > 1:
        drawn["label"] = f"×{len(line.pacts)}"
    return drawn


def _data(page: Page, lang: Lang) -> dict[str, Any]:
    made = _network(page)
    sources: dict[str, int] = {}
    lines = [_line(line, page, sources) for line in page.picture.lines]
    number = {dot.id: at for at, dot in enumerate(page.picture.dots)}
    for line in lines:
        line["h"], line["r"] = number[line["h"]], number[line["r"]]
    return {
        "lang": lang, "as_of": page.day, "title": dict(page.title),
        "summary": {one: [sentence(note, one) for note in page.summary] for one in LANGS},
        "notes": {one: [sentence(note, one) for note in page.notes] for one in LANGS},
        "text": {one: {key: TEXT[key][at] for key in TEXT if key.startswith("map.")} for at, one in enumerate(LANGS)},
        "words": {one: {key: pair[at] for key, pair in WORDS.items()} for at, one in enumerate(LANGS)},
        "units": {id_: without_controls(name) for id_, name in page.picture.units.items()},
        "options": {**_OPTIONS, "groups": _STYLES},
        "heads": [
            {"x": head.x, "y": head.y, "text": head.text, "key": head.key, "count": head.count}
            for head in page.places.headings
        ],
        "nodes": made.nodes, "edges": made.edges, "dots": [_dot(dot) for dot in page.picture.dots], "lines": lines,
        "sources": list(sources),
    }  # fmt: skip


def _dot(dot: Dot) -> dict[str, Any]:
    return {
        "id": dot.id, "name": without_controls(dot.name), "en": without_controls(dot.name_en or ""),
        "aliases": [without_controls(alias) for alias in dot.aliases], "kind": dot.kind,
        "code": dot.code, "side": dot.side.value, "class": class_of(dot), "gap": dot.gap,
        "area": [without_controls(unit) for unit in dot.area],
        "unit": dot.unit, "from": dot.inherited_from, "ill": dot.illustrative, "py": lookup.initials(dot.name),
    }  # fmt: skip


def _line(line: Line, page: Page, sources: dict[str, int]) -> dict[str, Any]:
    pacts = []
    for pact in line.pacts:
        title, place = page.sources[line.helper, line.recipient, pact.id]
        pacts.append({
            "time": pact.time.value, "form": pact.form, "sector": pact.sector, "start": pact.start, "end": pact.end,
            "certainty": pact.certainty, "ill": pact.illustrative, "place": place,
            "source": sources.setdefault(title, len(sources)),
        })  # fmt: skip
    given = [
        {lang: sentence(note, lang) for lang in LANGS} for note in page.given.get((line.helper, line.recipient), ())
    ]
    active = any(pact.time is Time.IN_FORCE for pact in line.pacts)
    return {"h": line.helper, "r": line.recipient, "active": active, "pacts": pacts, "given": given}


def _given(contributions: Iterable[Contribution], names: Mapping[str, str]) -> dict[tuple[str, str], list[Note]]:
    """What was given, by pair; what no pair is known for is not on the map."""
    found: dict[tuple[str, str], list[Note]] = {}
    for one in contributions:
        if one.helper in names and one.recipient in names and one.helper and one.recipient:
            found.setdefault((one.helper, one.recipient), []).append(Note("note.given", {
                "measure": one.measure.value, "value": one.value, "unit": one.unit, "period": one.period,
                "helper": names[one.helper], "recipient": names[one.recipient], "illustrative": one.illustrative,
            }))  # fmt: skip
    return found


def states_of(words: Sequence[str]) -> frozenset[State] | None:
    """The states that `gaps` or a state's own word stands for; None for no word. Raises `UsageError` on others."""
    if not words:
        return None
    found: set[State] = set()
    for text in words:
        if text == "gaps":
            found |= set(State) - {State.DIRECT}
        elif text in set(State):
            found.add(State(text))
        else:
            raise UsageError("ask.map_state", value=text, known=", ".join(("gaps", *State)))
    return frozenset(found)
