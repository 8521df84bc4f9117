"""Laws of the checks inside one file: honest figures give no warning, each planted fault gives its code at its cell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from nap.facts import Finding, Severity
from nap.plan import Plan, load_plan
from nap.returns import tags
from nap.returns.checks.causes import one_cause
from nap.returns.checks.rounding import makes, rounding
from nap.returns.checks.weights import needed, weight
from nap.settings import ROOT
from tests.returns.honest_figures import honest_return
from tests.returns.workbooks import Return, check

TODAY = date(2026, 7, 10)
OURS = {"places-differ", "periods-differ", "shares-not-whole", "copied-unchanged", "constant-zero", "lost-decimal", "rule-broken"}
OURS |= {"total-outside-parts", "steps-not-falling", "missing-value", "total-decreased"}


@cache
def demo_plan() -> Plan:
    plan, faults = load_plan(Path(ROOT / "indicators.yaml"))
    assert plan is not None, faults
    return plan


def warned(made: Return) -> list[Finding]:
    """Errors and warnings that these checks give, and any other."""
    findings = check(made.data(), made.plan, today=TODAY).findings
    return [each for each in findings if each.severity in {Severity.ERROR, Severity.WARNING}]


# --- honest returns ---


@given(st.integers(0, 10**6), st.sampled_from(["NSC", "CEC", "MLM", "MIA", "WPN", "MES", "WSC"]))
def test_an_honest_return_is_asked_about_nothing(seed: int, partner: str) -> None:
    """Of one period: years drawn apart from each other are no honest series, and series have laws of their own."""
    made = honest_return(demo_plan(), partner, "2025-H2", seed, ())
    assert [(each.code, each.case, each.cells) for each in warned(made)] == []


# --- planted faults ---

Plant = Callable[[Return], str]
SHARE = ("3.3", "KG-T")


def moved_up(made: Return) -> str:
    sheet, cell = made.where(*SHARE, tags.TOTAL)
    sheet[cell].value = 99
    return cell


def moved_down(made: Return) -> str:
    sheet, cell = made.where(*SHARE, tags.TOTAL)
    sheet[cell].value = round(float(str(sheet[cell].value)) / 100, 4)
    return cell


def zero(made: Return) -> str:
    return made.put(*SHARE, tags.TOTAL, 0)


def beside(made: Return) -> str:
    for place in ("KG-T", "KG-C"):
        made.put("3.3", place, tags.TOTAL, 41.5723)
    return made.where("3.3", "KG-C", tags.TOTAL)[1]


def too_many(made: Return) -> str:
    sheet, cell = made.where("3.4", "KG", tags.TOTAL)
    for tag in (tags.TOTAL, "#value+f", "#value+m"):
        sheet, one = made.where("3.4", "KG", tag)
        sheet[one].value = int(str(sheet[one].value)) // 2 + 1 if tag == tags.TOTAL else None
    return cell


def outside(made: Return) -> str:
    return made.put("3.3", "KG", tags.TOTAL, 100)


PLANTED = [
    (moved_up, "lost-decimal", (2, 9)),
    (moved_down, "lost-decimal", (40, 70)),
    (zero, "constant-zero", (30, 60)),
    (beside, "copied-unchanged", (35, 50)),
    (too_many, "places-differ", (30, 60)),
    (outside, "places-differ", (30, 60)),
]


@given(st.sampled_from(PLANTED), st.integers(0, 10**6), st.data())
def test_a_planted_fault_gives_its_code_at_its_cell(
    planted: tuple[Plant, str, tuple[int, int]], seed: int, data: st.DataObject
) -> None:
    plant, code, shares = planted
    made = honest_return(demo_plan(), "NSC", "2025-H2", seed)
    places = [str(sheet.cell(row, columns[tags.REGION]).value) for sheet, columns, row in of(made, "3.3")]
    typed = [data.draw(st.integers(shares[0] * 10, shares[1] * 10)) / 10 for _ in places]
    for place, share in zip(places, typed, strict=True):
        made.put("3.3", place, tags.TOTAL, sum(shares) / 2 if place == "KG" else share)
    for place, share in (("KG-B", shares[0]), ("KG-J", shares[1])):
        made.put("3.3", place, tags.TOTAL, share)
    for number, place in enumerate(place for place in places if place != "KG"):
        for tag, typed_number in ((tags.TOTAL, 40 + number), ("#value+f", 10 + number), ("#value+m", 30)):
            made.put("3.4", place, tag, typed_number)
    for tag, total in ((tags.TOTAL, 396), ("#value+f", 126), ("#value+m", 270)):
        made.put("3.4", "KG", tag, total)
    cell = plant(made)
    (finding,) = warned(made)
    assert (finding.code, finding.cells[0]) == (code, cell)


def of(made: Return, indicator: str) -> list[tuple[Worksheet, dict[str, int], int]]:
    """The rows of one indicator."""
    return [(s, columns, row) for s, columns, row in made.lines() if s.cell(row, columns[tags.INDICATOR]).value == indicator]


# --- the measures themselves ---


@given(st.integers(1, 12), st.integers(1, 3), st.data())
def test_shares_rounded_as_typed_still_make_their_whole(count: int, places: int, data: st.DataObject) -> None:
    raw = [data.draw(st.integers(1, 10**6)) for _ in range(count)]
    unit = Decimal(1).scaleb(-places)
    shares = [(Decimal(100 * each) / sum(raw)).quantize(unit) for each in raw]
    if all(each.as_tuple().digits[-1] for each in shares) or count < 3:
        assert makes(shares, Decimal(100))
    assert rounding(shares) >= Decimal("0.1")


@pytest.mark.parametrize(
    "number, digits", [("0", 0), ("7", 0), ("40", 0), ("300000", 0), ("12", 1.5), ("12309", 4.5), ("0.376517", 5.5)]
)
def test_long_figures_weigh_and_round_ones_do_not(number: str, digits: float) -> None:
    assert weight(Decimal(number)) == digits
    assert weight(-Decimal(number)) == digits


def test_the_more_is_compared_the_longer_an_equal_figure_must_be() -> None:
    assert needed(0) == needed(1) < needed(50) < needed(100_000)


def test_what_follows_from_a_told_slip_is_not_told_and_what_does_not_is() -> None:
    slip = Finding("lost-decimal", Severity.WARNING, "A", ("F4",))
    follows = Finding("places-differ", Severity.WARNING, "A", ("F2", "F3", "F4"))
    other = Finding("places-differ", Severity.WARNING, "B", ("F2", "F3", "F4"))
    apart = Finding("steps-not-falling", Severity.WARNING, "A", ("F4",))
    assert one_cause([follows, slip, other, apart]) == [slip, other, apart]
    twice = Finding("constant-zero", Severity.WARNING, "A", ("F9",), case="lone")
    again = Finding("constant-zero", Severity.WARNING, "A", ("F9",))
    assert one_cause([twice, again]) == [twice]
