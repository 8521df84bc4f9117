"""The palette: every status can be told without colour, every text can be read in the light and in the dark."""

from __future__ import annotations

from itertools import pairwise

import pytest

from nap.charts.look import DARK, LIGHT, SIGNS, ink, status_ink
from nap.facts import Status

SHADES = [f"shade-{step}" for step in range(1, 6)]
TEXTS = [name for name in LIGHT if name not in {*SHADES, "paper", "panel", "line", "grid"}]


def luminance(colour: str) -> float:
    """WCAG 2 relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_every_status_has_a_sign_of_its_own() -> None:
    assert set(SIGNS) == set(Status)
    assert len(set(SIGNS.values())) == len(Status)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "panel"])
def test_every_text_can_be_read(palette: dict[str, str], ground: str) -> None:
    assert {name: palette[name] for name in TEXTS if contrast(palette[name], palette[ground]) < 4.5} == {}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_numbers_can_be_read_on_every_shade_and_shades_differ_in_lightness(palette: dict[str, str]) -> None:
    assert {shade: palette[shade] for shade in SHADES if contrast(palette["ink"], palette[shade]) < 4.5} == {}
    steps = [luminance(palette[shade]) for shade in SHADES]
    assert steps == sorted(steps, reverse=palette is LIGHT)
    assert all(contrast(palette[one], palette[other]) > 1.1 for one, other in pairwise(SHADES))


def test_both_palettes_name_the_same_colours() -> None:
    assert list(LIGHT) == list(DARK)


def test_a_status_that_rates_nothing_is_quiet() -> None:
    assert status_ink(Status.NO_DATA) == ink("quiet")
    assert status_ink(Status.BEHIND) == "var(--nap-behind, #8F5600)"
