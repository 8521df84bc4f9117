"""What a one-time link says to the person it is for, and its way by mail. A `Link` enters, a letter in her language leaves.

The same words serve whoever copies them into a messenger. Sending waits for another machine, so it has a thread of its own.
"""

from __future__ import annotations

import logging
from concurrent.futures import Future
from threading import BoundedSemaphore, Thread
from zoneinfo import ZoneInfo

from nap.monitor.account_views import Link
from nap.monitor.house import SYSTEM, House
from nap.monitor.links import bidden
from nap.monitor.permission import OPERATOR
from nap.monitor.recording import record_of
from nap.monitor.starting import is_here
from nap.monitor.trail_texts import person_text
from nap.post import NOT_SENT, Letter, NotSent, send
from nap.settings import Mail
from nap.store import persons
from nap.words import say

SENT = "sent"
OUTCOMES = (SENT, *NOT_SENT, "trouble")
"""How it went with a letter: taken by the mail server, not taken (and why), or our own failure, which the log explains."""

_AT_ONCE = BoundedSemaphore(2)
_LOG = logging.getLogger("nap.letters")


def link_address(house: House, link: Link) -> str:
    """Where the link leads, from anywhere."""
    return f"{house.settings.base_url.rstrip('/')}/invitation/{link.secret}"


def link_letter(house: House, link: Link) -> Letter:
    """What to tell the person about the link, in her language, else the plan's first. LinkRefused if it works no more."""
    told = bidden(house, link.secret)
    lang = told.language or house.plan.languages[0]
    until = told.ends.astimezone(ZoneInfo(house.plan.calendar.timezone))
    facts = {"monitor": say(lang, "pages.monitor"), "name": _on_one_line(told.name), "person": told.person}
    facts |= {"inviter": _inviter(house, lang, told.person), "address": link_address(house, link)}
    text = say(lang, f"letters.{told.purpose.value}.text", **facts, until=until)
    return Letter(told.person, say(lang, f"letters.{told.purpose.value}.subject", **facts), text, lang)


def _inviter(house: House, lang: str, person: str) -> str:
    """Who invited that person, by name and e-mail: whoever doubts the letter knows whom to ask."""
    with house.store.reading() as transaction:
        by = persons.invited_by(transaction, person)
        account = persons.find_account(transaction, by)
    return f"{_on_one_line(account.name)} ({by})" if account else person_text(lang, by or OPERATOR)


def _on_one_line(name: str) -> str:
    return " ".join(name.split())


def is_for_here_only(house: House) -> bool:
    """Whether links lead to this very machine, so that nobody elsewhere could open them."""
    return is_here(house.settings)


def mail_is_set_up(house: House) -> bool:
    """Whether letters can be sent at all."""
    return house.settings.mail is not None


def post(house: House, link: Link) -> Future[str]:
    """Send the link by mail, in a thread of its own; the result, one of `OUTCOMES`, comes when the mail server has answered.

    Never raises: what goes wrong is a line in the log, an event on record, and the result.
    """
    outcome: Future[str] = Future()
    Thread(target=lambda: outcome.set_result(_posted(house, link)), name="post", daemon=True).start()
    return outcome


def _posted(house: House, link: Link) -> str:
    try:
        outcome = _sent(house, link)
        _note(house, link, outcome)
    except Exception:
        _LOG.exception("a letter could not be made or put on record: %s", link.purpose.value)
        return "trouble"
    return outcome


def _sent(house: House, link: Link) -> str:
    mail, letter = house.settings.mail, link_letter(house, link)
    try:
        with _AT_ONCE:
            send(_set_up(mail), letter, house.now())
    except NotSent as problem:
        _LOG.warning("letter not sent (%s): %s: %.300r", link.purpose.value, problem.code, problem.__cause__)
        return problem.code
    return SENT


def _set_up(mail: Mail | None) -> Mail:
    if mail is None:
        raise NotSent("unreachable", "NAP_SMTP_HOST is not set")
    return mail


def _note(house: House, link: Link, outcome: str) -> None:
    """On record, so that a coordinator can tell who says that nothing came whether anything went."""
    act = "letter_sent" if outcome == SENT else "letter_failed"
    why = {} if outcome == SENT else {"why": outcome}
    with house.store.writing() as transaction:
        record_of(transaction, house, SYSTEM, "", act, whom=link.person, purpose=link.purpose.value, **why)
