"""A published figure in one ready sentence, to be copied into a report: figure, target, coverage, citation.

A release, a language and one of its lines enter. A hidden or missing figure says so, and that this is no zero; no number of it is
in the sentence.
"""

from __future__ import annotations

from nap.charts.gaps import why
from nap.charts.texts import amount_text, value_text
from nap.facts import Result, Status
from nap.plan import Indicator, Target
from nap.plan.parts import breakdown_name
from nap.releases.release import Line, Release
from nap.results import goal_of
from nap.words import period_name, pick, say

_WITHOUT_UNIT = frozenset({"percentage", "ordinal", "milestone", "narrative"})


def sentence(release: Release, lang: str, line: Line) -> str:
    """The ready sentence of one figure, with its citation."""
    indicator = indicator_of(release, line)
    said = [_figure(release, lang, indicator, line.result), *_target(release, lang, indicator, line.result)]
    said += _coverage(lang, line.result)
    return f"{'; '.join(said)} ({citation(release, lang, line)})."


def citation(release: Release, lang: str, line: Line | None = None) -> str:
    """Who published it, the release's number, the day of its data, the figure's short number, and what kind of data it is."""
    said = [
        say(lang, "release.cite.by", monitor=say(lang, "pages.monitor"), plan=release.plan.title),
        say(lang, "release.cite.draft") if release.draft else say(lang, "release.cite.number", number=str(release.number)),
        say(lang, "release.cite.as_of", date=release.as_of),
        *([] if line is None or release.draft else [say(lang, "release.cite.figure", name=release.name(line))]),
    ]
    kind = [say(lang, "release.cite.illustrative")] if release.illustrative else []
    return "; ".join([", ".join(said), say(lang, "release.cite.kind"), *kind])


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


def _figure(release: Release, lang: str, indicator: Indicator, result: Result) -> str:
    said = [about(release, lang, Line(0, result))]
    unit = "" if indicator.type in _WITHOUT_UNIT else pick(indicator.unit, lang)
    if unit and result.value is not None:
        said.append(say(lang, "release.sentence.unit", unit=unit))
    facts = {"indicator": indicator.title, "about": "; ".join(said)}
    return say(lang, f"release.sentence.{_kind(indicator, result)}", **facts, **_told(lang, indicator, result))


def _kind(indicator: Indicator, result: Result) -> str:
    if result.status is Status.SUPPRESSED:
        return "hidden"
    if indicator.type == "narrative":
        return "narrative"
    if result.value is None:
        return "not_due" if result.status is Status.NOT_DUE else "missing"
    if indicator.type == "milestone":
        return "milestone"
    if indicator.scale:
        return "level"
    return "at_least" if result.at_least else "value"


def _told(lang: str, indicator: Indicator, result: Result) -> dict[str, str]:
    if result.value is None or result.status is Status.SUPPRESSED:
        reason = why(lang, result).removesuffix(".")
        return {"why": reason[:1].lower() + reason[1:] if reason else say(lang, "release.sentence.unknown")}
    if indicator.type == "milestone":
        return {"value": value_text(lang, indicator, result)}
    return {"value": amount_text(lang, indicator, result.value)}


def _target(release: Release, lang: str, indicator: Indicator, result: Result) -> list[str]:
    target = target_of(release, indicator, result)
    if target is None or indicator.direction == "none":
        return []
    said = say(
        lang,
        f"release.sentence.target.{target.over or 'state'}",
        date=target.date,
        year=str(target.date.year),
        value=amount_text(lang, indicator, target.value),
    )
    return [said + (say(lang, "release.sentence.hypothetical") if target.hypothetical else "")]


def target_of(release: Release, indicator: Indicator, result: Result) -> Target | None:
    """The place's next target at the end of the period, else its last one; None for a part of a total and where there is none."""
    targets = () if result.breakdown else goal_of(indicator, result.region, release.plan.country).targets
    return next((target for target in targets if target.date >= result.period.end), targets[-1] if targets else None)


def _coverage(lang: str, result: Result) -> list[str]:
    if not result.expected or result.reported is None or result.status is Status.SUPPRESSED:
        return []
    told = [say(lang, "release.sentence.coverage", n=result.reported, m=result.expected)]
    told += [say(lang, "release.sentence.carried", n=result.carried)] if result.carried else []
    return [*told, *([say(lang, "release.sentence.partial")] if result.incomplete and result.value is not None else [])]
