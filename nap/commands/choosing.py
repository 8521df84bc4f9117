"""Which files are meant by the files and folders somebody names: those to check, and those left out with the reason."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from nap.monitor import why_left_out


@dataclass(frozen=True)
class Chosen:
    """A file to check: how it is called to the reader, where it is, and where it stands below the folder that was named."""

    name: str
    path: Path
    place: Path


@dataclass(frozen=True)
class LeftOut:
    """A file of a folder that is not checked: `lock`, `hidden`, `kind` (no spreadsheet) or `closed` (a folder not readable)."""

    name: str
    why: str


def chosen(named: Iterable[Path]) -> tuple[tuple[Chosen, ...], tuple[LeftOut, ...]]:
    """A file that was named is always checked; of a folder every spreadsheet, sub-folders too, by name. Each file once."""
    found: dict[Path, Chosen] = {}
    left: list[LeftOut] = []
    for path in named:
        if not path.is_dir():
            found.setdefault(path.resolve(), Chosen(shown(path), path, Path(path.name)))
            continue
        for each in _below(path, left):
            why = _left_out(each, each.relative_to(path))
            if why:
                left.append(LeftOut(shown(each), why))
            else:
                found.setdefault(each.resolve(), Chosen(shown(each), each, each.relative_to(path)))
    return tuple(found.values()), tuple(left)


def shown(path: Path) -> str:
    """The path as it can be printed, whatever bytes its name is made of."""
    name = os.fsencode(path).decode("utf-8", errors="replace")
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in name)


def _below(folder: Path, left: list[LeftOut]) -> Sequence[Path]:
    def closed(problem: OSError) -> None:
        left.append(LeftOut(shown(Path(problem.filename)), "closed"))

    return sorted(_files(folder, closed), key=lambda path: (shown(path).casefold(), shown(path)))


def _files(folder: Path, closed: Callable[[OSError], None]) -> Iterator[Path]:
    for inner, _, names in os.walk(folder, onerror=closed):
        yield from (Path(inner, name) for name in names)


def _left_out(path: Path, place: Path) -> str:
    if path.exists() and not path.is_file():
        return "kind"  # a pipe would keep us waiting
    return why_left_out(place.as_posix(), lambda: _beginning(path))


def _beginning(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(8)
    except OSError:
        return b""
