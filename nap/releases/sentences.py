"""A published figure in one ready sentence, to be copied into a report: figure, target, coverage, citation.

A release, a language and one of its lines enter. A hidden or missing figure says so, and that this is no zero; no number of it is
in the sentence.
"""

from __future__ import annotations

from decimal import Decimal

from nap.charts.gaps import why
from nap.charts.texts import amount_text, milestone_text, percent_text, value_text
from nap.facts import Result, Status
from nap.plan import Indicator, Target
from nap.plan.parts import breakdown_name
from nap.releases.release import Line, Release
from nap.results import goal_of
from nap.words import number, period_name, pick, say

_INNER = str.maketrans("«»“”", "„“‘’")
"""Quotation marks within a quotation, in each of the languages that have such."""
_WITHOUT_UNIT = frozenset({"percentage", "ordinal", "milestone", "narrative"})


def sentence(release: Release, lang: str, line: Line) -> str:
    """The ready sentence of one figure, with its citation."""
    return f"{statement(release, lang, line)} ({citation(release, lang, line)})."


def statement(release: Release, lang: str, line: Line) -> str:
    """The same without citation and full stop: what the figure is, its target, how complete it is."""
    indicator, result = indicator_of(release, line), line.result
    said = [_figure(release, lang, indicator, line), *_of_steps(release, lang, indicator, result)]
    said += _last(release, lang, indicator, result)
    return "; ".join([*said, *target_told(release, lang, indicator, result), *completeness(lang, result)])


def citation(release: Release, lang: str, line: Line | None = None) -> str:
    """Who published it, the release's number, the day of its data, the figure's short number, and what kind of data it is."""
    said = [
        say(lang, "release.cite.by", monitor=say(lang, "pages.monitor"), plan=release.plan.title),
        say(lang, "release.cite.draft") if release.draft else say(lang, "release.cite.number", number=str(release.number)),
        say(lang, "release.cite.as_of", date=release.as_of),
        *([] if line is None or release.draft else [say(lang, "release.cite.figure", name=release.name(line))]),
    ]
    more = [say(lang, "release.cite.kind"), *([say(lang, "release.cite.illustrative")] if release.illustrative else [])]
    more += [f"{release.base_url.rstrip('/')}/releases/{release.number}/"] if release.base_url and not release.draft else []
    return "; ".join([", ".join(said), *more])


def indicator_of(release: Release, line: Line) -> Indicator:
    """The indicator of a line; every line of a release has one."""
    found = release.plan.indicator(line.result.indicator)
    if found is None:
        raise ValueError(line.result.indicator)
    return found


def place_name(release: Release, lang: str, region: str) -> str:
    """A place by its name."""
    found = release.plan.regions.get(region)
    return pick(found.names, lang) if found else region


def about(release: Release, lang: str, line: Line) -> str:
    """What a figure is of, besides the indicator: `Women; Batken; 1st half of 2026`."""
    result = line.result
    part = breakdown_name(lang, indicator_of(release, line), result.breakdown)
    said = (part, place_name(release, lang, result.region), period_name(lang, result.period))
    return "; ".join(each for each in said if each)


def within_quotes(text: str) -> str:
    """A text that will stand in quotation marks, with its own ones as inner ones."""
    return text.translate(_INNER)


def _figure(release: Release, lang: str, indicator: Indicator, line: Line) -> str:
    result = line.result
    said = [about(release, lang, line)]
    if result.value is not None and result.status is not Status.SUPPRESSED:
        said += [say(lang, "release.sentence.running")] if indicator.accumulation == "since_start" else []
        unit = "" if indicator.type in _WITHOUT_UNIT else pick(indicator.unit, lang) or (indicator.currency or "")
        said += [say(lang, "release.sentence.unit", unit=unit)] if unit else []
    facts = {"indicator": within_quotes(pick(indicator.title, lang)), "about": "; ".join(said)}
    return say(lang, f"release.sentence.{_kind(lang, indicator, result)}", **facts, **_told(release, lang, indicator, result))


def _kind(lang: str, indicator: Indicator, result: Result) -> str:
    if result.status is Status.SUPPRESSED:
        return "hidden"
    if indicator.type == "narrative":
        return "narrative"
    if indicator.type == "cascade" and not result.breakdown:
        return "chain"
    if result.value is None:
        return "not_due" if result.status is Status.NOT_DUE else "missing"
    if indicator.type == "milestone":
        return _of_milestone(lang, indicator, result, result.value)
    if indicator.scale:
        return "level"
    return "at_least" if result.at_least else "value"


def _of_milestone(lang: str, indicator: Indicator, result: Result, value: Decimal) -> str:
    """Reached or not yet where one place answers for itself; else in how many places."""
    told = milestone_text(lang, indicator, result, value)
    alone = told in {say(lang, "changes.milestone.reached"), say(lang, "changes.milestone.not_yet")}
    return ("reached" if value else "not_reached") if alone else "places"


