"""What a return made from an older version of the plan, or an older template, does not know yet.

Such a return is read by the version it was made from. Two plans, a partner and a period go in; findings come out that
say which indicators were added, dropped or changed their meaning for this partner since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nap.facts import Fact, Finding, Period, Severity
from nap.plan import Plan, owed
from nap.plan.revisions import Revision, revisions
from nap.returns import tags

MEANING = frozenset(
    {
        *("type", "definition", "unit", "counts", "numerator", "denominator", "multiplier", "accumulation", "frequency"),
        *("breakdowns", "scale", "steps", "range", "currency", "levels", "kind"),
    }
)
"""Fields of an indicator that change what a partner has to count or where it is typed; titles and goals do not."""


def news(made_from: Plan, current: Plan, partner: str, period: Period) -> Iterator[Finding]:
    """`older-plan`: an info that says which version it is read by; then, for this partner and period, a warning that names the
    indicators `added` since and one for those `changed` in meaning, an info for those `dropped`.

    Nothing for a return of the current version, of another plan, or of a later version than the one in force.
    """
    if made_from.id != current.id or made_from.version >= current.version:
        return
    versions: dict[str, Fact] = {"given": made_from.version, "current": current.version}
    yield _finding(Severity.INFO, "", versions)
    before, after = (_codes(plan, partner, period) for plan in (made_from, current))
    kept = {code for code in before if code in after}
    for case, severity, codes in (
        ("added", Severity.WARNING, [code for code in after if code not in kept]),
        ("changed", Severity.WARNING, _changed(revisions(made_from, current), kept)),
        ("dropped", Severity.INFO, [code for code in before if code not in kept]),
    ):
        if codes:
            yield _finding(severity, case, versions | {"indicators": ", ".join(codes)})


def _finding(severity: Severity, case: str, facts: dict[str, Fact]) -> Finding:
    return Finding("older-plan", severity, case=case, facts=tuple(facts.items()))


def older_layout(template_version: int) -> Iterator[Finding]:
    """`older-template`, an info, for a workbook of an earlier layout; it is read all the same."""
    if template_version < tags.TEMPLATE_VERSION:
        facts = (("given", template_version), ("current", tags.TEMPLATE_VERSION))
        yield Finding("older-template", Severity.INFO, facts=facts)


def _codes(plan: Plan, partner: str, period: Period) -> list[str]:
    """The indicators this partner is asked for in that return, in order of the plan."""
    return list(dict.fromkeys(row.indicator for row in owed(plan, partner, period)))


def _changed(found: Iterable[Revision], kept: set[str]) -> list[str]:
    return list(dict.fromkeys(one.indicator for one in found if one.indicator in kept and one.what in MEANING))
