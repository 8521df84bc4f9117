"""The answer sheet of one published figure, for whoever asks how it came about: a ministry, a journalist, an auditor.

A release, a language and one of its lines enter, headed sections leave; every number in them stands in the release already. No
organisation that reports is named, and no text of the plan or of a coordinator that names one is repeated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nap.charts.look import SIGNS
from nap.charts.promises import promised
from nap.charts.texts import by_hand, plain_status, value_text
from nap.facts import Result, Status
from nap.plan import Indicator, Plan
from nap.plan.parts import breakdown_name
from nap.releases.elsewhere import of_line, period_told, value_told
from nap.releases.making_of import formula
from nap.releases.release import Line, Release
from nap.releases.sentences import about, citation, completeness, indicator_of, sentence
from nap.releases.summary import notices, why_moved
from nap.results import goal_of
from nap.words import number, pick, say

_NAME = re.compile(r"\s*R(\d{1,6})-(\d{1,7})\s*\Z", re.IGNORECASE | re.ASCII)
_SHORT = 12
"""So many signs of the plan's hash are enough to tell two files apart."""


@dataclass(frozen=True)
class Section:
    """One heading with its sentences. `code`: figure, what, made, coverage, goal, changed, elsewhere, method, ready."""

    code: str
    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """The whole sheet."""

    name: str
    title: str
    about: str
    notices: tuple[str, ...]
    sections: tuple[Section, ...]

    @property
    def text(self) -> str:
        """The sheet as plain text: a title, then each section under its heading."""
        head = "\n".join((f"{self.name}  {self.title}", self.about, *self.notices))
        return "\n\n".join((head, *("\n".join((each.heading, *(f"  {line}" for line in each.lines))) for each in self.sections)))


def find(release: Release, name: str) -> Line | None:
    """The line of that short number, `R3-214`, however it is typed; None if this release has none such."""
    found = _NAME.match(name)
    if found is None or int(found[1]) != release.number:
        return None
    return next((line for line in release.lines if line.number == int(found[2])), None)


def answer(release: Release, lang: str, line: Line) -> Answer:
    """The sheet of one figure of the release."""
    indicator = indicator_of(release, line)
    told = {
        "figure": _figure(lang, release.plan, indicator, line.result),
        "what": _what(release, lang, indicator, line.result),
        "made": _made(release, lang, indicator, line.result),
        "coverage": _coverage(lang, line.result),
        "goal": _goal(release, lang, indicator, line.result),
        "changed": _changed(release, lang, indicator, line),
        "elsewhere": _elsewhere(release, lang, indicator, line),
        "method": _method(release, lang),
        "ready": [sentence(release, lang, line)],
    }
    sections = (Section(code, say(lang, f"release.answer.{code}"), tuple(lines)) for code, lines in told.items() if lines)
    title = f"{indicator.code} {pick(indicator.title, lang)}"
    return Answer(release.name(line), title, about(release, lang, line), notices(release, lang), tuple(sections))


def names_partner(plan: Plan, text: str) -> bool:
    """True if the text names an organisation that reports, by its code or its name in any language."""
    lowered = text.casefold()
    if any(re.search(rf"\b{re.escape(partner.code)}\b", text) for partner in plan.partners):
        return True
    names = (name.partition("(")[0].strip().casefold() for partner in plan.partners for name in partner.name.values())
    return any(name and name in lowered for name in names)


def _unnamed(plan: Plan, texts: Iterable[str]) -> list[str]:
    return [text for text in texts if text and not names_partner(plan, text)]


def _figure(lang: str, plan: Plan, indicator: Indicator, result: Result) -> list[str]:
    status = say(lang, "release.answer.status", sign=SIGNS[result.status], status=plain_status(lang, result))
    if result.status is Status.SUPPRESSED:
        return [value_text(lang, indicator, result), say(lang, "release.answer.hidden")]
    missing = [say(lang, "release.answer.no_zero")] if result.value is None and indicator.type != "narrative" else []
    return [value_text(lang, indicator, result), *missing, status, *_unnamed(plan, by_hand(lang, result))]


