"""The first visit: what this monitor is and where to begin, in the person's role. Shown until she says that she has got it.

The card is drawn where a person lands; our script hides it for whoever has said "Got it" in this browser (a cookie
holds no more than a mark), and "Show me around" opens it again.
"""

from __future__ import annotations

from html import escape

import streamlit as st

from nap.monitor import Role, Viewer
from ui.menu import Screen, offered, title
from ui.session import t
from web.whose import SEEN, whose

AROUND = "around"
_STEPS = {
    Role.COORDINATOR: ("review", "coverage", "overview", "publishing"),
    Role.PARTNER: ("returns", "check", "overview", "brief"),
    Role.FORUM: ("overview", "region", "indicator", "brief"),
    Role.DONOR: ("summary", "coverage", "organisations", "about"),
}


def show_around(person: Viewer, page: str) -> None:
    """Draw the card on the page where this person lands, unless this browser has long been shown around."""
    asked = st.query_params.get(AROUND) == "1"
    long_known = whose(person) in st.context.cookies.get(SEEN, "")
    if page == landing(person) and (asked or not long_known):
        st.html(_card(person, asked))


def landing(person: Viewer) -> str:
    """The screen that the address `/` leads to."""
    return offered(person)[0].name


def around_link(person: Viewer) -> str:
    """HTML of the way back to the card."""
    there = f"/{landing(person)}?{AROUND}=1"
    return f'<p class="nap-around"><a href="{there}" target="_self">{escape(t("habits.around"))}</a></p>'


def steps_of(person: Viewer) -> list[Screen]:
    """Where to begin: the first pages of the role that the person may open."""
    screens = {screen.name: screen for screen in offered(person)}
    wanted = next((names for role, names in _STEPS.items() if role in person.roles), ())
    return [screens[name] for name in wanted if name in screens]


def _card(person: Viewer, asked: bool) -> str:
    steps = "".join(_step(person, screen) for screen in steps_of(person))
    return (
        f'<section class="nap-welcome{" asked" if asked else ""}" aria-labelledby="nap-welcome">'
        f'<h2 id="nap-welcome">{escape(t("habits.welcome"))}</h2>'
        f"<p>{escape(t('habits.about'))}</p><p>{escape(t('habits.steps'))}</p><ol>{steps}</ol>"
        f'<p><a href="/guide" target="_self">{escape(t("guide.plain"))}</a></p>'
        f'<button type="button" class="nap-go nap-got-it">{escape(t("habits.got_it"))}</button></section>'
    )


def _step(person: Viewer, screen: Screen) -> str:
    name = escape(title(person, screen))
    return f'<li><a href="/{screen.name}" target="_self">{name}</a> {escape(t(f"habits.step.{screen.name}"))}</li>'
