"""The nouns of a return to and from table rows; nothing is lost on the way, types of facts included."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from functools import lru_cache
from sys import intern
from typing import Any

from sqlalchemy import type_coerce
from sqlalchemy.types import NullType

from nap.facts import Fact, Finding, Item, Note, Observation, Period, Place, Severity
from nap.store.tables import Found, observations

Row = dict[str, Any]

ROW_KEY = (observations.c.partner, observations.c.indicator, observations.c.region, observations.c.period)
"""What a total and its parts have in common."""
_NUMBERS = (observations.c.value, observations.c.numerator, observations.c.denominator)
FIGURE = (
    *ROW_KEY,
    observations.c.breakdown,
    # Numbers as the database has them: of a hundred thousand that results read, most were met before.
    *(type_coerce(number, NullType) for number in _NUMBERS),
    observations.c.state,
    observations.c.quality,
)
"""What results need of an observation, place, source and what was typed left out."""


def observation_row(observation: Observation) -> Row:
    """The columns of one observation."""
    row = _flat(observation)
    typed = json.dumps(observation.typed, ensure_ascii=False) if observation.typed else ""
    return {**row, "period": str(observation.period), "typed": typed}


def typed_of(row: Found) -> tuple[tuple[str, str], ...]:
    """What was typed; nothing in returns that were kept before it was."""
    return tuple((cell, text) for cell, text in json.loads(row.typed)) if row.typed else ()


def observation_of(row: Found, typed: tuple[tuple[str, str], ...] = ()) -> Observation:
    """Back from its columns; what was typed is asked for apart, as most readers do not want it."""
    return Observation(
        row.partner,
        row.indicator,
        row.region,
        period_of(row.period),
        row.breakdown,
        row.value,
        row.numerator,
        row.denominator,
        row.state,
        row.quality,
        row.source,
        _place(row),
        typed,
    )


def figure_of(row: Sequence[Any]) -> Observation:
    """Back from `FIGURE`: only what results need."""
    partner, indicator, region, period, breakdown, value, numerator, denominator, state, quality = row
    return Observation(
        intern(partner),
        intern(indicator),
        intern(region),
        period_of(period),
        intern(breakdown),
        number_of(value),
        number_of(numerator),
        number_of(denominator),
        intern(state),
        intern(quality),
    )


def part_of(row: Sequence[Any]) -> Observation:
    """Back from `ROW_KEY` and a breakdown: that there is such a part, whatever it says."""
    partner, indicator, region, period, breakdown = row
    return Observation(intern(partner), intern(indicator), intern(region), period_of(period), intern(breakdown))


@lru_cache(maxsize=4_096)
def period_of(text: str) -> Period:
    """The few periods that many rows speak of."""
    return Period.parse(text)


@lru_cache(maxsize=65_536)
def _decimal(text: str) -> Decimal:
    return Decimal(text)


def number_of(kept: str | Decimal | None) -> Decimal | None:
    """A number as SQLite (text) or PostgreSQL gives it; equal texts share one Decimal."""
    return _decimal(kept) if isinstance(kept, str) else kept


def item_row(item: Item) -> Row:
    """The columns of one item."""
    return _flat(item)


def item_of(row: Found) -> Item:
    """Back from its columns."""
    names = ("indicator", "region", "started", "title", "addressee", "subject")
    answers = ("answered_recipient", "answered_network", "answered", "source")
    texts: dict[str, Any] = {name: getattr(row, name) for name in names + answers}
    return Item(**texts, place=_place(row))


def note_row(note: Note) -> Row:
    """The columns of one note."""
    return _flat(note)


def note_of(row: Found) -> Note:
    """Back from its columns."""
    return Note(row.kind, row.text, row.indicator, row.region, _place(row))


def finding_row(finding: Finding) -> Row:
    """The columns of one finding; cells and facts as JSON, each fact with its type."""
    row = asdict(finding)
    facts = [[name, *_typed(fact)] for name, fact in finding.facts]
    cells = list(finding.cells)
    return {**row, "severity": finding.severity.value, "cells": json.dumps(cells), "facts": json.dumps(facts, ensure_ascii=False)}


def finding_of(row: Found) -> Finding:
    """Back from its columns."""
    facts = tuple((name, _untyped(kind, text)) for name, kind, text in json.loads(row.facts))
    cells = tuple(json.loads(row.cells))
    return Finding(row.code, Severity(row.severity), row.sheet, cells, row.indicator, row.region, row.found, row.case, facts)


def numbered(rows: Iterable[Row], **same: Any) -> list[Row]:
    """The rows numbered from 1, each with the same further columns."""
    return [{**row, **same, "number": number} for number, row in enumerate(rows, start=1)]


def _flat(noun: Observation | Item | Note) -> Row:
    row = {name: value for name, value in vars(noun).items() if name != "place"}
    sheet, cell = (noun.place.sheet, noun.place.cell) if noun.place else (None, None)
    return {**row, "sheet": sheet, "cell": cell}


def _place(row: Found) -> Place | None:
    return None if row.sheet is None else Place(row.sheet, row.cell)


def _typed(fact: Fact) -> tuple[str, str]:
    match fact:
        case None:
            return "none", ""
        case int():
            return "int", str(int(fact))
        case Decimal():
            return "decimal", str(fact)
        case date():
            return "date", fact.isoformat()
        case _:
            return "text", fact


def _untyped(kind: str, text: str) -> Fact:
    match kind:
        case "none":
            return None
        case "int":
            return int(text)
        case "decimal":
            return Decimal(text)
        case "date":
            return date.fromisoformat(text)
        case _:
            return text
