"""Everything taken out for another program: files as they came, every table as CSV and JSON, a manifest with hashes.

Passwords, secrets of links and who is signed in stay; all else goes, so this is for coordinators.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from nap.monitor.backing_up import disk_told
from nap.monitor.backup_file import BackupProblem
from nap.monitor.house import House
from nap.monitor.permission import require
from nap.monitor.program import program_version
from nap.monitor.recording import record
from nap.people import Verb, Viewer
from nap.plan.load import regions_file
from nap.returns.several import SPREADSHEETS
from nap.settings import ROOT
from nap.store import Transaction, outward
from nap.store.audit import head
from nap.tables import to_csv

EXPORTED = "store_exported"
"""The event of the trail."""
FORMAT, VERSION = "nap-export", 1
_ABOUT = ROOT / "data" / "export-readme.txt"
_NOT_IN_NAME = re.compile(r"[^\w.+-]+")
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}\Z")


@dataclass(frozen=True)
class Exported:
    """What was written: rows of every table, the number of files and their bytes, the end of the audit trail as it is in it."""

    folder: Path
    tables: Mapping[str, int]
    files: int
    bytes: int
    end: str


@dataclass
class _Folder:
    """The folder in the making, and what stands in it."""

    path: Path
    files: dict[str, dict[str, Any]] = field(default_factory=dict)

    def put(self, name: str, data: bytes) -> str:
        """Write a file; its name leaves."""
        target = self.path.joinpath(*name.split("/"))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        self.files[name] = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        return name


def export(viewer: Viewer, house: House, folder: Path) -> Exported:
    """Write everything into an empty folder, or one that is made. BackupProblem: exists, no_folder, disk_full, unwritable."""
    require(viewer, Verb.ADMINISTER)
    with disk_told(folder), _half_of(folder) as half:
        made = _Folder(half)
        with house.store.reading() as transaction:
            last = head(transaction)
            end = f"{last.number}:{last.sha256}" if last else ""
            endings = {row["id"]: _ending(row["filename"]) for row in outward.rows_of(transaction, "returns")}
            counts = {name: _table(transaction, made, name, endings) for name in outward.outward()}
        _about(house, made, counts, end)
        if folder.is_dir():
            folder.rmdir()
        half.replace(folder)
    with house.store.writing() as transaction:
        record(transaction, house, viewer, EXPORTED, files=str(len(made.files)), end=end)
    return Exported(folder, counts, len(made.files), sum(each["bytes"] for each in made.files.values()), end)


@contextmanager
def _half_of(folder: Path) -> Iterator[Path]:
    """A folder beside it, which becomes it when all of it is there."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BackupProblem("exists", str(folder))
    if not folder.resolve().parent.is_dir():
        raise BackupProblem("no_folder", str(folder.resolve().parent))
    half = folder.resolve().with_name(f".{folder.resolve().name}.half")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(mode=0o700)
    try:
        yield half
    finally:
        shutil.rmtree(half, ignore_errors=True)


def _table(transaction: Transaction, made: _Folder, name: str, endings: Mapping[str, str]) -> int:
    """One table as CSV and JSON; what a column holds as a file is put beside, and the column names it."""
    columns, rows = outward.outward()[name], []
    for row in outward.rows_of(transaction, name):
        for column, value in row.items():
            if isinstance(value, bytes):
                path, unpacked = _FILES[name, column](row, endings)
                row[column] = made.put(path, unpacked(value))
        rows.append(row)
    made.put(f"tables/{name}.csv", to_csv(columns, ([row[column] for column in columns] for row in rows)))
    made.put(f"tables/{name}.json", _lines(rows))
    return len(rows)


def _lines(rows: list[dict[str, Any]]) -> bytes:
    told = (json.dumps(row, ensure_ascii=False, default=_exact) for row in rows)
    return ("[\n" + ",\n".join(told) + "\n]\n").encode("utf-8", errors="replace")


def _exact(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    raise TypeError(type(value))


_Place = tuple[str, Callable[[bytes], bytes]]


def _original(row: Mapping[str, Any], endings: Mapping[str, str]) -> _Place:
    return f"returns/{_clean(row['return_id'])}{endings.get(row['return_id'], '')}", bytes


def _plan(row: Mapping[str, Any], _: Mapping[str, str]) -> _Place:
    return f"plans/{_clean(row['plan'])}-{row['version']}.yaml", bytes


def _refused(row: Mapping[str, Any], _: Mapping[str, str]) -> _Place:
    """Named so that nobody opens it by a double click: it was refused for a reason."""
    return f"refused/{_clean(row['plan'])}-{_clean(row['id'])}{_ending(row['filename'])}.refused", bytes


def _edition(part: str) -> Callable[[Mapping[str, Any], Mapping[str, str]], _Place]:
    return lambda row, _: (f"editions/{_clean(row['plan'])}-{row['number']}-{part}.json", gzip.decompress)


def _facts(row: Mapping[str, Any], _: Mapping[str, str]) -> _Place:
    return f"releases/{_clean(row['plan'])}/{row['number']}/facts.json", zlib.decompress


def _released(row: Mapping[str, Any], _: Mapping[str, str]) -> _Place:
    parts = [_clean(part) for part in row["path"].split("/")]
    return "/".join((f"releases/{_clean(row['plan'])}/{row['release']}/{_clean(row['edition'])}", *parts)), bytes


_FILES = {
    ("originals", "data"): _original,
    ("plans", "source"): _plan,
    ("incidents", "data"): _refused,
    ("editions", "rows"): _edition("rows"),
    ("editions", "hidden"): _edition("hidden"),
    ("releases", "facts"): _facts,
    ("release_files", "data"): _released,
}
"""Where what a column holds as bytes is put, and how it is unpacked."""


def _clean(text: str) -> str:
    return _NOT_IN_NAME.sub("_", text).lstrip(".") or "_"


def _ending(filename: str) -> str:
    """Of a spreadsheet alone: a name that a partner chose does not decide which program opens the file."""
    found = _ENDING.search(filename)
    ending = found[0].lower() if found else ""
    return ending if ending in SPREADSHEETS else ""


def _about(house: House, made: _Folder, counts: Mapping[str, int], end: str) -> None:
    path = regions_file(house.plan.source, house.settings.plan_file.parent)[1]
    if path is not None:
        made.put(f"plans/{path.name}", path.read_bytes())
    made.put("README.txt", _ABOUT.read_bytes())
    told = {
        "format": FORMAT,
        "format_version": VERSION,
        "made": house.now().isoformat(timespec="seconds"),
        "program": program_version(),
        "schema": house.store.revision(),
        "plan": {"id": house.plan.id, "version": house.plan.version, "sha256": house.plan.sha256},
        "trail_end": end,
        "left_out": [*outward.NEVER, *(f"{table}.{name}" for table, names in outward.SECRET.items() for name in names)],
        "tables": dict(counts),
        "files": dict(sorted(made.files.items())),
    }
    made.path.joinpath("manifest.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
