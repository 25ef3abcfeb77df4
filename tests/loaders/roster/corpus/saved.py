"""The files LibreOffice saved from cases of this corpus, and how to make them again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.loaders.roster.corpus.combined import COMBINED, HIDDEN, MERGED
from tests.loaders.roster.corpus.writing import SAVED, Case

SAVED_CASES = tuple(
    Case(
        f"{file}, saved by LibreOffice",
        case.pages,
        case.members,
        case.pairs,
        case.amounts,
        case.problems,
        case.parts,
        by=f"saved:{file}",
        as_of=case.as_of,
        roster=case.roster,
    )
    for stem, case in (("merged", MERGED), ("hidden", HIDDEN), ("messy", COMBINED[0]))
    for file in (f"{stem}.xls", f"{stem}.ods")
)


def convert() -> None:
    """Makes the saved files again, from the cases they hold."""
    import tempfile

    SAVED.mkdir(exist_ok=True)
    for stem, case in (("merged", MERGED), ("hidden", HIDDEN), ("messy", COMBINED[0])):
        with tempfile.TemporaryDirectory() as folder:
            path = case.write(Path(folder)).rename(Path(folder) / f"{stem}.xlsx")
            for suffix in ("xls", "ods"):
                command = ["soffice", "--headless", "--convert-to", suffix, "--outdir", str(SAVED), str(path)]
                subprocess.run(command, check=True, capture_output=True)


if __name__ == "__main__":
    convert()
    print(*sorted(path.name for path in SAVED.iterdir()), file=sys.stderr)
