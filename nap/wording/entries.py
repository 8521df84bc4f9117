"""What there is to translate into a language, in which room, and how it stands. Catalogues enter, entries leave."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nap.catalogues import FALLBACK, LOCALES, rooms
from nap.wording import po
from nap.wording.po import Plurals, PoFile, Said

MISSING, CHANGED, THERE, REVIEWED = "missing", "changed", "there", "reviewed"
STATES = (MISSING, CHANGED, THERE, REVIEWED)
"""Not said yet; the English has changed since it was translated; said; said, and read by a native speaker."""


@dataclass(frozen=True)
class Entry:
    """One text: its English forms, its forms in the language (empty where they are not said), how it stands."""

    room: str
    key: str
    english: tuple[str, ...]
    forms: tuple[str, ...]
    state: str

    @property
    def plural(self) -> bool:
        """True if it has a form for each kind of number."""
        return len(self.english) > 1


@dataclass(frozen=True)
class Language:
    """All texts in one language, in the order of rooms and files, and how it counts."""

    code: str
    plurals: Plurals
    entries: tuple[Entry, ...]


def language(code: str, folders: Sequence[Path]) -> Language:
    """The texts of a language as these folders have them together, a later one over an earlier."""
    held = {room: [_read(path) for folder in folders if (path := folder / code / f"{room}.po").is_file()] for room in rooms()}
    files = [file for several in held.values() for file in several]
    plurals = po.plurals_of(files[0], code) if files else po.usual_plurals(code)
    return Language(code, plurals, tuple(one for room in rooms() for one in _of_room(room, held[room], plurals.count)))


def _of_room(room: str, files: Sequence[PoFile], count: int) -> Iterator[Entry]:
    signed = bool(files) and bool(files[-1].reviewer)
    for key, english in english_of(room).items():
        found = next((said for file in reversed(files) if (said := file.texts.get(key)) and said.whole), None)
        empty = ("",) * (count if english.plural else 1)
        yield Entry(room, key, english.forms, found.forms if found else empty, _state(found, english, signed))


def _state(found: Said | None, english: Said, signed: bool) -> str:
    if found is None:
        return MISSING
    if found.upon and found.upon != mark_of(english.forms):
        return CHANGED
    return REVIEWED if signed else THERE


@cache
def english_of(room: str) -> dict[str, Said]:
    """The English texts of a room by key, in the order of its file."""
    texts = _read(LOCALES / FALLBACK / f"{room}.po").texts
    return {key: said for key, said in texts.items() if key.startswith(f"{room}.")}


@cache
def room_of(key: str) -> str:
    """The room that has the key; empty if none has."""
    room = key.partition(".")[0]
    return room if room in rooms() and key in english_of(room) else ""


def mark_of(english: Sequence[str]) -> str:
    """A short mark by which it is seen later that the English has changed."""
    return hashlib.sha256("\0".join(english).encode()).hexdigest()[:8]


def _read(path: Path) -> PoFile:
    return po.read(path.read_bytes())
