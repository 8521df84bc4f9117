"""The fields about a partner, shared by adding and changing: places and indicators are chosen from lists, periods too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from nap.monitor import LONGEST_PARTNER_REASON, Plan, return_periods
from nap.words import Text, language_name, period_name, pick
from ui.names import indicator_name
from ui.partners_acting import Faults, beside
from ui.session import house, language, t

LONGEST_NAME = 200


def name_fields(key: str, before: Text, faults: Faults) -> dict[str, str]:
    """The name in each language of the plan."""
    names = {}
    for code in house().plan.languages:
        words = t("partners.field.name", language=language_name(language(), code))
        names[code] = st.text_input(words, before.get(code, ""), max_chars=LONGEST_NAME, key=f"{key}_name_{code}")
    beside(faults, "name")
    return names


def task_fields(key: str, regions: Sequence[str], indicators: Sequence[str], faults: Faults) -> tuple[list[str], list[str]]:
    """The places and the indicators."""
    plan, lang = house().plan, language()
    places = _places(lang, plan)
    chosen = st.multiselect(
        t("partners.field.regions"),
        list(places),
        [code for code in regions if code in places],
        format_func=places.__getitem__,
        key=f"{key}_regions",
        placeholder=t("partners.choose"),
    )
    beside(faults, "regions")
    named = {one.code: indicator_name(lang, plan, one.code) for one in plan.indicators}
    reported = st.multiselect(
        t("partners.field.indicators"),
        list(named),
        [code for code in indicators if code in named],
        format_func=named.__getitem__,
        key=f"{key}_indicators",
        placeholder=t("partners.choose"),
    )
    beside(faults, "indicators")
    return chosen, reported


def period_field(key: str, field: str, label: str, none: str, before: str, faults: Faults) -> str:
    """A return period by its code, or nothing, which `none` has words for."""
    words = {"": none} if none else {}
    words |= {str(period): period_name(language(), period) for period in return_periods(house().plan)}
    codes = list(words)
    index = codes.index(before) if before in codes else 0
    chosen = st.selectbox(label, codes, index, format_func=words.__getitem__, key=f"{key}_{field}")
    beside(faults, field)
    return chosen or ""


def reason_field(key: str, faults: Faults) -> str:
    """Why; it stays on record."""
    typed = st.text_input(t("partners.field.reason"), max_chars=LONGEST_PARTNER_REASON, key=f"{key}_reason")
    beside(faults, "reason")
    return typed


def running_period() -> str:
    """The return period that runs today, else the first one that comes, else the last."""
    periods = return_periods(house().plan)
    return str(next((period for period in periods if period.end >= house().today()), periods[-1]))


def _places(lang: str, plan: Plan) -> Mapping[str, str]:
    """Every place by name; districts with the region they lie in, because some names are there twice."""
    names = {}
    for region in plan.regions.all:
        above = plan.regions.parent_region(region.code) if region.level == "district" else None
        names[region.code] = pick(region.names, lang) + (f" ({pick(above.names, lang)})" if above else "")
    return names
