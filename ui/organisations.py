"""The directory of organisations: the list with its filters, one organisation, how capacity is spread, one's own scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from nap.charts import Cell, Link, Mark
from nap.charts.capacity import Spread as ToldSpread, spread
from nap.monitor import (
    Directory,
    Organisation,
    OwnScores,
    Verb,
    Viewer,
    directory,
    distributions,
    may,
    organisation_codes,
    own_scores,
)
from nap.words import pick
from ui.addresses import address
from ui.cards import card, show
from ui.filters import Filters
from ui.names import region_name
from ui.organisation_forms import edit_organisation, list_box, new_organisation, tell_done
from ui.organisation_one import one_organisation, scores_card
from ui.session import house, language, t
from ui.tables import lead, link, note, table

ORGANISATION = "organisation"
"""The filter that names one organisation."""


def show_organisations(person: Viewer) -> None:
    """Draw the page."""
    lead(t("organisations.lead"))
    tell_done()
    asked = st.query_params.get(ORGANISATION, "")
    everything = directory(person, house(), archived=True)
    chosen = next((one for one in everything.organisations if one.id == asked), None)
    if asked and chosen is None:
        note(t("organisations.unknown"))
    if chosen is not None:
        link("/organisations", t("organisations.back"))
        one_organisation(person, chosen)
        if may(person, Verb.ADMINISTER):
            edit_organisation(person, chosen)
        return
    _own(own_scores(person, house()))
    _list(person, everything)
    _spread(person)
    if may(person, Verb.ADMINISTER):
        new_organisation(person)
        list_box(person)


def _own(found: Sequence[OwnScores]) -> None:
    for one in found:
        if one.scores:
            scores_card(one.organisation, one.scores)


def _list(person: Viewer, everything: Directory) -> None:
    codes, lang = organisation_codes(house()), language()
    filters = Filters("organisation_filters")
    regions = dict.fromkeys(one.region for one in everything.organisations)
    region = filters.choice("region", t("pages.column.region"), {code: region_name(lang, house().plan, code) for code in regions})
    kind = filters.choice("kind", t("organisations.column.kind"), _words(codes.kinds))
    field = filters.choice("field", t("organisations.column.fields"), _words(codes.fields))
    filters.tell()
    found = directory(person, house(), region=region, kind=kind, field=field)
    header = [
        t("organisations.column.name"),
        t("pages.column.region"),
        t("organisations.column.kind"),
        t("organisations.column.fields"),
    ]
    header += [t("organisations.column.named")] if may(person, Verb.ADMINISTER) else []
    if found.organisations:
        caption = t("organisations.list", n=len(found.organisations))
        table(header, [_row(person, one) for one in found.organisations], caption=caption)
    else:
        st.text(t("organisations.none"))
    if found.unnamed:
        rows: list[list[Cell]] = [[_place(one.region), str(one.count)] for one in found.unnamed]
        table([t("pages.column.region"), t("organisations.column.count")], rows, caption=t("organisations.unnamed"))
        st.caption(t("organisations.unnamed.why"))
    gone = [one for one in everything.organisations if not one.active]
    if gone:
        with st.expander(t("organisations.archived", n=len(gone))):
            table(header, [_row(person, one) for one in gone], caption=t("organisations.archived", n=len(gone)))


def _words(words: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    return {code: pick(said, language()) for code, said in words.items()}


def _row(person: Viewer, one: Organisation) -> list[Cell]:
    codes, lang = organisation_codes(house()), language()
    fields = "\n".join(codes.word(lang, code) for code in one.fields)
    where = address("organisations", **{ORGANISATION: one.id})
    cells: list[Cell] = [Link(pick(one.name, lang), where), _place(one.region), codes.word(lang, one.kind), fields]
    return cells + ([_consent(one)] if may(person, Verb.ADMINISTER) else [])


def _consent(one: Organisation) -> Mark:
    return Mark("✓", t("organisations.named.yes"), "fixed") if one.named else Mark("–", t("organisations.named.no"), "info")


def _place(code: str) -> str:
    return region_name(language(), house().plan, code) if code else t("organisations.other_regions")


def _spread(person: Viewer) -> None:
    lang, codes = language(), organisation_codes(house())
    found = {
        codes.word(lang, one.area): [ToldSpread(band.low, band.high, band.count) for band in one.bands]
        for one in distributions(person, house())
    }
    show(card(spread(lang, found), address("organisations"), explained=False))
    st.caption(t("organisations.spread.rule"))
