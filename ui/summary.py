"""What a donor finds first: the newest release's first page, from the release itself, and the ways to read the whole of it.

Nothing here is computed from returns: what stands on this page is what was published, and it does not change.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from nap.charts import Bar, distribution
from nap.monitor import NewestRelease, ReleaseFront, ReleasePart, Viewer, listed_releases, newest_front
from nap.words import say
from ui.cards import Card, card, footer, show_all, signs
from ui.session import house, language, t
from ui.tables import lead, link, mark_html, note

_CARDS = ("promised", "done", "stuck", "sure")
_FILES = ("pdf", "xlsx")


def show_summary(person: Viewer) -> None:
    """Everything on one page; before the first release one calm sentence."""
    lang = language()
    newest = newest_front(person, house(), lang)
    if newest is None:
        _nothing_to_read(person)
        footer()
        return
    _head(lang, newest)
    st.html(_cards(newest.front))
    show_all([_glance(lang, newest)])
    st.html(_parts(newest.front.parts) + _worries(newest.front) + _last(newest.front))
    signs()
    footer()


def _nothing_to_read(person: Viewer) -> None:
    """What was withdrawn or waits has been published all the same: the list says what became of it."""
    if not listed_releases(house(), person):
        note(t("served.summary.none"))
        return
    note(t("served.summary.not_now"))
    link("/releases/", t("served.summary.others"))


def _head(lang: str, newest: NewestRelease) -> None:
    told, number = newest.front, newest.standing.release.number
    lead(t("served.summary.frozen", number=number))
    st.html(
        f'<h2 class="nap-title">{escape(told.title)}</h2><p>{escape(told.period)} · {escape(told.as_of)}</p>'
        f'<p class="nap-ways">{_ways(lang, number)}</p>'
    )
    note(*told.notices)
    if told.text:
        st.html(f"<p>{escape(told.text)}</p>")


def _ways(lang: str, number: int) -> str:
    root = f"/releases/{number}/{lang}"
    ways = [(f"{root}/index.html", t("served.summary.whole"))]
    ways += [(f"{root}/release.{kind}", t(f"served.{kind}")) for kind in _FILES]
    ways.append(("/releases/", t("served.summary.others")))
    return " ".join(f'<a class="nap-go" href="{address}" target="_self">{escape(words)}</a>' for address, words in ways)


def _cards(told: ReleaseFront) -> str:
    """The four questions of the first page, each with its sentences."""
    parts = (_told(t(f"site.card.{name}"), getattr(told, name)) for name in _CARDS)
    return f'<div class="nap-front">{"".join(parts)}</div>'


def _told(title: str, sentences: Iterable[str]) -> str:
    said = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)
    return f"<section><h2>{escape(title)}</h2>{said}</section>"


def _glance(lang: str, newest: NewestRelease) -> Card:
    number = newest.standing.release.number
    bars = [Bar(f"{one.code} {one.title}", one.tally, whole=True) for one in newest.front.parts]
    title, what = say(lang, "site.objectives"), say(lang, "pages.column.objective")
    figure = distribution(lang, bars, title=title, what=what, name=f"release-{number}")
    standing = t("standing.released", number=number, date=newest.standing.release.as_of)
    return card(figure, "/summary", explained=False, standing=standing)


def _parts(parts: Sequence[ReleasePart]) -> str:
    return "".join(_told(f"{one.code} {one.title}", filter(None, (one.text, *one.sentences))) for one in parts)


def _worries(told: ReleaseFront) -> str:
    marks = [mark_html(one.sign, one.word, one.status.value) for one in told.worries]
    items = "".join(
        f"<li><strong>{escape(one.title)}</strong> {mark}<br>{escape(one.sentence)}</li>"
        for one, mark in zip(told.worries, marks, strict=True)
    )
    return (
        f'<section><h2>{escape(t("served.summary.worries"))}</h2><ul class="nap-worries">{items}</ul></section>' if items else ""
    )


def _last(told: ReleaseFront) -> str:
    """What changed since the release before, and how to cite this one."""
    return f'<p>{escape(told.changed)}</p><p class="nap-foot">{escape(told.citation)}</p>'
