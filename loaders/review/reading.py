"""Shows how a bulletin was read: sentence by sentence on a terminal, or as a page with its spans marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from graph.answer import Note
from graph.files import write_file
from graph.model import UNITS, Certainty, Kind, Measure
from graph.text import Lang, amount, percent, plural, say, word
from loaders.bulletin.names import Name
from loaders.bulletin.statements import (
    Counted,
    Given,
    Pair,
    Statement,
    Status,
    shown,
    statements_of,
)
from loaders.loaded import Loaded

if TYPE_CHECKING:
    from rich.console import Console

STYLES = {Status.RECORD: "green", Status.PROPOSE: "yellow", Status.SKIP: "dim"}


class Line(NamedTuple):
    """A line of a reading and its style; a sentence has none."""

    text: str
    style: str = ""


def show(read: Iterable[Loaded], lang: Lang, to: Console) -> None:
    """Prints the reading of each bulletin of a load."""
    from graph.output.render import printable

    for loaded in read:
        if loaded.prose:
            for line in lines(loaded, lang):
                to.print(printable(line.text), style=line.style)


def lines(loaded: Loaded, lang: Lang) -> Iterator[Line]:
    """Each sentence that says something, with a line for each statement below it, and the counts at the end."""
    if not statements_of(loaded):
        yield Line(say("bulletin.none", lang, file=loaded.dataset.location))
        return
    for sentence, own in groupby(statements_of(loaded), key=lambda one: one.sentence):
        yield Line(sentence)
        for one in own:
            yield Line(f"  {in_words(one, lang)}", STYLES[one.status])
    yield Line(counts(statements_of(loaded), lang), "bold")


def counts_note(statements: Iterable[Statement]) -> Note:
    """How many statements are records, proposals, not read."""
    found = Counter(one.status for one in statements)
    return Note("bulletin.counts", {status.value: found[status] for status in Status})


def counts(statements: Iterable[Statement], lang: Lang) -> str:
    """As `counts_note`, in a language."""
    note = counts_note(statements)
    return say(note.key, lang, **note.values)


def in_words(one: Statement, lang: Lang) -> str:
    """What a statement was read as, and why no more."""
    mark = say(f"bulletin.{one.status}", lang)
    why = say(one.reason.key, lang, **one.reason.values) if one.reason is not None else None
    what = say("bulletin.not_read", lang, printed=one.printed) if one.what is None else _what(one.what, lang)
    return say("bulletin.with_why" if why else "bulletin.in_words", lang, mark=mark, what=what, why=why)


def _what(what: Pair | Counted | Given, lang: Lang) -> str:
    if isinstance(what, Pair):
        key = "bulletin.pair_group" if what.certainty is Certainty.GROUP else "bulletin.pair"
        text = say(key, lang, helpers=_names(what.helpers), recipients=_names(what.recipients))
        text += say("bulletin.since", lang, start=str(what.start)) if what.start else ""
        return text + (say("bulletin.until", lang, end=str(what.end)) if what.end else "")
    between = say("bulletin.between", lang, helper=_name(what.helper, lang), recipient=_name(what.recipient, lang))
    if isinstance(what, Counted) and what.measure is None:
        sides = {"helpers": _kinds(what.helpers.items(), lang), "recipients": _kinds(what.recipients.items(), lang)}
        return say("bulletin.counted", lang, **sides) + between
    assert what.measure is not None  # a claim has counts or a measure
    assert what.value is not None
    unit = what.counted or UNITS[what.measure]
    share = what.measure is Measure.COVERAGE
    values = {
        "value": percent(float(what.value)) if share else amount(what.value),
        "unit": f" {word(unit, lang, 'unit')}" if unit != what.measure.value and not share else "",
        "measure": word(what.measure.value, lang),
    }
    return say("bulletin.given" if isinstance(what, Given) else "bulletin.total", lang, **values) + between


def _names(names: Sequence[Name]) -> str:
    return (
        "、".join(map(shown, names)) if any(not name.full.isascii() for name in names) else ", ".join(map(shown, names))
    )


def _name(name: Name | None, lang: Lang) -> str:
    return shown(name) if name is not None else say("bulletin.nobody", lang)


def _kinds(counts: Iterable[tuple[Kind, int]], lang: Lang) -> str:
    return ("、" if lang == "zh" else ", ").join(
        f"{number} {word(kind.value, lang) if number == 1 else plural(kind.value, lang)}" for kind, number in counts
    )


# --- a page


def write(path: Path, read: Sequence[Loaded], lang: Lang, *, force: bool = False) -> None:
    """Writes the reading of bulletins as a page that opens anywhere; raises `UsageError` if it cannot be written."""
    page = written([one for one in read if one.prose], lang)

    def draft(file: Path) -> None:
        file.write_text(page, encoding="utf-8")

    write_file(path, draft, force=force)


def written(read: Sequence[Loaded], lang: Lang) -> str:
    """The page: each sentence with its spans marked, and beside it what each became. Names are text, never markup."""
    title = escape(say("bulletin.page_title", lang, file=", ".join(one.dataset.location for one in read) or "–"))
    return (
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{title}</title><style>{_STYLE}</style></head>\n<body><main><h1>{title}</h1>\n"
        + "\n".join(_part(one, lang) for one in read)
        + "\n</main></body></html>\n"
    )


def _part(loaded: Loaded, lang: Lang) -> str:
    """The part of the page about one bulletin."""
    rows = []
    for sentence, group in groupby(statements_of(loaded), key=lambda one: one.sentence):
        own = list(group)
        made = "".join(f'<li class="{one.status}">{escape(in_words(one, lang))}</li>' for one in own)
        rows.append(f"<tr><td>{_marked(sentence, own)}</td><td><ul>{made}</ul></td></tr>")
    if not rows:
        return f"<p>{escape(say('bulletin.none', lang, file=loaded.dataset.location))}</p>"
    heads = "".join(f"<th>{escape(say(f'bulletin.page_{name}', lang))}</th>" for name in ("text", "made"))
    return (
        f"<h2>{escape(loaded.dataset.location)}</h2><p>{escape(counts(statements_of(loaded), lang))}</p>"
        f"<table><thead><tr>{heads}</tr></thead><tbody>\n" + "\n".join(rows) + "\n</tbody></table>"
    )


def _marked(sentence: str, own: Sequence[Statement]) -> str:
    """A sentence with the printed words of its statements marked; where they overlap, the surest mark is kept."""
    order = {Status.SKIP: 0, Status.PROPOSE: 1, Status.RECORD: 2}
    letters: list[Status | None] = [None] * len(sentence)
    for one in sorted(own, key=lambda one: order[one.status]):
        begin = sentence.find(one.printed)
        if begin >= 0:
            letters[begin : begin + len(one.printed)] = [one.status] * len(one.printed)
    parts = []
    at = 0
    for status, run in groupby(letters):
        end = at + len(list(run))
        text = escape(sentence[at:end])
        parts.append(text if status is None else f'<mark class="{status}">{text}</mark>')
        at = end
    return "".join(parts)


_STYLE = """
:root{color-scheme:light dark;--ink:#1c1c1c;--paper:#fff;--line:#ddd;--yes:#d9f2dd;--ask:#fff0c2;--no:#ececec}
@media (prefers-color-scheme:dark){:root{--ink:#eee;--paper:#161616;--line:#444;--yes:#1d4d27;--ask:#5a4a10;--no:#333}}
body{font:16px/1.6 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;
color:var(--ink);background:var(--paper);max-width:75rem;margin:1rem auto;padding:0 1rem}
h1{font-size:1.3rem}h2{font-size:1.1rem}table{border-collapse:collapse;width:100%}th{text-align:left}
td,th{border-top:1px solid var(--line);padding:.5rem;vertical-align:top;width:50%;overflow-wrap:anywhere}
ul{margin:0;padding:0;list-style:none}mark{color:inherit;background:var(--no);border-radius:.2rem}
mark.record{background:var(--yes);border-bottom:2px solid}
mark.propose{background:var(--ask);border-bottom:2px dashed}mark.skip{border-bottom:1px dotted}
@media (max-width:40rem){thead{display:none}tr,td{display:block;width:auto}td+td{border:0;padding-top:0}}
@media print{mark{background:none}}
"""
