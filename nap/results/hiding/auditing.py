"""How closely hidden numbers can be worked out. A system and a set of hidden cells enter, what is exposed leaves.

Linear programming (HiGHS) finds the range of every protected number that fits to all a viewer knows: everything
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
from highspy import Highs, HighsLp, HighsModelStatus, MatrixFormat
from numpy.typing import NDArray

from nap.results.hiding.model import Cell
from nap.results.hiding.system import Link, System

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


def narrow_to_any(
    system: System, hidden: Collection[Cell], viewers: Sequence[str], only: Collection[int] | None = None
) -> frozenset[int]:
    """Which protected unknowns `narrow` finds for at least one viewer. What one viewer can work out no other is asked for."""
    found = set[int]()
    for viewer in viewers:
        left = (system.needed.keys() if only is None else set(only)) - found
        if left:
            found.update(each.unknown for each in narrow(system, hidden, [viewer], left))
    return frozenset(found)


def narrow(
    system: System, hidden: Collection[Cell], viewers: Sequence[str], only: Collection[int] | None = None
) -> Iterator[Narrow]:
    """Every protected unknown that some viewer can work out too closely; of the given ones, if `only` is said. Viewers are asked
    as the answers are taken."""
    known = system.known(hidden)
    for viewer in viewers:
        free = [not told and not (viewer and system.alone.get(place) == viewer) for place, told in enumerate(known)]
        parts = [part for part in _parts(system, free, only) if not viewer or _concerns(system, viewer, part)]
        yield from _of_parts(system, free, viewer, parts, only)


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


class _Line(NamedTuple):
    """One equation: columns with their weights, the amount they make, what is left over (None: nothing, for certain), and how
    much of that there is at least."""

    weights: dict[int, float]
    amount: float
    rest: float | None
    least: float


class _Program:
    """All parts of the system as one linear program, asked again and again with other aims. They do not touch each other, so one
    answer tells of all of them; the solver keeps the program and starts from its last answer, which makes asking cheap."""

    def __init__(self, system: System, free: Sequence[bool], viewer: str, parts: Sequence[_Part], widest: float) -> None:
        self.viewer = viewer
        unknowns = [unknown for part in parts for unknown in part.unknowns]
        self.place = {unknown: at for at, unknown in enumerate(unknowns)}
        lines = [self._line(system, free, system.links[each]) for part in parts for each in part.links]
        rests = [line for line in lines if line.rest is not None]
        self.truth = np.array(
            [*(system.truth[unknown] for unknown in unknowns), *(line.rest for line in rests)], dtype=np.float64
        )
        mine = system.own.get(viewer, {})
        own = np.array([*(mine.get(unknown, 0.0) for unknown in unknowns), *(line.least for line in rests)], dtype=np.float64)
        self.columns = np.arange(len(self.truth), dtype=np.int32)
        self.solver = _solver(lines, len(unknowns), np.minimum(own, self.truth), self.truth + ROOM * widest)

    def _line(self, system: System, free: Sequence[bool], link: Link) -> _Line:
        """A link with what is known taken over to the right."""
        amount, weights = 0.0, dict[int, float]()
        for side, sign in ((link.left, 1.0), (link.right, -1.0)):
            for unknown in side:
                if free[unknown]:
                    at = self.place[unknown]
                    weights[at] = weights.get(at, 0.0) + sign
                else:
                    amount -= sign * system.truth[unknown]
        return _Line(weights, amount, link.rest if link.rest or link.open else None, system.rest_of(self.viewer, link))

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
        self.solver.changeColsCost(len(aim), self.columns, aim)
        self.solver.run()
        if self.solver.getModelStatus() != HighsModelStatus.kOptimal:
            return self.truth
        return np.array(self.solver.getSolution().col_value, dtype=np.float64)


def _solver(lines: Sequence[_Line], unknowns: int, low: Array, high: Array) -> Highs:
    """The solver with the program of these lines; what a line leaves over is a column of its own behind the unknowns."""
    start, index, value, column = [0], list[int](), list[float](), unknowns
    for line in lines:
        index += line.weights
        value += line.weights.values()
        if line.rest is not None:
            index.append(column)
            value.append(-1.0)
            column += 1
        start.append(len(index))
    program = HighsLp()
    program.num_col_, program.num_row_ = len(low), len(lines)
    program.col_cost_, program.col_lower_, program.col_upper_ = np.zeros(len(low)), low, high
    program.row_lower_ = program.row_upper_ = np.array([line.amount for line in lines], dtype=np.float64)
    program.a_matrix_.format_ = MatrixFormat.kRowwise
    program.a_matrix_.start_ = np.array(start, dtype=np.int32)
    program.a_matrix_.index_ = np.array(index, dtype=np.int32)
    program.a_matrix_.value_ = np.array(value, dtype=np.float64)
    solver = Highs()  # type: ignore[no-untyped-call]  # its own types say nothing of this
    for name, setting in (("output_flag", False), ("threads", 1), ("presolve", "off"), ("solver", "simplex")):
        solver.setOptionValue(name, setting)
    solver.passModel(program)
    return solver
