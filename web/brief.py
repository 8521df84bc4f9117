"""`GET /brief/<region>.html` and `.pdf`: a region on one page, to be opened, kept or printed, for whoever browses results.

`lang`, `source` (a release's number or `live`), `period` and `plan` stand in the query; without them it is the reader's language,
the latest release, the last period and the plan in force.
"""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from nap.monitor import Brief, House, Viewer, brief_page, brief_pdf, downloaded, plan_house, region_brief
from nap.words import say
from web.plainly import for_viewer, plainly

_HEADERS = {"Cache-Control": "no-store"}


def brief_routes(house: Callable[[], House]) -> list[Route]:
    """Both addresses; `house` gives the open house."""
    return [
        Route("/brief/{region}.html", plainly(house, _html)),
        Route("/brief/{region}.pdf", plainly(house, _pdf)),
    ]


def _html(request: Request, house: House, lang: str) -> Response:
    brief = for_viewer(request, house, lambda viewer: _asked(viewer, request, house, lang))
    if brief is None:
        return PlainTextResponse(say(lang, "brief.not_found"), 404)
    return Response(brief_page(brief), media_type="text/html; charset=utf-8", headers=_HEADERS)


def _pdf(request: Request, house: House, lang: str) -> Response:
    def handed(viewer: Viewer) -> Brief:
        """What is handed out is on record first; who asks for the head alone gets nothing."""
        brief = _asked(viewer, request, house, lang)
        if request.method != "HEAD":
            downloaded(viewer, house, "region_brief", about=_name(brief))
        return brief

    brief = for_viewer(request, house, handed)
    if brief is None:
        return PlainTextResponse(say(lang, "brief.not_found"), 404)
    named = {"Content-Disposition": f'inline; filename="{_name(brief)}"'}
    if request.method == "HEAD":
        return Response(media_type="application/pdf", headers=_HEADERS | named)
    return Response(brief_pdf(brief), media_type="application/pdf", headers=_HEADERS | named)


def _asked(viewer: Viewer, request: Request, house: House, lang: str) -> Brief:
    asked = request.query_params
    chosen = asked.get("lang", "")
    spoken = chosen if chosen in house.plan.languages else lang
    of_plan = plan_house(viewer, house, asked["plan"]) if asked.get("plan") else house
    region = request.path_params["region"]
    return region_brief(viewer, of_plan, region, spoken, asked.get("source", ""), asked.get("period", ""))


def _name(brief: Brief) -> str:
    """Codes and digits only, so that it can stand in a header and in any folder."""
    return f"brief-{brief.region}-{brief.day.isoformat()}-{brief.lang}.pdf"
