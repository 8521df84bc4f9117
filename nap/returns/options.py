"""Cells that are answered from a list: the column and its indicator enter; the choices of its drop-down leave."""

from __future__ import annotations

from collections.abc import Mapping

from nap.facts import MEASURE_STATUSES, QUALITIES, STATES
from nap.plan import Indicator
from nap.returns import choices, tags
from nap.words import languages, pick, say

_FAMILIES = {
    tags.STATE: ("state", STATES[1:]),
    tags.QUALITY: ("quality", QUALITIES[1:]),
    tags.MEASURE_STATUS: ("measure_status", MEASURE_STATUSES),
}
_ANSWERS = frozenset({tags.LEVEL, tags.TOTAL})
"""Where the answer of a milestone or an ordinal stands."""


def options(column: str, indicator: Indicator | None, lang: str) -> Mapping[str, str]:
    """Code → label in `lang`, in the order of the drop-down; empty for a column in which anything may be typed."""
    if column in _FAMILIES:
        family, codes = _FAMILIES[column]
        return {code: say(lang, f"workbook.{family}.{code}") for code in codes}
    kind = indicator.type if indicator is not None and column in _ANSWERS else ""
    if column == tags.NOTHING or kind == "milestone":
        return {code: say(lang, f"workbook.{code}") for code in ("yes", "no")}
    return {level.code: pick(level.title, lang) for level in indicator.scale} if indicator and kind == "ordinal" else {}


def meant(column: str, indicator: Indicator | None, text: str) -> str | None:
    """The code of the option that a text names: by itself or by its label in any language."""
    shape = choices.fold(text)
    labels = [pair for lang in languages() for pair in options(column, indicator, lang).items()]
    return next((code for code, label in labels if shape in {choices.fold(code), choices.fold(label)}), None)
