"""What an indicator means and how its figures come about, in words. Enters an indicator of the plan, draws lists of facts."""

from __future__ import annotations

from decimal import Decimal
from html import escape

import streamlit as st

from nap.charts import goals
from nap.monitor import Indicator, Plan, reporters
from nap.words import number, pick, say
from ui.cards import folded
from ui.names import partner_name
from ui.tables import facts_html


def about(lang: str, plan: Plan, indicator: Indicator) -> None:
    """Unit, baseline and targets with their sources, who reports it, how it is protected; how it is calculated. Both folded."""
    sentences = "".join(f"<li>{escape(sentence)}</li>" for sentence in method(lang, plan, indicator))
    st.html(
        f'<div class="nap-about">{folded(say(lang, "method.title"), facts_html(_meaning(lang, plan, indicator)))}'
        f"{folded(say(lang, 'method.how'), f'<ul>{sentences}</ul>')}</div>"
    )


def _meaning(lang: str, plan: Plan, indicator: Indicator) -> list[tuple[str, str]]:
    objective = plan.objective(indicator.objective)
    source = (indicator.baseline.source or "") if indicator.baseline else ""
    return [
        (say(lang, "pages.column.unit"), pick(indicator.unit, lang)),
        (say(lang, "pages.column.numerator"), pick(indicator.numerator, lang)),
        (say(lang, "pages.column.denominator"), pick(indicator.denominator, lang)),
        (say(lang, "method.goals"), " ".join(goals(lang, indicator))),
        (say(lang, "pages.column.source"), source),
        (say(lang, "pages.column.verification"), pick(indicator.verification, lang)),
        (say(lang, "method.objective"), f"{objective.code} {pick(objective.title, lang)}" if objective else ""),
        (say(lang, "method.reporters"), "; ".join(partner_name(lang, plan, code) for code in reporters(plan, indicator))),
        (say(lang, "method.frequency"), say(lang, f"method.frequency.{indicator.frequency.value}")),
        (say(lang, "pages.column.protection"), say(lang, f"pages.sensitivity.{indicator.sensitivity}")),
        (say(lang, "pages.column.maps_to"), ", ".join(indicator.maps_to)),
    ]


def method(lang: str, plan: Plan, indicator: Indicator) -> list[str]:
    """How the figures of this indicator come about and are rated, one sentence each (design.md §7)."""
    lead = partner_name(lang, plan, indicator.lead) if indicator.lead else ""
    said = [say(lang, f"method.type.{indicator.type}"), say(lang, f"method.partners.{indicator.partners}", lead=lead)]
    if indicator.type != "narrative":
        said += [say(lang, f"method.regions.{indicator.regions}"), say(lang, f"method.accumulation.{indicator.accumulation}")]
    said.append(say(lang, f"method.direction.{indicator.direction}"))
    if indicator.direction in {"increase", "decrease"} and indicator.targets:
        lines = {"on_track": plan.thresholds.on_track, "behind": plan.thresholds.behind}
        said.append(say(lang, "method.rating", **{name: _percent(lang, share) for name, share in lines.items()}))
    if indicator.additive and indicator.direction != "none":
        said.append(say(lang, "method.coverage", share=_percent(lang, plan.thresholds.coverage)))
    return said


def _percent(lang: str, share: Decimal) -> str:
    return number(lang, share * 100, 0)
