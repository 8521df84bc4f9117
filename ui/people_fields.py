"""The fields about a person, shared by inviting and changing: what is typed leaves, each fault stands beside its field.

No form holds them together: the organisation is asked for only where returns are to be sent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

import streamlit as st

from nap.monitor import LONGEST_EMAIL as LONGEST_EMAIL, LONGEST_NAME, Denied, NotNow, PersonRefused, Role, Unknown
from nap.words import language_name
from ui.names import partner_name
from ui.people_acting import refusal, why
from ui.session import house, language, t

_ORDER = (Role.PARTNER, Role.FORUM, Role.DONOR, Role.COORDINATOR)
_FIELD_OF = {
    "bad_email": "email",
    "exists": "email",
    "bad_name": "name",
    "no_role": "roles",
    "unknown_role": "roles",
    "no_partner": "partner",
    "unknown_partner": "partner",
    "unknown_language": "language",
}
"""Which field a refusal is about."""


@dataclass(frozen=True)
class Typed:
    """What the fields hold."""

    name: str = ""
    roles: frozenset[str] = frozenset()
    partner: str = ""
    language: str = ""


Faults = Mapping[str, str]
"""A sentence by the field it stands beside; `HERE` for one that is about no field."""
HERE = "here"


def fields(key: str, before: Typed, faults: Faults) -> Typed:
    """Draw name, roles, organisation and language under widgets of this key, filled with what was `before`."""
    name = st.text_input(t("people.field.name"), before.name, max_chars=LONGEST_NAME, key=f"{key}_name", autocomplete="off")
    beside("name", faults)
    roles = _roles(key, before.roles)
    beside("roles", faults)
    partner = _partner(key, before.partner) if Role.PARTNER.value in roles else ""
    beside("partner", faults)
    spoken = _language(key, before.language)
    beside("language", faults)
    return Typed(name, roles, partner, spoken)


def beside(field: str, faults: Faults) -> None:
    """The fault of that field, if it has one."""
    if field in faults:
        refusal(faults[field])


def missing(typed: Typed) -> dict[str, str]:
    """What was left empty, all of it at once."""
    empty = {
        "name": not typed.name.strip(),
        "roles": not typed.roles,
        "partner": Role.PARTNER.value in typed.roles and not typed.partner,
    }
    return {field: t(f"people.missing.{field}") for field, left in empty.items() if left}


def refused(do: Callable[[], object]) -> dict[str, str]:
    """Do it; empty if it was done, else why not, under the field it is about or under `HERE`."""
    try:
        do()
    except PersonRefused as problem:
        return {_FIELD_OF.get(problem.code, HERE): why(problem)}
    except (Denied, NotNow, Unknown) as problem:
        return {HERE: why(problem)}
    return {}


def _roles(key: str, before: frozenset[str]) -> frozenset[str]:
    st.html(f'<p class="nap-field">{escape(t("people.field.roles"))}</p>')
    chosen = (
        role.value
        for role in _ORDER
        if st.checkbox(t(f"people.role.{role.value}"), role.value in before, key=f"{key}_role_{role.value}")
    )
    return frozenset(chosen)


def _partner(key: str, before: str) -> str:
    plan, lang = house().plan, language()
    codes = sorted((one.code for one in plan.partners), key=lambda code: partner_name(lang, plan, code).casefold())
    chosen = st.selectbox(
        t("people.field.partner"),
        codes,
        index=codes.index(before) if before in codes else None,
        format_func=lambda code: partner_name(lang, plan, code),
        placeholder=t("people.field.partner.choose"),
        key=f"{key}_partner",
    )
    return chosen or ""


def _language(key: str, before: str) -> str:
    chosen = st.segmented_control(
        t("people.field.language"),
        house().plan.languages,
        default=before if before in house().plan.languages else None,
        format_func=lambda code: language_name(code, code),
        required=True,
        key=f"{key}_language",
    )
    return chosen or ""
