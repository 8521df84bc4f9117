"""The first page of a release as data: what was promised, what is done, where it is stuck, how sure we are.

A release and a language enter; the words of the first page leave, for HTML and PDF alike. Nothing in them is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nap.charts.look import SIGNS
from nap.charts.texts import by_hand, in_sentences, plain_status, value_text
from nap.facts import Result, Status
from nap.plan import Indicator
from nap.plan.regions import LEVELS
from nap.releases.release import Line, Moved, Release, key_of
from nap.releases.sentences import about, citation, indicator_of, target_told, value_said, within_quotes
from nap.results.board import RATED, Concern, Tally
from nap.words import period_name, pick, say

MOST_CHANGES = 12
"""So many changed figures are told on the first page; all stand in the tables."""
MOST_WORRIES = 6
_GOOD = (Status.ACHIEVED, Status.ON_TRACK)
_BAD = tuple(status for status in RATED if status not in _GOOD)
_NAMED = 3


@dataclass(frozen=True)
class Counted:
    """So many indicators stand so: status, its sign and word."""

    status: Status
    sign: str
    word: str
    n: int


@dataclass(frozen=True)
class Part:
    """One objective: how many of its indicators stand how, three sentences (done, stuck, how sure), the coordinator's text."""

    code: str
    title: str
    tally: Tally
    counts: tuple[Counted, ...]
    sentences: tuple[str, ...]
    text: str = ""


@dataclass(frozen=True)
class Worry:
    """An indicator to look at first: its line, what it is of, its sign and status, and why it stands here, in a sentence.

    `kind`: off_track, worse or not_reported.
    """

    line: Line
    name: str
    title: str
    kind: str
    status: Status
    sign: str
    word: str
    sentence: str


@dataclass(frozen=True)
class Told:
    """A figure that differs from the release before: what it is of, what stood there, what stands there, why."""

    line: Line
    name: str
    title: str
    about: str
    before: str
    after: str
    why: str


@dataclass(frozen=True)
class Front:
    """The first page. `notices`: what must be read first (preview, demonstration, correction, what kind of data).

    `more_changes`: how many more figures changed than `changes` tells; `changed` says in words how many, and since when.
    """

    title: str
    period: str
    as_of: str
    notices: tuple[str, ...]
    text: str
    promised: tuple[str, ...]
    done: tuple[str, ...]
    stuck: tuple[str, ...]
    sure: tuple[str, ...]
    tally: Tally
    counts: tuple[Counted, ...]
    parts: tuple[Part, ...]
    worries: tuple[Worry, ...]
    changed: str
    changes: tuple[Told, ...]
    more_changes: int
    citation: str


def front(release: Release, lang: str) -> Front:
    """The first page of the release in that language."""
    tally = _tally(release, release.indicators)
    return Front(
        title=pick(release.title, lang),
        period=period_name(lang, release.period),
        as_of=say(lang, "release.front.as_of", date=release.as_of),
        notices=notices(release, lang),
        text=text_of(release, lang),
        promised=_promised(release, lang),
        done=_done(release, lang, release.indicators, tally),
        stuck=_stuck(release, lang, release.indicators, tally),
        sure=_sure(release, lang, tally),
        tally=tally,
        counts=_counts(lang, tally),
        parts=tuple(_part(release, lang, one.code) for one in release.plan.objectives if release.board.indicators(one.code)),
        worries=_worries(release, lang),
        changed=_changed(release, lang),
        changes=tuple(_told(release, lang, moved) for moved in _first(release)),
        more_changes=max(0, len(release.moved) - MOST_CHANGES),
        citation=citation(release, lang),
    )


