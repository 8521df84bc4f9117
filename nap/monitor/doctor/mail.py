"""The mail server: its name, its door, its TLS, our sign-in. No letter goes unless an address was given for one."""

from __future__ import annotations

import socket
from collections.abc import Iterator

from nap.monitor.clock import utc_now
from nap.monitor.doctor.patient import Patient
from nap.monitor.doctor.told import Diagnosis, error, warning, well
from nap.monitor.starting import is_loopback
from nap.post import Letter, NotSent, knock, send
from nap.settings import Mail
from nap.words import say


def mail(patient: Patient) -> Iterator[Diagnosis]:
    """How far one gets."""
    given = patient.settings.mail
    if given is None:
        yield well("mail_none") if patient.settings.demo else warning("mail_unset")
        return
    if given.security == "none" and not is_loopback(given.host):
        yield warning("mail_open", host=given.host)
    try:
        socket.getaddrinfo(given.host, given.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        yield error("mail_name", host=given.host)
        return
    yield from _tried(given, patient.letter)


def _tried(given: Mail, letter: str) -> Iterator[Diagnosis]:
    place: dict[str, str | int] = {"host": given.host, "port": str(given.port), "security": given.security}
    try:
        knock(given)
        yield well("mail", **place)
        if letter:
            send(given, Letter(letter, say("en", "doctor.letter.subject"), say("en", "doctor.letter.text"), "en"), utc_now())
            yield well("mail_sent", to=letter)
    except NotSent as problem:
        yield error(f"mail_{problem.code}", **place, sender=given.sender or "-")
