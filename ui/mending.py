"""Mending on the screen: beside each finding a field for each of its cells, a line to answer a warning. One request saves all.

What is typed belongs to one partner and period, not to one version: if somebody else saves first, it still stands in its fields.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

import streamlit as st

from nap.facts import Finding, Severity
from nap.field_texts import EMPTIED
from nap.finding_groups import Group, answered_once
from nap.monitor import LONGEST_ANSWER, LONGEST_VALUE, Field, Plan, ReturnDetail, Said, ToMend, Viewer, said_to, spot
from ui.fieldnames import choices_of, field_label, now_text, offer_label, offer_of, plain_label
from ui.findings import Board, board, card, folded_section, heading
from ui.mended import written
from ui.saving import Typed, fault_of_answer, fault_of_cell, save, told
from ui.session import house, language, t, t_n
from ui.tables import note

_ROUND, _SHOWN, _ASIDE = "mend_round", "mend_shown", "mend_aside"
STEP = 40
"""So many fields are drawn at first, and so many more each time they are asked for: a weak line carries no hundred of them."""
_FEW = 3
"""So many cells of a warning have their fields open; more are folded, as a warning may be answered instead."""


@dataclass(frozen=True)
class _Line:
    """One line that answers findings. `before`: what stands in it; `confirm`: the choice to say it again, if asked for."""

    findings: tuple[Finding, ...]
    before: str
    confirm: str = ""


@dataclass
class _Desk:
    """One return while its fields are drawn: how many more may be, how many were left out, and which were, by widget."""

    plan: Plan
    found: ToMend
    detail: ReturnDetail
    said: Said
    left: int
    omitted: int = 0
    cells: dict[str, Field] = field(default_factory=dict)
    lines: dict[str, _Line] = field(default_factory=dict)
    answered: Sequence[tuple[Finding, ...]] = ()
    """For each group the warnings that its own line answers."""

    @staticmethod
    def name_of(kind: str, detail: ReturnDetail, *parts: str) -> str:
        """A widget's name: the same on every version for this period, until something is saved."""
        receipt = detail.receipt
        return "|".join((kind, receipt.partner, str(receipt.period), str(st.session_state.get(_ROUND, 0)), *parts))

    def name(self, kind: str, *parts: str) -> str:
        """The same for this return."""
        return self.name_of(kind, self.detail, *parts)

    def shown(self, name: str, typed: str) -> str:
        """What is written into the cell of a field: the label of the choice where it is a list."""
        return choices_of(self.plan, self.cells[name]).get(typed, typed)

    def field(self, where: tuple[str, str]) -> Field | None:
        """The field of a cell, if it is not drawn above already."""
        known = self.found.fields.get(where)
        return known if known is not None and self.name("cell", *where) not in self.cells else None


def mending_board(person: Viewer, detail: ReturnDetail, found: ToMend, plan: Plan) -> None:
    """The findings of a return with their fields; what is typed is saved as its next version."""
    _bring_back()
    said = said_to(person, house(), detail.receipt.id)
    desk = _Desk(plan, found, detail, said, st.session_state.get(_SHOWN, STEP))
    answered = sum(each.severity is Severity.WARNING for each in detail.findings) - said.unexplained(detail.findings)
    told_board = board(language(), plan, detail.findings, lambda each: written(each, detail), answered)
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


def set_aside(detail: ReturnDetail) -> None:
    """What was typed stays known while its fields are not on the page; otherwise it would be forgotten with them."""
    begins = tuple(_Desk.name_of(kind, detail) for kind in ("cell", "answer", "empty", "because"))
    typed = {str(name): value for name, value in st.session_state.items() if str(name).startswith(begins) and value}
    st.session_state[_ASIDE] = st.session_state.get(_ASIDE, {}) | typed


def _bring_back() -> None:
    for name, value in st.session_state.pop(_ASIDE, {}).items():
        st.session_state[name] = value


def being_typed(detail: ReturnDetail) -> bool:
    """Whether something was typed into its fields that is not saved: such fields stay, whatever others have saved meanwhile."""
    begins = _Desk.name_of("cell", detail)
    return any(str(name).startswith(begins) and bool(text) for name, text in st.session_state.items())


def _sections(desk: _Desk, told_board: Board) -> None:
    number = 0
    desk.answered = answered_once((group for section in told_board.loud for group in section.groups), spot)
    for section in told_board.loud:
        st.html(f'<section class="nap-finds nap-open"><h3>{heading(told_board, section)}</h3></section>')
        for group in section.groups:
            number += 1
            with st.container(key=f"mendfind_{group.severity.value}_{number}"):
                drawn = _to_draw(desk, group)
                cells = {(each.sheet, cell) for each in group.findings for cell in each.cells}
                answered = group.severity is Severity.WARNING and all(map(desk.said.is_explained, group.findings))
                in_hand = bool(drawn) and len(drawn) == len(cells)
                st.html(card(told_board, group, in_hand=in_hand, answered=answered))
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
    if findings := desk.answered[number - 1]:
        _line(desk, findings)


def _grid(desk: _Desk, drawn: Sequence[tuple[Finding, Field]], number: int) -> None:
    with st.container(key=f"mendgrid_{number}"):
        for place, (finding, known) in enumerate(drawn):
            with st.container(key=f"mendcell_{number}_{place}"):
                _cell(desk, finding, known)


