"""Who is responsible for what is behind, and what to ask them: measures and gaps enter, sentences leave.

Questions are made by templates: each can be answered with a day, a name or a sum.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from nap.charts.texts import amount_text, value_text
from nap.plan import Measure
from nap.releases.brief_gaps import Short, target_of
from nap.releases.brief_matter import Matter
from nap.releases.brief_told import BriefLine, weight
from nap.releases.brief_unknown import Unknowns
from nap.releases.sentences import within_quotes
from nap.words import pick, say

MOST_QUESTIONS = 6
_MOST_MEASURES = 3
_SOON = timedelta(days=366)


def measures(matter: Matter, shorts: Sequence[Short]) -> tuple[Measure, ...]:
    """Those behind the gaps, then those of this region whose deadline has passed or is near, the earliest first."""
    behind = [found for found in (matter.measure(one.indicator) for one in shorts) if found]
    dated = [one for one in _of_here(matter) if one.deadline and one.deadline <= matter.as_of + _SOON]
    ordered = [*behind, *sorted(dated, key=lambda one: str(one.deadline))]
    return tuple({one.code: one for one in ordered}.values())[:_MOST_MEASURES]


def _of_here(matter: Matter) -> Iterator[Measure]:
    asked = {one.measure for one, _ in matter.here}
    return (one for one in matter.plan.measures if one.code in asked)


def responsible(lang: str, matter: Matter, shorts: Sequence[Short]) -> tuple[BriefLine, ...]:
    """One line a measure: who leads it, who helps, until when; then who reports a gap that stands behind no measure."""
    told = [_measure(lang, matter, one) for one in measures(matter, shorts)]
    told += [_without(lang, matter, one) for one in shorts if matter.measure(one.indicator) is None]
    return tuple(
        BriefLine(said, weight("responsible", place), strong) for place, (strong, said) in enumerate(told[:_MOST_MEASURES])
    )


def _measure(lang: str, matter: Matter, measure: Measure) -> tuple[str, str]:
    lead = organisation(lang, matter, measure.lead)
    said = [say(lang, "brief.lead", lead=lead) if lead else say(lang, "brief.no_lead")]
    others = ", ".join(organisation(lang, matter, one) for one in measure.partners)
    said += [say(lang, "brief.with", partners=others)] if others else []
    return f"{measure.code} {pick(measure.title, lang)}", " ".join([*said, _deadline(lang, matter, measure)])


def _deadline(lang: str, matter: Matter, measure: Measure) -> str:
    if measure.deadline is None:
        return say(lang, "brief.continuous" if measure.continuous else "brief.no_deadline")
    return say(lang, "brief.passed" if measure.deadline < matter.as_of else "brief.deadline", date=measure.deadline)


def _without(lang: str, matter: Matter, short: Short) -> tuple[str, str]:
    lead = organisation(lang, matter, short.indicator.lead or "")
    strong = f"{short.indicator.code} {pick(short.indicator.title, lang)}"
    return strong, say(lang, "brief.reports", lead=lead) if lead else say(lang, "brief.no_lead")


def organisation(lang: str, matter: Matter, code: str) -> str:
    """Its name as the plan says it; whoever is no organisation of the plan is named as written."""
    found = matter.plan.partner(code)
    return pick(found.name, lang) if found else code


def questions(lang: str, matter: Matter, shorts: Sequence[Short], unknown: Unknowns) -> tuple[BriefLine, ...]:
    """Three to six, those about gaps first."""
    asked = [_of_gap(lang, matter, one) for one in shorts]
    asked += [*_of_alerts(lang, matter), *_of_deadlines(lang, matter, shorts), *_of_figures(lang, unknown)]
    asked += [say(lang, "brief.ask.money", year=str(matter.as_of.year + 1)), say(lang, "brief.ask.next")]
    return tuple(BriefLine(said, weight("questions", place)) for place, said in enumerate(asked[:MOST_QUESTIONS]))


def _of_gap(lang: str, matter: Matter, short: Short) -> str:
    indicator, result = short.indicator, short.result
    facts = {"code": indicator.code, "indicator": within_quotes(pick(indicator.title, lang))}
    target = target_of(matter, indicator, result)
    if target is None:
        return say(lang, "brief.ask.gap_only", **facts)
    goal = {"target": amount_text(lang, indicator, target.value), "date": target.date}
    if target.over is not None:
        return say(lang, "brief.ask.gap_sum", **facts, **goal)
    return say(lang, "brief.ask.gap", **facts, **goal, value=value_text(lang, indicator, result))


def _of_alerts(lang: str, matter: Matter) -> list[str]:
    alerts = matter.alerts
    return [say(lang, "brief.ask.alerts", n=alerts.open)] if alerts is not None and alerts.open else []


def _of_deadlines(lang: str, matter: Matter, shorts: Sequence[Short]) -> list[str]:
    """About the measure whose deadline comes or came first, and that no question about a gap speaks of."""
    spoken = {one.indicator.measure for one in shorts}
    found = [one for one in measures(matter, shorts) if one.deadline and one.code not in spoken][:1]
    return [_of_deadline(lang, matter, one) for one in found]


def _of_deadline(lang: str, matter: Matter, measure: Measure) -> str:
    assert measure.deadline is not None
    past = measure.deadline < matter.as_of
    facts = {"measure": within_quotes(pick(measure.title, lang)), "date": measure.deadline}
    return say(lang, "brief.ask.passed" if past else "brief.ask.deadline", **facts)


def _of_figures(lang: str, unknown: Unknowns) -> list[str]:
    asked = [say(lang, "brief.ask.figures", n=unknown.missing)] if unknown.missing else []
    return [*asked, *([say(lang, "brief.ask.target", n=unknown.no_target)] if unknown.no_target else [])]
