"""What `explain` says of an organization is so, on whatever side it stands and whenever its agreements run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from graph.model import Agreement, Certainty, Kind, Organization, PartialDate
from graph.store.open import open_store
from tests.commands import answer, ask
from tests.records import dataset

DAY = "2020-01-01"


def deal(
    id_: str,
    helper: str,
    recipient: str,
    start: str | None = "2018",
    end: str | None = None,
    *,
    sector: str | None = None,
    group: bool = False,
    illustrative: bool = False,
) -> Agreement:
    return Agreement(
        id=id_,
        helper=helper,
        recipient=recipient,
        start=PartialDate.parse(start) if start else None,
        end=PartialDate.parse(end) if end else None,
        sector=sector,
        certainty=Certainty.GROUP if group else Certainty.NAMED,
        illustrative=illustrative,
    )


def org(id_: str, kind: Kind = Kind.VILLAGE, part_of: str | None = None, *, listed: bool = True) -> Organization:
    return Organization(id=id_, name=id_, kind=kind, part_of=part_of, on_roster=listed)


ORGANIZATIONS = [
    org("甲县", Kind.COUNTY, listed=False),
    org("某局", Kind.DEPARTMENT, "甲县", listed=False),
    org("旧局", Kind.DEPARTMENT, listed=False),
    org("医院", Kind.HOSPITAL),
    org("乙县", Kind.COUNTY, listed=False),
    org("丙县", Kind.COUNTY, listed=False),
    *(org(f"{n}村") for n in ("一", "二", "三", "明天", "明年", "旧", "再来", "组", "示例", "无", "另一领域")),
    org("册外村", listed=False),
    org("乙县村", Kind.VILLAGE, "乙县"),
    org("丙县村", Kind.VILLAGE, "丙县"),
]
AGREEMENTS = [
    *(deal(f"h{n}", "某局", f"{n}村") for n in ("一", "二", "三")),
    deal("old", "旧局", "旧村", "2015", "2018-06-30"),
    deal("both", "某局", "医院"),
    deal("both2", "医院", "册外村"),
    deal("tomorrow", "某局", "明天村", "2020-01-02"),
    deal("year", "某局", "明年村", "2021"),
    deal("was", "旧局", "再来村", "2015", "2018"),
    deal("back", "某局", "再来村", "2020-03"),
    *(deal("g", helper, "组村", group=True) for helper in ("某局", "旧局")),
    deal("made up", "某局", "示例村", illustrative=True),
    deal("unit", "某局", "乙县"),
    deal("unit ended", "旧局", "丙县", "2015", "2016"),
    deal("health", "某局", "另一领域村", sector="health"),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("explain") / "a.db"
    with open_store(str(path), create=True) as found:
        found.load(dataset(ORGANIZATIONS, AGREEMENTS))
    return path


NAMED = "no agreement names it, or a unit it lies in, as the recipient"
SAID = [
    (
        "某局",
        [f"某局 is a helper and not on a roster: {NAMED}.", "On 2020-01-01 it helps 8 organizations."],
        ["某局 是帮扶方，不在名册内：没有协议把它或它所在的单位列为受援方。", "2020-01-01，它帮扶 8 个单位。"],
    ),
    (
        "旧局",  # its group agreement is in force
        [f"旧局 is a helper and not on a roster: {NAMED}.", "On 2020-01-01 it helps 1 organization."],
        ["旧局 是帮扶方，不在名册内：没有协议把它或它所在的单位列为受援方。", "2020-01-01，它帮扶 1 个单位。"],
    ),
    (
        "医院",
        [
            "医院 counts as direct on 2020-01-01: an agreement of its own is in force.",
            "On 2020-01-01 it helps 1 organization.",
        ],
        ["医院 在 2020-01-01 计为“直接结对”：有本级有效协议。", "2020-01-01，它帮扶 1 个单位。"],
    ),
    (
        "明天村",
        ["明天村 counts as never on 2020-01-01: its first agreement, with 某局, begins on 2020-01-02."],
        ["明天村 在 2020-01-01 计为“从未结对”：第一份协议（某局）自 2020-01-02 起生效。"],
    ),
    (
        "明年村",
        ["明年村 counts as never on 2020-01-01: its first agreement, with 某局, begins in 2021."],
        ["明年村 在 2020-01-01 计为“从未结对”：第一份协议（某局）自 2021 起生效。"],
    ),
    (
        "旧村",
        ["旧村 counts as lapsed on 2020-01-01: its last agreement, with 旧局, ended 2018-06-30."],
        ["旧村 在 2020-01-01 计为“已到期”：最后一份协议（旧局）于 2018-06-30 到期。"],
    ),
    (
        "再来村",
        [
            "再来村 counts as lapsed on 2020-01-01: its last agreement, with 旧局, ended 2018.",
            "An agreement of its own, with 某局, begins in 2020-03.",
        ],
        [
            "再来村 在 2020-01-01 计为“已到期”：最后一份协议（旧局）于 2018 到期。",
            "它自己的一份协议（某局）自 2020-03 起生效。",
        ],
    ),
    (
        "组村",
        [
            "组村 counts as direct on 2020-01-01: an agreement in force names it as one of a group of recipients, "
            "without saying who helps whom."
        ],
        ["组村 在 2020-01-01 计为“直接结对”：有效协议把它列为多个受援方之一，但没有写明谁帮扶谁。"],
    ),
    (
        "无村",
        [f"无村 counts as never on 2020-01-01: {NAMED}."],
        ["无村 在 2020-01-01 计为“从未结对”：没有协议把它或它所在的单位列为受援方。"],
    ),
    (
        "乙县村",
        ["乙县村 counts as inherited on 2020-01-01: it has no agreement of its own in force, but 乙县 has one."],
        ["乙县村 在 2020-01-01 计为“上级覆盖”：本级没有有效协议，但 乙县 有。"],
    ),
    (
        "丙县村",
        [
            "丙县村 counts as never on 2020-01-01: no agreement names it as the recipient, and none that helps a unit it "
            "lies in is in force."
        ],
        ["丙县村 在 2020-01-01 计为“从未结对”：没有协议把它列为受援方，它所在的单位也没有有效的受援协议。"],
    ),
]


@pytest.mark.parametrize(("name", "english", "chinese"), SAID, ids=[name for name, *_ in SAID])
def test_the_reason_is_so_in_both_languages(
    store: Path, name: str, english: Sequence[str], chinese: Sequence[str]
) -> None:
    """It said “no agreement names it” of who helps three villages, and “has none” above an agreement of tomorrow."""
    for lang, sentences in (("en", english), ("zh", chinese)):
        lines = ask(store, "explain", name, "--as-of", DAY, lang=lang).stdout.splitlines()
        assert lines[: len(sentences)] == list(sentences)
        assert not lines[len(sentences)].strip()  # the table begins


def test_the_rows_say_what_each_agreement_is_on_the_day(store: Path) -> None:
    def says(name: str) -> list[tuple[str, str, bool]]:
        rows = answer(store, "explain", name, "--as-of", DAY)["rows"]
        return [(row["about"], row["says"].partition(": ")[2], row["counts"]) for row in rows if row["id"] != name]

    assert says("明天村") == [("agreement", "begins on 2020-01-02", False)]
    assert says("再来村") == [("agreement", "ended in 2018", False), ("agreement", "begins in 2020-03", False)] or says(
        "再来村"
    ) == [("agreement", "begins in 2020-03", False), ("agreement", "ended in 2018", False)]
    assert says("组村") == [("agreement", "in force, of a group", True)] * 2
    assert says("示例村") == [("agreement", "in force (illustrative)", True)]
    assert says("医院") == [("agreement", "in force", True), ("helps", "in force", False)]
    assert [about for about, *_ in says("某局")] == ["helps"] * 11
    assert says("乙县村") == [("unit", "in force", True)]
    assert says("丙县村") == [("unit", "ended in 2016", False)]


def test_notes_say_who_is_not_on_a_roster(store: Path) -> None:
    notes = answer(store, "explain", "册外村", "--as-of", DAY)["notes"]
    assert "册外村 is not on a roster: shares and their totals leave it out." in notes
    assert not any("not on a roster" in note for note in answer(store, "explain", "一村", "--as-of", DAY)["notes"])


def test_another_sector_is_not_counted(store: Path) -> None:
    found = answer(store, "explain", "另一领域村", "--sector", "education", "--as-of", DAY)
    assert found["notes"][0].startswith("另一领域村 counts as never on 2020-01-01, through education: no agreement")
    assert [row["counts"] for row in found["rows"]] == [True, False]


def test_fields_are_added_behind(store: Path) -> None:
    summary = answer(store, "explain", "明天村", "--as-of", DAY)["summary"]
    assert list(summary)[:9] == [
        "id",
        "name",
        "kind",
        "on_roster",
        "state",
        "inherited_from",
        "last_partner",
        "last_end",
        "illustrative",
    ]
    assert (summary["state"], summary["next_partner"], summary["begins"], summary["helps"]) == (
        "never",
        "某局",
        "2020-01-02",
        0,
    )
