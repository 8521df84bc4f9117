"""A list of people in a workbook: its cells enter, the people and every fault with its cell leave. Nothing is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set as AbstractSet
from dataclasses import dataclass, field

from nap.monitor.account_views import NewPerson
from nap.people import Role
from nap.people.emails import email_of, name_of
from nap.plan import Plan
from nap.returns.book import Book, Cell, Sheet, address
from nap.returns.people_words import COLUMNS, NEEDED, column_of, language_of, partner_of, role_of

ROLES = tuple(role.value for role in (Role.PARTNER, Role.FORUM, Role.DONOR, Role.COORDINATOR))
MOST_PEOPLE = 500
"""People in one list; a country's plan has a few dozen."""
_HEADER_WITHIN = 20
"""Rows among which the header is looked for."""
_SHOWN = 120
"""Letters of what was typed that are said again."""
_BETWEEN = re.compile(r"[,;/\n+]")

FAULTS = (
    "no_header", "empty", "too_many", "bad_email", "bad_name", "no_role", "unknown_role", "no_partner", "unknown_partner",
    "unknown_language", "twice", "exists", "demo",
)  # fmt: skip
"""Every code of `PeopleFault`."""


@dataclass(frozen=True)
class PeopleFault:
    """What is wrong in a cell, or (without one) with the whole list. `found`: what stands there; `other`: the cell it repeats."""

    code: str
    cell: str = ""
    found: str = ""
    other: str = ""


@dataclass(frozen=True)
class PeopleList:
    """The people of a list in its order, and its faults; with any fault nobody is invited."""

    people: tuple[NewPerson, ...] = ()
    faults: tuple[PeopleFault, ...] = ()
    sheet: str = ""


Row = Mapping[str, tuple[str, str]]
"""What is typed in a row and in which cell, by column."""


@dataclass
class _Reading:
    """What is known while a list is read."""

    plan: Plan
    taken: Mapping[str, str]
    """E-mails there are already, with why they cannot be invited: exists or demo."""
    people: list[NewPerson] = field(default_factory=list)
    faults: list[PeopleFault] = field(default_factory=list)
    seen: dict[str, str] = field(default_factory=dict)

    def fault(self, code: str, place: tuple[str, str], other: str = "") -> None:
        found, cell = place
        self.faults.append(PeopleFault(code, cell, _cut(found), other))


def read_list(book: Book, plan: Plan, taken: Mapping[str, str]) -> PeopleList:
    """The first visible sheet with a header of ours; columns stand in any order, under their names in any language."""
    sheets = [(sheet, header) for sheet in book.sheets if sheet.visibility == "visible" for header in _header(sheet)]
    if not sheets:
        return PeopleList(faults=(PeopleFault("no_header", found=_first_words(book)),))
    sheet, (head, columns) = max(sheets, key=lambda one: len(one[1][1]))
    rows = list(_rows(sheet, head, columns))
    if not rows or len(rows) > MOST_PEOPLE:
        code = "too_many" if rows else "empty"
        return PeopleList(faults=(PeopleFault(code, found=str(len(rows))),), sheet=sheet.name)
    reading = _Reading(plan, taken)
    for row in rows:
        _person(reading, row)
    return PeopleList(tuple(reading.people), tuple(reading.faults), sheet.name)


def _header(sheet: Sheet) -> Iterator[tuple[int, Mapping[int, str]]]:
    """The row that names the needed columns, if there is one, with the column each stands in."""
    for row, cells in list(sheet.rows().items())[:_HEADER_WITHIN]:
        named = {place: column_of(cell.text) for place, cell in cells.items()}
        columns = {place: column for place, column in named.items() if column}
        if set(NEEDED) <= set(columns.values()) and len(set(columns.values())) == len(columns):
            yield row, columns
            return


def _rows(sheet: Sheet, head: int, columns: Mapping[int, str]) -> Iterator[Row]:
    for row, cells in sheet.rows().items():
        if row > head and any(_typed(cells.get(place)) for place in columns):
            told = {column: (_typed(cells.get(place)), address(row, place)) for place, column in columns.items()}
            yield {column: told.get(column, ("", "")) for column in COLUMNS}


def _typed(cell: Cell | None) -> str:
    return cell.text.strip() if cell is not None and cell.kind != "formula_empty" else ""


def _person(reading: _Reading, row: Row) -> None:
    before = len(reading.faults)
    email = _email(reading, row["email"])
    if name_of(row["name"][0]) is None:
        reading.fault("bad_name", row["name"])
    roles = _roles(reading, row["roles"])
    partner = _partner(reading, row["partner"], roles)
    language = _language(reading, row["language"])
    if len(reading.faults) == before:
        reading.people.append(NewPerson(email, row["name"][0], roles, partner, language))


def _email(reading: _Reading, place: tuple[str, str]) -> str:
    typed, cell = place
    email = email_of(typed)
    if email is None:
        reading.fault("bad_email", place)
        return ""
    if email in reading.seen:
        reading.fault("twice", place, reading.seen[email])
    elif email in reading.taken:
        reading.fault(reading.taken[email], place)
    reading.seen.setdefault(email, cell)
    return email


def _roles(reading: _Reading, place: tuple[str, str]) -> frozenset[str]:
    typed, cell = place
    words = [typed] if role_of(typed, ROLES) else [word.strip() for word in _BETWEEN.split(typed) if word.strip()]
    known = {word: role_of(word, ROLES) for word in words}
    if not words:
        reading.fault("no_role", place)
    for word in (word for word, role in known.items() if role is None):
        reading.fault("unknown_role", (word, cell))
    return frozenset(role for role in known.values() if role)


def _partner(reading: _Reading, place: tuple[str, str], roles: AbstractSet[str]) -> str:
    typed, _ = place
    partner = partner_of(typed, reading.plan) if typed else None
    if typed and partner is None:
        reading.fault("unknown_partner", place)
    elif not typed and Role.PARTNER.value in roles:
        reading.fault("no_partner", place)
    return partner or ""


def _language(reading: _Reading, place: tuple[str, str]) -> str:
    typed, _ = place
    language = language_of(typed, reading.plan) if typed else ""
    if language is None:
        reading.fault("unknown_language", place)
    return language or ""


def _first_words(book: Book) -> str:
    """What stands in the first row instead of a header."""
    rows: Sequence[Mapping[int, Cell]] = [cells for sheet in book.sheets[:1] for cells in sheet.rows().values()][:1]
    return _cut(", ".join(cell.text.strip() for cells in rows for cell in cells.values()))


def _cut(typed: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in typed[:_SHOWN]).split())
