"""Releases: those in preparation, beginning one, those published; one of them in full if the address names it."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import TypeVar

import streamlit as st

from nap.monitor import PublishedRelease, ReleaseDraft, Viewer, drafts, listed_releases, releases
from nap.words import day, period_name
from ui.addresses import address
from ui.doing import tell_done
from ui.publishing_begin import begin_box, take_begun
from ui.publishing_draft import draft_board
from ui.publishing_names import DRAFT, RELEASE, release_mark, title_of
from ui.publishing_publish import take_published
from ui.publishing_published import release_board
from ui.session import house, language, moment, t
from ui.tables import Cell, Link, lead, link, note, table

One = TypeVar("One", ReleaseDraft, PublishedRelease)


def publishing_page(person: Viewer) -> None:
    """Draw it."""
    take_begun()
    take_published()
    open_drafts, published = drafts(person, house()), releases(person, house())
    draft, release = _asked(DRAFT, open_drafts), _asked(RELEASE, published)
    if draft is not None:
        link("/publishing", t("publishing.back"))
        draft_board(person, draft, published)
    elif release is not None:
        link("/publishing", t("publishing.back"))
        release_board(person, release, suspended=release.number in _suspended(person))
    else:
        _overview(person, open_drafts, published)


def _asked(name: str, found: Sequence[One]) -> One | None:
    """The one that the address names; what it asks for in vain is told."""
    asked = st.query_params.get(name, "")
    one = next((one for one in found if str(one.number) == asked), None)
    if asked and one is None:
        del st.query_params[name]
        note(t(f"publishing.gone.{name}"))
    return one


def _overview(person: Viewer, open_drafts: Sequence[ReleaseDraft], published: Sequence[PublishedRelease]) -> None:
    tell_done()
    lead(t("publishing.lead"))
    with st.container(key="publishing_drafts"):
        _drafts(open_drafts)
    begin_box(person, unfolded=not open_drafts)
    with st.container(key="publishing_published"):
        _published(published, _suspended(person))


def _suspended(person: Viewer) -> set[int]:
    """Numbers of the releases that nobody can read while something in them is hidden at once."""
    return {one.release.number for one in listed_releases(house(), person) if one.suspended}


def _drafts(found: Sequence[ReleaseDraft]) -> None:
    st.header(t("publishing.drafts"), anchor=False)
    if not found:
        note(t("publishing.drafts.none"))
        return
    header = [t("publishing.column.title"), t("pages.column.period"), t("publishing.column.changed")]
    table(header, [_draft(one) for one in found], caption=t("publishing.drafts.caption"))


def _published(found: Sequence[PublishedRelease], suspended: Set[int]) -> None:
    st.header(t("publishing.published"), anchor=False)
    if not found:
        note(t("publishing.published.none"))
        return
    header = [t("publishing.column.release"), t("pages.column.period"), t("publishing.column.as_of"), t("pages.column.state")]
    table(header, [_release(one, suspended=one.number in suspended) for one in found], caption=t("publishing.published.caption"))


def _draft(one: ReleaseDraft) -> list[Cell]:
    name = title_of(one.content.title) or t("publishing.untitled", n=str(one.number))
    changed = f"{moment(one.changed)}\n{one.changed_by}"
    return [Link(name, address("publishing", draft=one.number)), period_name(language(), one.content.period), changed]


def _release(one: PublishedRelease, *, suspended: bool) -> list[Cell]:
    name = t("publishing.number", n=str(one.number), title=title_of(one.title))
    where = Link(name, address("publishing", release=one.number))
    return [where, period_name(language(), one.period), day(language(), one.as_of), release_mark(one, suspended=suspended)]
