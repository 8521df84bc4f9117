"""`GET /receipt/<number>.pdf`: the receipt as a file to keep, print or pass on. For whoever may read the page of that name."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from nap.monitor import House, ReturnDetail, return_detail
from nap.receipt_pdf import Block, Sheet, receipt_pdf
from nap.words import say
from web.plainly import Handler, for_viewer, plainly
from web.receipt_facts import content_facts, decisions, named, sender_facts, undecided


def receipt_file_route(house: Callable[[], House]) -> Handler:
    """The handler; `house` gives the open house."""
    return plainly(house, _answer)


def _answer(request: Request, house: House, lang: str) -> Response:
    detail = for_viewer(request, house, lambda viewer: return_detail(viewer, house, request.path_params["id"]))
    if detail is None:
        return PlainTextResponse(say(lang, "receipt.unknown"), 404)
    name = f'attachment; filename="{detail.receipt.id}-receipt.pdf"'
    headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
    return Response(receipt_pdf(sheet(lang, house, detail)), media_type="application/pdf", headers=headers)


def sheet(lang: str, house: House, detail: ReturnDetail) -> Sheet:
    """All that stands on the receipt, in one language."""
    blocks = (
        Block("", named(lang, sender_facts(lang, house, detail))),
        Block(say(lang, "receipt.content"), named(lang, content_facts(lang, house, detail))),
        Block(say(lang, "receipt.decision"), lines=_decided(lang, house, detail)),
    )
    state = say(lang, f"common.return_status.{detail.receipt.status}")
    brand, title, note = (say(lang, key) for key in ("pages.monitor", "receipt.title", "receipt.fingerprint_help"))
    return Sheet(lang, brand, title, state, blocks, note, say(lang, "own.page"))


def _decided(lang: str, house: House, detail: ReturnDetail) -> list[str]:
    taken = decisions(lang, house, detail)
    lines = [" · ".join(filter(None, (f"{act}, {when}", reason))) for act, when, reason in taken]
    alone = [say(lang, "pages.no_second_pair")] if detail.receipt.no_second_pair else []
    return [*lines, *alone] or [undecided(lang, detail)]
