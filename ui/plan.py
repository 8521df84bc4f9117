"""The coordinators' page about the plan: a changed file and what it revises, adopting it with a reason, every version so far."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from nap.charts.revisions import told
from nap.monitor import (
    LONGEST_ADOPTION_REASON,
    Adoption,
    Compared,
    NotAdopted,
    Plan,
    PlanProblem,
    Revision,
    Viewer,
    adopt_plan,
    adoptions,
    compare_plan,
    fault_text,
    plan_of,
)
from nap.words import pick
from ui.revisions import who
from ui.session import house, language, moment, t
from ui.tables import note, table, table_html

_DONE = "plan_adopted"


def plan_page(person: Viewer) -> None:
    """How the plan file stands to the plan in force, what can be done about it, and how the plan came to be as it is."""
    done = st.session_state.pop(_DONE, "")
    if done:
        st.success(t("revisions.adopted", version=done))
    compared = compare_plan(person, house())
    state(compared)
    if compared.state == "waits" and compared.plan is not None:
        _changes(compared.plan, compared.revisions)
        _decide(person, compared.plan)
    _versions(plan_of(person, house()), adoptions(person, house()))


def state(compared: Compared) -> None:
    """One sentence, and the faults of a file that has any."""
    plan = compared.plan
    named = {"version": str(plan.version), "plan": pick(plan.title, language())} if plan else {}
    said = t(f"revisions.state.{compared.state}", current=str(house().plan.version), **named)
    faults = [fault_text(fault, language()) for fault in compared.faults] if plan is None else []
    note(said, *faults)


def _changes(plan: Plan, revisions: Sequence[Revision]) -> None:
    if revisions:
        sides = (t("revisions.side.in_force"), t("revisions.side.file"))
        st.html(_revisions(plan, revisions, t("revisions.changes"), sides))
    else:
        note(t("revisions.unimportant"))


def _revisions(plan: Plan, revisions: Sequence[Revision], caption: str, sides: tuple[str, str]) -> str:
    header = [t("revisions.about"), t("pages.column.difference"), *sides]
    said = (told(language(), plan, one) for one in revisions)
    return table_html(header, [(one.about, one.what, one.old, one.new) for one in said], caption=caption)


def _decide(person: Viewer, plan: Plan) -> None:
    """The field and the button belong to this very file: another one is never adopted unread."""
    st.subheader(t("revisions.decide"), anchor=False)
    st.text(t("revisions.effect"))
    key = f"adopt_{plan.sha256}"
    reason = st.text_area(
        t("revisions.reason"), key=f"reason_{key}", max_chars=LONGEST_ADOPTION_REASON, placeholder=t("revisions.reason.help")
    )
    if st.button(t("revisions.button", version=str(plan.version)), type="primary", key=key):
        _adopt(person, plan, reason)


def _adopt(person: Viewer, plan: Plan, reason: str) -> None:
    try:
        done = adopt_plan(person, house(), reason, seen=plan.sha256)
    except NotAdopted as problem:
        st.error(t(f"revisions.refused.{problem.code}"))
    except PlanProblem:
        st.error(t("revisions.refused.changed_meanwhile"))
    else:
        st.session_state[_DONE] = str(done.version)
        st.rerun()


def _versions(plan: Plan, history: Sequence[Adoption]) -> None:
    header = [t("revisions.version"), *(t(f"pages.column.{name}") for name in ("when", "person", "reason"))]
    rows = [[str(one.version), moment(one.at), _by(one, first=one is history[0]), _why(one)] for one in reversed(history)]
    table(header, rows, caption=t("revisions.versions"))
    for one in reversed(history):
        if one.revisions:
            said = f"{t('revisions.version')} {one.version}: {t('pages.column.difference')}"
            inner = _revisions(plan, one.revisions, said, (t("pages.column.before"), t("pages.column.after")))
            st.html(f'<details class="nap-twin"><summary>{escape(said)}</summary>{inner}</details>')


def _by(adoption: Adoption, *, first: bool) -> str:
    return t("revisions.by_itself") if first else who(adoption)


def _why(adoption: Adoption) -> str:
    return adoption.reason or t("revisions.first")
