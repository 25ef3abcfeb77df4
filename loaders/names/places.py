"""Finds the township or village that a written name means, inside a unit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from graph.model import Kind
from loaders.loaded import Reason
from loaders.names import registry
from loaders.names.index import NO_MATCH, Index, Known, Matcher, NameMatch, folded, one_edit, shortened, sound
from loaders.names.keys import PlaceKey as PlaceKey
from loaders.names.keys import place_key as place_key

_MANY = 5_000
"""With more units than this, names that contain one another are not looked for: it would take too long."""


class PlaceNames(Matcher):
    """Townships and villages of an area, to be found by name inside a unit of it.

    `known` are the units of the area and those it lies in. Of two with the same id the first gives the name, and the
    name of the other is an alias.
    """

    def __init__(self, known: Iterable[Known]) -> None:
        super().__init__()
        aliases: dict[str, list[str]] = {}
        for unit in known:
            first = self.units.setdefault(unit.id, unit)
            names = [name for name in (unit.name, *unit.aliases) if name != first.name]
            aliases.setdefault(unit.id, []).extend(names)
        self._index: dict[Kind, Index] = {}
        for id_, unit in sorted(self.units.items()):
            index = self._index.setdefault(unit.kind, Index())
            place = len(index.known)
            index.known.append(unit)
            index.add("name", folded(unit.name), place)
            index.add("bare", place_key(unit.name, unit.kind).bare, place)
            for alias in dict.fromkeys(aliases[id_]):
                index.add("alias", folded(alias), place)
                index.add("alias", place_key(alias, unit.kind).bare, place)
        self._fuzzy: set[Kind] = set()

    def match(self, name: str, kind: Kind, within: str) -> NameMatch:
        """What `name` means among the units of `kind` in the unit `within`.

        A unit is chosen if it alone has this name, with or without the unit word. If several have, the unit word as
        written (村 or 社区) may decide.
        """
        key = (name, kind, within)
        if key not in self._matches:
            self._matches[key] = self._match(name, kind, within)
        return self._matches[key]

    def _match(self, name: str, kind: Kind, within: str) -> NameMatch:
        index = self._index.get(kind)
        if index is None:
            return NO_MATCH
        written, key = folded(name), place_key(name, kind)

        def units(table: str, text: str) -> list[Known]:
            found = (index.known[place] for place in index.at(table, text))
            return [unit for unit in found if unit.id != within and registry.lies_in(unit.id, within)]

        exact = units("name", written)
        bare = units("bare", key.bare)
        if len(bare) > 1 and key.unit is not None:
            same = [unit for unit in bare if place_key(unit.name, kind).unit == key.unit]
            bare = same if len(same) == 1 else bare
        if not registry.is_township(within):  # a village and a community in two townships only share a name
            bare = [unit for unit in bare if place_key(unit.name, kind).unit in (key.unit, None) or key.unit is None]
        former = units("alias", written)
        surest = exact or bare
        reason = Reason.EXACT if exact else Reason.NORMALISED
        sure = {unit.id: (unit, reason) for unit in surest}
        disputed = [unit for unit in former if unit.id not in sure]  # another place once had this very name
        if len(sure) == 1 and disputed:
            return NameMatch(
                None, self._candidates(name, [*sure.values(), *((unit, Reason.ALIAS) for unit in disputed)])
            )
        if len(sure) == 1:
            return self._chosen(name, sure, ())
        weak = [(unit, Reason.ALIAS) for unit in (*former, *units("alias", key.bare))]
        weak += [(unit, Reason.NORMALISED) for unit in units("bare", key.bare)]
        if not sure:
            weak += self._alike(index, kind, key.bare, units)
        return self._chosen(name, sure, weak)

    def _alike(
        self, index: Index, kind: Kind, bare: str, units: Callable[[str, str], list[Known]]
    ) -> Iterator[tuple[Known, Reason]]:
        if kind not in self._fuzzy:
            self._fuzzy.add(kind)
            for place, unit in enumerate(index.known):
                own = place_key(unit.name, kind).bare
                index.add("sound", sound(own), place)
                for short in shortened(own):
                    index.add("short", short, place)
        yield from ((unit, Reason.PINYIN) for unit in units("sound", sound(bare)))
        if len(bare) > 1:
            near = {unit.id: unit for short in shortened(bare) for unit in units("short", short)}
            for unit in near.values():
                if one_edit(bare, place_key(unit.name, kind).bare):
                    yield unit, Reason.ONE_EDIT
        if len(bare) > 1 and len(index.known) <= _MANY:
            for own in [text for text in index.tables["bare"] if len(text) > 1 and (text in bare or bare in text)]:
                yield from ((unit, Reason.CONTAINED) for unit in units("bare", own))
