"""What was said last counts: figures of several returns, in the order in which they were accepted, enter; those that count leave,
and which of them took the place of which others.

A figure is one value of a partner, indicator, region, period and breakdown; a total and its parts are figures of their own. An
answer (`no_data`, `not_safe`, `not_applicable`) given for a total is given for its row.

- A figure takes the place of an earlier figure or answer under its own key, and of the answer its row was given before.
- `not_safe` and `not_applicable` take the place of everything said of the row before.
- `no_data` takes the place of no figure (whoever knows one is not refuted by whoever does not) and of no `not_safe`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Generic, NamedTuple, Protocol, TypeVar


class Said(Protocol):
    """What is looked at of an observation."""

    @property
    def indicator(self) -> str: ...
    @property
    def region(self) -> str: ...
    @property
    def period(self) -> Hashable: ...
    @property
    def breakdown(self) -> str: ...
    @property
    def state(self) -> str: ...


S = TypeVar("S", bound=Said)


class Replaced(NamedTuple, Generic[S]):
    """Something that does not count (any more), and what stands in its place."""

    old: S
    new: S


def last_said(said: Iterable[S], of_whom: Callable[[S], Hashable]) -> tuple[Sequence[S], Sequence[Replaced[S]]]:
    """What counts, and what does not. `of_whom` tells the partner apart."""
    rows: dict[Hashable, dict[str, S]] = {}
    replaced: list[Replaced[S]] = []
    for one in said:
        row = rows.setdefault((of_whom(one), one.indicator, one.region, one.period), {})
        replaced += _put(row, one)
    return [one for row in rows.values() for one in row.values()], _to_the_end(replaced)


def _to_the_end(replaced: Sequence[Replaced[S]]) -> Sequence[Replaced[S]]:
    """Each with what stands in its place in the end, not with what took it first."""
    next_one = {id(old): new for old, new in replaced}
    found = []
    for old, new in replaced:
        while id(new) in next_one:
            new = next_one[id(new)]
        found.append(Replaced(old, new))
    return found


def _put(row: dict[str, S], one: S) -> Iterable[Replaced[S]]:
    """Say one thing of a row; what gives way to it, or the thing itself if it gives way."""
    before = row.get(one.breakdown)
    if one.state == "no_data" and before is not None and before.state in {"", "not_safe"}:
        return [Replaced(one, before)]
    gone = [key for key in row if key == one.breakdown or _gives_way(key, row[key], one)]
    replaced = [Replaced(row.pop(key), one) for key in gone]
    row[one.breakdown] = one
    return replaced


def _gives_way(key: str, other: Said, one: Said) -> bool:
    """Whether what was said of another part of the row can no longer stand."""
    if one.state:
        return not one.breakdown and one.state != "no_data"
    return not key and other.state not in {"", "no_data"}
