"""`plan check`, `plan adopt`, `results --as-of`: what a changed plan revises, who may adopt it, what was known before."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from nap.monitor.house import DEMO_TODAY
from tests.cli.conftest import Nap
from tests.monitor.revising import TARGET, a_version

WHY = ("--reason", "Decision of 12 May")
COORDINATOR = ("--as", "coordinator@demo")
REACH = "(31 December 2027, for the whole plan)"
LINE = f"- 2.1 Police officers trained: Target: 600 {REACH} → 60 {REACH}"


@pytest.fixture
def changed(nap: Nap, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A store on version 1; the plan file of the settings now holds version 2."""
    monkeypatch.setenv("NAP_PLAN", str(a_version(tmp_path, 1)))
    assert nap("audit", "verify").status == 0
    file = a_version(tmp_path, 2, (TARGET, "value: 60"))
    monkeypatch.setenv("NAP_PLAN", str(file))
    return file


@pytest.mark.usefixtures("changed")
def test_the_check_tells_what_waits_and_adopts_nothing(nap: Nap) -> None:
    for _ in range(2):
        done = nap("plan", "check", "--against-store")
        assert done.status == 0
        first, second, *_ = done.out.splitlines()
        assert first == "A changed plan file waits to be adopted: version 2. In force: version 1."
        assert second == LINE


@pytest.mark.usefixtures("changed")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--as", "forum@demo", *WHY), "may not"),
        (("--as", "wpn@demo", *WHY), "may not"),
        (("--as", "nobody@demo", *WHY), "nobody@demo"),
        (COORDINATOR, "why the plan is changed"),
        ((*COORDINATOR, "--reason", "ask 0555 12 34 56"), "personal data"),
    ],
)
def test_who_may_not_or_gives_no_reason_changes_nothing(nap: Nap, arguments: tuple[str, ...], said: str) -> None:
    done = nap("plan", "adopt", *arguments)
    assert done.status == 2
    assert said in done.err
    assert "waits to be adopted" in nap("plan", "check", "--against-store").out


@pytest.mark.usefixtures("changed")
def test_a_look_changes_nothing(nap: Nap) -> None:
    done = nap("plan", "adopt", *COORDINATOR, "--dry-run")
    assert (done.status, LINE in done.out, "Nothing was adopted" in done.out) == (0, True, True)
    told = nap("plan", "adopt", *COORDINATOR, "--dry-run", "--json").json
    assert (told["version"], told["adopted"], [one["what"] for one in told["revisions"]]) == (2, False, ["target"])
    assert "waits to be adopted" in nap("plan", "check", "--against-store").out


def test_what_is_revised_is_told_before_it_is_in_force(nap: Nap, changed: Path, tmp_path: Path) -> None:
    done = nap("plan", "adopt", *COORDINATOR, *WHY)
    assert done.status == 0
    effects = ["Templates that change: 0", "Returns under way: 0", "Results that change: 0"]
    assert done.out.splitlines()[1:] == [LINE, *effects, "Version 2 of the plan is in force."]
    again = nap("plan", "adopt", *COORDINATOR, *WHY)
    assert (again.status, again.err) == (2, "This version of the plan is in force already.\n")
    third = nap("plan", "adopt", a_version(tmp_path, 3, (TARGET, "value: 70")), *COORDINATOR, *WHY, "--json").json
    assert {name: third[name] for name in ("plan", "version", "adopted", "by", "reason")} == {
        "plan": "kg-example",
        "version": 3,
        "adopted": True,
        "by": "coordinator@demo",
        "reason": "Decision of 12 May",
    }
    assert "The later version in force is 3" in nap("plan", "check", "--against-store").out
    changed.write_text(changed.read_text(encoding="utf-8") + "\n# a remark\n", encoding="utf-8")
    assert nap("plan", "check", "--against-store").status == 2
    assert nap("plan", "adopt", *COORDINATOR, *WHY).status == 2


def test_results_of_an_earlier_day_keep_their_targets(demo_nap: Nap, tmp_path: Path) -> None:
    source = Path("indicators.yaml").read_text(encoding="utf-8")
    old, new = "value: 110, hypothetical: true}", "value: 190, hypothetical: true}"
    assert source.count(old) == 1
    file = tmp_path / "plan.yaml"
    file.write_text(source.replace(old, new).replace("  version: 1\n", "  version: 2\n"), encoding="utf-8")

    def told(day: date) -> object:
        return demo_nap("results", "--json", "--indicator", "1.12", "--as-of", day).json

    yesterday = DEMO_TODAY - timedelta(days=1)
    before, now = told(yesterday), told(DEMO_TODAY)
    assert demo_nap("plan", "adopt", file, *COORDINATOR, *WHY).status == 0
    assert told(yesterday) == before
    assert told(DEMO_TODAY) != now