def _cell(desk: _Desk, finding: Finding, known: Field) -> None:
    """One cell: its field, that of a cell the advice names beside it, what is offered, the choice to empty it."""
    name = _field(desk, known)
    beside = desk.field(known.beside) if known.beside else None
    other = _field(desk, beside) if beside else ""
    offered = {name: offer_of(desk.plan, known), other: offer_of(desk.plan, beside) if beside else None}
    offers = {each: offer for each, offer in offered.items() if offer}
    if name in offers:
        take = desk.name("take", *known.spot)
        label = _take_label(desk, [desk.shown(each, offer) for each, offer in offers.items()])
        st.form_submit_button(label, key=take, type="tertiary", on_click=_take, args=(offers,))
    if finding.code in EMPTIED and (known.now or known.hidden):
        st.checkbox(t("mending.empty"), key=desk.name("empty", *known.spot))


def _field(desk: _Desk, known: Field) -> str:
    """The field for the new value of a cell, a list where it is answered from one; and beneath it why it was not saved."""
    name = desk.name("cell", *known.spot)
    desk.cells[name] = known
    label, choices = field_label(desk.plan, known), choices_of(desk.plan, known)
    if choices:
        st.selectbox(label, list(choices), format_func=choices.__getitem__, index=None, key=name, placeholder=now_text(known))
    else:
        st.text_input(label, key=name, placeholder=now_text(known), max_chars=LONGEST_VALUE, autocomplete="off")
    _fault(fault_of_cell(known.spot))
    return name


def _fault(why: str) -> None:
    if why:
        st.html(f'<p class="nap-fault"><b aria-hidden="true">✗</b> {escape(why)}</p>')


def _take_label(desk: _Desk, offers: Sequence[str]) -> str:
    value, *more = offers
    return t("mending.take_both", offer=plain_label(value), choice=plain_label(more[0])) if more else offer_label(value)


def _line(desk: _Desk, findings: tuple[Finding, ...]) -> None:
    """One line that answers warnings; what was answered before stands in it."""
    if desk.left <= 0:
        desk.omitted += 1
        return
    desk.left -= 1
    places = [spot(each) for each in findings]
    before = next((desk.said.texts[each] for each in places if each in desk.said.texts), "")
    earlier = next((desk.said.earlier[each] for each in places if each in desk.said.earlier), None)
    name = desk.name("answer", *places[0])
    confirm = "" if earlier is None else desk.name("confirm", *places[0])
    desk.lines[name] = _Line(findings, before, confirm)
    label, hint = t("mending.answer"), t("mending.answer.hint")
    st.text_input(label, value=before, key=name, placeholder=hint, max_chars=LONGEST_ANSWER, autocomplete="off")
    _fault(fault_of_answer(places))
    if earlier is not None:
        note(t("mending.earlier", figure=earlier or t("mending.blank")))
        st.checkbox(t("mending.still_right"), key=confirm)


def _take(offers: dict[str, str]) -> None:
    for name, offer in offers.items():
        st.session_state[name] = offer


def _offers(desk: _Desk) -> None:
    """One click for all that is offered; then, before anything is saved, what would change."""
    offered = {name: offer for name, known in desk.cells.items() if (offer := offer_of(desk.plan, known))}
    beside = {known.beside for known in desk.cells.values() if known.beside}
    if offered:
        label = t_n("mending.take_all", sum(desk.cells[name].spot not in beside for name in offered))
        st.form_submit_button(label, key=desk.name("take_all"), on_click=_take, args=(offered,), icon=":material/done_all:")
    changes = list(_values(desk).items())
    if changes:
        rows = "".join(f"<li>{_change(desk, where, text)}</li>" for where, text in changes)
        title = escape(t_n("mending.changes", len(changes)))
        st.html(f'<div class="nap-note nap-changes" role="status"><p><strong>{title}</strong></p><ul>{rows}</ul></div>')


def _change(desk: _Desk, where: tuple[str, str], text: str) -> str:
    known = desk.found.fields[where]
    sheet, cell = (escape(part) for part in where)
    before = t("mending.now.hidden") if known.hidden else known.now
    old, new = (escape(each) if each else escape(t("mending.blank")) for each in (before, text))
    return f'{sheet} <code>{cell}</code> <span class="typed">{old}</span> → <strong class="typed">{new}</strong>'


def _values(desk: _Desk) -> dict[tuple[str, str], str]:
    """What was typed into the cells, as far as the browser has told it; "" for a cell to be emptied."""
    typed: dict[tuple[str, str], str] = {}
    for name, known in desk.cells.items():
        text = desk.shown(name, str(st.session_state.get(name) or "").strip())
        if text or st.session_state.get(desk.name("empty", *known.spot)):
            typed[known.spot] = text
    return typed


def _answers(desk: _Desk) -> dict[tuple[str, str, str, str, str], str]:
    said: dict[tuple[str, str, str, str, str], str] = {}
    for name, line in desk.lines.items():
        text = str(st.session_state.get(name) or "").strip()
        if not line.confirm or text != line.before or st.session_state.get(line.confirm):
            said |= {spot(each): text for each in line.findings}
    return said


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
