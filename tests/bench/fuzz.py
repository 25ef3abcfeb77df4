"""Damaged inputs, by the thousand: `python tests/bench/fuzz.py [--count N] [--seed N] [--keep FOLDER]`.

A corpus is made by script: rosters as .xlsx, .xls, .ods and text tables in three encodings, a data package and a records
workbook as `export` writes them, a mapping, decisions, and a workbook of proposals. Each input is one of them, mutated:
its bytes, the XML of its parts, its encoding, the shape of its descriptor, the lines of its decisions or its mapping.
The command itself reads it, in a process of its own with a limit of memory and of time.

An input is `loaded` or refused in one `message`. Anything else (a `traceback`, something `unexpected`, more than
`--seconds-per-input`, more than 1 GB) is a failure: the input is kept, and the exit code is 1.
`--again FOLDER` runs inputs that were kept before. Same seed, same inputs.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import random
import select
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

MOST_MEMORY = 1 << 30
"""How much an input may add to the memory of the process, in bytes."""
OUTCOMES = ("loaded", "message", "traceback", "unexpected", "slow", "large")
_GOOD = ("loaded", "message")
_STARTING = 120.0
"""How long a process may take until it is ready, in seconds."""

_AT_MOST = 200
"""How many inputs one process reads."""

Random = random.Random
Files = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that a command reads: its files, the one that is mutated, and the command with paths in braces."""

    name: str
    files: Files
    mutated: str
    command: tuple[str, ...]


class Result(NamedTuple):
    """What became of an input."""

    outcome: str
    seconds: float
    megabytes: float
    said: str


# --- the corpus

HEADER = ("序号", "帮扶单位", "乡镇", "受帮扶村", "起始时间", "资金（万元）", "联系电话")


def _rows(count: int = 40) -> list[tuple[Any, ...]]:
    villages = ("下坝村", "砂厂村", "博地村", "示例村", "平川社区")
    return [
        (
            number,
            f"大连示例{number % 9}有限公司" if number % 4 else None,
            ("民主镇", "双凤镇")[number % 2],
            villages[number % 5],
            date(2018, 1 + number % 12, 3) if number % 3 else "2018年",
            number / 4,
            "13800000000",
        )
        for number in range(1, count + 1)
    ]


def _xlsx() -> bytes:
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("台账")
    sheet.merge_range(0, 0, 0, len(HEADER) - 1, "盘州市村企结对帮扶台账（截至2019年12月30日）")
    sheet.write_row(1, 0, HEADER)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for number, row in enumerate(_rows(), start=2):
        for place, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(number, place, cell, day)
            elif cell is not None:
                sheet.write(number, place, cell)
    sheet.merge_range(2, 2, 4, 2, "民主镇")
    sheet.write_formula(6, 5, "=A1+1", None, "")
    sheet.set_row(8, None, None, {"hidden": True})
    other = book.add_worksheet("说明")
    other.write(0, 0, "填写说明")
    book.close()
    return stream.getvalue()


def _texts() -> list[list[str]]:
    return [list(HEADER), *[["" if cell is None else str(cell) for cell in row] for row in _rows()]]


def _ods() -> bytes:
    cell = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'
    rows = "".join(
        f"<table:table-row>{''.join(cell.format('', text) for text in row)}</table:table-row>" for row in _texts()
    )
    title = cell.format(f' table:number-columns-spanned="{len(HEADER)}"', "结对帮扶台账")
    xmlns = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<office:document-content xmlns:office="{xmlns}:office:1.0" xmlns:table="{xmlns}:table:1.0" '
        f'xmlns:text="{xmlns}:text:1.0"><office:body><office:spreadsheet><table:table table:name="台账">'
        f"<table:table-row>{title}</table:table-row>{rows}"
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/>'
        "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    entry = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
    manifest = f'<manifest:manifest xmlns:manifest="{xmlns}:manifest:1.0">{entry}</manifest:manifest>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return stream.getvalue()


