"""Amounts are printed as exactly as they were recorded, wherever they become text."""

from __future__ import annotations

import re
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from graph.model import Agreement, Contribution, Kind, Measure, Organization
from graph.store.open import open_store
from graph.text import amount
from tests.commands import answer, ask
from tests.records import dataset

GIVEN = {"v": ("0.1", "0.2"), "w": ("3856100.0",), "x": ("562.85", "12345678901.50"), "y": ("250000000.00",)}
"""Recipient → what it was given, in yuan."""
SUMS = {"v": "0.3", "w": "3,856,100", "x": "12,345,679,464.35", "y": "250,000,000"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("amounts") / "a.db"
    helper = Organization(id="h", name="甲公司", kind=Kind.ENTERPRISE)
    villages = [Organization(id=id_, name=f"{id_}村", kind=Kind.VILLAGE, on_roster=True) for id_ in GIVEN]
    given = [
        Contribution(id=f"{id_}{n}", agreement=id_, measure=Measure.FUNDS, value=Decimal(value), unit="yuan")
        for id_, values in GIVEN.items()
        for n, value in enumerate(values)
    ]
    with open_store(str(path), create=True) as found:
        found.load(dataset([helper, *villages], [Agreement(id=i, helper="h", recipient=i) for i in GIVEN], given))
    return path


def test_a_number_as_text() -> None:
    for value, text in (
        (Decimal("3856100.0"), "3,856,100"),
        (Decimal("0.10"), "0.1"),
        (Decimal("1E+4"), "10,000"),
        (Decimal("12345678901234567890.05"), "12,345,678,901,234,567,890.05"),
        (3856100.0, "3,856,100"),
        (0.1 + 0.2, "0.3"),
        (1e16, "10,000,000,000,000,000"),
        (120, "120"),
        (float("inf"), "inf"),
    ):
        assert amount(value) == text


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_ranking_by_money_is_exact(store: Path, lang: str) -> None:
    """It printed 12,345,679,464.40 for 12,345,679,464.35."""
    said = ask(store, "rank", "--side", "recipient", "--by", "funds", lang=lang).stdout
    rows = {cells[1][0]: cells[-1] for line in said.splitlines() if len(cells := line.split()) > 3 and "村" in cells[1]}
    assert rows == SUMS


def test_csv_and_json_hold_the_numbers(store: Path) -> None:
    lines = ask(store, "rank", "--side", "recipient", "--by", "funds", "-f", "csv").stdout.splitlines()[1:]
    assert [line.split(",")[4] for line in lines] == ["12345679464.35", "250000000", "3856100", "0.3"]
    rows = answer(store, "rank", "--side", "recipient", "--by", "funds")["rows"]
    assert [row["value"] for row in rows] == [12345679464.35, 250000000, 3856100, 0.3]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_amount_has_zeros_behind_its_point(store: Path, tmp_path: Path, lang: str) -> None:
    """“3,856,100.0 yuan”."""
    said = [
        ask(store, *words.split(), lang=lang).stdout
        for words in ("withdraw 甲公司", "stats", "check data", "partners w村", "partners v村")
    ]
    assert "12,599,535,564.65" in said[0]
    assert "3,856,100" in said[3]
    for name in ("r.html", "r.xlsx", "r.docx"):
        assert ask(store, "report", "-o", str(tmp_path / name), lang=lang).exit_code == 0
    said.append((tmp_path / "r.html").read_text("utf-8"))
    for name, inner in (("r.docx", "word/"), ("r.xlsx", "xl/worksheets/")):
        with zipfile.ZipFile(tmp_path / name) as parts:
            text = "".join(
                parts.read(one).decode("utf-8")
                for one in parts.namelist()
                if one.startswith(inner) and one.endswith(".xml")
            )
        said += re.findall(r"<(?:w:)?t[ >][^<]*", text)
    for text in said:
        assert not re.search(r"\d\.0+ ?(yuan|元)|\d,\d{3}\.\d*0(?!\d)|\d\.\d{10,}", text)
