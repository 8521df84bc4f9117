"""What accepting changes, before anybody accepts: an Effect enters; short sentences, what changes, the rest folded away."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from nap.charts.effects import EffectLine, cell_rows, effect_lines, shift_rows
from nap.monitor import Effect, Plan
from nap.words import period_name
from ui.findings import ROWS_SHOWN, folded
from ui.names import indicator_name
from ui.session import t
from ui.tables import Cell, table_html

OPEN = 6
"""So many indicators stand open; the others unfold."""


def effect_board(lang: str, plan: Plan, effect: Effect, *, title: str) -> None:
    """The whole of it under its heading."""
    st.header(title, anchor=False)
    said = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences(lang, effect))
    st.html(f'<div class="nap-note">{said}</div>{_lines(lang, plan, effect)}{_folds(lang, plan, effect)}')


def sentences(lang: str, effect: Effect) -> list[str]:
    """Who will have reported, what is replaced, what leaves, what is hidden: the most important first."""
    said = [_reported(lang, effect)] if effect.reported else []
    said += [t("queue.effect.replaced", version=str(one.version)) for one in effect.replaced]
    said += [t("queue.effect.nothing")] if not (effect.totals or effect.parts) else []
    counted = {"gone": effect.gone, "lapsed": effect.lapsed, "hidden": effect.hidden, "shown": effect.shown}
    return said + [t(f"queue.effect.{name}", n=len(found)) for name, found in counted.items() if found]


def _reported(lang: str, effect: Effect) -> str:
    return "\n".join(
        t(
            "queue.effect.returns",
            period=period_name(lang, after.period),
            accepted=_moved(before.accepted, after.accepted),
            of=after.partners,
            timely=_moved(before.timely, after.timely),
            came=_moved(before.came, after.came),
            expected=after.expected,
        )
        for before, after in effect.reported
    )


def _moved(before: int, after: int) -> str:
    return f"{before} → {after}" if before != after else str(after)


def _lines(lang: str, plan: Plan, effect: Effect) -> str:
    lines = effect_lines(lang, plan, effect.totals, [after.period for _, after in effect.reported])
    if not lines:
        return ""
    header = [t("pages.column.indicator"), t("queue.column.change"), t("pages.column.status")]
    rows = [_row(lang, plan, one) for one in lines]
    first, rest, caption = rows[:OPEN], rows[OPEN:], t("queue.effect.caption")
    return table_html(header, first, caption=caption) + folded(len(rest), table_html(header, rest, caption=caption))


def _row(lang: str, plan: Plan, line: EffectLine) -> Sequence[Cell]:
    return indicator_name(lang, plan, line.indicator), "\n".join(line.places), line.statuses or ""


def _folds(lang: str, plan: Plan, effect: Effect) -> str:
    """Every row, and which cells: for whoever wants to look closely."""
    row = [t(f"pages.column.{name}") for name in ("indicator", "region", "before", "after", "status")]
    cell = [t(f"pages.column.{name}") for name in ("indicator", "region", "period", "breakdown")]
    every = t("queue.effect.every", n=len(effect.totals))
    parts = f"<p>{escape(t('queue.effect.parts', n=effect.parts))}</p>" if effect.parts else ""
    return (
        _fold(every, row, shift_rows(lang, plan, effect.totals[:ROWS_SHOWN]), parts)
        + _fold(t("queue.effect.hidden.which"), cell, cell_rows(lang, plan, effect.hidden))
        + _fold(t("queue.effect.shown.which"), cell, cell_rows(lang, plan, effect.shown))
    )


def _fold(title: str, header: Sequence[str], rows: Sequence[Sequence[Cell]], more: str = "") -> str:
    if not rows:
        return more
    told = table_html(header, rows, caption=title, tight=True) + more
    return f'<details class="nap-finds"><summary>{escape(title)}</summary>{told}</details>'
