"""What validating finds wrong is listed with its place, and the rest is loaded."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.dataset import FileRef
from graph.model import PartialDate
from loaders import load
from loaders.problems import InputError, Severity
from loaders.validate import FILE, MAX_LEVELS, ROW, About, Raw, validate
from tests.loaders.packages import AGREEMENTS, ORGANIZATIONS, package, problems


@pytest.mark.parametrize(
    ("agreements", "expected"),
    [
        ("a,h,v,2019,2018", [(2, "end", "end-before-start")]),
        ("a,h,v,2018-05,2018", []),
        ("a,nobody,v,,", [(2, "helper", "unknown-organization")]),
        ("a,h,h,,", [(2, "helper", "self-help")]),
        ("a,h,v,yesterday,", [(2, "start", "date")]),
        ("a,h,,,", [(2, "recipient", "missing")]),
        ("a,h,#N/A,,", [(2, "recipient", "error-value")]),
        ("a,h,v,2018,\na,h,v,2018,", []),
        ("a,h,v,2018,\na,h,v,2019,", [(3, "id", "duplicate-id")]),
        ("a,h,v,2018,\na,h,c,2018,", [(3, "id", "duplicate-id")]),
        ("a,h,v,2018,,too many", [(2, None, "ragged")]),
        ("a,h,v\x00,2018,", [(2, "recipient", "unseen")]),
        ("a,h,v,２０１８年５月,", []),
    ],
)
def test_agreements(tmp_path: Path, agreements: str, expected: list[Any]) -> None:
    header = "id,helper,recipient,start,end\n"
    folder = package(tmp_path, organizations=ORGANIZATIONS, agreements=header + agreements + "\nb,h,c,2018,\n")
    loaded = load(str(folder))
    assert [(problem.row, problem.column, problem.code) for problem in loaded.problems] == expected
    assert loaded.rejected == len(expected)
    assert "b" in loaded.dataset.agreements["id"].to_list()
    for problem in loaded.problems:
        assert (problem.file, problem.severity) == ("agreements.csv", Severity.ERROR)
        assert problem.message("en") != problem.message("zh")
        assert problem.hint("en") != problem.hint("zh")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("x,X,hamlet,,", [(2, "kind", "kind")]),
        ("x,,village,,", [(2, "name", "missing")]),
        (f"x,{'长' * 1001},village,,", [(2, "name", "long")]),
        (f"x,{'长' * 1000},village,,", []),
        ("x,X,village,,maybe", [(2, "on_roster", "bool")]),
        ("x,X,village,,\nx,Y,village,,", [(3, "id", "duplicate-id")]),
        ("x,X,village,,\nx,X,village,,", []),
        ("x,X,village,gone,", [(2, "part_of", "unknown-part-of")]),
        ("x,X,county,y,\ny,Y,county,x,", [(2, "part_of", "cycle"), (3, "part_of", "cycle")]),
        ("x,X,村,,是", []),
    ],
)
def test_organizations(tmp_path: Path, rows: str, expected: list[Any]) -> None:
    folder = package(tmp_path, organizations=f"id,name,kind,part_of,on_roster\n{rows}\nz,Z,village,,true\n")
    assert problems(folder) == expected
    assert "z" in load(str(folder)).dataset.organizations["id"].to_list()


def test_a_unit_that_is_unknown_or_circular_is_left_out_but_its_member_stays(tmp_path: Path) -> None:
    folder = package(tmp_path, organizations="id,name,kind,part_of\nx,X,village,gone\ny,Y,county,z\nz,Z,county,y\n")
    assert load(str(folder)).dataset.organizations.select("id", "part_of").rows() == [
        ("x", None),
        ("y", None),
        ("z", None),
    ]


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("387.75", "万元", "3877500"),
        ("387.75 万元", "", "3877500"),
        ("３８７．７５万", "元", "3877500"),
        ("1,200", "yuan", "1200"),
        ("0.1", "亿元", "10000000"),
    ],
)
def test_money_is_exact_and_its_text_is_kept(tmp_path: Path, value: str, unit: str, expected: str) -> None:
    row = f'g,h,v,funds,"{value}",{unit}'
    folder = package(
        tmp_path, organizations=ORGANIZATIONS, contributions=f"id,helper,recipient,measure,value,unit\n{row}\n"
    )
    loaded = load(str(folder))
    assert loaded.problems == ()
    given_ = loaded.dataset.contributions.row(0, named=True)
    assert (given_["value"], given_["unit"]) == (expected, "yuan")
    assert given_["printed"].startswith(value)


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("g,h,v,funds,-5,yuan", "value", "negative"),
        ("g,h,v,funds,5,dollars", "value", "unit"),
        ("g,h,v,funds,some,yuan", "value", "number"),
        ("g,h,v,love,5,", "measure", "measure"),
        ("g,,,funds,5,yuan", "helper", "missing"),
        ("g,x,v,funds,5,yuan", "helper", "unknown-organization"),
    ],
)
def test_contributions_that_cannot_be(tmp_path: Path, row: str, column: str, code: str) -> None:
    folder = package(
        tmp_path, organizations=ORGANIZATIONS, contributions=f"id,helper,recipient,measure,value,unit\n{row}\n"
    )
    assert problems(folder) == [(2, column, code)]


def test_claims_that_cannot_be(tmp_path: Path) -> None:
    rows = "a,village,enterprise=16,village=56,,\nb,village,many,village=56,,\nc,village,,,funds,\nd,x,,,funds,5\n"
    folder = package(tmp_path, organizations=ORGANIZATIONS, claims=f"id,kind,helpers,recipients,measure,value\n{rows}")
    assert problems(folder) == [(3, "helpers", "counts"), (4, "id", "claim"), (5, "kind", "kind")]
    assert [claim.id for claim in load(str(folder)).dataset.claims] == ["a"]


def test_known_problems_are_warnings_while_their_number_is_right(tmp_path: Path) -> None:
    known = {"resource": "agreements", "column": "recipient", "value": "#N/A", "rows": 1, "why": {"en": "e", "zh": "z"}}
    folder = package(
        tmp_path, {"known_problems": [known]}, organizations=ORGANIZATIONS, agreements=AGREEMENTS + "b,h,#N/A,,\n"
    )
    loaded = load(str(folder))
    assert [(problem.code, problem.severity.value) for problem in loaded.problems] == [("error-value", "warning")]
    assert (loaded.failed, loaded.rejected, loaded.problems[0].hint("zh")) == (False, 1, "数据包已说明：z")
    package(
        tmp_path,
        {"known_problems": [{**known, "rows": 2}]},
        organizations=ORGANIZATIONS,
        agreements=AGREEMENTS + "b,h,#N/A,,\n",
    )
    loaded = load(str(folder))
    assert [problem.code for problem in loaded.problems if problem.severity is Severity.ERROR] == ["known-count"]


ENDS = ("h", "v", "c", None)
ODD_ENDS = (*ENDS, "nobody", " h", "v　", "", "  ", "#N/A", "v\x00", "h\th", "#h")
DATES = (None, "", "2018", "2018-05", "2018-5-3", "2018年5月", "2019", "2019-01", " 2018-12-31 ", "soon", "#REF!")
KINDS = (None, "", "village", " 村 ", "hamlet")


def first_problem(row: dict[str, str | None]) -> tuple[str, str] | None:
    """The first rule that a row of agreements breaks, looked at by itself: its column and its code."""
    cells = {name: re.sub(r"\s+", " ", cell or "").strip(" ") for name, cell in row.items()}
    columns = ("id", "helper", "recipient", "kind", "start", "end")
    for column in columns:
        if cells[column] in ("#N/A", "#REF!"):
            return column, "error-value"
    for column in columns:
        if "\0" in cells[column]:
            return column, "unseen"
    for column in ("helper", "recipient"):
        if not cells[column]:
            return column, "missing"
    if cells["kind"] == "hamlet":
        return "kind", "kind"
    for column in ("start", "end"):
        if cells[column] == "soon":
            return column, "date"
    for column in ("helper", "recipient"):
        if cells[column] not in ENDS:
            return column, "unknown-organization"
    if cells["helper"] == cells["recipient"]:
        return "helper", "self-help"
    start, end = (PartialDate.parse(cells[name]) if cells[name] else None for name in ("start", "end"))
    if start and end and end.last < start.first:
        return "end", "end-before-start"
    return None


@settings(max_examples=300, deadline=None)
@given(st.sampled_from((ENDS[:3], ENDS, ODD_ENDS)).flatmap(lambda ends: st.lists(agreement_of(ends), max_size=8)))
def test_a_rule_looked_at_once_for_all_rows_is_that_of_each_row(rows: list[tuple[str | None, ...]]) -> None:
    names = ("helper", "recipient", "kind", "start", "end")
    cells = [{"id": f"a{number}", **dict(zip(names, row, strict=True))} for number, row in enumerate(rows)]
    organizations = [
        {"id": id_, "name": id_, "kind": kind} for id_, kind in (("v", "village"), ("h", "school"), ("c", "county"))
    ]
    raw = {
        "organizations": raw_table(organizations, 0, ("id", "name", "kind")),
        "agreements": raw_table(cells, 1, ("id", *names)),
    }
    about = About(name="p", title={"en": "P", "zh": "P"}, location="p")
    loaded = validate(about, raw, (FileRef("o.csv"), FileRef("a.csv")), "")
    expected = [(number, first_problem(row)) for number, row in enumerate(cells, start=2)]
    found = [(one.row, (one.column, one.code)) for one in loaded.problems if one.severity is Severity.ERROR]
    assert found == [(number, problem) for number, problem in expected if problem]
    kept = loaded.dataset.agreements
    assert kept["row"].to_list() == [number for number, problem in expected if not problem]
    ids = loaded.dataset.organizations["id"]
    assert loaded.dataset.ends is not None
    for side in ("helper", "recipient"):
        assert ids.gather(loaded.dataset.rows_of_ends()[side]).to_list() == kept[side].to_list()


@pytest.mark.parametrize("header", ["@helper", "@recipient", "@file", "file", "row"])
def test_a_column_may_be_called_like_one_of_ours(tmp_path: Path, header: str) -> None:
    agreements = f"id,helper,recipient,{header}\na,h,v,x\n"
    loaded = load(str(package(tmp_path, organizations=ORGANIZATIONS, agreements=agreements)))
    assert loaded.problems == ()
    assert json.loads(loaded.dataset.agreements["attributes"][0]) == {header: "x"}


def agreement_of(ends: tuple[str | None, ...]) -> st.SearchStrategy[tuple[str | None, ...]]:
    end, day = st.sampled_from(ends), st.sampled_from(DATES)
    return st.tuples(end, end, st.sampled_from(KINDS), day, day)


def raw_table(rows: list[dict[str, Any]], file: int, columns: tuple[str, ...]) -> Raw:
    cells = pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String))
    at = pl.int_range(2, len(rows) + 2, dtype=pl.Int32, eager=True)
    return Raw(cells.with_columns(pl.lit(file, dtype=pl.Int32).alias(FILE), at.alias(ROW)))


CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=6)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELL, min_size=3, max_size=5), max_size=6))
def test_every_row_is_used_or_listed(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    import csv

    folder = package(tmp_path_factory.mktemp("p"))
    with (folder / "organizations.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["id", "name", "kind", "part_of"], *rows])
    loaded = load(str(folder))
    used = set(loaded.dataset.organizations["row"].to_list()) | {problem.row for problem in loaded.problems}
    said: set[tuple[str, ...]] = set()
    for number, row in enumerate(rows, start=2):
        content = tuple(" ".join(cell.split()) for cell in row)
        if any(cell for cell in content) and content[:4] not in said:
            assert number in used, row
        said.add(content[:4])
    assert len(loaded.dataset.organizations) + loaded.rejected <= len(rows)


def chain(levels: int, top: str = "") -> str:
    """Units one in another; the first lies in `top`."""
    rows = [f"u{level},单位{level},village,{f'u{level - 1}' if level else top}" for level in range(levels)]
    return "id,name,kind,part_of\n" + "\n".join(rows) + "\n"


def test_units_one_in_another_are_bounded(tmp_path: Path) -> None:
    assert load(str(package(tmp_path, organizations=chain(MAX_LEVELS)))).problems == ()
    for levels in (MAX_LEVELS + 1, 20_000):
        with pytest.raises(InputError) as error:
            load(str(package(tmp_path, organizations=chain(levels))))
        assert error.value.values == {
            "file": "organizations.csv",
            "row": levels + 1,
            "unit": f"u{levels - 1}",
            "limit": MAX_LEVELS,
        }


def test_a_long_circle_is_found_and_what_hangs_from_it_stays(tmp_path: Path) -> None:
    assert {code for _, _, code in problems(package(tmp_path, organizations=chain(2_000, "u1999")))} == {"cycle"}
    rows = chain(30, "u9")
    found = load(str(package(tmp_path, organizations=rows)))
    assert [(problem.row, problem.code) for problem in found.problems] == [(row, "cycle") for row in range(2, 12)]
    part_of = dict(found.dataset.organizations.select("id", "part_of").iter_rows())
    assert (part_of["u0"], part_of["u9"], part_of["u10"], part_of["u29"]) == (None, None, "u9", "u28")


@pytest.mark.parametrize("cell", ['["\\ud800"]', '["' + "[" * 20_000, '["a", ' + "[" * 20_000 + "]" * 20_000 + "]"])
def test_aliases_that_are_no_list_are_kept_as_written(tmp_path: Path, cell: str) -> None:
    quoted = cell.replace('"', '""')
    rows = f'id,name,kind,aliases\nv,一村,village,"{quoted}"\n'
    assert load(str(package(tmp_path, organizations=rows))).problems == ()


def test_a_message_quotes_the_beginning_of_a_long_cell(tmp_path: Path) -> None:
    rows = "id,name,kind\nv,一村," + "9" * 5000 + "\n"
    [problem] = load(str(package(tmp_path, organizations=rows))).problems
    assert problem.cell is not None
    assert len(problem.cell) == 200
    assert len(problem.message("zh")) < 1000


def test_status_and_bound_are_optional_and_an_unknown_word_is_kept_as_printed(tmp_path: Path) -> None:
    folder = package(
        tmp_path,
        organizations=ORGANIZATIONS,
        agreements="id,helper,recipient,status\na,h,v,planned\nb,h,v,perhaps\nc,h,v,\nd,h,v,perhaps\ne,h,v,拟结对\n",
        contributions="id,agreement,measure,value,status,bound\nf,a,funds,5,计划,about\ng,b,funds,5,,roughly\nk,b,funds,5,given,超过\n",
    )
    loaded = load(str(folder))
    assert problems(folder) == [(3, "status", "unknown-word"), (3, "bound", "unknown-word")]
    assert [one.severity for one in loaded.problems] == [Severity.WARNING] * 2
    assert loaded.problems[0].message("en").endswith("(2 rows: 3, 5)")
    assert loaded.attributes == ()
    assert dict(loaded.dataset.agreements.select("id", "status").iter_rows()) == {
        "a": "planned",
        "b": "agreed",
        "c": "agreed",
        "d": "agreed",
        "e": "planned",
    }
    printed = dict(loaded.dataset.agreements.select("id", "attributes").iter_rows())
    assert (printed["a"], json.loads(printed["b"])) == (None, {"status_printed": "perhaps"})
    assert loaded.dataset.contributions.select("id", "status", "bound", "attributes").rows() == [
        ("f", "planned", "about", None),
        ("g", "given", "exact", '{"bound_printed": "roughly"}'),
        ("k", "given", "over", None),
    ]


def test_without_the_columns_everything_is_agreed_given_and_exact(tmp_path: Path) -> None:
    folder = package(
        tmp_path,
        organizations=ORGANIZATIONS,
        agreements="id,helper,recipient\na,h,v\n",
        contributions="id,agreement,measure,value\nf,a,funds,5\n",
    )
    data = load(str(folder)).dataset
    assert data.agreements["status"].to_list() == ["agreed"]
    assert data.contributions.select("status", "bound").rows() == [("given", "exact")]
