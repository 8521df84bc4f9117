"""`move`, `backup`, `restore`, `export`: the whole store taken along. Prints what arrived, and what to do next."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from nap.commands.edge import Stop, in_words, lang_of, print_json, read_file, the_house, the_person, the_settings
from nap.commands.keeping_lists import gone_since
from nap.monitor import (
    BackupMade,
    BackupProblem,
    BackupRead,
    Counted,
    NotCopied,
    NotSealed,
    Restored,
    SealingKey,
    backup as make_backup,
    export as write_out,
    look_backup,
    move as move_store,
    operator,
    restore as bring_back,
    sealing_key,
    unsealing_key,
)
from nap.words import day, say

_SHOWN = 16
"""Letters of a hash that are printed; all of them stand in the JSON."""


@in_words
def move(options: Namespace) -> int:
    """Copy the store to another address; 1 if the audit trail was broken already."""
    lang = lang_of(options)
    if not options.json:
        print(say(lang, "keeping.move.stop"), flush=True)
    with _told(lang), the_house() as house:
        moved = move_store(operator(), house, options.url)
    if options.json:
        print_json({"end": moved.end, "fault": moved.fault or None, "tables": _tables_json(moved.tables)})
        return 1 if moved.fault else 0
    _print_tables(lang, moved.tables)
    print(say(lang, "keeping.move.done", end=moved.end))
    print(say(lang, "keeping.move.set"))
    return _trail_status(lang, moved.fault)


@in_words
def backup(options: Namespace) -> int:
    """Write a backup; 1 if the audit trail in it is broken."""
    lang = lang_of(options)
    with _told(lang):
        key = _sealing(options)
        with the_house() as house:
            made = make_backup(operator(), house, options.file, key, replace=options.replace, keep=options.keep)
    if options.json:
        print_json(_made_json(made))
        return 1 if made.fault else 0
    for line in _made_lines(lang, made):
        print(line)
    return _trail_status(lang, made.fault)


@in_words
def restore(options: Namespace) -> int:
    """Bring a backup back, or only look at it."""
    lang = lang_of(options)
    with _told(lang):
        key = _unsealing(options)
        erased = gone_since(read_file(options.erased, lang)) if options.erased else ()
        if options.check:
            read, done = look_backup(the_settings(), options.file, key), None
        else:
            done = bring_back(the_settings(), options.file, key, erased)
            read = done.read
    if options.json:
        print_json(_read_json(read, done))
        return 1 if read.fault else 0
    _print_tables(lang, read.tables)
    for line in _read_lines(lang, read) if done is None else _restored_lines(lang, done, listed=bool(options.erased)):
        print(line)
    return _trail_status(lang, read.fault)


@in_words
def export(options: Namespace) -> int:
    """Write everything into a folder."""
    lang = lang_of(options)
    with _told(lang), the_house() as house:
        viewer = the_person(house, options) if options.person else operator()
        done = write_out(viewer, house, options.folder)
    if options.json:
        told = {"folder": str(done.folder), "files": done.files, "bytes": done.bytes, "end": done.end}
        print_json({**told, "tables": dict(done.tables)})
        return 0
    sums = {"files": str(done.files), "rows": str(sum(done.tables.values())), "size": _size(done.bytes)}
    print(say(lang, "keeping.export.done", folder=str(done.folder), **sums))
    print(say(lang, "keeping.export.whole"))
    return 0


def _sealing(options: Namespace) -> SealingKey:
    if options.recipients and options.passphrase_file:
        raise Stop(say(lang_of(options), "keeping.key.one"))
    _stop_unless_read(options, options.passphrase_file)
    return sealing_key(options.recipients, options.passphrase_file)


def _unsealing(options: Namespace) -> SealingKey:
    if options.identity and options.passphrase_file:
        raise Stop(say(lang_of(options), "keeping.key.one"))
    _stop_unless_read(options, options.identity or options.passphrase_file)
    return unsealing_key(options.identity, options.passphrase_file)


def _stop_unless_read(options: Namespace, file: Path | None) -> None:
    if file is not None:
        read_file(file, lang_of(options))


@contextmanager
def _told(lang: str) -> Iterator[None]:
    """What was refused, which is data, as one line."""
    try:
        yield
    except BackupProblem as problem:
        raise Stop(say(lang, f"keeping.backup.{problem.code}", about=problem.about)) from problem
    except NotCopied as problem:
        raise Stop(say(lang, f"keeping.copy.{problem.code}", about=problem.about)) from problem
    except NotSealed as problem:
        raise Stop(say(lang, f"keeping.seal.{problem.code}", found=problem.found)) from problem


def _print_tables(lang: str, tables: Mapping[str, Counted]) -> None:
    heads = [say(lang, f"keeping.column.{name}") for name in ("table", "rows", "hash")]
    lines = [(name, str(each.rows), each.sha256[:_SHOWN]) for name, each in tables.items() if each.rows]
    wide = [max(len(row[place]) for row in (*lines, heads)) for place in range(2)]
    for row in (heads, *lines):
        print(f"{row[0]:<{wide[0]}}  {row[1]:>{wide[1]}}  {row[2]}")
    empty = sum(not each.rows for each in tables.values())
    print(say(lang, "keeping.tables.empty", n=str(empty)))


def _made_lines(lang: str, made: BackupMade) -> Iterator[str]:
    rows = str(sum(each.rows for each in made.tables.values()))
    yield say(lang, "keeping.backup.done", file=str(made.file), size=_size(made.bytes), rows=rows)
    yield f"sha256 {made.sha256}"
    yield say(lang, "keeping.backup.end", end=made.end)
    yield say(lang, "keeping.backup.sealed" if made.sealed else "keeping.backup.open")
    if made.removed:
        yield say(lang, "keeping.backup.removed", names=", ".join(made.removed))
    if not made.recorded:
        yield say(lang, "keeping.backup.unrecorded")


def _read_lines(lang: str, read: BackupRead) -> Iterator[str]:
    told = {"when": _moment(lang, read.made), "plan": read.plan, "version": str(read.plan_version), "program": read.program}
    yield say(lang, "keeping.check.done", **told)
    yield say(lang, "keeping.backup.end", end=read.end)


def _restored_lines(lang: str, done: Restored, *, listed: bool) -> Iterator[str]:
    when = _moment(lang, done.read.made)
    yield say(lang, "keeping.restore.done", when=when, end=done.read.end)
    if done.plan_file:
        yield say(lang, "keeping.restore.plan", file=str(done.plan_file))
    yield say(lang, "keeping.restore.signed_out", n=str(done.links))
    if done.erased:
        yield say(lang, "keeping.restore.erased", n=str(len(done.erased)), ids=", ".join(done.erased))
    if not listed:
        yield say(lang, "keeping.restore.erase", when=when)
    yield say(lang, "keeping.restore.since", when=when)


def _trail_status(lang: str, fault: str) -> int:
    if fault:
        raise Stop(say(lang, "keeping.trail.broken"), status=1)
    return 0


def _tables_json(tables: Mapping[str, Counted]) -> dict[str, object]:
    return {name: {"rows": each.rows, "sha256": each.sha256} for name, each in tables.items()}


def _made_json(made: BackupMade) -> dict[str, object]:
    plain = {"file": str(made.file), "bytes": made.bytes, "sha256": made.sha256, "sealed": made.sealed}
    told = {"made": made.made.isoformat(), "end": made.end, "fault": made.fault or None, "removed": list(made.removed)}
    return {**plain, **told, "recorded": made.recorded, "tables": _tables_json(made.tables)}


def _read_json(read: BackupRead, done: Restored | None) -> dict[str, object]:
    plain = {"made": read.made.isoformat(), "program": read.program, "schema": read.schema, "sealed": read.sealed}
    told = {"plan": read.plan, "plan_version": read.plan_version, "end": read.end, "fault": read.fault or None}
    tables = {"tables": _tables_json(read.tables)}
    if done is None:
        return {**plain, **told, **tables, "restored": False}
    plan = str(done.plan_file) if done.plan_file else None
    return {**plain, **told, **tables, "restored": True, "plan_file": plan, "links": done.links, "erased": list(done.erased)}


def _moment(lang: str, when: datetime) -> str:
    utc = when.astimezone(UTC)
    return f"{day(lang, utc.date())}, {utc:%H:%M} UTC"


def _size(size: int) -> str:
    for unit, of in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= of:
            return f"{size / of:.1f} {unit}"
    return f"{size} B"
