"""Python and the installed packages, beside what `requirements.txt` pins."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from platform import python_version

from nap.monitor.doctor.patient import Patient
from nap.monitor.doctor.told import Diagnosis, error, warning, well

OLDEST, NEWEST_TRIED = (3, 11), (3, 14)
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)\s*(?:;\s*([^\\]*))?")
_MOST_NAMED = 8


def programs(patient: Patient) -> Iterator[Diagnosis]:
    """One finding about Python, one about the packages."""
    if sys.version_info[:2] < OLDEST:
        yield error("python_old", found=python_version(), expected=_dotted(OLDEST))
    elif sys.version_info[:2] > NEWEST_TRIED:
        yield warning("python_new", found=python_version(), expected=_dotted(NEWEST_TRIED))
    else:
        yield well("python", found=python_version())
    file = patient.program / "requirements.txt"
    yield from _packages(pins(file.read_text(encoding="utf-8"))) if file.is_file() else [error("pins_missing", file=str(file))]


def pins(text: str) -> dict[str, str]:
    """Name → pinned version, of the lines that hold on this machine."""
    found = {}
    for line in text.splitlines():
        pin = _PIN.match(line)
        if pin and _holds(pin[3] or ""):
            found[pin[1]] = pin[2]
    return found


def _holds(marker: str) -> bool:
    """Whether a line's condition is met; the library that reads them is itself one of those that may be missing."""
    if not marker.strip():
        return True
    try:
        from packaging.markers import Marker
    except ImportError:
        return False
    return Marker(marker.strip()).evaluate()


def _packages(pinned: dict[str, str]) -> Iterator[Diagnosis]:
    there = {name: _installed(name) for name in pinned}
    missing = [f"{name} {pinned[name]}" for name, found in there.items() if not found]
    other = [f"{name} {found} ({pinned[name]})" for name, found in there.items() if found not in {"", pinned[name]}]
    if missing:
        yield error("packages_missing", n=len(missing), names=_named(missing))
    if other:
        yield warning("packages_other", n=len(other), names=_named(other))
    if not missing and not other:
        yield well("packages", n=len(there))


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _named(names: list[str]) -> str:
    return ", ".join(names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")


def _dotted(numbers: tuple[int, ...]) -> str:
    return ".".join(map(str, numbers))
