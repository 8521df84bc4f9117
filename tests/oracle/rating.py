"""How a figure stands: the rules of docs/results.md, the first that fits."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any, NamedTuple

from tests.oracle.coverage import Came, counted
from tests.oracle.facts import RATIOS, Sheet, number
from tests.oracle.figures import Figure, added, trouble, worth
from tests.oracle.months import LENGTHS, Span, around, last_day, stop, year_of
from tests.oracle.together import made


class Verdict(NamedTuple):
    """Status, its reason, and the ratios beside it."""

    status: str
    reason: str = ""
    progress: Fraction | None = None
    expected_value: Fraction | None = None
    pace: Fraction | None = None


class Row(NamedTuple):
    """What a verdict is about."""

    place: str
    period: Span
    breakdown: str
    figure: Figure | None
    came: Came


def judged(sheet: Sheet, row: Row) -> Verdict:
    """The rules that come first: whether there is something to rate; the rest is `rated`."""
    if sheet.key["type"] in ("list", "narrative"):
        return Verdict("not_assessable", "not_numeric")
    if row.figure is None and not row.came.reported:
        return empty(sheet, row)
    if sums(sheet) and below(sheet, row.came):
        return Verdict("partial", "not_safe" if "not_safe" in row.came.answered else "")
    unrated = "context" if sheet.key["direction"] == "none" else "not_assessable"
    if row.figure is None:
        total = sheet.key["type"] == "cascade" and not row.breakdown
        return Verdict(unrated, "not_numeric" if total else elsewhere(sheet, row))
    value = worth(sheet, row.figure)
    if value is None:
        return Verdict(unrated, trouble(row.figure))
    return Verdict("context") if unrated == "context" else compared(sheet, row, row.figure, value)


def elsewhere(sheet: Sheet, row: Row) -> str:
    """Somebody reported, and yet nothing stands here: only smaller places did, that are not added up, or only a larger one."""
    smaller = [made(sheet, place, row.period).row for place in sheet.within(row.place)] if not sheet.adds_places else []
    return "not_added_up" if any(row.breakdown in each and each[row.breakdown].came for each in smaller) else "of_larger_place"


def compared(sheet: Sheet, row: Row, figure: Figure, value: Fraction) -> Verdict:
    """A number and its target, unless something hinders that."""
    reason = hindered(sheet, row, figure)
    if reason:
        return Verdict("not_assessable", reason)
    if over(sheet, row.place) == "plan":
        return of_the_sum(sheet, row, figure)
    return rated(sheet, value, baseline(sheet, row.place), goals(sheet, row.place), day_of(sheet, row, figure))


def empty(sheet: Sheet, row: Row) -> Verdict:
    """Nothing accepted: not due yet, or no data, with what was answered instead."""
    answered = row.came.answered
    if not row.came.expected and answered:
        return Verdict("no_data", "not_applicable")
    for state, reason in (("not_safe", "not_safe"), ("no_data", "answered_no_data")):
        if state in answered:
            return Verdict("no_data", reason)
    calendar = sheet.plan["plan"].get("calendar", {})
    sent = around(row.period, LENGTHS[calendar.get("frequency", "half_year")])
    sent_last = last_day(sent if sent[1] >= row.period[1] else row.period)
    due = sent_last + timedelta(days=calendar.get("due_days", 15))
    return Verdict("not_due" if due > sheet.as_of else "no_data")


def sums(sheet: Sheet) -> bool:
    """Whether a missing part makes the figure too low: everything that is added up, ratios apart."""
    return sheet.key["type"] not in (*RATIOS, "index", "ordinal", "narrative")


def below(sheet: Sheet, came: Came) -> bool:
    return came.reported < threshold(sheet, "coverage") * came.expected


def threshold(sheet: Sheet, name: str) -> Fraction:
    usual = {"on_track": "0.95", "behind": "0.60", "too_early": "0.10", "coverage": "0.80"}
    return Fraction(str(sheet.plan["plan"].get("thresholds", {}).get(name, usual[name])))


def baseline(sheet: Sheet, place: str) -> Any:
    """(day, value) where the place stood, None if nobody knows: a region's share in a national sum is not known.

    What is added up since the baseline starts from nothing, so of the baseline only the day matters.
    """
    own = sheet.key["regional_baselines"].get(place) if place != sheet.country else None
    stood = own or sheet.key["baseline"]
    if not stood:
        return None
    day, value = date.fromisoformat(str(stood["date"])), number(stood["value"])
    if over(sheet, place) == "plan":
        return day, Fraction(0)
    shared = own is None and place != sheet.country
    return None if shared and value != 0 and sums(sheet) else (day, value)


def goals(sheet: Sheet, place: str) -> list[Any]:
    """(day, value) of each target of the place, in order."""
    wanted = targets(sheet, place)
    return sorted((date.fromisoformat(str(each["date"])), number(each["value"])) for each in wanted)


def targets(sheet: Sheet, place: str) -> list[dict[str, Any]]:
    national = place == sheet.country
    return sheet.key["targets"] if national else sheet.key["regional_targets"].get(place, [])


def over(sheet: Sheet, place: str) -> str:
    """What the targets of the place are compared with: a `year`, the sum over the `plan`, or the value as it stands."""
    if sheet.key["accumulation"] not in ("flow", "ytd") or not targets(sheet, place):
        return ""
    return max(targets(sheet, place), key=lambda each: str(each["date"])).get("over", "year")


def day_of(sheet: Sheet, row: Row, figure: Figure) -> date:
    """The last day the figure is about: of its period, or of the one it is carried from, or so far."""
    end, known = last_day(row.period), last_day((figure.stop - 1, 1))
    now = figure.fresh or figure.lasting or sheet.key["accumulation"] == "flow"
    return end if now and end <= sheet.as_of else min(end, known)


def hindered(sheet: Sheet, row: Row, figure: Figure) -> str:
    """Why a number is not rated."""
    if row.breakdown:
        return "of_the_total"
    stood = baseline(sheet, row.place)
    if stood is None:
        return "no_baseline"
    if not targets(sheet, row.place):
        return "no_target"
    if over(sheet, row.place) == "year" and (row.period[1] < 12 or last_day(row.period) > sheet.as_of):
        return "part_of_year"
    history = year_of(row.period) < sheet.years[0]
    total = the_sum(sheet, row) if over(sheet, row.place) == "plan" and not history else None
    if total is not None and worth(sheet, total) is None:
        return trouble(total)
    if broken(sheet, stood[0]):
        return "break_in_series"
    if day_of(sheet, row, figure) <= stood[0]:
        return "before_baseline"
    return "history" if history else ""


def broken(sheet: Sheet, since: date) -> bool:
    """Whether a break in the series lies between the baseline and the value."""
    if sheet.key["comparable"]:
        return False
    begins = sheet.key["valid_from"]
    return begins is None or since < date.fromisoformat(str(begins))


def the_sum(sheet: Sheet, row: Row) -> Figure | None:
    """Everything since the baseline."""
    rows = [made(sheet, row.place, piece).row for piece in pieces_of(sheet, row)]
    totals = [found[""] for found in rows if "" in found]
    return added(sheet, totals) if totals else None


def of_the_sum(sheet: Sheet, row: Row, figure: Figure) -> Verdict:
    """Everything since the baseline against a target over the plan."""
    value = worth(sheet, the_sum(sheet, row)) or Fraction(0)
    verdict = rated(sheet, value, baseline(sheet, row.place), goals(sheet, row.place), day_of(sheet, row, figure))
    came = [counted(sheet, row.place, piece, "") for piece in pieces_of(sheet, row)]
    whole = Came(sum(each.reported for each in came), sum(each.expected for each in came), frozenset())
    gaps = verdict.status != "not_assessable" and below(sheet, whole)
    return Verdict("partial", "earlier_periods_partial") if gaps else verdict


def pieces_of(sheet: Sheet, row: Row) -> list[Span]:
    """The periods of that sum: from the month after the baseline to the end of the row's."""
    day = baseline(sheet, row.place)[0]
    return since(sheet, day.year * 12 + day.month, stop(row.period))


