"""The demo's story: through the ordinary door, at its own dates, whole or not at all."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import yaml

from nap import monitor
from nap.monitor import House, NotNow, demo as telling
from nap.plan import load_plan
from nap.settings import ROOT
from tests.monitor.building import COORDINATOR, H1, WPN, a_draft, a_house, a_workbook

STORY = """
- file: wpn-1.xlsx
  partner: WPN
  period: 2026-H1
  received: 2026-07-10
  events:
    - {date: 2026-07-10, act: submit}
    - {date: 2026-07-21, act: send_back, reason: 'Osh: ten times the first half of the year'}
- file: wpn-2.xlsx
  partner: WPN
  period: 2026-H1
  received: 2026-07-30
  events:
    - {date: 2026-07-30, act: submit}
    - {date: 2026-08-03, act: accept}
- file: mia.xlsx
  partner: MIA
  period: 2026-H1
  received: 2026-07-12
  events: [{date: 2026-07-12, act: none}]
"""


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Three workbooks by file name."""
    house = a_house(f"sqlite:///{tmp_path_factory.mktemp('story') / 'nap.sqlite'}")
    told = (("wpn-1", "WPN", 50), ("wpn-2", "WPN", 5), ("mia", "MIA", 3))
    made = {f"{name}.xlsx": a_workbook(house, partner, H1, value) for name, partner, value in told}
    monitor.close(house)
    return made


@pytest.fixture
def story(tmp_path: Path, workbooks: dict[str, bytes]) -> Path:
    """The workbooks and what happens to them."""
    for name, data in workbooks.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "story.yaml").write_text(STORY, encoding="utf-8")
    return tmp_path / "story.yaml"


def test_an_interrupted_telling_leaves_nothing_and_the_next_tells_all(
    quick_house: House, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(telling, "approve", interrupted)
        with pytest.raises(KeyboardInterrupt):
            monitor.fill_demo(quick_house, story)
    assert monitor.all_returns(COORDINATOR, quick_house) == ()
    assert not monitor.installation(quick_house).begun
    assert monitor.fill_demo(quick_house, story) == 3


def test_a_store_in_use_is_left_as_it_is(quick_house: House, story: Path) -> None:
    a_draft(quick_house)
    assert monitor.fill_demo(quick_house, story) == 0
    assert len(monitor.all_returns(COORDINATOR, quick_house)) == 1


def test_a_story_is_told_once(quick_house: House, story: Path) -> None:
    assert [monitor.fill_demo(quick_house, story) for _ in range(2)] == [3, 0]


def test_a_step_nobody_knows_stops_the_telling(quick_house: House, story: Path) -> None:
    story.write_text(STORY.replace("act: accept", "act: applaud"), encoding="utf-8")
    with pytest.raises(ValueError, match="applaud"):
        monitor.fill_demo(quick_house, story)
    assert not monitor.installation(quick_house).begun


def test_a_story_that_judges_a_return_with_errors_stops(quick_house: House, story: Path) -> None:
    (story.parent / "wpn-1.xlsx").write_bytes(a_workbook(quick_house, "WPN", H1, -1))
    with pytest.raises(NotNow, match="has_errors"):
        monitor.fill_demo(quick_house, story)


def test_the_story_happens_at_its_own_dates_in_order(quick_house: House, story: Path) -> None:
    monitor.fill_demo(quick_house, story)
    lines = monitor.all_returns(COORDINATOR, quick_house)
    found = {(line.receipt.partner, line.receipt.version): (line.receipt.status, line.late) for line in lines}
    assert found == {("WPN", 1): ("returned", False), ("WPN", 2): ("accepted", True), ("MIA", 1): ("draft", False)}
    (first,) = (line.receipt for line in lines if (line.receipt.partner, line.receipt.version) == ("WPN", 1))
    events = monitor.return_detail(WPN, quick_house, first.id).events
    assert [(event.at.date(), event.act, event.person) for event in events] == [
        (date(2026, 7, 10), "receive", "wpn@demo"),
        (date(2026, 7, 10), "submit", "wpn@demo"),
        (date(2026, 7, 21), "send_back", "coordinator@demo"),
    ]
    assert events[-1].reason.startswith("Osh")
    assert monitor.audit_verify(quick_house)[0] is None


def test_a_telling_is_the_same_every_time(quick_house: House, story: Path) -> None:
    steps = telling.read_story(story)
    assert [(step.day.isoformat(), step.act) for step in steps] == [
        ("2026-07-10", "receive"),
        ("2026-07-10", "submit"),
        ("2026-07-12", "receive"),
        ("2026-07-21", "send_back"),
        ("2026-07-30", "receive"),
        ("2026-07-30", "submit"),
        ("2026-08-03", "accept"),
    ]
    assert monitor.fill_demo(quick_house, story) == Counter(step.act for step in steps)["receive"]


def test_our_own_story_names_files_and_partners_that_are_there() -> None:
    plan, faults = load_plan(ROOT / "indicators.yaml")
    assert plan is not None, faults
    steps = telling.read_story(telling.STORY)
    assert {step.file for step in steps if not step.file.is_file()} == set()
    assert {step.partner for step in steps} <= {partner.code for partner in plan.partners}
    expected = {entry["expect"] for entry in yaml.safe_load(telling.STORY.read_text(encoding="utf-8"))}
    assert expected <= {"clean", "warnings", "errors"}
