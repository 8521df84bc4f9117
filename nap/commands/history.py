"""`history import FILE`: earlier years by CSV, checked as a whole before anything is kept."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from nap.commands.edge import in_words, lang_of, print_json, read_file, the_house, the_person
from nap.facts import Finding
from nap.finding_texts import finding_text
from nap.monitor import HistoryPart, HistoryRead, csv_fault_text, import_history, look_history
from nap.words import say


@in_words
def bring(options: Namespace) -> int:
    """Bring the file in; 1 if something is wrong with it and nothing was kept. `--dry-run` only looks."""
    lang, data = lang_of(options), read_file(options.file, lang_of(options))
    with the_house() as house:
        viewer = the_person(house, options)
        if options.dry_run:
            read = look_history(viewer, house, data, lang)
        else:
            read = import_history(viewer, house, data, options.file.name, options.because, lang)
    if options.json:
        print_json(_json(read, lang))
    else:
        print("\n".join(_lines(read, lang)))
    return 1 if read.blocked else 0


def _json(read: HistoryRead, lang: str) -> dict[str, object]:
    faults = [
        {"code": one.code, "line": one.line, "column": one.column, "found": one.found, "message": csv_fault_text(one, lang)}
        for one in read.faults
    ]
    return {"kept": any(one.receipt for one in read.parts), "faults": faults, "partners": [_part(one) for one in read.parts]}


def _part(one: HistoryPart) -> dict[str, object]:
    found = [{"code": each.code, "severity": str(each.severity), "lines": [*_at(each.cells)]} for each in one.findings]
    receipt = one.receipt.id if one.receipt else None
    about = {"partner": one.partner, "period": str(one.period), "figures": dict(one.counts)}
    return {**about, "findings": found, "return": receipt, "again": one.again}


def _lines(read: HistoryRead, lang: str) -> Iterator[str]:
    yield from (csv_fault_text(fault, lang) for fault in read.faults)
    for part in read.parts:
        counts = ", ".join(f"{say(lang, f'files.history.kind.{kind}')}: {count}" for kind, count in part.counts.items())
        yield f"{part.partner}  {part.period}  {counts}  {part.receipt.id if part.receipt else ''}".rstrip()
        yield from (_finding(finding, lang) for finding in part.findings)
    if read.blocked:
        yield say(lang, "files.history.blocked")


def _finding(finding: Finding, lang: str) -> str:
    place = say(lang, "files.history.line", line=", ".join(_at(finding.cells)))
    severity = say(lang, f"common.severity.{finding.severity}")
    return f"  {severity} [{finding.code}] {place}: {finding_text(finding, lang).message}"


def _at(cells: tuple[str, ...]) -> list[str]:
    """The lines of the file that a finding is about."""
    return list(dict.fromkeys(cell.lstrip("ABCDEFGHI") for cell in cells))
