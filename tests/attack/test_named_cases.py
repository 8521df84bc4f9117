"""The worked cases of the field notes, and that the attacker does find what is left open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from nap.facts import Observation, Status
from nap.plan import Plan
from nap.results import Audience, compute
from nap.results.hiding import Past, hide, shown
from tests.attack.breaking import broken
from tests.attack.named import HOMICIDES, VICTIMS, homicides, victims
from tests.attack.rows import Cell, Kept, by_cell, cell, editions, own_by_me, own_by_product, told_to_anybody
from tests.results.building import REGIONS, a_plan, seen

END, JUNE = date(2022, 12, 31), date(2026, 6, 30)
EVERYBODY = ("", "P1", "P2", "P3", "P4")


def opened(plan: Plan, kept: Sequence[Kept], *places: tuple[str, str]) -> list[Kept]:
    """The last edition with these places (region, breakdown) no longer hidden."""
    last = kept[-1]
    told = {at: last.truth[at] if (at[1], at[3]) in places else row for at, row in last.told.items()}
    return [*kept[:-1], replace(last, told=told)]


def hidden(kept: Kept) -> set[tuple[str, str]]:
    return {(at[1], at[3]) for at, row in kept.told.items() if row.status is Status.SUPPRESSED}


def test_homicides_of_2022_by_sex() -> None:
    plan = homicides()
    kept = editions(plan, [(END, victims(HOMICIDES))])
    few = ("KG-B", "KG-Y", "KG-N", "KG-O", "KG-T", "KG-GO")
    assert hidden(kept[0]) == {(place, key) for place in few for key in ("sex=F", "sex=M")}
    assert broken(plan, kept, EVERYBODY) == []


def test_if_only_batkens_women_were_hidden_the_attacker_would_find_the_three() -> None:
    plan = homicides()
    kept = editions(plan, [(END, victims(HOMICIDES))])
    others = [at for at in hidden(kept[0]) if at != ("KG-B", "sex=F")]
    found = broken(plan, opened(plan, kept, *others), ("",))
    assert [(each.cell[1], each.low, each.high) for each in found if each.cell[1:] == ("KG-B", found[0].cell[2], "sex=F")] == [
        ("KG-B", pytest.approx(3), pytest.approx(3))
    ]


@pytest.mark.parametrize("place", ["KG-B", "KG-Y", "KG-N", "KG-O", "KG-T"])
def test_one_complement_that_is_shown_gives_its_row_away(place: str) -> None:
    plan = homicides()
    kept = editions(plan, [(END, victims(HOMICIDES))])
    found = broken(plan, opened(plan, kept, (place, "sex=M")), ("",))
    assert (place, "sex=F") in {(each.cell[1], each.cell[3]) for each in found}
    assert all(each.low == pytest.approx(each.true) for each in found if each.cell[1] == place)


def talas() -> tuple[Plan, list[Observation]]:
    """From January to June 11, to July 13, then nothing more: two in the second half of the year."""
    told = {"type": "count", "counts": "people", "sensitivity": "people", "accumulation": "ytd", "frequency": "month"}
    plan = a_plan(told, partners={"P1": ["KG-T"]}, years=(2026, 2026), history_from=2026, frequency="month")
    sums = [6, 6, 6, 6, 6, 11, *[13] * 6]
    return plan, [seen("P1", "KG-T", f"2026-{month:02}", value) for month, value in enumerate(sums, start=1)]


def test_a_running_total_that_grows_by_two_is_hidden() -> None:
    plan, given = talas()
    kept = editions(plan, [(date(2026, month, 28), given[: month - 1]) for month in (7, 8)] + [(date(2026, 12, 31), given)])
    for number in (1, 2, 3):
        assert broken(plan, kept[:number], ("",)) == []
    july = ("1.1", "KG-T", given[6].period, "")
    assert kept[1].truth[july].value == 2
    assert kept[1].told[july].status is Status.SUPPRESSED


def test_the_year_beside_the_first_half_would_give_the_two_away() -> None:
    plan, given = talas()
    edition = editions(plan, [(date(2026, 12, 31), given)])[0]
    halves = {at: edition.truth[at] for at in edition.told if str(at[2]) in ("2026", "2026-H1")}
    found = broken(plan, [replace(edition, told={**edition.told, **halves})], ("",))
    assert ("2026-H2", 2, 2) in {(str(each.cell[2]), round(each.low, 3), round(each.high, 3)) for each in found}


def survivors(*shares: tuple[str, str, int]) -> list[Observation]:
    return [seen(partner, place, "2026-H1", value) for partner, place, value in shares]


def sensitive() -> Plan:
    written = {"type": "count", "counts": "people", "sensitivity": "sensitive", "frequency": "half_year"}
    partners = {"P1": list(REGIONS), "P2": list(REGIONS), "P3": list(REGIONS), "P4": ["KG-T"]}
    return a_plan(written, partners=partners, years=(2026, 2026), history_from=2026)


FIRST = (
    *(("P1", place, 20) for place in ("KG-B", "KG-O", "KG-C")),
    *(("P2", place, 30) for place in ("KG-B", "KG-O", "KG-C")),
    *(("P3", place, 15) for place in ("KG-B", "KG-O", "KG-C")),
)


@pytest.mark.parametrize(
    "late",
    [
        (("P1", "KG-T", 4),),
        (("P1", "KG-T", 4), ("P2", "KG-T", 40)),
        (("P4", "KG-T", 40), ("P1", "KG-T", 3), ("P2", "KG-T", 2)),
        (("P1", "KG-N", 12), ("P2", "KG-T", 2), ("P3", "KG-T", 30)),
    ],
)
def test_two_editions_side_by_side_tell_nobody_what_came_late(late: tuple[tuple[str, str, int], ...]) -> None:
    plan = sensitive()
    kept = editions(plan, [(JUNE, survivors(*FIRST)), (JUNE, survivors(*FIRST, *late))])
    for number in (1, 2):
        assert broken(plan, kept[:number], EVERYBODY) == []


def test_a_partner_does_not_find_the_others_by_its_own_returns() -> None:
    """Without the small region's own partner nobody may subtract: P1 has most of Osh, P2 the few of Talas."""
    plan = sensitive()
    given = survivors(*FIRST, ("P1", "KG-Y", 300), ("P2", "KG-T", 6), ("P3", "KG-N", 50))
    assert broken(plan, editions(plan, [(JUNE, given)]), EVERYBODY) == []


