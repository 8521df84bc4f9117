"""How sure a figure is, in a reader's words, and the sign of it in a picture. A disclosed result enters."""

from __future__ import annotations

from collections.abc import Iterable

from nap.facts import QUALITIES, UNSURE, Result
from nap.words import say

SIGN = "◌"
"""The ring around the point of a figure that may still change."""


def flags_told(lang: str, result: Result) -> list[str]:
    """`provisional`, `estimated`: what holds for figures in the value; nothing where there is no value."""
    held = [quality for quality in QUALITIES if quality in UNSURE and quality in result.flags]
    return [say(lang, f"about.quality.{quality}") for quality in held] if result.value is not None else []


def flags_key(lang: str, results: Iterable[Result]) -> list[str]:
    """What the ring means in this picture, if it stands in it: `◌ provisional, estimated`."""
    told = dict.fromkeys(word for result in results for word in flags_told(lang, result))
    return [f"{SIGN} {', '.join(told)}"] if told else []
