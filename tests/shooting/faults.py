"""What a picture does not tell by itself, read from the page: sideways scrolling, cut text, words untranslated or unfinished.

Enters a page and its language, leaves short texts, none if all is well. Plain rules: a person still looks at the pictures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from nap.words import LOCALES

_LOOK = (Path(__file__).parent / "look.js").read_text(encoding="utf-8")
_LOOK = _LOOK[_LOOK.index("paper =>") :]
_CODES = re.compile(r"https?://\S+|\S*[\d@]\S*|\S+\.(?:xlsx|csv|pdf|yaml|kg|org|md|toml|sqlite)\b|\S+,\S+,\S+")
"""Addresses, file names, and whatever holds a digit: codes, receipts, checksums."""
_LATIN = re.compile(r"\b[A-Za-z][a-z]{3,}\b")
_PROGRAMS = {"Excel", "LibreOffice", "Google", "Sheets", "Calc", "Windows", "Linux", "certutil", "hashfile", "shasum", "Chrome"}
ALLOWED = _PROGRAMS | {"English", "Women", "xlsx"}
"""Words written so in every language: the language switch, names of programs and of one agency."""
_HOLE = re.compile(r"\{[a-z_]*\}")
_NOTHING = re.compile(r"\b(?:None|NaN|nan|null|undefined)\b")
_TAIL = re.compile(r"\b\d+[.,]\d{5,}\b")
"""A number nobody rounded."""


def faults(page: Page, lang: str, typed: frozenset[str] = frozenset()) -> list[str]:
    """Everything found on the page. `typed` are words that partners typed, in whatever language they write."""
    seen: dict[str, Any] = page.evaluate(_LOOK, False)
    found = [f"sideways: {one}" for one in seen["wide"]]
    found += [f"cut: {' '.join(one.split())}" for one in seen["cut"]]
    found += [f"scrolls in itself: {one}" for one in seen["scrolled"]]
    found += [f"failed: {one}" for one in seen["failed"]]
    found += [f"unfinished: {one}" for one in unfinished(seen["text"])]
    if lang != "en":
        found += [f"English: {word}" for word in english(seen["text"], typed)]
    return list(dict.fromkeys(found))


def faults_on_paper(page: Page) -> list[str]:
    """What the printer would cut, read from a page that is shown as the printer gets it."""
    seen: dict[str, Any] = page.evaluate(_LOOK, True)
    return list(dict.fromkeys(f"cut on paper: {' '.join(one.split())}" for one in seen["cut"]))


def unfinished(text: str) -> Iterator[str]:
    """Holes that nobody filled, keys of a catalogue, names of nothing, numbers with a tail."""
    for rule in (_HOLE, _keys(), _NOTHING, _TAIL):
        yield from dict.fromkeys(rule.findall(text))


def english(text: str, typed: frozenset[str] = frozenset()) -> list[str]:
    """Words in Latin letters that are no name and no code."""
    words = dict.fromkeys(_LATIN.findall(_CODES.sub(" ", text)))
    return [word for word in words if word not in ALLOWED and word not in typed]


@cache
def _keys() -> re.Pattern[str]:
    rooms = "|".join(sorted(path.stem for path in (LOCALES / "en").glob("*.po")))
    return re.compile(rf"\b(?:{rooms})\.[a-z_]+(?:\.[a-z_0-9]+)*\b")
