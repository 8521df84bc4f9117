"""Texts that are traps, in the plan and in what partners send: every page, file and workbook shows them as text."""

from __future__ import annotations

import csv
import io
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

import ui.session
from nap.facts import Finding, Observation, Severity
from nap.matrix.writing import write_matrix
from nap.monitor import (
    Checked,
    House,
    TrackingAsked,
    close,
    open_house,
    operator,
    own_workbook,
    people_sheet,
    person_viewer,
    sign_in_demo,
    submit,
    template,
    tracking_file,
)
from nap.monitor.sending import keep
from nap.settings import Settings
from nap.tables import Table, to_csv, to_sheet, to_workbook
from nap.words import say
from tests.catalogues import ROOT
from tests.houses import made_once, reading_here
from tests.monitor.building import H1, PLAN_FILE
from tests.pages.conftest import FRAME, PATIENCE, packages_searched_once
from tests.store.databases import migrated_file
from tests.walk import table as who
from tests.walk.table import PAGES
from tests.web.light import browser
from ui.menu import PAGES as FOLDER
from ui.sheets import _excel

__all__ = ["made_once", "migrated_file", "packages_searched_once", "reading_here"]

TRAP = (
    '=HYPERLINK("http://evil.example") <script>alert(1)</script><img src=x onerror=alert(1)> [x](javascript:alert(1)) $x^2$ '
    ":material/delete: :red[x] **b** {n} {0.__class__} \u202e" + "W" * 300
)
HTML = ("<script>alert", "<img src=x", "<b>b</b>")
MARKDOWN = ("](javascript:", "$x^2$", " :material/delete:", " :red[x]")
IN_HTML = {"html"}
AS_MARKDOWN = {
    "markdown",
    "caption",
    "header",
    "subheader",
    "title",
    "button",
    "checkbox",
    "radio",
    "toggle",
    "alert",
    "exception",
}
"""What Streamlit reads as Markdown, in the elements or in their labels."""


def trapped(file: Path, trap: str) -> Path:
    """The example plan, the trap before every text that its readers see."""
    source = yaml.safe_load(PLAN_FILE.read_text(encoding="utf-8"))
    source["regions"] = str(ROOT / source["regions"])
    file.write_text(yaml.safe_dump(_with(source, trap), allow_unicode=True, sort_keys=False), encoding="utf-8")
    return file


def _with(part: Any, trap: str) -> Any:
    if isinstance(part, dict) and part.keys() >= {"en", "ru", "ky"}:
        return {lang: f"{trap} {part[lang]}" for lang in ("en", "ru", "ky")}
    if isinstance(part, dict):
        return {name: _with(each, trap) for name, each in part.items()}
    return [_with(each, trap) for each in part] if isinstance(part, list) else part


def opened(folder: Path, migrated: Path, trap: str) -> House:
    folder.mkdir(exist_ok=True)
    shutil.copy(migrated, folder / "nap.sqlite")
    plan = trapped(folder / "plan.yaml", trap)
    return open_house(Settings.read({"NAP_DATA": str(folder), "NAP_PLAN": str(plan)}))


@pytest.fixture
def house(migrated_file: Path, tmp_path: Path, made_once: None) -> Iterator[House]:
    """With a return of which everything that a partner can write is a trap."""
    made = opened(tmp_path, migrated_file, TRAP)
    viewer = person_viewer(made, "wpn@demo")
    assert viewer is not None
    found = Finding("large-jump", Severity.WARNING, TRAP, (TRAP,), found=TRAP)
    seen = Observation("WPN", "2.1", "KG-B", H1, value=Decimal(21))
    checked = Checked("warnings", made.plan, "WPN", H1, "ky", 1, observations=(seen,), findings=(found,))
    data = template(operator(), made, "WPN", H1, "en").data
    with made.store.writing() as transaction:
        receipt = keep(transaction, viewer, made, data, f"{TRAP}.xlsx", checked, "").receipt
    assert receipt is not None
    submit(viewer, made, receipt.id)
    yield made
    close(made)


@pytest.fixture
def look(house: House, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], AppTest]:
    monkeypatch.setattr(ui.session, "the_house", lambda: house)

    def shown(person: str, page: str) -> AppTest:
        token = sign_in_demo(house, person)
        monkeypatch.setattr(ui.session, "session_cookie", lambda: token)
        screen = AppTest.from_file(FRAME, default_timeout=PATIENCE)
        screen.session_state["language"] = "en"
        screen.run()
        screen.switch_page(str(FOLDER / f"{page}.py")).run()
        assert not screen.exception, (page, screen.exception)
        return screen

    return shown


