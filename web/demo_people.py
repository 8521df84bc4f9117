"""The demo people to choose from, for a reader who may: only in a demo store, and only on this very machine.

Enters the request, leaves who there is and the form with one button for each.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from starlette.requests import Request

from nap.monitor import House, Viewer, demo_people, is_loopback
from nap.words import pick, say
from web.door import host_name
from web.forms import hidden
from web.origin import origin

_HANDED_ON = ("x-forwarded-for", "x-forwarded-host", "x-real-ip", "forwarded", "via")
"""Headers of proxies; a browser sends none of them."""


def demo_choices(request: Request, house: House) -> tuple[Viewer, ...]:
    """Whom this reader may be without a password."""
    settings = house.settings
    if not settings.demo:
        return ()
    return demo_people(house) if settings.demo_beyond or _is_near(request, house) else ()


def demo_form(lang: str, house: House, people: Sequence[Viewer], action: str, word: str) -> str:
    """A button for each of them; empty if there is nobody."""
    if not people:
        return ""
    rows = "".join(_choice(lang, house, person) for person in people)
    return (
        f'<p class="note">{escape(say(lang, "identity.demo_beyond" if house.settings.demo_beyond else "web.sign_in.demo"))}</p>'
        f'<form method="post" action="{escape(action)}">{hidden(word)}<ul class="choices">{rows}</ul></form>'
    )


def _is_near(request: Request, house: House) -> bool:
    """On this machine, by a name of this machine. What a proxy has handed on comes from elsewhere, whatever it says of itself."""
    if any(name in request.headers for name in _HANDED_ON):
        return False
    return is_loopback(origin(request, house)) and is_loopback(host_name(request.headers.get("host", "")))


def roles_of(lang: str, person: Viewer) -> str:
    """What the person is to the plan, in words."""
    return ", ".join(say(lang, f"common.role.{role.value}") for role in sorted(person.roles))


def organisation_of(lang: str, house: House, person: Viewer) -> str:
    """The organisation in the reader's language; empty for a person of none."""
    partner = house.plan.partner(person.partner) if person.partner else None
    return pick(partner.name, lang) if partner else ""


def _choice(lang: str, house: House, person: Viewer) -> str:
    name = organisation_of(lang, house, person) or roles_of(lang, person)
    about = f"{roles_of(lang, person)} · {person.person}" if person.partner else person.person
    return f'<li><button name="person" value="{escape(person.person)}">{escape(name)}<small>{escape(about)}</small></button></li>'
