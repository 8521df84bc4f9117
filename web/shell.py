"""The page that every screen opens in: Streamlit's own index page, said in the reader's language and with our head.

Enters the installed index page and which screens a person is offered; leaves the route of every address that nobody else answers.
One that is no screen of this reader gets a plain page of ours with a way back, the same whether the screen exists or not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from functools import cache
from html import escape

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Match, Route
from starlette.types import Scope

from nap.monitor import House, Viewer, viewer_of
from nap.words import direction_mark, say
from web.assets import FONTS, Asset, head
from web.door import TRANSPORT, session_token
from web.front_end import ALWAYS, CARDS, FOLDER, PICTURES, front_end, icons, parts
from web.language import choose, offered_in
from web.own_words import script
from web.page import plain_page
from web.providers import CALLBACK, LOGIN
from web.whose import whose

Offered = Callable[[Viewer], Sequence[str]]
_OLD_HEAD = re.compile(r'<link\s+rel="(?:shortcut icon|service-desc|preload)"[^>]*>|<title>.*?</title>', re.DOTALL)
_SUMMARY = "summary"
_HABITS = '<meta name="nap-whose">'
"""Stands in the shell of everybody for what the script needs to know of the one who reads."""
_SENDING = "returns"
"""Whoever is offered this screen finds the light pages too."""
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_NO_SCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)


def shell_routes(house: Callable[[], House], sheet: Asset, offered: Offered, detail: Collection[str] = ()) -> list[Route]:
    """One route for all addresses that nobody else answers. `offered` names the screens of a person; who follows a link to one of
    `detail` and has only the summary is led there.

    ``/`` leads to the first of them here already: in the browser it would cost a run and stand in the way of the back button.
    """

    async def page(request: Request) -> Response:
        lang = choose(request.cookies, request.headers.get("accept-language"), offered_in(request))
        person = await run_in_threadpool(_who, house(), request.headers.get("cookie", ""))
        names = offered(person) if person else ()
        path = request.path_params["path"]
        if not path and names:
            return RedirectResponse(str(request.url.replace(scheme="", netloc="", path=f"/{names[0]}")), 307)
        if person and path in names:
            text = shell(lang, sheet, light=_SENDING in names, cards=path in detail)
            return HTMLResponse(text.replace(_HABITS, _habits(person, detail), 1), headers={"Cache-Control": "no-cache"})
        return instead(lang) if path in detail and _SUMMARY in names else not_here(lang)

    return [_Elsewhere("/{path:path}", page)]


class _Elsewhere(Route):
    """Every address that is not of Streamlit's transport, nor of its talk with providers of sign-in (closed by the door)."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        if scope["type"] != "http" or scope["path"].startswith((*TRANSPORT, FOLDER, LOGIN, CALLBACK)):
            return Match.NONE, {}
        return super().matches(scope)


def not_here(lang: str) -> Response:
    """The plain page for an address that leads nowhere for this reader."""
    way = f'<p><a class="go" href="/">{escape(say(lang, "frame.no_page.back"))}</a></p>'
    told = f"<p>{escape(say(lang, 'frame.no_page.told'))}</p>"
    return plain_page(lang, say(lang, "frame.no_page.title"), told + way, here="", choices=(), status=404)


def instead(lang: str) -> Response:
    """The plain page for somebody who was sent a link to results in detail and reads the summary."""
    way = f'<p><a class="go" href="/{_SUMMARY}">{escape(say(lang, "pages.summary.title"))}</a></p>'
    told = f"<p>{escape(say(lang, 'frame.detail.told'))}</p>"
    return plain_page(lang, say(lang, "frame.detail.title"), told + way, here="", choices=(), status=404)


def _who(house: House, cookie: str) -> Viewer | None:
    return viewer_of(house, session_token(cookie))


def _habits(person: Viewer, detail: Collection[str]) -> str:
    """Whose filters the browser may remember, and of which pages."""
    return f'<meta name="nap-whose" content="{whose(person)}" data-nap-pages="{escape(" ".join(sorted(detail)))}">'


@cache
def shell(lang: str, sheet: Asset, *, light: bool, cards: bool = False) -> str:
    """Streamlit's index page with our title, mark, style, script and letters, in that language.

    `light`: without script there are the light pages for this reader. `cards`: the page has filters and cards.
    """
    page = (front_end() / "index.html").read_text(encoding="utf-8")
    wanted = ("latin", *(("cyrillic",) if _CYRILLIC.search(say(lang, "pages.monitor")) else ()))
    fonts = "".join(_ahead(address) for address in [*(FONTS[name].address for name in wanted), icons()])
    begun = f'<title>{escape(say(lang, "pages.monitor"))}</title>{fonts}{head(sheet)}<script src="{script().address}"></script>'
    ours = _HABITS + begun + _parts(cards)
    loading = f'<p class="nap-loading" role="status">{escape(say(lang, "habits.loading"))}</p>'
    page = page.replace('<div id="root"></div>', f'<div id="root">{loading}</div>')
    page = _NO_SCRIPT.sub(f"<noscript>{_without_script(lang, light=light)}</noscript>", _OLD_HEAD.sub("", page))
    return page.replace('<html lang="en">', f'<html lang="{lang}"{direction_mark(lang)}>').replace("</head>", f"{ours}</head>")


def _without_script(lang: str, *, light: bool) -> str:
    """What a browser without script shows instead of a screen: where it goes on."""
    told = f"<p>{escape(say(lang, 'frame.no_script'))}</p>"
    way = f'<a href="/light">{escape(say(lang, "light.lane"))}</a>'
    return told + (f"<p>{escape(say(lang, 'light.lane.why'))} {way}</p>" if light else "")


def _ahead(address: str) -> str:
    return f'<link rel="preload" href="{address}" as="font" type="font/woff2" crossorigin>'


def _parts(cards: bool) -> str:
    """What a screen is drawn with is asked for at once; what the next ones are drawn with is named for when all is quiet."""
    soon = parts((*ALWAYS, *CARDS) if cards else ALWAYS)
    later = [name for name in parts(PICTURES) if name not in soon] if cards else []
    named = "".join(f'<link rel="modulepreload" crossorigin href="{name}">' for name in soon)
    return named + (f'<meta name="nap-later" content="{escape(" ".join(later))}">' if later else "")
