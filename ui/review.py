"""The coordinator's screen: waiting returns, and one of them in full. What can be done about it stands in `ui.deciding`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st

from nap.facts import MEASURE_STATUSES, Finding, Note, Severity
from nap.gone_texts import gone_shortly
from nap.monitor import (
    Event,
    Receipt,
    ReturnDetail,
    ReturnLine,
    Said,
    Viewer,
    all_returns,
    difference,
    plan_of,
    return_detail,
    said_to,
    spot,
    waiting_returns,
)
from nap.words import day, period_name, pick
from ui.by_table import came_by, table_board
from ui.choices import segments, switch
from ui.deciding import decide, do_wish, tell_done
from ui.differences import difference_board
from ui.findings import ROWS_OPEN, findings_board, folded
from ui.mended import correction_html, mends_board, papers, written
from ui.names import indicator_name, partner_name, region_name
from ui.receipts import receipt_facts, receipt_link, return_mark
from ui.session import house, language, moment, t, t_n
from ui.tables import Cell, Link, facts, mark_html, note, table, table_html
from ui.understood import understood_board

_SORTS = ("due", "partner")


def choose_return(person: Viewer) -> ReturnLine | None:
    """The waiting returns and, if asked, every other, each a link to itself; None until one is chosen in the address."""
    do_wish(person)
    tell_done()
    everything = switch("every", t("pages.review.all"))
    lines = list(all_returns(person, house()) if everything else waiting_returns(person, house()))
    if not lines:
        st.text(t("pages.review.nothing"))
        return None
    lines = _sorted(lines, newest_first=everything) if len(lines) > 1 else lines
    asked = st.query_params.get("return")
    chosen = next((line for line in lines if line.receipt.id == asked), None)
    if asked and chosen is None:
        note(t("pages.not_now.not_submitted"))
    _list(lines, everything, folded_away=chosen is not None)
    return chosen


def one_return(person: Viewer, line: ReturnLine) -> None:
    """One return in full: what speaks against it first, then the decision, then every figure."""
    detail = return_detail(person, house(), line.receipt.id)
    lang, plan = language(), plan_of(person, house())
    st.subheader(_line_name(line), anchor=False)
    said = said_to(person, house(), line.receipt.id)
    st.html(_at_a_glance(detail, said))
    if detail.findings:
        findings_board(lang, plan, detail.findings, explained=_explanation(detail, said))
    difference_board(lang, plan, difference(person, house(), line.receipt.id))
    table_board(person, plan, detail)
    mends_board(detail)
    _words_of_partner(detail)
    decide(detail, _line_name(line))
    understood_board(lang, plan, detail.observations, line.receipt.period, own=False)
    _papers(detail)


def _sorted(lines: list[ReturnLine], *, newest_first: bool) -> list[ReturnLine]:
    """Those that wait longest first; among all returns, where most are settled, the newest."""
    words = {sort: t(f"pages.review.sort.{sort}") for sort in _SORTS}
    by_partner = segments("sort", t("pages.review.sort"), words, _SORTS[0]) == "partner"

    by_date = sorted(lines, key=lambda line: (line.receipt.period, line.receipt.received), reverse=newest_first)
    return sorted(by_date, key=_partner_of) if by_partner else by_date


def _partner_of(line: ReturnLine) -> str:
    return partner_name(language(), house().plan, line.receipt.partner)


def _list(lines: Sequence[ReturnLine], everything: bool, *, folded_away: bool) -> None:
    """The returns as a table; folded away once one is chosen, so that it is not far below on a phone."""
    header = [t(f"pages.column.{name}") for name in ("partner", "period", "due", "received", "status", "findings")]
    caption = t("pages.review.every" if everything else "pages.review.waiting", n=len(lines))
    rows = [_line_row(line, everything) for line in lines]
    first, rest = rows[:ROWS_OPEN], rows[ROWS_OPEN:]
    shown = table_html(header, first, caption=caption) + folded(len(rest), table_html(header, rest, caption=caption))
    if folded_away:
        shown = f'<details class="nap-finds"><summary>{escape(caption)}</summary>{shown}</details>'
    st.html(shown)


def _line_row(line: ReturnLine, everything: bool) -> list[Cell]:
    receipt, lang = line.receipt, language()
    received = moment(receipt.received) + ("\n" + t("pages.late") if line.late else "")
    counted = [t_n("pages.findings.error", line.errors)] if line.errors else []
    counted += [t_n("pages.findings.warning", line.warnings)] if line.warnings else []
    version = t("pages.version", version=str(receipt.version))
    gone = gone_shortly(lang, house().plan, receipt.gone)
    period = "\n".join(filter(None, (period_name(lang, receipt.period), version, came_by(receipt), gone)))
    return [
        Link(_partner_of(line), _address(line.receipt, everything)),
        period,
        day(lang, line.due) if line.due else "",
        received,
        return_mark(receipt.status),
        "\n".join(counted) or t("pages.review.no_findings"),
    ]


def _address(receipt: Receipt, everything: bool) -> str:
    """Where the return is read; the list around it stays as it is."""
    kept = {"every": "1"} if everything else {}
    if "sort" in st.query_params:
        kept["sort"] = st.query_params["sort"]
    return "/review?" + urlencode({"return": receipt.id, **kept})


def _line_name(line: ReturnLine) -> str:
    receipt = line.receipt
    version = t("pages.version", version=str(receipt.version))
    about = ", ".join(filter(None, (version, came_by(receipt))))
    return f"{_partner_of(line)}, {period_name(language(), receipt.period)} ({about})"


def _at_a_glance(detail: ReturnDetail, answers: Said) -> str:
    """One line to know what awaits the reader: standing, lateness, what is unexplained, the reason given, other versions."""
    line, bare = detail.line, answers.unexplained(detail.findings)
    mark = return_mark(line.receipt.status)
    said = [mark_html(mark.sign, mark.word, mark.kind)]
    said += [mark_html("!", t("pages.late"), "warning")] if line.late else []
    said += [mark_html("!", t_n("pages.review.unexplained_warnings", bare), "warning")] if bare else []
    said += [escape(t_n("pages.rows_read", line.rows)), receipt_link(line.receipt)]
    said += [escape(t("mending.mended_by", people=line.receipt.mended_by))] if line.receipt.mended_by else []
    reason = f"<blockquote>{escape(detail.reason)}</blockquote>" if detail.reason else ""
    reason += correction_html(detail)
    others = " · ".join(_version_link(one) for one in detail.others)
    more = f'<p class="nap-lead">{escape(t("pages.review.others"))}: {others}</p>' if others else ""
    return f'<ul class="nap-glance">{"".join(f"<li>{each}</li>" for each in said)}</ul>{reason}{more}'


def _version_link(receipt: Receipt) -> str:
    words = f"{t('pages.version', version=str(receipt.version))} ({t(f'common.return_status.{receipt.status}')})"
    return f'<a href="{escape(_address(receipt, True))}" target="_self">{escape(words)}</a>'


def _explanation(detail: ReturnDetail, said: Said) -> Callable[[Finding], str]:
    """What the partner says about a warning, on the screen and in the workbook, and that something is unexplained."""

    def explained(finding: Finding) -> str:
        if finding.severity is not Severity.WARNING:
            return ""
        words = [*filter(None, (said.answer(finding), written(finding, detail)))]
        figure = said.earlier.get(spot(finding))
        doubt = [] if figure is None else [t("mending.earlier.review", figure=figure or t("mending.blank"))]
        bare = [] if said.is_explained(finding) or doubt else [t("pages.review.unexplained")]
        return "\n".join([*dict.fromkeys(words), *doubt, *bare])

    return explained


def _words_of_partner(detail: ReturnDetail) -> None:
    """Narratives and comments, as plain text in full: for coordinators only."""
    words = [note for note in detail.notes if note.kind != "explanation" and note.text]
    if words:
        st.subheader(t("pages.review.words"), anchor=False)
        st.html("".join(_note(note) for note in words))


def _note(note: Note) -> str:
    region = region_name(language(), house().plan, note.region) if note.region else ""
    about = " · ".join(part for part in (_about(note), region) if part)
    place = f"· {escape(t('pages.sheet', sheet=note.place.sheet))} <code>{escape(note.place.cell)}</code>" if note.place else ""
    said = t(f"workbook.measure_status.{note.text}") if note.text in MEASURE_STATUSES else note.text
    lines = "".join(f"<p>{escape(line)}</p>" for line in said.splitlines() if line.strip())
    kind = escape(t(f"pages.note.{note.kind}"))
    return (
        f'<div class="nap-words"><p class="about"><strong>{kind}</strong> {escape(about)} {place}</p>'
        f"<blockquote>{lines}</blockquote></div>"
    )


def _about(note: Note) -> str:
    plan = house().plan
    measure = next((one for one in plan.measures if one.code == note.indicator), None)
    return f"{measure.code} {pick(measure.title, language())}" if measure else indicator_name(language(), plan, note.indicator)


def _papers(detail: ReturnDetail) -> None:
    """The original file, the receipt's facts and what happened so far."""
    receipt = detail.receipt
    st.subheader(t("pages.review.papers"), anchor=False)
    papers(detail)
    facts(receipt_facts(receipt))
    header = [t(f"pages.column.{name}") for name in ("when", "act", "person", "reason")]
    table(header, [_event(event) for event in detail.events], caption=t("pages.review.events"))


def _event(event: Event) -> list[Cell]:
    return [moment(event.at), t(f"pages.act.{event.act}"), event.person, event.reason]
