"""A plan file becomes a `Plan`, or all of its faults at once in order of their lines."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path

from nap.plan import build
from nap.plan.checks import check
from nap.plan.draft import Draft
from nap.plan.faults import Fault
from nap.plan.keys import FILE
from nap.plan.model import Plan
from nap.plan.nodes import parse
from nap.plan.reading import MOST_FAULTS, Faults, Read, TooMany, read
from nap.plan.regions import Regions
from nap.settings import ROOT

Loaded = tuple[Plan | None, tuple[Fault, ...]]

LARGEST_PLAN = 2_000_000
"""Bytes of a plan file; one with a hundred indicators in three languages has half a million."""


def load_plan(path: Path, *, adopted: bool = False) -> Loaded:
    """Read the plan file and the table of regions it names (from the file's folder, else from the root of the monitor).

    None instead of the plan if any fault is an error; a file that cannot be opened is the fault `file-unreadable`.
    `adopted`: see `read_plan`.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        return None, (Fault("error", "file-unreadable", path.name, facts=(("problem", error.strerror or ""),)),)
    return _load(data, path.name, lambda written: _table(written, path.parent), adopted)


def read_plan(data: bytes, name: str, regions: Regions, *, adopted: bool = False) -> Loaded:
    """Like `load_plan`, from bytes, with the regions given; pure.

    `adopted`: the version was checked when it came into force, so only what can no longer be read stands in its way. A check
    that is made later must not close the house on a plan it has worked with for a year.
    """
    return _load(data, name, lambda _: regions, adopted)


def read_upload(data: bytes, name: str, in_force: Plan) -> Loaded:
    """Like `read_plan`, of a file from outside: with the regions of the plan in force. No file that it names is ever opened, so
    that another table than that plan's is the fault `regions-other`."""
    named = _table_named(in_force.source)

    def table(written: Read | None) -> Regions | Fault:
        if written is None or written.value == named:
            return in_force.regions
        facts = (("found", str(written.value)), ("expected", named))
        return Fault("error", "regions-other", line=written.line, path=written.path, facts=facts)

    return _load(data, name, table, adopted=False)


def regions_file(source: bytes, folder: Path) -> tuple[str, Path | None]:
    """The table of regions that a plan file in that folder names: how it names it, and where it is; None if nowhere."""
    named = _table_named(source)
    return named, next((base / named for base in (folder, ROOT) if named and (base / named).is_file()), None)


def _table_named(source: bytes) -> str:
    """The table of regions named by a plan file that was read before."""
    node = parse(source)
    again = None if isinstance(node, Fault) else read(node, FILE, "", Faults())
    return "" if again is None else str(again.get("regions"))


def _load(data: bytes, name: str, table: Callable[[Read | None], Regions | Fault], adopted: bool) -> Loaded:
    node = parse(data) if len(data) <= LARGEST_PLAN else _too_large(data)
    if isinstance(node, Fault):
        return None, (replace(node, file=name),)
    faults, plan = Faults(), None
    try:
        file = read(node, FILE, "", faults)
        plan = None if file is None else _plan(file, data, table(file.at("regions")), faults, adopted)
    except TooMany:
        faults.found.append(Fault("error", "more-faults", line=node.line, facts=(("limit", MOST_FAULTS),)))
    found = tuple(replace(fault, file=name) for fault in sorted(faults.found, key=lambda fault: fault.line))
    return (None if any(fault.severity == "error" for fault in found) else plan), found


def _plan(file: Read, data: bytes, regions: Regions | Fault, faults: Faults, adopted: bool) -> Plan | None:
    if isinstance(regions, Fault):
        faults.found.append(regions)
    draft = Draft.of(file, regions if isinstance(regions, Regions) else None)
    for fault in () if adopted else islice(check(draft), MOST_FAULTS + 1):
        faults.take(fault)
    if draft.regions is None or any(fault.severity == "error" for fault in faults.found):
        return None
    indicators = (indicator for indicator, _ in draft.indicators)
    return build.plan(file, draft.regions, indicators, hashlib.sha256(data).hexdigest(), data)


def _too_large(data: bytes) -> Fault:
    return Fault("error", "file-too-large", facts=(("found", len(data)), ("limit", LARGEST_PLAN)))


def _table(written: Read | None, folder: Path) -> Regions | Fault:
    """The table of regions a plan names; with no name read, its absence is no further fault (the missing key is one)."""
    if written is None:
        return Regions(())
    path = next((base / written.value for base in (folder, ROOT) if (base / written.value).is_file()), None)
    facts = (("found", str(written.value)),)
    if path is None:
        return Fault("error", "regions-missing", line=written.line, path=written.path, facts=facts)
    try:
        return Regions.load(path)
    except (OSError, ValueError) as error:
        return Fault("error", "regions-faulty", line=written.line, path=written.path, facts=(*facts, ("problem", str(error))))
