"""One picture of each indicator, to send by phone or paste into a report: value, target, status, course, source."""

from __future__ import annotations

import io

from PIL import Image

from nap.charts.look import LIGHT
from nap.plan import Indicator
from nap.releases.pdf_cards import Told, bare, card
from nap.releases.pdf_press import press_png
from nap.releases.pdf_series import Frame
from nap.releases.release import Release
from nap.words import say

WIDTH = 1200
"""Pixels."""
_COLOURS = 64
_PAGE = 600
_ROWS = 12
_FRAME = Frame(width=545, height=190, letters=14.5)


def pictures(release: Release, lang: str) -> dict[str, bytes]:
    """A PNG of every indicator of the release by its code; made in one go, which takes much less time than one by one."""
    return _drawn(release, lang, release.indicators)


def picture(release: Release, lang: str, indicator: Indicator) -> bytes:
    """The same of one indicator."""
    return _drawn(release, lang, [indicator])[indicator.code]


def _drawn(release: Release, lang: str, indicators: list[Indicator] | tuple[Indicator, ...]) -> dict[str, bytes]:
    if not indicators:
        return {}
    release = bare(release)
    told = _frame(release, lang) | {"cards": [_picture(release, lang, one) for one in indicators]}
    made = press_png("picture.typ", told, 72 * WIDTH // _PAGE)
    return {one.code: _in_few_colours(drawn) for one, drawn in zip(indicators, made, strict=True)}


def _in_few_colours(drawn: bytes) -> bytes:
    """The same picture in a palette, a third of the size: it is sent by phone, and kept with every release."""
    picture, small = Image.open(io.BytesIO(drawn)).convert("RGB"), io.BytesIO()
    palette = picture.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    palette.save(small, "PNG")
    return small.getvalue()


def _picture(release: Release, lang: str, indicator: Indicator) -> Told:
    """The card, with the one list that is short enough: steps or parts first, else regions. A series goes before any list."""
    told = card(lang, release, indicator, _FRAME)
    lists = [told["parts"], told["regions"]]
    return told | {"list": next((one for one in lists if one is not None and len(one["rows"]) <= _ROWS), None)}


def _frame(release: Release, lang: str) -> Told:
    """What stands on every picture."""
    banners = [say(lang, "print.draft")] * release.draft + [say(lang, "print.illustrative.short")] * release.illustrative
    return {
        "lang": lang,
        "palette": dict(LIGHT),
        "banner": " · ".join(banners),
        "source": say(lang, "print.picture.source", number=str(release.number), date=release.as_of),
        "official": say(lang, "print.official.short"),
    }
