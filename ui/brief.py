"""The brief of a region: which region, language and figures; the page itself as it will be printed; the ways to both files."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import NamedTuple
from urllib.parse import urlencode

import streamlit as st

from nap.monitor import LIVE_FIGURES, Unknown, Viewer, brief_body, brief_style, plan_of, region_brief, shown_releases
from nap.words import language_name
from ui.addresses import address
from ui.filters import Filters
from ui.known import nothing_told
from ui.session import house, language, t
from ui.tables import lead, note

_NEWEST = "newest"


class Asked(NamedTuple):
    """What the address asks for; `lang` and `source` are empty where it is the reader's own and the latest release."""

    region: str
    lang: str
    source: str


def show_brief(person: Viewer) -> None:
    """Draw the page."""
    lead(t("pages.brief.lead"))
    asked = _asked(person)
    lang = asked.lang or language()
    try:
        brief = region_brief(person, house(), asked.region, lang, asked.source)
    except Unknown:
        note(nothing_told(t("board.no_period")))
        return
    ways = "".join(_way(kind, asked, lang) for kind in ("pdf", "html"))
    st.html(f'<p class="nap-brief-ways">{ways}</p>')
    st.html(_onward(asked.region))
    st.html(f"<style>{brief_style()}</style>")
    st.html(f'<div class="nap-brief-frame">{brief_body(brief)}</div>')


def _onward(region: str) -> str:
    """The ways to the screens on which everything about the region stands that one page has no room for."""
    ways = [(address(page, region=region), t(f"pages.{page}.title")) for page in ("region", "responses")]
    ways.append((address("promises"), t("pages.promises.title")))
    links = "".join(f'<a href="{escape(there)}" target="_self">{escape(words)}</a>' for there, words in ways)
    return f'<p class="nap-onward">{links}</p>'


def _asked(person: Viewer) -> Asked:
    filters, plan = Filters(), plan_of(person, house())
    region = filters.region(plan, [one.code for one in plan.regions.level("region")])
    spoken = {code: language_name(code, code) for code in plan.languages}
    lang = filters.one_of("brief_lang", t("pages.language"), spoken, language())
    sources = _sources(person)
    source = filters.one_of("source", t("brief.source"), sources, next(iter(sources)))
    filters.tell()
    return Asked(region, lang, "" if source == _NEWEST or _NEWEST not in sources else source)


def _sources(person: Viewer) -> Mapping[str, str]:
    """The latest release first, then every other one, then what is accepted and not released."""
    numbers = [one.release.number for one in shown_releases(person, house())]
    newest = {_NEWEST: f"{t('brief.source.newest')} ({numbers[0]})"} if numbers else {}
    earlier = {str(number): t("brief.source.number", number=str(number)) for number in numbers[1:]}
    return {**newest, **earlier, LIVE_FIGURES: t("brief.source.now")}


def _way(kind: str, asked: Asked, lang: str) -> str:
    """The way to one of the files: it opens beside this page."""
    plan = house().plan.id if house().plan.id != house().as_it_is.plan.id else ""
    told = {"lang": lang, "source": asked.source, "plan": plan}
    query = urlencode({name: value for name, value in told.items() if value})
    words = escape(t(f"brief.to_{kind}"))
    css = ' class="nap-go"' if kind == "pdf" else ""
    return f'<a{css} href="/brief/{escape(asked.region)}.{kind}?{escape(query)}" target="_blank" rel="noopener">{words}</a> '
