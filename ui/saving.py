"""Saving what was typed on the screen: one request; then either the next version is shown, or why nothing was changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

import streamlit as st

from nap.facts import Finding, Severity
from nap.finding_texts import finding_text
from nap.monitor import Mended, NotMended, NotNow, ReturnDetail, Viewer, mend
from ui.addresses import address
from ui.session import house, language, t, t_n

_SAID, _BELOW, _FAILED, _WAITS = "mend_said", "mend_said_below", "mend_failed", "mend_waits"
RETURN = "return"
"""The filter that names one version of a return."""


@dataclass(frozen=True)
class Typed:
    """What the fields hold: cells by sheet and address, answers by the place of their finding, the reason of a coordinator."""

    values: Mapping[tuple[str, str], str]
    answers: Mapping[tuple[str, str, str, str, str], str]
    because: str = ""


def save(person: Viewer, detail: ReturnDetail, typed: Typed, round_: str) -> None:
    """Make the next version and go on with it, its fields empty; or say why not, with all that was typed still in its place."""
    try:
        mended = mend(person, house(), detail.receipt.id, typed.values, typed.answers, typed.because)
    except NotMended as problem:
        st.session_state[_FAILED] = problem
    except NotNow as problem:
        st.session_state[_WAITS] = problem.code
    else:
        st.session_state[_SAID] = st.session_state[_BELOW] = mended
        st.session_state[round_] = st.session_state.get(round_, 0) + 1
        st.query_params[RETURN] = mended.receipt.id
    st.rerun()


def fault_of_cell(where: tuple[str, str]) -> str:
    """Why what was typed into this cell could not be saved, in one sentence; empty if it could."""
    problem: NotMended | None = st.session_state.get(_FAILED)
    if problem is None or where not in problem.places:
        return ""
    about = (each for each in problem.findings if (each.sheet, each.cells) == (where[0], (where[1],)))
    return next(filter(None, map(_sentence, about)), t(f"mending.refused.{problem.code}"))


def fault_of_answer(places: Iterable[tuple[str, ...]]) -> str:
    """The same of the line that answers these findings."""
    problem: NotMended | None = st.session_state.get(_FAILED)
    return t(f"mending.refused.{problem.code}") if problem is not None and set(places) & set(problem.asked) else ""


def told() -> None:
    """Beside the button, where the reader is: why nothing was saved, or that it was; once."""
    problem: NotMended | None = st.session_state.pop(_FAILED, None)
    mended: Mended | None = st.session_state.pop(_BELOW, None)
    if waits := st.session_state.pop(_WAITS, ""):
        st.html(f'<div class="nap-note nap-refusal" role="alert"><p>{escape(t(f"pages.not_now.{waits}"))}</p></div>')
    if problem is not None:
        st.html(f'<div class="nap-note nap-refusal" role="alert"><p>{_why(problem)}</p></div>')
    elif mended is not None:
        st.html(f'<div class="nap-note nap-saved">{_result(mended)}</div>')


def tell_saved() -> None:
    """Above everything else: what was just saved, once."""
    mended: Mended | None = st.session_state.pop(_SAID, None)
    if mended is not None:
        st.html(f'<div class="nap-note nap-saved" role="status">{_result(mended)}</div>')


def _result(mended: Mended) -> str:
    title = t("mending.saved", version=str(mended.receipt.version)) if mended.cells else t("mending.answered")
    counts = {"mended": mended.mended, "still": mended.still, "new": mended.new}
    said = [t_n(f"mending.{name}", count) for name, count in counts.items() if count or name != "new"]
    said = said if mended.cells else []
    said += [t_n("mending.explained.saved", mended.explained)] if mended.explained else []
    listed = f"<p>{escape(', '.join(said))}</p>" if said else ""
    return f"<p><strong>{escape(title)}</strong></p>{listed}"


def _why(problem: NotMended) -> str:
    said = [escape(text) for text in dict.fromkeys(_sentence(each) for each in problem.findings) if text]
    said += [escape(t(f"mending.refused.{problem.code}"))]
    said += [", ".join(f"{escape(sheet)} <code>{escape(cell)}</code>" for sheet, cell in problem.places)]
    there = escape(address("returns", **{RETURN: problem.newer}))
    said += [f'<a href="{there}" target="_self">{escape(t("mending.open_newer"))}</a>'] if problem.newer else []
    return " ".join(part for part in said if part)


def _sentence(finding: Finding) -> str:
    return finding_text(finding, language()).sentence if finding.severity is Severity.REFUSED else ""
