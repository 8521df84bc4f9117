"""What caused figures to change, in a coordinator's words: returns accepted and taken back, plan versions, statuses by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from nap.charts import Figure, Link
from nap.monitor import Cause, Plan
from nap.words import day, period_name
from ui.addresses import address
from ui.names import partner_name
from ui.view import View

_MOST = 3
"""So many causes are named beside one figure."""


def causes_by_indicator(plan: Plan, region: str, causes: Sequence[Cause]) -> Mapping[str, Sequence[Cause]]:
    """The causes that touch the place, or a place inside it, by indicator; the latest first."""
    found: dict[str, list[Cause]] = {}
    for cause in reversed(causes):
        for code in dict.fromkeys(code for code, place in sorted(cause.touched) if _inside(plan, region, place)):
            found.setdefault(code, []).append(cause)
    return found


def _inside(plan: Plan, region: str, place: str) -> bool:
    parent = plan.regions.parent_region(place)
    return region in {plan.country, place, parent.code if parent else ""}


def cause_words(view: View, causes: Sequence[Cause]) -> list[str]:
    """One line each, the rest counted."""
    said = [_said(view, cause) for cause in causes[:_MOST]]
    return said + ([view.say("changes.cause.more", n=len(causes) - _MOST)] if len(causes) > _MOST else [])


def _said(view: View, cause: Cause) -> str:
    on = _home_day(view, cause)
    if not cause.return_id:
        return view.say(f"changes.cause.{cause.act}", date=on)
    who = partner_name(view.lang, view.plan, cause.partner)
    facts = {"partner": who, "period": cause.period, "version": str(cause.version), "date": on}
    return view.say(f"changes.cause.{cause.act}", **facts)


def causes_figure(view: View, since: date, causes: Sequence[Cause]) -> Figure:
    """Everything that happened since, the latest first; a return leads to its review."""
    title = view.say("changes.causes", day=since)
    columns = ("changes.column.cause", "pages.column.partner", "pages.column.when", "pages.column.person", "pages.column.reason")
    return Figure(
        title=title,
        words=view.say("changes.causes.words", n=len(causes)),
        caption=title,
        header=tuple(view.say(column) for column in columns),
        rows=tuple(_row(view, cause) for cause in reversed(causes)),
        name=f"causes-{since.isoformat()}",
    )


def _row(view: View, cause: Cause) -> tuple[Link | str, ...]:
    what = view.say(f"changes.act.{cause.act}")
    name: Link | str = what
    if cause.return_id and cause.period is not None:
        of = view.say("changes.act.of", act=what, period=period_name(view.lang, cause.period), version=str(cause.version))
        name = Link(of, address("review", **{"return": cause.return_id}))
    who = partner_name(view.lang, view.plan, cause.partner) if cause.partner else ""
    return name, who, day(view.lang, _home_day(view, cause)), cause.person, cause.reason


def _home_day(view: View, cause: Cause) -> date:
    return cause.at.astimezone(ZoneInfo(view.plan.calendar.timezone)).date()
