"""How far the figures of a page may be relied on: released, or accepted and not yet. One sentence for screen, print and file."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from nap.charts import Link
from nap.monitor import ReleaseStanding
from ui.addresses import RELEASE, address, on
from ui.session import house, t


def stamp() -> str:
    """The sentence for whatever is drawn in this run, in the reader's language."""
    shown = house()
    if shown.released is not None:
        return t("standing.released", number=shown.released, date=shown.today())
    return t("standing.live" if shown.until is None else "standing.earlier", date=shown.today())


def stamp_line(page: str, releases: Sequence[ReleaseStanding], back: Link | None) -> None:
    """The sentence above a page; from accepted figures the way to the newest of the `releases` with the same filters, and
    `back`."""
    newest = next(iter(releases), None) if house().released is None else None
    ways = [back] if back else []
    if newest is not None:
        number = newest.release.number
        ways.append(Link(t("standing.to_release", number=number), _there(page, number)))
    told = "".join(f' <a href="{escape(way.address)}" target="_self">{escape(way.words)}</a>' for way in ways)
    sign, kind = ("✓", "fixed") if house().released is not None else ("!", "warning")
    st.html(f'<p class="nap-stamp"><b class="nap-{kind}" aria-hidden="true">{sign}</b> {escape(stamp())}{told}</p>')


def _there(page: str, number: int) -> str:
    kept = {name: value for name, value in st.query_params.items() if name in {"plan", "indicator", "objective", "region"}}
    with on({}):
        return address(page, **{**kept, RELEASE: str(number)})
