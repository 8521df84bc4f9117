"""How everything is calculated, with worked examples: the whole page as one text, made once per plan and language."""

from __future__ import annotations

from functools import lru_cache
from html import escape

import streamlit as st

from nap.monitor import Plan, Viewer, Worked, plan_of, worked_examples
from nap.words import say
from ui.addresses import address
from ui.methods_examples import example
from ui.methods_sections import SECTIONS, body
from ui.session import house, language


def show_methods(person: Viewer) -> None:
    """Draw the page."""
    plan = plan_of(person, house())
    st.html(_page(language(), plan, worked_examples(person, house()), address("about")))


@lru_cache(maxsize=12)
def _page(lang: str, plan: Plan, examples: tuple[Worked, ...], about: str) -> str:
    """Everything: a table of contents, then each section with its rules and its examples."""
    named = [(name, say(lang, f"methods.section.{name}")) for name in SECTIONS]
    links = "".join(f'<li><a href="#m-{name}" target="_self">{escape(title)}</a></li>' for name, title in named)
    lead = escape(say(lang, "methods.lead" if examples else "methods.no_examples"))
    contents = f'<nav class="nap-contents"><h2>{escape(say(lang, "methods.contents"))}</h2><ol>{links}</ol></nav>'
    sections = "".join(_section(lang, plan, examples, name, title, about) for name, title in named)
    foot = f'<p class="nap-foot">{escape(say(lang, "board.not_official"))}</p>'
    return f'<div class="nap-methods"><p>{lead}</p>{contents}{sections}{foot}</div>'


def _section(lang: str, plan: Plan, examples: tuple[Worked, ...], name: str, title: str, about: str) -> str:
    shown = "".join(example(lang, each) for each in examples if each.section == name)
    onward = f'<p><a href="{escape(about)}" target="_self">{escape(say(lang, "methods.hidden.more"))}</a></p>'
    more = onward if name == "hidden" else ""
    return f'<section id="m-{name}"><h2>{escape(title)}</h2>{body(lang, plan, name)}{more}{shown}</section>'
