"""A letter to oneself, to see whether mail goes: a viewer enters, how it went leaves. Waits for the mail server."""

from __future__ import annotations

import logging

from nap.monitor.house import House
from nap.monitor.letters import SENT
from nap.monitor.permission import require
from nap.monitor.recording import record
from nap.monitor.sessions import demo_people
from nap.people import Verb, Viewer
from nap.post import Letter, NotSent, send
from nap.words import say

_LOG = logging.getLogger("nap.letters")


def try_mail(viewer: Viewer, house: House) -> str:
    """Send the viewer a letter on trial, and put on record how it went: sent, `unset` without a server, or a code of `NOT_SENT`.

    Nobody real stands behind a demo person: bad_address.
    """
    require(viewer, Verb.ADMINISTER)
    if house.settings.mail is None:
        return "unset"
    if viewer.person in {one.person for one in demo_people(house)}:
        return "bad_address"
    outcome = _sent(viewer, house)
    act, why = ("letter_sent", {}) if outcome == SENT else ("letter_failed", {"why": outcome})
    with house.store.writing() as transaction:
        record(transaction, house, viewer, act, whom=viewer.person, purpose="test", **why)
    return outcome


def _sent(viewer: Viewer, house: House) -> str:
    lang = viewer.language or house.plan.languages[0]
    monitor = say(lang, "pages.monitor")
    text = say(lang, "setup.trial.text", name=" ".join(viewer.name.split()), monitor=monitor)
    letter = Letter(viewer.person, say(lang, "setup.trial.subject", monitor=monitor), text, lang)
    assert house.settings.mail is not None
    try:
        send(house.settings.mail, letter, house.now())
    except NotSent as problem:
        _LOG.warning("letter on trial not sent: %s: %.300r", problem.code, problem.__cause__)
        return problem.code
    return SENT
