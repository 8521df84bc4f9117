"""Figures of one section: what rows, columns and title say together of each cell enters; a `Given` leaves, or a question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from nap.facts import Fact, Period
from nap.foreign.captions import Caption, caption_of
from nap.foreign.columns import Columns, columns_of
from nap.foreign.grid import Grid, Spot
from nap.foreign.heads import Head, continues, heads_of
from nap.foreign.meanings import Said, beneath, breakdown_text, merged, with_year
from nap.foreign.model import Given, Meaning, Sure
from nap.foreign.nesting import PLACE
from nap.foreign.outline import Entry, Outline
from nap.foreign.sections import Section
from nap.foreign.values import Reading, decimal_sign, read_value
from nap.returns.book import address


class Notice(NamedTuple):
    """One thing noticed of a figure: remarks of one code are told together."""

    code: str
    asks: bool
    cells: tuple[str, ...]
    found: str = ""
    facts: tuple[tuple[str, Fact], ...] = ()


@dataclass
class Found:
    """One figure with the lines it stands in, and what was noticed of it."""

    given: Given
    entry: Entry
    head: Head
    meaning: Meaning
    notices: tuple[Notice, ...] = ()
    dated: str = ""
    """Where its period stands: `column`, `row` or `title`; empty where nowhere."""


@dataclass
class Reckoned:
    """One section, understood."""

    section: Section
    columns: Columns
    outline: Outline
    heads: dict[int, Head]
    caption: Caption
    found: list[Found] = field(default_factory=list)

    @property
    def grid(self) -> Grid:
        """The window of the section."""
        return self.section.grid


def reckoned(section: Section) -> Reckoned:
    """Everything a section says."""
    columns = columns_of(section)
    caption = caption_of(section)
    outline = Outline(columns, caption.counts).read()
    whole = Reckoned(section, columns, outline, heads_of(columns, caption.counts), caption)
    whole.found = list(_Reckoning(whole).figures())
    return whole


class _Reckoning:
    def __init__(self, whole: Reckoned) -> None:
        self._whole = whole
        self._grid = whole.grid
        self._signs: dict[int, str] = {}
        self._lone = _lone_years(whole.outline.entries)

    @cached_property
    def _title_period(self) -> Period | None:
        caption = self._whole.caption
        return caption.meaning.period or (caption.periods[0] if len(caption.periods) == 1 else None)

    @cached_property
    def _title_meaning(self) -> Meaning:
        return replace(self._whole.caption.meaning, period=None)

    @cached_property
    def _title(self) -> str:
        return next(iter(self._whole.caption.title.values()), "")

    @cached_property
    def _dated(self) -> bool:
        """True if any line names its period."""
        rows = any(entry.meaning.period for entry in self._whole.outline.entries)
        return rows or any(head.meaning.period for head in self._whole.heads.values())

    def figures(self) -> Iterator[Found]:
        """Row by row."""
        shown = [(column, head) for column, head in self._whole.heads.items() if not head.left_out]
        of_columns = {column: (_figure_of(head.meaning), tuple(self._of_column(head))) for column, head in shown}
        for entry in self._whole.outline.entries:
            row, of_row = _figure_of(entry.meaning), tuple(self._of_row(entry))
            for number, head in shown:
                spot = self._grid.spots.get((entry.row, number))
                if spot is not None:
                    column, of_column = of_columns[number]
                    yield self._figure(spot, entry, head, merged((row, column)), (*of_row, *of_column))

    def _of_row(self, entry: Entry) -> Iterator[Notice]:
        said, cells = entry.said, _cells(entry.said)
        measured = entry.measure is not None and entry.measure.row == entry.row
        if not said.spots and not measured and (self._whole.columns.labels or len(self._whole.outline.entries) > 1):
            yield Notice("row-without-label", True, (str(entry.row),))
        if said.meaning.unknown_part:
            yield Notice("unknown-part", False, cells, said.text)
        else:
            yield from _read_as_likely(said)
        if entry.item.doubt:
            yield Notice("belongs-to-which", True, cells, said.text)
        if entry.row in self._whole.section.unsure:
            yield Notice("header-or-figures", True, cells, said.text)
        if entry.row in self._lone:
            yield Notice("lone-year" if self._lone[entry.row] else "swallowed-mark", self._lone[entry.row], cells, _typed(said))
        if said.clash:
            yield Notice("contradiction", True, cells, said.text)

    def _of_column(self, head: Head) -> Iterator[Notice]:
        said, cells = head.said, _cells(head.said) or (self._first_cell(head.column),)
        yield from _read_as_likely(said)
        if head.doubt:
            yield Notice(head.doubt, True, cells, _typed(said))
        elif not said.spots and len(self._whole.columns.values) > 1:
            yield Notice("column-without-header", True, cells)
        if head.swallowed:
            yield Notice("swallowed-mark", False, cells, _typed(said))
        if said.clash:
            yield Notice("contradiction", True, cells, said.text)
        if said.unclear and not head.doubt:
            yield Notice("date-header", True, cells, _typed(said))

    def _first_cell(self, column: int) -> str:
        return address(next(spot.row for spot in self._grid.columns[column]), column)

    def _figure(self, spot: Spot, entry: Entry, head: Head, said: tuple[Meaning, bool], notices: tuple[Notice, ...]) -> Found:
        meaning, clash = said
        if clash:
            notices = (*notices, Notice("contradiction", True, (address(*spot.at),), f"{entry.said.text} / {head.said.text}"))
        asked = {notice.code for notice in notices if notice.asks}
        meaning = beneath(self._title_meaning, meaning)
        period, dated, about_period = self._period(entry, head, meaning, asked)
        region, about_region = self._region(entry, head, meaning)
        reading = self._read(spot)
        unread = (Notice("not-read", True, (address(*spot.at),), spot.cell.text),) if reading.problem else ()
        unknown = asked & {"contradiction", "row-without-label"}
        given = Given(
            spot.row,
            spot.column,
            entry.said.labels,
            None if unknown else region,
            None if unknown or self._part_in_doubt(entry, head) else breakdown_text(meaning),
            None if "contradiction" in asked else period,
            reading.value,
            reading.state,
            reading.quality or entry.said.quality or head.said.quality,
            spot.cell.text,
            reading.problem,
            reading.mark,
            tuple(dict.fromkeys((*reading.notes, *entry.said.notes, *head.said.notes))),
        )
        return Found(given, entry, head, meaning, (*notices, *about_period, *about_region, *unread), dated)

    def _part_in_doubt(self, entry: Entry, head: Head) -> bool:
        """Places in doubt are so about the part they are of; parts, about their place."""
        return any(item.doubt and item.sort == PLACE for item in (entry.item, head.item))

    def _read(self, spot: Spot) -> Reading:
        """A figure as its column writes decimals."""
        if spot.reading.problem != "ambiguous":
            return spot.reading
        if spot.column not in self._signs:
            self._signs[spot.column] = decimal_sign(each.cell.text for each in self._grid.columns[spot.column])
        return read_value(spot.cell, self._signs[spot.column])

    def _period(
        self, entry: Entry, head: Head, meaning: Meaning, asked: set[str]
    ) -> tuple[Period | None, str, tuple[Notice, ...]]:
        if entry.said.unclear or head.said.unclear:
            rows = (Notice("no-period", True, _cells(entry.said), _typed(entry.said)),) if entry.said.unclear else ()
            return None, "", rows
        within = head.said.within or next((said.within for said in _upwards(entry) if said.within), "")
        if meaning.period is not None and not (self._lone.get(entry.row) and not head.meaning.period):
            dated = "column" if head.meaning.period else "row" if self._by_row(entry) else "title"
            return with_year(meaning.period, within), dated, ()
        if self._title_period is not None and (within or not self._dated):
            return with_year(self._title_period, within), "column" if head.said.within else "row" if within else "title", ()
        if asked & {"lone-year", "date-header", "column-without-header", "column-without-period"}:
            return None, "", ()
        return None, "", (Notice("no-period", True, (address(entry.row, head.column),)),)

    def _by_row(self, entry: Entry) -> bool:
        return entry.said.meaning.period is not None

    def _region(self, entry: Entry, head: Head, meaning: Meaning) -> tuple[str | None, tuple[Notice, ...]]:
        placed = next((said for said in (*_upwards(entry), head.said) if said.names_place), None)
        if placed is not None and placed.candidates:
            places = "|".join(placed.candidates)
            return None, (Notice("ambiguous-region", True, _cells(placed), placed.text, (("places", places),)),)
        if meaning.region is not None:
            return meaning.region, ()
        if any(item.doubt and item.sort != PLACE for item in (entry.item, head.item)):
            return None, ()
        country = self._grid.tongue.regions.country.code
        about = [place for place in self._whole.caption.about if place != country]
        if len(about) == 1:
            return about[0], (Notice("region-from-title", False, (), self._title, (("region", about[0]),)),)
        total = entry.said.meaning.total or head.said.meaning.total
        return country, () if total else (Notice("country-assumed", False, (), "", (("region", country),)),)


def _figure_of(line: Meaning) -> Meaning:
    """What a line says of its figures: that it is the total is said of the line alone."""
    return replace(line, total=False)


def _upwards(entry: Entry) -> Iterator[Said]:
    """What is said of a row, from itself outwards."""
    yield entry.said
    yield from (parent.said for parent in reversed(entry.parents))
    yield from (heading.said for heading in reversed(entry.headings))


def _cells(said: Said) -> tuple[str, ...]:
    return tuple(address(*spot.at) for spot in said.spots)


def _typed(said: Said) -> str:
    return ", ".join(dict.fromkeys(spot.cell.text.strip() for spot in said.spots))


def _read_as_likely(said: Said) -> Iterator[Notice]:
    if said.sure is not Sure.CERTAIN and not said.vague:
        yield Notice("read-as-likely", False, _cells(said), said.text)


def _lone_years(entries: Sequence[Entry]) -> dict[int, bool]:
    """Rows whose year took a footnote mark along, and whether it stands alone: no row beside it is the year before or after."""
    years = [(entry, entry.said.meaning.period) for entry in entries if entry.said.meaning.period is not None]
    found = {}
    for place, (entry, period) in enumerate(years):
        if period is None or not _has_swallowed(entry.said.spots):
            continue
        before = [each.year for _, each in years[:place] if each]
        after = [each.year for _, each in years[place + 1 :] if each]
        found[entry.row] = not (continues(period.year, before, True) or continues(period.year, after, False))
    return found


def _has_swallowed(spots: Iterable[Spot]) -> bool:
    texts = (spot.cell.text.strip() for spot in spots)
    return any(len(text) == 5 and text.isdecimal() and text[:2] in ("19", "20") for text in texts)
