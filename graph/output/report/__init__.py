"""Writes the report for a superior office: one page, workbook or document in which every figure has its trace.

`content` builds the report without a format; `html`, `xlsx` and `docx` write it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import UsageError
from graph.files import may_write, write_file

if TYPE_CHECKING:
    from graph.output.report.asking import ReportWanted
    from graph.output.report.parts import Report
    from graph.store import Progress, Store
    from graph.text import Lang

SUFFIXES = (".html", ".htm", ".xlsx", ".docx")
"""The endings of the names of report files."""


def write(
    file: Path, store: Store, wanted: ReportWanted, lang: Lang, *, force: bool = False, progress: Progress | None = None
) -> None:
    """Writes the report on a store to `file`, whole or not at all, in the format that its name ends in.

    Raises `UsageError` when the name has another ending, when the file exists (unless `force`), when there is nothing
    to report, or when the format needs a package that is not installed.
    """
    from graph.output.report.content import build  # each format loads only what it needs

    suffix = file.suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError("report.suffix", file=file.name)
    may_write(file, force=force)
    make: Callable[[Report, Lang, Path], None]
    if suffix == ".docx":
        _require_docx()
        from graph.output.report.docx import write as make
    elif suffix == ".xlsx":
        from graph.output.report.xlsx import write as make
    else:
        from graph.output.report.html import write as make
    report = build(store, wanted, places=suffix == ".xlsx", progress=progress)
    write_file(file, lambda draft: make(report, lang, draft), force=force)


def _require_docx() -> None:
    """Raises `UsageError` when python-docx is not installed."""
    try:
        import docx  # noqa: F401  # an optional dependency
    except ImportError:
        raise UsageError("report.docx") from None
