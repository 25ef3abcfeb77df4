"""Writes a report as one HTML page that holds everything it needs, runs no script and requests nothing.

Its Content-Security-Policy allows only the one style whose hash it names. Charts are drawn as SVG; the table beside
each chart holds the same figures.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from string import Template

from graph.answer import Note
from graph.output.report import wording
from graph.output.report.parts import Bars, Report, ReportTable, Section
from graph.query import State
from graph.text import Lang, column_word, percent, say, word

LABEL = 26
"""The largest width of a label in a chart, in half-width characters; the table has the whole label."""
_WIDTH, _LEFT, _BAR, _LINE, _TOP = 700, 190, 350, 20, 26
_FILLS = {
    State.DIRECT: "#1f4e79",
    State.INHERITED: "url(#hatched)",
    State.LAPSED: "url(#dotted)",
    State.NEVER: "#ffffff",
}
"""The fill of each state; the fills also differ in black and white."""
_DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?")
_LONG = re.compile(r"[^\s\u2e80-\uffff]{20,}")
_LINED = 'stroke="#222222" stroke-width="0.6"'
_PATTERNS = (
    '<svg width="0" height="0" class="patterns" aria-hidden="true"><defs>'
    '<pattern id="hatched" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="6" height="6" fill="#ffffff"/><rect width="2.5" height="6" fill="#b5651d"/></pattern>'
    '<pattern id="dotted" width="5" height="5" patternUnits="userSpaceOnUse">'
    '<rect width="5" height="5" fill="#ffffff"/><circle cx="2.5" cy="2.5" r="1.3" fill="#555555"/></pattern>'
    "</defs></svg>"
)


def write(report: Report, lang: Lang, file: Path) -> None:
    """Writes the page to a file."""
    file.write_bytes(render(report, lang).encode())


def render(report: Report, lang: Lang) -> str:
    """The page as text."""
    css = _css(report, lang)
    made = _safe(wording.words(report.made, lang))
    sections = "\n".join(
        _section(report, number, section, lang) for number, section in enumerate(report.sections, start=1)
    )
    contents = "".join(
        f'<li><a href="#s{number}">{_safe(wording.heading(number, section, lang))}</a></li>'
        for number, section in enumerate(report.sections, start=1)
    )
    banner = f'<p class="banner" role="note">{_say("report.banner", lang)}</p>' if report.invented else ""
    return Template(_ours("page.html")).substitute(
        lang="zh-CN" if lang == "zh" else "en",
        title=_safe(wording.words(report.title, lang)),
        css=css,
        style=_hash(css),
        skip=_say("report.skip", lang),
        about=_safe(wording.words(report.about, lang)),
        banner=banner,
        contents_title=_say("report.contents", lang),
        contents=f'{contents}<li><a href="#traces">{_safe(wording.annex_heading(lang))}</a></li>',
        patterns=_PATTERNS,
        sections=sections,
        traces=_traces(report, lang),
        made=made,
    )


@cache
def _ours(name: str) -> str:
    return (resources.files("graph.output.report") / "web" / name).read_text("utf-8").replace("\r\n", "\n")


def _css(report: Report, lang: Lang) -> str:
    """The style of the page, with the text at the foot of a printed page."""
    return Template(_ours("page.css")).substitute(foot=_css_string(wording.words(report.made, lang)))


def _css_string(text: str) -> str:
    """A text as a string of CSS that can end neither the string nor the style."""
    return '"' + "".join(c if re.fullmatch(r"[A-Za-z0-9 ]", c) else f"\\{ord(c):06x}" for c in text) + '"'


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _safe(text: str) -> str:
    return html.escape(wording.clean(text))


def _say(key: str, lang: Lang) -> str:
    return _safe(say(key, lang))


def _marks(traces: tuple[int, ...]) -> str:
    """The numbers behind a figure, each a link to its trace."""
    links = "".join(f'<a href="#t{number}">[{number}]</a>' for number in traces)
    return f"<sup>{links}</sup>" if links else ""


def _section(report: Report, number: int, section: Section, lang: Lang) -> str:
    title = _safe(wording.heading(number, section, lang))
    parts = [f'<section id="s{number}"{" class=annex" if section.annex else ""} aria-labelledby="h{number}">']
    parts.append(f'<h2 id="h{number}">{title}</h2>')
    parts += [
        f"<p>{_safe(wording.paragraph_text(paragraph, lang))}{_marks(paragraph.traces)}</p>"
        for paragraph in section.paragraphs
    ]
    for place, table in enumerate(section.tables, start=1):
        name = f"{number}-{place}"
        parts.append(f"<h3>{number}.{place} {_safe(wording.words(table.caption, lang))}{_marks(table.traces)}</h3>")
        if table.bars is not None and table.bars.labels:
            parts.append(_figure(table, table.bars, name, lang))
        parts += _table(report, table, lang)
    parts += _notes(section.notes, lang)
    return "\n".join((*parts, "</section>"))


def _notes(notes: tuple[Note, ...], lang: Lang) -> Iterator[str]:
    if notes:
        lines = "".join(f"<li>{_safe(wording.words(note, lang))}</li>" for note in notes)
        yield f'<ul class="notes">{lines}</ul>'


def _table(report: Report, table: ReportTable, lang: Lang) -> Iterator[str]:
    """A table with its heading and its notes, in pieces."""
    head = wording.column_headings(table, lang)
    yield f"<table><caption>{_safe(wording.words(table.caption, lang))}</caption><thead><tr>"
    yield "".join(f'<th scope="col">{_safe(name)}</th>' for name in head) + "</tr></thead><tbody>"
    named = int(table.by_area) + wording.naming_column(table)
    for area, cells in wording.printed_rows(table, lang):
        if area is not None:
            line = f'<th scope="rowgroup" colspan="{len(head)}">{_safe(area)}</th>'
            yield f'</tbody><tbody><tr class="area">{line}</tr>'
        yield (
            "<tr>"
            + "".join(
                f'<th scope="row"{_class(text, number=False)}>{_safe(text)}</th>'
                if place == named
                else f"<td{_class(text, number=number)}>{_safe(text)}</td>"
                for place, (text, number) in enumerate(cells)
            )
            + "</tr>"
        )
    yield "</tbody></table>"
    part = wording.part_note(report, table, lang)
    if part is not None:
        yield f'<p class="part">{_safe(part)}</p>'
    if table.marked:
        yield f'<p class="part">{_say("report.marked", lang)}</p>'
    yield from _notes(table.notes, lang)


def _class(text: str, *, number: bool) -> str:
    """The CSS class of a cell: numbers and dates are not broken into lines, long words are broken anywhere."""
    if number:
        return ' class="n"'
    if _DATE.fullmatch(text):
        return ' class="d"'
    return ' class="w"' if _LONG.search(text) else ""


def _figure(table: ReportTable, bars: Bars, name: str, lang: Lang) -> str:
    """The chart of a table."""
    caption = _safe(wording.chart_caption(table, lang))
    return f'<figure>{_svg(bars, f"c{name}", lang)}<figcaption id="c{name}">{caption}</figcaption></figure>'


def _svg(bars: Bars, name: str, lang: Lang) -> str:
    totals, gaps, more = bars.rosters, wording.gap_counts(bars, lang), wording.more(bars, lang)
    most = max(totals, default=0) or 1
    lines = len(totals) + (more is not None)
    parts = [
        f'<svg role="img" aria-labelledby="{name}" viewBox="0 0 {_WIDTH} {_TOP + _LINE * lines + 4}">{_legend(lang)}'
    ]
    for place, (label, total) in enumerate(zip(wording.labels(bars, lang), totals, strict=True)):
        top = _TOP + _LINE * place
        text = _short(label)
        parts.append(f'<text x="{_LEFT - 8}" y="{top + 14}" text-anchor="end">{_safe(text)}</text>')
        left = float(_LEFT)
        for state, counts in bars.states.items():
            width = _BAR * counts[place] / ((total or 1) if bars.share else most)
            if width:
                parts.append(
                    f'<rect x="{left:.2f}" y="{top + 2}" width="{width:.2f}" height="{_LINE - 5}" '
                    f'fill="{_FILLS[state]}" {_LINED}/>'
                )
            left += width
        direct = bars.states[State.DIRECT][place]
        figures = (
            f"{direct:,} / {total:,} ({percent(direct / total if total else None)})" if bars.share else gaps[place]
        )
        parts.append(f'<text x="{left + 6:.2f}" y="{top + 14}">{_safe(figures)}</text>')
    if more is not None:
        end = _TOP + _LINE * len(totals) + 14
        parts.append(f'<text x="{_LEFT - 8}" y="{end}" text-anchor="end">{_safe(more)}</text>')
    return "".join((*parts, "</svg>"))


def _legend(lang: Lang) -> str:
    """The legend of the fills."""
    parts = []
    for place, state in enumerate(State):
        left = _LEFT + place * 120
        parts.append(
            f'<rect x="{left}" y="4" width="14" height="12" fill="{_FILLS[state]}" {_LINED}/>'
            f'<text x="{left + 19}" y="14">{_safe(word(state, lang))}</text>'
        )
    return "".join(parts)


def _short(text: str) -> str:
    """A label cut to `LABEL` half-widths; East Asian characters are twice as wide."""
    width = 0
    for place, char in enumerate(text):
        width += 1 + (unicodedata.east_asian_width(char) in "WF")
        if width > LABEL:
            return f"{text[: place - 1]}…"
    return text


def _traces(report: Report, lang: Lang) -> str:
    """The annex of traces: the commands and their numbers."""
    rows = "".join(
        f'<tr id="t{number}"><th scope="row">[{number}]</th><td><code>{_safe(command)}</code></td></tr>'
        for number, command in enumerate(report.traces, start=1)
    )
    head = "".join(f'<th scope="col">{_safe(column_word(name, lang))}</th>' for name in ("serial", "command"))
    return (
        f'<section id="traces" class="annex" aria-labelledby="ht"><h2 id="ht">{_safe(wording.annex_heading(lang))}</h2>'
        f"<p>{_say('report.trace_how', lang)}</p><table><caption>{_say('report.traced', lang)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></section>"
    )
