"""Administrative divisions: taking one unit's subtree out of a registry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from loaders.problems import InputError
from loaders.validate import About, Raw

SHOWN = 8
"""How many candidates a message names."""


def subtree(about: About, raw: Mapping[str, Raw], area: str) -> tuple[About, dict[str, Raw]]:
    """The registry `raw` cut to `area` (an id, a code or a name), what lies in it, and the units it lies in.

    The dataset is named after the cut (`registry-cn-2023@cn-520281`), so that two cuts stand side by side in a store.
    Raises `InputError` when the tables hold agreements, when no unit is called `area`, or when several are.
    """
    import polars as pl

    if "agreements" in raw:
        raise InputError("input.in_registry", name=about.name)
    cells = raw["organizations"].cells
    if "part_of" not in cells.columns:
        raise InputError("input.in_registry", name=about.name)
    codes = [name for name in ("id", "code") if name in cells.columns]
    found = cells.filter(pl.any_horizontal(pl.col(name) == area for name in codes))
    if not len(found):
        found = cells.filter(pl.col("name") == area)
    if not len(found):
        raise InputError("input.in_unknown", area=area, name=about.name)
    if len(found) > 1:
        shown = ", ".join(f"{id_} {name}" for id_, name in found.select("id", "name").head(SHOWN).iter_rows())
        raise InputError("input.in_ambiguous", area=area, candidates=shown)
    unit = found.row(0, named=True)
    layers = [found]
    while len(layers[-1]):
        layers.append(cells.filter(pl.col("part_of").is_in(layers[-1]["id"].implode())))
        if len(layers) > SHOWN * 2:  # a circle in a registry: the check of circles will name it
            break
    parent = unit["part_of"]
    while parent is not None and len(layers) <= SHOWN * 4:
        above = cells.filter(pl.col("id") == parent)
        layers.append(above)
        parent = above.row(0, named=True)["part_of"] if len(above) else None
    cut = pl.concat(layers).unique(maintain_order=True)
    title = {lang: f"{text} · {unit['name']}" for lang, text in about.title.items()}
    about = replace(about, name=f"{about.name}@{unit['id']}", title=title)
    return about, {**raw, "organizations": replace(raw["organizations"], cells=cut)}
