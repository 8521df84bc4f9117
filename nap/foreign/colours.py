"""What each cell of a section was taken for: the section as understood enters, roles by row and column leave."""

from __future__ import annotations

from collections.abc import Iterator

from nap.foreign.captions import footnotes_of
from nap.foreign.columns import Use
from nap.foreign.model import Role
from nap.foreign.reckoning import Reckoned

_NAMES = (Role.REGION, Role.PART, Role.TOTAL, Role.PERIOD, Role.MEASURE)
_BY_USE = {Use.UNIT: Role.UNIT, Use.NUMBERING: Role.IGNORED, Use.CODE: Role.IGNORED, Use.COMMENT: Role.IGNORED}

Coloured = tuple[tuple[int, int], Role]


def roles_of(whole: Reckoned) -> Iterator[Coloured]:
    """The role of every cell of a section; a later one outweighs an earlier one."""
    yield from whole.caption.roles.items()
    yield from footnotes_of(whole.section)[1].items()
    yield from _headers(whole)
    yield from _body(whole)
    yield from _columns(whole)
    yield from _figures(whole)


def _headers(whole: Reckoned) -> Iterator[Coloured]:
    grid = whole.grid
    for row in (*whole.section.headers, *whole.section.repeats):
        for spot in grid.rows[row]:
            named = grid.named(spot)
            role = Role.PERIOD if named.timed else named.label.role
            yield spot.at, role if role in _NAMES[:4] and spot.column in whole.heads else Role.HEADER
    for row in whole.section.numbers:
        yield from ((spot.at, Role.IGNORED) for spot in grid.rows[row])


def _body(whole: Reckoned) -> Iterator[Coloured]:
    for row, (role, _) in whole.outline.roles.items():
        yield from ((spot.at, role) for spot in whole.grid.rows[row])
    for entry in whole.outline.entries:
        role = Role.PART if entry.said.meaning.unknown_part else entry.said.role
        asked = entry.item.doubt or entry.said.candidates or entry.said.clash
        own = Role.UNKNOWN if asked else role if role in _NAMES else Role.LABEL
        for column in whole.columns.labels:
            if (entry.row, column) in whole.grid.spots:
                yield (entry.row, column), own


def _columns(whole: Reckoned) -> Iterator[Coloured]:
    for column, use in whole.columns.uses.items():
        if use in _BY_USE:
            rows = (*whole.section.headers, *whole.section.data)
            yield from (((row, column), _BY_USE[use]) for row in rows if (row, column) in whole.grid.spots)
    for column, head in whole.heads.items():
        if head.left_out:
            yield from ((spot.at, Role.IGNORED) for spot in whole.grid.columns[column] if spot.row not in whole.section.titles)


def _figures(whole: Reckoned) -> Iterator[Coloured]:
    for each in whole.found:
        yield (each.given.row, each.given.column), Role.UNKNOWN if each.given.problem else Role.FIGURE
