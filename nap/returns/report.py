"""A checked return as JSON, by names that stay: Checked goes in, a dictionary of plain values comes out."""

from __future__ import annotations

from decimal import Decimal

from nap.facts import Finding, Observation
from nap.finding_texts import finding_text
from nap.returns.check import Checked
from nap.words import pick


def to_json(checked: Checked, lang: str) -> dict[str, object]:
    """The report in `lang`. Whole numbers are JSON integers, others the shortest decimal that reads back as the same number."""
    names = region_names(checked, lang)
    return {
        "verdict": checked.verdict,
        "partner": checked.partner,
        "period": str(checked.period) if checked.period else None,
        "rows": checked.rows,
        "read": [_read(each) for each in checked.observations],
        "findings": [_finding(each, lang, names) for each in checked.findings],
    }


def region_names(checked: Checked, lang: str) -> dict[str, str]:
    """Region code → its name, for the sentences; empty if the plan is not known."""
    return {region.code: pick(region.names, lang) for region in checked.plan.regions.all} if checked.plan else {}


def _read(observation: Observation) -> dict[str, object]:
    return {
        "indicator": observation.indicator,
        "region": observation.region,
        "period": str(observation.period),
        "breakdown": observation.breakdown,
        "value": _plain(observation.value),
        "numerator": _plain(observation.numerator),
        "denominator": _plain(observation.denominator),
        "state": observation.state,
    }


def _plain(value: Decimal | None) -> int | float | None:
    """At most 15 digits were read, so that a float gives back exactly what was typed."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _finding(finding: Finding, lang: str, names: dict[str, str]) -> dict[str, object]:
    text = finding_text(finding, lang, names)
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "sheet": finding.sheet,
        "cell": finding.cells[0] if finding.cells else None,
        "cells": list(finding.cells),
        "indicator": finding.indicator,
        "region": finding.region,
        "found": finding.found,
        "expected": text.expected or None,
        "message": text.message,
        "fix": text.fix,
    }
