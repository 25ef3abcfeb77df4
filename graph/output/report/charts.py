"""Makes charts that Excel and Word draw: stacked bars of members by state, with fills that also differ in print."""

from __future__ import annotations

from typing import Any

from graph.output.report import wording
from graph.output.report.parts import Bars
from graph.query import State
from graph.text import Lang, word

WIDTH = 640
"""The width of a chart, in pixels."""
_FILLS: dict[State, dict[str, Any]] = {
    State.DIRECT: {"fill": {"color": "#1F4E79"}},
    State.INHERITED: {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": "#B5651D", "bg_color": "#FFFFFF"}},
    State.LAPSED: {"pattern": {"pattern": "percent_25", "fg_color": "#555555", "bg_color": "#FFFFFF"}},
    State.NEVER: {"fill": {"color": "#FFFFFF"}},
}


def height(bars: Bars) -> int:
    """The height of the chart of these bars, in pixels."""
    return 80 + 22 * _lines(bars)


def _lines(bars: Bars) -> int:
    """The number of lines: one for each label, and one that says how many more there are."""
    return len(bars.labels) + (bars.all > len(bars.labels))


def data(sheet: Any, bars: Bars, lang: Lang, *, row: int = 0) -> int:
    """Writes the figures of a chart to a worksheet, beginning at `row`; returns the next free row."""
    for place, state in enumerate(State, start=1):
        sheet.write_string(row, place, word(state, lang))
    labels = wording.labels(bars, lang)
    if not bars.share:
        labels = [f"{label}  {count}" for label, count in zip(labels, wording.gap_counts(bars, lang), strict=True)]
    for at, label in enumerate(labels, start=row + 1):
        sheet.write_string(at, 0, label)
        for place, state in enumerate(State, start=1):
            sheet.write_number(at, place, bars.states[state][at - row - 1])
    if (more := wording.more(bars, lang)) is not None:
        sheet.write_string(row + 1 + len(labels), 0, more)
    return next_row(bars, row)


def next_row(bars: Bars, row: int) -> int:
    """The free row below the figures of a chart that begin at `row`."""
    return row + _lines(bars) + 2


def chart(book: Any, sheet: str, bars: Bars, lang: Lang, *, row: int = 0) -> Any:
    """The chart of bars whose figures `data` wrote, at `row`, to the worksheet called `sheet`."""
    drawn = book.add_chart({"type": "bar", "subtype": "percent_stacked" if bars.share else "stacked"})
    last = row + _lines(bars)
    font = {"name": "Microsoft YaHei" if lang == "zh" else "Calibri", "size": 9}
    for place, state in enumerate(State, start=1):
        drawn.add_series(
            {
                "name": [sheet, row, place],
                "categories": [sheet, row + 1, 0, last, 0],
                "values": [sheet, row + 1, place, last, place],
                "gap": 40,
                "border": {"color": "#222222", "width": 0.5},
                **_FILLS[state],
            }
        )
    drawn.set_y_axis({"reverse": True, "interval_unit": 1, "num_font": font})
    drawn.set_x_axis({"num_font": font, "major_gridlines": {"visible": True, "line": {"color": "#BBBBBB"}}})
    drawn.set_legend({"position": "top", "font": font})
    drawn.set_size({"width": WIDTH, "height": height(bars)})
    return drawn
