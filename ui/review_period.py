"""The return beside the period before: each total then and now, and the change in words, the largest first."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from html import escape

import streamlit as st

from nap.figure_texts import about_text, figure_text
from nap.monitor import Plan, Step
from nap.words import number
from ui.findings import ROWS_SHOWN, folded
from ui.names import indicator_name
from ui.session import t
from ui.tables import Cell, Mark, note, table_html

_LARGE = Decimal("0.5")
"""A change of at least half of the larger figure is marked."""
_OPEN = 8
_TWICE = 2


def period_board(lang: str, plan: Plan, steps: Sequence[Step]) -> None:
    """Show what changed since the period before; nothing for a return without totals."""
    if not steps:
        return
    if all(step.before is None for step in steps):
        note(t("queue.period.none"))
        return
    header = [t("pages.column.figure"), t("pages.column.before"), t("pages.column.after"), t("queue.column.since")]
    rows = [_row(lang, plan, step) for step in steps[:ROWS_SHOWN]]
    caption = t("queue.period.caption", n=len(steps), large=sum(step.jump >= _LARGE for step in steps))
    first, rest = rows[:_OPEN], rows[_OPEN:]
    told = table_html(header, first, caption=caption) + folded(len(rest), table_html(header, rest, caption=caption))
    st.html(f'<details class="nap-finds"><summary>{escape(caption)}</summary>{told}</details>')


def _row(lang: str, plan: Plan, step: Step) -> list[Cell]:
    figure = f"{indicator_name(lang, plan, step.figure.indicator)}\n{about_text(lang, plan, step.figure)}"
    then, now = (figure_text(lang, plan, one) if one else "–" for one in (step.before, step.now))
    return [figure, then, now, _change(lang, step)]


def _change(lang: str, step: Step) -> Cell:
    """In words; a large one has a sign."""
    words, sign = _words(lang, step)
    return Mark("!" if step.jump >= _LARGE else sign, words, "warning" if step.jump >= _LARGE else "")


def _words(lang: str, step: Step) -> tuple[str, str]:
    if step.amounts is None:
        kind = "new" if step.before is None else "gone" if step.now is None else "answer"
        return t(f"queue.since.{kind}"), "·"
    then, now = step.amounts
    if then == now:
        return t("queue.since.same"), "="
    way, sign = ("up", "↑") if now > then else ("down", "↓")
    if not then or not now:
        return t(f"queue.since.{way}.zero"), sign
    if now / then >= _TWICE:
        return t("queue.since.times", times=number(lang, now / then, 1)), sign
    return t(f"queue.since.{way}", percent=number(lang, 100 * abs(now - then) / abs(then), 0)), sign
