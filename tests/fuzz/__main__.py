"""`python -m tests.fuzz COUNT [FIRST]`: spoils so many workbooks, checks each, prints what came out and which laws were broken.

Files that break a law, or take long, are kept in `NAP_FUZZ_KEEP` (default: a folder `nap-fuzz` beside other temporary files).
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from tests.fuzz.running import run


def main() -> int:
    count, first = (int(word) for word in (*sys.argv[1:], "0")[:2])
    folder = Path(os.environ.get("NAP_FUZZ_KEEP") or Path(tempfile.gettempdir()) / "nap-fuzz")
    folder.mkdir(parents=True, exist_ok=True)
    tally = run(first, count, folder)
    print(tally.told())
    return 1 if tally.broken else 0


if __name__ == "__main__":
    raise SystemExit(main())
