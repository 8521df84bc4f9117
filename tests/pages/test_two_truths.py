"""Nobody reads a hidden number off a page: two houses that differ in hidden numbers alone show the same, byte for byte.

Everything sent to a browser, and every figure that could be taken along, for the forum, for an organisation whose own figures are
the same in both, and for a donor: of today, of an earlier day and of a release.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import ui.session
from nap.facts import Item, Observation, Period, Status
from nap.monitor import (
    House,
    TrackingAsked,
    Viewer,
    accept,
    brief_page,
    close,
    close_period,
    open_house,
    region_brief,
    released_house,
    results_for,
    set_visibility,
    sign_in_demo,
    submit,
    tracking_file,
)
from nap.monitor.sending import keep
from nap.people import Role
from tests.attack.named import HOMICIDES
from tests.attack.test_files import OTHERWISE
from tests.monitor.building import CLOCK, COORDINATOR, FORUM, H1, PLAN_FILE, a_check, settings, somebody
from tests.monitor.releasing import PARTNERS, begun, published, quick_files
from tests.pages.conftest import FRAME, PATIENCE
from tests.pages.test_hidden_everywhere import everything
from ui.menu import PAGES, offered

H2, YEAR = Period.parse("2025-H2"), Period.parse("2025")
KEPT = ("1.1", "2.1", "2.2", "2.3", "3.1", "3.5")
LETTERS = """  - code: '2.9'
    objective: O2
    title: {en: Survivors led to help, ru: Направлены за помощью, ky: Жардамга жиберилгендер}
    type: list
    counts: people
    sensitivity: sensitive
    partners: list
