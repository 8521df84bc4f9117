"""Many cases, one after the other. A range of numbers enters; a Tally leaves."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from nap.foreign.csv_reading import read_csv
from nap.foreign.understanding import understand
from nap.plan import Regions
from nap.returns.book import Book
from nap.returns.reader import open_book
from tests.foreign.layouts.files import semicolons, workbook
from tests.foreign.layouts.judging import Judged, Verdict, judged
from tests.foreign.layouts.making import a_case
from tests.foreign.layouts.pictures import picture
from tests.foreign.layouts.places import TABLE
from tests.foreign.layouts.things import Case

REGIONS = Regions.load(TABLE)


@dataclass
class Tally:
    """What came of them. Ambiguous cases count apart."""

    ordinary: Counter[Verdict] = field(default_factory=Counter)
    ambiguous: Counter[Verdict] = field(default_factory=Counter)
    figures: int = 0
    unlucky: list[tuple[Case, Judged]] = field(default_factory=list)
    """Every case that did not come in whole, or was guessed."""

    @property
    def cases(self) -> int:
        return self.ordinary.total()

    def take(self, case: Case, result: Judged) -> None:
        """Count one."""
        (self.ambiguous if case.ambiguous else self.ordinary)[result.verdict] += 1
        self.figures += len(case.figures)
        if result.verdict not in (Verdict.WHOLE,) and not (case.ambiguous and result.verdict is Verdict.ASKED):
            self.unlucky.append((case, result))

    def of(self, verdict: Verdict) -> list[tuple[Case, Judged]]:
        return [pair for pair in self.unlucky if pair[1].verdict is verdict]

    def told(self) -> str:
        """The three numbers, and the ambiguous ones apart."""
        one_way = ", ".join(f"{verdict} {self.ordinary[verdict]}" for verdict in (Verdict.WHOLE, Verdict.ASKED, Verdict.WRONG))
        other = ", ".join(f"{verdict} {self.ambiguous[verdict]}" for verdict in (Verdict.ASKED, Verdict.GUESSED))
        apart = f"{self.ambiguous.total()} ambiguous: {other}"
        return f"{self.cases} tables with one reading: {one_way}; {apart}; {self.figures} figures"


def told(case: Case, result: Judged, rows: int = 30) -> str:
    """One case: number, verdict, reasons, picture."""
    head = f"#{case.seed} {result.verdict} ({case.shape.strip()}{' ' + case.ambiguous if case.ambiguous else ''}, {case.form})"
    more = len(result.reasons) - 6
    reasons = [*result.reasons[:6], *([f"and {more} more"] if more > 0 else [])]
    return "\n".join((head, *(f"  {reason}" for reason in reasons), picture(case, rows)))


def book_of(case: Case) -> Book:
    """The case written and read as any file from outside is, in this process: the worker is tested elsewhere."""
    if case.form == "csv":
        return read_csv(semicolons(case)).book
    book = open_book(workbook(case))
    assert isinstance(book, Book), book
    return book


def run(seeds: Iterable[int]) -> Tally:
    """Make, write, read, understand, judge each."""
    tally = Tally()
    for seed in seeds:
        case = a_case(seed)
        tally.take(case, _result(case))
    return tally


def _result(case: Case) -> Judged:
    """A failure of the program is a wrong answer to one case, not the end of the run."""
    try:
        return judged(case, understand(book_of(case), REGIONS))
    except Exception as failure:
        last = traceback.extract_tb(failure.__traceback__)[-1]
        return Judged(Verdict.GUESSED if case.ambiguous else Verdict.WRONG, [f"fails in {last.name}: {failure!r}"])
