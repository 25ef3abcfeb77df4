"""The tables of a SQLite store, and the one condition that makes an area a range scan."""

from __future__ import annotations

from importlib import resources

from graph.model import Kind

IN_RANGE = f"""kind IN ({", ".join(f"'{kind.value}'" for kind in Kind)}) AND pos BETWEEN ? AND ?"""
"""Where an organization lies in a range of positions, through the index on kind and position."""


def schema() -> tuple[list[str], list[str]]:
    """The statements that create the tables, and those that create the indexes."""
    text = resources.files("graph.store.sqlite").joinpath("schema.sql").read_text(encoding="utf-8")
    lines = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("--"))
    statements = [part.strip() for part in lines.split(";") if part.strip()]
    return (
        [part for part in statements if part.startswith("CREATE TABLE")],
        [part for part in statements if not part.startswith("CREATE TABLE")],
    )
