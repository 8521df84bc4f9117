"""A backup is looked into, or brought back into an empty place: all of it, proved by every hash, or nothing.

No house is open yet: settings and a file enter. Nobody stays signed in, and no one-time link that was open works any more:
it may have been used since.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nap.monitor.backing_up import NO_KEY
from nap.monitor.backup_file import MANIFEST, PLAN, STORE, BackupProblem, Unpacked, unpack
from nap.monitor.clock import utc_now
from nap.monitor.erasing import erase_again
from nap.monitor.house import close, open_house, refuse_real_thrown_away
from nap.monitor.problems import NotNow
from nap.monitor.workroom import workroom
from nap.plan.load import regions_file
from nap.sealing import Key, is_sealed, unseal
from nap.settings import Settings
from nap.store import NewerSchema, moving, portable
from nap.store.canonical import Counted
from nap.store.moving import NotCopied
from nap.store.unavailable import told

_LONGEST = 200
"""Letters of a word of the manifest."""
RESTORED = "store_restored"
"""The event of the trail, behind those that came with the backup."""


@dataclass(frozen=True)
class BackupRead:
    """What a backup holds, looked at to its last byte. `end`: of its audit trail; `fault`: what was wrong with that already."""

    made: datetime
    program: str
    schema: str
    plan: str
    plan_version: int
    end: str
    fault: str
    tables: Mapping[str, Counted]
    members: int
    sealed: bool


@dataclass(frozen=True)
class Restored:
    """What stands there now. `plan_file`: where the plan of the backup was put because the settings name none or another one;
    `links`: one-time links that work no more; `erased`: what was erased again."""

    read: BackupRead
    plan_file: Path | None
    links: int
    erased: tuple[str, ...] = ()


def look_backup(settings: Settings, file: Path, key: Key = NO_KEY) -> BackupRead:
    """Look at all of a backup; nothing is kept of it. BackupProblem, NotSealed."""
    with _opened(settings, file, key) as (read, _):
        return read


def restore(settings: Settings, file: Path, key: Key = NO_KEY, erased: Sequence[str] = ()) -> Restored:
    """Bring a backup back to where the settings say. `erased`: returns and refused uploads whose files were erased since.

    BackupProblem, NotSealed, NotCopied (not_empty …), NotKept: then everything is as it was.
    """
    with _opened(settings, file, key) as (read, unpacked):
        done = _bring_back(settings, read, unpacked)
    again = _erase(settings, done, erased) if erased else ()
    return replace(done, erased=again)


def _bring_back(settings: Settings, read: BackupRead, unpacked: Unpacked) -> Restored:
    put: list[Restored] = []

    def finish(here: Any, copied: moving.Copied) -> None:
        refuse_real_thrown_away(here, settings)
        now = utc_now()
        links = moving.end_links(here, now)
        moving.note(here, now, read.plan, RESTORED, made=read.made.isoformat(), end=read.end, program=read.program)
        put.append(Restored(read, _plan_beside(settings, unpacked), links))

    with (
        moving.target_at(settings.database_url) as target,
        portable.opened(unpacked.store) as source,
        told(lambda: NotNow("store_unavailable"), lambda: NotNow("store_unanswered")),
    ):
        moving.copy_store(source, target, finish)
    return put[0]


@contextmanager
def _opened(settings: Settings, file: Path, key: Key) -> Iterator[tuple[BackupRead, Unpacked]]:
    with _said(file), workroom(settings.data) as room:
        packed, sealed = _packed(file, key, room)
        (room / "content").mkdir()
        unpacked = unpack(packed, room / "content")
        yield _read(unpacked, sealed=sealed), unpacked


def _packed(file: Path, key: Key, room: Path) -> tuple[Path, bool]:
    """The zip itself, opened if it was sealed."""
    with file.open("rb") as source:
        if not is_sealed(source.read(64)):
            return file, False
        source.seek(0)
        with (room / "opened.zip").open("wb") as target:
            unseal(key, source, target)
    return room / "opened.zip", True


def _read(unpacked: Unpacked, *, sealed: bool) -> BackupRead:
    manifest = unpacked.manifest
    try:
        told = {name: Counted(int(each["rows"]), str(each["sha256"])) for name, each in manifest["tables"].items()}
        plan, trail = manifest["plan"], manifest["trail"]
        made = datetime.fromisoformat(manifest["made"]).astimezone(UTC)
        about = (made, _word(manifest["program"]), _word(manifest["schema"]), _word(plan["id"]), int(plan["version"]))
        end, fault = _word(trail["end"]), _word(trail["fault"])
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        raise BackupProblem("changed", MANIFEST) from None
    _stop_unless_inside(manifest, plan)
    _stop_unless_as_told(unpacked.store, told, end, fault)
    return BackupRead(*about, end, fault, told, len(manifest["members"]), sealed)


def _word(said: Any) -> str:
    """A short text that does nothing to the screen it is shown on; ValueError for anything else."""
    if not isinstance(said, str) or not said.isprintable() or len(said) > _LONGEST:
        raise ValueError(said)
    return said


def _stop_unless_inside(manifest: Mapping[str, Any], plan: Mapping[str, Any]) -> None:
    """The plan and its regions are files of the backup: no name in the manifest leads to another file of this machine."""
    regions = plan.get("regions")
    for named in (plan.get("file"), *([] if regions is None else [regions])):
        if not (isinstance(named, str) and named.startswith(f"{PLAN}/") and named in manifest["members"]):
            raise BackupProblem("changed", MANIFEST)


def _stop_unless_as_told(store: Path, tables: Mapping[str, Counted], end: str, fault: str) -> None:
    """Tables of an earlier schema are brought up first; then their file's hash speaks for them."""
    try:
        earlier = portable.bring_up(store)
        found = portable.look_into(store)
    except NewerSchema as newer:
        raise BackupProblem("newer", newer.revision) from None
    except NotCopied:
        raise BackupProblem("changed", STORE) from None
    wrong = [name for name, each in found.tables.items() if tables.get(name) != each]
    if wrong and not earlier:
        raise BackupProblem("tables_differ", wrong[0])
    if (found.chain.end, found.chain.fault) != (end, fault):
        raise BackupProblem("trail_broken", end)


