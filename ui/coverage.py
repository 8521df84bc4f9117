"""Who has reported: one organisation's figures, organisations by period, and the counts that everybody may read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html import escape
from urllib.parse import urlencode

import streamlit as st

from nap.charts import Amount, Cell, Figure, Link, Mark
from nap.facts import Period
from nap.monitor import Coverage, Expected, PeriodCoverage, Square, Verb, Viewer, coverage, expected_of, may, next_due
from nap.words import day, period_name, phrase
from ui.addresses import address
from ui.cards import card, footer, show
from ui.coverage_parts import show_parts
from ui.filters import Filters
from ui.names import indicator_name, partner_name, region_name
from ui.receipts import receipt_address, return_mark
from ui.session import house, language, t
from ui.tables import lead, note

_STATES = {
    "not_due": ("○", "info"),
    "not_reported": ("–", "error"),
    "reported": ("✓", "fixed"),
}
_OPEN = 3
"""So many figures stand open where none is missing."""
_HANDED_IN = frozenset({"submitted", "returned", "accepted"})


def show_coverage(person: Viewer) -> None:
    """Draw the page: what is asked for first, then what is around it."""
    coming = next_due(house())
    if coming is not None:
        lead(t("board.next_due", period=coming[0], date=coming[1]))
    found = coverage(person, house())
    if not found.periods:
        note(t("coverage.none"))
        return
    partner = _partner(person, found)
    chosen = _organisation(person, found, partner) if partner else None
    if found.squares:
        show(card(_board(person, found), address("coverage", partner=partner)))
    show(card(_counts(person, found.periods), address("coverage")))
    if may(person, Verb.BROWSE_RESULTS):
        show_parts(person, chosen or _chosen([one.period for one in found.periods], found.as_of))
    note_of_late = "" if may(person, Verb.REVIEW) else t("coverage.public")
    st.html(f'<p class="nap-lead">{escape(t("coverage.about_late"))} {escape(note_of_late)}</p>')
    footer()


def _partner(person: Viewer, found: Coverage) -> str:
    """Whose figures are listed: the person's own organisation's, or the one a coordinator asks for; empty for nobody's."""
    if not may(person, Verb.REVIEW):
        return person.partner or "" if found.squares else ""
    filters = Filters("partner_filter")
    chosen = filters.partner(house().plan, dict.fromkeys(square.partner for square in found.squares))
    filters.tell()
    return chosen


def _chosen(periods: Sequence[Period], as_of: date) -> Period:
    """The period asked for, by default the last that has ended."""
    filters = Filters("period_filter")
    ended = [period for period in periods if period.end < as_of]
    period = filters.period(periods, (ended or periods)[-1])
    filters.tell()
    return period


def _organisation(person: Viewer, found: Coverage, partner: str) -> Period | None:
    """Every expected figure of one return: what is missing first. The period that is shown; None where nothing was owed."""
    own = {square.period: square for square in found.squares if square.partner == partner}
    if not own:
        return None
    period = _chosen(list(own), found.as_of)
    st.html(_papers(person, own[period]))
    cells = expected_of(person, house(), partner, period=period)
    missing = sum(not cell.given for cell in cells)
    show(card(_cells(partner, period, cells), address("coverage", partner=partner, period=period), missing or _OPEN))
    return period


def _papers(person: Viewer, square: Square) -> str:
    """How the return stands, with the way to its receipt and, for reviewers, to the return itself."""
    mark = _mark(square)
    said = [f'<span class="nap-mark nap-{mark.kind}"><b aria-hidden="true">{mark.sign}</b> {escape(mark.word)}</span>']
    said += [escape(line) for line in _small(square)]
    if square.return_id and square.state in _HANDED_IN:
        where = escape(receipt_address(square.return_id))
        said.append(f'<a href="{where}" target="_blank" rel="noopener">{escape(t("pages.receipt.open"))}</a>')
        if may(person, Verb.REVIEW):
            there = escape("/review?" + urlencode({"return": square.return_id, "every": "1"}))
            said.append(f'<a href="{there}" target="_self">{escape(t("coverage.review"))}</a>')
    return f'<ul class="nap-glance">{"".join(f"<li>{each}</li>" for each in said)}</ul>'


def _cells(partner: str, period: Period, cells: Sequence[Expected]) -> Figure:
    lang, plan = language(), house().plan
    ordered = sorted(cells, key=lambda cell: cell.given)
    asked = [cell for cell in cells if cell.why != "not_applicable"]
    given = [cell for cell in asked if cell.given]
    words = {"n": len(asked), "given": len(given), "late": sum(cell.late for cell in given), "missing": len(asked) - len(given)}
    title = t("coverage.cells", partner=partner_name(lang, plan, partner), period=period)
    return Figure(
        title=title,
        words=t("coverage.cells.words", **words),
        caption=title,
        header=tuple(t(f"pages.column.{name}") for name in ("indicator", "region", "state")),
        rows=tuple(_cell(cell, period) for cell in ordered),
        name=f"coverage-{partner}-{period}",
    )


def _cell(cell: Expected, asked: Period) -> tuple[Cell, ...]:
    lang, plan = language(), house().plan
    where = address("indicator", indicator=cell.indicator, region="" if cell.region == plan.country else cell.region)
    older = period_name(lang, cell.period) if cell.period != asked else ""
    place = "\n".join(filter(None, (region_name(lang, plan, cell.region), older)))
    return Link(indicator_name(lang, plan, cell.indicator), where), place, _cell_mark(cell)


