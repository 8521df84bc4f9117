"""The pattern of hidden cells: every row an audience could get enters, which of them must be hidden leaves. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from nap.facts import Result
from nap.plan import Plan
from nap.results.hiding.auditing import Narrow, narrow
from nap.results.hiding.choosing import Choosing
from nap.results.hiding.groups import groups_of
from nap.results.hiding.loss import losing
from nap.results.hiding.model import NOTHING, Cell, Exposed, Past, Pattern, Withdrawn, cell_of
from nap.results.hiding.primary import says_something
from nap.results.hiding.system import System, system_of

Rows = Mapping[Cell, Result]
Owned = Mapping[str, Sequence[Result]]


def hide(
    plan: Plan, results: Iterable[Result], *, own: Owned | None = None, past: Sequence[Past] = (), withdrawn: Withdrawn = NOTHING
) -> Pattern:
    """Which cells nobody but coordinators may see, so that no primary cell can be worked out to within its minimum cell.

    `results`: every row there is of the indicators; `own`: by partner what `compute` gives of its figures alone;
    `past`: every earlier edition that somebody may have kept; `withdrawn`: what is hidden at once. Totals are settled before
    their parts, so that which totals are hidden does not depend on whether parts were asked for.
    """
    found = _hide(plan, results := list(results), own or {}, past, NOTHING)
    if not withdrawn:
        return found
    # What was told already cannot be taken back, so that nothing would stand in for it beside what was told.
    now = _hide(plan, results, own or {}, (), withdrawn)
    return Pattern(found.hidden | now.hidden, found.primary | now.primary, found.lost)


def _hide(plan: Plan, results: Iterable[Result], own: Owned, past: Sequence[Past], withdrawn: Withdrawn) -> Pattern:
    rows, hidden, primary, lost = _speaking(results), set[Cell](), set[Cell](), set[Cell]()
    for codes in groups_of(plan, {cell[0] for cell in rows}, withdrawn):
        part = {cell: row for cell, row in rows.items() if cell[0] in codes}
        mine = {partner: [each for each in several if each.indicator in codes] for partner, several in own.items()}
        earlier = [_of(each, codes) for each in past]
        found = _of_group(plan, part, mine, earlier, withdrawn)
        hidden |= found.hidden
        primary |= found.primary
        lost |= found.lost
    return Pattern(frozenset(hidden), frozenset(primary), frozenset(lost))


def audit(
    plan: Plan, results: Iterable[Result], pattern: Pattern, *, own: Owned | None = None, past: Sequence[Past] = ()
) -> tuple[Exposed, ...]:
    """What can be worked out all the same, by anybody or by a partner; empty if the pattern keeps its promise.

    A primary cell that is not hidden at all comes with an empty range and nothing needed. Nothing that the search for the pattern
    found out is used again: the system is made anew, and every viewer asked.
    """
    rows, found = _speaking(results), list[Exposed]()
    for codes in groups_of(plan, {cell[0] for cell in rows}, NOTHING):
        part = {cell: row for cell, row in rows.items() if cell[0] in codes}
        mine = {partner: [each for each in several if each.indicator in codes] for partner, several in (own or {}).items()}
        system, primary = system_of(plan, part, mine, [_of(each, codes) for each in past], NOTHING)
        found += [Exposed(cell, "", 0.0, 0.0, 0) for cell in sorted(primary - pattern.hidden, key=str)]
        found += _told(system, narrow(system, pattern.hidden, ("", *sorted(system.own))))
    return tuple(found)


def _speaking(results: Iterable[Result]) -> Rows:
    """The rows in which there is anything to hide."""
    return {cell_of(each): each for each in results if says_something(each)}


def _of_group(plan: Plan, rows: Rows, own: Owned, past: Sequence[Past], withdrawn: Withdrawn) -> Pattern:
    if not any(cell[3] for cell in rows):
        return _settled(plan, rows, own, past, withdrawn, frozenset(), lambda cell: True)
    totals = {cell: row for cell, row in rows.items() if not cell[3]}
    mine = {partner: [each for each in several if not each.breakdown] for partner, several in own.items()}
    earlier = [_totals(each) for each in past]
    first = _settled(plan, totals, mine, earlier, withdrawn, frozenset(), lambda cell: True)
    whole = _settled(plan, rows, own, past, withdrawn, first.hidden, lambda cell: bool(cell[3]))
    return Pattern(whole.hidden, whole.primary, whole.lost | first.lost)


def _settled(
    plan: Plan,
    rows: Rows,
    own: Owned,
    past: Sequence[Past],
    withdrawn: Withdrawn,
    before: frozenset[Cell],
    may: Callable[[Cell], bool],
) -> Pattern:
    system, primary = system_of(plan, rows, own, past, withdrawn)
    if not primary and not before and not system.needed:
        return Pattern()
    search = Choosing(system, primary | before, losing(plan, rows, past), may)
    left = search.run()
    search.spare(primary | before, left)
    lost = frozenset(system.names[each] for each in left)
    return Pattern(frozenset(search.hidden), primary, lost)


def _told(system: System, found: Iterable[Narrow]) -> list[Exposed]:
    return [Exposed(system.names[each.unknown], each.viewer, each.low, each.high, system.needed[each.unknown]) for each in found]


def _of(past: Past, codes: frozenset[str]) -> Past:
    own = {partner: {cell: row for cell, row in rows.items() if cell[0] in codes} for partner, rows in past.own.items()}
    rows = {cell: row for cell, row in past.rows.items() if cell[0] in codes}
    return Past(rows, frozenset(cell for cell in past.hidden if cell[0] in codes), own)


def _totals(past: Past) -> Past:
    own = {partner: {cell: row for cell, row in rows.items() if not cell[3]} for partner, rows in past.own.items()}
    rows = {cell: row for cell, row in past.rows.items() if not cell[3]}
    return Past(rows, frozenset(cell for cell in past.hidden if not cell[3]), own)
