"""The yardstick: the same files and the same answers by DuckDB alone, with no validation and no provenance.

    python tests/bench/bare.py load DB PACKAGE | county DB | gaps DB DAY FILE | coverage DB DAY

Everything stays text, as the files hold it. A partial date compares with a day cut to its length.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import duckdb

TYPICAL = 900
"""Organizations in the county that is asked about, or as near as there is."""

LOAD = "CREATE TABLE {table} AS SELECT * FROM read_csv('{path}', all_varchar=true)"

IN_COUNTY = """
    in_county(id, county) AS (
        SELECT id, id FROM organizations WHERE kind = 'county'
        UNION ALL
        SELECT o.id, c.county FROM organizations o JOIN in_county c ON o.part_of = c.id
    )"""

STANDING = """
    in_force AS (
        SELECT DISTINCT recipient AS id FROM agreements
        WHERE ("start" IS NULL OR "start" <= left('{day}', length("start")))
          AND ("end" IS NULL OR "end" >= left('{day}', length("end")))
    ),
    ended AS (SELECT DISTINCT recipient AS id FROM agreements WHERE "end" < left('{day}', length("end"))),
    helped(id) AS (
        SELECT id FROM in_force
        UNION
        SELECT o.id FROM organizations o JOIN helped h ON o.part_of = h.id
    ),
    standing AS (
        SELECT id, name, CASE WHEN id IN (FROM in_force) THEN 'direct'
                              WHEN id IN (FROM helped) THEN 'inherited'
                              WHEN id IN (FROM ended) THEN 'lapsed' ELSE 'never' END AS state
        FROM organizations WHERE kind = 'village' AND on_roster = 'true'
    )"""

COUNTY = f"""
    WITH RECURSIVE {IN_COUNTY}
    SELECT county, count(*) FROM in_county
    GROUP BY county ORDER BY abs(count(*) - {TYPICAL}), county LIMIT 1"""

GAPS = f"""
    COPY (WITH RECURSIVE {STANDING}
          SELECT id, name, state FROM standing WHERE state <> 'direct' ORDER BY id)
    TO '{{path}}' (HEADER)"""

COVERAGE = f"""
    WITH RECURSIVE {STANDING}, {IN_COUNTY}
    SELECT county, count(*), count(*) FILTER (state = 'direct'), count(*) FILTER (state = 'inherited'),
           count(*) FILTER (state = 'lapsed'), count(*) FILTER (state = 'never')
    FROM standing LEFT JOIN in_county USING (id) GROUP BY county ORDER BY county"""


def main(step: str, database: str, *rest: str) -> None:
    """One step as one process; `county` and `coverage` print JSON."""
    with duckdb.connect(database) as db:
        if step == "load":
            for table in ("organizations", "agreements"):
                db.execute(LOAD.format(table=table, path=Path(rest[0]) / f"{table}.csv"))
        elif step == "county":
            print(json.dumps(db.execute(COUNTY).fetchone()))
        elif step == "gaps":
            db.execute(GAPS.format(day=rest[0], path=rest[1]))
        elif step == "coverage":
            print(json.dumps(db.execute(COVERAGE.format(day=rest[0])).fetchall()))
        else:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main(*sys.argv[1:])
