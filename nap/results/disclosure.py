"""Which figures an audience may see (docs/disclosure.md). Results enter, the same with some of them hidden leave.

The pattern of hidden cells is one for everybody (`nap.results.hiding`), and what one audience gets is never more than what
another gets of the same cells, so that no two views can be subtracted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from nap.facts import Result
from nap.plan import Plan
from nap.results.audience import KINDS, Audience
from nap.results.hiding import NOTHING, Past, Withdrawn, hide, is_primary, shown

__all__ = ["KINDS", "Audience", "disclose", "is_primary"]


def disclose(
    plan: Plan,
    results: Iterable[Result],
    audience: Audience,
    *,
    own: Mapping[str, Sequence[Result]] | None = None,
    past: Sequence[Past] = (),
    withdrawn: Withdrawn = NOTHING,
) -> list[Result]:
    """What this audience gets, in the same order; coordinators get everything. `hide` says what is hidden, `shown` what is told.

    `results` must hold every row of the indicators they are of: which cells stand in for the small ones depends on all of them.
    """
    everything = list(results)
    if audience.kind == "coordinator":
        return everything
    return shown(plan, everything, hide(plan, everything, own=own, past=past, withdrawn=withdrawn), audience)
