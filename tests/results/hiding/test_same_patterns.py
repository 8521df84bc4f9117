"""However the search is sped up, it finds the patterns it found before: those of 200 worlds, every edition, were written down.

`patterns.txt`: of each seed a hash for each edition, of what is hidden, primary and lost. A change of the rules of hiding changes
them rightly; then they are written anew, with the reason in the message: `python -m tests.results.hiding.test_same_patterns`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from nap.results import compute
from nap.results.hiding import Cell, Past, Pattern, hide
from tests.attack.rows import ended, own_by_product
from tests.attack.worlds import a_world

WRITTEN = Path(__file__).with_name("patterns.txt")
SEEDS = 200


def found_for(seed: int) -> Iterator[str]:
    """The hash of each edition's pattern in the world of that seed."""
    world, past = a_world(Random(seed)), list[Past]()
    for as_of, observations in world.moments:
        results = ended(compute(world.plan, observations, as_of), as_of)
        own = own_by_product(world.plan, observations, as_of)
        pattern = hide(world.plan, results, own=own, past=past)
        past.append(Past.of(results, pattern.hidden, own))
        yield _hash(pattern)


def _hash(pattern: Pattern) -> str:
    said = "|".join(";".join(sorted(map(_said, cells))) for cells in (pattern.hidden, pattern.primary, pattern.lost))
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def _said(cell: Cell) -> str:
    return str((*cell[:2], str(cell[2]), cell[3]))


def _line(seed: int) -> str:
    return " ".join([str(seed), *found_for(seed)])


def test_no_pattern_of_the_written_ones_has_changed(request: pytest.FixtureRequest) -> None:
    """Usually every fourth of them, `--long`: all."""
    written = WRITTEN.read_text(encoding="utf-8").splitlines()
    looked_at = written if request.config.getoption("--long") else written[::4]
    assert [line for line in looked_at if line != _line(int(line.split()[0]))] == []
    assert len(written) == SEEDS


if __name__ == "__main__":
    WRITTEN.write_text("\n".join(map(_line, range(SEEDS))) + "\n", encoding="utf-8")
