"""The nouns of a foreign table: what each of its lines and cells was taken for. Frozen data only.

A table is figures between two kinds of lines, rows and columns. Every line may say something of its figures (a region, a period,
a part such as women, a measure); a figure is what its row, its column, the headings above it and the title of its sheet say
together. That holds for regions in rows and years in columns, for the other way round, and for a sheet of one year alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from nap.facts import Fact, Period
from nap.returns.book import Area, Sheet, address, column_letters
from nap.words import Text


class Axis(StrEnum):
    """The two kinds of lines."""

    ROW = "row"
    COLUMN = "column"


class Role(StrEnum):
    """What a line, or a cell, was taken for; the colours of the screen."""

    TITLE = "title"
    UNIT = "unit"
    HEADER = "header"
    """A row (or column) whose cells name the lines across it: years, regions, women and men."""
    LABEL = "label"
    """A column (or row) of names; `Line.lang` says in which language."""
    HEADING = "heading"
    """A line of words alone that speaks of all lines beneath it: `By sex:`."""
    REGION = "region"
    PERIOD = "period"
    PART = "part"
    """A category of a breakdown: women, 18-29 years, urban."""
    TOTAL = "total"
    MEASURE = "measure"
    """A line with figures that names what is counted, or a part nobody declared (`Higher professional`)."""
    FIGURE = "figure"
    FOOTNOTE = "footnote"
    IGNORED = "ignored"
    """Left out by the person, or because nothing in it belongs to a table."""
    UNKNOWN = "unknown"
    """Something that should have been understood and was not: it is asked about."""


class Sure(StrEnum):
    """How sure a block is: everything named in so many words; something taken as likely; something that has to be asked."""

    CERTAIN = "certain"
    LIKELY = "likely"
    ASKED = "asked"


@dataclass(frozen=True)
class Remark:
    """One thing that was noticed: why something was taken as it was (`asks` false) or what a person has to decide (`asks` true).

    Data, never a sentence: `code` (kebab-case, documented in docs/foreign.md), the cells it speaks of, what stood there, facts.
    """

    code: str
    asks: bool = False
    sheet: str = ""
    cells: tuple[str, ...] = ()
    found: str | None = None
    facts: tuple[tuple[str, Fact], ...] = ()


@dataclass(frozen=True)
class Meaning:
    """What a line, a heading or a title says of its figures. What it does not speak of is None, or empty."""

    region: str | None = None
    """Code of the place."""
    period: Period | None = None
    breakdown: tuple[tuple[str, str], ...] = ()
    """Dimension and category, SDMX-like: `("sex", "F")`, `("age", "Y18T29")`, `("urbanisation", "R")`, `("disability", "PD")`."""
    unknown_part: str = ""
    """A category nobody declared, folded as in its label: its figures are part of something, never a total."""
    total: bool = False
    """It says in so many words that it is the total (`Всего`, `Кыргызская Республика` is a region instead)."""


@dataclass(frozen=True)
class Label:
    """One label or header, understood. `text` is without footnote marks, outer spaces and numbering of no meaning."""

    text: str
    lang: str | None = None
    """`ky`, `ru`, `en`, or None where letters and words do not tell."""
    role: Role = Role.UNKNOWN
    meaning: Meaning = Meaning()
    notes: tuple[str, ...] = ()
    """Footnote marks that were taken off: `1`, `*`."""
    candidates: tuple[str, ...] = ()
    """Places it may mean, where it is more than one: never chosen between."""
    sure: Sure = Sure.CERTAIN
    by: str = ""
    """What a heading, or a measure in its words, breaks down by: `sex`, `age`, `urbanisation`, `disability`, `region`, `period`,
    several joined by `;`; `?` for something else. Empty for `of which`."""
    unit: str = ""
    """The kind of unit it names: `percent`, `persons`, `count`, `money`, `per`, `years`, `other`; empty if it names none."""
    scale: Decimal = Decimal(1)
    """Figures count in so many: 1000 for `thousand persons`."""
    within: str = ""
    """A part of a year without its year: `Q1`, `H2`, `03`; with the year above it, `Period.parse(f"{year}-{within}")`."""
    quality: str = ""
    """`provisional` or `estimated` where it says so."""
    about: tuple[str, ...] = ()
    """Places that a measure or title mentions among other words: its figures may be of these alone."""


@dataclass(frozen=True)
class Line:
    """One row or column of a block, and what it was taken for. `index` counts from 1 in its sheet."""

    axis: Axis
    index: int
    role: Role
    labels: Text = field(default_factory=dict)
    """Its names by language; a name whose language is not known stands under `""`."""
    meaning: Meaning = Meaning()
    under: Text = field(default_factory=dict)
    """The nearest heading or parent row above it (for `men` beneath `Batken oblast`: that oblast); empty without one."""
    candidates: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """`row 12` is `12`, `column 4` is `D`."""
        return str(self.index) if self.axis is Axis.ROW else column_letters(self.index)


@dataclass(frozen=True)
class Given:
    """One figure of a foreign table. Either `value` or `state` speaks; with neither the cell could not be read (`problem`)."""

    row: int
    column: int
    labels: Text
    """The names of its line, by language."""
    region: str | None
    """None: not known, the remark says why."""
    breakdown: str | None
    """As in an observation: `""` total, `sex=F`, crossings joined by `;` in the order sex, age, others; None: a part of a kind
    that is not known."""
    period: Period | None
    value: Decimal | None = None
    state: str = ""
    """`no_data` for `…`, `-`, `(*)` and their like, else as the sheet says it."""
    quality: str = ""
    """`estimated` for a figure in brackets, `provisional` for one marked so, else empty."""
    typed: str = ""
    """What stands in the cell, as a person sees it."""
    problem: str = ""
    """Why it is no figure: the reason of `grammar.NotANumber`, `error`, `formula_empty`; empty where it was read."""
    mark: str = ""
    """`dash` where a dash stood: a sheet may mean zero by it, so the person decides (`Choice.dash`)."""
    notes: tuple[str, ...] = ()

    @property
    def cell(self) -> str:
        """Its Excel address."""
        return address(self.row, self.column)


@dataclass(frozen=True)
class Block:
    """Figures that belong together: one measure by one kind of part, or by place. Numbered from 1 through the whole file."""

    number: int
    sheet: str
    area: Area
    """From its heading (or first row) to its last figure; without the header row where that stands further up."""
    title: Text
    """What is counted, by language: the heading or label nearest to it that names a measure, else the title of the sheet."""
    heading: Text
    """The line right above that says by what it is broken down; empty without one."""
    unit: Text
    orientation: str
    """`periods-in-columns`, `periods-in-rows` or `one-period` (the period stands in a title or heading, or nowhere)."""
    lines: tuple[Line, ...]
    """Rows and columns with figures, in the order of the sheet."""
    values: tuple[Given, ...]
    """In the order of the sheet, row by row. Empty cells are none."""
    sure: Sure
    remarks: tuple[Remark, ...] = ()
    """Why it is so sure, and what has to be asked."""


@dataclass(frozen=True)
class Hint:
    """What a person says of one line, or of one cell's line: it outweighs whatever the program found.

    `take`: `ignore`, `label`, `header`, `heading`, `title`, `unit`, `footnote`, `total`, `figures`, `period:2023`,
    `region:KG-GO`, `region:country`, `part:sex=F`, `part:age=Y18T29;sex=F`, `part:?` (a part nobody declared).
    """

    sheet: str
    axis: Axis
    index: int
    take: str


@dataclass(frozen=True)
class Understood:
    """A whole file. `roles` colours its cells; cells that are in no role are empty or untouched."""

    sheets: tuple[Sheet, ...]
    blocks: tuple[Block, ...]
    roles: Mapping[tuple[str, int, int], Role]
    """By sheet name, row and column."""
    titles: Mapping[str, Text] = field(default_factory=dict)
    """By sheet, by language."""
    footnotes: Mapping[str, tuple[Text, ...]] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    """Of the file as a whole: no table was found, sheets that are hidden."""

    def block(self, number: int) -> Block | None:
        """The block of that number."""
        return next((each for each in self.blocks if each.number == number), None)


@dataclass(frozen=True)
class Choice:
    """What a person says of one block: which indicator it is, and how its figures are to be taken."""

    indicator: str
    measures: str = "value"
    """`value`, or for an indicator that is made of two counts `numerator` or `denominator`."""
    breakdown: str = ""
    """Said of every figure of the block besides what it says itself: `sex=F` for a table of women only."""
    region: str | None = None
    """Said of every figure that names no place; None: the whole country."""
    scale: Decimal = Decimal(1)
    """Figures are multiplied by it: 1000 for thousands of persons."""
    dash: str = "no_data"
    """What a dash means in this table: `no_data` or `zero`."""
    parts: Mapping[str, str] = field(default_factory=dict)
    """A breakdown as found (`age=Y0T17`), or the folded label of an unknown part, → the plan's own (`age=Y_LT18`), `total` where
    it is the whole of this indicator (women, of an indicator about women), or empty: left out. Totals stand under `""`."""
    leave_out: frozenset[str] = frozenset()
    """Folded labels of lines that do not belong to the indicator."""


Choices = Mapping[int, Choice | tuple[Choice, ...]]
"""What was chosen, by number of the block; one block may serve several indicators: victims counted, and victims above a line."""
