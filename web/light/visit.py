"""One request to the light lane: who asks, in which language, in which house. Enters a request, leaves a `Visit`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from starlette.requests import Request

from nap.monitor import House, Plan, Verb, Viewer, may, viewer_of
from nap.words import day, pick, say, say_n
from web.enter import token_of
from web.forms import form_word
from web.language import language_of
from web.origin import origin


@dataclass(frozen=True)
class Visit:
    """Who asks for what. `word` goes into every form of the answer."""

    request: Request
    house: House
    viewer: Viewer
    lang: str
    word: str

    @property
    def plan(self) -> Plan:
        """The plan in force."""
        return self.house.plan

    @property
    def reviews(self) -> bool:
        """Whether whoever asks reads the returns of all."""
        return may(self.viewer, Verb.REVIEW)

    @cached_property
    def regions(self) -> dict[str, str]:
        """Every region's name by its code."""
        return {region.code: pick(region.names, self.lang) for region in self.plan.regions.all}

    def asked(self, name: str) -> str:
        """A parameter of the address; empty if it is not there."""
        return self.request.query_params.get(name, "")

    def t(self, key: str, /, **facts: object) -> str:
        """A sentence in the reader's language."""
        return say(self.lang, key, **facts)

    def t_n(self, key: str, n: int, /, **facts: object) -> str:
        """The same in the plural form that goes with `n`."""
        return say_n(self.lang, key, n, **facts)

    def moment(self, when: datetime) -> str:
        """A moment on the clock of the plan's country."""
        return day(self.lang, when.astimezone(ZoneInfo(self.plan.calendar.timezone)))

    def partner(self, code: str) -> str:
        """The organisation's name."""
        partner = self.plan.partner(code)
        return pick(partner.name, self.lang) if partner else code


def visit_of(request: Request, house: House) -> Visit | None:
    """The visit behind a request; None without a live session. Asks the store: never on the event loop."""
    viewer = viewer_of(house, token_of(request), origin(request, house))
    return Visit(request, house, viewer, language_of(request), form_word(request)) if viewer else None
