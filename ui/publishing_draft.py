"""One release in the making: how far it is, and the step that is worked on. Fields keep to the state they were drawn from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import streamlit as st

from nap.monitor import PartnerConsent, PublishedRelease, ReleaseDraft, ReleaseProblem, Viewer, check_release, consents_of
from ui.choices import segments
from ui.doing import do, key, tell_done
from ui.publishing_about import about_step
from ui.publishing_asked import asked_step
from ui.publishing_checks import checks_step
from ui.publishing_included import included_step
from ui.publishing_look import look_step
from ui.publishing_names import STEP, title_of
from ui.publishing_publish import publish_step
from ui.publishing_steps import STEPS, show_steps, steps
from ui.publishing_texts import texts_step
from ui.session import house, moment, t
from ui.tables import note, subject

_SEEN = "publishing_seen"


@dataclass(frozen=True)
class Desk:
    """What a step has before it: the draft as its fields were first drawn, and what is known of it now."""

    person: Viewer
    draft: ReleaseDraft
    published: Sequence[PublishedRelease]

    @cached_property
    def problems(self) -> Sequence[ReleaseProblem]:
        """What the checks find now. The release is made for that, which takes a while after each change."""
        with st.spinner(t("publishing.checking")):
            return check_release(self.person, house(), self.draft.number)

    @cached_property
    def consents(self) -> Sequence[PartnerConsent]:
        """What organisations say now."""
        return consents_of(self.person, house(), self.draft.number)


_STEPS: Mapping[str, Callable[[Desk], None]] = {
    "about": lambda desk: about_step(desk.person, desk.draft, desk.published),
    "texts": lambda desk: texts_step(desk.person, desk.draft),
    "included": lambda desk: included_step(desk.person, desk.draft),
    "asked": lambda desk: asked_step(desk.draft, desk.consents),
    "checks": lambda desk: checks_step(desk.draft, desk.problems),
    "look": lambda desk: look_step(desk.person, desk.draft),
    "publish": lambda desk: publish_step(desk.person, desk.draft, desk.problems, desk.published),
}


def draft_board(person: Viewer, draft: ReleaseDraft, published: Sequence[PublishedRelease]) -> None:
    """Draw it."""
    name = title_of(draft.content.title) or t("publishing.untitled", n=str(draft.number))
    subject(t("publishing.draft", n=str(draft.number)), name)
    tell_done()
    above = st.empty()
    chosen = segments(STEP, t("publishing.steps"), {name: _numbered(name) for name in STEPS}, STEPS[0])
    desk = Desk(person, _as_first_drawn(draft, chosen), published)
    with above:
        show_steps(steps(draft, None, desk.consents))
    if desk.draft.seen != draft.seen:
        _told_meanwhile(draft)
    _STEPS[chosen](desk)
    problems = desk.problems
    with above:
        show_steps(steps(draft, problems, desk.consents))


def _numbered(name: str) -> str:
    return f"{STEPS.index(name) + 1}. {t(f'publishing.step.{name}')}"


def _as_first_drawn(draft: ReleaseDraft, step: str) -> ReleaseDraft:
    """The draft that the fields of this step were filled from, however it stands by now."""
    place = key(f"{draft.number} {step}")
    kept: tuple[str, ReleaseDraft] = st.session_state.get(_SEEN, ("", draft))
    if kept[0] != place:
        kept = st.session_state[_SEEN] = (place, draft)
    return kept[1]


def _told_meanwhile(draft: ReleaseDraft) -> None:
    """Somebody else has changed the draft: nothing typed here would be taken, so it is told before one types more."""
    note(t("publishing.meanwhile", person=draft.changed_by, when=moment(draft.changed)), t("publishing.meanwhile.about"))
    if st.button(t("publishing.meanwhile.go"), key=key("publishing_meanwhile")):
        do(lambda: None, lambda _: [])
