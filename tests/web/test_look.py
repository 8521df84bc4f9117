"""One palette: Streamlit's theme says the same colours, text can be read on every ground, no rule has a colour of its own."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

import pytest

from nap.charts import DARK, LIGHT
from ui.style import css_text, sheet
from web.assets import HERE

THEME = tomllib.loads((HERE.parent / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
PALETTES = {"light": LIGHT, "dark": DARK}
GROUNDS = ("paper", "panel")
NOT_TEXT = ("paper", "panel", "line", "grid")
NAMES = {
    "primaryColor": "accent",
    "backgroundColor": "paper",
    "secondaryBackgroundColor": "panel",
    "textColor": "ink",
    "linkColor": "accent",
    "borderColor": "line",
}


@pytest.mark.parametrize("scheme", PALETTES)
def test_the_theme_says_the_colours_of_the_palette(scheme: str) -> None:
    assert {name: THEME[scheme][name] for name in NAMES} == {name: PALETTES[scheme][ours] for name, ours in NAMES.items()}
    sidebar = THEME[scheme]["sidebar"]
    assert (sidebar["backgroundColor"], sidebar["secondaryBackgroundColor"]) == (
        PALETTES[scheme]["panel"],
        PALETTES[scheme]["paper"],
    )


@pytest.mark.parametrize("scheme", PALETTES)
def test_every_colour_of_text_can_be_read_on_paper_and_panel(scheme: str) -> None:
    palette = PALETTES[scheme]
    texts = [name for name in palette if name not in NOT_TEXT and not name.startswith("shade")]
    weak = {(text, ground): round(contrast(palette, text, ground), 2) for text in texts for ground in GROUNDS}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}
    assert min(contrast(palette, "ink", name) for name in palette if name.startswith("shade")) >= 4.5


def test_both_palettes_name_the_same_colours() -> None:
    assert set(LIGHT) == set(DARK)


@pytest.mark.parametrize("path", [*(HERE.parent / "ui").glob("*.css"), HERE / "page.css"], ids=lambda path: path.name)
def test_no_rule_has_a_colour_of_its_own_but_white_paper(path: object) -> None:
    rules = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    assert set(re.findall(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b|rgba?\([^)]*\)", rules)) <= {"#fff"}


def test_the_sheet_of_the_screens_holds_every_rule_beside_it() -> None:
    told = sheet().content.decode()
    for path in (HERE.parent / "ui").glob("*.css"):
        assert path.read_text(encoding="utf-8") in told


def test_a_name_with_quotation_marks_stays_one_string() -> None:
    assert css_text('a"}\n<') == '"a\\22 \\7d \\a \\3c "'


def contrast(palette: Mapping[str, str], one: str, other: str) -> float:
    """WCAG's ratio of two colours."""
    dark, light = sorted((luminance(palette[one]), luminance(palette[other])))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
