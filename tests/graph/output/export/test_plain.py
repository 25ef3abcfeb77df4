"""The store as plain tables: its views say what the questions say, on any network and day."""

from __future__ import annotations

import re
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import network
from graph.errors import UsageError
from graph.measures import coverage
from graph.output import export
from graph.query import Query, State
from graph.store.open import open_store
from tests.commands import ask
from tests.homes import Home
from tests.records import dataset
from tests.strategies import networks, queries

ROOT = Path(__file__).parents[4]


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_the_views_say_what_the_questions_say(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    parts = data.draw(st.lists(networks(), min_size=1, max_size=2))
    day = data.draw(queries(parts[0])).day
    out = tmp_path_factory.mktemp("plain") / "n.sqlite"
    with Home("sqlite").empty() as store:
        for number, part in enumerate(parts):
            store.load(dataset(part.organizations, part.agreements, name=f"part{number}"))
        graph = store.network()
        export.write(store, export.ExportForm.SQLITE, out, day=day)
    with sqlite3.connect(out) as db:
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        gaps = set(db.execute("SELECT id, state, illustrative FROM gaps"))
        pairs = set(db.execute("SELECT helper, recipient FROM pairs"))
        agreements = db.execute("SELECT count(*) FROM agreements").fetchone()[0]
        rows = dict(db.execute("SELECT id, part_of FROM organizations"))
    db.close()
    found = coverage.gaps(graph, Query(day))
    expected = {(gap.id, gap.state.value) for gap in found.rows} if found.has_roster else set()
    assert {(id_, state) for id_, state, _ in gaps} == expected
    assert State.DIRECT.value not in {state for _, state, _ in gaps}
    assert pairs == {
        (helper, recipient) for helper, recipient, edges in network.pairs(graph, day, groups=True) if edges
    }
    assert agreements == graph.number_of_edges()
    assert rows == {node: attributes["part_of"] for node, attributes in graph.nodes(data=True)}


def test_the_documented_queries_run(tmp_path: Path) -> None:
    path, out = tmp_path / "s.db", tmp_path / "n.sqlite"
    assert ask(path, "load", "panzhou-dalian", "panzhou-illustrative").exit_code == 0
    said = ask(path, "export", "sqlite", "-o", str(out))
    assert (said.exit_code, "as plain tables" in said.output) == (0, True)
    assert "普通表" in ask(path, "export", "sqlite", "-o", str(out), "--force", lang="zh").output
    for page in ("exports.md", "exports.zh.md"):
        text = (ROOT / "docs" / page).read_text(encoding="utf-8")
        (queries_,) = re.findall(r"```sql\n(.*?)```", text, re.S)
        with sqlite3.connect(out) as db:
            results = [db.execute(query).fetchall() for query in queries_.split(";") if query.strip()]
        db.close()
        assert len(results) == 3
        assert results[0]
        assert results[1]
    with open_store(str(path)) as store:
        gaps = store.gaps(Query(date(2019, 12, 30), None))
    with sqlite3.connect(out) as db:
        assert db.execute("SELECT count(*) FROM gaps").fetchone() == (gaps.tally.gaps,)
    db.close()


def test_what_it_cannot_do_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    assert ask(path, "load", "panzhou-dalian").exit_code == 0
    before = path.read_bytes()
    for args, key in (
        ((), "-o FILE.sqlite"),
        (("-o", str(tmp_path / "n.txt")), ".sqlite"),
        (("-o", str(tmp_path / "n.sqlite"), "--in", "盘州市"), "--in"),
        (("-o", str(path), "--force"), ""),
    ):
        said = ask(path, "export", "sqlite", *args)
        assert said.exit_code == 2, args
        assert key in said.output
    assert path.read_bytes() == before
    assert not list(tmp_path.glob("n.*"))
    with pytest.raises(UsageError):
        export.check(export.ExportForm.SQLITE, None)
