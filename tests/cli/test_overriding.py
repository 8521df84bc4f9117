"""`results override|lift-override|overrides`: the coordinator's way, and everybody else's refusal in one line."""

from __future__ import annotations

import pytest

from nap.monitor import REFUSALS
from nap.words import known
from tests.cli.conftest import Nap

ROW = ("1.12", "KG", "2026-H1")
WHY = ("--reason", "Половина организаций обновила данные лишь в июле")
COORDINATOR = ("--as", "coordinator@demo")


def status(nap: Nap, audience: str = "forum") -> tuple[str, str | None, str | None]:
    rows = nap("results", "--json", "--indicator", "1.12", "--audience", audience).json
    (row,) = (one for one in rows if (one["region"], one["period"], one["breakdown"]) == ("KG", "2026-H1", ""))
    return row["status"], row["overridden_from"], row["override_reason"]


@pytest.mark.parametrize("code", REFUSALS)
def test_every_refusal_has_a_sentence(code: str) -> None:
    assert known(f"overrides.refused.{code}")


@pytest.mark.parametrize("person", ["forum@demo", "donor@demo", "wpn@demo"])
def test_nobody_but_coordinators(demo_nap: Nap, person: str) -> None:
    done = demo_nap("results", "override", *ROW, "behind", "--as", person, *WHY)
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    assert status(demo_nap)[1] is None


@pytest.mark.parametrize(
    ("row", "given", "reason", "said"),
    [
        (ROW, "behind", (), "write the reason"),
        (ROW, "behind", ("--reason", "Звоните 0555 123 456"), "personal data"),
        (ROW, "splendid", WHY, "cannot be set by hand"),
        (ROW, "on_track", WHY, "computed already"),
        (("1.12", "KG", "2026-13"), "behind", WHY, "no such figure"),
        (("1.12", "KG-XX", "2026-H1"), "behind", WHY, "no such figure"),
        (("9.99", "KG", "2026-H1"), "behind", WHY, "no indicator"),
        (("1.12", "KG", "2026-H2"), "partial", WHY, "computed already"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(
    demo_nap: Nap, row: tuple[str, str, str], given: str, reason: tuple[str, ...], said: str
) -> None:
    done = demo_nap("results", "override", *row, given, *COORDINATOR, *reason)
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    assert said in done.err
    assert demo_nap("results", "lift-override", *ROW, *COORDINATOR, *WHY).status == 2


def test_a_status_is_set_seen_listed_and_lifted(demo_nap: Nap) -> None:
    done = demo_nap("results", "override", *ROW, "behind", *COORDINATOR, *WHY, "--json")
    assert (done.status, done.json["standing"], done.json["upon_status"]) == (0, "holds", "on_track")
    assert status(demo_nap) == status(demo_nap, "coordinator") == ("behind", "on_track", WHY[1])
    assert "1.12  KG  2026-H1  Behind (computed: On track)" in demo_nap("results", "overrides").out
    lifted = demo_nap("results", "lift-override", *ROW, *COORDINATOR, "--reason", "Данные проверены", "--lang", "ru")
    assert (lifted.status, "[отменён]" in lifted.out) == (0, True)
    assert status(demo_nap) == ("on_track", None, None)
    one, _ = demo_nap("results", "overrides", "--json").json
    assert (one["standing"], one["ended_because"]) == ("lifted", "Данные проверены")
    assert demo_nap("audit", "verify").status == 0


def test_the_demo_shows_one_that_holds(demo_nap: Nap) -> None:
    (one,) = demo_nap("results", "overrides", "--json").json
    assert (one["indicator"], one["status"], one["upon_status"], one["standing"]) == ("2.12", "behind", "off_track", "holds")


def test_an_empty_store_has_none(nap: Nap) -> None:
    assert nap("results", "overrides").out == "Nobody has set a status by hand.\n"
