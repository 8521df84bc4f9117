"""Whether the record is whole, for coordinators: said in words, with what to note down elsewhere and to compare with later."""

from __future__ import annotations

from datetime import datetime, timedelta
from html import escape

import streamlit as st

from nap.monitor import Chain, Viewer, chain
from ui.session import house, moment, t
from ui.tables import mark_html

_FRESH = timedelta(minutes=1)
"""So long a look stands while filters are turned: each reads every event."""
_KEPT, _NOTED = "trail_chain", "trail_noted"
SHOWN = 24
"""Letters of a hash to note down: nobody finds another history that begins with the same ones."""


def show_chain(person: Viewer) -> None:
    """Draw it."""
    with st.container(border=True, key="trail_chain_card"):
        noted = st.session_state.get(_NOTED, "")
        try:
            found, when = _looked_at(person, noted)
            wrong = ""
        except ValueError:
            found, when = _looked_at(person, "")
            wrong = t("trail.chain.not_noted")
        st.html(_told(found, when, compared=bool(noted.strip()) and not wrong))
        with st.container(horizontal=True, vertical_alignment="bottom", key="trail_compare"):
            st.text_input(t("trail.chain.noted"), key=_NOTED, max_chars=120)
            st.button(t("trail.chain.again"), key="trail_again", on_click=_forget)
        if wrong:
            st.html(f'<p class="nap-note" role="alert">{escape(wrong)}</p>')


def _looked_at(person: Viewer, noted: str) -> tuple[Chain, datetime]:
    kept, now = st.session_state.get(_KEPT), house().now()
    if kept is None or kept[0] != noted or now - kept[2] > _FRESH:
        kept = st.session_state[_KEPT] = (noted, chain(person, house(), noted), now, house().moment())
    return kept[1], kept[3]


def _forget() -> None:
    st.session_state.pop(_KEPT, None)


def _told(found: Chain, when: datetime, *, compared: bool) -> str:
    count = t("trail.chain.count", count=found.count, when=moment(when))
    if found.fault:
        said = mark_html("✗", t(f"trail.fault.{found.fault}", number=str(found.broken)), "error")
        return f'<p>{said}</p><p>{escape(t("trail.chain.what_now"))}</p><p class="nap-small">{escape(count)}</p>'
    whole = t("trail.chain.whole") + (f" {t('trail.chain.fits')}" if compared else "")
    said = mark_html("✓", whole, "fixed")
    head = f"{found.number}:{found.sha256[:SHOWN]}"
    return (
        f'<p>{said}</p><p class="nap-small">{escape(count)}</p>'
        f'<p>{escape(t("trail.chain.note"))} <code class="nap-head">{escape(head)}</code></p>'
    )
