"""The menu: each screen a person may open once, under headings where there are many."""

from __future__ import annotations

import pytest

from nap.people import Role
from nap.words import known
from tests.monitor.building import somebody
from ui.menu import GROUPED, SCREENS, SUBJECTS, grouped, offered

PEOPLE = [somebody(role, partner="WPN" if role is Role.PARTNER else None) for role in Role]


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: next(iter(person.roles)))
def test_every_screen_stands_under_exactly_one_heading(person: object) -> None:
    screens = offered(person)  # type: ignore[arg-type]
    under = [one for several in grouped(screens).values() for one in several]
    assert sorted(under, key=SCREENS.index) == list(screens)
    assert next(iter(grouped(screens).values()))[0] == screens[0]


LONG = [person for person in PEOPLE if len(offered(person)) >= GROUPED]


@pytest.mark.parametrize("person", LONG, ids=lambda person: next(iter(person.roles)))
def test_no_heading_stands_over_one_screen_alone(person: object) -> None:
    """Only the landing page stands for itself, under no heading."""
    _, *headed = grouped(offered(person)).values()  # type: ignore[arg-type]
    assert all(len(several) > 1 for several in headed)


def test_every_screen_is_led_to_from_the_first_page_but_those_that_filters_head() -> None:
    """The subjects are reached from the overview, the first page is where one is."""
    unled = {screen.name for screen in SCREENS if not known(f"pages.{screen.name}.lead")}
    assert unled == SUBJECTS | {"start"}