def told(plan: Plan, observations: Sequence[Observation], day: date, kind: str, past: Sequence[Past] = ()) -> dict[Cell, object]:
    results = compute(plan, observations, day)
    own = own_by_product(plan, observations, day)
    pattern = hide(plan, results, own=own, past=past)
    return {cell(each): each.value for each in shown(plan, results, pattern, Audience.parse(kind))}


def test_a_donors_release_has_no_number_that_the_forums_page_of_the_same_day_hides() -> None:
    plan, given = homicides(), victims(HOMICIDES)
    donor, forum = (told(plan, given, END, kind) for kind in ("donor", "forum"))
    assert {at: value for at, value in donor.items() if forum[at] != value} == {}


def test_a_donors_release_and_the_forums_page_of_a_later_day_cannot_be_subtracted() -> None:
    """A woman more in Batken and a man more in Talas, on the page but not in the release."""
    plan, later = homicides(), HOMICIDES | {"KG-B": (4, 5), "KG-T": (1, 6)}
    kept = editions(plan, [(END, victims(HOMICIDES)), (END, victims(later))])
    assert broken(plan, kept, ("", "P1")) == []


def test_small_changes_of_what_is_shown_are_no_small_cells_but_hidden_cells_stay_hidden() -> None:
    plan, later = homicides(), HOMICIDES | {"KG-C": (13, 51)}
    kept = editions(plan, [(END, victims(HOMICIDES)), (END, victims(later))])
    assert hidden(kept[0]) <= hidden(kept[1])


def test_without_any_hiding_the_attacker_finds_everything() -> None:
    plan = homicides()
    results = compute(plan, victims(HOMICIDES), END)
    bare = Kept(by_cell(results), by_cell(results), own_by_me(plan, victims(HOMICIDES), END))
    found = {(each.cell[1], each.cell[3]) for each in broken(plan, [bare], ("",))}
    assert found == {
        (place, key) for place, pair in HOMICIDES.items() for key, few in zip(("sex=F", "sex=M"), pair, strict=True) if few < 5
    }


def test_rows_a_reader_gets_are_those_that_the_attacker_reads() -> None:
    plan, given = a_plan(VICTIMS, partners={"P1": ["KG-B"]}, years=(2022, 2022), history_from=2022), victims({"KG-B": (30, 50)})
    results = compute(plan, given, END)
    pattern = hide(plan, results)
    assert told_to_anybody(plan, results, pattern) == by_cell(shown(plan, results, pattern, Audience.parse("forum")))