def _plan_beside(settings: Settings, unpacked: Unpacked) -> Path | None:
    """Where the plan was put, if the settings name none or another one; without an open plan no server starts."""
    names = unpacked.manifest["plan"]
    source = unpacked.folder / str(names["file"])
    regions = unpacked.folder / str(names["regions"]) if names.get("regions") else None
    if settings.plan_file.is_file() and settings.plan_file.read_bytes() == source.read_bytes():
        there = regions_file(source.read_bytes(), settings.plan_file.parent)[1]
        if regions is None or (there is not None and there.read_bytes() == regions.read_bytes()):
            return None
    folder = _free(settings.data / "plan-of-the-backup")
    for each in filter(None, (source, regions)):
        target = folder / each.relative_to(source.parent)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(each.read_bytes())
    return folder / source.name


def _free(folder: Path) -> Path:
    """A name beside it that nothing has."""
    number, free = 1, folder
    while free.exists():
        number += 1
        free = folder.with_name(f"{folder.name}-{number}")
    return free


def _erase(settings: Settings, done: Restored, subjects: Sequence[str]) -> tuple[str, ...]:
    house = open_house(replace(settings, plan_file=done.plan_file or settings.plan_file))
    try:
        return erase_again(house, subjects)
    finally:
        close(house)


@contextmanager
def _said(file: Path) -> Iterator[None]:
    """What the system says of files and disk, as a code."""
    try:
        yield
    except OSError as fault:
        if fault.errno in (errno.ENOSPC, errno.EDQUOT):
            raise BackupProblem("no_room", fault.filename or "") from None
        raise BackupProblem("unreadable", f"{fault.filename or file}: {fault.strerror or fault}") from None
