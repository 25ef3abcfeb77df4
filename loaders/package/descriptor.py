"""Reads `datapackage.json`: bounded, decoded, and with every part that is used of the shape it must have."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import RecordError
from graph.model import MAX_NAME, PartialDate
from loaders.files import read_bytes
from loaders.package.bundled import DESCRIPTOR
from loaders.problems import InputError

MAX_DESCRIPTOR = 4 << 20
"""The largest descriptor that is read, in bytes (4 MiB)."""


@dataclass(frozen=True, slots=True)
class Part:
    """A value in a descriptor, and where in it it stands (`jiedui.notes`), as messages name it.

    Each way to read it raises `InputError` if the value has another shape; null counts as not there.
    """

    file: str
    value: Any
    where: str = ""

    def __getitem__(self, name: str) -> Part:
        """The value under a name of an object; null if there is none."""
        where = f"{self.where}.{name}" if self.where else name
        return Part(self.file, self.members.get(name), where)

    @property
    def members(self) -> Mapping[str, Any]:
        """The members of an object."""
        if self.value is None:
            return {}
        if not isinstance(self.value, dict):
            raise self.wrong("input.must_be_object")
        return self.value

    @property
    def items(self) -> Sequence[Part]:
        """The items of a list."""
        if self.value is None:
            return ()
        if not isinstance(self.value, list):
            raise self.wrong("input.must_be_list")
        return [Part(self.file, item, f"{self.where}[{place}]") for place, item in enumerate(self.value)]

    @property
    def text(self) -> str | None:
        """A text; None if it is empty."""
        if self.value is not None and not isinstance(self.value, str):
            raise self.wrong("input.must_be_text")
        return self.value or None

    @property
    def stated(self) -> str:
        """A text that must be there."""
        if not self.text:
            raise self.wrong("input.must_be_text")
        return str(self.value)

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts of a list."""
        return tuple(item.stated for item in self.items)

    @property
    def number(self) -> int:
        """A whole number that must be there."""
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            raise self.wrong("input.must_be_number")
        return self.value

    @property
    def day(self) -> PartialDate | None:
        """A date, or a part of one."""
        try:
            return PartialDate.parse(self.text) if self.text else None
        except RecordError:
            raise self.wrong("input.must_be_date") from None

    def wrong(self, key: str) -> InputError:
        """The error that says, by `key`, what the value must be."""
        return InputError(key, file=self.file, where=self.where or Path(self.file).name)


def read(folder: Path) -> Part:
    """The descriptor of the package in a folder; raises `InputError` if there is none or it is not one."""
    path = folder / DESCRIPTOR
    if not path.exists():
        raise InputError("input.no_package", folder=str(folder))
    data = read_bytes(path, MAX_DESCRIPTOR, "input.large_descriptor")
    try:
        found = Part(str(path), json.loads(data.decode("utf-8-sig")))
        json.dumps(found.value, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        raise InputError("input.not_json", file=str(path), line=error.lineno, column=error.colno) from None
    except (ValueError, OverflowError):  # another encoding, half a character, a number of thousands of digits
        raise InputError("input.not_unicode", file=str(path)) from None
    except RecursionError:
        raise InputError("input.too_nested", file=str(path)) from None
    name = found["name"]
    if len(name.stated) > MAX_NAME:
        raise InputError("input.long_name", file=str(path), limit=MAX_NAME)
    return found


def inside(folder: Path, name: str) -> Path:
    """A path in the folder of a package; raises `InputError` if it leads outside of it, by a link or otherwise."""
    try:
        path = folder / name
        with suppress(FileNotFoundError):  # who reads it says that it is not there
            path.stat()
        if folder.resolve() in path.resolve().parents:
            return path
    except (OSError, ValueError, RuntimeError):  # no file can have that name, or links lead in a circle
        pass
    raise InputError("input.outside", file=name, folder=str(folder))
