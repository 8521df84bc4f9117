"""One cause, one finding: where a figure is explained already, what merely follows from it is not told as well."""

from __future__ import annotations

from collections.abc import Sequence

from nap.facts import Finding

_FOLLOWS = {
    "total-outside-parts": {"lost-decimal", "rule-broken", "shares-not-whole"},
    "places-differ": {"lost-decimal", "constant-zero", "total-outside-parts"},
    "shares-not-whole": {"rule-broken", "lost-decimal"},
    "rule-broken": {"lost-decimal"},
    "constant-zero": {"constant-zero"},
    "copied-unchanged": {"copied-unchanged"},
    "large-jump": {"numerator-exceeds-denominator", "out-of-range"},
}
"""Code → the codes that explain it, where they name one of its cells as the one to mend."""


def one_cause(findings: Sequence[Finding]) -> list[Finding]:
    """The findings without those that another one explains; of two that say the same of a cell the first is kept."""
    explained: dict[tuple[str, str | None, str], int] = {}
    for number, each in enumerate(findings):
        for cell in each.cells[:1]:
            explained.setdefault((each.code, each.sheet, cell), number)
    return [each for number, each in enumerate(findings) if not _follows(each, number, explained)]


def _follows(finding: Finding, number: int, explained: dict[tuple[str, str | None, str], int]) -> bool:
    return any(
        explained.get((code, finding.sheet, cell), number) < number
        if code == finding.code
        else (code, finding.sheet, cell) in explained
        for code in _FOLLOWS.get(finding.code, ())
        for cell in finding.cells
    )
