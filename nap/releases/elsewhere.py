"""Figures that others have published of the same things, and why they differ. A table enters, `Elsewhere` leave.

Columns: `plan` (its id), `indicator`, `region` (codes), `period` (`2023`, `2026-Q1`, or months `2020-01/2020-11`), `value` (a
number in the indicator's unit), `source` (where it was published, as one would cite it), `why_en`, `why_ru`, `why_ky`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from nap.charts.texts import amount_text
from nap.facts import Period, Result, Status
from nap.plan import Indicator, Plan
from nap.releases.release import Elsewhere, Line
from nap.words import period_name, say

COLUMNS = ("plan", "indicator", "region", "period", "value", "source")
_WHY = "why_"


def load_elsewhere(path: Path, plan: Plan) -> tuple[Elsewhere, ...]:
    """Read the table, rows of this plan only. OSError if it is not there, ValueError naming the line and column if wrong."""
    return read_elsewhere(path.read_text(encoding="utf-8-sig"), plan)


def read_elsewhere(text: str, plan: Plan) -> tuple[Elsewhere, ...]:
    """Like `load_elsewhere`, from text. Rows of indicators that this version of the plan no longer has are left out."""
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
    if missing:
        raise ValueError(f"line 1: column {missing[0]}")
    found = [_row(row, rows.line_num, plan) for row in rows if row["plan"] == plan.id]
    return tuple(one for one in found if plan.indicator(one.indicator) is not None)


def _row(row: dict[str, str | None], line: int, plan: Plan) -> Elsewhere:
    cells = {key: (value or "").strip() for key, value in row.items() if isinstance(key, str) and not isinstance(value, list)}
    why = {key.removeprefix(_WHY): text for key, text in cells.items() if key.startswith(_WHY) and text}
    wrong = [name for name in ("indicator", "source") if not cells[name]]
    wrong += [] if plan.regions.get(cells["region"]) else ["region"]
    wrong += [] if span(cells["period"]) else ["period"]
    wrong += [] if _number(cells["value"]) is not None else ["value"]
    wrong += [_WHY + lang for lang in plan.languages if lang not in why]
    if wrong:
        raise ValueError(f"line {line}: {wrong[0]}")
    return Elsewhere(cells["indicator"], cells["region"], cells["period"], cells["value"], cells["source"], why)


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def span(period: str) -> tuple[date, date] | None:
    """First and last day of a period as it stands in the table; None if it is none."""
    try:
        first, _, last = period.partition("/")
        start, end = Period.parse(first), Period.parse(last or first)
    except ValueError:
        return None
    return (start.start, end.end) if start.start <= end.end else None


def beside(elsewhere: Iterable[Elsewhere], lines: Sequence[Line]) -> tuple[Elsewhere, ...]:
    """Those that stand beside a figure of these lines and differ; none beside a hidden one, which it could help to guess."""
    totals = [line.result for line in lines if not line.result.breakdown]
    found = ((one, [each for each in totals if _meets(one, each)]) for one in elsewhere)
    return tuple(one for one, met in found if met and not any(_hidden(each) or _says(one, each) for each in met))


def _says(one: Elsewhere, result: Result) -> bool:
    """Whether it is our figure of the very same time, as far as it was printed."""
    same = span(one.period) == (result.period.start, result.period.end)
    return same and result.value is not None and round(result.value, _decimals(one.value)) == Decimal(one.value)


def _decimals(value: str) -> int:
    return len(value.partition(".")[2])


def of_line(elsewhere: Iterable[Elsewhere], line: Line) -> tuple[Elsewhere, ...]:
    """Those that speak of the place and time of one figure; none of a part of a total."""
    result = line.result
    return () if result.breakdown else tuple(one for one in elsewhere if _meets(one, result))


def _meets(one: Elsewhere, result: Result) -> bool:
    days = span(one.period) if (one.indicator, one.region) == (result.indicator, result.region) else None
    return days is not None and days[0] <= result.period.end and result.period.start <= days[1]


def _hidden(result: Result) -> bool:
    return result.status is Status.SUPPRESSED


def period_told(lang: str, period: str) -> str:
    """The period in words: `2023`, `January 2020 to November 2020`."""
    first, _, last = period.partition("/")
    told = period_name(lang, Period.parse(first))
    return say(lang, "release.elsewhere.span", first=told, last=period_name(lang, Period.parse(last))) if last else told


def value_told(lang: str, indicator: Indicator, one: Elsewhere) -> str:
    """The value as readers of that language write it, with the decimals it was published with."""
    return amount_text(lang, replace(indicator, precision=_decimals(one.value)), Decimal(one.value))
