"""The script Streamlit runs, the frame around every page: who is looking, menu, language, banners, then the page itself."""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path

import streamlit as st

_ROOT = str(Path(__file__).resolve().parent.parent)
if _ROOT not in sys.path:
    sys.path.insert(0, _ROOT)

from nap.monitor import Verb, Viewer, installation, may, plan_of  # noqa: E402
from nap.words import language_name, pick, reviewed  # noqa: E402
from ui.check import forget  # noqa: E402
from ui.filters import arrive  # noqa: E402
from ui.first_visit import around_link, show_around  # noqa: E402
from ui.hiding import held_back  # noqa: E402
from ui.known import as_asked  # noqa: E402
from ui.menu import SUBJECTS, menu  # noqa: E402
from ui.names import partner_name  # noqa: E402
from ui.people import leave  # noqa: E402
from ui.runs import Run, one_run  # noqa: E402
from ui.session import house, keep_to, language, looking, t, viewer, within  # noqa: E402
from ui.sheets_search import box  # noqa: E402
from ui.style import css_text  # noqa: E402
from ui.tables import link, note  # noqa: E402
from web.language import COOKIE  # noqa: E402

_CHOSEN = "language_chosen"


def frame() -> None:
    """Draw one run."""
    with one_run() as run, within(house()):
        _run(run)


def _run(run: Run) -> None:
    st.set_page_config(page_title=t("pages.monitor"), layout="wide")
    person = viewer()
    keep_to(person)
    if person is None:
        st.navigation([st.Page(_signed_out, title=t("pages.sign_in"))], position="hidden").run()
        return
    page = st.navigation(menu(person), expanded=True)
    run.page = page.url_path or "start"
    st.set_page_config(page_title=f"{page.title} · {t('pages.monitor')}")
    with st.sidebar:
        _side(person)
    _banner(person)
    arrive(page.url_path)
    if page.url_path != "check":
        forget()
    if page.url_path != "people":
        leave()
    if page.url_path and page.url_path not in SUBJECTS:
        st.title(page.title, anchor=False)
    held_back(person, page.url_path)
    with looking(person), as_asked(person, page.url_path):
        show_around(person, page.url_path)
        page.run()


def _signed_out() -> None:
    st.title(t("pages.sign_in"), anchor=False)
    note(t("pages.signed_out"))
    link("/sign-in", t("pages.sign_in"))


def _side(person: Viewer) -> None:
    lang = language()
    st.session_state.setdefault("language", lang)
    st.container(key="find").html(box(lang))
    st.segmented_control(
        t("pages.language"),
        house().plan.languages,
        format_func=lambda code: language_name(code, code),
        key="language",
        required=True,
    )
    # These are the cookies of the tab's first request: once another language was chosen, every choice is to be kept.
    st.session_state[_CHOSEN] = st.session_state.get(_CHOSEN, False) or st.context.cookies.get(COOKIE) != lang
    keep = f'<img src="/language/{lang}" alt="" width="1" height="1">' if st.session_state[_CHOSEN] else ""
    roles = ", ".join(t(f"common.role.{role.value}") for role in sorted(person.roles))
    first, *others = [escape(line) for line in (roles, organisation(person), person.person) if line]
    name = css_text(t("pages.monitor"))
    st.html(
        f"<style>:root{{--nap-name:{name}}}</style>"
        f'<p class="nap-who" lang="{lang}"><strong>{first}</strong><br>{"<br>".join(others)}{keep}</p>'
        f"{around_link(person)}"
    )
    link("/account", t("account.title"))
    if may(person, Verb.SEND_RETURN):
        link("/light", t("light.lane"))
    link("/sign-out", t("pages.sign_out"))


def organisation(person: Viewer) -> str:
    """The partner's name in the reader's language; empty for a person of no partner."""
    return partner_name(language(), house().plan, person.partner) if person.partner else ""


def _banner(person: Viewer) -> None:
    """What must be known of these data on every page: in one line, and in full when it is opened."""
    kind, lang, plan = installation(house()), language(), plan_of(person, house())
    demo = kind.today if kind.demo else None
    short = [t("common.illustrative")] if plan.status == "illustrative" else []
    short += [t("frame.demo_day", today=demo)] if demo else []
    full = [pick(plan.title, lang), *([t("pages.demo_today", today=demo)] if demo else [])]
    full += [] if reviewed(lang) else [t("common.not_reviewed")]
    if short or not reviewed(lang):
        said = "".join(f"<span>{escape(one)}</span> " for one in short or [t("frame.notice")])
        more = "".join(f"<p>{escape(one)}</p>" for one in full)
        st.html(f'<details class="nap-banner"><summary>{said}</summary>{more}</details>')


frame()
