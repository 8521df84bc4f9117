"""The first day, step by step: what the store shows of each step, what somebody said, what is missing, the way to do it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

import streamlit as st

from nap.monitor import (
    BY_HAND,
    LONGEST_NOTE,
    NotNow,
    SetupItem,
    SetupStep,
    Viewer,
    first_day,
    installation,
    last_backup,
    say_done,
    take_back_done,
    try_mail,
)
from ui.names import indicator_name, partner_name
from ui.people_acting import refusal, why
from ui.session import house, language, moment, t
from ui.tables import lead, link, mark_html, note, table

_SAID = "setup_said"
_WAYS: Mapping[SetupStep, str] = {
    SetupStep.PLAN: "/plan",
    SetupStep.SECOND: "/people",
    SetupStep.PARTNERS: "/people",
    SetupStep.JOINED: "/people",
}
"""Where a step is done, if that is a page of ours."""
_NAMED = 8
"""So many of what is missing are named."""
_TYPED = re.compile(r"`([^`]+)`")


def setup_page(person: Viewer) -> None:
    """Draw it."""
    lead(t("setup.about"))
    if installation(house()).demo:
        note(t("setup.demo"))
    said = st.session_state.pop(_SAID, "")
    if said:
        note(said)
    items = first_day(person, house())
    done = sum(item.done for item in items)
    note(t("setup.all_done") if done == len(items) else t("setup.done", n=done, m=len(items)))
    for number, item in enumerate(items, start=1):
        with st.container(border=True, key=f"setup_{item.step.value}"):
            _step(person, number, item)


def _step(person: Viewer, number: int, item: SetupItem) -> None:
    step = item.step.value
    mark = mark_html("✓", t("setup.state.done"), "fixed") if item.done else mark_html("○", t("setup.state.open"), "warning")
    known = _last_backup(person) if item.step is SetupStep.BACKUP else ""
    told = [t(f"setup.step.{step}.about"), known, _missing(item), _ticked(item)]
    lines = "".join(f"<p>{_typed_apart(line)}</p>" for line in told if line)
    st.html(f'<h2 class="nap-h2">{number}. {escape(t(f"setup.step.{step}"))}</h2><p class="nap-lead">{mark}</p>{lines}')
    if item.step in _WAYS:
        link(_WAYS[item.step], t(f"setup.step.{step}.go"))
    if item.step is SetupStep.SENSITIVITY:
        _indicators()
    if item.step is SetupStep.MAIL:
        _trial(person)
    if item.step in BY_HAND:
        _by_hand(person, item)


def _typed_apart(line: str) -> str:
    """A sentence; what is to be typed word for word stands in it between backticks."""
    return _TYPED.sub(r"<code>\1</code>", escape(line))


def _last_backup(person: Viewer) -> str:
    """What the record says of the last backup made by the command."""
    found = last_backup(person, house())
    if found is None:
        return t("keeping.setup.none")
    size = f"{found.bytes / 10**6:.1f} MB"
    how = t("keeping.setup.sealed" if found.sealed else "keeping.setup.open")
    return f"{t('keeping.setup.last', when=moment(found.at), size=size)} {how}"


def _missing(item: SetupItem) -> str:
    """What is still open, in words: of a list the first ones by name."""
    if item.done or not item.missing:
        return ""
    step, first = item.step.value, item.missing[0]
    if item.step in (SetupStep.PARTNERS, SetupStep.JOINED) and first not in ("none", "nobody"):
        names = [_name(item.step, one) for one in item.missing[:_NAMED]]
        names += [t("setup.more", n=len(item.missing) - _NAMED)] if len(item.missing) > _NAMED else []
        return t(f"setup.missing.{step}", names="; ".join(names))
    code = {SetupStep.PARTNERS: "none", SetupStep.JOINED: "nobody", SetupStep.MAIL: first}.get(item.step, step)
    return t(f"setup.missing.{code}", address=first)


def _name(step: SetupStep, code: str) -> str:
    return partner_name(language(), house().plan, code) if step is SetupStep.PARTNERS else code


def _ticked(item: SetupItem) -> str:
    tick = item.tick
    if tick is None:
        return ""
    said = t("setup.ticked", person=tick.person, when=moment(tick.at), day=tick.day)
    stale = t("setup.stale") if item.stale else ""
    return " ".join(filter(None, (said, f"“{tick.note}”" if tick.note else "", stale)))


def _indicators() -> None:
    """Every indicator with its protection, to be looked through one by one."""
    lang, plan = language(), house().plan
    with st.expander(t("setup.indicators", n=len(plan.indicators)), key="setup_indicators"):
        header = [t("pages.column.indicator"), t("pages.column.protection")]
        rows = [[indicator_name(lang, plan, one.code), t(f"pages.sensitivity.{one.sensitivity}")] for one in plan.indicators]
        table(header, rows, caption=t("setup.step.sensitivity"))


def _trial(person: Viewer) -> None:
    if house().settings.mail is None or not st.button(t("setup.trial", person=person.person), key="setup_trial"):
        return
    with st.spinner(t("setup.trial.going")):
        outcome = try_mail(person, house())
    if outcome == "sent":
        st.session_state[_SAID] = "✓ " + t("people.post.sent", person=person.person)
        st.rerun()
    refusal(t(f"setup.trial.{outcome}"))


def _by_hand(person: Viewer, item: SetupItem) -> None:
    step = item.step.value
    if item.tick is not None and not item.stale:
        if st.button(t("setup.untick"), key=f"setup_untick_{step}"):
            take_back_done(person, house(), step)
            st.rerun()
        return
    if item.done:
        return
    with st.form(f"setup_form_{step}", border=False, enter_to_submit=False):
        on = None
        if item.step is SetupStep.BACKUP:
            today = house().today()
            on = st.date_input(t("setup.day"), today, max_value=today, format="DD.MM.YYYY", key=f"setup_day_{step}")
        words = st.text_input(t("setup.note"), max_chars=LONGEST_NOTE, key=f"setup_note_{step}", autocomplete="off")
        ticked = st.form_submit_button(t(f"setup.step.{step}.tick"), key=f"setup_tick_{step}")
    if ticked:
        try:
            say_done(person, house(), step, on, words)
        except NotNow as problem:
            refusal(why(problem))
        else:
            st.rerun()
