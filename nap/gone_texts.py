"""That a file is no longer kept, in words: since when and why enter, a sentence leaves."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from nap.plan import Plan
from nap.words import day, say


def gone_text(lang: str, plan: Plan, gone: datetime | None, *, erased: bool) -> str:
    """The sentence for a receipt, dated on the clock of the plan's country; empty while the file is kept."""
    if gone is None:
        return ""
    on = day(lang, gone.astimezone(ZoneInfo(plan.calendar.timezone)).date())
    return say(lang, "files.gone.erased" if erased else "files.gone.retention", date=on)


def gone_shortly(lang: str, plan: Plan, gone: datetime | None) -> str:
    """The same in a few words, for a list."""
    if gone is None:
        return ""
    return say(lang, "files.gone.short", date=day(lang, gone.astimezone(ZoneInfo(plan.calendar.timezone)).date()))
