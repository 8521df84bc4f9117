"""Sending a workbook: the form, what became of the file, and why one was not taken. A visit and the file enter, a page leaves."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from types import MappingProxyType

from starlette.responses import RedirectResponse, Response

from nap.facts import Period
from nap.monitor import NotNow, Received, Unknown, Verb, may, receive, report_nothing
from web.forms import hidden
from web.light.cards import Board, packed
from web.light.life import answered_not_safe, handed_over, handover_fields
from web.light.lingering import Lingering
from web.light.names import return_address
from web.light.page import light_page, note
from web.light.refusals import LATER
from web.light.upload import Limits, NotTaken, Sent
from web.light.visit import Visit

_STATUS = {"too_large": 413, "too_slow": 408, "too_many": 429, "not_whole": 400, "unreadable": 400}


def page(visit: Visit) -> Response:
    """The form alone."""
    if not may(visit.viewer, Verb.SEND_RETURN):
        raise Unknown("page", "send")
    return light_page(visit, visit.t("light.send"), send_form(visit, titled=False))


def send_form(visit: Visit, because: str = "", *, titled: bool = True, typed: Mapping[str, str] = MappingProxyType({})) -> str:
    """The form for one workbook, as HTML; `typed`: what a coordinator wrote of how it came."""
    words, label = escape(visit.t("light.send.button")), escape(visit.t("pages.upload.label"))
    why = "" if visit.viewer.partner else because_field(visit, "because", because)
    title = f"<h2>{escape(visit.t('light.send'))}</h2>" if titled else ""
    return (
        f"{title}"
        f'<form method="post" action="/light/send" enctype="multipart/form-data">{hidden(visit.word)}'
        f'<label for="file">{label}</label><p><input type="file" id="file" name="file"></p>{why}{handover_fields(visit, typed)}'
        f'<button class="main">{words}</button><p class="small">{escape(visit.t("light.send.slow"))}</p></form>'
    )


def because_field(visit: Visit, id: str, typed: str = "") -> str:
    """Why a coordinator sends for a partner, as HTML."""
    words = escape(visit.t("pages.because"))
    return (
        f'<label for="{id}">{words}</label><input type="text" id="{id}" name="because" value="{escape(typed)}" maxlength="1000">'
    )


def send(visit: Visit, sent: Sent) -> Response:
    """Check the file and keep it; then to the page of its return, or the findings of one that was refused."""
    because = sent.fields.get("because", "")
    try:
        received = handed_over(visit, sent.data, sent.name, sent.fields)
        received = received or receive(visit.viewer, visit.house, sent.data, sent.name, because, visit.lang)
    except NotNow as problem:
        told = note(visit.t(f"pages.not_now.{problem.code}"), "error", "alert")
        again = send_form(visit, because, typed=sent.fields)
        return light_page(visit, visit.t("light.not_sent"), told + again, status=_waiting(problem.code))
    return _became(visit, received, because)


def nothing(visit: Visit, form: dict[str, str]) -> Response:
    """A return without a workbook: nothing to report."""
    try:
        period = Period.parse(form.get("period", ""))
    except ValueError:
        raise Unknown("period", form.get("period", "")) from None
    because = form.get("because", "")
    received = report_nothing(visit.viewer, visit.house, form.get("partner", ""), period, visit.lang, because)
    return _became(visit, received, because, said="answered_whole")


def not_safe(visit: Visit, form: dict[str, str]) -> Response:
    """A return without a workbook: nothing could be collected safely."""
    return _became(visit, answered_not_safe(visit, form), form.get("because", ""), said="answered_whole")


def _waiting(code: str) -> int:
    return 503 if code in LATER else 422


def _became(visit: Visit, received: Received, because: str, said: str = "received") -> Response:
    if received.receipt is not None:
        return RedirectResponse(return_address(received.receipt.id, said="again" if received.again else said), 303)
    incident = note(visit.t("pages.incident", id=received.incident), "error", "alert") if received.incident else ""
    board = Board(visit, received.checked.plan or visit.plan, received.checked.findings)
    first, *rest = packed(board) or [()]
    more = note(visit.t("light.first_only")) if rest else ""
    title = f"<h2>{escape(visit.t('pages.column.findings'))}</h2>" if first else ""
    body = (
        incident + title + "".join(card.html for card in first) + more + _to_tables(visit, received) + send_form(visit, because)
    )
    return light_page(visit, visit.t("common.verdict.refused"), body, status=422)


def _to_tables(visit: Visit, received: Received) -> str:
    """A table in a layout of its own needs the screen on which it is understood."""
    if not any((each.code, each.case) == ("wrong-template", "foreign") for each in received.checked.findings):
        return ""
    words = escape(visit.t("receipt.to_tables"))
    return f'<p>{escape(visit.t("light.tables"))}</p><p><a href="/tables">{words}</a></p>'


def not_taken(visit: Visit, problem: NotTaken, limits: Limits) -> Response:
    """Why the upload did not come in; nothing of it was kept."""
    told = note(visit.t(f"light.upload.{problem.code}", limit=limits.largest // (1024 * 1024)), "error", "alert")
    answer = light_page(visit, visit.t("light.not_sent"), told + send_form(visit), status=_STATUS.get(problem.code, 422))
    return Lingering(answer, limits.linger) if problem.coming else answer
