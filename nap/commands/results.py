"""`results --json`: the figures with coverage and status, from the store or from files."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping

from nap.commands.edge import Stop, in_words, lang_of, print_json, read_file, the_house, the_settings
from nap.facts import Observation
from nap.monitor import (
    Plan,
    PlanProblem,
    csv_fault_text,
    load_plan,
    operator,
    read_observations,
    result_json,
    results_for_audience,
    results_of,
)
from nap.words import say

Row = Mapping[str, str | int | float | bool | None]


@in_words
def results(options: Namespace) -> int:
    """Print one object per indicator, region, period and breakdown (docs/results.md); faults of a file end it with status 2."""
    try:
        found = _from_files(options) if options.observations else _from_store(options)
    except ValueError as problem:  # the audience names nobody
        raise Stop(say(lang_of(options), "cli.bad_audience", found=options.audience)) from problem
    print_json(found)
    return 0


def _from_store(options: Namespace) -> list[Row]:
    with the_house() as house:
        found = results_for_audience(operator(), house, options.audience, indicators=options.indicator, as_of=options.as_of)
        return [result_json(result) for result in found]


def _from_files(options: Namespace) -> list[Row]:
    plan = plan_of_file(options)
    found = results_of(plan, observations_of(options, plan), options.as_of, options.audience, indicators=options.indicator)
    return [result_json(result) for result in found]


def plan_of_file(options: Namespace) -> Plan:
    """The plan of `--plan`, else of the settings."""
    plan, faults = load_plan(options.plan or the_settings().plan_file)
    if plan is None:
        raise PlanProblem(faults)
    return plan


def observations_of(options: Namespace, plan: Plan) -> tuple[Observation, ...]:
    """What stands in the file of `--observations`; all its faults at once, each with its line."""
    lang = lang_of(options)
    observations, problems = read_observations(read_file(options.observations, lang), plan)
    for problem in problems:
        print(f"{options.observations}: {csv_fault_text(problem, lang)}", file=sys.stderr)
    if problems:
        raise Stop(say(lang, "cli.csv_faults"))
    return observations
