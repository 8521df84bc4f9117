"""Understood tables made by hand: the tests of mappings need neither a file nor a reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from nap.facts import Period
from nap.foreign.model import Axis, Block, Given, Line, Meaning, Role, Sure, Understood
from nap.plan import Plan, load_plan
from nap.returns.book import Sheet

ROOT = Path(__file__).resolve().parents[2]
YEARS = tuple(Period(year) for year in (2021, 2022, 2023))
TITLE = {"ru": "Число жертв умышленных убийств", "en": "Victims of intentional homicides"}


@cache
def demo_plan() -> Plan:
    """The demo plan: it has indicators of every kind that the statistical committee reports."""
    plan, _ = load_plan(ROOT / "indicators.yaml")
    assert plan is not None
    return plan


def line(row: int, ru: str, en: str = "", **meaning: object) -> Line:
    """A row with its names; `region`, `breakdown`, `unknown_part` say what it means."""
    labels = {"ru": ru} | ({"en": en} if en else {})
    said = Meaning(**meaning)  # type: ignore[arg-type]
    role = Role.REGION if said.region else Role.PART if said.breakdown else Role.MEASURE
    return Line(Axis.ROW, row, role, labels, said)


def given(row: Line, column: int, period: Period | None, value: object, **more: object) -> Given:
    """The figure where a row meets the column of a period; text is a state or a problem, given as such in `more`."""
    part = None if row.meaning.unknown_part else ";".join("=".join(each) for each in row.meaning.breakdown)
    figure = Decimal(str(value)) if value is not None else None
    made = Given(row.index, column, row.labels, row.meaning.region or "KG", part, period, figure, typed=str(value or ""))
    return replace(made, **more)  # type: ignore[arg-type]


def block(
    rows: Sequence[Line],
    values: Iterable[Given] | None = None,
    *,
    number: int = 1,
    title: Mapping[str, str] = TITLE,
    heading: Mapping[str, str] | None = None,
    unit: Mapping[str, str] | None = None,
    sheet: str = "Лист1",
    periods: Sequence[Period] = YEARS,
) -> Block:
    """A block with one row for each line and one column, from D on, for each period; figures count up from 10."""
    columns = [
        Line(Axis.COLUMN, 4 + at, Role.PERIOD, {"": str(period)}, Meaning(period=period)) for at, period in enumerate(periods)
    ]
    if values is None:
        values = [
            given(row, 4 + at, period, 10 + 10 * number + 3 * row.index + at) for row in rows for at, period in enumerate(periods)
        ]
    area = (min(row.index for row in rows), 1, max(row.index for row in rows), 3 + len(periods))
    return Block(
        number,
        sheet,
        area,
        title,
        heading or {},
        unit or {},
        "periods-in-columns",
        (*rows, *columns),
        tuple(values),
        Sure.CERTAIN,
    )


def understood(*blocks: Block) -> Understood:
    """A file with these blocks."""
    names = dict.fromkeys(each.sheet for each in blocks)
    return Understood(tuple(Sheet(name, "visible", {}) for name in names), blocks, {})


def one(values: Iterable[Given], rows: Sequence[Line], **more: object) -> Understood:
    """A file of one block with these figures."""
    return understood(block(rows, values, **more))  # type: ignore[arg-type]


WHOLE = line(6, "Количество жертв", "Number of victims")
WOMEN = line(7, "Женщины", "Women", breakdown=(("sex", "F"),))
MEN = line(8, "Мужчины", "Men", breakdown=(("sex", "M"),))
BATKEN = line(9, "Баткенская область", "Batken oblast", region="KG-B")
TALAS = line(10, "Таласская область", "Talas oblast", region="KG-T")
STUDENTS = line(11, "Учащиеся", "Students", unknown_part="учащиеся")
