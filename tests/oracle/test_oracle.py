"""The monitor's results against a second calculation that shares no code with it, on generated plans and observations."""

from __future__ import annotations

import pprint
from collections import Counter
from dataclasses import dataclass, field
from random import SystemRandom
from typing import Any

import pytest

from tests.oracle.comparing import Difference, differences, planned, rows_of
from tests.oracle.generating import Case, a_case
from tests.oracle.shrinking import smallest
from tests.oracle.tallying import RULES, kinds

SAMPLE, FULL = 300, 6000


@dataclass
class Outcome:
    """What became of all cases."""

    cases: int = 0
    agreed: int = 0
    rows: int = 0
    refused: list[str] = field(default_factory=list)
    disagreeing: list[Case] = field(default_factory=list)
    tally: Counter[tuple[str, str]] = field(default_factory=Counter)


@pytest.fixture(scope="module")
def outcome(request: pytest.FixtureRequest) -> Outcome:
    """300 cases of fixed seeds; with `--long` 6,000 of seeds nobody has seen."""
    found, long = Outcome(), request.config.getoption("--long")
    start = SystemRandom().randrange(10**9) if long else 0
    for seed in range(start, start + (FULL if long else SAMPLE)):
        _run(a_case(seed), found)
    print(f"\n{found.agreed} of {found.cases} cases agreed ({found.rows} rows), {len(found.refused)} plans refused")
    return found


def _run(case: Case, outcome: Outcome) -> None:
    outcome.cases += 1
    plan, faults = planned(case["plan"])
    if plan is None:
        outcome.refused.extend(faults[:1])
        return
    rows = rows_of(case)
    outcome.rows += len(rows)
    outcome.tally.update(kinds(case, rows))
    if differences(case, plan, rows):
        outcome.disagreeing.append(case)
    else:
        outcome.agreed += 1


def test_two_calculations_that_share_no_code_agree_on_every_row(outcome: Outcome) -> None:
    if outcome.disagreeing:
        case = smallest(outcome.disagreeing[0], lambda each: bool(_found(each)))
        shown = pprint.pformat({"case": case, "(row, field, oracle, monitor)": _found(case)[:10]}, width=160, sort_dicts=False)
        pytest.fail(f"{len(outcome.disagreeing)} of {outcome.cases} cases differ. The first, made small:\n{shown}", pytrace=False)
    assert outcome.agreed == outcome.cases - len(outcome.refused)


def _found(case: Case) -> list[Difference]:
    plan, _ = planned(case["plan"])
    return differences(case, plan, rows_of(case)) if plan is not None else []


def test_nearly_every_generated_plan_is_one_that_the_monitor_takes(outcome: Outcome) -> None:
    assert len(outcome.refused) < outcome.cases * 0.05, Counter(outcome.refused)


@pytest.mark.parametrize("kind", RULES)
def test_the_sample_holds_every_kind_of_case(kind: str, outcome: Outcome) -> None:
    counts = {word: outcome.tally[(kind, word)] for word in RULES[kind]}
    print(f"\n{kind}: " + ", ".join(f"{word} {count}" for word, count in counts.items()))
    assert {word for word, count in counts.items() if count == 0} == set()


def test_a_wrong_number_would_be_found() -> None:
    """The comparison itself can fail: with one observation changed for one side only, the two differ."""
    case = next(case for case in map(a_case, range(SAMPLE)) if _one_number_matters(case))
    assert _found(case) == []


def _one_number_matters(case: Case) -> bool:
    plan, _ = planned(case["plan"])
    if plan is None or not case["observations"] or differences(case, plan, rows_of(case)):
        return False
    changed: list[dict[str, Any]] = [row | ({"value": "41"} if "value" in row else {}) for row in case["observations"]]
    return bool(differences(case, plan, rows_of(case | {"observations": changed})))
