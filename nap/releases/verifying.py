"""Whether a folder still holds a release as it was published. A folder enters, faults leave; nothing is changed or opened."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from nap.releases.manifest import MANIFEST, content_hash

SAID_TWICE = ("release", "kind", "period", "as_of", "method", "plan")
"""What both the manifest and `release.json` tell: a manifest of another release does not fit."""
DOCUMENT = "release.json"


@dataclass(frozen=True)
class Fault:
    """What is wrong with one file of a release.

    `kind`: `missing`, `changed`, `extra`, `outside` (the path leaves the folder or is a link), `unreadable` (no file that can be
    read, or for the manifest: not ours), `content_hash` (the sum over all files is not that of the manifest), `stamp` (manifest
    and release tell different things; `path` names what). `expected` and `found` are hashes or values, if any.
    """

    kind: str
    path: str
    expected: str = ""
    found: str = ""


def verify(folder: Path) -> tuple[Fault, ...]:
    """Every fault, in the order of paths; empty if the folder holds exactly the files that were published."""
    manifest = _manifest(folder)
    if manifest is None:
        return (Fault("unreadable" if (folder / MANIFEST).exists() else "missing", MANIFEST),)
    listed = dict(sorted(manifest["files"].items()))
    faults = [fault for path, told in listed.items() if (fault := _file(folder, path, told)) is not None]
    faults += [Fault("extra", path) for path in _present(folder) if path not in listed and path != MANIFEST]
    return (*faults, *_sum(manifest, listed), *([] if faults else _stamps(folder, manifest)))


def _manifest(folder: Path) -> dict[str, Any] | None:
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return manifest if isinstance(manifest, dict) and _well_formed(manifest) else None


def _well_formed(manifest: Mapping[str, Any]) -> bool:
    files = manifest.get("files")
    if not isinstance(files, dict) or not isinstance(manifest.get("content_hash"), str):
        return False
    return all(isinstance(one, dict) and isinstance(one.get("sha256"), str) for one in files.values())


def _file(folder: Path, path: str, told: Mapping[str, Any]) -> Fault | None:
    if _leaves(path) or _linked(folder, path):
        return Fault("outside", path)
    if not (folder / path).exists():
        return Fault("missing", path)
    found = _sha256(folder / path)
    if found is None:
        return Fault("unreadable", path)
    return None if found == told["sha256"] else Fault("changed", path, told["sha256"], found)


def _leaves(path: str) -> bool:
    """True unless the path stays in the folder on every system, Windows too."""
    if not path or "\x00" in path or "\\" in path or PureWindowsPath(path).drive:
        return True
    pure = PurePosixPath(path)
    return pure.is_absolute() or ".." in pure.parts or str(pure) != path or path == "."


def _linked(folder: Path, path: str) -> bool:
    """A link could lead anywhere, and to something else tomorrow."""
    here = folder
    for part in PurePosixPath(path).parts:
        here /= part
        if here.is_symlink():
            return True
    return False


def _sha256(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _present(folder: Path) -> Iterable[str]:
    """Everything in the folder that is no plain folder, links included but not followed."""
    found = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    return sorted(path.relative_to(folder).as_posix() for path in found)


def _sum(manifest: Mapping[str, Any], listed: Mapping[str, Mapping[str, Any]]) -> Iterator[Fault]:
    found = content_hash({path: told["sha256"] for path, told in listed.items()})
    if found != manifest["content_hash"]:
        yield Fault("content_hash", MANIFEST, manifest["content_hash"], found)


def _stamps(folder: Path, manifest: Mapping[str, Any]) -> Iterator[Fault]:
    """A whole folder may still wear the manifest's number or date of another release."""
    document = _document(folder)
    for name in SAID_TWICE:
        told, meant = document.get(name), manifest.get(name)
        if isinstance(told, dict) and isinstance(meant, dict):
            told = {key: told.get(key) for key in meant}
        if told != meant:
            yield Fault("stamp", name, str(told), str(meant))


def _document(folder: Path) -> Mapping[str, Any]:
    try:
        document = json.loads((folder / DOCUMENT).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return document if isinstance(document, dict) else {}
