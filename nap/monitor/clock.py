"""Which day it is where the plan is at home: due dates and what is known turn there, not where the machine stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from nap.plan import Plan


def utc_now() -> datetime:
    """The machine's clock, in UTC."""
    return datetime.now(UTC)


def day_at_home(plan: Plan, now: Callable[[], datetime] = utc_now) -> date:
    """The calendar day in the plan's time zone at the moment `now` gives."""
    return now().astimezone(ZoneInfo(plan.calendar.timezone)).date()