def _cell_mark(cell: Expected) -> Mark:
    if cell.given:
        return Mark("✓", t("coverage.given.late" if cell.late else "coverage.given"), "warning" if cell.late else "fixed")
    if cell.why == "not_due":
        return Mark("○", phrase(language(), "coverage.not_due", date=cell.due), "info")
    calm = cell.why in {"not_applicable", "answered_no_data", "not_safe", "not_accepted_yet"}
    return Mark("•" if calm else "–", phrase(language(), f"common.reason.{cell.why}"), "info" if calm else "error")


def _board(person: Viewer, found: Coverage) -> Figure:
    lang, plan = language(), house().plan
    squares = {(square.partner, square.period): square for square in found.squares}
    partners = list(dict.fromkeys(square.partner for square in found.squares))
    everything = may(person, Verb.REVIEW)
    heads = [period_name(lang, one.period) for one in found.periods]
    return Figure(
        title=t("coverage.board"),
        words=t("coverage.board.words" if everything else "coverage.board.others", n=len(partners)),
        caption=t("coverage.board"),
        header=(t("pages.column.partner"), *heads),
        rows=tuple(
            (
                Link(partner_name(lang, plan, code), address("coverage", partner=code))
                if everything
                else partner_name(lang, plan, code),
                *(_square(squares.get((code, one.period))) for one in found.periods),
            )
            for code in partners
        ),
        name=f"coverage-{found.as_of}",
    )


def _square(square: Square | None) -> Cell:
    if square is None:
        return t("coverage.not_owed")
    mark = _mark(square)
    big = _of(square.came or 0, square.expected) if square.counts and square.expected else ""
    return Mark(mark.sign, mark.word, mark.kind, big, "\n".join(_small(square)))


def _mark(square: Square) -> Mark:
    if square.state in _HANDED_IN:
        mark = return_mark(square.state)
        if square.state == "accepted" and square.expected and not square.came:
            # Accepted, and yet no figure of it counts: nothing to be glad of.
            return replace(mark, sign="•", kind="info")
        return replace(mark, kind="warning") if square.late else mark
    sign, kind = _STATES[square.state]
    if square.expected == 0:
        kind = "info"
    return Mark(sign, t(f"coverage.state.{square.state}"), kind)


def _small(square: Square) -> list[str]:
    """What else is to be known of a return."""
    waits = square.counts and square.state != "accepted"
    said = [
        _when(square),
        _whole(square),
        t("coverage.late", n=square.late) if square.late else "",
        t("coverage.answered", n=square.answered) if square.answered else "",
        t("coverage.corrected") if square.on_time and square.behind else "",
        _no_figures(square) if square.expected == 0 else "",
        t("coverage.correction") if waits else "",
        t("coverage.nothing") if square.nothing else "",
        t("coverage.draft") if square.draft else "",
    ]
    return [line for line in said if line]


def _when(square: Square) -> str:
    """Whether it was handed in by the due date, which says nothing of how much of it there is."""
    if square.on_time is not None:
        return t("coverage.on_time" if square.on_time else "pages.late")
    return t("pages.late") if square.behind else ""


def _whole(square: Square) -> str:
    if square.complete is None or square.expected == 0:
        return ""
    return t("coverage.complete" if square.complete else "coverage.incomplete")


def _no_figures(square: Square) -> str:
    """Words may be asked for where no figure is: as long as it has not come, the return itself is."""
    return t("coverage.no_figures" if square.state in _HANDED_IN else "coverage.no_figures.asked")


def _counts(person: Viewer, periods: Sequence[PeriodCoverage]) -> Figure:
    """One row a period, the latest first; how returns are dealt with is not for donors."""
    process = may(person, Verb.BROWSE_RESULTS)
    columns = ("organisations", *(("waiting", "returned") if process else ()), "figures", "late")
    latest = list(reversed(periods))
    return Figure(
        title=t("coverage.counts"),
        words=_told(next((one for one in latest if one.period.end < house().today()), latest[0])),
        caption=t("coverage.counts"),
        header=(t("pages.column.period"), t("pages.column.due"), *(t(f"coverage.column.{name}") for name in columns)),
        rows=tuple(_count(one, process=process) for one in latest),
        name=f"coverage-counts-{latest[0].period}",
    )


def _told(one: PeriodCoverage) -> str:
    return t("coverage.counts.one", period=one.period, n=one.accepted, m=one.partners, k=one.came, l=one.expected)


def _count(one: PeriodCoverage, *, process: bool) -> tuple[Cell, ...]:
    dealt = (_number(one.waiting), _number(one.returned)) if process else ()
    return (
        period_name(language(), one.period),
        day(language(), one.due),
        _accepted(one),
        *dealt,
        _of(one.came, one.expected),
        _number(one.late),
    )


def _accepted(one: PeriodCoverage) -> str:
    """How many organisations, and below, apart from it, how many of them on time."""
    in_time = t("coverage.on_time.of", n=one.timely) if one.accepted else ""
    return "\n".join(filter(None, (_of(one.accepted, one.partners), in_time)))


def _of(part: int, whole: int) -> str:
    """`12 of 14`, never broken into two lines."""
    return t("coverage.of", n=part, m=whole).replace(" ", "\u00a0")


def _number(count: int) -> Amount:
    return Amount(str(count), Decimal(count))
