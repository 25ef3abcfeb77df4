"""Names of departments, firms, schools and others: what is chosen, what is only proposed, what must never match."""

from __future__ import annotations

import pytest

from graph.model import Kind
from loaders.names.index import Known
from loaders.names.organizations import OrganizationNames
from loaders.names.parts import expand_department, organization_key

FIRMS = [
    Known("d1", "大连市发展和改革委员会", Kind.DEPARTMENT),
    Known("d2", "大连市教育局", Kind.DEPARTMENT),
    Known("e1", "示例（大连）有限公司", Kind.ENTERPRISE),
    Known("e2", "远洋集团股份有限公司", Kind.ENTERPRISE),
    Known("s1", "双凤文笔小学", Kind.SCHOOL),
    Known("s2", "第一小学", Kind.SCHOOL),
    Known("s3", "盘州市凤歧小学", Kind.SCHOOL),
    Known("h1", "盘州市人民医院", Kind.HOSPITAL),
]


@pytest.mark.parametrize(
    ("name", "kind", "chosen", "candidates"),
    [
        ("大连市教育局", Kind.DEPARTMENT, "d2", []),
        ("大连市教育局", Kind.OTHER, "d2", []),
        ("大连市教育局", Kind.SCHOOL, None, []),
        ("示例(大连)有限责任公司", Kind.ENTERPRISE, "e1", []),
        ("市发改委", Kind.DEPARTMENT, None, [("d1", "abbreviation")]),
        ("大连市发改委", Kind.DEPARTMENT, None, [("d1", "abbreviation")]),
        ("沈阳市发改委", Kind.DEPARTMENT, None, []),
        ("远洋集团", Kind.ENTERPRISE, None, [("e2", "contained")]),
        ("盘州市凤岐小学", Kind.SCHOOL, None, [("s3", "one-letter")]),
        ("第二小学", Kind.SCHOOL, None, []),
        ("双凤小学", Kind.SCHOOL, None, []),
        ("市人民医院", Kind.HOSPITAL, None, [("h1", "abbreviation")]),
        ("人民医院", Kind.HOSPITAL, None, []),
    ],
)
def test_organizations(name: str, kind: Kind, chosen: str | None, candidates: list[tuple[str, str]]) -> None:
    match = OrganizationNames(FIRMS).match(name, kind)
    assert (match.chosen.id if match.chosen else None) == chosen
    assert [(one.id, one.reason.value) for one in match.candidates] == candidates


def test_a_school_of_the_same_name_elsewhere_is_not_chosen() -> None:
    known = [Known("s1", "中心小学", Kind.SCHOOL, "cn-520281101")]
    assert OrganizationNames(known).match("中心小学", Kind.SCHOOL, "cn-520281101").chosen is not None
    match = OrganizationNames(known).match("中心小学", Kind.SCHOOL, "cn-520281102")
    assert match.chosen is None
    assert [one.id for one in match.candidates] == ["s1"]


def test_keys() -> None:
    assert organization_key("ＡＢＣ 有限责任公司") == "abc有限公司"
    assert expand_department("盘州市卫健局") == "盘州市卫生健康局"
