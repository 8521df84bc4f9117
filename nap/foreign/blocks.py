"""Blocks: figures of one measure by one kind of part enter as one section's figures, `Block`s leave, with what was noticed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from nap.foreign.columns import Use
from nap.foreign.meanings import Said
from nap.foreign.model import Axis, Block, Line, Remark, Role, Sure
from nap.foreign.nesting import MEASURE, PLACE, TIME, TOTAL, UNKNOWN
from nap.foreign.outline import Entry
from nap.foreign.reckoning import Found, Notice, Reckoned
from nap.returns.book import Area
from nap.words import Text

_LIKELY = frozenset({"region-from-title", "swallowed-mark", "unknown-part", "read-as-likely"})
"""What was noticed of something that was taken as likely: a block that is no more than that says why."""
_JOINING = frozenset({TOTAL, MEASURE, UNKNOWN, TIME})
"""Rows that go with whatever stands beside them."""


@dataclass
class _Part:
    """The figures of one block."""

    found: list[Found] = field(default_factory=list)


def blocks_of(whole: Reckoned, first: int, title: Text) -> list[Block]:
    """The blocks of one section, numbered from `first`; `title` is that of the sheet."""
    divisions = _divisions(whole)
    twice = _said_twice(whole.found)
    parts: dict[tuple[object, ...], _Part] = {}
    for found in whole.found:
        key = divisions[found.entry.row], found.head.measured
        parts.setdefault(key, _Part()).found.append(found)
    return [_Assembling(whole, part.found, title, twice).block(number) for number, part in enumerate(parts.values(), start=first)]


def _divisions(whole: Reckoned) -> dict[int, int]:
    """By row, the number of the division it belongs to: one measure under one heading, by one kind of part."""
    numbers: dict[int, int] = {}
    states: dict[object, tuple[int, str]] = {}
    count = 0
    for entry in whole.outline.entries:
        own = "" if entry.sort in _JOINING else entry.sort.partition(":")[0] if entry.sort.startswith(PLACE) else entry.sort
        base = entry.measure and entry.measure.key, entry.by and entry.by.row, _unit_key(whole, entry)
        number, sort = states.get(base, (0, ""))
        if not number or (own and sort and own != sort):
            count += 1
            number, sort = count, ""
        states[base] = number, own or sort
        numbers[entry.row] = number
    return numbers


def _unit_key(whole: Reckoned, entry: Entry) -> tuple[str, ...]:
    return tuple(unit_of_row(whole, entry).values())


def unit_of_row(whole: Reckoned, entry: Entry) -> Text:
    """The unit that stands in the row, or in a row of its own above."""
    spots = (whole.grid.shown(entry.row, column) for column in whole.columns.of(Use.UNIT))
    labels = [whole.grid.label(spot) for spot in spots if spot is not None]
    return {label.lang or "": label.text.strip("() ") for label in labels} or (
        {lang: text.strip("() ") for lang, text in entry.unit.labels.items()} if entry.unit else {}
    )


def _said_twice(found: Sequence[Found]) -> set[tuple[int, int]]:
    """Cells that are the same figure of the same measure, and differ."""
    seen: dict[tuple[object, ...], Found] = {}
    twice: set[tuple[int, int]] = set()
    for each in found:
        given, meaning = each.given, each.meaning
        if given.region is None or given.period is None:
            continue
        measure = each.entry.measure.key if each.entry.measure else ""
        under = each.entry.by.row if each.entry.by and meaning.unknown_part else 0
        unit = tuple(each.entry.unit.labels.values()) if each.entry.unit else ()
        key = measure, under, each.head.measured, given.region, given.breakdown, meaning.unknown_part, given.period, unit
        first = seen.setdefault(key, each)
        if first is not each and (first.given.value, first.given.state) != (given.value, given.state):
            twice |= {(given.row, given.column), (first.given.row, first.given.column)}
    return twice


class _Assembling:
    def __init__(self, whole: Reckoned, found: list[Found], title: Text, twice: set[tuple[int, int]]) -> None:
        self._whole = whole
        self._found = found
        self._sheet_title = title
        self._twice = twice

    def block(self, number: int) -> Block:
        entries = {each.entry.row: each.entry for each in self._found}
        remarks = self._remarks()
        heading = self._heading(list(entries.values()))
        asked = any(remark.asks for remark in remarks)
        likely = any(remark.code in _LIKELY for remark in remarks)
        return Block(
            number,
            self._whole.grid.sheet.name,
            self._area(entries.values()),
            self._title(),
            heading,
            self._unit(),
            self._orientation(),
            (*self._rows(entries.values()), *self._columns()),
            tuple(each.given for each in self._found),
            Sure.ASKED if asked else Sure.LIKELY if likely else Sure.CERTAIN,
            remarks,
        )

    def _remarks(self) -> tuple[Remark, ...]:
        notices: dict[tuple[object, ...], list[Notice]] = {}
        for each in self._found:
            for notice in (*each.notices, *self._of_twice(each)):
                together = notice.found if notice.code in ("ambiguous-region", "contradiction") else ""
                notices.setdefault((notice.code, notice.asks, together, notice.facts), []).append(notice)
        return tuple(self._remark(group) for group in notices.values())

    def _of_twice(self, each: Found) -> tuple[Notice, ...]:
        at = each.given.row, each.given.column
        return (Notice("said-twice", True, (each.given.cell,), each.given.typed),) if at in self._twice else ()

    def _remark(self, notices: Sequence[Notice]) -> Remark:
        cells = tuple(dict.fromkeys(cell for notice in notices for cell in notice.cells))
        found = ", ".join(list(dict.fromkeys(notice.found for notice in notices if notice.found))[:_MOST_FOUND]) or None
        return Remark(notices[0].code, notices[0].asks, self._whole.grid.sheet.name, cells, found, notices[0].facts)

    def _heading(self, entries: Sequence[Entry]) -> Text:
        by = entries[0].by
        return by.said.labels if by else {}

    def _title(self) -> Text:
        first = self._found[0]
        row = first.entry.measure.said.labels if first.entry.measure else {}
        column = first.head.measure
        if row and column and self._has_several_measures():
            return {lang: ", ".join(filter(None, (row.get(lang, ""), column.get(lang, "")))) for lang in {**row, **column}}
        return row or column or self._whole.caption.title or self._sheet_title

    def _has_several_measures(self) -> bool:
        return len({head.measured for head in self._whole.heads.values()}) > 1

    def _unit(self) -> Text:
        first = self._found[0]
        of_column = {lang: text.strip("() ") for lang, text in first.head.unit.items()}
        return of_column or unit_of_row(self._whole, first.entry) or self._whole.caption.unit

    def _orientation(self) -> str:
        dated = [each.dated for each in self._found]
        if "column" in dated:
            return "periods-in-columns"
        return "periods-in-rows" if "row" in dated else "one-period"

    def _area(self, entries: Iterable[Entry]) -> Area:
        rows = [entry.row for entry in entries]
        entry = next(iter(entries))
        top = min(rows)
        above = [heading.row for heading in entry.headings]
        top = min([top, *(above[-1:] if above and above[-1] < top else [])])
        columns = [*self._whole.columns.labels, *(each.given.column for each in self._found)]
        return top, min(columns), max(rows), max(each.given.column for each in self._found)

    def _rows(self, entries: Iterable[Entry]) -> list[Line]:
        return [
            Line(
                Axis.ROW,
                entry.row,
                _role(entry.said),
                entry.said.labels,
                entry.said.meaning,
                _under(entry),
                entry.said.candidates,
            )
            for entry in entries
        ]

    def _columns(self) -> list[Line]:
        heads = {each.head.column: each.head for each in self._found}
        return [
            Line(Axis.COLUMN, column, _role(head.said), head.said.labels, head.meaning, {}, head.said.candidates)
            for column, head in sorted(heads.items())
        ]


_MOST_FOUND = 5


def _role(said: Said) -> Role:
    if said.meaning.unknown_part:
        return Role.PART
    return said.role if said.role in (Role.REGION, Role.PART, Role.TOTAL, Role.PERIOD, Role.MEASURE) else Role.UNKNOWN


def _under(entry: Entry) -> Text:
    if entry.parents:
        return entry.parents[-1].said.labels
    return entry.headings[-1].said.labels if entry.headings else {}
