"""Stores to report on: the bundled packages, and one so small that every figure can be checked by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.model import Agreement, Claim, Kind, Organization, PartialDate
from graph.store import Store
from graph.store.open import open_store
from tests.browser import jiedui
from tests.records import dataset


@pytest.fixture(scope="session")
def panzhou(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "panzhou.db"
    jiedui("--store", str(path), "load", "panzhou-dalian", "panzhou-illustrative")
    return path


@pytest.fixture(scope="session")
def little(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One county, two townships, four villages: one is helped, one was, two are through their township."""
    path = tmp_path_factory.mktemp("report") / "little.db"
    places = [
        Organization(id="c", name="甲县", kind=Kind.COUNTY),
        Organization(id="t1", name="一镇", kind=Kind.TOWNSHIP, part_of="c"),
        Organization(id="t2", name="二镇", kind=Kind.TOWNSHIP, part_of="c"),
        *(
            Organization(id=f"v{n}", name=f"{n}村", kind=Kind.VILLAGE, part_of=f"t{1 + (n > 2)}", on_roster=True)
            for n in range(1, 5)
        ),
        Organization(id="h1", name="=HYPERLINK(1)", kind=Kind.ENTERPRISE),
        Organization(id="h2", name="示例企业01", kind=Kind.ENTERPRISE, illustrative=True),
    ]
    deals = [
        Agreement(id="a1", helper="h1", recipient="v1", start=PartialDate(2018)),
        Agreement(id="a2", helper="h1", recipient="v2", start=PartialDate(2016), end=PartialDate(2017, 6)),
        Agreement(id="a3", helper="h2", recipient="t2", start=PartialDate(2018), illustrative=True),
    ]
    claims = [
        Claim(
            id="k",
            kind=Kind.VILLAGE,
            helpers={Kind.ENTERPRISE: 1},
            recipients={Kind.VILLAGE: 2},
            recipient="c",
            source="s",
            printed="1 家企业与 2 个村",
        )
    ]
    with closing(open_store(str(path), create=True)) as store:
        store.load(dataset(places, deals, claims=claims))
    return path


@pytest.fixture
def store(little: Path) -> Iterator[Store]:
    with closing(open_store(str(little))) as opened:
        yield opened
