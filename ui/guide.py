"""The guide inside the app: that of one's own role first, the others to choose; for coordinators every document of the project.

The address holds which one (`guide`) and, if one came for a single section, which (`section`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from html import escape

import streamlit as st

from nap.monitor import Role, Verb, Viewer, may
from nap.words import FALLBACK, say
from ui.addresses import address
from ui.cards import folded
from ui.menu import offered, title as screen_title
from ui.session import language, t
from ui.tables import note
from web.guides import Document, below, document, documents, leads_to, picture_of, read, size_of, title
from web.markdown import Section
from web.markdown_words import Ways

_OF_ROLE = {
    Role.COORDINATOR: "coordinator",
    Role.PARTNER: "partner",
    Role.FORUM: "forum",
    Role.DONOR: "donor",
}


def show_guide(person: Viewer) -> None:
    """Draw the page."""
    lang, all_of_them = language(), may(person, Verb.ADMINISTER)
    one = _asked_for(person, lang, all_of_them)
    names = tuple((screen_title(person, screen), screen.name) for screen in offered(person))
    page = _page(lang, one, names, all_of_them, st.query_params.get("section", ""))
    st.html(f'<div class="nap-guide">{_choice(lang, one, all_of_them)}{page}</div>')


def own_guide(person: Viewer) -> str:
    """The name of the guide that is for this person; who does several things gets the one that tells most."""
    return next(name for role, name in _OF_ROLE.items() if role in person.roles)


def _asked_for(person: Viewer, lang: str, all_of_them: bool) -> Document:
    name = st.query_params.get("guide", "")
    found = document(name, lang) if name else None
    if found is not None and (found.is_open or all_of_them):
        return found
    if name:
        note(t("guide.unknown"))
    own = document(own_guide(person), lang)
    assert own is not None, "every role has a guide"
    return own


def _choice(lang: str, one: Document, all_of_them: bool) -> str:
    """The guides to choose from; the one that is shown is marked."""
    links = "".join(_chip(lang, each, each.name == one.name) for each in documents(lang) if each.is_guide)
    label = escape(say(lang, "guide.choose"))
    more = _more(lang) if all_of_them else ""
    return f'<nav class="nap-guides" aria-label="{label}"><ul>{links}</ul>{more}</nav>'


def _chip(lang: str, each: Document, current: bool) -> str:
    mark = ' aria-current="page"' if current else ""
    there = escape(address("guide", guide=each.name))
    return f'<li><a href="{there}" target="_self"{mark}>{escape(say(lang, f"guide.role.{each.name}"))}</a></li>'


def _more(lang: str) -> str:
    """Every other document, by its title; what each finding means is reached from their list."""
    listed = sorted((title(each), each.name) for each in documents(lang) if not each.is_guide and "/" not in each.name)
    items = "".join(
        f'<li><a href="{escape(address("guide", guide=name))}" target="_self">{escape(words)}</a></li>' for words, name in listed
    )
    inner = f'<p>{escape(say(lang, "guide.more.about"))}</p><ul lang="{FALLBACK}">{items}</ul>'
    return folded(say(lang, "guide.more"), inner)


@lru_cache(maxsize=64)
def _page(lang: str, one: Document, names: tuple[tuple[str, str], ...], all_of_them: bool, section: str) -> str:
    """The document with its table of contents, or one section of it."""
    ways = Ways(
        link=partial(_link, one, all_of_them),
        picture=partial(_picture, one),
        name=partial(_screen, dict(names), one.lang == lang),
    )
    found = read(one, ways)
    some = below(found, section) if section else ()
    told = "" if one.lang == lang else f'<p class="nap-note">{escape(say(lang, "guide.english"))}</p>'
    if some:
        whole = escape(address("guide", guide=one.name))
        back = f'<p><a href="{whole}" target="_self">{escape(say(lang, "guide.whole"))}: {escape(title(one))}</a></p>'
        return f'{told}{back}<article lang="{one.lang}">{_told(some)}</article>'
    return f'{told}<article lang="{one.lang}">{_told(found[:1])}{_contents(lang, found)}{_told(found[1:])}</article>'


def _contents(lang: str, found: Sequence[Section]) -> str:
    links = [f'<li><a href="#{each.anchor}" target="_self">{escape(each.title)}</a></li>' for each in found if each.level == 2]
    if len(links) < 2:
        return ""
    return (
        f'<nav class="nap-contents"><h3 lang="{lang}">{escape(say(lang, "methods.contents"))}</h3><ol>{"".join(links)}</ol></nav>'
    )


def _told(found: Sequence[Section]) -> str:
    return "".join(f'<section id="{each.anchor}">{_heading(each)}{each.html}</section>' for each in found)


def _heading(each: Section) -> str:
    """One rank lower than in the file: the page has a title of its own."""
    rank = min(each.level + 1, 6)
    return f"<h{rank}>{escape(each.title)}</h{rank}>" if each.level else ""


def _link(one: Document, all_of_them: bool, target: str) -> str:
    """Documents that this reader may open, and web sites; what else the file names stands as words."""
    if target.startswith("https://"):
        return target
    found = leads_to(one, target)
    if found is None:
        return ""
    name, anchor = found
    there = document(name, one.lang)
    if there is None or not (there.is_open or all_of_them):
        return ""
    if name == one.name and anchor:
        return f"#{anchor}"
    return address("guide", guide=name) + (f"#{anchor}" if anchor else "")


def _picture(one: Document, source: str, alt: str) -> str:
    path = picture_of(one, source)
    if not path:
        return escape(alt)
    width, height = size_of(path)
    picture = f'<img src="/pictures/{escape(path)}" alt="{escape(alt)}" width="{width}" height="{height}" loading="lazy">'
    return f"<figure>{picture}<figcaption>{escape(alt)}</figcaption></figure>"


def _screen(names: Mapping[str, str], same: bool, name: str) -> str:
    """A screen's name leads to that screen, for whoever may open it and reads in the language it is written in."""
    return address(names[name]) if same and name in names and names[name] != "guide" else ""
