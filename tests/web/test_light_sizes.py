"""No page of the light lane is larger than 30 kB, whatever was found and however much was sent."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from starlette.requests import Request

from nap.facts import Finding, Observation, Severity
from nap.monitor import Checked, House, Receipt, close, open_house, operator, template
from nap.monitor.sending import keep
from nap.people import Role
from nap.returns.book import Book, column_letters
from nap.returns.columns import find_tables
from nap.settings import ROOT, Settings
from tests.houses import open_here, reading_here
from tests.monitor.building import H2, WPN, somebody
from tests.web.conftest import TestClient
from tests.web.light import browser, upload
from web.light.cards import PAGE_BYTES, packed
from web.light.one import desk_of
from web.light.visit import Visit

__all__ = ["reading_here"]

MOST = 30_000
NSC = somebody(Role.PARTNER, partner="NSC", person="nsc@demo")
LONG = "Бул уячага өтө узун сөз жазылган, аны эч ким күткөн эмес: "


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Iterator[House]:
    """A house on the plan of a whole country."""
    folder = tmp_path_factory.mktemp("large")
    shutil.copy(migrated_file, folder / "nap.sqlite")
    opened = open_house(Settings.read({"NAP_DATA": str(folder), "NAP_PLAN": str(ROOT / "indicators.yaml")}))
    yield opened
    close(opened)


def findings(book: Book, house: House) -> list[Finding]:
    """Two thousand, each with words of its own, over every cell of the tables."""
    places = [
        (table.sheet.name, f"{column_letters(column)}{row}")
        for table in find_tables(book, house.plan)[0]
        for row in range(5, 40)
        for tag, column in table.columns.items()
        if tag.startswith(("#value", "#status"))
    ]
    codes = [("not-a-number", "more-than"), ("unknown-choice", "state"), ("error-cell", ""), ("large-jump", "")]
    regions = [region.code for region in house.plan.regions.all]
    made = []
    for number in range(2000):
        (sheet, cell), (code, case) = places[number % len(places)], codes[number % len(codes)]
        severity = Severity.WARNING if code == "large-jump" else Severity.ERROR
        one = house.plan.indicators[number % len(house.plan.indicators)].code
        facts = (("number", Decimal(number)), ("offer", str(number)), ("before", Decimal(1)), ("times", Decimal(10)))
        made.append(Finding(code, severity, sheet, (cell,), one, regions[number % len(regions)], LONG + str(number), case, facts))
    return made


@pytest.fixture(scope="module")
def full(large: House) -> Receipt:
    """The draft of somebody who filled every cell wrongly, in Kyrgyz."""
    data = template(operator(), large, "NSC", H2, "ky").data
    book = open_here(data)
    assert isinstance(book, Book)
    observations = [
        Observation("NSC", indicator.code, region.code, H2, value=Decimal(7), typed=(("F9", LONG),))
        for indicator in large.plan.indicators
        for region in large.plan.regions.level("region")
    ]
    checked = Checked("errors", large.plan, "NSC", H2, "ky", 57, tuple(observations), findings=tuple(findings(book, large)))
    with large.store.writing() as transaction:
        receipt = keep(transaction, NSC, large, data, "return.xlsx", checked, "").receipt
    assert receipt is not None
    return receipt


def sizes(client: TestClient, *paths: str) -> dict[str, int]:
    """The largest of each page as it is sent inflated; nothing runs in it and no text is missing."""
    found = {}
    for path in paths:
        answer = client.get(f"{path}{'&' if '?' in path else '?'}lang=ky")
        assert answer.status_code == 200, path
        assert not re.search(r"<script|<img|url\(|\son\w+=|>(?:light|pages|mending|common)\.[a-z_.]+<|\{[a-z_]+\}", answer.text)
        found[path] = len(answer.content)
    return found


def test_two_thousand_findings_of_a_whole_country_in_kyrgyz(large: House, full: Receipt) -> None:
    here, last = f"/light/return/{full.id}", "?page=99999"
    paths = ["/light", "/light/send", "/light?all=due", here, f"{here}{last}", f"{here}/figures", f"{here}/figures{last}"]
    found = sizes(browser(large, "nsc@demo"), *paths)
    assert max(found.values()) < MOST, found
    assert found[here] > MOST // 3


def test_no_page_of_cards_is_larger_than_the_others(large: House, full: Receipt) -> None:
    visit = Visit(Request({"type": "http", "headers": [], "query_string": b""}), large, NSC, "ky", "word")
    pages = packed(desk_of(visit, full.id, {}).board)
    assert len(pages) > 20
    assert max(sum(card.size for card in page) for page in pages) <= PAGE_BYTES


def test_a_refused_file_and_a_long_list_of_returns(large: House, full: Receipt) -> None:
    assert len(upload(browser(large, "nsc@demo"), b"x" * 9_000).content) < MOST
    with large.store.writing() as transaction:
        for number in range(60):
            checked = Checked("clean", large.plan, "WPN", H2, "ky", 1)
            assert keep(transaction, WPN, large, bytes([number]), "r.xlsx", checked, "").receipt
    found = sizes(browser(large, "wpn@demo"), "/light", "/light?from=54") | sizes(
        browser(large, "coordinator@demo"), "/light", "/light?partner=NSC", "/light/review", "/light/review?every=1"
    )
    assert max(found.values()) < MOST, found


def test_the_style_sheet_is_small_and_kept(large: House) -> None:
    answer = browser(large, "nsc@demo").get("/lane.css")
    assert (len(answer.content) < 6_000, "immutable" in answer.headers["cache-control"]) == (True, True)
    assert "var(" not in answer.text
