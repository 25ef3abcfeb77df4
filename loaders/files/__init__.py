"""Files of tables: what they hold, their encodings, text tables, and the sheets of workbooks, all with limits.

A table of a data package comes back as a `TextTable`, a polars frame of text columns. A roster comes back as `Grid`s:
its sheets as they are, with merged ranges and what is hidden.
"""

from __future__ import annotations

from loaders.files.content import decode, read_bytes, suffix_of
from loaders.files.grid import Cell, Grid, Merge, cell_text, is_error, without_invisible
from loaders.files.sheets import read_grids, sheet_names
from loaders.files.tables import TextTable, read_table, table_of

__all__ = [
    "Cell",
    "Grid",
    "Merge",
    "TextTable",
    "cell_text",
    "decode",
    "is_error",
    "read_bytes",
    "read_grids",
    "read_table",
    "sheet_names",
    "suffix_of",
    "table_of",
    "without_invisible",
]
