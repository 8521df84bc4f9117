"""What became of a table of the corpus: whole, asked, or wrong, with the reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from nap.foreign.model import Block, Given, Understood
from nap.foreign.understanding import understand
from tests.foreign.corpus_reading import ANY, OPEN, Case, Meant
from tests.foreign.grids import regions as all_regions, remarks


@dataclass
class Verdict:
    """`wrong`: figures that say what they are not; `missing`: not there, or left open, though it could be known."""

    case: Case
    wrong: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    @property
    def word(self) -> str:
        if self.wrong or (self.missing and not self.asked) or (self.case.asks == "asks" and not self.asked):
            return "wrong"
        return "asked" if self.asked else "whole"

    @property
    def as_wished(self) -> bool:
        """Whole, or a question where one is right."""
        return self.word == "whole" or (self.word == "asked" and bool(self.case.asks) and not self.missing)


def judged(case: Case) -> Verdict:
    """Reads the table and compares it with what was typed."""
    found = understand(case.book, all_regions())
    verdict = Verdict(case, asked=[remark.code for remark in remarks(found) if remark.asks])
    given = {each.cell: (block, each) for block in found.blocks for each in block.values}
    for cell, meant in case.figures.items():
        if cell in given:
            _compare(cell, meant, given[cell][1], verdict)
        elif meant.regions.isdisjoint({OPEN, ANY}) and OPEN not in meant.period and meant.part != OPEN:
            verdict.missing.append(f"{cell} is missing")
        elif not verdict.asked and not meant.left:
            verdict.missing.append(f"{cell} is missing without a question")
    for cell in given.keys() - case.figures.keys():
        _invented(*given[cell], verdict)
    verdict.wrong += _mixed(found, case)
    return verdict


def _compare(cell: str, meant: Meant, given: Given, verdict: Verdict) -> None:
    """What has to stay open may also be a part nobody declared: no figure comes of it before a person says what it is."""
    period = str(given.period) if given.period else None
    for word, right, said in (
        ("region", meant.regions, given.region),
        ("period", meant.period, period),
        ("breakdown", meant.breakdowns, given.breakdown),
    ):
        if ANY in right or (said or (OPEN if said is None else "")) in right:
            continue
        line = f"{cell} {word}: is {'/'.join(sorted(right)) or 'nothing'}, taken for {said!r}"
        if said is None:
            verdict.missing += [] if meant.open else [line]
        elif given.breakdown is not None or OPEN not in right:
            verdict.wrong.append(line)
    if (given.value, given.state) != (meant.value, meant.state):
        verdict.wrong.append(f"{cell} is {meant.value} {meant.state}, taken for {given.value} {given.state}")
    if meant.quality and given.quality != meant.quality:
        verdict.wrong.append(f"{cell} is {meant.quality}, taken for {given.quality or 'a plain figure'}")


def _invented(block: Block, given: Given, verdict: Verdict) -> None:
    """A figure where there is none: wrong if nothing of it is open and nobody is asked."""
    whole = given.region and given.period and given.breakdown is not None
    said = f"{given.cell} is no figure, taken for {given.region} {given.breakdown} {given.period}"
    asked = any(remark.asks for remark in block.remarks)
    if whole and not asked:
        verdict.wrong.append(said)
    elif verdict.case.asks != "asks":
        verdict.missing.append(said)


def _mixed(found: Understood, case: Case) -> Iterator[str]:
    """Different measures of one line in one block: whoever says which indicator the block is says it of both."""
    for block in found.blocks:
        measures: dict[tuple[object, ...], set[str]] = defaultdict(set)
        for each in block.values:
            meant = case.figures.get(each.cell)
            if meant and each.breakdown is not None and each.period:
                measures[each.row, each.region].add(meant.measure)
        both = {frozenset(each) for each in measures.values() if len(each) > 1}
        if both and not any(remark.asks for remark in block.remarks):
            yield f"block {block.number} mixes {' and '.join(sorted(next(iter(both))))}"
