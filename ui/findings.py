"""Findings as a person mends them: how many of which gravity; then by cell what was found, what is expected, what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from nap.facts import Finding, Severity
from nap.finding_groups import GRAVITY, ORDERS, Group, Section, cell_order, sections
from nap.finding_texts import finding_text
from nap.monitor import Plan, counted
from ui.choices import segments
from ui.names import indicator_name, region_name, region_names
from ui.session import t, t_n
from ui.tables import mark_html, note

SIGNS = {Severity.REFUSED: "■", Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "i", Severity.FIXED: "✓"}
ROWS_SHOWN = 500
"""More would be megabytes for a weak line on every run of the page; nobody mends so many by hand."""
ROWS_OPEN = 60
"""So many rows of a long table stand open, the others can be unfolded."""
_CELLS_OPEN = 12
"""So many cells of one group stand open, the others can be unfolded."""
_QUIET = frozenset({Severity.INFO.value, Severity.FIXED.value})
"""Nothing to do: folded away where errors and warnings stand above."""


@dataclass(frozen=True)
class Board:
    """Findings as they are read now: in this language and order, what wants a hand apart from what does not."""

    lang: str
    plan: Plan
    order: str
    sections: Sequence[Section]

    @property
    def loud(self) -> list[Section]:
        """Headings under which something is to be mended or explained."""
        return [section for section in self.sections if not self.is_folded(section)]

    @property
    def quiet(self) -> list[Section]:
        """Headings that are folded away."""
        return [section for section in self.sections if self.is_folded(section)]

    def is_folded(self, section: Section) -> bool:
        """Whether there is nothing to do under this heading."""
        return self.order == ORDERS[0] and section.key in _QUIET


def findings_board(lang: str, plan: Plan, findings: Sequence[Finding], explained: Callable[[Finding], str] | None = None) -> None:
    """Show findings, the gravest first or as the reader orders them. `explained` gives the partner's words on a warning."""
    shown = board(lang, plan, findings, explained)
    parts = (folded_section(shown, each) if shown.is_folded(each) else _section(shown, each) for each in shown.sections)
    st.html("".join(parts))
    say_rest(len(findings))


def board(
    lang: str,
    plan: Plan,
    findings: Sequence[Finding],
    explained: Callable[[Finding], str] | None = None,
    answered: int = 0,
) -> Board:
    """How many there are of which gravity and the choice of an order are shown; the findings leave under their headings.

    `answered`: how many of the warnings are explained.
    """
    if answered or len({each.severity for each in findings}) > 1:
        st.html(tally(findings, answered))
    order = _order() if sum(each.severity.value not in _QUIET for each in findings) > 1 else ORDERS[0]
    shown = sorted(findings, key=lambda each: GRAVITY.index(each.severity))[:ROWS_SHOWN]
    names = region_names(lang, plan)
    found = sections(shown, order, plan, lambda each: finding_text(each, lang, names), explained or (lambda _: ""))
    return Board(lang, plan, order, found)


def tally(findings: Iterable[Finding], answered: int = 0) -> str:
    """How many findings of which gravity, how many warnings are explained, as HTML; empty if there are none."""
    counts: Counter[Severity] = Counter()
    for finding in findings:
        counts[finding.severity] += counted(finding)
    told = mark_html(SIGNS[Severity.FIXED], t_n("mending.explained.count", answered), "fixed") if answered else ""
    after = {Severity.WARNING: f"<li>{told}</li>"} if told else {}
    chips = "".join(f"<li>{_counted(each, count)}</li>{after.get(each, '')}" for each in GRAVITY if (count := counts[each]))
    return f'<ul class="nap-tally" aria-label="{escape(t("pages.findings.counts"))}">{chips}</ul>' if chips else ""


def say_rest(count: int) -> None:
    """Say how many rows of a long list are not shown."""
    if count > ROWS_SHOWN:
        note(t("pages.more_cells", n=count - ROWS_SHOWN))


def folded(count: int, html: str) -> str:
    """The rest of a long table, `count` rows of it, to unfold; nothing if there is no rest."""
    title = escape(t_n("pages.more_rows", count))
    return f'<details class="nap-rest"><summary>{title}</summary>{html}</details>' if count else ""


def _order() -> str:
    words = {order: t(f"pages.findings.order.{order}") for order in ORDERS}
    return segments("order", t("pages.findings.order"), words, ORDERS[0])


def _counted(severity: Severity, count: int) -> str:
    return _mark(severity, t_n(f"pages.findings.{severity.value}", count))


def _mark(severity: Severity, words: str) -> str:
    return mark_html(SIGNS[severity], words, severity.value)


def _section(shown: Board, section: Section) -> str:
    cards = "".join(card(shown, group) for group in section.groups)
    return f'<section class="nap-finds"><h3>{heading(shown, section)}</h3>{cards}</section>'


