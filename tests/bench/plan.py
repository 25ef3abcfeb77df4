"""How long a plan takes: `python -m tests.bench.plan [GAPS HELPERS [PARTNERS]]`."""

from __future__ import annotations

import random
import sys
import tempfile
import time
from contextlib import closing
from datetime import date
from pathlib import Path

from graph import questions
from graph.measures.planning import Wish
from graph.model import Agreement, Kind, Organization, PartialDate
from graph.query import Query
from graph.store import open_store
from tests.records import dataset

SEED = 20191230
DAY = date(2019, 12, 30)


def network(gaps: int, helpers: int) -> tuple[list[Organization], list[Agreement]]:
    """A prefecture of townships of twelve villages: `gaps` villages have no partner, a third of them had one; as many have one."""
    draw = random.Random(SEED)  # a benchmark
    towns = max(gaps * 2 // 12, 1)
    counties = max(towns // 20, 1)
    organizations = [Organization(id="p", name="p", kind=Kind.PREFECTURE)]
    organizations += [Organization(id=f"c{n}", name=f"c{n}", kind=Kind.COUNTY, part_of="p") for n in range(counties)]
    organizations += [
        Organization(id=f"t{n}", name=f"t{n}", kind=Kind.TOWNSHIP, part_of=f"c{n % counties}") for n in range(towns)
    ]
    organizations += [Organization(id=f"h{n}", name=f"h{n}", kind=Kind.ENTERPRISE) for n in range(helpers)]
    agreements = []
    for n in range(gaps * 2):
        village = Organization(id=f"v{n}", name=f"v{n}", kind=Kind.VILLAGE, part_of=f"t{n % towns}", on_roster=True)
        organizations.append(village)
        if n >= gaps or n % 3 == 0:
            agreements.append(
                Agreement(
                    id=f"a{n}",
                    helper=f"h{draw.randrange(helpers)}",
                    recipient=village.id,
                    sector=draw.choice(("education", "health", "industry", None)),
                    end=PartialDate(2018) if n < gaps else None,
                )
            )
    return organizations, agreements


def main() -> None:
    """Plans for the numbers given, or for 1,000 and 10,000 gaps."""
    given = [int(number) for number in sys.argv[1:]]
    partners = given[2] if len(given) > 2 else 1
    for gaps, helpers in [(given[0], given[1])] if given else [(1_000, 500), (10_000, 500)]:
        with (
            tempfile.TemporaryDirectory() as folder,
            closing(open_store(str(Path(folder) / "a.db"), create=True)) as store,
        ):
            store.load(dataset(*network(gaps, helpers)))
            for capacity in (None, gaps * 2 // helpers + 20):
                start = time.perf_counter()
                answer = questions.plan(store, Query(DAY, Kind.VILLAGE), Wish(partners, None, capacity))
                took = time.perf_counter() - start
                numbers = {name: answer.summary[name] for name in ("needed", "filled", "unfilled", "helpers", "cost")}
                sys.stdout.write(f"{numbers} capacity {capacity or 'as today'}: {took:.1f} s\n")


if __name__ == "__main__":
    main()
