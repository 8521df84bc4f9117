"""`python -m tests.foreign COUNT [FIRST]`: makes so many tables of known content, prints how many came in whole, asked or wrong.

Each that did not come in whole follows with its number, why, and a picture; `--brief` leaves the pictures out.
`python -m tests.foreign --write SEED FILE` writes the file of one number instead (`.xlsx`, or `.csv` where it is one).
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.foreign.layouts.files import semicolons, workbook
from tests.foreign.layouts.judging import Verdict
from tests.foreign.layouts.making import a_case
from tests.foreign.layouts.running import run, told


def main(words: list[str]) -> int:
    if words[:1] == ["--write"]:
        case = a_case(int(words[1]))
        Path(words[2]).write_bytes(semicolons(case) if words[2].endswith(".csv") else workbook(case))
        return 0
    rows = 0 if "--brief" in words else 30
    count, first = (int(word) for word in [*(word for word in words if word.isdecimal()), "0"][:2])
    tally = run(range(first, first + count))
    print(tally.told())
    for verdict in (Verdict.WRONG, Verdict.GUESSED, Verdict.ASKED):
        for case, result in tally.of(verdict):
            print("\n" + told(case, result, rows))
    return 1 if tally.of(Verdict.WRONG) or tally.of(Verdict.GUESSED) else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
