"""A backup: the whole store, the plan and what was published in one file, while people go on working.

The file is written beside its place, read back to its last byte, and only then gets its name; older ones go only after that.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from nap.monitor.backup_file import PLAN, RELEASES, STORE, BackupProblem, Packing, packing, unpack
from nap.monitor.backup_names import dated, remove_older
from nap.monitor.house import House, installation
from nap.monitor.permission import require
from nap.monitor.problems import NotNow
from nap.monitor.program import program_version
from nap.monitor.recording import record
from nap.monitor.workroom import workroom
from nap.people import Verb, Viewer
from nap.plan.load import regions_file
from nap.sealing import Key, seal, unseal, with_one_of_ours
from nap.store import audit, portable
from nap.store.audit import BACKUP
from nap.store.canonical import Counted

NO_KEY = Key()
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@dataclass(frozen=True)
class BackupMade:
    """The file, and what stands in it. `end`: of the audit trail, as `NUMBER:HASH`; `fault`: what is wrong with that trail, empty
    if nothing; `removed`: names of older backups that went; `recorded`: the store could be told of it."""

    file: Path
    bytes: int
    sha256: str
    sealed: bool
    made: datetime
    tables: Mapping[str, Counted]
    end: str
    fault: str
    removed: tuple[str, ...] = ()
    recorded: bool = True


@dataclass(frozen=True)
class LastBackup:
    """The last one made by the command: when, how large, and its hash."""

    at: datetime
    bytes: int
    sha256: str
    sealed: bool


def backup(
    viewer: Viewer, house: House, target: Path, key: Key = NO_KEY, *, replace: bool = False, keep: int | None = None
) -> BackupMade:
    """Write a backup to the file, or under a name of its own into the folder `target`. `keep`: so many with such a name stay.

    BackupProblem: disk_full, unwritable, exists, no_folder, keep_needs_date, and all of reading if it cannot be read back.
    """
    require(viewer, Verb.ADMINISTER)
    made = house.now().astimezone(UTC)
    file = target / _name(house, made, key) if target.is_dir() else target
    _stop_unless_free(file, replace=replace)
    if keep is not None and not dated(file):
        raise BackupProblem("keep_needs_date", file.name)
    with disk_told(file), workroom(house.settings.data) as room, _half_of(file) as half:
        held = portable.write_portable(house.store.engine, room / STORE)
        opens = _write(house, half, room, key, _about(house, held, made))
        size, sha256 = _proved(half, room, opens)
        half.replace(file)
        _settle(file.parent)
    told = BackupMade(file, size, sha256, bool(key), made, held.tables, held.chain.end, held.chain.fault)
    removed = remove_older(file, keep) if keep is not None else ()
    return _recorded(viewer, house, told, removed)


def last_backup(viewer: Viewer, house: House) -> LastBackup | None:
    """The last one on record; None if there is none."""
    require(viewer, Verb.ADMINISTER)
    with house.store.reading() as transaction:
        found = audit.last_event(transaction, BACKUP)
    if found is None:
        return None
    facts = found.facts
    return LastBackup(found.at, int(facts["bytes"]), facts["sha256"], facts["sealed"] == "yes")


def _name(house: House, made: datetime, key: Key) -> str:
    here = made.astimezone(ZoneInfo(house.plan.calendar.timezone))
    return f"nap-{house.plan.id}-{here:%Y-%m-%d-%H%M%S}.zip{'.age' if key else ''}"


def _stop_unless_free(file: Path, *, replace: bool) -> None:
    if not file.parent.is_dir():
        raise BackupProblem("no_folder", str(file.parent))
    if file.exists() and not (replace and file.is_file()):
        raise BackupProblem("exists", str(file))


def _write(house: House, half: Path, room: Path, key: Key, about: Mapping[str, Any]) -> Key:
    """Write it, wait for the disk; the key that opens it leaves, good for this once where it is for others."""
    sealing, opens = with_one_of_ours(key) if key else (key, key)
    with half.open("r+b") as out:
        if key:
            with (room / "packed.zip").open("w+b") as packed:
                _pack(house, packed, room, about)
                packed.seek(0)
                seal(sealing, packed, out)
            (room / "packed.zip").unlink()
        else:
            _pack(house, out, room, about)
        out.flush()
        os.fsync(out.fileno())
    (room / STORE).unlink()
    return opens


def _pack(house: House, out: BinaryIO, room: Path, about: Mapping[str, Any]) -> None:
    with packing(out) as packed:
        with (room / STORE).open("rb") as store:
            packed.add(STORE, store)
        plan, regions = _plan_names(house)
        packed.add_bytes(plan, house.plan.source)
        if regions is not None:
            packed.add_bytes(regions[0], regions[1].read_bytes())
        _pack_releases(packed, room / STORE)
        packed.close(about)


def _pack_releases(packed: Packing, store: Path) -> None:
    for each in portable.published(store):
        packed.add_bytes(f"{RELEASES}/{each.plan}/{each.release}/{each.edition}/{each.path}", each.data)


def _plan_names(house: House) -> tuple[str, tuple[str, Path] | None]:
    """What the plan file is called in it, and the table of regions: so that the one finds the other."""
    named, path = regions_file(house.plan.source, house.settings.plan_file.parent)
    inside = not Path(named).is_absolute() and ".." not in Path(named).parts
    return f"{PLAN}/indicators.yaml", (f"{PLAN}/{named if inside else Path(named).name}", path) if path else None


def _about(house: House, held: portable.Portable, made: datetime) -> dict[str, Any]:
    plan, regions = _plan_names(house)
    kept = {"id": house.plan.id, "version": house.plan.version, "sha256": house.plan.sha256, "file": plan}
    trail = {"end": held.chain.end, "events": held.chain.count, "fault": held.chain.fault, "broken": held.chain.broken}
    return {
        "made": made.isoformat(timespec="seconds"),
        "program": program_version(),
        "schema": held.schema,
        "database": "sqlite" if house.store.file() else "postgresql",
        "demo": installation(house).demo,
        "plan": {**kept, "regions": regions[0] if regions else None},
        "trail": trail,
        "left_out": list(portable.LEFT_OUT),
        "tables": {name: vars(each) for name, each in held.tables.items()},
    }


@contextmanager
def _half_of(file: Path) -> Iterator[Path]:
    """A file beside it, which only we read; gone again unless it was given its name."""
    half = file.with_name(f".{file.name}.{secrets.token_hex(4)}.half")
    os.close(os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield half
    finally:
        half.unlink(missing_ok=True)


def _proved(half: Path, room: Path, opens: Key) -> tuple[int, str]:
    """Read back what was written, to its last byte, and look at all of it; its size and hash."""
    packed = half
    if opens:
        packed = room / "again.zip"
        with half.open("rb") as source, packed.open("wb") as target:
            unseal(opens, source, target)
    unpack(packed, room, kept=False)
    with half.open("rb") as source:
        return half.stat().st_size, hashlib.file_digest(source, "sha256").hexdigest()


def _settle(folder: Path) -> None:
    """The name too survives a power cut, where folders can be waited for."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _recorded(viewer: Viewer, house: House, made: BackupMade, removed: tuple[str, ...]) -> BackupMade:
    """On record with size and hash and no path; a store that cannot be written to does not spoil the backup."""
    facts = {"bytes": str(made.bytes), "sha256": made.sha256, "sealed": "yes" if made.sealed else "no", "end": made.end}
    try:
        with house.store.writing() as transaction:
            record(transaction, house, viewer, BACKUP, **facts)
    except NotNow:
        return replace(made, removed=removed, recorded=False)
    return replace(made, removed=removed)


@contextmanager
def disk_told(file: Path) -> Iterator[None]:
    """What the system says of the disk, as a code."""
    try:
        yield
    except OSError as fault:
        if fault.errno in _FULL:
            raise BackupProblem("disk_full", str(file.parent)) from None
        raise BackupProblem("unwritable", f"{fault.filename or file}: {fault.strerror or fault}") from None
