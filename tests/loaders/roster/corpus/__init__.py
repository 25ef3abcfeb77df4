"""Rosters as departments really send them, each small enough to read, with the exact network and problems they hold.

Every case is written to a file by the program it names; the ones `saved` were made from cases of this corpus by
LibreOffice: `python -m tests.loaders.roster.corpus.saved` (with `soffice` on the path) makes them again.
"""

from __future__ import annotations

from tests.loaders.roster.corpus.cells import DATES, MONEY, NAMES, TEXTS
from tests.loaders.roster.corpus.combined import COMBINED, REGISTRY
from tests.loaders.roster.corpus.faces import FACES
from tests.loaders.roster.corpus.relations import RELATIONS
from tests.loaders.roster.corpus.saved import SAVED_CASES
from tests.loaders.roster.corpus.sheets import PLAIN, ROWS
from tests.loaders.roster.corpus.strangers import STRANGERS

CASES = (
    *PLAIN,
    *ROWS,
    *NAMES,
    *MONEY,
    *DATES,
    *TEXTS,
    *REGISTRY,
    *COMBINED,
    *SAVED_CASES,
    *FACES,
    *STRANGERS,
    *RELATIONS,
)
