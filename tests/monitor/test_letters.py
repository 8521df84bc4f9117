"""What a link says to whom it is for, in her language; and what becomes of a letter that is sent, told and on record."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from nap.monitor import (
    OUTCOMES,
    AccountState,
    House,
    Link,
    LinkRefused,
    NewPerson,
    Purpose,
    audit_verify,
    bidden,
    close,
    forgot_password,
    invite,
    is_for_here_only,
    link_letter,
    open_house,
    operator,
    people,
    post,
    set_password,
)
from nap.settings import Mail
from nap.words import languages, say
from tests.mailing import Postbox, postbox
from tests.monitor.building import settings
from tests.store.databases import migrated_file

__all__ = ["migrated_file", "postbox"]

AIDA = "aida@example.org"
PASSWORD = "төрт ат жана бир арык"
BASE = "https://nap.example.org"


@pytest.fixture
def house(migrated_file: Path, tmp_path: Path, postbox: Postbox) -> Iterator[House]:
    """A real installation that sends its letters to the postbox."""
    shutil.copy(migrated_file, tmp_path / "nap.sqlite")
    known = settings(f"sqlite:///{tmp_path / 'nap.sqlite'}", demo=False)
    opened = open_house(replace(known, base_url=f"{BASE}/", mail=postbox.mail()))
    yield opened
    close(opened)


def invited(house: House, language: str = "ky", name: str = "Аида Осмонова", email: str = AIDA) -> Link:
    return invite(operator(), house, NewPerson(email, name, frozenset({"coordinator"}), language=language))


def acts(house: House) -> list[tuple[str, str]]:
    with house.store.reading() as transaction:
        rows = transaction.exec_driver_sql("SELECT act, facts FROM audit ORDER BY number").all()
    return [(str(row[0]), str(row[1])) for row in rows]


def test_a_link_that_works_no_more_makes_no_letter(house: House) -> None:
    link = invited(house)
    set_password(house, link.secret, PASSWORD, PASSWORD, "127.0.0.1")
    with pytest.raises(LinkRefused):
        link_letter(house, link)
    assert post(house, link).result(10) == "trouble"


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_outcome_has_a_sentence(outcome: str, lang: str) -> None:
    key = f"people.post.{outcome}"
    assert say(lang, key) != key


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_an_invitation_says_what_its_reader_needs_in_her_language(house: House, lang: str) -> None:
    link = invited(house, lang)
    letter = link_letter(house, link)
    assert (letter.to, letter.language) == (AIDA, lang)
    assert f"\n{BASE}/invitation/{link.secret}\n" in letter.text  # alone on its line: no full stop is taken for a part of it
    assert "Аида Осмонова" in letter.text
    assert AIDA in letter.text
    assert "{" not in letter.text + letter.subject
    assert "\n" not in letter.subject


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_an_invitation_says_who_invites(house: House, lang: str) -> None:
    first = link_letter(house, invited(house, lang))
    assert say(lang, "trail.person.operator") in first.text  # from the server itself
    bermet = NewPerson("b@example.org", "Bermet", frozenset({"donor"}), language=lang)
    assert f"Аида Осмонова ({AIDA})" in link_letter(house, invite(replace(operator(), person=AIDA), house, bermet)).text


def test_without_a_language_the_plans_first_is_spoken(house: House) -> None:
    assert link_letter(house, invited(house, "")).language == house.plan.languages[0]


def test_a_forgotten_password_is_another_letter(house: House) -> None:
    link = invited(house, "en")
    set_password(house, link.secret, PASSWORD, PASSWORD, "127.0.0.1")
    asked = forgot_password(house, AIDA, "127.0.0.1")
    assert asked is not None
    letter = link_letter(house, asked)
    assert "did not ask for it" in letter.text
    assert letter.subject != link_letter(house, invited(house, "en", email="b@example.org")).subject


def test_looking_at_the_letter_uses_no_link_up(house: House) -> None:
    link = invited(house)
    assert link_letter(house, link) == link_letter(house, link)
    assert bidden(house, link.secret).purpose is Purpose.INVITATION


@pytest.mark.parametrize("name", ["*Aida* [x](https://evil.example)", "Aida %0aBcc: x@example.org", "{person} Aida"])
def test_a_name_is_text_and_nothing_else(house: House, postbox: Postbox, name: str) -> None:
    assert post(house, invited(house, "en", name)).result(10) == "sent"
    (letter,) = postbox.letters
    assert (letter["To"], letter["Bcc"]) == (AIDA, None)
    assert f"Hello {name}!" in letter.get_content()


def test_a_letter_that_went_is_on_record_without_its_secret(house: House, postbox: Postbox) -> None:
    link = invited(house)
    assert post(house, link).result(10) == "sent"
    assert link.secret in postbox.letters[0].get_content()
    act, facts = acts(house)[-1]
    assert act == "letter_sent"
    assert AIDA in facts
    assert link.secret not in str(acts(house))
    assert audit_verify(house)[0] is None


@pytest.mark.parametrize(
    ("answer", "mail", "outcome"),
    [
        ("550 nobody of that name", {}, "refused"),
        ("", {"sender": "nobody"}, "bad_address"),
        ("", {"security": "starttls"}, "insecure"),
    ],
)
def test_what_was_not_sent_is_told_logged_and_on_record(
    house: House,
    postbox: Postbox,
    caplog: pytest.LogCaptureFixture,
    answer: str,
    mail: dict[str, str],
    outcome: str,
) -> None:
    postbox.answer = answer
    at = replace(house, settings=replace(house.settings, mail=postbox.mail(**mail)))
    link = invited(at)
    with caplog.at_level(logging.WARNING, "nap.letters"):
        assert post(at, link).result(10) == outcome
    (line,) = (record.getMessage() for record in caplog.records if record.name == "nap.letters")
    assert outcome in line
    assert "\n" not in line
    assert link.secret not in line
    assert acts(house)[-1][0] == "letter_failed"
    assert people(operator(), house)[0].state is AccountState.INVITED


def test_nobody_waits_for_a_silent_server(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    answered = Event()
    monkeypatch.setattr("nap.monitor.letters.send", lambda *_: answered.wait(10))
    outcome = post(house, invited(house))
    assert not outcome.done()
    answered.set()
    assert outcome.result(10) == "sent"


@pytest.mark.parametrize(
    ("base", "here"),
    [
        ("http://127.0.0.1:8501", True),
        ("http://localhost", True),
        ("http://[::1]:8501/", True),
        ("https://nap.example.org", False),
        ("http://192.168.1.7:8501", False),
    ],
)
def test_a_link_that_opens_on_this_machine_alone_is_known(house: House, base: str, here: bool) -> None:
    assert is_for_here_only(replace(house, settings=replace(house.settings, base_url=base))) is here


def test_settings_without_a_mail_server_send_nothing(house: House) -> None:
    bare = replace(house, settings=replace(house.settings, mail=None))
    assert post(bare, invited(bare)).result(10) == "unreachable"
    assert isinstance(house.settings.mail, Mail)
