"""What is hidden and why, and how complete and sure the figures are: rules for everybody, counts for who browses results."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import streamlit as st

from nap.monitor import DataDescribed, Plan, Shelf, Verb, Viewer, browse, data_described, last_closed, may, plan_of
from ui.about_figures import editions, figures
from ui.about_rules import Section, rules_after, rules_before
from ui.cards import footer
from ui.session import house, language, t


def show_about(person: Viewer) -> None:
    """Draw the page."""
    plan, lang = plan_of(person, house()), language()
    if may(person, Verb.BROWSE_RESULTS):
        shelf = browse(person, house())
        st.html(shelf.made(("about", lang), lambda: _whole(person, plan, lang, shelf)))
    else:
        sections = [*rules_before(lang, plan, editions=t("about.donor.releases")), *_after(person, plan, lang)]
        st.html(_page(sections))
    footer()


def _whole(person: Viewer, plan: Plan, lang: str, shelf: Shelf) -> str:
    described = data_described(person, shelf.house)
    board, period = shelf.board(), last_closed(shelf.house)
    told = editions(lang, described, released=shelf.house.released is not None)
    before = rules_before(lang, plan, editions=told)
    between = figures(lang, plan, board, period, shelf.today, described)
    return _page([*before, *between, *_after(person, plan, lang, described)])


def _after(person: Viewer, plan: Plan, lang: str, described: DataDescribed | None = None) -> list[Section]:
    browses = described is not None
    return rules_after(lang, plan, described or data_described(person, house()), linked=browses)


def _page(sections: Iterable[Section]) -> str:
    """A table of contents, then the sections."""
    kept = list(sections)
    links = "".join(f'<li><a href="#a-{name}" target="_self">{escape(t(f"about.section.{name}"))}</a></li>' for name, _ in kept)
    contents = f'<nav class="nap-contents"><h2>{escape(t("methods.contents"))}</h2><ol>{links}</ol></nav>'
    told = "".join(
        f'<section id="a-{name}"><h2>{escape(t(f"about.section.{name}"))}</h2>{inner}</section>' for name, inner in kept
    )
    return f'<div class="nap-data"><p>{escape(t("about.lead"))}</p>{contents}{told}</div>'
