"""The checks, in the order of their stages: one function per subject, each takes the Material and gives its findings.

A check that crashes is our fault, not the sender's: it is logged, an `info` says it was left out, and the others still run.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

from nap.discreet import Fit
from nap.facts import Finding, Severity
from nap.returns.checks.blanks import absent_rows, blank_cells, blank_narratives, blank_rows
from nap.returns.checks.brought import links_and_pictures
from nap.returns.checks.causes import one_cause
from nap.returns.checks.copies import copied_figures
from nap.returns.checks.decimals import lost_decimals
from nap.returns.checks.figures import cascades, parts, ratios, states
from nap.returns.checks.history import fallen_totals, large_jumps, leaping_denominators, unmoved_totals
from nap.returns.checks.history_accepted import already_accepted, shared_places
from nap.returns.checks.history_copies import constant_zeros, copies, taken_from_elsewhere
from nap.returns.checks.history_slips import far_from_others, running_totals, shifted
from nap.returns.checks.periods import falling_totals, periods_in_periods
from nap.returns.checks.places import places_in_places
from nap.returns.checks.rules import rules
from nap.returns.checks.together import duplicates, list_counts
from nap.returns.checks.whole import hidden_content, late, no_history, small_cells
from nap.returns.checks.wholes import shares_of_a_whole
from nap.returns.checks.zeros import lone_zeros, nothing_but_zeros
from nap.returns.failing import told
from nap.returns.material import Material
from nap.returns.past import OutOfReach

Check = Callable[[Material], Iterable[Finding]]

ROWS: tuple[Check, ...] = (states, ratios, parts, cascades, blank_rows, blank_cells)
RETURN: tuple[Check, ...] = (
    absent_rows,
    blank_narratives,
    duplicates,
    falling_totals,
    periods_in_periods,
    places_in_places,
    rules,
    shares_of_a_whole,
    lost_decimals,
    copied_figures,
    lone_zeros,
    nothing_but_zeros,
    list_counts,
    hidden_content,
    links_and_pictures,
    small_cells,
    late,
)
HISTORY: tuple[Check, ...] = (
    no_history,
    already_accepted,
    shifted,
    far_from_others,
    running_totals,
    fallen_totals,
    unmoved_totals,
    large_jumps,
    copies,
    taken_from_elsewhere,
    constant_zeros,
    leaping_denominators,
    shared_places,
)
ALL: tuple[Check, ...] = (*ROWS, *RETURN, *HISTORY)

_log = logging.getLogger(__name__)


def run(checks: Iterable[Check], material: Material) -> list[Finding]:
    """All findings of these checks. OutOfReach if what was accepted before cannot be asked for just now."""
    findings: list[Finding] = []
    for check in checks:
        try:
            findings += check(material)
        except OutOfReach:
            raise
        except Exception as fault:
            _log.error("check %s crashed\n%s", check.__name__, Fit(told(fault)))
            findings.append(Finding("check-failed", Severity.INFO, facts=(("check", check.__name__),)))
    return one_cause(findings)
