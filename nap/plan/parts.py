"""The parts of a total by name. A breakdown such as `sex=F` enters, words leave."""

from __future__ import annotations

from nap.plan.model import Indicator
from nap.words import known, pick, say

_SEX = {"F": "workbook.header.value_f", "M": "workbook.header.value_m", "_U": "workbook.header.value_u"}


def breakdown_name(lang: str, indicator: Indicator | None, breakdown: str) -> str:
    """The categories in words, `Women` for `sex=F`; empty for the total."""
    parts = (part.partition("=") for part in breakdown.split(";") if part)
    return ", ".join(_category(lang, indicator, by, category) for by, _, category in parts)


def _category(lang: str, indicator: Indicator | None, by: str, category: str) -> str:
    if by == "step" and indicator is not None:
        return next((pick(step.title, lang) for step in indicator.steps if step.code == category), category)
    if by == "sex" and category in _SEX:
        return say(lang, _SEX[category])
    key = f"workbook.category.{by}_{category}"
    return say(lang, key) if known(key) else f"{by}: {category}"
