"""Two at the same moment: limits are not outrun, a link works once, a coordinator remains. On both databases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from nap import monitor
from nap.monitor import Denied, House, LinkRefused, PersonRefused, SignInRefused, operator
from nap.people import passwords
from tests.hashing import QUICK, quick_hashes
from tests.monitor.accounts_made import AIDA, BEK, BETTER, GOOD, HERE, account, acts, coordinator, invited, joined, new, viewer
from tests.monitor.test_together import at_once

__all__ = ["quick_hashes"]
pytestmark = pytest.mark.usefixtures("quick_hashes")
Refusal = (Denied, LinkRefused, PersonRefused, SignInRefused)


def together(*all_of: Callable[[], object]) -> list[str]:
    """What came of each, set out together: `done`, or the refusal's code."""

    def told(act: Callable[[], object]) -> str:
        try:
            act()
        except Refusal as refusal:
            return str(refusal)
        return "done"

    return sorted(map(str, at_once(*[lambda act=act: told(act) for act in all_of])))  # type: ignore[misc]


def test_many_guesses_at_once_are_as_few_as_one_after_the_other(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    joined(house)
    tried: list[str] = []
    monkeypatch.setattr(passwords, "verify", lambda password, kept: tried.append(password) or QUICK.verify(password, kept))
    guesses = [f"guess {number}" for number in range(9)]
    found = together(*[lambda guess=guess: monitor.sign_in(house, AIDA, guess, HERE) for guess in guesses])  # type: ignore[misc]
    assert found == ["slow_down"] * 4 + ["wrong"] * 5
    assert len(tried) == 5
    assert acts(house).count((AIDA, "sign_in_slowed")) == 1


def test_a_link_used_twice_at_once_works_once(house: House) -> None:
    secret = invited(house)
    tokens: list[str] = []
    found = together(
        *[lambda word=word: tokens.append(monitor.set_password(house, secret, word, word, HERE)) for word in (GOOD, BETTER)]
    )  # type: ignore[misc]
    assert found == ["done", "used"]
    assert viewer(house, tokens[0]).person == AIDA
    assert acts(house).count((AIDA, "password_set")) == 1


def test_the_same_person_invited_twice_at_once_has_one_account(house: House) -> None:
    found = together(*[lambda: monitor.invite(operator(), house, new())] * 2)
    assert found == ["done", "exists"]
    assert account(house).person == AIDA


def test_two_coordinators_who_disable_each_other_at_once(house: House) -> None:
    real = replace(house, settings=replace(house.settings, demo=False))
    aida, bek = coordinator(real, AIDA), coordinator(real, BEK)
    found = together(
        lambda: monitor.disable_person(aida, real, BEK, "left"),
        lambda: monitor.disable_person(bek, real, AIDA, "left"),
    )
    assert found == ["administer", "done"]
    assert [account(real, email).state for email in (AIDA, BEK)].count(monitor.AccountState.ACTIVE) == 1


def test_two_coordinators_disabled_from_elsewhere_at_once(house: House) -> None:
    real = replace(house, settings=replace(house.settings, demo=False))
    coordinator(real, AIDA), coordinator(real, BEK)
    found = together(*[lambda email=email: monitor.disable_person(operator(), real, email, "left") for email in (AIDA, BEK)])  # type: ignore[misc]
    assert found == ["done", "last_coordinator"]


def test_a_password_changed_twice_at_once_is_one_of_the_two(house: House) -> None:
    token = joined(house)
    me = viewer(house, token)
    words = (BETTER, "кобылка жоголуп кетти кечинде")
    found = at_once(*[lambda word=word: _changed(me, house, token, word) for word in words])  # type: ignore[misc]
    assert sorted(map(str, found)) == ["done", "wrong_old"]
    works = [word for word in words if _signs_in(house, word)]
    assert works == [words[found.index("done")]]


def _changed(me: monitor.Viewer, house: House, token: str, word: str) -> str:
    try:
        monitor.change_password(me, house, token, GOOD, word, word)
    except monitor.PasswordRefused as refusal:
        return refusal.code
    return "done"


def _signs_in(house: House, word: str) -> bool:
    try:
        return bool(monitor.sign_in(house, AIDA, word, "10.7.7.7"))
    except SignInRefused:
        return False
