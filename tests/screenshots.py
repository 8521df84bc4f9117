"""Pictures of every page, to be looked at by people: `python -m tests.screenshots [--out DIR] [--only overview,returns] …`.

Every page × language × width × installation, some in the dark and on paper, with contact sheets to leaf through. What can be
found without eyes is printed (tests/shooting/faults.py); the exit status is 1 if there was any. Not part of the test run.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

from tests.journeys.browsing import start
from tests.shooting import stores
from tests.shooting.camera import A4, Camera, View, name
from tests.shooting.sheets import sheets
from tests.shooting.shots import DARK, LANGUAGES, PAPER, WIDTHS, Shot, shots
from tests.web.server import serve

AT_ONCE = 2
"""Stores looked at side by side, each with a server and a browser of its own."""
PHONE = 700
"""Pixels; what is narrower gets narrow thumbnails."""


@dataclass(frozen=True)
class Wanted:
    """What was asked for."""

    out: Path
    only: frozenset[str]
    langs: tuple[str, ...]
    widths: tuple[int, ...]

    def views(self, store: str, shot: Shot) -> list[View]:
        """Every way in which this shot is looked at."""
        if shot.turn is not None and shot.subject not in self.only:
            return [View(self.langs[(shot.turn + place) % len(self.langs)], width) for place, width in enumerate(self.widths)]
        dark = shot.subject in DARK and store == "demo"
        light = [View(lang, width) for lang in self.langs for width in self.widths]
        return light + [View(self.langs[0], width, dark=True) for width in self.widths if dark]


@dataclass
class Album:
    """The pictures of one store and what is wrong: fault → names of the pictures that show it."""

    pictures: list[Path] = field(default_factory=list)
    papers: list[Path] = field(default_factory=list)
    found: dict[str, list[str]] = field(default_factory=dict)

    def note(self, wrong: Sequence[str], where: str) -> None:
        """What is wrong with one picture."""
        for one in wrong:
            self.found.setdefault(one, []).append(where)


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the pictures, print what was found."""
    options = _options(arguments)
    out: Path = options.out or Path(tempfile.mkdtemp(prefix="screenshots-"))
    out.mkdir(parents=True, exist_ok=True)
    wanted = Wanted(out, frozenset(options.only), tuple(options.lang), tuple(map(int, options.width)))
    began = time.monotonic()
    with ProcessPoolExecutor(AT_ONCE) as workers:
        albums = list(workers.map(album, options.store, [wanted] * len(options.store)))
    text = _summary(albums)
    (out / "found.txt").write_text(text, encoding="utf-8")
    taken = sum(len(one.pictures) + len(one.papers) for one in albums)
    print(f"{text}\n{taken} pictures in {time.monotonic() - began:.0f} s: {out}")
    return 1 if any(one.found for one in albums) else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots", description=__doc__)
    parser.add_argument("--out", type=Path, help="folder for the pictures; a new temporary one without it")
    parser.add_argument("--only", type=_list, default=[], help="pages or their states: overview,returns,returns-errors")
    parser.add_argument("--lang", type=_list, default=list(LANGUAGES))
    parser.add_argument("--width", type=_list, default=list(map(str, WIDTHS)))
    parser.add_argument("--store", type=_list, default=list(stores.NAMES), help="demo,empty,one")
    return parser.parse_args(arguments)


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def album(store_name: str, wanted: Wanted) -> Album:
    """All pictures of one store, with their contact sheets."""
    made = Album()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        store = stores.make(store_name, Path(folder))
        with serve(store.data, **store.environment) as address:
            camera = Camera(start(playwright), address, store, wanted.out)
            _look_at_all(camera, wanted, made)
            camera.close()
    _sheets(store_name, made, wanted)
    return made


def _look_at_all(camera: Camera, wanted: Wanted, made: Album) -> None:
    for shot in shots(camera.store):
        if wanted.only and not {shot.page, shot.subject} & wanted.only:
            continue
        for view in wanted.views(camera.store.name, shot):
            _look(camera, shot, view, made)
        if shot.subject in PAPER and camera.store.name == "demo":
            papers, wrong = camera.print(shot, wanted.langs[0])
            made.papers += papers
            made.note(wrong, name(camera.store, shot, View(wanted.langs[0], A4)))


def _look(camera: Camera, shot: Shot, view: View, made: Album) -> None:
    """One picture; a page that cannot be opened is one more thing that was found."""
    where = name(camera.store, shot, view)
    try:
        file, wrong = camera.take(shot, view)
    except (Error, AssertionError) as problem:
        made.note([f"not opened: {str(problem).splitlines()[0]}"], where)
        return
    made.pictures.append(file)
    made.note(wrong, where)


def _sheets(store_name: str, made: Album, wanted: Wanted) -> None:
    for width in wanted.widths:
        some = [file for file in made.pictures if file.stem.removesuffix("-dark").endswith(f"-{width}")]
        columns, small, tallest = (6, 250, 1100) if width < PHONE else (4, 380, 760)
        sheets(some, wanted.out, f"{store_name}-{width}", columns=columns, width=small, tallest=tallest)
    sheets(made.papers, wanted.out, f"{store_name}-a4", columns=4, width=380, tallest=760)


def _summary(albums: Sequence[Album]) -> str:
    """Each fault by its kind, with the first pictures that show it."""
    merged: dict[str, list[str]] = defaultdict(list)
    for one in albums:
        for wrong, where in one.found.items():
            merged[wrong] += where
    lines = []
    for wrong, where in sorted(merged.items()):
        more = f" and {len(where) - 3} more" if len(where) > 3 else ""
        lines.append(f"{wrong}\n    {len(where)}: {', '.join(where[:3])}{more}")
    return "\n".join(lines) or "Nothing was found."


if __name__ == "__main__":
    sys.exit(main())