def _told(release: Release, lang: str, indicator: Indicator, result: Result) -> dict[str, str]:
    if indicator.type == "cascade" and not result.breakdown and result.status is not Status.SUPPRESSED:
        return {"steps": _steps(release, lang, indicator, result)}
    if result.value is None or result.status is Status.SUPPRESSED:
        reason = why(lang, result).removesuffix(".")
        return {"why": reason[:1].lower() + reason[1:] if reason else say(lang, "release.sentence.unknown")}
    if indicator.type == "milestone":
        return {"value": number(lang, result.value)}
    return {"value": _amount(lang, indicator, result.value)}


def _last(release: Release, lang: str, indicator: Indicator, result: Result) -> list[str]:
    """The last figure there is before a missing one of a whole place; of a hidden one nothing is told."""
    if result.value is not None or result.status is Status.SUPPRESSED or result.breakdown:
        return []
    rows = release.board.totals.get((result.indicator, result.region), ())
    known = [each for each in rows if each.period < result.period and each.value is not None]
    alike = [each for each in known if each.period.frequency is result.period.frequency]
    if not alike:
        return []
    return [say(lang, "release.sentence.last", value=value_said(lang, indicator, alike[-1]), period=alike[-1].period)]


def value_said(lang: str, indicator: Indicator, result: Result) -> str:
    """The value within a sentence: a level of a scale is quoted."""
    text = value_text(lang, indicator, result)
    known = result.value is not None and result.status is not Status.SUPPRESSED
    return say(lang, "release.quoted", text=within_quotes(text)) if indicator.scale and known else text


def _steps(release: Release, lang: str, indicator: Indicator, result: Result) -> str:
    """Each step of a chain with what is published of it."""
    parts = [(breakdown_name(lang, indicator, each.breakdown), each) for each in release.board.parts(result)]
    told = [say(lang, "release.sentence.step", step=name, value=value_text(lang, indicator, each)) for name, each in parts]
    return ", ".join(told) or value_text(lang, indicator, result)


def _of_steps(release: Release, lang: str, indicator: Indicator, result: Result) -> list[str]:
    """What must be said of a chain's steps without a number."""
    if indicator.type != "cascade" or result.breakdown or result.status is Status.SUPPRESSED:
        return []
    steps = release.board.parts(result) or (result,)
    hidden = any(each.status is Status.SUPPRESSED for each in steps)
    missing = any(each.value is None and each.status is not Status.SUPPRESSED for each in steps)
    said = [say(lang, "release.sentence.no_size")] if hidden else []
    return [*said, say(lang, "release.sentence.no_zero")] if missing else said


def _amount(lang: str, indicator: Indicator, value: Decimal) -> str:
    """An amount; a level of a scale as a quotation."""
    text = amount_text(lang, indicator, value)
    return say(lang, "release.quoted", text=within_quotes(text)) if indicator.scale else text


def target_told(release: Release, lang: str, indicator: Indicator, result: Result) -> list[str]:
    """The target of the place in a phrase, and how much of a sum over the whole plan there is; empty where there is none."""
    target = target_of(release, indicator, result)
    if target is None:
        return []
    kind = _kind_of_target(release, indicator, result, target)
    value, year = _amount(lang, indicator, target.value), str(target.date.year)
    said = say(lang, f"release.sentence.target.{kind}", date=target.date, year=year, value=value)
    said += say(lang, "release.sentence.hypothetical") if target.hypothetical else ""
    return [said, *_reached(lang, target, result)]


def _kind_of_target(release: Release, indicator: Indicator, result: Result, target: Target) -> str:
    if indicator.type != "milestone":
        return target.over or "state"
    return "places" if result.region == release.plan.country else "reached"


def _reached(lang: str, target: Target, result: Result) -> list[str]:
    """How much of a sum over the whole plan there is: the figure of one period says nothing of that."""
    if target.over != "plan" or result.progress is None or result.status is Status.SUPPRESSED:
        return []
    return [say(lang, "release.sentence.progress", period=result.period, share=percent_text(lang, result.progress))]


def target_of(release: Release, indicator: Indicator, result: Result) -> Target | None:
    """The place's next target at the end of the period, else its last one.

    None for a part of a total, for a figure from before the plan, and where the plan sets none or rates nothing.
    """
    before = result.period.year < release.plan.years[0]
    if result.breakdown or before or indicator.direction == "none":
        return None
    targets = goal_of(indicator, result.region, release.plan.country).targets
    return next((target for target in targets if target.date >= result.period.end), targets[-1] if targets else None)


def completeness(lang: str, result: Result) -> list[str]:
    """How many of the expected figures came, and what that means for the number; empty where hidden or nothing was expected."""
    if not result.expected or result.reported is None or result.status is Status.SUPPRESSED:
        return []
    told = [say(lang, "release.sentence.coverage", n=result.reported, m=result.expected)]
    told += [say(lang, "release.sentence.carried", n=result.carried)] if result.carried else []
    return [*told, *([say(lang, "release.sentence.partial")] if result.incomplete and result.value is not None else [])]
