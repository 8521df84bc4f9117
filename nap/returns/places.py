"""Places as people write them in a return: code and name of a row go in; the code of the place comes out, or a problem.

The code wins, a name helps, and where they disagree, or a name fits several places, somebody is asked. A name that is
only like another is never read: it is told, and offered where one place alone can be meant.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from nap.facts import Fact, Period, Severity
from nap.plan import Plan, Region
from nap.returns.cells import Problem
from nap.returns.codes import MOST_GUESSES, Meant, fold_code


@dataclass(frozen=True)
class Places:
    """Reads the places of one partner's return. `expected`: the regions expected of it, by indicator.

    `period`: whose return it is; a place that was somebody else's by then is not the partner's. None: any place it ever had.
    """

    plan: Plan
    partner: str
    expected: Mapping[str, Collection[str]]
    period: Period | None = None
    _known: dict[tuple[str, str, str], Meant] = field(default_factory=dict)
    _guesses: dict[str, tuple[Region, ...]] = field(default_factory=dict)

    def read(self, code: str, name: str, indicator: str) -> Meant:
        """The region's code; with a problem of severity fixed where it was written in another way."""
        key = (code, name, indicator)
        if key not in self._known:
            self._known[key] = self._place(code, name, indicator)
        return self._known[key]

    def _place(self, code: str, name: str, indicator: str) -> Meant:
        if not code and not name:
            return None, Problem("unknown-region", "blank")
        exact = self.plan.regions.get(code) or self.plan.regions.get(fold_code(code))
        if exact is not None:
            return self._agreed(exact, code, name)
        candidates = self.plan.regions.find(code or name)
        if not candidates:
            return None, self._nowhere(code or name, indicator)
        if len(candidates) > 1:
            return self._one_of(candidates, indicator)
        called = self.plan.regions.is_called(candidates[0], code or name)
        return self._own(candidates[0]) if called else self._corrected(candidates[0])

    def _agreed(self, region: Region, code: str, name: str) -> Meant:
        candidates = self.plan.regions.find(name) if name else ()
        if candidates and region not in candidates:
            both = _facts((region, *candidates), code=region.code, name=name)
            return None, Problem("ambiguous-region", "disagree", both)
        return self._own(region) if code == region.code else self._corrected(region)

    def _corrected(self, region: Region) -> Meant:
        """Certain, but written in another way: taken and said."""
        found, problem = self._own(region)
        said = Problem("code-corrected", "region", _facts((region,), code=region.code), Severity.FIXED)
        return found, problem or said

    def _one_of(self, candidates: tuple[Region, ...], indicator: str) -> Meant:
        awaited = self._awaited(candidates, indicator)
        if len(awaited) == 1:
            only = Problem("ambiguous-region", "expected", _facts(candidates, code=awaited[0]), Severity.FIXED)
            return awaited[0], only
        if not any(self.reports(each.code) for each in candidates):
            places = "|".join(each.code for each in candidates)
            return None, Problem("unknown-region", "none-yours", (("regions", self._mine), ("places", places)))
        return None, Problem("ambiguous-region", "several", _facts(candidates))

    def _awaited(self, candidates: Iterable[Region], indicator: str) -> list[str]:
        return [each.code for each in candidates if each.code in self.expected.get(indicator, ())]

    def _own(self, region: Region) -> Meant:
        if self.reports(region.code):
            return region.code, None
        return None, Problem("unknown-region", "not-yours", (("regions", self._mine), ("code", region.code)))

    @property
    def _mine(self) -> str:
        return "|".join(self._assigned)

    @cached_property
    def _assigned(self) -> tuple[str, ...]:
        partner = self.plan.partner(self.partner)
        term = partner.term(self.period) if partner and self.period else None
        return term.regions if term else partner.regions if partner else ()

    def reports(self, code: str) -> bool:
        """True for the partner's regions, the places inside them, and a place all of whose regions are the partner's.

        The country beside named regions stands for the country's own row only: it does not open every other region.
        """
        assigned = set(self._assigned)
        if code in assigned:
            return True
        if len(assigned) > 1:
            assigned -= {self.plan.regions.country.code}
        above: str | None = code
        while above:
            if above in assigned:
                return True
            region = self.plan.regions.get(above)
            above = region.parent if region else None
        inside = {each.code for each in self.plan.regions.children(code)}
        return bool(inside) and inside <= assigned

    def _nowhere(self, text: str, indicator: str) -> Problem:
        """A slip of a name: all it may be of are told; one place alone, or one alone that is expected here, is offered."""
        near = self._near(text)
        if not near:
            return Problem("unknown-region", "none")
        likely = [near[0].code] if len(near) == 1 and self.reports(near[0].code) else self._awaited(near, indicator)
        offer: dict[str, Fact] = {"offer": likely[0]} if len(likely) == 1 else {}
        return Problem("unknown-region", "near", _facts(near, **offer))

    def _near(self, text: str) -> tuple[Region, ...]:
        """Remembered, and only for so many texts, because likeness is slow to measure."""
        if text not in self._guesses and len(self._guesses) < MOST_GUESSES:
            self._guesses[text] = self.plan.regions.near(text)
        return self._guesses.get(text, ())


def _facts(regions: Iterable[Region], **more: Fact) -> tuple[tuple[str, Fact], ...]:
    return (("regions", "|".join(each.code for each in regions)), *more.items())
