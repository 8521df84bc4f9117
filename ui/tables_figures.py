"""What would come out of a table: each figure beside what is stored of it now, differences before sameness; and as a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from html import escape

import streamlit as st

from nap.facts import Observation
from nap.figure_texts import figure_text
from nap.monitor import XLSX, Beside, Plan, TableDrawn, breakdown_name
from nap.tables import Value, to_csv, to_excel
from nap.words import period_name
from ui.downloads import download
from ui.findings import ROWS_OPEN, ROWS_SHOWN, folded, say_rest
from ui.names import indicator_name, region_name
from ui.session import language, t, t_n
from ui.tables import Amount, Cell, Mark, mark_html, table_html

KINDS: Mapping[str, tuple[str, str]] = {
    "changed": ("≠", "warning"),
    "kept": ("–", "info"),
    "new": ("+", "achieved"),
    "finer": ("≈", "info"),
    "same": ("=", "info"),
}
"""How a figure stands to what is stored, with sign and colour; what wants a look comes first."""
_COLUMNS = ("cell", "indicator", "region", "period", "part", "figure", "stored")


def figures_board(plan: Plan, drawn: TableDrawn) -> None:
    """Counts, then the figures, those that differ first."""
    figures = in_order(drawn.figures)
    st.html(tally(figures))
    _files(plan, drawn, figures)
    apart = [each for each in figures if each.kind != "same"]
    open_, rest = apart[:ROWS_OPEN], apart[ROWS_OPEN:ROWS_SHOWN]
    if apart:
        st.html(_table(plan, open_) + folded(len(rest), _table(plan, rest) if rest else ""))
    _same(plan, [each for each in figures if each.kind == "same"])
    say_rest(len(apart))


def _same(plan: Plan, figures: Sequence[Beside]) -> None:
    """What is stored already in just that way: folded, as nothing of it would change."""
    if figures:
        title = escape(t_n("tables.same", len(figures)))
        st.html(f'<details class="nap-rest"><summary>{title}</summary>{_table(plan, figures[:ROWS_SHOWN])}</details>')


def in_order(figures: Iterable[Beside]) -> list[Beside]:
    """Those that differ from what is stored first; of one kind as they stand in the sheet."""
    order = list(KINDS)
    return sorted(figures, key=lambda each: order.index(each.kind))


def tally(figures: Sequence[Beside]) -> str:
    """How many of each kind, as HTML."""
    counts = Counter(each.kind for each in figures)
    marks = (
        mark_html(sign, t_n(f"tables.count.{kind}", counts[kind]), colour)
        for kind, (sign, colour) in KINDS.items()
        if counts[kind]
    )
    return f'<ul class="nap-tally">{"".join(f"<li>{mark}</li>" for mark in marks)}</ul>'


def _table(plan: Plan, figures: Sequence[Beside]) -> str:
    one = len({each.observation.indicator for each in figures}) == 1
    whole = not any(each.observation.breakdown for each in figures)
    columns = [name for name in _COLUMNS if not (one and name == "indicator") and not (whole and name == "part")]
    header = [t(f"tables.column.{name}") for name in columns]
    rows = [[_cells(plan, each)[name] for name in columns] for each in figures]
    first = next(iter(figures), None)
    name = indicator_name(language(), plan, first.observation.indicator) if first and one else ""
    caption = t("tables.figures.of", indicator=name) if name else t("tables.figures")
    return f'<div class="nap-beside">{table_html(header, rows, caption=caption)}</div>'


def _cells(plan: Plan, each: Beside) -> dict[str, Cell]:
    lang, found = language(), each.observation
    sign, colour = KINDS[each.kind]
    stored = figure_text(lang, plan, each.stored.observation) if each.stored else ""
    return {
        "cell": _where(found),
        "indicator": found.indicator,
        "region": region_name(lang, plan, found.region),
        "period": period_name(lang, found.period),
        "part": breakdown_name(lang, plan.indicator(found.indicator), found.breakdown) or t("tables.whole"),
        "figure": Amount(figure_text(lang, plan, found), found.value),
        "stored": Mark(
            sign,
            t(f"tables.kind.{each.kind}"),
            colour,
            small=t("tables.stored", figure=stored) if each.kind in ("changed", "kept") else "",
        ),
    }


def _where(found: Observation) -> str:
    return ", ".join(dict.fromkeys(cell for cell, _ in found.typed)) or (found.place.cell if found.place else "")


def _files(plan: Plan, drawn: TableDrawn, figures: Sequence[Beside]) -> None:
    """The same as files, made at the click."""
    header = [t(f"tables.column.{name}") for name in ("sheet", *_COLUMNS[:-1], "state", "kind", "stored")]
    rows = [_row(plan, each) for each in figures]
    name = t("tables.file_name")
    about = [(t("tables.about"), name), (t("tables.column.partner"), drawn.partner)]
    with st.container(horizontal=True, key="papers"):
        download(
            t("tables.get.excel"),
            lambda _: to_excel(name, header, rows, about),
            name=f"{name}.xlsx",
            kind=XLSX,
            key="tables_xlsx",
            what="table_figures",
            quiet=True,
        )
        download(
            t("tables.get.csv"),
            lambda _: to_csv(header, rows),
            name=f"{name}.csv",
            kind="text/csv",
            key="tables_csv",
            what="table_figures",
            quiet=True,
        )


def _row(plan: Plan, each: Beside) -> list[Value]:
    lang, found = language(), each.observation
    return [
        found.place.sheet if found.place else "",
        _where(found),
        found.indicator,
        region_name(lang, plan, found.region),
        str(found.period),
        found.breakdown,
        _number(plan, found),
        found.state,
        t(f"tables.kind.{each.kind}"),
        _number(plan, each.stored.observation) if each.stored else None,
    ]


def _number(plan: Plan, found: Observation) -> Decimal | str | None:
    """The figure as a number; two counts stand as words."""
    return figure_text(language(), plan, found) if found.numerator is not None else found.value
