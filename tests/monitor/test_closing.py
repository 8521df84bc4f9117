"""Closing return periods and opening them again for one partner; all templates of a period as one archive."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest

from nap.facts import Period
from nap.monitor import (
    HistoryPart,
    House,
    NotNow,
    PeriodState,
    Unknown,
    accept,
    close_period,
    import_history,
    partner_languages,
    period_states,
    reopen_period,
    send_back,
    submit,
    templates_zip,
)
from nap.monitor.closing import closed_for
from nap.monitor.house import at_noon
from nap.returns.book import Book
from nap.returns.identity import is_return
from nap.returns.reader import open_book
from nap.store import persons
from nap.store.persons import Person
from tests.monitor.building import COORDINATOR, H1, H2, MIA, WPN, a_draft, a_submission, second_coordinator

WHY = "The figures of the second quarter came late from the districts"


def refusal(act: object, *about: object, **more: object) -> str:
    with pytest.raises(NotNow) as caught:
        act(*about, **more)  # type: ignore[operator]
    return caught.value.code


def state(house: House, period: Period = H1) -> PeriodState:
    return next(one for one in period_states(COORDINATOR, house) if one.period == period)


def is_closed(house: House, partner: str, period: Period = H1) -> bool:
    with house.store.reading() as transaction:
        return closed_for(transaction, house, partner, period)


def test_a_period_is_not_closed_before_its_due_date_has_passed(quick_house: House) -> None:
    assert refusal(close_period, COORDINATOR, quick_house, H2) == "period_running"
    assert refusal(close_period, COORDINATOR, at_noon(quick_house, date(2026, 7, 15)), H1) == "period_running"
    close_period(COORDINATOR, at_noon(quick_house, date(2026, 7, 16)), H1)


@pytest.mark.parametrize("period", ["2020-H1", "2026", "2026-Q1", "2031-H1"])
def test_only_return_periods_of_the_plan_are_closed(quick_house: House, period: str) -> None:
    with pytest.raises(Unknown):
        close_period(COORDINATOR, quick_house, Period.parse(period))


def test_nothing_is_closed_or_opened_twice(quick_house: House) -> None:
    assert refusal(reopen_period, COORDINATOR, quick_house, H1, "WPN", WHY) == "not_closed"
    close_period(COORDINATOR, quick_house, H1)
    assert refusal(close_period, COORDINATOR, quick_house, H1) == "already_closed"
    assert refusal(close_period, COORDINATOR, quick_house, H1, "WPN") == "already_closed"
    reopen_period(COORDINATOR, quick_house, H1, "WPN", WHY)
    assert refusal(reopen_period, COORDINATOR, quick_house, H1, "WPN", WHY) == "already_open"


def test_opening_again_needs_a_reason_and_a_partner_that_owes_something(quick_house: House) -> None:
    close_period(COORDINATOR, quick_house, H1)
    assert refusal(reopen_period, COORDINATOR, quick_house, H1, "WPN", " ") == "reason_needed"
    with pytest.raises(Unknown):
        reopen_period(COORDINATOR, quick_house, H1, "XXX", WHY)


def test_a_closed_period_takes_nothing_but_from_whom_it_is_open_for(quick_house: House) -> None:
    draft = a_draft(quick_house).id
    close_period(COORDINATOR, quick_house, H1)
    assert refusal(submit, WPN, quick_house, draft) == "period_closed"
    reopen_period(COORDINATOR, quick_house, H1, "WPN", WHY)
    assert (is_closed(quick_house, "WPN"), is_closed(quick_house, "MIA")) == (False, True)
    assert submit(WPN, quick_house, draft).status == "submitted"
    close_period(COORDINATOR, quick_house, H1, "WPN")
    assert is_closed(quick_house, "WPN")
    assert not is_closed(quick_house, "WPN", H2)


def test_a_table_with_a_row_of_an_open_period_brings_nothing_new_of_a_closed_one(quick_house: House) -> None:
    other = second_coordinator(quick_house)
    accept(COORDINATOR, quick_house, a_submission(quick_house).id)
    close_period(COORDINATOR, quick_house, H1)

    def bring(*lines: str) -> tuple[HistoryPart, ...]:
        head = "partner,indicator,region,period,breakdown,value,numerator,denominator,state"
        data = "\n".join((head, "WPN,2.2,KG-O,2026-H2,,3,,,", *lines)).encode()
        return import_history(other, quick_house, data, "table.csv", WHY).parts

    assert refusal(bring, "WPN,2.2,KG-B,2026-H1,,77,,,") == "figures_closed"
    assert refusal(bring, "WPN,2.2,KG-O,2026-Q2,,7,,,") == "figures_closed"
    same = bring("WPN,2.2,KG-B,2026-H1,,21,,,")
    assert [one.receipt and one.receipt.status for one in same] == ["submitted"]
    reopen_period(COORDINATOR, quick_house, H1, "WPN", WHY)
    assert bring("WPN,2.2,KG-B,2026-H1,,77,,,")


def test_what_waits_when_a_period_is_closed_can_still_be_decided(quick_house: House) -> None:
    mine, other = a_submission(quick_house).id, submit(MIA, quick_house, a_draft(quick_house, MIA, partner="MIA").id).id
    close_period(COORDINATOR, quick_house, H1)
    assert accept(COORDINATOR, quick_house, mine).status == "accepted"
    assert send_back(COORDINATOR, quick_house, other, "look again").status == "returned"


def test_what_is_missing_is_told_before_and_after(quick_house: House) -> None:
    a_submission(quick_house)
    before = state(quick_house)
    assert (before.state, "WPN" in before.missing, "MIA" in before.missing) == ("over", False, True)
    close_period(COORDINATOR, quick_house, H1, reason="Agreed in the meeting")
    reopen_period(COORDINATOR, quick_house, H1, "MIA", WHY)
    after = state(quick_house)
    assert after.state == "closed"
    assert after.closing is not None
    assert (after.closing.person, after.closing.reason) == ("coordinator@demo", "Agreed in the meeting")
    assert [(one.partner, one.reason) for one in after.closing.reopened] == [("MIA", WHY)]
    assert [one.partner for one in after.partners if one.reopened] == ["MIA"]


def test_the_next_period_is_shown_before_it_begins_and_no_later_one(quick_house: House) -> None:
    states = period_states(COORDINATOR, quick_house)
    assert [(str(one.period), one.state) for one in states[:3]] == [
        ("2027-H1", "ahead"),
        ("2026-H2", "running"),
        ("2026-H1", "over"),
    ]


def test_looking_back_a_period_is_as_open_as_it_was(quick_house: House) -> None:
    close_period(COORDINATOR, quick_house, H1)
    assert not is_closed(replace(quick_house, until=at_noon(quick_house, date(2026, 8, 1)).moment()), "WPN")


def test_every_owing_partner_has_its_own_template_in_its_language(quick_house: House) -> None:
    with quick_house.store.writing() as transaction:
        for number, lang in enumerate(("ru", "ru", "en")):
            roles = frozenset({"partner"})
            person = Person(f"p{number}@example.org", f"P {number}", roles, partner="WPN", language=lang)
            persons.add_person(transaction, person)
    languages = partner_languages(quick_house, H2)
    found = templates_zip(COORDINATOR, quick_house, H2)
    with zipfile.ZipFile(io.BytesIO(found.data)) as archive:
        names = archive.namelist()
        books = [open_book(archive.read(name)) for name in names[1:]]
        told = archive.read("read-me.txt").decode("utf-8-sig")
    assert languages["WPN"] == "ru"
    assert names == ["read-me.txt", *(f"{code}-2026-H2-{lang}.xlsx" for code, lang in languages.items())]
    assert all(name in told for name in names[1:])
    assert all(isinstance(book, Book) and is_return(book) for book in books)


def test_one_language_for_all_can_be_asked_for(quick_house: House) -> None:
    with zipfile.ZipFile(io.BytesIO(templates_zip(COORDINATOR, quick_house, H2, "en").data)) as archive:
        assert all(name.endswith(("-en.xlsx", ".txt")) for name in archive.namelist())


def test_there_is_no_archive_of_a_period_in_which_nobody_owes_anything(quick_house: House) -> None:
    for period, lang in ((Period.parse("2020-H1"), ""), (H2, "de")):
        with pytest.raises(Unknown):
            templates_zip(COORDINATOR, quick_house, period, lang)
