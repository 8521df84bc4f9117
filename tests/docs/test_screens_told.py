"""The table of the screens names every page, and says of each role whether it may open it."""

from __future__ import annotations

import re

import pytest

from tests.catalogues import ROOT
from tests.docs.papers import text
from tests.walk.table import COORDINATOR, DONOR, FORUM, PAGES, PARTNER

COLUMNS = (PARTNER, FORUM, DONOR, COORDINATOR)
NOT = "–"
ROWS = {
    name: tuple(cell.strip() for cell in cells.strip(" |").split("|"))
    for name, cells in re.findall(r"^\|[^|]+\| `/(\w+)[^|]*\|((?:[^|]+\|){4})$", text(ROOT / "docs" / "screens.md"), re.MULTILINE)
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_stands_in_the_table_with_who_may_open_it(page: str) -> None:
    assert page in ROWS, "no row"
    told = {role for role, cell in zip(COLUMNS, ROWS[page], strict=True) if cell != NOT}
    assert told == PAGES[page] & set(COLUMNS)
