"""One organisation of the directory: what is known of it, its scores over time, and for coordinators its consent and history."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from nap.charts.capacity import Scored, scores_over_time
from nap.monitor import (
    CapacityScore,
    Organisation,
    OrganisationStep,
    Unknown,
    Verb,
    Viewer,
    capacity_scores,
    may,
    organisation_codes,
    organisation_history,
)
from nap.words import day, pick
from ui.addresses import address
from ui.cards import card, show
from ui.names import partner_name, region_name
from ui.session import house, language, moment, t
from ui.tables import Cell, facts, table


def one_organisation(person: Viewer, one: Organisation) -> None:
    """Everything this reader may know of it."""
    lang, codes, plan = language(), organisation_codes(house()), house().plan
    st.header(pick(one.name, lang), anchor=False)
    facts(
        [
            (t("pages.column.region"), region_name(lang, plan, one.region)),
            (t("organisations.column.kind"), codes.word(lang, one.kind)),
            (t("organisations.column.fields"), ", ".join(codes.word(lang, code) for code in one.fields)),
            *(_of_coordinators(one) if may(person, Verb.ADMINISTER) else []),
        ]
    )
    try:
        scores = capacity_scores(person, house(), one.id)
    except Unknown:  # neither its own nor a coordinator: the page says nothing of scores
        return
    if scores:
        scores_card(one, scores)
    else:
        st.text(t("organisations.scores.none"))
    if may(person, Verb.ADMINISTER):
        _history(organisation_history(person, house(), one.id))


def scores_card(one: Organisation, scores: Sequence[CapacityScore]) -> None:
    """The scores of an organisation by area and day."""
    lang, codes = language(), organisation_codes(house())
    order = {area: place for place, area in enumerate(codes.areas)}
    ordered = sorted(scores, key=lambda each: (order.get(each.area, len(order)), each.area, each.day))
    told = [Scored(codes.word(lang, each.area), each.day, each.score, each.highest) for each in ordered]
    figure = scores_over_time(lang, pick(one.name, lang), told)
    show(card(figure, address("organisations", organisation=one.id), explained=False))


def _of_coordinators(one: Organisation) -> list[tuple[str, str]]:
    lang = language()
    agreed = t("organisations.named.yes") if one.named else t("organisations.named.no")
    since = day(lang, one.consent_day) if one.consent_day else ""
    return [
        (t("organisations.column.named"), agreed),
        (t("organisations.consent.word"), ", ".join(filter(None, (one.consent, since)))),
        (t("pages.column.partner"), partner_name(lang, house().plan, one.partner) if one.partner else ""),
        (t("organisations.people"), ", ".join(one.people)),
        (t("organisations.state"), "" if one.active else t("organisations.state.archived")),
    ]


def _history(steps: Sequence[OrganisationStep]) -> None:
    header = [
        t("pages.column.when"),
        t("pages.column.person"),
        t("organisations.column.version"),
        t("organisations.column.named"),
    ]
    with st.expander(t("organisations.history")):
        table(header, [_step(one) for one in steps], caption=t("organisations.history"))


def _step(step: OrganisationStep) -> list[Cell]:
    lang, codes, one = language(), organisation_codes(house()), step.version
    about = [pick(one.name, lang), region_name(lang, house().plan, one.region), codes.word(lang, one.kind)]
    about += [", ".join(codes.word(lang, code) for code in one.fields)] + (
        [] if one.active else [t("organisations.state.archived")]
    )
    agreed = [t("organisations.named.yes"), one.consent] if one.named else [t("organisations.named.no")]
    return [moment(step.at), step.by, "\n".join(filter(None, about)), "\n".join(filter(None, agreed))]
