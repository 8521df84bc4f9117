"""How closely hidden numbers can be worked out. A system and a set of hidden cells enter, what is exposed leaves.

Linear programming (HiGHS through scipy) finds the range of every protected number that fits to all a viewer knows: everything
shown, every relation, numbers of people are not below zero, and a partner's own figures. A range is proven wide enough by two
solutions that fit, so that many numbers are proven by one program; a number is called exposed only after its own lowest and
highest were asked for.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import coo_array

from nap.results.hiding.model import Cell
from nap.results.hiding.system import System

Array = NDArray[np.float64]
ROOM = 60
"""How many times the widest needed range any number may move in a program: enough for every chain, and it keeps them bounded."""
_NEAR = 1e-6
_TRIES = 6
"""Programs with random directions before numbers are asked for one by one."""


@dataclass(frozen=True)
class Narrow:
    """A protected unknown whose range is too narrow for a viewer."""

    unknown: int
    viewer: str
    low: float
    high: float


@dataclass(frozen=True)
class _Part:
    """Unknowns that hang together, and the links between them."""

    unknowns: tuple[int, ...]
    links: tuple[int, ...]


def narrow(system: System, hidden: Collection[Cell], viewers: Sequence[str], only: Collection[int] | None = None) -> list[Narrow]:
    """Every protected unknown that some viewer can work out too closely; of the given ones, if `only` is said."""
    known, found = system.known(hidden), list[Narrow]()
    for viewer in viewers:
        free = [not told and not (viewer and system.alone.get(place) == viewer) for place, told in enumerate(known)]
        parts = [part for part in _parts(system, free, only) if not viewer or _concerns(system, viewer, part)]
        found += _of_parts(system, free, viewer, parts, only)
    return found


def _concerns(system: System, viewer: str, part: _Part) -> bool:
    """Whether the partner knows more of this part than anybody does."""
    mine = system.own.get(viewer, {})
    if any(mine.get(unknown) for unknown in part.unknowns):
        return True
    links = (system.links[place] for place in part.links)
    return any(system.alone.get(unknown) == viewer for link in links for unknown in (*link.left, *link.right))


def _parts(system: System, free: Sequence[bool], only: Collection[int] | None) -> Iterator[_Part]:
    """The parts of the system that have something to protect, each once."""
    wanted = system.needed if only is None else only
    seen = set[int]()
    for start in wanted:
        if start in seen or not free[start] or start not in system.needed:
            continue
        unknowns, links, waiting = {start}, set[int](), deque([start])
        while waiting:
            for place in system.links_of.get(waiting.popleft(), ()):
                if place in links:
                    continue
                links.add(place)
                link = system.links[place]
                fresh = {unknown for unknown in (*link.left, *link.right) if free[unknown]} - unknowns
                unknowns |= fresh
                waiting.extend(fresh)
        seen |= unknowns
        yield _Part(tuple(sorted(unknowns)), tuple(sorted(links)))


def _of_parts(
    system: System, free: Sequence[bool], viewer: str, parts: Sequence[_Part], only: Collection[int] | None
) -> list[Narrow]:
    wanted = [
        _Wanted(unknown, float(system.needed[unknown]), which)
        for which, part in enumerate(parts)
        for unknown in part.unknowns
        if unknown in system.needed and (only is None or unknown in only) and system.left_to(viewer, unknown) > 0
    ]
    return _Program(system, free, viewer, parts, max(each.width for each in wanted)).narrow(wanted) if wanted else []


class _Wanted(NamedTuple):
    """A protected unknown, how wide its range must be, and in which part it stands."""

    unknown: int
    width: float
    part: int


class _Program:
    """All parts of the system as one linear program, asked again and again with other aims. They do not touch each other, so one
    answer tells of all of them: far fewer programs, each of which costs more to hand over than to solve."""

    def __init__(self, system: System, free: Sequence[bool], viewer: str, parts: Sequence[_Part], widest: float) -> None:
        self.system, self.viewer = system, viewer
        unknowns = [unknown for part in parts for unknown in part.unknowns]
        self.place = {unknown: at for at, unknown in enumerate(unknowns)}
        rows, columns, values, amounts, rests = list[int](), list[int](), list[float](), list[float](), list[float]()
        for link in (system.links[each] for part in parts for each in part.links):
            amount, row = 0.0, len(amounts)
            for side, sign in ((link.left, 1.0), (link.right, -1.0)):
                for unknown in side:
                    if free[unknown]:
                        rows.append(row)
                        columns.append(self.place[unknown])
                        values.append(sign)
                    else:
                        amount -= sign * system.truth[unknown]
            if link.rest or link.open:
                rows.append(row)
                columns.append(len(self.place) + len(rests))
                values.append(-1.0)
                rests.append(link.rest)
            amounts.append(amount)
        self.truth = np.array([*(system.truth[unknown] for unknown in unknowns), *rests])
        mine = system.own.get(viewer, {})
        low = np.array([*(min(mine.get(unknown, 0.0), system.truth[unknown]) for unknown in unknowns), *(0.0 for _ in rests)])
        self.low = np.minimum(low, self.truth)
        self.high = self.truth + ROOM * widest
        self.equal = coo_array((values, (rows, columns)), shape=(len(amounts), len(self.truth))).tocsr() if amounts else None
        self.amounts = np.array(amounts)

    def narrow(self, wanted: Sequence[_Wanted]) -> list[Narrow]:
        """Those whose range is narrower than it must be."""
        lowest, highest, chance, pending = self.truth.copy(), self.truth.copy(), np.random.default_rng(1325), list(wanted)
        for _ in range(_TRIES):
            signs = chance.choice((-1.0, 1.0), len(pending))
            self._widen({each.unknown: sign / each.width for each, sign in zip(pending, signs, strict=True)}, lowest, highest)
            left = [each for each in pending if self._width(each, lowest, highest) < each.width - _NEAR]
            if not left:
                return []
            if len(left) == len(pending):
                break
            pending = left
        return self._asked(pending)

    def _asked(self, pending: Sequence[_Wanted]) -> list[Narrow]:
        """The same one by one: of each part one at a time, of all parts together."""
        found, turns = list[Narrow](), defaultdict[int, list[_Wanted]](list)
        for each in pending:
            turns[each.part].append(each)
        for turn in zip_longest(*turns.values()):
            asked, lowest, highest = [each for each in turn if each], self.truth.copy(), self.truth.copy()
            self._widen({each.unknown: 1.0 for each in asked}, lowest, highest)
            for each in asked:
                if self._width(each, lowest, highest) < each.width - _NEAR:
                    at = self.place[each.unknown]
                    found.append(Narrow(each.unknown, self.viewer, float(lowest[at]), float(highest[at])))
        return found

    def _widen(self, aims: Mapping[int, float], lowest: Array, highest: Array) -> None:
        """Take into the ranges what two programs find, one for these aims and one against them."""
        aim = np.zeros(len(self.truth))
        for unknown, weight in aims.items():
            aim[self.place[unknown]] = weight
        for direction in (aim, -aim):
            solution = self._furthest(direction)
            np.minimum(lowest, solution, out=lowest)
            np.maximum(highest, solution, out=highest)

    def _width(self, wanted: _Wanted, lowest: Array, highest: Array) -> float:
        at = self.place[wanted.unknown]
        return float(highest[at] - lowest[at])

    def _furthest(self, aim: Array) -> Array:
        """The solution with the least of `aim`. Should the program fail, only the truth is known to fit: nothing is proven."""
        bounds = np.column_stack([self.low, self.high])
        found = linprog(
            aim, A_eq=self.equal, b_eq=self.amounts if self.equal is not None else None, bounds=bounds, method="highs"
        )
        return np.asarray(found.x) if found.status == 0 else self.truth
