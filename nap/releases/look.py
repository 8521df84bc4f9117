"""The look of every page of a release: one style for all of them, so that one fingerprint lets it through a strict policy.

Nothing enters; the style as text and the policy of a page leave.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from nap.charts import DARK, LIGHT

FONT = "system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Helvetica Neue','DejaVu Sans',Arial,sans-serif"
"""What is on the reader's machine: all of these have the letters of Kyrgyz."""
_TILES = 12
"""So many rows and columns a map of tiles can have."""

INKS: Mapping[str, str] = {
    "ink": "ink", "quiet": "quiet", "paper": "paper", "line": "line", "grid": "grid", "accent": "accent", "goal": "target",
    "achieved": "achieved", "on_track": "on_track", "behind": "behind", "off_track": "off_track", "regressing": "regressing",
    "not_achieved": "not_achieved",
}  # fmt: skip
"""Classes of drawings (`f-` filled, `s-` drawn) by the palette's colours."""


@cache
def style() -> str:
    """The style of every page: palette light and dark, tiles, drawings, then the sheet itself."""
    sheet = (Path(__file__).parent / "release.css").read_text(encoding="utf-8")
    light, dark = variables(LIGHT), variables(DARK)
    return (
        f":root{{{light};--font:{FONT};color-scheme:light dark}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
        f"{drawn({name: f'var(--{name})' for name in LIGHT})}{_tiles()}{_short(sheet)}"
    )


def variables(palette: Mapping[str, str]) -> str:
    """The palette as variables of a style."""
    return ";".join(f"--{name}:{colour}" for name, colour in palette.items())


def drawn(colours: Mapping[str, str]) -> str:
    """The classes of drawings in these colours; `drawn(LIGHT)` suits a picture that stands alone."""
    filled = "".join(f".f-{name}{{fill:{colours[colour]}}}" for name, colour in INKS.items())
    return filled + "".join(f".s-{name}{{stroke:{colours[colour]}}}" for name, colour in INKS.items())


@cache
def policy() -> str:
    """The content security policy of a page: nothing but this style; no script, no form, nothing from anywhere."""
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src 'self' data:; base-uri 'none'; form-action 'none'"


def _tiles() -> str:
    rows = "".join(f".r{n}{{grid-row:{n}}}" for n in range(1, _TILES + 1))
    return rows + "".join(f".c{n}{{grid-column:{n}}}" for n in range(1, _TILES + 1))


def _short(sheet: str) -> str:
    return "".join(line.strip() for line in sheet.splitlines() if not line.lstrip().startswith("/*"))
