"""What the people of a partner are told of a return that was entered in its place, with the link to confirm it by.

Enters the link, leaves a letter for each of them in her language; the same words serve whoever copies them into a messenger.
"""

from __future__ import annotations

import logging
from concurrent.futures import Future
from threading import Thread
from zoneinfo import ZoneInfo

from nap.monitor.house import SYSTEM, House
from nap.monitor.on_behalf import ConfirmLink, asked_to_confirm
from nap.monitor.permission import require
from nap.monitor.recording import record_of
from nap.monitor.sessions import active_viewers
from nap.people import Role, Verb, Viewer
from nap.post import Letter, NotSent, send
from nap.words import pick, say

PURPOSE = "confirmation"
_LOG = logging.getLogger("nap.letters")


def confirm_address(house: House, link: ConfirmLink) -> str:
    """Where the link leads, from anywhere."""
    return f"{house.settings.base_url.rstrip('/')}/confirm/{link.secret}"


def confirm_letters(viewer: Viewer, house: House, link: ConfirmLink) -> tuple[Letter, ...]:
    """A letter to everybody who sends returns for that organisation; one to nobody by name where it has no such account.

    LinkRefused if the link works no more.
    """
    require(viewer, Verb.REVIEW)
    with house.store.reading() as transaction:
        everybody = active_viewers(transaction, house)
    theirs = [one for one in everybody if one.partner == link.partner and Role.PARTNER in one.roles]
    first = house.plan.languages[0]
    whom = [(one.person, one.language or first) for one in theirs] or [("", first)]
    return tuple(_letter(house, link, to, lang) for to, lang in whom)


def post_confirmation(house: House, link: ConfirmLink, letters: tuple[Letter, ...]) -> Future[tuple[str, ...]]:
    """Send these letters, in a thread of its own: for each `sent` or a code of `NotSent`, as soon as the server has answered.

    Never raises; without a mail server nothing is sent and nothing noted.
    """
    outcome: Future[tuple[str, ...]] = Future()
    Thread(target=lambda: outcome.set_result(_posted(house, link, letters)), name="post", daemon=True).start()
    return outcome


def _posted(house: House, link: ConfirmLink, letters: tuple[Letter, ...]) -> tuple[str, ...]:
    try:
        return tuple(_sent(house, link, letter) for letter in letters if letter.to)
    except Exception:
        _LOG.exception("a letter could not be made or put on record: %s", PURPOSE)
        return ("trouble",)


def _sent(house: House, link: ConfirmLink, letter: Letter) -> str:
    mail = house.settings.mail
    if mail is None:
        return "unreachable"
    outcome = "sent"
    try:
        send(mail, letter, house.now())
    except NotSent as problem:
        _LOG.warning("letter not sent (%s): %s: %.300r", PURPOSE, problem.code, problem.__cause__)
        outcome = problem.code
    why = {} if outcome == "sent" else {"why": outcome}
    act = "letter_failed" if why else "letter_sent"
    with house.store.writing() as transaction:
        record_of(transaction, house, SYSTEM, "", act, link.return_id, whom=letter.to, purpose=PURPOSE, **why)
    return outcome


def _letter(house: House, link: ConfirmLink, to: str, lang: str) -> Letter:
    asked = asked_to_confirm(house, link.secret)
    partner = house.plan.partner(link.partner)
    facts = {
        "monitor": say(lang, "pages.monitor"),
        "partner": pick(partner.name, lang) if partner else link.partner,
        "period": asked.period,
        "by": asked.by,
        "address": confirm_address(house, link),
        "until": link.ends.astimezone(ZoneInfo(house.plan.calendar.timezone)),
    }
    subject = say(lang, "life.letter.subject", monitor=facts["monitor"])
    return Letter(to, subject, say(lang, "life.letter.text", **facts), lang)