"""


@dataclass(frozen=True)
class Truth:
    """Women and men trained by region, survivors by region and organisation, cases, women deputies, entries about people."""

    trained: Mapping[str, tuple[int, int]]
    survivors: Mapping[str, Mapping[str, int]]
    cases: int
    deputies: Mapping[str, int]
    led: int


ONE = Truth(
    HOMICIDES | {"KG-T": (2, 2), "KG-GO": (1, 2)},
    {"KG-B": {"WPN": 40, "MIA": 60, "CEC": 50}, "KG-O": {"WPN": 30, "MIA": 20}, "KG-J": {"WPN": 21, "MIA": 22}},
    17,
    {"KG-B": 12, "KG-GO": 2, "KG-T": 4, "KG-C": 30},
    3,
)
OTHER = Truth(
    OTHERWISE | {"KG-T": (1, 2), "KG-GO": (2, 2)},
    {"KG-B": {"WPN": 55, "MIA": 45, "CEC": 50}, "KG-O": {"WPN": 25, "MIA": 28}, "KG-J": {"WPN": 18, "MIA": 22}},
    0,
    {"KG-B": 12, "KG-GO": 3, "KG-T": 3, "KG-C": 30},
    8,
)


def plan_text() -> str:
    """Indicators of the example plan that count people in different ways, two lists, and regional targets for what is hidden."""
    head, *indicators = PLAN_FILE.read_text().split("\n  - code: '")
    text = "\n  - code: '".join([head, *(one.rstrip() for one in indicators if one.startswith(KEPT))]) + "\n" + LETTERS
    goals = ", ".join(f"{code}: [{{date: 2027-12-31, value: {30 + 7 * n}, over: plan}}]" for n, code in enumerate(HOMICIDES))
    changes = {
        "history_from: 2012": "history_from: 2025",
        "type: stock\n    counts: organisations\n": "type: stock\n    counts: people\n    sensitivity: sensitive\n",
        "partners: max                     # sum": f"regional_targets: {{{goals}}}\n    partners: sum                     # sum",
        "    counts: people\n    numerator": "    counts: people\n    sensitivity: people\n    numerator",
        "lead: CEC\n    baseline": "lead: MIA\n    baseline",
        "    rules: ['3.2.REPORTED <= 3.1']\n": "",
        "    rules: ['3.2.REPORTED <= 3.1']": "",
    }
    for before, after in changes.items():
        text = text.replace(before, after)
    return text


def trained(partner: str, period: Period, table: Mapping[str, tuple[int, int]]) -> Iterator[Observation]:
    for place, (women, men) in table.items():
        for key, value in (("", women + men), ("sex=F", women), ("sex=M", men), ("sex=_U", 0)):
            yield Observation(partner, "2.1", place, period, breakdown=key, value=Decimal(value))


def said_by(partner: str, truth: Truth, period: Period) -> Iterator[Observation]:
    """What that organisation says in one period; CEC says the same in both truths."""
    for place, numbers in truth.survivors.items():
        if partner in numbers:
            yield Observation(partner, "2.2", place, period, value=Decimal(numbers[partner]))
    yield Observation(partner, "3.5", "KG-B", period, numerator=Decimal(140), denominator=Decimal(10))
    if partner == "WPN":
        yield from trained(partner, period, truth.trained)
    if partner == "MIA":
        yield Observation(
            partner, "3.1", "KG", Period.parse("2026-Q2" if period == H1 else "2025-Q4"), value=Decimal(truth.cases)
        )
    if partner == "MIA" and period == H2:
        for place, women in truth.deputies.items():
            yield Observation(partner, "1.1", place, YEAR, numerator=Decimal(women), denominator=Decimal(60))


def letters(partner: str, truth: Truth, period: Period) -> Iterator[Item]:
    day = date(2026, 2, 3) if period == H1 else date(2025, 9, 3)
    if partner == "WPN":
        yield from (Item("2.3", "KG-B", day, f"Letter {n}", "district office", answered_recipient="да") for n in range(4))
        yield from (Item("2.9", "KG-O", day, f"Survivor {n}", "crisis centre", "a case") for n in range(truth.led))


def sent(house: House, partner: str, truth: Truth, period: Period) -> None:
    """One return, accepted."""
    observations, items = tuple(said_by(partner, truth, period)), tuple(letters(partner, truth, period))
    checked = replace(a_check(house, partner, period), observations=observations, items=items)
    with house.store.writing() as transaction:
        draft = keep(transaction, PARTNERS[partner], house, f"{partner}{period}".encode(), "return.xlsx", checked, "").receipt
    assert draft is not None
    accept(COORDINATOR, house, submit(PARTNERS[partner], house, draft.id).id)


def a_house(folder: Path, truth: Truth) -> House:
    """Two periods of three organisations, both closed, a release of the second."""
    folder.mkdir()
    file = folder / "plan.yaml"
    file.write_text(plan_text())
    house = open_house(settings(f"sqlite:///{folder / 'nap.sqlite'}", plan_file=file), now=lambda: CLOCK)
    for period in (H2, H1):
        for partner in PARTNERS:
            sent(house, partner, truth, period)
        close_period(COORDINATOR, house, period)
    set_visibility(COORDINATOR, house, published(house, begun(house)).number, "donors")
    return house


READERS = {"forum@demo": FORUM, "cec@demo": PARTNERS["CEC"], "donor@demo": somebody(Role.DONOR, person="donor@demo")}
Address = tuple[str, Mapping[str, str]]
LOOKED_AT: tuple[Address, ...] = (
    ("overview", {}),
    ("overview", {"indicator": "2.1", "as": "map"}),
    ("overview", {"indicator": "2.2", "release": "1"}),
    ("overview", {"as_of": "2026-11-14"}),
    ("objective", {"objective": "O2", "region": "KG-GO"}),
    ("region", {"region": "KG-GO"}),
    ("region", {"region": "KG-O", "release": "1"}),
    ("indicator", {"indicator": "2.1", "region": "KG-GO"}),
    ("indicator", {"indicator": "2.1", "region": "KG-O", "part": "sex=F"}),
    ("indicator", {"indicator": "2.1", "region": "KG-O", "part": "sex=M", "release": "1"}),
    ("indicator", {"indicator": "2.2", "region": "KG-O"}),
    ("indicator", {"indicator": "2.2", "as_of": "2026-11-14"}),
    ("indicator", {"indicator": "3.1"}),
    ("indicator", {"indicator": "1.1", "region": "KG-T"}),
    ("indicator", {"indicator": "2.9", "region": "KG-O"}),
    ("compare", {"indicator": "2.1"}),
    ("compare", {"indicator": "2.1", "what": "parts"}),
    ("compare", {"indicator": "2.1", "what": "periods", "release": "1"}),
    ("compare", {"indicator": "2.2"}),
    ("tracking", {"region": "KG-GO"}),
    ("tracking", {"region": "KG-O", "release": "1"}),
    ("brief", {"region": "KG-GO", "source": "live"}),
    ("responses", {"region": "KG-O"}),
    ("promises", {}),
    ("about", {}),
    ("about", {"indicator": "2.1"}),
    ("sheets", {"q": "survivors"}),
    ("methods", {}),
    ("coverage", {}),
    ("coverage", {"period": "2026-H1"}),
    ("summary", {}),
)
"""Pages with figures of people, or with counts of what came; a donor opens some of them."""
BY_CHANCE = re.compile(r"\b[0-9a-f]{32}\b")
"""What Streamlit calls a file that is made at the click."""

Houses = tuple[House, House]


@pytest.fixture(scope="module")
def houses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Houses]:
    """The same but for what is hidden."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("nap.monitor.publishing.files_of", quick_files)
        folder = tmp_path_factory.mktemp("truths")
        one, other = (a_house(folder / name, truth) for name, truth in (("one", ONE), ("other", OTHER)))
    yield one, other
    close(one)
    close(other)


