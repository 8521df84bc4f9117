"""Why an expected figure is missing and why a row is empty. Results and where the returns stand enter; results with the reason,
and with their gaps counted by kind, leave. Nothing is computed anew: status, coverage and figures stay as they are.

What stands in a return that was not accepted is not looked at: "waits for acceptance" is said of the return that should bring
the figure. A draft that was never handed in is nothing to anybody but its sender.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from nap.facts import Gap, Result, Status
from nap.plan import Plan, due_date
from nap.results.coverage import Lot, owed_cells
from nap.results.places import Places
from nap.results.reasons import Reason
from nap.results.spans import Span, around, period_of

Standings = Mapping[tuple[str, Span], str]
"""How a partner's return for a period stands: `submitted`, `returned` or `accepted`; absent where nothing was handed in."""

LeftOut = Mapping[tuple[str, str, str, Span], Reason]
"""Rows of accepted returns that do not count (partner, indicator, place, period), each with the reason: held back or declined."""

_Why = tuple[str, date | None]
"""The kind of gap a cell belongs to, and the day until which it is in time while that has not passed."""

_STOOD = {"submitted": Reason.NOT_ACCEPTED_YET, "returned": Reason.SENT_BACK, "accepted": Reason.LEFT_BLANK}
_ANSWERED = {"no_data": Reason.ANSWERED_NO_DATA, "not_safe": Reason.NOT_SAFE}
_ORDER = (
    Reason.NOT_REPORTED,
    Reason.SENT_BACK,
    Reason.NOT_ACCEPTED_YET,
    Reason.LEFT_BLANK,
    Reason.HELD_BACK,
    Reason.DECLINED,
    Reason.NOT_SPLIT,
    Reason.ANSWERED_NO_DATA,
    Reason.NOT_SAFE,
    Reason.NOT_DUE,
)
"""Of kinds with as many cells each, the one that is named first."""
_OF_ROWS = frozenset({Reason.HELD_BACK, Reason.DECLINED})
"""What a partner and its reviewer know of single rows; to all others such a row is left blank."""
_OF_THE_HOUSE = frozenset({Reason.SENT_BACK, Reason.NOT_ACCEPTED_YET, Reason.LEFT_BLANK}) | _OF_ROWS
"""How returns are dealt with, which is nobody's matter outside."""
_EMPTY = frozenset({Status.NO_DATA, Status.NOT_DUE})


def explain_gaps(
    plan: Plan, results: Iterable[Result], standings: Standings, as_of: date, left_out: LeftOut | None = None
) -> list[Result]:
    """The same results in the same order, each with its gaps, an empty one with its reason; partners are no longer named.

    `as_of`: the day that decides what is due. `left_out`: rows of accepted returns that do not count.
    """
    clerk, kept = _Clerk(plan, standings, as_of, left_out or {}), list(results)
    return [clerk.told(result) for result in kept]


def why_missing(
    plan: Plan, standings: Standings, as_of: date, partner: str, span: Span, answer: str = "", left_out: Reason | None = None
) -> Reason:
    """Why the figure of one expected cell is not there; `answer`: the state that was given instead of it, `left_out`: why its row
    does not count."""
    if answer in _ANSWERED:
        return _ANSWERED[answer]
    where = standings.get((partner, around(span, plan.calendar.frequency.months)), "")
    if where in _STOOD:
        return left_out if left_out and where == "accepted" else _STOOD[where]
    return Reason.NOT_DUE if _due(plan, span) > as_of else Reason.NOT_REPORTED


def without_process(result: Result) -> Result:
    """For readers outside: what waits, came back or was left blank is not reported (or not due) and nothing more."""
    if not result.gaps:
        return result
    gaps = _counted(_cells((_outside(gap), gap) for gap in result.gaps))
    reason = gaps[0].kind if result.reason in _OF_THE_HOUSE else result.reason
    return replace(result, gaps=gaps, reason=reason)


def without_rows(result: Result) -> Result:
    """For readers who neither send nor review: a row that was held back or declined is left blank in the accepted return."""
    if not any(gap.kind in _OF_ROWS for gap in result.gaps):
        return result
    blank = Reason.LEFT_BLANK
    gaps = _counted(_cells((blank if gap.kind in _OF_ROWS else gap.kind, gap) for gap in result.gaps))
    reason = blank if result.reason in _OF_ROWS else result.reason
    return replace(result, gaps=gaps, reason=reason)


