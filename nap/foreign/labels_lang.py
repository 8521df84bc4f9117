"""Which language a text is in: texts go in; `ky`, `ru`, `en` or None come out."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from nap.foreign.labels_words import common_words, tokens
from nap.words import languages

_LETTERS = {"ky": frozenset("өүң")}
"""Letters that no other of the languages has."""
_SCRIPTS = {"en": "LATIN", "ru": "CYRILLIC", "ky": "CYRILLIC"}
_ENDINGS = {
    "ky": re.compile(
        r"(?:[лдт][аеоө]р[аыиуү]?\w{0,4}|[нтд][ыиу]н|[дтн][аыеиоу][нр]|луу|лик|лык|ууну|уусу|чейин|лген|лган|гыч|айт|ейт)\Z"
    ),
    "ru": re.compile(
        r"(?:[аыоие]я|[оыи]е|[ыиое]й|[оыи]х|ого|его|ому|ами|ями|ция|ции|ость|ости|ние|ния|ний|щих|ться|ют|ки|щиеся|ов|ев|ом|ых|им|ым)\Z"
    ),
}


@lru_cache(maxsize=20_000)
def language(text: str) -> str | None:
    """The language of one text where its letters or words tell."""
    scores = _scores(text)
    best = scores.most_common(2)
    if not best or not best[0][1] or (len(best) > 1 and best[0][1] == best[1][1]):
        return None
    return best[0][0]


def language_of(texts: Iterable[str]) -> str | None:
    """The language of a column of labels, by all its texts together; None where they do not tell."""
    sums: Counter[str] = Counter()
    for text in texts:
        sums.update(_scores(text))
    best = sums.most_common(2)
    if not best or not best[0][1] or (len(best) > 1 and best[0][1] == best[1][1]):
        return None
    return best[0][0]


@lru_cache(maxsize=20_000)
def _scores(text: str) -> Counter[str]:
    plain = unicodedata.normalize("NFC", text).casefold()
    letters = [letter for letter in plain if letter.isalpha()]
    latin = sum("LATIN" in unicodedata.name(letter, "") for letter in letters)
    found: Counter[str] = Counter()
    if not letters:
        return found
    script = "LATIN" if latin * 2 > len(letters) else "CYRILLIC"
    for lang in languages():
        if _SCRIPTS.get(lang, script) == script:
            found[lang] = _score(lang, plain, [token.shape for token in tokens(plain) if token.kind == "word"])
    if script == "LATIN" and not any(found.values()):
        found.update({lang: 1 for lang in found})
    return found


def _score(lang: str, plain: str, words: list[str]) -> int:
    own = 3 * sum(letter in _LETTERS.get(lang, ()) for letter in plain)
    known = 3 * sum(word in common_words(lang) for word in words)
    bent = sum(bool(_ENDINGS[lang].search(word)) for word in words if len(word) > 3) if lang in _ENDINGS else 0
    return own + known + bent
