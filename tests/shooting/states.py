"""What is done on a page before its picture is taken: a file is uploaded and handed in, a return is chosen.

Enters a settled page, leaves it settled again. Buttons are found by their kind, never by their words, which are being read.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from urllib.parse import quote

from playwright.sync_api import Error, Page, expect

from nap.facts import Period
from nap.monitor import due_returns, my_returns
from nap.people import demo_people
from tests.journeys.browsing import settle
from tests.shooting import life, stores, workbooks
from tests.shooting.stores import Store

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SUBMIT = '[data-testid="stMain"] [data-testid="stBaseButton-primary"]'
_BEGINS = 6_000
"""Milliseconds until a run that was asked for has begun."""
_READ = 60_000
"""Milliseconds until a file is read, on a machine that has other things to do."""


def upload_errors(page: Page, store: Store, lang: str) -> None:
    """A workbook with mistakes of several kinds."""
    _upload(page, f"{store.partner}-{lang}-1.xlsx", workbooks.with_errors(store.plan, store.partner, _period(store), lang))


def upload_refused(page: Page, store: Store, lang: str) -> None:
    """A file that cannot be read at all."""
    _upload(page, f"{store.partner}-{lang}.xlsx", workbooks.refused())


def upload_clean(page: Page, store: Store, lang: str) -> None:
    """A workbook that can be submitted."""
    _upload(page, f"{store.partner}-{lang}-2.xlsx", workbooks.clean(store.plan, store.partner, _period(store), lang, 3))


def upload_and_submit(page: Page, store: Store, lang: str) -> None:
    """The same, handed in: its receipt. At the next width it has been handed in already."""
    upload_clean(page, store, lang)
    button = page.locator(SUBMIT).last
    if button.count():
        _run(page, button.click)


def open_receipt(page: Page, store: Store, lang: str) -> None:
    """The receipt of what was handed in last, as a plain page to print."""
    with store.house() as house:
        sender = next(person for person in demo_people(store.plan) if person.partner == store.partner)
        last = max((line.receipt for line in my_returns(sender, house)), key=lambda receipt: receipt.received)
    page.goto(f"/receipt/{quote(last.id, safe='')}")
    expect(page.locator("h1").first).to_be_visible()


def choose(page: Page, store: Store, lang: str) -> None:
    """The waiting return with most findings, by its address."""
    page.goto(f"/review?return={stores.waiting(store)}")
    settle(page)


def choose_and_unfold(page: Page, store: Store, lang: str) -> None:
    """The same with everything that is folded away."""
    choose(page, store, lang)
    life.unfold(page, store, lang)


def read_table(page: Page, store: Store, lang: str) -> None:
    """A table in a layout of its own, as it was understood."""
    _run(page, lambda: page.locator('input[type="file"]').first.set_input_files(workbooks.table(store.plan)))
    expect(page.locator("table.nap-sheet")).to_be_visible(timeout=_READ)
    settle(page)


def point_at_table(page: Page, store: Store, lang: str) -> None:
    """The same with one of its lines pointed at."""
    read_table(page, store, lang)
    _run(page, lambda: page.locator("table.nap-sheet tbody th a").nth(4).click())


def figures_of_table(page: Page, store: Store, lang: str) -> None:
    """What would come out of it beside what is stored."""
    read_table(page, store, lang)
    _run(page, page.locator(".st-key-tables_onward button").click)
    box = page.locator('[class*="st-key-tablesblock_1"] [data-testid="stSelectbox"] input').first
    box.fill(workbooks.tabled(store.plan).code)
    _run(page, lambda: box.press("Enter"))
    expect(page.locator(".st-key-tables_onward button")).to_be_visible(timeout=_READ)
    _run(page, page.locator(".st-key-tables_onward button").click)


Act = Callable[[Page, Store, str], None]
TABLES: dict[str, Act] = {"sheet": read_table, "pointed": point_at_table, "figures": figures_of_table}
"""Of the page for tables; nothing is sent, so the order does not matter."""
UPLOADS: dict[str, dict[str, Act]] = {
    "demo": {
        "errors": upload_errors,
        "refused": upload_refused,
        "clean": upload_clean,
        "receipt": upload_and_submit,
        "printed": open_receipt,
    },
    "empty": {},
    "one": {"errors": upload_errors, "receipt": upload_and_submit},
}
"""By store, in this order: what is submitted changes the pages after it."""


def _upload(page: Page, name: str, data: bytes) -> None:
    file = page.locator('input[type="file"]').first
    _run(page, lambda: file.set_input_files({"name": name, "mimeType": XLSX, "buffer": data}))


def _run(page: Page, act: Callable[[], object]) -> None:
    """Do it, and wait until the run it asks for has begun and ended."""
    act()
    with suppress(Error):  # A run may be over before it is seen.
        page.wait_for_selector('[data-testid="stApp"][data-test-script-state="running"]', timeout=_BEGINS)
    settle(page)


@cache
def _period(store: Store) -> Period:
    """The last period that has ended."""
    with store.house() as house:
        sender = next(person for person in demo_people(store.plan) if person.partner == store.partner)
        return max((due.period for due in due_returns(sender, house) if due.ended), key=lambda period: period.end)
