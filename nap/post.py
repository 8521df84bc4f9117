"""The one way out for letters: a letter and the settings of a mail server enter, the server has taken it or `NotSent` leaves."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid

from nap.settings import Mail

PATIENCE = 15.0
"""Seconds a mail server may keep silent."""

NOT_SENT = ("bad_address", "unreachable", "insecure", "sign_in", "refused")
"""Every code of `NotSent`: the sender's or the addressee's address is none; no server answers there, or not in time; it does not
speak TLS as it was told to, or its certificate does not hold; it does not take our user and password; it does not take the
letter."""


@dataclass(frozen=True)
class Letter:
    """One letter to one person; `text` is plain text of any length in any alphabet."""

    to: str
    subject: str
    text: str
    language: str


class NotSent(Exception):
    """No server took the letter. `code`: one of `NOT_SENT`; `why`: what the server or the library said, for the log alone."""

    def __init__(self, code: str, why: object = "") -> None:
        super().__init__(code)
        self.code, self.why = code, str(why)


def send(mail: Mail, letter: Letter, at: datetime) -> None:
    """Hand the letter to the server, dated `at`; NotSent if it does not take it. Waits for it: never call it before an answer."""
    message = compose(mail, letter, at)
    with _in_our_words(), _server(mail) as server:
        if mail.user:
            server.login(mail.user, mail.password)
        server.send_message(message)


def knock(mail: Mail) -> None:
    """Go as far as one gets without a letter: the server, its TLS, our sign-in, our own address. NotSent as `send` raises it."""
    _address(mail.sender)
    with _in_our_words(), _server(mail) as server:
        if mail.user:
            server.login(mail.user, mail.password)
        server.noop()


def compose(mail: Mail, letter: Letter, at: datetime) -> EmailMessage:
    """The letter as it crosses the network; NotSent(bad_address) for an address that is none, or that hides another header."""
    sender, addressee = _address(mail.sender), _address(letter.to)
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = sender, addressee
    message["Subject"] = " ".join(letter.subject.split())
    message["Date"] = format_datetime(at)
    message["Message-ID"] = make_msgid(domain=sender.domain.encode("idna").decode())
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, charset="utf-8", cte="base64")
    message["Content-Language"] = letter.language
    return message


def _address(text: str) -> Address:
    """`aida@example.org` or `Aida <aida@example.org>`, and exactly one."""
    name, _, spec = text[:-1].rpartition("<") if text.endswith(">") else ("", "", text)
    user, _, domain = spec.rpartition("@")
    if not (text.isprintable() and user and domain and set(spec).isdisjoint(' ,;:<>()[]"\\') and "@" not in user):
        raise NotSent("bad_address", repr(text[:100]))
    try:
        domain.encode("idna")
        return Address(name.strip().strip('"'), user, domain)
    except (ValueError, MessageError) as problem:  # a label of no letters, a part that quoting cannot save
        raise NotSent("bad_address", problem) from problem


@contextmanager
def _server(mail: Mail) -> Iterator[smtplib.SMTP]:
    trust = ssl.create_default_context()
    if mail.security == "tls":
        with smtplib.SMTP_SSL(mail.host, mail.port, timeout=PATIENCE, context=trust) as server:
            yield server
        return
    with smtplib.SMTP(mail.host, mail.port, timeout=PATIENCE) as server:
        if mail.security == "starttls":
            _secure(server, trust)
        yield server


def _secure(server: smtplib.SMTP, trust: ssl.SSLContext) -> None:
    """Go on in TLS or not at all: neither password nor link crosses the network in the open where TLS was asked for."""
    try:
        server.starttls(context=trust)
    except smtplib.SMTPException as problem:
        raise NotSent("insecure", problem) from problem


@contextmanager
def _in_our_words() -> Iterator[None]:
    """What smtplib raises, as `NotSent`. The order counts: its errors are OSErrors too, and so are those of TLS."""
    try:
        yield
    except smtplib.SMTPAuthenticationError as problem:
        raise NotSent("sign_in", problem) from problem
    except (smtplib.SMTPConnectError, smtplib.SMTPServerDisconnected) as problem:
        raise NotSent("unreachable", problem) from problem
    except smtplib.SMTPException as problem:
        raise NotSent("refused", problem) from problem
    except ssl.SSLError as problem:
        raise NotSent("insecure", problem) from problem
    except (OSError, ValueError) as problem:  # ValueError: an address or a host that cannot be written in ASCII
        raise NotSent("unreachable", problem) from problem
