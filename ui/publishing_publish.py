"""Publishing a draft, with what that means before the button and a sentence to agree to; giving a draft up."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from nap.monitor import PublishedRelease, ReleaseDraft, ReleaseProblem, Viewer, drop_draft, publish
from ui.doing import do, key
from ui.people_acting import refusal
from ui.publishing_checks import found_text
from ui.publishing_names import RELEASE
from ui.session import house, t
from ui.tables import note

_LONGEST = 1000
_PUBLISHED = "publishing_just_published"


def publish_step(
    person: Viewer, draft: ReleaseDraft, problems: Sequence[ReleaseProblem], published: Sequence[PublishedRelease]
) -> None:
    """What stops it or what is to be answered for, the sentence, the button; below, giving it up."""
    stops = [one for one in problems if one.blocks]
    if stops:
        refusal(t("publishing.publish.stopped"))
        note(*(found_text(one) for one in stops))
    else:
        _publish(person, draft, [one for one in problems if one.weight == "needs_reason"], _next(published))
    _drop(person, draft)


def take_published() -> None:
    """If a draft was published in the run before, the address leads to the release."""
    number = st.session_state.pop(_PUBLISHED, None)
    if number is not None:
        st.query_params.clear()
        st.query_params[RELEASE] = str(number)


def _next(published: Sequence[PublishedRelease]) -> str:
    return str(max((one.number for one in published), default=0) + 1)


def _publish(person: Viewer, draft: ReleaseDraft, answered_for: Sequence[ReleaseProblem], number: str) -> None:
    visible = t(f"publishing.visible.{draft.content.visible}")
    said = t("publishing.publish.for_whom", visible=visible)
    note(t("publishing.publish.means", n=number), said, t("publishing.publish.later"))
    reason = ""
    if answered_for:
        note(t("publishing.publish.although"), *(found_text(one) for one in answered_for))
        reason = st.text_area(t("publishing.publish.reason"), max_chars=_LONGEST, height=90, key=key("publishing_reason"))
    sure = st.checkbox(t("publishing.publish.sure"), key=key("publishing_sure"))
    if not st.button(t("publishing.publish.go", n=number), type="primary", key=key("publishing_publish")):
        return
    if not sure:
        refusal(t("publishing.publish.not_sure"))
        return

    def made() -> int:
        found = publish(person, house(), draft.number, reason, seen=draft.seen).number
        st.session_state[_PUBLISHED] = found
        return found

    with st.spinner(t("publishing.publish.making")):
        do(made, lambda found: [t("publishing.publish.done", n=str(found))])


def _drop(person: Viewer, draft: ReleaseDraft) -> None:
    with st.expander(t("publishing.drop"), key=key("publishing_drop_box")):
        st.text(t("publishing.drop.about"))
        if st.button(t("publishing.drop.go"), key=key("publishing_drop")):
            do(lambda: drop_draft(person, house(), draft.number, seen=draft.seen), lambda _: [t("publishing.dropped")])
