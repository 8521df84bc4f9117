"""How one file is laid out: languages and where they stand, titles, units, extra columns, indentation, notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from tests.foreign.layouts.things import Item
from tests.foreign.layouts.words import LANGUAGES

INDENTS = ("", "", "  ", "    ", "        ", "\xa0\xa0\xa0\xa0", "- ", "– ")


@dataclass(frozen=True)
class Manner:
    """Drawn once for a file, so that its tables look alike."""

    languages: tuple[str, ...]
    joined: str
    """All languages in one cell with this between them; empty: a column for each."""
    outside: bool
    """The last language stands to the right of the figures."""
    header_joined: str
    """What stands between the languages in a header cell; empty: one language only."""
    indent: str
    merged_titles: bool
    title_rows: str
    """`cells` (a language above each label column), `rows` (beneath each other), `stacked` (one cell), `one` (the first only)."""
    unit: str
    """`row`, `title`, `right` or nothing."""
    numbers: bool
    codes: bool
    remarks: bool
    changes: bool
    blank_column: bool
    space_above: int
    space_below_title: int
    number_in_title: bool
    headings: str
    """`cells`, `merged` or `first`."""
    storeys_merged: bool
    storeys_repeated: bool
    hides: bool
    blank_between: bool
    source: bool
    office: bool
    """A line above the title that says whose table it is."""
    counted_columns: bool
    """A row beneath the header that numbers the columns."""
    capitals: bool
    """Headings are written in capitals."""
    broken: bool
    """Long labels are broken into lines."""
    listed: bool
    """Lines are numbered in their labels: `1. `."""

    @property
    def main(self) -> str:
        return self.languages[0]

    @property
    def columns(self) -> tuple[tuple[str, ...], ...]:
        """The languages of each label column."""
        return (self.languages,) if self.joined else tuple((lang,) for lang in self.languages)

    def label(self, names: Mapping[str, str], languages: tuple[str, ...]) -> str:
        """The text of a label cell."""
        if "" in names:
            return names[""]
        return _different(self.joined, [names[lang] for lang in languages])

    def header(self, item: Item) -> object:
        """What stands in a header cell."""
        if item.number is not None:
            return item.number
        if "" in item.names:
            return item.names[""]
        if not self.header_joined or item.period:
            return item.names[self.main]
        return _different(self.header_joined, [item.names[lang] for lang in self.languages])


def _different(between: str, texts: list[str]) -> str:
    return between.join(dict.fromkeys(texts)) if between else texts[0]


def a_manner(rng: Random) -> Manner:
    """Ordinary things are likely, odd ones rare."""
    languages = _languages(rng)
    several = len(languages) > 1

    def often(share: float) -> bool:
        return rng.random() < share

    joined = rng.choice((" / ", "\n", "/")) if several and often(0.12) else ""
    return Manner(
        languages=languages,
        joined=joined,
        outside=several and not joined and often(0.08),
        header_joined=joined or (rng.choice((" / ", "\n")) if several and often(0.6) else ""),
        indent=rng.choice(INDENTS),
        merged_titles=often(0.25),
        title_rows=rng.choice(("cells", "cells", "cells", "rows", "one", "stacked"))
        if several and not joined
        else rng.choice(("one", "one", "rows")),
        unit=rng.choice(("row", "row", "title", "right", "")),
        numbers=often(0.12),
        codes=often(0.1),
        remarks=often(0.1),
        changes=often(0.18),
        blank_column=often(0.05),
        space_above=rng.choice((0, 0, 0, 1, 2)),
        space_below_title=rng.choice((0, 1, 1, 2)),
        number_in_title=often(0.4),
        headings=rng.choice(("cells", "cells", "merged", "first")),
        storeys_merged=often(0.65),
        storeys_repeated=often(0.25),
        hides=often(0.06),
        blank_between=often(0.1),
        source=often(0.3),
        office=often(0.08),
        counted_columns=often(0.05),
        capitals=often(0.08),
        broken=often(0.06),
        listed=often(0.05),
    )


def _languages(rng: Random) -> tuple[str, ...]:
    count = rng.choice((1, 1, 2, 3, 3, 3))
    if count == 1:
        return (rng.choice(("ru", "ru", "ru", "en", "ky")),)
    if count == 3 and rng.random() < 0.6:
        return LANGUAGES
    return tuple(rng.sample(LANGUAGES, count))
