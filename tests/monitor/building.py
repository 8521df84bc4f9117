"""Houses, people and workbooks for the tests of the monitor."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

import openpyxl

from nap.facts import Finding, Observation, Period, Severity
from nap.monitor import Checked, House, Receipt, Received, Viewer, accept, my_returns, open_house, operator, submit, template
from nap.monitor.sending import keep
from nap.people import Role
from nap.returns.tags import INDICATOR, PERIOD, TOTAL
from nap.settings import Settings
from nap.store import persons
from nap.store.persons import Person

PLAN_FILE = Path(__file__).parents[1] / "samples" / "example-plan.yaml"
H1, H2 = Period.parse("2026-H1"), Period.parse("2026-H2")
CLOCK = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def settings(address: str, *, demo: bool = True, plan_file: Path = PLAN_FILE) -> Settings:
    return Settings(Path("unused"), address, plan_file, "http://127.0.0.1", demo)


def a_house(address: str, *, demo: bool = True) -> House:
    """A house on the example plan; its clock stands still."""
    return open_house(settings(address, demo=demo), now=lambda: CLOCK)


def somebody(*roles: Role, partner: str | None = None, person: str = "somebody@example.org") -> Viewer:
    return Viewer(person, person, frozenset(roles), partner)


WPN = somebody(Role.PARTNER, partner="WPN", person="wpn@demo")
MIA = somebody(Role.PARTNER, partner="MIA", person="mia@demo")
COORDINATOR = somebody(Role.COORDINATOR, person="coordinator@demo")
FORUM = somebody(Role.FORUM, person="forum@demo")
DONOR = somebody(Role.DONOR, person="donor@demo")


def second_coordinator(house: House) -> Viewer:
    """A coordinator with an account, beside the one of the demo."""
    with house.store.writing() as transaction:
        persons.add_person(transaction, Person("aida@example.org", "Aida", frozenset({"coordinator"})))
    return somebody(Role.COORDINATOR, person="aida@example.org")


def a_workbook(house: House, partner: str, period: Period, value: int = 21) -> bytes:
    """The template with every row of indicator 2.2 (committees at work) filled, everything else left blank."""
    return _filled(template(operator(), house, partner, period, "en").data, value)


@cache
def _filled(blank: bytes, value: int) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(blank))
    for sheet in book.worksheets:
        tags: dict[str, int] = {}
        for row in sheet.iter_rows():
            texts = {str(cell.value): cell.column for cell in row if cell.value is not None}
            if {INDICATOR, PERIOD, TOTAL} <= texts.keys():
                tags = texts
            elif tags and row[tags[INDICATOR] - 1].value == "2.2":
                row[tags[TOTAL] - 1].value = value
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def a_check(house: House, partner: str = "WPN", period: Period = H1, value: int = 21, verdict: str = "clean") -> Checked:
    """What a check might have said of such a workbook."""
    observation = Observation(partner, "2.2", "KG-B", period, value=Decimal(value))
    checked = Checked(verdict, house.plan, partner, period, "ky", 1, (observation,))
    finding = Finding("not-a-number", Severity.ERROR, "O2", ("F12",))
    return replace(checked, findings=(finding,)) if verdict == "errors" else checked


def kept(house: House, viewer: Viewer = WPN, data: bytes = b"one", because: str = "", **check: object) -> Received:
    """Keep an upload of which a check has said so."""
    checked = a_check(house, **check)  # type: ignore[arg-type]
    with house.store.writing() as transaction:
        return keep(transaction, viewer, house, data, "return.xlsx", checked, because)


def a_draft(house: House, viewer: Viewer = WPN, data: bytes = b"one", **check: object) -> Receipt:
    receipt = kept(house, viewer, data, **check).receipt
    assert receipt is not None
    return receipt


def a_submission(house: House, data: bytes = b"one", **check: object) -> Receipt:
    return handed_in(house, a_draft(house, WPN, data, **check))


def handed_in(house: House, draft: Receipt, viewer: Viewer = WPN) -> Receipt:
    """Submitted, with the reason that is needed where it corrects what was accepted."""
    mine = (line.receipt for line in my_returns(WPN, house))
    corrects = any((one.period, one.mapping, one.status) == (draft.period, draft.mapping, "accepted") for one in mine)
    return submit(viewer, house, draft.id, correction="counted again" if corrects else "")


def an_acceptance(house: House, data: bytes = b"one", **check: object) -> Receipt:
    return accept(COORDINATOR, house, a_submission(house, data, **check).id)
