"""Who has reported: what was expected of whom, what came, in time or late. A viewer enters; how the returns stand, and for those
who may see them the single figures, leave.

A figure is late if it was first accepted from a return that was received after the due date: what was given in time and corrected
later is in time. A return that was sent back and came again after the due date is late.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from nap.facts import Period
from nap.monitor.counting import Counting
from nap.monitor.house import House
from nap.monitor.ledger import Ledger, figure_of, ledger_if, ledger_of
from nap.monitor.permission import require
from nap.monitor.problems import Unknown
from nap.monitor.showing import audience_of
from nap.monitor.standings import PASSED, Versions, standing_version
from nap.people import Verb, Viewer, may
from nap.plan import Indicator, due_date, is_owed, return_period, return_periods
from nap.results import ExpectedCell, Reason, why_missing
from nap.results.spans import span_of
from nap.store import Transaction
from nap.store.returns import StoredReturn


@dataclass(frozen=True)
class Square:
    """How one partner's return for one period stands.

    `state`: `not_due`, `not_reported`, `submitted`, `returned` or `accepted`; for a return that is not the viewer's to see
    `not_due`, `not_reported` or `reported`, and nothing else is told (None). `came` of `expected` figures count, `late` of them
    were first given after the due date; `answered` were answered without one. `counts`: some version is accepted, be another one
    waiting. `behind`: the return itself came after the due date. `draft`: one was tried and not handed in. `nothing`: it says
    that there was nothing to report. `timely`: some version that counts, or counted, came by the due date.

    Two things apart, told also of others' returns: `on_time`, whether it was handed in by the due date (a correction that came
    later does not make it late; None: nothing is in hand), and `complete`, whether every expected figure is given or answered
    (None: no version counts yet).
    """

    partner: str
    period: Period
    due: date
    state: str
    expected: int | None = None
    came: int | None = None
    late: int | None = None
    answered: int = 0
    counts: bool = False
    behind: bool = False
    draft: bool = False
    nothing: bool = False
    return_id: str = ""
    timely: bool = False
    on_time: bool | None = None
    complete: bool | None = None


@dataclass(frozen=True)
class PeriodCoverage:
    """One return period over all partners: of `partners` the returns of so many are `accepted`, or counted as such while a
    correction waits, `waiting` for a first acceptance, or `returned` to their partners (donors are not told of the last two).
    `came` of `expected` figures count, `late` of them came late. `timely`: so many of the accepted returns came, in some version
    that counts or counted, by their due date.
    """

    period: Period
    due: date
    partners: int
    accepted: int
    waiting: int
    returned: int
    expected: int
    came: int
    late: int
    timely: int = 0


@dataclass(frozen=True)
class Coverage:
    """`as_of` a day: the periods that had begun by then, oldest first, and the squares this viewer may see, partners in the
    plan's order; none for readers who get counts alone."""

    as_of: date
    periods: tuple[PeriodCoverage, ...]
    squares: tuple[Square, ...]


@dataclass(frozen=True)
class Expected:
    """One expected figure: `given` (perhaps `late`), or why not (a `nap.results.Reason`); `due` is its return's."""

    indicator: str
    region: str
    period: Period
    due: date
    given: bool
    late: bool
    why: str = ""


def coverage(viewer: Viewer, house: House, *, as_of: date | None = None) -> Coverage:
    """Counts for everybody; for partners who of them has reported, in full for their own organisation; for coordinators all."""
    require(viewer, Verb.READ_SUMMARY)
    ledger = ledger_of(house, as_of)
    kind = audience_of(viewer).kind
    periods = [period for period in return_periods(ledger.house.plan) if period.start <= ledger.as_of]
    squares = [square for period in periods for square in _squares(ledger, period)]
    counted = tuple(_period(ledger, period, [one for one in squares if one.period == period], kind) for period in periods)
    seen = () if kind in {"forum", "donor"} else tuple(_seen(viewer, square) for square in squares)
    order = {partner.code: place for place, partner in enumerate(ledger.house.plan.partners)}
    return Coverage(ledger.as_of, counted, tuple(sorted(seen, key=lambda one: (order[one.partner], one.period))))


def expected_of(
    viewer: Viewer, house: House, partner: str, *, period: Period | None = None, as_of: date | None = None
) -> tuple[Expected, ...]:
    """Every figure expected of one partner, of one return period or of all that have begun; Unknown(partner)."""
    require(viewer, Verb.SEE_RETURNS)
    if house.plan.partner(partner) is None:
        raise Unknown("partner", partner)
    require(viewer, Verb.SEE_RETURNS, partner)
    ledger = ledger_of(house, as_of)
    asked = (each for each in return_periods(ledger.house.plan) if each.start <= ledger.as_of and period in (None, each))
    return tuple(_expected(ledger, cell) for each in asked for cell in ledger.cells.get((partner, each), ()))


def coverage_if(transaction: Transaction, house: House, counting: Counting, versions: Versions, period: Period) -> PeriodCoverage:
    """One return period as a coordinator would see it if these figures counted and the returns stood so. Nothing is kept."""
    ledger = ledger_if(transaction, house, counting, versions)
    return _period(ledger, period, tuple(_squares(ledger, period)), "coordinator")


