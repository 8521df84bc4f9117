"""A figure to take along: below every card the links to its files, to the view itself, and how to cite it.

They are plain links in the card's HTML, an element less for every card. What they lead to is kept for whoever looks, by
`web.figures`; a re-run that shows the same figure finds the same links.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from html import escape

from nap.charts import Figure
from nap.charts.imprint import Imprint
from nap.monitor import House
from nap.words import day, pick, say
from ui.session import begun, house, language, looker
from ui.stamp import stamp
from web.figures import FIGURES, Shown, address_of

MOST = 1_000
"""So many lines of links are remembered, those shown last."""
NAMES = {"csv": "CSV", "xlsx": "Excel", "png": "PNG", "svg": "SVG"}
"""What a link to a file is called, the same in every language; in the order in which they stand."""


def take_along(figure: Figure, digest: bytes, address: str, standing: str = "") -> str:
    """HTML for below the card of a figure; empty for somebody who is not signed in.

    `standing`: the sentence how far to rely on it, where that is another than the page's."""
    person = looker()
    if person is None:
        return ""
    opened, lang = house(), language()
    imprint = _imprint(opened, lang, address, standing or _stamp(lang, opened.released, opened.until is None, opened.today()))
    name = FIGURES.keep(person, Shown(figure, digest, imprint, begun(), opened.released, opened.plan.id))
    return _links(name, figure.title, address, imprint, opened.as_it_is.today())


@lru_cache(MOST)
def _stamp(lang: str, released: int | None, present: bool, today: date) -> str:
    """The sentence of this run: what it depends on stands in the key. It names a day, which takes longer than all the rest."""
    return stamp()


@lru_cache(MOST)
def _links(name: str, title: str, address: str, imprint: Imprint, today: date) -> str:
    told, lang = escape(title), imprint.lang
    files = "".join(f'<a href="{address_of(name, kind)}" aria-label="{said}: {told}">{said}</a>' for kind, said in NAMES.items())
    view, cite = escape(say(lang, "board.link")), escape(say(lang, "takeaway.cite"))
    return (
        f'<div class="nap-here"><span class="nap-take">{files}</span>'
        f'<a href="{escape(address)}" target="_self" aria-label="{view}: {told}">{view}</a>'
        f'<details class="nap-cite"><summary>{cite}<span class="nap-hidden">: {told}</span></summary>'
        f"<p>{escape(_citation(title, imprint, today))}</p></details></div>"
    )


def _imprint(opened: House, lang: str, address: str, standing: str) -> Imprint:
    plan, root = pick(opened.plan.title, lang), opened.settings.base_url.rstrip("/")
    return Imprint(lang, say(lang, "pages.monitor"), plan, standing, say(lang, "board.not_official"), f"{root}{address}")


def _citation(title: str, imprint: Imprint, today: date) -> str:
    """The figure as a source in a text: what, from where, how far to rely on it, when it was opened."""
    return say(
        imprint.lang,
        "takeaway.cite.text",
        title=title,
        monitor=imprint.monitor,
        plan=imprint.plan,
        stamp=imprint.stamp,
        date=day(imprint.lang, today),
        address=imprint.address,
    )
