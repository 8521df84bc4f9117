"""Joint activities: a coordinator marks two rows of two partners as the same activity, so that whom both counted counts once.

Enter viewer, house and the rows; a `JointActivity` leaves. A mark is tried on the rows as they will stand once everything that
waits is accepted; it works as soon as both count, and stops where a row is gone or has become too small.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from nap.facts import Observation, Period
from nap.monitor.counting import Counting
from nap.monitor.house import House
from nap.monitor.left_out import supposing_all
from nap.monitor.permission import require
from nap.monitor.problems import Unknown
from nap.monitor.reasons import fit
from nap.monitor.receipts import find
from nap.monitor.recording import record
from nap.people import Verb, Viewer
from nap.plan import Indicator, Plan
from nap.results.joint import Mark, Row, Spot, as_upon, connected, fault, hindrance, row_of, standing
from nap.store import Transaction, joint as kept, returns
from nap.store.joint import StoredMark

LONGEST_JOINT_REASON = 400
"""Letters; the reason stands beside the figure where it is explained."""

JOINT_REFUSALS = (
    "max", "lead_only", "list", "cascade", "not_combined", "not_added", "not_flow",
    "row_gone", "nothing_shared", "not_in_both", "not_all", "no_number", "zero", "more_than_row", "parts_over", "parts_under",
    "same_partner", "marked_already", "circle", "changed_meanwhile", "not_marked", "looking_back",
    "reason_needed", "reason_too_long", "reason_personal",
)  # fmt: skip
"""Every code of `JointRefused`: indicators that cannot be marked, and why; a row that is not there; what is wrong with how many;
marks that stand in the way; rows that changed since they were shown; what is wrong with the reason."""


class JointRefused(Exception):
    """Permitted, but not so. `code`: one of `JOINT_REFUSALS`; `needed`: the breakdowns of which both rows give a figure."""

    def __init__(self, code: str, needed: Sequence[str] = ()) -> None:
        super().__init__(code)
        self.code, self.needed = code, tuple(needed)


@dataclass(frozen=True)
class JointActivity:
    """One mark. `same`: how much both counted, by breakdown; `by`, `at` (UTC), `reason`: who marked it, when and why.

    `standing`: `holds`; `look_again`, a figure has changed since and it still fits; `waiting`, one of the rows does not count
    yet; `lapsed`, it takes nothing off, `why` says for what reason; `lifted`, with by whom, when and why.
    """

    number: int
    indicator: str
    region: str
    period: Period
    first: str
    second: str
    same: Mapping[str, Decimal]
    reason: str
    by: str
    at: datetime
    standing: str
    why: str = ""
    lifted_by: str = ""
    lifted_at: datetime | None = None
    lifted_because: str = ""


@dataclass(frozen=True)
class JointCandidate:
    """Two rows that may be about the same activity: `first` has given the return that is looked at. `shared`: the breakdowns of
    which both give a figure, the total first; `hindrance`: why they cannot be marked; `marked`: the mark there is; `seen`: how
    both rows stand, for `mark_joint`."""

    indicator: str
    region: str
    period: Period
    first: str
    second: str
    rows: tuple[Row, Row] = field(hash=False)
    shared: tuple[str, ...] = ()
    hindrance: str = ""
    marked: JointActivity | None = None
    seen: str = ""


def mark_joint(
    viewer: Viewer,
    house: House,
    indicator: str,
    region: str,
    period: Period,
    first: str,
    second: str,
    same: Mapping[str, Decimal],
    reason: str,
    *,
    seen: str = "",
) -> JointActivity:
    """Count `same` once: of the total and of every part that both rows give. Unknown(indicator, region, partner); JointRefused.

    `seen`: how both rows stood when they were shown (`JointCandidate.seen`); empty: whoever marks has just looked.
    """
    require(viewer, Verb.REVIEW)
    found, said = _known(house, indicator, region, (first, second)), _fit(house, reason)
    with house.store.writing() as transaction:
        # Inside, so that no return is accepted between the look at the rows and the mark on them.
        mark = _tried(transaction, house, found, (region, period), (first, second), same, seen)
        kept.add(transaction, house.plan.id, "mark", mark, said, viewer.person, house.moment())
        record(transaction, house, viewer, "mark_joint", **_facts(mark, said))
        return _told(transaction, house)[-1]


def lift_joint(viewer: Viewer, house: House, number: int, reason: str) -> JointActivity:
    """Take a mark back: both rows count in full again. JointRefused: the reason, or not_marked."""
    require(viewer, Verb.REVIEW)
    said = _fit(house, reason)
    with house.store.writing() as transaction:
        marked = next((one for one in kept.history(transaction, house.plan.id) if one.mark.number == number), None)
        if marked is None or marked.lifted is not None:
            raise JointRefused("not_marked")
        kept.add(transaction, house.plan.id, "lift", marked.mark, said, viewer.person, house.moment())
        record(transaction, house, viewer, "lift_joint", **_facts(marked.mark, said))
        return next(one for one in _told(transaction, house) if one.number == number)


def joint_activities(viewer: Viewer, house: House, indicator: str | None = None) -> tuple[JointActivity, ...]:
    """Every mark there was, or those of one indicator, the latest first; how each stands."""
    require(viewer, Verb.REVIEW)
    with house.memory.lock, house.store.reading() as transaction:
        return tuple(one for one in reversed(_told(transaction, house)) if indicator in (None, one.indicator))


def joint_candidates(viewer: Viewer, house: House, return_id: str) -> tuple[JointCandidate, ...]:
    """For each row of a return that counts or waits the rows of other partners of the same indicator, region and period."""
    with house.memory.lock, house.store.reading() as transaction:
        stored = find(transaction, viewer, return_id, Verb.REVIEW)
        if stored.standing.status not in {"accepted", "submitted"}:
            return ()
        said = returns.observations(transaction, return_id)
        spots = {(one.indicator, one.region, one.period) for one in said if not one.state}
        counting, marks = _soon(transaction, house), _told(transaction, house)
        found = (
            _beside(house.plan, counting, code, stored.partner, spots, marks) for code in sorted({spot[0] for spot in spots})
        )
        return tuple(one for several in found for one in several)


def _beside(
    plan: Plan, counting: Counting, code: str, partner: str, spots: set[Spot], marks: Sequence[JointActivity]
) -> Iterable[JointCandidate]:
    indicator = plan.indicator(code)
    if indicator is None:
        return
    figures = [one for one in counting.figures(code) if (one.indicator, one.region, one.period) in spots]
    for spot in sorted({(one.indicator, one.region, one.period) for one in figures}):
        others = sorted({one.partner for one in figures if (one.indicator, one.region, one.period) == spot} - {partner})
        for other in others:
            rows = row_of(figures, spot, partner), row_of(figures, spot, other)
            if rows[0] and rows[1]:
                yield _candidate(indicator, spot, (partner, other), rows, marks)


def _candidate(
    indicator: Indicator, spot: Spot, pair: tuple[str, str], rows: tuple[Row, Row], marks: Sequence[JointActivity]
) -> JointCandidate:
    def is_of(one: JointActivity) -> bool:
        about = (one.indicator, one.region, one.period)
        return one.standing != "lifted" and about == spot and {one.first, one.second} == {*pair}

    shared = _in_order(indicator, rows[0].keys() & rows[1].keys())
    why = hindrance(indicator) or ("" if shared else "nothing_shared")
    return JointCandidate(*spot, *pair, rows, shared, why, next(filter(is_of, marks), None), _seen(*rows))


def _in_order(indicator: Indicator, keys: Iterable[str]) -> tuple[str, ...]:
    given = set(keys)
    return tuple(key for key in ("", *indicator.categories) if key in given)


def _tried(
    transaction: Transaction,
    house: House,
    indicator: Indicator,
    where: tuple[str, Period],
    pair: tuple[str, str],
    same: Mapping[str, Decimal],
    seen: str,
) -> Mark:
    spot = (indicator.code, *where)
    figures = _soon(transaction, house).figures(indicator.code)
    rows = row_of(figures, spot, pair[0]), row_of(figures, spot, pair[1])
    if seen and seen != _seen(*rows):
        raise JointRefused("changed_meanwhile")
    if why := fault(indicator, *rows, same):
        raise JointRefused(why, _in_order(indicator, rows[0].keys() & rows[1].keys()))
    mark = Mark(*spot, *pair, tuple(sorted(same.items())), as_upon(*rows))
    _refuse_beside(kept.standing(kept.history(transaction, house.plan.id)), mark)
    return mark


def _refuse_beside(marks: Sequence[Mark], mark: Mark) -> None:
    """Also beside marks that take nothing off at present: they may work again."""
    if any((one.spot, one.partners) == (mark.spot, mark.partners) for one in marks):
        raise JointRefused("marked_already")
    if connected(marks, mark):
        raise JointRefused("circle")


def _soon(transaction: Transaction, house: House) -> Counting:
    """What would count if everything that waits were accepted."""
    known = returns.find_returns(transaction, house.plan.id, until=house.until)
    waiting = [one for one in known if one.standing.status == "submitted"]
    return Counting(transaction, house, supposing_all(transaction, house, waiting))


def _told(transaction: Transaction, house: House) -> tuple[JointActivity, ...]:
    """Every mark with how it stands, in the order made."""
    stored = kept.history(transaction, house.plan.id, house.until)
    codes = {one.mark.indicator for one in stored if one.lifted is None}
    if not codes:
        return tuple(_lifted(one) for one in stored)
    now, soon = (
        {code: each.figures(code) for code in codes} for each in (Counting(transaction, house), _soon(transaction, house))
    )
    return tuple(_lifted(one) if one.lifted else _standing(house.plan, one, now, soon) for one in stored)


_Figures = Mapping[str, Sequence[Observation]]


def _standing(plan: Plan, one: StoredMark, now: _Figures, soon: _Figures) -> JointActivity:
    mark, indicator = one.mark, plan.indicator(one.mark.indicator)
    rows = _rows(now, mark)
    stands = standing(indicator, *rows, mark)
    if stands != "lapsed":
        return _activity(one, stands)
    if not all(rows) and standing(indicator, *_rows(soon, mark), mark) != "lapsed":
        return _activity(one, "waiting")
    return _activity(one, "lapsed", "no_indicator" if indicator is None else fault(indicator, *rows, dict(mark.same)))


def _rows(figures: _Figures, mark: Mark) -> tuple[Row, Row]:
    said = figures[mark.indicator]
    return row_of(said, mark.spot, mark.first), row_of(said, mark.spot, mark.second)


def _lifted(one: StoredMark) -> JointActivity:
    return _activity(one, "lifted")


def _activity(one: StoredMark, stands: str, why: str = "") -> JointActivity:
    mark, made = one.mark, (one.reason, one.person, one.at)
    ended = (one.lifted.person, one.lifted.at, one.lifted.reason) if one.lifted else ()
    return JointActivity(mark.number, *mark.spot, mark.first, mark.second, dict(mark.same), *made, stands, why, *ended)


def _known(house: House, indicator: str, region: str, partners: tuple[str, str]) -> Indicator:
    if house.until is not None:
        raise JointRefused("looking_back")
    found = house.plan.indicator(indicator)
    if found is None:
        raise Unknown("indicator", indicator)
    if house.plan.regions.get(region) is None:
        raise Unknown("region", region)
    for partner in partners:
        if house.plan.partner(partner) is None:
            raise Unknown("partner", partner)
    if partners[0] == partners[1]:
        raise JointRefused("same_partner")
    return found


def _fit(house: House, reason: str) -> str:
    if house.until is not None:
        raise JointRefused("looking_back")
    return fit(reason, house.plan.privacy, JointRefused, LONGEST_JOINT_REASON, needed=True)


def _facts(mark: Mark, reason: str) -> dict[str, str]:
    about = {"indicator": mark.indicator, "region": mark.region, "period": str(mark.period)}
    return {**about, "partners": f"{mark.first}, {mark.second}", "reason": reason}


def _seen(first: Row, second: Row) -> str:
    return hashlib.sha256(repr(as_upon(first, second)).encode()).hexdigest()[:16]
