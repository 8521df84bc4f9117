"""Returns with honest figures of every size: places add up, parts make their totals, shares scatter, running totals grow.

For the measuring of false alarms, and as the ground that faults are planted in. The same seed gives the same returns.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Iterator

from nap.facts import Period
from nap.plan import Indicator, Plan
from nap.returns import tags
from tests.returns.workbooks import Return

SIZES = (2, 6, 25, 120, 900, 6000)
"""How many there may be of a thing in a place: crisis centres, meetings, trained officers, registered cases."""

Figures = dict[str, object]
"""Tag → what is typed."""


def honest_return(plan: Plan, partner: str, period: str, seed: object, years: tuple[int, ...] = ()) -> Return:
    """A filled return; `years` of history are added below the tables for each place."""
    chance = random.Random(str(seed))
    made = Return(plan, partner, period, filled=False)
    lines = defaultdict(list)
    for sheet, columns, row in made.lines():
        if tags.PERIOD not in columns:
            sheet.cell(row, columns[tags.TEXT]).value = "Работа шла по плану."
            continue
        indicator = plan.indicator(str(sheet.cell(row, columns[tags.INDICATOR]).value))
        assert indicator is not None
        lines[indicator].append((sheet, columns, row))
    for indicator, rows in lines.items():
        size = _size(indicator, chance)
        by_period = defaultdict(list)
        for sheet, columns, row in rows:
            by_period[str(sheet.cell(row, columns[tags.PERIOD]).value)].append((sheet, columns, row))
        running: dict[str, Figures] = {}
        for name in sorted(by_period, key=Period.parse):
            places = [str(sheet.cell(row, columns[tags.REGION]).value) for sheet, columns, row in by_period[name]]
            figures = honest_figures(plan, indicator, places, size, chance)
            running = _grown(indicator, running, figures)
            for place, (sheet, columns, row) in zip(places, by_period[name], strict=True):
                for tag, value in running[place].items():
                    sheet.cell(row, columns[tag]).value = value  # type: ignore[assignment]
        _history(
            made,
            indicator,
            [str(sheet.cell(row, columns[tags.REGION]).value) for sheet, columns, row in rows],
            years,
            size,
            chance,
        )
    return made


def _size(indicator: Indicator, chance: random.Random) -> int:
    """Of what a rule of the plan compares with a cascade there is more than goes through the cascade."""
    return SIZES[-1] if indicator.rules else chance.choice(SIZES[:3] if indicator.type == "cascade" else SIZES)


def _history(
    made: Return, indicator: Indicator, places: list[str], years: tuple[int, ...], size: int, chance: random.Random
) -> None:
    if indicator.type == "list" or indicator.valid_from or indicator.accumulation == "since_start":
        return
    for year in years:
        for place, figures in honest_figures(made.plan, indicator, list(dict.fromkeys(places)), size, chance).items():
            typed = {tag.lstrip("#").replace("+", "_"): value for tag, value in figures.items()}
            made.add_row((indicator.code, places[0]), adm_code=place, adm_name=None, date_period=str(year), **typed)


def honest_figures(plan: Plan, indicator: Indicator, places: list[str], size: int, chance: random.Random) -> dict[str, Figures]:
    """What an honest sender gives for each place; a place that holds all others has their sum, or a share among theirs."""
    inside = [place for place in places if not any(_holds(plan, place, other) for other in places)]
    share, weight = chance.uniform(3, 95), {place: chance.uniform(0.2, 3) for place in inside}
    found = {place: _figures(indicator, size * weight[place], share, chance) for place in inside}
    for whole in (place for place in places if place not in inside):
        parts = [found[place] for place in inside if _holds(plan, whole, place)]
        found[whole] = _whole(indicator, parts, weight, inside, chance)
    return found


def _holds(plan: Plan, whole: str, part: str) -> bool:
    region = plan.regions.get(part)
    return whole != part and region is not None and (region.parent == whole or whole == plan.regions.country.code)


def _whole(
    indicator: Indicator, parts: list[Figures], weight: dict[str, float], inside: list[str], chance: random.Random
) -> Figures:
    keys = list(parts[0])
    if tags.LEVEL in keys:
        return dict(parts[0])
    if indicator.additive or indicator.has_ratio:
        return {key: sum(part[key] for part in parts) for key in keys}  # type: ignore[misc]
    sizes = [weight[place] for place in inside][: len(parts)]
    return {
        key: round(sum(float(str(part[key])) * one for part, one in zip(parts, sizes, strict=True)) / sum(sizes), 1)
        for key in keys
    }


def _number(mean: float, chance: random.Random) -> int:
    """Around the mean as counts scatter."""
    return max(round(chance.gauss(mean, math.sqrt(mean) + 0.15 * mean)), 0)


def _figures(indicator: Indicator, mean: float, share: float, chance: random.Random) -> Figures:
    if indicator.has_ratio:
        under = max(_number(mean * 3, chance), 1)
        return {tags.NUMERATOR: min(_number(under * share / 100, chance), under), tags.DENOMINATOR: under}
    if indicator.type == "cascade":
        return dict(
            zip((tags.category_tag(tags.STEP, one.code) for one in indicator.steps), _falling(mean, chance), strict=False)
        )
    if indicator.type == "ordinal":
        return {tags.LEVEL: chance.choice(indicator.scale).title["ru"]}
    if indicator.type == "milestone":
        return {tags.LEVEL: chance.choice(["да", "нет"])}
    if indicator.type in {"percentage", "index", "rate"}:
        low, high = (float(each) for each in indicator.range or (0, 100))
        return {tags.TOTAL: round(min(max(chance.gauss(share, share * 0.25), max(low, 0.3)), high), 1)}
    return _counted(indicator, 0 if indicator.type == "list" else mean, chance)


def _falling(mean: float, chance: random.Random) -> Iterator[int]:
    number = _number(mean, chance)
    while True:
        yield number
        number = round(number * chance.uniform(0.2, 1))


def _counted(indicator: Indicator, mean: float, chance: random.Random) -> Figures:
    total, found = _number(mean, chance) if mean else 0, {}
    if indicator.type == "money":
        total *= 1500
    for breakdown in indicator.breakdowns:
        left = total
        for number, category in enumerate(breakdown.categories):
            last = number == len(breakdown.categories) - 1
            part = left if last else round(left * chance.random())
            found[tags.category_tag(breakdown.by, category)] = part
            left -= part
    return {tags.TOTAL: total, **found}


def _grown(indicator: Indicator, before: dict[str, Figures], now: dict[str, Figures]) -> dict[str, Figures]:
    if indicator.accumulation not in {"ytd", "since_start"} or not before:
        return now
    return {place: {tag: before[place][tag] + value for tag, value in one.items()} for place, one in now.items()}  # type: ignore[operator]
