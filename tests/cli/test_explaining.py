"""`results explain`: one number in words or as JSON, from the store or from files; what is not there is one clear sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Nap

HEADER = "partner,indicator,region,period,breakdown,value,numerator,denominator,state\n"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("9.9", "KG", "2025"), "There is no indicator 9.9"),
        (("2.17", "KG-X", "2025"), "no figure for a place KG-X"),
        (("2.17", "KG", "2025-03"), "no figure for the period 2025-03"),
        (("2.17", "KG", "spring"), "no figure for the period spring"),
        (("2.17", "KG", "2025", "--breakdown", "sex=X"), "no such part: sex=X"),
        (("2.17", "KG", "2025", "--audience", "everybody"), "everybody"),
    ],
)
def test_what_is_not_there_is_told_in_one_line(demo_nap: Nap, asked: tuple[str, ...], told: str) -> None:
    done = demo_nap("results", "explain", *asked)
    assert (done.status, done.out) == (2, "")
    assert told in done.err
    assert done.err.count("\n") == 1


def test_a_number_is_told_in_words(demo_nap: Nap) -> None:
    done = demo_nap("results", "explain", "2.14", "KG", "2026-H1")
    assert done.status == 0
    assert "(5 + 2 + 1 + 8) ÷ (8 + 4 + 3 + 11) = 16 ÷ 26; 100 × 16 ÷ 26 ≈\N{NO-BREAK SPACE}61.54%" in done.out
    assert "kg-1325-demo.WSC.2026-H1.1" in done.out
    assert "accepted 20 July 2026 by coordinator@demo" in done.out
    assert "meanwhile the figure of this period stands: 2nd half of 2025" in done.out


def test_a_part_is_named_in_words(demo_nap: Nap) -> None:
    done = demo_nap("results", "explain", "1.7", "KG", "2025", "--breakdown", "sex=F", "--lang", "ru")
    assert done.out.splitlines()[1] == "Кыргызская Республика, 2025 год, Женщины"
    assert "sex=F" not in done.out


def test_pace_and_its_lines_are_told_in_per_cent_as_the_method_tells_them(demo_nap: Nap) -> None:
    told = demo_nap("results", "explain", "1.10", "KG", "2025", "--lang", "ru").out
    assert "Темп, то есть какая доля требуемого пути пройдена: " in told
    assert "95\u00a0%" in told
    assert "0,95" not in told


def test_the_forum_is_told_no_organisation(demo_nap: Nap) -> None:
    done = demo_nap("results", "explain", "2.14", "KG", "2026-H1", "--audience", "forum", "--lang", "ru")
    assert "16 ÷ 26" in done.out
    assert "kg-1325-demo." not in done.out
    assert "Центр поддержки женщин" not in done.out
    assert "видят только координаторы" in done.out


def test_a_hidden_number_is_not_explained(demo_nap: Nap) -> None:
    done = demo_nap("results", "explain", "3.5", "KG", "2025", "--audience", "forum", "--json")
    assert done.json["hidden"] == "not_shown_yet"
    assert (done.json["step"], done.json["judgement"], done.json["made_of"], done.json["missing"]) == (None, None, [], [])


def test_options_may_stand_before_or_behind_the_word(demo_nap: Nap) -> None:
    behind = demo_nap("results", "explain", "2.17", "KG", "2025", "--audience", "forum", "--as-of", "2026-11-15", "--json")
    before = demo_nap("results", "--audience", "forum", "--as-of", "2026-11-15", "--json", "explain", "2.17", "KG", "2025")
    assert behind.json == before.json
    assert behind.json["withheld"] is True


def test_a_file_of_observations_is_explained_too(nap: Nap, tmp_path: Path) -> None:
    file = tmp_path / "given.csv"
    file.write_text(HEADER + "WSC,2.14,KG-Y,2026-H1,,,5,8,\nNWN,2.14,KG-N,2026-H1,,,2,4,\nNWN,2.14,KG-T,2026-H1,,,,,no_data\n")
    told = nap("results", "explain", "2.14", "KG", "2026-H1", "--observations", file, "--as-of", "2026-11-15", "--json").json
    assert (told["result"]["numerator"], told["result"]["denominator"]) == (7, 12)
    assert [each["value"] for each in told["step"]["operands"][0]["operands"]] == [62.5, 50]
    assert [(each["region"], each["return"]) for each in told["made_of"]] == [("KG-Y", None), ("KG-N", None)]
    assert [(each["region"], each["because"]) for each in told["left_out"]] == [("KG-T", "answered")]
    assert "answered" not in {each["answer"] for each in told["missing"]}


def test_faults_of_the_file_are_all_told_and_nothing_is_explained(nap: Nap, tmp_path: Path) -> None:
    file = tmp_path / "given.csv"
    file.write_text(HEADER + "XXX,2.14,KG-Y,2026-H1,,,5,8,\nNWN,2.14,KG-N,1999,,,2,4,\n")
    done = nap("results", "explain", "2.14", "KG", "2026-H1", "--observations", file)
    assert (done.status, done.out) == (2, "")
    assert "line 2" in done.err.lower()
    assert "line 3" in done.err.lower()


@pytest.mark.parametrize("audience", ["coordinator", "forum", "donor"])
def test_where_there_is_no_number_it_says_why(demo_nap: Nap, audience: str) -> None:
    done = demo_nap("results", "explain", "2.5", "KG-N", "2026-H1", "--audience", audience)
    assert "There is no number here. Not reported." in done.out
    assert "No data. Not reported." in done.out


def test_a_cascade_leads_to_its_steps(demo_nap: Nap) -> None:
    done = demo_nap("results", "explain", "2.4", "KG", "2025", "--audience", "forum")
    assert "no single number" in done.out
    assert "sent: 27 (--breakdown step=SENT)" in done.out
    assert "Words or a list" not in done.out


def test_a_period_that_is_none_is_answered_with_those_there_are(demo_nap: Nap) -> None:
    done = demo_nap("results", "explain", "1.19", "KG", "2026-H1")
    assert (done.status, done.out) == (2, "")
    assert "no figure for the period 2026-H1" in done.err
    assert "2025" in done.err


def test_a_year_to_date_figure_says_what_it_is_of(demo_nap: Nap) -> None:
    assert "In this half-year; since the start of the year: 39." in demo_nap("results", "explain", "2.18", "KG", "2025-H2").out
    assert "since the start of the year" not in demo_nap("results", "explain", "2.18", "KG", "2025").out.partition("\n\n")[0][60:]


def test_at_least_is_said_only_of_what_is_at_least(demo_nap: Nap) -> None:
    year = demo_nap("results", "explain", "2.17", "KG", "2025", "--audience", "forum").out
    assert "the result means “at least”" not in year
    assert "single period means “at least”" in year
    places = demo_nap("results", "explain", "2.11", "KG", "2025", "--audience", "forum").out
    assert "places where reached: 3" in places
    assert "Regions that have reached it: 3 of 5" in places
    assert "at least" not in places
    assert "same people" not in places


def test_a_carried_figure_names_its_period_to_everybody(demo_nap: Nap) -> None:
    told = demo_nap("results", "explain", "1.20", "KG-B", "2026-H2", "--audience", "forum").out
    assert "what was known at the end of this period stands: 1st half of 2026." in told


def test_of_figures_carried_from_several_periods_none_is_named(demo_nap: Nap) -> None:
    told = demo_nap("results", "explain", "1.9", "KG", "2026-H2", "--audience", "forum").out
    assert "the last known ones are used, each for at most a year" in told
    assert "what was known at the end" not in told


def test_what_is_rounded_does_not_say_that_it_is_equal(demo_nap: Nap) -> None:
    told = demo_nap("results", "explain", "1.6", "KG", "2025", "--audience", "forum").out
    assert "(38.094% − 38.37%) ÷ (40% − 38.37%) ≈\N{NO-BREAK SPACE}−16.9%" in told