class _Clerk:
    """Looks every cell up once: it is missing in its region, in the country and in every longer period. The rows of a place and
    period share their missing cells."""

    def __init__(self, plan: Plan, standings: Standings, as_of: date, left_out: LeftOut) -> None:
        self.plan, self.standings, self.as_of, self.left_out = plan, standings, as_of, left_out
        self.asked = _asked(plan)
        self.made: dict[tuple[int, int, str], tuple[Gap, ...]] = {}
        self.lots: dict[int, Counter[_Why]] = {}
        self.whys: dict[tuple[str, Span, str, Reason | None], _Why] = {}

    def told(self, result: Result) -> Result:
        gaps = self._gaps(result)
        empty = result.value is None and result.status in _EMPTY and not result.reason
        if not (gaps or empty or result.missing):
            return result
        reason = self._reason(result, gaps) if empty else result.reason
        # Tens of thousands of rows pass here; setting the fields one by one would cost more than all the rest.
        told = object.__new__(Result)
        vars(told).update(vars(result), gaps=gaps, reason=reason, missing=())
        return told

    def _gaps(self, result: Result) -> tuple[Gap, ...]:
        lacking = (result.expected or 0) - (result.reported or 0)
        if lacking <= 0:
            return ()
        kind = Reason.NOT_SPLIT if result.breakdown else Reason.LEFT_BLANK
        key = id(result.missing), lacking, kind
        if key not in self.made:
            whys: Counter[_Why] = Counter()
            for lot in result.missing:
                whys.update(self._lot(result.indicator, lot))
            # What else is lacking came in part, but not the part that is asked about.
            whys[kind, None] += max(0, lacking - whys.total())
            self.made[key] = _counted(whys)
        return self.made[key]

    def _lot(self, indicator: str, lot: Lot) -> Counter[_Why]:
        if id(lot) not in self.lots:
            self.lots[id(lot)] = Counter(self._whys(indicator, lot))
        return self.lots[id(lot)]

    def _whys(self, indicator: str, lot: Lot) -> Iterator[_Why]:
        left_out, known = self.left_out, self.whys
        for partner, span, answer, place in lot:
            # Few rows are left out, so of many regions one partner's cells are missing for one reason.
            about = partner, span, answer, left_out.get((partner, indicator, place, span)) if left_out else None
            why = known.get(about)
            if why is None:
                why = known[about] = self._why(*about)
            yield why

    def _why(self, partner: str, span: Span, answer: str, left_out: Reason | None) -> _Why:
        due = _due(self.plan, span)
        why = why_missing(self.plan, self.standings, self.as_of, partner, span, answer, left_out)
        return why, due if due > self.as_of else None

    def _reason(self, result: Result, gaps: Sequence[Gap]) -> str:
        if gaps:
            waits = result.status is Status.NOT_DUE and any(gap.kind == Reason.NOT_DUE for gap in gaps)
            return Reason.NOT_DUE if waits else gaps[0].kind
        if (result.indicator, result.region) not in self.asked:
            return Reason.NOT_ASKED
        return Reason.BEFORE_PLAN if result.period.year < self.plan.years[0] else Reason.NOT_ASKED_THEN


def _cells(gaps: Iterable[tuple[str, Gap]]) -> Counter[_Why]:
    """The cells of gaps under other names."""
    found: Counter[_Why] = Counter()
    for kind, gap in gaps:
        found[kind, gap.due] += gap.cells
    return found


def _counted(whys: Counter[_Why]) -> tuple[Gap, ...]:
    """The kinds counted."""
    dues: dict[str, dict[date | None, int]] = {}
    for (kind, due), cells in whys.items():
        if cells > 0:
            dues.setdefault(kind, {})[due] = cells
    gaps = [_gap(kind, known) for kind, known in dues.items()]
    return tuple(sorted(gaps, key=lambda gap: (-gap.cells, _ORDER.index(Reason(gap.kind)))))


def _gap(kind: str, dues: Mapping[date | None, int]) -> Gap:
    """A kind of which a part is overdue is overdue."""
    days = [due for due in dues if due is not None]
    return Gap(kind, sum(dues.values()), min(days) if len(days) == len(dues) else None)


def _outside(gap: Gap) -> str:
    if gap.kind not in _OF_THE_HOUSE:
        return gap.kind
    return Reason.NOT_REPORTED if gap.due is None else Reason.NOT_DUE


@lru_cache(maxsize=8)
def _asked(plan: Plan) -> frozenset[tuple[str, str]]:
    """Indicator and place for which somebody is asked at any time of the plan."""
    places = Places(plan)
    owed = owed_cells(plan, plan.years[1])
    return frozenset((code, place) for code, cells in owed.items() for cell in cells for place in places.above(cell[1]))


@lru_cache(maxsize=10_000)
def _due(plan: Plan, span: Span) -> date:
    return due_date(plan, period_of(span, plan.calendar.year_begins))
