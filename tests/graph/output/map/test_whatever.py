"""Whatever is loaded, the page stands: every view of it, its figures those of `gaps`, and nothing complains."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from graph.measures.coverage import gaps
from graph.model import AgreementStatus
from graph.output.map import atlas, page
from graph.query import Query
from graph.questions.inquiry import Inquiry
from graph.store.open import open_store
from tests.records import dataset
from tests.strategies import Records, networks

QUERY = Query(date(2019, 12, 30))
VIEWS = """() => {
    const failed = [], check = (what, one, two) => { if (one !== two) failed.push(`${what}: ${one}, not ${two}`); };
    const sums = () => {
        check('rows', sum(shown.rows, (row) => row.gaps), shown.all.filter(isGap).length);
        check('flows', sum([...document.querySelectorAll('.flows path')], (path) => Number(path.dataset.pairs)), shown.lines.length);
    };
    const views = () => { for (const tab of TABS) { state.tab = tab; refresh(); if (tab === 'overview' && shown.members.length) sums(); } state.tab = null; };
    for (const lang of ['en', 'zh']) for (const kind of ['', ...new Set(dots.map((dot) => dot.kind))]) { Object.assign(state, { lang, kind }); views(); }
    state.kind = '';
    for (const own of [...CLASSES, 'illustrative']) { state.off = new Set([own]); views(); }
    state.off = new Set();
    for (let day = 0; day < data.days.length; day += 1) { state.day = day; views(); }
    state.day = data.now;
    refresh();
    const [rows, blocks] = [shown.rows, shown.blocks];
    for (const row of rows) { openRow(row); views(); Object.assign(state, { unit: null, itself: false }); }
    for (const block of blocks) { openBlock(block); views(); Object.assign(state, { block: null, organization: null }); }
    refresh();
    for (let at = 0; at < dots.length; at += 1) { choose(at); toPaper(); for (const hit of find(name(at))) hitRow(hit, 0); closeSheet(true); }
    startAgain();
    return failed;
}"""


@pytest.fixture
def written(tmp_path: Any) -> Callable[[Records], Any]:
    def write(records: Records) -> Any:
        store_file = tmp_path / "s.db"
        store_file.unlink(missing_ok=True)
        with open_store(str(store_file), create=True) as store:
            store.load(dataset(records.organizations, records.agreements))
            graph = store.network()
            with Inquiry(store, None, QUERY.day) as inquiry:
                picture, scope = page.picture_of(inquiry, atlas.wanted(inquiry).query)
                text = page.render(page.page_of(inquiry, QUERY, picture, scope), "en")
        out = tmp_path / "m.html"
        out.write_text(text, encoding="utf-8")
        return out, graph

    return write


@settings(
    max_examples=20, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(networks(12))
@pytest.mark.full
def test_whatever_is_loaded_the_page_stands(written: Callable[[Records], Any], show: Any, records: Records) -> None:
    agreed = [one for one in records.agreements if one.status is AgreementStatus.AGREED]
    if not agreed and not any(one.on_roster for one in records.organizations):
        return  # nothing to show: what is only planned is not drawn
    out, graph = written(records)
    shown = show(out)
    found = gaps(graph, QUERY)
    if found.has_roster:
        assert shown.page.evaluate("dots.filter((dot, at) => dot.on && isGap(at)).length") == len(found.rows)
    assert shown.page.evaluate(VIEWS) == []
    assert shown.said == []
    shown.context.close()
