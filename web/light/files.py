"""Files to take away: the template, the workbook with marks, the file as it was sent. Enters a visit, leaves a download."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import Response

from nap.facts import Period
from nap.monitor import Download, Unknown, marked_return, original, template
from web.light.visit import Visit


def template_file(visit: Visit) -> Response:
    """The workbook to fill in, in the language named by `in`, else the reader's."""
    about = visit.request.path_params
    try:
        period = Period.parse(about["period"])
    except ValueError:
        raise Unknown("period", about["period"]) from None
    lang = visit.asked("in") if visit.asked("in") in visit.plan.languages else visit.lang
    return _file(template(visit.viewer, visit.house, about["partner"], period, lang))


def marked_file(visit: Visit) -> Response:
    """What was sent, with what was found marked in it."""
    return _file(marked_return(visit.viewer, visit.house, visit.request.path_params["id"], visit.lang))


def original_file(visit: Visit) -> Response:
    """The file as it was sent."""
    return _file(original(visit.viewer, visit.house, visit.request.path_params["id"]))


def _file(found: Download) -> Response:
    plain = "".join(letter if letter.isascii() and letter.isprintable() and letter not in '"\\' else "_" for letter in found.name)
    named = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(found.name, safe='')}"
    return Response(found.data, media_type=found.mime, headers={"Content-Disposition": named, "Cache-Control": "no-store"})
