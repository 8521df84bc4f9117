"""What stands around a label and is no part of it: a text goes in; numbering, the bare text and its footnote marks come out."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PLAIN = str.maketrans(_RAISED + "⁾⁽", "0123456789)(")
_BEHIND = (
    re.compile(rf"\s*(?P<mark>[{_RAISED}]{{1,2}}(?:\s*[,;⁾]\s*[{_RAISED}]{{1,2}})*[⁾)]?)\Z"),
    re.compile(r"\s*(?P<mark>\*+(?:\s*[,)]\s*\*+)*\)?)\Z"),
    re.compile(r"\s*(?P<mark>[†‡§#]+)\Z"),
    re.compile(r"(?<=[^\s\d(])\s*\((?P<mark>\d{1,2})\)\Z"),
    re.compile(r"(?<=[12]\d\d\d)\s*\((?P<mark>\d)\)\Z"),
    re.compile(r"(?<=[^\W\d_])\s*(?P<mark>\d{1,2}(?:\s*,\s*\d{1,2})?)[)/]\Z"),
    re.compile(r"(?<=[\d.])\s+(?P<mark>\d)[)/]\Z"),
    re.compile(r"(?<=[^\W\d_)%])\s*\((?P<mark>\*+)\)\Z"),
    re.compile(r"(?<=[a-zа-яёөүң])(?P<mark>[1-9](?:,[1-9])?)\Z"),
    re.compile(r"(?<=[a-zа-яёөүң]\))(?P<mark>[1-9])\Z"),
    re.compile(r"(?<=[a-zа-яёөүң][.,:])(?P<mark>[1-9])\Z"),
)
_LOOSE = re.compile(r"(?:(?<=[^\W\d_])\s?|(?<=\d)\s)(?P<mark>[1-9])\Z")
"""A digit that may be a mark: apart by a space, or behind a capital."""
_NUMBERING = re.compile(
    r"(?:(?:\d{1,3}(?:\.\d{1,3}){0,4}[.)]|[IVXivx]{1,4}[.)]|[A-Za-zА-Яа-яЁё]\)|\d{1,3}(?:\.\d{1,3}){1,4}\.?[a-zа-я]?(?=\s))\s*)(?=[^\d\s])"
)
_BULLET = re.compile(r"[-–—•·▪■●○◦➢►*√»]+\s*(?=[^\W_])|[•·▪■●○◦➢►√]\s*")


class Bare(NamedTuple):
    """A label without what stands around it."""

    text: str
    notes: tuple[str, ...]
    numbering: str = ""


def tidy(text: str) -> str:
    """One line, single plain spaces, composed letters, nothing that cannot be seen."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_INVISIBLE).split())


def bare(text: str) -> Bare:
    """The tidied text without bullets and numbering before it and footnote marks behind it."""
    body, notes = _unmarked(text.rstrip(" :;"))
    numbering = _NUMBERING.match(body)
    if numbering:
        return Bare(_unbulleted(body[numbering.end() :]), notes, numbering[0].strip())
    return Bare(_unbulleted(body), notes)


def looser(text: str) -> tuple[str, str] | None:
    """The text without a digit at its end that may be a mark, and that digit; None where there is none."""
    match = _LOOSE.search(text)
    return (text[: match.start()].rstrip(), match["mark"]) if match else None


def _unmarked(text: str) -> tuple[str, tuple[str, ...]]:
    """Marks may follow each other: `лет1)*`."""
    notes: tuple[str, ...] = ()
    while match := next((found for each in _BEHIND if (found := each.search(text))), None):
        if not match.start():
            break
        text = text[: match.start()].rstrip(" :;,")
        notes = (*re.findall(r"\d+|\*+|[†‡§#]+", match["mark"].translate(_PLAIN)), *notes)
    return text, notes


def _unbulleted(text: str) -> str:
    return text[match.end() :] if (match := _BULLET.match(text)) else text
