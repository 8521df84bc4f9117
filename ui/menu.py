"""Which screens there are and who is offered which. Enters a viewer, leaves the pages for `st.navigation`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from nap.monitor import Verb, Viewer, may
from ui.session import t

PAGES = Path(__file__).resolve().parent.parent / "pages"


@dataclass(frozen=True)
class Screen:
    """One page file, what a person must be allowed to do to see it, and the heading it stands under in a long menu."""

    name: str
    verb: Verb
    group: str
    subject: bool = False
    """Its heading is what it is about, which its filters decide; the others are headed by their title."""

    @property
    def file(self) -> Path:
        """The page's file, absolute: pages are reached only through the menu, from whatever folder the server was started."""
        return PAGES / f"{self.name}.py"


RETURNS, RESULTS, USING, MEANING, KEEPING = "returns", "results", "using", "meaning", "keeping"
"""The headings, by what the pages under them are for."""

SCREENS: tuple[Screen, ...] = (
    Screen("start", Verb.SEE_RETURNS, RETURNS),
    Screen("returns", Verb.SEND_RETURN, RETURNS),
    Screen("check", Verb.SEND_RETURN, RETURNS),
    Screen("tables", Verb.SEND_RETURN, RETURNS),
    Screen("consent", Verb.SEND_RETURN, RETURNS),
    Screen("review", Verb.REVIEW, RETURNS),
    Screen("periods", Verb.REVIEW, RETURNS),
    Screen("files", Verb.REVIEW, RETURNS),
    Screen("overview", Verb.BROWSE_RESULTS, RESULTS),
    Screen("objective", Verb.BROWSE_RESULTS, RESULTS, subject=True),
    Screen("region", Verb.BROWSE_RESULTS, RESULTS, subject=True),
    Screen("indicator", Verb.BROWSE_RESULTS, RESULTS, subject=True),
    Screen("compare", Verb.BROWSE_RESULTS, RESULTS),
    Screen("tracking", Verb.BROWSE_RESULTS, RESULTS),
    Screen("summary", Verb.READ_RELEASES, RESULTS),
    Screen("coverage", Verb.READ_SUMMARY, RESULTS),
    Screen("brief", Verb.BROWSE_RESULTS, USING),
    Screen("responses", Verb.BROWSE_RESULTS, USING),
    Screen("promises", Verb.BROWSE_RESULTS, USING),
    Screen("publishing", Verb.PUBLISH, USING),
    Screen("hiding", Verb.PUBLISH, USING),
    Screen("guide", Verb.OWN_ACCOUNT, MEANING),
    Screen("sheets", Verb.READ_PLAN, MEANING),
    Screen("methods", Verb.READ_PLAN, MEANING),
    Screen("about", Verb.READ_PLAN, MEANING),
    Screen("organisations", Verb.READ_DIRECTORY, MEANING),
    Screen("plan", Verb.ADMINISTER, KEEPING),
    Screen("partners", Verb.ADMINISTER, KEEPING),
    Screen("people", Verb.ADMINISTER, KEEPING),
    Screen("reminders", Verb.REVIEW, KEEPING),
    Screen("setup", Verb.ADMINISTER, KEEPING),
    Screen("handover", Verb.ADMINISTER, KEEPING),
    Screen("trail", Verb.OWN_ACCOUNT, KEEPING),
)


GROUPED = 13
"""From so many screens on the menu has headings."""
GROUPS = (RETURNS, RESULTS, USING, MEANING, KEEPING)

SUBJECTS = frozenset(screen.name for screen in SCREENS if screen.subject)


def offered(person: Viewer) -> tuple[Screen, ...]:
    """The screens this person may open, in order; the first is where they land."""
    return tuple(screen for screen in SCREENS if may(person, screen.verb))


def menu(person: Viewer) -> list[Page] | dict[str, list[Page]]:
    """The same as pages with titles in the reader's language, behind a first one that leads on; many of them under headings.

    Streamlit knows its default page by the address `/` alone: were it one of the screens, a link to that one would find nothing.
    """
    screens = offered(person)
    pages = {one: st.Page(one.file, title=title(person, one), url_path=one.name) for one in screens}
    first = pages[screens[0]]

    def home() -> None:
        st.switch_page(first)

    start = st.Page(home, title=first.title, default=True, visibility="hidden")
    headed = {t(f"pages.group.{name}") if name else "": [pages[one] for one in found] for name, found in grouped(screens).items()}
    headed[""].insert(0, start)
    return headed if len(screens) >= GROUPED else [start, *pages.values()]


def grouped(screens: Sequence[Screen]) -> dict[str, list[Screen]]:
    """The screens by the heading they stand under; the first one, where a person lands, under none.

    A heading over one screen alone says less than the screen's own name: it stands under the heading before.
    """
    first, *others = screens
    found: dict[str, list[Screen]] = {"": [first]}
    for name in GROUPS:
        several = [one for one in others if one.group == name]
        if len(several) == 1 and len(found) > 1:
            found[[*found][-1]] += several
        elif several:
            found[name] = several
    return found


def title(person: Viewer, screen: Screen) -> str:
    """The screen's name in the reader's language; who belongs to no partner sends returns for others."""
    for_others = screen.name == "returns" and person.partner is None
    return t("pages.returns.title_for_others") if for_others else t(f"pages.{screen.name}.title")
