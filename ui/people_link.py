"""A one-time link, shown once: a text to copy in the language of the person it is for, ways to send it, how it went by mail.

The store keeps only the link's hash. Until the reader has passed it on it stays in this tab, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from html import escape
from urllib.parse import quote, urlencode

import streamlit as st

from nap.monitor import Letter, Link, LinkRefused, bidden, is_for_here_only, link_letter, mail_is_set_up, post
from ui.people_acting import refusal
from ui.session import house, moment, t
from ui.tables import note

_LINK, _POSTED = "people_link", "people_posted"
_LONGEST_MAILTO = 2000
"""Signs of an address that a browser on Windows still hands to a mail program; beyond, nothing happens at the click."""


def keep_link(link: Link) -> None:
    """Show this link from the next run on; where there is mail it goes out at once."""
    st.session_state[_LINK] = link
    st.session_state[_POSTED] = post(house(), link) if mail_is_set_up(house()) else None


def forget_link() -> None:
    """The link was passed on, or the page left: it is shown no more."""
    st.session_state.pop(_LINK, None)
    st.session_state.pop(_POSTED, None)


def show_link() -> bool:
    """Draw the link that was just made, until it is passed on, used or replaced; whether there is one."""
    link: Link | None = st.session_state.get(_LINK)
    if link is None:
        return False
    try:
        letter, told = link_letter(house(), link), bidden(house(), link.secret)
    except LinkRefused as problem:
        forget_link()
        note(t(f"people.link.gone.{problem.code}", person=link.person))
        return False
    with st.container(border=True, key="people_link_box"):
        st.html(
            f'<h2 class="nap-h2">{escape(t(f"people.link.{link.purpose.value}", name=told.name))}</h2>'
            f'<p class="nap-lead">{escape(t("people.link.about", until=moment(link.ends)))}</p>'
        )
        _ways(letter)
        _by_mail(letter)
        st.button(t("people.link.done"), key="people_link_done", on_click=forget_link)
    return True


def _ways(letter: Letter) -> None:
    if is_for_here_only(house()):
        note(t("people.link.only_here", address=house().settings.base_url))
    st.html(f'<p class="nap-small">{escape(t("people.link.text"))}</p>')
    st.code(letter.text, language=None, wrap_lines=True)
    ways = ((whatsapp(letter), t("people.link.whatsapp")), (mailto(letter), t("people.link.mailto")))
    anchors = (
        f'<a class="nap-go" href="{escape(there)}" target="_blank" rel="noopener">{escape(said)}</a>' for there, said in ways
    )
    st.html(" ".join(anchors))


def whatsapp(letter: Letter) -> str:
    """An address that opens WhatsApp with the text, to choose whom it goes to."""
    return "https://wa.me/?" + urlencode({"text": letter.text}, quote_via=quote)


def mailto(letter: Letter) -> str:
    """An address that opens the reader's own mail program with the letter, without its last words where they are too many."""
    said = letter.text.split("\n\n")
    while len(_mailto(letter, said)) > _LONGEST_MAILTO and "://" not in said[-1]:
        said.pop()
    return _mailto(letter, said)


def _mailto(letter: Letter, said: Sequence[str]) -> str:
    words = {"subject": letter.subject, "body": "\n\n".join(said)}
    return f"mailto:{quote(letter.to, safe='@')}?" + urlencode(words, quote_via=quote)


def _by_mail(letter: Letter) -> None:
    posted: Future[str] | None = st.session_state.get(_POSTED)
    if posted is None:
        return
    if not posted.done():
        _on_its_way()
    elif posted.result() == "sent":
        note("✓ " + t("people.post.sent", person=letter.to))
    else:
        refusal(t(f"people.post.{posted.result()}"))


@st.fragment(run_every=1)
def _on_its_way() -> None:
    """The page stands and can be used meanwhile; it is drawn anew when the mail server has answered."""
    posted: Future[str] | None = st.session_state.get(_POSTED)
    if posted is not None and posted.done():
        st.rerun()
    note(t("people.post.going"))
