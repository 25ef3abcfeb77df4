"""The report that is handed upward: one page, workbook or document with every figure's trace.

`content` builds what it says, free of any format; `html`, `xlsx` and `docx` write it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import UsageError
from graph.files import replace_file

if TYPE_CHECKING:
    from graph.output.report.asking import ReportWanted
    from graph.output.report.parts import Report
    from graph.store import Progress, Store
    from graph.text import Lang

SUFFIXES = (".html", ".htm", ".xlsx", ".docx")
"""What the name of a report's file may end in."""


def write(
    file: Path, store: Store, wanted: ReportWanted, lang: Lang, *, force: bool = False, progress: Progress | None = None
) -> None:
    """Writes the report on a store to `file`, whole or not at all, in the form that its name ends in.

    Raises `UsageError` when the name tells no form, a file is there already (unless `force`), there is nothing to
    report, or the form needs a package that is not installed.
    """
    from graph.output.report.content import build

    suffix = file.suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError("report.suffix", file=file.name)
    if file.exists() and not force:
        raise UsageError("output.exists", file=str(file))
    make: Callable[[Report, Lang, Path], None]
    if suffix == ".docx":
        from graph.output.report.docx import require_docx
        from graph.output.report.docx import write as make

        require_docx()
    elif suffix == ".xlsx":
        from graph.output.report.xlsx import write as make
    else:
        from graph.output.report.html import write as make
    report = build(store, wanted, places=suffix == ".xlsx", progress=progress)
    replace_file(file, lambda draft: make(report, lang, draft))
