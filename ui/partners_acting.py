"""Putting something on record of a partner: done, it is told once after the next run; refused, each fault stands at its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape

import streamlit as st

from nap.monitor import Denied, NotNow, PartnerLine, PartnerRefused, partner_fault_text, partner_fault_texts
from ui.session import language, t
from ui.tables import note

_DONE, _FAULTS, _STALE, _ROUND = "partners_done", "partners_faults", "partners_stale", "partners_round"
_SEEN = "partners_seen"
HERE = ""
"""The field of what is about the whole."""
Faults = Mapping[str, Sequence[str]]
"""Sentences by the field they stand beside."""


def key_of(about: str) -> str:
    """What the keys of all fields of one box begin with, until something was saved or somebody else was faster."""
    return f"partners_{about}_{st.session_state.get(_ROUND, 0)}"


def as_first_drawn(line: PartnerLine) -> int:
    """The last entry about the partner when its fields were filled: what is saved was decided upon that."""
    code, seen = st.session_state.get(_SEEN, ("", 0))
    if code != line.code:
        code, seen = st.session_state[_SEEN] = (line.code, line.seen)
    return int(seen)


def forget() -> None:
    """No partner's fields are drawn."""
    st.session_state.pop(_SEEN, None)


def act(key: str, do: Callable[[], object], done: str) -> None:
    """Do it and draw the page anew; `key` says at which box the faults are told."""
    try:
        do()
    except PartnerRefused as problem:
        _refused(key, problem)
    except (Denied, NotNow) as problem:
        said = t(f"pages.not_now.{problem.code}") if isinstance(problem, NotNow) else t("pages.not_yours")
        st.session_state[_FAULTS] = (key, {HERE: [said]})
    else:
        st.session_state[_DONE] = done
        _begin_anew()
    st.rerun()


def faults_at(key: str) -> Faults:
    """What was wrong with what was typed in that box."""
    where, faults = st.session_state.get(_FAULTS, ("", {}))
    return faults if where == key else {}


def beside(faults: Faults, *fields: str) -> None:
    """Say what is wrong with these fields."""
    for said in (sentence for field in fields for sentence in faults.get(field, ())):
        _alert([said])


def tell_done() -> None:
    """What was just done, or that somebody else was faster: once, at the top."""
    stale = st.session_state.pop(_STALE, ())
    if stale:
        _alert(stale)
    done = st.session_state.pop(_DONE, "")
    if done:
        note(f"✓ {done}")


def _refused(key: str, problem: PartnerRefused) -> None:
    if any(fault.code == "changed_meanwhile" for fault in problem.faults):
        st.session_state[_STALE] = partner_fault_texts(language(), problem)
        _begin_anew()
        return
    found: dict[str, list[str]] = {}
    for fault in problem.faults:
        found.setdefault(fault.field, []).append(partner_fault_text(language(), fault))
    st.session_state[_FAULTS] = (key, found)


def _begin_anew() -> None:
    """Fields and boxes as if drawn for the first time, upon what stands then."""
    forget()
    st.session_state.pop(_FAULTS, None)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def _alert(sentences: Sequence[str]) -> None:
    said = " ".join(map(escape, sentences))
    st.html(f'<div class="nap-note nap-refusal" role="alert"><p><b aria-hidden="true">✗</b> {said}</p></div>')
