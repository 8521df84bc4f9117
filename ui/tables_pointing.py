"""Correcting by pointing: a line is chosen, by its number or letter, by a cell or from a list; then what it really is.

Every correction is a `Hint`. They are listed, and each can be taken back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Literal

import streamlit as st

from nap.facts import Period
from nap.monitor import Axis, Hint, Line, Plan, Sheet, Understood, breakdown_name, column_letters
from nap.words import period_name
from ui.fieldnames import plain_label
from ui.names import region_name
from ui.session import house, language, t
from ui.tables_desk import AT, Desk
from ui.tables_lines import meaning_text
from ui.tables_roles import line_roles, role_name

_AT = re.compile(r"(?P<sheet>\d{1,3})(?:r(?P<row>\d{1,7}))?(?:c(?P<column>\d{1,5}))?\Z", re.ASCII)
_PLAIN = ("ignore", "total", "heading", "label", "header", "figures", "title", "unit", "footnote")
_TAKES = ("ignore", "region", "period", "part", "total", "heading", "label", "header", "figures", "title", "unit", "footnote")
"""What a line can be said to be, the usual first."""
_SHORT = 40

Spot = tuple[Axis, int]
"""One row or column of the sheet that is shown."""


@dataclass(frozen=True)
class Pointed:
    """What the address points at: the sheet by its place in the file; a row, a column, or both for a cell. Nothing is 0."""

    sheet: int = 0
    row: int = 0
    column: int = 0

    @property
    def spots(self) -> tuple[Spot, ...]:
        """The lines it may mean, the row of a cell first."""
        named = ((Axis.ROW, self.row), (Axis.COLUMN, self.column))
        return tuple((axis, index) for axis, index in named if index)


def pointed(sheet: int | None = None) -> Pointed | None:
    """As the address says; None where it says nothing that can be understood, or speaks of another `sheet`."""
    match = _AT.match(st.query_params.get(AT, ""))
    asked = Pointed(*(int(match[name] or 0) for name in ("sheet", "row", "column"))) if match else None
    return asked if asked is not None and sheet in (None, asked.sheet) else None


def correcting(desk: Desk, plan: Plan, understood: Understood, sheet: Sheet, most: int) -> tuple[Spot, ...]:
    """Draw the list of lines and the choice of what one is; leaves the lines to be framed in the picture."""
    options = _options(sheet, most)
    chosen = _chosen_line(desk, sheet, options)
    if chosen is None:
        st.html(f'<p class="nap-lead">{escape(t("tables.point.how"))}</p>')
        return ()
    line = _line(understood, sheet, chosen)
    st.html(f'<p class="nap-pointed" role="status">{escape(_now(plan, understood, sheet, chosen, line))}</p>')
    if line is not None and line.candidates:
        _candidates(desk, plan, sheet, line)
    with st.container(key="tables_take"):
        take = _take(desk, plan, sheet, chosen)
        if st.button(t("tables.point.correct"), key=desk.key("correct"), type="primary", disabled=take is None) and take:
            desk.correct(Hint(sheet.name, *chosen, take))
            st.rerun()
    return (chosen,)


def _options(sheet: Sheet, most: int) -> dict[Spot, str]:
    """Every row and column that can be pointed at, in words that no correction changes: Streamlit knows a choice by them."""
    first: dict[Spot, str] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        text = " ".join(cell.text.split())
        if text and row <= most:
            first.setdefault((Axis.ROW, row), text)
            first.setdefault((Axis.COLUMN, column), text)
    lines = sorted(first.items(), key=lambda each: (each[0][0] is Axis.COLUMN, each[0][1]))
    return {spot: f"{_spot_name(spot)} · {text[:_SHORT]}" for spot, text in lines}


def _chosen_line(desk: Desk, sheet: Sheet, options: Mapping[Spot, str]) -> Spot | None:
    """The line that the address points at or the list names, whichever was said last."""
    key, seen = desk.key("line", sheet.name), desk.key("seen")
    asked = pointed(desk.sheet)
    if asked is not None and st.session_state.get(seen) != asked:
        st.session_state[seen] = asked
        st.session_state[key] = next((spot for spot in asked.spots if spot in options), None)
    if st.session_state.get(key, "") not in (None, *options):
        st.session_state[key] = next((spot for spot in asked.spots if spot in options), None) if asked else None
    if asked is not None and len(asked.spots) > 1:
        _cell(asked, key, options)
    return st.selectbox(
        t("tables.point.line"),
        list(options),
        format_func=lambda spot: options.get(spot, str(spot)),
        index=None,
        key=key,
        placeholder=t("tables.point.choose"),
    )


def _cell(asked: Pointed, key: str, options: Mapping[Spot, str]) -> None:
    """Of a cell, whether its row or its column is meant."""
    offered = [spot for spot in asked.spots if spot in options]
    with st.container(horizontal=True, key="tables_cell"):
        for spot in offered:
            kind: Literal["primary", "secondary"] = "primary" if st.session_state.get(key) == spot else "secondary"
            st.button(_spot_name(spot), key=f"{key}|{spot[0].value}", type=kind, on_click=_choose, args=(key, spot))


def _choose(key: str, spot: Spot) -> None:
    st.session_state[key] = spot


def _spot_name(spot: Spot) -> str:
    axis, index = spot
    return t(f"tables.line.{axis.value}", name=str(index) if axis is Axis.ROW else column_letters(index))


def _now(plan: Plan, understood: Understood, sheet: Sheet, spot: Spot, line: Line | None) -> str:
    """What the line is taken for now, with what it says; or between which places it does not tell."""
    if line is not None and line.candidates:
        places = ", ".join(_place_name(plan, each) for each in line.candidates)
        return t("tables.point.which", line=_spot_name(spot), places=places)
    rows, columns = line_roles(understood, sheet.name)
    role = line.role if line else (rows if spot[0] is Axis.ROW else columns).get(spot[1])
    meant = meaning_text(language(), plan, line) if line else ""
    taken = ": ".join(filter(None, (role_name(role) if role else t("tables.point.nothing"), meant)))
    return t("tables.point.now", line=_spot_name(spot), taken=taken)


def _candidates(desk: Desk, plan: Plan, sheet: Sheet, line: Line) -> None:
    """The places that a name may mean, one click each."""
    with st.container(horizontal=True, key="tables_candidates"):
        for code in line.candidates:
            words = t("tables.point.this", place=_place_name(plan, code))
            hint = Hint(sheet.name, line.axis, line.index, f"region:{code}")
            st.button(words, key=desk.key("is", sheet.name, line.name, code), on_click=desk.correct, args=(hint,))


def _line(understood: Understood, sheet: Sheet, spot: Spot) -> Line | None:
    lines = (line for block in understood.blocks if block.sheet == sheet.name for line in block.lines)
    return next((line for line in lines if (line.axis, line.index) == spot), None)


def _take(desk: Desk, plan: Plan, sheet: Sheet, spot: Spot) -> str | None:
    """What the person says it is; None while a place, period or part is not named yet."""
    names = {each: t(f"tables.take.{each}") for each in _TAKES}
    where = (sheet.name, spot[0].value, spot[1])
    kind = (
        st.selectbox(t("tables.point.is"), _TAKES, format_func=lambda each: names.get(each, each), key=desk.key("take", *where))
        or _TAKES[0]
    )
    if kind in _PLAIN:
        return kind
    said = _said(desk, plan, kind, where)
    return f"{kind}:{said}" if said else None


def _said(desk: Desk, plan: Plan, kind: str, where: tuple[object, ...]) -> str | None:
    key = desk.key("said", kind, *where)
    if kind == "period":
        text = st.text_input(t("tables.take.period.which"), key=key, max_chars=12, placeholder="2025").strip().upper()
        if text and not _is_period(text):
            _not_understood(text)
            return None
        return text
    named = dict(_places(plan) if kind == "region" else _parts(plan))
    label = t(f"tables.take.{kind}.which")
    return st.selectbox(label, list(named), format_func=lambda code: named.get(code, code), index=None, key=key, placeholder="")


def _not_understood(text: str) -> None:
    st.html(f'<p class="nap-fault"><b aria-hidden="true">✗</b> {escape(t("tables.take.period.not", found=text))}</p>')


def _is_period(text: str) -> bool:
    try:
        Period.parse(text)
    except ValueError:
        return False
    return True


def _places(plan: Plan) -> Iterator[tuple[str, str]]:
    """Every place."""
    for region in plan.regions.all:
        code = "country" if region.level == "country" else region.code
        yield code, _place_name(plan, region.code)


def _place_name(plan: Plan, code: str) -> str:
    """The place with its code: of two with one name it tells which."""
    return f"{plain_label(region_name(language(), plan, code))} ({code})"


def _parts(plan: Plan) -> Iterator[tuple[str, str]]:
    """Every category of the plan's indicators, and one that nobody declared."""
    found = dict.fromkeys(part for each in plan.indicators for part in each.categories if not part.startswith("step="))
    yield from ((part, breakdown_name(language(), None, part)) for part in found)
    yield "?", t("tables.take.part.other")


