"""How every workbook looks that this program writes: on a screen, and printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

SHEET_ROWS = 1_048_575
"""The largest number of rows below the header of a worksheet."""
NAME = 31
"""The largest length of the name of a sheet."""
CELL = 32_767
"""The largest number of characters in a cell."""
MEASURED = 300
"""The number of rows that decide the width of a column."""
WIDEST = 60
"""The largest width of a column, in half-width characters."""
HEADER = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
"""The format of a header."""
_A4 = 9
_LONGEST = 120
"""The largest number of characters of a title or remark at the edge of a page; with their codes Excel takes 255."""


def widths(rows: Iterable[Sequence[str]], *, most: int = WIDEST) -> list[int]:
    """The width of each column of some rows, at most `most`, in half-width characters; East Asian ones count two.

    >>> widths([["name", "所属"], ["盘州市人民医院", ""]])
    [16, 6]
    """
    from rich.cells import cell_len  # slow to import, and few commands write a workbook

    return [min(max(map(cell_len, column)) + 2, most) for column in zip(*rows, strict=True)]


def set_up(
    sheet: Any,
    title: str,
    *,
    head: int = 0,
    fixed: int = 0,
    widths: Sequence[int] = (),
    foot: str = "",
) -> None:
    """Sets up a sheet: on paper landscape, as wide as one page, with a title and page numbers.

    The first `head` rows are the header: they stay in sight and are printed on each page; so do the first `fixed`
    columns on the screen. `widths` are those of its columns; `foot` stands at the foot of each page.
    """
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.6)
    sheet.set_header(f"&C&10{_edge(title)}")
    sheet.set_footer(f"&L&8{_edge(foot)}&R&8&P / &N")
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    if head:
        sheet.repeat_rows(0, head - 1)
        sheet.freeze_panes(head, fixed)


def _edge(text: str) -> str:
    """A text as it stands at the edge of a page: one that begins with a digit would be read as a size."""
    text = " ".join(text.split())[:_LONGEST].replace("&", "&&")
    return f" {text}" if text[:1].isdigit() else text
