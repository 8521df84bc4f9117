"""One page about a region for a meeting with its authorities. What it is made of enters, the page as sentences and rows leaves.

What stands on it is in the order of the meeting: where the region stands, the largest gaps, what is not known, alerts without an
answer, who is responsible, what to ask, where it all comes from.
"""

from __future__ import annotations

from nap.charts.texts import by_hand, in_sentences
from nap.facts import Result, Status
from nap.releases.brief_asked import questions, responsible
from nap.releases.brief_fit import fitted
from nap.releases.brief_gaps import LACKING, MOST, Short, gap_line, gaps
from nap.releases.brief_matter import Matter
from nap.releases.brief_rows import bars, counted, rows, tally_of
from nap.releases.brief_told import PROTECTED, Brief, BriefLine, BriefSection, weight
from nap.releases.brief_unknown import unknown_lines, unknowns
from nap.results import goal_of
from nap.words import period_name, pick, say


def brief(lang: str, matter: Matter) -> Brief:
    """The page, short enough to be one."""
    plan, origin = matter.plan, matter.origin
    whole = Brief(
        lang=lang,
        region=matter.region.code,
        day=matter.as_of,
        brand=say(lang, "pages.monitor"),
        title=pick(matter.region.names, lang),
        kind=say(lang, "brief.kind"),
        about=(pick(plan.title, lang), period_name(lang, matter.period), say(lang, "brief.as_of", date=matter.as_of)),
        stamp=_stamp(lang, matter),
        quotable=origin.released is not None,
        notices=_notices(lang, matter),
        standing=_standing(lang, matter),
        bars=bars(lang, matter),
        header=_header(lang, matter),
        rows=rows(lang, matter),
        sections=_sections(lang, matter),
        foot=say(lang, "board.not_official"),
    )
    return fitted(whole)


def _stamp(lang: str, matter: Matter) -> str:
    origin = matter.origin
    if origin.released is not None:
        return say(lang, "standing.released", number=str(origin.released), date=matter.as_of)
    return say(lang, "standing.earlier" if origin.earlier else "standing.live", date=matter.as_of)


def _notices(lang: str, matter: Matter) -> tuple[str, ...]:
    said = [say(lang, "brief.no_release")] if matter.origin.wanted and matter.origin.released is None else []
    return (*said, *([say(lang, "release.notice.illustrative")] if matter.origin.illustrative else []))


def _standing(lang: str, matter: Matter) -> BriefSection:
    tally = tally_of(matter)
    said = [say(lang, "brief.standing", n=tally.assessed, m=tally.of)] if tally.of else [say(lang, "brief.nothing_asked")]
    said += [say(lang, "brief.standing.how", counts=counted(lang, tally))] if tally.assessed else []
    return _section(lang, "standing", [BriefLine(" ".join(said), PROTECTED)])


def _header(lang: str, matter: Matter) -> tuple[str, ...]:
    country = pick(matter.plan.regions.country.names, lang)
    here, target = say(lang, "brief.here"), say(lang, "pages.column.target")
    return say(lang, "pages.column.indicator"), here, target, country, say(lang, "brief.stands")


def _sections(lang: str, matter: Matter) -> tuple[BriefSection, ...]:
    found, unknown = gaps(matter), unknowns(matter)
    first = found[:MOST]
    made = (
        _gaps(lang, matter, found),
        _section(lang, "unknown", unknown_lines(lang, unknown)),
        _section(lang, "alerts", [_alerts(lang, matter)]),
        _section(lang, "responsible", responsible(lang, matter, first)),
        _section(lang, "questions", questions(lang, matter, first, unknown), counted=True),
        _section(lang, "sources", _sources(lang, matter)),
    )
    return tuple(one for one in made if one.lines or one.lead)


def _gaps(lang: str, matter: Matter, found: tuple[Short, ...]) -> BriefSection:
    """The three largest; where there are fewer, that is said."""
    lines = tuple(gap_line(lang, matter, one, weight("gaps", place)) for place, one in enumerate(found[:MOST]))
    few = "brief.gaps.few" if found else "brief.gaps.none"
    rated = tally_of(matter).assessed
    lead = "" if len(found) >= MOST else say(lang, few if rated else "brief.gaps.unrated", n=len(found), m=rated)
    return BriefSection("gaps", say(lang, "brief.section.gaps"), lines, counted=True, lead=lead)


def _alerts(lang: str, matter: Matter) -> BriefLine:
    """Counts only: what an alert says is for coordinators."""
    alerts, weighs = matter.alerts, weight("alerts", 0)
    if alerts is None:
        return BriefLine(say(lang, "brief.alerts.unknown"), weighs)
    if not alerts.sent:
        return BriefLine(say(lang, "brief.alerts.none"), weighs)
    said = [say(lang, "brief.alerts", sent=alerts.sent, answered=alerts.answered, open=alerts.open)]
    said += [say(lang, "brief.alerts.one_side", n=alerts.one_side)] if alerts.one_side else []
    waiting = alerts.open and alerts.longest_days is not None
    said += [say(lang, "brief.alerts.longest", days=alerts.longest_days)] if waiting else []
    return BriefLine(" ".join(said), weighs)


def _sources(lang: str, matter: Matter) -> list[BriefLine]:
    """What the figures are, in the order in which it matters."""
    told = [*_where(lang, matter), *_goals(lang, matter), say(lang, "brief.reading")]
    judged = [line for one, result in matter.here for line in _judged(lang, one.code, result)]
    return [*judged, *(BriefLine(said, weight("sources", place)) for place, said in enumerate(told))]


def _judged(lang: str, code: str, result: Result) -> list[BriefLine]:
    """What belongs to a status set by a coordinator; of a gap it stands beside it already."""
    if result.status in LACKING or result.status is Status.SUPPRESSED:
        return []
    return [BriefLine(in_sentences(*said), weight("rows", 0), code) for said in [by_hand(lang, result)] if said]


def _where(lang: str, matter: Matter) -> list[str]:
    origin = matter.origin
    if origin.released is None:
        return [say(lang, "brief.source.live")]
    facts = {"number": str(origin.released), "address": origin.address}
    return [say(lang, "brief.source.release" if origin.address else "brief.source.nowhere", **facts)]


def _goals(lang: str, matter: Matter) -> list[str]:
    """From which years the way is measured, and that targets are hypothetical where the plan says so."""
    goals = [goal_of(one, matter.region.code, matter.plan.country) for one, _ in matter.here]
    years = sorted({goal.baseline.date.year for goal in goals if goal.targets and goal.baseline})
    said = [say(lang, "brief.baseline", years=", ".join(map(str, years)))] if years else []
    hypothetical = any(target.hypothetical for goal in goals for target in goal.targets)
    return [*said, *([say(lang, "pages.goal.hypothetical")] if hypothetical else [])]


def _section(lang: str, code: str, lines: list[BriefLine] | tuple[BriefLine, ...], *, counted: bool = False) -> BriefSection:
    return BriefSection(code, say(lang, f"brief.section.{code}"), tuple(lines), counted)
