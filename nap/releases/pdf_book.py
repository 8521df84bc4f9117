"""What stands in the PDF of a release, page by page, as words and fractions. A release enters, data for the press leave."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten
from typing import Any

from nap.charts.look import LIGHT, SIGNS
from nap.charts.texts import amount_text
from nap.facts import Status
from nap.plan import Indicator, Objective
from nap.releases.pdf_cards import Told, big_value, card, standing, status, worth_a_card
from nap.releases.pdf_methods import methods
from nap.releases.pdf_series import Frame
from nap.releases.pdf_tables import tables
from nap.releases.release import Release
from nap.releases.summary import Counted, Front, Part, changes, front
from nap.results.board import ALARMING, ORDER, RATED, Tally
from nap.words import period_name, pick, reviewed, say

_FRAME = Frame(width=262, height=74, letters=6.6)
"""Of a drawing on a card, in points."""
_SHORT = 700
"""A coordinator's text of so many letters has room on the first page."""
_HEADLINE = 44
"""So many letters of the title stand above every page."""
_LINES = 170
"""So many letters of an objective's title stand on the first page."""
_GOOD = (Status.ACHIEVED, Status.ON_TRACK)
_LABELS = (
    "contents", "reading", "objectives", "promised", "done", "stuck", "sure", "worries", "changes", "tables", "methods", "cite",
    "glance", "elsewhere", "foreword", "hidden.note", "draft", "figure", "why",
)  # fmt: skip
_COLUMNS = ("indicator", "value", "target", "status", "before", "after", "baseline")


def book(lang: str, release: Release) -> Told:
    """Everything the template needs."""
    first = front(release, lang)
    objectives = [one for one in release.plan.objectives if release.board.indicators(one.code)]
    worth = worth_a_card(release)
    return {
        "lang": lang,
        "palette": dict(LIGHT),
        "day": [release.as_of.year, release.as_of.month, release.as_of.day],
        "draft": release.draft,
        "running": _running(lang, release, first),
        "short": shorten(first.title, _HEADLINE, placeholder="…"),
        "official": say(lang, "print.official"),
        "says": {name: say(lang, f"print.{name}") for name in _LABELS}
        | {name: say(lang, f"pages.column.{name}") for name in _COLUMNS},
        "front": _front(lang, release, first),
        "signs": _signs(lang, release),
        "objectives": [_objective(lang, release, one, first, worth) for one in objectives],
        "changes": _changes(lang, release, first),
        "tables": tables(lang, release),
        "methods": methods(lang, release),
        "citation": first.citation,
    }


def _running(lang: str, release: Release, first: Front) -> str:
    named = say(lang, "print.preview") if release.draft else say(lang, "print.release", number=str(release.number))
    return " · ".join((named, first.period, first.as_of))


def _front(lang: str, release: Release, first: Front) -> Told:
    return {
        "brand": say(lang, "pages.monitor"),
        "title": first.title or pick(release.plan.title, lang),
        "plan": pick(release.plan.title, lang),
        "stamp": _running(lang, release, first),
        "notices": [*first.notices, *([] if reviewed(lang) else [say(lang, "common.not_reviewed")])],
        "text": _paragraphs(first.text) if len(first.text) <= _SHORT else [],
        "foreword": _paragraphs(first.text) if len(first.text) > _SHORT else [],
        "tiles": _tiles(lang, release, first.tally),
        "blocks": [
            {"title": say(lang, f"print.{name}"), "lines": list(lines)}
            for name, lines in zip(
                ("promised", "done", "stuck", "sure"), (first.promised, first.done, first.stuck, first.sure), strict=True
            )
        ],
        "objectives": [
            {"code": part.code, "title": shorten(part.title, _LINES, placeholder="…"), "bar": _bar(lang, part)}
            for part in first.parts
        ],
        "worries": [
            {"title": one.title, "name": one.name, "said": one.sentence, "status": _status(one.status, one.word)}
            for one in first.worries
        ],
        "changed": first.changed,
    }


def _status(one: Status, word: str) -> Told:
    return {"sign": SIGNS[one], "word": word, "colour": one.value if one.value in LIGHT else "quiet"}


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\r", "").split("\n") if part.strip()]


def _tiles(lang: str, release: Release, tally: Tally) -> list[Told]:
    """Four numbers that a reader takes along."""
    good = sum(tally.counts.get(one, 0) for one in _GOOD)
    stuck = sum(tally.counts.get(one, 0) for one in (Status.BEHIND, *ALARMING))
    told = [
        (str(len(release.indicators)), "indicators", "accent"),
        (str(good), "good", "on_track"),
        (str(stuck), "stuck_tile", "off_track"),
    ]
    if release.asked:
        told.append((f"{release.accepted} / {release.asked}", "returns", "ink"))
    return [{"number": number, "word": say(lang, f"print.tile.{word}"), "colour": colour} for number, word, colour in told]


def _bar(lang: str, part: Part) -> Told:
    """How many indicators of an objective stand how, as a bar of parts and in words."""
    rated = [one for one in part.counts if one.status in RATED]
    others = sum(one.n for one in part.counts if one.status not in RATED) + part.tally.silent
    parts: list[Told] = [_part(one) for one in rated]
    if others:
        parts.append({"sign": "", "word": say(lang, "print.unrated"), "n": others, "colour": "line"})
    told = "; ".join(f"{each['word']}: {each['n']}" for each in parts)
    return {"parts": parts, "alt": say(lang, "print.bar.counts", objective=part.title, counts=told)}


def _part(one: Counted) -> Told:
    return {"sign": one.sign, "word": one.word, "n": one.n, "colour": one.status.value if one.status.value in LIGHT else "line"}


def _signs(lang: str, release: Release) -> list[Told]:
    """What the signs of this release mean, those only that stand in it."""
    used = {line.result.status for line in release.lines}
    return [
        _status(one, say(lang, f"common.status.{one.value}")) | {"meaning": say(lang, f"board.meaning.{one.value}")}
        for one in ORDER
        if one in used
    ]


def _objective(lang: str, release: Release, objective: Objective, first: Front, worth: frozenset[str]) -> Told:
    indicators = release.board.indicators(objective.code)
    part = next(one for one in first.parts if one.code == objective.code)
    return {
        "code": objective.code,
        "title": pick(objective.title, lang),
        "text": _paragraphs(part.text),
        "sentences": list(part.sentences),
        "bar": _bar(lang, part),
        "glance": [_glance(lang, release, one) for one in indicators],
        "cards": [card(lang, release, one, _FRAME) for one in indicators if one.code in worth],
    }


def _glance(lang: str, release: Release, indicator: Indicator) -> Told:
    line = standing(release, indicator)
    result = line.result if line else None
    target = indicator.targets[-1] if indicator.targets else None
    older = result is not None and result.value is not None and result.period != release.period
    return {
        "code": indicator.code,
        "title": pick(indicator.title, lang),
        "value": big_value(lang, indicator, result) if result is not None and result.status is not Status.NO_DATA else "–",
        "of": period_name(lang, result.period) if older and result else "",
        "target": f"{amount_text(lang, indicator, target.value)} ({target.date.year})" if target else "–",
        "status": status(lang, result),
        "name": release.name(line) if line else "",
    }


def _changes(lang: str, release: Release, first: Front) -> Told | None:
    """What differs from the release before, and why; None in a first release."""
    if release.previous is None:
        return None
    rows: Sequence[Any] = changes(release, lang)
    return {
        "lead": first.changed,
        "rows": [
            {"name": one.name, "title": one.title, "about": one.about, "before": one.before, "after": one.after, "why": one.why}
            for one in rows
        ],
    }