def texts(screen: AppTest) -> Iterator[tuple[str, str]]:
    for one in (*screen.main, *screen.sidebar):
        yield one.type, "\n".join(str(getattr(one, name, "")) for name in ("label", "value", "options", "help"))


def test_no_page_makes_marks_or_html_of_them(look: Callable[[str, str], AppTest]) -> None:
    met, wrong = set(), []
    for page in PAGES:
        person = (
            "wpn@demo" if who.PARTNER in PAGES[page] and page in {"start", "returns", "check", "consent"} else "coordinator@demo"
        )
        for kind, said in texts(look(person, page)):
            met |= {page} if "HYPERLINK" in said else set()
            bad = HTML if kind in IN_HTML else MARKDOWN + HTML if kind in AS_MARKDOWN and "<" not in said[:1] else ()
            wrong += [(page, kind, sign, said[:200]) for sign in bad if sign in said]
    assert wrong == []
    assert len(met) > 8


def formulas(data: bytes) -> list[tuple[str, str]]:
    """Cell and formula of every cell that Excel would compute from what somebody wrote; those of ours begin with other words."""
    book = load_workbook(io.BytesIO(data))
    cells = (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    found = [(cell.coordinate, str(cell.value)) for cell in cells if cell.data_type == "f"]
    return [(at, formula) for at, formula in found if formula.lstrip("= ").startswith("HYPERLINK")]


def links_of(data: bytes) -> set[str]:
    """Where cells lead outside."""
    book = load_workbook(io.BytesIO(data))
    cells = (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    return {cell.hyperlink.target for cell in cells if cell.hyperlink and cell.hyperlink.target}


def workbooks(house: House) -> Iterator[tuple[str, bytes]]:
    """Every workbook that is made of the plan's texts and of those of partners."""
    coordinator = person_viewer(house, "coordinator@demo")
    assert coordinator is not None
    for partner in ("WPN", "MIA"):
        yield f"template {partner}", template(operator(), house, partner, H1, "en").data
    yield "matrix", write_matrix(house.plan, "en")
    yield "indicators", _excel("en", house.plan)
    yield "people", people_sheet(coordinator, house, "en").data
    asked = TrackingAsked("KG", H1, tuple(one.code for one in house.plan.indicators), TRAP, ((TRAP, TRAP),))
    yield "tracking", tracking_file(coordinator, house, "en", asked)
    yield "figures", own_workbook(coordinator, house, "WPN", "en").data
    yield "table", to_workbook([Table(TRAP, [TRAP], [[TRAP]])], [(TRAP, TRAP)])
    yield "sheet", to_sheet(Table(TRAP, [TRAP], [[TRAP], [f"\t{TRAP}"], [f" {TRAP}"]]), (TRAP, TRAP), [(TRAP, TRAP)])


def test_no_text_becomes_a_formula_or_a_link_in_any_workbook(house: House) -> None:
    for name, data in workbooks(house):
        assert formulas(data) == [], name
        assert not {target for target in links_of(data) if "evil" in target}, name
        assert "evil.example" in held(data) or name in {"figures", "people"}, name


def held(data: bytes) -> str:
    """Every text of a workbook's parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return "".join(parts.read(name).decode(errors="replace") for name in parts.namelist())


@pytest.mark.parametrize("before", ["", " ", "\t", "\u00a0", "\ufeff", "\u200b", "\r\n", "\u202e", "'"])
@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\uff1d", "\uff0d"])
def test_no_cell_of_a_csv_begins_like_a_formula_whatever_cannot_be_seen_before_it(before: str, sign: str) -> None:
    text = f"{before}{sign}cmd|' /C calc'!A0"
    [cell] = next(csv.reader(io.StringIO(to_csv([text], [[text]]).decode("utf-8-sig"), newline="")))
    assert cell.startswith("'")
    assert cell.endswith(text)


def test_the_light_pages_and_the_receipt_show_them_as_text(house: House) -> None:
    person = browser(house, "coordinator@demo")
    listed = person.get("/light/review").text
    [id] = set(re.findall(r'href="/light/return/([^"/?]+)"', listed))
    pages = [
        listed,
        *(person.get(path).text for path in (f"/light/return/{id}", f"/light/return/{id}/figures", f"/receipt/{id}")),
    ]
    for page in pages:
        assert not [sign for sign in HTML if sign in page]
    assert sum("HYPERLINK" in page for page in pages) > 2


def test_a_text_filled_into_a_sentence_is_not_filled_itself() -> None:
    for trap in ("{n}", "{0}", "{0.__class__.__mro__}", "{found.__globals__}", "{{", "}", "%s", "$x"):
        assert trap in say("en", "account.signed_in", name=trap, person="x@example.org")
