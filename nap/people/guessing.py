"""How many guesses it takes to get to a password: a password and words of its owner enter, a number leaves.

zxcvbn's reckoning, which knows English words, Latin keyboards, dates and sequences; with words that people here take
(`data/common_passwords.txt`) and with more ways of looking: on the other layout of the keyboard (a Russian word typed on Latin
keys is no riddle), without signs between letters, with figures read as letters, repetitions taken once. Its own matchers for the
last two are left out: some passwords keep them busy for half a minute.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from zxcvbn.matching import (
    RANKED_DICTIONARIES,
    build_ranked_dict,
    date_match,
    dictionary_match,
    regex_match,
    reverse_dictionary_match,
    sequence_match,
    spatial_match,
)
from zxcvbn.scoring import most_guessable_match_sequence

from nap.settings import ROOT

COMMON = ROOT / "data" / "common_passwords.txt"
JUDGED = 48
"""The first letters are judged; what is hard to guess so far does not become easier."""
PER_SIGN = 10
"""How many times more guesses a sign between letters, or letters written as figures, are good for."""
_LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_CYRILLIC = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_LAYOUTS = str.maketrans(_LATIN, _CYRILLIC), str.maketrans(_CYRILLIC, _LATIN)
_FIGURES = str.maketrans("4@831!065$7", "aabeiiogsst")
_SIGNS = re.compile(r"[\W_]")
_REPEATED = re.compile(r"(.{2,}?)\1+|(.)\2{2,}", re.DOTALL)
_MATCHERS = (dictionary_match, reverse_dictionary_match, spatial_match, sequence_match, regex_match, date_match)

Words = dict[str, int]
"""Words with their rank: how many others would be tried before."""


def guesses(password: str, own: Sequence[str] = ()) -> int:
    """How many guesses lead to it, by common words and, if given, those of its owner."""
    words = {**RANKED_DICTIONARIES, "ours": _ranked(), "own": build_ranked_dict(own)}
    found: dict[str, int] = {}
    for way, times in _ways(password[:JUDGED].lower()):
        found[way] = min(times, found.get(way, times))
    return min(times * _reckoned(way, words) for way, times in found.items())


def _ways(typed: str) -> Iterator[tuple[str, int]]:
    """Ways of looking at it, each with how many times more guesses it takes to think of what was left out."""
    for text in (typed, *(typed.translate(layout) for layout in _LAYOUTS)):
        yield text, 1
        yield text.translate(_FIGURES), PER_SIGN
        bare = _SIGNS.sub("", text)
        yield bare, PER_SIGN ** (len(text) - len(bare))
        yield _REPEATED.sub(lambda found: found[1] or found[2], text), 1


def _reckoned(text: str, words: dict[str, Words]) -> int:
    if not text:
        return 1
    matches = [match for matcher in _MATCHERS for match in matcher(text, _ranked_dictionaries=words)]
    return int(most_guessable_match_sequence(text, matches)["guesses"])


@cache
def _ranked() -> Words:
    return build_ranked_dict(common_words())


def common_words() -> tuple[str, ...]:
    """The words of our list, the most used first."""
    lines = COMMON.read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))
