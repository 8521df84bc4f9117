"""A return that came by a table of its own layout: which mapping read it, and its figures beside what other returns brought."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from nap.facts import Finding
from nap.figure_texts import about_text, figure_text
from nap.monitor import Beside, Plan, Receipt, ReturnDetail, Viewer, return_beside
from ui.findings import ROWS_OPEN, ROWS_SHOWN, folded
from ui.names import indicator_name
from ui.receipts import receipt_address
from ui.session import house, language, t
from ui.tables import Amount, Cell, Link, link, table_html
from ui.tables_figures import in_order, tally


def came_by(receipt: Receipt) -> str:
    """In a few words that it came by a table, and by which mapping, or that it says there is nothing to report; else empty."""
    if receipt.nothing:
        return t("receipt.says_nothing")
    return t("receipt.by_table", mapping=receipt.mapping) if receipt.mapping else ""


def table_board(person: Viewer, plan: Plan, detail: ReturnDetail) -> None:
    """What a table says beside what was said before; nothing for a return workbook."""
    if not detail.receipt.mapping:
        return
    st.header(came_by(detail.receipt), anchor=False)
    figures = in_order(return_beside(person, house(), detail.receipt.id))
    apart = [each for each in figures if each.stored is not None and each.kind != "same"]
    first, rest = apart[:ROWS_OPEN], apart[ROWS_OPEN:ROWS_SHOWN]
    st.html(tally(figures))
    if apart:
        st.html(_table(plan, first) + folded(len(rest), _table(plan, rest) if rest else ""))
    words, text = escape(t("receipt.mapped")), escape(detail.mapped)
    st.html(f'<details class="nap-rest"><summary>{words}</summary><pre dir="auto">{text}</pre></details>')


def help_for_table(detail: ReturnDetail) -> None:
    """Where a table is mended: not on this page."""
    if detail.receipt.mapping and detail.receipt.status in {"draft", "returned"} and detail.line.errors:
        link("/tables", t("receipt.table_help"))


def way_to_tables(findings: Sequence[Finding]) -> None:
    """Where a file that is no return workbook can be brought in."""
    if any((each.code, each.case) == ("wrong-template", "foreign") for each in findings):
        link("/tables", t("receipt.to_tables"))


def _table(plan: Plan, figures: Sequence[Beside]) -> str:
    header = [t(f"tables.column.{name}") for name in ("cell", "indicator", "figure", "stored")] + [t("explain.column.return")]
    return table_html(header, [_row(plan, each) for each in figures], caption=t("tables.figures"))


def _row(plan: Plan, each: Beside) -> list[Cell]:
    lang, found = language(), each.observation
    stored = each.stored
    where = "\n".join(filter(None, [found.place.sheet, found.place.cell])) if found.place else ""
    about = f"{indicator_name(lang, plan, found.indicator)}\n{about_text(lang, plan, found)}"
    before: Cell = figure_text(lang, plan, stored.observation) if stored else ""
    behind: Cell = Link(stored.return_id, receipt_address(stored.return_id)) if stored else ""
    return [where, about, Amount(figure_text(lang, plan, found), found.value), before, behind]
