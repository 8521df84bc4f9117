"""Regions of a country, from a table; every way people write a place leads to the codes it can mean."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from nap.plan.spellings import Spellings, names
from nap.words import Text

LEVELS = ("country", "region", "district")
_NEEDED = ("code", "parent", "level", "kind")


@dataclass(frozen=True)
class Region:
    """A place. `bare` are names that other places share; `tile` is its row and column on the tile map, counted from 0."""

    code: str
    parent: str | None
    level: str
    kind: str
    names: Text
    aliases: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    tile: tuple[int, int] | None = None
    note: str = ""

    def __hash__(self) -> int:
        return hash(self.code)


@dataclass(frozen=True)
class Regions:
    """All places in the order of the table."""

    all: tuple[Region, ...]
    _codes: dict[str, Region] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_codes", {region.code: region for region in self.all})

    @classmethod
    def load(cls, path: Path) -> Regions:
        """Read the table (columns as in `data/regions.csv`). OSError if it is not there, ValueError naming the line if wrong."""
        return cls.read(path.read_text(encoding="utf-8-sig"))

    @classmethod
    def read(cls, text: str) -> Regions:
        """Like `load`, from text."""
        rows = csv.DictReader(io.StringIO(text, newline=""))
        missing = [name for name in _NEEDED if name not in (rows.fieldnames or ())]
        if missing:
            raise ValueError(f"line 1: column {missing[0]}")
        regions = tuple(_region(row, rows.line_num) for row in rows)
        _agree(regions)
        return cls(regions)

    @cached_property
    def country(self) -> Region:
        """The one place of level country."""
        return self.level("country")[0]

    def get(self, code: str) -> Region | None:
        """The place of exactly that code."""
        return self._codes.get(code)

    def level(self, level: str) -> tuple[Region, ...]:
        """All places of a level: `country`, `region` or `district`."""
        return tuple(region for region in self.all if region.level == level)

    def children(self, code: str) -> tuple[Region, ...]:
        """The places directly inside one."""
        return tuple(region for region in self.all if region.parent == code)

    def parent_region(self, code: str) -> Region | None:
        """The first-level region a district lies in; a first-level region itself; None for the country and unknown codes."""
        region = self.get(code)
        while region is not None and region.level != "region":
            region = self.get(region.parent) if region.parent else None
        return region

    @cached_property
    def _spellings(self) -> Spellings:
        return Spellings(self.all)

    def find(self, text: str) -> tuple[Region, ...]:
        """Every place the text can mean, in order of the table: none, one, or several (then somebody has to be asked).

        A code means itself. A name counts in any language, with alias and bare names; case, spaces, hyphens, dots, the
        composed or decomposed form of letters and Latin letters that look Cyrillic make no difference. о у н also stand for
        ө ү ң, but not the other way: `Кара-Көл` is one city, `Каракол` may be two. A word for its kind may stand beside a
        name, be shortened or missing, and adjectives may be bent: `обл. Баткен`, `Баткенской области`; the kind then decides.
        """
        return self._spellings.find(text)

    def near(self, text: str) -> tuple[Region, ...]:
        """The places whose names the text may be a slip of; ties come together. For questions only, never to read by."""
        return self._spellings.near(text)

    def is_called(self, region: Region, text: str) -> bool:
        """True if the table calls the place just so, save for case and spaces."""
        return " ".join(text.split()).casefold() in {name.casefold() for name in names(region)}


def _region(row: dict[str, str | None], line: int) -> Region:
    cells = {key: (value or "").strip() for key, value in row.items() if key is not None and not isinstance(value, list)}
    if not cells["code"] or cells["level"] not in LEVELS:
        raise ValueError(f"line {line}: code or level")
    other = (cells.get("nsc_ref_area", ""), cells.get("soate_prefix", ""))
    return Region(
        code=cells["code"],
        parent=cells["parent"] or None,
        level=cells["level"],
        kind=cells["kind"],
        names={key.removeprefix("name_"): value for key, value in cells.items() if key.startswith("name_") and value},
        aliases=(*_several(cells.get("aliases", "")), *(code for code in other if code and code != cells["code"])),
        bare=_several(cells.get("bare", "")),
        tile=_tile(cells.get("tile_row_col", ""), line),
        note=cells.get("note", ""),
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _tile(cell: str, line: int) -> tuple[int, int] | None:
    if not cell:
        return None
    row, _, column = cell.partition(",")
    if not (row.strip().isdecimal() and column.strip().isdecimal()):
        raise ValueError(f"line {line}: tile_row_col {cell}")
    return int(row), int(column)


def _agree(regions: tuple[Region, ...]) -> None:
    codes: set[str] = set()
    for number, region in enumerate(regions, start=2):
        if region.code in codes:
            raise ValueError(f"line {number}: code {region.code} twice")
        codes.add(region.code)
    orphan = next((region for region in regions if region.parent is not None and region.parent not in codes), None)
    if orphan is not None:
        raise ValueError(f"{orphan.code}: parent {orphan.parent}")
    if sum(region.level == "country" for region in regions) != 1:
        raise ValueError("level country: one line")
