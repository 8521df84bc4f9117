"""Answering for one's organisation: agree, hold back, ask, in its own words; a coordinator may only note that it holds back."""

from __future__ import annotations

import streamlit as st

from nap.monitor import LONGEST_CONSENT, ConsentAsked, ConsentState, Viewer, answer_consent
from ui.doing import do, key
from ui.people_acting import refusal
from ui.publishing_asked import consent_mark
from ui.session import house, moment, t
from ui.tables import facts, mark_html, note

ANSWERS = ("agree", "hold", "ask")
ANSWERED = (ConsentState.AGREED, ConsentState.HELD)
"""Answers that stand: nothing more is asked of the organisation."""
_KEPT = "consent_seen"


def stands(one: ConsentAsked) -> None:
    """What was answered so far."""
    mark = consent_mark(one.state)
    st.html(f'<p class="nap-stands">{mark_html(mark.sign, mark.word, mark.kind)}</p>')
    if one.at is not None:
        facts([(t("publishing.asks.answered"), moment(one.at)), (t("publishing.asks.words"), one.said)])


def answer_box(person: Viewer, partner: str, one: ConsentAsked, *, own: bool) -> None:
    """The answers to choose from, and words; kept only if the figures are those that were shown."""
    name, offered = key(f"consent_{partner}_{one.draft}"), ANSWERS if own else ("hold",)
    seen, words = _as_shown(name, one.seen), {code: t(f"publishing.answer.{code}") for code in offered}
    with st.form(name, border=False, enter_to_submit=False):
        answer = st.radio(
            t("publishing.asks.answer_again" if one.state in ANSWERED else "publishing.asks.answer"),
            offered,
            index=None if own else 0,
            format_func=words.__getitem__,
            captions=[t(f"publishing.answer.{code}.about") for code in offered],
            key=f"{name}_answer",
        )
        said = st.text_area(t("publishing.asks.say"), max_chars=LONGEST_CONSENT, height=90, key=f"{name}_said")
        st.caption(t("publishing.asks.say.about"))
        pressed = st.form_submit_button(t("publishing.asks.go" if own else "publishing.asks.go.others"), type="primary")
    if pressed and answer is None:
        refusal(t("publishing.asks.choose"))
    elif pressed:
        done = t(f"publishing.answered.{answer}")
        do(lambda: answer_consent(person, house(), one.draft, str(answer), said, partner=partner, seen=seen), lambda _: [done])


def _as_shown(name: str, seen: str) -> str:
    """The word of the figures that stood there when the answer was given; from the next run on that of those drawn now."""
    kept: dict[str, str] = st.session_state.setdefault(_KEPT, {})
    shown, kept[name] = kept.get(name, seen), seen
    if shown != seen:
        note(t("publishing.asks.changed"))
    return shown
