"""A return that came by a table says so wherever it stands: by which mapping, what it says beside what was said before."""

from __future__ import annotations

import pytest

from nap.monitor import House, Receipt, accept, send_table
from tests.monitor.building import COORDINATOR
from tests.monitor.tables_made import NSC, mapping, poverty
from tests.pages.conftest import Opener, words
from ui.menu import PAGES


@pytest.fixture
def tables(house: House) -> list[Receipt]:
    """An accepted table and one that waits, in which a figure is another one."""
    found = []
    for data in (poverty(), poverty(("31,5", "33,5"))):
        receipt = send_table(NSC, house, data, "<b>poverty.csv", mapping(), "the office corrected it").receipt
        assert receipt is not None
        found.append(receipt)
        if len(found) == 1:
            accept(COORDINATOR, house, receipt.id)
    return found


@pytest.mark.parametrize(("person", "page"), [("coordinator@demo", "review"), ("nsc@demo", "returns")])
def test_a_table_is_read_beside_what_was_accepted(look: Opener, tables: list[Receipt], person: str, page: str) -> None:
    screen = look(person)
    screen.query_params["return"] = tables[1].id
    screen.switch_page(str(PAGES / f"{page}.py")).run()
    assert not screen.exception
    told = words(screen)
    assert "mapping: poverty" in told
    assert "D4" in told
    assert tables[0].id in told
    assert "marked_" not in " ".join(str(each.key) for each in screen.get("button"))
