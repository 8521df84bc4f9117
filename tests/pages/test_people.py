"""The coordinator's screen about people: faults beside their fields, a link that is shown once, acts told before and after."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from threading import Event
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

import ui.session
from nap.monitor import (
    Account,
    AccountState,
    House,
    Link,
    NewPerson,
    bidden,
    change_person,
    disable_person,
    forgot_password,
    invite,
    link_letter,
    operator,
    people,
    set_password,
    viewer_of,
)
from nap.settings import Mail
from tests.pages.conftest import Opener, words
from ui.menu import PAGES
from ui.people_acting import id_of
from ui.people_link import mailto
from ui.people_list import OPEN

AIDA = "aida@example.org"
PASSWORD = "төрт ат жана бир арык"
ODD = "*Aida* [press](https://evil.example) :material/star: & co"


def screen_of(look: Opener, person: str = "coordinator@demo", chosen: str = "", lang: str = "en") -> AppTest:
    screen = look(person, lang=lang)
    if chosen:
        screen.query_params["person"] = id_of(chosen)
    screen.switch_page(str(PAGES / "people.py")).run()
    assert not screen.exception
    return screen


def invited(house: House, email: str = AIDA, name: str = "Aida Osmonova", role: str = "forum", partner: str = "") -> Link:
    return invite(operator(), house, NewPerson(email, name, frozenset({role}), partner, "en"))


def entered(house: House, link: Link) -> str:
    """The person has chosen a password; the token of her session."""
    return set_password(house, link.secret, PASSWORD, PASSWORD, "127.0.0.1")


def account(house: House, email: str = AIDA) -> Account:
    (found,) = (one for one in people(operator(), house) if one.person == email)
    return found


def typed(screen: AppTest, *roles: str, email: str = AIDA, name: str = "Aida Osmonova") -> AppTest:
    screen.text_input(key="people_invite_0_email").set_value(email)
    screen.text_input(key="people_invite_0_name").set_value(name)
    for role in roles:
        screen.checkbox(key=f"people_invite_0_role_{role}").check()
    return screen.run()


def press(screen: AppTest, key: str) -> str:
    screen.button(key=key).click().run()
    assert not screen.exception
    return words(screen)


def press_invite(screen: AppTest) -> str:
    return press(screen, "people_invite_0_go")


def refusals(told: str) -> list[str]:
    return [unescape(found) for found in re.findall(r'role="alert"><p><b aria-hidden="true">✗</b> (.*?)</p>', told)]


def addresses(told: str) -> list[str]:
    return [unescape(found) for found in re.findall(r'<a class="nap-go" href="([^"]*)" target="_blank" rel="noopener">', told)]


def test_everything_that_is_missing_is_said_at_once_each_beside_its_field(house: House, look: Opener) -> None:
    told = press_invite(screen_of(look))
    assert [said[:12] for said in refusals(told)] == ["No e-mail is", "No name is t", "Nothing is c"]
    assert not [one for one in people(operator(), house) if not one.demo]


def test_a_wrong_address_is_said_together_with_what_is_missing(look: Opener) -> None:
    told = refusals(press_invite(typed(screen_of(look), "partner", email="aida@example")))
    assert len(told) == 2
    assert "aida@example" in told[0]


def test_the_language_of_the_letter_cannot_be_taken_away_by_pressing_it_again(look: Opener) -> None:
    assert screen_of(look).button_group(key="people_invite_0_language").proto.required


def test_an_organisation_is_asked_of_those_who_send_returns_alone(house: House, look: Opener) -> None:
    screen = typed(screen_of(look), "forum")
    assert not [box for box in screen.selectbox if box.key == "people_invite_0_partner"]
    screen.checkbox(key="people_invite_0_role_partner").check().run()
    assert "No organisation is chosen" in "".join(refusals(press_invite(screen)))
    screen.selectbox(key="people_invite_0_partner").set_value("WPN").run()
    press_invite(screen)
    assert (account(house).partner, account(house).state) == ("WPN", AccountState.INVITED)


@pytest.mark.parametrize(
    ("email", "name", "said"),
    [
        ("<script>alert(1)</script>", "Aida", "not an e-mail address: <script>alert(1)</script>"),
        ("[x](https://evil.example)", "Aida", "not an e-mail address"),
        (AIDA, "<img src=x onerror=alert(1)>", "cannot be a name: <img"),
        (AIDA, "=HYPERLINK(1)", "cannot be a name"),
        ("B@Example.org", "Bermet", "an account with this e-mail already: b@example.org"),
    ],
)
def test_what_is_typed_wrongly_is_repeated_as_text(house: House, look: Opener, email: str, name: str, said: str) -> None:
    invited(house, "b@example.org", "Bermet")
    screen = typed(screen_of(look), "forum", email=email, name=name)
    (refusal,) = refusals(press_invite(screen))
    assert said in refusal
    assert not [one for one in screen.main if one.type == "html" and re.search("<(script|img)", str(one.value))]
    assert len([one for one in people(operator(), house) if not one.demo]) == 1


def test_a_name_is_never_markup(house: House, look: Opener) -> None:
    invited(house, name=ODD)
    for screen in (screen_of(look), screen_of(look, chosen=AIDA)):
        formatted = [*screen.markdown, *screen.caption, *screen.success, *screen.error, *screen.info, *screen.header]
        assert not [one for one in formatted if "evil" in str(one.value)]
        assert "[press](https://evil.example) :material/star: &amp; co" in words(screen)


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_a_letter_is_short_enough_for_a_browser_to_hand_it_to_a_mail_program(house: House, lang: str) -> None:
    long = NewPerson(AIDA, "Асанкулова Гүлжамал Токтосуновна " * 3, frozenset({"forum"}), language=lang)
    link = invite(operator(), house, long)
    address = mailto(link_letter(house, link))
    (body,) = parse_qs(urlsplit(address).query)["body"]
    assert len(address) <= 2046
    assert link.secret in body


def test_a_link_is_shown_once_with_its_text_in_the_language_of_whom_it_is_for(look: Opener, house: House) -> None:
    screen = typed(screen_of(look), "forum")
    screen.segmented_control(key="people_invite_0_language").set_value("ky")
    told = press_invite(screen)
    (text,) = (block.value for block in screen.code)
    assert text.startswith("Саламатсызбы, Aida Osmonova!")
    (secret,) = re.findall(r"/invitation/(\S+)", text)
    assert bidden(house, secret).person == AIDA
    whatsapp, mailto = (urlsplit(address) for address in addresses(told))
    assert (whatsapp.scheme, whatsapp.netloc, parse_qs(whatsapp.query)["text"]) == ("https", "wa.me", [text])
    (body,) = parse_qs(mailto.query)["body"]
    assert (mailto.scheme, unquote(mailto.path)) == ("mailto", AIDA)
    assert text.startswith(body)
    assert f"/invitation/{secret}" in body
    assert "works once, until" in told
    assert secret in words(screen.run())  # a word typed or a language chosen does not lose it
    assert secret not in press(screen, "people_link_done")
    assert AIDA in words(screen)
    assert not screen.text_input(key="people_invite_1_email").value


def test_a_link_does_not_wait_on_the_page_for_whoever_comes_next(house: House, look: Opener) -> None:
    screen = typed(screen_of(look), "forum")
    assert "/invitation/" in press_invite(screen) + screen.code[0].value
    screen.switch_page(str(PAGES / "plan.py")).run()
    screen.switch_page(str(PAGES / "people.py")).run()
    assert not screen.code
    assert account(house).state is AccountState.INVITED


def test_a_link_that_was_used_meanwhile_says_so(house: House, look: Opener) -> None:
    screen = typed(screen_of(look), "forum")
    press_invite(screen)
    entered(house, screen.session_state["people_link"])
    assert f"The link for {AIDA} has been used" in words(screen.run())
    assert not screen.code


def test_the_page_stands_while_the_letter_is_on_its_way(house: House, look: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    answered = Event()
    monkeypatch.setattr("nap.monitor.letters.send", lambda *_: answered.wait(30))
    with_mail(house, monkeypatch)
    screen = typed(screen_of(look), "forum")
    assert "check it letter by letter" in "".join(str(one.value) for one in screen.caption)
    assert "on its way" in press_invite(screen)
    assert screen.code
    answered.set()
    assert screen.session_state["people_posted"].result(10) == "sent"
    assert f"Sent by e-mail to {AIDA}" in words(screen.run())


def test_a_letter_that_did_not_go_says_to_copy_the_link(house: House, look: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    with_mail(house, monkeypatch, sender="nobody")
    screen = typed(screen_of(look), "forum")
    press_invite(screen)
    assert screen.session_state["people_posted"].result(10) == "bad_address"
    (said,) = refusals(words(screen.run()))
    assert "pass on the link above yourself" in said
    assert screen.code


def with_mail(house: House, monkeypatch: pytest.MonkeyPatch, sender: str = "monitor@example.org") -> None:
    mail = Mail("127.0.0.1", 9, "", "", sender, "none")
    sending = replace(house, settings=replace(house.settings, mail=mail))
    monkeypatch.setattr(ui.session, "the_house", lambda: sending)


def test_who_forgot_the_password_stands_on_top_with_a_link_to_make(house: House, look: Opener) -> None:
    entered(house, invited(house))
    assert "Forgotten passwords" not in words(screen_of(look))
    forgot_password(house, AIDA, "127.0.0.1")
    screen = screen_of(look)
    assert words(screen).index("Forgotten passwords") < words(screen).index("People: 1")
    press(screen, f"people_forgotten_{id_of(AIDA)}")
    assert "choose a new password" in screen.code[0].value
    assert "Forgotten passwords" not in words(screen)


def test_what_changes_works_at_once_and_the_rest_stays(house: House, look: Opener) -> None:
    token = entered(house, invited(house))
    key = f"people_{id_of(AIDA)}_0"
    screen = screen_of(look, chosen=AIDA)
    screen.checkbox(key=f"{key}_role_donor").check()
    screen.checkbox(key=f"{key}_role_forum").uncheck()
    told = press(screen, f"{key}_save")
    assert "Saved: Aida Osmonova" in told
    assert [role.value for role in account(house).roles] == ["donor"]
    looked = viewer_of(house, token)
    assert looked is not None
    assert [role.value for role in looked.roles] == ["donor"]
    screen.checkbox(key=f"people_{id_of(AIDA)}_1_role_donor").uncheck()
    assert "Nothing is chosen" in "".join(refusals(press(screen, f"people_{id_of(AIDA)}_1_save")))
    assert [role.value for role in account(house).roles] == ["donor"]


def test_what_somebody_else_changed_meanwhile_is_shown_and_not_overwritten(house: House, look: Opener) -> None:
    invited(house)
    key = f"people_{id_of(AIDA)}_0"
    screen = screen_of(look, chosen=AIDA)
    seen = account(house)
    change_person(operator(), house, AIDA, name="Aida Asanova", roles=frozenset({"donor"}), partner="", language="ky", seen=seen)
    screen.text_input(key=f"{key}_name").set_value("Aida Typed")
    told = press(screen, f"{key}_save")
    assert "somebody else has changed this account" in "".join(refusals(told))
    assert account(house).name == "Aida Asanova"
    assert screen.text_input(key=f"people_{id_of(AIDA)}_1_name").value == "Aida Asanova"
    screen.text_input(key=f"people_{id_of(AIDA)}_1_name").set_value("Aida Typed")
    press(screen, f"people_{id_of(AIDA)}_1_save")
    assert account(house).name == "Aida Typed"


def test_nobody_takes_the_role_from_oneself_or_disables_oneself(
    house: House, look: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = entered(house, invited(house, role="coordinator"))
    screen = screen_of(look)
    monkeypatch.setattr(ui.session, "session_cookie", lambda: token)
    screen.query_params["person"] = id_of(AIDA)
    screen.run()
    key = f"people_{id_of(AIDA)}_0"
    assert not [button for button in screen.button if button.key == f"{key}_disable"]
    screen.checkbox(key=f"{key}_role_coordinator").uncheck()
    screen.checkbox(key=f"{key}_role_forum").check()
    assert "your own account" in "".join(refusals(press(screen, f"{key}_save")))
    assert [role.value for role in account(house).roles] == ["coordinator"]


def test_disabling_says_what_follows_signs_out_and_can_be_taken_back(house: House, look: Opener) -> None:
    token = entered(house, invited(house))
    key = f"people_{id_of(AIDA)}_0"
    screen = screen_of(look, chosen=AIDA)
    assert "signed out at once" in "".join(str(one.value) for one in screen.caption)
    screen.text_input(key=f"{key}_reason").set_value("Call 0555 123 456")
    assert "personal data" in "".join(refusals(press(screen, f"{key}_disable")))
    assert viewer_of(house, token) is not None
    screen.text_input(key=f"{key}_reason").set_value("left the organisation")
    assert "Disabled: Aida Osmonova" in press(screen, f"{key}_disable")
    assert viewer_of(house, token) is None
    assert not [button for button in screen.button if button.key.endswith(("_renew", "_end"))]
    assert "Enabled: Aida Osmonova" in press(screen, f"people_{id_of(AIDA)}_1_enable")
    assert account(house).state is AccountState.ACTIVE


def test_who_invited_is_said_in_words(house: House, look: Opener) -> None:
    invited(house)
    assert ", administrator of the server" in words(screen_of(look, chosen=AIDA))


def test_sessions_are_ended_and_counted(house: House, look: Opener) -> None:
    token = entered(house, invited(house))
    assert "Signed out everywhere: Aida Osmonova. Browsers: 1" in press(
        screen_of(look, chosen=AIDA), f"people_{id_of(AIDA)}_0_end"
    )
    assert viewer_of(house, token) is None


def test_a_button_of_somebody_disabled_meanwhile_does_nothing_and_shows_how_it_stands(house: House, look: Opener) -> None:
    invited(house)
    screen = screen_of(look, chosen=AIDA)
    disable_person(operator(), house, AIDA, "left")
    assert "Disabled" in press(screen, f"people_{id_of(AIDA)}_0_renew")
    assert not screen.code


def test_demo_people_are_told_apart_and_cannot_be_changed(look: Opener) -> None:
    told = words(screen_of(look))
    assert "People of the demonstration: " in told
    assert "Nobody has an account yet" in told
    screen = screen_of(look, chosen="wpn@demo")
    assert not screen.button
    assert "Anybody at this computer can sign in" in words(screen)


def test_an_address_of_nobody_says_so(look: Opener) -> None:
    assert "There is no such person" in words(screen_of(look, chosen="nobody@example.org"))


def test_among_many_one_is_found_by_any_word_and_by_state(house: House, look: Opener) -> None:
    for n in range(OPEN + 2):
        invited(house, f"p{n}@example.org", f"Person {n}", "partner", "WPN" if n else "MIA")
    disable_person(operator(), house, "p7@example.org", "left")
    screen = screen_of(look)
    assert f"People: {OPEN + 2}" in words(screen)
    assert '<details class="nap-rest">' in words(screen)
    for search, found in (("PERSON 41", 1), ("nobody else", 0), ("p0@", 1), ("partner mia", 1)):
        screen.text_input(key="people_search").set_value(search)
        told = words(screen.run())
        assert (f"Found: {found} of" in told) == (found > 0)
        assert ("Nobody was found" in told) == (found == 0)
    screen.text_input(key="people_search").set_value("")
    screen.selectbox(key="people_state").set_value("disabled")
    assert "Found: 1 of" in words(screen.run())


@pytest.mark.parametrize(("lang", "title"), [("ky", "Адамдар"), ("ru", "Люди")])
def test_the_screen_speaks_its_readers_language(house: House, look: Opener, lang: str, title: str) -> None:
    invited(house)
    told = words(screen_of(look, lang=lang))
    assert title in told
    assert "Invite" not in told
