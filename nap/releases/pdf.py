"""The PDF of a release: tagged, with outline and page numbers, to be printed, filed and cited (PDF/UA, PDF/A).

A `Release` and a language enter, bytes leave, the same ones each time: the date in the file is the day of the data.
"""

from __future__ import annotations

from nap.releases.pdf_book import book
from nap.releases.pdf_cards import bare
from nap.releases.pdf_press import press_pdf
from nap.releases.release import Release


def pdf(release: Release, lang: str) -> bytes:
    """The whole release on A4, its first page the summary."""
    return press_pdf("book.typ", book(lang, bare(release)))
