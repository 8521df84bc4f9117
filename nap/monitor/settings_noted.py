"""Settings stand in the environment, outside the store: what the server was started with goes on record when it has changed.

Never on record: a password, and where the store lies.
"""

from __future__ import annotations

from collections.abc import Mapping

from nap.monitor.house import SYSTEM, House
from nap.monitor.recording import record_of
from nap.settings import Settings
from nap.store import audit

ACT = "settings"
CHANGED = "changed"
"""The fact that names what is not as it was at the start before."""


def note_settings(house: House, *, identity: bool) -> bool:
    """Put the settings on record unless the last start had the same; `identity`: a provider of sign-in is configured.

    Returns whether an event was written.
    """
    now = _spelt(house.settings, identity=identity)
    with house.store.reading() as transaction:
        before = audit.last_facts(transaction, ACT)
    if before is not None and {name: before[name] for name in before if name != CHANGED} == now:
        return False
    known = before or {}
    changed = ", ".join(name for name in sorted({*now, *known} - {CHANGED}) if now.get(name) != known.get(name))
    with house.store.writing() as transaction:
        record_of(transaction, house, SYSTEM, "", ACT, **now, **{CHANGED: changed})
    return True


def _spelt(settings: Settings, *, identity: bool) -> Mapping[str, str]:
    """The settings that are set, by the names an operator knows them by."""
    mail = settings.mail
    spelt = {
        "NAP_BASE_URL": settings.base_url,
        "NAP_DEMO": "1" if settings.demo else "0",
        "NAP_DEMO_BEYOND": "1" if settings.demo_beyond else "",
        "NAP_PROXIES": ", ".join(settings.proxies),
        "NAP_SMTP_HOST": f"{mail.host}:{mail.port}, {mail.security}" if mail else "",
        "NAP_SMTP_SENDER": mail.sender if mail else "",
        "NAP_TRUSTED_ISSUERS": ", ".join(settings.trusted_issuers),
        "auth": "1" if identity else "",
    }
    return {name: value for name, value in spelt.items() if value}
