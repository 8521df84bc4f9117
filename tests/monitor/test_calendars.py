"""The due dates of a partner as a calendar file: every return it owes, calling until it is in hand, nothing secret in it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from icalendar import Calendar, Event

from nap import monitor
from nap.monitor import Denied, House, Unknown
from nap.plan import due_date, owed, return_periods
from tests.monitor.building import COORDINATOR, FORUM, H1, MIA, WPN, a_submission


def entries(house: House, lang: str = "en") -> dict[str, Event]:
    read = Calendar.from_ical(monitor.due_calendar(WPN, house, "WPN", lang).data)
    return {str(event["uid"]).split(".")[2].partition("@")[0]: event for event in read.walk("VEVENT")}


def test_another_organisation_and_readers_are_refused(quick_house: House) -> None:
    for person in (MIA, FORUM):
        with pytest.raises(Denied):
            monitor.due_calendar(person, quick_house, "WPN", "en")


def test_an_organisation_that_does_not_exist_is_said_so(quick_house: House) -> None:
    with pytest.raises(Unknown):
        monitor.due_calendar(COORDINATOR, quick_house, "NOBODY", "en")


def test_every_return_that_is_owed_stands_on_its_due_date(quick_house: House) -> None:
    plan = quick_house.plan
    expected = {str(period): due_date(plan, period) for period in return_periods(plan) if owed(plan, "WPN", period)}
    assert {period: event.decoded("dtstart") for period, event in entries(quick_house).items()} == expected
    assert all(type(event.decoded("dtstart")) is date for event in entries(quick_house).values())


def test_it_calls_a_week_before_and_on_the_day_at_nine(quick_house: House) -> None:
    calls = [alarm.decoded("trigger") for alarm in entries(quick_house)[str(H1)].walk("VALARM")]
    assert calls == [timedelta(days=-7, hours=9), timedelta(hours=9)]


def test_a_return_in_hand_keeps_its_entry_and_calls_no_more(quick_house: House) -> None:
    before = entries(quick_house)[str(H1)]
    a_submission(quick_house)
    after = entries(quick_house)[str(H1)]
    assert after["uid"] == before["uid"]
    assert not list(after.walk("VALARM"))
    assert "sent" in str(after["summary"])


@pytest.mark.parametrize("lang", ["en", "ru", "ky"])
def test_it_is_in_the_readers_language_and_names_no_person_and_no_number(quick_house: House, lang: str) -> None:
    a_submission(quick_house)
    text = monitor.due_calendar(WPN, quick_house, "WPN", lang).data.decode()
    assert "WPN" in text
    assert WPN.person not in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
