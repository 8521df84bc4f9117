"""`remind`: on trial nothing is sent or noted, without a mail server texts are printed, nobody but coordinators."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Nap


def test_nobody_but_coordinators_reminds(demo_nap: Nap) -> None:
    for person in ("forum@demo", "donor@demo", "wpn@demo"):
        done = demo_nap("remind", "--as", person)
        assert (done.status, done.out) == (2, "")


def test_without_a_mail_server_texts_to_pass_on_are_printed_and_nothing_is_noted(demo_nap: Nap) -> None:
    first, again = demo_nap("remind"), demo_nap("remind", "--as", "coordinator@demo")
    assert first.status == 0
    assert first.out == again.out
    assert "To be reminded: coordinator@demo" in first.out
    assert "/review" in first.out


def test_as_json_each_reminder_says_who_of_what_and_the_text(demo_nap: Nap) -> None:
    told = demo_nap("remind", "--dry-run", "--json").json
    (digest,) = (one for one in told["reminders"] if one["person"] == "coordinator@demo")
    assert {thing["kind"] for thing in digest["things"]} == {"digest"}
    assert {"partner", "period", "day", "return"} <= digest["things"][0].keys()
    assert told["unheard"] == []


@pytest.mark.parametrize(("lang", "word"), [("ru", "Напомнить"), ("ky", "Эске салуу керек")])
def test_it_speaks_the_language_asked_for(demo_nap: Nap, lang: str, word: str) -> None:
    assert word in demo_nap("remind", "--dry-run", "--lang", lang).out
