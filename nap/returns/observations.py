"""From rows to observations: totals that all parts give are filled in and said; then each figure becomes an observation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from nap.facts import Finding, Observation, Period, Place, Severity
from nap.returns import tags
from nap.returns.checks.figures import ADDED_UP, part_values
from nap.returns.material import Material, Row
from nap.returns.rows import Inputs


def fill_totals(rows: tuple[Row, ...]) -> tuple[tuple[Row, ...], list[Finding]]:
    """A blank total of which every part of a disjoint, complete breakdown is given is their sum; said as `fixed`."""
    filled: list[Row] = []
    findings: list[Finding] = []
    for row in rows:
        total = row.figures.get(tags.TOTAL)
        known = _sum_of_parts(row) if total is not None and total.blank and not row.state else None
        if total is not None and known is not None:
            findings.append(row.finding("total-from-parts", Severity.FIXED, tags.TOTAL, facts={"number": known}))
            row = replace(row, figures={**row.figures, tags.TOTAL: total._replace(value=known)})
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
    found: list[Observation] = []
    inputs: dict[str, Inputs] = {}
    answered: set[tuple[str, str, Period]] = set()
    for row in material.rows:
        if not row.blank and row.key not in answered:
            answered.add(row.key)
            code = row.indicator.code
            if code not in inputs:
                inputs[code] = Inputs(row.indicator)
            found += _of(row, inputs[code], material.partner)
    return (*found, *_uncounted(material, found))


def _uncounted(material: Material, given: Iterable[Observation]) -> Iterable[Observation]:
    """The numbers of items of lists for which no number is given."""
    if not material.items:
        return ()
    known = {(each.indicator, each.region, each.period) for each in given if not each.breakdown}
    found: dict[tuple[str, str, Period], Observation] = {}
    for each in _counted(material):
        key = (each.indicator, each.region, each.period)
        if key not in known:
            found.setdefault(key, each)
    return found.values()


def _of(row: Row, inputs: Inputs, partner: str) -> Iterator[Observation]:
    if row.state:
        if all(figure.value is None for figure in row.figures.values()):
            yield _made(row, partner, tags.STATE, state=row.state)
        return
    if row.indicator.has_ratio:
        yield from _ratio(row, partner)
    else:
        for tag in (tags.TOTAL, tags.LEVEL):
            yield from _figure(row, partner, tag, "")
    for tag, breakdown in inputs.parts.items():
        yield from _figure(row, partner, tag, breakdown)


def _made(
    row: Row,
    partner: str,
    tag: str,
    breakdown: str = "",
    value: Decimal | None = None,
    pair: tuple[Decimal | None, Decimal | None] = (None, None),
    state: str = "",
    second: str = "",
) -> Observation:
    """The figure that stands in the column `tag`; of a pair, `second` is the column of its other half."""
    first, other = _typed(row, tag), _typed(row, second) if second else ()
    place = Place(row.sheet, first[0][0] if first else row.line.address(tag) or "")
    key = (partner, row.indicator.code, row.region, row.period, breakdown)
    return Observation(*key, value, *pair, state, row.quality, row.source, place, (*first, *other))


LONGEST_TYPED = 80
"""Letters of what was typed that are kept beside a figure; whatever is read as a figure or a state is shorter."""


def _typed(row: Row, tag: str) -> tuple[tuple[str, str], ...]:
    """Address and text of a cell that was read; a cell that failed is told by its finding, and what stands there is not kept."""
    figure = row.figures.get(tag)
    if figure is not None:
        return () if figure.failed else ((figure.cell, _short(figure.typed)),)
    place = row.line.address(tag)
    return () if place is None else ((place, _short(row.line.text(tag))),)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_TYPED else text[:LONGEST_TYPED] + "…"


def _ratio(row: Row, partner: str) -> Iterator[Observation]:
    columns = (tags.NUMERATOR, tags.DENOMINATOR)
    upper, lower = (row.value(tag) for tag in columns)
    state = next((figure.state for tag in columns if (figure := row.figures.get(tag)) and figure.state), "")
    if upper is not None and lower is not None:
        yield _made(row, partner, tags.NUMERATOR, pair=(upper, lower), second=tags.DENOMINATOR)
    elif state:
        yield _made(row, partner, tags.NUMERATOR, state=state, second=tags.DENOMINATOR)


def _figure(row: Row, partner: str, tag: str, breakdown: str) -> Iterator[Observation]:
    figure = row.figures.get(tag)
    if figure is not None and not figure.failed and not figure.blank:
        state = "" if figure.value is not None else figure.state
        yield _made(row, partner, tag, breakdown, figure.value, state=state)


def _counted(material: Material) -> Iterator[Observation]:
    """The number of items of a list whose row was left empty or is not there: the items themselves are the answer."""
    for row in material.rows:
        if row.indicator.type == "list" and not row.state and (count := material.item_count(*row.key)):
            yield _made(row, material.partner, tags.TOTAL, value=Decimal(count))
    for each in material.owed:
        if count := material.item_count(each.indicator, each.region, each.period):
            yield Observation(material.partner, each.indicator, each.region, each.period, value=Decimal(count))
