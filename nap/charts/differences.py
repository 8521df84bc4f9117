"""A difference in a reader's words: with its sign and unit, which way the plan wants it, and which places drove it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from nap.charts.cells import Amount
from nap.charts.texts import coverage_text
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
    by_hand = _by_hand(lang, pair)
    if pair.change is None:
        known = "" if pair.obstacle == Obstacle.MISSING else say(lang, f"changes.short.{pair.obstacle}")
        return "\n".join(line for line in (known, *told_sides(lang, plan, pair), by_hand) if line)
    amount = amount_changed(lang, pair.indicator, pair.change).text if pair.change else _unmoved(lang, pair)
    first = ", ".join(part for part in (amount, verdict_text(lang, pair)) if part)
    doubts = [say(lang, f"changes.short.{doubt.value}") for doubt in pair.doubts]
    return "\n".join(line for line in (first, _traced(lang, plan, pair), *doubts, by_hand) if line)


def _unmoved(lang: str, pair: Comparison) -> str:
    """Beside another status "no change" would be wrong: it is the figure that is the same."""
    sides = pair.before, pair.after
    same = len({side.status for side in sides if side is not None}) == 1
    return say(lang, "changes.verdict.same" if same else "changes.same_figure")


def _by_hand(lang: str, pair: Comparison) -> str:
    """A status that a coordinator set, set anew or lifted between the two."""
    then, now = (side.overridden if side is not None else None for side in (pair.before, pair.after))
    return "" if then == now else say(lang, "changes.short.set" if now else "changes.short.lifted")


def _traced(lang: str, plan: Plan, pair: Comparison) -> str:
    """The places that drove it; of a whole country why none is named."""
    whole = pair.after is not None and pair.after.region == plan.country
    if pair.undriven and whole and not pair.indicator.scale:
        return say(lang, f"changes.untraced.{pair.undriven}")
    return short_drivers(lang, plan, pair)


def told_sides(lang: str, plan: Plan, pair: Comparison) -> list[str]:
    """Where the whole lacks figures: which places do, at which moment, and how the complete ones moved."""
    gaps = {
        "changes.missing.then": [side.place for side in pair.sides if side.missing_then],
        "changes.missing.now": [side.place for side in pair.sides if side.missing_now],
    }
    said = [
        say(lang, key, places=", ".join(_name(lang, plan, place) for place in places)) for key, places in gaps.items() if places
    ]
    said = said or _covered(lang, pair)
    alike = [Driver(side.place, side.change) for side in pair.sides if side.change is not None]
    moved = sorted((driver for driver in alike if driver.change), key=lambda driver: -abs(driver.change))
    if moved:
        said.append(say(lang, "changes.alike", places=_listed(lang, plan, pair.indicator, moved)))
    elif alike:
        said.append(say(lang, "changes.alike.same"))
    return said


def _covered(lang: str, pair: Comparison) -> list[str]:
    """How much of each is there, where no smaller place can be named."""
    if pair.obstacle != Obstacle.INCOMPLETE or pair.before is None or pair.after is None:
        return []
    then, now = (coverage_text(lang, side) for side in (pair.before, pair.after))
    return [say(lang, "changes.covered", then=then, now=now)] if then and now else []


def short_drivers(lang: str, plan: Plan, pair: Comparison) -> str:
    """`of which Batken +90, Osh +30, other places +5`; empty without drivers, and where one place alone is the whole."""
    if pair.indicator.scale or not pair.drivers:
        return ""
    return say(lang, "changes.of_which", places=_listed(lang, plan, pair.indicator, pair.drivers))


def _listed(lang: str, plan: Plan, indicator: Indicator, drivers: Sequence[Driver]) -> str:
    named = [driver for driver in drivers if driver.place][:_NAMED]
    rest = drivers[len(named) :]
    said = [_driver(lang, plan, indicator, driver) for driver in named]
    left = sum((driver.change for driver in rest), Fraction(0))
    if rest:
        what = "changes.unallocated.short" if len(rest) == 1 and not rest[0].place else "changes.others"
        said.append(say(lang, what, change=_plain(lang, indicator, left)))
    return ", ".join(said)


def _driver(lang: str, plan: Plan, indicator: Indicator, driver: Driver) -> str:
    return f"{_name(lang, plan, driver.place)} {_plain(lang, indicator, driver.change)}"


def _name(lang: str, plan: Plan, place: str) -> str:
    region = plan.regions.get(place)
    return pick(region.names, lang) if region else place


def _plain(lang: str, indicator: Indicator, change: Fraction) -> str:
    """Without the unit, which stands before."""
    value = _decimal(change)
    return _signed(lang, value, _decimals(indicator, value))
