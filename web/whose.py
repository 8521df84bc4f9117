"""A short mark for a person, by which a browser keeps habits of several people apart without knowing who they are."""

from __future__ import annotations

from hashlib import sha256

from nap.monitor import Viewer

SEEN = "nap_seen"
"""The cookie with the marks of those who were shown around in this browser; our script writes it."""


def whose(person: Viewer) -> str:
    """Eight signs, the same after a restart; another for who has other roles: what may be seen then is another thing too."""
    told = repr((person.person, sorted(role.value for role in person.roles), person.partner))
    return sha256(told.encode()).hexdigest()[:8]
