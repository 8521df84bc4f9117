"""`plan check`: all faults of a plan file. `plan adopt`: what a changed file revises, and bringing it into force."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from nap.charts.planned import effects_told
from nap.charts.revisions import told
from nap.commands.edge import Stop, in_words, lang_of, print_json, read_file, the_house, the_person, the_settings
from nap.commands.handing import write
from nap.finding_texts import finding_text
from nap.monitor import (
    Adoption,
    Compared,
    House,
    PlanProblem,
    Viewer,
    adopt_plan,
    compare_plan,
    fault_text,
    load_plan,
    matrix_fault_text,
    operator,
    plan_effects,
    plan_from_matrix,
    plan_matrix,
)
from nap.words import pick, say, say_n


@in_words
def check(options: Namespace) -> int:
    """Print every fault; exit status 1 if one of them is an error. Against the store, also what the file would change."""
    lang, file = lang_of(options), _file(options)
    plan, faults = load_plan(file)
    for fault in faults:
        print(fault_text(fault, lang))
    if plan is None:
        print(say_n(lang, "cli.plan.faults", len(faults)))
        return 1
    if options.against_store:
        with the_house() as house:
            compared = compare_plan(operator(), house, file)
            if compared.state == "changed":
                raise PlanProblem(code="changed")
            _print(compared_lines(lang, house, compared))
            _print(_effects_lines(lang, operator(), house, compared))
    print(say(lang, "cli.plan.good", plan=plan.id, version=plan.version, count=len(plan.indicators), partners=len(plan.partners)))
    return 0


@in_words
def adopt(options: Namespace) -> int:
    """Print what the file changes, then bring it into force; with --dry-run only print it."""
    lang, file = lang_of(options), _file(options)
    with the_house() as house:
        person = the_person(house, options)
        compared = compare_plan(person, house, file)
        if not options.json and compared.state == "waits":
            _print(compared_lines(lang, house, compared))
            _print(_effects_lines(lang, person, house, compared))
        if options.dry_run and compared.state == "waits":
            print_json(_json(lang, compared, None)) if options.json else print(say(lang, "revisions.looked"))
            return 0
        seen = compared.plan.sha256 if compared.plan else None
        done = adopt_plan(person, house, options.reason, file=file, seen=seen)
    if options.json:
        print_json(_json(lang, compared, done))
    else:
        print(say(lang, "revisions.adopted", version=str(done.version)))
    return 0


@in_words
def matrix(options: Namespace) -> int:
    """Write the plan in force as a workbook."""
    lang = lang_of(options)
    with the_house() as house:
        made = plan_matrix(operator(), house, lang)
    file = options.output or Path(made.name)
    write(file, made.data, lang)
    print(say(lang, "matrix.written", file=str(file)))
    return 0


@in_words
def from_matrix(options: Namespace) -> int:
    """Write the plan file that a workbook comes to; exit status 1 if it comes to none. Nothing is adopted."""
    lang = lang_of(options)
    data = read_file(options.file, lang)
    with the_house() as house:
        read = plan_from_matrix(operator(), house, data)
    if read.finding is not None:
        raise Stop(finding_text(read.finding, lang).message)
    for fault in read.faults:
        print(f"{options.file.name}: {matrix_fault_text(fault, lang)}")
    if read.plan is None:
        print(say_n(lang, "cli.plan.faults", len(read.faults)))
        return 1
    write(options.output, read.source, lang)
    print(say(lang, "matrix.written", file=str(options.output)))
    return 0


def compared_lines(lang: str, house: House, compared: Compared) -> Iterator[str]:
    """How the file stands to the plan in force, then each difference on a line of its own."""
    plan = compared.plan
    facts = {"version": str(plan.version), "plan": pick(plan.title, lang)} if plan else {}
    yield say(lang, f"revisions.state.{compared.state}", current=str(house.plan.version), **facts)
    if compared.state == "older":
        yield say(lang, "revisions.state.older.calm")
    if plan is None or compared.state != "waits":
        return
    if not compared.revisions:
        yield say(lang, "revisions.unimportant")
    for revision in compared.revisions:
        line = told(lang, plan, revision)
        yield f"- {line.about}: {line.what}: {line.old} → {line.new}"


def _effects_lines(lang: str, viewer: Viewer, house: House, compared: Compared) -> Iterator[str]:
    """What adopting the file would do; nothing of one that cannot be adopted."""
    if compared.state == "waits" and compared.plan is not None:
        yield from effects_told(lang, house.plan, plan_effects(viewer, house, compared.plan))


def _json(lang: str, compared: Compared, done: Adoption | None) -> dict[str, object]:
    plan = compared.plan
    assert plan is not None
    revisions = [
        {"indicator": one.indicator or None, "what": one.what, "at": one.at or None, "old": line.old, "new": line.new}
        for one in compared.revisions
        for line in [told(lang, plan, one)]
    ]
    about = {"plan": plan.id, "version": plan.version, "sha256": plan.sha256, "adopted": done is not None}
    by = {"by": done.person, "at": done.at.isoformat(timespec="seconds"), "reason": done.reason} if done else {}
    return {**about, **by, "revisions": revisions}


def _file(options: Namespace) -> Path:
    return Path(options.file or the_settings().plan_file)


def _print(lines: Iterator[str]) -> None:
    for line in lines:
        print(line)
