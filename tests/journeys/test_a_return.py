"""The whole way of a figure: template, mistakes, mending, receipt, review, and the figure on the screens."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import PATIENCE
from tests.journeys.conftest import Visit, go, settle
from tests.journeys.filling import fill, saved_by_libreoffice

pytestmark = pytest.mark.journey
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MISTAKES = {
    ("2.1", "KG-J"): {"#value+total": "a dozen"},
    ("2.1", "KG-O"): {"#value+total": 10, "#value+f": 8, "#value+m": 5, "#value+u": 0},
}
MENDED = {
    ("2.1", "KG-J"): {"#value+total": 12, "#value+f": 7, "#value+m": 5, "#value+u": 0},
    ("2.1", "KG-O"): {"#value+total": 13, "#value+f": 8, "#value+m": 5, "#value+u": 0},
    ("2.2", "KG-J"): {"#value+total": 4},
}


def upload(page: Page, name: str, data: bytes) -> None:
    page.locator('input[type="file"]').set_input_files({"name": name, "mimeType": XLSX, "buffer": data})


def template(page: Page, name: str = "") -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download template").click()
    download = waiting.value
    assert download.suggested_filename.startswith(name)
    return Path(download.path()).read_bytes()


def series(page: Page) -> str:
    settle(page)
    return page.get_by_role("table", name="The same figures as a table", include_hidden=True).first.inner_text()


def printed(page: Page, receipt: str) -> str:
    """The status on the receipt that opens in a tab of its own; it fits on one sheet of A4 and holds what the screen said."""
    with page.expect_popup() as opening:
        page.get_by_role("link", name="Receipt to print").first.click()
    sheet = opening.value
    sheet.wait_for_load_state()
    expect(sheet.get_by_role("heading", name="Receipt of a return")).to_be_visible()
    told = sheet.locator("main").inner_text()
    certified = [line for line in receipt.splitlines() if line.startswith("kg-example.") or len(line) == 64]
    assert len(certified) == 2
    assert [line for line in certified if line not in told] == []
    sheet_of_paper = sheet.pdf(format="A4", prefer_css_page_size=True)
    assert sheet_of_paper.count(b"/Type /Page\n") + sheet_of_paper.count(b"/Type /Page ") == 1
    status = sheet.locator(".state").inner_text()
    sheet.close()
    return status


def test_a_figure_goes_from_the_template_to_the_progress_page(small_server: str, visit: Visit, tmp_path: Path) -> None:
    coordinator = visit(small_server, "coordinator@demo", "/indicator?indicator=2.1&region=KG-J")
    assert "12" not in series(coordinator)

    partner = visit(small_server, "wpn@demo")
    go(partner, "Send a return")
    blank = template(partner, "WPN-2026-H1-en.xlsx")
    wrong, places = fill(blank, MISTAKES)
    upload(partner, "with-mistakes.xlsx", wrong)
    findings = partner.get_by_test_id("stForm").filter(has_text="Save as the next version")
    expect(findings).to_be_visible(timeout=PATIENCE)
    for shown in (places["2.1", "KG-J", "#value+total"], places["2.1", "KG-O", "#value+total"], "a dozen"):
        expect(findings).to_contain_text(shown, timeout=PATIENCE)
    expect(partner.get_by_role("button", name="Submit", exact=True)).to_have_count(0)

    right, _ = fill(blank, MENDED)
    upload(partner, "mended.xlsx", saved_by_libreoffice(right, tmp_path))
    expect(partner.get_by_role("table", name="Sheet O2")).to_contain_text("Police officers trained", timeout=PATIENCE)
    expect(partner.get_by_role("table", name="differ from version 1")).to_contain_text("Jalal-Abad")
    partner.get_by_role("button", name="Submit", exact=True).click()
    expect(partner.get_by_text("Submitted. This is your receipt")).to_be_visible()
    settle(partner)
    receipt = partner.locator("dl.nap").first.inner_text()
    assert "1st half of 2026" in receipt
    assert "wpn@demo" in receipt
    assert printed(partner, receipt) == "Submitted, under review"

    go(coordinator, "Review returns")
    expect(coordinator.get_by_role("table", name="Returns to do something about")).to_contain_text("Women Peacemakers Network")
    coordinator.get_by_role("link", name="Women Peacemakers Network").click()
    coordinator.get_by_role("button", name="Accept", exact=True).click()
    expect(coordinator.get_by_text("No return waits for review.")).to_be_visible()
    coordinator.goto("/indicator?indicator=2.1&region=KG-J")
    coordinator.get_by_text("The same figures as a table").first.click()
    expect(coordinator.get_by_role("table", name="The same figures as a table").first).to_contain_text("12")
    coordinator.goto("/objective?objective=O2&period=2026-H1")
    expect(coordinator.locator(".nap-icards").first).to_contain_text("25")

    go(partner, "Start")
    go(partner, "Send a return")
    expect(partner.get_by_role("table", name="My returns so far")).to_contain_text("Accepted")
    assert printed(partner, receipt) == "Accepted"


def test_signing_out_ends_every_open_tab(small_server: str, visit: Visit) -> None:
    page = visit(small_server, "forum@demo", "/overview")
    other = page.context.new_page()
    other.goto("/indicator")
    settle(other)
    page.get_by_role("link", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    other.get_by_test_id("stSidebarNavLink").filter(has_text="Overview").click()
    expect(other.get_by_text("You are not signed in")).to_be_visible()
    assert page.context.request.get("/media/x").status == 401


def test_a_hostile_text_stays_text(small_server: str, visit: Visit) -> None:
    partner = visit(small_server, "wpn@demo", "/returns")
    hostile = "<img src=x onerror=alert(1)> [x](javascript:alert(1))"
    wrong, _ = fill(template(partner), {("2.1", "KG-J"): {"#value+total": hostile}})
    partner.once("dialog", lambda dialog: pytest.fail(f"a script of the workbook ran: {dialog.message}"))
    upload(partner, "hostile.xlsx", wrong)
    findings = partner.get_by_test_id("stForm").filter(has_text="Save as the next version")
    expect(findings).to_contain_text(hostile, timeout=PATIENCE)
    assert findings.locator("img, a").count() == 0
