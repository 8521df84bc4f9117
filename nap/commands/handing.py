"""What `check` writes beside what it prints: marked copies and the summary workbook. Never over a file that was checked."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from nap import monitor  # what writes workbooks is loaded only where one is to be written
from nap.commands.choosing import Chosen, shown
from nap.commands.edge import Stop, lang_of
from nap.monitor import Tried, own_names
from nap.words import say


@dataclass(frozen=True)
class Outputs:
    """Where what is asked for goes; None and nothing where it is not."""

    lang: str
    table: Path | None
    copies: Mapping[Path, Path]
    """Each file → the place of its marked copy."""
    names: Sequence[str] = ()
    """What each file is called in the summary, in the order they were named: its place below the folder that was named."""

    def marked(self, file: Chosen, one: Tried, lang: str) -> None:
        """Write the marked copy of this file, if it was asked for; says so where there is no file to mark."""
        place = self.copies.get(file.path)
        if place is None:
            return
        if one.opened:
            write(place, monitor.marked_copy(file.path.read_bytes(), one.checked, lang), self.lang)
        else:
            print(say(self.lang, "checking.not_marked", file=file.name), file=sys.stderr)

    def summary(self, tried: Sequence[Tried], today: date) -> None:
        """Write the summary workbook, if it was asked for."""
        if self.table is not None:
            named = [replace(one, name=name) for one, name in zip(tried, self.names, strict=True)]
            write(self.table, monitor.summary(named, self.lang, today), self.lang)


def outputs(options: Namespace, files: Sequence[Chosen], *, several: bool) -> Outputs:
    """What the command was asked to write; Stop if a file that is checked would be lost."""
    lang = lang_of(options)
    copies = dict(zip((file.path for file in files), _copies(options.marked, files, several), strict=False))
    for place in filter(None, [options.summary, *copies.values()]):
        if any(_same(place, file.path) for file in files):
            raise Stop(say(lang, "checking.would_overwrite", file=shown(place)))
    return Outputs(lang, options.summary, copies, own_names([shown(file.place) for file in files]))


def _copies(place: Path | None, files: Sequence[Chosen], several: bool) -> Sequence[Path]:
    """A file's copy is what was named; those of several files stand in the folder that was named as they stood in theirs."""
    if place is None:
        return ()
    if not several:
        return (place / files[0].path.name if place.is_dir() else place,)
    return [place / name for name in own_names([monitor.marked_name(file.place.as_posix()) for file in files])]


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
        with suppress(OSError):
            half.unlink(missing_ok=True)
        raise Stop(say(lang, "checking.unwritable", file=shown(place), why=problem.strerror or "")) from problem
