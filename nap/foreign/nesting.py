"""Which line stands beneath which: men and women beneath a region, regions beneath women.

Lines enter in their order, each with its sort (`place`, `part:sex` …) and key; the line each one belongs to leaves. Where nothing
but a guess could tell, the line is in doubt: somebody is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

PLACE, TOTAL, MEASURE, UNKNOWN, TIME = "place", "total", "measure", "unknown", "time"
_NEVER_BENEATH = frozenset({TOTAL, MEASURE, TIME})

Adds = Callable[["Item", Sequence["Item"]], bool]
"""True if the figures of the lines add up to those of the first."""


def adds_up(lines: Iterable[tuple[Decimal | None, Sequence[Decimal | None]]]) -> bool:
    """True if each whole is the sum of its parts wherever all of them are given, and it is not always nought."""
    checked = 0
    for whole, parts in lines:
        known = [each for each in parts if each is not None]
        if whole is None or len(known) < len(parts):
            continue
        if whole != sum(known):
            return False
        checked += whole != 0
    return checked > 0


@dataclass
class Item:
    """One line with figures. `index` is its row or column."""

    index: int
    sort: str
    key: str
    indent: int = 0
    of: bool = False
    """It says that it is of the line before it: `of which women`."""
    whole: bool = False
    """It is the whole country."""
    parent: Item | None = None
    doubt: bool = False
    group: int = 0

    @property
    def root(self) -> Item:
        """The line at the top of those it stands beneath."""
        item = self
        while item.parent is not None:
            item = item.parent
        return item


@dataclass
class Scope:
    """Lines under the same headings, in their order. `of_parents`: by index, the line that `including:` spoke of."""

    items: list[Item]
    of_parents: dict[int, Item] = field(default_factory=dict)


def nest(scope: Scope, adds: Adds) -> None:
    """Give each item its parent."""
    repeated = _repeated(scope.items)
    ranks: dict[str, int] = {}
    for item in scope.items:
        ranks.setdefault(item.sort, len(ranks))
    nearest: dict[str, Item] = {}
    """The last line of each sort, in the order they came."""
    last: Item | None = None
    for item in scope.items:
        if item.index in scope.of_parents:
            item.parent = scope.of_parents[item.index]
        elif item.of and last is not None:
            item.parent = last
        elif item.sort in repeated and item.sort not in _NEVER_BENEATH:
            item.parent = _above(item, nearest, repeated, ranks)
        nearest.pop(item.sort, None)
        nearest[item.sort] = item
        last = last if item.of else item
    _settle(scope, repeated, adds)
    _alone(scope, adds)


def _repeated(items: Sequence[Item]) -> frozenset[str]:
    seen: set[tuple[str, str]] = set()
    found = set()
    for item in items:
        if (item.sort, item.key) in seen:
            found.add(item.sort)
        seen.add((item.sort, item.key))
    return frozenset(found)


def _above(item: Item, nearest: dict[str, Item], repeated: frozenset[str], ranks: dict[str, int]) -> Item | None:
    """The nearest line before it of a sort that may hold others."""
    holds = (
        other
        for sort, other in reversed(nearest.items())
        if sort not in (item.sort, MEASURE, TIME) and (sort not in repeated or ranks[sort] < ranks[item.sort] or sort == TOTAL)
    )
    return next(holds, None)


def _settle(scope: Scope, repeated: frozenset[str], adds: Adds) -> None:
    """Runs of parts that come but once: beneath the line before them, of the whole, or in doubt."""
    holders = {item.parent.index for item in scope.items if item.parent is not None}
    for start, end in _runs(scope.items):
        run = scope.items[start:end]
        if any(item.index in holders for item in run):
            continue
        free = [item for item in run if item.parent is None and not item.of and item.sort.startswith("part:")]
        if not free or free[0].sort in repeated or start == 0:
            continue
        before = scope.items[start - 1]
        _place(free, before.root if before.root.sort == PLACE else before, scope.items[:start], scope.items[end:], adds)


def _alone(scope: Scope, adds: Adds) -> None:
    """Places right behind one category alone (women, and no men): of all people, or of women?"""
    for start, end in _runs(scope.items):
        run, before = scope.items[start:end], scope.items[:start]
        holder = before[-1] if before else None
        if holder is None or run[0].sort != PLACE or not holder.sort.startswith("part:") or holder.doubt or holder.parent:
            continue
        keys = {item.key for item in before if item.sort == holder.sort}
        if len(keys) > 1 or any(item.parent is not None or item.whole for item in run):
            continue
        certain = _told_by_sums(run, holder, before[:-1], adds)
        for item in run:
            item.parent = holder if certain else None
            item.doubt = certain is None


def _runs(items: Sequence[Item]) -> list[tuple[int, int]]:
    """Neighbours of one sort."""
    starts = [place for place, item in enumerate(items) if place == 0 or items[place - 1].sort != item.sort]
    return list(pairwise([*starts, len(items)]))


def _place(run: list[Item], holder: Item, before: Sequence[Item], after: Sequence[Item], adds: Adds) -> None:
    if holder.sort in (TOTAL, MEASURE, TIME) or holder.whole:
        return
    alike = [item for item in before if item.sort == holder.sort and not item.whole]
    certain = _stands_beneath(run, holder, alike, after)
    if certain is None:
        certain = _told_by_sums(run, holder, before, adds)
    if certain is None:
        certain = _told_by_indent(run, holder)
    for item in run:
        item.parent = holder if certain else None
        item.doubt = certain is None


def _stands_beneath(run: list[Item], holder: Item, alike: list[Item], after: Sequence[Item]) -> bool | None:
    """What the order of lines tells: None if they may be of the whole as well."""
    if holder.sort == PLACE:
        if len(alike) == 1 or any(item.sort == PLACE for item in after):
            return True
        return None
    if holder.sort.startswith("part:"):
        return False if len(alike) > 1 or _says_itself(run[0], holder) else None
    return None


def _says_itself(item: Item, holder: Item) -> bool:
    """Urban women beneath all of the towns: the line names a category of its holder's kind and needs no holder."""
    own, held = (set(each.sort.removeprefix("part:").split(";")) for each in (item, holder))
    return held <= own


def _told_by_sums(run: list[Item], holder: Item, before: Sequence[Item], adds: Adds) -> bool | None:
    wholes = [item for item in before if item.whole or item.sort in (TOTAL, MEASURE)]
    beneath, above = adds(holder, run), any(adds(whole, run) for whole in wholes)
    return beneath if beneath != above else None


def _told_by_indent(run: list[Item], holder: Item) -> bool | None:
    return True if all(item.indent > holder.indent for item in run) else None
