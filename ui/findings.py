"""Findings and what was understood, as tables: rows that name sheet and cell, what was found and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from nap.facts import Finding, Observation, Severity
from nap.finding_texts import finding_text
from nap.monitor import Plan
from nap.words import number, period_name, say
from ui.names import breakdown_name, indicator_name, region_name, region_names
from ui.session import t, t_n
from ui.tables import Amount, Cell, Mark, note, table

SIGNS = {Severity.REFUSED: "■", Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "i", Severity.FIXED: "✓"}
_ORDER = list(Severity)
_CELLS_SHOWN = 6
ROWS_SHOWN = 500
"""More would be megabytes for a weak line on every run of the page; nobody mends so many by hand."""


def findings_table(lang: str, plan: Plan, findings: Iterable[Finding], explained: Callable[[Finding], str] | None = None) -> None:
    """Show findings, the gravest first. `explained` gives the partner's words on a warning, or says that there are none."""
    names = ["severity", "place", "found", "message", "fix"] + (["explained"] if explained else [])
    ordered = sorted(findings, key=lambda finding: _ORDER.index(finding.severity))
    rows = [_row(lang, plan, finding) + ([explained(finding)] if explained else []) for finding in ordered[:ROWS_SHOWN]]
    table([t(f"pages.column.{name}") for name in names], rows, caption=t_n("pages.findings", len(ordered)))
    _say_rest(len(ordered))


def understood_table(lang: str, plan: Plan, observations: Sequence[Observation], *, own: bool = True) -> None:
    """Show what was read out of a return, so that the sender (`own`) can compare it with what was meant."""
    header = [t(f"pages.column.{name}") for name in ("indicator", "region", "period", "breakdown", "value", "origin")]
    rows = [_understood(lang, plan, observation) for observation in observations[:ROWS_SHOWN]]
    table(header, rows, caption=t_n("pages.understood" if own else "pages.figures_sent", len(observations)), long=True)
    _say_rest(len(observations))


def _say_rest(count: int) -> None:
    if count > ROWS_SHOWN:
        note(t("pages.more_cells", n=count - ROWS_SHOWN))


def place_text(finding: Finding) -> str:
    """Sheet and cells, as `O1: F12, F13`; a long list is cut with the number of the rest."""
    cells = ", ".join(finding.cells[:_CELLS_SHOWN])
    if rest := len(finding.cells[_CELLS_SHOWN:]):
        cells += " " + t("pages.more_cells", n=rest)
    return "\n".join(part for part in (finding.sheet or "", cells) if part) or t("pages.whole_file")


def _row(lang: str, plan: Plan, finding: Finding) -> list[Cell]:
    text = finding_text(finding, lang, region_names(lang, plan))
    mark = Mark(SIGNS[finding.severity], say(lang, f"common.severity.{finding.severity.value}"), finding.severity.value)
    said = text.message + ("\n" + t("pages.expected_text", text=text.expected) if text.expected else "")
    return [mark, place_text(finding), finding.found or "", said, text.fix]


def _understood(lang: str, plan: Plan, observation: Observation) -> list[Cell]:
    return [
        indicator_name(lang, plan, observation.indicator),
        region_name(lang, plan, observation.region),
        period_name(lang, observation.period),
        breakdown_name(lang, plan.indicator(observation.indicator), observation.breakdown),
        _figure(lang, observation),
        t("pages.invented") if observation.source == "invented" else observation.source,
    ]


def _figure(lang: str, observation: Observation) -> Cell:
    if observation.state:
        return say(lang, f"workbook.state.{observation.state}")
    if observation.numerator is not None and observation.denominator is not None:
        return Amount(f"{_number(lang, observation.numerator)} / {_number(lang, observation.denominator)}")
    return Amount(_number(lang, observation.value)) if observation.value is not None else ""


def _number(lang: str, value: Decimal) -> str:
    return number(lang, value)
