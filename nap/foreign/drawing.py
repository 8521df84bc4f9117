"""From an understood table to the figures of a plan: blocks and what was chosen for them enter, observations leave.

Every figure of a chosen block becomes an observation or is named by its cell in a remark; nothing is summed, nothing rounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nap.facts import Fact, Observation, Place
from nap.foreign.figures import Key, Left, Taken, Taker, cells
from nap.foreign.labels import Reader
from nap.foreign.model import Block, Choice, Choices, Given, Label, Remark, Understood
from nap.foreign.pairing import paired, single, together
from nap.plan import Plan

NOT_OF_FIGURES = frozenset({"narrative"})


@dataclass(frozen=True)
class Drawn:
    """`observations` in the order of the sheet; `remarks` of what was not taken, and of what has to be asked."""

    observations: tuple[Observation, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def asks(self) -> tuple[Remark, ...]:
        """What a person has to decide."""
        return tuple(each for each in self.remarks if each.asks)


def draw(understood: Understood, choices: Choices, plan: Plan, partner: str, source: str = "") -> Drawn:
    """The observations of `partner` in the chosen blocks; `source` is the publication, kept with each."""
    drawing = _Drawing(understood, plan, partner)
    for number, choice in each_choice(choices):
        drawing.block(number, choice)
    return drawing.drawn(source)


def each_choice(choices: Choices) -> Iterator[tuple[int, Choice]]:
    """Every choice with the number of its block, a block with several as often."""
    for number, chosen in choices.items():
        for choice in chosen if isinstance(chosen, tuple) else (chosen,):
            yield number, choice


class _Drawing:
    """Gathers figures and what is to be said of the others."""

    def __init__(self, understood: Understood, plan: Plan, partner: str) -> None:
        self.understood, self.plan, self.partner = understood, plan, partner
        self.reader = Reader(plan.regions)
        self.taken: list[Taken] = []
        self.left: dict[tuple[Left, str, int, str], list[Given]] = {}

    def block(self, number: int, choice: Choice) -> None:
        block = self.understood.block(number)
        if block is None:
            self.left[Left("no-such-block", asks=True), "", number, choice.indicator] = []
            return
        taker = self._taker(block, choice)
        if isinstance(taker, Left):
            self._leave(taker, block, choice, block.values)
            return
        found = [(given, taker.take(given)) for given in block.values]
        for given, left in found:
            if isinstance(left, Left):
                self._leave(left, block, choice, [given])
        taken = [each for _, each in found if isinstance(each, Taken)]
        if self._like_shares(taker, taken):
            self._leave(Left("shares-or-percent", asks=True), block, choice, [each.given for each in taken])
            return
        self.taken += taken
        if zeros := [each.given for each in taken if each.zero]:
            self._leave(Left("dash-as-zero"), block, choice, zeros)

    def _leave(self, left: Left, block: Block, choice: Choice, given: Sequence[Given]) -> None:
        self.left.setdefault((left, block.sheet, block.number, choice.indicator), []).extend(given)

    def _taker(self, block: Block, choice: Choice) -> Taker | Left:
        indicator = self.plan.indicator(choice.indicator)
        if indicator is None:
            return Left("no-such-indicator", asks=True, found=choice.indicator)
        if self.partner not in indicator.reported_by:
            return Left("not-the-partners", asks=True, found=self.partner)
        if indicator.type in NOT_OF_FIGURES:
            return Left("not-of-figures", asks=True)
        if choice.measures != "value" and not indicator.has_ratio:
            return Left("no-such-measure", asks=True, found=choice.measures)
        return Taker(self.plan, indicator, block, choice, self._unit(block))

    def _unit(self, block: Block) -> Label | None:
        labels = map(self.reader.label, block.unit.values())
        return next((label for label in labels if label.unit or label.scale != 1), None)

    def _like_shares(self, taker: Taker, taken: Sequence[Taken]) -> bool:
        """Percentages that all lie below 1 where nothing says that they are percentages: they may be shares of 1."""
        choice, values = taker.choice, [each.value for each in taken if each.value]
        if taker.indicator.type != "percentage" or choice.measures != "value" or choice.scale != 1 or not values:
            return False
        if any(abs(value) > 1 for value in values) or any("%" in each.given.typed for each in taken):
            return False
        texts = (taker.block.unit, taker.block.heading, taker.block.title)
        return not any(self.reader.label(words).unit == "percent" for text in texts for words in text.values())

    def drawn(self, source: str) -> Drawn:
        observations, told = [], []
        for key, figures in _by_key(self.taken).items():
            pair = any(each.measure != "value" for each in figures)
            found, remarks = paired(figures) if pair else single(figures)
            told += remarks
            observations += [_observation(self.partner, key, found, source)] if found else []
        said = [_remark(left, sheet, number, code, given) for (left, sheet, number, code), given in self.left.items()]
        return Drawn(tuple(observations), (*said, *together(told)))


def _by_key(taken: Iterable[Taken]) -> dict[Key, list[Taken]]:
    found: dict[Key, list[Taken]] = {}
    for each in taken:
        found.setdefault(each.key, []).append(each)
    return found


def _observation(partner: str, key: Key, found: Sequence[Taken], source: str) -> Observation:
    """One cell's figure, or numerator and denominator."""
    first = found[0]
    indicator, region, period, breakdown = key
    state = next((each.state for each in found if each.state), "")
    value: Decimal | None = None if state or len(found) == 2 else first.value
    pair = (found[0].value, found[1].value) if len(found) == 2 and not state else (None, None)
    quality = next((each.given.quality for each in found if each.given.quality), "")
    typed = tuple((_place(each, first.sheet), each.given.typed) for each in found)
    place = Place(first.sheet, first.given.cell)
    return Observation(partner, indicator, region, period, breakdown, value, *pair, state, quality, source, place, typed)


def _place(each: Taken, sheet: str) -> str:
    return each.given.cell if each.sheet == sheet else f"{each.sheet}!{each.given.cell}"


def _remark(left: Left, sheet: str, number: int, indicator: str, given: Sequence[Given]) -> Remark:
    facts: tuple[tuple[str, Fact], ...] = (("block", number), ("indicator", indicator), *left.facts)
    return Remark(left.code, left.asks, sheet, cells(given), left.found or None, facts)
