"""The data folder: is it there, whose is it, who may read it, what does it lie on, how much room is left."""

from __future__ import annotations

import getpass
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from nap.monitor.disks import ON_A_NETWORK, database_folder, in_streamlit_cloud, lost_as, mount_of, mountinfo
from nap.monitor.doctor.patient import Patient
from nap.monitor.doctor.told import Diagnosis, Gravity, error, warning, well
from nap.settings import ROOT

MEGABYTE = 1_000_000
LEAST, COMFORTABLE = 200, 2_000
"""Megabytes that must, and should, be free however small the store is: an upgrade copies it, erasing writes it anew."""
FEWEST_INODES = 1_000
_MARKS = ("/.dockerenv", "/run/.containerenv")


def folder(patient: Patient) -> Iterator[Diagnosis]:
    """Existence, rights and owner."""
    data = patient.settings.data
    if not data.exists():
        ready = os.access(_nearest(data), os.W_OK)
        yield (warning if ready else error)("folder_missing" if ready else "folder_impossible", folder=str(data), user=_me())
    elif not data.is_dir():
        yield error("folder_is_file", folder=str(data))
    elif not os.access(data, os.R_OK | os.W_OK | os.X_OK):
        yield error("folder_closed", folder=str(data), user=_me())
    else:
        yield well("folder", folder=str(data))
        yield from _rights(data)


def disk(patient: Patient) -> Iterator[Diagnosis]:
    """What kind of filesystem holds the data, and whether it outlives a restart."""
    given, text = patient.settings, mountinfo()
    own = database_folder(given)
    place = own or given.data
    mount, lost = mount_of(place, text), lost_as(place, text)
    kind = "cloud" if in_streamlit_cloud(ROOT, os.path.isdir) else lost
    facts: dict[str, str] = {"folder": str(place), "filesystem": mount.kind if mount else "?"}
    if kind:
        yield _lost(given.disk_kept, f"disk_{kind}", facts, Gravity.WARNING if given.demo or own is None else Gravity.ERROR)
    elif own and mount and ON_A_NETWORK.fullmatch(mount.kind):
        yield error("disk_network", **facts)
    elif own and mount and str(mount.point) == "/" and any(map(os.path.exists, _MARKS)):
        yield well("disk_said", **facts) if given.disk_kept else warning("disk_perhaps", **facts)
    elif mount:
        yield well("disk", **facts)


def space(patient: Patient) -> Iterator[Diagnosis]:
    """Free space beside the size of the store, and free entries."""
    place = _nearest(database_folder(patient.settings) or patient.settings.data)
    free, used = shutil.disk_usage(place).free // MEGABYTE, _used(patient.settings.data) // MEGABYTE
    if free < max(LEAST, 2 * used):
        yield error("space_none", free=free, used=used, needed=max(LEAST, 2 * used))
    elif free < max(COMFORTABLE, 5 * used):
        yield warning("space_low", free=free, used=used, needed=max(COMFORTABLE, 5 * used))
    else:
        yield well("space", free=free, used=used)
    entries = os.statvfs(place) if hasattr(os, "statvfs") else None
    if entries and entries.f_files and entries.f_favail < FEWEST_INODES:
        yield error("inodes_none", free=entries.f_favail, needed=FEWEST_INODES)


def _lost(kept: bool, code: str, facts: dict[str, str], gravity: Gravity) -> Diagnosis:
    return well("disk_said", **facts) if kept else Diagnosis(code, gravity, facts)


def _rights(data: Path) -> Iterator[Diagnosis]:
    """Nobody else of this machine may read the folder; what lies in it is ours. Windows keeps rights of another kind."""
    if os.name != "posix":
        return
    mode = stat.S_IMODE(data.stat().st_mode)
    if mode & (stat.S_IRWXO | stat.S_IWGRP):
        yield warning("folder_open", folder=str(data), mode=f"{mode:03o}")
    foreign = [path.name for path in (data, *sorted(data.glob("nap.sqlite*"))) if path.stat().st_uid != os.geteuid()]
    if foreign:
        yield (warning if os.geteuid() == 0 else error)("folder_foreign", names=", ".join(foreign), user=_me())


def _nearest(path: Path) -> Path:
    """The folder itself, or the nearest one above it that is there."""
    return next((each for each in (path, *path.parents) if each.exists()), Path("/"))


def _used(data: Path) -> int:
    if not data.is_dir():
        return 0
    return sum(path.lstat().st_size for path in data.rglob("*") if path.is_file())


def _me() -> str:
    """Who runs this, by name or number."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.geteuid()) if hasattr(os, "geteuid") else "?"
