"""Hiding an indicator or a region at once: what to choose, a reason, one button; below what is hidden now, and what was."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from nap.monitor import (
    LONGEST_DECISION,
    Hiding,
    Plan,
    Verb,
    Viewer,
    anything_hidden,
    hide_now,
    hidings_of,
    may,
    person_text,
    plan_of,
    show_again,
)
from ui.addresses import BOARD, address
from ui.doing import do, key, tell_done
from ui.names import indicator_name, region_name
from ui.session import house, language, moment, t
from ui.tables import Cell, facts, lead, link, note, table

KINDS = ("region", "indicator")
"""What can be hidden, by the name of its filter in the address."""
_OF_FIGURES = BOARD | {"summary", "coverage", "start"}
Thing = tuple[str, str]


def hiding_page(person: Viewer) -> None:
    """Draw it."""
    lead(t("hiding.about"))
    tell_done()
    hidings, plan = hidings_of(person, house()), plan_of(person, house())
    standing = [one for one in hidings if one.ended is None]
    _hide(person, plan, {one.thing for one in standing})
    _standing(person, plan, standing)
    _over(plan, [one for one in hidings if one.ended is not None])


def held_back(person: Viewer, page: str) -> None:
    """On pages of figures: that some of them are held back at the moment, never which. Coordinators are led to what is hidden."""
    if page not in _OF_FIGURES or not anything_hidden(person, house()):
        return
    if may(person, Verb.PUBLISH):
        link(address("hiding"), t("hiding.banner.coordinators"))
    else:
        note(t("hiding.banner"))


def hide_link(person: Viewer, kind: str, code: str) -> None:
    """On the page of an indicator or a region: the way to hide it, chosen already; nothing for those who may not."""
    if not may(person, Verb.PUBLISH) or house().only_read:
        return
    hidden = any(one.thing == (kind, code) and one.ended is None for one in hidings_of(person, house()))
    link(address("hiding", **{kind: code}), t("hiding.link.hidden") if hidden else t(f"hiding.link.{kind}"))


def _hide(person: Viewer, plan: Plan, standing: set[Thing]) -> None:
    st.header(t("hiding.hide"), anchor=False)
    things = [one for one in _things(plan) if one not in standing]
    asked = next(((kind, st.query_params[kind]) for kind in KINDS if kind in st.query_params), None)
    chosen = st.selectbox(
        t("hiding.what"),
        things,
        index=things.index(asked) if asked in things else None,
        format_func=partial(_name, plan),
        placeholder=t("hiding.choose"),
        key=key(f"hiding_what_{'_'.join(asked or ())}"),
    )
    reason = _reason(t("hiding.reason"), "hiding_reason")
    st.caption(t("hiding.effect"))
    if st.button(t("hiding.go"), type="primary", key=key("hiding_go")):
        if chosen is None:
            note(t("hiding.choose_first"))
            return
        kind, code = chosen
        said = [t("hiding.hidden", what=_name(plan, chosen)), t("hiding.hidden.copies")]
        do(lambda: hide_now(person, house(), reason, **{kind: code}), lambda _: said)


def _standing(person: Viewer, plan: Plan, standing: Sequence[Hiding]) -> None:
    st.header(t("hiding.now"), anchor=False)
    if not standing:
        note(t("hiding.nothing"))
    for one in standing:
        with st.container(border=True):
            _one(person, plan, one)


def _one(person: Viewer, plan: Plan, one: Hiding) -> None:
    name = _name(plan, one.thing)
    facts(
        [
            (t("hiding.column.what"), name),
            (t("hiding.column.since"), moment(one.at)),
            (t("hiding.column.by"), person_text(language(), one.person)),
            (t("hiding.column.why"), one.reason),
        ]
    )
    reason = _reason(t("hiding.show_reason"), f"hiding_show_reason_{one.number}")
    if st.button(t("hiding.show"), key=key(f"hiding_show_{one.number}")):
        kind, code = one.thing
        do(lambda: show_again(person, house(), reason, **{kind: code}), lambda _: [t("hiding.shown", what=name)])


def _over(plan: Plan, over: Sequence[Hiding]) -> None:
    if over:
        columns = ("what", "since", "by", "why", "until", "shown_by", "shown_why")
        header = [t(f"hiding.column.{name}") for name in columns]
        table(header, [_line(plan, one) for one in over], caption=t("hiding.over"))


def _line(plan: Plan, one: Hiding) -> list[Cell]:
    assert one.ended is not None
    begun: list[Cell] = [_name(plan, one.thing), moment(one.at), person_text(language(), one.person), one.reason]
    return [*begun, moment(one.ended.at), person_text(language(), one.ended.person), one.ended.reason]


def _things(plan: Plan) -> list[Thing]:
    """Regions, indicators, districts: whoever types finds each of them."""
    first = [("region", one.code) for one in plan.regions.level("region")]
    named = [("indicator", one.code) for one in plan.indicators]
    return [*first, *named, *(("region", one.code) for one in plan.regions.level("district"))]


def _name(plan: Plan, thing: Thing) -> str:
    kind, code = thing
    if kind == "indicator":
        return indicator_name(language(), plan, code)
    return t("hiding.region", region=region_name(language(), plan, code))


def _reason(label: str, name: str) -> str:
    return st.text_input(label, max_chars=LONGEST_DECISION, key=key(name), autocomplete="off")
