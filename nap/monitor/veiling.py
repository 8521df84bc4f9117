"""What stands between results and everybody but coordinators: true rows enter, rows as they may be read leave.

Sensitive indicators are read from the latest edition, all others as they stand, hidden against every edition there is. What a
coordinator has withdrawn at once is hidden in both.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from nap.facts import Observation, Result
from nap.monitor.editions import Edition, editions_read, of_edition, pasts
from nap.monitor.hiding_now import withdrawn
from nap.monitor.house import House
from nap.results import Audience, Reason
from nap.results.hiding import Cell, Past, Pattern, Withdrawn, cell_of, hide, marked, own_results, shown, untold
from nap.results.hiding.groups import groups_of
from nap.store import Transaction

SENSITIVE = "sensitive"
Rows = Callable[[Sequence[str]], Iterable[Result]]
"""By indicators every row there is, as it is."""


@dataclass(frozen=True)
class Live:
    """Results as they stand: `rows` and, by indicator, the `figures` they are made of, as of `day` with the knowledge of `known`;
    `made_from` says what the figures of an indicator depend on."""

    rows: Rows
    figures: Callable[[str], Sequence[Observation]]
    made_from: Callable[[str], Hashable]
    day: date
    known: date
    parts: bool


class Veil:
    """What is hidden from this house's readers at this moment."""

    def __init__(self, transaction: Transaction, house: House) -> None:
        self.house, self.plan = house, house.plan
        self.withdrawn: Withdrawn = withdrawn(transaction, house)
        self.editions: Sequence[Edition] = editions_read(transaction, house)
        self.past: Sequence[Past] = pasts(transaction, house)
        self._group = {
            code: group
            for group in groups_of(self.plan, [one.code for one in self.plan.indicators], self.withdrawn)
            for code in group
        }

    def together(self, codes: Sequence[str]) -> list[str]:
        """These indicators and all that must be looked at together with them, in order of the plan."""
        wanted = {code for each in codes for code in (each, *self._group.get(each, ()))}
        return [one.code for one in self.plan.indicators if one.code in wanted]

    def seen(self, codes: Sequence[str], live: Live, audience: Audience) -> list[Result]:
        """The rows of these indicators as that audience may read them, in their order."""
        return [each for code in codes for each in self._seen(code, live, audience)]

    def _seen(self, code: str, live: Live, audience: Audience) -> list[Result]:
        indicator, rows = self.plan.indicator(code), list(live.rows([code]))
        if indicator is not None and indicator.sensitivity == SENSITIVE:
            return self._from_edition(code, rows, audience)
        return shown(self.plan, rows, self._pattern(code, live), audience)

    def _from_edition(self, code: str, rows: Iterable[Result], audience: Audience) -> list[Result]:
        """A sensitive indicator: rows of the editions; where they have none, a mark that there is nothing to read yet."""
        kept, hidden = self._kept(code)
        found = [kept.get(cell_of(each), each) for each in rows]
        read = shown(self.plan, found, Pattern(hidden), audience)
        return untold(self.plan, [each if cell_of(each) in kept else marked(each, Reason.NOT_SHOWN_YET) for each in read])

    def _kept(self, code: str) -> tuple[Mapping[Cell, Result], frozenset[Cell]]:
        """The rows of the newest edition, of periods after it those of the one before; and which of them are hidden."""
        kept, hidden, reached = dict[Cell, Result](), frozenset[Cell](), date.min
        for edition in self.editions:
            fresh = {cell_of(each): each for each in of_edition(edition, {code}) if each.period.end > reached}
            hidden |= (edition.hidden & fresh.keys()) | self._withdrawn_of(edition, code)
            kept |= fresh
            reached = edition.period.end
        return kept, hidden

    def _withdrawn_of(self, edition: Edition, code: str) -> frozenset[Cell]:
        if code not in self._group or not self.withdrawn:
            return frozenset()
        rows = of_edition(edition, self._group[code])
        return hide(self.plan, rows, own=edition.own, withdrawn=self.withdrawn).hidden

    def _pattern(self, code: str, live: Live) -> Pattern:
        """The pattern of the indicators that hang together with this one, made anew only if something it depends on changed."""
        group = self._group.get(code)
        if group is None:
            return Pattern()
        codes = [one.code for one in self.plan.indicators if one.code in group and one.sensitivity != SENSITIVE]
        made_from = (self.plan, self.withdrawn, len(self.past), tuple(live.made_from(each) for each in codes))
        key, patterns = (live.day, live.known, live.parts, group), self.house.memory.patterns
        kept = patterns.get(key)
        if kept is None or kept[0] != made_from:
            kept = patterns[key] = (made_from, self._made(codes, live))
        return kept[1]

    def _made(self, codes: Sequence[str], live: Live) -> Pattern:
        rows = list(live.rows(codes))
        own = own_results(self.plan, live.figures, codes, live.day, parts=live.parts, known=live.known)
        return hide(self.plan, rows, own=own, past=self.past, withdrawn=self.withdrawn)
