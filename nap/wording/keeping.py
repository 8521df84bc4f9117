"""What was read from the workbook is written into a folder of catalogues. Texts and the folder enter; what was done leaves.

Headers and remarks of files that are there stay. Over the program's own languages only what is said otherwise is kept, so that a
later text of ours shows where nobody has said anything else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from nap.catalogues import LOCALES, rooms
from nap.wording import po
from nap.wording.entries import english_of, mark_of
from nap.wording.po import PoFile, Said
from nap.wording.reading import Texts


@dataclass(frozen=True)
class WordsKept:
    """Of one language: how many texts were new or said otherwise, how many are not said anywhere yet, in how many rooms the
    reviewer now stands and how many rooms lack texts."""

    language: str
    changed: int
    missing: int
    signed: int = 0
    unsigned: int = 0


def keep_words(texts: Mapping[str, Texts], folder: Path, reviewer: str = "") -> tuple[WordsKept, ...]:
    """Write them. OSError if the folder cannot be written to."""
    return tuple(_language(code, found, folder, reviewer) for code, found in texts.items())


def _language(code: str, texts: Texts, folder: Path, reviewer: str) -> WordsKept:
    kept = [_room(code, room, texts, folder, reviewer) for room in rooms()]
    changed, missing, signed = (sum(each[place] for each in kept) for place in range(3))
    return WordsKept(code, changed, missing, signed, len(kept) - signed if reviewer else 0)


def _room(code: str, room: str, texts: Texts, folder: Path, reviewer: str) -> tuple[int, int, int]:
    """How many were changed and are missing, and 1 if the reviewer was named."""
    path = folder / code / f"{room}.po"
    before = _read(path)
    below = _read(LOCALES / code / f"{room}.po").texts if path.parent.parent.resolve() != LOCALES else {}
    said = {key: text for key in english_of(room) if (text := _said(key, room, texts, before, below, reviewer))}
    said |= {key: text for key, text in before.texts.items() if key not in english_of(room)}
    changed = sum(before.texts.get(key, Said(())).forms != text.forms for key, text in said.items())
    missing = sum(key not in said and key not in below for key in english_of(room))
    signs = bool(reviewer) and not missing
    header = before.header or (_read(LOCALES / code / f"{room}.po").header or po.new_header(code))
    after = PoFile(po.signed(header, reviewer) if signs else _unsigned(header, before), said)
    if after != before and (said or signs):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(po.write(after))
    return changed, missing, int(signs)


def _unsigned(header: tuple[str, ...], before: PoFile) -> tuple[str, ...]:
    """A header taken over from another file does not take its reviewer along: these texts nobody has read yet."""
    return header if before.header else po.signed(header, "")


def _said(key: str, room: str, texts: Texts, before: PoFile, below: Mapping[str, Said], reviewer: str) -> Said | None:
    """What holds from now on; None where the text below is to be read, or nothing is said.

    Upon which English it was said is noted anew where the text was changed, or somebody stands for it with her name.
    """
    held, english = before.texts.get(key), english_of(room)[key]
    if key not in texts:
        return held
    if held is None and key in below and below[key].forms == texts[key]:
        return None
    if held is not None and held.forms == texts[key] and not reviewer:
        return held
    return replace(held or Said(()), forms=texts[key], plural=english.plural, upon=mark_of(english.forms), flags=())


def _read(path: Path) -> PoFile:
    return po.read(path.read_bytes()) if path.is_file() else PoFile()
