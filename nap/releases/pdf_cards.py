"""One indicator as a card: value, target, status, drawing, regions and parts. A release enters, words and fractions leave.

Whatever is hidden wears one mark here: no number of it, no bar, no place in a scale.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from nap.charts.gaps import why
from nap.charts.look import LIGHT, SIGNS
from nap.charts.promises import next_target, promised
from nap.charts.texts import by_hand, coverage_text, plain_status, short_text, status_told, value_text, whole_percent
from nap.charts.timeline import short_name
from nap.facts import Period, Result, Status
from nap.plan import Indicator
from nap.plan.parts import breakdown_name
from nap.releases.elsewhere import period_told, value_told
from nap.releases.lines import published
from nap.releases.pdf_scale import shares
from nap.releases.pdf_series import Frame, series
from nap.releases.release import Line, Release
from nap.releases.sentences import place_name
from nap.words import number, period_name, pick, say

Told = dict[str, Any]


def bare(release: Release) -> Release:
    """The same release, its hidden figures without anything that could have been left in them: print lasts for ever."""
    if not any(map(_left, release.lines)):
        return release
    return replace(release, lines=tuple(Line(one.number, published(one.result)) if _left(one) else one for one in release.lines))


def _left(line: Line) -> bool:
    one = line.result
    if one.status is not Status.SUPPRESSED:
        return False
    numbers = (
        one.value,
        one.increment,
        one.numerator,
        one.denominator,
        one.parts_sum,
        one.progress,
        one.expected_value,
        one.pace,
    )
    return line.before is not None or any(each is not None for each in (*numbers, one.reported, one.expected, one.carried))


def standing(release: Release, indicator: Indicator, region: str = "") -> Line | None:
    """The figure that stands for the release's period there (the country by default)."""
    result = release.board.at(indicator, region or release.plan.country, release.period)
    return None if result is None else release.line(result.indicator, result.region, result.period)


def card(lang: str, release: Release, indicator: Indicator, frame: Frame) -> Told:
    """Everything that is said and drawn of an indicator, for the country."""
    line = standing(release, indicator)
    result = line.result if line else None
    return {
        "code": indicator.code,
        "title": pick(indicator.title, lang),
        "unit": unit(lang, indicator),
        "name": release.name(line) if line else "",
        "value": big_value(lang, indicator, result),
        "hidden": result is not None and result.status is Status.SUPPRESSED,
        "empty": result is None or result.value is None,
        "of": period_name(lang, result.period if result else release.period),
        "coverage": coverage_text(lang, result) if result else "",
        "status": status(lang, result),
        "because": because(lang, result),
        "goals": promised(lang, release.plan, indicator, release.plan.country),
        "bar": goal_bar(lang, release, indicator, result),
        "series": series(lang, release, indicator, release.plan.country, frame),
        "regions": regions(lang, release, indicator),
        "parts": parts(lang, release, indicator, result),
        "elsewhere": elsewhere(lang, release, indicator),
    }


def unit(lang: str, indicator: Indicator) -> str:
    """What is counted; nothing where the figure itself says it."""
    said = pick(indicator.unit, lang)
    return "" if indicator.scale or indicator.type in {"percentage", "milestone"} else said


def big_value(lang: str, indicator: Indicator, result: Result | None) -> str:
    """The value, or in words why there is none."""
    if result is None:
        return say(lang, "print.not_asked")
    steps = indicator.type == "cascade" and result.value is None and result.status is not Status.SUPPRESSED and result.reported
    return say(lang, "figures.by.step") if steps else value_text(lang, indicator, result)


def status(lang: str, result: Result | None) -> Told:
    """Sign, word and the name of the colour; the colour never comes alone."""
    if result is None:
        return {"sign": "∅", "word": say(lang, "board.silent"), "colour": "quiet"}
    colour = result.status.value if result.status.value in LIGHT else "quiet"
    return {"sign": SIGNS[result.status], "word": plain_status(lang, result), "colour": colour}


def because(lang: str, result: Result | None) -> str:
    """Why there is no figure or no rating, or what a coordinator said who set the status."""
    if result is None:
        return ""
    return " ".join(part for part in (why(lang, result), *by_hand(lang, result)) if part)


def goal_bar(lang: str, release: Release, indicator: Indicator, result: Result | None) -> Told | None:
    """The value as a bar against the target it is compared with next; None where there is nothing to draw or to compare."""
    if result is None or result.value is None or indicator.type in {"milestone", "list", "cascade"}:
        return None
    target = next_target(release.plan, indicator, result.region, result.period)
    if target is None:
        return _way_bar(lang, indicator, result)
    base = indicator.baseline.value if indicator.baseline else None
    lengths = shares(indicator, (result.value, target.value, base))
    if lengths[0] is None:
        return None
    said = say(lang, "print.bar.target", target=target.said(lang, indicator), year=str(target.day.year))
    told = {"value": value_text(lang, indicator, result), "target": said, "status": status_told(lang, result)}
    alt = say(lang, "print.bar.alt", indicator=pick(indicator.title, lang), **told)
    return {"share": lengths[0], "target": lengths[1], "base": lengths[2], "label": said, "alt": alt}


