"""Pages that say why something cannot be done now, and what to do. Nothing somebody typed is lost where it can be shown again."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import Response

from web.light.ended import UPLOAD, once_more
from web.light.names import link
from web.light.page import light_page, note
from web.light.visit import Visit

_LATER = frozenset({"busy", "unread", "store_unavailable"})


def not_here(visit: Visit) -> Response:
    """An address that leads nowhere for this reader."""
    return light_page(visit, visit.t("light.not_here"), note(visit.t("mending.no_such")) + _back(visit), status=404)


def waits(visit: Visit, code: str) -> Response:
    """What only has to wait, or stands in the way of this one wish."""
    told = note(visit.t(f"pages.not_now.{code}"), "error", "alert")
    return light_page(visit, visit.t("light.not_now"), told + _back(visit), status=503 if code in _LATER else 409)


def old_form(visit: Visit, form: Mapping[str, str]) -> Response:
    """A form of another browser or from before: it is shown again, and taken when it is sent once more."""
    path = visit.request.url.path
    again = link(UPLOAD, visit.t("light.again")) if path == UPLOAD else once_more(visit.lang, path, form, visit.word)
    return light_page(visit, visit.t("light.not_done"), note(visit.t("light.old_form"), "error", "alert") + again, status=403)


def _back(visit: Visit) -> str:
    return link("/light", visit.t("light.back"))
