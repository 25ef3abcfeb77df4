"""How many of Panzhou's villages are found by the names they bore four years before: `python tests/bench/names.py`.

530 villages that the editions of 2019 and 2023 share. The true partner of each name is known by its code.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.loaders.names.test_places import outcomes, places, renamed

SCOPES = (
    ("cn-520281", True, "盘州市, with the township of each"),
    ("cn-5202", True, "六盘水市, with the township of each"),
    ("cn-520281", False, "盘州市 as a whole"),
    ("cn-5202", False, "六盘水市 as a whole"),
)


def main() -> None:
    """Prints the table in Markdown."""
    total = len(list(renamed()))
    print(
        f"| looked for in | units there | of {total}: chosen rightly | chosen wrongly | proposed | only listed | names/s |"
    )
    print("|---|---|---|---|---|---|---|")
    for area, by_township, what in SCOPES:
        units = len(places(area).units)
        begun = time.perf_counter()
        found, _ = outcomes(area, by_township=by_township)
        speed = total / (time.perf_counter() - begun)
        cells = (found["right"], found["wrong"], found["proposed"], found["listed"], f"{speed:,.0f}")
        print(f"| {what} | {units:,} | {' | '.join(map(str, cells))} |")


if __name__ == "__main__":
    main()
