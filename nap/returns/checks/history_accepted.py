"""What this return changes in one that counts already, and what others have given for the same place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from nap.facts import Fact, Finding, Observation, Severity
from nap.returns.material import Material, Row
from nap.returns.observations import observations
from nap.returns.past import Given

_UNSURE = frozenset({"provisional", "estimated"})


class Change(NamedTuple):
    """One accepted figure that this return changes, or (`after` None) leaves out; `cell` is None where its row is gone too."""

    row: Row | None
    cell: str | None
    before: Decimal
    after: Decimal | None
    unsure: bool
    """The accepted figure was provisional or estimated: to replace it is what was promised."""


def already_accepted(material: Material) -> Iterator[Finding]:
    """Figures that differ from the accepted version of this very return: a correction, and why it is made is asked for.

    One finding for each indicator and sheet; what only becomes final is told. A return that changes nothing is told once.
    """
    if material.past.version is None:
        return
    version: dict[str, Fact] = {"version": material.past.version}
    changes = list(_changes(material))
    for (_, code), several in _by_sheet(changes).items():
        final = all(each.unsure and each.after is not None for each in several)
        yield _changed(code, several, final, version)
    if not changes:
        yield Finding("already-accepted", Severity.INFO, case="same", facts=tuple(version.items()))


def _by_sheet(changes: Sequence[tuple[str, Change]]) -> Mapping[tuple[str, str], list[Change]]:
    found: dict[tuple[str, str], list[Change]] = defaultdict(list)
    for code, change in changes:
        found[change.row.sheet if change.row else "", code].append(change)
    return found


def _changed(code: str, changes: Sequence[Change], final: bool, version: Mapping[str, Fact]) -> Finding:
    first = next((each for each in changes if each.after is not None), changes[0])
    rows = {id(each.row): each.row for each in changes if each.row}
    (row, *more) = rows.values() or (None,)
    cells = tuple(dict.fromkeys(each.cell for each in changes if each.cell))
    facts: dict[str, Fact] = {"before": first.before, "after": first.after, "count": len(changes), **version}
    gone = all(each.after is None for each in changes)
    case = "final" if final else "gone" if gone else "several" if len(changes) > 1 else ""
    severity = Severity.INFO if final else Severity.WARNING
    region = row.region if row and not more else None
    found = _typed(first) if len(changes) == 1 else None
    return Finding(
        "already-accepted", severity, row.sheet if row else None, cells, code, region, found, case, tuple(facts.items())
    )


def _typed(change: Change) -> str | None:
    """What stands in the cell now, as it was typed."""
    figures = change.row.figures.values() if change.row else ()
    return next((figure.typed for figure in figures if figure.cell == change.cell and figure.typed), None)


def _changes(material: Material) -> Iterator[tuple[str, Change]]:
    now = {(each.indicator, each.region, each.period, each.breakdown): each for each in observations(material)}
    rows = {row.key: row for row in reversed(material.rows)}
    for key, parts in material.past.own.items():
        row = rows.get(key)
        if row is not None and _unreadable(row):
            continue
        for breakdown, given in parts.items():
            yield from ((key[0], each) for each in _compared(row, given, now.get((*key, breakdown))))


def _unreadable(row: Row) -> bool:
    """A row with an error of its own says nothing yet."""
    return row.failed or any(figure.failed for figure in row.figures.values())


def _compared(row: Row | None, given: Given, now: Observation | None) -> Iterator[Change]:
    unsure = given.quality in _UNSURE
    for before, after, half in (
        (given.value, now.value if now else None, 0),
        (given.numerator, now.numerator if now else None, 0),
        (given.denominator, now.denominator if now else None, 1),
    ):
        if before is not None and before != after:
            yield Change(row, _cell(row, now, half), before, after, unsure)
            return


def _cell(row: Row | None, now: Observation | None, half: int) -> str | None:
    """Where the figure stands now; of a figure that is gone the first column of its row."""
    if now is not None and now.place is not None:
        return now.typed[half][0] if half < len(now.typed) else now.place.cell
    return next((figure.cell for figure in row.figures.values()), None) if row else None


def shared_places(material: Material) -> Iterator[Finding]:
    """Places for which another organisation has given the same indicator, where one figure counts and not the sum.

    Only of `public` indicators, and neither who nor what (docs/disclosure.md).
    """
    for row in material.rows:
        if row.key in material.past.shared and not row.blank:
            facts: dict[str, Fact] = {"period": str(row.period)}
            case = row.indicator.partners.replace("_", "-")
            yield replace(
                row.finding("given-by-others", Severity.INFO, next(iter(row.figures)), case=case, facts=facts), found=None
            )
