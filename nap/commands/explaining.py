"""`results explain INDICATOR REGION PERIOD`: one number, told as a calm person would, or as data."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from nap.charts.asides import carried, no_steps, rules, since_january, steps_of_cascade
from nap.charts.explained import Teller, ToldStep
from nap.charts.judged import judged
from nap.commands.edge import Stop, in_words, lang_of, print_json, the_house
from nap.commands.release_about import explain as explain_published, is_name
from nap.commands.results import observations_of, plan_of_file
from nap.monitor import (
    Asked,
    Evidence,
    Explained,
    Plan,
    Unknown,
    breakdown_name,
    explain_for_audience,
    explain_of,
    explained_json,
    operator,
)
from nap.words import pick, say

_MOST_PERIODS = 12


@in_words
def explain(options: Namespace) -> int:
    """Tell how the result of one place came about; 2 if there is no such result."""
    lang = lang_of(options)
    if options.release or (is_name(options.indicator) and not options.region):
        return explain_published(options)
    if not options.period:
        raise Stop(say(lang, "releases.cli.place_needed"))
    try:
        found = _from_files(options) if options.observations else _from_store(options)
    except Unknown as unknown:
        raise Stop(_not_there(lang, unknown)) from unknown
    except ValueError as problem:  # the audience names nobody
        raise Stop(say(lang, "cli.bad_audience", found=options.audience)) from problem
    if options.json:
        print_json(explained_json(found))
    else:
        print("\n".join(_lines(Teller(lang, found.plan, found.indicator), found)))
    return 0


def _not_there(lang: str, unknown: Unknown) -> str:
    if unknown.there:
        return say(lang, "explain.unknown.period_of", id=unknown.id, periods=", ".join(unknown.there[-_MOST_PERIODS:]))
    return say(lang, f"explain.unknown.{unknown.kind}", id=unknown.id)


def _asked(plan: Plan, options: Namespace) -> Asked:
    try:
        period = plan.period(options.period)
    except ValueError:
        raise Unknown("period", options.period) from None
    return Asked(options.indicator, options.region, period, options.breakdown, options.as_of)


def _from_store(options: Namespace) -> Explained:
    with the_house() as house:
        return explain_for_audience(operator(), house, options.audience, _asked(house.plan, options))


def _from_files(options: Namespace) -> Explained:
    plan = plan_of_file(options)
    return explain_of(plan, observations_of(options, plan), options.audience, _asked(plan, options))


def _lines(teller: Teller, found: Explained) -> Iterator[str]:
    told, result = found.explanation, found.explanation.result
    yield f"{result.indicator} {pick(found.indicator.title, teller.lang)}"
    part = breakdown_name(teller.lang, found.indicator, result.breakdown)
    yield ", ".join(filter(None, [teller.place(result.region), teller.period(result.period), part]))
    yield teller.answer(told)
    yield from filter(None, [since_january(teller, result, found.since_january)])
    if told.hidden:
        yield from ("", teller.hidden(told))
        return
    steps, ruled = teller.steps(told), rules(teller, told)
    lines = list(_told(steps)) if steps else [no_steps(teller, told)]
    cascade = steps_of_cascade(teller, result, found.parts)
    lines += [f"{name}: {amount} (--breakdown {part})" for name, amount, part in cascade]
    yield from _part(teller, "title", [*lines, *filter(None, [carried(teller, told, found.carried_from), ruled])])
    yield from _part(teller, "judged", judged(teller, told))
    if told.withheld and (told.step or told.left_out):
        yield from ("", teller.say("explain.withheld"))
    yield from _part(teller, "made_of", [_evidence(teller, each) for each in found.made_of])
    yield from _part(teller, "missing", teller.missing(told))
    yield from _part(teller, "left_out", [_evidence(teller, each) for each in found.left_out])
    if told.elsewhere:
        yield from ("", teller.say("explain.elsewhere", n=told.elsewhere))


def _part(teller: Teller, name: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield teller.say(f"explain.{name}")
        yield from (f"  {line}" for line in lines)


def _told(step: ToldStep, depth: int = 0, mark: str = "") -> Iterator[str]:
    space = "  " * depth
    yield f"{space}{step.label}: {step.amount}{mark}"
    yield from (f"{space}  {line}" for line in (step.how, step.formula) if line)
    for each in step.items:
        yield from _told(each, depth + 1)
    if step.beside is not None:
        yield from _told(step.beside, depth + 1)


def _evidence(teller: Teller, evidence: Evidence) -> str:
    one, source = evidence.observation, evidence.source
    where = ", ".join([teller.partner(one.partner), teller.place(one.region), teller.period(one.period)])
    said = [f"{where}: {teller.observed(one)}"]
    if source is not None:
        said.append(source.return_id)
    if source is not None and source.mapping:
        said.append(teller.say("explain.by_table", file=source.filename, mapping=source.mapping))
    if one.place is not None:
        said.append(f"{one.place.sheet} {one.place.cell}")
    if one.typed:
        said.append(teller.say("explain.typed", typed=teller.typed(one)))
    if source is not None:
        said.append(teller.say("explain.accepted", date=teller.accepted(source.accepted), person=source.accepted_by))
    if evidence.because:
        said.append(teller.say(f"explain.omission.{evidence.because}"))
    if evidence.instead is not None and evidence.instead.source is not None:
        said.append(teller.say("explain.replaced_by", id=evidence.instead.source.return_id))
    return "; ".join(said)
