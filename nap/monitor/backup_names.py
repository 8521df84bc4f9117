"""Which backups stand in a folder under the same kind of name, and the older ones of them go."""

from __future__ import annotations

import re
from pathlib import Path

from nap.monitor.backup_file import looks_like_one
from nap.sealing import is_sealed

_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[-T_]\d{2,6})*")
_LAST_NUMBER = re.compile(r"\d+(?=\D*$)")
_DIGITS = re.compile(r"\d+")


def dated(file: Path) -> bool:
    """Whether a date or a number in its name tells it from those before."""
    return _varies(file.name) is not None


def remove_older(new: Path, keep: int) -> tuple[str, ...]:
    """Leave the `keep` newest by the numbers in their names, the new one among them in any case; the names that went.

    Nothing goes that is no backup, whatever it is called.
    """
    kind = _kind(new.name)
    others = [each for each in new.parent.iterdir() if _kind(each.name) == kind and each.name != new.name and _is_one(each)]
    old = sorted(others, key=_numbers, reverse=True)[max(keep, 1) - 1 :]
    for each in old:
        each.unlink(missing_ok=True)
    return tuple(sorted(each.name for each in old))


def _varies(name: str) -> re.Match[str] | None:
    """The date in a name, else the last number in it."""
    return _DATE.search(name) or _LAST_NUMBER.search(name)


def _kind(name: str) -> tuple[str, str] | None:
    """What stands before and behind that."""
    found = _varies(name)
    return (name[: found.start()], name[found.end() :]) if found else None


def _numbers(file: Path) -> list[int]:
    found = _varies(file.name)
    return [int(part) for part in _DIGITS.findall(found[0])] if found else []


def _is_one(file: Path) -> bool:
    if file.is_symlink() or not file.is_file():
        return False
    with file.open("rb") as source:
        head = source.read(64)
    return is_sealed(head) or looks_like_one(file)
