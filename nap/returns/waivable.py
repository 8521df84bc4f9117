"""Which findings a coordinator may let pass because the source itself is wrong: only those whose figures were read and are kept.

A cell that could not be read is not kept; nobody can let pass what is not there.
"""

from __future__ import annotations

from nap.facts import Finding, Severity

_ERRORS = frozenset(
    {"parts-exceed-total", "parts-differ-from-total", "total-decreased", "numerator-exceeds-denominator"}
    | {"percentage-mismatch", "out-of-range"}
)
_ONLY = {"percentage-mismatch": "", "out-of-range": "computed"}
"""The one case of a code in which the figures are kept: a percentage alone, or a cell outside its limits, is not."""
_WARNINGS = frozenset(
    {"lost-decimal", "total-outside-parts", "steps-not-falling", "shares-not-whole", "copied-unchanged", "constant-zero"}
    | {"already-accepted", "large-jump", "looks-cumulative", "denominator-leap", "places-differ", "periods-differ"}
    | {"rule-broken", "items-differ", "total-decreased", "date-outside-period"}
)


def is_waivable(finding: Finding) -> bool:
    """Whether the figures it speaks of are kept as they were typed."""
    if finding.severity is Severity.WARNING:
        return finding.code in _WARNINGS
    kept = finding.severity is Severity.ERROR and finding.code in _ERRORS
    return kept and finding.case == _ONLY.get(finding.code, finding.case)
