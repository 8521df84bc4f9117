"""Releases of a store that lives on, against numbers worked out by hand: corrections, an undone return, another plan."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from nap.facts import Result, Status
from nap.monitor import (
    House,
    adopt_plan,
    current,
    explain_figure,
    override_status,
    rebuild,
    release_data,
    release_files,
    undo,
    withdraw_release,
)
from nap.monitor.consenting import free_figures, hold_figures
from nap.releases.release import Kind, Line
from tests.monitor.building import COORDINATOR, H1, WPN
from tests.monitor.releasing import CONTENT, begun, given, house as house, plan_text, published

SURVIVORS = ("2.2", "KG-B", H1, "")
HOURS = ("3.5", "KG-B", H1, "")
CEC_RETURN = "kg-example.CEC.2026-H1.1"


def second_plan(folder: Path) -> Path:
    """Version 2: hours are called otherwise, and there is more to be done about committees."""
    file, text = folder / "plan-2.yaml", plan_text().replace("  version: 1\n", "  version: 2\n")
    for old, new in (("Training hours per officer", "Hours of training"), ("value: 40}", "value: 4000}")):
        assert old in text
        text = text.replace(old, new)
    file.write_text(text)
    return file


def line(house: House, number: int, key: tuple[object, ...]) -> Line:
    return release_data(house, number, Kind.FORUM).by_key[key]  # type: ignore[index]


def why(house: House, number: int, key: tuple[object, ...]) -> tuple[str, ...]:
    moved = release_data(house, number, Kind.FORUM).moved
    return next((one.kinds for one in moved if one.line.key == key), ())


def hours(result: Result) -> tuple[object, ...]:
    return result.value, result.numerator, result.denominator


def test_corrections_and_what_counts_no_more_come_out_as_by_hand(house: House) -> None:
    published(house, begun(house))
    assert hours(line(house, 1, HOURS).result) == (15, 450, 30)
    given(house, "WPN", 70, b"two")
    published(house, begun(house))
    assert hours(line(house, 2, HOURS).result) == (16, 480, 30)
    assert why(house, 2, HOURS) == ("corrected",)
    undo(COORDINATOR, house, CEC_RETURN, "sent by mistake")
    published(house, begun(house, agreed=("WPN", "MIA")))
    assert hours(line(house, 3, HOURS).result) == (Decimal("16.5"), 330, 20)
    assert why(house, 3, HOURS) == ("withdrawn_return",)
    assert line(house, 3, SURVIVORS).result.status is Status.SUPPRESSED


def test_a_release_is_what_it_was_under_every_later_plan(house: House, tmp_path: Path) -> None:
    published(house, begun(house))
    adopt_plan(COORDINATOR, house, "decided by the council", file=second_plan(tmp_path))
    later = current(house)
    given(later, "WPN", 70, b"two")
    published(later, begun(later))
    for kind in Kind:
        assert rebuild(later, 1)[kind.value] == release_files(COORDINATOR, later, 1, kind.value)
        assert rebuild(later, 2)[kind.value] == release_files(COORDINATOR, later, 2, kind.value)
    assert why(later, 2, HOURS) == ("corrected", "plan")
    told = [
        explain_figure(COORDINATOR, later, number, f"R{number}-{line(later, number, HOURS).number}", "en") for number in (1, 2)
    ]
    assert [one.title for one in told] == ["3.5 Training hours per officer", "3.5 Hours of training"]
    assert [release_data(later, number).plan.version for number in (1, 2)] == [1, 2]


def test_a_status_by_hand_moves_a_figure_without_changing_its_number(house: House) -> None:
    published(house, begun(house))
    whole = ("2.2", "KG", H1, "")
    before = line(house, 1, whole).result
    override_status(COORDINATOR, house, "2.2", "KG", H1, Status.OFF_TRACK, "Two committees only meet on paper")
    published(house, begun(house))
    after = line(house, 2, whole).result
    assert (after.value, after.status) == (before.value, Status.OFF_TRACK)
    assert why(house, 2, whole) == ("status",)


def test_what_was_held_back_and_freed_is_the_same_figure_again(house: House) -> None:
    published(house, begun(house))
    hold_figures(WPN, house, "there were threats")
    published(house, begun(house, agreed=("MIA", "CEC")))
    held = line(house, 2, SURVIVORS).result
    assert (held.status, held.value, held.reported) == (Status.SUPPRESSED, None, None)
    free_figures(WPN, house)
    published(house, begun(house))
    assert line(house, 3, SURVIVORS).result.value == 150
    assert why(house, 3, SURVIVORS) == ("shown",)


def test_a_release_after_a_withdrawn_one_names_and_compares_with_the_one_before_it(house: House) -> None:
    published(house, begun(house))
    given(house, "WPN", 70, b"two")
    published(house, begun(house))
    withdraw_release(COORDINATOR, house, 2, "a wrong total")
    given(house, "WPN", 40, b"three")
    published(house, begun(house, replace(CONTENT, replaces=2, because={"en": "a", "ru": "а", "ky": "а"})))
    made = release_data(house, 3)
    assert [one.number for one in (made.previous, made.replaces) if one] == [1, 2]
    assert made.moved == ()
