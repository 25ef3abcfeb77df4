"""Plain tables: headers in two languages, HXL, a mapping, and what of a workbook cannot be trusted."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from loaders import load
from loaders.problems import InputError


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def stated(path: Path) -> tuple[list[tuple[str, str, bool]], list[tuple[str, str, str | None]]]:
    """Organizations as (name, kind, on roster), agreements as (helper, recipient, start), by name."""
    dataset = load(str(path)).dataset
    names = dict(dataset.organizations.select("id", "name").iter_rows())
    organizations = sorted(dataset.organizations.select("name", "kind", "on_roster").rows())
    deals = [
        (names[h], names[r], s) for h, r, s in dataset.agreements.select("helper", "recipient", "start").iter_rows()
    ]
    return organizations, sorted(deals, key=str)


CHINESE = "帮扶单位,贫困村,乡镇,县,帮扶资金（万元）,开始时间\n甲公司,一村,双凤镇,盘州市,38.5,2018年5月\n,二村,双凤镇,盘州市,,\n"
ENGLISH = "Helper,Village,Township,County,Amount (万元),Start date\n甲公司,一村,双凤镇,盘州市,38.5,2018-05\n,二村,双凤镇,盘州市,,\n"


@pytest.mark.parametrize(
    "text", [CHINESE, ENGLISH, CHINESE.replace(",", "\t"), CHINESE.replace("帮扶单位", "＊ 帮扶单位 ")]
)
def test_headers_in_both_languages_mean_the_same(tmp_path: Path, text: str) -> None:
    path = write(tmp_path / "t.csv", text)
    assert stated(path) == (
        [
            ("一村", "village", True),
            ("二村", "village", True),
            ("六盘水市", "prefecture", False),
            ("双凤镇", "township", False),
            ("甲公司", "enterprise", False),
            ("盘州市", "county", False),
            ("贵州省", "province", False),
        ],
        [("甲公司", "一村", "2018-05")],
    )
    money = load(str(path)).dataset.contributions.row(0, named=True)
    assert (money["value"], money["unit"], money["measure"]) == ("385000", "yuan", "funds")


def test_ids_do_not_depend_on_the_order_of_rows(tmp_path: Path) -> None:
    head, *rows = CHINESE.splitlines()
    one, two = write(tmp_path / "a.csv", CHINESE), write(tmp_path / "b.csv", "\n".join([head, *reversed(rows)]))
    ids = [sorted(load(str(path)).dataset.organizations["id"].to_list()) for path in (one, two)]
    assert ids[0] == ids[1]
    assert load(str(one)).dataset.agreements["id"].to_list() == load(str(two)).dataset.agreements["id"].to_list()


def test_hxl_tags_under_a_header_or_as_one(tmp_path: Path) -> None:
    tags = "#org,#adm3,#adm3+code,#adm4,#adm4+code,#sector\nBritish RC,Gorkha,36,Aru,36 1,Health\nBritish RC,Gorkha,36,Aru,#N/A,Health\n"
    for name, text in (("a.csv", tags), ("b.csv", f"Who,District,Code,Village,Code of it,What\n{tags}")):
        path = write(tmp_path / name, text)
        organizations, deals = stated(path)
        assert organizations == [("Aru", "village", False), ("British RC", "other", False), ("Gorkha", "county", False)]
        assert deals == [("British RC", "Aru", None)]
        loaded = load(str(path))
        assert [(problem.code, problem.cell) for problem in loaded.problems] == [("error-left-out", "#N/A")]
        assert loaded.rejected == 0


def test_a_row_that_names_no_helper_makes_the_list_a_roster_and_a_date_costs_no_pairing(tmp_path: Path) -> None:
    path = write(
        tmp_path / "t.csv",
        "帮扶单位,村,开始时间,结束时间\n一村,一村,,\n甲,二村,soon,\n甲,三村,2019,2018\n甲,四村,2018,\n甲,,2018,\n",
    )
    loaded = load(str(path))
    assert [(p.row, p.column, p.code) for p in loaded.problems] == [
        (None, None, "no-area"),
        (2, "帮扶单位", "self-help"),
        (3, "开始时间", "date-left-out"),
        (4, "结束时间", "dates-contradict"),
        (6, "村", "missing"),
    ]
    assert loaded.rejected == 2
    assert loaded.roster == 4
    assert loaded.dataset.agreements.height == 3


def test_a_mapping_names_columns_and_what_no_column_says(tmp_path: Path) -> None:
    table = write(tmp_path / "t.csv", "who,where,when\n甲,一校,2018\n")
    mapping = write(
        tmp_path / "m.toml",
        '[columns]\nhelper = "who"\nrecipient = "where"\nstart = "when"\n[defaults]\nrecipient_kind = "school"\nhelper_kind = "企业"\n',
    )
    loaded = load(str(table), mapping=mapping)
    assert sorted(loaded.dataset.organizations.select("name", "kind").rows()) == [
        ("一校", "school"),
        ("甲", "enterprise"),
    ]
    assert loaded.dataset.agreements["start"].to_list() == ["2018"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[columns]\nhelper = ", "input.mapping_end"),
        ("[columns]\nhelper = ?\n", "input.mapping"),
        ('[columns]\nhelp = "who"', "input.mapping_name"),
        ('[colums]\nhelper = "who"', "input.mapping_name"),
        ('[columns]\nhelper = "nobody"', "input.mapping_column"),
        ("x = " + "[" * 100_000, "input.too_nested"),
        ("header = 1e400", "input.mapping_name"),
        ("header = true", "input.mapping_name"),
        ("header = [[1]]", "input.mapping_name"),
        ("use = 3", "input.mapping_name"),
        ("area = []", "input.mapping_name"),
        ("[columns]\nhelper = {a = 1}", "input.mapping_name"),
        ("[columns]\nhelper = [1]", "input.mapping_name"),
        ("[defaults]\nsector = [1]", "input.mapping_name"),
        ("header = " + "9" * 5000, "input.mapping_end"),
        ("# " + "x" * (1 << 20), "input.large_mapping"),
    ],
)
def test_a_mapping_that_cannot_be_used(tmp_path: Path, text: str, key: str) -> None:
    table = write(tmp_path / "t.csv", "who,村\n甲,一村\n")
    with pytest.raises(InputError) as error:
        load(str(table), mapping=write(tmp_path / "m.toml", text))
    assert error.value.key == key
    assert "m.toml" in error.value.message("zh")


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("t.csv", "甲,乙\n1,2\n", "input.no_recipient"),
        ("t.csv", "帮扶单位,受援单位\n甲,乙\n", "input.no_kind"),
        ("t.csv", "村,村\n甲,乙\n", "input.duplicate_header"),
        ("t.csv", "", "input.empty"),
        ("t.pdf", "x", "input.damaged"),
        ("t.json", "x", "input.format"),
        ("t.xlsx", "x", "input.no_recipient"),  # a text, whatever it is called
        ("t.xlsx", "PK\x03\x04x", "input.damaged"),
        ("t.xlsx", "", "input.empty"),
        ("t.xls", "\x01x", "input.damaged"),
    ],
)
def test_files_that_cannot_be_used(tmp_path: Path, name: str, content: str, key: str) -> None:
    with pytest.raises(InputError) as error:
        load(str(write(tmp_path / name, content)))
    assert error.value.key == key


def book(path: Path, rows: list[list[object]]) -> Path:
    work = openpyxl.Workbook()
    sheet = work.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    work.save(path)
    return path


def test_a_workbook_with_a_formula_nobody_has_calculated(tmp_path: Path) -> None:
    path = book(
        tmp_path / "t.xlsx", [["帮扶单位", "村", "开始时间"], ["甲", "一村", "=DATE(2018,1,1)"], ["甲", "二村", 2018]]
    )
    loaded = load(str(path))
    assert [problem.code for problem in loaded.problems] == ["no-area", "formula-left-out"]
    problem = loaded.problems[1]
    assert (problem.file, problem.sheet, problem.row, problem.column) == ("t.xlsx", "Sheet", 2, "开始时间")
    assert (loaded.rejected, loaded.dataset.agreements.height, loaded.dataset.organizations.height) == (0, 2, 3)
    path = book(tmp_path / "u.xlsx", [["帮扶单位", "村"], ["=A9", "一村"], ["甲", "二村"]])
    loaded = load(str(path))
    assert [(p.code, p.row, p.column, p.cell) for p in loaded.problems[1:]] == [("formula", 2, "帮扶单位", "=A9")]
    assert (loaded.rejected, loaded.dataset.agreements.height, loaded.roster) == (1, 1, 0)


def test_organizations_named_by_their_ids(tmp_path: Path) -> None:
    text = (
        "recipient_id,recipient,recipient_kind,helper_id,helper,helper_kind,recipient_area,illustrative,amount (元)\n"
        "v1,甲、乙村,village,h1,"
        "丙、丁公司,enterprise,某县,true,5\n"
        "v1,甲、乙村,village,h2,甲、乙村,enterprise,某县,false,\n"  # the name of its recipient, and another organization
        "v2,二村,village,,,,某县,false,\n"
        "v3,三村,village,v3,三村,village,某县,false,\n"
    )
    loaded = load(str(write(tmp_path / "t.csv", text)))
    organizations = {row["id"]: row for row in loaded.dataset.organizations.iter_rows(named=True)}
    assert {id_: (row["name"], row["kind"], row["on_roster"]) for id_, row in organizations.items()} == {
        "v1": ("甲、乙村", "village", True),
        "v2": ("二村", "village", True),
        "v3": ("三村", "village", True),
        "h1": ("丙、丁公司", "enterprise", False),
        "h2": ("甲、乙村", "enterprise", False),
    }
    assert {id_ for id_, row in organizations.items() if row["illustrative"]} == {
        "h1"
    }  # v1 stands in a row that is not
    deals = loaded.dataset.agreements.select("helper", "recipient", "certainty", "illustrative").sort("helper").rows()
    assert deals == [("h1", "v1", "named", True), ("h2", "v1", "named", False)]
    assert loaded.dataset.contributions["illustrative"].to_list() == [True]
    assert [(problem.code, problem.row) for problem in loaded.problems] == [("self-help", 5)]
    assert loaded.attributes == ("recipient_area",)


def test_the_notes_of_an_answer_are_no_table(tmp_path: Path) -> None:
    path = book(tmp_path / "t.xlsx", [["帮扶单位", "村"], ["甲", "一村"]])
    opened = openpyxl.load_workbook(path)
    notes = opened.create_sheet("notes")
    for row in (["question", "plan"], ["kind", "village"], ["gaps", "3"]):
        notes.append(row)
    opened.save(path)
    loaded = load(str(path))
    assert (loaded.rejected, loaded.dataset.organizations.height) == (0, 2)


def test_a_table_below_whose_header_is_not_known_is_refused(tmp_path: Path) -> None:
    text = "帮扶单位,受援学校\n示例公司,示例一小\n受援学校,甲\n示例二小,示例协会\n"
    with pytest.raises(InputError) as error:
        load(str(write(tmp_path / "t.csv", text)))
    assert (error.value.key, error.value.values["row"], error.value.values["label"]) == (
        "input.second_header",
        3,
        "受援学校",
    )
    assert "第 3 行" in error.value.message("zh")


def test_each_row_whose_helper_is_a_person_is_rejected_and_masked(tmp_path: Path) -> None:
    loaded = load(
        str(write(tmp_path / "t.csv", "帮扶单位,村\n李四同志,东一村\n王芳主任,东二村\n张三,东三村\n示例公司,东四村\n"))
    )
    told = [(problem.row, problem.cell) for problem in loaded.problems if problem.code == "person"]
    assert told == [(2, "***"), (3, "***"), (4, "***")]
    assert (loaded.rejected, loaded.roster, loaded.dataset.agreements.height) == (3, 0, 1)


def test_a_list_that_names_somebody_twice_says_so_even_word_for_word(tmp_path: Path) -> None:
    loaded = load(str(write(tmp_path / "t.csv", "村,备注\n甲村,一\n乙村,二\n乙村,二\n乙村,三\n")))
    assert [(p.row, p.values["rows"]) for p in loaded.problems if p.code == "listed-twice"] == [(4, "4–5")]
    assert loaded.roster == 2
