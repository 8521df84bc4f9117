"""One published release: what it is, where it stands, how often it was read, who may read it, links, correcting, withdrawing."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from nap.monitor import LONGEST_NOTICE, PublishedRelease, ReadCount, Viewer, reads_of_release, set_visibility, withdraw_release
from nap.words import day, period_name
from ui.doing import do, key, tell_done
from ui.people_acting import refusal
from ui.publishing_about import visible_field
from ui.publishing_begin import begin_correction
from ui.publishing_links import links_box
from ui.publishing_names import title_of
from ui.session import house, language, moment, t
from ui.tables import facts, note, subject


def release_board(person: Viewer, one: PublishedRelease, *, suspended: bool) -> None:
    """Draw it."""
    subject(t("publishing.release", n=str(one.number)), title_of(one.title))
    tell_done()
    if one.withdrawn is not None:
        gone = one.withdrawn
        note(
            t("publishing.withdrawn.on", when=moment(gone.at), person=gone.person),
            t("publishing.withdrawn.why", reason=gone.reason),
        )
    elif suspended:
        note(t("publishing.suspended"))
    if one.replaced_by:
        note(t("publishing.replaced.by", n=str(one.replaced_by)))
    _facts(one)
    _ways(one)
    _reads(reads_of_release(person, house(), one.number))
    if one.withdrawn is None:
        _visibility(person, one)
        st.header(t("publishing.links"), anchor=False)
        note(t("publishing.links.about"))
        links_box(person, one.number, "share")
        _correct(person, one)
        _withdraw(person, one)


def _facts(one: PublishedRelease) -> None:
    replaces = t("publishing.release", n=str(one.replaces)) if one.replaces else ""
    facts(
        [
            (t("pages.column.period"), period_name(language(), one.period)),
            (t("publishing.column.as_of"), day(language(), one.as_of)),
            (t("publishing.fact.published"), f"{moment(one.at)}, {one.person}"),
            (t("publishing.fact.visible"), t(f"publishing.visible.{one.visible}") if one.withdrawn is None else ""),
            (t("publishing.fact.replaces"), replaces),
            (t("publishing.fact.because"), title_of(one.because)),
            (t("publishing.fact.plan"), t("publishing.fact.versions", plan=str(one.version), method=str(one.method))),
            (t("publishing.fact.address"), house().settings.base_url.rstrip("/") + f"/releases/{one.number}/"),
            (t("publishing.fact.hash"), one.sha256),
        ]
    )


def _ways(one: PublishedRelease) -> None:
    """Where its pages are opened, in a tab of their own."""
    addresses = {"donor": f"/releases/{one.number}/", "forum": f"/releases/{one.number}/forum/"}
    open_it = [(addresses[name], t(f"publishing.open.{name}")) for name in one.editions if name in addresses]
    anchors = (f'<a class="nap-go" href="{escape(to)}" target="_blank" rel="noopener">{escape(said)}</a>' for to, said in open_it)
    st.html(f'<p class="nap-ways">{" ".join(anchors)}</p>')


def _reads(found: Sequence[ReadCount]) -> None:
    """How often it was opened: pages and files together, without anything about persons."""
    pages = sum(one.times for one in found if one.path.endswith(".html"))
    others = sum(one.times for one in found) - pages
    if not found:
        note(t("publishing.reads.none"))
        return
    last = max(one.day for one in found)
    note(t("publishing.reads", pages=str(pages), files=str(others), date=day(language(), last)), t("publishing.reads.about"))


def _visibility(person: Viewer, one: PublishedRelease) -> None:
    name = key(f"publishing_visible_{one.number}")
    st.header(t("publishing.field.visible"), anchor=False)
    with st.form(name, border=False, enter_to_submit=False):
        chosen = visible_field(one.visible, name, headed=True)
        pressed = st.form_submit_button(t("publishing.visible.keep"))
    if pressed:
        said = t("publishing.visible.kept", visible=t(f"publishing.visible.{chosen}"))
        do(lambda: set_visibility(person, house(), one.number, chosen), lambda _: [said])


def _correct(person: Viewer, one: PublishedRelease) -> None:
    st.header(t("publishing.correct"), anchor=False)
    note(t("publishing.correct.about"))
    if st.button(t("publishing.correct.go"), key=key("publishing_correct")):
        begin_correction(person, one)


def _withdraw(person: Viewer, one: PublishedRelease) -> None:
    with st.expander(t("publishing.withdraw"), key=key("publishing_withdraw_box")):
        st.text(t("publishing.withdraw.about"))
        reason = st.text_area(
            t("publishing.withdraw.reason"), max_chars=LONGEST_NOTICE, height=90, key=key("publishing_withdraw_reason")
        )
        sure = st.checkbox(t("publishing.withdraw.sure"), key=key("publishing_withdraw_sure"))
        if not st.button(t("publishing.withdraw.go", n=str(one.number)), key=key("publishing_withdraw")):
            return
        if not sure:
            refusal(t("publishing.withdraw.not_sure"))
            return
        do(lambda: withdraw_release(person, house(), one.number, reason), lambda _: [t("publishing.withdrawn.done")])