def notices(release: Release, lang: str) -> tuple[str, ...]:
    """What must be read before any figure, the most pressing first."""
    said = [say(lang, "release.notice.draft")] if release.draft else []
    said += [say(lang, "release.notice.illustrative")] if release.illustrative else []
    if release.replaces is not None:
        facts = {"number": str(release.replaces.number), "date": release.replaces.as_of}
        said.append(say(lang, "release.notice.replaces", **facts))
        said += [pick(release.because, lang)] if release.because else []
    return (*said, say(lang, "release.notice.kind"))


def text_of(release: Release, lang: str, objective: str = "") -> str:
    """What the coordinator wrote for the first page, or for an objective; empty where nothing."""
    return pick(release.texts.get(objective, {}), lang)


def changes(release: Release, lang: str) -> tuple[Told, ...]:
    """Every figure that differs from the release before, and why, in the order of the release."""
    return tuple(_told(release, lang, moved) for moved in release.moved)


def _first(release: Release) -> Sequence[Moved]:
    """The changes that are told first; only these are put into words, since a release may have tens of thousands."""
    return sorted(release.moved, key=lambda moved: _weight(release, moved.line))[:MOST_CHANGES]


def _weight(release: Release, line: Line) -> tuple[int, bool]:
    """What is told first of what changed: the country, then regions, smaller places, each total before its parts."""
    region = release.plan.regions.get(line.result.region)
    return LEVELS.index(region.level) if region else len(LEVELS), bool(line.result.breakdown)


def _told(release: Release, lang: str, moved: Moved) -> Told:
    line = moved.line
    indicator = indicator_of(release, line)
    before = say(lang, "release.changes.shown_not") if line.before is None else value_text(lang, indicator, line.before)
    return Told(
        line,
        release.name(line),
        f"{indicator.code} {pick(indicator.title, lang)}",
        about(release, lang, line),
        before,
        value_text(lang, indicator, line.result),
        why_moved(lang, moved),
    )


def why_moved(lang: str, moved: Moved) -> str:
    """Why a figure differs from the release before, in a phrase."""
    return "; ".join(say(lang, f"release.why.{kind}") for kind in moved.kinds)


def _changed(release: Release, lang: str) -> str:
    """How much is not as it was in the release before, in one or a few sentences."""
    if release.previous is None:
        return say(lang, "release.changes.first")
    facts = {"number": str(release.previous.number), "date": release.previous.as_of}
    new = sum(line.before is None and line.result.value is not None for line in release.lines)
    told = [say(lang, "release.changes.since" if release.moved else "release.changes.none", **facts, n=len(release.moved))]
    told += [say(lang, "release.changes.new", n=new)] if new else []
    return " ".join([*told, *([say(lang, "release.changes.gone", n=len(release.gone))] if release.gone else [])])


def _tally(release: Release, indicators: Sequence[Indicator]) -> Tally:
    return release.board.tally(indicators, release.plan.country, release.period)


def _counts(lang: str, tally: Tally) -> tuple[Counted, ...]:
    return tuple(
        Counted(status, SIGNS[status], say(lang, f"common.status.{status.value}"), n) for status, n in tally.counts.items()
    )


def _promised(release: Release, lang: str) -> tuple[str, ...]:
    plan = release.plan
    first, last = (str(year) for year in plan.years)
    goals = "; ".join(
        say(lang, "release.quoted", text=within_quotes(pick(objective.title, lang))) for objective in plan.objectives
    )
    held = [one for one in plan.indicators if one.targets]
    counts = {"indicators": len(plan.indicators), "held": len(held), "n": len(release.indicators)}
    told = [say(lang, "release.front.goals", first=first, last=last, goals=goals), say(lang, "release.front.size", **counts)]
    by_guess = any(target.hypothetical for one in held for target in one.targets)
    return (*told, *([say(lang, "pages.goal.hypothetical")] if by_guess else []))


def _done(release: Release, lang: str, indicators: Sequence[Indicator], tally: Tally) -> tuple[str, ...]:
    said = [say(lang, "release.front.assessed", n=tally.assessed, m=len(indicators))]
    good = [_listed(release, lang, indicators, status) for status in _GOOD if status in tally.counts]
    return (*said, *(good or ([say(lang, "release.front.none_good")] if tally.assessed else [])))


