"""A partner's returns so far: one line for each period, the version that stands for it; the others are folded, none is lost."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from nap.facts import Period
from nap.gone_texts import gone_shortly
from nap.monitor import ReturnLine, Viewer, my_returns
from nap.words import period_name
from ui.addresses import address
from ui.by_table import came_by
from ui.receipts import receipt_link, return_mark
from ui.saving import RETURN
from ui.session import house, language, moment, t, t_n
from ui.tables import mark_html

_COLUMNS = ("period", "status", "received", "receipt")
_PASSED = {"draft", "superseded", "withdrawn"}


def history(person: Viewer) -> None:
    """Every version ever sent or tried, the latest period first."""
    lines = my_returns(person, house())
    st.header(t("pages.returns.history"), anchor=False)
    if not lines:
        st.text(t("pages.returns.none_yet"))
        return
    by_period: dict[tuple[Period, str], list[ReturnLine]] = {}
    for line in sorted(lines, key=lambda one: (one.receipt.period, one.receipt.version), reverse=True):
        by_period.setdefault((line.receipt.period, line.receipt.mapping), []).append(line)
    head = "".join(f'<th scope="col">{escape(t(f"pages.column.{name}"))}</th>' for name in _COLUMNS)
    caption = escape(t("pages.returns.history"))
    st.html(
        f'<table class="nap nap-past"><caption class="nap-hidden">{caption}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(_period(*parted(versions)) for versions in by_period.values())}</tbody></table>"
    )


def parted(versions: Sequence[ReturnLine]) -> tuple[ReturnLine, list[ReturnLine]]:
    """The version that stands for the period (the latest that was sent, else the latest), and the others, the latest first."""
    first = next((line for line in versions if line.receipt.status not in _PASSED), versions[0])
    return first, [line for line in versions if line is not first]


def _period(line: ReturnLine, others: list[ReturnLine]) -> str:
    name = escape(period_name(language(), line.receipt.period))
    cells = "".join(_cell(column, inner) for column, inner in zip(_COLUMNS[1:], _version(line), strict=True))
    return f'<tr><th scope="row">{name}{_folded(others)}</th>{cells}</tr>'


def _folded(others: list[ReturnLine]) -> str:
    if not others:
        return ""
    lines = "".join(f"<li>{' · '.join(_version(line))}</li>" for line in others)
    return f"<details><summary>{escape(t_n('pages.returns.others', len(others)))}</summary><ul>{lines}</ul></details>"


def _version(line: ReturnLine) -> tuple[str, str, str]:
    receipt = line.receipt
    mark = return_mark(receipt.status)
    status = mark_html(mark.sign, mark.word, mark.kind)
    words = escape(t("pages.version", version=str(receipt.version)))
    there = escape(address("returns", **{RETURN: receipt.id}))
    version = f'<a href="{there}" target="_self">{words}</a>'
    by_hand = t("mending.mended_by", people=receipt.mended_by) if receipt.mended_by else ""
    version += f'<span class="nap-small">{escape(by_hand)}</span>' if by_hand else ""
    version += f'<span class="nap-small">{escape(came_by(receipt))}</span>' if receipt.mapping else ""
    gone = gone_shortly(language(), house().plan, receipt.gone)
    version += f'<span class="nap-small">{escape(gone)}</span>' if gone else ""
    reason = f'<span class="nap-small">{escape(line.reason)}</span>' if line.reason else ""
    return (
        f"{status} {reason}" if reason else status,
        f'{escape(moment(receipt.received))} <span class="nap-small">{version}</span>',
        receipt_link(receipt),
    )


def _cell(column: str, inner: str) -> str:
    return f'<td data-label="{escape(t(f"pages.column.{column}"))}">{inner}</td>'
