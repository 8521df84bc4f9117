"""The frame of a page of the light lane: enters title and body (HTML made by the caller), leaves one answer of a few kilobytes.

No typeface, no picture, no script: one style sheet that a browser loads once, in plain colours that old browsers know.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from urllib.parse import urlencode

from starlette.responses import HTMLResponse

from nap.charts import DARK, LIGHT
from nap.words import direction_mark, language_name, reviewed
from web.assets import Asset
from web.forms import keep_form
from web.guides import GUIDE
from web.language import remember
from web.light.visit import Visit

_SOURCE = Path(__file__).with_name("light.css").read_text(encoding="utf-8")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COLOUR = re.compile(r"var\(--nap-([a-z0-9-]+)\)")


def _dark(source: str) -> str:
    """What the rules of the sheet say of colours, in dark ones."""
    rules = ((names, [each for each in said.split(";") if "var(" in each]) for names, said in _RULE.findall(source))
    return "".join(f"{names.strip()}{{{_coloured(';'.join(said), DARK)}}}" for names, said in rules if said)


def _coloured(text: str, palette: Mapping[str, str]) -> str:
    """Old browsers know no variables, so that the colours themselves are written in their place."""
    return _COLOUR.sub(lambda found: palette[found[1]], text)


_PLAIN, _, _REST = _SOURCE.partition("/* rest */")
SHEET = Asset(
    "/lane.css",
    (
        f"{_coloured(_PLAIN, LIGHT)}@media screen and (prefers-color-scheme:dark){{{_dark(_PLAIN)}}}{_coloured(_REST, LIGHT)}"
    ).encode(),
    "text/css",
)


def light_page(visit: Visit, title: str, body: str, *, status: int = 200) -> HTMLResponse:
    """`title` is plain text. The switch of languages keeps the address as it is."""
    lang = visit.lang
    note = "" if reviewed(lang) else f'<p class="small">{escape(visit.t("common.not_reviewed"))}</p>'
    html = (
        f'<!DOCTYPE html><html lang="{lang}"{direction_mark(lang)}><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<link rel="icon" href="data:,"><link rel="stylesheet" href="{SHEET.address}"></head>'
        f'<body><a class="skip" href="#main">{escape(visit.t("frame.skip"))}</a>{_head(visit)}'
        f'<div id="main" role="main"><h1>{escape(title)}</h1>{body}</div>{_foot(visit, note)}</body></html>'
    )
    answer = HTMLResponse(html, status, headers={"Cache-Control": "no-store"})
    keep_form(answer, visit.request, visit.word)
    if visit.asked("lang"):
        remember(answer, lang)
    return answer


def _head(visit: Visit) -> str:
    ways = [("/light", visit.t("light.returns")), *([("/light/review", visit.t("pages.review.title"))] if visit.reviews else [])]
    ways.append((GUIDE, visit.t("pages.guide.title")))
    links = " ".join(f'<a href="{there}"{_current(visit, there)}>{escape(words)}</a>' for there, words in ways)
    brand, label = escape(visit.t("pages.monitor")), escape(visit.t("frame.menu"))
    return f'<div class="head" role="banner"><p><b>{brand}</b></p>{_ways(label, links)}</div>'


def _ways(label: str, links: str) -> str:
    return f'<p class="ways" role="navigation" aria-label="{label}">{links}</p>'


def _current(visit: Visit, there: str) -> str:
    return ' aria-current="page"' if visit.request.url.path == there else ""


def _foot(visit: Visit, note: str) -> str:
    """Language, who is signed in, the way out and the way to the full screens: below, where they cost no screen on a phone."""
    plan = visit.t("common.illustrative") if visit.plan.status == "illustrative" else ""
    note = (f'<p class="small">{escape(plan)}</p>' if plan else "") + note
    choices = " ".join(_language(visit, code) for code in visit.plan.languages)
    return (
        f'<div class="foot" role="contentinfo">{_ways(escape(visit.t("web.language")), choices)}'
        f'<p>{escape(visit.viewer.person)} · <a href="/sign-out">{escape(visit.t("web.sign_out"))}</a> · '
        f'<a href="/">{escape(visit.t("light.full"))}</a></p>{note}</div>'
    )


def _language(visit: Visit, code: str) -> str:
    name = escape(language_name(visit.lang, code))
    if code == visit.lang:
        return f"<b>{name}</b>"
    kept = {name: text for name, text in visit.request.query_params.items() if name not in {"lang", "said"}}
    path = visit.request.url.path if visit.request.method == "GET" else "/light"
    there = escape(f"{path}?{urlencode(kept | {'lang': code})}")
    return f'<a href="{there}" lang="{code}" hreflang="{code}">{name}</a>'


def note(text: str, kind: str = "", role: str = "status") -> str:
    """One plain sentence in a box, as HTML; `kind`: error or fixed, else quiet."""
    return f'<p class="note {kind}" role="{role}">{escape(text)}</p>'


def mark(sign: str, words: str, kind: str) -> str:
    """A sign and a word beside it, as HTML."""
    return f'<b class="{kind}"><span aria-hidden="true">{sign}</span> {escape(words)}</b>'
