"""What a status looks like and the palette of every screen, picture and page: one place, light and dark.

A picture names a colour as a CSS variable with the light colour behind it, so that one spec serves the light theme, the dark
theme and paper; where no style sheet reaches (an exported file) the light colour stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nap.facts import Status
from nap.words import number_signs

SIGNS: Mapping[Status, str] = {
    Status.ACHIEVED: "✓",
    Status.ON_TRACK: "▲",
    Status.BEHIND: "◆",
    Status.OFF_TRACK: "▼",
    Status.REGRESSING: "↓",
    Status.NOT_ACHIEVED: "✗",
    Status.TOO_EARLY: "…",
    Status.PARTIAL: "½",
    Status.CONTEXT: "•",
    Status.NOT_ASSESSABLE: "?",
    Status.NOT_DUE: "○",
    Status.NO_DATA: "–",
    Status.SUPPRESSED: "*",
}
"""The sign of each status, so that it is told without colour (print, projector, colour-blind readers)."""

SILENT = "∅"
"""The sign of what nobody was asked for yet."""

FONT = "'Golos Text', system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, sans-serif"

LIGHT: Mapping[str, str] = {
    "ink": "#2B2430",
    "quiet": "#5C5361",
    "paper": "#FFFFFF",
    "panel": "#F7F3EE",
    "line": "#D8CFC6",
    "grid": "#E7E0D9",
    "accent": "#7A3B5E",
    "target": "#0B5FA5",
    "achieved": "#0B5FA5",
    "on_track": "#1A6F5E",
    "behind": "#8F5600",
    "off_track": "#B3401F",
    "regressing": "#8A1C4A",
    "not_achieved": "#7A2E1B",
    "error": "#A32A12",
    "warning": "#8F5600",
    "fixed": "#1A6F5E",
    "shade-1": "#F7F0F4",
    "shade-2": "#EBDAE4",
    "shade-3": "#DEC2D3",
    "shade-4": "#CFA5BF",
    "shade-5": "#BC82A3",
}
"""Text colours stand at least 4.5 to 1 against paper and panel, ink against every shade; the shades differ in lightness alone."""

DARK: Mapping[str, str] = {
    "ink": "#F1ECF3",
    "quiet": "#B9AEBE",
    "paper": "#1C1820",
    "panel": "#27212C",
    "line": "#463D4C",
    "grid": "#37303D",
    "accent": "#DDA6C3",
    "target": "#7DB8F0",
    "achieved": "#7DB8F0",
    "on_track": "#6CC5B0",
    "behind": "#E0A95A",
    "off_track": "#F08A68",
    "regressing": "#EE8DB4",
    "not_achieved": "#E8A08C",
    "error": "#F28C75",
    "warning": "#E0A95A",
    "fixed": "#6CC5B0",
    "shade-1": "#2C2430",
    "shade-2": "#3D2F3F",
    "shade-3": "#523B51",
    "shade-4": "#6A4966",
    "shade-5": "#84597C",
}

HATCH = "M-4,1L-2,-1M-3,1L-1,-1M-2,1L0,-1M-1,1L1,-1M0,1L2,-1M1,1L3,-1M2,1L4,-1"
"""A strip of slanting lines, the shape of what is hidden: it has the same length everywhere, so that it tells no size."""


def ink(name: str) -> str:
    """The colour of that name in the palette, as a picture or a style writes it."""
    return f"var(--nap-{name}, {LIGHT[name]})"


def status_ink(status: Status) -> str:
    """The colour of a status; those that rate nothing are quiet."""
    return ink(status.value if status.value in LIGHT else "quiet")


def config(lang: str) -> dict[str, Any]:
    """The house's look of a Vega-Lite spec; numbers on the axis in the reader's manner (decimal comma, no-break space)."""
    decimal, thousands = number_signs(lang)
    manner = {
        "decimal": decimal,
        "thousands": thousands,
        "grouping": [3],
        "currency": ["", ""],
    }
    quiet, grid = ink("quiet"), ink("grid")
    axis = {"labelColor": quiet, "labelFontSize": 13, "gridColor": grid, "domainColor": quiet, "tickColor": quiet, "aria": False}
    return {"axis": axis, "view": {"stroke": None}, "locale": {"number": manner}, "background": "transparent", "font": FONT}
