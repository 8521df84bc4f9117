"""What a table says beside what is accepted already of its partner: the material of a check enters, findings leave.

`Past.own` of a table holds what counts now of its indicators, from whichever return.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import NamedTuple

from nap.facts import Fact, Finding, Severity
from nap.returns import tags
from nap.returns.checks.figures import ADDED_UP, part_values
from nap.returns.material import Figure, Material, Row
from nap.returns.past import Given
from nap.returns.tracks import breakdown_of

_EXACT = Context(prec=60)
"""Digits enough for the largest figure beside the finest."""
_UNSURE = frozenset({"provisional", "estimated"})


def only_rounded(before: Decimal, now: Decimal) -> bool:
    """True if the earlier figure is this one with fewer digits: tables are printed so, and nothing was revised."""
    return before != now and now.quantize(before, ROUND_HALF_UP, _EXACT) == before


class _Beside(NamedTuple):
    row: Row
    tag: str
    figure: Figure
    given: Given


def _beside(material: Material) -> Iterator[_Beside]:
    """Every figure of the table of which something is accepted."""
    for row in material.rows:
        own = material.past.own.get(row.key, {})
        for tag, figure in row.figures.items() if own else ():
            given = own.get(breakdown_of(row, tag))
            if given is not None:
                yield _Beside(row, tag, figure, given)


def _number(given: Given, tag: str) -> Decimal | None:
    pairs = {tags.NUMERATOR: given.numerator, tags.DENOMINATOR: given.denominator}
    return pairs.get(tag, given.value)


def figures_that_differ(material: Material) -> Iterator[Finding]:
    """Accepted figures that this table would replace by others: one finding for each indicator and sheet, why is asked for.

    Where only provisional or estimated figures become others, that is told.
    """
    found: dict[tuple[str, str], list[_Beside]] = defaultdict(list)
    for each in _beside(material):
        before = _number(each.given, each.tag)
        now = each.figure.value
        if before is not None and now is not None and before != now and not only_rounded(before, now):
            found[each.row.sheet, each.row.indicator.code].append(each)
    for (sheet, code), several in found.items():
        yield _differ(sheet, code, several)


def _differ(sheet: str, code: str, several: list[_Beside]) -> Finding:
    final = all(each.given.quality in _UNSURE for each in several)
    first = several[0]
    facts: tuple[tuple[str, Fact], ...] = (
        ("before", _number(first.given, first.tag)),
        ("after", first.figure.value),
        ("count", len(several)),
        ("period", str(first.row.period)),
    )
    severity, case = (Severity.INFO, "table-final") if final else (Severity.WARNING, "table")
    cells = tuple(dict.fromkeys(each.figure.cell for each in several))
    return Finding("already-accepted", severity, sheet, cells, code, None, None, case, facts)


def no_data_beside_figures(material: Material) -> Iterator[Finding]:
    """No data in the table where a figure is accepted: the accepted one stays, and that is said."""
    found: dict[tuple[str, str], list[_Beside]] = defaultdict(list)
    for each in _beside(material):
        if each.figure.state == "no_data" and not each.given.state:
            found[each.row.sheet, each.row.indicator.code].append(each)
    for (sheet, code), several in found.items():
        cells = tuple(dict.fromkeys(each.figure.cell for each in several))
        yield Finding("already-accepted", Severity.INFO, sheet, cells, code, case="table-kept", facts=(("count", len(several)),))


def parts_left_behind(material: Material) -> Iterator[Finding]:
    """A new total beside accepted parts that the table does not bring anew and that cannot be parts of it."""
    for row in material.rows:
        own = material.past.own.get(row.key, {})
        total = row.value(tags.TOTAL)
        if total is None or not own or row.indicator.type not in ADDED_UP:
            continue
        for breakdown in row.indicator.breakdowns:
            known = [
                value for each in breakdown.categories if (given := own.get(f"{breakdown.by}={each}")) and (value := given.value)
            ]
            if breakdown.disjoint and known and not part_values(row, breakdown) and sum(known) > total:
                facts: dict[str, Fact] = {"sum": sum(known, Decimal(0)), "total": total}
                yield row.finding("already-accepted", Severity.WARNING, tags.TOTAL, case="table-parts", facts=facts)
