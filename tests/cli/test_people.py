"""`people …`: the first coordinator of an empty installation, links to pass on, and refusals in one line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from nap.monitor import PERSON_REFUSALS, bidden, close, open_house, set_password
from nap.settings import Settings
from nap.words import languages, say
from tests.cli.conftest import Done, Nap
from tests.mailing import HOST, Postbox, postbox

__all__ = ["postbox"]

AIDA = "aida@example.org"
INVITE = ("people", "invite", AIDA, "--name", "Аида Осмонова", "--role", "coordinator")
PASSWORD = "төрт ат жана бир арык"


@pytest.fixture
def real(nap: Nap) -> Nap:
    """A real, empty installation."""
    assert nap("init").status == 0
    return nap


def refused(done: Done) -> str:
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    return done.err


def one(nap: Nap, email: str = AIDA) -> dict[str, object]:
    (found,) = (each for each in nap("people", "list", "--json").json if each["email"] == email)
    return dict(found)


def enter(secret: str, password: str = PASSWORD) -> None:
    """The person opens the link and chooses a password."""
    house = open_house(Settings.read())
    set_password(house, secret, password, password, "127.0.0.1")
    close(house)


@pytest.mark.parametrize("code", PERSON_REFUSALS)
@pytest.mark.parametrize("lang", languages())
def test_every_refusal_has_a_sentence(code: str, lang: str) -> None:
    key = f"people.refused.{code}"
    assert say(lang, key) != key


def test_before_a_real_installation_has_begun_nobody_is_invited(nap: Nap) -> None:
    assert "python -m nap init" in refused(nap(*INVITE))
    assert nap("init").status == 0


def test_the_record_of_a_real_installation_begins_today_and_not_on_the_day_of_the_demo(real: Nap) -> None:
    listed = real("audit", "list", "--json").json
    assert {event["act"] for event in listed} == {"adopt_plan", "begin"}
    assert all(abs(datetime.now(UTC) - datetime.fromisoformat(event["at"])) < timedelta(hours=1) for event in listed)


@pytest.mark.parametrize(
    ("email", "more", "said"),
    [
        ("aida", ("--role", "forum"), "not an e-mail address: aida"),
        ("aida@example.org\nBcc: x@example.org", ("--role", "forum"), "not an e-mail address"),
        (AIDA, ("--role", "boss"), "partner, forum, donor, coordinator"),
        (AIDA, ("--role", "partner"), "WPN"),
        (AIDA, ("--role", "partner", "--partner", "NOBODY"), "WPN"),
        (AIDA, ("--role", "forum", "--lang-of-person", "de"), "ky, ru, en"),
        (AIDA, ("--role", "forum", "--name", "=HYPERLINK(1)"), "cannot be a name"),
        (AIDA, ("--role", "forum", "--name", "<b>Aida</b>"), "cannot be a name"),
    ],
)
def test_what_was_typed_wrongly_is_said_with_what_there_is(real: Nap, email: str, more: tuple[str, ...], said: str) -> None:
    assert said in refused(real("people", "invite", email, "--name", "Aida", *more))
    assert real("people", "list", "--json").json == []


def test_nobody_but_coordinators(demo_nap: Nap) -> None:
    for person in ("forum@demo", "donor@demo", "wpn@demo"):
        refused(demo_nap(*INVITE, "--as", person))
        refused(demo_nap("people", "list", "--as", person))
    assert AIDA not in demo_nap("people", "list").out


def test_the_last_coordinator_stays(real: Nap) -> None:
    real(*INVITE)
    assert "only coordinator" in refused(real("people", "disable", AIDA))
    assert "only coordinator" in refused(real("people", "change", AIDA, "--role", "forum"))
    assert one(real)["state"] == "invited"


def test_demo_people_are_listed_and_left_alone(demo_nap: Nap) -> None:
    assert one(demo_nap, "wpn@demo")["demo"] is True
    assert "demonstration" in refused(demo_nap("people", "disable", "wpn@demo"))


def test_nobody_is_invited_twice_and_nobody_unknown_is_changed(real: Nap) -> None:
    real(*INVITE)
    assert AIDA in refused(real(*INVITE[:2], AIDA.upper(), *INVITE[3:]))
    for act in ("disable", "enable", "link", "sign-out", "change"):
        assert "nobody@example.org" in refused(real("people", act, "nobody@example.org"))


def test_the_first_coordinator_gets_a_link_with_the_address_of_the_installation(
    real: Nap, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NAP_BASE_URL", "https://nap.example.org/")
    before = datetime.now().astimezone()
    done = real(*INVITE)
    address, said = done.out.splitlines()
    assert done.status == 0
    assert address.startswith("https://nap.example.org/invitation/")
    assert AIDA in said
    told = real("people", "link", AIDA, "--json").json
    assert (told["purpose"], told["email"]) == ("invitation", AIDA)
    assert timedelta(days=6, hours=23) < datetime.fromisoformat(told["ends"]) - before < timedelta(days=7, hours=1)
    assert told["link"] != address
    enter(told["link"].rpartition("/")[2])
    assert (one(real)["state"], one(real)["password"]) == ("active", True)
    assert real("people", "link", AIDA, "--json").json["purpose"] == "reset"


def test_a_link_that_opens_nowhere_else_says_so(real: Nap) -> None:
    assert "NAP_BASE_URL" in real(*INVITE).out


def test_what_is_given_is_changed_and_the_rest_stays(real: Nap) -> None:
    real(*INVITE)
    real("people", "invite", "b@example.org", "--name", "Bermet", "--role", "partner", "--partner", "WPN")
    done = real("people", "change", "b@example.org", "--role", "forum", "--role", "donor", "--lang-of-person", "ky", "--json")
    told = {name: done.json[name] for name in ("name", "roles", "partner", "language")}
    assert told == {"name": "Bermet", "roles": ["donor", "forum"], "partner": "WPN", "language": "ky"}


def test_disabled_and_enabled_again(real: Nap) -> None:
    real(*INVITE)
    real("people", "invite", "b@example.org", "--name", "Bermet", "--role", "forum")
    assert "personal data" in refused(real("people", "disable", "b@example.org", "--reason", "Звоните 0555 123 456"))
    assert "[Disabled]" in real("people", "disable", "b@example.org", "--reason", "left the organisation").out
    assert "Enable it first" in refused(real("people", "link", "b@example.org"))
    assert real("people", "enable", "b@example.org", "--json").json["state"] == "lapsed"
    assert real("audit", "verify").status == 0


def test_a_letter_is_sent_only_if_asked_for(real: Nap, postbox: Postbox, monkeypatch: pytest.MonkeyPatch) -> None:
    assert real(*INVITE, "--send").status == 1  # no mail server is set up
    for name, value in {"HOST": HOST, "PORT": postbox.port, "SECURITY": "none", "SENDER": "monitor@example.org"}.items():
        monkeypatch.setenv(f"NAP_SMTP_{name}", str(value))
    assert real("people", "link", AIDA).status == 0
    assert postbox.letters == []
    done = real("people", "link", AIDA, "--send", "--json")
    assert (done.status, done.json["letter"], len(postbox.letters)) == (0, "sent", 1)
    assert done.json["link"] in postbox.letters[0].get_content()
    postbox.answer = "550 no"
    failed = real("people", "link", AIDA, "--send")
    assert failed.status == 1
    house = open_house(Settings.read())
    assert bidden(house, failed.out.splitlines()[0].rpartition("/")[2]).person == AIDA
    close(house)


def test_a_locked_out_installation_is_opened_again_at_the_machine_itself(real: Nap) -> None:
    """The only coordinator forgot her password and lost her mail; then her account is gone for good, and somebody new comes."""
    enter(str(real(*INVITE).out.splitlines()[0]).rpartition("/")[2])
    link = real("people", "link", AIDA, "--json").json
    assert link["purpose"] == "reset"
    enter(link["link"].rpartition("/")[2], "лес шумит за рекой")
    assert one(real)["state"] == "active"
    new = real("people", "invite", "bek@example.org", "--name", "Bek", "--role", "coordinator", "--json").json
    enter(new["link"].rpartition("/")[2])
    assert real("people", "disable", AIDA, "--reason", "has left").status == 0
    assert "only coordinator" in refused(real("people", "disable", "bek@example.org"))
    assert real("people", "enable", AIDA).status == 0
    assert (one(real)["state"], one(real, "bek@example.org")["state"]) == ("active", "active")
    assert real("audit", "verify").status == 0
    whose = {event["person"] for event in real("audit", "list", "--act", "people", "--json").json}
    assert whose == {"operator"}
