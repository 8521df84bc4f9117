"""Accepting all returns without warnings at once: the list, what they change together, one click, and what became of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from nap.monitor import Viewer, Waiting, accept_clean, effect_of_all, plan_of
from nap.words import period_name
from ui.choices import switch
from ui.deciding import refusal
from ui.names import partner_name
from ui.review_effect import effect_board
from ui.session import house, language, t, t_n

_WISH, _TOLD = "review_many_wish", "review_many_told"


def accept_many(person: Viewer, found: Sequence[Waiting]) -> None:
    """Offer it where there is anything without warnings; worked out only for whoever asks."""
    clean = [one for one in found if one.clean and one.line]
    if not clean or not switch("clean", t_n("queue.many", len(clean))):
        return
    seen = {one.line.receipt.id: one.seen for one in clean if one.line}
    names = {one.line.receipt.id: _name(one) for one in clean if one.line}
    st.text("\n".join(names.values()))
    effect = effect_of_all(person, house(), tuple(seen))
    effect_board(
        language(),
        plan_of(person, house()),
        effect,
        title=t("queue.effect.title.many" if len(clean) > 1 else "queue.effect.title"),
    )

    def wish() -> None:
        st.session_state[_WISH] = (seen, names)

    st.button(t_n("queue.many.accept", len(clean)), type="primary", key="accept_many", on_click=wish)


def do_many(person: Viewer) -> None:
    """Do what was clicked in the run before, and tell what became of each return."""
    wish: tuple[Mapping[str, str], Mapping[str, str]] | None = st.session_state.pop(_WISH, None)
    if wish is None:
        return
    seen, names = wish
    done = accept_clean(person, house(), seen)
    refused = [t("queue.many.refused", name=names[id], why=refusal(problem)) for id, problem in done.refused.items()]
    st.session_state[_TOLD] = ([names[one.id] for one in done.accepted], refused)


def tell_many() -> None:
    """Which were accepted and which not, and why: once."""
    accepted, refused = st.session_state.pop(_TOLD, ((), ()))
    if accepted:
        st.success(t_n("queue.many.done", len(accepted), names="; ".join(accepted)))
    for sentence in refused:
        st.error(sentence)


def _name(one: Waiting) -> str:
    return f"{partner_name(language(), house().plan, one.partner)}, {period_name(language(), one.period)}"
