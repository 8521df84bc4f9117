"""What partners really send, as somebody foresaw it who had not read the code: every case comes out as the texts ask."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from nap.facts import Severity
from nap.plan import Plan
from nap.returns import tags
from tests.asked import anomalies, files, layout, names, numbers, places, words
from tests.asked.cases import TODAY, Case, complaints, figures, honest_reading, reading, spoken, with_shares
from tests.asked.lean import Cell, honest
from tests.asked.numbers import Typed

CASES = [case for module in (names, places, words, layout, anomalies, files) for case in module.cases()]
CELLS = {
    "C": ("2.2", tags.TOTAL),
    "M": ("2.6", tags.TOTAL),
    "R": ("3.5", tags.NUMERATOR),
    "P": ("3.3", tags.TOTAL),
    "I": ("3.6", tags.TOTAL),
}
NEIGHBOURS = {"lost-decimal", "copied-unchanged", "constant-zero"}
"""Nine figures taken from the corpus stand side by side in one return; that they look odd beside each other is no fault."""


def _bundles() -> Iterator[tuple[str, list[tuple[str, Typed]]]]:
    """As many typed values at once as there are rows for them: partner and (region, value)."""
    waiting = {kind: [each for each in numbers.typed() if each.kind == kind] for kind in CELLS}
    while any(waiting.values()):
        for partner, kinds in (("CEC", "CMRP"), ("NSC", "I")):
            regions = sorted({key[1] for key in REGIONS[partner]})
            bundle = [(region, waiting[kind].pop(0)) for kind in kinds for region in regions if waiting[kind]]
            if bundle:
                yield partner, bundle


REGIONS = {
    "CEC": [("", each) for each in ["KG-B", "KG-J", "KG-Y", "KG-N", "KG-O", "KG-T", "KG-C", "KG-GB", "KG-GO"]],
    "NSC": [("", "KG")],
}
BUNDLES = list(_bundles())


@pytest.mark.parametrize("partner", ["WPN", "MIA", "PBF", "CEC", "NSC"])
@pytest.mark.parametrize("lang", ["ru", "ky", "en"])
def test_an_honest_return_says_nothing(example_plan: Plan, partner: str, lang: str) -> None:
    assert honest_reading(example_plan, partner, lang).verdict == "clean"
    assert not spoken(honest_reading(example_plan, partner, lang))


@pytest.mark.parametrize("number", range(len(BUNDLES)))
def test_a_number_is_read_as_it_was_meant_or_refused_at_its_cell(example_plan: Plan, number: int) -> None:
    assert _typed(example_plan, *BUNDLES[number]) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_partners_send_comes_out_as_asked(example_plan: Plan, case: Case) -> None:
    assert complaints(case, example_plan) == []


def _typed(plan: Plan, partner: str, bundle: list[tuple[str, Typed]]) -> list[str]:
    plan = with_shares(plan)
    before, book = figures(honest_reading(plan, partner, "ru")), honest(plan, partner)
    for sheet, columns, row in book.rows():
        for tag in ("#value+origin_budget", "#value+origin_community"):
            sheet.cells.pop((row, columns.get(tag, 0)), None)
    places = {}
    for region, each in bundle:
        value = each.typed if isinstance(each.typed, Cell) else Cell(each.typed)
        spot = book.put(
            CELLS[each.kind][0], region, CELLS[each.kind][1], value.value, value.fmt, formula=value.formula, error=value.error
        )
        places[spot] = (book.key, each)
    checked = reading(book.data(), plan, TODAY["2026-H2"])
    after, wrong = figures(checked), []
    for spot, (key, each) in places.items():
        here = [
            found
            for found in spoken(checked)
            if found.sheet == spot[0] and spot[1] in found.cells and found.code not in NEIGHBOURS
        ]
        told = [f"{found.code}({found.case}) {found.severity}" for found in here]
        name = f"{each.kind} {each.typed!r}"
        if after.get(key, "") not in each.gives.split("|"):
            wrong.append(f"{name}: read as {after.get(key, '')!r}, not {each.gives!r}; said {told}")
        if each.at and not {found.code for found in here} & set(each.at.split()):
            wrong.append(f"{name}: one of {each.at} must be said; said {told}")
        if {found.code for found in here} - {*each.at.split(), *each.may.split()}:
            wrong.append(f"{name}: said too much: {told}")
        if not each.gives and each.at != "missing-value" and not any(found.severity == Severity.ERROR for found in here):
            wrong.append(f"{name}: no error")
        offers = {str(dict(found.facts)["offer"]) for found in here if "offer" in dict(found.facts)}
        if each.offer is not None and offers != ({each.offer} if each.offer else set()):
            wrong.append(f"{name}: offered {offers}, not {each.offer!r}")
    mine = {key for key, _ in places.values()}
    wrong += [
        f"{key}: {value} became {after.get(key)}"
        for key, value in before.items()
        if key not in mine and "origin=" not in key[3] and after.get(key) != value
    ]
    elsewhere = [
        f
        for f in spoken(checked)
        if f.code not in NEIGHBOURS and not any(f.sheet == spot[0] and set(f.cells) & {spot[1]} for spot in places)
    ]
    return [*wrong, *(f"{found.code} at {found.cells} of nobody" for found in elsewhere)]
