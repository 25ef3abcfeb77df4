"""The two loads that are compared: stores, packages and rosters."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from graph import open_store
from loaders.into.compare import load_to_compare
from loaders.into.store import Home, load_paths
from tests.loaders.packages import AGREEMENTS, ORGANIZATIONS, package

if TYPE_CHECKING:
    from graph.network import Network

TODAY = date(2026, 11, 25)


def test_a_package_and_the_store_it_was_loaded_into_are_the_same(tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    path = str(package(tmp_path / "p", organizations=ORGANIZATIONS, agreements=AGREEMENTS))
    home = Home(str(tmp_path / "s.db"), open_store)
    load_paths([path], home)
    loads = [load_to_compare(one, home, called=path, today=TODAY) for one in (path, home.url)]
    assert [(one.name, one.day) for one in loads] == [(path, date(2019, 12, 30)), (home.url, date(2019, 12, 30))]
    assert [sorted(cast("Network", one.content).edges(keys=True)) for one in loads] == [[("h", "v", "a")]] * 2


def test_a_roster_without_a_day_is_of_today(tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("帮扶单位,村\n甲公司,一村\n甲公司,甲公司\n", encoding="utf-8")
    home = Home(str(tmp_path / "s.db"), open_store)
    load = load_to_compare(str(roster), home, called="next.csv", today=TODAY)
    assert (load.day, load.rejected, cast("Network", load.content).number_of_edges()) == (TODAY, 1, 1)
    day = date(2020, 1, 1)
    assert load_to_compare(str(roster), home, called="next.csv", today=TODAY, as_of=day).day == day
