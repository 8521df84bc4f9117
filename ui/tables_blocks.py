"""Which indicator a block is, and how its figures are to be taken: one list for each block, then what it leaves open.

What is said is kept at the desk as `Choice`s; the fields only show it, so it outlives a change of page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from html import escape
from typing import NamedTuple

import streamlit as st

from nap.monitor import Block, Choice, Indicator, Plan, Understood, Viewer, breakdown_name
from nap.words import number
from ui.names import indicator_name, partner_name, region_name
from ui.session import language, t
from ui.tables_desk import Desk, home
from ui.tables_lines import block_head
from ui.tables_parts import parts_of

_SCALES = (Decimal(1), Decimal(1_000), Decimal(1_000_000))


class _About(NamedTuple):
    """What a field is about."""

    desk: Desk
    block: Block
    indicator: Indicator
    place: int


def blocks_step(desk: Desk, person: Viewer, plan: Plan, understood: Understood) -> None:
    """Draw every block with its indicator; then whose figures they are, and where they come from."""
    for block in understood.blocks:
        with st.container(key=f"tablesblock_{block.number}"):
            st.html(block_head(block))
            _block(desk, person, plan, block)
    if chosen := desk.chosen(understood):
        _whose(desk, person, plan, next(iter(chosen.values()))[0].indicator)


def _block(desk: Desk, person: Viewer, plan: Plan, block: Block) -> None:
    """The block's indicators; one more may be added, as a table of victims may serve two."""
    chosen = list(desk.choices.get(home(block), ()))
    offered = _offered(person, plan)
    shown: list[Choice | None] = [*chosen] or [None]
    if st.session_state.get(desk.key("more", home(block))):
        shown.append(None)
    kept = []
    for place, choice in enumerate(shown):
        made = _choice(desk, plan, block, offered, choice, place)
        if made is not None:
            kept.append(made)
    if kept:
        desk.choices[home(block)] = tuple(kept)
    else:
        desk.choices.pop(home(block), None)
    if len(kept) == len(shown) and len(kept) < 3:
        st.button(
            t("tables.block.another"),
            key=desk.key("add", home(block)),
            type="tertiary",
            on_click=_add,
            args=(desk, home(block)),
        )


def _add(desk: Desk, place: str) -> None:
    st.session_state[desk.key("more", place)] = True


def _offered(person: Viewer, plan: Plan) -> list[str]:
    """The indicators that can be chosen: for a person of a partner those the partner reports."""
    return [
        each.code
        for each in plan.indicators
        if each.type != "narrative" and (person.partner is None or person.partner in each.reported_by)
    ]


def _choice(desk: Desk, plan: Plan, block: Block, offered: list[str], choice: Choice | None, place: int) -> Choice | None:
    """One list; and once an indicator is chosen, what else has to be said."""
    code = st.selectbox(
        t("tables.block.indicator"),
        offered,
        format_func=lambda each: indicator_name(language(), plan, each),
        index=offered.index(choice.indicator) if choice and choice.indicator in offered else None,
        key=desk.key("indicator", home(block), place),
        placeholder=t("tables.block.none"),
        filter_mode="contains",
    )
    indicator = plan.indicator(code) if code else None
    if indicator is None:
        return None
    if choice is None or choice.indicator != indicator.code:
        choice = Choice(indicator.code)
    with st.container(key=f"tablesfields_{block.number}_{place}"):
        return _fields(desk, plan, block, indicator, choice, place)


def _fields(desk: Desk, plan: Plan, block: Block, indicator: Indicator, choice: Choice, place: int) -> Choice:
    """Only what this block and this indicator leave open is asked; the rest is folded."""
    about = _About(desk, block, indicator, place)
    if indicator.has_ratio:
        words = {each: t(f"tables.measures.{each}") for each in ("numerator", "denominator", "value")}
        choice = replace(choice, measures=_pick(about, "measures", words, choice.measures))
    if any(each.mark == "dash" for each in block.values):
        words = {each: t(f"tables.dash.{each}") for each in ("no_data", "zero")}
        choice = replace(choice, dash=_pick(about, "dash", words, choice.dash))
    choice = replace(choice, parts=parts_of(desk, block, indicator, choice, place))
    with st.expander(t("tables.fields"), key=desk.key("fields", home(block), place)):
        return _folded(about, plan, choice)


def _folded(about: _About, plan: Plan, choice: Choice) -> Choice:
    """What holds for the block as a whole: of whom, of which place, in how many."""
    lang, regions = language(), plan.regions
    if about.indicator.categories and about.indicator.type != "cascade":
        parts = {"": t("tables.whole")} | {
            part: breakdown_name(lang, about.indicator, part) for part in about.indicator.categories
        }
        choice = replace(choice, breakdown=_pick(about, "breakdown", parts, choice.breakdown))
    places = {each.code: region_name(lang, plan, each.code) for each in regions.all if each.level in about.indicator.levels}
    if any(each.region in (None, plan.country) for each in about.block.values):
        country = {"": region_name(lang, plan, plan.country)}
        named = country | {code: name for code, name in places.items() if code != plan.country}
        choice = replace(choice, region=_pick(about, "region", named, choice.region or "") or None)
    scales = {str(each): number(lang, each) for each in dict.fromkeys((*_SCALES, choice.scale))}
    return replace(choice, scale=Decimal(_pick(about, "scale", scales, str(choice.scale))))


def _pick(about: _About, name: str, words: Mapping[str, str], now: str) -> str:
    """One of a few, by its code; what is chosen now is shown first."""
    codes = list(words)
    label, index = t(f"tables.{name}"), codes.index(now) if now in codes else 0
    key = about.desk.key(name, home(about.block), about.place, about.indicator.code)
    return st.selectbox(label, codes, format_func=lambda code: words.get(code, code), index=index, key=key) or codes[0]


def _whose(desk: Desk, person: Viewer, plan: Plan, first: str) -> None:
    """Whose figures they are, by default those of the first indicator's lead, and what is told as their source."""
    st.html(f'<h3 class="nap-h3">{escape(t("tables.whose"))}</h3>')
    codes = [each.code for each in plan.partners] if person.partner is None else [person.partner]
    now = desk.partner or _lead(plan, first)
    if person.partner is None:
        desk.partner = (
            st.selectbox(
                t("tables.partner"),
                codes,
                format_func=lambda code: partner_name(language(), plan, code),
                index=codes.index(now) if now in codes else 0,
                key=desk.key("partner"),
            )
            or codes[0]
        )
    else:
        desk.partner = person.partner
    desk.source = st.text_input(
        t("tables.source"), value=desk.source, key=desk.key("source"), max_chars=200, placeholder=t("tables.source.hint")
    )


def _lead(plan: Plan, code: str) -> str:
    """Who leads an indicator, else the first who reports it."""
    indicator = plan.indicator(code)
    if indicator is None:
        return ""
    return indicator.lead if indicator.lead in indicator.reported_by else next(iter(indicator.reported_by), "")
