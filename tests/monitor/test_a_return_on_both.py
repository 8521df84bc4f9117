"""The whole life of a return on each database: invited, sent, mended, accepted, explained, closed, released, hidden, erased."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from nap.monitor import (
    Asked,
    House,
    accept,
    audit_verify,
    close,
    close_period,
    explain,
    hide_now,
    open_house,
    original,
    queue,
    receive,
    results_for,
    return_detail,
    send,
    show_again,
)
from nap.monitor.erasing import ask_erasure, confirm_erasure
from nap.monitor.problems import NotNow
from tests.journeys.filling import fill
from tests.monitor.accounts_made import AIDA, BEK, coordinator, joined, trail, viewer
from tests.monitor.building import CLOCK, COORDINATOR, FORUM, H1, WPN, settings
from tests.monitor.releasing import PARTNERS, begun, given, plan_text, published, quick_files
from tests.monitor.test_mending import blank

WHY = "The shelter was threatened"


@pytest.fixture
def house(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setattr("nap.monitor.publishing.files_of", quick_files)
    file = tmp_path / "plan.yaml"
    file.write_text(plan_text())
    opened = open_house(settings(address, plan_file=file), now=lambda: CLOCK)
    yield opened
    close(opened)


def test_a_whole_life(house: House) -> None:
    aida = viewer(house, joined(house, AIDA, "partner", partner="WPN"))
    bek = coordinator(house, BEK)
    wrong, _ = fill(blank(house.plan), {("2.2", "KG-B"): {"#value+total": "twelve"}})
    refused = send(aida, house, wrong, "first.xlsx").receipt
    assert refused is not None
    assert refused.status == "draft"
    assert "not-a-number" in {one.code for one in return_detail(aida, house, refused.id).findings}
    right, _ = fill(blank(house.plan), {("2.2", "KG-B"): {"#value+total": 40}})
    sent = send(aida, house, right, "second.xlsx").receipt
    assert sent is not None
    assert receive(aida, house, right, "second.xlsx").again
    assert [one.line.receipt.id for one in queue(bek, house) if one.state == "submitted" and one.line] == [sent.id]
    assert accept(bek, house, sent.id).status == "accepted"
    for partner, value in (("MIA", 60), ("CEC", 50)):
        given(house, partner, value)
    reads_alike(house, bek, "40")
    number = made_public(house)
    hidden_and_shown(house)
    erased(house, bek, sent.id)
    assert original_is_gone(house, sent.id)
    assert audit_verify(house)[0] is None
    assert {"submit", "accept", "close_period", "publish_release", "erase"} <= {one.act for one in trail(house)}
    assert number == 1


def reads_alike(house: House, person: object, value: str) -> None:
    """The result is what its explanation says."""
    (found,) = (one for one in results_for(COORDINATOR, house, indicators=["2.2"]) if (one.region, one.period) == ("KG-B", H1))
    assert str(found.value) == "150"
    told = explain(COORDINATOR, house, Asked("2.2", "KG-B", H1))
    assert value in repr(told)
    assert "150" in repr(told)


def made_public(house: House) -> int:
    """Its period is closed, and a release of it published with everybody's consent."""
    close_period(COORDINATOR, house, H1)
    return published(house, begun(house, agreed=tuple(PARTNERS))).number


def hidden_and_shown(house: House) -> None:
    hide_now(COORDINATOR, house, WHY, indicator="2.2")
    assert all(one.value is None for one in results_for(FORUM, house, indicators=["2.2"]))
    show_again(COORDINATOR, house, "The danger is over", indicator="2.2")


def erased(house: House, second: object, id: str) -> None:
    """By two people."""
    ask_erasure(COORDINATOR, house, id, WHY)
    assert confirm_erasure(second, house, id).done  # type: ignore[arg-type]


def original_is_gone(house: House, id: str) -> bool:
    with pytest.raises(NotNow) as caught:
        original(WPN, house, id)
    return caught.value.code == "file_gone"
