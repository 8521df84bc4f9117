"""From rows to observations: totals that all parts give are filled in and said; then each figure becomes an observation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from nap.facts import Finding, Observation, Period, Place, Severity
from nap.returns import tags
from nap.returns.checks.figures import ADDED_UP, part_values
from nap.returns.material import Material, Row
from nap.returns.rows import Inputs


def fill_totals(rows: tuple[Row, ...]) -> tuple[tuple[Row, ...], list[Finding]]:
    """A blank total of which every part of a disjoint, complete breakdown is given is their sum; said as `fixed` (design 6)."""
    filled: list[Row] = []
    findings: list[Finding] = []
    for row in rows:
        total = row.figures.get(tags.TOTAL)
        known = _sum_of_parts(row) if total is not None and total.blank and not row.state else None
        if total is not None and known is not None:
            findings.append(row.finding("total-from-parts", Severity.FIXED, tags.TOTAL, facts={"number": known}))
            row = replace(row, figures={**row.figures, tags.TOTAL: replace(total, value=known)})
        filled.append(row)
    return tuple(filled), findings


def _sum_of_parts(row: Row) -> Decimal | None:
    """The sum, if every breakdown that is filled whole gives the same one."""
    sums = set()
    for breakdown in row.indicator.breakdowns:
        values = part_values(row, breakdown)
        if breakdown.disjoint and breakdown.complete and len(values) == len(breakdown.categories):
            sums.add(sum(values.values(), Decimal(0)))
    return sums.pop() if len(sums) == 1 and row.indicator.type in ADDED_UP else None


def observations(material: Material) -> tuple[Observation, ...]:
    """What was read, next to where it was typed; of a row given twice the first one, nothing of blank rows."""
    found: dict[tuple[str, str, Period, str], Observation] = {}
    inputs: dict[str, Inputs] = {}
    answered: set[tuple[str, str, Period]] = set()
    for row in material.rows:
        if not row.blank and row.key not in answered:
            answered.add(row.key)
            for each in _of(row, inputs.setdefault(row.indicator.code, Inputs(row.indicator))):
                found.setdefault((*row.key, each.breakdown), each)
    for each in _counted(material):
        found.setdefault((each.indicator, each.region, each.period, each.breakdown), replace(each, partner=material.partner))
    return tuple(replace(each, partner=material.partner) for each in found.values())


def _of(row: Row, inputs: Inputs) -> Iterator[Observation]:
    base = _observation(row)
    if row.state:
        if all(figure.value is None for figure in row.figures.values()):
            yield replace(base, state=row.state)
        return
    if row.indicator.has_ratio:
        yield from _ratio(row, base)
    else:
        for tag in (tags.TOTAL, tags.LEVEL):
            yield from _figure(row, base, tag, "")
    for tag, breakdown in inputs.parts.items():
        yield from _figure(row, base, tag, breakdown)


def _observation(row: Row) -> Observation:
    tag = tags.STATE if row.state else next(iter(row.figures), tags.INDICATOR)
    place = Place(row.sheet, row.line.address(tag) or "")
    return Observation("", row.indicator.code, row.region, row.period, quality=row.quality, source=row.source, place=place)


def _ratio(row: Row, base: Observation) -> Iterator[Observation]:
    upper, lower = row.value(tags.NUMERATOR), row.value(tags.DENOMINATOR)
    state = next(
        (figure.state for tag in (tags.NUMERATOR, tags.DENOMINATOR) if (figure := row.figures.get(tag)) and figure.state), ""
    )
    if upper is not None and lower is not None:
        yield replace(base, numerator=upper, denominator=lower, place=row.place(tags.NUMERATOR))
    elif state:
        yield replace(base, state=state, place=row.place(tags.NUMERATOR))


def _figure(row: Row, base: Observation, tag: str, breakdown: str) -> Iterator[Observation]:
    figure = row.figures.get(tag)
    if figure is not None and not figure.failed and not figure.blank:
        state = "" if figure.value is not None else figure.state
        yield replace(base, breakdown=breakdown, value=figure.value, state=state, place=row.place(tag))


def _counted(material: Material) -> Iterator[Observation]:
    """The number of items of a list whose row was left empty: the items themselves are the answer."""
    for row in material.rows:
        if row.indicator.type == "list" and not row.state and (count := material.item_count(*row.key)):
            yield replace(_observation(row), value=Decimal(count))
    for indicator, region in material.items_by_place:
        for each in material.owed:
            if (each.indicator, each.region) == (indicator, region) and (
                count := material.item_count(indicator, region, each.period)
            ):
                yield Observation("", indicator, region, each.period, value=Decimal(count))
