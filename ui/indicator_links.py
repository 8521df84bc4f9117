"""Where else one indicator stands: compared, in the plan, who answers for it, and what the newest release says of the figure."""

from __future__ import annotations

from html import escape

import streamlit as st

from nap.charts import value_text
from nap.charts.look import SIGNS
from nap.charts.texts import plain_status
from nap.facts import Status
from nap.monitor import Indicator, Viewer, responsible, stood_in_release
from ui.addresses import RELEASE, address
from ui.names import partner_name
from ui.session import t
from ui.tables import tied
from ui.view import View


def see_also(person: Viewer, view: View, indicator: Indicator, region: str, part: str) -> None:
    """Show the links, and what was published of this very figure: asked anew every time, a release can be withdrawn."""
    links = view.made(("see", indicator.code), lambda: _links(view, indicator))
    st.html(links + _stood(person, view, indicator, region, part))


def _links(view: View, indicator: Indicator) -> str:
    """One line of ways onward."""
    code = indicator.code
    ways = [(address(page, indicator=code), t(f"pages.{page}.title")) for page in ("compare", "sheets")]
    bodies = [
        (address("promises", body=body), partner_name(view.lang, view.plan, body)) for body in responsible(view.plan, indicator)
    ]
    told = " · ".join([_link(*way) for way in ways] + [_link(address("methods"), t("pages.methods.title"))])
    answers = f"{escape(t('about.responsible'))} {', '.join(_link(*body) for body in bodies)}" if bodies else ""
    return "".join(f'<p class="nap-see">{line}</p>' for line in (told, answers) if line)


def _stood(person: Viewer, view: View, indicator: Indicator, region: str, part: str) -> str:
    """The same figure as it was published; nothing before the first release, or if the release does not hold it."""
    stood = stood_in_release(person, view.shelf.house, indicator.code, region, view.period, part)
    if stood is None:
        return ""
    status = f" ({SIGNS[stood.result.status]} {plain_status(view.lang, stood.result)})"
    value = value_text(view.lang, indicator, stood.result) + ("" if stood.result.status is Status.SUPPRESSED else status)
    said = view.say("about.stood", number=str(stood.number), date=stood.as_of, value=value, name=stood.name)
    filters = {"indicator": indicator.code, "region": region, "period": view.period, "part": part, RELEASE: stood.number}
    return f'<p class="nap-see">{tied(said)} {_link(address("indicator", **filters), view.say("about.stood.look"))}</p>'


def _link(where: str, words: str) -> str:
    return f'<a href="{escape(where)}" target="_self">{escape(words)}</a>'
