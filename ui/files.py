"""Files that are kept and files that are gone: what waits for a second person first, then asking, then what leaves when."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from nap.monitor import (
    GoneFile,
    KeptFile,
    Viewer,
    erasures_asked,
    gone_files,
    kept_files,
    tidy_files,
)
from nap.words import day, period_name
from ui.doing import do, key, tell_done
from ui.files_erasing import ask_box, waiting
from ui.files_history import history_box
from ui.findings import folded
from ui.names import partner_name
from ui.receipts import return_mark
from ui.session import house, language, t, t_n
from ui.tables import Cell, lead, note, table_html

_SHOWN = 10
"""Rows that stand open."""


def files_page(person: Viewer) -> None:
    """Draw it."""
    lead(t("files.about", months=str(house().plan.retention_months)))
    tell_done()
    kept, gone = kept_files(person, house()), gone_files(person, house())
    asked = erasures_asked(person, house())
    if asked:
        waiting(person, asked)
    _leaving(person, kept)
    ask_box(person, [*kept, *(one for one in gone if one.why != "erased")], {one.subject for one in asked})
    _gone(gone)
    history_box(person)


def _leaving(person: Viewer, kept: Sequence[KeptFile]) -> None:
    """What leaves first stands first; what has had its time can be taken out at once."""
    st.header(t("files.kept"), anchor=False)
    if not kept:
        note(t("files.kept.none"))
        return
    over = [one for one in kept if one.leaves is not None and one.leaves < house().today()]
    if over:
        note(t_n("files.over", len(over)))
        if st.button(t("files.tidy"), key=key("files_tidy")):
            do(lambda: tidy_files(person, house()), lambda count: [t("files.tidied", n=str(count))])
    header = [*_head(), t("pages.column.status"), t("files.column.leaves")]
    _listed(header, [_kept(one) for one in kept], t("files.kept.caption"))


def _kept(one: KeptFile) -> list[Cell]:
    leaves = day(language(), one.leaves) if one.leaves else t("files.waits")
    return [*_named(one), return_mark(one.status), leaves]


def _gone(gone: Sequence[GoneFile]) -> None:
    st.header(t("files.gone"), anchor=False)
    if not gone:
        note(t("files.gone.none"))
        return
    header = [*_head(), t("files.column.gone"), t("files.column.why"), t("files.column.backups")]
    _listed(header, [_stone(one) for one in gone], t("files.gone.caption"))


def _stone(one: GoneFile) -> list[Cell]:
    backups = day(language(), one.backups_until) if one.backups_until else t("files.backups.unknown")
    partner, period, number = _named(one)
    named = f"{number}\n{t('pages.column.sha256')}: {one.sha256[:16]}…"
    return [partner, period, named, day(language(), one.day), t(f"files.why.{one.why}"), backups]


def _head() -> list[str]:
    return [t("pages.column.partner"), t("pages.column.period"), t("pages.column.id")]


def _named(one: KeptFile | GoneFile) -> tuple[str, str, str]:
    name = partner_name(language(), house().plan, one.partner)
    return name, period_name(language(), one.period), one.return_id


def _listed(header: list[str], rows: list[list[Cell]], caption: str) -> None:
    first, rest = rows[:_SHOWN], rows[_SHOWN:]
    st.html(table_html(header, first, caption=caption) + folded(len(rest), table_html(header, rest, caption=caption)))
