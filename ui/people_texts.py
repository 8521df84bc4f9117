"""The texts of many links just made, shown once: one a person in her language, with ways to send it, and all as one file.

As with one link the store keeps only hashes: until they are passed on the texts stay in this tab, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from html import escape

import streamlit as st

from nap.monitor import (
    XLSX,
    Letter,
    Link,
    Viewer,
    invitation_texts,
    is_for_here_only,
    link_letter,
    mail_is_set_up,
    post,
)
from ui.downloads import download
from ui.people_link import mailto, whatsapp
from ui.session import house, language, moment, t, t_n
from ui.tables import note

_LINKS = "people_links"


@dataclass(frozen=True)
class _Text:
    link: Link
    letter: Letter
    posted: Future[str] | None


def keep_links(links: Sequence[Link]) -> None:
    """Show these from the next run on; where there is mail they go out at once."""
    opened = house()
    st.session_state[_LINKS] = [
        _Text(link, link_letter(opened, link), post(opened, link) if mail_is_set_up(opened) else None) for link in links
    ]


def forget_links() -> None:
    """They were passed on, or the page left: they are shown no more."""
    st.session_state.pop(_LINKS, None)


def show_links() -> bool:
    """Draw them until they are passed on; whether there are any."""
    texts: list[_Text] = st.session_state.get(_LINKS, [])
    if not texts:
        return False
    with st.container(border=True, key="people_texts_box"):
        st.html(f'<h2 class="nap-h2">{escape(t_n("setup.texts.made", len(texts)))}</h2>')
        note(t("setup.texts.once", until=moment(min(one.link.ends for one in texts))), t("setup.texts.warning"))
        if is_for_here_only(house()):
            note(t("people.link.only_here", address=house().settings.base_url))
        _all_of_them(texts)
        _mailed(texts)
        for number, one in enumerate(texts):
            _one(number, one)
        st.button(t("setup.texts.done"), key="people_texts_done", on_click=forget_links)
    return True


def _all_of_them(texts: Sequence[_Text]) -> None:
    links, letters, lang = [one.link for one in texts], [one.letter for one in texts], language()

    def made(viewer: Viewer) -> bytes:
        return invitation_texts(viewer, house(), links, letters, lang).data

    download(t("setup.texts.download"), made, name="invitations.xlsx", kind=XLSX, key="people_many_texts", what=None)


def _mailed(texts: Sequence[_Text]) -> None:
    going = sum(one.posted is not None and not one.posted.done() for one in texts)
    if going:
        note(t_n("setup.texts.going", going))
        st.button(t("setup.texts.look"), key="people_texts_look")


def _one(number: int, text: _Text) -> None:
    outcome = text.posted.result() if text.posted is not None and text.posted.done() else ""
    sign = {"": "", "sent": "✓ "}.get(outcome, "✗ ")
    with st.expander(f"{sign}{plain(text.letter.to)}", key=f"people_text_{number}", expanded=number == 0):
        if outcome:
            note(t(f"people.post.{outcome}", person=text.letter.to))
        st.code(text.letter.text, language=None, wrap_lines=True)
        ways = ((whatsapp(text.letter), t("people.link.whatsapp")), (mailto(text.letter), t("people.link.mailto")))
        anchors = (
            f'<a class="nap-go" href="{escape(to)}" target="_blank" rel="noopener">{escape(said)}</a>' for to, said in ways
        )
        st.html(" ".join(anchors))


def plain(email: str) -> str:
    """An address as text of a heading or a button, which Streamlit takes for Markdown: as code, or it would become a link."""
    return f"`{email}`"
