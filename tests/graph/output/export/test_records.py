"""Data packages and workbooks: what is loaded from them is what was exported, down to files, sheets and rows."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.dataset import FileRef
from graph.errors import UsageError
from graph.model import Agreement, Kind, Organization, PartialDate
from graph.output import export
from graph.output.export import package, records, workbook
from graph.query import Query
from graph.store import Store
from graph.store.open import open_store
from loaders import load_into
from loaders.into import open as inputs
from loaders.into.placing import Wish
from loaders.loaded import Loaded
from loaders.package import bundled as packages
from loaders.problems import InputError
from tests.graph.output.export.nasty import CLAIMS, KEYS, NAMES, given_to
from tests.graph.output.export.nasty import records as nasty
from tests.graph.store.test_loads import content
from tests.records import dataset
from tests.strategies import Records

FORMS: dict[str, Callable[..., Any]] = {"csv": package.write, "xlsx": workbook.write}
PACKAGES = ("east-west", "nepal-2015", "panzhou-dalian", "panzhou-illustrative")


def everything(store: Store) -> dict[str, Any]:
    graph = store.network()
    edges = {edge[:3]: edge[3] for edge in graph.edges(keys=True, data=True)}  # `content` tells attributes in order
    return {**content(store), "edges": edges, "contributions": store.contributions(), "claims": store.claims()}


def opened(path: Path) -> Any:
    return closing(open_store(str(path), create=True))


def again(store: Store, form: str, folder: Path) -> tuple[dict[str, Any], list[Loaded]]:
    """What a store holds that is loaded from an export of this one, and what became of the loads."""
    out = folder / ("out" if form == "csv" else "out.xlsx")
    FORMS[form](store, out)
    with opened(folder / "again.db") as other:
        done = load_into(other, str(out))
        return everything(other), done


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("names", [*((name,) for name in PACKAGES), pytest.param(PACKAGES, marks=pytest.mark.full)])
def test_the_bundled_packages_come_back(form: str, names: tuple[str, ...], tmp_path: Path) -> None:
    with opened(tmp_path / "s.db") as store:
        load_into(store, *names)
        found, done = again(store, form, tmp_path)
        assert found == everything(store)
        assert [one.problems for one in done if one.failed] == []
        for name, one in zip(names, done, strict=True):
            assert store.dataset(name).files == one.dataset.files
            assert store.load(one.dataset).unchanged is (form == "csv")
        assert everything(store) == found


@pytest.mark.full
@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=25, deadline=None)
@given(parts=st.lists(nasty(), min_size=1, max_size=2))
def test_whatever_is_loaded_comes_back(
    form: str, parts: list[Records], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp(form)
    with opened(folder / "s.db") as store:
        for number, part in enumerate(parts):
            made = dataset(
                part.organizations, part.agreements, given_to(part), CLAIMS, name=f"{NAMES[number]} {number}"
            )
            store.load(
                replace(
                    made,
                    title={"en": "=Title", "zh": "标题"},
                    notes={"en": ("@a\nb", "c"), "zh": ("注",)},
                    location="台账 '1'.xlsx",
                    files=(FileRef("test.csv"), FileRef("台账.xlsx", 'Sheet "1"')),
                )
            )
        found, done = again(store, form, folder)
        assert [problem for one in done for problem in one.problems if problem.severity == "error"] == []
        assert found == everything(store)


@pytest.mark.parametrize("form", FORMS)
def test_every_name_and_every_attribute_at_once(form: str, tmp_path: Path) -> None:
    organizations = [
        Organization(
            id=f"o{number}", name=name, kind=Kind.VILLAGE, aliases=(name, "a|b"), attributes=dict.fromkeys(KEYS, name)
        )
        for number, name in enumerate(NAMES)
    ]
    with opened(tmp_path / "s.db") as store:
        store.load(dataset(organizations))
        found, _ = again(store, form, tmp_path)
        assert found == everything(store)


def test_rosters_keep_their_sheets_and_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "结对"
    for row in (
        ["帮扶单位", "受援村", "开始时间", "备注,重点"],
        ["甲单位", "东风村", "2018年", "=x"],
        ["乙公司", "红旗村", None, None],
    ):
        sheet.append(row)
    book.save(tmp_path / "台账.xlsx")
    with opened(tmp_path / "s.db") as store:
        load_into(store, str(tmp_path / "台账.xlsx"), as_of=date(2019, 12, 30))
        places = {str(place) for _, place, _ in store.places(list(store.network())).values()}
        assert places == {"台账.xlsx[结对]:2", "台账.xlsx[结对]:3"}
        for form in FORMS:
            (tmp_path / form).mkdir()
            assert again(store, form, tmp_path / form)[0] == everything(store)


@pytest.mark.parametrize("form", FORMS)
def test_every_version_comes_back(form: str, tmp_path: Path) -> None:
    head, rows = "帮扶单位,受援村,2024年一季度金额（万元）", ("市教育局,坪地村,3", "市水务局,新民村,2", ",大山村,")
    days = ("2024-06-30", "2024-07-31")
    with opened(tmp_path / "s.db") as store:
        for number, day in enumerate((None, *days)):
            (tmp_path / str(number)).mkdir()
            file = tmp_path / str(number) / "台账.csv"
            file.write_text("\n".join([head, *rows[number:], "市文旅局,红星村,1"]), encoding="utf-8")
            load_into(
                store,
                str(file),
                wish=Wish(day=PartialDate.parse(day) if day else None, version_of="台账" if day else None),
            )
        out = tmp_path / ("out" if form == "csv" else "out.xlsx")
        FORMS[form](store, out, every=True)
        with opened(tmp_path / "again.db") as other:
            assert [one.problems for one in load_into(other, str(out)) if one.failed] == []
            assert other.datasets() == store.datasets()
            for when in (date(2024, 1, 1), *map(date.fromisoformat, days)):
                one, two = store.network(day=when), other.network(day=when)
                assert dict(one.nodes(data=True)) == dict(two.nodes(data=True))
                assert list(one.edges(keys=True, data=True)) == list(two.edges(keys=True, data=True))
            load_into(store, str(out))
            assert other.datasets() == store.datasets()
        FORMS[form](store, out, force=True)
        with opened(tmp_path / "newest.db") as other:
            load_into(other, str(out))
            assert [(one.name, one.version) for one in other.datasets()] == [("台账", days[-1])]


def test_a_package_is_what_its_descriptor_says_and_excel_reads_it_right(tmp_path: Path) -> None:
    with opened(tmp_path / "s.db") as store:
        store.load(
            dataset([Organization(id="a", name="=1+1", kind=Kind.VILLAGE, attributes={"id": "x", "属性": "'-1"})])
        )
        package.write(store, tmp_path / "out")
    data = (tmp_path / "out" / "organizations.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfid,name,")
    (row,) = csv.DictReader(data.decode("utf-8-sig").splitlines())
    assert (row["name"], row["attribute 1"], row["属性"]) == ("'=1+1", "x", "''-1")
    assert (row["from_file"], row["from_sheet"], row["from_row"]) == ("test.csv", "", "2")
    descriptor = json.loads((tmp_path / "out" / "datapackage.json").read_text("utf-8"))
    assert [one["path"] for one in descriptor["resources"]] == ["organizations.csv", "sources.csv"]
    assert [field["name"] for field in descriptor["resources"][0]["schema"]["fields"]] == list(row)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "datapackage.json",
        "organizations.csv",
        "sources.csv",
    ]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_an_edited_package_is_new_content_and_its_problems_are_in_it(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with opened(tmp_path / "s.db") as store:
        load_into(store, "panzhou-dalian")
        package.write(store, out)
        edit(out / "organizations.csv", "双凤镇", "双凤新镇")
        edit(out / "agreements.csv", "cn-2102-jinpu-education-bureau", "nobody")
        added = len((out / "organizations.csv").read_text("utf-8").splitlines()) + 1
        with (out / "organizations.csv").open("a", encoding="utf-8") as file:
            file.write("new,新村,,,village,,,true,false,,,,,,\n")
        (loaded,) = load_into(store, str(out))
        problem = next(one for one in loaded.problems if one.cell == "nobody")
        assert (problem.file, problem.row, problem.column) == ("agreements.csv", 3, "helper")
        assert store.network().nodes["cn-520281127"]["name"] == "双凤新镇"
        (stated,) = store.statements("new")
        assert str(stated.organization.place) == f"organizations.csv:{added}"
        (former,) = store.statements("cn-520281127")
        assert former.organization.place != stated.organization.place


@pytest.mark.parametrize("change", ["title", "as_of"])
def test_a_changed_descriptor_is_new_content(change: str, tmp_path: Path) -> None:
    with opened(tmp_path / "s.db") as store:
        load_into(store, "east-west")
        package.write(store, tmp_path / "out")
        assert store.load(inputs.load(str(tmp_path / "out")).dataset).unchanged
        old = '"as_of": "' if change == "as_of" else '"title": "'
        path = tmp_path / "out" / "datapackage.json"
        text = path.read_text("utf-8")
        path.write_text(re.sub(f'{old}[^"]*', f"{old}2020", text, count=1), "utf-8")
        assert not store.load(inputs.load(str(tmp_path / "out")).dataset).unchanged
        assert not store.load(inputs.load(str(tmp_path / "out"), as_of=date(2021, 1, 1)).dataset).unchanged


@pytest.mark.parametrize("form", FORMS)
def test_a_part_is_whole_in_itself_and_never_replaces_the_whole(form: str, tmp_path: Path) -> None:
    area = "cn-520281127"
    out = tmp_path / ("out" if form == "csv" else "out.xlsx")
    with opened(tmp_path / "s.db") as store, opened(tmp_path / "t.db") as other:
        load_into(store, *PACKAGES)
        FORMS[form](store, out, area)
        done = load_into(other, str(out))
        assert [one.dataset.name for one in done] == [f"{name}@{area}" for name in PACKAGES if name != "nepal-2015"]
        assert not any(one.failed for one in done)
        whole, part = store.network(area), other.network()
        for query in (Query(date(2019, 12, 30), Kind.VILLAGE, area), Query(date(2019, 12, 30), area=area)):
            assert other.gaps(query) == store.gaps(query)
        assert {node: part.nodes[node] for node in part} == {node: whole.nodes[node] for node in whole}
        assert sorted(part.edges(keys=True)) == sorted(whole.edges(keys=True))


def test_a_disputed_unit_stays_as_each_dataset_has_it(tmp_path: Path) -> None:
    town, other = (Organization(id=id_, name=id_, kind=Kind.TOWNSHIP) for id_ in ("t1", "t2"))
    for number, unit in enumerate((town, other)):
        village = Organization(id="v", name="V", kind=Kind.VILLAGE, part_of=unit.id, on_roster=True)
        helper = Organization(id="h", name="H", kind=Kind.ENTERPRISE)
        with opened(tmp_path / "s.db") as store:
            deal = Agreement(id="a", helper="h", recipient="v", kind=Kind.VILLAGE)
            store.load(dataset([unit, village, helper], [deal], name=f"d{number}", as_of=date(2018 + number, 1, 1)))
    with opened(tmp_path / "s.db") as store:
        package.write(store, tmp_path / "out", "t2")
    assert [one.failed for part in inputs.parts(str(tmp_path / "out")) for one in [inputs.load(part.name)]] == [
        False,
        False,
    ]


def test_only_an_export_is_ever_replaced(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with opened(tmp_path / "s.db") as store:
        load_into(store, "panzhou-dalian", "east-west")
        out.mkdir()
        package.write(store, out)  # an empty folder is nobody's
        before = {path.relative_to(out) for path in out.rglob("*")}
        with pytest.raises(UsageError, match="--force"):
            package.write(store, out)
        package.write(store, out, force=True)  # an export takes the place of an export
        assert {path.relative_to(out) for path in out.rglob("*")} == before
        (out / "east-west" / "notes.txt").write_text("mine", "utf-8")
        with pytest.raises(UsageError, match="nothing was touched"):
            package.write(store, out)
        assert (out / "east-west" / "notes.txt").read_text("utf-8") == "mine"
        shutil.copytree(packages.folder() / "east-west", tmp_path / "hand")
        with pytest.raises(UsageError, match="nothing was touched"):
            package.write(store, tmp_path / "hand")
        with pytest.raises(UsageError, match="folder"):
            export.write(store, export.ExportForm.CSV, tmp_path / "s.db")
    assert sorted(path.name for path in tmp_path.iterdir() if ".part" in path.name or ".old" in path.name) == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("there", [True, False])
def test_what_fails_half_way_leaves_nothing(
    form: str, there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / ("out" if form == "csv" else "out.xlsx")
    with opened(tmp_path / "s.db") as store:
        load_into(store, "panzhou-dalian", "east-west")
        if there:
            FORMS[form](store, out)
        before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and "s.db" not in path.name}

        def full(table: records.RecordTable) -> Any:
            if table.name == "agreements":
                raise OSError(28, "No space left on device")
            return iter(())

        monkeypatch.setattr(records.RecordTable, "pieces", full)
        with pytest.raises(UsageError, match="disk is full"):
            FORMS[form](store, out, force=there)
    after = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and "s.db" not in path.name}
    assert after == before
    assert out.exists() == there


def test_folders_have_safe_names_of_their_own(tmp_path: Path) -> None:
    names = ("../../evil", "CON", "con", "a/b", "a:b", "台账", "台账 2.0", "...", "A_B")
    with opened(tmp_path / "s.db") as store:
        for name in names:
            store.load(dataset([Organization(id=f"o-{name}", name="O", kind=Kind.OTHER)], name=name))
        found, _ = again(store, "csv", tmp_path)
        assert found == everything(store)
    folders = sorted(path.name for path in (tmp_path / "out").iterdir() if path.is_dir())
    assert folders == ["A_B", "CON_", "a_b-2", "a_b-3", "con_-2", "dataset", "evil", "台账", "台账_2.0"]


def test_a_workbook_has_a_sheet_a_table_and_what_sums_is_a_number(tmp_path: Path) -> None:
    with opened(tmp_path / "s.db") as store:
        load_into(store, "panzhou-dalian")
        workbook.write(store, tmp_path / "a.xlsx", lang="zh")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["organizations", "agreements", "contributions", "claims", "sources", "about"]
    rows = list(book["contributions"].iter_rows(values_only=True))
    at = {str(name): place for place, name in enumerate(rows[0])}
    assert list(at)[:3] == ["dataset", "id", "agreement"]
    assert [row[at["value"]] for row in rows if row[at["id"]] == "bulletin-funds"] == [3877500]
    assert book["organizations"]["C1"].comment is not None
    assert [cell.value for cell in book["about"][1]] == ["dataset", "says", "value", "more"]


def test_a_workbook_made_by_hand_is_a_package(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in {
        "organizations": [
            ["id", "name", "kind", "on_roster", "people"],
            ["v", "东村", "村", "是", 12],
            ["h", "Bureau", "部门", None, None],
        ],
        "agreements": [
            ["id", "helper", "recipient", "start"],
            ["a", "h", "v", date(2018, 5, 3)],
            ["b", "x", "v", None],
        ],
    }.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "mine.xlsx")
    (part,) = inputs.parts(str(tmp_path / "mine.xlsx"))
    loaded = inputs.load(part.name, only=part.only)
    assert loaded.dataset.name == "mine"
    assert inputs.load(part.name, called="other").dataset.name == "other"
    assert loaded.dataset.agreements["start"].to_list() == ["2018-05-03"]
    assert loaded.dataset.organizations["attributes"].to_list() == [None, '{"people": "12"}']
    assert [(one.sheet, one.row, one.column, one.cell) for one in loaded.problems] == [("agreements", 3, "helper", "x")]


def test_several_datasets_are_asked_for_by_name(tmp_path: Path) -> None:
    with opened(tmp_path / "s.db") as store:
        load_into(store, "panzhou-dalian", "east-west")
        for form, out in (("csv", tmp_path / "out"), ("xlsx", tmp_path / "out.xlsx")):
            FORMS[form](store, out)
            with pytest.raises(InputError, match="east-west, panzhou-dalian"):
                inputs.load(str(out))
    for called in (None, "mine"):  # a name for one is none for several
        assert inputs.load(str(tmp_path / "out.xlsx"), only="east-west", called=called).dataset.name == "east-west"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda own: own["jiedui"]["export"].update(format=99), "newer version"),
        (lambda own: own["jiedui"]["export"].pop("files"), "“jiedui.export.files” must be a list"),
        (lambda own: own["jiedui"].update(packages=["../x"]), "../x"),
    ],
)
def test_a_descriptor_that_cannot_be_is_refused(change: Callable[[Any], Any], said: str, tmp_path: Path) -> None:
    with opened(tmp_path / "s.db") as store:
        load_into(store, "east-west")
        package.write(store, tmp_path / "out")
    path = tmp_path / "out" / "datapackage.json"
    own = json.loads(path.read_text("utf-8"))
    change(own)
    path.write_text(json.dumps(own), "utf-8")
    with pytest.raises(InputError, match=re.escape(said)):
        inputs.load(str(tmp_path / "out"))


def test_what_a_sheet_or_a_cell_cannot_hold_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = Organization(id="o", name="O", kind=Kind.OTHER, attributes={"note": "长" * 40_000})
    with opened(tmp_path / "s.db") as store:
        store.load(dataset([long]))
        with pytest.raises(UsageError, match=r"note of o has 40,000 characters"):
            workbook.write(store, tmp_path / "a.xlsx")
        package.write(store, tmp_path / "out")
        assert (
            inputs.load(str(tmp_path / "out")).dataset.organizations["attributes"][0]
            == f'{{"note": "{"长" * 40_000}"}}'
        )
        monkeypatch.setattr(workbook, "SHEET_ROWS", 0)
        with pytest.raises(UsageError, match="more than a worksheet holds"):
            workbook.write(store, tmp_path / "a.xlsx")
    assert not (tmp_path / "a.xlsx").exists()
