"""Whether a folder outlives a restart: the system's list of what is mounted enters, what kind of place it is leaves.

Real data are refused where they would be thrown away. What is certain is refused; what is only likely is left to `doctor`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from nap.monitor.problems import NotKept
from nap.settings import ROOT, Settings

MOUNTS = Path("/proc/self/mountinfo")
IN_MEMORY = frozenset({"tmpfs", "ramfs"})
ON_A_NETWORK = re.compile(r"nfs\d*|cifs|smb\w*|9p|ceph|afs|glusterfs|fuse\..*|fuse")
"""What SQLite's locks cannot be relied on. `fuse`: anything at all may stand behind it."""
_ESCAPED = re.compile(r"\\([0-7]{3})")
_CLOUD, _CLOUD_HOMES = PurePosixPath("/mount/src"), ("/home/adminuser", "/home/appuser")
"""Where Streamlit Community Cloud lays out a program, and whose homes are there. Seen, not promised by anybody."""


@dataclass(frozen=True)
class Mount:
    """One entry: where it is mounted and what kind of filesystem it is."""

    point: PurePosixPath
    kind: str


def mounts_in(text: str) -> tuple[Mount, ...]:
    """The entries of a `mountinfo`; lines that are none are passed over."""
    found = []
    for line in text.splitlines():
        head, separator, tail = line.partition(" - ")
        fields, kind = head.split(" "), tail.partition(" ")[0]
        if separator and kind and len(fields) > 4:
            found.append(Mount(PurePosixPath(_ESCAPED.sub(lambda each: chr(int(each[1], 8)), fields[4])), kind))
    return tuple(found)


def mount_of(path: str | Path, text: str) -> Mount | None:
    """The mount that a path lies on: the deepest, and of several at one place the last. None where the system does not tell."""
    wanted, best = PurePosixPath(path), None
    for mount in mounts_in(text):
        if wanted.is_relative_to(mount.point) and (best is None or len(mount.point.parts) >= len(best.point.parts)):
            best = mount
    return best


def lost_as(path: str | Path, text: str) -> str:
    """Why what is written there is thrown away: `memory`, `container` (its root, which goes with it), or empty if it is not."""
    mount = mount_of(path, text)
    if mount is None:
        return ""
    if mount.kind in IN_MEMORY:
        return "memory"
    return "container" if mount.kind == "overlay" and mount.point == PurePosixPath("/") else ""


def in_streamlit_cloud(program: str | Path, there: Callable[[str], bool]) -> bool:
    """Whether this looks like Streamlit Community Cloud: a guess by folders. `there`: is there a folder of that name."""
    return PurePosixPath(program).is_relative_to(_CLOUD) and any(map(there, _CLOUD_HOMES))


def mountinfo() -> str:
    """What is mounted, as Linux tells it; empty elsewhere."""
    try:
        return MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def database_folder(settings: Settings) -> Path | None:
    """Where the SQLite file lies; None with another database or one in memory alone."""
    scheme, _, file = settings.database_url.partition(":///")
    if not scheme.startswith("sqlite") or not file or file == ":memory:":
        return None
    return Path(file.partition("?")[0]).resolve().parent


def thrown_away(settings: Settings) -> NotKept | None:
    """Why what is kept with these settings would not outlive a restart; None if it does, or if the operator said so."""
    folder = database_folder(settings)
    if folder is None or settings.disk_kept:
        return None
    kind = "cloud" if in_streamlit_cloud(ROOT, os.path.isdir) else lost_as(folder, mountinfo())
    return NotKept(kind, str(folder)) if kind else None


def refuse_thrown_away(settings: Settings) -> None:
    """NotKept if what is kept with these settings would be thrown away: asked before real data are brought anywhere."""
    if problem := thrown_away(settings):
        raise problem
