"""What stands above a table and behind it: its title, its unit, the period and place the title names, its footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from nap.facts import Period
from nap.foreign.grid import Grid, Kind, Named, Spot
from nap.foreign.meanings import Said, merged, said_by
from nap.foreign.model import Label, Meaning, Role
from nap.foreign.sections import Section
from nap.foreign.times_said import periods_in
from nap.words import Text


@dataclass
class Caption:
    """What the rows above a section say. `roles`: of each of their cells."""

    title: Text = field(default_factory=dict)
    unit: Text = field(default_factory=dict)
    meaning: Meaning = field(default_factory=Meaning)
    about: tuple[str, ...] = ()
    counts: bool = False
    """The title says in so many words what is counted."""
    periods: tuple[Period | None, ...] = ()
    """Periods the title names, None for a time that is none; one is that of all figures that name none."""
    roles: dict[tuple[int, int], Role] = field(default_factory=dict)


def caption_of(section: Section) -> Caption:
    """Reads the rows above a section, and those it shares with others."""
    caption = Caption()
    rows = [(section.grid, row) for row in section.titles]
    lines = [(row, _said(grid, row), grid.rows_said.get(row, "")) for grid, row in rows]
    shared = [(row, _said(grid, row), grid.rows_said.get(row, "")) for grid, row in section.shared]
    for _, said, take in lines:
        _note_roles(caption, said, take)
    caption.title = _title(lines) or _title(shared)
    caption.counts = any(said.counts for _, said, _ in (*lines, *shared))
    caption.unit = _unit(lines) or _unit(shared)
    whole, _ = merged(said.meaning for _, said, _ in (*lines, *shared) if said.role in (Role.REGION, Role.PART, Role.PERIOD))
    caption.meaning = whole
    caption.about = tuple(dict.fromkeys(place for _, said, _ in (*lines, *shared) for place in said.about))
    caption.periods = _periods(lines) or _periods(shared) or periods_in((section.grid.sheet.name,))
    return caption


Line = tuple[int, Said, str]


def _said(grid: Grid, row: int) -> Said:
    return said_by([(spot, grid.named(spot)) for spot in grid.rows[row] if spot.kind is Kind.WORD or grid.named(spot).timed])


def _note_roles(caption: Caption, said: Said, take: str) -> None:
    role = {"title": Role.TITLE, "unit": Role.UNIT, "footnote": Role.FOOTNOTE}.get(take) or said.role
    role = role if role in (Role.UNIT, Role.FOOTNOTE) else Role.TITLE
    caption.roles.update((spot.at, role) for spot in said.spots)


def _title(lines: Sequence[Line]) -> Text:
    """The line a person pointed to, else the first that says what is counted, else the first with words of its own."""
    wanted = [said for _, said, take in lines if take == "title"]
    counting = [said for _, said, take in lines if not take and said.counts]
    others = [said for _, said, take in lines if not take and said.role in (Role.MEASURE, Role.HEADING, Role.UNKNOWN)]
    for found in (wanted, counting, others):
        if found:
            return found[0].labels
    return {}


def _unit(lines: Sequence[Line]) -> Text:
    return next((_words(said) for _, said, take in reversed(lines) if take == "unit" or said.role is Role.UNIT), {})


def _words(said: Said) -> Text:
    return {lang: text.strip().strip("()").strip() for lang, text in (said.unit or said.labels).items()}


def _periods(lines: Sequence[Line]) -> tuple[Period | None, ...]:
    texts = [spot.cell.text for _, said, _ in lines for spot in said.spots]
    return periods_in(texts)


def footnotes_of(section: Section) -> tuple[tuple[Text, ...], dict[tuple[int, int], Role]]:
    """The words behind the last figures, row by row."""
    notes: list[Text] = []
    roles: dict[tuple[int, int], Role] = {}
    for row in section.tail:
        spots = [spot for spot in section.grid.rows[row] if spot.kind is Kind.WORD]
        if spots:
            notes.append(dict(_by_language(section.grid, spots)))
        roles.update((spot.at, Role.FOOTNOTE) for spot in section.grid.rows[row])
    return tuple(notes), roles


def _by_language(grid: Grid, spots: Sequence[Spot]) -> Iterable[tuple[str, str]]:
    for spot in spots:
        label: Label = grid.label(spot)
        yield label.lang or "", label.text or spot.cell.text.strip()


__all__ = ["Caption", "Named", "caption_of", "footnotes_of"]
