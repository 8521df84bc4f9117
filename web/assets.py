"""Small files of our own that never change under their address: fonts, mark, style sheet, script. A visitor loads them once.

Enters the files' content, leaves routes with a year of caching. They say nothing about anybody and need no session.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from nap.charts import DARK, LIGHT
from web.packing import coding_for, headers_of, pack

FOR_A_YEAR = "public, max-age=31536000, immutable"
HERE = Path(__file__).parent
_TEXTS = ("text/", "image/svg")
_FAMILY = "Golos Text"
_FALLBACK = "system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Helvetica Neue',Arial,sans-serif"
_RANGES = {
    "latin": "U+0000-02FF,U+2000-206F,U+20AC,U+2212,U+2260-2265",
    "cyrillic": "U+0301,U+0400-045F,U+0490-0491,U+2116",
    "cyrillic-ext": "U+0460-048F,U+0492-052F",
}


@dataclass(frozen=True)
class Asset:
    """One file: where it is served, what it holds, its media type."""

    path: str
    content: bytes
    kind: str

    @cached_property
    def address(self) -> str:
        """The address to write into a page: another content has another address, so that caches never go stale."""
        return f"{self.path}?v={hashlib.sha256(self.content).hexdigest()[:10]}"

    async def answer(self, request: Request) -> Response:
        """The file, compressed for whoever can read that."""
        accepted = request.headers.get("accept-encoding", "") if self.kind.startswith(_TEXTS) else ""
        coding = coding_for(accepted)
        headers = {"Cache-Control": FOR_A_YEAR, **headers_of(coding)}
        return Response(pack(self.content, coding), media_type=self.kind, headers=headers)


def routes_of(assets: Iterable[Asset]) -> list[Route]:
    """A route for each file."""
    return [Route(asset.path, asset.answer) for asset in assets]


FONTS = {
    name: Asset(f"/fonts/{name}.woff2", (HERE / "fonts" / f"golos-{name}.woff2").read_bytes(), "font/woff2") for name in _RANGES
}
MARK = Asset("/favicon.svg", (HERE / "mark.svg").read_bytes(), "image/svg+xml")
MARK_PNG = Asset("/favicon.png", (HERE / "mark.png").read_bytes(), "image/png")
MARK_ASKED = replace(MARK_PNG, path="/favicon.ico")
"""What browsers ask for by themselves. Led to sign-in instead, they got a second word for its form, and the first failed."""


def font_faces() -> str:
    """CSS that declares the typeface; a browser loads only the alphabets that a page holds."""
    return "".join(
        f"@font-face{{font-family:'{_FAMILY}';src:url({FONTS[name].address}) format('woff2');"
        f"font-weight:400 700;font-style:normal;font-display:swap;unicode-range:{letters}}}"
        for name, letters in _RANGES.items()
    )


def head(sheet: Asset) -> str:
    """What every page's head holds: the mark and the style sheet, which names the fonts."""
    return f'<link rel="icon" type="image/svg+xml" href="{MARK.address}"><link rel="stylesheet" href="{sheet.address}">'


def base_css() -> str:
    """What every sheet begins with: the typeface, and the palette as variables: light, dark, and light again on paper.

    Which of the two is the reader's system's choice; `data-nap-theme` on the root (set by our script) follows Streamlit where
    that has chosen otherwise.
    """
    dark = _variables(DARK)
    return (
        f"{font_faces()}:root{{--nap-font:'{_FAMILY}',{_FALLBACK};--nap-mark:url({MARK.address});"
        f"{_variables(LIGHT)}color-scheme:light dark}}"
        f"@media screen and (prefers-color-scheme:dark){{:root:not([data-nap-theme=light]){{{dark}}}}}"
        f"@media screen{{:root[data-nap-theme=dark]{{{dark}}}}}"
        "@media print{:root{color-scheme:light}}"
    )


def _variables(palette: Mapping[str, str]) -> str:
    return "".join(f"--nap-{name}:{colour};" for name, colour in palette.items())