MAPPING = """area = "520281"
header = [2]

[columns]
helper = "帮扶单位"
recipient = ["受帮扶村"]

[defaults]
recipient_kind = "village"
amount_unit = "万元"

[sheets."说明"]
use = false
"""


def _run(*args: str) -> None:
    import cli

    try:
        cli.app(list(args))
    except SystemExit as stopped:
        if stopped.code not in (0, 1, None):
            raise


def make_corpus(folder: Path) -> list[Subject]:
    """Everything that is mutated; `folder` is for what the program itself has to write."""
    from tests.loaders.files.compound import old_book

    cells = _texts()
    table = "".join(
        ",".join(f'"{cell}"' if place == 1 else cell for place, cell in enumerate(row)) + "\n" for row in cells
    )
    rosters = {
        "roster.xlsx": _xlsx(),
        "roster.xls": old_book(
            [list(HEADER), *[[cell if isinstance(cell, float) else str(cell) for cell in row] for row in _rows()]]
        ),
        "roster.ods": _ods(),
        "utf8.csv": table.encode("utf-8-sig"),
        "gbk.csv": table.encode("gb18030"),
        "utf16.txt": table.replace(",", "\t").encode("utf-16"),
    }
    store = str(folder / "made.db")
    (folder / "roster.xlsx").write_bytes(rosters["roster.xlsx"])
    with _unheard():
        _run("--store", store, "load", str(folder / "roster.xlsx"), "--in", "520281")
        _run("--store", store, "load", "panzhou-illustrative")
        _run("--store", store, "export", "xlsx", "-o", str(folder / "records.xlsx"))
        _run("--store", store, "export", "csv", "-o", str(folder / "package"))
        _run("--store", store, "reconcile", "-o", str(folder / "proposals.xlsx"))
    found = [
        Subject(name, {name: data}, name, ("load", "{" + name + "}", "--in", "520281"))
        for name, data in rosters.items()
    ]
    found.append(_whole("records.xlsx", (folder / "records.xlsx").read_bytes()))
    package = {
        path.relative_to(folder / "package").as_posix(): path.read_bytes()
        for path in sorted((folder / "package").rglob("*"))
        if path.is_file()
    }
    single = {
        "datapackage.json": (ROOT / "data/panzhou-dalian/datapackage.json").read_bytes(),
        **{path.name: path.read_bytes() for path in sorted((ROOT / "data/panzhou-dalian").glob("*.csv"))},
    }
    for name, files in (("exported", package), ("bundled", single)):
        for part in files:
            inner = part.rpartition("/")[0]
            own = {f"p/{at}": data for at, data in files.items()}
            found.append(Subject(f"{name} {part}", own, f"p/{part}", ("load", "{p}")))
            if inner:
                alone = {f"p/{at.rpartition('/')[2]}": data for at, data in files.items() if at.startswith(f"{inner}/")}
                found.append(Subject(f"alone {part}", alone, f"p/{part.rpartition('/')[2]}", ("load", "{p}")))
    roster = rosters["roster.xlsx"]
    found.append(
        Subject(
            "mapping.toml",
            {"roster.xlsx": roster, "mapping.toml": MAPPING.encode()},
            "mapping.toml",
            ("load", "{roster.xlsx}", "--mapping", "{mapping.toml}"),
        )
    )
    decided = (
        "date,name,kind,area,organization,organization_name,decision\n"
        "2024-05-03,示例村,village,520281103,cn-520281103201,下坝村,yes\n"
        "2024-05-03,大连示例1有限公司,enterprise,,x-1,大连示例一有限公司,no\n"
        "2024-05-04,大连示例1有限公司,enterprise,,x-1,大连示例一有限公司,undo\n"
    )
    found.append(
        Subject(
            "decisions.csv",
            {"roster.xlsx": roster, "s.decisions.csv": b"\xef\xbb\xbf" + decided.encode()},
            "s.decisions.csv",
            ("load", "{roster.xlsx}", "--in", "520281"),
        )
    )
    if (folder / "proposals.xlsx").exists():
        found.append(
            Subject(
                "proposals.xlsx",
                {"proposals.xlsx": _decided((folder / "proposals.xlsx").read_bytes())},
                "proposals.xlsx",
                ("reconcile", "--apply", "{proposals.xlsx}"),
            )
        )
    return found


