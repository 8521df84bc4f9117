"""The coordinator's screen: waiting returns, and one of them in full. What can be done about it stands in `ui.deciding`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st

from nap.facts import Finding, Severity
from nap.gone_texts import gone_shortly
from nap.monitor import (
    Receipt,
    ReturnDetail,
    ReturnLine,
    Said,
    Viewer,
    all_returns,
    difference,
    effect_of,
    last_period,
    plan_of,
    queue,
    return_detail,
    said_to,
    spot,
)
from nap.words import day, period_name
from ui.by_table import came_by, table_board
from ui.choices import segments, switch
from ui.confirming import confirming
from ui.deciding import decide, do_wish, tell_done
from ui.differences import difference_board
from ui.findings import ROWS_OPEN, findings_board, folded
from ui.going_back import reactivate_box
from ui.holding_back import declining_board
from ui.joining import joining_board
from ui.mended import correction_html, mends_board, written
from ui.names import partner_name
from ui.receipts import receipt_link, return_mark
from ui.remarking import remarking_board, remarks_board
from ui.review_effect import effect_board
from ui.review_many import accept_many, do_many, tell_many
from ui.review_period import period_board
from ui.review_queue import chosen_of, show_queue
from ui.review_words import papers_board, words_of_partner
from ui.session import house, language, moment, t, t_n
from ui.tables import Cell, Link, mark_html, note, table_html
from ui.understood import understood_board

_SORTS = ("due", "partner")


def choose_return(person: Viewer) -> ReturnLine | None:
    """The queue or, if asked, every return, each a link to itself; None until one is chosen in the address."""
    do_wish(person)
    do_many(person)
    tell_done()
    tell_many()
    everything = switch("every", t("pages.review.all"))
    return _of_all(person) if everything else _of_queue(person)


def _of_queue(person: Viewer) -> ReturnLine | None:
    found = queue(person, house())
    chosen = _asked([one.line for one in found if one.line])
    if chosen is None and (asked := st.query_params.get("return")):
        note(t("pages.not_now.not_submitted"))
        chosen = next((line for line in all_returns(person, house()) if line.receipt.id == asked), None)
    if not any(one.turn == "reviewer" for one in found):
        st.text(t("pages.review.nothing"))
    if found:
        show_queue(chosen_of(found, reading=chosen is not None), folded_away=chosen is not None)
    if chosen is None:
        accept_many(person, found)
    return chosen


def _of_all(person: Viewer) -> ReturnLine | None:
    lines = list(all_returns(person, house()))
    if not lines:
        st.text(t("pages.review.nothing"))
        return None
    lines = _sorted(lines) if len(lines) > 1 else lines
    chosen = _asked(lines)
    if chosen is None and "return" in st.query_params:
        note(t("pages.not_now.not_submitted"))
    _list(lines, folded_away=chosen is not None)
    return chosen


def _asked(lines: Sequence[ReturnLine]) -> ReturnLine | None:
    return next((line for line in lines if line.receipt.id == st.query_params.get("return")), None)


def one_return(person: Viewer, line: ReturnLine) -> None:
    """One return in full: what speaks against it first, then the decision, then every figure."""
    detail = return_detail(person, house(), line.receipt.id)
    lang, plan = language(), plan_of(person, house())
    st.header(_line_name(line), anchor=False)
    said = said_to(person, house(), line.receipt.id)
    st.html(_at_a_glance(detail, said))
    if detail.findings:
        findings_board(lang, plan, detail.findings, explained=_explanation(detail, said))
    remarks_board(detail)
    remarking_board(person, detail, plan)
    declining_board(person, detail, plan)
    difference_board(lang, plan, difference(person, house(), line.receipt.id))
    period_board(lang, plan, last_period(person, house(), line.receipt.id))
    table_board(person, plan, detail)
    mends_board(detail)
    words_of_partner(detail)
    confirming(person, detail)
    joining_board(person, detail)
    if line.receipt.status == "submitted":
        effect_board(lang, plan, effect_of(person, house(), line.receipt.id), title=t("queue.effect.title"))
    decide(detail, _line_name(line))
    reactivate_box(person, detail)
    understood_board(lang, plan, detail.observations, line.receipt.period, own=False)
    papers_board(detail)


def _sorted(lines: list[ReturnLine]) -> list[ReturnLine]:
    """The newest first, as most are settled."""
    words = {sort: t(f"pages.review.sort.{sort}") for sort in _SORTS}
    by_partner = segments("sort", t("pages.review.sort"), words, _SORTS[0]) == "partner"

    by_date = sorted(lines, key=lambda line: (line.receipt.period, line.receipt.received), reverse=True)
    return sorted(by_date, key=_partner_of) if by_partner else by_date


def _partner_of(line: ReturnLine) -> str:
    return partner_name(language(), house().plan, line.receipt.partner)


def _list(lines: Sequence[ReturnLine], *, folded_away: bool) -> None:
    """The returns as a table; folded away once one is chosen, so that it is not far below on a phone."""
    header = [t(f"pages.column.{name}") for name in ("partner", "period", "due", "received", "status", "findings")]
    caption = t("pages.review.every", n=len(lines))
    rows = [_line_row(line) for line in lines]
    first, rest = rows[:ROWS_OPEN], rows[ROWS_OPEN:]
    shown = table_html(header, first, caption=caption) + folded(len(rest), table_html(header, rest, caption=caption))
    if folded_away:
        shown = f'<details class="nap-finds"><summary>{escape(caption)}</summary>{shown}</details>'
    st.html(shown)


def _line_row(line: ReturnLine) -> list[Cell]:
    receipt, lang = line.receipt, language()
    received = moment(receipt.received) + ("\n" + t("pages.late") if line.late else "")
    counted = [t_n("pages.findings.error", line.errors)] if line.errors else []
    counted += [t_n("pages.findings.warning", line.warnings)] if line.warnings else []
    version = t("pages.version", version=str(receipt.version))
    gone = gone_shortly(lang, house().plan, receipt.gone)
    period = "\n".join(filter(None, (period_name(lang, receipt.period), version, came_by(receipt), gone)))
    return [
        Link(_partner_of(line), _address(line.receipt)),
        period,
        day(lang, line.due) if line.due else "",
        received,
        return_mark(receipt.status),
        "\n".join(counted) or t("pages.review.no_findings"),
    ]


def _address(receipt: Receipt) -> str:
    """Where the return is read, among all; their order stays as it is."""
    kept = {"every": "1"}
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
    return f'<a href="{escape(_address(receipt))}" target="_self">{escape(words)}</a>'


def _explanation(detail: ReturnDetail, said: Said) -> Callable[[Finding], str]:
    """What the partner says about a warning, on the screen and in the workbook, and that something is unexplained."""

    def explained(finding: Finding) -> str:
        if finding.severity is not Severity.WARNING:
            return written(finding, detail)
        words = [*filter(None, (said.answer(finding), written(finding, detail)))]
        figure = said.earlier.get(spot(finding))
        doubt = [] if figure is None else [t("mending.earlier.review", figure=figure or t("mending.blank"))]
        bare = [] if said.is_explained(finding) or doubt else [t("pages.review.unexplained")]
        return "\n".join([*dict.fromkeys(words), *doubt, *bare])

    return explained
