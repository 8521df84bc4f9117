"""The record on the screen: everything for coordinators, the own deeds for everybody else, what others typed as text alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa
from streamlit.testing.v1 import AppTest

from nap.monitor import House, chain, operator, person_viewer, send_back, sign_in_demo, submit, trail
from nap.monitor.later import settle
from nap.store import audit
from tests.monitor.building import a_check
from tests.pages.conftest import Opener, words
from ui import downloads
from ui.menu import PAGES
from ui.trail import A_PAGE

TRAP = "<img src=x onerror=alert(1)> *[here](http://x)* twice"


def opened(look: Opener, person: str, lang: str = "en") -> AppTest:
    screen = look(person, lang=lang)
    screen.switch_page(str(PAGES / "trail.py")).run()
    assert not screen.exception
    return screen


@pytest.fixture
def returned(house: House) -> House:
    """A house in which a return came back with a reason that tries to be more than text."""
    from nap.monitor.sending import keep

    partner, coordinator = (person_viewer(house, name) for name in ("wpn@demo", "coordinator@demo"))
    assert partner is not None
    assert coordinator is not None
    with house.store.writing() as transaction:
        kept = keep(transaction, replace(partner, origin="198.51.100.4"), house, b"one", "a.xlsx", a_check(house)).receipt
    assert kept is not None
    submit(replace(partner, origin="198.51.100.4"), house, kept.id)
    send_back(replace(coordinator, origin="192.0.2.7"), house, kept.id, TRAP)
    return house


def test_what_somebody_typed_is_text_and_nothing_else(returned: House, look: Opener) -> None:
    seen = words(opened(look, "coordinator@demo"))
    assert "<img" not in seen
    assert "&lt;img src=x onerror=alert(1)&gt; *[here](http://x)* twice" in seen


@pytest.mark.parametrize("person", ["wpn@demo", "forum@demo", "donor@demo"])
def test_nobody_else_sees_what_a_coordinator_did_nor_whether_the_record_is_whole(
    returned: House, look: Opener, person: str
) -> None:
    screen = opened(look, person)
    seen = words(screen)
    assert "Only you and the coordinators" in seen
    assert "twice" not in seen
    assert "192.0.2.7" not in seen
    assert "The record is whole" not in seen
    assert "Who" not in [box.label for box in screen.selectbox]
    assert ("198.51.100.4" in seen) == (person == "wpn@demo")


def test_a_coordinator_sees_who_did_what_from_where_and_that_the_record_is_whole(returned: House, look: Opener) -> None:
    screen = opened(look, "coordinator@demo")
    seen = words(screen)
    whole = chain(operator(), returned)
    assert "The record is whole" in seen
    assert f"{whole.number}:{whole.sha256[:24]}" in seen
    assert "192.0.2.7" in seen
    assert "/review?return=kg-example.WPN.2026-H1.1" in seen


@pytest.mark.parametrize(
    ("lang", "said"), [("ru", "Возвращено на доработку: причина: «"), ("ky", "Оңдоого кайтарылды: себеби: «")]
)
def test_it_is_told_in_the_readers_language(returned: House, look: Opener, lang: str, said: str) -> None:
    assert said in words(opened(look, "coordinator@demo", lang))


def test_filters_narrow_what_is_shown(returned: House, look: Opener) -> None:
    screen = opened(look, "coordinator@demo")
    screen.selectbox(key="act").select("sign_ins").run()
    seen = words(screen)
    assert "Signed in" in seen
    assert "Returned for correction" not in seen
    screen.selectbox(key="act").select("all").run()
    screen.selectbox(key="person").select("wpn@demo").run()
    assert "Returned for correction" not in words(screen)
    screen.text_input(key="return").input("no such return").run()
    assert "Nothing of this kind is on record." in words(screen)


def test_pages_are_turned_and_a_filter_begins_anew(house: House, look: Opener) -> None:
    with house.store.writing() as transaction:
        for number in range(A_PAGE + 3):
            audit.append(transaction, house.moment(), "a@b", "invite", house.plan.id, whom=f"guest{number:03}@x")
    screen = opened(look, "coordinator@demo")
    assert "guest052" in words(screen)
    assert "guest000" not in words(screen)
    screen.button(key="trail_earlier").click().run()
    assert "guest000" in words(screen)
    assert "guest052" not in words(screen)
    screen.selectbox(key="act").select("people").run()
    assert "guest052" in words(screen)


def test_what_was_noted_is_compared_and_what_is_no_such_note_is_told(returned: House, look: Opener) -> None:
    screen = opened(look, "coordinator@demo")
    screen.text_input(key="trail_noted").input("some words").run()
    assert "This is not such a mark" in words(screen)
    whole = chain(operator(), returned)
    screen.text_input(key="trail_noted").input(f"{whole.number}:{whole.sha256[:24]}").run()
    assert "It also fits what was noted." in words(screen)
    screen.text_input(key="trail_noted").input(f"{whole.number}:{'0' * 24}").run()
    assert f"Entry {whole.number} is not the one that was noted down." in words(screen)


def test_a_record_that_was_changed_is_told_with_its_number(returned: House, look: Opener) -> None:
    with returned.store.writing() as transaction:
        transaction.execute(sa.text("DROP TRIGGER audit_no_update"))
        transaction.execute(sa.text("UPDATE audit SET person = 'x' WHERE number = 2"))
    seen = words(opened(look, "coordinator@demo"))
    assert "Entry 2 was changed after it was written." in seen
    assert "Tell whoever looks after the server" in seen


def test_the_file_holds_what_its_reader_may_see_and_is_itself_on_record(
    returned: House, look: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: dict[str, object] = {}
    monkeypatch.setattr(downloads.st, "download_button", lambda _label, **about: given.update(about))
    token = sign_in_demo(returned, "wpn@demo")
    monkeypatch.setattr(downloads, "session_cookie", lambda: token)
    monkeypatch.setattr(downloads, "came_from", lambda: "192.0.2.9")
    opened(look, "wpn@demo")
    make = given["data"]
    assert callable(make)
    lines = make().decode("utf-8-sig").splitlines()
    assert lines[0] == "No.,When,Who,From where,Kind,What was done,Return"
    assert all("wpn@demo" in line for line in lines[1:])
    assert any("Submitted" in line and "198.51.100.4" in line for line in lines)
    assert settle()
    (taken,) = trail(operator(), returned, act="download")
    assert (taken.person, taken.origin, taken.facts["what"]) == ("wpn@demo", "192.0.2.9", "trail")
