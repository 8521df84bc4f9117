"""What adopting a plan would do, on the page: effects enter, tables are drawn. What stands in the way comes first."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import streamlit as st

from nap.charts.planned import orphan_told, status_said
from nap.charts.texts import plain_status, value_text
from nap.facts import Result
from nap.monitor import ChangedResult, Plan, PlanEffects
from nap.words import number, period_name, say
from ui.names import indicator_name, partner_name, region_name
from ui.session import language, t
from ui.tables import Amount, Cell, note, table

_SHOWN = 20
"""Rows of a table; what is left out is counted."""
_REGIONS = 6
"""Regions of an indicator that are named."""


def effects_board(in_force: Plan, plan: Plan, effects: PlanEffects) -> None:
    """Show them: orphans, what is asked otherwise, returns under way, results and statuses, what the forum sees."""
    _orphans(in_force, effects)
    st.header(t("planfile.effects"), anchor=False)
    _changed(in_force, plan, effects)
    _veiled(plan, effects)
    _asked(in_force, plan, effects)
    _under_way(in_force, plan, effects)


def _orphans(in_force: Plan, effects: PlanEffects) -> None:
    if not effects.orphans:
        return
    header = [t(f"planfile.orphan.column.{name}") for name in ("what", "figures", "returns", "do")]
    rows: list[list[Cell]] = []
    for orphan in effects.orphans[:_SHOWN]:
        told = orphan_told(language(), in_force, orphan)
        rows.append([told.what, _count(orphan.figures), told.returns, told.do])
    st.error(t("revisions.refused.orphans"))
    table(header, rows, caption=t("planfile.orphans"))


def _changed(in_force: Plan, plan: Plan, effects: PlanEffects) -> None:
    if not effects.changed:
        note(t("planfile.changed.none"))
        return
    if effects.statuses:
        header = [t("pages.column.before"), t("pages.column.after"), t("planfile.statuses.count")]
        lang = language()
        counted: list[list[Cell]] = [
            [status_said(lang, old), status_said(lang, new), _count(n)] for old, new, n in effects.statuses
        ]
        table(header, counted, caption=t("planfile.statuses"))
    header = [t(f"pages.column.{name}") for name in ("indicator", "region", "period", "before", "after")]
    table(header, [_result_row(in_force, plan, one) for one in effects.changed[:_SHOWN]], caption=t("planfile.changed"))
    _rest("planfile.changed.more", len(effects.changed))


def _result_row(in_force: Plan, plan: Plan, one: ChangedResult) -> list[Cell]:
    lang, about = language(), one.one
    names = plan if one.after is not None else in_force
    where = [region_name(lang, names, about.region), period_name(lang, about.period)]
    sides = (_side(in_force, one.before, "new"), _side(plan, one.after, "gone"))
    return [indicator_name(lang, names, about.indicator), *where, *sides]


def _side(plan: Plan, result: Result | None, otherwise: str) -> str:
    indicator = plan.indicator(result.indicator) if result else None
    if result is None or indicator is None:
        return t(f"planfile.changed.{otherwise}")
    return f"{value_text(language(), indicator, result)}\n{plain_status(language(), result)}"


def _veiled(plan: Plan, effects: PlanEffects) -> None:
    if not effects.veiled:
        return
    header = [t("pages.column.indicator"), t("planfile.veiled.hidden"), t("planfile.veiled.shown")]
    lang = language()
    rows: list[list[Cell]] = [
        [indicator_name(lang, plan, one.indicator), _count(one.hidden), _count(one.shown)] for one in effects.veiled
    ]
    table(header, rows, caption=t("planfile.veiled"))
    if any(one.shown for one in effects.veiled):
        st.warning(t("planfile.veiled.warning"))


def _asked(in_force: Plan, plan: Plan, effects: PlanEffects) -> None:
    if not effects.asked:
        note(t("planfile.asked.none"))
        return
    header = [t("pages.column.partner"), t("pages.column.period"), t("planfile.asked.appear"), t("planfile.asked.go")]
    rows = []
    for one in effects.asked[:_SHOWN]:
        names = plan if plan.partner(one.partner) else in_force
        period = period_name(language(), one.period)
        rows.append([partner_name(language(), names, one.partner), period, _rows(plan, one.appear), _rows(in_force, one.go)])
    table(header, rows, caption=t("planfile.asked"))
    _rest("planfile.asked.more", len(effects.asked))


def _rows(plan: Plan, rows: Mapping[str, tuple[str, ...]]) -> str:
    """One line for each indicator with its regions."""
    lines = []
    for indicator, regions in rows.items():
        named = [region_name(language(), plan, code) for code in regions[:_REGIONS]]
        more = ["…"] if len(regions) > _REGIONS else []
        lines.append(f"{indicator}: {', '.join([*named, *more])}")
    return "\n".join(lines) or "–"


def _under_way(in_force: Plan, plan: Plan, effects: PlanEffects) -> None:
    if not effects.under_way:
        note(t("planfile.under_way.none"))
        return
    lang = language()
    header = [t(f"pages.column.{name}") for name in ("partner", "period", "status")] + [t("planfile.under_way.what")]
    rows = []
    for one in effects.under_way:
        names = plan if plan.partner(one.partner) else in_force
        what = [t("planfile.under_way.stays", version=str(one.plan_version))]
        if one.lost:
            lost = "; ".join(indicator_name(lang, in_force, code) for code in one.lost)
            what.append(t("planfile.under_way.lost", indicators=lost))
        stands = say(lang, f"common.return_status.{one.status}")
        rows.append([partner_name(lang, names, one.partner), period_name(lang, one.period), stands, "\n".join(what)])
    table(header, rows, caption=t("planfile.under_way"))


def _count(count: int) -> Amount:
    return Amount(number(language(), Decimal(count)), Decimal(count))


def _rest(key: str, count: int) -> None:
    if count > _SHOWN:
        note(t(key, count=str(count - _SHOWN)))
