"""Mending on the screen: beside each finding a field for each of its cells, a line to answer a warning. One request saves all.

What is typed belongs to one partner and period, not to one version: if somebody else saves first, it still stands in its fields.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

import streamlit as st

from nap.facts import Finding, Severity
from nap.monitor import LONGEST_ANSWER, LONGEST_VALUE, Field, Plan, ReturnDetail, ToMend, Viewer, spot
from ui.fieldnames import field_label, now_text, offer_label
from ui.findings import Board, board, card, folded_section, heading
from ui.grouping import Group
from ui.mended import written
from ui.saving import Typed, save, told
from ui.session import language, t, t_n

_ROUND, _SHOWN = "mend_round", "mend_shown"
STEP = 40
"""So many fields are drawn at first, and so many more each time they are asked for: a weak line carries no hundred of them."""
_FEW = 3
"""So many cells of a warning have their fields open; more are folded, as a warning may be answered instead."""
_EMPTIED = frozenset(
    (
        *("breakdown-not-allowed", "value-and-state", "duplicate-row", "error-cell", "formula-without-value"),
        *("percentage-mismatch", "hidden-content", "personal-data"),
    )
)
"""Findings that can be mended by emptying the cell."""


@dataclass
class _Desk:
    """One return while its fields are drawn: how many more may be, how many were left out, and which were, by widget."""

    plan: Plan
    found: ToMend
    detail: ReturnDetail
    left: int
    omitted: int = 0
    cells: dict[str, Field] = field(default_factory=dict)
    lines: dict[str, tuple[Finding, ...]] = field(default_factory=dict)

    @staticmethod
    def name_of(kind: str, detail: ReturnDetail, *parts: str) -> str:
        """A widget's name: the same on every version for this period, until something is saved."""
        receipt = detail.receipt
        return "|".join((kind, receipt.partner, str(receipt.period), str(st.session_state.get(_ROUND, 0)), *parts))

    def name(self, kind: str, *parts: str) -> str:
        """The same for this return."""
        return self.name_of(kind, self.detail, *parts)

    def field(self, where: tuple[str, str]) -> Field | None:
        """The field of a cell, if it is not drawn above already."""
        known = self.found.fields.get(where)
        return known if known is not None and self.name("cell", *where) not in self.cells else None


def mending_board(person: Viewer, detail: ReturnDetail, found: ToMend, plan: Plan) -> None:
    """The findings of a return with their fields; what is typed is saved as its next version."""
    desk = _Desk(plan, found, detail, st.session_state.get(_SHOWN, STEP))
    told_board = board(language(), plan, detail.findings, lambda each: written(each, detail))
    with st.form("mend", border=False, enter_to_submit=False):
        offers = st.container(key="mend_offers")
        _sections(desk, told_board)
        because = _because(desk)
        with offers:
            _offers(desk)
        with st.container(key="mend_save"):
            told()
            saved = st.form_submit_button(t("mending.save"), type="primary", key="mend_button")
    if saved:
        save(person, detail, Typed(_values(desk), _answers(desk), because), _ROUND)
    _more(desk)
    if told_board.quiet:
        st.html("".join(folded_section(told_board, section) for section in told_board.quiet))


def being_typed(detail: ReturnDetail) -> bool:
    """Whether something was typed into its fields that is not saved: such fields stay, whatever others have saved meanwhile."""
    begins = _Desk.name_of("cell", detail)
    return any(str(name).startswith(begins) and bool(text) for name, text in st.session_state.items())


def _sections(desk: _Desk, told_board: Board) -> None:
    number = 0
    for section in told_board.loud:
        st.html(f'<section class="nap-finds nap-open"><h3>{heading(told_board, section)}</h3></section>')
        for group in section.groups:
            number += 1
            with st.container(key=f"mendfind_{group.severity.value}_{number}"):
                drawn = _to_draw(desk, group)
                cells = {(each.sheet, cell) for each in group.findings for cell in each.cells}
                st.html(card(told_board, group, in_hand=bool(drawn) and len(drawn) == len(cells)))
                _fields(desk, group, drawn, number)


def _to_draw(desk: _Desk, group: Group) -> list[tuple[Finding, Field]]:
    """The cells of a group that get their field here: not above already, and not too many on the page."""
    cells = [(each, (each.sheet or "", cell)) for each in group.findings for cell in each.cells]
    found = {known.spot: (each, known) for each, where in cells if (known := desk.field(where)) is not None}
    drawn = list(found.values())[: desk.left]
    desk.left -= len(drawn)
    desk.omitted += len(found) - len(drawn)
    return drawn


