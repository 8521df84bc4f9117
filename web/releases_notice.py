"""What stands where a release is not: withdrawn, not shown just now, a link that is over. Enters why, leaves a page that says it
in every language of the plan, the reader's first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from starlette.responses import Response

from nap.monitor import Notice, NotServed
from nap.words import pick, say
from web.asking import link, paragraph
from web.page import plain_page

_LATER = 3600
"""Seconds after which a release that is not shown may be asked for again."""
_SOON = 10
"""Seconds after which the browser asks for a preview again by itself."""
_STATUS = {"suspended": 503, "being_made": 503, "slow_down": 429}
"""All others are gone for good: 410."""
_STYLE = (
    "section+section{margin-top:2.2rem;padding-top:1.4rem;border-top:1px solid var(--nap-line)}"
    "section h2{border:0;margin:0 0 .6rem;padding:0}"
)


def notice(lang: str, choices: Sequence[str], why: NotServed) -> Response:
    """The page; `choices` are the plan's languages."""
    tell = _TOLD[why.code]
    spoken = (lang, *(code for code in choices if code != lang))
    parts = "".join(_part(code, *tell(code, why), heads=code == lang) for code in spoken)
    title = tell(lang, why)[0]
    page = plain_page(lang, title, f"<style>{_STYLE}</style>{parts}", here="", choices=(), status=_STATUS.get(why.code, 410))
    wait = {"suspended": _LATER, "being_made": _SOON, "slow_down": why.minutes * 60}.get(why.code)
    if wait:
        page.headers["Retry-After"] = str(wait)
    if why.code == "being_made":
        page.headers["Refresh"] = str(_SOON)
    return page


def _part(lang: str, title: str, body: str, *, heads: bool) -> str:
    """The page's own heading is said in the reader's language already."""
    head = "" if heads else f"<h2>{escape(title)}</h2>"
    return f'<section lang="{lang}">{head}{body}</section>'


Told = tuple[str, str]
"""Heading as text, and what stands below it as HTML."""


def _withdrawn(lang: str, why: NotServed) -> Told:
    gone: Notice | None = why.notice
    if gone is None:
        return say(lang, "served.gone.title"), ""
    name = f"{say(lang, 'served.number', number=gone.number)}. {pick(gone.title, lang)}"
    told = paragraph(name, "lead") + paragraph(say(lang, "served.withdrawn", date=gone.at.date()))
    told += paragraph(say(lang, "served.reason", reason=gone.reason))
    if gone.replaced_by:
        told += link(f"/releases/{gone.replaced_by}/", say(lang, "served.corrected", number=gone.replaced_by))
    return say(lang, "served.gone.title"), told + _all(lang)


def _suspended(lang: str, why: NotServed) -> Told:
    return say(lang, "served.waiting.title"), paragraph(say(lang, "served.waiting"))


def _being_made(lang: str, why: NotServed) -> Told:
    return say(lang, "served.making.title"), paragraph(say(lang, "served.making"))


def _link_over(lang: str, why: NotServed) -> Told:
    return say(lang, f"served.link.{why.code}"), paragraph(say(lang, "served.link.ask")) + _all(lang)


def _slow_down(lang: str, why: NotServed) -> Told:
    return say(lang, "served.link.slow_down"), paragraph(say(lang, "served.link.slow_down.told", minutes=why.minutes))


def _all(lang: str) -> str:
    return link("/releases/", say(lang, "served.link.all"))


_TOLD: dict[str, Callable[[str, NotServed], Told]] = {
    "withdrawn": _withdrawn,
    "suspended": _suspended,
    "being_made": _being_made,
    "slow_down": _slow_down,
    **dict.fromkeys(("expired", "taken_back", "published"), _link_over),
}
