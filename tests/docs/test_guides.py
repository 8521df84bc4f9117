"""The guides name what stands on the screen, in the words of the screen, and every reader gets the same ones."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from nap.words import FALLBACK, languages
from tests.catalogues import ROOMS, ROOT, texts
from tests.docs.papers import anchors, name, text

GUIDE = ROOT / "docs" / "guide"
GUIDES = sorted(GUIDE.rglob("*.md"))
PICTURES = sorted((ROOT / "docs" / "images" / "guide").rglob("*.png"))
TRANSLATED = ("forum", "partner")
BOLD = re.compile(r"\*\*(.+?)\*\*")
LARGEST, ALL_OF_THEM = 80_000, 2_500_000
FORMATS = {"csv", "excel", "png", "svg"}
SAID = {
    "en": {"bold", "release"},
    "ru": {"жирным", "выпуска"},
    "ky": {"кара тамга", "чыгарылыштан"},
}
"""Bold words that are no name on a screen. What ends with a full stop begins a paragraph and is none either."""


def language(guide: Path) -> str:
    return guide.parent.name if guide.parent != GUIDE else FALLBACK


@cache
def on_screen(lang: str) -> frozenset[str]:
    """Everything the screens say in a language, in small letters: a name within a sentence may begin with one."""
    said = (text for room in ROOMS for found in texts(lang, room).values() for text in found)
    return frozenset(text.strip().casefold() for text in said)


@pytest.mark.parametrize("guide", GUIDES, ids=name)
def test_every_name_in_bold_stands_on_a_screen_of_that_language(guide: Path) -> None:
    lang = language(guide)
    names = {each for each in BOLD.findall(text(guide)) if not each.endswith(".")}
    unknown = {each for each in names if each.casefold() not in on_screen(lang) | SAID[lang] | FORMATS}
    assert unknown == set()


@pytest.mark.parametrize("lang", [code for code in languages() if code != FALLBACK])
@pytest.mark.parametrize("role", TRANSLATED)
def test_a_translated_guide_has_the_sections_and_pictures_of_the_english_one(lang: str, role: str) -> None:
    english, own = GUIDE / f"{role}.md", GUIDE / lang / f"{role}.md"
    assert len(anchors(own)) == len(anchors(english))
    assert text(own).count("](../../images/") == text(english).count("](../images/")


def test_pictures_are_small_enough_for_a_weak_line() -> None:
    sizes = {name(file): file.stat().st_size for file in PICTURES}
    assert {file: size for file, size in sizes.items() if size > LARGEST} == {}
    assert 0 < sum(sizes.values()) <= ALL_OF_THEM


def test_every_picture_is_shown_by_some_guide() -> None:
    shown = "".join(map(text, GUIDES))
    assert [name(file) for file in PICTURES if f"images/guide/{file.parent.name}/{file.name}" not in shown] == []
