"""The reference sheets as HTML: the list by objective and measure, a line each, and whole sheets. Escaped throughout."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import groupby

from nap.monitor import Indicator, Plan
from nap.words import pick, say
from ui.addresses import address
from ui.method import entries_html, sheet_address, sheet_of

Standing = Mapping[str, str]
"""How an indicator stands, as HTML, by its code; empty for readers who may not know."""


def list_html(lang: str, plan: Plan, chosen: Sequence[Indicator], standing: Standing, *, opened: bool, here: str = "") -> str:
    """The indicators under their objectives and measures: whole sheets (`opened`) or a line each that unfolds what it means;
    `here` is the code of the one whose sheet stands above."""
    return "".join(
        _objective(lang, plan, objective, list(several), standing, opened=opened, here=here)
        for objective, several in groupby(_in_order(plan, chosen), key=lambda one: one.objective)
    )


def _in_order(plan: Plan, chosen: Sequence[Indicator]) -> list[Indicator]:
    """By objective and measure in the plan's order; those of an objective as a whole come after its measures."""
    objectives = {one.code: number for number, one in enumerate(plan.objectives)}
    measures = {one.code: number for number, one in enumerate(plan.measures)}
    return sorted(chosen, key=lambda one: (objectives[one.objective], measures.get(one.measure or "", len(measures))))


def _objective(
    lang: str, plan: Plan, code: str, several: Sequence[Indicator], standing: Standing, *, opened: bool, here: str
) -> str:
    found = plan.objective(code)
    title = f"{code} {pick(found.title, lang)}" if found else code
    parts = [_measure(lang, plan, code, list(each), standing, opened=opened, here=here) for code, each in _by_measure(several)]
    return f'<section class="nap-sheets"><h2>{escape(title)}</h2>{"".join(parts)}</section>'


def _by_measure(several: Iterable[Indicator]) -> Iterable[tuple[str, Iterable[Indicator]]]:
    return groupby(several, key=lambda one: one.measure or "")


def _measure(
    lang: str, plan: Plan, code: str, several: Sequence[Indicator], standing: Standing, *, opened: bool, here: str
) -> str:
    found = next((one for one in plan.measures if one.code == code), None)
    title = f"{code} {pick(found.title, lang)}" if found else say(lang, "sheets.no_measure")
    each = (sheet_html(lang, plan, one, standing) if opened else _line(lang, one, standing, here) for one in several)
    return f"<h3>{escape(title)}</h3>{''.join(each)}"


def _line(lang: str, one: Indicator, standing: Standing, here: str) -> str:
    """Code and title; unfolded, the definition and the way to the whole sheet."""
    title = f"<b>{escape(one.code)}</b> {escape(pick(one.title, lang))}"
    whole = f'<a href="{escape(sheet_address(one))}" target="_self">{escape(say(lang, "sheets.whole"))}</a>'
    current = ' class="nap-here-is"' if one.code == here else ""
    definition = escape(pick(one.definition, lang))
    return f"<details{current}><summary>{title}</summary><p>{definition}</p><p>{standing.get(one.code, '')}{whole}</p></details>"


def sheet_html(lang: str, plan: Plan, one: Indicator, standing: Standing, heading: str = "h4") -> str:
    """One whole sheet, its title in every language of the plan, under a heading of that rank."""
    others = "".join(
        f'<li lang="{escape(code)}">{escape(text)}</li>' for code, text in one.title.items() if code != lang and text
    )
    titles = f'<ul class="nap-titles" aria-label="{escape(say(lang, "sheets.titles"))}">{others}</ul>' if others else ""
    title = f"<b>{escape(one.code)}</b> {escape(pick(one.title, lang))}"
    return (
        f'<article class="nap-sheet" id="sheet-{escape(one.code)}"><{heading} class="nap-sheet-title">{title}</{heading}>'
        f"{titles}{standing.get(one.code, '')}{entries_html(lang, sheet_of(lang, plan, one))}</article>"
    )


def neighbours(lang: str, plan: Plan, one: Indicator) -> str:
    """The ways to the sheets before and after it, and to the list."""
    row = _in_order(plan, plan.indicators)
    place = row.index(one)
    ways = [("sheets.before", row[place - 1])] if place else []
    ways += [("sheets.after", row[place + 1])] if place + 1 < len(row) else []
    links = [
        f'<a href="{escape(sheet_address(other))}" target="_self">{escape(say(lang, key, code=other.code))}</a>'
        for key, other in ways
    ]
    links.append(f'<a href="{escape(address("sheets"))}" target="_self">{escape(say(lang, "sheets.show_all"))}</a>')
    return f'<nav class="nap-ways" aria-label="{escape(say(lang, "pages.sheets.title"))}">{" ".join(links)}</nav>'
