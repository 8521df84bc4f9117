"""The attacker finds nothing: not as an outsider, not as any partner, in no edition, with everything that anybody ever got."""

from __future__ import annotations

from random import Random

from hypothesis import example, given, strategies as st

from tests.attack.breaking import broken
from tests.attack.rows import editions
from tests.attack.worlds import a_world


@given(st.integers(0, 10**9))
@example(1008).via("people without a stated sex, some of them the partner's own")
@example(3002).via("increments of a running total, by half-year and quarter")
@example(3004).via("a half-year hidden in one edition and shown in the next")
def test_no_protected_number_can_be_told_closely_by_anybody(seed: int) -> None:
    world = a_world(Random(seed))
    kept = editions(world.plan, world.moments)
    for number in range(1, len(kept) + 1):
        found = broken(world.plan, kept[:number], world.viewers)
        assert found == [], [str(each) for each in found]
