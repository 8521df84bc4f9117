"""What donors will see: the coordinator's own look at the preview, and a look for an office outside before it is published.

The preview is served as plain pages, by the code that makes the release itself. The coordinator's own link is made when she asks
for it, is good until the end of the day and stands in this tab alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import streamlit as st

from nap.monitor import ReleaseDraft, ShareLink, Viewer, make_share_link
from ui.doing import do, key
from ui.publishing_links import links_box
from ui.publishing_names import language_label
from ui.session import house, t
from ui.tables import note

_OWN = "publishing_own_preview"


def look_step(person: Viewer, draft: ReleaseDraft) -> None:
    """The links to every page of the preview; below, links for others."""
    note(t("publishing.look.about"), t("publishing.look.same"))
    made: ShareLink | None = st.session_state.get(_OWN)
    if made is not None and made.release == draft.number and made.until > house().moment():
        st.html(f'<ul class="nap-ways">{"".join(_ways(made.path))}</ul>')
    elif st.button(t("publishing.look.go"), type="primary", key=key("publishing_look")):
        do(lambda: _make(person, draft.number), lambda _: [t("publishing.look.made")])
    st.header(t("publishing.look.others"), anchor=False)
    note(t("publishing.look.others.about"))
    links_box(person, draft.number, "preview")


def _make(person: Viewer, draft: int) -> None:
    whom = t("publishing.look.mine")
    st.session_state[_OWN] = make_share_link(person, house(), draft, house().today(), whom, purpose="preview")


def _ways(path: str) -> Iterator[str]:
    """Each language with its first page and its PDF, in a tab of their own: this one stays where it is."""
    for lang in house().plan.languages:
        name = escape(language_label(lang))
        pages = _anchor(f"{path}{lang}/index.html", t("publishing.look.pages"))
        printed = _anchor(f"{path}{lang}/release.pdf", t("publishing.look.pdf"))
        yield f'<li><strong lang="{lang}">{name}</strong> {pages} {printed}</li>'


def _anchor(address: str, words: str) -> str:
    return f'<a class="nap-go" href="{escape(address)}" target="_blank" rel="noopener">{escape(words)}</a>'
