"""Due dates as a calendar file (RFC 5545) for phones and mail programs: days with their words enter, bytes leave."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

CALLS = (timedelta(days=-7, hours=9), timedelta(hours=9))
"""When a calendar calls, from the due date's first minute: at nine in the morning a week before, and on the day itself."""
_PRODUCT = "-//NAP 1325 monitor//due dates//"


@dataclass(frozen=True)
class DueDay:
    """One due date. `id` stays the same for as long as the entry is about the same return, so that a newer file replaces it."""

    id: str
    day: date
    title: str
    about: str
    done: bool = False


def calendar_file(name: str, lang: str, days: Iterable[DueDay], made: datetime) -> bytes:
    """The file, entries of whole days; `made` is when, `name` what the calendar is called."""
    calendar = Calendar()
    for key, value in (
        ("prodid", _PRODUCT + lang.upper()),
        ("version", "2.0"),
        ("method", "PUBLISH"),
        ("x-wr-calname", name),
    ):
        calendar.add(key, value)
    for one in days:
        calendar.add_component(_entry(one, made))
    written: bytes = calendar.to_ical()
    return written


def _entry(one: DueDay, made: datetime) -> Event:
    event = Event()
    event.add("uid", one.id)
    event.add("dtstamp", made)
    event.add("dtstart", one.day)
    event.add("dtend", one.day + timedelta(days=1))
    event.add("summary", one.title)
    event.add("description", one.about)
    event.add("transp", "TRANSPARENT")
    if not one.done:
        for when in CALLS:
            event.add_component(_alarm(one, when))
    return event


def _alarm(one: DueDay, when: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", one.title)
    alarm.add("trigger", when)
    return alarm
