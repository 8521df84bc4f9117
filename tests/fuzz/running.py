"""Many spoilt files, one after the other, with a watchdog. Numbers of the first file and of files enter; a Tally leaves."""

from __future__ import annotations

import faulthandler
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.fuzz.laws import can_be_edited, can_be_marked, checked, holds
from tests.fuzz.mutations import spoilt
from tests.fuzz.remembered import SameAgain
from tests.fuzz.seeds import seeds, the_plan

HANGS_AFTER = 60
"""Seconds after which the process is ended with a traceback; the file that did it stays in the folder."""
SLOW = 10
"""Seconds beyond which a file is kept to be looked at."""
SECOND_LOOK = 10
"""Every tenth file is checked twice, the same bytes, the same answer; another tenth is edited."""
MARKED = (3, 7)
"""Of ten files these two are handed back marked."""


@dataclass
class Tally:
    """What came of them: how many, by verdict and by code; the slowest; what broke a law."""

    files: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    broken: dict[str, list[str]] = field(default_factory=dict)
    """By the last lines of the traceback: which files, and the first traceback."""
    slowest: tuple[float, int] = (0.0, -1)

    def break_law(self, number: int, name: str, told: str) -> None:
        """Take note of a file; of equal faults only the first is told in full."""
        lines = told.strip().splitlines()
        place = next((line for line in reversed(lines) if line.startswith("  File")), "")
        self.broken.setdefault(place + lines[-1][:80], [told]).append(f"{number} ({name})")

    def told(self) -> str:
        """The same in lines."""
        lines = [
            f"{self.files} files, slowest {self.slowest[0]:.1f} s (number {self.slowest[1]}), {len(self.broken)} broken laws"
        ]
        lines += [f"  verdict {name}: {count}" for name, count in self.verdicts.most_common()]
        lines += [f"  {name}: {count}" for name, count in self.codes.most_common()]
        for told, *files in self.broken.values():
            lines += ["", f"{len(files)} files: {' '.join(files[:12])}", told]
        return "\n".join(lines)


def file_number(number: int) -> tuple[str, bytes]:
    """The name of the seed and the spoilt bytes that go with this number."""
    rng = Random(number)
    name, data = seeds()[number % len(seeds())]
    return name, spoilt(rng, data)


def run(first: int, count: int, folder: Path) -> Tally:
    """Files number `first` and on. What breaks a law is written into the folder under its number."""
    tally = Tally()
    for number in range(first, first + count):
        name, data = file_number(number)
        current = folder / "current.bin"
        current.write_bytes(data)
        faulthandler.dump_traceback_later(HANGS_AFTER, exit=True)
        began = time.perf_counter()
        try:
            _one(number, data, tally)
        except Exception:
            tally.break_law(number, name, traceback.format_exc(limit=-6))
            (folder / f"{number}.xlsx").write_bytes(data)
        taken = time.perf_counter() - began
        tally.slowest = max(tally.slowest, (taken, number))
        if taken > SLOW:
            (folder / f"{number}-slow.xlsx").write_bytes(data)
    faulthandler.cancel_dump_traceback_later()
    return tally


def _one(number: int, data: bytes, tally: Tally) -> None:
    tally.files += 1
    history = SameAgain() if number % 2 else None
    found = checked(data, the_plan(), history=history)
    tally.verdicts[found.verdict] += 1
    tally.codes.update(
        {f"{each.code} {each.case}".strip() if each.severity == "refused" else each.code for each in found.findings}
    )
    holds(found, the_plan())
    if number % SECOND_LOOK == 0:
        assert checked(data, the_plan(), history=history) == found, "the same bytes gave another answer"
    if number % SECOND_LOOK == 5 and found.verdict != "refused":
        can_be_edited(data, found)
    if number % SECOND_LOOK in MARKED and found.verdict != "refused":
        can_be_marked(data, found)