def seen_by(look: Callable[[House, str], AppTest], house: House, person: str) -> dict[str, str]:
    """By address everything that is sent to that person's browser."""
    screen, found = look(house, person), dict[str, str]()
    names = {one.name for one in offered(READERS[person])}
    for page, asked in (each for each in LOOKED_AT if each[0] in names):
        screen.query_params.clear()
        for name, value in asked.items():
            screen.query_params[name] = value
        screen.switch_page(str(PAGES / f"{page}.py")).run()
        assert not screen.exception
        found[f"{page} {asked}"] = BY_CHANCE.sub("", everything(screen))
    return found


@pytest.fixture
def look(monkeypatch: pytest.MonkeyPatch) -> Callable[[House, str], AppTest]:
    """A tab in that house for that person."""

    def opened(house: House, person: str) -> AppTest:
        token = sign_in_demo(house, person)
        monkeypatch.setattr(ui.session, "the_house", lambda: house)
        monkeypatch.setattr(ui.session, "session_cookie", lambda: token)
        screen = AppTest.from_file(FRAME, default_timeout=PATIENCE)
        screen.session_state["language"] = "en"
        return screen.run()

    return opened


def test_the_two_houses_differ_in_what_is_hidden(houses: Houses) -> None:
    true, told = ([results_for(viewer, house) for house in houses] for viewer in (COORDINATOR, FORUM))
    moved = {(one.indicator, one.region) for one, other in zip(*true, strict=True) if one.value != other.value}
    assert {("2.1", "KG-GO"), ("2.1", "KG-O"), ("2.2", "KG-O"), ("3.1", "KG"), ("1.1", "KG-T")} <= moved
    assert told[0] == told[1]
    assert {(one.indicator, one.region) for one in told[0] if one.status is Status.SUPPRESSED} >= moved


@pytest.mark.parametrize("person", READERS)
def test_no_page_differs(houses: Houses, look: Callable[[House, str], AppTest], person: str) -> None:
    one, other = (seen_by(look, house, person) for house in houses)
    assert [address for address in one if one[address] != other[address]] == []
    assert max(map(len, one.values())) > 10_000  # something was drawn


@pytest.mark.parametrize("person", ["forum@demo", "cec@demo"])
def test_no_file_differs(houses: Houses, person: str) -> None:
    one, other = (dict(files_for(READERS[person], house)) for house in houses)
    assert [name for name in one if one[name] != other[name]] == []


def files_for(viewer: Viewer, house: House) -> Iterator[tuple[str, object]]:
    """Tracking tables and briefs of today and of the release."""
    codes = tuple(one.code for one in house.plan.indicators)
    for shown in (house, released_house(viewer, house, 1)):
        for place in ("KG", "KG-GO", "KG-O"):
            asked = TrackingAsked(place, H1, codes, "as it stands")
            yield f"tracking {place} {shown.released}", tracking_file(viewer, shown, "en", asked)
    for place, source in product(("KG-GO", "KG-O"), ("", "live")):
        told = region_brief(viewer, house, place, "en", source, str(H1))
        yield f"brief {place} {source}", (told, brief_page(told))