def _what(release: Release, lang: str, indicator: Indicator, result: Result) -> list[str]:
    said = [pick(indicator.definition, lang)]
    part = breakdown_name(lang, indicator, result.breakdown)
    said += [say(lang, "release.answer.part", part=part)] if part else []
    told = {name: pick(text, lang) for name, text in _texts(indicator).items()}
    said += [say(lang, f"release.answer.{name}", text=text) for name, text in told.items() if text]
    sources = _unnamed(release.plan, [pick(indicator.verification, lang)])
    return [each for each in said if each] + [say(lang, "release.answer.source", text=text) for text in sources]


def _texts(indicator: Indicator) -> dict[str, dict[str, str]]:
    ratio = {"numerator": dict(indicator.numerator), "denominator": dict(indicator.denominator)} if indicator.has_ratio else {}
    return {"unit": dict(indicator.unit), **ratio}


def _made(release: Release, lang: str, indicator: Indicator, result: Result) -> list[str]:
    """The formula with published numbers, then the rules in words."""
    keys = [f"method.type.{indicator.type}"]
    keys += ["release.answer.lead" if indicator.partners == "lead_only" else f"method.partners.{indicator.partners}"]
    keys += [f"method.regions.{indicator.regions}", f"method.accumulation.{indicator.accumulation}"]
    rules = [say(lang, key) for key in keys] if indicator.type != "narrative" else [say(lang, keys[0])]
    return [*formula(release, lang, indicator, result), *rules]


def _coverage(lang: str, result: Result) -> list[str]:
    told = completeness(lang, result)
    told += [say(lang, "release.answer.at_least")] if result.at_least and result.value is not None else []
    return [*(f"{each[:1].upper()}{each[1:]}." if not each.endswith(".") else each for each in told), *_unsaid(lang, told)]


def _unsaid(lang: str, told: Sequence[str]) -> list[str]:
    return [say(lang, "release.answer.who")] if told else []


def _goal(release: Release, lang: str, indicator: Indicator, result: Result) -> list[str]:
    """Baseline, targets and the way made; of a part of a total nothing is promised."""
    if result.breakdown:
        return [say(lang, "common.reason.of_the_total")]
    goal = goal_of(indicator, result.region, release.plan.country)
    said = promised(lang, release.plan, indicator, result.region)
    said += [] if goal.targets else [say(lang, "common.reason.no_target")]
    sources = _unnamed(release.plan, [goal.baseline.source] if goal.baseline else [])
    said += [say(lang, "release.answer.baseline_source", text=text) for text in sources]
    return said + _way(lang, result)


def _way(lang: str, result: Result) -> list[str]:
    if result.status is Status.SUPPRESSED:
        return []
    shares = {"progress": result.progress, "pace": result.pace}
    known = {name: number(lang, share * 100, 1) for name, share in shares.items() if share is not None}
    return [
        say(lang, f"release.answer.{name}", share=say(lang, "pages.value.percent", value=text)) for name, text in known.items()
    ]


def _changed(release: Release, lang: str, indicator: Indicator, line: Line) -> list[str]:
    if release.previous is None:
        return [say(lang, "release.changes.first")]
    facts = {"number": str(release.previous.number), "date": release.previous.as_of}
    moved = next((one for one in release.moved if one.line.key == line.key), None)
    if moved is not None:
        before = value_text(lang, indicator, line.before) if line.before else say(lang, "release.changes.shown_not")
        now = value_text(lang, indicator, line.result)
        return [say(lang, "release.answer.moved", **facts, before=before, now=now, why=why_moved(lang, moved))]
    if line.result.status is Status.SUPPRESSED:
        # Whether a hidden number is another now would tell of it.
        return []
    return [say(lang, "release.answer.new" if line.before is None else "release.answer.same", **facts)]


def _elsewhere(release: Release, lang: str, indicator: Indicator, line: Line) -> list[str]:
    return [
        say(
            lang,
            "release.answer.other",
            value=value_told(lang, indicator, one),
            period=period_told(lang, one.period),
            source=one.source,
            why=pick(one.why, lang),
        )
        for one in of_line(release.elsewhere, line)
    ]


def _method(release: Release, lang: str) -> list[str]:
    plan = release.plan
    facts = {"method": str(release.method), "plan": plan.title, "version": str(plan.version), "hash": plan.sha256[:_SHORT]}
    return [say(lang, "release.answer.versions", **facts), f"{citation(release, lang)}."]
