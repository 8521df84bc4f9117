"""The rows of a section in their order: which say what, beneath which heading and row. Rows of words speak of those below.

Rows under the same headings are nested once all of them are known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from nap.foreign.columns import Columns
from nap.foreign.grid import Kind, Named, Spot
from nap.foreign.hinted import overruled
from nap.foreign.labels_words import phrases_at, tokens
from nap.foreign.meanings import Said, beneath, said_by
from nap.foreign.model import Meaning, Role
from nap.foreign.names import as_parts, names_of
from nap.foreign.nesting import MEASURE, TIME, TOTAL, UNKNOWN, Item, Scope, adds_up, nest
from nap.foreign.scene import Heading, Scene
from nap.foreign.sorting import key_of, sort_of
from nap.returns.choices import fold

_OF = frozenset({"of"})


@dataclass
class Entry:
    """One row of figures."""

    row: int
    said: Said
    headings: tuple[Heading, ...] = ()
    measure: Heading | None = None
    """What is counted: the nearest row above that says so, or this one."""
    item: Item = field(default_factory=lambda: Item(0, "", ""))
    parents: tuple[Entry, ...] = ()
    """Rows of figures it stands beneath, the outermost first."""
    unit: Said | None = None
    listed: bool = False
    """It stands in a list of categories nobody declared."""

    @property
    def by(self) -> Heading | None:
        """The heading that says by what it is broken down."""
        return next((each for each in reversed(self.headings) if each.kind in ("by", "measure")), None)

    @property
    def sort(self) -> str:
        """By what it is broken down: the sort of the outermost line it stands beneath."""
        held = next((each.kind for each in self.headings if each.kind in ("place", "part")), "")
        return held or self.item.root.sort

    @property
    def above(self) -> Meaning:
        """What headings and parents say of it."""
        whole = Meaning()
        for said in (*(each.said for each in self.headings), *(each.said for each in self.parents)):
            whole = beneath(whole, replace(said.meaning, total=False))
        return whole

    @cached_property
    def meaning(self) -> Meaning:
        """What the row says with everything above it; asked for once the section has been read."""
        return beneath(self.above, self.said.meaning)


class Outline:
    """Reads the rows of one section. `entries`: rows of figures; `roles`: what each row of words is for."""

    def __init__(self, columns: Columns, titled: bool = False) -> None:
        self._columns = columns
        self._titled = titled
        self._grid = columns.grid
        self._names = names_of(columns)
        self._langs = columns.languages
        self._scene = Scene([self._heading(row) for row in self._rows_of_words()])
        self._measure: Heading | None = None
        self._unit: Said | None = None
        self._scope: list[Entry] = []
        self._of: Entry | None = None
        self._of_parents: dict[int, Item] = {}
        self._last: dict[int, Spot] = {}
        self.entries: list[Entry] = []
        self.roles: dict[int, tuple[Role, Said]] = {}

    def read(self) -> Outline:
        """All rows."""
        words = set(self._rows_of_words())
        for row in self._columns.section.body:
            if row in words:
                self._words(row)
            else:
                self._figures(row)
        self._end_scope()
        return self

    def _rows_of_words(self) -> list[int]:
        section = self._columns.section
        return [row for row in section.body if row not in section.data or self._is_marked_heading(row)]

    def _heading(self, row: int) -> Heading:
        spots = [spot for spot in self._grid.rows[row] if spot.kind is Kind.WORD or self._grid.named(spot).timed]
        said = overruled(said_by([(spot, self._grid.named(spot)) for spot in spots], self._langs), self._grid, row)
        return Heading(row, said, _kind(said), _speaks_of(said))

    def _is_marked_heading(self, row: int) -> bool:
        """A heading with signs for no figure beside it: nobody counted anything there."""
        figures = [self._grid.spots.get((row, column)) for column in self._columns.values]
        marked = all(spot is None or spot.reading.state for spot in figures)
        named = [(spot, self._grid.named(spot)) for spot in self._grid.rows[row] if spot.column in self._columns.labels]
        return marked and said_by(named).role is Role.HEADING

    def _words(self, row: int) -> None:
        heading = self._heading(row)
        take = self._grid.rows_said.get(row, "")
        role = {"footnote": Role.FOOTNOTE, "unit": Role.UNIT, "title": Role.TITLE}.get(take, heading.said.role)
        if role is Role.UNIT:
            self._unit = heading.said
        if role in (Role.UNIT, Role.FOOTNOTE):
            self.roles[row] = role, heading.said
            return
        self.roles[row] = Role.HEADING, heading.said
        if heading.of:
            self._begin_of()
        else:
            self._head(heading)

    def _head(self, heading: Heading) -> None:
        self._end_scope()
        self._scene.take(heading)
        self._of = None
        if heading.kind == "measure" or heading.said.counts:
            self._measure = heading

    def _begin_of(self) -> None:
        """`Including:` speaks of the row of figures before it, or of what the last one spoke of."""
        last = self._scope[-1] if self._scope else None
        if last is not None and not (self._of is not None and last.item.index in self._of_parents):
            self._of = last

    def _figures(self, row: int) -> None:
        pairs = self._pairs(row)
        measures = [pair for pair in pairs if pair[0].column in self._names.measures]
        rest = as_parts(self._innermost([pair for pair in pairs if pair not in measures]), self._names)
        said = overruled(said_by(rest, self._langs), self._grid, row)
        entry = Entry(row, said, unit=self._unit, listed=not self._counts(row, said))
        sort = sort_of(said)
        if sort == MEASURE and not entry.listed:
            self._end_scope()
            self._scene.measure(Heading(row, said, "measure"))
        entry.item = Item(row, sort, key_of(said), said.indent, _speaks_of(said))
        entry.headings, entry.measure = tuple(self._scene.stack), self._measure
        if measures:
            entry.measure = Heading(row, said_by(measures, self._langs), "measure")
        self._note_of(entry)
        self._scope.append(entry)
        self._scene.figures()

    def _note_of(self, entry: Entry) -> None:
        if self._of is None:
            return
        if entry.item.sort in (self._of.item.sort, MEASURE):
            self._of = None
        else:
            self._of_parents[entry.row] = self._of.item

    def _counts(self, row: int, said: Said) -> bool:
        """True for a measure of its own. In a list of a kind nobody declared, `average` may be one of them: it needs a gap."""
        return said.counts and (not self._scene.in_list or row - 1 not in self._grid.rows)

    def _pairs(self, row: int) -> list[tuple[Spot, Named]]:
        found = []
        for column in self._columns.labels:
            spot = self._grid.shown(row, column)
            if spot is None and column in self._names.filled:
                spot = self._last.get(column)
            if spot is not None:
                self._last[column] = spot
                found.append((spot, self._grid.named(spot, self._scene.by or self._names.by[column])))
        return found

    def _innermost(self, pairs: list[tuple[Spot, Named]]) -> list[tuple[Spot, Named]]:
        """An oblast in a column beside its districts says where they are; the row is of the district."""
        places = [self._grid.tongue.regions.get(named.label.meaning.region or "") for _, named in pairs]
        around = {place.parent for place in places if place is not None}
        return [pair for pair, place in zip(pairs, places, strict=True) if place is None or place.code not in around]

    def _end_scope(self) -> None:
        """Rows under the same headings are complete: which stand beneath which?"""
        entries, self._scope = self._scope, []
        country = self._grid.tongue.regions.country.code
        listed = self._titled or "region" in self._names.by.values()
        parts = _parted(entries, country, in_list=bool(self._scene.stack), listed=listed)
        for part in parts:
            self._nest(part)
        measured = [part[0].measure for part in parts if part[0].item.sort == MEASURE]
        if measured:
            self._measure = measured[0] if len(measured) == 1 else None
        self.entries += entries
        self._of_parents = {}

    def _nest(self, entries: list[Entry]) -> None:
        country = self._grid.tongue.regions.country.code
        for entry in entries:
            entry.item.whole = entry.said.meaning.region == country
        nest(Scope([entry.item for entry in entries], self._of_parents), self._adds)
        by_row = {entry.row: entry for entry in entries}
        for entry in entries:
            entry.parents = tuple(by_row[item.index] for item in _chain(entry.item) if item.index in by_row)
        if entries[0].item.sort == MEASURE:
            own = Heading(entries[0].row, entries[0].said, "measure")
            for entry in entries:
                entry.measure = own

    def _adds(self, whole: Item, parts: Iterable[Item]) -> bool:
        number, rows = self._grid.value, [item.index for item in parts]
        return adds_up((number(whole.index, column), [number(row, column) for row in rows]) for column in self._columns.values)


def _chain(item: Item) -> list[Item]:
    found: list[Item] = []
    while item.parent is not None:
        item = item.parent
        found.insert(0, item)
    return found


def _kind(said: Said) -> str:
    if (said.meaning.period is not None or said.within) and said.role is not Role.MEASURE:
        return "period"
    if said.names_place or said.meaning.total:
        return "place"
    if said.names_part:
        return "part"
    return "by" if said.by or (not said.counts and said.role is not Role.MEASURE) else "measure"


def _speaks_of(said: Said) -> bool:
    """True for `including`, `of which women`."""
    return any(next(phrases_at(tokens(text), 0, _OF), None) for text in said.labels.values() if tokens(text))


def _parted(entries: list[Entry], country: str, in_list: bool, listed: bool) -> list[list[Entry]]:
    """Rows under the same headings, parted where another measure begins; names nobody knows become measures or parts.

    `listed`: the title says what is counted, or the header that these are places, so several such names are categories.
    """
    vague = [entry for entry in entries if entry.item.sort == MEASURE and not (entry.said.counts and not entry.listed)]
    for entry in [entry for entry in vague if not any(letter.isalpha() for letter in entry.said.text) and entry.said.spots]:
        _make_part(entry)
        vague.remove(entry)
    several = listed and len(vague) > 1
    if vague and (in_list or several or _among_others(entries, vague)):
        first = in_list or several or entries[0] not in vague or _ends_in_total(entries, vague) or _has_whole(entries, country)
        for entry in vague[0 if first else 1 :]:
            _make_part(entry)
    parts: list[list[Entry]] = []
    for entry in entries:
        if entry.item.sort == MEASURE or not parts:
            parts.append([])
        parts[-1].append(entry)
    return parts


def _among_others(entries: list[Entry], vague: list[Entry]) -> bool:
    """True if names nobody knows stand among places or parts, and are not each followed by the same ones."""
    if all(entry.item.sort in (MEASURE, TIME) for entry in entries):
        return False
    measures = [entry for entry in entries if entry.item.sort == MEASURE]
    followers = []
    for entry, after in zip(entries, [*entries[1:], None], strict=True):
        if entry in measures:
            followers.append(after.item.key if after is not None and after not in vague else "")
    return entries[0] not in measures or len(set(followers)) > 1 or len(measures) == 1 or not followers[0]


def _ends_in_total(entries: list[Entry], vague: list[Entry]) -> bool:
    """Names nobody knows and their total, which comes last."""
    return entries[0] in vague and entries[-1].item.sort == TOTAL and len(entries) - len(vague) == 1 < len(vague)


def _has_whole(entries: list[Entry], country: str) -> bool:
    """The country has a row of its own: a name nobody knows above it is another country, not the whole."""
    return any(entry.said.meaning.region == country for entry in entries)


def _make_part(entry: Entry) -> None:
    meaning = replace(entry.said.meaning, unknown_part=fold(entry.said.text) or "?")
    entry.said = replace(entry.said, meaning=meaning)
    entry.item.sort, entry.item.key = UNKNOWN, key_of(entry.said)
