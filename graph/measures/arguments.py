"""Checks what callers give to the public measures, so that a wrong argument is refused with a sentence.

A public measure is decorated with `checked`. What a parameter must be is read from its type hint and, for ids, from its
name. The check runs once a call from outside; the loops inside a measure use functions that are not checked.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import partial, wraps
from types import FunctionType
from typing import Any, ParamSpec, TypeVar, cast

from graph import network
from graph.errors import RecordError, UsageError
from graph.model import Kind
from graph.query import By, Query, RankBy, Side

_P = ParamSpec("_P")
_R = TypeVar("_R")


def checked(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """`function`, refusing wrong arguments: raises `UsageError` or `RecordError` with a sentence that names them.

    A word is taken for its enum (`"helper"` for `Side.HELPER`). A network that lacks what the measure needs is refused
    by naming the first node or edge that breaks a convention.
    """
    code = cast(FunctionType, function).__code__
    positional = code.co_varnames[: code.co_argcount]
    hints = {name: str(hint) for name, hint in function.__annotations__.items() if name != "return"}
    by_hint = [(name, _BY_HINT[hint]) for name, hint in hints.items() if hint in _BY_HINT]
    ids = [name for name in hints if name in _ID]
    several = [name for name in hints if name in _IDS]

    @wraps(function)
    def door(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        given: dict[str, Any] = dict(zip(positional, args, strict=False))
        if len(args) > len(positional) or given.keys() & kwargs.keys():
            return function(*args, **kwargs)  # Python says what is wrong
        given |= kwargs
        for name, check in by_hint:
            if name in given:
                given[name] = check(given[name], name)
        graph = given.get("graph")
        if graph is not None:
            query = given.get("query")
            for id_ in [given.get(name) for name in ids] + ([query.area] if query is not None else []):
                if id_ is not None and id_ not in graph:
                    raise network.unknown_id(graph, id_)
            for name in several:
                if given.get(name) is not None:
                    given[name] = _all_known(graph, given[name], name)
        try:
            return cast(Any, function)(**given)  # type: ignore[no-any-return]
        except (KeyError, AttributeError, TypeError):
            if graph is not None:
                network.validate(graph)  # names what the graph lacks; what else went wrong is raised as it is
            raise

    return door


def check_two_mode(pairs: Any, name: str = "pairs") -> Any:
    """`pairs`; raises `UsageError` unless it is an undirected graph, as `two_mode` makes it."""
    if network.is_network(pairs):
        raise UsageError("measures.two_mode", name=name)
    tests = [getattr(pairs, test, None) for test in ("is_directed", "is_multigraph")]
    if not all(callable(test) and not test() for test in tests):
        raise UsageError("measures.not_two_mode", name=name, type=type(pairs).__name__)
    return pairs


def check_sides(pairs: Any) -> None:
    """Raise `UsageError` unless the nodes of `pairs` are (side, id), as `two_mode` makes them."""
    first = next(iter(check_two_mode(pairs)), None)
    if first is not None and not (isinstance(first, tuple) and len(first) == 2 and first[0] in set(Side)):
        raise UsageError("measures.sides", node=repr(first))


def _network(graph: Any, name: str) -> Any:
    if network.is_network(graph):
        return graph
    first = next(iter(graph), None) if isinstance(graph, Iterable) else None
    if isinstance(first, tuple):
        raise UsageError("measures.network", name=name)
    raise RecordError("network.type", subject=name, value=type(graph).__name__)


def _day(day: Any, name: str) -> Any:
    if not isinstance(day, date) or isinstance(day, datetime):
        raise UsageError("measures.day", name=name, value=repr(day), type=type(day).__name__)
    return day


def _days(days: Any, name: str) -> Any:
    if not isinstance(days, tuple | list) or len(days) != 2:
        raise UsageError("measures.days", name=name)
    return tuple(_day(day, name) for day in days)


def _query(query: Any, name: str) -> Any:
    if not isinstance(query, Query):
        raise UsageError("measures.query", name=name, type=type(query).__name__)
    return query


def _word(words: type[StrEnum], value: Any, name: str) -> Any:
    try:
        return None if value is None else words(value)
    except ValueError:
        known = ", ".join(word.value for word in words)
        raise UsageError("measures.word", name=name, value=str(value), known=known) from None


def _all_known(graph: Any, ids: Any, name: str) -> Collection[str]:
    """The ids, of which each is in `graph`."""
    if isinstance(ids, str):
        raise UsageError("measures.ids", name=name, value=ids)
    several: Collection[str] = ids if isinstance(ids, Collection) else list(ids)
    for id_ in several:
        if id_ not in graph:
            raise network.unknown_id(graph, id_)
    return several


_BY_HINT: Mapping[str, Callable[[Any, str], Any]] = {
    "Network": _network,
    "TwoMode": check_two_mode,
    "date": _day,
    "tuple[date, date]": _days,
    "Query": _query,
    **{
        hint: partial(_word, words)
        for words in (Side, By, RankBy, Kind)
        for hint in (words.__name__, f"{words.__name__} | None")
    },
}
"""Type hint → what makes a value of it, or refuses it."""
_ID = frozenset({"area", "member", "node"})
"""Parameters that take the id of one organization of `graph`."""
_IDS = frozenset({"leavers", "recipients", "roster", "helpers"})
"""Parameters that take ids of organizations of `graph`."""
