"""Where a region stands: a few key indicators as rows in the plan's order, and by objective a small bar."""

from __future__ import annotations

from collections.abc import Sequence

from nap.charts.look import SIGNS
from nap.charts.texts import amount_text, value_text
from nap.charts.timeline import short_name
from nap.facts import Period, Result, Status
from nap.plan import Indicator, Target
from nap.releases.brief_gaps import mark_of, target_of
from nap.releases.brief_matter import Matter
from nap.releases.brief_told import BriefBar, BriefMark, BriefPart, BriefRow, weight
from nap.results import Tally
from nap.results.board import RATED
from nap.words import number, pick, say

MOST_ROWS = 5
_OF_ITSELF = frozenset({"percentage", "milestone", "ordinal"})
"""Types whose values say what they are without a unit."""


def rows(lang: str, matter: Matter) -> tuple[BriefRow, ...]:
    """The indicators that tell most here, in the plan's order; what tells more weighs more."""
    told = _telling(matter)
    ranks = {one.code: rank for rank, (one, _) in enumerate(told)}
    kept = [(one, result) for one, result in matter.here if one.code in ranks]
    return tuple(_row(lang, matter, one, result, weight("rows", ranks[one.code])) for one, result in kept)


def _telling(matter: Matter) -> Sequence[tuple[Indicator, Result]]:
    """Rated ones first, then those that can be held beside the country's, one objective after the other."""
    known = [(one, result) for one, result in matter.here if result.value is not None and one.type != "narrative"]
    seen: dict[tuple[int, str], int] = {}
    ranked = []
    for place, (one, result) in enumerate(known):
        kind = (_tells(one, result), one.objective)
        seen[kind] = turn = seen.get(kind, -1) + 1
        ranked.append((kind[0], turn, place))
    return [known[place] for _, _, place in sorted(ranked)[:MOST_ROWS]]


def _tells(indicator: Indicator, result: Result) -> int:
    if result.status in RATED:
        return 0
    if result.status is Status.TOO_EARLY:
        return 1
    return 3 if indicator.additive else 2


def _row(lang: str, matter: Matter, indicator: Indicator, result: Result, weighs: int) -> BriefRow:
    country = matter.of_country(indicator, result.period)
    return BriefRow(
        title=f"{indicator.code} {pick(indicator.title, lang)}",
        unit="" if indicator.type in _OF_ITSELF or indicator.scale else pick(indicator.unit, lang) or indicator.currency or "",
        value=dated(value_text(lang, indicator, result), result.period),
        target=_target(lang, indicator, target_of(matter, indicator, result)),
        country=_of_country(lang, indicator, country, result.period),
        mark=_standing(lang, result),
        name=matter.name(result),
        weight=weighs,
    )


def dated(value: str, period: Period) -> str:
    """A value with its period in short, `39.3% (2025)`."""
    return f"{value} ({short_name(period)})"


def _target(lang: str, indicator: Indicator, target: Target | None) -> str:
    if target is None:
        return say(lang, "brief.no_target")
    said = f"{amount_text(lang, indicator, target.value)} ({target.date.year})"
    return say(lang, "brief.of_plan", value=said) if target.over == "plan" else said


def _of_country(lang: str, indicator: Indicator, result: Result | None, period: Period) -> str:
    if result is None:
        return say(lang, "brief.no_country")
    if result.status is Status.SUPPRESSED:
        return say(lang, "print.hidden.short")
    if result.value is None:
        return say(lang, "brief.no_country")
    said = value_text(lang, indicator, result)
    said = say(lang, "brief.in_all", value=said) if indicator.additive and indicator.type != "milestone" else said
    return said if result.period == period else dated(said, result.period)


def _standing(lang: str, result: Result) -> BriefMark:
    """Where nothing was promised for this place, the column of targets says why it is not rated."""
    mark = mark_of(lang, result)
    unrated = result.status is Status.NOT_ASSESSABLE and not result.overridden
    return BriefMark(mark.sign, say(lang, "brief.not_rated"), mark.colour) if unrated else mark


def bars(lang: str, matter: Matter) -> tuple[BriefBar, ...]:
    """One of each objective of which anything was asked for here, in the plan's order."""
    told = [(one, tally_of(matter, one.code)) for one in matter.plan.objectives]
    named = ((f"{one.code} {pick(one.title, lang)}", tally) for one, tally in told if tally.of)
    return tuple(_bar(lang, title, tally) for title, tally in named)


def tally_of(matter: Matter, objective: str = "") -> Tally:
    """How the indicators of one objective, or all, stand here."""
    return matter.board.tally(matter.board.indicators(objective), matter.region.code, matter.period)


def _bar(lang: str, title: str, tally: Tally) -> BriefBar:
    rated = [BriefPart(n, _mark(lang, status)) for status, n in tally.counts.items() if status in RATED]
    rest = tally.of - tally.assessed
    parts = [*rated, *([BriefPart(rest, BriefMark("", say(lang, "brief.not_rated"), "line"))] if rest else [])]
    said = say(lang, "brief.rated", n=tally.assessed, m=tally.of)
    counts = "; ".join(f"{part.mark.word}: {number(lang, part.n)}" for part in parts)
    return BriefBar(title, tuple(parts), said, f"{title}: {said}. {counts}.", weight("bars", 0))


def _mark(lang: str, status: Status) -> BriefMark:
    return BriefMark(SIGNS[status], say(lang, f"common.status.{status.value}"), status.value)


def counted(lang: str, tally: Tally) -> str:
    """The ratings there are, each with its sign and how many: `▲ On track: 1; ↓ Worse than baseline: 1`."""
    found = (
        f"{SIGNS[one]} {say(lang, f'common.status.{one.value}')}: {tally.counts[one]}" for one in RATED if one in tally.counts
    )
    return "; ".join(found)
