"""What is looked at: every screen of the menu by those who may see it, addresses with filters, states of upload and review.

Enters a store, leaves `Shot`s in the order in which they must be taken: a state may change what the ones before it showed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from playwright.sync_api import Page

from nap.people import Role, Viewer, demo_people, may
from nap.plan import Plan
from tests.shooting import life, states
from tests.shooting.stores import Store
from ui.menu import SCREENS, Screen

LANGUAGES, WIDTHS = ("ky", "ru", "en"), (1280, 390)
READERS = (Role.FORUM, Role.DONOR, Role.PARTNER, Role.COORDINATOR)
"""Whose eyes a page is seen with, the first of them who may."""
DIFFERS = {"start", "returns", "coverage"}
"""Pages that show each role something else: seen with everybody's eyes."""
DARK = {"overview", "indicator", "objective", "region", "returns-errors", "review-chosen", "tables-pointed"}
DARK |= {"setup", "periods-open", "organisations-open", "people-broken", "light-entered"}
PAPER = {"summary", "overview", "indicator", "objective", "region", "returns-printed", "tables-sheet", "handover", "periods"}
PLAIN = ("sign-in", "forgotten", "account")
"""Pages outside the menu that people look at; the last needs somebody who is signed in."""
UNSCRIPTED = {*PLAIN, "light", "confirm"}
"""Pages without Streamlit."""


@dataclass(frozen=True)
class Shot:
    """One page as one person sees it: its address, and what is done there before the picture is taken.

    With a `turn` it is looked at in one language on a desk and in the next one on a phone, a different pair each turn.
    """

    page: str
    role: str
    person: str
    path: str
    state: str = ""
    act: Callable[[Page, Store, str], None] | None = None
    turn: int | None = None

    @property
    def subject(self) -> str:
        """Page and state, as they stand in the file's name."""
        return f"{self.page}-{self.state}" if self.state else self.page


def shots(store: Store) -> Iterator[Shot]:
    """Everything to be looked at in this store."""
    yield from (Shot(page, "nobody", "", f"/{page}") for page in PLAIN[:-1])
    somebody = next(person for person in _people(store) if person.partner)
    yield Shot(PLAIN[-1], _role(somebody), somebody.person, f"/{PLAIN[-1]}")
    for screen in SCREENS:
        for person in _readers(store, screen):
            yield Shot(screen.name, _role(person), person.person, _path(person, screen))
    by_name = {screen.name: screen for screen in SCREENS}
    for turn, (name, state, query) in enumerate(_addresses(store.plan) if store.name == "demo" else ()):
        if name in by_name:
            person = _readers(store, by_name[name])[0]
            yield Shot(name, _role(person), person.person, f"/{name}?{urlencode(query)}", state, turn=turn)
    yield from _states(store)


def _people(store: Store) -> list[Viewer]:
    people = [person for person in demo_people(store.plan) if person.partner in (None, store.partner)]
    return sorted(people, key=lambda person: READERS.index(next(iter(person.roles))))


def _readers(store: Store, screen: Screen) -> list[Viewer]:
    readers = [person for person in _people(store) if may(person, screen.verb)]
    return readers if screen.name in DIFFERS else readers[:1]


def _role(person: Viewer) -> str:
    return next(iter(person.roles)).value


def _path(person: Viewer, screen: Screen) -> str:
    """The first page that somebody is offered has no name in the address."""
    first = next(one for one in SCREENS if may(person, one.verb))
    return "/" if screen is first else f"/{screen.name}"


def _addresses(plan: Plan) -> Iterator[tuple[str, str, dict[str, str]]]:
    """(page, state, query): what a shared link opens."""
    regions = sorted({code for partner in plan.partners for code in partner.regions} - {plan.country})
    objective, region, year = plan.objectives[-1].code, regions[0], str(plan.years[0])
    yield "overview", "objective", {"objective": objective}
    yield "overview", "year", {"period": year}
    yield "overview", "off-track", {"status": "off_track"}
    yield "overview", "wrong", {"objective": "X9", "region": "XX", "period": "1999"}
    yield "objective", "other", {"objective": objective, "period": year}
    yield "region", "other", {"region": region, "period": year}
    yield "region", "country", {"region": plan.country}
    yield "objective", "nothing-left", {"objective": objective, "region": region, "status": "achieved"}
    yield "promises", "deadline", {"by": "deadline"}
    yield "promises", "nothing-left", {"state": "nothing", "due": "done"}
    yield "tracking", "region", {"region": region}
    yield "tracking", "nothing-left", {"region": region, "status": "achieved"}
    yield "responses", "nothing", {"region": plan.regions.level("region")[-1].code, "period": year}
    code = plan.indicators[-1].code
    yield "sheets", "one", {"indicator": code}
    yield "sheets", "found", {"q": f"{code} 🙂 qqqqqq"}
    yield "sheets", "nothing", {"q": "qqqqqqqq"}
    yield "sheets", "all", {"open": "all", "objective": objective}
    yield "coverage", "partner", {"partner": plan.partners[0].code}
    yield "indicator", "link", {"indicator": plan.indicators[9 % len(plan.indicators)].code, "region": region, "period": year}
    first_of_type = {indicator.type: indicator.code for indicator in reversed(plan.indicators)}
    yield from (("indicator", kind, {"indicator": code}) for kind, code in first_of_type.items())
    hidden = next((indicator.code for indicator in plan.indicators if indicator.sensitivity == "sensitive"), None)
    if hidden is not None:
        yield "indicator", "sensitive", {"indicator": hidden}


def _states(store: Store) -> Iterator[Shot]:
    sender = f"{store.partner.lower()}@demo"
    for state, act in states.UPLOADS[store.name].items():
        yield Shot("returns", Role.PARTNER.value, sender, _path_of(store, sender, "returns"), state, act)
    coordinator = f"{Role.COORDINATOR.value}@demo"
    for state, act in states.TABLES.items() if store.name == "demo" else ():
        yield Shot("tables", Role.COORDINATOR.value, coordinator, "/tables", state, act)
    if store.name != "empty":
        yield Shot("review", Role.COORDINATOR.value, coordinator, "/review", "chosen", states.choose)
        yield Shot("review", Role.COORDINATOR.value, coordinator, "/review", "unfolded", states.choose_and_unfold)
    if store.name == "demo":
        yield from _life(sender, coordinator)


def _life(sender: str, coordinator: str) -> Iterator[Shot]:
    """A return's whole life, and what is set up for it; each state in two of the languages."""
    for person, role, found in ((coordinator, Role.COORDINATOR, life.COORDINATING), (sender, Role.PARTNER, life.SENDING)):
        for turn, (page, state, act) in enumerate(found):
            yield Shot(page, role.value, person, "/health" if page in UNSCRIPTED else f"/{page}", state, act, turn)


def _path_of(store: Store, email: str, name: str) -> str:
    person = next(person for person in _people(store) if person.person == email)
    return _path(person, next(screen for screen in SCREENS if screen.name == name))
