"""Decisions survive what spreadsheets do to their file, two commands at once, and names that look like formulas."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from graph.errors import UsageError
from graph.model import Kind
from loaders.names import decisions
from loaders.names.decisions import FIELDS, Decision, Verdict
from loaders.problems import InputError

DAY = date(2026, 11, 6)


def made(name: str = "示例帮扶局", organization: str = "h") -> Decision:
    return Decision(DAY, name, Kind.DEPARTMENT, None, organization, "示例局", Verdict.YES)


def add(path: Path, *some: Decision) -> None:
    decisions.add(path, lambda _: some)


def names(path: Path) -> list[str]:
    return [line.name for line in decisions.read(path).lines]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\r\n", ""])
def test_a_file_saved_by_a_spreadsheet_is_read_and_written_whole(tmp_path: Path, encoding: str, end: str) -> None:
    path = tmp_path / "s.decisions.csv"
    add(path, made("示例帮扶局一"))
    text = path.read_text("utf-8-sig").replace("2026-11-06", "2026/11/6").rstrip()
    path.write_bytes((text + end).encode(encoding))
    add(path, made("示例帮扶局二", "h2"))
    assert names(path) == ["示例帮扶局一", "示例帮扶局二"]
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert decisions.read(path).lines[0] == made("示例帮扶局一")


def test_what_people_add_to_the_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "s.decisions.csv"
    path.write_text(",".join([*FIELDS, "备注"]) + "\n2026-11-06,甲,department,,h,甲局,yes,问过老王\n,,,,,,,\n", "utf-8")
    add(path, made("乙"))
    assert "问过老王" in path.read_text("utf-8-sig")
    assert names(path) == ["甲", "乙"]


@pytest.mark.parametrize("mark", ";\t")
def test_other_marks_between_cells(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "s.decisions.csv"
    add(path, made())
    path.write_text(path.read_text("utf-8-sig").replace(",", mark), "utf-8")
    add(path, made("乙"))
    assert names(path) == ["示例帮扶局", "乙"]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param('2026-11-26,"甲' + "x" * 200_000, id="unclosed"),
        "someday,甲,department,,h,甲局,yes",
        "2026-11-06,甲,department,,h,甲局,perhaps",
        "2026-11-06,,department,,h,甲局,yes",
        "2026-11-06,甲,department,,,甲局,yes",
        "2026-11-06,甲,department,,5.20281E+11,甲局,yes",  # a spreadsheet has lost the last digits
    ],
)
def test_a_file_that_cannot_be_read_is_never_written(tmp_path: Path, line: str) -> None:
    path = tmp_path / "s.decisions.csv"
    path.write_text(",".join(FIELDS) + f"\n{line}\n", "utf-8")
    before = path.read_bytes()
    with pytest.raises(InputError, match="Row 2"):
        add(path, made())
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["=1+1", "+86", "-甲", "@甲", "'=甲", "＝1+1", "甲"])
def test_no_name_becomes_a_formula(tmp_path: Path, name: str) -> None:
    path = tmp_path / "s.decisions.csv"
    add(path, made(name))
    add(path, made("乙"))
    assert names(path) == [name, "乙"]
    assert not any(line.split(",")[1].startswith(tuple("=+-@＝")) for line in path.read_text("utf-8-sig").splitlines())


@pytest.mark.parametrize("text", ["", "甲,乙\n", "2026-11-06,甲,department,,h,甲局,yes\n"])
def test_a_file_without_its_header_is_told_from_one_with_a_bad_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "s.decisions.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match="first row"):
        decisions.read(path)


def test_nothing_decided_writes_nothing(tmp_path: Path) -> None:
    add(tmp_path / "s.decisions.csv")
    assert not (tmp_path / "s.decisions.csv").exists()


def test_those_who_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "s.decisions.csv"
    code = (
        "import sys; from pathlib import Path; from datetime import date; from graph.model import Kind;"
        "from loaders.names import decisions as d;"
        "[d.add(Path(sys.argv[1]), lambda _, n=n: [d.Decision(date(2026, 11, 6), f'{sys.argv[2]}-{n}',"
        " Kind.OTHER, None, 'h', 'h', d.Verdict.YES)]) for n in range(10)]"
    )
    with ThreadPoolExecutor(3) as threads:
        done = list(threads.map(lambda who: subprocess.run([sys.executable, "-c", code, str(path), who]), "abc"))
    assert [one.returncode for one in done] == [0, 0, 0]
    assert sorted(names(path)) == sorted(f"{who}-{n}" for who in "abc" for n in range(10))


def test_a_file_that_cannot_be_written_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "s.decisions.csv"
    add(path, made())
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(decisions, "_write", full)
    with pytest.raises(UsageError, match="disk is full"):
        add(path, made("乙"))
    assert path.read_bytes() == before
