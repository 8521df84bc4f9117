"""`GET /figures/<name>.<kind>`: a figure to take along, as CSV, Excel, PNG or SVG, exactly as it was shown.

A figure is kept under a name when a page shows it. The name opens nothing by itself: its files answer whom it was shown to, with
the same rights, as long as nothing of it was hidden or taken back since.
"""

from __future__ import annotations

import hmac
import re
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from threading import Lock

from starlette.requests import Request
from starlette.responses import Response

from nap.charts import Figure
from nap.charts.imprint import Imprint
from nap.monitor import House, Role, Unknown, Viewer, downloaded, hidden_since, plan_house, shown_releases, viewer_of
from nap.words import say
from web.door import session_token
from web.figures_files import KINDS, file_of
from web.page import plain_page
from web.plainly import Handler, plainly

MOST = 4_000
"""Figures that are kept, those shown last: one that is forgotten loses only its files, until it is shown again."""

_SECRET = secrets.token_bytes(32)
_NOT_IN_NAME = re.compile(r"[^\w.-]+", re.ASCII)

Rights = tuple[str, tuple[Role, ...], str | None]


@dataclass(frozen=True)
class Shown:
    """A figure as it was shown: its content's `digest`, what stands beside it on a file, what had been hidden by then (`drawn`,
    see `monitor.drawn_upon`), the release it is of, if of any, and whose plan's (empty: the one in force)."""

    figure: Figure
    digest: bytes
    imprint: Imprint
    drawn: int
    released: int | None = None
    plan: str = ""


@dataclass(frozen=True)
class Figures:
    """What is kept of the figures shown last, at most `most`. Any thread may ask."""

    most: int = MOST
    _kept: OrderedDict[str, tuple[Rights, Shown]] = field(default_factory=OrderedDict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def keep(self, person: Viewer, shown: Shown) -> str:
        """The name under which this person, with exactly these rights, finds it; the same one for the same thing."""
        whose = _rights(person)
        said = repr((whose, shown.digest, shown.imprint, shown.released, shown.plan)).encode()
        name = hmac.digest(_SECRET, said, "sha256").hex()
        with self._lock:
            self._kept[name] = (whose, shown)
            self._kept.move_to_end(name)
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)
        return name

    def of(self, person: Viewer, name: str) -> Shown | None:
        """What was shown to this person under that name; None to anybody else, and if it is kept no more."""
        with self._lock:
            whose, shown = self._kept.get(name, (None, None))
        return shown if whose == _rights(person) else None


FIGURES = Figures()
"""Those of this process."""


def address_of(name: str, kind: str) -> str:
    """Where the file of that kind (`KINDS`) of a kept figure is."""
    return f"/figures/{name}.{kind}"


def figures_route(house: Callable[[], House], figures: Figures = FIGURES) -> Handler:
    """The handler; `house` gives the open house."""
    return plainly(house, lambda request, opened, lang: _answer(request, opened, lang, figures))


def _answer(request: Request, house: House, lang: str, figures: Figures) -> Response:
    name, kind = request.path_params["secret"], request.path_params["kind"]
    person = viewer_of(house, session_token(request.headers.get("cookie", "")))
    shown = figures.of(person, name) if person is not None and kind in KINDS else None
    if person is None or shown is None:
        return _gone(request, house, lang, 404)
    if not _stands(person, house, shown):
        return _gone(request, house, lang, 410)
    return _file(request, person, house, shown, kind)


def _stands(person: Viewer, house: House, shown: Shown) -> bool:
    """Whether it may still be handed out: nothing was hidden since, and its release can still be read."""
    if hidden_since(person, house, shown.drawn):
        return False
    if shown.released is None:
        return True
    try:
        of_plan = plan_house(person, house, shown.plan or house.plan.id)
    except Unknown:
        return False
    return any(one.release.number == shown.released for one in shown_releases(person, of_plan))


def _file(request: Request, person: Viewer, house: House, shown: Shown, kind: str) -> Response:
    name = f"{_NOT_IN_NAME.sub('-', shown.figure.name)}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    if request.method == "HEAD":  # nothing is handed out
        return Response(media_type=KINDS[kind], headers=headers)
    data = file_of(kind, shown.figure, shown.digest, shown.imprint)
    downloaded(person, house, "result_table", about=name)
    return Response(data, media_type=KINDS[kind], headers=headers)


def _gone(request: Request, house: House, lang: str, status: int) -> Response:
    told = f"<p>{escape(say(lang, 'takeaway.gone.more'))}</p>"
    way = f'<p><a class="go" href="/">{escape(say(lang, "takeaway.gone.start"))}</a></p>'
    here = f"{escape(request.url.path)}?"
    return plain_page(lang, say(lang, "takeaway.gone"), told + way, here=here, choices=house.plan.languages, status=status)


def _rights(person: Viewer) -> Rights:
    return person.person, tuple(sorted(person.roles)), person.partner
