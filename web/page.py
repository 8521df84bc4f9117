"""The frame of a plain page: enters title and body (both escaped by the caller), leaves one HTML answer that needs no script."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from starlette.responses import HTMLResponse

from nap.words import direction_mark, language_name, reviewed, say
from web.assets import HERE, MARK, Asset, base_css, head

SHEET = Asset("/plain.css", (base_css() + (HERE / "page.css").read_text(encoding="utf-8")).encode(), "text/css")


def plain_page(lang: str, title: str, body: str, *, here: str, choices: Sequence[str], status: int = 200) -> HTMLResponse:
    """`title` is plain text, `body` HTML made by the caller, `here` the address to which the links of `choices` add `lang`."""
    note = "" if reviewed(lang) else f'<p class="small unread">{escape(say(lang, "common.not_reviewed"))}</p>'
    html = (
        f'<!DOCTYPE html><html lang="{lang}"{direction_mark(lang)}><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">{head(SHEET)}</head>'
        f"<body><header>{_brand(lang)}{_switch(lang, here, choices)}</header>"
        f"<main><h1>{escape(title)}</h1>{body}{note}</main></body></html>"
    )
    return HTMLResponse(html, status, headers={"Cache-Control": "no-store"})


def _brand(lang: str) -> str:
    mark = f'<img src="{MARK.address}" alt="" width="32" height="32">'
    return f'<span class="brand">{mark}{escape(say(lang, "pages.monitor"))}</span>'


def _switch(lang: str, here: str, choices: Sequence[str]) -> str:
    links = [_link(code, code == lang, here) for code in choices]
    return f'<nav aria-label="{escape(say(lang, "web.language"))}">{"".join(links)}</nav>' if links else ""


def _link(code: str, current: bool, here: str) -> str:
    mark = ' aria-current="true"' if current else ""
    name = escape(language_name(code, code))
    return f'<a href="{escape(here)}lang={code}" lang="{code}" hreflang="{code}"{mark}>{name}</a>'
