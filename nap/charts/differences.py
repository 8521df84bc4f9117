"""A difference in a reader's words: with its sign and unit, which way the plan wants it, and which places drove it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from nap.charts.cells import Amount
from nap.plan import Indicator, Plan
from nap.results.comparing import Comparison, Driver, Obstacle
from nap.words import number, pick, say

_NAMED = 3
"""So many places are named one by one in a list; the others together."""
_FINER = 2
"""So many decimals more than the plan's are shown of a difference that would round to nothing."""


def amount_changed(lang: str, indicator: Indicator, change: Fraction) -> Amount:
    """`+120`, `−3.4 percentage points`; of levels only which way, since there is no distance between them."""
    if indicator.scale:
        return Amount(say(lang, f"changes.level.{_way(change)}"))
    value = _decimal(change)
    decimals = _decimals(indicator, value)
    text = _signed(lang, value, decimals)
    told = say(lang, "changes.points", value=text) if indicator.type == "percentage" else text
    return Amount(told, round(value, decimals))


def _way(change: Fraction) -> str:
    return "up" if change > 0 else "down" if change < 0 else "same"


def _decimal(change: Fraction) -> Decimal:
    return Decimal(change.numerator) / Decimal(change.denominator)


def _decimals(indicator: Indicator, value: Decimal) -> int:
    places = range(indicator.precision, indicator.precision + _FINER + 1)
    return next((place for place in places if not value or round(value, place)), places[-1])


def _signed(lang: str, value: Decimal, decimals: int) -> str:
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return sign + number(lang, abs(value), decimals)


def verdict_text(lang: str, pair: Comparison) -> str:
    """`better` or `worse` in the plan's sense; empty where nothing is judged."""
    return say(lang, f"changes.verdict.{pair.verdict}") if pair.verdict in {"better", "worse"} else ""


def told_change(lang: str, plan: Plan, pair: Comparison) -> str:
    """The cell of a list: the change with its direction, what drove it, and what speaks against comparing; a line each."""
    if pair.change is None:
        return "" if pair.obstacle == Obstacle.MISSING else say(lang, f"changes.short.{pair.obstacle}")
    amount = amount_changed(lang, pair.indicator, pair.change).text if pair.change else say(lang, "changes.verdict.same")
    first = ", ".join(part for part in (amount, verdict_text(lang, pair)) if part)
    doubts = [say(lang, f"changes.short.{doubt.value}") for doubt in pair.doubts]
    return "\n".join(line for line in (first, short_drivers(lang, plan, pair), *doubts) if line)


def short_drivers(lang: str, plan: Plan, pair: Comparison) -> str:
    """`of which Batken +90, Osh +30, other places +5`; empty without drivers, and where one place alone is the whole."""
    if pair.indicator.scale or not pair.drivers:
        return ""
    named = [driver for driver in pair.drivers if driver.place][:_NAMED]
    rest = pair.drivers[len(named) :]
    said = [_driver(lang, plan, pair.indicator, driver) for driver in named]
    left = sum((driver.change for driver in rest), Fraction(0))
    if rest:
        what = "changes.unallocated.short" if len(rest) == 1 and not rest[0].place else "changes.others"
        said.append(say(lang, what, change=_plain(lang, pair.indicator, left)))
    return say(lang, "changes.of_which", places=", ".join(said))


def _driver(lang: str, plan: Plan, indicator: Indicator, driver: Driver) -> str:
    region = plan.regions.get(driver.place)
    name = pick(region.names, lang) if region else driver.place
    return f"{name} {_plain(lang, indicator, driver.change)}"


def _plain(lang: str, indicator: Indicator, change: Fraction) -> str:
    """Without the unit, which stands before."""
    value = _decimal(change)
    return _signed(lang, value, _decimals(indicator, value))