def _fields(desk: _Desk, group: Group, drawn: Sequence[tuple[Finding, Field]], number: int) -> None:
    """The fields of one group: its cells, and for a warning one line for all of its findings."""
    if group.severity is Severity.WARNING and len(drawn) > _FEW and not any(known.offer for _, known in drawn):
        with st.expander(t_n("mending.cells", len(drawn)), key=desk.name("fold", str(number))):
            _grid(desk, drawn, number)
    elif drawn:
        _grid(desk, drawn, number)
    if group.severity is Severity.WARNING:
        _line(desk, group)


def _grid(desk: _Desk, drawn: Sequence[tuple[Finding, Field]], number: int) -> None:
    with st.container(key=f"mendgrid_{number}"):
        for place, (finding, known) in enumerate(drawn):
            with st.container(key=f"mendcell_{number}_{place}"):
                _cell(desk, finding, known)


def _cell(desk: _Desk, finding: Finding, known: Field) -> None:
    """One cell: the field for its new value, what is offered, and the choice to empty it where that may be right."""
    name = desk.name("cell", *known.spot)
    desk.cells[name] = known
    st.text_input(
        field_label(desk.plan, known), key=name, placeholder=now_text(known), max_chars=LONGEST_VALUE, autocomplete="off"
    )
    if known.offer:
        take = desk.name("take", *known.spot)
        st.form_submit_button(offer_label(known.offer), key=take, type="tertiary", on_click=_take, args=({name: known.offer},))
    if finding.code in _EMPTIED and known.now:
        st.checkbox(t("mending.empty"), key=desk.name("empty", *known.spot))


def _line(desk: _Desk, group: Group) -> None:
    """One line that answers a warning; what was answered before stands in it."""
    if desk.left <= 0:
        desk.omitted += 1
        return
    desk.left -= 1
    given = {spot(one): one.text for one in desk.detail.answers}
    before = next((given[spot(each)] for each in group.findings if spot(each) in given), "")
    name = desk.name("answer", *spot(group.findings[0]))
    desk.lines[name] = group.findings
    label, hint = t("mending.answer"), t("mending.answer.hint")
    st.text_input(label, value=before, key=name, placeholder=hint, max_chars=LONGEST_ANSWER, autocomplete="off")


def _take(offers: dict[str, str]) -> None:
    for name, offer in offers.items():
        st.session_state[name] = offer


def _offers(desk: _Desk) -> None:
    """One click for all that is offered; then, before anything is saved, what would change."""
    offered = {name: known.offer for name, known in desk.cells.items() if known.offer}
    if offered:
        label = t_n("mending.take_all", len(offered))
        st.form_submit_button(label, key=desk.name("take_all"), on_click=_take, args=(offered,), icon=":material/done_all:")
    changes = list(_values(desk).items())
    if changes:
        rows = "".join(f"<li>{_change(desk, where, text)}</li>" for where, text in changes)
        title = escape(t_n("mending.changes", len(changes)))
        st.html(f'<div class="nap-note nap-changes" role="status"><p><strong>{title}</strong></p><ul>{rows}</ul></div>')


def _change(desk: _Desk, where: tuple[str, str], text: str) -> str:
    known = desk.found.fields[where]
    sheet, cell = (escape(part) for part in where)
    old, new = (escape(each) if each else escape(t("mending.blank")) for each in (known.now, text))
    return f'{sheet} <code>{cell}</code> <span class="typed">{old}</span> → <strong class="typed">{new}</strong>'


def _values(desk: _Desk) -> dict[tuple[str, str], str]:
    """What was typed into the cells, as far as the browser has told it; "" for a cell to be emptied."""
    typed: dict[tuple[str, str], str] = {}
    for name, known in desk.cells.items():
        text = str(st.session_state.get(name) or "").strip()
        if text or st.session_state.get(desk.name("empty", *known.spot)):
            typed[known.spot] = text
    return typed


def _answers(desk: _Desk) -> dict[tuple[str, str, str, str, str], str]:
    return {
        spot(each): str(st.session_state.get(name) or "").strip() for name, findings in desk.lines.items() for each in findings
    }


def _because(desk: _Desk) -> str:
    """Why a coordinator mends for a partner."""
    if not desk.found.because_needed:
        return ""
    return st.text_input(t("mending.because"), key=desk.name("because"), max_chars=LONGEST_ANSWER, autocomplete="off")


def _more(desk: _Desk) -> None:
    """The fields that were left out, some at a time; what is typed above stays."""
    if desk.omitted:
        words = t("mending.more", n=min(desk.omitted, STEP), rest=desk.omitted)
        st.button(words, key="mend_more", on_click=_show_more)


def _show_more() -> None:
    st.session_state[_SHOWN] = st.session_state.get(_SHOWN, STEP) + STEP
