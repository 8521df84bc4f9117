"""A figure to take along: below every card the links to its files, to the view itself, and how to cite it.

They are plain links in the card's HTML, an element less for every card. What they lead to is kept for whoever looks, by
`web.figures`; a re-run that shows the same figure finds the same links.
"""

from __future__ import annotations

from html import escape

from nap.charts import Figure
from nap.charts.imprint import Imprint
from nap.monitor import drawn_upon
from nap.words import day, pick
from ui.session import house, language, looker, t
from ui.stamp import stamp
from web.figures import FIGURES, Shown, address_of

NAMES = {"csv": "CSV", "xlsx": "Excel", "png": "PNG", "svg": "SVG"}
"""What a link to a file is called, the same in every language; in the order in which they stand."""


def take_along(figure: Figure, digest: bytes, address: str, standing: str = "") -> str:
    """HTML for below the card of a figure; empty for somebody who is not signed in.

    `standing`: the sentence how far to rely on it, where that is another than the page's."""
    person = looker()
    if person is None:
        return ""
    opened = house()
    imprint = _imprint(address, standing or stamp())
    shown = Shown(figure, digest, imprint, drawn_upon(opened), opened.released)
    name, title = FIGURES.keep(person, shown), escape(figure.title)
    files = "".join(f'<a href="{address_of(name, kind)}" aria-label="{said}: {title}">{said}</a>' for kind, said in NAMES.items())
    view, cite = escape(t("board.link")), escape(t("takeaway.cite"))
    return (
        f'<div class="nap-here"><span class="nap-take">{files}</span>'
        f'<a href="{escape(address)}" target="_self" aria-label="{view}: {title}">{view}</a>'
        f'<details class="nap-cite"><summary>{cite}<span class="nap-hidden">: {title}</span></summary>'
        f"<p>{escape(_citation(figure, imprint))}</p></details></div>"
    )


def _imprint(address: str, standing: str) -> Imprint:
    opened, lang = house(), language()
    plan = pick(opened.plan.title, lang)
    whole = f"{opened.settings.base_url.rstrip('/')}{address}" if opened.settings.base_url else address
    return Imprint(lang, t("pages.monitor"), plan, standing, t("board.not_official"), whole)


def _citation(figure: Figure, imprint: Imprint) -> str:
    """The figure as a source in a text: what, from where, how far to rely on it, when it was opened."""
    return t(
        "takeaway.cite.text",
        title=figure.title,
        monitor=imprint.monitor,
        plan=imprint.plan,
        stamp=imprint.stamp,
        date=day(imprint.lang, house().as_it_is.today()),
        address=imprint.address,
    )