def _whole(name: str, data: bytes) -> Subject:
    return Subject(name, {name: data}, name, ("load", "{" + name + "}"))


def _decided(workbook: bytes) -> bytes:
    """A workbook of proposals in which the first is refused."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(workbook))
    sheet = book.worksheets[0]
    for cell in sheet[1]:
        if cell.value and ("决定" in str(cell.value) or "decision" in str(cell.value).lower()):
            sheet.cell(2, cell.column).value = "否"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@contextlib.contextmanager
def _unheard() -> Iterator[None]:
    """Nothing that is written meanwhile is seen."""
    kept = os.dup(1), os.dup(2)
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - a device
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
        try:
            yield
        finally:
            for number, old in enumerate(kept, start=1):
                os.dup2(old, number)
                os.close(old)


# --- mutations: each takes bytes and gives bytes

_BOLD = (b"\0", b"\xff", b'"', b"<", b">", b"&", b",", b"\n", b"\r", b"{", b"]", b"\xd8\x00", b"PK\x03\x04", b"'", b"=")
_NUMBERS = (
    "0",
    "-1",
    "1",
    "1048576",
    "1048577",
    "999999999",
    "4294967296",
    "9" * 30,
    "9" * 5000,
    "1e309",
    "NaN",
    "x",
    "",
)


_TEXTS = tuple(number.encode() for number in _NUMBERS)


def flipped(data: bytes, dice: Random) -> bytes:
    """Some bytes are others."""
    changed = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 8, 64))):
        if changed:
            changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def cut(data: bytes, dice: Random) -> bytes:
    """The rest, or something in the middle, is missing."""
    at = dice.randrange(len(data) + 1)
    return data[:at] if dice.random() < 0.5 else data[:at] + data[at + dice.choice((1, 7, 100, 4096)) :]


def repeated(data: bytes, dice: Random) -> bytes:
    """Something stands there often."""
    at, long = dice.randrange(len(data) + 1), dice.choice((1, 3, 20, 300))
    times = dice.choice((2, 10, 1000, 20_000))
    return data[:at] + data[at : at + long] * min(times, 2_000_000 // long) + data[at + long :]


def inserted(data: bytes, dice: Random) -> bytes:
    """Something else stands in between."""
    changed = data
    for _ in range(dice.choice((1, 1, 4))):
        at = dice.randrange(len(changed) + 1)
        what = dice.choice((*_BOLD, dice.randbytes(8), dice.choice(_BOLD) * 1000))
        changed = changed[:at] + what + changed[at:]
    return changed


def recoded(data: bytes, dice: Random) -> bytes:
    """The text is in another encoding, or in two."""
    text = data.decode("utf-8", "replace")
    how = dice.choice(("gb18030", "utf-16", "utf-16-le", "utf-16-be", "big5", "utf-32", "utf-7", "latin-1"))
    other = text.encode(how, "replace")
    return other if dice.random() < 0.7 else data[: len(data) // 2] + other[len(other) // 2 :]


BYTES = (flipped, cut, repeated, inserted)


def lines_changed(data: bytes, dice: Random) -> bytes:
    """Lines are missing, doubled, swapped, or longer; quotes are open."""
    lines = data.split(b"\n")
    for _ in range(dice.choice((1, 2, 5))):
        at = dice.randrange(len(lines))
        what = dice.randrange(7)
        if what == 0:
            del lines[at : at + dice.choice((1, 3))]
            lines = lines or [b""]
        elif what == 1:
            lines[at:at] = [lines[at]] * dice.choice((1, 100, 5000))
        elif what == 2:
            other = dice.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
        elif what == 3:
            lines[at] += b"," * dice.choice((1, 50, 20_000))
        elif what == 4:
            cells = lines[at].split(b",")
            cells[dice.randrange(len(cells))] = dice.choice(
                (b'"', b'"x', b"#REF!", b"=1+1", b"\xed\xa0\x80", b'["\\ud800"]', b'["' + b"[" * 5000, *_TEXTS)
            )
            lines[at] = b",".join(cells)
        elif what == 5:
            lines[at] = lines[at].replace(b",", dice.choice((b";", b"\t", b'","', b"|")))
        else:
            lines[at] = lines[at][: dice.randrange(len(lines[at]) + 1)] + b'"' + lines[at][4:]
    return b"\n".join(lines)


def xml_changed(data: bytes, dice: Random) -> bytes:
    """Tags are missing, doubled or open, attributes are others, entities are defined."""
    import re

    for _ in range(dice.choice((1, 1, 3, 10))):
        tags = list(re.finditer(rb"<[^<>]{1,2000}>", data))
        if not tags:
            return flipped(data, dice)
        tag = dice.choice(tags)
        begin, end = tag.span()
        whole = tag.group()
        what = dice.randrange(9)
        if what == 0:
            new = b""
        elif what == 1:
            new = whole * dice.choice((2, 50, 5000))
        elif what == 2:
            new = whole[:-1]
        elif what == 3:
            new = (whole[:-1] + b" ") * dice.choice((2, 2000))
        elif what == 4:
            number = dice.choice(_NUMBERS).encode()
            new = re.sub(rb'"[^"]*"', b'"' + number + b'"', whole, count=1)
        elif what == 5:
            new = re.sub(rb"\d+", lambda _: dice.choice(_NUMBERS).encode(), whole)
        elif what == 6:
            new = re.sub(rb'\s[\w:]+="[^"]*"', b"", whole, count=1)
        elif what == 7:
            new = b"<!--" + whole if dice.random() < 0.5 else b"<![CDATA[" + whole
        else:
            lol = b'<!DOCTYPE x [<!ENTITY a "' + b"x" * 1000 + b'"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
            return data.replace(b"?>", b"?>" + lol, 1) if dice.random() < 0.5 else data[:end] + b"&b;" + data[end:]
        data = data[:begin] + new + data[end:]
    return data


def zip_changed(data: bytes, dice: Random) -> bytes:
    """A part of the archive is missing, doubled, damaged, or its XML is changed."""
    parts: list[tuple[str, bytes]] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    likely = [
        at
        for at, (name, _) in enumerate(parts)
        if any(word in name for word in ("sheet", "workbook", "content", "Strings"))
    ]
    at = dice.choice(likely or range(len(parts))) if dice.random() < 0.85 else dice.randrange(len(parts))
    name, part = parts[at]
    what = dice.randrange(12)
    if what == 0:
        del parts[at]
    elif what == 1:
        parts.append((name, dice.choice(parts)[1]))
    elif what == 2:
        parts[at] = (name, dice.choice(parts)[1])
    elif what == 3:
        parts[at] = (dice.choice((name.upper(), "../" + name, "/" + name, name + "\0", "x/" * 200)), part)
    elif what == 4:
        parts[at] = (name, dice.choice(BYTES)(part, dice))
    elif what == 5:
        parts[at] = (name, recoded(part, dice))
    else:
        parts[at] = (name, xml_changed(part, dice))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts:
            archive.writestr(name, part)
    return stream.getvalue()


_ODD: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    1e300,
    "",
    "x",
    "\ud800",
    "\0",
    "../x",
    "x" * 5000,
    [],
    {},
    [[]],
    [None],
    {"a": 1},
)


def json_changed(data: bytes, dice: Random) -> bytes:
    """Values of a descriptor have another shape, are missing, or are nested without end."""
    text = data.decode("utf-8-sig")
    what = dice.randrange(10)
    if what == 0:
        return text.replace("{", "{" + '"deep": ' + "[" * 5000 + "]" * 5000 + ",", 1).encode()
    if what == 1:
        return text.replace(
            "{", "{" + "".join(f'"k{number}": 0,' for number in range(dice.choice((1000, 200_000)))), 1
        ).encode()
    if what == 2:
        return dice.choice(BYTES)(data, dice)
    whole = json.loads(text)
    for _ in range(dice.choice((1, 1, 2, 4))):
        places: list[tuple[Any, Any]] = []

        def visit(value: Any, places: list[tuple[Any, Any]] = places) -> None:
            inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
            for key, item in inside:
                places.append((value, key))
                visit(item)

        visit(whole)
        if not places:
            break
        # the deepest parts are the many: first choose how deep
        parent, key = dice.choice(
            places if dice.random() < 0.5 else [one for one in places if one[0] is whole or len(places) < 20] or places
        )
        choice = dice.randrange(4)
        if choice == 0:
            del parent[key]
        elif choice == 1:
            parent[key] = [parent[key]]
        elif choice == 2 and isinstance(parent, list):
            parent.extend([parent[key]] * dice.choice((1, 1000)))
        else:
            parent[key] = dice.choice(_ODD)
    return json.dumps(whole).encode()


def toml_changed(data: bytes, dice: Random) -> bytes:
    """Values of a mapping have another shape or are nested without end."""
    text = data.decode()
    what = dice.randrange(8)
    if what == 0:
        return (text + "x = " + "[" * 5000 + "]" * 5000).encode()
    if what == 1:
        return (".".join(["a"] * dice.choice((50, 3000))) + " = 1\n" + text).encode()
    if what == 2:
        return dice.choice((*BYTES, recoded))(data, dice)
    lines = text.splitlines()
    at = dice.randrange(len(lines))
    name = lines[at].partition(" = ")[0]
    odd = (
        "[]",
        "{}",
        "1",
        "-5",
        "1e400",
        "true",
        "1979-05-27",
        '"x"',
        "[[1]]",
        "[true]",
        "[1, -2]",
        "[99999999]",
        '"\\ud800"',
        "9" * 5000,
        '["' + "x" * 5000 + '"]',
        "{a = 1}",
        "nan",
        "inf",
    )
    lines[at] = (
        f"{name} = {dice.choice(odd)}"
        if dice.random() < 0.8
        else dice.choice(('[sheets."台账"]', "[[columns]]", "[sheets]", "sheets = 1", "area = []", "use = 3"))
    )
    return "\n".join(lines).encode()


def ways(subject: Subject) -> Sequence[Callable[[bytes, Random], bytes]]:
    """The mutations that fit a file, those that reach deeper more than once."""
    name = subject.mutated
    if name.endswith((".xlsx", ".ods")):
        return (*BYTES, *[zip_changed] * 10)
    if name.endswith(".json"):
        return (*BYTES[:1], recoded, *[json_changed] * 8)
    if name.endswith(".toml"):
        return [toml_changed]
    if name.endswith(".xls"):
        return (flipped, flipped, flipped, *BYTES)
    return (*BYTES, recoded, *[lines_changed] * 5)


def mutate(subjects: Sequence[Subject], seed: int, number: int) -> Subject:
    """The input with a number."""
    dice = Random(f"{seed}:{number}")
    kinds = sorted({subject.name.partition(" ")[0] for subject in subjects})
    kind = kinds[number % len(kinds)]
    same = [subject for subject in subjects if subject.name.partition(" ")[0] == kind]
    described = [subject for subject in same if subject.mutated.endswith(".json")]
    subject = dice.choice(described if described and dice.random() < 0.6 else same)
    data = subject.files[subject.mutated]
    for _ in range(dice.choice((1, 1, 1, 2))):
        with contextlib.suppress(Exception):  # what is damaged already cannot be changed in every way
            data = dice.choice(ways(subject))(data, dice)
    named = subject.mutated
    files = {**subject.files, named: data}
    command = subject.command
    if len(files) == 1 and dice.random() < 0.05:  # a name that does not fit
        other = f"renamed{dice.choice(('.csv', '.xlsx', '.xls', '.ods', '.txt', '.et', '.pdf', '', '.csv.gz'))}"
        files = {other: data}
        command = tuple(part.replace("{" + named + "}", "{" + other + "}") for part in command)
    return Subject(subject.name, files, subject.mutated, command)


def put(subject: Subject, folder: Path) -> None:
    """Writes an input: its files, and how it is read."""
    for name, data in subject.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (folder / "input.json").write_text(json.dumps({"name": subject.name, "command": subject.command}), encoding="utf-8")


# --- the process that reads


def child() -> None:
    """Reads each input that a line of standard input names, and says what became of it."""
    import resource

    import polars as pl

    import cli
    from loaders.names import divisions

    divisions.above_townships()
    pl.DataFrame({"started": [1]}).lazy().collect()  # its threads take address space, which is limited from here on
    answers = os.fdopen(os.dup(1), "w")
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    limit = int(status["VmSize"].split()[0]) * 1024 + MOST_MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    answers.write("ready\n")
    answers.flush()
    for line in sys.stdin:
        folder = Path(line.strip())
        Path("/proc/self/clear_refs").write_text("5")  # the peak is counted anew
        before = _peak()
        begun, busy = time.perf_counter(), _busy()
        outcome, said = _read(cli.app, folder)
        seconds = min(time.perf_counter() - begun, _busy() - busy)  # not the time that other programs take
        answers.write(json.dumps(Result(outcome, seconds, max(0.0, _peak() - before), said[-2000:])) + "\n")
        answers.flush()


def _busy() -> float:
    """The time that this process and those it started have computed, in seconds."""
    return sum(os.times()[:4])


def _peak() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


def _read(app: Callable[[list[str]], Any], folder: Path) -> tuple[str, str]:
    command = json.loads((folder / "input.json").read_text(encoding="utf-8"))["command"]
    args = [str(folder / part[1:-1]) if part.startswith("{") else part for part in command]
    kept = os.dup(1), os.dup(2)
    code: Any = 0
    escaped = ""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        os.dup2(out.fileno(), 1)
        os.dup2(err.fileno(), 2)
        try:
            lang = "zh" if len(folder.name) % 2 else "en"
            app(["--store", str(folder / "s.db"), "--lang", lang, *args])
        except SystemExit as stopped:
            code = stopped.code
        except BaseException as error:
            escaped = f"{type(error).__name__}: {error}"
        sys.stdout.flush()
        sys.stderr.flush()
        for number, old in enumerate(kept, start=1):
            os.dup2(old, number)
            os.close(old)
        err.seek(0)
        said = err.read().decode("utf-8", "replace")
    if escaped or "Traceback" in said or "panicked" in said:
        return "traceback", escaped or said
    if "unexpected" in said or "意外" in said or "--debug" in said:
        return ("large" if "MemoryError" in said or "allocat" in said else "unexpected"), said
    if code in (0, None):
        return "loaded", ""
    refused = (folder / "s.db").exists() is False or command[0] != "load"
    return ("message" if refused else "loaded"), said


class Reader:
    """A process that reads inputs, started anew when one of them ended it."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.process: subprocess.Popen[bytes] | None = None
        self.rest = b""
        self.done = 0

    def read(self, folder: Path) -> Result:
        """What becomes of the input in a folder; what fails is read again by a new process, and that counts."""
        if self.done == _AT_MOST:
            self.close()
        self.done += 1
        found = self._read(folder)
        if found.outcome in _GOOD:
            return found
        self.close()
        for left in folder.glob("s.db*"):
            left.unlink()
        return self._read(folder)

    def _read(self, folder: Path) -> Result:
        process = self.process or self._start()
        assert process.stdin is not None
        process.stdin.write(f"{folder}\n".encode())
        process.stdin.flush()
        begun = time.perf_counter()
        line = self._line(process, self.seconds * 6)
        if line is None and process.poll() is None:
            self.close()
            return Result("slow", time.perf_counter() - begun, 0, "")
        if not line:
            code = process.wait()
            self.process = None
            return Result("large" if code == -6 else "unexpected", time.perf_counter() - begun, 0, f"ended with {code}")
        found = Result(*json.loads(line))
        if found.outcome in _GOOD and found.seconds > self.seconds:
            return found._replace(outcome="slow")
        if found.outcome in _GOOD and found.megabytes > MOST_MEMORY >> 20:
            return found._replace(outcome="large")
        return found

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, __file__, "--child"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT)
        self.rest = b""
        if self._line(self.process, _STARTING) != b"ready":
            raise SystemExit("the reading process did not start")
        return self.process

    def _line(self, process: subprocess.Popen[bytes], seconds: float) -> bytes | None:
        assert process.stdout is not None
        until = time.monotonic() + seconds
        while b"\n" not in self.rest:
            ready, _, _ = select.select([process.stdout], [], [], max(0, until - time.monotonic()))
            data = os.read(process.stdout.fileno(), 65536) if ready else b""
            if not data:
                return None
            self.rest += data
        line, _, self.rest = self.rest.partition(b"\n")
        return line

    def close(self) -> None:
        """Ends the process."""
        self.done = 0
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


