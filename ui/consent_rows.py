"""Rows of a consent: an organisation's own figure, and whether the total it goes into would stand there as a number."""

from __future__ import annotations

from collections.abc import Sequence

from nap.monitor import ConsentRow
from nap.words import number, period_name
from ui.names import breakdown_name, indicator_name, region_name
from ui.session import house, language, t
from ui.tables import Amount, Cell, Mark, table


def rows_table(rows: Sequence[ConsentRow], period: str) -> None:
    """One line for each figure, in the order they came."""
    header = [t("pages.column.indicator"), t("pages.column.region"), t("pages.column.period"), t("publishing.column.own")]
    table([*header, t("publishing.column.total")], [_line(one) for one in rows], caption=t("publishing.asks.rows", period=period))


def _line(one: ConsentRow) -> list[Cell]:
    lang, plan = language(), house().plan
    of_whom = breakdown_name(lang, plan.indicator(one.indicator), one.breakdown) if one.breakdown else ""
    name = "\n".join(said for said in (indicator_name(lang, plan, one.indicator), of_whom) if said)
    total = Mark("●", t("publishing.total.shown"), "info") if one.number else Mark("*", t("publishing.total.hidden"), "fixed")
    return [name, region_name(lang, plan, one.region), period_name(lang, one.period), _own(one), total]


def _own(one: ConsentRow) -> Amount | str:
    lang = language()
    if one.numerator is not None and one.denominator is not None:
        return t("publishing.own.part", n=number(lang, one.numerator), m=number(lang, one.denominator))
    return Amount(number(lang, one.value)) if one.value is not None else ""
