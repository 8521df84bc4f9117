"""The due dates of one partner as a calendar file: who asks and whose dates enter, a file leaves."""

from __future__ import annotations

from nap.calendars import DueDay, calendar_file
from nap.facts import Period
from nap.monitor.house import House
from nap.monitor.permission import require
from nap.monitor.problems import Unknown
from nap.monitor.reading import IN_HAND, due_returns
from nap.monitor.views import Download
from nap.people import Verb, Viewer
from nap.plan import due_date, is_owed, return_periods
from nap.words import period_name, pick, say

ICS = "text/calendar; charset=utf-8"


def due_calendar(viewer: Viewer, house: House, partner: str, lang: str) -> Download:
    """Every return the partner owes in the plan's years, each an entry on its due date. Unknown(partner).

    A return in hand calls no more; nothing but organisation, period and date stands in it, as calendars travel.
    """
    require(viewer, Verb.SEE_RETURNS)
    found = house.plan.partner(partner)
    if found is None:
        raise Unknown("partner", partner)
    require(viewer, Verb.SEE_RETURNS, partner)
    done = {due.period for due in due_returns(viewer, house) if due.partner == partner and due.status in IN_HAND}
    periods = [period for period in return_periods(house.plan) if is_owed(house.plan, partner, period)]
    name = say(lang, "own.calendar", organisation=pick(found.name, lang))
    days = [_day(house, partner, period, lang, done=period in done) for period in periods]
    return Download(f"{partner}-{house.plan.id}.ics", calendar_file(name, lang, days, house.now()), ICS)


def _day(house: House, partner: str, period: Period, lang: str, *, done: bool) -> DueDay:
    plan = house.plan
    said = {"period": period_name(lang, period), "plan": pick(plan.title, lang)}
    title = say(lang, "own.calendar.done" if done else "own.calendar.due", **said)
    about = say(lang, "own.calendar.about", **said)
    about += f"\n{house.settings.base_url}/returns" if house.settings.base_url else ""
    return DueDay(f"{plan.id}.{partner}.{period}@nap-1325-monitor", due_date(plan, period), title, about, done)