def _stuck(release: Release, lang: str, indicators: Sequence[Indicator], tally: Tally) -> tuple[str, ...]:
    bad = [_listed(release, lang, indicators, status) for status in _BAD if status in tally.counts]
    return tuple(bad or [say(lang, "release.front.none_bad" if tally.assessed else "release.front.unknown")])


def _listed(release: Release, lang: str, indicators: Sequence[Indicator], status: Status) -> str:
    """How many stand so, and which, the first few by name."""
    found = [one for one in indicators if (result := _now(release, one)) is not None and result.status is status]
    titles = [(one.code, within_quotes(pick(one.title, lang))) for one in found[:_NAMED]]
    names = "; ".join(say(lang, "release.front.quoted", code=code, title=title) for code, title in titles)
    more = say(lang, "release.front.more", n=len(found) - _NAMED) if len(found) > _NAMED else ""
    return say(lang, f"release.front.{status.value}", n=len(found), names=f"{names}{more}")


def _now(release: Release, indicator: Indicator) -> Result | None:
    return release.board.at(indicator, release.plan.country, release.period)


def _sure(release: Release, lang: str, tally: Tally) -> tuple[str, ...]:
    said = [say(lang, "release.front.returns", n=release.accepted, m=release.asked)] if release.asked else []
    said += [say(lang, "release.front.figures", n=tally.reported, m=tally.expected)] if tally.expected else []
    told = (Status.PARTIAL, Status.NO_DATA, Status.SUPPRESSED)
    said += [say(lang, f"release.front.{one.value}", n=tally.counts[one]) for one in told if one in tally.counts]
    return (*said, *([say(lang, "release.front.by_hand", n=tally.by_hand)] if tally.by_hand else []))


def _part(release: Release, lang: str, code: str) -> Part:
    indicators = release.board.indicators(code)
    tally, objective = _tally(release, indicators), release.plan.objective(code)
    sure = [say(lang, "release.front.figures", n=tally.reported, m=tally.expected)] if tally.expected else []
    hidden = tally.counts.get(Status.SUPPRESSED, 0)
    sure += [say(lang, "release.front.suppressed", n=hidden)] if hidden else []
    sentences = (_done(release, lang, indicators, tally), _stuck(release, lang, indicators, tally), tuple(sure))
    return Part(
        code,
        pick(objective.title, lang) if objective else code,
        tally,
        _counts(lang, tally),
        tuple(" ".join(said) for said in sentences if said),
        text_of(release, lang, code),
    )


def _worries(release: Release, lang: str) -> tuple[Worry, ...]:
    board, country = release.board, release.plan.country
    found = board.concerns(release.indicators, country, release.period.previous(), release.period)
    return tuple(_worry(release, lang, one) for one in found[:MOST_WORRIES])


def _worry(release: Release, lang: str, one: Concern) -> Worry:
    line = release.by_key[key_of(one.result)]
    return Worry(
        line,
        release.name(line),
        f"{one.indicator.code} {pick(one.indicator.title, lang)}",
        one.kind,
        one.result.status,
        SIGNS[one.result.status],
        plain_status(lang, one.result),
        _why_here(release, lang, one, line),
    )


def _why_here(release: Release, lang: str, one: Concern, line: Line) -> str:
    """Where, how much, how much was promised, and what is wrong; of a status set by hand the coordinator's reason."""
    value = value_said(lang, one.indicator, one.result)
    figure = say(lang, "release.worry.figure", about=about(release, lang, line), value=value)
    told = "; ".join([figure, *target_told(release, lang, one.indicator, one.result)])
    wrong = say(lang, f"release.worry.{one.kind if one.kind == 'worse' else one.result.status.value}")
    return in_sentences(told, *(by_hand(lang, one.result) or [wrong]))
