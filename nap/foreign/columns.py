"""What the columns of a section are for: names of its rows, figures, numbers of no meaning; and what the header says of each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cached_property

from nap.foreign.grid import Grid, Kind, Named, Spot
from nap.foreign.meanings import Said, said_by
from nap.foreign.model import Role
from nap.foreign.sections import Section

_NUMBERING = re.compile(r"\d{1,4}(?:\.\d{1,3})*[.)]?\Z", re.ASCII)
_NUMBER_SIGN = re.compile(r"[№#]|\b(?:no|nr)\b", re.IGNORECASE)
_LEAST_NUMBERED = 3
_CODE_DIGITS = 4
_TELLING = frozenset({Role.REGION, Role.PART, Role.TOTAL, Role.PERIOD})


class Use(Enum):
    """What a column is for."""

    LABEL = auto()
    VALUE = auto()
    UNIT = auto()
    NUMBERING = auto()
    CODE = auto()
    COMMENT = auto()
    EMPTY = auto()


@dataclass
class Columns:
    """The columns of one section. `head` says what the header says of a column of figures, storey by storey from the top."""

    section: Section
    uses: dict[int, Use] = field(default_factory=dict)

    @property
    def grid(self) -> Grid:
        """The window of the section."""
        return self.section.grid

    def of(self, *uses: Use) -> list[int]:
        """Columns of these uses from the left."""
        return [column for column, use in self.uses.items() if use in uses]

    @cached_property
    def values(self) -> list[int]:
        """Columns of figures from the left."""
        return self.of(Use.VALUE)

    @cached_property
    def labels(self) -> list[int]:
        """Columns of names from the left."""
        return self.of(Use.LABEL)

    @cached_property
    def languages(self) -> dict[int, str]:
        """Columns of names whose words are mostly of one language, and that language; only where no two share it."""
        found: dict[int, str] = {}
        for column in self.labels:
            spots = (self.grid.spots.get((row, column)) for row in self.section.body)
            langs = Counter(self.grid.label(spot).lang for spot in spots if spot is not None)
            told = {lang: count for lang, count in langs.items() if lang}
            if told:
                found[column] = max(told, key=lambda lang: told[lang])
        return found if len(set(found.values())) == len(found) else {}

    def heads(self, column: int) -> tuple[Spot, ...]:
        """The header cells of a column, from the top; cells that spread over several columns count for each."""
        found = (self._head(place, column) for place in range(len(self.section.headers)))
        return tuple(dict.fromkeys(spot for spot in found if spot is not None))

    def _head(self, place: int, column: int) -> Spot | None:
        row = self.section.headers[place]
        spot = self.grid.shown(row, column)
        if spot is not None or column not in self.values:
            return spot
        return self._from_left(place, column)

    def _from_left(self, place: int, column: int) -> Spot | None:
        """The cell an upper storey wrote over one of its columns alone."""
        return self._spread[place].get(column)

    @cached_property
    def _spread(self) -> list[dict[int, Spot]]:
        """By storey and column, the cell of an upper storey that speaks of the column without standing over it."""
        return [self._storey(place) for place in range(len(self.section.headers))]

    def _storey(self, place: int) -> dict[int, Spot]:
        row, below = self.section.headers[place], self.section.headers[place + 1 :]
        under = [column for column in self.values if any(self.grid.shown(each, column) for each in below)]
        over = {column: self.grid.shown(row, column) for column in under}
        found: dict[int, Spot] = {}
        for run in _unmerged(self.grid, under, over):
            found |= _by_groups(self.grid, run, over, below) or _first_of(run, over)
        return found

    @cached_property
    def said(self) -> dict[int, Said]:
        """What the header says of each column of figures."""
        return {column: said_by([(spot, self.grid.named(spot)) for spot in self.heads(column)]) for column in self.values}


def _unmerged(grid: Grid, under: list[int], over: Mapping[int, Spot | None]) -> list[list[int]]:
    """Runs of columns under cells that are not merged, parted by those that are."""
    runs: list[list[int]] = [[]]
    for column in under:
        spot = over[column]
        if spot is not None and (grid.width(spot) > 1 or spot.column != column):
            runs.append([])
        else:
            runs[-1].append(column)
    return [run for run in runs if any(over[column] for column in run)]


def _by_groups(grid: Grid, run: list[int], over: Mapping[int, Spot | None], below: Sequence[int]) -> dict[int, Spot]:
    """Where the same names come again and again beneath, each group of them has its one cell, be it in the middle."""
    names = [tuple(spot.cell.text.strip().casefold() for each in below if (spot := grid.shown(each, column))) for column in run]
    count = sum(over[column] is not None for column in run)
    size = len(run) // count
    if size < 2 or len(run) % count or any(names[place] != names[place % size] for place in range(len(run))):
        return {}
    groups = [run[start : start + size] for start in range(0, len(run), size)]
    cells = [[spot for column in group if (spot := over[column])] for group in groups]
    if any(len(each) != 1 for each in cells):
        return {}
    return {column: each[0] for group, each in zip(groups, cells, strict=True) for column in group if not over[column]}


def _first_of(run: list[int], over: Mapping[int, Spot | None]) -> dict[int, Spot]:
    """A cell over the first of its columns; nothing where the first column of all has none."""
    found: dict[int, Spot] = {}
    last = over[run[0]]
    for column in run:
        last = over[column] or last
        if last is not None and not over[column] and over[run[0]]:
            found[column] = last
    return found


def columns_of(section: Section) -> Columns:
    """Tells the columns of a section apart."""
    columns = Columns(section)
    sorting = _Sorting(columns)
    columns.uses = {column: Use.EMPTY for column in section.grid.columns}
    columns.uses = sorting.uses()
    return columns


class _Sorting:
    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._section = columns.section
        self._grid = columns.section.grid
        self._body: dict[int, list[Spot]] = {}
        for row in self._section.body:
            for spot in self._grid.rows[row]:
                if row in self._section.data:
                    self._body.setdefault(spot.column, []).append(spot)

    def uses(self) -> dict[int, Use]:
        found = {column: self._said(column) or self._use(column) for column in self._grid.columns}
        self._first_names(found)
        self._words_behind(found)
        return found

    def _said(self, column: int) -> Use | None:
        take = self._grid.columns_said.get(column, "")
        if take in ("label", "unit"):
            return Use.LABEL if take == "label" else Use.UNIT
        return Use.VALUE if take in ("figures", "total") or take.partition(":")[1] else None

    def _use(self, column: int) -> Use:
        spots = self._body.get(column, [])
        words = [spot for spot in spots if spot.kind is Kind.WORD]
        header = self._header(column)
        if not spots:
            return Use.EMPTY
        if self._is_unit(header, words, spots):
            return Use.UNIT
        if self._is_numbering(column, header, spots):
            return Use.NUMBERING
        if self._is_code(header, spots):
            return Use.CODE
        if any(named.label.by == "note" for named in header):
            return Use.COMMENT
        return self._label_or_value(header, words, spots)

    def _label_or_value(self, header: Sequence[Named], words: list[Spot], spots: list[Spot]) -> Use:
        if any(named.timed for named in header):
            return Use.VALUE
        if len(words) == len(spots):
            return Use.LABEL
        if self._are_periods(header, spots):
            return Use.LABEL
        naming = any(named.label.role in (Role.HEADER, Role.HEADING) for named in header)
        first = naming and spots[0].column == min(self._body) and len(self._body) > 1
        return Use.LABEL if 2 * len(words) > len(spots) or (naming and words) or first else Use.VALUE

    def _header(self, column: int) -> list[Named]:
        spots = (self._grid.shown(row, column) for row in self._section.headers)
        return [self._grid.named(spot) for spot in spots if spot is not None]

    def _is_unit(self, header: Sequence[Named], words: list[Spot], spots: list[Spot]) -> bool:
        if any(named.label.by == "unit" for named in header) and words:
            return True
        units = sum(self._grid.role(spot) is Role.UNIT for spot in words)
        return bool(words) and len(words) == len(spots) and 2 * units > len(words)

    def _is_numbering(self, column: int, header: Sequence[Named], spots: list[Spot]) -> bool:
        texts = [spot.cell.text.strip() for spot in spots]
        if any(named.timed for named in header) or not all(_NUMBERING.match(text) for text in texts):
            return False
        if any(_NUMBER_SIGN.search(named.label.text) for named in header):
            return True
        firsts = [int(text.split(".")[0].rstrip(".)")) for text in texts]
        counted = firsts == list(range(1, len(firsts) + 1)) and len(firsts) >= _LEAST_NUMBERED
        return counted and self._before_names(column) and all(self._says_nothing(named) for named in header)

    def _says_nothing(self, named: Named) -> bool:
        return named.label.role in (Role.HEADER, Role.UNKNOWN) or named.label.by == "code"

    def _before_names(self, column: int) -> bool:
        """True if a column of words follows, with nothing but words or numbers of no meaning before it."""
        later = [each for each in self._body if each > column]
        return bool(later) and all(spot.kind is Kind.WORD for spot in self._body[min(later)])

    def _is_code(self, header: Sequence[Named], spots: list[Spot]) -> bool:
        if any(named.label.by == "code" for named in header):
            return True
        if header and not all(self._says_nothing(named) for named in header):
            return False
        texts = [spot.cell.text.strip() for spot in spots if spot.kind is Kind.FIGURE]
        coded = [text for text in texts if text.isdecimal() and len(text) > _CODE_DIGITS]
        return len(coded) == len(spots) >= _LEAST_NUMBERED and self._are_places(coded)

    def _are_places(self, codes: Iterable[str]) -> bool:
        return all(self._grid.tongue.places(code) for code in codes)

    def _are_periods(self, header: Sequence[Named], spots: list[Spot]) -> bool:
        """Years downwards: every cell a period, under a header that says so, or that says nothing."""
        if not all(self._grid.named(spot).timed for spot in spots):
            return False
        if any(named.label.by == "period" for named in header):
            return True
        return not any(self._says_something_else(named) for named in header) and self._others(spots)

    def _says_something_else(self, named: Named) -> bool:
        return named.label.role not in (Role.HEADER, Role.UNKNOWN)

    def _others(self, spots: list[Spot]) -> bool:
        """Figures that are no years stand in the same rows, further right."""
        column, rows = spots[0].column, {spot.row for spot in spots}
        later = (spot for each, found in self._body.items() if each > column for spot in found if spot.row in rows)
        return any(spot.kind is Kind.FIGURE and not self._grid.named(spot).timed for spot in later)

    def _first_names(self, found: dict[int, Use]) -> None:
        """A table without any column of names has them in its first column, if words stand there."""
        if Use.LABEL in found.values():
            return
        first = next((column for column, use in found.items() if use is not Use.EMPTY), None)
        if first is not None and any(spot.kind is Kind.WORD for spot in self._body.get(first, [])):
            found[first] = Use.LABEL

    def _words_behind(self, found: dict[int, Use]) -> None:
        """Words behind the figures are names in another language, or remarks."""
        values = [column for column, use in found.items() if use is Use.VALUE]
        names = [column for column, use in found.items() if use is Use.LABEL and (not values or column < values[0])]
        for column, use in found.items():
            if use is Use.LABEL and values and column > values[0] and names and not self._names_again(column, names):
                found[column] = Use.COMMENT

    def _names_again(self, column: int, names: list[int]) -> bool:
        """True if the words name what the first column names: places, parts, or as many lines in another language."""
        if column in self._grid.columns_said:
            return True
        spots = self._body[column]
        telling = sum(self._grid.role(spot) in _TELLING for spot in spots)
        langs = {self._grid.label(spot).lang for name in names for spot in self._body[name]} - {None}
        own = {self._grid.label(spot).lang for spot in spots} - {None}
        return 2 * telling >= len(spots) or (len(spots) >= len(self._body[names[0]]) and bool(own) and not own & langs)
