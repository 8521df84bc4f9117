"""How a return differs from another version for the same period, and from the period before: its number goes in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nap.facts import Observation, Period
from nap.monitor.counting import Counting
from nap.monitor.house import House
from nap.monitor.receipts import find, receipt
from nap.monitor.views import Difference
from nap.people import Verb, Viewer
from nap.returns.differences import amendments
from nap.store import counted, returns
from nap.store.returns import StoredReturn


def difference(viewer: Viewer, house: House, id: str) -> Difference | None:
    """What changed since the version that counts, or counted until this one took its place; None for a first version.

    Where none counts: since the latest earlier version that was sent, else the latest earlier one.
    """
    with house.store.reading() as transaction:
        stored = find(transaction, viewer, id, Verb.SEE_RETURNS)
        versions = returns.versions(transaction, stored)
        against = _accepted(stored, versions) or _earlier(stored, versions)
        if against is None:
            return None
        old, new = counted.counting_of(transaction, against.plan, against.id), returns.observations(transaction, stored.id)
    return Difference(receipt(against), amendments(old, new))


@dataclass(frozen=True)
class Step:
    """One figure of a return beside the same partner's figure that counts for the period before it, of the same length.

    `before` is None where nothing counts then, `now` where this return says nothing of what was said then.
    """

    before: Observation | None
    now: Observation | None

    @property
    def figure(self) -> Observation:
        """The figure as it stands in this return, else as it stood before."""
        found = self.now or self.before
        assert found is not None
        return found

    @property
    def amounts(self) -> tuple[Decimal, Decimal] | None:
        """Both numbers, where there are two: the values, or the shares of numerator and denominator."""
        then, now = _amount(self.before), _amount(self.now)
        return None if then is None or now is None else (then, now)

    @property
    def jump(self) -> Decimal:
        """How large the change is beside the larger of the two, 0 to 2; 1 where there is a number only once."""
        then, now = _amount(self.before), _amount(self.now)
        if then is None or now is None:
            return Decimal(then is not now)
        largest = max(abs(then), abs(now))
        return abs(now - then) / largest if largest else Decimal(0)


def last_period(viewer: Viewer, house: House, id: str) -> tuple[Step, ...]:
    """Every total of that return beside the one that counts for the period before, the largest changes first.

    What was said of the period before and is not said of this one stands there too; where nothing was, nothing does.
    """
    with house.store.reading() as transaction:
        stored = find(transaction, viewer, id, Verb.SEE_RETURNS)
        told = [one for one in returns.observations(transaction, id) if not one.breakdown]
        counting = Counting(transaction, house)
        codes = {one.indicator for one in told}
        known = [one for code in codes for one in counting.totals(code) if one.partner == stored.partner and not one.breakdown]
    return tuple(sorted(_steps(told, known), key=lambda step: -step.jump))


def _steps(told: Sequence[Observation], known: Iterable[Observation]) -> Iterable[Step]:
    before = {(one.indicator, one.region, one.period): one for one in known}
    now = {(one.indicator, one.region, one.period): one for one in told}
    steps = [Step(before.get((code, region, period.previous())), one) for (code, region, period), one in now.items()]
    told_of = {(code, period) for code, _, period in now}
    gone = [
        Step(before[code, region, period.previous()], None)
        for code, period in told_of
        for region in _regions_of(before, code, period.previous())
        if (code, region, period) not in now
    ]
    return (*steps, *gone)


def _regions_of(known: Iterable[tuple[str, str, Period]], code: str, period: Period) -> list[str]:
    return [region for one, region, when in known if (one, when) == (code, period)]


def _amount(one: Observation | None) -> Decimal | None:
    if one is None or one.state:
        return None
    if one.numerator is not None and one.denominator:
        return one.numerator / one.denominator
    return one.value


def _accepted(stored: StoredReturn, versions: Sequence[StoredReturn]) -> StoredReturn | None:
    """The version whose figures this one would replace, or has replaced."""
    others = [one for one in versions if one.id != stored.id]
    replaced = [one for one in others if one.standing.replaced == stored.id]
    counting = [one for one in others if one.standing.status == "accepted"]
    return next(iter((*replaced, *counting)), None)


def _earlier(stored: StoredReturn, versions: Sequence[StoredReturn]) -> StoredReturn | None:
    """The latest version before this one that was sent; a trial only where nothing was."""
    earlier = [one for one in versions if one.version < stored.version]
    sent = [one for one in earlier if one.standing.status != "draft"]
    return next(reversed(sent or earlier), None)
