"""What people write beside a proposal, on whichever sheet, and how the columns of such a sheet are found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.text import LANGS, file_header
from loaders.files import Cell, cell_text
from loaders.names.decisions import Verdict

ANSWERS = {
    "是": Verdict.YES,
    "yes": Verdict.YES,
    "y": Verdict.YES,
    "否": Verdict.NO,
    "no": Verdict.NO,
    "n": Verdict.NO,
}


def labelled(row: Sequence[Cell], headers: Mapping[str, str]) -> dict[str, int | None]:
    """Where in a row of headers each column stands: under its header, or as a table has it in either language."""
    labels = {cell_text(cell).strip(): at for at, cell in enumerate(row) if cell is not None}
    return {
        name: next(
            (labels[one] for one in (header, *(file_header(name, lang) for lang in LANGS)) if one in labels), None
        )
        for name, header in headers.items()
    }
