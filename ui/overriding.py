"""Where a coordinator sets the status of a figure by hand, lifts it again, and sees what was set before. The monitor decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import streamlit as st

from nap.charts import SIGNS, Mark, value_text
from nap.charts.texts import by_hand, plain_status
from nap.facts import Period, Result, Status
from nap.monitor import (
    LONGEST_REASON,
    Indicator,
    Override,
    OverrideRefused,
    Plan,
    ToJudge,
    Verb,
    Viewer,
    lift_override,
    may,
    override_status,
    to_judge,
)
from nap.words import period_name
from ui.names import region_name
from ui.session import house, language, moment, t
from ui.tables import facts, note, table

_DONE = "override_done"


def tell_by_hand(told: Iterable[Result], period: Period) -> None:
    """Why the status of that period is not the computed one, openly, for everybody who sees it."""
    for result in told:
        if result.period == period and result.overridden:
            note(f"{SIGNS[result.status]} {plain_status(language(), result)}", *by_hand(language(), result))


def judge(person: Viewer, plan: Plan, indicator: Indicator, region: str, period: Period) -> None:
    """Everything about the status of one row, folded; nothing for those who may not set it."""
    if not may(person, Verb.OVERRIDE) or house().only_read:  # what is not of today is only looked at
        return
    told = to_judge(person, house(), indicator.code, region, period)
    done = st.session_state.pop(_DONE, "")
    if done:
        st.success(t(f"overrides.done.{done}"))
    if told.standing is not None and told.standing.standing == "lapsed":
        note(t("overrides.lapsed"))
    with st.expander(t("overrides.title")):
        _shown(plan, indicator, told)
        if told.choices:
            _set(person, indicator, told)
        else:
            note(t(f"overrides.refused.{told.hindrance}"))
        if told.standing is not None and told.hindrance != "looking_back":
            _lift(person, told)
        if told.overrides:
            _list(plan, told)


def _shown(plan: Plan, indicator: Indicator, told: ToJudge) -> None:
    """The figure, and what the calculation makes of it."""
    row, lang = told.computed, language()
    named = {"region": region_name(lang, plan, row.region), "period": period_name(lang, row.period)}
    facts(
        [
            (t("overrides.figure"), t("overrides.row", indicator=indicator.code, **named)),
            (t("pages.column.value"), value_text(lang, indicator, row)),
            (t("overrides.computed_status"), _word(row.status)),
            (t("overrides.why"), t(f"common.reason.{row.reason}") if row.reason else ""),
        ]
    )


def _set(person: Viewer, indicator: Indicator, told: ToJudge) -> None:
    row, key, words = told.computed, _key(told), {status: _word(status) for status in told.choices}
    with st.form(f"override_{key}", border=False):
        status = st.selectbox(
            t("overrides.choose"),
            list(words),
            index=None,
            format_func=words.__getitem__,
            placeholder=t("overrides.choose.none"),
            key=f"status_{key}",
        )
        reason = st.text_area(t("overrides.reason"), key=f"because_{key}", max_chars=LONGEST_REASON)
        st.caption(t("overrides.hint", n=LONGEST_REASON))
        st.caption(t("overrides.until"))
        if not st.form_submit_button(t("overrides.set"), type="primary", key=f"set_{key}"):
            return
    if status is None:
        st.error(t("overrides.refused.not_chosen"))
    else:
        where = (indicator.code, row.region, row.period)
        _do(lambda: override_status(person, house(), *where, status, reason), "set")


def _lift(person: Viewer, told: ToJudge) -> None:
    row, key = told.computed, _key(told)
    with st.form(f"lift_{key}", border=False):
        reason = st.text_input(t("overrides.lift_reason"), key=f"lift_because_{key}", max_chars=LONGEST_REASON)
        if not st.form_submit_button(t("overrides.lift"), key=f"lifted_{key}"):
            return
    _do(lambda: lift_override(person, house(), row.indicator, row.region, row.period, reason), "lift")


def _key(told: ToJudge) -> str:
    """Each form belongs to one figure as it stands, so that nobody judges a newer one unread."""
    row = told.computed
    return "_".join(map(str, (row.indicator, row.region, row.period, row.value, row.status.value)))


def _list(plan: Plan, told: ToJudge) -> None:
    names = ("pages.column.region", "pages.column.period", "overrides.column.given", "overrides.column.upon")
    more = ("overrides.column.made", "overrides.column.standing")
    table(
        [t(name) for name in (*names, *more)],
        [_line(plan, one) for one in told.overrides],
        caption=t("overrides.list"),
    )


def _line(plan: Plan, one: Override) -> tuple[str | Mark, ...]:
    lang = language()
    return (
        region_name(lang, plan, one.region),
        period_name(lang, one.period),
        Mark(SIGNS[one.status], t(f"common.status.{one.status.value}"), one.status.value, small=one.because),
        _word(one.upon_status),
        f"{one.by}\n{moment(one.at)}",
        _standing(one),
    )


def _standing(one: Override) -> str:
    said = t(f"overrides.standing.{one.standing}")
    ended = [one.ended_by, moment(one.ended_at), one.ended_because] if one.ended_at is not None else []
    return "\n".join(line for line in (said, *ended) if line)


def _word(status: Status) -> str:
    return f"{SIGNS[status]} {t(f'common.status.{status.value}')}"


def _do(act: Callable[[], object], done: str) -> None:
    try:
        act()
    except OverrideRefused as problem:
        st.error(t(f"overrides.refused.{problem.code}", n=LONGEST_REASON))
    else:
        st.session_state[_DONE] = done
        st.rerun()
