"""Tables of known content in many layouts: none may come in wrong, at most one in ten may ask. More of them with `--long`."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import SystemRandom

import pytest

from nap.foreign.opening import Opened, open_foreign
from nap.foreign.understanding import understand
from tests.foreign.layouts import files
from tests.foreign.layouts.ambiguous import AMBIGUOUS
from tests.foreign.layouts.judging import Verdict, judged
from tests.foreign.layouts.making import a_case
from tests.foreign.layouts.running import REGIONS, Tally, book_of, run, told
from tests.foreign.layouts.shapes import SHAPES

SAMPLE, FULL, CONVERTED = 60, 4000, 12


@pytest.fixture(scope="module")
def tally(request: pytest.FixtureRequest) -> Tally:
    """60 of fixed numbers; with `--long` 4,000 that nobody has seen."""
    long = request.config.getoption("--long")
    first = SystemRandom().randrange(10**9) if long else 0
    found = run(range(first, first + (FULL if long else SAMPLE)))
    print(f"\n{found.told()}")
    return found


def test_no_figure_comes_in_wrong(tally: Tally) -> None:
    assert "\n\n".join(told(*pair) for pair in tally.of(Verdict.WRONG)[:3]) == ""


def test_what_nobody_can_tell_is_asked(tally: Tally) -> None:
    assert "\n\n".join(told(*pair) for pair in tally.of(Verdict.GUESSED)[:3]) == ""
    assert tally.ambiguous[Verdict.ASKED]


def test_at_most_one_table_in_ten_asks_a_question(tally: Tally) -> None:
    reasons = Counter(code for _, result in tally.of(Verdict.ASKED) for code in result.asked)
    assert tally.ordinary[Verdict.ASKED] <= tally.cases / 10, reasons


def test_the_same_number_is_the_same_file() -> None:
    assert files.workbook(a_case(9)) == files.workbook(a_case(9))
    assert files.workbook(a_case(9)) != files.workbook(a_case(10))


def test_many_numbers_bring_every_shape() -> None:
    cases = [a_case(seed) for seed in range(300)]
    words = {word for case in cases for word in case.shape.split()}
    assert {shape.__name__ for shape, _ in SHAPES} | {"beside", "register", "pairs", "sheet_a_year", "ambiguous"} <= words
    assert {case.ambiguous for case in cases} - {""} == {make.__name__ for make in AMBIGUOUS}
    assert {case.form for case in cases} == {"xlsx", "csv"}


@pytest.mark.parametrize("form", ["ods", "xls"])
def test_saved_by_another_program_the_same_comes_in(form: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    if not request.config.getoption("--long") or files.OFFICE is None:
        pytest.skip("only with --long, and where LibreOffice is installed")
    cases = [case for case in map(a_case, range(2 * CONVERTED)) if case.form == "xlsx"][:CONVERTED]
    for case, data in zip(cases, files.converted(cases, form, tmp_path), strict=True):
        opened = open_foreign(data, ())
        assert isinstance(opened, Opened), opened
        assert judged(case, understand(opened.book, REGIONS)).verdict is _verdict(case), case.seed


@pytest.mark.parametrize(
    "change", [{"region": "KG-T"}, {"period": "1999"}, {"value": Decimal(-7)}, {"breakdown": "sex=M;age=Y0T4"}]
)
def test_a_wrong_figure_would_be_found(change: dict[str, object]) -> None:
    """The comparison can fail: with one expectation changed, the case is wrong."""
    cases = (case for case in map(a_case, range(SAMPLE)) if case.shape == "regions_by_years")
    case = next(case for case in cases if _verdict(case) is Verdict.WHOLE)
    figures = case.papers[-1].figures
    place = next(place for place, figure in figures.items() if figure.region != "KG-T")
    figures[place] = replace(figures[place], **change)  # type: ignore[arg-type]
    assert _verdict(case) is Verdict.WRONG


def _verdict(case: files.Case) -> Verdict:
    return judged(case, understand(book_of(case), REGIONS)).verdict
