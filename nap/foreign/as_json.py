"""What was understood of a table, as plain data for other programs: an `Understood` enters, a list of blocks leaves."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from nap.foreign.changes import range_of
from nap.foreign.model import Block, Given, Remark, Understood
from nap.foreign.remark_texts import remark_text
from nap.words import FALLBACK, Text


def blocks_json(understood: Understood, lang: str | None = None) -> list[dict[str, Any]]:
    """A block an entry. Texts and messages in `lang` (default English); what the sheet does not say in it, as it stands first."""
    return [_block(block, lang) for block in understood.blocks]


def in_language(text: Text, lang: str | None) -> str:
    """The text in that language, else as it stands first."""
    return text.get(lang or FALLBACK) or next(iter(text.values()), "")


def exact(value: Decimal | None) -> int | float | None:
    """A JSON number with every digit the cell has, at most fifteen."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def remark_json(remark: Remark, lang: str | None) -> dict[str, Any]:
    """One remark with its sentence."""
    return {
        "code": remark.code,
        "asks": remark.asks,
        "sheet": remark.sheet or None,
        "cells": list(remark.cells),
        "found": remark.found,
        "message": remark_text(remark, lang or FALLBACK),
    }


def _block(block: Block, lang: str | None) -> dict[str, Any]:
    values = block.values
    return {
        "sheet": block.sheet,
        "block": block.number,
        "title": in_language(block.title, lang),
        "unit": in_language(block.unit, lang),
        "heading": in_language(block.heading, lang),
        "range": range_of(block.area),
        "orientation": block.orientation,
        "sure": block.sure.value,
        "periods": [str(each) for each in sorted({value.period for value in values if value.period})],
        "regions": _each(value.region for value in values),
        "breakdowns": _each(value.breakdown for value in values),
        "remarks": [remark_json(each, lang) for each in block.remarks],
        "rows": [_row(each, lang) for each in values],
    }


def _each(texts: Iterable[str | None]) -> list[str]:
    return [each for each in dict.fromkeys(texts) if each is not None]


def _row(given: Given, lang: str | None) -> dict[str, Any]:
    return {
        "label": in_language(given.labels, lang),
        "labels": dict(given.labels),
        "region": given.region,
        "breakdown": given.breakdown,
        "period": str(given.period) if given.period else None,
        "value": exact(given.value),
        "state": given.state,
        "cell": given.cell,
        "typed": given.typed,
        "quality": given.quality,
        "problem": given.problem,
        "mark": given.mark,
        "notes": list(given.notes),
    }
