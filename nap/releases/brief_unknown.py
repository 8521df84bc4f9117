"""What is not known of a region: counts only, in words that protect. Nothing is said of which figures are hidden."""

from __future__ import annotations

from typing import NamedTuple

from nap.facts import Result, Status
from nap.plan import Indicator
from nap.releases.brief_matter import Matter
from nap.releases.brief_told import BriefLine, weight
from nap.results import goal_of
from nap.words import say


class Unknowns(NamedTuple):
    """How many indicators were not reported, only partly, are not due, hidden, and reported but without a target here."""

    silent: int
    partial: int
    not_due: int
    hidden: int
    no_target: int
    of: int

    @property
    def missing(self) -> int:
        """Of which something was to be reported and was not."""
        return self.silent + self.partial


def unknowns(matter: Matter) -> Unknowns:
    """Counted over all that the region was asked for."""
    found = [result for _, result in matter.here]
    status = [one.status for one in found]
    no_target = sum(_without_target(matter, one, result) for one, result in matter.here)
    silent, partial, not_due = (status.count(each) for each in (Status.NO_DATA, Status.PARTIAL, Status.NOT_DUE))
    return Unknowns(silent, partial, not_due, status.count(Status.SUPPRESSED), no_target, len(found))


def _without_target(matter: Matter, indicator: Indicator, result: Result) -> bool:
    """Shown, of a kind that is rated elsewhere, and nothing was promised for this place."""
    if result.status is not Status.NOT_ASSESSABLE or not indicator.targets or indicator.direction == "none":
        return False
    return not goal_of(indicator, result.region, matter.plan.country).targets


def unknown_lines(lang: str, unknown: Unknowns) -> tuple[BriefLine, ...]:
    """One sentence each; a single one where everything is known."""
    told = [say(lang, f"brief.unknown.{name}", n=n, m=unknown.of) for name, n in unknown._asdict().items() if n and name != "of"]
    return tuple(BriefLine(said, weight("unknown", 0)) for said in told or [say(lang, "brief.unknown.nothing")])
