"""What was understood next to what was typed: the figures of a return, sheet by sheet as one goes through the workbook."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple

import streamlit as st

from nap.facts import Observation, Period
from nap.figure_texts import about_text, figure_text, way
from nap.monitor import Plan
from ui.findings import ROWS_OPEN, ROWS_SHOWN, folded, say_rest
from ui.names import indicator_name
from ui.session import t, t_n

_COLUMNS = ("cell", "figure", "typed", "understood")


class _Reader(NamedTuple):
    """In whose language, by which plan, for which period, and whether there is anything typed to show."""

    lang: str
    plan: Plan
    period: Period | None
    typed: bool

    @property
    def columns(self) -> list[str]:
        """The columns there is something to show in."""
        return [column for column in _COLUMNS if self.typed or column != "typed"]


def understood_board(
    lang: str, plan: Plan, observations: Sequence[Observation], period: Period | None = None, *, own: bool = True
) -> None:
    """Show what was read out of a return, so that the sender (`own`) can compare it with what was meant.

    `period` is the return's own: only another one is named beside a figure.
    """
    st.header(t_n("pages.understood" if own else "pages.figures_sent", len(observations)), anchor=False)
    if not observations:
        return
    apart = sum(bool(way(plan, one)) for one in observations)
    if apart:
        st.html(f'<p class="nap-lead"><b aria-hidden="true">≠</b> {escape(t_n("pages.read_otherwise", apart))}</p>')
    shown = observations[:ROWS_SHOWN]
    reader = _Reader(lang, plan, period, any(one.typed for one in shown))
    rest = shown[ROWS_OPEN:]
    st.html(_sheets(reader, shown[:ROWS_OPEN]) + folded(len(rest), _sheets(reader, rest)))
    say_rest(len(observations))


def _sheet_of(one: Observation) -> str:
    return one.place.sheet if one.place else ""


def _sheets(reader: _Reader, observations: Sequence[Observation]) -> str:
    return "".join(_sheet(reader, sheet, list(rows)) for sheet, rows in groupby(observations, _sheet_of))


def _sheet(reader: _Reader, sheet: str, rows: list[Observation]) -> str:
    name = escape(t("pages.sheet", sheet=sheet) if sheet else t("pages.counted_items"))
    head = "".join(f'<th scope="col">{escape(t(f"pages.column.{column}"))}</th>' for column in reader.columns)
    bodies = "".join(_body(reader, code, list(part)) for code, part in groupby(rows, lambda one: one.indicator))
    return (
        f'<div class="nap-scroll" tabindex="0" role="region" aria-label="{name}"><table class="nap nap-read">'
        f"<caption>{name}</caption><thead><tr>{head}</tr></thead>{bodies}</table></div>"
    )


def _body(reader: _Reader, code: str, rows: list[Observation]) -> str:
    """The figures of one indicator; a source they share stands once, beside its name."""
    sources = {one.source for one in rows}
    shared = _source(sources.pop()) if len(sources) == 1 else ""
    name = escape(indicator_name(reader.lang, reader.plan, code))
    title = f'<tr class="group"><th colspan="{len(reader.columns)}" scope="rowgroup">{name}{shared}</th></tr>'
    return f"<tbody>{title}{''.join(_row(reader, one, own_source=not shared) for one in rows)}</tbody>"


def _row(reader: _Reader, one: Observation, *, own_source: bool) -> str:
    lang, plan, found = reader.lang, reader.plan, way(reader.plan, one)
    made = {
        "figure": escape(about_text(lang, plan, one, reader.period)) + (_source(one.source) if own_source else ""),
        "typed": _typed(one),
        "understood": f"<strong>{escape(figure_text(lang, plan, one))}</strong>" + _remark(found),
    }
    cells = "".join(f'<td data-label="{escape(t(f"pages.column.{name}"))}">{made[name]}</td>' for name in reader.columns[1:])
    return f'<tr{" class=apart" if found else ""}><th scope="row">{_cells(one)}</th>{cells}</tr>'


def _cells(one: Observation) -> str:
    places = [cell for cell, _ in one.typed] or ([one.place.cell] if one.place else [])
    return " ".join(f"<code>{escape(cell)}</code>" for cell in places)


def _typed(one: Observation) -> str:
    if not one.typed:
        return ""
    texts = (text or t("pages.typed.nothing") for _, text in one.typed)
    return " / ".join(f'<span class="typed">{escape(text)}</span>' for text in texts)


def _remark(found: str) -> str:
    return f'<span class="nap-way"><b aria-hidden="true">≠</b> {escape(t(f"pages.way.{found}"))}</span>' if found else ""


def _source(source: str) -> str:
    said = t("pages.invented") if source == "invented" else source
    return f'<span class="nap-small">{escape(t("pages.column.origin"))}: {escape(said)}</span>' if said else ""
