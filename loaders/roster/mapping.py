"""The mapping file of a roster: what its columns hold, where they do not say so themselves."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from graph.model import ReadAs, clean_name
from graph.text import LANGS, say
from loaders.files import read_bytes
from loaders.loaded import Column, RosterSheet, RosterTable
from loaders.problems import InputError
from loaders.roster.headers import DEFAULTS, FIELDS


@dataclass(frozen=True, slots=True)
class SheetMap:
    """What a mapping file says about a sheet: labels by field, defaults, header rows, whether to read it.

    Its `repr` is part of a roster's fingerprint: renaming it would make every mapped file look changed.
    """

    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    header: tuple[int, ...] | None = None
    use: bool | None = None
    file: str = ""
    """The mapping file, as messages name it."""
    read_as: ReadAs | None = None
    """What the table is, where it does not show."""
    roster: bool | None = None
    """Whether those who are helped are everybody who should have a partner."""
    names: tuple[str, ...] = field(default=(), repr=False)
    """What stands for a helper and is the name of one, though it does not look like it."""
    nobody: tuple[str, ...] = field(default=(), repr=False)
    """What stands for a helper where there is none."""

    @property
    def words(self) -> str:
        """What is said of single words, for a fingerprint; empty if nothing is."""
        return f"{sorted(self.names)} {sorted(self.nobody)}" if self.names or self.nobody else ""


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """A mapping file: what holds for every sheet, and what holds for single sheets. Its `repr` is fingerprinted too."""

    file: str = ""
    area: str | None = None
    every: SheetMap = field(default_factory=SheetMap)
    sheets: Mapping[str, SheetMap] = field(default_factory=dict)

    def of(self, sheet: str | None) -> SheetMap:
        """What holds for a sheet: its own part, completed by the part for every sheet."""
        own = self.sheets.get(sheet or "", SheetMap())
        return SheetMap(
            {**self.every.columns, **own.columns},
            {**self.every.defaults, **own.defaults},
            own.header or self.every.header,
            self.every.use if own.use is None else own.use,
            self.file,
            own.read_as or self.every.read_as,
            self.every.roster if own.roster is None else own.roster,
            (*self.every.names, *own.names),
            (*self.every.nobody, *own.nobody),
        )

    @property
    def words(self) -> str:
        """What is said of single words on any sheet, for a fingerprint; empty if nothing is."""
        return "".join(one.words for one in (self.every, *(self.sheets[name] for name in sorted(self.sheets))))

    def told(self, read_as: ReadAs | None, roster: bool | None) -> ColumnMap:
        """The mapping with what somebody says of all sheets besides: that counts more than what it says itself."""
        if read_as is None and roster is None:
            return self

        def told(one: SheetMap) -> SheetMap:
            return replace(one, read_as=read_as or one.read_as, roster=one.roster if roster is None else roster)

        return replace(self, every=told(self.every), sheets={name: told(one) for name, one in self.sheets.items()})


NO_MAP = ColumnMap()
_WORDS = ("names", "nobody")
MAX_MAPPING = 1 << 20
"""The largest mapping file that is read, in bytes (1 MiB)."""
_OF_A_SHEET = ("columns", "defaults", "header", "use", "as", "roster", *_WORDS)


def read_mapping(path: Path | None) -> ColumnMap:
    """The mapping in a TOML file; raises `InputError` if it cannot be read or uses a name that does not exist."""
    if path is None:
        return NO_MAP
    try:
        text = read_bytes(path, MAX_MAPPING, "input.large_mapping").decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("input.not_unicode", file=path.name) from None
    return parse_mapping(text, path.name)


def parse_mapping(text: str, file: str) -> ColumnMap:
    """The mapping in a text (TOML); `file` is what messages call it. Raises `InputError` as `read_mapping` does."""
    import tomllib  # few loads have a mapping

    try:
        found = tomllib.loads(text)
    except RecursionError:
        raise InputError("input.too_nested", file=file) from None
    except ValueError as error:  # also a number of thousands of digits, which has no place
        place = re.search(r"line (\d+), column (\d+)", str(error))
        line, column = map(int, place.groups()) if place else (0, 0)
        key = "input.mapping" if place else "input.mapping_end"
        raise InputError(key, file=file, line=line, column=column) from None
    sheets = found.pop("sheets", {})
    area = found.pop("area", None)
    if not isinstance(sheets, dict) or not all(isinstance(own, dict) for own in sheets.values()):
        raise InputError("input.mapping_name", file=file, name="sheets", known='[sheets."…"]')
    parts = {name: _sheet_map(own, file, f'sheets."{name}".') for name, own in sheets.items()}
    if isinstance(area, dict | list):
        raise InputError("input.mapping_name", file=file, name="area", known='area = "520281"')
    return ColumnMap(file, None if area is None else str(area), _sheet_map(found, file, ""), parts)


def _sheet_map(stated: Mapping[str, Any], file: str, prefix: str) -> SheetMap:
    for name in stated:
        if name not in _OF_A_SHEET:
            known = ", ".join((*_OF_A_SHEET, *(() if prefix else ("area", "sheets"))))
            raise InputError("input.mapping_name", file=file, name=f"{prefix}{name}", known=known)
    columns, defaults = stated.get("columns", {}), stated.get("defaults", {})
    for table, values, known_names in (("columns", columns, FIELDS), ("defaults", defaults, DEFAULTS)):
        if not isinstance(values, dict):
            raise InputError("input.mapping_name", file=file, name=f"{prefix}{table}", known=f"[{prefix}{table}]")
        for name in values:
            if name not in known_names:
                known = ", ".join(known_names)
                raise InputError("input.mapping_name", file=file, name=f"{prefix}{table}.{name}", known=known)
    header = stated.get("header")
    rows = tuple(header) if isinstance(header, list) else () if header is None else (header,)
    if not all(isinstance(row, int) and not isinstance(row, bool) and row > 0 for row in rows):
        raise InputError("input.mapping_name", file=file, name=f"{prefix}header", known="header = [3, 4]")
    for name in ("use", "roster"):
        if not isinstance(stated.get(name), bool | None):
            known = f"{name} = true, {name} = false"
            raise InputError("input.mapping_name", file=file, name=f"{prefix}{name}", known=known)
    if stated.get("as") not in (None, *ReadAs):
        known = ", ".join(f'as = "{name}"' for name in ReadAs)
        raise InputError("input.mapping_name", file=file, name=f"{prefix}as", known=known)
    for name in _WORDS:
        words = stated.get(name, [])
        if not isinstance(words, list) or not all(isinstance(one, str) for one in words):
            raise InputError("input.mapping_name", file=file, name=f"{prefix}{name}", known=f'{name} = ["…", "…"]')
    for name, label in columns.items():
        if not all(isinstance(one, str) for one in (label if isinstance(label, list) else [label])):
            raise InputError("input.mapping_name", file=file, name=f"{prefix}columns.{name}", known=f'{name} = "…"')
    for name, value in defaults.items():
        if isinstance(value, dict | list):
            raise InputError("input.mapping_name", file=file, name=f"{prefix}defaults.{name}", known=f'{name} = "…"')
    return SheetMap(
        {name: tuple(map(str, label)) if isinstance(label, list) else (str(label),) for name, label in columns.items()},
        {name: _text(value) for name, value in defaults.items()},
        rows or None,
        stated.get("use"),
        read_as=ReadAs(stated["as"]) if "as" in stated else None,
        roster=stated.get("roster"),
        names=tuple(map(clean_name, stated.get("names", ()))),
        nobody=tuple(map(clean_name, stated.get("nobody", ()))),
    )


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


# --- written


def written(sheets: Sequence[RosterSheet]) -> str:
    """A mapping file (TOML) that says how each sheet was understood: read again, it says the same.

    Where somebody has to choose, the line to change names all columns that it may be. What holds for a sheet holds for
    those of the same name in other files too: a mapping does not name files.
    """
    lines = [*(f"# {say('load.mapping_about', lang)}" for lang in LANGS), ""]
    areas = {table.area_id for sheet in sheets for table in sheet.tables}
    if len(areas) == 1 and None not in areas:
        lines = [*lines, f"area = {json.dumps(areas.pop())}", ""]
    by_name: dict[str | None, list[RosterSheet]] = {}
    for sheet in sheets:
        by_name.setdefault(sheet.grid.name, []).append(sheet)
    parts = {name: _part(some) for name, some in by_name.items()}
    same = len({tuple(part) for part in parts.values()}) == 1
    for name, part in list(parts.items())[: 1 if same else None]:
        prefix = "" if same else f"sheets.{json.dumps(name or '', ensure_ascii=False)}"
        lines += [f"[{prefix}]"] if prefix else []
        lines += [line.replace("[", f"[{prefix}.", 1) if prefix and line.startswith("[") else line for line in part]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _part(sheets: Sequence[RosterSheet]) -> list[str]:
    """What is said about the sheets of one name: what all their tables agree on, and the columns of each."""
    tables = [table for sheet in sheets for table in sheet.tables]
    if not tables:
        return ["use = false"]
    headers = {table.header for table in tables}
    alone = len(headers) == 1 and all(len(sheet.tables) < 2 for sheet in sheets)
    lines = [f"header = [{', '.join(map(str, headers.pop()))}]"] if alone else []
    kinds = {table.read_as for table in tables}
    if len(kinds) == 1 and not any(table.choices for table in tables):
        lines.append(f'as = "{kinds.pop()}"')
    whole = {sheet.roster for sheet in sheets}
    if len(whole) == 1 and None not in whole:
        lines.append(f"roster = {json.dumps(whole.pop())}")
    lines += _words(sheets, tables)
    columns = _labels(tables)
    taken: set[str] = set()
    lines.append("[columns]")
    for name in ("recipient", "helper"):
        options = {named(one, table): one for table in tables for one in _options(table, name)}
        if options:
            others = " · ".join(f"{one.letter} {one.name}" for one in options.values())
            lines += [f"# {say('load.mapping_choose', lang, field=name, options=others)}" for lang in LANGS]
            label = next((text for text in options if text not in taken), "")
            taken.add(label)
            settled = [text for text in columns.pop(name, []) if text not in options]
            lines.append(f"{name} = {_quoted([label, *settled])}")
        elif name == "helper" and not any(table.column("helper") for table in tables):
            lines.append('helper = ""')
    left = {name: [text for text in labels if text not in taken] for name, labels in columns.items()}
    lines += [f"{name} = {_quoted(labels)}" for name, labels in left.items() if labels]
    defaults = _defaults(sheets, tables)
    return [*lines, *(["[defaults]", *defaults] if defaults else [])]


def _words(sheets: Sequence[RosterSheet], tables: Sequence[RosterTable]) -> list[str]:
    """The lines about what stands for helpers: what was said of it, and what somebody has to say."""
    open_ = sorted({one.word for table in tables for one in table.doubtful})
    said = {name: sorted({word for sheet in sheets for word in getattr(sheet, name)}) for name in _WORDS}
    lines = [f"# {say('load.mapping_words', lang)}" for lang in LANGS] if open_ else []
    if said["names"] or open_:
        lines.append(f"names = {json.dumps(said['names'], ensure_ascii=False)}")
    if said["nobody"] or open_:
        lines.append(f"nobody = {json.dumps([*said['nobody'], *open_], ensure_ascii=False)}")
    return lines


def _labels(tables: Sequence[RosterTable]) -> dict[str, list[str]]:
    """The labels of each field; none that means another field in another table."""
    found: dict[str, list[str]] = {}
    for table in tables:
        for column in table.columns:
            if column.field is not None and column.made is None:
                labels = found.setdefault(column.field, [])
                labels += [named(column, table)] if named(column, table) not in labels else []
    times = Counter(label for labels in found.values() for label in labels)
    alone = {name: [label for label in labels if times[label] == 1] for name, labels in found.items()}
    return {name: labels for name, labels in alone.items() if labels}


def _options(table: RosterTable, field: str) -> tuple[Column, ...]:
    return next((choice.options for choice in table.choices if choice.field == field), ())


def _defaults(sheets: Sequence[RosterSheet], tables: Sequence[RosterTable]) -> list[str]:
    """What was said about the sheets beforehand, and the kinds and the unit of money that all their tables have."""
    found: dict[str, str] = {}
    for side in ("helper", "recipient"):
        kinds = {column.kind if (column := table.column(side)) else None for table in tables}
        if len(kinds) == 1 and (kind := kinds.pop()) is not None and not any(_options(one, side) for one in tables):
            found[f"{side}_kind"] = kind.value
    units = {table.unit for table in tables}
    if len(units) == 1 and (unit := units.pop()):
        found["amount_unit"] = unit
    for sheet in sheets:
        found |= sheet.defaults
    return [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in found.items()]


def named(column: Column, table: RosterTable) -> str:
    """What a mapping calls a column of a table: its label, or its letter where it has none or shares it."""
    shared = sum(one.label == column.label for one in table.columns) > 1
    return f"column {column.letter}" if shared else column.name


def _quoted(labels: list[str]) -> str:
    return json.dumps(labels if len(labels) > 1 else labels[0], ensure_ascii=False)
