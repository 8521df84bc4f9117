"""Numbers as people write them: a cell's text goes in; an exact Decimal, a blank or the reason why it is no number comes out."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from nap.returns.grammar import DIGITS, Blank, NoData, NotANumber, Number, Read, exactly, plainly, tidied, tidy, western
from nap.returns.unclear import why

__all__ = ["DIGITS", "Blank", "NoData", "NotANumber", "Number", "Read", "plainly", "read_number", "tidy"]


@lru_cache(maxsize=4_000)
def read_number(text: str) -> Read:
    """Read one cell's text; spaces and apostrophes may group thousands, comma or dot starts the decimals. Never raises.

    Remembered, because a long column repeats a few texts. Digits of one other script are certain, and said (`foreign`).
    """
    plain = tidied(text)
    found = exactly(plain)
    if found is not None or plain.isascii():
        return found or why(plain)
    digits, scripts = western(plain)
    if scripts != 1:
        return why(plain)
    found = exactly(digits) or why(digits)
    return replace(found, foreign=digits != plain) if isinstance(found, Number) else found
