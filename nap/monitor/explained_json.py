"""An explanation as `results explain --json` prints it (docs/results.md). An `Explained` enters, plain data leave."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from nap.facts import Observation
from nap.monitor.adding import CountedOnce
from nap.monitor.explaining import Evidence, Explained
from nap.results import to_json
from nap.results.explanation import Judgement, Missing, Step
from nap.store.sources import Source

Plain = Mapping[str, Any]


def explained_json(explained: Explained) -> dict[str, Any]:
    """Everything in it under stable names; what this reader may not see is not there or null. Numbers are unrounded."""
    told = explained.explanation
    return {
        "result": to_json(told.result),
        "hidden": told.hidden or None,
        "withheld": told.withheld,
        "step": _step(told.step) if told.step else None,
        "judgement": _judgement(told.judgement) if told.judgement else None,
        "made_of": [_evidence(each) for each in explained.made_of],
        "missing": [_missing(each) for each in told.missing],
        "left_out": [_left_out(each) for each in explained.left_out],
        "elsewhere": told.elsewhere,
        "counted_once": [_counted_once(each) for each in explained.counted_once],
    }


def _counted_once(once: CountedOnce) -> Plain:
    """What of a figure is counted with another partner's, by a joint activity."""
    place = {"region": once.observation.region, "period": str(once.observation.period)}
    numbers = {"reported": once.observation.value, "same": once.same, "added": once.added}
    told = {"of": once.of, "beside": once.beside, "reason": once.reason, "number": once.number}
    return {**told, **place, **{name: _number(value) for name, value in numbers.items()}}


def _step(step: Step) -> Plain:
    return {
        "how": step.how,
        "over": step.over or None,
        "region": step.region,
        "period": str(step.period),
        "partner": step.partner or None,
        "value": _number(step.value),
        "numerator": _number(step.numerator),
        "denominator": _number(step.denominator),
        "increment": _number(step.increment),
        "times": _number(step.times),
        "problem": step.problem or None,
        "counts": step.counts,
        "operands": [_step(each) for each in step.operands],
        "beside": _step(step.beside) if step.beside else None,
    }


def _judgement(told: Judgement) -> Plain:
    goal, baseline = told.goal, told.goal.baseline
    return {
        "status": told.status,
        "reason": told.reason or None,
        "value": _number(told.value),
        "on": _day(told.on),
        "direction": goal.direction,
        "baseline": {"date": _day(baseline.date), "value": _number(baseline.value)} if baseline else None,
        "targets": [{"date": _day(each.date), "value": _number(each.value), "over": each.over} for each in goal.targets],
        "tolerance": _number(goal.tolerance),
        "progress": _number(told.progress),
        "elapsed": _number(told.elapsed),
        "expected_value": _number(told.expected_value),
        "path": _number(told.path),
        "pace": _number(told.pace),
        "threshold": _number(told.line),
        "since_baseline": _step(told.since) if told.since else None,
    }


def _evidence(evidence: Evidence) -> Plain:
    return {**_observation(evidence.observation), **_source(evidence.source, evidence.observation)}


def _left_out(evidence: Evidence) -> Plain:
    """With the reason, and with the return whose figure stands in its place."""
    instead = evidence.instead.source if evidence.instead else None
    return {**_evidence(evidence), "because": evidence.because, "replaced_by": instead.return_id if instead else None}


def _observation(observation: Observation) -> Plain:
    return {
        "partner": observation.partner,
        "region": observation.region,
        "period": str(observation.period),
        "breakdown": observation.breakdown,
        "value": _number(observation.value),
        "numerator": _number(observation.numerator),
        "denominator": _number(observation.denominator),
        "state": observation.state or None,
        "quality": observation.quality or None,
    }


def _source(source: Source | None, observation: Observation) -> Plain:
    """Where it stands; all null for figures from a file."""
    place = observation.place
    return {
        "return": source.return_id if source else None,
        "version": source.version if source else None,
        "mapping": (source.mapping or None) if source else None,
        "file": (source.filename or None) if source else None,
        "sheet": place.sheet if place else None,
        "cell": place.cell if place else None,
        "typed": dict(observation.typed) or None,
        "received": _moment(source.received) if source else None,
        "sent_by": source.sent_by if source else None,
        "accepted": _moment(source.accepted) if source else None,
        "accepted_by": source.accepted_by if source else None,
    }


def _missing(missing: Missing) -> Plain:
    return {
        "partner": missing.partner,
        "region": missing.region,
        "period": str(missing.period),
        "answer": missing.answer or None,
        "stands": str(missing.stands) if missing.stands else None,
    }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
