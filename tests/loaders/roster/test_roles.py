"""Two headers that together say who helps: the passive beside the active, the two ends of one relation."""

from __future__ import annotations

import pytest

from loaders.roster.headers import meaning
from loaders.roster.roles import told


def sides(*labels: str) -> dict[str, str]:
    paths = {place: (label,) for place, label in enumerate(labels)}
    found = told(paths, {place: meaning(path) for place, path in paths.items()})
    return {labels[place]: one.field for place, one in found.items() if one.field in ("helper", "recipient")}


@pytest.mark.parametrize(
    ("helper", "recipient"),
    [
        *(
            ("托管方", "被托管机构"),
            ("选派单位", "受派单位"),
            ("指导机构", "申请机构"),
            ("核心校", "成员校"),
            ("指导单位", "受指导单位"),
        ),
        *(
            ("链主企业", "链员企业"),
            ("优质学校", "薄弱学校"),
            ("协作沿海县", "山区县"),
            ("提供单位", "接受单位"),
            ("托养机构", "被托养机构"),
        ),
        *(
            ("Lead buddy", "Trust in support segment"),
            ("Mentor school", "Mentee school"),
            ("Hub hospital", "Spoke clinic"),
        ),
        *(("Établissement porteur", "Établissement appuyé"), ("Hospital ancla", "Hospital hermanado")),
        *(("Equipe (apoiadora)", "Unidades apoiadas"), ("Tutoring college", "Tutored school")),
    ],
)
def test_which_of_two_helps(helper: str, recipient: str) -> None:
    for labels in ((helper, recipient), (recipient, helper)):
        assert sides("序号", *labels, "备注") == {helper: "helper", recipient: "recipient"}


@pytest.mark.parametrize(
    "labels",
    [
        *(("党支部", "共建党支部"), ("学校", "专业"), ("牵头医院", "成员单位"), ("Municipio 1", "Municipio 2")),
        *(("School", "Number enrolled"), ("被评估单位", "备注"), ("Centre", "Registered"), ("品名", "供应商")),
    ],
)
def test_where_two_headers_do_not_say_it(labels: tuple[str, str]) -> None:
    assert set(sides(*labels).values()) != {"helper", "recipient"}
