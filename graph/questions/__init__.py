"""The questions: each takes a store and what is asked, and returns an `Answer`.

A scope of up to `scope.FETCH_LIMIT` organizations is fetched and measured by networkx; beyond it the store computes the
same answer itself, or the question says which part to ask about.
"""

from __future__ import annotations

from graph.questions.changing import diff, diff_loads, expiring, load_in, load_of, window
from graph.questions.checks import CHECK_FIELDS, check_claims, check_conflicts, check_one_to_one, unborne
from graph.questions.covered import at_least, coverage, coverage_by_kind, gaps
from graph.questions.data import check_data
from graph.questions.helping import helper_gaps, links
from graph.questions.leaving import depend, withdraw
from graph.questions.loaded import dataset_notes, sources
from graph.questions.planned import plan
from graph.questions.scope import as_of, resolve
from graph.questions.weights import rank, stats
from graph.questions.who import explain, find, partners

__all__ = [
    "CHECK_FIELDS",
    "as_of",
    "at_least",
    "check_claims",
    "check_conflicts",
    "check_data",
    "check_one_to_one",
    "coverage",
    "coverage_by_kind",
    "dataset_notes",
    "depend",
    "diff",
    "diff_loads",
    "expiring",
    "explain",
    "find",
    "gaps",
    "helper_gaps",
    "links",
    "load_in",
    "load_of",
    "partners",
    "plan",
    "rank",
    "resolve",
    "sources",
    "stats",
    "unborne",
    "window",
    "withdraw",
]
