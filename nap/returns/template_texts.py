"""What a workbook says about an indicator: a plan's indicator enters; title, definition, baseline, targets leave as text."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from nap.facts import Observation
from nap.plan import Indicator, Target
from nap.returns import tags
from nap.returns.template_layout import Block, Contents
from nap.words import known, number, period_name, pick, say

FIXED_HEADERS = frozenset({*tags.SEX_TAGS.values()})
_DASH, _DOT = " — ", " · "


def header(column: str, contents: Contents, blocks: tuple[Block, ...] = ()) -> str:
    """The words above a column; a step or category is named as its plan names it."""
    named = _part_header(column, contents, blocks)
    if named:
        return named
    return say(contents.lang, tags.header_key(column) if column.startswith("#") else f"workbook.column.{column}")


def about(indicator: Indicator, contents: Contents) -> str:
    """Definition, unit, how to count, parts, baseline and targets: the lines under an indicator's title."""
    lang = contents.lang
    lines = [pick(indicator.definition, lang), _DOT.join(_counting(indicator, lang)), _DOT.join(_promised(indicator, contents))]
    if indicator.type in {"list", "milestone", "ordinal"}:
        lines.append(say(lang, f"workbook.how.{indicator.type}"))
    return "\n".join(line for line in lines if line)


def title(indicator: Indicator, lang: str) -> str:
    """`2.1 — Police officers trained`."""
    return f"{indicator.code}{_DASH}{pick(indicator.title, lang)}"


def latest(observation: Observation, indicator: Indicator, lang: str) -> str:
    """The last accepted figure with its period; a share with its parts, `34.2: 12 / 35 (2025)`; a state as its label."""
    return say(lang, "workbook.latest", value=_shown(observation, indicator, lang), period=period_name(lang, observation.period))


def _part_header(column: str, contents: Contents, blocks: tuple[Block, ...]) -> str:
    titles = dict.fromkeys(
        pick(step.title, contents.lang)
        for block in blocks
        for step in block.indicator.steps
        if tags.category_tag(tags.STEP, step.code) == column
    )
    split = [(b.by, c) for block in blocks for b in block.indicator.breakdowns for c in b.categories]
    named = [] if column in FIXED_HEADERS else [pair for pair in split if tags.category_tag(*pair) == column]
    return " / ".join(titles) or (_category(*named[0], contents.lang) if named else "")


def _category(by: str, category: str, lang: str) -> str:
    """Names of common categories come from the catalogue; others stand as the plan writes them."""
    key = f"workbook.category.{by}_{category}"
    return say(lang, key) if known(key) else f"{by}: {category}"


def _counting(indicator: Indicator, lang: str) -> Iterator[str]:
    unit = pick(indicator.unit, lang) or indicator.currency
    if unit:
        yield say(lang, "workbook.about.unit", unit=unit)
    if indicator.counts and indicator.counts != "money" and not unit:
        yield say(lang, "workbook.about.unit", unit=say(lang, f"workbook.counts.{indicator.counts}"))
    if indicator.type == "rate":
        yield say(lang, "workbook.about.multiplier", multiplier=indicator.multiplier)
    if indicator.has_ratio:
        yield say(lang, "workbook.about.numerator", text=pick(indicator.numerator, lang))
        yield say(lang, "workbook.about.denominator", text=pick(indicator.denominator, lang))
    if indicator.type not in {"milestone", "ordinal", "narrative"}:
        yield say(lang, f"workbook.accumulation.{indicator.accumulation}")


def _promised(indicator: Indicator, contents: Contents) -> Iterator[str]:
    lang, baseline = contents.lang, indicator.baseline
    if baseline:
        yield say(lang, "workbook.about.baseline", value=_level(indicator, baseline.value, lang), date=baseline.date)
    if indicator.targets:
        yield say(lang, "workbook.about.targets", targets=_targets(indicator, indicator.targets, lang))
    yield from _promised_regions(indicator, contents)
    if indicator.verification:
        yield say(lang, "workbook.about.verification", text=pick(indicator.verification, lang))


def _promised_regions(indicator: Indicator, contents: Contents) -> Iterator[str]:
    lang, own = contents.lang, contents.partner.regions
    for place, stood in indicator.regional_baselines.items():
        if place in own:
            facts = {"value": _level(indicator, stood.value, lang), "date": stood.date}
            yield say(lang, "workbook.about.regional_baseline", region=contents.region_name(place), **facts)
    for place, targets in indicator.regional_targets.items():
        if place in own:
            text = _targets(indicator, targets, lang)
            yield say(lang, "workbook.about.regional_targets", region=contents.region_name(place), targets=text)


def _targets(indicator: Indicator, targets: tuple[Target, ...], lang: str) -> str:
    return "; ".join(
        say(lang, f"workbook.target.{target.over or 'state'}", value=_level(indicator, target.value, lang), date=target.date)
        for target in targets
    )


def _level(indicator: Indicator, value: Decimal, lang: str) -> str:
    if indicator.type == "ordinal" and value == int(value) and 0 <= value < len(indicator.scale):
        return pick(indicator.scale[int(value)].title, lang)
    return number(lang, value)


def _shown(observation: Observation, indicator: Indicator, lang: str) -> str:
    top, bottom = observation.numerator, observation.denominator
    if observation.state:
        return say(lang, f"workbook.state.{observation.state}")
    if top is not None and bottom is not None:
        factor = Decimal(100) if indicator.type == "percentage" else indicator.multiplier
        share = f"{number(lang, top / bottom * factor, indicator.precision)}: " if bottom else ""
        return f"{share}{number(lang, top)} / {number(lang, bottom)}"
    if observation.value is None:
        return say(lang, "workbook.state.no_data")
    if indicator.type == "milestone":
        return say(lang, "workbook.yes" if observation.value else "workbook.no")
    return _level(indicator, observation.value, lang)
