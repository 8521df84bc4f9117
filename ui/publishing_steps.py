"""The way of a draft to a release as an ordered list of steps: what is done, what is still missing. Pure but for words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from nap.monitor import ConsentState, PartnerConsent, ReleaseDraft, ReleaseProblem
from nap.words import day, known
from ui.publishing_names import languages_named, missing_languages
from ui.session import house, language, t
from ui.tables import mark_html

STEPS = ("about", "texts", "included", "asked", "checks", "look", "publish")
"""In the order in which they are done."""
_CODES: Mapping[str, Collection[str]] = {
    "about": ("title_missing", "because_missing", "period_running"),
    "texts": ("translation_missing",),
    "included": ("nothing_to_say", "hidden_now"),
    "asked": ("no_answer_date", "consent_waited_for", "consent_missing", "consent_asked", "consent_held", "held_at_any_time"),
}
"""Which problems are mended in which step; the others in that of the checks."""


@dataclass(frozen=True)
class Step:
    """One step: `done` (None: nothing is asked of it) and what there is to say, shortest first."""

    name: str
    done: bool | None
    said: str


def steps(draft: ReleaseDraft, problems: Sequence[ReleaseProblem] | None, consents: Sequence[PartnerConsent]) -> tuple[Step, ...]:
    """How far each step is. `problems` is None as long as the checks are at work."""
    said = {
        "about": _about(draft),
        "texts": _texts(draft),
        "included": _included(draft),
        "asked": _asked(draft, consents),
        "checks": _checks(problems),
        "look": t("publishing.step.look.said"),
        "publish": _publish(problems),
    }
    return tuple(Step(name, _done(name, draft, problems), said[name]) for name in STEPS)


def step_of(problem: ReleaseProblem) -> str:
    """In which step it is mended."""
    if problem.code == "translation_missing" and known(f"publishing.place.{problem.place}"):
        return "about"
    return next((name for name, codes in _CODES.items() if problem.code in codes), "checks")


def show_steps(found: Sequence[Step]) -> None:
    """The list, to be read from top to bottom."""
    lines = "".join(f"<li>{_mark(one)}<span>{escape(one.said)}</span></li>" for one in found)
    st.html(f'<ol class="nap-steps">{lines}</ol>')


def _mark(one: Step) -> str:
    sign, kind = {True: ("✓", "fixed"), False: ("!", "warning"), None: ("○", "info")}[one.done]
    state = {True: "done", False: "missing", None: "open"}[one.done]
    hidden = f'<span class="nap-hidden">{escape(t(f"publishing.state.{state}"))}</span>'
    return mark_html(sign, t(f"publishing.step.{one.name}"), kind) + hidden


def _done(name: str, draft: ReleaseDraft, problems: Sequence[ReleaseProblem] | None) -> bool | None:
    if problems is None:
        return None
    if name == "publish":
        return False if any(one.blocks for one in problems) else None
    weighty = [one for one in problems if one.weight != "tells" and name in (step_of(one), "checks")]
    if name == "look" or (name == "texts" and not draft.content.texts):
        return None
    return not weighty


def _about(draft: ReleaseDraft) -> str:
    left = missing_languages(draft.content.title)
    if left:
        return t("publishing.step.about.missing", languages=languages_named(left))
    return t("publishing.step.about.said", period=draft.content.period, visible=t(f"publishing.visible.{draft.content.visible}"))


def _texts(draft: ReleaseDraft) -> str:
    written, places = draft.content.texts, len(house().plan.objectives) + 1
    whole = sum(not missing_languages(text) for text in written.values())
    return t("publishing.step.texts.said", n=str(whole), m=str(places)) if written else t("publishing.step.texts.none")


def _included(draft: ReleaseDraft) -> str:
    plan, chosen = house().plan, draft.content.included
    codes = chosen or tuple(one.code for one in plan.indicators)
    sensitive = sum(one.sensitivity == "sensitive" for one in plan.indicators if one.code in codes)
    return t("publishing.step.included.said", n=str(len(codes)), m=str(len(plan.indicators)), sensitive=str(sensitive))


def _asked(draft: ReleaseDraft, consents: Sequence[PartnerConsent]) -> str:
    if not consents:
        return t("publishing.step.asked.nobody")
    agreed = sum(not one.left_out for one in consents)
    silent = sum(one.state == ConsentState.UNANSWERED and not one.always for one in consents)
    words = {"n": str(agreed), "m": str(len(consents)), "silent": str(silent)}
    until = draft.content.answer_by
    if until is None:
        return t("publishing.step.asked.said", **words)
    return t("publishing.step.asked.until", **words, until=day(language(), until))


def _checks(problems: Sequence[ReleaseProblem] | None) -> str:
    if problems is None:
        return t("publishing.checking")
    if not problems:
        return t("publishing.step.checks.none")
    count = {weight: sum(one.weight == weight for one in problems) for weight in ("stops", "needs_reason", "tells")}
    return t("publishing.step.checks.said", **{weight: str(n) for weight, n in count.items()})


def _publish(problems: Sequence[ReleaseProblem] | None) -> str:
    if problems is None:
        return t("publishing.checking")
    if any(one.blocks for one in problems):
        return t("publishing.step.publish.stopped")
    reasons = any(one.weight == "needs_reason" for one in problems)
    return t("publishing.step.publish.reason" if reasons else "publishing.step.publish.ready")
