"""How a rating came about, in a reader's words: baseline, target, the way made and asked for, the rule that fitted."""

from __future__ import annotations

from decimal import Decimal

from nap.charts.explained import Teller
from nap.charts.texts import by_hand
from nap.facts import Status
from nap.results.explanation import Explanation, Judgement
from nap.words import number


def judged(teller: Teller, explanation: Explanation) -> list[str]:
    """One sentence for each thing that went into the status, the rule that fitted last; nothing for a hidden figure."""
    told = explanation.judgement
    if told is None:
        return []
    said = [*_goal(teller, told), *_since(teller, told), *_way(teller, told), _rule(teller, explanation, told)]
    return [*said, *by_hand(teller.lang, explanation.result)]


def _goal(teller: Teller, told: Judgement) -> list[str]:
    goal, said = told.goal, []
    if told.value is None and told.progress is None:
        return []
    if goal.baseline is not None:
        said.append(teller.say("pages.goal.baseline", date=goal.baseline.date, value=teller.exact(goal.baseline.value)))
    for target in goal.targets:
        kind = target.over or "state"
        said.append(teller.say(f"pages.goal.target.{kind}", date=target.date, value=teller.exact(target.value)))
    return said


def _since(teller: Teller, told: Judgement) -> list[str]:
    """Where the sum since the baseline is compared, that sum."""
    if told.since is None:
        return [teller.say("explain.since.not_listed")] if told.goal.over == "plan" and told.progress is not None else []
    known = ((each.value, each.period) for each in told.since.operands)
    terms = [f"{teller.exact(value)} ({teller.period(period)})" for value, period in known if value is not None]
    total = teller.amount(told.since)
    return [teller.say("explain.since", formula=teller.equals(" + ".join(terms), total) if len(terms) > 1 else total)]


def _way(teller: Teller, told: Judgement) -> list[str]:
    goal, said = told.goal, []
    if told.progress is None or goal.baseline is None or not goal.targets:
        return []
    start, aim = teller.exact(goal.baseline.value), teller.exact(goal.targets[-1].value)
    if told.value is not None:
        parts = f"({teller.about(teller.exact(told.value))} − {start}) ÷ ({aim} − {start})"
        said.append(teller.say("explain.progress", formula=teller.equals(parts, _percent(teller, told.progress))))
    else:
        said.append(teller.say("explain.progress", formula=_percent(teller, told.progress)))
    if told.expected_value is not None and told.path is not None and told.on is not None:
        value, share = teller.about(teller.exact(told.expected_value)), teller.about(_percent(teller, told.path))
        facts = {"date": told.on, "value": value, "share": share}
        said.append(teller.say("explain.path", **facts))
        if told.pace is not None:
            way = f"{teller.about(_percent(teller, told.progress))} ÷ {share}"
            said.append(teller.say("explain.pace", formula=teller.equals(way, _percent(teller, told.pace))))
    return said


def _rule(teller: Teller, explanation: Explanation, told: Judgement) -> str:
    """The rule of design 7 that fitted, with its threshold."""
    result, lines = explanation.result, teller.plan.thresholds
    if told.reason and told.status in {Status.NOT_ASSESSABLE, Status.NO_DATA, Status.CONTEXT}:
        why = teller.say(f"common.reason.{told.reason}")
        return teller.say("explain.rule.because", status=teller.say(f"common.status.{told.status}"), why=why)
    key = f"explain.rule.{told.status}"
    if told.reason == "earlier_periods_partial":
        key = "explain.rule.partial_before"
    elif told.status == Status.OFF_TRACK and told.goal.direction == "maintain":
        key = "explain.rule.off_target"
    shares = {"on_track": lines.on_track, "behind": lines.behind, "too_early": lines.too_early, "needed": lines.coverage}
    facts: dict[str, object] = {name: _percent(teller, share) for name, share in shares.items()}
    facts |= {"n": result.reported, "m": result.expected, "tolerance": teller.exact(told.goal.tolerance)}
    return teller.say(key, **facts)


def _percent(teller: Teller, share: Decimal) -> str:
    cut = round(share * 100, 1)
    told = teller.say("pages.value.percent", value=number(teller.lang, cut.normalize() + 0))
    return told if cut == share * 100 else f"≈\N{NO-BREAK SPACE}{told}"
