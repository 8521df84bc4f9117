"""A table in a layout of its own in a real browser: pointed at with mouse and keyboard, sent, known the next time."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.journeys.conftest import Visit, settle
from tests.journeys.test_every_screen import faults

pytestmark = pytest.mark.journey
PATIENCE = 30_000
"""Milliseconds for a file to be read where other files are being read too."""
SAFE = """Women who feel safe after dark;;;
per cent;;;
Region;2022;2023;2024
Batken oblast;41,5;42;43,5
Chui oblast;38;-;39,25
Osh city;51;52;53
"""


def lay(page: Page, text: str) -> None:
    file: FilePayload = {"name": "safe.csv", "mimeType": "text/csv", "buffer": text.encode()}
    settle(page)
    page.locator('input[type="file"][accept*=".csv"]').set_input_files(file)  # there is another one for mappings
    expect(page.locator("table.nap-sheet")).to_be_visible(timeout=PATIENCE)
    settle(page)


def test_a_table_is_corrected_by_pointing_sent_and_known_the_next_time(small_server: str, visit: Visit) -> None:
    page = visit(small_server, "nsc@demo", "/tables")
    lay(page, SAFE)
    assert faults(page, 1280) == []
    sheet, told = page.locator("table.nap-sheet"), page.locator(".nap-pointed")
    sheet.get_by_role("cell", name=re.compile("39[.,]25")).click()
    expect(told).to_contain_text("Row 5 was taken for: place: Chui", timeout=PATIENCE)
    settle(page)
    letter = sheet.get_by_role("link", name="D", exact=True)
    letter.focus()
    letter.press("Enter")
    expect(told).to_contain_text("Column D was taken for: period: 2024", timeout=PATIENCE)
    settle(page)
    page.get_by_role("button", name="Correct", exact=True).click()
    expect(told).to_contain_text("Column D was taken for: left out", timeout=PATIENCE)
    settle(page)
    page.get_by_role("button", name="Take back").click()
    expect(told).to_contain_text("Column D was taken for: period: 2024", timeout=PATIENCE)
    settle(page)
    send(page)
    lay(page, SAFE.replace("2022;2023;2024", "2023;2024;2025"))
    page.get_by_role("button", name="Read it that way and see the figures").click()
    expect(page.get_by_role("heading", name="Send")).to_be_visible(timeout=PATIENCE)
    settle(page)
    assert faults(page, 1280) == []


def send(page: Page) -> None:
    page.get_by_role("button", name="Next: which indicator it is").click()
    box = page.get_by_role("combobox", name="Which indicator this is").first
    expect(box).to_be_visible(timeout=PATIENCE)
    settle(page)
    box.fill("3.3")
    box.press("Enter")
    page.get_by_role("button", name="Next: see the figures").click()
    expect(page.get_by_role("table", name="What would come out of it: 3.3")).to_be_visible(timeout=PATIENCE)
    settle(page)
    page.get_by_role("textbox", name="Name under which the mapping is kept").fill("safe")
    page.get_by_role("button", name="Send as a return").click()
    expect(page.get_by_role("link", name="Open the return")).to_be_visible(timeout=PATIENCE)
    settle(page)


def test_a_sheet_scrolls_in_its_own_frame_on_a_phone(small_server: str, visit: Visit) -> None:
    page = visit(small_server, "nsc@demo", "/tables", "ky", 390)
    lay(page, SAFE)
    assert faults(page, 390) == []
