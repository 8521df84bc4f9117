"""What a line can be taken for, as a person or a mapping says it (`Hint.take`)."""

from __future__ import annotations

import re

from nap.facts import Period

PLAIN = frozenset({"ignore", "label", "header", "heading", "title", "unit", "footnote", "total", "figures"})
_PART = re.compile(r"\?|[a-z][a-z0-9]*=[A-Z_][A-Z0-9_]*(?:;[a-z][a-z0-9]*=[A-Z_][A-Z0-9_]*)*", re.ASCII)
_PLACE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*", re.ASCII)


def take_problem(take: str) -> str:
    """Why this is nothing a line can be taken for: `word`, `period`, `region` or `part`; empty where it is one."""
    kind, colon, rest = take.partition(":")
    if not colon:
        return "" if take in PLAIN else "word"
    match kind:
        case "period":
            return "" if _is_period(rest) else "period"
        case "region":
            return "" if _PLACE.fullmatch(rest) else "region"
        case "part":
            return "" if _PART.fullmatch(rest) else "part"
    return "word"


def _is_period(text: str) -> bool:
    try:
        return bool(Period.parse(text))
    except ValueError:
        return False