def main() -> int:
    """Prints the table; returns the exit code."""
    parser = argparse.ArgumentParser(description="Damaged inputs, by the thousand.")
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds-per-input", type=float, default=10.0)
    parser.add_argument("--keep", type=Path, default=None, help="where inputs that fail are kept")
    parser.add_argument("--again", type=Path, default=None, help="a folder of kept inputs")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.child:
        child()
        return 0
    warnings.simplefilter("ignore", UserWarning)  # an archive with two parts of one name
    reader = Reader(chosen.seconds_per_input)
    counts: Counter[tuple[str, str]] = Counter()
    worst: dict[str, Result] = {}
    with tempfile.TemporaryDirectory() as work:
        try:
            for name, kind, folder in _inputs(chosen, Path(work)):
                found = reader.read(folder)
                counts[kind, found.outcome] += 1
                for of in ("seconds", "megabytes"):
                    if of not in worst or getattr(found, of) > getattr(worst[of], of):
                        worst[of] = found
                if found.outcome not in _GOOD:
                    said = found.said.strip().splitlines()
                    print(
                        f"{name} ({kind}): {found.outcome}, {found.seconds:.1f} s: {said[-1][:300] if said else ''}",
                        flush=True,
                    )
                    if chosen.keep is not None:
                        shutil.copytree(folder, chosen.keep / name, dirs_exist_ok=True)
                if chosen.again is None:
                    shutil.rmtree(folder)
        except KeyboardInterrupt:
            print("stopped before the end")
        finally:
            reader.close()
    _show(counts, worst)
    return int(any(outcome not in _GOOD for _, outcome in counts))


