"""The file of a backup: a zip that other programs open, with a manifest that says what has to be in it, byte by byte.

Written once, read with distrust: names, sizes and hashes are those of the manifest or nothing is taken out.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, BinaryIO

from nap.settings import ROOT

FORMAT, VERSION = "nap-backup", 1
MANIFEST, STORE, README, PLAN, RELEASES = "manifest.json", "store.sqlite", "README.txt", "plan", "releases"
ABOUT = ROOT / "data" / "backup-readme.txt"
NOT_READ = (
    *("unreadable", "no_backup", "damaged", "changed", "member_missing", "evil_name", "bomb", "newer_format"),
    *("newer", "tables_differ", "trail_broken", "no_room", "disk_full", "unwritable", "exists", "no_folder", "keep_needs_date"),
)
"""Every code of `BackupProblem`: the file cannot be opened, is none of ours, was cut off or changed, holds what its manifest does
not say or other bytes, lacks something, names a place outside of itself, grows beyond measure; it was written by a later version
of this format or of the tables; tables or trail are not as the manifest says; no room to unpack it; and of writing: the disk is
full, the place cannot be written to, a file stands there, no such folder, older ones cannot be told by their names."""
_SAFE = re.compile(r"[\w.+~ -]+(/[\w.+~ -]+)*")
_MOST_MEMBERS, _LONGEST_MANIFEST = 200_000, 100_000_000
_MOST_GROWN, _ALWAYS_FITS = 300, 50_000_000
"""How many times the size of the file its content may have; what every file may have."""
_CHUNK = 1 << 20
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
"""What `zipfile` raises for a zip that is cut off, changed or strange; an OSError is of the disk, and told as such."""
_LEVEL = 1
"""Workbooks are packed already: a higher level takes three times as long for a twentieth less."""


class BackupProblem(Exception):
    """`code`: one of `NOT_READ`; `about`: the member, the version, the path it is about."""

    def __init__(self, code: str, about: str = "") -> None:
        super().__init__(code, about)
        self.code, self.about = code, about


@dataclass(frozen=True)
class Member:
    """One file in it: how long, and its hash."""

    bytes: int
    sha256: str


@dataclass
class Packing:
    """A zip being written; what went in so far."""

    zip: zipfile.ZipFile
    members: dict[str, Member] = field(default_factory=dict)

    def add(self, name: str, source: BinaryIO) -> None:
        """Put a file in, piece by piece."""
        sha256, size = hashlib.sha256(), 0
        with self.zip.open(name, "w", force_zip64=True) as into:
            while piece := source.read(_CHUNK):
                sha256.update(piece)
                size += into.write(piece)
        self.members[name] = Member(size, sha256.hexdigest())

    def add_bytes(self, name: str, data: bytes) -> None:
        """Put a small file in."""
        self.zip.writestr(name, data)
        self.members[name] = Member(len(data), hashlib.sha256(data).hexdigest())

    def close(self, about: Mapping[str, Any]) -> None:
        """Say in the manifest what is in it."""
        listed = {name: vars(each) for name, each in sorted(self.members.items())}
        told = {"format": FORMAT, "format_version": VERSION, **about, "members": listed}
        self.zip.writestr(MANIFEST, json.dumps(told, ensure_ascii=False, indent=1) + "\n")


@contextmanager
def packing(target: BinaryIO) -> Iterator[Packing]:
    """A zip is written to `target`."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as packed:
        made = Packing(packed)
        made.add_bytes(README, ABOUT.read_bytes())
        yield made


@dataclass(frozen=True)
class Unpacked:
    """What a backup says of itself, and where its parts lie now."""

    manifest: Mapping[str, Any]
    folder: Path

    @property
    def store(self) -> Path:
        """The store as an SQLite file."""
        return self.folder / STORE


