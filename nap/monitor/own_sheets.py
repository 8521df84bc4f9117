"""An organisation's own figures as a workbook for whoever pays its work: figures enter, the file leaves. Texts are data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from nap.facts import Observation
from nap.figure_texts import figure_text
from nap.monitor.house import House
from nap.plan import Indicator, Plan
from nap.plan.parts import breakdown_name
from nap.tables import Table, Value, to_workbook
from nap.words import day, period_name, pick, say

if TYPE_CHECKING:
    from nap.monitor.own_work import OwnFigure

_COLUMNS = ("objective", "code", "indicator", "unit", "region", "period", "part", "value", "numerator", "denominator", "remark")
_WIDTHS = (9, 9, 44, 16, 24, 20, 22, 12, 12, 12, 36)


def workbook(house: House, partner: str, lang: str, figures: Sequence[OwnFigure], *, protected: bool) -> bytes:
    """Sheets: totals, parts, and what this is."""
    totals = [one for one in figures if not one.said.breakdown]
    parts = [one for one in figures if one.said.breakdown]
    tables = [
        _table(house, lang, say(lang, "own.sheet.totals"), totals, part=False, protected=protected),
        _table(house, lang, say(lang, "own.sheet.parts"), parts, part=True, protected=protected),
    ]
    return to_workbook(tables, list(_about(house, partner, lang, protected=protected)))


def _table(house: House, lang: str, title: str, figures: Iterable[OwnFigure], *, part: bool, protected: bool) -> Table:
    header = [say(lang, f"own.column.{name}") for name in _COLUMNS]
    rows = [_row(house, lang, one, protected=protected) for one in figures]
    place = _COLUMNS.index("part")
    keep = [column for column in range(len(_COLUMNS)) if part or column != place]
    chosen = [[row[column] for column in keep] for row in rows]
    return Table(title, [header[column] for column in keep], chosen, [_WIDTHS[column] for column in keep])


def _row(house: House, lang: str, one: OwnFigure, *, protected: bool) -> list[Value]:
    said, plan = one.said, house.plan
    indicator = plan.indicator(said.indicator)
    assert indicator is not None
    region = plan.regions.get(said.region)
    return [
        indicator.objective,
        indicator.code,
        pick(indicator.title, lang),
        pick(indicator.unit, lang),
        pick(region.names, lang) if region else said.region,
        period_name(lang, said.period),
        breakdown_name(lang, indicator, said.breakdown),
        _number(indicator, said),
        said.numerator,
        said.denominator,
        _remark(lang, plan, one, protected=protected),
    ]


def _number(indicator: Indicator, said: Observation) -> Decimal | None:
    """As it was given; of a ratio what its parts make, as the plan rounds it."""
    above, below = said.numerator, said.denominator
    if said.value is None and above is not None and below:
        times = 100 if indicator.type == "percentage" else indicator.multiplier
        return round(above * times / below, indicator.precision)
    return said.value


def _remark(lang: str, plan: Plan, one: OwnFigure, *, protected: bool) -> str:
    """Why there is no number, what a level means, how good the number is. To others nobody says that asking was not safe."""
    if one.hidden:
        return say(lang, "own.hidden")
    if one.said.state and protected and one.said.state != "not_applicable":
        return say(lang, "workbook.state.no_data")
    indicator = plan.indicator(one.said.indicator)
    in_words = one.said.state or one.said.quality or (indicator and indicator.type in {"milestone", "ordinal"})
    return figure_text(lang, plan, one.said) if in_words else ""


def _about(house: House, partner: str, lang: str, *, protected: bool) -> Iterator[tuple[str, str]]:
    plan, found = house.plan, house.plan.partner(partner)
    yield say(lang, "own.about"), say(lang, "own.about.what")
    yield say(lang, "own.about.organisation"), pick(found.name, lang) if found else partner
    yield say(lang, "own.about.plan"), f"{pick(plan.title, lang)} ({plan.id}, {plan.version})"
    yield say(lang, "own.about.day"), day(lang, house.today())
    yield say(lang, "own.about.counts"), say(lang, "own.about.counts.text")
    yield say(lang, "own.about.protection"), say(lang, "own.about.protected" if protected else "own.about.whole")
    yield say(lang, "own.about.empty"), say(lang, "own.about.empty.text")
    yield from ((one.code, pick(one.title, lang)) for one in plan.objectives)
