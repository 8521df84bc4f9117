"""What a coordinator types into the directory: an organisation, its consent, scores, its people; a list brought in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

import streamlit as st

from nap.facts import Finding
from nap.finding_texts import finding_text
from nap.monitor import (
    LONGEST_ORGANISATION,
    LONGEST_WORD,
    ListFault,
    NewOrganisation,
    NotNow,
    Organisation,
    OrganisationList,
    OrganisationRefused,
    Viewer,
    archive_organisation,
    bring_in,
    give_scores,
    keep_organisation,
    note_consent,
    organisation_codes,
    read_organisations,
    set_organisation_people,
)
from nap.words import language_name, pick
from ui.names import partner_name, region_name
from ui.session import house, language, t
from ui.tables import note, table

_DONE = "organisations_done"
_KINDS = ("xlsx", "ods", "xls", "csv")


def tell_done() -> None:
    """What was just kept, once."""
    if done := st.session_state.pop(_DONE, ""):
        st.success(t(f"organisations.done.{done}"))


def new_organisation(person: Viewer) -> None:
    """A form for one more organisation."""
    with st.expander(t("organisations.new")):
        typed = _about("organisation_new", None)
    if typed is not None:
        _do(lambda: keep_organisation(person, house(), typed), "kept")


def edit_organisation(person: Viewer, one: Organisation) -> None:
    """Forms for an organisation as it was shown; whoever was second is told."""
    key, seen = f"organisation_{one.id}_{one.seen}", one.seen
    with st.expander(t("organisations.change")):
        typed = _about(key, one)
    if typed is not None:
        _do(lambda: keep_organisation(person, house(), typed, id=one.id, seen=seen), "kept")
    _consent(person, one, key)
    if one.active:
        _scores(person, one, key)
    _people(person, one, key)
    if st.button(t("organisations.archive" if one.active else "organisations.bring_back"), key=f"{key}_archive"):
        _do(
            lambda: archive_organisation(person, house(), one.id, not one.active, seen=seen), "archived" if one.active else "back"
        )


def _about(key: str, one: Organisation | None) -> NewOrganisation | None:
    """The fields of an organisation; what was typed once the button is pressed."""
    codes, lang, plan = organisation_codes(house()), language(), house().plan
    partners = ["", *(partner.code for partner in plan.partners)]
    with st.form(key, border=False):
        names = {each: _name(key, each, one.name.get(each, "") if one else "") for each in plan.languages}
        regions = {region.code: region_name(lang, plan, region.code) for region in plan.regions.all}
        region = _one_of(f"{key}_region", t("pages.column.region"), regions, one.region if one else "")
        kinds = {code: codes.word(lang, code) for code in codes.kinds}
        kind = _one_of(f"{key}_kind", t("organisations.column.kind"), kinds, one.kind if one else "")
        fields = st.multiselect(
            t("organisations.column.fields"),
            list(codes.fields),
            default=[code for code in one.fields if code in codes.fields] if one else [],
            format_func=lambda code: codes.word(lang, code),
            placeholder=t("organisations.choose"),
            key=f"{key}_fields",
        )
        sends = {code: partner_name(lang, plan, code) if code else t("organisations.sends.not") for code in partners}
        partner = _one_of(f"{key}_partner", t("organisations.sends"), sends, one.partner if one else "")
        if not st.form_submit_button(t("organisations.keep"), type="primary", key=f"{key}_keep"):
            return None
    return NewOrganisation(names, region, kind, tuple(fields), partner)


def _name(key: str, lang: str, name: str) -> str:
    label = t("organisations.name_in", language=language_name(language(), lang))
    return st.text_input(label, value=name, max_chars=LONGEST_ORGANISATION, key=f"{key}_name_{lang}")


def _one_of(key: str, label: str, words: Mapping[str, str], chosen: str) -> str:
    """One of the codes; empty while nothing is chosen."""
    codes = list(words)
    place = codes.index(chosen) if chosen in words else None
    choose = t("organisations.choose")
    return st.selectbox(label, codes, index=place, format_func=words.__getitem__, placeholder=choose, key=key) or ""


def _consent(person: Viewer, one: Organisation, key: str) -> None:
    with st.expander(t("organisations.consent")):
        st.text(t("organisations.consent.about"))
        with st.form(f"{key}_consent", border=False):
            word = st.text_input(t("organisations.consent.word"), max_chars=LONGEST_WORD, key=f"{key}_word")
            st.caption(t("organisations.consent.hint"))
            when = st.date_input(
                t("organisations.consent.day"), value=house().today(), max_value=house().today(), key=f"{key}_day"
            )
            agreed = st.form_submit_button(t("organisations.consent.give"), type="primary", key=f"{key}_agree")
        if agreed:
            _do(lambda: note_consent(person, house(), one.id, True, word, when, seen=one.seen), "named")
        if one.named and st.button(t("organisations.consent.take"), key=f"{key}_unname"):
            _do(lambda: note_consent(person, house(), one.id, False, seen=one.seen), "unnamed")


def _scores(person: Viewer, one: Organisation, key: str) -> None:
    codes = organisation_codes(house())
    with st.expander(t("organisations.scores.give")), st.form(f"{key}_scores", border=False):
        when = st.date_input(t("organisations.column.day"), value=house().today(), max_value=house().today(), key=f"{key}_scored")
        st.caption(t("organisations.scores.hint", highest=str(codes.highest)))
        given = {
            area: st.number_input(
                pick(words, language()), min_value=0.0, max_value=float(codes.highest), value=None, step=1.0, key=f"{key}_{area}"
            )
            for area, words in codes.areas.items()
        }
        said = st.text_input(t("organisations.scores.note"), max_chars=LONGEST_WORD, key=f"{key}_note")
        pressed = st.form_submit_button(t("organisations.keep"), type="primary", key=f"{key}_score")
    if pressed:
        scores = {area: Decimal(str(score)) for area, score in given.items() if score is not None}
        _do(lambda: give_scores(person, house(), one.id, when, scores, note=said), "scored")


def _people(person: Viewer, one: Organisation, key: str) -> None:
    with st.expander(t("organisations.people")), st.form(f"{key}_people", border=False):
        st.text(t("organisations.people.about"))
        typed = st.text_area(t("organisations.people.emails"), value="\n".join(one.people), key=f"{key}_emails")
        pressed = st.form_submit_button(t("organisations.keep"), type="primary", key=f"{key}_set")
    if pressed:
        _do(lambda: set_organisation_people(person, house(), one.id, typed.replace(",", "\n").splitlines()), "people")


def list_box(person: Viewer) -> None:
    """A list brought in: every fault with its line, then one button for all."""
    with st.expander(t("organisations.many")):
        st.text(t("organisations.many.about"))
        file = st.file_uploader(t("organisations.many.upload"), type=_KINDS, key="organisations_file")
        if file is None:
            return
        try:
            found = read_organisations(person, house(), file.getvalue())
        except NotNow as problem:
            note(t(f"pages.not_now.{problem.code}"))
            return
        if isinstance(found, Finding):
            text = finding_text(found, language())
            note(text.sentence)
        elif found.faults:
            _faults(found)
        elif st.button(
            t("organisations.many.bring_in", n=len(found.organisations)), type="primary", key="organisations_bring_in"
        ):
            _do(lambda: bring_in(person, house(), found), "brought_in")


def _faults(found: OrganisationList) -> None:
    note(t("organisations.many.faults", n=len(found.faults)))
    header = [t("organisations.column.line"), t("organisations.column.fault")]
    rows = [[str(one.line) if one.line else "", refusal(one)] for one in found.faults]
    table(header, rows, caption=t("organisations.many.faults", n=len(found.faults)))


def refusal(problem: OrganisationRefused | ListFault) -> str:
    """Why nothing was kept, with what was typed and what there is."""
    there = ", ".join(problem.there)
    return t(f"organisations.refused.{problem.code}", found=problem.found, there=there, n=LONGEST_ORGANISATION)


def _do(act: Callable[[], object], done: str) -> None:
    try:
        act()
    except OrganisationRefused as problem:
        st.error(refusal(problem))
    else:
        st.session_state[_DONE] = done
        st.rerun()
