"""Consent of an organisation: which of its sensitive figures a release would take in, its answer, holding them at any time."""

from __future__ import annotations

import streamlit as st

from nap.monitor import ConsentAsked, Viewer, consent_asked
from nap.words import day
from ui.consent_answering import ANSWERED, answer_box, stands
from ui.consent_holding import holding_box
from ui.consent_rows import rows_list
from ui.doing import tell_done
from ui.filters import Filters
from ui.publishing_names import title_of
from ui.session import house, language, t
from ui.tables import lead, link, note


def consent_page(person: Viewer) -> None:
    """Draw it."""
    lead(t("publishing.asks.lead"))
    tell_done()
    partner = person.partner or _chosen()
    if not partner:
        note(t("publishing.asks.choose_one"))
        return
    own = person.partner == partner
    if not own:
        note(t("publishing.asks.for_others"))
    with st.spinner(t("publishing.checking")):
        found = consent_asked(person, house(), partner)
    if not found:
        note(t("publishing.asks.none"), t("publishing.asks.none.about"))
    for one in found:
        _asked(person, partner, one, own=own)
    holding_box(person, partner, own=own)
    if own:
        link("/trail", t("publishing.asks.before"))


def _chosen() -> str:
    """Whose answers a coordinator looks at; empty until one is chosen."""
    plan = house().plan
    filters = Filters("consent_filter")
    code = filters.partner(plan, [one.code for one in plan.partners])
    filters.tell()
    return code


def _asked(person: Viewer, partner: str, one: ConsentAsked, *, own: bool) -> None:
    with st.container(border=True, key=f"consent_{one.draft}"):
        st.header(_title(one), anchor=False)
        note(*_until(one))
        stands(one)
        rows_list(one.rows)
        answer_box(person, partner, one, own=own)


def _title(one: ConsentAsked) -> str:
    asked = "publishing.asks.draft_answered" if one.state in ANSWERED else "publishing.asks.draft"
    return t(asked, n=str(one.draft))


def _until(one: ConsentAsked) -> list[str]:
    name = title_of(one.title)
    said = [t("publishing.asks.about", title=name or t("publishing.untitled", n=str(one.draft)), period=one.period)]
    said.append(t("publishing.asks.readers", visible=t(f"publishing.visible.{one.visible}")))
    if one.answer_by is not None:
        said.append(t("publishing.asks.late" if one.late else "publishing.asks.until", date=day(language(), one.answer_by)))
    return said if one.state in ANSWERED else [*said, t("publishing.asks.silence")]
