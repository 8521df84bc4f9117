"""`results coverage`: who has reported, as lines and as JSON; what there is not is refused in one line."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Nap


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--partner", "XXX"), "XXX"),
        (("--period", "2031-H1"), "2031-H1"),
        (("--period", "soon"), "soon"),
        (("--period", "2026-H1", "--as-of", "2025-12-31"), "2026-H1"),
    ],
)
def test_what_there_is_not_ends_it_with_one_line(demo_nap: Nap, asked: tuple[str, ...], said: str) -> None:
    done = demo_nap("results", "coverage", *asked)
    assert (done.status, done.out) == (2, "")
    assert said in done.err


def test_every_partner_and_period_has_a_line(demo_nap: Nap) -> None:
    lines = demo_nap("results", "coverage").out.splitlines()
    assert "2026-H1  FWN  Accepted  13 of 13  late: 13" in lines
    assert "2026-H1  CRA  Not reported  a draft, not submitted" in lines
    assert "2026-H2  WPN  Not due yet" in lines


def test_one_partner_is_told_figure_by_figure(demo_nap: Nap) -> None:
    found = demo_nap("results", "coverage", "--partner", "MIA", "--period", "2026-H1", "--json").json
    (period,), (square,) = found["periods"], found["returns"]
    assert (square["partner"], square["state"], square["came"], square["expected"]) == (
        "MIA",
        "returned",
        0,
        len(found["figures"]),
    )
    assert {figure["why"] for figure in found["figures"]} == {"sent_back"}
    assert (period["period"], period["partners"], period["returned"]) == ("2026-H1", 13, 1)


def test_as_of_an_earlier_day_is_what_was_known_then(demo_nap: Nap) -> None:
    lines = demo_nap("results", "coverage", "--as-of", "2026-07-14", "--period", "2026-H1", "--partner", "FWN").out.splitlines()
    assert lines[1] == "2026-H1  FWN  Submitted, under review"


def test_it_speaks_the_language_asked_for(demo_nap: Nap) -> None:
    assert "Принято" in demo_nap("results", "coverage", "--partner", "WPN", "--lang", "ru").out
