"""What is told of a number besides its steps: the plan's rules, why there is none, the steps of a cascade, the year so far.

Enters an `Explanation` already withheld for its reader, leaves sentences, escaped nowhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from nap.charts.explained import Teller
from nap.charts.gaps import why
from nap.charts.texts import value_text
from nap.facts import Frequency, Period, Result
from nap.plan.parts import breakdown_name
from nap.results.explanation import Explanation, Step


def rules(teller: Teller, explanation: Explanation) -> str:
    """What the plan says of the way from partners to a figure, for readers who may not see its parts; empty for others."""
    step, indicator = explanation.step, teller.indicator
    if step is None or all(each.how != "rule" for each in step.walk()):
        return ""
    said = [teller.say(f"method.accumulation.{indicator.accumulation}")] if indicator.accumulation != "flow" else []
    return " ".join([*said, _of_partners(teller, step, explanation.result)])


def _of_partners(teller: Teller, step: Step, result: Result) -> str:
    """The rule for several organisations in one place; "at least" holds within one period only."""
    indicator = teller.indicator
    if indicator.type == "milestone":
        return teller.say("explain.milestone.partners")
    if indicator.partners != "max":
        lead = teller.partner(indicator.lead) if indicator.lead else ""
        return teller.say(f"method.partners.{indicator.partners}", lead=lead)
    said = [teller.say("explain.most.people" if indicator.counts == "people" else "explain.most.other")]
    if result.at_least:
        said.append(teller.say("explain.most.at_least"))
    elif step.over == "periods":
        said.append(teller.say("explain.most.added"))
    return " ".join(said)


def carried(teller: Teller, explanation: Explanation, since: Period | None) -> str:
    """From which period a figure is carried forward, where no step says so."""
    said = any(each.how in {"carried", "reached"} for each in (explanation.step.walk() if explanation.step else ()))
    result = explanation.result
    if said or result.value is None or result.reported or not result.carried:
        return ""
    return teller.say("explain.carried_from", period=since) if since else teller.say("explain.carried_before")


def no_steps(teller: Teller, explanation: Explanation) -> str:
    """What stands where there is no number: why there is none; of a cascade, where its numbers stand."""
    result = explanation.result
    if is_cascade(teller, result) and result.reported:
        return teller.say("explain.cascade")
    return " ".join(filter(None, [teller.say("explain.no_steps"), why(teller.lang, result)]))


def is_cascade(teller: Teller, result: Result) -> bool:
    """True for a whole cascade, which has no number of its own."""
    return teller.indicator.type == "cascade" and not result.breakdown


def steps_of_cascade(teller: Teller, result: Result, parts: Sequence[Result]) -> list[tuple[str, str, str]]:
    """Of a whole cascade each step: its name, its number and its breakdown; nothing of anything else."""
    told = parts if is_cascade(teller, result) else ()
    names = ((breakdown_name(teller.lang, teller.indicator, each.breakdown), each) for each in told)
    return [(name, value_text(teller.lang, teller.indicator, each), each.breakdown) for name, each in names]


def since_january(teller: Teller, result: Result, total: Decimal | None) -> str:
    """Of a figure reported from the start of the year, what it is of; `total`: since then, None if it is not known."""
    if teller.indicator.accumulation != "ytd" or result.value is None or result.period.frequency is Frequency.YEAR:
        return ""
    within = teller.say(f"explain.within.{result.period.frequency.value}")
    if total is None:
        return teller.say("explain.within.only", within=within)
    return teller.say("explain.within.and_before", within=within, value=teller.exact(total))