def _way_bar(lang: str, indicator: Indicator, result: Result) -> Told | None:
    """Where the target is one over the whole plan: how much of the way is made."""
    if result.progress is None or not indicator.targets or indicator.targets[-1].over != "plan":
        return None
    percent = min(max(whole_percent(result.progress), Decimal(0)), Decimal(100))
    said = say(lang, "print.bar.way", percent=number(lang, whole_percent(result.progress)))
    alt = say(lang, "print.bar.way.alt", indicator=pick(indicator.title, lang), way=said)
    return {"share": float(percent) / 100, "target": 1.0, "base": None, "label": said, "alt": alt}


def regions(lang: str, release: Release, indicator: Indicator) -> Told | None:
    """Every first-level region that was asked, with a bar; None where there is nothing to show of any."""
    found = [(region, standing(release, indicator, region.code)) for region in release.plan.regions.level("region")]
    asked = [(pick(region.names, lang), line) for region, line in found if line is not None]
    if all(line.result.value is None and line.result.status is not Status.SUPPRESSED for _, line in asked):
        return None
    periods = Counter(line.result.period for _, line in asked)
    usual = max(periods, key=lambda period: (periods[period], period))
    title = say(lang, "print.regions", period=usual)
    return _rows(lang, release, indicator, asked, title, usual)


def parts(lang: str, release: Release, indicator: Indicator, result: Result | None) -> Told | None:
    """The parts of the total, or the steps of a cascade; None where it is not split."""
    if result is None:
        return None
    lines = [release.line(result.indicator, result.region, result.period, part) for part in indicator.categories]
    named = [(breakdown_name(lang, indicator, line.result.breakdown), line) for line in lines if line is not None]
    told = [(name, line) for name, line in named if line.result.value is not None or line.result.status is Status.SUPPRESSED]
    return _rows(lang, release, indicator, told, say(lang, "print.steps" if indicator.steps else "print.parts")) if told else None


def _rows(
    lang: str, release: Release, indicator: Indicator, named: Sequence[tuple[str, Line]], title: str, usual: Period | None = None
) -> Told:
    """`usual`: the period of the rows that need not say theirs; None where all are of one and none is rated."""
    lengths = shares(indicator, [line.result.value for _, line in named])
    rows = [_row(lang, release, indicator, name, line, usual) for name, line in named]
    for row, length in zip(rows, lengths, strict=True):
        row["share"] = length
        row["said"] = f"{row['region']}: {_aloud(row)}"
    return {"title": title, "rows": rows, "lead": say(lang, "print.rows.lead", indicator=indicator.code, title=title)}


def _aloud(row: Told) -> str:
    """What a screen reader says of a row: the value with its period and its status in a word."""
    said = f"{row['value']} ({row['older']})" if row["older"] else str(row["value"])
    return f"{said}, {row['status']['word']}" if row["status"] else said


def _row(lang: str, release: Release, indicator: Indicator, name: str, line: Line, usual: Period | None) -> Told:
    result = line.result
    judged = usual is not None and result.value is not None and (result.status.value in LIGHT or result.incomplete)
    return {
        "region": name,
        "value": short_text(lang, indicator, result) if result.value is not None else _nothing(lang, result),
        "status": status(lang, result) if judged else None,
        "hidden": result.status is Status.SUPPRESSED,
        "empty": result.value is None,
        "name": release.name(line),
        "older": "" if usual is None or result.period == usual else short_name(result.period),
    }


def _nothing(lang: str, result: Result) -> str:
    return say(lang, "print.hidden.short") if result.status is Status.SUPPRESSED else plain_status(lang, result)


def elsewhere(lang: str, release: Release, indicator: Indicator) -> list[Told]:
    """What others have published of the same thing, and why it differs."""
    return [
        {
            "value": value_told(lang, indicator, one),
            "source": one.source,
            "of": f"{place_name(release, lang, one.region)}, {period_told(lang, one.period)}",
            "why": pick(one.why, lang),
        }
        for one in release.elsewhere
        if one.indicator == indicator.code
    ]


def worth_a_card(release: Release) -> frozenset[str]:
    """The indicators of which there is any figure, or one that is hidden: the others are only named in their objective's list."""
    told = (line.result for line in release.lines)
    return frozenset(one.indicator for one in told if one.value is not None or one.status is Status.SUPPRESSED)
