"""`/releases/`: which releases there are, the newest first, with the ways to read each. A plain page."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from starlette.responses import Response

from nap.monitor import House, ReleaseStanding, Verb, Viewer, listed_releases, may
from nap.words import period_name, pick, say
from web.asking import link, paragraph
from web.page import plain_page

_FILES = ("pdf", "xlsx")
_STYLE = (
    ".release{padding:1.3rem 0;border-top:1px solid var(--nap-line)}.release h2{border:0;margin:0 0 .3rem;padding:0}"
    ".release p{margin:0 0 .5rem}.ways-to-read{display:flex;flex-wrap:wrap;gap:.4rem 1.3rem}.ways-to-read li+li{margin:0}"
)


def releases_page(lang: str, house: House, reader: Viewer | None) -> Response:
    """The list; `reader` is None for whoever is not signed in."""
    found = listed_releases(house, reader)
    body = (
        f"<style>{_STYLE}</style>"
        + paragraph(pick(house.plan.title, lang), "lead")
        + paragraph(say(lang, "served.list.lead" if found else "served.list.none"))
        + "".join(_release(lang, one, forum=may(reader, Verb.BROWSE_RESULTS)) for one in found)
        + ("" if reader else _sign_in(lang))
    )
    return plain_page(lang, say(lang, "served.list.title"), body, here="/releases/?", choices=house.plan.languages)


def _release(lang: str, one: ReleaseStanding, *, forum: bool) -> str:
    about = one.release
    name = f"{say(lang, 'served.number', number=about.number)}. {pick(about.title, lang)}"
    facts = say(lang, "served.facts", period=period_name(lang, about.period), date=about.as_of)
    told = "".join(paragraph(text) for text in (facts, *_others(lang, one)))
    open_ = about.withdrawn is None and not one.suspended
    ways = _ways(lang, about.number, forum=forum) if open_ else ""
    return f'<section class="release"><h2>{escape(name)}</h2>{told}{ways}</section>'


def _others(lang: str, one: ReleaseStanding) -> Iterator[str]:
    """What became of it since."""
    about = one.release
    if about.replaces:
        yield say(lang, "served.corrects", number=about.replaces)
    if about.replaced_by:
        yield say(lang, "served.corrected", number=about.replaced_by)
    if about.withdrawn is not None:
        yield say(lang, "served.withdrawn", date=about.withdrawn.at.date())
        yield say(lang, "served.reason", reason=about.withdrawn.reason)
    elif one.suspended:
        yield say(lang, "served.waiting")


def _ways(lang: str, number: int, *, forum: bool) -> str:
    root = f"/releases/{number}/"
    ways = [(f"{root}{lang}/index.html", "served.read")]
    ways += [(f"{root}{lang}/release.{kind}", f"served.{kind}") for kind in _FILES]
    ways.append((f"{root}figures.csv", "served.csv"))
    if forum:
        ways.append((f"{root}forum/{lang}/index.html", "served.forum"))
    items = "".join(f'<li><a href="{address}">{escape(say(lang, key))}</a></li>' for address, key in ways)
    return f'<ul class="ways-to-read">{items}</ul>'


def _sign_in(lang: str) -> str:
    more = f'<div class="release">{paragraph(say(lang, "served.list.more"))}'
    return f"{more}{link('/sign-in?next=%2Freleases%2F', say(lang, 'pages.sign_in'))}</div>"
