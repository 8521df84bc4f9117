"""A series in full sentences: first and last value, direction, extremes, the distance to the path, what is missing or hidden."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from nap.charts.axes import from_zero
from nap.charts.gaps import empty_told
from nap.charts.promises import Stop, path_value, promised
from nap.charts.seriesflags import flags_told
from nap.charts.texts import amount_text, coverage_text, status_told, status_word, value_text
from nap.facts import Result
from nap.plan import Indicator, Plan
from nap.words import period_name, pick, say, say_n

_LISTED = 4
"""So many periods are named one by one; more are counted."""


def words(lang: str, plan: Plan, indicator: Indicator, place: str, results: Sequence[Result], stops: Sequence[Stop]) -> str:
    """The sentences, the most telling first; no number of a hidden value is among them."""
    known = [result for result in results if result.value is not None]
    if not known:
        said = [say(lang, "pages.alt.empty", indicator=indicator.title, place=place)]
    else:
        said = [_lead(lang, indicator, place, known), *_movement(lang, indicator, known)]
        said += [*_path(lang, plan, indicator, known[-1]), *_completeness(lang, known[-1])]
    said += [*_marked(lang, results), *_by_hand(lang, results)]
    said += _surroundings(lang, plan, indicator, results, stops) if known else []
    region = results[0].region if results else plan.country
    return " ".join([*said, *promised(lang, plan, indicator, region)])


def _lead(lang: str, indicator: Indicator, place: str, known: Sequence[Result]) -> str:
    first, last = known[0], known[-1]
    return say(
        lang,
        "pages.alt.series" if len(known) > 1 else "pages.alt.one",
        indicator=indicator.title,
        place=place,
        first=first.period,
        first_value=value_text(lang, indicator, first),
        last=last.period,
        last_value=value_text(lang, indicator, last),
        status=status_word(lang, last),
    )


def _movement(lang: str, indicator: Indicator, known: Sequence[Result]) -> list[str]:
    """Only values that can be compared with each other: neither partial nor "at least", and no break between them.

    What is only carried forward is left out: that nothing was measured is no standstill.
    """
    known = [one for one in known if one.reported or not one.carried]
    fair = [one for one in known if not one.incomplete and not one.at_least]
    if len(fair) < 2 or not indicator.comparable or fair[0] is not known[0] or fair[-1] is not known[-1]:
        return []
    values = [round(one.value, indicator.precision) for one in fair if one.value is not None]
    said = [say(lang, _direction(values[0] < values[-1], values[0] > values[-1]))]
    for name, extreme in (("highest", max(values)), ("lowest", min(values))):
        place = values.index(extreme)
        if 0 < place < len(values) - 1 and extreme not in (values[0], values[-1]):
            shown = value_text(lang, indicator, fair[place])
            said.append(say(lang, f"figures.{name}", value=shown, period=fair[place].period))
    return said


def _direction(up: bool, down: bool) -> str:
    return "figures.higher" if up else "figures.lower" if down else "figures.same"


def _path(lang: str, plan: Plan, indicator: Indicator, last: Result) -> list[str]:
    path = path_value(plan, indicator, last)
    if path is None or last.value is None:
        return []
    value, path = round(last.value, indicator.precision), round(path, indicator.precision)
    side = "above" if value > path else "below" if value < path else "on"
    return [say(lang, f"figures.path.{side}", value=amount_text(lang, indicator, path))]


def _completeness(lang: str, last: Result) -> list[str]:
    told = coverage_text(lang, last)
    return [say(lang, "figures.came", coverage=told)] if told else []


def _marked(lang: str, results: Sequence[Result]) -> list[str]:
    """What is hidden, missing, partial, carried forward or a lower bound, with its periods."""
    groups: dict[str, list[Result]] = {}
    for result in results:
        if result.value is None or result.incomplete:
            partial = result.incomplete and result.value is not None
            what = say(lang, "common.status.partial") if partial else empty_told(lang, status_word(lang, result), result)
            groups.setdefault(f"{what[:1].upper()}{what[1:]}", []).append(result)
    said = [say(lang, "figures.told", what=what, periods=_periods(lang, found)) for what, found in groups.items()]
    return [*said, *_unsure(lang, results)] + [
        say(lang, key, periods=_periods(lang, found))
        for key, picked in _MARKS
        if (found := [result for result in results if result.value is not None and picked(result)])
    ]


def _unsure(lang: str, results: Sequence[Result]) -> list[str]:
    """What may still change, with its periods."""
    groups: dict[str, list[Result]] = {}
    for result in results:
        for word in flags_told(lang, result):
            groups.setdefault(f"{word[:1].upper()}{word[1:]}", []).append(result)
    return [say(lang, "figures.told", what=what, periods=_periods(lang, found)) for what, found in groups.items()]


def _by_hand(lang: str, results: Sequence[Result]) -> list[str]:
    """Every status a coordinator set: the period, the reason, what was computed."""
    return [
        say(lang, "figures.entry", name=period_name(lang, result.period), value=status_told(lang, result)) + "."
        for result in results
        if result.overridden
    ]


_MARKS: tuple[tuple[str, Callable[[Result], object]], ...] = (
    ("figures.carried", lambda result: result.carried),
    ("figures.at_least", lambda result: result.at_least),
)


def _periods(lang: str, found: Sequence[Result]) -> str:
    if len(found) > _LISTED:
        return say_n(lang, "figures.periods", len(found))
    return "; ".join(period_name(lang, result.period) for result in found)


def _continued(lang: str, plan: Plan, indicator: Indicator, results: Sequence[Result]) -> list[str]:
    """Which figures are those of the indicator that this one continues."""
    old = [result for result in results if result.indicator != indicator.code]
    before = plan.indicator(old[-1].indicator) if old else None
    if before is None:
        return []
    return [say(lang, "changes.series.earlier", period=old[-1].period, indicator=f"{before.code} {pick(before.title, lang)}")]


def _surroundings(lang: str, plan: Plan, indicator: Indicator, results: Sequence[Result], stops: Sequence[Stop]) -> list[str]:
    said = _continued(lang, plan, indicator, results)
    if results[0].period.year < plan.years[0]:
        said.append(say(lang, "figures.history", year=str(plan.years[0])))
    if not indicator.comparable:
        said.append(say(lang, "common.reason.break_in_series"))
    if not from_zero(indicator, results, stops):
        said.append(say(lang, "figures.not_from_zero"))
    return said
