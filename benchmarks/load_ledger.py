"""What people did and were answered during a load, and what that comes to. Acts enter, figures leave."""

from __future__ import annotations

import math
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

ANSWERED, REFUSED, FAILED = "answered", "refused", "failed"
"""What was asked for came; it did not and the program said why in words; anything else: a bare failure, silence, a dead line."""


@dataclass(frozen=True)
class Act:
    """One thing somebody did: when it was over, of which kind, how long it took, how it ended and what was said if not well."""

    at: float
    kind: str
    seconds: float
    outcome: str
    told: str = ""


@dataclass(frozen=True)
class Given:
    """One receipt that was acknowledged: what the store must hold."""

    id: str
    sha256: str
    figures: int
    total: int
    faults: int


@dataclass(frozen=True)
class Figures:
    """All acts of one kind; seconds are of those answered, NaN where none was."""

    kind: str
    answered: int
    refused: int
    failed: int
    p50: float
    p95: float
    p99: float
    longest: float


@dataclass
class Ledger:
    """Of one scenario. `given`: receipts by number; `done`: (number of the return, act) that were answered."""

    acts: list[Act] = field(default_factory=list)
    given: dict[str, Given] = field(default_factory=dict)
    done: set[tuple[str, str]] = field(default_factory=set)
    contradictions: list[str] = field(default_factory=list)
    """What can never be right: one number for two files, a hostile file that became a return."""

    def note(self, kind: str, begun: float, outcome: str, told: str = "") -> None:
        """An act that began then (`time.perf_counter`) has just ended."""
        now = time.perf_counter()
        self.acts.append(Act(now, kind, now - begun, outcome, told))

    def gives(self, receipt: Given) -> None:
        """A receipt was seen."""
        if self.given.setdefault(receipt.id, receipt) != receipt:
            self.contradictions.append(f"{receipt.id} was given for two files")

    def figures(self) -> list[Figures]:
        """By kind, in the order of their names."""
        kinds = defaultdict(list)
        for act in self.acts:
            kinds[act.kind].append(act)
        return [_figures(kind, kinds[kind]) for kind in sorted(kinds)]

    def told(self, broken: Iterable[tuple[float, float]] = ()) -> list[tuple[str, str, int]]:
        """What people were told when it did not go well: (outcome, kind and sentence, how often), the commonest first.

        `broken`: from when to when something was broken on purpose; what failed then is told apart.
        """
        times, said = tuple(broken), Counter[tuple[str, str]]()
        for act in self.acts:
            if act.outcome != ANSWERED:
                then = any(act.at >= began and act.at - act.seconds <= ended for began, ended in times)
                said[f"{act.outcome}{' meanwhile' if then else ''}", f"{act.kind}: {act.told}"] += 1
        return [(outcome, words, many) for (outcome, words), many in said.most_common()]

    def first_answer(self, kinds: Iterable[str], after: float) -> float:
        """Seconds from `after` to the end of the first act of these kinds that began later and was answered."""
        wanted = set(kinds)
        good = (act.at for act in self.acts if act.kind in wanted and act.outcome == ANSWERED and act.at - act.seconds >= after)
        return min(good, default=math.nan) - after


def _figures(kind: str, acts: Sequence[Act]) -> Figures:
    outcomes = Counter(act.outcome for act in acts)
    seconds = sorted(act.seconds for act in acts if act.outcome == ANSWERED)
    p50, p95, p99 = (percentile(seconds, part) for part in (0.5, 0.95, 0.99))
    return Figures(
        *(kind, outcomes[ANSWERED], outcomes[REFUSED], outcomes[FAILED]),
        *(p50, p95, p99, seconds[-1] if seconds else math.nan),
    )


def percentile(ordered: Sequence[float], part: float) -> float:
    """The value below which that part lies, the next one that occurred; NaN of nothing."""
    return ordered[max(0, math.ceil(part * len(ordered)) - 1)] if ordered else math.nan
