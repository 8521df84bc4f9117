"""The audit trail can never be cleaned: no reason gets in that holds personal data, is endless, or hides something unseen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nap import monitor
from nap.monitor import NOT_MENDED, NOT_NOW, House, NotMended, NotNow
from nap.monitor.reasons import LONGEST
from nap.store import audit
from nap.words import known
from tests.monitor.building import COORDINATOR, H1, a_draft, a_submission, a_workbook, an_acceptance
from tests.monitor.test_mending import sent, total

Act = Callable[[House, str], object]
PHONE = "Айгуль said so, +996 700 123 456"


def receive(house: House, reason: str) -> object:
    return monitor.receive(COORDINATOR, house, a_workbook(house, "WPN", H1), "r.xlsx", reason, safely=False)


def send_again(house: House, reason: str) -> object:
    return monitor.submit(COORDINATOR, house, a_draft(house).id, reason)


def mend(house: House, reason: str) -> object:
    receipt, places = sent(house)
    return monitor.mend(COORDINATOR, house, receipt.id, {total(places): "12"}, because=reason)


ACTS: dict[str, Act] = {
    "receive": receive,
    "submit": send_again,
    "mend": mend,
    "accept": lambda house, reason: monitor.accept(COORDINATOR, house, a_submission(house).id, reason),
    "send_back": lambda house, reason: monitor.send_back(COORDINATOR, house, a_submission(house).id, reason),
    "undo": lambda house, reason: monitor.undo(COORDINATOR, house, an_acceptance(house).id, reason),
}


def trail(house: House) -> str:
    with house.store.reading() as transaction:
        return str([event.facts for event in audit.events(transaction)])


@pytest.mark.parametrize(("reason", "code"), [(PHONE, "reason_personal"), ("x" * (LONGEST + 1), "reason_too_long")])
@pytest.mark.parametrize("act", ACTS)
def test_an_unfit_reason_is_refused_and_reaches_no_trail(act: str, reason: str, code: str, quick_house: House) -> None:
    with pytest.raises((NotNow, NotMended), match=code):
        ACTS[act](quick_house, reason)
    assert reason not in trail(quick_house)


@pytest.mark.parametrize("act", ACTS)
def test_a_reason_is_kept_on_one_line_with_nothing_unseen(act: str, quick_house: House) -> None:
    ACTS[act](quick_house, " came\x00 by\u202e post,\n not\x1b by mail\u200b ")
    assert "'came by post, not by mail'" in trail(quick_house)


@pytest.mark.parametrize("act", ["send_back", "undo"])
def test_a_reason_of_unseen_letters_is_none(act: str, quick_house: House) -> None:
    with pytest.raises(NotNow, match="reason_needed"):
        ACTS[act](quick_house, "\u200b\x00")


@pytest.mark.parametrize("room", ["pages.not_now", "cli.not_now", "mending.refused"])
def test_an_unfit_reason_is_told_on_the_page_and_on_the_command_line(room: str) -> None:
    codes = {"reason_personal", "reason_too_long"}
    assert codes <= set(NOT_NOW) & set(NOT_MENDED)
    assert all(known(f"{room}.{code}") for code in codes)
