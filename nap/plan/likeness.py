"""How alike two words are: a text and known words go in; those it can be a slip of come out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

Meaning = TypeVar("Meaning")

_LONGEST = 80
"""Letters that are compared; nothing longer is a slip of a name."""
MOST = 3
"""With more words equally near nobody is helped."""


def slips_allowed(length: int) -> int:
    """So many letters may be wrong: none in the shortest words, where every letter makes another word."""
    return 0 if length <= 3 else 1 if length <= 6 else 2 if length <= 11 else 3


def nearest(text: str, words: Mapping[str, Iterable[Meaning]], slips: int = 3) -> tuple[Meaning, ...]:
    """What the nearest words mean, each once, if they are near enough and at most `MOST`; ties come together."""
    best = min(slips_allowed(len(text)), slips)
    found: dict[Meaning, None] = {}
    if len(text) > _LONGEST or not best:
        return ()
    for word, meanings in words.items():
        apart = distance(text, word, best)
        if apart is None:
            continue
        if apart < best:
            best, found = apart, {}
        found.update(dict.fromkeys(meanings))
    return tuple(found) if len(found) <= MOST else ()


def distance(one: str, other: str, most: int) -> int | None:
    """Letters to add, drop, change or swap with their neighbour to make one word of the other; None if more than `most`."""
    if abs(len(one) - len(other)) > most:
        return None
    before, above = [0] * (len(other) + 1), list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        here = [row]
        for column, against in enumerate(other, start=1):
            cost = min(above[column] + 1, here[column - 1] + 1, above[column - 1] + (letter != against))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                cost = min(cost, before[column - 2] + 1)
            here.append(cost)
        if min(here) > most:
            return None
        before, above = above, here
    return above[-1] if above[-1] <= most else None
