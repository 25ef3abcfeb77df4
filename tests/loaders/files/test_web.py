"""Web pages under the name of a workbook: their tables are read, with the cells that span others."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders import load
from loaders.files import Merge, read_grids
from loaders.problems import InputError

PAGE = (
    '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><style>td{border:1}</style></head><body><table border=1>'
    "<tr><td colspan=3><b>2024年联建名册</b></td></tr><tr><th>联建企业</th><th>社区</th><th>状态</th></tr>"
    "<tr><td rowspan=2>示例水务有限公司</td><td>柳林社区</td><td>在建</td></tr><tr><td>杏花社区</td><td>已结项</td></tr>"
    "<tr><td>&nbsp;</td><td>石榴社区</td><td>待联建</td></tr><tr><td colspan=3>导出时间:2024-08-02&nbsp;操作员</td></tr></table></body></html>"
)


def test_the_cells_of_a_page_and_what_they_span(tmp_path: Path) -> None:
    path = tmp_path / "名册.xls"
    path.write_bytes(PAGE.encode("gb2312"))
    (grid,) = read_grids(path)
    assert grid.rows[2:5] == [
        ("示例水务有限公司", "柳林社区", "在建"),
        (None, "杏花社区", "已结项"),
        (None, "石榴社区", "待联建"),
    ]
    assert grid.merges == (Merge(0, 0, 0, 2), Merge(2, 0, 3, 0), Merge(5, 0, 5, 2))
    found = load(str(path))
    names = {row["id"]: row["name"] for row in found.dataset.organizations.iter_rows(named=True)}
    pairs = [(names[row["helper"]], names[row["recipient"]]) for row in found.dataset.agreements.iter_rows(named=True)]
    assert pairs == [("示例水务有限公司", "柳林社区")]
    assert sorted(names.values()) == ["杏花社区", "柳林社区", "石榴社区", "示例水务有限公司"]


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><p>no table</p></body></html>",
        "<html><table><tr><td><table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table></td></tr></table></html>",
    ],
)
def test_a_page_without_a_table_or_with_one_inside_another_is_refused(tmp_path: Path, page: str) -> None:
    path = tmp_path / "t.xls"
    path.write_text(page, encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_grids(path)
    assert error.value.key == "input.web_page"


def test_several_tables_of_a_page_are_sheets(tmp_path: Path) -> None:
    path = tmp_path / "t.xls"
    row = "<tr><td>{0}</td><td>b<br>c</td></tr>"
    path.write_text(
        "<html>" + "".join(f"<table>{row.format(name) * 2}</table>" for name in "xy") + "</html>", encoding="utf-8"
    )
    assert [(grid.name, grid.rows[0]) for grid in read_grids(path)] == [
        ("table 1", ("x", "b\nc")),
        ("table 2", ("y", "b\nc")),
    ]
