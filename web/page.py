"""The frame of a plain page: enters title and body (both escaped by the caller), leaves one self-contained HTML answer."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from starlette.responses import HTMLResponse

from nap.words import reviewed, say

_STYLE = Path(__file__).with_name("page.css").read_text(encoding="utf-8")


def plain_page(lang: str, title: str, body: str, *, here: str, choices: Sequence[str], status: int = 200) -> HTMLResponse:
    """`title` is plain text, `body` HTML made by the caller, `here` the address to which the links of `choices` add `lang`."""
    note = "" if reviewed(lang) else f"<p><small>{escape(say(lang, 'common.not_reviewed'))}</small></p>"
    html = (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="/favicon.png">'
        f"<style>{_STYLE}</style></head><body><main>{_switch(lang, here, choices)}"
        f"<h1>{escape(title)}</h1>{body}{note}</main></body></html>"
    )
    return HTMLResponse(html, status, headers={"Cache-Control": "no-store"})


def _switch(lang: str, here: str, choices: Sequence[str]) -> str:
    links = [_link(code, code == lang, here) for code in choices]
    return f'<nav aria-label="{escape(say(lang, "web.language"))}">{"".join(links)}</nav>'


def _link(code: str, current: bool, here: str) -> str:
    mark = ' aria-current="true"' if current else ""
    name = escape(say(code, f"common.language.{code}"))
    return f'<a href="{escape(here)}lang={code}" lang="{code}" hreflang="{code}"{mark}>{name}</a>'
