"""The life of a return, looked at: boxes that are folded away, lists and plan files brought, links to confirm, the light lane.

Enters a settled page and its store, leaves the page in the state to be looked at. Nothing done here changes what another picture
shows, but for one file that a coordinator entered for its partner.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote

from playwright.sync_api import FilePayload, Page, expect

from nap.facts import Period
from nap.monitor import (
    House,
    Receipt,
    Viewer,
    all_returns,
    begin_release,
    confirmation_link,
    demo_people,
    drafts,
    due_returns,
    receive_on_behalf,
    submit,
)
from tests.journeys.browsing import settle
from tests.shooting import stores, workbooks
from tests.shooting.stores import Store

Act = Callable[[Page, Store, str], None]
_READ = 60_000
"""Milliseconds until a file is read, on a machine that has other things to do."""
_LIST = """Name,Email,Role,Partner,Language
Айгүл Осмонова,aigul@example.kg,partner,{partner},ky
Бакыт Токтосунов,bakyt-at-example.kg,partner,{partner},ru
Чынара Садыкова,chynara@example.kg,partner,NOBODY,ky
Дамира Исаева,aigul@example.kg,forum,,en
"""
_GOOD = 2
"""So many lines of the list are right: its heading and the first person."""


def unfold(page: Page, store: Store, lang: str) -> None:
    """Everything that is folded away stands open."""
    folded = page.locator('[data-testid="stMain"] [data-testid="stExpander"] details:not([open]) > summary')
    while count := folded.count():
        folded.first.click()
        expect(folded).to_have_count(count - 1)
    page.evaluate("document.querySelectorAll('[data-testid=stMain] details:not([open])').forEach(each => { each.open = true; })")
    settle(page)


def open_first(page: Page, store: Store, lang: str) -> None:
    """The first one of the list."""
    there = page.locator('[data-testid="stMain"] table tbody a').first.get_attribute("href")
    page.goto(there or "")
    settle(page)


def people_broken(page: Page, store: Store, lang: str) -> None:
    """A list of people with a broken address, an unknown partner, one person twice."""
    unfold(page, store, lang)
    _bring(page, "many.csv", _LIST.format(partner=store.partner), "text/csv")


def people_ready(page: Page, store: Store, lang: str) -> None:
    """A list that can be invited."""
    unfold(page, store, lang)
    _bring(page, "many.csv", "\n".join(_LIST.format(partner=store.partner).splitlines()[:_GOOD]) + "\n", "text/csv")


def plan_changed(page: Page, store: Store, lang: str) -> None:
    """The next version of the plan, with two other targets."""
    text = store.plan_file.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^( *version: *)\S+", rf"\g<1>{int(store.plan.version) + 1}", text, count=1)
    _bring(page, "next.yaml", re.sub(r"(value: )(\d\d)(, hypothetical)", r"\g<1>\g<2>.5\g<3>", text, count=2), "application/yaml")


def plan_broken(page: Page, store: Store, lang: str) -> None:
    """A plan file in which indicators are named twice."""
    text = store.plan_file.read_text(encoding="utf-8")
    first, second = (indicator.code for indicator in store.plan.indicators[:2])
    _bring(page, "next.yaml", re.sub(f"code: '{second}'", f"code: '{first}'", text, count=1), "application/yaml")


def confirm(page: Page, store: Store, lang: str) -> None:
    """What a partner is asked by a one-time link."""
    with store.house() as house:
        secret = confirmation_link(_coordinator(house), house, _entered(store, house).id).secret
    _plain(page, f"/confirm/{secret}")


def light_waiting(page: Page, store: Store, lang: str) -> None:
    """In the light lane, the return with most to say: for a coordinator to decide on."""
    _plain(page, f"/light/return/{quote(stores.waiting(store), safe='')}")


def light_entered(page: Page, store: Store, lang: str) -> None:
    """In the light lane, for its partner: a return that somebody entered for her, to confirm or not."""
    with store.house() as house:
        id = _entered(store, house).id
    _plain(page, f"/light/return/{quote(id, safe='')}")
    _unfold_plain(page)


def light_send(page: Page, store: Store, lang: str) -> None:
    """In the light lane: a file, how it came, what could not be collected safely."""
    _plain(page, "/light/send")
    _unfold_plain(page)


def light_front(page: Page, store: Store, lang: str) -> None:
    """In the light lane, everything unfolded that one starts from."""
    _plain(page, "/light")
    _unfold_plain(page)


def draft_begun(page: Page, store: Store, lang: str) -> None:
    """A release in preparation, at its list of checks."""
    page.goto(f"/publishing?draft={_draft(store)}&step=checks")
    settle(page)


def draft_preview(page: Page, store: Store, lang: str) -> None:
    """The same where its preview is opened."""
    page.goto(f"/publishing?draft={_draft(store)}&step=look")
    settle(page)


def consent_asked_for(page: Page, store: Store, lang: str) -> None:
    """What an organisation is asked while a release is in preparation, everything unfolded."""
    _draft(store)
    page.goto("/consent")
    settle(page)
    unfold(page, store, lang)


COORDINATING: tuple[tuple[str, str, Act], ...] = (
    ("organisations", "one", open_first),
    ("organisations", "open", unfold),
    ("partners", "one", open_first),
    ("partners", "open", unfold),
    ("people", "open", unfold),
    ("people", "broken", people_broken),
    ("people", "ready", people_ready),
    ("periods", "open", unfold),
    ("files", "open", unfold),
    ("reminders", "open", unfold),
    ("plan", "changed", plan_changed),
    ("plan", "broken", plan_broken),
    ("review", "open", unfold),
    ("returns", "for-others", unfold),
    ("light", "decide", light_waiting),
    ("light", "behalf", light_send),
    ("confirm", "asked", confirm),
    ("publishing", "open", unfold),
    ("publishing", "draft", draft_begun),
    ("publishing", "preview", draft_preview),
)
"""(page, state, what is done) with a coordinator's eyes; in this order."""
SENDING: tuple[tuple[str, str, Act], ...] = (
    ("returns", "open", unfold),
    ("light", "front", light_front),
    ("light", "entered", light_entered),
    ("consent", "asked", consent_asked_for),
)
"""The same with a partner's."""


