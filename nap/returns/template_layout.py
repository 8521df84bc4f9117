"""What a return workbook holds: plan, partner and period enter; sheets, rows and columns leave. Nothing is painted here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from nap.facts import Frequency, Observation, Period
from nap.plan import Indicator, Measure, Objective, Owed, Partner, Plan, owed, return_periods
from nap.returns import tags
from nap.words import pick

CHECK_COLUMN, LATEST_COLUMN = "row_check", "latest"
"""Columns without a tag: our own row check, and the last accepted figure."""


@dataclass(frozen=True)
class Block:
    """One indicator's rows on its objective's sheet."""

    indicator: Indicator
    rows: tuple[Owed, ...]


@dataclass(frozen=True)
class Objectives:
    """One objective's sheet; `columns` are tags, or names of untagged columns, from left to right."""

    objective: Objective
    blocks: tuple[Block, ...]
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Contents:
    """Everything one workbook is made of. `latest` holds accepted totals by (indicator, region)."""

    plan: Plan
    partner: Partner
    period: Period
    lang: str
    latest: Mapping[tuple[str, str], Observation]
    history: bool
    objectives: tuple[Objectives, ...]
    lists: tuple[Indicator, ...]
    narratives: tuple[tuple[Indicator, str], ...]
    measures: tuple[Measure, ...]

    @property
    def regions(self) -> tuple[str, ...]:
        """Codes of the regions that stand in some row, each once."""
        rows = (row.region for sheet in self.objectives for block in sheet.blocks for row in block.rows)
        return tuple(dict.fromkeys((*rows, *(region for _, region in self.narratives))))

    def region_name(self, code: str) -> str:
        """The region's name in the workbook's language."""
        region = self.plan.regions.get(code)
        return pick(region.names, self.lang) if region else code


def contents(plan: Plan, partner: str, period: Period, lang: str, latest: Mapping[tuple[str, str], Observation]) -> Contents:
    """Lay a workbook out; ValueError for an unknown partner or a period that is neither a return period nor a year of history."""
    sender = plan.partner(partner)
    if sender is None:
        raise ValueError(partner)
    history = is_history(plan, period)
    if not history and period not in return_periods(plan):
        raise ValueError(str(period))
    rows = _history_rows(plan, sender, period) if history else owed(plan, partner, period)
    return Contents(
        plan=plan,
        partner=sender,
        period=period,
        lang=lang,
        latest=latest,
        history=history,
        objectives=_objectives(plan, rows, latest),
        lists=_of_type(plan, rows, "list"),
        narratives=_narratives(plan, rows),
        measures=() if history else tuple(m for m in plan.measures if partner == m.lead or partner in m.partners),
    )


def is_history(plan: Plan, period: Period) -> bool:
    """True for a whole year from `history_from` to the start of the plan."""
    return period.frequency is Frequency.YEAR and plan.history_from <= period.year < plan.years[0]


def open_tags(indicator: Indicator) -> tuple[str, ...]:
    """Tags of the cells a partner fills with this indicator's values, the parts after the total."""
    match indicator.type:
        case "narrative":
            return ()
        case "ordinal" | "milestone":
            return (tags.LEVEL,)
        case "cascade":
            return tuple(tags.category_tag(tags.STEP, step.code) for step in indicator.steps)
    whole = (tags.NUMERATOR, tags.DENOMINATOR) if indicator.has_ratio else (tags.TOTAL,)
    return (*whole, *(tag for breakdown in indicator.breakdowns for tag in part_tags(breakdown.by, breakdown.categories)))


def part_tags(by: str, categories: Iterable[str]) -> tuple[str, ...]:
    """Tags of one breakdown's columns."""
    return tuple(tags.category_tag(by, category) for category in categories)


def limits(indicator: Indicator) -> tuple[Decimal | None, Decimal | None]:
    """Lowest and highest value that makes sense: the plan's range, else 0 to 100 for percentages, from 0 for all but an index."""
    if indicator.range is not None:
        return indicator.range
    if indicator.type == "percentage":
        return Decimal(0), Decimal(100)
    return (None, None) if indicator.type == "index" else (Decimal(0), None)


def _history_rows(plan: Plan, sender: Partner, period: Period) -> tuple[Owed, ...]:
    levels = {code: region.level for code in sender.regions if (region := plan.regions.get(code))}
    return tuple(
        Owed(indicator.code, region, period)
        for indicator in plan.indicators
        if sender.code in indicator.reported_by and indicator.valid_in(period)
        for region, level in levels.items()
        if level in indicator.levels
    )


def _objectives(plan: Plan, rows: tuple[Owed, ...], latest: Mapping[tuple[str, str], Observation]) -> tuple[Objectives, ...]:
    blocks: dict[str, list[Block]] = {}
    for indicator in plan.indicators:
        own = tuple(row for row in rows if row.indicator == indicator.code)
        if own and indicator.type != "narrative":
            blocks.setdefault(indicator.objective, []).append(Block(indicator, own))
    return tuple(
        Objectives(objective, tuple(blocks[objective.code]), _columns(blocks[objective.code], latest))
        for objective in plan.objectives
        if objective.code in blocks
    )


def _columns(blocks: list[Block], latest: Mapping[tuple[str, str], Observation]) -> tuple[str, ...]:
    needed = dict.fromkeys(tag for block in blocks for tag in open_tags(block.indicator))
    parts = tuple(tag for tag in needed if tag not in {tags.TOTAL, tags.NUMERATOR, tags.DENOMINATOR, tags.LEVEL})
    ratio = (tags.NUMERATOR, tags.DENOMINATOR, tags.CALCULATED) if tags.NUMERATOR in needed else ()
    known = any((row.indicator, row.region) in latest for block in blocks for row in block.rows)
    return (
        *(CHECK_COLUMN, tags.INDICATOR, tags.REGION, tags.REGION_NAME, tags.PERIOD),
        *((LATEST_COLUMN,) if known else ()),
        *((tags.TOTAL,) if tags.TOTAL in needed or ratio else ()),
        *parts,
        *ratio,
        *((tags.LEVEL,) if tags.LEVEL in needed else ()),
        *(tags.STATE, tags.QUALITY, tags.SOURCE, tags.COMMENT, tags.EXPLANATION),
    )


def _of_type(plan: Plan, rows: tuple[Owed, ...], kind: str) -> tuple[Indicator, ...]:
    codes = {row.indicator for row in rows}
    return tuple(indicator for indicator in plan.indicators if indicator.type == kind and indicator.code in codes)


def _narratives(plan: Plan, rows: tuple[Owed, ...]) -> tuple[tuple[Indicator, str], ...]:
    """Each indicator and region once: a narrative of a return speaks for its whole period, so its row bears no period."""
    told = _of_type(plan, rows, "narrative")
    return tuple(dict.fromkeys((indicator, row.region) for indicator in told for row in rows if row.indicator == indicator.code))