def corrections(desk: Desk) -> None:
    """What was said so far, each with the button that takes it back."""
    if not desk.hints:
        return
    st.html(f'<h3 class="nap-h3">{escape(t("tables.corrections"))}</h3>')
    with st.container(key="tables_hints"):
        for hint in desk.hints:
            with st.container(horizontal=True, vertical_alignment="center"):
                words = t(
                    "tables.correction", line=_spot_name((hint.axis, hint.index)), sheet=hint.sheet, taken=_take_name(hint.take)
                )
                st.html(f'<p class="nap-hint">{escape(words)}</p>', width="content")
                key = desk.key("back", hint.sheet, hint.axis.value, hint.index)
                st.button(t("tables.correction.back"), key=key, type="tertiary", on_click=desk.take_back, args=(hint,))


def _take_name(take: str) -> str:
    kind, _, said = take.partition(":")
    plan, lang = house().plan, language()
    match kind:
        case "period":
            named = period_name(lang, Period.parse(said))
        case "region":
            named = region_name(lang, plan, plan.regions.country.code if said == "country" else said)
        case "part":
            named = t("tables.take.part.other") if said == "?" else breakdown_name(lang, None, said)
        case _:
            named = ""
    return ": ".join(filter(None, (t(f"tables.take.{kind}"), named)))
