"""What an indicator means and how its figures come about, in words. Enters an indicator, draws its reference sheet."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import streamlit as st

from nap.charts import Link, SheetEntry, SheetTeller, method, reference_sheet
from nap.monitor import Indicator, Plan, framework_name, reference
from nap.words import pick, say
from ui.addresses import address
from ui.cards import folded
from ui.tables import tied


def about(lang: str, plan: Plan, indicator: Indicator) -> None:
    """Unit, baseline and targets with their sources, who reports it, how it is protected; how it is calculated. Both folded."""
    sentences = "".join(f"<li>{escape(sentence)}</li>" for sentence in method(lang, plan, indicator))
    inner = entries_html(lang, sheet_of(lang, plan, indicator)) + _whole(lang, indicator)
    st.html(
        f'<div class="nap-about">{folded(say(lang, "method.title"), inner)}'
        f"{folded(say(lang, 'method.how'), f'<ul>{sentences}</ul>')}</div>"
    )


def _whole(lang: str, indicator: Indicator) -> str:
    return f'<p><a href="{escape(sheet_address(indicator))}" target="_self">{escape(say(lang, "sheets.whole"))}</a></p>'


def sheet_of(lang: str, plan: Plan, indicator: Indicator) -> tuple[SheetEntry, ...]:
    """The reference sheet, its links to other sheets."""
    return reference_sheet(SheetTeller(lang, plan, indicator, sheet_address, lambda mapped: elsewhere(lang, mapped)))


def sheet_address(indicator: Indicator) -> str:
    """Where the sheet of an indicator stands."""
    return address("sheets", indicator=indicator.code)


def elsewhere(lang: str, mapped: str) -> str:
    """`WPS:12a` as readers know it: framework, code, short name, and the part of the framework it belongs to."""
    framework, _, code = mapped.rpartition(":")
    found = reference(mapped)
    named = f": {pick(found.name, lang)} ({pick(found.part, lang)})" if found else ""
    return f"{framework_name(lang, framework)} {code}{named}" if framework else mapped


def entries_html(lang: str, entries: Iterable[SheetEntry]) -> str:
    """The lines of a sheet as HTML."""
    told = (f"<dt>{escape(say(lang, entry.key))}</dt><dd>{_lines(entry)}</dd>" for entry in entries)
    return f'<dl class="nap nap-sheet-lines">{"".join(told)}</dl>'


def _lines(entry: SheetEntry) -> str:
    return "<br>".join(
        f'<a href="{escape(line.address)}" target="_self">{escape(line.words)}</a>' if isinstance(line, Link) else tied(line)
        for line in entry.lines
    )
