"""The one verb of this room: the bytes of a file and what is known around it go in; a Checked with every finding comes out.

Stages: file → identity → cells → rows → return → history. Only an unreadable or foreign file stops the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Protocol

from nap.facts import Finding, Item, Note, Observation, Period, Severity
from nap.plan import Plan
from nap.returns import checks
from nap.returns.absent import absent_columns
from nap.returns.bearable import Burden, listed
from nap.returns.book import Book, position
from nap.returns.columns import Table, find_tables
from nap.returns.failing import failure, told
from nap.returns.gate import Refused
from nap.returns.identity import Identity, identify
from nap.returns.items import Words, nothing_to_report, read_item, read_measure, read_narrative, read_notes
from nap.returns.keys import Keys
from nap.returns.leftover import with_the_place_left
from nap.returns.material import Lost, Material, Row
from nap.returns.news import news, older_layout
from nap.returns.observations import fill_totals, observations
from nap.returns.past import OutOfReach, Past
from nap.returns.personal import PersonalHit, scan
from nap.returns.personlists import person_lists
from nap.returns.privately import discreet, patterns_of, personal_findings, stripped
from nap.returns.reader import open_book
from nap.returns.rows import RowReader
from nap.returns.turns import TURNS
from nap.returns.worker import open_book_safely, scan_safely
from nap.words import FALLBACK


class History(Protocol):
    """The store as the history stage sees it."""

    def past(self, plan: Plan, partner: str, period: Period, indicators: Collection[str]) -> Past:
        """What was accepted of that organisation up to that return period, of these indicators only. OutOfReach: not just now."""


@dataclass(frozen=True)
class Context:
    """What is known around a file. `partner` is the sender's organisation (None: not known), `history` None without a store.

    `safely` reads in a process of its own, with limits of time and memory, when it is the sender's turn; tests may do without.
    `sender` is who waits for that turn; empty for a command line.
    """

    plans: Mapping[tuple[str, int], Plan]
    current: Plan
    today: date
    partner: str | None = None
    history: History | None = None
    lang: str | None = None
    safely: bool = True
    sender: str = ""


Searched = tuple[PersonalHit, ...] | Finding
"""Where personal data stand, or why the file could not be searched."""
Searching = Callable[[], Searched]
"""Gives the same when it is known: the search goes on while the figures are checked."""


@dataclass(frozen=True)
class Checked:
    """What was found in a file. `rows` counts data rows. Of a refused file nothing is read; plan, partner, period may be None."""

    verdict: str
    """`clean`, `warnings`, `errors` or `refused`."""
    plan: Plan | None
    partner: str | None
    period: Period | None
    language: str
    rows: int = 0
    observations: tuple[Observation, ...] = ()
    items: tuple[Item, ...] = ()
    notes: tuple[Note, ...] = ()
    nothing_to_report: bool = False
    findings: tuple[Finding, ...] = ()


def check_return(data: bytes, context: Context) -> Checked:
    """Check one file. Never raises for anything a file can hold: a failure of ours is a finding too (`unexpected-failure`).

    Busy if others' files take so long that this one does not get its turn; OutOfReach if the history cannot be asked just now.
    """
    with TURNS.turn(context.sender) if context.safely else nullcontext(), ThreadPoolExecutor(1) as beside:
        searching = beside.submit(scan_safely if context.safely else scan, data, patterns_of(context.current))
        try:
            book = open_book_safely(data) if context.safely else open_book(data)
            found = searching.result
            return _unread(book, context, found()) if isinstance(book, Finding) else check_book(book, context, found)
        except Refused as refused:
            return _unread(refused.finding, context, _if_known(searching))
        except OutOfReach:
            raise
        except Exception as fault:
            return _unread(failure(data, told(fault)), context, _if_known(searching))


def _if_known(searching: Future[Searched]) -> Searched:
    """What the search found; nothing if it is the search that failed."""
    return () if searching.exception() else searching.result()


def _unread(finding: Finding, context: Context, searched: Searched) -> Checked:
    """A file of which only this can be said, and where personal data stand in it."""
    found = () if isinstance(searched, Finding) else personal_findings(searched)
    return Checked("refused", None, None, None, context.lang or FALLBACK, findings=(finding, *found))


def check_book(book: Book, context: Context, searching: Searching = tuple) -> Checked:
    """The same for a workbook that is open already; `searching` gives what the search for personal data in its file found."""
    identity, language, refusals = identify(book, context.plans, context.current, context.partner, context.today)
    language = context.lang or language or FALLBACK
    personal = partial(_personal, book, searching)
    if identity is None:
        return Checked("refused", None, None, None, language, findings=tuple(_brief([*refusals, *personal()])))
    tables, heads = find_tables(book, identity.plan)
    if not tables:
        refusal = Finding("wrong-template", Severity.REFUSED, case="no-tables")
        return Checked("refused", identity.plan, identity.partner, identity.period, language, findings=(refusal, *personal()))
    age = (*news(identity.plan, context.current, identity.partner, identity.period), *older_layout(identity.layout))
    return _read(book, identity, tables, [*heads, *age], context, language, personal)


def _personal(book: Book, searching: Searching) -> list[Finding]:
    searched = searching()
    return [searched] if isinstance(searched, Finding) else personal_findings((*person_lists(book), *searched))


def _read(
    book: Book,
    identity: Identity,
    tables: tuple[Table, ...],
    findings: list[Finding],
    context: Context,
    language: str,
    personal: Callable[[], list[Finding]],
) -> Checked:
    keys = Keys(identity.plan, identity.partner, identity.period)
    rows, lost, words, found = _rows(tables, RowReader(identity.plan, keys), keys)
    found = with_the_place_left(found, rows, lost, keys.owed, tables)
    nothing, about_nothing = nothing_to_report(book)
    gone = () if nothing else absent_columns(rows, findings)
    rows, filled = fill_totals(rows)
    wanted = {(each.indicator, each.region) for each in keys.owed}
    material = Material(
        *(identity.plan, identity.partner, identity.period, context.today, book, keys.owed, rows, frozenset(lost)),
        items=stripped(words.items, identity.plan),
        notes=stripped(words.notes, identity.plan),
        unwritten=tuple(each for each in words.unwritten if each[2:] in wanted),
        unread=frozenset(words.unread),
        nothing=nothing,
        remember=_asked(context.history, identity, rows),
    )
    findings += gone
    findings = [*findings, *found, *words.findings, *about_nothing, *filled, *checks.run(checks.ALL, material), *personal()]
    checked = Checked(
        "", identity.plan, identity.partner, identity.period, language, len(rows) + len(lost), nothing_to_report=nothing
    )
    return _judged(checked, material, findings)


def _asked(history: History | None, identity: Identity, rows: Iterable[Row]) -> Callable[[], Past] | None:
    """The question for the past of what the file holds; None without a store."""
    if history is None:
        return None
    indicators = {row.indicator.code for row in rows if not row.blank}
    return partial(history.past, identity.plan, identity.partner, identity.period, indicators)


def _rows(tables: Iterable[Table], reader: RowReader, keys: Keys) -> tuple[tuple[Row, ...], list[Lost], Words, list[Finding]]:
    rows: list[Row] = []
    lost: list[Lost] = []
    words = Words()
    findings: list[Finding] = []
    burden = Burden()
    for table in tables:
        for line in table.lines():
            before = len(words.findings)
            match table.kind:
                case "items":
                    read_item(line, keys, words)
                case "measures":
                    read_measure(line, keys.plan, words)
                case "narrative":
                    read_narrative(line, keys, words)
                case _:
                    row, found = reader.read(line)
                    findings += found
                    burden.add(found)
                    if isinstance(row, Row):
                        rows.append(row)
                        read_notes(line, row.indicator.code, row.region, words)
                    elif row is not None:
                        lost.append(row)
            burden.add(words.findings[before:])
    return tuple(rows), lost, words, findings


_ORDER = {severity: number for number, severity in enumerate(Severity)}
_VERDICTS = {Severity.REFUSED: "refused", Severity.ERROR: "errors", Severity.WARNING: "warnings"}


def _judged(checked: Checked, material: Material, findings: list[Finding]) -> Checked:
    told = judged(checked, material.book, findings)
    if told.verdict == "refused":
        return told
    return replace(told, observations=observations(material), items=material.items, notes=material.notes)


def judged(checked: Checked, book: Book, findings: list[Finding]) -> Checked:
    """With what was found, and the verdict of the gravest finding; info and what was mended do not change it.

    A refused file gives nothing.
    """
    ordered = tuple(listed(_sorted(_grouped(_brief(findings)), book)))
    worst = min((each.severity for each in ordered), key=_ORDER.__getitem__, default=Severity.INFO)
    verdict = _VERDICTS.get(worst, "clean")
    if verdict == "refused":
        return replace(checked, verdict=verdict, rows=0, observations=(), findings=ordered)
    return replace(checked, verdict=verdict, findings=ordered)


LONGEST_FOUND = 300
"""Letters of what was typed that a finding repeats."""


def _brief(findings: list[Finding]) -> list[Finding]:
    """Where personal data stand, no finding says what was typed; elsewhere as much as helps to know it again."""
    return [_short(each) for each in discreet(findings)]


def _short(finding: Finding) -> Finding:
    found = finding.found
    return finding if found is None or len(found) <= LONGEST_FOUND else replace(finding, found=found[:LONGEST_FOUND] + "…")


def _grouped(findings: Iterable[Finding]) -> list[Finding]:
    """Equal findings of one column become one with many cells; the region stays where it is the same for all."""
    groups: dict[object, list[Finding]] = {}
    for number, each in enumerate(findings):
        column = each.cells[0].rstrip("0123456789") if len(each.cells) == 1 else number
        key = (each.code, each.severity, each.case, each.sheet, each.indicator, each.found, each.facts, column)
        groups.setdefault(key, []).append(each)
    return [_together(group) for group in groups.values()]


def _together(group: list[Finding]) -> Finding:
    if len(group) == 1:
        return group[0]
    cells = tuple(dict.fromkeys(cell for each in group for cell in each.cells))
    region = group[0].region if len({each.region for each in group}) == 1 else None
    return replace(group[0], cells=cells, region=region)


def _sorted(findings: list[Finding], book: Book) -> list[Finding]:
    """By gravity, then as a person goes through the workbook: sheet by sheet, row by row; the return as a whole comes last."""
    sheets = {sheet.name: number for number, sheet in enumerate(book.sheets)}

    def place(finding: Finding) -> tuple[int, int, tuple[int, int]]:
        where = position(finding.cells[0]) if finding.cells else (1 << 30, 0)
        return _ORDER[finding.severity], sheets.get(finding.sheet or "", len(sheets)), where

    return sorted(findings, key=place)
