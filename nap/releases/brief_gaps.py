"""The largest gaps of a region: rated indicators that are farthest from where they should stand. Regions are never compared.

Only what is rated and shown can be a gap; what is hidden is neither counted nor passed over aloud.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from nap.charts.look import LIGHT, SIGNS
from nap.charts.promises import path_value
from nap.charts.texts import amount_text, by_hand, in_sentences, percent_text, status_word, value_text
from nap.facts import Result, Status
from nap.plan import Indicator, Target
from nap.releases.brief_matter import Matter
from nap.releases.brief_told import BriefLine, BriefMark
from nap.results import Goal, goal_of
from nap.results.board import ALARMING
from nap.words import pick, say

MOST = 3
LACKING = ALARMING | {Status.BEHIND}
"""The ratings that say that something is missing."""


class Short(NamedTuple):
    """An indicator that is short of its way: `lacks` is the share of the whole way that is missing by now, None if unknown."""

    indicator: Indicator
    result: Result
    lacks: Decimal | None


def gaps(matter: Matter) -> tuple[Short, ...]:
    """The largest first: what is alarming before what is only behind, then by what is missing, then in the plan's order."""
    found = [Short(one, result, _lacks(matter, one, result)) for one, result in matter.here if result.status in LACKING]
    return tuple(sorted(found, key=lambda one: (one.result.status not in ALARMING, -(one.lacks or Decimal(0)))))


def _lacks(matter: Matter, indicator: Indicator, result: Result) -> Decimal | None:
    goal = goal_of(indicator, result.region, matter.plan.country)
    if not goal.targets or goal.baseline is None:
        return None
    way = goal.targets[-1].value - goal.baseline.value
    if result.progress is None or goal.direction == "maintain" or not way:
        return _off(goal, result)
    if result.status is Status.NOT_ACHIEVED or result.expected_value is None:
        return 1 - result.progress
    return (result.expected_value - goal.baseline.value) / way - result.progress


def _off(goal: Goal, result: Result) -> Decimal | None:
    """Where there is no way to make: how far off the target, as a share of it."""
    target = goal.targets[-1].value
    return None if result.value is None or not target else abs((result.value - target) / target)


def gap_line(lang: str, matter: Matter, short: Short, weighs: int) -> BriefLine:
    """What is said of one gap: where it stands, where it should stand, what is promised for when."""
    indicator, result = short.indicator, short.result
    facts = [say(lang, "brief.gap.now", value=value_text(lang, indicator, result), period=result.period)]
    expected = path_value(matter.plan, indicator, result) if result.status is not Status.NOT_ACHIEVED else None
    facts += [say(lang, "brief.gap.expected", value=amount_text(lang, indicator, expected))] if expected is not None else []
    target = target_of(matter, indicator, result)
    facts += [_promised(lang, indicator, target, result)] if target else []
    said = in_sentences("; ".join(facts), *by_hand(lang, result))
    mark = mark_of(lang, result)
    strong = f"{indicator.code} {pick(indicator.title, lang)}"
    return BriefLine(f"{mark.sign} {mark.word}. {said[:1].upper()}{said[1:]}", weighs, strong, matter.name(result))


def _promised(lang: str, indicator: Indicator, target: Target, result: Result) -> str:
    told = {"value": amount_text(lang, indicator, target.value), "date": target.date}
    if target.over != "plan" or result.progress is None:
        return say(lang, "brief.gap.target", **told)
    return say(lang, "brief.gap.way", share=percent_text(lang, result.progress), **told)


def target_of(matter: Matter, indicator: Indicator, result: Result) -> Target | None:
    """The place's next target at the end of the period, else its last one; None where there is none or nothing is rated."""
    if indicator.direction == "none":
        return None
    targets = goal_of(indicator, result.region, matter.plan.country).targets
    return next((one for one in targets if one.date >= result.period.end), targets[-1] if targets else None)


def mark_of(lang: str, result: Result) -> BriefMark:
    """Sign, word and colour of the status."""
    colour = result.status.value if result.status.value in LIGHT else "quiet"
    return BriefMark(SIGNS[result.status], status_word(lang, result), colour)
