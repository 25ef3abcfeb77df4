"""Positions for a tree of organizations: integers such that all that lies in a unit is one range of them.

Every unit has the range [pos, last]; the positions of what lies in it are inside. Units keep spare room, so that a
later load can add to them without moving anything else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import StoreError

if TYPE_CHECKING:
    import polars as pl

SPARE = 16
"""A unit gets this much room besides twice what its children take."""


def place(nodes: pl.DataFrame, start: int = 1) -> pl.DataFrame:
    """Positions for a whole forest: (n, part_of, id) → (n, pos, last), siblings in the order of their ids.

    `part_of` is null, or the `n` of a node that is not among `nodes`, at a root. Raises `StoreError` naming an
    organization that lies in itself.
    """
    import polars as pl

    layers = [nodes.filter(pl.col("part_of").is_null() | ~pl.col("part_of").is_in(nodes["n"].implode()))]
    placed = len(layers[0])
    while len(layers[-1]):
        layers.append(nodes.join(layers[-1].select(part_of="n"), on="part_of", how="semi"))
        placed += len(layers[-1])
    if placed < len(nodes):
        seen = pl.concat(layers)["n"].implode()
        raise StoreError("store.cycle", id=nodes.filter(~pl.col("n").is_in(seen))["id"].min())
    wide = _widths(layers)
    roots = wide[0].sort("id").with_columns(pos=start + pl.col("width").cum_sum() - pl.col("width"))
    done = [roots]
    for layer in wide[1:]:
        parents = done[-1].select(part_of="n", base="pos")
        offset = pl.col("width").cum_sum().over("part_of") - pl.col("width")
        done.append(
            layer.sort("part_of", "id")
            .with_columns(offset=offset)
            .join(parents, on="part_of", how="left", maintain_order="left")
            .with_columns(pos=pl.col("base") + 1 + pl.col("offset"))
            .select(roots.columns)
        )
    return pl.concat(done).select("n", "pos", last=pl.col("pos") + pl.col("width") - 1).sort("n")


def _widths(layers: list[pl.DataFrame]) -> list[pl.DataFrame]:
    """Each layer with the room its nodes need, bottom up: 1 for a leaf; for a unit twice its children's, and spare."""
    import polars as pl

    found: list[pl.DataFrame] = []
    below: pl.DataFrame | None = None
    for layer in reversed(layers):
        if below is None or not len(below):
            sized = layer.with_columns(width=pl.lit(1, dtype=pl.Int64))
        else:
            sums = below.group_by("part_of").agg(pl.col("width").sum().alias("inner")).rename({"part_of": "n"})
            sized = (
                layer.join(sums, on="n", how="left", maintain_order="left")
                .with_columns(
                    width=pl.when(pl.col("inner").is_null()).then(1).otherwise(1 + SPARE + 2 * pl.col("inner"))
                )
                .drop("inner")
            )
        found.append(sized)
        below = sized
    return found[::-1]
