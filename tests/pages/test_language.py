"""The language a reader chooses is kept, whatever the tab began with."""

from __future__ import annotations

from tests.pages.conftest import Opener, words


def test_each_choice_is_kept(look: Opener) -> None:
    screen = look("forum@demo", lang="ru")
    assert 'src="/language/ru"' in words(screen)
    screen.segmented_control(key="language").set_value("en").run()
    assert 'src="/language/en"' in words(screen)
    screen.segmented_control(key="language").set_value("ru").run()
    assert 'src="/language/ru"' in words(screen)
