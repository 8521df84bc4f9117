"""Which further cells stand in for the primary ones. A system enters, the cells to hide leave.

Two steps in turn. The first is quick and looks at one relation at a time: where a protected number stands alone, or beside too
little, the cheapest neighbours are hidden too. The second asks the linear programs of `auditing`; what they still find too close
gets one more neighbour, and if that does not help its whole row, its whole column, its whole indicator.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from nap.results.hiding.auditing import narrow, narrow_to_any
from nap.results.hiding.model import Cell
from nap.results.hiding.system import Link, System

Loss = Callable[[Cell], float]
_ROUNDS = 12
"""Rounds with one more neighbour each before whole rows are hidden."""
_SPARED = 24
"""Cells that are tried to be shown again."""


class Choosing:
    """One search for a pattern. `hidden` grows until nothing is too close; `may` says which cells may be chosen."""

    def __init__(self, system: System, primary: Collection[Cell], loss: Loss, may: Callable[[Cell], bool]) -> None:
        self.system, self.loss, self.may = system, loss, may
        self.hidden = set(primary)
        self.viewers = ("", *sorted(system.own))
        self._known = system.known(self.hidden)

    def run(self) -> frozenset[int]:
        """Hide until every range is wide enough; the unknowns that no hiding can widen any more are given back."""
        self._settle(range(len(self.system.links)))
        exposed = narrow_to_any(self.system, self.hidden, self.viewers)
        for turn in range(3 * _ROUNDS):
            if not exposed:
                return exposed
            added = {cell for each in exposed for cell in self._help(each, turn)}
            if not added:
                return exposed
            self._settle(self._hide(added))
            # What was wide enough stays so: hiding more never narrows a range.
            exposed = narrow_to_any(self.system, self.hidden, self.viewers, exposed)
        return exposed

    def spare(self, fixed: Collection[Cell], lost: Collection[int]) -> None:
        """Show again what turned out not to be needed, the greatest loss first; never the `fixed` cells."""
        spared = [cell for cell in self.hidden if cell not in fixed and self.may(cell)]
        for cell in sorted(spared, key=lambda each: (-self.loss(each), str(each)))[:_SPARED]:
            unit = self._unit(cell) if cell in self.hidden else frozenset[Cell]()
            if not unit or unit & set(fixed) or not all(map(self.may, unit)):
                continue
            concerned, before = self._concerned(unit), self._known
            if concerned & set(lost):
                continue
            self._known = self.system.known(self.hidden - unit)
            exposed = narrow(self.system, self.hidden - unit, self.viewers, concerned)
            if self._roomy(unit) and next(exposed, None) is None:
                self.hidden -= unit
            else:
                self._known = before

    def _roomy(self, unit: Collection[Cell]) -> bool:
        """Whether the relations of these cells have room each by itself: a quick no before the programs are asked."""
        touched = {
            place for cell in unit for each in self.system.numbers.get(cell, ()) for place in self.system.links_of.get(each, ())
        }
        return all(self._lack(self.system.links[place]) is None for place in touched)

    def _unit(self, cell: Cell) -> frozenset[Cell]:
        """The cell and all that show the same numbers."""
        found, waiting = {cell}, [cell]
        while waiting:
            for unknown in self.system.numbers.get(waiting.pop(), ()):
                fresh = set(self.system.cells[unknown]) - found
                found |= fresh
                waiting += fresh
        return frozenset(found)

    def _concerned(self, unit: Collection[Cell]) -> set[int]:
        """The protected numbers that hang together with these cells."""
        edge = {unknown for cell in unit for unknown in self.system.numbers.get(cell, ())}
        seen = set(edge)
        while edge:
            links = {place for each in edge for place in self.system.links_of.get(each, ())}
            met = {each for place in links for each in (*self.system.links[place].left, *self.system.links[place].right)}
            edge = {each for each in met - seen if not self._known[each]}
            seen |= edge
        return {each for each in seen if each in self.system.needed}

    def _hide(self, cells: Iterable[Cell]) -> list[int]:
        """Hide these, and every cell that shows the same number; returns the links this touches."""
        waiting, touched = list(cells), set[int]()
        while waiting:
            cell = waiting.pop()
            self.hidden.add(cell)
            for unknown in self.system.after.get(cell, ()):
                self._known[unknown] = self.system.is_known(unknown, self.hidden)
                touched.update(self.system.links_of.get(unknown, ()))
            for unknown in self.system.numbers.get(cell, ()):
                self._known[unknown] = self.system.told[unknown]
                touched.update(self.system.links_of.get(unknown, ()))
                waiting += [other for other in self.system.cells[unknown] if other not in self.hidden]
        return sorted(touched)

    def _settle(self, links: Iterable[int]) -> None:
        """Until every relation has room enough by itself."""
        waiting = list(links)
        while waiting:
            place = waiting.pop()
            cell = self._lacking(self.system.links[place])
            if cell is not None:
                waiting += [place, *self._hide([cell])]

    def _lacking(self, link: Link) -> Cell | None:
        """The cell to hide so that a protected number of this relation has room; None if it has, or nothing can be hidden."""
        lack = self._lack(link)
        return self._cheapest(*lack) if lack else None

    def _lack(self, link: Link) -> tuple[tuple[int, ...], tuple[int, ...], float] | None:
        """On which side of a relation, and by how much, a protected number has too little room; None if it has enough."""
        for side, other in ((link.left, link.right), (link.right, link.left)):
            unknown = [each for each in side if not self._known[each]]
            if not unknown or any(not self._known[each] for each in other):
                continue
            rest = link.rest if side is link.right else 0.0
            if side is link.left and (link.rest or link.open):
                continue
            short = self._short(unknown, link, rest)
            if short > 0:
                return side, other, short
        return None

    def _short(self, unknown: Collection[int], link: Link, rest: float) -> float:
        """By how much the room falls short of what the most demanding protected number needs, for the worst viewer."""
        worst = 0.0
        for viewer in self.viewers:
            needs = [
                self.system.needed[each]
                for each in unknown
                if each in self.system.needed and self.system.left_to(viewer, each) > 0
            ]
            if not needs:
                continue
            free = [each for each in unknown if self.system.alone.get(each) != viewer] if viewer else list(unknown)
            theirs = self.system.rest_of(viewer, link) if rest else 0.0
            room = sum(self.system.left_to(viewer, each) for each in free) + rest - theirs
            if len(free) + bool(rest) < 2:
                room = 0.0
            worst = max(worst, max(needs) - room)
        return worst

    def _cheapest(self, side: Collection[int], other: Collection[int], short: float) -> Cell | None:
        """Of the shown cells beside it the one that loses the least and gives room enough; else the one that gives the most."""
        beside = [(cell, self.system.truth[each]) for each in side for cell in self._choices(each)]
        enough = [cell for cell, value in beside if value >= short]
        opposite = [cell for each in other for cell in self._choices(each)]
        if enough or opposite:
            return min([*enough, *opposite], key=lambda cell: (self.loss(cell), cell[1:2], str(cell)))
        return max(beside, key=lambda each: (each[1], str(each[0])))[0] if beside else None

    def _choices(self, unknown: int) -> list[Cell]:
        if not self._known[unknown] or self.system.told[unknown]:
            return []
        cells = [cell for cell in self.system.cells[unknown] if cell not in self.hidden]
        return cells[:1] if cells and all(self.may(cell) for cell in cells) else []

    def _help(self, exposed: int, turn: int) -> list[Cell]:
        """What to hide for a number that is still too close, more boldly from turn to turn."""
        near = sorted(set(self._near(exposed, reach=1 + turn // 4)), key=lambda cell: (self.loss(cell), str(cell)))
        if not near and turn < _ROUNDS:
            near = sorted(set(self._near(exposed, reach=8)), key=lambda cell: (self.loss(cell), str(cell)))
        return near[:1] if turn < _ROUNDS else near

    def _near(self, unknown: int, reach: int) -> Iterator[Cell]:
        """Cells that may be hidden, up to `reach` relations away over hidden numbers."""
        seen, edge = {unknown}, {unknown}
        for _ in range(reach):
            links = {place for each in edge for place in self.system.links_of.get(each, ())}
            met = {each for place in links for each in (*self.system.links[place].left, *self.system.links[place].right)} - seen
            for each in met:
                yield from self._choices(each)
            seen |= met
            edge = {each for each in met if not self._known[each]}
