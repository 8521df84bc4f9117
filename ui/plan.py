"""The coordinators' page about the plan: a changed file, what it revises and does, adopting it with a reason, every version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
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
    PlanUpload,
    Revision,
    Viewer,
    adopt_plan,
    adoptions,
    compare_plan,
    fault_text,
    plan_effects,
    plan_of,
)
from nap.words import pick
from ui.plan_effects import effects_board
from ui.plan_upload import choose, hand_out, in_hand, matrix_remarks, of_matrix, put_away
from ui.revisions import who
from ui.session import house, language, moment, t
from ui.tables import note, table, table_html

_DONE = "plan_adopted"


def plan_page(person: Viewer) -> None:
    """How a plan file stands to the plan in force, what it would do, and how the plan came to be as it is."""
    done = st.session_state.pop(_DONE, "")
    if done:
        st.success(t("revisions.adopted", version=done))
    upload = in_hand()
    if upload is None:
        compared = compare_plan(person, house())
        state(compared)
        _consider(person, compared, None)
        choose(person, compared.state == "waits")
        hand_out()
    else:
        _uploaded(person, upload)
    _versions(plan_of(person, house()), adoptions(person, house()))


def _uploaded(person: Viewer, upload: PlanUpload) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.html(f'<h2 class="nap-title">{escape(upload.name)}</h2>', width="content")
        st.button(t("planfile.upload.another"), key="plan_put_away", on_click=put_away, type="tertiary")
    if not matrix_remarks():
        return
    compared = compare_plan(person, house(), upload)
    # What a matrix leaves to be looked at was told by its cells already.
    state(replace(compared, faults=()) if of_matrix() and compared.plan else compared, ".upload")
    _consider(person, compared, upload)


def _consider(person: Viewer, compared: Compared, upload: PlanUpload | None) -> None:
    """What a plan that may be adopted changes, what that does, and deciding it; nothing of one that may not."""
    plan = compared.plan
    if compared.state != "waits" or plan is None:
        return
    _changes(plan, compared.revisions)
    with st.spinner(t("planfile.effects")):
        effects = plan_effects(person, house(), plan)
    effects_board(house().plan, plan, effects)
    if not effects.orphans:
        _decide(person, plan, upload)


def state(compared: Compared, where: str = "") -> None:
    """One sentence, and what there is to mend or to look at in the file. `where`: `.upload` for one that was brought."""
    plan = compared.plan
    named = {"version": str(plan.version), "plan": pick(plan.title, language())} if plan else {}
    said = t(f"revisions.state{where}.{compared.state}", current=str(house().plan.version), id=house().plan.id, **named)
    calm = [t("revisions.state.older.calm")] if compared.state == "older" and not where else []
    faults = [fault_text(fault, language()) for fault in compared.faults] if plan is None or where else []
    note(said, *calm, *faults)


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


def _decide(person: Viewer, plan: Plan, upload: PlanUpload | None) -> None:
    """The field and the button belong to this very file: another one is never adopted unread."""
    st.header(t("revisions.decide"), anchor=False)
    st.text(t("revisions.effect"))
    key = f"adopt_{plan.sha256}"
    reason = st.text_area(
        t("revisions.reason"), key=f"reason_{key}", max_chars=LONGEST_ADOPTION_REASON, placeholder=t("revisions.reason.help")
    )
    if st.button(t("revisions.button", version=str(plan.version)), type="primary", key=key):
        _adopt(person, plan, reason, upload)


def _adopt(person: Viewer, plan: Plan, reason: str, upload: PlanUpload | None) -> None:
    try:
        done = adopt_plan(person, house(), reason, file=upload, seen=plan.sha256)
    except NotAdopted as problem:
        st.error(t(f"revisions.refused.{problem.code}"))
    except PlanProblem:
        st.error(t("revisions.refused.changed_meanwhile"))
    else:
        put_away()
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
