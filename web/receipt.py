"""`GET /receipt/<number>`: a return's receipt as a plain page, for one sheet of A4.

Enters the number of a return, leaves a page without script for the partner whose return it is and for coordinators. Everybody
else gets the answer of a number that does not exist.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from html import escape
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from nap.facts import Severity
from nap.monitor import Denied, House, ReturnDetail, Unknown, return_detail, viewer_of
from nap.words import day, period_name, pick, say, say_n
from web.door import session_token
from web.language import language_of
from web.page import plain_page

_STYLE = Path(__file__).with_name("receipt.css").read_text(encoding="utf-8")
_DECISIONS = frozenset({"accept", "send_back", "undo"})
Handler = Callable[[Request], Awaitable[Response]]


def receipt_route(house: Callable[[], House]) -> Handler:
    """The handler; `house` gives the open house."""

    async def answer(request: Request) -> Response:
        return await run_in_threadpool(_answer, request, house())

    return answer


def _answer(request: Request, house: House) -> Response:
    lang, id = language_of(request), request.path_params["id"]
    here, choices = f"/receipt/{quote(id, safe='')}?", house.plan.languages
    viewer = viewer_of(house, session_token(request.headers.get("cookie", "")))
    try:
        if viewer is None:
            raise Unknown("return", id)
        detail = return_detail(viewer, house, id)
    except (Denied, Unknown):
        body = f"<p>{escape(say(lang, 'receipt.unknown.help'))}</p>"
        return plain_page(lang, say(lang, "receipt.unknown"), body, here=here, choices=choices, status=404)
    return plain_page(lang, say(lang, "receipt.title"), _body(lang, house, detail), here=here, choices=choices)


def _body(lang: str, house: House, detail: ReturnDetail) -> str:
    parts = [
        f"<style>{_STYLE}</style>",
        f'<p class="state">{escape(say(lang, f"common.return_status.{detail.receipt.status}"))}</p>',
        _facts([(say(lang, f"receipt.{name}"), value) for name, value in _sender(lang, house, detail)]),
        f"<h2>{escape(say(lang, 'receipt.content'))}</h2>",
        _facts([(say(lang, f"receipt.{name}"), value) for name, value in _content(lang, house, detail)]),
        f"<h2>{escape(say(lang, 'receipt.decision'))}</h2>",
        _decision(lang, house, detail),
        f'<p class="small">{escape(say(lang, "receipt.fingerprint_help"))}</p>',
    ]
    return "".join(parts)


def _sender(lang: str, house: House, detail: ReturnDetail) -> Iterable[tuple[str, str]]:
    receipt = detail.receipt
    partner = house.plan.partner(receipt.partner)
    late = f" ({say(lang, 'receipt.late')})" if detail.line.late else ""
    yield "organisation", pick(partner.name, lang) if partner else receipt.partner
    yield "plan", say(lang, "receipt.plan_version", plan=pick(house.plan.title, lang), version=str(detail.plan_version))
    yield "period", period_name(lang, receipt.period)
    yield "version", str(receipt.version)
    yield "received", _moment(lang, house, receipt.received) + late
    yield "by", receipt.by
    yield "because", receipt.because
    yield "mended_by", receipt.mended_by
    yield "number", receipt.id


def _content(lang: str, house: House, detail: ReturnDetail) -> Iterable[tuple[str, str]]:
    counted = Counter(finding.severity for finding in detail.findings)
    found = [say_n(lang, f"pages.findings.{each.value}", counted[each]) for each in Severity if counted[each]]
    yield "file", detail.filename
    yield "mapping", detail.receipt.mapping
    yield "figures", say(lang, "receipt.figures_of_rows", figures=len(detail.observations), rows=detail.line.rows)
    yield "findings", ", ".join(found) or say(lang, "receipt.no_findings")
    yield "sha256", detail.receipt.sha256


def _decision(lang: str, house: House, detail: ReturnDetail) -> str:
    """What coordinators decided, in order; and whether anybody else looked."""
    taken = [event for event in detail.events if event.act in _DECISIONS]
    if not taken:
        return f"<p>{escape(say(lang, f'receipt.undecided.{_waits(detail)}'))}</p>"
    lines = "".join(
        f"<li><strong>{escape(say(lang, f'pages.act.{event.act}'))}</strong>, {escape(_moment(lang, house, event.at))}, "
        f"{escape(event.person)}{_reason(event.reason)}</li>"
        for event in taken
    )
    alone = f"<p><strong>{escape(say(lang, 'pages.no_second_pair'))}</strong></p>" if detail.receipt.no_second_pair else ""
    return f'<ul class="decisions">{lines}</ul>{alone}'


def _waits(detail: ReturnDetail) -> str:
    return detail.receipt.status if detail.receipt.status in {"draft", "submitted"} else "replaced"


def _reason(reason: str) -> str:
    return f"<blockquote>{escape(reason)}</blockquote>" if reason else ""


def _moment(lang: str, house: House, when: datetime) -> str:
    """On the clock of the plan's country, which is named."""
    zone = house.plan.calendar.timezone
    return f"{day(lang, when.astimezone(ZoneInfo(zone)))} ({zone})"


def _facts(pairs: Iterable[tuple[str, str]]) -> str:
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in pairs if value)
    return f"<dl>{rows}</dl>"
