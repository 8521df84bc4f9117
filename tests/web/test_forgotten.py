"""A forgotten password: the same answer for everybody; the letter, if there is one to send, only after it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nap.monitor import House, Link, Purpose, operator, people
from nap.settings import Mail
from nap.words import say
from tests.web.joining import EMAIL, client_of, fill, joined, logged

pytestmark = pytest.mark.usefixtures("quick_hashes")

MAIL = Mail("mail.example.org", 587, "", "", "monitor@example.org", "starttls")


def with_mail(house: House) -> House:
    return replace(house, settings=replace(house.settings, mail=MAIL))


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[Link]:
    letters: list[Link] = []
    monkeypatch.setattr("web.forgotten.post", lambda _, link: letters.append(link))
    return letters


@pytest.mark.parametrize("mail", [True, False])
def test_everybody_gets_the_same_answer(house: House, sent: list[Link], mail: bool) -> None:
    joined(house)
    there = with_mail(house) if mail else house
    answers = [fill(client_of(there), "/forgotten", email=email) for email in (EMAIL, "nobody@example.org")]
    assert {(each.status_code, each.headers["location"], each.text) for each in answers} == {(303, "/forgotten?asked=1", "")}
    assert [link.person for link in sent] == [EMAIL] * mail
    page = client_of(there).get("/forgotten?asked=1").text
    assert say("en", f"account.forgotten.asked.{'letter' if mail else 'hand'}") in page


def test_the_link_that_is_sent_sets_a_new_password(house: House, sent: list[Link]) -> None:
    joined(house)
    fill(client_of(with_mail(house)), "/forgotten", email=f"  {EMAIL.upper()} ")
    (link,) = sent
    assert link.purpose is Purpose.RESET
    page = client_of(house).get(f"/invitation/{link.secret}")
    assert (page.status_code, say("en", "account.bidden.reset") in page.text) == (200, True)


def test_a_coordinator_sees_who_asked(house: House, sent: list[Link]) -> None:
    joined(house)
    fill(client_of(house), "/forgotten", email=EMAIL)
    (account,) = (one for one in people(operator(), house) if one.person == EMAIL)
    assert account.asked is not None
    assert sent == []


@pytest.mark.parametrize("email", ["", "no address", "x" * 300 + "@example.org", "<b>x</b>"])
def test_what_is_no_address_is_told_beside_the_field(house: House, email: str) -> None:
    answer = fill(client_of(house), "/forgotten", email=email)
    assert (answer.status_code, say("en", "account.missing.email") in answer.text) == (422, True)
    assert "<b>x" not in answer.text


def test_a_forged_form_asks_for_nothing(house: House, sent: list[Link], caplog: pytest.LogCaptureFixture) -> None:
    joined(house)
    answer = client_of(with_mail(house)).post("/forgotten", data={"email": EMAIL})
    assert (answer.status_code, sent) == (403, [])
    assert "form refused: /forgotten: not our word" in logged(caplog)
    assert EMAIL not in logged(caplog)
