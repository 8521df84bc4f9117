"""The checks, in the order of their stages: one function per subject, each takes the Material and gives its findings.

A check that crashes is our fault, not the sender's: it is logged, an `info` says it was left out, and the others still run.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

from nap.facts import Finding, Severity
from nap.returns.checks.blanks import absent_rows, blank_cells, blank_narratives, blank_rows
from nap.returns.checks.figures import cascades, parts, ratios, states
from nap.returns.checks.together import duplicates, falling_totals, list_counts, lost_decimals, rules
from nap.returns.checks.whole import hidden_content, late, no_history, small_cells
from nap.returns.material import Material

Check = Callable[[Material], Iterable[Finding]]

ROWS: tuple[Check, ...] = (states, ratios, parts, cascades, blank_rows, blank_cells)
RETURN: tuple[Check, ...] = (
    absent_rows,
    blank_narratives,
    duplicates,
    falling_totals,
    rules,
    lost_decimals,
    list_counts,
    hidden_content,
    small_cells,
    late,
)
HISTORY: tuple[Check, ...] = (no_history,)
ALL: tuple[Check, ...] = (*ROWS, *RETURN, *HISTORY)

_log = logging.getLogger(__name__)


def run(checks: Iterable[Check], material: Material) -> list[Finding]:
    """All findings of these checks."""
    findings: list[Finding] = []
    for check in checks:
        try:
            findings += check(material)
        except Exception:
            _log.exception("check %s crashed", check.__name__)
            findings.append(Finding("check-failed", Severity.INFO, facts=(("check", check.__name__),)))
    return findings
