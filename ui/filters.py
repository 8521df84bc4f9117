"""Filters that stand in the address, so that a link shows the same view. The address holds short stable codes, never words.

Streamlit's own binding would write the words of the reader's language into the address, so the two are kept equal here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st

from nap.facts import Period, Status
from nap.monitor import Plan
from nap.words import period_name, pick
from ui.choices import keep
from ui.names import indicator_name, partner_name, region_name
from ui.session import language, t

ALL = "all"
UNREAD = "-"
"""In place of what the address asked for before, on a page that has not read it yet; no code looks so."""
_READ, _PAGE = "address_", "filters_page"


def arrive(page: str) -> None:
    """Called before every page: coming from another one, its address is read anew, also where it asks for the same as there.

    Fields of the page before have the same names, but Streamlit empties them: what they held does not count as chosen here."""
    if st.session_state.get(_PAGE) != page:
        for name in [str(one) for one in st.session_state if str(one).startswith(_READ)]:
            del st.session_state[name]
    st.session_state[_PAGE] = page


class Filters:
    """The filters of one run of a page. Each answers with a code; what the address asked for in vain is told by `tell`."""

    def __init__(self, key: str = "filters") -> None:
        self._lang, self._vain, self._chosen, self._set = language(), list[str](), list[str](), list[str]()
        self._row = st.container(horizontal=True, key=key)

    def objective(self, plan: Plan, *, everything: bool = False) -> str:
        """The code of an objective; empty for all of them."""
        titles = {one.code: f"{one.code} {pick(one.title, self._lang)}" for one in plan.objectives}
        return self._of("objective", titles, everything=everything)

    def region(self, plan: Plan, codes: Iterable[str]) -> str:
        """The code of a region, the first by default; the country where nothing is asked for anywhere."""
        offered = list(codes) or [plan.country]
        return self._of("region", {code: region_name(self._lang, plan, code) for code in offered})

    def partner(self, plan: Plan, codes: Iterable[str]) -> str:
        """The code of an organisation; empty for all of them."""
        return self._of("partner", {code: partner_name(self._lang, plan, code) for code in codes}, everything=True)

    def body(self, plan: Plan, codes: Iterable[str]) -> str:
        """The code of a responsible body; empty for all of them."""
        words = {code: partner_name(self._lang, plan, code) for code in codes}
        return self.choice("body", t("tracking.column.responsible"), words)

    def indicator(self, plan: Plan, codes: Sequence[str], default: str = "") -> str:
        """The code of one indicator."""
        return self._of("indicator", {code: indicator_name(self._lang, plan, code) for code in codes}, default)

    def period(self, periods: Sequence[Period], default: Period | None, name: str = "period") -> Period:
        """One of the periods (at least one), the latest offered first; `name` tells two of them on one page apart."""
        named = {str(period): period for period in reversed(periods)}
        words = {code: period_name(self._lang, period) for code, period in named.items()}
        return named[self._of(name, words, str(default) if str(default) in named else "", label="period")]

    def status(self, statuses: Sequence[Status]) -> Status | None:
        """One of these statuses; None for all of them."""
        words = {status.value: t(f"common.status.{status.value}") for status in statuses}
        chosen = self._of("status", words, everything=True)
        return Status(chosen) if chosen else None

    def choice(self, name: str, label: str, words: Mapping[str, str]) -> str:
        """The code of something else; empty for all of them."""
        chosen = self._choose(name, label, {ALL: t("pages.all"), **words}, ALL)
        return "" if chosen == ALL else chosen

    def one_of(self, name: str, label: str, words: Mapping[str, str], default: str) -> str:
        """The code of something of which there is always one."""
        return self._choose(name, label, words, default)

    def tell(self) -> None:
        """Say what the address asked for and was not found, so that nobody takes this view for that one."""
        if self._vain:
            st.html(f'<div class="nap-note nap-vain"><p>{escape(t("board.ignored", filters=", ".join(self._vain)))}</p></div>')
        if self._chosen:
            self._row.html(self._chosen_html())

    def _chosen_html(self) -> str:
        """The way back to the filters nobody has set, where any is; and, on paper alone, what was chosen."""
        others = {name: value for name, value in st.query_params.items() if name not in self._set}
        way = f'<a href="?{escape(urlencode(others))}" target="_self">{escape(t("habits.reset"))}</a>' if self._set else ""
        told = escape(t("habits.chosen", filters="; ".join(self._chosen)))
        return f'<p class="nap-filters-told{"" if way else " nap-none"}">{way}</p><p class="nap-chosen">{told}</p>'

    def _of(self, name: str, words: Mapping[str, str], default: str = "", *, everything: bool = False, label: str = "") -> str:
        if everything:
            words, default = {ALL: t("pages.all"), **words}, ALL
        chosen = self._choose(name, t(f"pages.column.{label or name}"), words, default or next(iter(words)))
        return "" if everything and chosen == ALL else chosen

    def _choose(self, name: str, label: str, words: Mapping[str, str], default: str) -> str:
        """A code in `words`: what the address asks for where it is new, else what was chosen here, else the default."""
        asked, before, usual = st.query_params.get(name), f"address_{name}", f"usual_{name}"
        if asked != st.session_state.get(before, UNREAD) or st.session_state.get(name) not in words:
            st.session_state[name] = asked if asked in words else default
            if asked is not None and asked not in words:
                self._vain.append(t("board.ignored.one", label=label, value=asked[:40]))
        elif asked is None and st.session_state[name] == st.session_state.get(usual):
            st.session_state[name] = default  # what nobody has chosen goes with the other filters
        st.session_state[usual] = default
        chosen = self._row.selectbox(label, list(words), format_func=words.__getitem__, key=name) or default
        if chosen != asked:  # what a link names stays in the address, also where it is the default
            keep(name, chosen, default)
        st.session_state[before] = st.query_params.get(name)
        self._chosen.append(t("habits.chosen.one", label=label, value=words[chosen]))
        self._set += [name] if chosen != default else []
        return chosen
