"""Several files beside each other: the same one twice, two for one return, what a folder holds besides returns."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from nap.facts import Finding, Period, Severity
from nap.plan import Plan
from nap.returns.check import Checked
from nap.returns.several import Tried, gravest, own_names, rivals, twins, why_left_out

ERROR = Finding("not-a-number", Severity.ERROR)
REFUSED = Finding("wrong-template", Severity.REFUSED)
WARNING = Finding("missing-value", Severity.WARNING)


def tried(name: str, sha256: str, plan: Plan | None, period: str = "2026-H1", verdict: str = "clean", *found: Finding) -> Tried:
    checked = Checked(verdict, plan, "WPN" if plan else None, Period.parse(period) if plan else None, "en", findings=found)
    return Tried(name, sha256, checked)


def test_two_different_files_for_one_return_are_rivals_and_their_copies_are_not(example_plan: Plan) -> None:
    files = [
        tried("a", "1", example_plan),
        tried("b", "2", example_plan),
        tried("copy of a", "1", example_plan),
        tried("c", "3", example_plan, "2025-H2"),
    ]
    assert rivals(files) == {"a": ("b",), "b": ("a",)}
    assert twins(files) == {"copy of a": "a"}


def test_the_same_return_of_two_versions_of_the_plan_is_one_return(example_plan: Plan) -> None:
    later = replace(example_plan, version=example_plan.version + 1)
    assert rivals([tried("a", "1", example_plan), tried("b", "2", later)]) == {"a": ("b",), "b": ("a",)}


def test_files_that_say_nothing_of_themselves_are_nobodys_rivals() -> None:
    assert rivals([tried("a", "1", None), tried("b", "2", None)]) == {}


def test_files_that_could_not_be_opened_are_not_called_the_same() -> None:
    assert twins([tried("a", "", None), tried("b", "", None)]) == {}


def test_what_must_be_mended_is_counted_apart_from_what_is_to_be_explained(example_plan: Plan) -> None:
    one = tried("a", "1", example_plan, "2026-H1", "errors", ERROR, ERROR, WARNING, Finding("late", Severity.INFO))
    assert (one.to_mend, one.to_explain) == (2, 1)
    assert tried("b", "2", None, "2026-H1", "refused", REFUSED).to_mend == 1


@pytest.mark.parametrize(
    ("verdicts", "over_all"),
    [
        ([], "clean"),
        (["warnings", "clean"], "warnings"),
        (["errors", "warnings"], "errors"),
        (["clean", "refused", "errors"], "refused"),
    ],
)
def test_the_gravest_verdict_speaks_for_all(verdicts: list[str], over_all: str) -> None:
    assert gravest(tried(str(number), "", None, verdict=verdict) for number, verdict in enumerate(verdicts)) == over_all


@pytest.mark.parametrize(
    ("place", "beginning", "why"),
    [
        ("~$return.xlsx", b"", "lock"),
        ("sub/.~lock.return.ods#", b"", "lock"),
        (".return.xlsx", b"", "hidden"),
        (".git/return.xlsx", b"", "hidden"),
        ("letter.pdf", b"PK\x03\x04", "kind"),
        ("notes", b"hello", "kind"),
        ("return", b"PK\x03\x04", ""),
        ("RETURN.XLSX", b"", ""),
        ("sub/old.xls", b"", ""),
        ("table.csv", b"", ""),
    ],
)
def test_a_folder_is_searched_for_returns_and_nothing_else(place: str, beginning: bytes, why: str) -> None:
    assert why_left_out(place, lambda: beginning) == why


@given(st.lists(st.sampled_from(["a.xlsx", "a (2).xlsx", "b", "x/a.xlsx", ""]), max_size=12))
def test_every_file_has_a_name_of_its_own_and_the_first_keeps_its_name(names: list[str]) -> None:
    own = own_names(names)
    assert len(set(own)) == len(names)
    assert all(own[names.index(name)] == name for name in names)
