"""What is otherwise in a block than when it was mapped: a match enters, remarks leave. New periods are no change."""

from __future__ import annotations

from collections.abc import Iterator

from nap.facts import Fact
from nap.foreign.mapping import same_words, shapes
from nap.foreign.matching import Agree, Match, agree, named_lines
from nap.foreign.model import Axis, Line, Remark, Role
from nap.returns.book import Area, address, area
from nap.returns.choices import fold
from nap.words import Text

_KNOWN = frozenset({Role.REGION, Role.PART, Role.TOTAL})


def changes(match: Match, *, goes_on: bool = False) -> list[Remark]:
    """Everything that changed, gravest first: those that ask may make a figure wrong. `goes_on`: it stands in several places."""
    found = [*_words(match), *_lines(match), *([] if goes_on else _place(match))]
    return sorted(found, key=lambda remark: not remark.asks)


def _words(match: Match) -> Iterator[Remark]:
    table, block = match.table, match.block
    if match.title is not Agree.SAME:
        yield _remark(match, "title-changed", match.title < Agree.SPELT, _any(block.title), before=_any(table.title))
    if match.heading is not Agree.SAME:
        yield _remark(match, "heading-changed", False, _any(block.heading), before=_any(table.heading))
    if bool(table.unit) != bool(block.unit) or (table.unit and not same_words(table.unit, block.unit)):
        asks = agree(table.unit, block.unit) < Agree.SPELT
        yield _remark(match, "unit-changed", asks, _any(block.unit), before=_any(table.unit))

    if match.by_lines:
        yield _remark(match, "found-by-lines", not match.as_it_was)


def _lines(match: Match) -> Iterator[Remark]:
    seen, there = match.table.seen.lines, named_lines(match.block)
    if not seen:
        return
    new = [line for line in there if not any(shapes(line.labels) & shapes(each) for each in seen)]
    gone = [each for each in seen if not any(shapes(line.labels) & shapes(each) for line in there)]
    for each in gone:
        renamed = next((line for line in new if agree(each, line.labels) is Agree.SPELT), None)
        if renamed is None:
            yield _remark(match, "line-gone", False, _any(each))
        else:
            new = [line for line in new if shapes(line.labels) != shapes(renamed.labels)]
            yield _line(match, "line-renamed", _is_chosen(match, each), renamed, before=_any(each))
    told: set[frozenset[str]] = set()
    for line in new:
        if shapes(line.labels) not in told:
            yield _line(match, "line-new", not _is_known(match, line), line)
        told.add(shapes(line.labels))
    if _order(seen, there) != sorted(_order(seen, there)):
        yield _remark(match, "lines-moved", False)


def _order(seen: tuple[Text, ...], there: list[Line]) -> list[int]:
    """Where the lines of now stood then, each label once."""
    then = list(map(shapes, seen))
    found = []
    for now in dict.fromkeys(shapes(line.labels) for line in there):
        same = [number for number, each in enumerate(then) if each == now]
        found += (same or [number for number, each in enumerate(then) if each & now])[:1]
    return list(dict.fromkeys(found))


def _is_chosen(match: Match, label: Text) -> bool:
    """True if the choice speaks of this line by its name, so that a new name loses it."""
    choice, names = match.table.choice, {fold(words) for words in label.values()}
    return bool(names & (choice.leave_out | set(choice.parts)))


def _is_known(match: Match, line: Line) -> bool:
    """True if it says what it is, or the choice says it."""
    said = line.meaning
    understood = bool(said.region or said.breakdown or said.total) or line.role in _KNOWN
    return (understood and not said.unknown_part) or _is_chosen(match, line.labels)


def _place(match: Match) -> Iterator[Remark]:
    seen, block = match.table.seen, match.block
    if seen.orientation and seen.orientation != block.orientation:
        yield _remark(match, "block-turned", False, block.orientation, before=seen.orientation)
    elif seen.area and (seen.sheet != block.sheet or area(seen.area)[:2] != block.area[:2]):
        yield _remark(match, "block-moved", False, _shown(block.sheet, block.area), before=_shown(seen.sheet, area(seen.area)))


def _shown(sheet: str, where: Area) -> str:
    return f"{sheet}!{range_of(where)}"


def range_of(where: Area) -> str:
    """The address of a range, `A5:T8`."""
    return f"{address(*where[:2])}:{address(*where[2:])}"


def _line(match: Match, code: str, asks: bool, line: Line, **facts: Fact) -> Remark:
    first = match.block.area
    place = address(line.index, first[1]) if line.axis is Axis.ROW else address(first[0], line.index)
    return _remark(match, code, asks, _any(line.labels), place, **facts)


def _remark(match: Match, code: str, asks: bool, found: str = "", cell: str = "", **facts: Fact) -> Remark:
    about: tuple[tuple[str, Fact], ...]
    about = (("block", match.block.number), ("indicator", match.table.choice.indicator), *facts.items())
    cells = (cell,) if cell else (range_of(match.block.area),)
    return Remark(code, asks, match.block.sheet, cells, found or None, about)


def _any(text: Text) -> str:
    return next(iter(text.values()), "")
