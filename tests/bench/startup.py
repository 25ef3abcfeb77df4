"""How long the command takes to start, beside `import typer` in the same run: `python tests/bench/startup.py [RUNS]`.

Each figure is the median of whole processes; the commands take turns, so that a slow moment of the machine meets all.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
RUNS = 15


def process(*args: str) -> tuple[float, float]:
    """(Wall seconds, processor seconds) of one process."""
    before, start = os.times(), time.perf_counter()
    subprocess.run([sys.executable, *args], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    wall, after = time.perf_counter() - start, os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return wall, used


def main(runs: int) -> None:
    """Prints the figures."""
    with tempfile.TemporaryDirectory() as folder:
        store = ["-m", "cli", "--store", f"{folder}/s.db"]
        process(*store, "load", "panzhou-dalian", "panzhou-illustrative")
        commands = {
            "python": ["-c", "pass"],
            "import typer": ["-c", "import typer"],
            "jiedui --help": ["-m", "cli", "--help"],
            "jiedui gaps --help": ["-m", "cli", "gaps", "--help"],
            "jiedui gaps": [*store, "gaps"],
            "jiedui gaps -f json": [*store, "gaps", "-f", "json"],
            "jiedui coverage": [*store, "coverage"],
            "jiedui which villages …": [*store, "which villages lack a partner"],
        }
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
        for _ in range(runs):
            for name, command in commands.items():
                times[name].append(process(*command))
        wall, used = ({name: median(one[at] for one in some) for name, some in times.items()} for at in (0, 1))
        sys.stdout.write("| command | wall, s | processor, s | beside import typer |\n|---|--:|--:|--:|\n")
        for name in commands:
            ratio = used[name] / used["import typer"]
            sys.stdout.write(f"| {name} | {wall[name]:.3f} | {used[name]:.3f} | {ratio:.1f} × |\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS)
