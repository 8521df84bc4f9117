"""Categories of a foreign table that the plan does not have: each with what it is in the plan, or left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import streamlit as st

from nap.monitor import Axis, Block, Choice, Indicator, Line, TableRole, breakdown_name
from nap.words import pick
from ui.fieldnames import plain_label
from ui.session import language, t, t_n
from ui.tables_desk import Desk, home

_TOTAL, _OUT = "total", ""
_OPEN = 6
"""So many parts of an indicator are asked about openly, more are folded."""


def parts_of(desk: Desk, block: Block, indicator: Indicator, choice: Choice, place: int) -> Mapping[str, str]:
    """What the categories found are in the plan; identical ones are matched by themselves and are not asked about."""
    found = dict(found_parts(block, indicator))
    if not found:
        return {}
    many = len(found) > _OPEN
    holder = st.expander(t_n("tables.parts", len(found)), key=desk.key("parts", home(block), place)) if many else st.container()
    words = {_OUT: t("tables.parts.out"), _TOTAL: t("tables.whole")}
    words |= {part: breakdown_name(language(), indicator, part) for part in indicator.categories}
    said = {}
    with holder, st.container(key=f"tablesparts_{block.number}_{place}"):
        for part, label in found.items():
            now = choice.parts.get(part, _OUT)
            said[part] = _part(desk.key("part", home(block), place, indicator.code, part), label, words, now)
    return {part: taken for part, taken in said.items() if taken or part in choice.parts}


def _part(key: str, label: str, words: Mapping[str, str], now: str) -> str:
    codes = list(words)
    index = codes.index(now) if now in codes else 0
    return (
        st.selectbox(plain_label(label) or "–", codes, format_func=lambda code: words.get(code, code), index=index, key=key)
        or _OUT
    )


def found_parts(block: Block, indicator: Indicator) -> Iterator[tuple[str, str]]:
    """Parts of the block that are none of the indicator's: as a choice names them, and in words."""
    told = set()
    lines = {(line.axis, line.index): line for line in block.lines}
    for given in block.values:
        if given.breakdown == "" or given.breakdown in indicator.categories:
            continue
        crossing = (lines.get((Axis.ROW, given.row)), lines.get((Axis.COLUMN, given.column)))
        part, label = _found(given.breakdown, crossing)
        if part and part not in told:
            told.add(part)
            yield part, label


def _found(breakdown: str | None, lines: tuple[Line | None, Line | None]) -> tuple[str, str]:
    if breakdown:
        return breakdown, breakdown_name(language(), None, breakdown)
    line = next((each for each in lines if each and (each.meaning.unknown_part or each.role is TableRole.MEASURE)), None)
    return (line.meaning.unknown_part, pick(line.labels, language())) if line else ("", "")
