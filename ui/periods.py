"""Return periods: how each stands, and of one the templates, who has reported, closing it and opening it for one partner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from nap.monitor import ZIP, PeriodState, Reporting, Viewer, partner_languages, period_states, templates_zip
from nap.words import day, language_name, period_name
from ui.doing import tell_done
from ui.downloads import download
from ui.filters import Filters
from ui.names import partner_name
from ui.periods_closing import close_box, reopen_box
from ui.receipts import return_mark
from ui.session import house, language, t
from ui.tables import Cell, Mark, lead, note, table

_SIGNS: Mapping[str, tuple[str, str]] = {
    "ahead": ("○", "info"),
    "running": ("…", "info"),
    "due": ("▲", "warning"),
    "over": ("!", "warning"),
    "closed": ("✓", "fixed"),
}
_OWN = "own"
"""Each template in the language of its people."""


def periods_page(person: Viewer) -> None:
    """Draw it."""
    lead(t("periods.about"))
    tell_done()
    states = period_states(person, house())
    if not states:
        note(t("periods.none"))
        return
    _overview(states)
    filters = Filters("periods_filter")
    ahead = [one.period for one in states if one.state in {"running", "due", "over"}]
    chosen = filters.period([one.period for one in reversed(states)], (ahead or [states[0].period])[0])
    filters.tell()
    _one(person, next(one for one in states if one.period == chosen))


def _overview(states: Sequence[PeriodState]) -> None:
    header = [t("pages.column.period"), t("pages.column.due"), t("pages.column.state"), t("periods.column.reported")]
    table(header, [_line(one) for one in states], caption=t("periods.caption"))


def _line(one: PeriodState) -> list[Cell]:
    given = len(one.partners) - len(one.missing)
    reported = t("periods.reported", n=str(given), m=str(len(one.partners)))
    late = sum(each.late for each in one.partners)
    more = [t("periods.late", n=str(late))] if late else []
    more += [t("periods.reopened_for", n=str(sum(each.reopened for each in one.partners)))] if _reopened(one) else []
    return [period_name(language(), one.period), day(language(), one.due), _mark(one), "\n".join([reported, *more])]


def _reopened(one: PeriodState) -> list[Reporting]:
    return [each for each in one.partners if each.reopened]


def _mark(one: PeriodState) -> Mark:
    sign, kind = _SIGNS[one.state]
    return Mark(sign, t(f"periods.state.{one.state}"), kind)


def _one(person: Viewer, one: PeriodState) -> None:
    st.header(period_name(language(), one.period), anchor=False)
    note(t(f"periods.state.{one.state}.about", date=day(language(), one.due)))
    if one.state != "closed":
        _templates(one)
    _partners(one)
    if one.closing is None:
        close_box(person, one)
    else:
        reopen_box(person, one, one.closing)


def _templates(one: PeriodState) -> None:
    """One archive for everybody: each file in the language of its people, unless one language is asked for."""
    st.header(t("periods.templates"), anchor=False)
    chosen = partner_languages(house(), one.period)
    st.caption(t("periods.templates.about", n=str(len(chosen))))
    words = {_OWN: t("periods.templates.own")} | {lang: language_name(language(), lang) for lang in house().plan.languages}
    with st.container(horizontal=True, vertical_alignment="bottom", key="periods_templates"):
        lang = st.selectbox(t("periods.templates.language"), list(words), format_func=words.__getitem__, key="periods_language")
        asked = "" if lang == _OWN else str(lang)
        download(
            t("periods.templates.go"),
            lambda who: templates_zip(who, house(), one.period, asked).data,
            name=f"{house().plan.id}-{one.period}.zip",
            kind=ZIP,
            key=f"periods_zip_{one.period}",
            what=None,
        )


def _partners(one: PeriodState) -> None:
    lang, plan = language(), house().plan
    header = [t("pages.column.partner"), t("pages.column.status"), t("pages.column.remark")]
    rows: list[list[Cell]] = [
        [partner_name(lang, plan, each.partner), _status(each, one), _remark(each)] for each in one.partners
    ]
    table(header, rows, caption=t("periods.partners", period=one.period))


def _status(each: Reporting, one: PeriodState) -> Mark:
    awaited = one.state not in {"ahead", "running"}
    return return_mark(each.status) if each.status else Mark("–", t("periods.nothing"), "warning" if awaited else "info")


def _remark(each: Reporting) -> str:
    said = [t("pages.late") if each.late else "", t("periods.open_again") if each.reopened else ""]
    return "\n".join(one for one in said if one)
