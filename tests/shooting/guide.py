"""The pictures of the guides, taken anew: `python -m tests.shooting.guide [--only returns,finding] [--out DIR]`.

One for each subject and language, of the demo alone, small enough for a weak line (few colours, no more than is spoken of).
Enters nothing, leaves `docs/images/guide/<language>/<name>.png`. Not part of the test run.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from nap.monitor import (
    DraftContent,
    House,
    Viewer,
    answer_consent,
    begin_release,
    consent_asked,
    draft_of,
    due_returns,
    publish,
    receive,
    send_back,
    set_visibility,
    submit,
)
from nap.people import demo_people
from nap.settings import ROOT
from tests.journeys import browsing
from tests.journeys.browsing import enter, settle, start
from tests.shooting import states, stores
from tests.shooting.stores import Store
from tests.shooting.workbooks import clean
from tests.web.server import serve

OUT = ROOT / "docs" / "images" / "guide"
LANGUAGES = ("en", "ru", "ky")
WIDTH, HEIGHT, COLOURS = 1180, 2200, 40
MAIN = '[data-testid="stMainBlockContainer"]'
REASONS = {
    "en": "Is the number of trainings for the half-year or since January? Please look at the sheet once more.",
    "ru": "Число обучений указано за полугодие или с января? Посмотрите, пожалуйста, этот лист ещё раз.",
    "ky": "Окуулардын саны жарым жыл үчүнбү же январдан бериби? Ушул баракты дагы бир жолу карап коюңузчу.",
}
TITLES = {"en": "First half-year", "ru": "Первое полугодие", "ky": "Биринчи жарым жылдык"}
COORDINATOR = "coordinator@demo"
PATIENCE = 240_000
"""Milliseconds: pictures are taken rarely, and beside other work."""

Act = Callable[[Page, Store, str], None]


@dataclass(frozen=True)
class Picture:
    """One subject: whose page it is, what is done there, from which part of the page on, and how tall."""

    name: str
    person: str
    path: str
    top: str = "h1"
    tall: int = 620
    act: Act | None = None
    langs: tuple[str, ...] = LANGUAGES


def _nothing(page: Page, store: Store, lang: str) -> None:
    """The page as it comes."""


def came_back(page: Page, store: Store, lang: str) -> None:
    """A correction is sent back with a reason in the reader's language; its sender looks at it."""
    with store.house() as house:
        sender = next(person for person in demo_people(house.plan) if person.partner == store.partner)
        period = max(due.period for due in due_returns(sender, house) if due.ended)
        data = clean(store.plan, store.partner, period, lang, 7 + LANGUAGES.index(lang))
        received = receive(sender, house, data, "return.xlsx", safely=False).receipt
        assert received is not None
        sent = submit(sender, house, received.id, correction=REASONS[lang])
        send_back(_coordinator(house), house, sent.id, REASONS[lang])
    enter(page, sender.person, "/returns")


def effect(page: Page, store: Store, lang: str) -> None:
    """What accepting would change, of the waiting return with most to say."""
    page.goto(f"/review?return={stores.waiting(store)}")
    settle(page)


def released(page: Page, store: Store, lang: str) -> None:
    """A first release, for donors to read."""
    with store.house() as house:
        coordinator = _coordinator(house)
        period = max(due.period for due in due_returns(coordinator, house) if due.ended)
        draft = begin_release(coordinator, house, period, DraftContent(period, TITLES))
        for person in demo_people(house.plan):
            for asked in consent_asked(person, house, person.partner) if person.partner else ():
                answer_consent(person, house, asked.draft, "agree", "", seen=asked.seen)
        seen = draft_of(coordinator, house, draft).seen
        number = publish(coordinator, house, draft, "A picture for the guide", seen=seen).number
        set_visibility(coordinator, house, number, "donors")
    page.reload()
    settle(page)


PICTURES = (
    Picture("returns", "wpn@demo", "/returns", tall=720),
    Picture("finding", "fwn@demo", "/returns", ".nap-finds", 470, states.upload_errors),
    Picture("overview", "forum@demo", "/overview", tall=700),
    Picture("indicator", "forum@demo", "/indicator?indicator=1.6", tall=760),
    Picture("brief", "forum@demo", "/brief?region=KG-B", tall=760),
    Picture("queue", COORDINATOR, "/review", tall=560, langs=("en",)),
    Picture("effect", COORDINATOR, "/review", 'h2:has-text("If you accept"), h3:has-text("If you accept")', 420, effect, ("en",)),
    Picture("came-back", "", "/returns", tall=430, act=came_back),
    Picture("summary", "donor@demo", "/summary", tall=620, act=released, langs=("en",)),
)
"""In this order: the later ones change what the earlier ones show."""


def main(arguments: list[str] | None = None) -> int:
    """Take them."""
    parser = argparse.ArgumentParser(prog="python -m tests.shooting.guide", description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--only", default="", help="returns,finding")
    options = parser.parse_args(arguments)
    browsing.PATIENCE = PATIENCE
    only = set(filter(None, options.only.split(",")))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        store = stores.make("demo", Path(folder))
        with serve(store.data, **store.environment) as address:
            browser = start(playwright)
            for picture, lang in _wanted(only):
                file = options.out / lang / f"{picture.name}.png"
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(_taken(browser, address, store, picture, lang))
                print(f"{file.stat().st_size:7,} {file}", flush=True)
            browser.close()
    return 0


def _wanted(only: set[str]) -> Iterator[tuple[Picture, str]]:
    for picture in PICTURES:
        if not only or picture.name in only:
            yield from ((picture, lang) for lang in picture.langs)


def _taken(browser: Browser, address: str, store: Store, picture: Picture, lang: str) -> bytes:
    """The part of the page that is spoken of."""
    context = browser.new_context(base_url=address, locale=lang, viewport={"width": WIDTH, "height": HEIGHT})
    context.add_init_script("document.documentElement.classList.add('nap-guide-picture')")
    page = context.new_page()
    if picture.person:
        enter(page, picture.person, picture.path)
    (picture.act or _nothing)(page, store, lang)
    page.add_style_tag(content=".nap-banner,.nap-welcome{display:none!important}")
    top = page.locator(f"{MAIN} {picture.top}").first
    top.wait_for()
    page.wait_for_timeout(800)
    whole, begins = page.locator(MAIN).bounding_box(), top.bounding_box()
    assert whole is not None
    assert begins is not None
    clip = {"x": whole["x"], "y": begins["y"] - 12, "width": whole["width"], "height": picture.tall}
    taken = page.screenshot(clip=clip)  # type: ignore[arg-type]
    context.close()
    return _small(taken)


def _small(picture: bytes) -> bytes:
    """The same in few colours, which a screen of words and lines does not miss."""
    drawn = Image.open(io.BytesIO(picture)).convert("RGB")
    kept = io.BytesIO()
    drawn.quantize(COLOURS, dither=Image.Dither.NONE).save(kept, "PNG", optimize=True)
    return kept.getvalue()


def _coordinator(house: House) -> Viewer:
    return next(person for person in demo_people(house.plan) if person.person == COORDINATOR)


if __name__ == "__main__":
    sys.exit(main())
