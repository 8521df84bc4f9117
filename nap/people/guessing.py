"""How soon a password would be guessed: a password and words of its owner enter, yes or no leaves.

zxcvbn knows English words, Latin keyboards, dates and repetitions. Ours are the words that people here take
(`data/common_passwords.txt`) and the other layout of the keyboard: a Russian word typed on Latin keys is no riddle to anybody.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cache

from zxcvbn import zxcvbn

from nap.settings import ROOT

COMMON = ROOT / "data" / "common_passwords.txt"
ENOUGH = 3
"""Of zxcvbn's levels 0 to 4: a hundred million guesses and more."""
JUDGED = 64
"""The first letters are judged; what is hard to guess so far does not become easier."""
_LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_CYRILLIC = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_TO_CYRILLIC, _TO_LATIN = str.maketrans(_LATIN, _CYRILLIC), str.maketrans(_CYRILLIC, _LATIN)
_LOCK = threading.Lock()
"""zxcvbn keeps the words it is given in a table that all calls share."""


def easily_guessed(password: str, own: Sequence[str] = ()) -> bool:
    """Whether others would soon get there by common words and, if given, those of its owner."""
    typed = password[:JUDGED].lower()
    ways = {typed, typed.translate(_TO_CYRILLIC), typed.translate(_TO_LATIN)}
    return any(_level(way, own) < ENOUGH for way in ways)


def _level(password: str, own: Sequence[str]) -> int:
    with _LOCK:
        found: int = zxcvbn(password, [*own, *common_words()])["score"]
    return found


@cache
def common_words() -> tuple[str, ...]:
    """The words of our list, the most used first."""
    lines = COMMON.read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))
