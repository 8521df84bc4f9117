"""Beginning a release: of which period, under which title. Everything else is written in the draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from nap.facts import Period
from nap.monitor import (
    LONGEST_TITLE,
    TIME_TO_ANSWER,
    DraftContent,
    PublishedRelease,
    Viewer,
    begin_release,
    period_states,
    release_data,
)
from nap.words import period_name, say
from ui.doing import do, key
from ui.publishing_names import DRAFT, language_label
from ui.session import house, language, t

_BEGUN = "publishing_begun"
_OPEN = frozenset({"running", "due", "over", "closed"})


def begin_box(person: Viewer, *, unfolded: bool) -> None:
    """The fields of a new draft; the title is suggested from the period, in every language of the plan."""
    periods = periods_offered(person)
    if not periods:
        return
    with st.expander(t("publishing.begin"), expanded=unfolded, key=key("publishing_begin_box")):
        st.text(t("publishing.begin.about"))
        period = period_field(periods, _last_ended(periods), key("publishing_begin_period"))
        with st.form(key(f"publishing_begin_{period}"), border=False, enter_to_submit=False):
            suggested = {lang: _suggested(lang, period) for lang in house().plan.languages}
            title = title_fields(suggested, key(f"publishing_begin_{period}"))
            pressed = st.form_submit_button(t("publishing.begin.go"), type="primary")
    if pressed:
        content = DraftContent(period, title, answer_by=house().today() + TIME_TO_ANSWER)
        begin(person, content, t("publishing.begun"))


def begin_correction(person: Viewer, one: PublishedRelease) -> None:
    """A draft that is to correct a published release, with the same words and indicators."""
    said = release_data(house(), one.number)
    everything = len(said.indicators) == len(house().plan.indicators)
    content = DraftContent(
        one.period,
        one.title,
        said.texts,
        () if everything else tuple(each.code for each in said.indicators),
        replaces=one.number,
        visible=one.visible,
        answer_by=house().today() + TIME_TO_ANSWER,
    )
    begin(person, content, t("publishing.begun.correction", n=str(one.number)))


def begin(person: Viewer, content: DraftContent, said: str) -> None:
    """Begin a draft; from the next run on the page is about it."""

    def begun() -> None:
        st.session_state[_BEGUN] = begin_release(person, house(), content.period, content)

    do(begun, lambda _: [said])


def take_begun() -> None:
    """If a draft was begun in the run before, the address leads to it."""
    begun = st.session_state.pop(_BEGUN, None)
    if begun is not None:
        st.query_params.clear()
        st.query_params[DRAFT] = str(begun)


def periods_offered(person: Viewer) -> list[Period]:
    """Return periods that have begun, the latest first."""
    return [one.period for one in period_states(person, house()) if one.state in _OPEN]


def period_field(periods: Sequence[Period], chosen: Period, name: str) -> Period:
    """Up to the end of which period a release goes."""
    named = {str(one): one for one in periods}
    words = {code: period_name(language(), one) for code, one in named.items()}
    code = st.selectbox(
        t("publishing.field.period"),
        list(named),
        index=list(named).index(str(chosen)) if str(chosen) in named else 0,
        format_func=words.__getitem__,
        key=f"{name}_period",
    )
    return named.get(str(code), chosen)


def title_fields(before: Mapping[str, str], name: str) -> dict[str, str]:
    """The title in every language of the plan, as typed; empty ones are left out."""
    typed = {
        lang: st.text_input(
            t("publishing.field.title", language=language_label(lang)),
            before.get(lang, ""),
            max_chars=LONGEST_TITLE,
            key=f"{name}_title_{lang}",
            autocomplete="off",
        )
        for lang in house().plan.languages
    }
    return {lang: said.strip() for lang, said in typed.items() if said.strip()}


def _suggested(lang: str, period: Period) -> str:
    return say(lang, "publishing.title.suggested", period=period)


def _last_ended(periods: Sequence[Period]) -> Period:
    today = house().today()
    return max((one for one in periods if one.end < today), key=lambda one: one.end, default=periods[0])
