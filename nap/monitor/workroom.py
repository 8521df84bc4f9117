"""A folder of our own for files in the making, beside the store: nobody else reads it, and nothing of it is left behind."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

PREFIX = ".in-the-making-"
_FORGOTTEN = 24 * 3600
"""Seconds after which such a folder belongs to a program that was killed."""


@contextmanager
def workroom(data: Path) -> Iterator[Path]:
    """An empty folder in `data`, which is made if need be; both are gone afterwards, `data` only if nothing came into it."""
    made = [each for each in (data, *data.parents) if not each.exists()]
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    _clear(data)
    try:
        with TemporaryDirectory(prefix=PREFIX, dir=data, ignore_cleanup_errors=True) as folder:
            yield Path(folder)
    finally:
        for each in made:
            with suppress(OSError):  # something else stands in it by now
                each.rmdir()


def _clear(data: Path) -> None:
    """Take away what a program left that was killed: it may hold a whole store."""
    for each in data.glob(f"{PREFIX}*"):
        if each.is_dir() and not each.is_symlink() and each.stat().st_mtime < time.time() - _FORGOTTEN:
            shutil.rmtree(each, ignore_errors=True)
