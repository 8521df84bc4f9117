"""Organisations brought in from a list (Excel, OpenDocument, CSV): its cells enter, all of them and every fault with its line
leave; with any fault nothing is kept.

Columns stand in any order under their codes or their words in any language; a column headed by a capacity area holds scores.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from nap.facts import Finding
from nap.foreign.opening import open_foreign
from nap.monitor.house import House
from nap.monitor.organisation_kinds import organisation_codes
from nap.monitor.organisation_views import CapacityScore, NewOrganisation, OrganisationRefused
from nap.monitor.organisations import (
    LONGEST_WORD,
    faults_of,
    fit_organisation,
    fit_scores,
    keep_within,
    name_clash,
    named_within,
    scores_within,
)
from nap.monitor.permission import require
from nap.monitor.problems import NotNow
from nap.monitor.reasons import fit
from nap.monitor.turns import sender_of
from nap.people import Verb, Viewer
from nap.returns.book import Book, Cell, Sheet
from nap.returns.choices import fold
from nap.returns.privately import patterns_of
from nap.returns.turns import Busy
from nap.store import organisations as kept
from nap.words import known, language_name, languages, say

MOST_ORGANISATIONS = 2_000
"""Organisations in one list."""
LIST_COLUMNS = ("region", "kind", "fields", "partner", "consent", "consent_day", "score_day")
"""What a list may say beside scores and the names, one in each language of the plan (`name_en`); one name, region and kind are
needed."""
LIST_FAULTS = ("no_header", "empty", "too_many")
"""Codes of `ListFault` beside those of `ORGANISATION_REFUSALS`."""
_HEADER_WITHIN = 20


@dataclass(frozen=True)
class ListFault:
    """What is wrong in a line (0: of the whole list). `found`: what stands there; `there`: what there is to choose from."""

    line: int
    code: str
    found: str = ""
    there: tuple[str, ...] = ()


@dataclass(frozen=True)
class ListedOrganisation:
    """One line of the list, fit to be kept; `word` and `day`: of its consent to be named, empty and None without."""

    new: NewOrganisation
    word: str = ""
    day: date | None = None
    scores: tuple[CapacityScore, ...] = ()


@dataclass(frozen=True)
class OrganisationList:
    """The organisations of a list in its order, and its faults."""

    organisations: tuple[ListedOrganisation, ...] = ()
    faults: tuple[ListFault, ...] = ()


T = TypeVar("T")
Row = Mapping[str, Cell]


def read_organisations(viewer: Viewer, house: House, data: bytes) -> OrganisationList | Finding:
    """What a list holds and what is wrong with it; a Finding if it is no table or holds personal data. Nothing is kept."""
    require(viewer, Verb.ADMINISTER)
    try:
        opened = open_foreign(data, patterns_of(house.plan), sender=sender_of(viewer))
    except Busy as fault:
        raise NotNow("busy") from fault
    if isinstance(opened, Finding):
        return opened
    if opened.refused:
        return opened.findings[0]
    with house.store.reading() as transaction:
        known = [(one.name, one.region) for one in kept.current(transaction).values() if one.active]
    return _read(house, opened.book, known)


def bring_in(viewer: Viewer, house: House, listed: OrganisationList) -> int:
    """Keep every organisation of a list without faults, in one transaction; how many. ValueError for one with faults."""
    require(viewer, Verb.ADMINISTER)
    if listed.faults:
        raise ValueError(listed.faults)
    with house.store.writing() as transaction:
        for one in listed.organisations:
            id = keep_within(transaction, viewer, house, one.new)
            if one.word and one.day:
                named_within(transaction, viewer, house, id, one.word, one.day)
            if one.scores:
                scores_within(transaction, viewer, house, id, one.scores)
    return len(listed.organisations)


@dataclass
class _Reading:
    house: House
    known: list[tuple[Mapping[str, str], str]]
    found: list[ListedOrganisation] = field(default_factory=list)
    faults: list[ListFault] = field(default_factory=list)


def _read(house: House, book: Book, known: list[tuple[Mapping[str, str], str]]) -> OrganisationList:
    headed = next(((sheet, *head) for sheet in book.sheets for head in _header(house, sheet)), None)
    if headed is None:
        return OrganisationList(faults=(ListFault(0, "no_header"),))
    sheet, line, columns = headed
    lines = {row: cells for row, cells in sheet.rows().items() if row > line and any(place in columns for place in cells)}
    if not lines or len(lines) > MOST_ORGANISATIONS:
        return OrganisationList(faults=(ListFault(0, "too_many" if lines else "empty", str(len(lines))),))
    reading = _Reading(house, known)
    for row, cells in lines.items():
        _line(reading, row, {columns[place]: cell for place, cell in cells.items() if place in columns and cell.text.strip()})
    return OrganisationList(tuple(reading.found), tuple(reading.faults))


def _header(house: House, sheet: Sheet) -> Iterator[tuple[int, Mapping[int, str]]]:
    """The first row that names region, kind and a name, with the column at each place."""
    words = _words(house)
    for row, cells in list(sheet.rows().items())[:_HEADER_WITHIN]:
        columns = {place: words[fold(cell.text)] for place, cell in cells.items() if fold(cell.text) in words}
        if {"region", "kind"} <= set(columns.values()) and any(name.startswith("name_") for name in columns.values()):
            yield row, columns
            return


def _words(house: House) -> Mapping[str, str]:
    """Every way to head a column."""
    found = {fold(column): column for column in LIST_COLUMNS}
    found |= {fold(say(lang, f"organisations.list.column.{name}")): name for name in LIST_COLUMNS for lang in languages()}
    found |= {fold(head): f"name_{of}" for of in house.plan.languages for head in _heads_of_names(of)}
    areas = organisation_codes(house).areas
    return found | {fold(word): code for code, words in areas.items() for word in (code, *words.values())}


def _heads_of_names(of: str) -> Iterator[str]:
    """How the column of names in one language is headed: `name_pt`, or in any language."""
    yield f"name_{of}"
    key = f"organisations.list.column.name_{of}"
    for lang in languages():
        yield say(lang, key) if known(key) else say(lang, "country.name_in", language=language_name(lang, of))


def _line(reading: _Reading, line: int, row: Row) -> None:
    """Everything that is wrong in a line is told at once."""
    house, faults = reading.house, list[OrganisationRefused]()
    new = _typed(house, row)
    faults += [_of_several(house, one) for one in faults_of(house, new)]
    _noting(faults, lambda: name_clash(reading.known, new))
    word, day = _noting(faults, lambda: _consent(house, row)) or ("", None)
    scores = _noting(faults, lambda: _scores(house, row)) or ()
    reading.known.append((new.name, new.region))
    reading.faults += [ListFault(line, one.code, one.found[:80], one.there) for one in faults]
    if not faults:
        reading.found.append(ListedOrganisation(fit_organisation(house, new), word, day, scores))


def _of_several(house: House, fault: OrganisationRefused) -> OrganisationRefused:
    """A bare name that several regions bear is not unknown."""
    found = house.plan.regions.find(fault.found) if fault.code == "unknown_region" else ()
    return OrganisationRefused("several_regions", fault.found, [one.code for one in found]) if found else fault


def _noting(faults: list[OrganisationRefused], read: Callable[[], T]) -> T | None:
    try:
        return read()
    except OrganisationRefused as problem:
        faults.append(problem)
        return None


def _typed(house: House, row: Row) -> NewOrganisation:
    codes, text = organisation_codes(house), {name: cell.text.strip() for name, cell in row.items()}
    name = {lang: text[f"name_{lang}"] for lang in house.plan.languages if f"name_{lang}" in text}
    fields = [_code(codes.fields, word.strip()) for word in text.get("fields", "").replace(",", ";").split(";") if word.strip()]
    return NewOrganisation(
        name,
        _region(house, text.get("region", "")),
        _code(codes.kinds, text.get("kind", "")),
        tuple(fields),
        text.get("partner", ""),
    )


def _region(house: House, typed: str) -> str:
    """The one region that is called so; what was typed if it is none, or several."""
    found = house.plan.regions.find(typed) if house.plan.regions.get(typed) is None else ()
    return found[0].code if len(found) == 1 else typed


def _code(words: Mapping[str, Mapping[str, str]], typed: str) -> str:
    """The code meant by a word in any language; what was typed if there is none."""
    return next((code for code, said in words.items() if fold(typed) in {fold(one) for one in (code, *said.values())}), typed)


def _consent(house: House, row: Row) -> tuple[str, date | None]:
    word = fit(row["consent"].text, house.plan.privacy, OrganisationRefused, LONGEST_WORD) if "consent" in row else ""
    day = _day(row["consent_day"]) if "consent_day" in row else None
    if bool(word) != (day is not None):
        raise OrganisationRefused("consent_needed")
    if day is not None and day > house.today():
        raise OrganisationRefused("day_ahead", day.isoformat())
    return word, day


def _scores(house: House, row: Row) -> tuple[CapacityScore, ...]:
    areas = organisation_codes(house).areas
    given = {name: _number(cell) for name, cell in row.items() if name in areas}
    if not given:
        return ()
    if "score_day" not in row:
        raise OrganisationRefused("no_score_day")
    return fit_scores(house, _day(row["score_day"]), given, None)


def _day(cell: Cell) -> date:
    if isinstance(cell.value, date):
        return cell.value
    for shape in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(cell.text.strip(), shape).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    raise OrganisationRefused("bad_day", cell.text[:40])


def _number(cell: Cell) -> Decimal:
    try:
        return cell.value if isinstance(cell.value, Decimal) else Decimal(cell.text.strip().replace(",", "."))
    except InvalidOperation:
        raise OrganisationRefused("bad_score", cell.text[:40]) from None