def _inputs(chosen: argparse.Namespace, work: Path) -> Iterator[tuple[str, str, Path]]:
    """Each input: its name, its kind, and its folder."""
    if chosen.again is not None:
        for kept in sorted(chosen.again.glob("*/input.json")):
            folder = work / kept.parent.name
            shutil.copytree(kept.parent, folder)
            (folder / "s.db").unlink(missing_ok=True)
            yield folder.name, json.loads(kept.read_text(encoding="utf-8"))["name"].partition(" ")[0], folder
        return
    made = work / "corpus"
    made.mkdir()
    subjects = make_corpus(made)
    for number in range(chosen.count):
        subject = mutate(subjects, chosen.seed, number)
        folder = work / f"{chosen.seed}-{number}"
        put(subject, folder)
        yield folder.name, subject.name.partition(" ")[0], folder


def _show(counts: Mapping[tuple[str, str], int], worst: Mapping[str, Result]) -> None:
    kinds = sorted({kind for kind, _ in counts})
    print(f"\n| input | {' | '.join(OUTCOMES)} |\n|---|{'---|' * len(OUTCOMES)}")
    for kind in kinds:
        print(f"| {kind} | {' | '.join(str(counts.get((kind, outcome), 0)) for outcome in OUTCOMES)} |")
    sums = [sum(counts.get((kind, outcome), 0) for kind in kinds) for outcome in OUTCOMES]
    print(f"| all {sum(sums)} | {' | '.join(map(str, sums))} |")
    if worst:
        print(f"\nlongest {worst['seconds'].seconds:.1f} s, most memory {worst['megabytes'].megabytes:,.0f} MB")


if __name__ == "__main__":
    sys.exit(main())
