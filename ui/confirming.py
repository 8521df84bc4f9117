"""A return that somebody sent in its partner's place: how its file came, the partner's own word, the link to ask for it."""

from __future__ import annotations

from concurrent.futures import Future
from html import escape

import streamlit as st

from nap.monitor import (
    LONGEST_SAID,
    ConfirmLink,
    Letter,
    LinkRefused,
    NotNow,
    ReturnDetail,
    Viewer,
    confirm_letters,
    confirm_own,
    confirmation_link,
    is_for_here_only,
    mail_is_set_up,
    post_confirmation,
)
from nap.words import day
from ui.people_link import mailto, whatsapp
from ui.session import house, language, moment, t
from ui.tables import Mark, facts, mark_html, note

_LINK, _POSTED, _FAILED = "confirm_link", "confirm_posted", "confirm_failed"
_MARKS = {"unasked": ("○", "warning"), "asked": ("…", "warning"), "yes": ("✓", "fixed"), "no": ("✗", "error")}
_DECIDABLE = frozenset({"submitted", "accepted"})


def own_word_mark(detail: ReturnDetail) -> Mark | None:
    """Not yet confirmed, confirmed, said not to be theirs; None for what a partner sent itself."""
    if detail.confirmation is None:
        return None
    sign, kind = _MARKS[detail.confirmation.state]
    return Mark(sign, t(f"life.word.{detail.confirmation.state}"), kind)


def handover_facts(detail: ReturnDetail) -> list[tuple[str, str]]:
    """From whom, when and how the file came, for whoever reads the return."""
    came = detail.handover
    if came is None:
        return []
    how = t("life.confirm.came_by", day=day(language(), came.came), way=t(f"life.way.{came.way}"))
    return [
        (t("life.confirm.whom"), came.whom),
        (t("life.confirm.came"), how),
        (t("life.confirm.note"), came.note),
        (t("life.confirm.entered"), t("life.confirm.entered_by", moment=moment(came.at), person=came.person)),
    ]


def confirming(person: Viewer, detail: ReturnDetail) -> None:
    """For the reviewer: the state of the partner's word, and a link by which it can be given."""
    if detail.confirmation is None:
        return
    st.header(t("life.word.title"), anchor=False)
    _word(detail)
    facts([pair for pair in handover_facts(detail) if pair[1]])
    _told()
    if not _show_link(person, detail) and detail.receipt.status in _DECIDABLE:
        again = "life.link.again" if detail.confirmation.state != "unasked" else "life.link.make"
        if st.button(t(again), key=f"confirm_link_{detail.receipt.id}"):
            _make(person, detail.receipt.id)


def own_word(person: Viewer, detail: ReturnDetail) -> None:
    """For the partner: what was entered in its place, and the question whether it is its own."""
    if detail.confirmation is None:
        return
    st.header(t("life.word.title"), anchor=False)
    _word(detail)
    facts([pair for pair in handover_facts(detail) if pair[1]])
    _told()
    if person.partner != detail.receipt.partner or detail.receipt.status not in _DECIDABLE or detail.confirmation.state == "yes":
        return
    id = detail.receipt.id
    said = st.text_input(t("life.confirm.words"), key=f"own_said_{id}", max_chars=LONGEST_SAID, autocomplete="off")
    with st.container(horizontal=True):
        for answer, look in (("yes", "primary"), ("no", "secondary")):
            words, key = t(f"life.confirm.button.{answer}"), f"own_{answer}_{id}"
            if st.button(words, key=key, type=look):  # type: ignore[arg-type]
                _answer(person, id, answer, said)


def _word(detail: ReturnDetail) -> None:
    mark, word = own_word_mark(detail), detail.confirmation
    assert mark is not None
    assert word is not None
    who = t("life.word.by", moment=moment(word.at), person=word.by or t("life.word.link")) if word.at else ""
    until = t("life.word.until", until=moment(word.ends)) if word.ends else ""
    said = f"<blockquote>{escape(word.said)}</blockquote>" if word.said else ""
    rest = " ".join(filter(None, (who, until)))
    st.html(f"<p>{mark_html(mark.sign, mark.word, mark.kind)} {escape(rest)}</p>{said}")


def _make(person: Viewer, id: str) -> None:
    try:
        link = confirmation_link(person, house(), id)
        st.session_state[_LINK] = link
        ready = mail_is_set_up(house())
        st.session_state[_POSTED] = post_confirmation(house(), link, confirm_letters(person, house(), link)) if ready else None
    except NotNow as problem:
        st.session_state[_FAILED] = problem.code
    st.rerun()


def _answer(person: Viewer, id: str, answer: str, said: str) -> None:
    try:
        confirm_own(person, house(), id, answer, said)
    except NotNow as problem:
        st.session_state[_FAILED] = problem.code
    st.rerun()


def _told() -> None:
    if code := st.session_state.pop(_FAILED, ""):
        st.error(t(f"pages.not_now.{code}"))


def _show_link(person: Viewer, detail: ReturnDetail) -> bool:
    """The link that was just made, once for each of its readers; whether there is one for this return."""
    link: ConfirmLink | None = st.session_state.get(_LINK)
    if link is None or link.return_id != detail.receipt.id:
        return False
    try:
        letters = confirm_letters(person, house(), link)
    except LinkRefused:
        _forget()
        return False
    with st.container(border=True):
        note(t("life.link.about", until=moment(link.ends)))
        if is_for_here_only(house()):
            note(t("people.link.only_here", address=house().settings.base_url))
        for letter in letters:
            _letter(letter)
        _by_mail()
        st.button(t("people.link.done"), key="confirm_link_done", on_click=_forget)
    return True


def _letter(letter: Letter) -> None:
    st.html(f'<p class="nap-small">{escape(t("life.link.to", person=letter.to) if letter.to else t("life.link.nobody"))}</p>')
    st.code(letter.text, language=None, wrap_lines=True)
    ways = [(whatsapp(letter), t("people.link.whatsapp"))]
    ways += [(mailto(letter), t("people.link.mailto"))] if letter.to else []
    go = (f'<a class="nap-go" href="{escape(there)}" target="_blank" rel="noopener">{escape(said)}</a>' for there, said in ways)
    st.html(" ".join(go))


def _by_mail() -> None:
    posted: Future[tuple[str, ...]] | None = st.session_state.get(_POSTED)
    if posted is None:
        return
    if not posted.done():
        note(t("people.post.going"))
        return
    for outcome in dict.fromkeys(posted.result()):
        note("✓ " + t("life.link.posted") if outcome == "sent" else t(f"people.post.{outcome}"))


def _forget() -> None:
    st.session_state.pop(_LINK, None)
    st.session_state.pop(_POSTED, None)