def since(sheet: Sheet, first: int, end: int) -> list[Span]:
    """The time from month `first` to before month `end`: flows in the longest periods that fit, none shorter than the indicator's
    own; year-to-date figures year by year, as each year's last figure tells all of it.
    """
    found: list[Span] = []
    while first < end:
        if sheet.key["accumulation"] == "ytd":
            length = min(end, first // 12 * 12 + 12) - first
        else:
            length = next((each for each in (12, 6, 3, 1) if fits(sheet, first, each, end)), 0)
        if length:
            found.append((first, length))
        first += length or 1
    return found


def fits(sheet: Sheet, first: int, length: int, end: int) -> bool:
    return length >= sheet.length and first % length == 0 and first + length <= end


def rated(sheet: Sheet, value: Fraction, stood: Any, path: list[Any], day: date) -> Verdict:
    """Rules 7 to 12."""
    (since, base), (until, target) = stood, path[-1]
    direction = sheet.key["direction"]
    if direction == "maintain":
        near = abs(value - target) <= Fraction(str(sheet.key["tolerance"]))
        return Verdict("achieved" if near else "not_achieved" if day >= until else "off_track")
    met = value >= target if direction == "increase" else value <= target
    if target == base:
        return (
            Verdict("achieved")
            if met
            else Verdict("not_achieved")
            if day >= until
            else Verdict("not_assessable", "baseline_equals_target")
        )
    progress = (value - base) / (target - base)
    due = on_the_line([(since, base), *path], day)
    share = (due - base) / (target - base)
    pace = progress / share if share else None
    found = status(sheet, met, day >= until, progress, share)
    return Verdict(found, "", progress, due, pace if found != "too_early" else None)


def status(sheet: Sheet, met: bool, over: bool, progress: Fraction, share: Fraction) -> str:
    if met:
        return "achieved"
    if over:
        return "not_achieved"
    if share <= 0 or share < threshold(sheet, "too_early"):
        return "too_early"
    pace = progress / share
    for name in ("on_track", "behind"):
        if pace >= threshold(sheet, name):
            return name
    return "off_track" if pace >= 0 else "regressing"


def on_the_line(points: list[Any], day: date) -> Fraction:
    """The expected value on the line between the two neighbouring points; the last one afterwards."""
    for (left, low), (right, high) in pairwise(points):
        if day <= right:
            return low + (high - low) * Fraction((day - left).days, (right - left).days)
    return points[-1][1]
