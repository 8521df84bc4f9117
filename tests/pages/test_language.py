"""The language a reader chooses is kept, whatever the tab began with."""

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


def side(screen: AppTest) -> str:
    return "".join(str(getattr(element, "value", "")) for element in screen.sidebar)
