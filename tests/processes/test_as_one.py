"""Whatever is done in one process holds in all of them at the next click; what two do at once is done once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import httpx
import pytest

from nap.facts import Period
from nap.monitor import House, Receipt, invite, operator, receive, set_password, sign_in_demo, submit, template
from nap.monitor.signing_in import PAIR
from tests.crash.clients import XLSX
from tests.crash.workbooks import filled
from tests.monitor.accounts_made import AIDA, GOOD, HERE, new
from tests.monitor.building import somebody
from tests.monitor.revising import TARGET, a_version
from tests.processes.conftest import Together

FORUM, COORDINATOR = "forum@demo", "coordinator@demo"
PLACE = "KG-B 2025-H1"


def knows(browsers: Sequence[httpx.Client]) -> list[dict[str, Any]]:
    """What each process says to the same question."""
    return [browser.get("/knows").raise_for_status().json() for browser in browsers]


def does(browser: httpx.Client, act: str, **about: object) -> Any:
    return browser.post("/does", json={"act": act, **about}).raise_for_status().json()


def press(browser: httpx.Client, path: str, **fields: str) -> httpx.Response:
    return browser.post(path, data={"form": browser.cookies["nap_form"], **fields})


def joined(house: House, email: str, *roles: str) -> str:
    """Somebody with an account, and the token of her session."""
    return set_password(house, invite(operator(), house, new(email, *roles)).secret, GOOD, GOOD, HERE)


def a_return(house: House, partner: str, period: str, figure: int) -> bytes:
    return filled(template(operator(), house, partner, Period.parse(period), "en").data).with_figure(figure)


def submitted(house: House, partner: str, period: str, figure: int) -> Receipt:
    sender = somebody("partner", partner=partner, person=f"{partner.lower()}@demo")  # type: ignore[arg-type]
    draft = receive(sender, house, a_return(house, partner, period, figure), "r.xlsx").receipt
    assert draft is not None
    return submit(sender, house, draft.id)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """All of them, begun at the same moment."""
    ready = Barrier(len(acts))

    def begin(act: Callable[[], Any]) -> Any:
        ready.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [each.result() for each in [pool.submit(begin, act) for act in acts]]


@pytest.fixture
def coordinator(together: Together) -> list[httpx.Client]:
    """The coordinator's browser before each process."""
    return together.everywhere(sign_in_demo(together.house, COORDINATOR))


@pytest.fixture
def forum(together: Together) -> list[httpx.Client]:
    """A forum member's."""
    return together.everywhere(sign_in_demo(together.house, FORUM))


def test_there_are_three_processes(coordinator: list[httpx.Client]) -> None:
    assert len({one["process"] for one in knows(coordinator)}) == 3


def test_nobody_is_signed_in_anywhere_who_was_signed_out_somewhere(together: Together) -> None:
    browsers = together.everywhere(sign_in_demo(together.house, FORUM))
    assert [one.get("/account").status_code for one in browsers] == [200] * 3
    assert press(browsers[0], "/sign-out").status_code == 303
    assert [one.get("/account").status_code for one in browsers[1:]] == [303] * 2


def test_who_is_disabled_in_one_is_out_of_all(together: Together, coordinator: list[httpx.Client]) -> None:
    hers = together.everywhere(joined(together.house, "left@example.org", "forum"))
    assert [one.get("/account").status_code for one in hers] == [200] * 3
    does(coordinator[1], "disable", email="left@example.org")
    assert [one.get("/account").status_code for one in hers] == [303] * 3


def test_other_roles_count_in_all(together: Together, coordinator: list[httpx.Client]) -> None:
    hers = together.everywhere(joined(together.house, "moves@example.org", "forum"))
    assert [one["roles"] for one in knows(hers)] == [["forum"]] * 3
    does(coordinator[2], "roles", email="moves@example.org", roles=["coordinator"])
    assert [one["roles"] for one in knows(hers)] == [["coordinator"]] * 3


def test_wrong_passwords_are_counted_together(together: Together) -> None:
    joined(together.house, AIDA, "forum")
    browsers = together.everywhere("", **{"X-Forwarded-For": "192.0.2.77"})
    tries = [press(browsers[n % 3], "/sign-in", email=AIDA, password="a wrong password") for n in range(PAIR)]
    assert [one.status_code for one in tries] == [403] * PAIR
    last = [press(one, "/sign-in", email=AIDA, password=GOOD) for one in browsers]
    assert [one.status_code for one in last] == [429] * 3


