"""Texts and typefaces: is every catalogue whole, are the fonts of receipts and pictures there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po

from nap.monitor.doctor.patient import Patient
from nap.monitor.doctor.told import Diagnosis, error, warning, well

FONTS = ("GolosText-Regular.ttf", "GolosText-Bold.ttf")
SOURCE = "en"


def words(patient: Patient) -> Iterator[Diagnosis]:
    """One finding for each language that lacks texts, one for the fonts."""
    folder = patient.program / "locales"
    languages = sorted(each.name for each in folder.iterdir() if each.is_dir()) if folder.is_dir() else []
    if SOURCE not in languages:
        yield error("locales_missing", folder=str(folder))
        return
    yield from _compared(folder, languages)
    missing = [name for name in FONTS if not (patient.program / "nap" / "fonts" / name).is_file()]
    yield error("fonts_missing", names=", ".join(missing)) if missing else well("fonts")


def _compared(folder: Path, languages: list[str]) -> Iterator[Diagnosis]:
    whole, complete = _keys(folder / SOURCE), True
    for lang in languages:
        lacking = sorted(whole - _keys(folder / lang))
        if lacking:
            complete = False
            yield warning("words_incomplete", lang=lang, n=len(lacking), first=lacking[0])
    if complete:
        yield well("words", names=", ".join(languages), n=len(whole))


def _keys(folder: Path) -> set[str]:
    """Every key of a language that has a text. A file that is damaged has none."""
    found: set[str] = set()
    for file in folder.glob("*.po"):
        with file.open("rb") as opened:
            for message in read_po(opened):
                if message.id and message.string and all([message.string] if isinstance(message.string, str) else message.string):
                    found.add(message.id if isinstance(message.id, str) else message.id[0])
    return found
