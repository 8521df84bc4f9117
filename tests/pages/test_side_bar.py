"""The side bar: the language a reader chooses is kept, whatever the tab began with; the ways out of the screens are one's own."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Opener


def test_each_choice_is_kept(look: Opener) -> None:
    screen = look("forum@demo", lang="ru")
    assert 'src="/language/ru"' in side(screen)
    screen.segmented_control(key="language").set_value("en").run()
    assert 'src="/language/en"' in side(screen)
    screen.segmented_control(key="language").set_value("ru").run()
    assert 'src="/language/ru"' in side(screen)


def test_the_light_pages_are_offered_to_whoever_finds_something_there(look: Opener) -> None:
    people = ("wpn@demo", "coordinator@demo", "forum@demo", "donor@demo")
    offered = {person: 'href="/light"' in side(look(person)) for person in people}
    assert offered == {"wpn@demo": True, "coordinator@demo": True, "forum@demo": False, "donor@demo": False}
    assert 'href="/account"' in side(look("donor@demo"))


def side(screen: AppTest) -> str:
    return "".join(str(getattr(element, "value", "")) for element in screen.sidebar)
