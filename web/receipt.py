"""`GET /receipt/<number>`: a return's receipt as a plain page, for one sheet of A4.

Enters the number of a return, leaves a page without script for the partner whose return it is and for coordinators. Everybody
else gets the answer of a number that does not exist.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from nap.monitor import House, ReturnDetail, return_detail
from nap.words import say
from web.page import plain_page
from web.plainly import Handler, for_viewer, plainly
from web.receipt_facts import content_facts, decisions, named, sender_facts, undecided

_STYLE = Path(__file__).with_name("receipt.css").read_text(encoding="utf-8")


def receipt_route(house: Callable[[], House]) -> Handler:
    """The handler; `house` gives the open house."""
    return plainly(house, _answer)


def _answer(request: Request, house: House, lang: str) -> Response:
    id = request.path_params["id"]
    here, choices = f"/receipt/{quote(id, safe='')}?", house.plan.languages
    detail = for_viewer(request, house, lambda viewer: return_detail(viewer, house, id))
    if detail is None:
        body = f"<p>{escape(say(lang, 'receipt.unknown.help'))}</p>"
        return plain_page(lang, say(lang, "receipt.unknown"), body, here=here, choices=choices, status=404)
    return plain_page(lang, say(lang, "receipt.title"), _body(lang, house, detail), here=here, choices=choices)


def pdf_address(id: str, lang: str) -> str:
    """Where the same receipt is a PDF, in this language."""
    return f"/receipt/{quote(id, safe='')}.pdf?lang={lang}"


def _body(lang: str, house: House, detail: ReturnDetail) -> str:
    parts = [
        f"<style>{_STYLE}</style>",
        f'<p class="state">{escape(say(lang, f"common.return_status.{detail.receipt.status}"))}</p>',
        f'<p class="onward"><a href="{pdf_address(detail.receipt.id, lang)}">{escape(say(lang, "own.receipt.pdf"))}</a></p>',
        _facts(named(lang, sender_facts(lang, house, detail))),
        f"<h2>{escape(say(lang, 'receipt.content'))}</h2>",
        _facts(named(lang, content_facts(lang, house, detail))),
        f"<h2>{escape(say(lang, 'receipt.decision'))}</h2>",
        _decision(lang, house, detail),
        f'<p class="small">{escape(say(lang, "receipt.fingerprint_help"))}</p>',
    ]
    return "".join(parts)


def _decision(lang: str, house: House, detail: ReturnDetail) -> str:
    """What coordinators decided, in order; and whether anybody else looked."""
    taken = decisions(lang, house, detail)
    if not taken:
        return f"<p>{escape(undecided(lang, detail))}</p>"
    lines = "".join(f"<li><strong>{escape(act)}</strong>, {escape(when)}{_reason(reason)}</li>" for act, when, reason in taken)
    alone = f"<p><strong>{escape(say(lang, 'pages.no_second_pair'))}</strong></p>" if detail.receipt.no_second_pair else ""
    return f'<ul class="decisions">{lines}</ul>{alone}'


def _reason(reason: str) -> str:
    return f"<blockquote>{escape(reason)}</blockquote>" if reason else ""


def _facts(pairs: Iterable[tuple[str, str]]) -> str:
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in pairs)
    return f"<dl>{rows}</dl>"
