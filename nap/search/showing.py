"""What of a text is marked as found, and which piece of a document to show. Pieces of text leave, marked or not; no HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from nap.search.documents import WEIGHTS, Document, Said
from nap.search.words import placed, stop_words

Marked = tuple[tuple[str, bool], ...]
"""A text in pieces, each with whether it was found."""
_ROOM = 180
"""Letters of a snippet."""
_SENTENCE = re.compile(r"(?<=[.;!?])\s+")


def marked(text: str, found: Iterable[str]) -> Marked:
    """The text in pieces, the found words marked."""
    wanted, pieces, done = frozenset(found) - stop_words(), list[tuple[str, bool]](), 0
    for word, start, end in placed(text):
        if word in wanted:
            pieces += [(text[done:start], False), (text[start:end], True)]
            done = end
    return tuple(piece for piece in (*pieces, (text[done:], False)) if piece[0])


def snippet(document: Document, found: Iterable[str], lang: str) -> tuple[Said, Marked] | None:
    """The piece of the document that best tells why it was found, with its language: None if the reader's title tells it."""
    wanted = frozenset(found) - stop_words()
    best = max(document.said, key=lambda said: _worth(said, wanted, lang), default=None)
    if best is None or not _hit(best, wanted) or (best.field == "title" and best.lang == lang):
        return None
    return best, marked(_piece(best.text, wanted), wanted)


def _worth(said: Said, wanted: frozenset[str], lang: str) -> tuple[int, bool, float]:
    return (_hit(said, wanted), said.lang == lang, WEIGHTS[said.field])


def _hit(said: Said, wanted: frozenset[str]) -> int:
    return len(wanted & {word for word, _, _ in placed(said.text)})


def _piece(text: str, wanted: frozenset[str]) -> str:
    """The sentence with most found words, cut at a word where it is long."""
    sentences: Sequence[str] = _SENTENCE.split(text)
    best = max(sentences, key=lambda one: len(wanted & {word for word, _, _ in placed(one)}))
    first = next((start for word, start, _ in placed(best) if word in wanted), 0)
    begin = best.rfind(" ", 0, max(first - _ROOM // 3, 0)) + 1 if len(best) > _ROOM else 0
    end = len(best) if len(best) - begin <= _ROOM else best.rfind(" ", begin, begin + _ROOM)
    end = end if end > begin else min(begin + _ROOM, len(best))
    return ("… " if begin else "") + best[begin:end] + (" …" if end < len(best) else "")