def _squares(ledger: Ledger, period: Period) -> Iterable[Square]:
    plan = ledger.house.plan
    return (_square(ledger, one.code, period) for one in plan.partners if is_owed(plan, one.code, period))


def _square(ledger: Ledger, partner: str, period: Period) -> Square:
    due = due_date(ledger.house.plan, period)
    versions = ledger.versions.get((partner, period), ())
    cells = [cell for cell in ledger.cells.get((partner, period), ()) if cell.answer != "not_applicable"]
    came = [cell for cell in cells if cell.given]
    late = sum(_late(ledger, cell) for cell in came)
    answered = sum(bool(cell.answer) for cell in cells)
    square = Square(partner, period, due, _nothing_yet(due, ledger.as_of), len(cells), len(came), late, answered)
    if not versions:
        return square
    stands, counts = standing_version(versions), any(one.standing.status == "accepted" for one in versions)
    if stands.standing.status in PASSED:
        return replace(square, draft=stands.standing.status == "draft", return_id=stands.id)
    timely = any(_counted(one) and not one.late for one in versions)
    told = replace(square, state=stands.standing.status, return_id=stands.id, timely=timely)
    told = replace(told, counts=counts, behind=stands.late, nothing=stands.nothing_to_report)
    in_time = _in_time(versions) if _in_hand(told) else None
    return replace(told, on_time=in_time, complete=len(came) + answered >= len(cells) if counts else None)


def _in_time(versions: Sequence[StoredReturn]) -> bool:
    """As with figures: some version that counts, counted once or waits for its first decision came by the due date."""
    return any(not one.late and (_counted(one) or one.standing.status == "submitted") for one in versions)


def _counted(version: StoredReturn) -> bool:
    """Whether it counts, or did until another one took its place."""
    return version.standing.status == "accepted" or version.standing.replaced is not None


def _nothing_yet(due: date, as_of: date) -> str:
    return "not_reported" if due < as_of else "not_due"


def _seen(viewer: Viewer, square: Square) -> Square:
    """The square as it is for those who may see the return, else whether something was handed in and nothing more."""
    if may(viewer, Verb.SEE_RETURNS, square.partner):
        return square
    outside = "reported" if _in_hand(square) else "not_reported" if square.state == "returned" else square.state
    return Square(square.partner, square.period, square.due, outside, on_time=square.on_time, complete=square.complete)


def _in_hand(square: Square) -> bool:
    return square.counts or square.state == "submitted"


def _period(ledger: Ledger, period: Period, squares: Sequence[Square], kind: str) -> PeriodCoverage:
    counted = cells_counted(ledger, [square.partner for square in squares], period, kind)
    came = [cell for cell in counted if cell.given]
    process, accepted = kind != "donor", sum(square.counts for square in squares)
    waiting = sum(map(_in_hand, squares)) - accepted
    returned = sum(square.state == "returned" for square in squares)
    return PeriodCoverage(
        period,
        due_date(ledger.house.plan, period),
        len(squares),
        accepted,
        waiting if process else 0,
        returned if process else 0,
        len(counted),
        len(came),
        sum(_late(ledger, cell) for cell in came),
        sum(square.counts and square.timely for square in squares),
    )


def cells_counted(ledger: Ledger, partners: Iterable[str], period: Period, kind: str) -> list[ExpectedCell]:
    """The expected figures of these partners' returns that are counted for this audience; what could not be given is not."""
    cells = (cell for partner in partners for cell in ledger.cells.get((partner, period), ()))
    return [cell for cell in cells if cell.answer != "not_applicable" and _open_to(kind, ledger, cell)]


def _open_to(kind: str, ledger: Ledger, cell: ExpectedCell) -> bool:
    """Counts are of what this audience may read: what is missing of a sensitive indicator could be told by subtraction."""
    indicator: Indicator | None = ledger.house.plan.indicator(cell.indicator)
    assert indicator is not None
    if kind != "coordinator" and (cell.indicator in ledger.withdrawn.indicators or cell.region in ledger.withdrawn.regions):
        return False
    return kind == "coordinator" or indicator.sensitivity in ({"public"} if kind == "donor" else {"public", "people"})


def _late(ledger: Ledger, cell: ExpectedCell) -> bool:
    plan = ledger.house.plan
    if (came := ledger.tabled.get(figure_of(cell))) is not None:
        return came > due_date(plan, return_period(plan, cell.period))
    found = ledger.versions.get((cell.partner, return_period(plan, cell.period)), ())
    counts = next((one for one in found if one.standing.status == "accepted"), None)
    if counts is None or not counts.late:
        return False
    return figure_of(cell) not in ledger.timely


def _expected(ledger: Ledger, cell: ExpectedCell) -> Expected:
    due = due_date(ledger.house.plan, cell.period)
    late = cell.given and _late(ledger, cell)
    return Expected(cell.indicator, cell.region, cell.period, due, cell.given, late, "" if cell.given else _why(ledger, cell))


def _why(ledger: Ledger, cell: ExpectedCell) -> str:
    if cell.answer == "not_applicable":
        return Reason.NOT_APPLICABLE
    # On the last day a figure is still in time.
    before = ledger.as_of - timedelta(days=1)
    span = span_of(cell.period)
    why = ledger.left_out.get((cell.partner, cell.indicator, cell.region, span))
    return why_missing(ledger.house.plan, ledger.standings, before, cell.partner, span, cell.answer, why)
