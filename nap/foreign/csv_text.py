"""The letters of a table saved as text. Bytes enter; the text leaves, and whether letters were lost on its way."""

from __future__ import annotations

import codecs
import re

from nap.returns.gate import refusal

LOST = re.compile(r"\ufffd|[^\W\d_]\?+[^\W\d_]")
"""A letter nobody can tell any more; programs write a question mark for what Windows Cyrillic lacks (ө ү ң)."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
END_OF_TEXT = b"\x1a"
"""With it old programs end a text."""
_SOUND = 10
"""So many whole letters for each damaged one: then the text is UTF-8 with damage, and no other encoding."""


def decoded(data: bytes) -> tuple[str, bool]:
    """The text without its byte-order mark; true if letters of it are missing. Raises Refused for what is no text."""
    text, certain = _text(data.rstrip(END_OF_TEXT))
    if _CONTROL.search(text):
        raise refusal("not-a-workbook", "other")
    return text, "\ufffd" in text or (not certain and LOST.search(text) is not None)


def _text(data: bytes) -> tuple[str, bool]:
    """The text, and whether its encoding knows every letter."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace"), True
    if b"\0" in data[:4096]:
        return data.decode("utf-16-le", errors="replace"), True
    text = data.decode("utf-8-sig", errors="replace")
    damaged = text.count("\ufffd")
    whole = sum(letter > "\x7f" for letter in text) - damaged if damaged else 0
    if not damaged or whole > _SOUND * damaged:
        return text, True
    return data.decode("cp1251", errors="replace"), False
