"""How a cell that waits to be mended is called and what may go into it: a field and the plan enter, words and choices leave."""

from __future__ import annotations

from collections.abc import Mapping

from nap.finding_texts import column_name
from nap.plan import Plan
from nap.plan.parts import breakdown_name
from nap.returns.fields import Field
from nap.returns.options import meant, options
from nap.words import pick

EMPTIED = frozenset(
    (
        *("breakdown-not-allowed", "value-and-state", "duplicate-row", "error-cell", "formula-without-value"),
        *("percentage-mismatch", "hidden-content", "personal-data"),
    )
)
"""Findings that can be mended by emptying the cell."""


def field_label(lang: str, plan: Plan, field: Field, sheet: str) -> str:
    """`O2 F12 · 2.1 · Osh · Women`: where the field's cell is, on the sheet called `sheet` here, and what stands there."""
    where = " ".join((sheet, field.cell)).strip()
    region = plan.regions.get(field.region) if field.region else None
    place = pick(region.names, lang) if region else field.region
    return " · ".join(part for part in (where, field.indicator, place, _column(lang, plan, field)) if part)


def choices_of(lang: str, plan: Plan, field: Field) -> Mapping[str, str]:
    """The choices of the cell's drop-down, code → label in the reader's language; empty where anything may be typed."""
    return options(field.column, plan.indicator(field.indicator), lang)


def offer_of(lang: str, plan: Plan, field: Field) -> str | None:
    """What to put into the field to take what is offered: a text, or the code of one of its choices; None if nothing is."""
    if not field.offer or not choices_of(lang, plan, field):
        return field.offer
    return meant(field.column, plan.indicator(field.indicator), field.offer)


def _column(lang: str, plan: Plan, field: Field) -> str:
    """What the column holds: its header, or the category or step it stands for."""
    tag = field.column
    by, _, category = tag.removeprefix("#value+").partition("_")
    if not tag.startswith("#value+") or not category:
        return column_name(tag, lang) if tag else ""
    indicator = plan.indicator(field.indicator)
    if indicator is not None and by == "step":
        return next((pick(step.title, lang) for step in indicator.steps if step.code.lower() == category), category)
    declared = [code for each in indicator.breakdowns if each.by == by for code in each.categories] if indicator else []
    code = next((code for code in declared if code.lower() == category), "")
    return breakdown_name(lang, indicator, f"{by}={code}") if code else column_name(tag, lang)
