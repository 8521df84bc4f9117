"""`release check|list|verify|withdraw` and `results explain R3-214`: what is known of releases, and taking one back."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Iterable

from nap.commands.edge import Stop, in_words, lang_of, print_json, the_house, the_person
from nap.monitor import (
    AnswerSheet,
    House,
    Plan,
    PublishedRelease,
    ReleaseDraft,
    ReleaseFault,
    ReleaseProblem,
    Verb,
    Viewer,
    check_release,
    drafts,
    explain_figure,
    may,
    operator,
    releases,
    verify_release,
    withdraw_release,
)
from nap.words import day, known, language_name, number, period_name, pick, say

_NUMBER = re.compile(r"\s*R(\d{1,6})-\d{1,7}\s*", re.IGNORECASE | re.ASCII)


@in_words
def check(options: Namespace) -> int:
    """Print what is known before a draft is published; 1 if something stops it."""
    with the_house() as house:
        problems = check_release(_viewer(house, options), house, options.draft)
    if options.json:
        print_json([_problem_json(one) for one in problems])
    else:
        print("\n".join(problem_lines(lang_of(options), house.plan, problems)) or say(lang_of(options), "releases.cli.ready"))
    return 1 if any(one.blocks for one in problems) else 0


@in_words
def list(options: Namespace) -> int:
    """Print every release that this person may read, the newest first, and open drafts."""
    lang = lang_of(options)
    with the_house() as house:
        viewer = _viewer(house, options)
        found, begun = releases(viewer, house), drafts(viewer, house) if may(viewer, Verb.PUBLISH) else ()
    if options.json:
        print_json({"releases": [_release_json(one) for one in found], "drafts": [_draft_json(one) for one in begun]})
        return 0
    for one in found:
        print("\n".join(_release_lines(lang, one)))
    for draft in begun:
        title = pick(draft.content.title, lang) or say(lang, "releases.cli.untitled")
        told = {"number": str(draft.number), "title": title, "day": day(lang, draft.changed.date())}
        print(say(lang, "releases.cli.open_draft", period=period_name(lang, draft.content.period), **told))
    if not (found or begun):
        print(say(lang, "releases.cli.none"))
    return 0


@in_words
def verify(options: Namespace) -> int:
    """Print every fault of a folder; 0 if it holds exactly what was built, else 1."""
    lang, faults = lang_of(options), verify_release(options.folder)
    if options.json:
        print_json([{"kind": one.kind, "path": one.path, "expected": one.expected, "found": one.found} for one in faults])
    else:
        print("\n".join(fault_text(lang, one) for one in faults) or say(lang, "releases.cli.whole", folder=str(options.folder)))
    return 1 if faults else 0


@in_words
def withdraw(options: Namespace) -> int:
    """Withdraw a release; its files stay in the store, its readers find the reason."""
    with the_house() as house:
        withdraw_release(the_person(house, options), house, options.number, options.reason)
    print(say(lang_of(options), "releases.cli.withdrawn_now", number=str(options.number)))
    return 0


def explain(options: Namespace) -> int:
    """Print the answer sheet of a published figure."""
    lang, name = lang_of(options), options.indicator.strip().upper()
    found = _NUMBER.fullmatch(name)
    which = options.release or (int(found[1]) if found else 0)
    if found is None or int(found[1]) != which:
        raise Stop(say(lang, "releases.cli.no_such_name", name=options.indicator))
    with the_house() as house:
        sheet = explain_figure(operator(), house, which, name, lang)
    if options.json:
        print_json(_sheet_json(sheet))
    else:
        print(sheet.text)
    return 0


def is_name(text: str) -> bool:
    """Whether that is the short number of a published figure, R3-214."""
    return _NUMBER.fullmatch(text) is not None


def problem_lines(lang: str, plan: Plan, problems: Iterable[ReleaseProblem]) -> Iterable[str]:
    """Each problem as a sentence, with what it weighs."""
    return [f"{say(lang, f'publishing.weight.{one.weight.value}')}: {_problem_text(lang, plan, one)}" for one in problems]


def _problem_text(lang: str, plan: Plan, one: ReleaseProblem) -> str:
    partner = plan.partner(one.partner)
    said = say(
        lang,
        f"publishing.problem.{one.code}",
        n=str(one.count),
        partner=pick(partner.name, lang) if partner else one.partner,
        languages=", ".join(_named(lang, "in", each) for each in one.languages),
        place=_named(lang, "place", one.place) or say(lang, "publishing.texts.front"),
        date=day(lang, one.day) if one.day else "",
        period=period_name(lang, one.period) if one.period else "",
        share=number(lang, one.share, 0) if one.share is not None else "",
    )
    return f"{said} {say(lang, 'publishing.problem.words', words=one.said)}" if one.said else said


def _named(lang: str, kind: str, code: str) -> str:
    """A language or a place in words; the code of an objective as it is."""
    key = f"publishing.{kind}.{code}"
    if known(key):
        return say(lang, key)
    return language_name(lang, code) if kind == "in" else code


def fault_text(lang: str, fault: ReleaseFault) -> str:
    """What is wrong with one file, as a sentence."""
    return say(lang, f"releases.fault.{fault.kind}", path=fault.path, expected=fault.expected, found=fault.found)


def _viewer(house: House, options: Namespace) -> Viewer:
    return the_person(house, options) if options.person else operator()


def _release_lines(lang: str, one: PublishedRelease) -> Iterable[str]:
    told = {"number": str(one.number), "title": pick(one.title, lang), "day": day(lang, one.as_of)}
    yield say(lang, "releases.cli.one", visible=say(lang, f"releases.visible.{one.visible}"), **told)
    if one.replaces:
        yield "  " + say(lang, "releases.cli.replaces", number=str(one.replaces))
    if one.replaced_by:
        yield "  " + say(lang, "releases.cli.replaced", number=str(one.replaced_by))
    if one.withdrawn:
        yield "  " + say(lang, "releases.cli.withdrawn", day=day(lang, one.withdrawn.at.date()), reason=one.withdrawn.reason)


def _release_json(one: PublishedRelease) -> dict[str, object]:
    gone = one.withdrawn
    return {
        "number": one.number,
        "title": {**one.title},
        "period": str(one.period),
        "as_of": one.as_of.isoformat(),
        "published": one.at.isoformat(timespec="seconds"),
        "version": one.version,
        "method": one.method,
        "content_hash": one.sha256,
        "visible": one.visible,
        "previous": one.previous,
        "replaces": one.replaces,
        "replaced_by": one.replaced_by,
        "withdrawn": {"at": gone.at.isoformat(timespec="seconds"), "reason": gone.reason} if gone else None,
    }


def _draft_json(one: ReleaseDraft) -> dict[str, object]:
    content = one.content
    return {
        "number": one.number,
        "title": {**content.title},
        "period": str(content.period),
        "answer_by": content.answer_by.isoformat() if content.answer_by else None,
        "seen": one.seen,
    }


def _problem_json(one: ReleaseProblem) -> dict[str, object]:
    told = {"code": one.code, "weight": one.weight.value, "count": one.count, "partner": one.partner, "place": one.place}
    day_of = one.day.isoformat() if one.day else None
    return {**told, "languages": [*one.languages], "day": day_of, "period": str(one.period) if one.period else None}


def _sheet_json(sheet: AnswerSheet) -> dict[str, object]:
    sections = [{"code": one.code, "heading": one.heading, "lines": [*one.lines]} for one in sheet.sections]
    return {"name": sheet.name, "title": sheet.title, "about": sheet.about, "notices": [*sheet.notices], "sections": sections}
