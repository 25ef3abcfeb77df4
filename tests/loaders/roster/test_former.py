"""Who helped before beside who helps now: two pairings a row, or one, or a question."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.problems import ChoiceError
from tests.loaders.roster.small import loaded, problems


def terms(found: object) -> list[str]:
    """The pairs with their start and end."""
    data = found.dataset  # type: ignore[attr-defined]
    names = dict(data.organizations.select("id", "name").iter_rows())
    rows = data.agreements.select("helper", "recipient", "start", "end").iter_rows()
    return sorted(f"{names[one]} > {names[other]} {start or ''}~{end or ''}" for one, other, start, end in rows)


@pytest.mark.parametrize(
    "header",
    [
        "村,原包联单位,现包联单位,变更时间",
        "村,调整前包联单位,调整后包联单位,调整日期",
        "Village,Previous helper,New helper,Date of change",
    ],
)
def test_each_row_states_what_ended_and_what_began(tmp_path: Path, header: str) -> None:
    table = f"{header}\n青石村,县甲局,县乙局,2022-06\n白水村,县丙局,不变,\n红土村,,县丁局,2023-01\n黄泥村,县戊局,已退出,2024-02"
    found = terms(loaded(tmp_path, table))
    assert found == [
        "县丁局 > 红土村 2023-01~",
        "县丙局 > 白水村 ~",
        "县乙局 > 青石村 2022-06~",
        "县戊局 > 黄泥村 ~2024-02",
        "县甲局 > 青石村 ~2022-06",
    ]


def test_without_a_day_only_who_helps_now_is_read_and_the_others_are_told(tmp_path: Path) -> None:
    found = loaded(
        tmp_path, "村,原帮扶单位,现帮扶单位\n青石村,县甲局,县乙局\n白水村,县丙局,县丙局\n红土村,县丁局,县戊局"
    )
    assert terms(found) == ["县丙局 > 白水村 ~", "县乙局 > 青石村 ~", "县戊局 > 红土村 ~"]
    told = [problem for problem in found.problems if problem.key == "problem.former_helper"]
    assert [(problem.row, problem.values["rows"]) for problem in told] == [(2, "2, 4")]


def test_a_row_that_may_mean_unchanged_or_ended_is_asked_about(tmp_path: Path) -> None:
    with pytest.raises(ChoiceError):
        loaded(tmp_path, "村,原帮扶单位,现帮扶单位\n青石村,县甲局,县乙局\n白水村,县丙局,/")


def test_a_table_with_days_of_its_own_is_asked_about(tmp_path: Path) -> None:
    with pytest.raises(ChoiceError):
        loaded(
            tmp_path, "村,原帮扶单位,现帮扶单位,结对时间\n青石村,县甲局,县乙局,2021-03\n白水村,县丙局,县丁局,2021-03"
        )


def test_what_a_mapping_says_counts(tmp_path: Path) -> None:
    table = "村,原帮扶单位,现帮扶单位,调整时间\n青石村,县甲局,县乙局,2022-06"
    found = loaded(tmp_path, table, mapping='[columns]\nrecipient = "村"\nhelper = "现帮扶单位"')
    assert terms(found) == ["县乙局 > 青石村 ~"]
    assert "problem.former_helper" not in {one.key for one in found.problems}
    assert problems(found) is not None