def unpack(file: Path, folder: Path, *, kept: bool = True) -> Unpacked:
    """Check every member of the zip, and put the store and the plan into the folder (unless not `kept`). BackupProblem."""
    try:
        with zipfile.ZipFile(file) as packed:
            manifest = _manifest(packed)
            members = _members(packed, manifest, file.stat().st_size)
            if kept and sum(each.bytes for each in members.values()) > shutil.disk_usage(folder).free:
                raise BackupProblem("no_room", str(folder))
            for name, member in members.items():
                _take(packed, name, member, folder if kept else None)
    except _DAMAGE:
        raise BackupProblem("damaged") from None
    return Unpacked(manifest, folder)


def looks_like_one(file: Path) -> bool:
    """Whether a zip says that it is a backup of ours; nothing else of it is read."""
    try:
        with zipfile.ZipFile(file) as packed:
            return bool(_manifest(packed))
    except (OSError, BackupProblem, *_DAMAGE):
        return False


def _manifest(packed: zipfile.ZipFile) -> Mapping[str, Any]:
    try:
        info = packed.getinfo(MANIFEST)
    except KeyError:
        raise BackupProblem("no_backup") from None
    if info.file_size > _LONGEST_MANIFEST:
        raise BackupProblem("bomb", MANIFEST)
    with packed.open(info) as source:
        text = source.read(_LONGEST_MANIFEST)
    try:
        told = json.loads(text)
        is_ours, version = told["format"] == FORMAT, int(told["format_version"])
    except (ValueError, TypeError, KeyError, RecursionError):
        raise BackupProblem("no_backup") from None
    if not is_ours:
        raise BackupProblem("no_backup")
    if version > VERSION:
        raise BackupProblem("newer_format", str(version))
    return dict(told)


def _members(packed: zipfile.ZipFile, manifest: Mapping[str, Any], size: int) -> dict[str, Member]:
    """What has to be in it by the manifest, if that is just what is in it."""
    try:
        told = {str(name): Member(int(each["bytes"]), str(each["sha256"])) for name, each in manifest["members"].items()}
    except (ValueError, TypeError, KeyError, AttributeError):
        raise BackupProblem("changed", MANIFEST) from None
    there = [info.filename for info in packed.infolist() if info.filename != MANIFEST]
    for name in there:
        _stop_if_evil(name)
    if len(told) > _MOST_MEMBERS or sum(each.bytes for each in told.values()) > size * _MOST_GROWN + _ALWAYS_FITS:
        raise BackupProblem("bomb", str(sum(each.bytes for each in told.values())))
    if sorted(there) != sorted(told):
        wrong = sorted(set(there) ^ set(told)) or sorted(there)
        raise BackupProblem("member_missing" if wrong[0] in told else "changed", wrong[0])
    if STORE not in told:
        raise BackupProblem("member_missing", STORE)
    return told


def _stop_if_evil(name: str) -> None:
    parts = name.split("/")
    if not _SAFE.fullmatch(name) or any(part.strip(". ") == "" for part in parts) or len(name) > 500:
        raise BackupProblem("evil_name", name[:80])


def _take(packed: zipfile.ZipFile, name: str, member: Member, folder: Path | None) -> None:
    """Read it to its end, never further than said; what a restore needs is kept."""
    kept = folder / name if folder and (name == STORE or name.startswith(f"{PLAN}/")) else None
    if kept is None:
        found = _read(packed, name, member, None)
    else:
        kept.parent.mkdir(parents=True, exist_ok=True)
        with kept.open("xb") as target:
            found = _read(packed, name, member, target)
    if found != member:
        raise BackupProblem("changed", name)


def _read(packed: zipfile.ZipFile, name: str, member: Member, target: IO[bytes] | None) -> Member:
    sha256, size = hashlib.sha256(), 0
    with packed.open(name) as source:
        while piece := source.read(_CHUNK):
            size += len(piece)
            if size > member.bytes:
                raise BackupProblem("changed", name)
            sha256.update(piece)
            if target is not None:
                target.write(piece)
    return Member(size, sha256.hexdigest())