def test_what_one_accepts_all_see_at_the_next_click(
    together: Together, coordinator: list[httpx.Client], forum: list[httpx.Client]
) -> None:
    waits = submitted(together.house, "WPN", "2025-H1", 17)
    before = knows(coordinator)  # each has made its board, and remembers it
    assert all(waits.id in one["waits"] for one in before)
    assert press(coordinator[0], f"/light/return/{waits.id}/accept", reason="").status_code == 303
    assert [waits.id in one["waits"] for one in knows(coordinator)] == [False] * 3
    assert {one["figures"].get(PLACE) for one in knows(coordinator) + knows(forum)} == {"17"}
    assert {"17" in one["board"] for one in knows(coordinator)} == {True}
    pages = [one.get(f"/light/return/{waits.id}").text for one in coordinator]
    assert all("✓" in page and f"/light/return/{waits.id}/accept" not in page for page in pages)


def test_a_plan_adopted_in_one_is_in_force_in_all(together: Together, coordinator: list[httpx.Client], tmp_path: Path) -> None:
    assert {one["plan"] for one in knows(coordinator)} == {1}
    assert does(coordinator[1], "adopt", file=str(a_version(tmp_path, 2, (TARGET, "value: 700")))) == 2
    assert {one["plan"] for one in knows(coordinator)} == {2}


def test_what_is_hidden_at_once_is_hidden_in_all_and_in_the_files_of_their_figures(
    together: Together, coordinator: list[httpx.Client], forum: list[httpx.Client]
) -> None:
    files = [(browser, does(browser, "figure")) for browser in forum]
    assert [browser.get(file).status_code for browser, file in files] == [200] * 3
    does(coordinator[2], "hide", indicator="2.2")
    assert [browser.get(file).status_code for browser, file in files] == [410] * 3
    assert not any(value not in {"None", ""} for one in knows(forum) for value in one["figures"].values())


def test_a_figure_made_by_another_process_is_asked_for_anew(forum: list[httpx.Client]) -> None:
    file = does(forum[0], "figure")
    answer = forum[1].get(file)
    assert answer.status_code == 404
    assert '<a class="go" href="/">' in answer.text


def test_of_two_who_accept_the_same_return_at_once_one_does_and_the_other_is_told(together: Together) -> None:
    first = together.browser(sign_in_demo(together.house, COORDINATOR), 0)
    second = together.browser(joined(together.house, "two@example.org", "coordinator"), 1)
    for period in ("2025-H1", "2025-H2", "2026-H1"):
        waits = submitted(together.house, "MIA", period, 5)
        path = f"/light/return/{waits.id}/accept"
        seen = re.search(r'name="seen" value="([^"]+)"', first.get(f"/light/return/{waits.id}").text)
        assert seen is not None
        answers = at_once(*(lambda one=one: press(one, path, reason="", seen=seen[1]) for one in (first, second)))  # noqa: B023
        assert sorted(one.status_code for one in answers) == [303, 409]
        (refused,) = (one for one in answers if one.status_code == 409)
        assert 'role="alert"' in refused.text


def test_the_same_file_sent_to_two_processes_at_once_has_one_receipt(together: Together) -> None:
    token = sign_in_demo(together.house, "cec@demo")
    first, second = together.browser(token, 0), together.browser(token, 1)
    for figure in (1, 2, 3):
        data = a_return(together.house, "CEC", "2026-H1", figure)
        answers = at_once(*(lambda one=one: send(one, data) for one in (first, second)))  # noqa: B023
        assert len({one.headers["location"].partition("?")[0] for one in answers}) == 1
        assert sorted("said=again" in one.headers["location"] for one in answers) == [False, True]


def send(browser: httpx.Client, data: bytes) -> httpx.Response:
    file = {"file": ("return.xlsx", data, XLSX)}
    answer = browser.post("/light/send", data={"form": browser.cookies["nap_form"]}, files=file)
    assert answer.status_code == 303, answer.text
    return answer