def _draft(store: Store) -> int:
    """The number of a release in preparation; begun now if there is none."""
    with store.house() as house:
        coordinator = _coordinator(house)
        found = drafts(coordinator, house)
        return found[0].number if found else begin_release(coordinator, house, _owed(store, house))


def _entered(store: Store, house: House) -> Receipt:
    """The return that a coordinator entered for the store's partner; entered now if nobody has."""
    coordinator = _coordinator(house)
    found = (line.receipt for line in all_returns(coordinator, house))
    entered = next((one for one in found if one.partner == store.partner and one.status == "submitted"), None)
    return entered or _enter(store, house, coordinator)


def _enter(store: Store, house: House, coordinator: Viewer) -> Receipt:
    data = workbooks.clean(store.plan, store.partner, _owed(store, house), "ru", 6)
    came = {"whom": "Айгүл", "came": house.today(), "way": "messenger", "note": "", "because": "В долине нет связи"}
    received = receive_on_behalf(coordinator, house, data, "return.xlsx", **came)  # type: ignore[arg-type]
    assert received.receipt is not None, received.checked.findings
    reason = "Данные двух сёл пришли позже"
    return submit(coordinator, house, received.receipt.id, because=came["because"], correction=reason)


def _owed(store: Store, house: House) -> Period:
    sender = next(person for person in demo_people(house) if person.partner == store.partner)
    return max((due.period for due in due_returns(sender, house) if due.ended), key=lambda period: period.end)


def _coordinator(house: House) -> Viewer:
    return next(person for person in demo_people(house) if person.person == "coordinator@demo")


def _bring(page: Page, name: str, text: str, kind: str) -> None:
    """A file for the last place that takes one, and wait until it is read."""
    file: FilePayload = {"name": name, "mimeType": kind, "buffer": text.encode()}
    page.locator('input[type="file"]').last.set_input_files(file)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="running"]', timeout=_READ)
    settle(page)


def _plain(page: Page, path: str) -> None:
    page.goto(path)
    expect(page.locator("h1").first).to_be_visible()


def _unfold_plain(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
