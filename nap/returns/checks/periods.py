"""Figures over the periods of one file: running totals that fall, and a longer period against the shorter ones inside it.

A return holds its own period and may hold any number of earlier years, of any length. What comes before a figure, in
the file or in the store, is compared by the checks of the history.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from nap.facts import Fact, Finding, Period, Severity
from nap.returns.material import Material, Row

_GRADED = frozenset({"milestone", "ordinal", "narrative"})


def falling_totals(material: Material) -> Iterator[Finding]:
    """Figures since January or since the start of the plan cannot fall from one period of the file to the next."""
    for rows in _runs(material).values():
        for before, after in pairwise(rows):
            yield from _fallen(before, after)


def _runs(material: Material) -> Mapping[tuple[str, str, int], list[Row]]:
    """The rows of running totals by indicator and place, in order of time; those since January year by year."""
    groups: dict[tuple[str, str, int], list[Row]] = defaultdict(list)
    for row in material.rows:
        if row.indicator.accumulation in {"ytd", "since_start"} and row.indicator.type not in _GRADED:
            year = row.period.year if row.indicator.accumulation == "ytd" else 0
            groups[row.indicator.code, row.region, year].append(row)
    return {key: sorted(rows, key=lambda row: row.period) for key, rows in groups.items()}


def _fallen(before: Row, after: Row) -> Iterator[Finding]:
    for tag in after.figures:
        earlier, later = before.value(tag), after.value(tag)
        if earlier is not None and later is not None and later < earlier and before.period != after.period:
            place = before.line.address(tag) or ""
            facts: dict[str, Fact] = {"earlier": earlier, "later": later, "period": str(before.period), "other_cell": place}
            case = after.indicator.accumulation.replace("_", "-")
            yield after.finding("total-decreased", Severity.ERROR, tag, case=case, facts=facts)


def periods_in_periods(material: Material) -> Iterator[Finding]:
    """A longer period against the shorter ones inside it, where a file of earlier years holds both."""
    places: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in material.rows:
        if row.indicator.additive and row.indicator.type not in _GRADED and not row.indicator.has_ratio:
            places[row.indicator.code, row.region].append(row)
    for rows in places.values():
        if len({row.period.frequency for row in rows}) > 1:
            by_period = {row.period: row for row in rows}
            for whole in rows:
                yield from _against_parts(whole, by_period)


def _against_parts(whole: Row, by_period: Mapping[Period, Row]) -> Iterator[Finding]:
    for frequency in {period.frequency for period in by_period}:
        if frequency.months >= whole.period.frequency.months:
            continue
        wanted = whole.period.parts(frequency)
        rows = [row for period in wanted if (row := by_period.get(period)) is not None]
        if whole.indicator.accumulation != "flow":
            rows, wanted = ([by_period[wanted[-1]]] if wanted[-1] in by_period else []), wanted[-1:]
        for tag in whole.figures:
            yield from _differs(whole, tag, rows, complete=len(rows) == len(wanted))


def _differs(whole: Row, tag: str, rows: list[Row], *, complete: bool) -> Iterator[Finding]:
    total, parts = whole.value(tag), [value for row in rows if (value := row.value(tag)) is not None]
    if total is None or not parts or total == sum(parts) or (sum(parts) < total and not (complete and len(parts) == len(rows))):
        return
    case = "" if whole.indicator.accumulation == "flow" else "running"
    facts: dict[str, Fact] = {"sum": sum(parts, Decimal(0)), "total": total, "periods": "|".join(str(row.period) for row in rows)}
    facts |= {"other_sheet": rows[0].sheet, "other_cell": rows[0].line.address(tag) or "", "period": str(whole.period)}
    yield whole.finding("periods-differ", Severity.WARNING, tag, case=case, facts=facts)
