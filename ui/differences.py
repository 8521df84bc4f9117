"""What differs from the version before, figure by figure; that nothing does is said as well."""

from __future__ import annotations

import streamlit as st

from nap.figure_texts import about_text, figure_text
from nap.monitor import Amendment, Difference, Plan
from nap.words import say
from ui.findings import ROWS_OPEN, ROWS_SHOWN, folded, say_rest
from ui.names import indicator_name
from ui.session import moment, t, t_n
from ui.tables import Cell, Mark, note, table_html

_SIGNS = {"added": ("+", "fixed"), "dropped": ("−", "error"), "changed": ("→", "warning")}


def difference_board(lang: str, plan: Plan, found: Difference | None) -> None:
    """Show a comparison; None: this is the first version."""
    if found is None:
        note(t("pages.difference.first"))
        return
    against = {
        "version": str(found.against.version),
        "status": say(lang, f"common.return_status.{found.against.status}"),
        "received": moment(found.against.received),
    }
    if not found.amendments:
        note(t("pages.difference.none", **against))
        return
    header = [t(f"pages.column.{name}") for name in ("figure", "difference", "before", "after")]
    rows = [_row(lang, plan, each) for each in found.amendments[:ROWS_SHOWN]]
    caption, (first, rest) = t_n("pages.difference", len(found.amendments), **against), (rows[:ROWS_OPEN], rows[ROWS_OPEN:])
    with st.container(key="compared"):
        st.html(table_html(header, first, caption=caption) + folded(len(rest), table_html(header, rest, caption=caption)))
    say_rest(len(found.amendments))


def _row(lang: str, plan: Plan, each: Amendment) -> list[Cell]:
    sign, kind = _SIGNS[each.kind]
    old, new = (figure_text(lang, plan, one) if one else "–" for one in (each.before, each.after))
    figure = f"{indicator_name(lang, plan, each.figure.indicator)}\n{about_text(lang, plan, each.figure)}"
    return [figure, Mark(sign, t(f"pages.difference.{each.kind}"), kind), old, new]
