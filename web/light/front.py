"""The first page: what came back, what is due and its template, the form to send, what was sent. A visit enters, HTML leaves."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from starlette.responses import Response

from nap.monitor import DueReturn, ReturnLine, Unknown, due_returns, my_returns, waiting_returns
from nap.words import language_name, period_name
from web.forms import hidden
from web.light.cards import short
from web.light.life import not_safe_form
from web.light.names import link, return_address, status_mark
from web.light.page import light_page, mark, note
from web.light.sending import because_field, send_form
from web.light.visit import Visit

_SHOWN = 6
"""So many periods, and so many versions that were sent; the others at a click."""
_IN_HAND = frozenset({"submitted", "accepted"})


def page(visit: Visit) -> Response:
    """What one organisation owes and sent: the reader's own, or the one a coordinator asks for."""
    dues = due_returns(visit.viewer, visit.house)
    chosen = visit.viewer.partner or visit.asked("partner")
    if visit.viewer.partner is None and not chosen:
        return light_page(visit, visit.t("light.returns"), _waiting(visit) + _choose(visit, dues) + send_form(visit))
    if visit.plan.partner(chosen) is None:
        raise Unknown("partner", chosen)
    own = [due for due in reversed(dues) if due.partner == chosen]
    name = f"<p><b>{escape(visit.partner(chosen))}</b></p>"
    parts = (_waiting(visit), name, _came_back(visit, own), _dues(visit, own), send_form(visit), _history(visit))
    return light_page(visit, visit.t("light.returns"), "".join(parts))


def _waiting(visit: Visit) -> str:
    if not visit.reviews:
        return ""
    count = len(waiting_returns(visit.viewer, visit.house))
    return f'<p><a href="/light/review">{escape(visit.t("pages.review.waiting", n=count))}</a></p>'


def _choose(visit: Visit, dues: Sequence[DueReturn]) -> str:
    """For whom a coordinator sends."""
    codes = dict.fromkeys(due.partner for due in dues)
    names = "".join(f'<option value="{escape(code)}">{escape(visit.partner(code))}</option>' for code in codes)
    label = escape(visit.t("pages.returns.partner"))
    return (
        f'<form method="get" action="/light"><label for="partner">{label}</label>'
        f'<select id="partner" name="partner">{names}</select><button>{escape(visit.t("pages.open"))}</button></form>'
    )


def _came_back(visit: Visit, dues: Sequence[DueReturn]) -> str:
    """What a coordinator sent back and why: the first thing a partner must know here."""
    parts = []
    for due in dues:
        if due.status == "returned" and due.return_id:
            title = visit.t("pages.returns.came_back", period=due.period, version=str(due.version))
            why = f"<blockquote>{escape(short(due.reason))}</blockquote>" if due.reason else ""
            there = escape(return_address(due.return_id))
            parts.append(f'{note(title, "error", "note")}{why}<p><a href="{there}">{escape(visit.t("light.mend_here"))}</a></p>')
    return "".join(parts)


def _dues(visit: Visit, dues: Sequence[DueReturn]) -> str:
    every = visit.asked("all") == "due"
    rows = "".join(_due(visit, due) for due in (dues if every else dues[:_SHOWN]))
    head = "".join(f'<th scope="col">{escape(visit.t(f"pages.column.{name}"))}</th>' for name in ("period", "next"))
    more = "" if every else _more(visit, len(dues) - _SHOWN, "due")
    return (
        f"<h2>{escape(visit.t('pages.returns.due'))}</h2><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{more}"
    )


def _due(visit: Visit, due: DueReturn) -> str:
    """One period: until when, how it stands, and the ways on."""
    name = escape(period_name(visit.lang, due.period))
    until = escape(visit.t("mending.owed_by", day=due.due))
    return (
        f'<tr><th scope="row">{name}<br><small>{until}</small></th><td><p>{_state(visit, due)}</p>{_ways(visit, due)}</td></tr>'
    )


def _state(visit: Visit, due: DueReturn) -> str:
    if due.overdue:
        return mark("!", visit.t("pages.overdue"), "error")
    if due.status is None:
        return mark("○", visit.t("pages.expected" if due.ended else "pages.running"), "")
    return status_mark(visit, due.status)


