"""The nouns of made tables: what a line says, what stands on a sheet, and what each figure means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

COUNTRY = "KG"
ORDER = {"sex": 0, "age": 1}


@dataclass(frozen=True)
class Item:
    """One row or column: its names by language (`""`: the same in all) and what it says of its figures."""

    names: Mapping[str, str] = field(default_factory=dict, hash=False)
    region: str | None = None
    parts: tuple[tuple[str, str], ...] = ()
    unknown: bool = False
    """A category of a kind that no code has."""
    period: str | None = None
    measure: str = ""
    number: int | None = None
    """A header that stands as a number in its cell: 2023."""
    heading: bool = False
    """Words only; its figures are those of the lines beneath."""
    depth: int = 0
    code: str = ""
    mark: str = ""
    """A footnote mark at its end."""
    derived: bool = False
    """A column worked out from others (`2023 in % of 2022`): no figures of its own."""
    unit: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Of a line whose unit stands in a column of its own."""

    def within(self, other: Item) -> Item:
        """The same line beneath another, which says the rest."""
        return replace(
            self,
            region=self.region or other.region,
            parts=self.parts + other.parts,
            unknown=self.unknown or other.unknown,
            period=self.period or other.period,
            measure=self.measure or other.measure,
        )


@dataclass(frozen=True)
class Figure:
    """What a careful reader takes from one cell. `open` names what nobody can tell: `region`, `period`."""

    region: str | None
    breakdown: str | None
    period: str | None
    value: Decimal | None
    state: str
    measure: str
    open: frozenset[str] = frozenset()


def figure(value: Decimal | None, *lines: Item) -> Figure:
    """What the lines say together of a cell."""
    region = next((line.region for line in lines if line.region), COUNTRY)
    period = next((line.period for line in lines if line.period), None)
    measure = next((line.measure for line in lines if line.measure), "")
    parts = sorted((part for line in lines for part in line.parts), key=lambda part: (ORDER.get(part[0], 2), part))
    breakdown = None if any(line.unknown for line in lines) else ";".join(f"{name}={code}" for name, code in parts)
    return Figure(region, breakdown, period, value, "no_data" if value is None else "", measure)


@dataclass
class Paper:
    """One sheet in the making."""

    name: str = "Лист1"
    cells: dict[tuple[int, int], object] = field(default_factory=dict)
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    figures: dict[tuple[int, int], Figure] = field(default_factory=dict)

    def put(self, row: int, column: int, value: object, pattern: str = "") -> None:
        """Empty texts leave the cell empty."""
        if value is not None and value != "":
            self.cells[row, column] = value
            if pattern:
                self.formats[row, column] = pattern

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Nothing to merge in a single cell."""
        if (top, left) != (bottom, right):
            self.merges.append((top, left, bottom, right))

    @property
    def bottom(self) -> int:
        return max((row for row, _ in self.cells), default=0)


@dataclass
class Table:
    """A table with its content, not yet on a sheet."""

    title: Mapping[str, str]
    unit: Mapping[str, str]
    rows: list[Item]
    columns: list[Item]
    upper: list[Item | None] = field(default_factory=list)
    """The storey above the columns, one each; None where a column reaches through both. Empty: one storey."""
    context: Item = Item()
    """What title or subtitle say: the period of a table of one year."""
    subtitle: Mapping[str, str] = field(default_factory=dict)
    corner: Mapping[str, str] = field(default_factory=dict)
    decimals: int = 0
    plain_rows: bool = False
    """Rows are periods: one column of labels, in no language."""
    footnotes: list[Mapping[str, str]] = field(default_factory=list)
    gaps: bool = True


@dataclass
class Case:
    """One made file and all that is to be found in it."""

    seed: int
    shape: str
    papers: list[Paper] = field(default_factory=list)
    ambiguous: str = ""
    """What nobody can tell; empty for a table that has one reading."""
    form: str = "xlsx"

    @property
    def figures(self) -> dict[tuple[str, int, int], Figure]:
        return {(paper.name, *place): figure for paper in self.papers for place, figure in paper.figures.items()}
