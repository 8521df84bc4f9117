"""The plan: every indicator's reference sheet, to search and to print.

The address holds what is looked for (`q`), which sheet stands open (`indicator`), whether all do (`open=all`), and the filters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

import streamlit as st

from nap.charts import SIGNS
from nap.facts import Result
from nap.monitor import Indicator, Plan, Searched, Verb, Viewer, browse, last_closed, may, plan_of, reporters, search_indicators
from nap.tables import to_excel
from nap.words import language_name, pick, say
from ui.addresses import address
from ui.cards import footer
from ui.downloads import download
from ui.filters import Filters
from ui.method import sheet_of
from ui.session import house, language, t
from ui.sheets_list import list_html, neighbours, sheet_html
from ui.sheets_search import box, found_html
from ui.stamp import stamp
from ui.tables import lead, mark_html, note

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_sheets(person: Viewer) -> None:
    """Draw the page."""
    lang, plan, query = language(), plan_of(person, house()), st.query_params.get("q", "").strip()
    lead(t("pages.sheets.lead"))
    st.html(box(lang, query, name="page"))
    filters = Filters()
    chosen = _chosen(filters, plan)
    filters.tell()
    code = _asked_for(plan)
    standing = _standing(person, lang, plan)
    searched = search_indicators(person, house(), query) if query else None
    st.html(_whole_page(lang, plan, chosen, code, query, searched, standing))
    title = f"{plan.id}-{plan.version}-indicators-{lang}.xlsx"
    download(t("sheets.excel"), lambda _: _excel(lang, plan), name=title, kind=_EXCEL, key="sheets_excel", what=None, quiet=True)
    footer()


def _chosen(filters: Filters, plan: Plan) -> list[Indicator]:
    """The indicators the filters leave."""
    objective = filters.objective(plan, everything=True)
    kinds = dict.fromkeys(one.type for one in plan.indicators)
    kind = filters.choice("type", t("sheets.type"), {one: t(f"sheets.one_type.{one}") for one in kinds})
    levels = [level for level in ("public", "people", "sensitive") if any(one.sensitivity == level for one in plan.indicators)]
    level = filters.choice("protection", t("pages.column.protection"), {one: t(f"pages.sensitivity.{one}") for one in levels})
    body = filters.body(plan, [partner.code for partner in plan.partners])
    return [
        one
        for one in plan.indicators
        if objective in ("", one.objective)
        and kind in ("", one.type)
        and level in ("", one.sensitivity)
        and (not body or body in _bodies(plan, one))
    ]


def _bodies(plan: Plan, one: Indicator) -> set[str]:
    """Whoever answers for it: who reports it, who leads its measure."""
    lead = next((measure.lead for measure in plan.measures if measure.code == one.measure), "")
    return {*reporters(plan, one), lead, one.lead or ""}


def _asked_for(plan: Plan) -> str:
    """The code of the sheet in the address; empty, and told, where there is none of that code."""
    code = st.query_params.get("indicator", "")
    if code and plan.indicator(code) is None:
        note(t("board.ignored", filters=t("board.ignored.one", label=t("pages.column.indicator"), value=code[:40])))
        return ""
    return code


def _whole_page(
    lang: str,
    plan: Plan,
    chosen: Sequence[Indicator],
    code: str,
    query: str,
    searched: Searched | None,
    standing: Mapping[str, str],
) -> str:
    """The sheet asked for, or what was found, or all; below a sheet, and where nothing was found, the list."""
    opened = st.query_params.get("open") == "all"
    # How an indicator stands is a result: it is said how far it may be relied on, on paper too.
    parts = [f'<p class="nap-stamp">{escape(stamp())}</p>'] if standing else []
    if searched is not None:
        parts.append(found_html(lang, plan, query, searched, [one.code for one in chosen], standing))
        if searched.answer.hits and not opened:
            return f'<div class="nap-dictionary">{"".join(parts)}<p class="nap-ways">{_to_all(lang)}</p></div>'
    one = plan.indicator(code)
    if one is not None:
        parts.append(f'<div class="nap-one">{neighbours(lang, plan, one)}{sheet_html(lang, plan, one, standing, "h2")}</div>')
    parts.append(_way(lang, opened=opened))
    parts.append(list_html(lang, plan, chosen, standing, opened=opened, here=code) if chosen else _nothing(lang))
    return f'<div class="nap-dictionary">{"".join(parts)}</div>'


def _way(lang: str, *, opened: bool) -> str:
    """From the list to all sheets and back, with the same filters."""
    kept = {name: value for name, value in st.query_params.items() if name in ("objective", "type", "protection", "body", "q")}
    where = address("sheets", **kept) if opened else address("sheets", **kept, open="all")
    words = say(lang, "sheets.fold_all" if opened else "sheets.open_all")
    told = f"<span>{escape(say(lang, 'sheets.print'))}</span>" if opened else ""
    return f'<p class="nap-ways">{told}<a href="{escape(where)}" target="_self">{escape(words)}</a></p>'


def _nothing(lang: str) -> str:
    return f'<div class="nap-note"><p>{escape(say(lang, "sheets.none"))} {_to_all(lang)}</p></div>'


def _to_all(lang: str) -> str:
    return f'<a href="{escape(address("sheets"))}" target="_self">{escape(say(lang, "sheets.show_all"))}</a>'


def _standing(person: Viewer, lang: str, plan: Plan) -> Mapping[str, str]:
    """How each indicator stands in the country, with the way to its figures, for those who may browse results."""
    if not may(person, Verb.BROWSE_RESULTS):
        return {}
    shelf, period = browse(person, house()), last_closed(house())
    board, figures = shelf.board(), address("indicator", indicator="-")

    def made() -> dict[str, str]:
        at = ((one, board.at(one, plan.regions.country.code, period)) for one in board.indicators() if period is not None)
        return {one.code: _stands(lang, one, result) for one, result in at}

    return shelf.made(("sheets", lang, period, figures), made)


def _stands(lang: str, one: Indicator, result: Result | None) -> str:
    where = (
        f'<a href="{escape(address("indicator", indicator=one.code))}" target="_self">{escape(say(lang, "sheets.figures"))}</a>'
    )
    if result is None:
        return f'<span class="nap-stands">{where}</span>'
    sign, word = SIGNS[result.status], say(lang, f"common.status.{result.status.value}")
    return f'<span class="nap-stands">{mark_html(sign, word, result.status.value)} {where}</span>'


def _excel(lang: str, plan: Plan) -> bytes:
    """Every sheet as a row, each line of it a column; nothing but what the plan says."""
    sheets = {one: {entry.key: entry.plain for entry in sheet_of(lang, plan, one)} for one in plan.indicators}
    keys = _ordered(sheets.values())
    header = [say(lang, "pages.column.indicator"), *(language_name(lang, code) for code in plan.languages)]
    header += [say(lang, key) for key in keys]
    rows = [
        [one.code, *(one.title.get(code, "") for code in plan.languages), *(told.get(key, "") for key in keys)]
        for one, told in sheets.items()
    ]
    about = [
        (say(lang, "sheets.about"), say(lang, "pages.sheets.title")),
        (say(lang, "sheets.excel.plan"), pick(plan.title, lang)),
        (say(lang, "sheets.excel.version"), str(plan.version)),
    ]
    return to_excel(say(lang, "pages.sheets.title"), header, rows, about)


def _ordered(sheets: Iterable[Mapping[str, str]]) -> list[str]:
    """Every line that any sheet has, in the order of the fullest ones."""
    found = dict[str, None]()
    for told in sorted(sheets, key=len, reverse=True):
        found |= dict.fromkeys(told)
    return list(found)
