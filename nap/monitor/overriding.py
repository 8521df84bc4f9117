"""A coordinator sets the status of a figure by hand, with a reason that everybody reads who sees the status; or lifts it again.

Enter viewer, house, the row and the reason; an `Override` leaves. Nothing but the status changes, and the override holds only
as long as the figure and its computed status are those it was made upon.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from nap.facts import Period, Result, Status
from nap.monitor.house import House
from nap.monitor.permission import require
from nap.monitor.reasons import fit
from nap.monitor.showing import results_for
from nap.people import Verb, Viewer
from nap.results.overriding import CHOICES, Judgement, Key, computed, hindrance, holds
from nap.store import overrides as kept
from nap.store.overrides import StoredOverride

LONGEST_REASON = 400
"""Letters; the reason stands beside the status wherever that stands, also on a phone."""

REFUSALS = (
    "reason_needed", "reason_too_long", "reason_personal", "no_row", "not_a_choice", "same_status", "not_there",
    "part", "empty", "hidden", "context", "history", "looking_back",
)  # fmt: skip
"""Every code of `OverrideRefused`: what is wrong with the reason, no such row, what is wrong with the status chosen, nothing
there to lift; why a row cannot be judged by hand (`nap.results.overriding.NoJudgement`), and that an earlier state cannot."""


class OverrideRefused(Exception):
    """Permitted, but not so. `code` is one of `REFUSALS`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Override:
    """One status set by hand. `by` and `at` (UTC): who and when; `upon_value` and `upon_status`: the computed figure it is of.

    `standing`: `holds`; `lapsed`, the computed figure or status has changed since; `lifted` by somebody; `replaced` by another
    one. The last two tell by whom, when and (lifted) why.
    """

    indicator: str
    region: str
    period: Period
    status: Status
    because: str
    by: str
    at: datetime
    upon_value: Decimal
    upon_status: Status
    standing: str
    ended_by: str = ""
    ended_at: datetime | None = None
    ended_because: str = ""

    @property
    def key(self) -> Key:
        """The row it is of."""
        return self.indicator, self.region, self.period


@dataclass(frozen=True)
class ToJudge:
    """A row a coordinator may want to judge: as computed, the statuses to choose from (none: `hindrance` says why), the override
    of it that nobody has ended, and all those of its indicator, the latest first."""

    computed: Result
    choices: tuple[Status, ...]
    hindrance: str
    standing: Override | None
    overrides: tuple[Override, ...]


def override_status(
    viewer: Viewer, house: House, indicator: str, region: str, period: Period, status: Status, reason: str
) -> Override:
    """Set the status of the total of that row. Unknown(indicator); OverrideRefused: see `REFUSALS`."""
    _may_act(viewer, house)
    said = _reason(house, reason)
    with house.store.writing() as transaction:
        # Inside, so that no return is accepted between the look at the figure and the judgement of it.
        row = computed(_row(viewer, house, (indicator, region, period)))
        _refuse(house, row, status)
        assert row.value is not None
        judgement = Judgement(indicator, region, period, status, said, row.value, row.status)
        kept.give(transaction, house.moment(), viewer.person, house.plan.id, judgement, viewer.origin)
    return _latest(viewer, house, (indicator, region, period))


def lift_override(viewer: Viewer, house: House, indicator: str, region: str, period: Period, reason: str) -> Override:
    """Show the computed status again; the override stays in the history. OverrideRefused: the reason, or not_there."""
    _may_act(viewer, house)
    key, said = (indicator, region, period), _reason(house, reason)
    with house.store.writing() as transaction:
        if key not in kept.standing(kept.history(transaction, house.plan.id)):
            raise OverrideRefused("not_there")
        kept.lift(transaction, house.moment(), viewer.person, house.plan.id, key, said, viewer.origin)
    return _latest(viewer, house, key)


def overrides(viewer: Viewer, house: House, indicator: str | None = None) -> list[Override]:
    """Every override there was, or those of one indicator, the latest first: what holds, what has lapsed, what was lifted."""
    require(viewer, Verb.OVERRIDE)
    with house.store.reading() as transaction:
        found = kept.history(transaction, house.plan.id, house.until)
    wanted = [one for one in reversed(found) if indicator in (None, one.judgement.indicator)]
    spoken = {one.judgement.indicator for one in wanted if one.ending is None}
    rows = _rows(viewer, house, [code for code in spoken if house.plan.indicator(code) is not None])
    return [_told(one, rows) for one in wanted]


def to_judge(viewer: Viewer, house: House, indicator: str, region: str, period: Period) -> ToJudge:
    """What a coordinator needs to see before judging that row. Unknown(indicator); OverrideRefused(no_row)."""
    require(viewer, Verb.OVERRIDE)
    key = (indicator, region, period)
    row = computed(_row(viewer, house, key))
    why = "looking_back" if house.until is not None else hindrance(house.plan, row)
    choices = tuple(status for status in CHOICES if status is not row.status) if why is None else ()
    made = overrides(viewer, house, indicator)
    standing = next((one for one in made if one.key == key and one.ended_at is None), None)
    return ToJudge(row, choices, why or "", standing, tuple(made))


def lapsed_overrides(viewer: Viewer, house: House) -> list[Override]:
    """Overrides whose figure has changed since, and which nobody has lifted or made anew."""
    return [one for one in overrides(viewer, house) if one.standing == "lapsed"]


def _may_act(viewer: Viewer, house: House) -> None:
    require(viewer, Verb.OVERRIDE)
    if house.until is not None:
        raise OverrideRefused("looking_back")


def _latest(viewer: Viewer, house: House, key: Key) -> Override:
    return next(one for one in overrides(viewer, house, key[0]) if one.key == key)


def _refuse(house: House, row: Result, status: Status) -> None:
    why = hindrance(house.plan, row)
    if why is not None:
        raise OverrideRefused(why.value)
    if status is row.status:
        raise OverrideRefused("same_status")
    if status not in CHOICES:
        raise OverrideRefused("not_a_choice")


def _reason(house: House, reason: str) -> str:
    """The reason on one line, fit to be shown to everybody."""
    return fit(reason, house.plan.privacy, OverrideRefused, LONGEST_REASON, needed=True)


def _row(viewer: Viewer, house: House, key: Key) -> Result:
    rows = _rows(viewer, house, [key[0]])
    if key not in rows:
        raise OverrideRefused("no_row")
    return rows[key]


def _rows(viewer: Viewer, house: House, indicators: Sequence[str]) -> Mapping[Key, Result]:
    found = results_for(viewer, house, indicators=indicators) if indicators else []
    return {(one.indicator, one.region, one.period): one for one in found if not one.breakdown}


def _told(stored: StoredOverride, rows: Mapping[Key, Result]) -> Override:
    judgement, ending = stored.judgement, stored.ending
    return Override(
        *judgement.key,
        judgement.status,
        judgement.because,
        stored.person,
        stored.at,
        judgement.upon_value,
        judgement.upon_status,
        _standing(stored, rows),
        *((ending.person, ending.at, ending.reason) if ending else ()),
    )


def _standing(stored: StoredOverride, rows: Mapping[Key, Result]) -> str:
    if stored.ending is not None:
        return "replaced" if stored.ending.replaced else "lifted"
    row = rows.get(stored.judgement.key)
    return "holds" if row is not None and holds(stored.judgement, computed(row)) else "lapsed"
