"""Workbooks for the upload page, filled from the plan's own template: without errors, with several, and one that is refused.

Enter a plan, a partner, a period and a language; leave the bytes of an `.xlsx`, the same ones each time they are asked for: sent
again, they are no new version.
"""

from __future__ import annotations

from functools import cache

from playwright.sync_api import FilePayload

from nap.facts import Frequency, Period
from nap.plan import Indicator, Plan, owed
from nap.returns import tags
from nap.returns.template import make_template
from nap.words import pick, say
from tests.journeys.filling import fill

Cells = dict[str, object]


@cache
def clean(plan: Plan, partner: str, period: Period, lang: str, more: int = 0) -> bytes:
    """Every row answered; `more` lets the figures grow from one return to the next."""
    return _filled(plan, partner, period, lang, {}, more)


@cache
def with_errors(plan: Plan, partner: str, period: Period, lang: str) -> bytes:
    """The same with words for a number, a part above its whole, fewer than nobody, and a level that does not exist."""
    return _filled(plan, partner, period, lang, _MISTAKES, 0)


def tabled(plan: Plan) -> Indicator:
    """The indicator that the table in a layout of its own is about: a yearly one of the regions."""
    given = (each for each in plan.indicators if each.frequency is Frequency.YEAR and "region" in each.levels)
    return next(each for each in given if not each.has_ratio and each.type in {"percentage", "count", "stock"})


@cache
def table(plan: Plan) -> FilePayload:
    """Official statistics as they come: titles in two languages, regions in rows, years in columns, a footnote."""
    title, langs = tabled(plan).title, [lang for lang in plan.languages if lang != "en"]
    years = [plan.years[0] - back for back in (3, 2, 1)]
    rows = [[pick(title, lang) for lang in langs], [], [*("" for _ in langs), *map(str, years)]]
    for number, region in enumerate(plan.regions.level("region")):
        rows.append([*(pick(region.names, lang) for lang in langs), *(str(40 + number + step) for step in range(3))])
    rows[5][-1] = "-"
    text = "\n".join(";".join(row) for row in [*rows, [], ["* 2024"]])
    return {"name": "statistics.csv", "mimeType": "text/csv", "buffer": text.encode()}


def refused() -> bytes:
    """Something that is no workbook at all."""
    return b"%PDF-1.4\nThis was saved under the wrong name."


_MISTAKES: Cells = {
    tags.TOTAL: "көп",
    tags.NUMERATOR: 900,
    tags.SEX_TAGS["F"]: -4,
    tags.LEVEL: "?",
    tags.category_tag(tags.STEP, "sent"): "1 2 3",
}
"""By column, typed instead of an answer wherever the row has that column."""


def _filled(plan: Plan, partner: str, period: Period, lang: str, mistakes: Cells, more: int) -> bytes:
    entries = {}
    for number, row in enumerate(owed(plan, partner, period)):
        indicator = plan.indicator(row.indicator)
        assert indicator is not None
        cells = _answer(indicator, lang, number + 3 * more)
        entries[row.indicator, row.region] = cells | {tag: wrong for tag, wrong in mistakes.items() if tag in cells}
    return fill(make_template(plan, partner, period, lang), entries)[0]


def _answer(indicator: Indicator, lang: str, number: int) -> Cells:
    """What a careful partner would type into the row; nothing for a narrative or a list, which stand on other sheets."""
    match indicator.type:
        case "narrative" | "list":
            return {}
        case "milestone":
            return {tags.LEVEL: say(lang, "workbook.yes" if number % 2 else "workbook.no")}
        case "ordinal":
            return {tags.LEVEL: pick(indicator.scale[1].title, lang)}
        case "cascade":
            return {tags.category_tag(tags.STEP, step.code): 40 - 9 * place for place, step in enumerate(indicator.steps)}
    if indicator.has_ratio:
        return {tags.NUMERATOR: 12 + number, tags.DENOMINATOR: 58 + number}
    return _split(indicator, 24 + number)


def _split(indicator: Indicator, total: int) -> Cells:
    """The total, and parts of each breakdown that add up to it: all but three in the first category, three in the second."""
    cells: Cells = {tags.TOTAL: total}
    for breakdown in indicator.breakdowns:
        parts = [total - 3, 3, *[0] * len(breakdown.categories)]
        cells |= {tags.category_tag(breakdown.by, code): part for code, part in zip(breakdown.categories, parts, strict=False)}
    return cells
