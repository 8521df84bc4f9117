"""`GET /light/guide`, `GET /light/guide/<role>`: the guides as plain pages, also for who is not signed in.

No script, no typeface and no picture that was not asked for; what belongs to no role's guide is not shown here.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from nap.words import direction_mark, language_name, languages, reviewed, say
from web.guides import GUIDE, ROLES, Document, document, leads_to, picture_of, read, title
from web.language import language_of, remember
from web.light.page import SHEET
from web.markdown import Section
from web.markdown_words import Ways


async def guide(request: Request) -> Response:
    """One guide; without a role, that of the partners."""
    lang, role = language_of(request), request.path_params.get("role", ROLES[0])
    found = document(role, lang) if role in ROLES else None
    if found is None:
        return PlainTextResponse(say(lang, "guide.unknown"), 404)
    answer = HTMLResponse(_page(lang, found), headers={"Cache-Control": "no-store"})
    if request.query_params.get("lang"):
        remember(answer, lang)
    return answer


def _page(lang: str, one: Document) -> str:
    ways = Ways(link=partial(_link, one), picture=partial(_picture, one))
    found = read(one, ways)
    note = "" if one.lang == lang else f'<p class="note">{escape(say(lang, "guide.english"))}</p>'
    note += "" if one.lang != lang or reviewed(lang) else f'<p class="small">{escape(say(lang, "common.not_reviewed"))}</p>'
    name, brand = escape(title(one)), escape(say(lang, "pages.monitor"))
    return (
        f'<!DOCTYPE html><html lang="{lang}"{direction_mark(lang)}><head><meta charset="utf-8"><title>{name}</title>'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<link rel="icon" href="data:,"><link rel="stylesheet" href="{SHEET.address}"></head>'
        f'<body><a class="skip" href="#main">{escape(say(lang, "frame.skip"))}</a>'
        f'<div class="head" role="banner"><p><b>{brand}</b></p>{_others(lang, one)}</div>'
        f'<div id="main" role="main" lang="{one.lang}"><h1>{name}</h1>{note}{_contents(lang, found)}{_told(found)}</div>'
        f'<div class="foot"><p>{_ways(lang, one)}</p></div></body></html>'
    )


def _others(lang: str, one: Document) -> str:
    """The guides of the other roles."""
    links = [_named(lang, role, role == one.name) for role in ROLES if document(role, lang)]
    label = escape(say(lang, "guide.choose"))
    return f'<p class="ways" role="navigation" aria-label="{label}">{" ".join(links)}</p>'


def _named(lang: str, role: str, current: bool) -> str:
    mark = ' aria-current="page"' if current else ""
    return f'<a href="{GUIDE}/{role}"{mark}>{escape(say(lang, f"guide.role.{role}"))}</a>'


def _ways(lang: str, one: Document) -> str:
    """The other languages, and the way in."""
    other = "".join(
        f'<a href="{GUIDE}/{one.name}?lang={code}" lang="{code}" hreflang="{code}">{escape(language_name(lang, code))}</a> '
        for code in languages()
        if code != lang
    )
    return f'{other}· <a href="/sign-in?next=%2Flight">{escape(say(lang, "pages.sign_in"))}</a>'


def _contents(lang: str, found: Sequence[Section]) -> str:
    links = "".join(f'<li><a href="#{each.anchor}">{escape(each.title)}</a></li>' for each in found if each.level == 2)
    return f"<p><b>{escape(say(lang, 'methods.contents'))}</b></p><ul>{links}</ul>"


def _told(found: Sequence[Section]) -> str:
    return "".join(_section(each) for each in found)


def _section(each: Section) -> str:
    head = f'<h{each.level} id="{each.anchor}">{escape(each.title)}</h{each.level}>' if each.level > 1 else ""
    return head + each.html


def _link(one: Document, target: str) -> str:
    """Other guides are linked; what is for signed-in people alone stands as words."""
    found = leads_to(one, target)
    if found is None or found[0] not in ROLES:
        return ""
    name, anchor = found
    there = "" if name == one.name and anchor else f"{GUIDE}/{name}"
    return f"{there}#{anchor}" if anchor else there


def _picture(one: Document, source: str, alt: str) -> str:
    """A weak line loads a picture only when it is asked for."""
    path = picture_of(one, source)
    return f'<a href="/pictures/{escape(path)}">{escape(say(one.lang, "guide.picture", what=alt))}</a>' if path else escape(alt)
