"""Pages that say why something cannot be done now, and what to do. Nothing somebody typed is lost where it can be shown again."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import Response

from nap.monitor import Verb, may
from web.light.ended import UPLOAD, once_more, typed
from web.light.names import link
from web.light.page import light_page, note
from web.light.visit import Visit
from web.not_now import why_not

LATER = frozenset({"busy", "unread", "store_unavailable", "store_unanswered", "store_later"})


def status_of(code: str) -> int:
    """What only has to wait may be sent again as it is; anything else stands in the way until something changes."""
    return 503 if code in LATER else 409


def not_here(visit: Visit) -> Response:
    """An address that leads nowhere for this reader; who neither sends nor reviews is told where her pages are."""
    if not (may(visit.viewer, Verb.SEND_RETURN) or visit.reviews):
        told = note(visit.t("light.not_for_you")) + link("/", visit.t("light.full"))
        return light_page(visit, visit.t("light.not_here"), told, status=404)
    return light_page(visit, visit.t("light.not_here"), note(visit.t("mending.no_such")) + _back(visit), status=404)


def waits(visit: Visit, code: str, form: Mapping[str, str]) -> Response:
    """What only has to wait, or stands in the way of this one wish; what was typed is shown again, to be sent later."""
    told = note(why_not(visit.lang, visit.request.method, code), "error", "alert")
    on = _again(visit, form) if code in LATER and typed(form) else _back(visit)
    return light_page(visit, visit.t("light.not_now"), told + on, status=status_of(code))


def old_form(visit: Visit, form: Mapping[str, str]) -> Response:
    """A form of another browser or from before: it is shown again, and taken when it is sent once more."""
    told = note(visit.t("light.old_form"), "error", "alert")
    return light_page(visit, visit.t("light.not_done"), told + _again(visit, form), status=403)


def _again(visit: Visit, form: Mapping[str, str]) -> str:
    """The form once more; a file has to be chosen anew."""
    path = visit.request.url.path
    return link(UPLOAD, visit.t("light.again")) if path == UPLOAD else once_more(visit.lang, path, form, visit.word)


def _back(visit: Visit) -> str:
    return link("/light", visit.t("light.back"))
