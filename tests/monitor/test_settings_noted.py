"""What the server was started with is on record, once for each change, without passwords."""

from __future__ import annotations

from dataclasses import replace

from nap.monitor import House, audit_verify, note_settings
from nap.settings import Mail
from nap.store import audit
from tests.monitor.test_starting import setting

MAIL = Mail("smtp.example.org", 587, "forum", "a password nobody may read", "forum@example.org", "starttls")


def noted(house: House) -> list[audit.AuditEvent]:
    with house.store.reading() as transaction:
        return [event for event in audit.events(transaction) if event.act == "settings"]


def test_the_same_settings_are_noted_once(quick_house: House) -> None:
    assert note_settings(quick_house, identity=False)
    assert not note_settings(quick_house, identity=False)
    assert len(noted(quick_house)) == 1


def test_what_changed_is_named_both_when_it_comes_and_when_it_goes(quick_house: House) -> None:
    note_settings(quick_house, identity=False)
    with_mail = setting(quick_house, mail=MAIL, base_url="https://nap.example.org")
    assert note_settings(with_mail, identity=True)
    assert noted(quick_house)[-1].facts["changed"] == "NAP_BASE_URL, NAP_SMTP_HOST, NAP_SMTP_SENDER, auth"
    assert note_settings(setting(with_mail, mail=None), identity=True)
    assert noted(quick_house)[-1].facts["changed"] == "NAP_SMTP_HOST, NAP_SMTP_SENDER"
    assert audit_verify(quick_house)[0] is None


def test_no_password_and_no_way_to_the_store_is_on_record(quick_house: House) -> None:
    secret = replace(quick_house.settings, mail=MAIL, database_url="postgresql://nap:another-secret@db/nap")
    note_settings(replace(quick_house, settings=secret), identity=False)
    facts = noted(quick_house)[-1].facts
    assert facts["NAP_SMTP_HOST"] == "smtp.example.org:587, starttls"
    assert not any(word in value for value in facts.values() for word in ("password", "another-secret", "postgresql"))