def folded_section(shown: Board, section: Section) -> str:
    """A heading that can be unfolded to see what stands under it, as HTML."""
    cards = "".join(card(shown, group) for group in section.groups)
    return f'<details class="nap-finds"><summary>{heading(shown, section)}</summary>{cards}</details>'


def heading(shown: Board, section: Section) -> str:
    """The words of a heading, as HTML."""
    count = sum(counted(each) for group in section.groups for each in group.findings)
    return _title(shown.lang, shown.plan, section.key, shown.order, count)


def _title(lang: str, plan: Plan, key: str, order: str, count: int) -> str:
    match order:
        case "gravity":
            return _counted(Severity(key), count)
        case "indicator" if key:
            return escape(indicator_name(lang, plan, key))
        case "place" if key:
            return escape(t("pages.sheet", sheet=key))
        case _:
            return escape(t("pages.whole_file"))


def card(shown: Board, group: Group, *, in_hand: bool = False, answered: bool = False) -> str:
    """One group as HTML. What its heading says already (gravity or sheet) is not said again.

    `in_hand`: every cell of it has a field below, which says where it is; a phone need not say it twice. `answered`: all of it
    is explained.
    """
    texts, order = group.text, shown.order
    kind = _mark(group.severity, t(f"common.severity.{group.severity.value}")) if order != "gravity" else ""
    count = len(group.findings)
    times = f'<span class="nap-small">{escape(t_n("pages.findings.times", count))}</span>' if count > 1 else ""
    pairs = (
        ("pages.column.found", _found(group), "typed"),
        ("pages.column.expected", texts.expected, ""),
        ("pages.column.fix", texts.fix, "fix"),
        ("pages.column.explained", group.explained, ""),
    )
    rows = "".join(f'<dt>{escape(t(key))}</dt><dd class="{css}">{escape(text)}</dd>' for key, text, css in pairs if text)
    tick = mark_html(SIGNS[Severity.FIXED], t("mending.explained"), "fixed") if answered else ""
    where = _places(shown.lang, shown.plan, group, named=order != "place")
    css = f"nap-find nap-is-{group.severity.value}" + (" nap-in-hand" if in_hand else "")
    css += " nap-many" if in_hand and sum(len(each.cells) for each in group.findings) > 2 else ""
    return (
        f'<article class="{css}"><div class="where">{where}</div>'
        f'<div class="what"><p>{kind}{escape(texts.sentence)}</p>{tick}{times}<dl>{rows}</dl></div></article>'
    )


def _found(group: Group) -> str:
    """What was typed, if it is the same in every cell; else it stands beside each cell."""
    found = {each.found or "" for each in group.findings}
    return found.pop() if len(found) == 1 else ""


def _places(lang: str, plan: Plan, group: Group, *, named: bool) -> str:
    by_sheet: dict[str, list[str]] = {}
    apart = len({each.found for each in group.findings}) > 1
    alone = len(group.findings) == 1
    for each in group.findings:
        by_sheet.setdefault(each.sheet or "", []).extend(_chips(lang, plan, each, apart, alone=alone))
    return "".join((_sheet_name(sheet) if named else "") + _cells(chips) for sheet, chips in by_sheet.items())


def _chips(lang: str, plan: Plan, finding: Finding, apart: bool, *, alone: bool) -> list[str]:
    """The cells of a finding: one chip each if it stands alone, else one chip for all, so that chips are as many as findings."""
    region = region_name(lang, plan, finding.region) if finding.region else ""
    about = " · ".join(part for part in (finding.indicator or "", region) if part)
    typed = f'<span class="typed">{escape(finding.found)}</span>' if apart and finding.found else ""
    label = (f"<small>{escape(about)}</small>" if about else "") + typed
    first, *others = sorted(finding.cells[:ROWS_SHOWN], key=cell_order) if finding.cells else [""]
    code = f"<code>{escape(first)}</code>" if first else ""
    more = [f"<li><code>{escape(cell)}</code></li>" for cell in others]
    if not alone:
        return [f"<li>{code}{_cells(more)}{label}</li>"]
    return ([f"<li>{code}{label}</li>"] if code or label else []) + more


def _sheet_name(sheet: str) -> str:
    return f'<span class="sheet">{escape(t("pages.sheet", sheet=sheet) if sheet else t("pages.whole_file"))}</span>'


def _cells(chips: list[str]) -> str:
    """The first cells open, a long rest to unfold."""
    shown, rest = chips[:_CELLS_OPEN], chips[_CELLS_OPEN:]
    more = f"<summary>{escape(t('pages.more_cells', n=len(rest)))}</summary><ul>{''.join(rest)}</ul>"
    return (f"<ul>{''.join(shown)}</ul>" if shown else "") + (f"<details>{more}</details>" if rest else "")