def _ways(visit: Visit, due: DueReturn) -> str:
    """What can be done about it: go on with what was begun, open what was sent, take the template, report nothing."""
    begun, parts = due.begun, []
    if begun is not None:
        parts.append(link(return_address(begun.receipt.id), visit.t("mending.go_on", version=str(begun.receipt.version))))
    if due.return_id is not None:
        name = "mending.go_on" if due.status in {"draft", "returned"} and begun is None else "light.open_version"
        parts.append(link(return_address(due.return_id), visit.t(name, version=str(due.version))))
    return "".join(parts) + _templates(visit, due) + (_nothing(visit, due) if due.ended and due.status is None else "")


def _templates(visit: Visit, due: DueReturn) -> str:
    if due.status in _IN_HAND:
        return ""
    here = f"/light/template/{quote(due.partner)}/{due.period}"
    links = " · ".join(
        f'<a href="{here}?in={code}" lang="{code}" hreflang="{code}">{escape(language_name(code, code))}</a>'
        for code in sorted(visit.plan.languages, key=lambda code: code != visit.lang)  # her own first
    )
    return f"<p>{escape(visit.t('pages.returns.download_template'))}: {links}</p>"


def _nothing(visit: Visit, due: DueReturn) -> str:
    """One press instead of a workbook."""
    asked = f'<input type="hidden" name="partner" value="{escape(due.partner)}">'
    asked += f'<input type="hidden" name="period" value="{due.period}">'
    why = "" if visit.viewer.partner else because_field(visit, f"because-{due.period}")
    return (
        f'<form method="post" action="/light/nothing">{hidden(visit.word)}{asked}{why}'
        f"<button>{escape(visit.t('light.nothing'))}</button></form>{_not_safe(visit, due)}"
    )


def _not_safe(visit: Visit, due: DueReturn) -> str:
    return not_safe_form(visit, due, "" if visit.viewer.partner else because_field(visit, f"because-safe-{due.period}"))


def _history(visit: Visit) -> str:
    """Every version ever sent or tried, the newest first."""
    lines = my_returns(visit.viewer, visit.house)
    title = f"<h2>{escape(visit.t('pages.returns.history'))}</h2>"
    if visit.viewer.partner is None:
        return ""
    if not lines:
        return f"{title}<p>{escape(visit.t('pages.returns.none_yet'))}</p>"
    start = int(visit.asked("from")) if visit.asked("from").isdecimal() else 0
    rows = "".join(_line(visit, line) for line in lines[start : start + _SHOWN])
    columns = ("period", "status", "received")
    head = "".join(f'<th scope="col">{escape(visit.t(f"pages.column.{name}"))}</th>' for name in columns)
    rest = len(lines) - start - _SHOWN
    more = (
        f'<p><a href="/light?from={start + _SHOWN}#sent">{escape(visit.t("pages.more_cells", n=rest))}</a></p>'
        if rest > 0
        else ""
    )
    return f'<div id="sent">{title}<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{more}</div>'


def _line(visit: Visit, line: ReturnLine) -> str:
    receipt = line.receipt
    version = escape(visit.t("pages.version", version=str(receipt.version)))
    table = f"<br><small>{escape(visit.t('receipt.by_table', mapping=receipt.mapping))}</small>" if receipt.mapping else ""
    return (
        f'<tr><th scope="row">{escape(period_name(visit.lang, receipt.period))}<br>'
        f'<a href="{escape(return_address(receipt.id))}">{version}</a>{table}</th>'
        f"<td>{status_mark(visit, receipt.status)}</td><td>{escape(visit.moment(receipt.received))}</td></tr>"
    )


def _more(visit: Visit, count: int, name: str) -> str:
    if count <= 0:
        return ""
    partner = f"&amp;partner={quote(visit.asked('partner'))}" if visit.asked("partner") else ""
    return f'<p><a href="/light?all={name}{partner}">{escape(visit.t("pages.more_cells", n=count))}</a></p>'
