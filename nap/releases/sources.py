"""Texts that could tell who works with survivors: those of the plan or a coordinator enter, and leave empty where they would."""

from __future__ import annotations

from nap.plan import Indicator, Plan
from nap.releases.answer import names_partner
from nap.words import Text


def unnamed(plan: Plan, indicator: Indicator, text: str) -> str:
    """The text; empty where it is of a sensitive indicator and names an organisation that reports."""
    return "" if indicator.sensitivity == "sensitive" and names_partner(plan, text) else text


def all_unnamed(plan: Plan, indicator: Indicator, text: Text) -> dict[str, str]:
    """The same in every language: if one names an organisation, none is told."""
    told = {lang: unnamed(plan, indicator, each) for lang, each in text.items()}
    return told if all(told[lang] for lang in told if text[lang]) else {}
