"""A roster of 200,000 rows: how long it takes to read, and how much memory: `python tests/bench/roster.py [ROWS]`.

The workbook has a title, a header of two rows, merged townships, real villages of the registry under their short names,
amounts and dates; one village in twenty is misspelt. Written by xlsxwriter, then loaded by the program itself.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

ROWS = 200_000


def make(path: Path, rows: int) -> None:
    """Writes the workbook."""
    import polars as pl
    import xlsxwriter

    from graph.model import Kind
    from loaders.names import divisions
    from loaders.names.keys import place_key

    whole = divisions.whole()
    names = dict(whole.select("id", "name").iter_rows())
    villages = whole.filter(pl.col("kind") == "village").head(rows)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("台账")
    sheet.write_row(0, 0, ("村企结对帮扶台账",))
    sheet.write_row(1, 0, ("序号", "省", "市", "县", "乡镇", "村", "帮扶方", "", "期限", "资金（万元）"))
    sheet.write_row(2, 0, ("", "", "", "", "", "", "单位名称", "联系电话", "", ""))
    for number, (id_, name) in enumerate(villages.select("id", "name").iter_rows(), start=1):
        units = [names[id_[:length]] for length in (5, 7, 9, 12)]
        written = place_key(name, Kind.VILLAGE).bare + ("村" if number % 20 else "新村")
        helper = f"示例企业{number % 5000:04d}" if number % 7 else None
        sheet.write_row(
            number + 2,
            0,
            (number, *units, written, helper, "13800000000" if helper else None, "2018-2020", number % 90 + 0.5),
        )
    book.close()


def main() -> None:
    """Prints the table in Markdown."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "roster.xlsx"
        make(path, rows)
        command = [
            sys.executable,
            "cli.py",
            "--store",
            str(Path(folder) / "s.db"),
            "load",
            str(path),
            "-f",
            "json",
        ]
        begun = time.perf_counter()
        child = subprocess.Popen(command, cwd=Path(__file__).parents[2], stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - begun
        memory = usage.ru_maxrss / 1024
        print(
            f"{platform.processor() or platform.machine()}, {os.cpu_count()} CPUs, exit {os.waitstatus_to_exitcode(status)}\n"
        )
        print("| rows | file | loaded in | peak memory |\n|---|---|---|---|")
        print(f"| {rows:,} | {path.stat().st_size / 1e6:.1f} MB | {seconds:.1f} s | {memory:,.0f} MB |")


if __name__ == "__main__":
    main()
