"""Letters go out as they were written, or it is said why not; no header can be smuggled in, no password leaves in the open."""

from __future__ import annotations

import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from nap import post
from nap.post import Letter, NotSent, compose, send
from nap.settings import Mail
from tests.mailing import HOST, PASSWORD, USER, Postbox, certificate, knows_us, postbox, serving

__all__ = ["postbox"]

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
LETTER = Letter("aida@example.org", "Сырсөз: өзгөртүү", "Саламатсызбы!\n.\nhttps://nap.example.org/invitation/x\n", "ky")
NOWHERE = Mail(HOST, 25, "", "", "monitor@example.org", "none")


def refusal(mail: Mail, letter: Letter = LETTER) -> str:
    with pytest.raises(NotSent) as caught:
        send(mail, letter, AT)
    assert caught.value.code in post.NOT_SENT
    return caught.value.code


@pytest.mark.parametrize(
    "address",
    [
        "",
        "aida",
        "aida@",
        "@example.org",
        "aida@example.org\r\nBcc: stranger@example.org",
        "aida@example.org\nSubject: won",
        "aida@example.org,stranger@example.org",
        "aida@example.org; stranger@example.org",
        "aida@example.org> <stranger@example.org",
        "aida@stranger.org@example.org",
        "aida@example.org\0",
        "aida@.org",
    ],
)
def test_what_is_no_address_gets_no_letter(postbox: Postbox, address: str) -> None:
    letter = Letter(address, LETTER.subject, LETTER.text, "ky")
    assert refusal(postbox.mail(), letter) == "bad_address"
    assert refusal(postbox.mail(sender=address)) == "bad_address"
    assert postbox.letters == []


@given(subject=st.text(max_size=200))
def test_no_subject_makes_a_header_of_its_own(subject: str) -> None:
    plain = compose(NOWHERE, Letter("aida@example.org", "Hello", "text", "en"), AT)
    message = compose(NOWHERE, Letter("aida@example.org", subject.encode(errors="replace").decode(), "text", "en"), AT)
    assert message.keys() == plain.keys()
    written = message.as_bytes().partition(b"\r\n\r\n")[0]
    names = [line.partition(b":")[0].decode() for line in written.split(b"\r\n") if not line.startswith((b" ", b"\t"))]
    assert sorted(names) == sorted(plain.keys())


def test_a_letter_arrives_as_it_was_written(postbox: Postbox) -> None:
    send(postbox.mail(), LETTER, AT)
    (letter,) = postbox.letters
    assert letter["Subject"] == LETTER.subject
    assert letter.get_content().replace("\r\n", "\n") == LETTER.text
    assert (letter["To"], letter["From"]) == ("aida@example.org", "Мониторинг НПД 1325 <monitor@example.org>")
    assert (letter["Auto-Submitted"], letter["Content-Language"]) == ("auto-generated", "ky")
    assert letter.get_content_type() == "text/plain"
    assert letter["Date"].datetime == AT
    assert letter["Message-ID"].endswith("@example.org>")
    assert postbox.raw[0].isascii()


def test_two_letters_have_two_ids(postbox: Postbox) -> None:
    send(postbox.mail(), LETTER, AT)
    send(postbox.mail(), LETTER, AT)
    assert len({letter["Message-ID"] for letter in postbox.letters}) == 2


def test_a_server_that_refuses_is_told(postbox: Postbox) -> None:
    postbox.answer = "550 no such mailbox"
    assert refusal(postbox.mail()) == "refused"


def test_where_no_server_is_nobody_waits_for_it() -> None:
    with socket.socket() as free:
        free.bind((HOST, 0))
        assert refusal(Mail(HOST, free.getsockname()[1], "", "", "a@example.org", "none")) == "unreachable"


def test_a_server_that_keeps_silent_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(post, "PATIENCE", 0.05)
    with socket.create_server((HOST, 0)) as silent:
        assert refusal(Mail(HOST, silent.getsockname()[1], "", "", "a@example.org", "none")) == "unreachable"


def test_without_tls_where_tls_was_asked_for_nothing_is_sent(postbox: Postbox) -> None:
    assert refusal(postbox.mail("starttls", user=USER)) == "insecure"
    assert postbox.letters == []


def test_a_certificate_nobody_vouches_for_is_not_trusted(tmp_path: Path) -> None:
    _, context = certificate(tmp_path)
    with serving(tls_context=context) as box:
        assert refusal(box.mail("starttls")) == "insecure"
        assert box.letters == []


def test_over_tls_with_the_right_password_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, context = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with serving(tls_context=context, require_starttls=True, auth_required=True, authenticator=knows_us) as box:
        assert refusal(box.mail("starttls", user=USER, password="guessed")) == "sign_in"
        assert refusal(box.mail("starttls")) == "refused"
        send(box.mail("starttls", user=USER), LETTER, AT)
        assert [letter["Subject"] for letter in box.letters] == [LETTER.subject]


def test_a_server_that_speaks_tls_from_the_first_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, context = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with serving(ssl_context=context) as box:
        send(box.mail("tls"), LETTER, AT)
        assert len(box.letters) == 1


def test_the_password_is_in_no_printed_settings() -> None:
    assert PASSWORD not in repr(Mail(HOST, 25, USER, PASSWORD, "a@example.org", "none"))
