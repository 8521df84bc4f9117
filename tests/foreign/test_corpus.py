"""Tables typed by hand as offices print them: no figure comes in wrong; a question is asked where a careful person would."""

from __future__ import annotations

import pytest

from tests.foreign.corpus_judging import judged
from tests.foreign.corpus_reading import Case, cases

CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_table_as_offices_print_them_is_read_as_a_careful_person_reads_it(case: Case) -> None:
    verdict = judged(case)
    assert [*verdict.wrong, *verdict.missing] == []
    if case.asks == "asks":
        assert verdict.asked
    elif not case.asks:
        assert verdict.asked == []


def test_the_corpus_says_of_every_figure_what_it_is() -> None:
    assert sum(len(case.figures) for case in CASES) > 500
    assert len({case.name for case in CASES}) == len(CASES)
