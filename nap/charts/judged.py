"""How a rating came about, in a reader's words: baseline, target, the way made and asked for, the rule that fitted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from nap.charts.asides import is_cascade
from nap.charts.explained import Teller
from nap.charts.gaps import why
from nap.charts.texts import by_hand
from nap.facts import Status
from nap.results.explanation import Explanation, Judgement
from nap.results.reasons import Reason
from nap.words import number

_MOST_DIGITS = 12
"""A number with more digits is read by nobody."""


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
    said.append(teller.say("explain.progress", formula=_progress(teller, told)))
    if told.expected_value is not None and told.path is not None and told.on is not None:
        value, pace = teller.about(teller.exact(told.expected_value)), _pace(told)
        share = _share(teller, pace[1] if pace else round(told.path * 100, 1))
        said.append(teller.say("explain.path", date=told.on, value=value, share=share))
        if pace and told.pace is not None:
            formula = f"{_share(teller, pace[0])} ÷ {share}"
            exact = pace == [told.progress * 100, told.path * 100]
            said.append(teller.say("explain.pace", formula=_comes_to(teller, formula, told.pace, exact=exact)))
    return said


def _progress(teller: Teller, told: Judgement) -> str:
    """The part of the way made, with the numbers it is made from where they may be told."""
    assert told.progress is not None
    assert told.goal.baseline is not None
    if told.value is None:
        return _percent(teller, told.progress)
    ends = told.goal.baseline.value, told.goal.targets[-1].value
    cut = as_printed([told.value, *ends], lambda each: (each[0] - each[1]) / (each[2] - each[1]), told.progress)
    now, start, aim = (teller.printed(each) for each in cut)
    formula = f"({now} − {start}) ÷ ({aim} − {start})"
    return _comes_to(teller, formula, told.progress, exact=cut == [told.value, *ends])


def _pace(told: Judgement) -> list[Decimal]:
    """The way made and the way asked for, in per cent with the digits that show the pace; empty if there is none."""
    if told.pace is None or told.progress is None or told.path is None:
        return []
    return as_printed([told.progress * 100, told.path * 100], lambda each: each[0] / each[1], told.pace, least=1)


def as_printed(
    numbers: Sequence[Decimal], way: Callable[[Sequence[Decimal]], Decimal], result: Decimal, *, least: int = 2
) -> list[Decimal]:
    """The numbers with so few decimals, but at least `least`, that who calculates with them gets the `result` as it is shown."""
    shown = round(result * 100, 1)
    for digits in range(least, _MOST_DIGITS):
        cut = [round(each, digits) for each in numbers]
        try:
            if round(way(cut) * 100, 1) == shown:
                return cut
        except ArithmeticError:
            continue
    return [round(each, least) for each in numbers]


def _comes_to(teller: Teller, formula: str, share: Decimal, *, exact: bool) -> str:
    told = _percent(teller, share)
    return teller.equals(formula, told if exact or told.startswith("≈") else f"≈\N{NO-BREAK SPACE}{told}")


def _rule(teller: Teller, explanation: Explanation, told: Judgement) -> str:
    """The rule of docs/results.md that fitted, with its threshold."""
    result, lines = explanation.result, teller.plan.thresholds
    status = teller.say(f"common.status.{told.status}")
    if is_cascade(teller, result) and told.reason == Reason.NOT_NUMERIC:
        return teller.say("explain.rule.because", status=status, why=teller.say("explain.rule.cascade"))
    because = why(teller.lang, result) if result.status == told.status else ""
    if because and told.status in {Status.NO_DATA, Status.NOT_DUE}:
        return because if because.startswith(status) else teller.say("explain.rule.because", status=status, why=because)
    if told.reason and told.status in {Status.NOT_ASSESSABLE, Status.NO_DATA, Status.CONTEXT}:
        return teller.say("explain.rule.because", status=status, why=teller.say(f"common.reason.{told.reason}"))
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
    told = _share(teller, cut)
    return told if cut == share * 100 else f"≈\N{NO-BREAK SPACE}{told}"


def _share(teller: Teller, percent: Decimal) -> str:
    return teller.say("pages.value.percent", value=number(teller.lang, percent.normalize() + 0))
