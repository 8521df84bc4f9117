"""What `check` writes beside what it prints: marked copies and the summary workbook. Never over a file that was checked."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from nap.commands.choosing import Chosen, shown
from nap.commands.edge import Stop, lang_of
from nap.monitor import Tried, summary
from nap.words import say


@dataclass(frozen=True)
class Outputs:
    """Where what is asked for goes; None where nothing is."""

    lang: str
    table: Path | None

    def summary(self, tried: Sequence[Tried], today: date) -> None:
        """Write the summary workbook, if it was asked for."""
        if self.table is not None:
            write(self.table, summary(tried, self.lang, today), self.lang)


def outputs(options: Namespace, files: Sequence[Chosen]) -> Outputs:
    """What the command was asked to write; Stop if a file that is checked would be lost."""
    lang = lang_of(options)
    for place in filter(None, [options.summary]):
        if any(_same(place, file.path) for file in files):
            raise Stop(say(lang, "checking.would_overwrite", file=shown(place)))
    return Outputs(lang, options.summary)


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return one.resolve() == other.resolve()


def write(place: Path, data: bytes, lang: str) -> None:
    """Write a file whole or not at all; Stop with one line if it cannot be written."""
    half = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        half.write_bytes(data)
        half.replace(place)
    except OSError as problem:
        half.unlink(missing_ok=True)
        raise Stop(say(lang, "checking.unwritable", file=shown(place), why=problem.strerror or "")) from problem
