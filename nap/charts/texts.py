"""Results in a reader's words: values, statuses, coverage, goals. Rounding happens here and only here."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from nap.charts.cells import Amount, Mark
from nap.charts.gaps import awaited, hidden, why
from nap.charts.look import SIGNS
from nap.facts import Result, Status
from nap.plan import Indicator
from nap.results import Tally
from nap.words import number, pick, say

_ENDS = (".", "!", "?", "…")


def value_text(lang: str, indicator: Indicator, result: Result) -> str:
    """A result's value as a reader sees it; hidden and missing say so in words."""
    if result.status is Status.SUPPRESSED:
        return hidden(lang, result)
    if result.value is None:
        return say(lang, "pages.value.none")
    if indicator.type == "milestone":
        return milestone_text(lang, indicator, result, result.value)
    text = amount_text(lang, indicator, result.value)
    return say(lang, "pages.value.at_least", value=text) if result.at_least else text


def milestone_text(lang: str, indicator: Indicator, result: Result, value: Decimal) -> str:
    """Of several places how many reached it, of how many known, of how many expected: never a percentage. Of one: yes or no.

    Where several may answer for one place, answers are no number of places, so there is only how many places reached it.
    """
    known, expected = (result.reported or 0) + (result.carried or 0), result.expected or 0
    if value <= 1 and max(known, expected) <= _answers(indicator):
        return say(lang, "changes.milestone.reached" if value else "changes.milestone.not_yet")
    if _answers(indicator) > 1:
        return say(lang, "changes.milestone.places", n=value)
    if not expected:
        return say(lang, "changes.milestone.known", n=value, m=known)
    return say(lang, "changes.milestone.several", n=value, m=known, k=expected)


def _answers(indicator: Indicator) -> int:
    """How many may answer for one and the same place; so few answers are not yet answers of several places."""
    return 1 if indicator.partners == "lead_only" else max(1, len(indicator.reported_by))


def short_text(lang: str, indicator: Indicator, result: Result) -> str:
    """The value where there is room for a number only: beside a point or a bar."""
    counted = indicator.type == "milestone" and result.value is not None and (result.expected or 0) > _answers(indicator)
    return number(lang, result.value or 0) if counted else value_text(lang, indicator, result)


def value_cell(lang: str, indicator: Indicator, result: Result) -> Amount:
    """The same for a table: the text, and the number as rounded there."""
    shown = None if result.status is Status.SUPPRESSED or result.value is None else round(result.value, indicator.precision)
    return Amount(value_text(lang, indicator, result), shown)


def amount_text(lang: str, indicator: Indicator, value: Decimal) -> str:
    """An amount of this indicator: a level of a scale by its name, a percentage with its sign, anything else as a number."""
    if indicator.scale and value == int(value) and 0 <= value < len(indicator.scale):
        return pick(indicator.scale[int(value)].title, lang)
    text = number(lang, value, indicator.precision)
    return say(lang, "pages.value.percent", value=text) if indicator.type == "percentage" else text


def whole_percent(share: Decimal) -> Decimal:
    """A share in whole percent, on the screen, in words and files alike: rounded as Excel rounds, but never to 100 before the
    whole is there, never to 0 where there is something, also something less than nothing."""
    percent = (share * 100).quantize(Decimal(1), ROUND_HALF_UP)
    if not share or share >= 1:
        return percent + Decimal(0)
    return min(percent, Decimal(99)) if percent else Decimal(1 if share > 0 else -1)


def percent_text(lang: str, share: Decimal) -> str:
    """The same with its sign."""
    return say(lang, "pages.value.percent", value=number(lang, whole_percent(share)))


def explained_cell(lang: str, indicator: Indicator, result: Result) -> Amount:
    """The same, of a result as it stands now: how it came about can be asked."""
    there = (result.indicator, result.region, result.period, result.breakdown)
    told = result.value is not None or result.status is Status.SUPPRESSED
    return replace(value_cell(lang, indicator, result), of=there if told else None)


def status_word(lang: str, result: Result) -> str:
    """The status in a word, and whether a coordinator set it: for sentences, labels and pictures."""
    said = plain_status(lang, result)
    return say(lang, "overrides.word", status=said) if result.overridden else said


def by_hand(lang: str, result: Result) -> list[str]:
    """What belongs to a status set by a coordinator wherever it stands: the reason (unless it was left out, because it names an
    organisation that must not be named there), and what was computed; else nothing."""
    before = result.overridden
    if before is None:
        return []
    computed = say(lang, "overrides.computed", status=say(lang, f"common.status.{before.status.value}"))
    return [say(lang, "overrides.because", reason=before.because), computed] if before.because else [computed]


def status_told(lang: str, result: Result) -> str:
    """The status with all of that, on one line."""
    return in_sentences(plain_status(lang, result), *by_hand(lang, result)).removesuffix(".")


def in_sentences(*said: str) -> str:
    """One after the other, each with a mark at its end."""
    return " ".join(each if each.endswith(_ENDS) else f"{each}." for each in said if each)


def plain_status(lang: str, result: Result) -> str:
    """The status alone; a sensitive figure is not hidden for being small, it is not shown yet to anybody."""
    if result.reason == "not_shown_yet":
        said = say(lang, "pages.value.not_shown_yet")
        return said[:1].upper() + said[1:]
    return say(lang, f"common.status.{result.status.value}")


def status_mark(lang: str, result: Result, *, big: str = "", small: str = "") -> Mark:
    """Sign, word and colour of the status for a table; the reason below where there is no figure or it cannot be assessed."""
    below = "\n".join(line for line in (why(lang, result), *by_hand(lang, result), small) if line)
    return Mark(SIGNS[result.status], plain_status(lang, result), result.status.value, big, below)


def coverage_text(lang: str, result: Result) -> str:
    """`3 of 5 reported`, how many of the others stand with an earlier figure and what the missing ones wait for.

    Empty where hidden or nothing is expected.
    """
    if result.reported is None or not result.expected:
        return ""
    told = say(lang, "pages.coverage", n=result.reported, m=result.expected)
    carried = say(lang, "pages.carried", n=result.carried) if result.carried else ""
    return "; ".join(part for part in (told, carried, awaited(lang, result)) if part)


def assessed(lang: str, tally: Tally, of: int) -> str:
    """`assessed 7 of 18`, and how many of the statuses a coordinator set."""
    told = say(lang, "board.assessed", n=tally.assessed, m=of)
    return f"{told}; {say(lang, 'overrides.count', n=tally.by_hand)}" if tally.by_hand else told


def goals(lang: str, indicator: Indicator) -> list[str]:
    """Baseline and targets in words, one sentence each, e.g. `Baseline, 31 December 2020: 15.0`."""
    said = []
    if indicator.baseline:
        shown = amount_text(lang, indicator, indicator.baseline.value)
        said.append(say(lang, "pages.goal.baseline", date=indicator.baseline.date, value=shown))
    for target in indicator.targets:
        kind = "plan" if target.over == "plan" else "year" if target.over == "year" else "state"
        shown = amount_text(lang, indicator, target.value)
        said.append(say(lang, f"pages.goal.target.{kind}", date=target.date, value=shown))
    if any(target.hypothetical for target in indicator.targets):
        said.append(say(lang, "pages.goal.hypothetical"))
    return said
