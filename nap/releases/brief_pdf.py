"""The brief as a PDF of one page, tagged to be read aloud. A `Brief` enters, bytes leave, the same ones each time."""

from __future__ import annotations

from dataclasses import asdict

from nap.charts.look import LIGHT
from nap.releases.brief_told import Brief
from nap.releases.pdf_press import press_pdf


def brief_pdf(brief: Brief) -> bytes:
    """The page on A4, its letters as large as they can be there."""
    told = asdict(brief)
    day = brief.day
    return press_pdf("onepage.typ", {**told, "day": [day.year, day.month, day.day], "palette": dict(LIGHT)})
