"""How the corpus of rosters is read: rightly, asked about, wrong, lost: `python tests/bench/corpus.py`.

An edge is *wrong* if it is read and does not stand in the file, and *lost* if it stands there and is not read although
the file was loaded. Precision is the share of the edges read that are right; recall the share of all edges that were
read, those of files that are asked about or refused left out.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from loaders.problems import ChoiceError, InputError
from tests.loaders.roster.corpus import CASES
from tests.loaders.roster.test_corpus import network, read


def main() -> None:
    """Prints a table in Markdown, and the files that were read wrongly."""
    files: Counter[str] = Counter()
    right = wrong = lost = 0
    bad: list[str] = []
    for case in CASES:
        with tempfile.TemporaryDirectory() as folder:
            try:
                found = set(network(read(case, Path(folder)))["pairs"])
            except ChoiceError:
                files["asked"] += 1
                continue
            except InputError:
                files["refused"] += 1
                continue
        expected = set(case.pairs)
        right += len(found & expected)
        wrong += len(found - expected)
        lost += len(expected - found)
        files["read rightly" if found == expected else "wrong" if found - expected else "lost"] += 1
        if found != expected:
            bad.append(f"{case.name}: {sorted(found ^ expected)}")
    print("| files | " + " | ".join(sorted(files)) + " |\n|---|" + "---|" * len(files))
    print(f"| {len(CASES)} | " + " | ".join(str(files[name]) for name in sorted(files)) + " |\n")
    print("| edges right | wrong | lost | precision | recall |\n|---|---|---|---|---|")
    precision, recall = right / max(1, right + wrong), right / max(1, right + lost)
    print(f"| {right} | {wrong} | {lost} | {precision:.3f} | {recall:.3f} |")
    for line in bad:
        print(f"\n{line}")


if __name__ == "__main__":
    main()
