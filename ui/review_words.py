"""What belongs to a return besides its figures: the partner's words, its papers, what happened to it so far."""

from __future__ import annotations

from html import escape

import streamlit as st

from nap.facts import MEASURE_STATUSES, Note
from nap.monitor import Event, ReturnDetail
from nap.words import pick
from ui.mended import papers
from ui.names import indicator_name, region_name
from ui.receipts import receipt_facts
from ui.session import house, language, moment, t
from ui.tables import Cell, facts, table


def words_of_partner(detail: ReturnDetail) -> None:
    """Narratives and comments, as plain text in full: for coordinators only."""
    words = [note for note in detail.notes if note.kind != "explanation" and note.text]
    if words:
        st.header(t("pages.review.words"), anchor=False)
        st.html("".join(_note(note) for note in words))


def _note(note: Note) -> str:
    region = region_name(language(), house().plan, note.region) if note.region else ""
    about = " · ".join(part for part in (_about(note), region) if part)
    place = f"· {escape(t('pages.sheet', sheet=note.place.sheet))} <code>{escape(note.place.cell)}</code>" if note.place else ""
    said = t(f"workbook.measure_status.{note.text}") if note.text in MEASURE_STATUSES else note.text
    lines = "".join(f"<p>{escape(line)}</p>" for line in said.splitlines() if line.strip())
    kind = escape(t(f"pages.note.{note.kind}"))
    return (
        f'<div class="nap-words"><p class="about"><strong>{kind}</strong> {escape(about)} {place}</p>'
        f"<blockquote>{lines}</blockquote></div>"
    )


def _about(note: Note) -> str:
    plan = house().plan
    measure = next((one for one in plan.measures if one.code == note.indicator), None)
    return f"{measure.code} {pick(measure.title, language())}" if measure else indicator_name(language(), plan, note.indicator)


def papers_board(detail: ReturnDetail) -> None:
    """The original file, the receipt's facts and what happened so far."""
    receipt = detail.receipt
    st.header(t("pages.review.papers"), anchor=False)
    papers(detail)
    facts(receipt_facts(receipt))
    header = [t(f"pages.column.{name}") for name in ("when", "act", "person", "reason")]
    table(header, [_event(event) for event in detail.events], caption=t("pages.review.events"))


def _event(event: Event) -> list[Cell]:
    return [moment(event.at), t(f"pages.act.{event.act}"), event.person, event.reason]
