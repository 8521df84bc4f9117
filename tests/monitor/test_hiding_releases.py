"""What is hidden at once and releases: those made before wait, one made meanwhile holds nothing of it, in no format."""

from __future__ import annotations

import pytest

from nap.monitor import (
    House,
    Kind,
    Unknown,
    check_release,
    explain_figure,
    hide_now,
    preview,
    release_data,
    release_files,
    show_again,
)
from nap.monitor.hiding_now import suspended
from nap.releases.release import Line, Release
from tests.monitor.building import COORDINATOR, DONOR, FORUM, H1, WPN
from tests.monitor.releasing import begun, house as house, published

WHY = "The shelter was threatened"
THINGS = [{"indicator": "2.2"}, {"region": "KG-B"}]
FIGURE = b"150"
"""Survivors in Batken, and in the country, as nobody else reported any."""


def told(release: Release, indicator: str = "2.2", region: str = "KG-B") -> list[Line]:
    return [one for one in release.lines if (one.result.indicator, one.result.region) == (indicator, region)]


def is_suspended(house: House, number: int) -> bool:
    with house.store.reading() as transaction:
        return suspended(transaction, house, number)


def test_no_answer_sheet_of_an_earlier_release_is_handed_out_meanwhile(house: House) -> None:
    number = published(house, begun(house)).number
    line = release_data(house, number).line("2.2", "KG-B", H1)
    assert line is not None
    name = f"R{number}-{line.number}"
    for thing in THINGS:
        hide_now(COORDINATOR, house, WHY, **thing)
        for viewer in (DONOR, FORUM, WPN):
            with pytest.raises(Unknown):
                explain_figure(viewer, house, number, name, "en")
        assert "150" in explain_figure(COORDINATOR, house, number, name, "en").text
        show_again(COORDINATOR, house, "over", **thing)
        assert "150" in explain_figure(DONOR, house, number, name, "en").text


def test_a_release_made_meanwhile_holds_nothing_of_it_not_even_as_it_was_before(house: House) -> None:
    first = published(house, begun(house)).number
    assert FIGURE in release_files(COORDINATOR, house, first)["figures.csv"]
    hide_now(COORDINATOR, house, WHY, indicator="2.2")
    second = published(house, begun(house)).number
    for kind in Kind:
        lines = told(release_data(house, second, kind))
        assert {each.value for one in lines for each in (one.result, one.before) if each is not None} == {None}
        for path, data in release_files(COORDINATOR, house, second, kind.value).items():
            assert FIGURE not in b"\n".join(row for row in data.splitlines() if b"2.2" in row), path
    assert [is_suspended(house, number) for number in (first, second)] == [True, False]


@pytest.mark.parametrize("thing", THINGS, ids=str)
def test_what_changed_since_does_not_tell_it(house: House, thing: dict[str, str]) -> None:
    published(house, begun(house))
    draft = begun(house)
    hide_now(COORDINATOR, house, WHY, **thing)
    for kind in Kind:
        release = preview(COORDINATOR, house, draft, kind)
        moved = [one for one in release.moved if one.line.result.indicator == "2.2" and one.line.result.region == "KG-B"]
        assert {one.kinds for one in moved} == {("hidden",)}
        assert {one.line.before for one in moved} == {None}


@pytest.mark.parametrize("thing", THINGS, ids=str)
def test_the_total_above_a_hidden_place_does_not_tell_it(house: House, thing: dict[str, str]) -> None:
    hide_now(COORDINATOR, house, WHY, **thing)
    draft = begun(house)
    assert {one.result.value for one in told(preview(COORDINATOR, house, draft), region="KG")} == {None}
    assert "hidden_now" in {one.code for one in check_release(COORDINATOR, house, draft)}


def test_a_preview_made_before_is_made_anew(house: House) -> None:
    draft = begun(house)
    assert {one.result.value for one in told(preview(COORDINATOR, house, draft))} != {None}
    hide_now(COORDINATOR, house, WHY, indicator="2.2")
    assert {one.result.value for one in told(preview(COORDINATOR, house, draft))} == {None}
