"""Beside a return on a light page: remarks of its coordinator, rows that do not count. A return enters, HTML leaves."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from nap.monitor import Plan, ReturnDetail
from nap.row_texts import left_out_text, place_name, row_name
from web.light.visit import Visit


def beside_html(visit: Visit, plan: Plan, detail: ReturnDetail) -> str:
    """Remarks with their places and rows left out with their reasons; empty where there are none."""
    lang, beside = visit.lang, detail.beside
    names = visit.regions
    said = ((place_name(lang, one), one.text) for one in beside.remarks)
    rows = ((row_name(lang, plan, one.row, names), left_out_text(lang, one)) for one in beside.left_out)
    return _list(visit.t("rows.remarks.title"), said) + _list(visit.t("rows.left_out.title"), rows)


def _list(title: str, pairs: Iterable[tuple[str, str]]) -> str:
    told = "".join(f"<li><b>{escape(name)}</b><br>{escape(text)}</li>" for name, text in pairs)
    return f"<h2>{escape(title)}</h2><ul>{told}</ul>" if told else ""
