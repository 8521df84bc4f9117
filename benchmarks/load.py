"""Fifty organisations send their returns in one minute while fifty people read; then everything goes wrong, one after the other.

    python benchmarks/load.py [SCENARIO …] [--partners 50] [--readers 50] [--seconds 60] [--rows 2000] [--kills 20]
                              [--json FILE] [--logs DIR]

Against the real server, `python -m nap serve`, on a demo store whose plan is made for the purpose. Without names every scenario
that this machine can play; each is printed when it is over. `--partners 5 --readers 5 --seconds 20 --kills 3` is a rehearsal.

    sqlite, postgresql   the crowd: each organisation sends a workbook of 2,000 rows within the minute (every fifth through the
                         dashboard, the others by the light lane) and hands it in; readers click on the dashboard and open plain
                         pages; every second a hostile file; a coordinator accepts something every five seconds
    three-processes      the same with three server processes behind nginx, on PostgreSQL
    disk-full            not one byte is left on the disk of the store (`files-limited` where nobody may mount a small disk)
    memory               the server may take hardly more memory than it has
    database-restarted   PostgreSQL is stopped and started, once as if its power were cut
    network-cut          the line to PostgreSQL is cut; later it hangs without a word
    clock-jumped         the server's clock goes a day ahead, then an hour behind
    power-cut            the server is killed at random moments, also while it starts (SIGKILL: what the disk itself loses when
                         its power goes is not shown by this)
    slow-clients         a hundred connections that say a byte a second or do not read

Faults are played with ten organisations that send 500 rows again and again, and ten readers.

Seconds are the client's, from asking to the whole answer. `refused`: the program said in words why not; `failed`: anything else.
The client shares the machine. Ends with 1 if anything acknowledged was lost.
"""

from __future__ import annotations

import argparse
import gc
import json
import signal
import sys
import time
from dataclasses import asdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.load_playing import play
from benchmarks.load_report import Outcome, lines
from benchmarks.load_scenarios import SCENARIOS, Sizes, impossible


def main() -> int:
    """Play what was asked for, print each when it is over, keep the figures if asked to."""
    gc.disable()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # whoever stops this means its servers too
    options = _options()
    sizes = Sizes(options.partners, options.readers, options.seconds, options.rows, options.kills)
    outcomes: list[Outcome] = []
    for scenario in SCENARIOS:
        if scenario.name not in (options.scenarios or [each.name for each in SCENARIOS]):
            continue
        if why := impossible(scenario):
            print(f"\n== {scenario.name}: not played, {why}", flush=True)
            continue
        begun = time.monotonic()
        outcomes.append(play(scenario, sizes, options.logs))
        print("\n".join(lines(outcomes[-1])), f"\n  (with start and search {time.monotonic() - begun:.0f} s)", flush=True)
        if options.json:
            options.json.write_text(json.dumps([asdict(each) for each in outcomes], indent=1), encoding="utf-8")
    return 1 if any(each.lost for each in outcomes) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="A crowd, then everything that can go wrong; nothing may be lost.")
    parser.add_argument("scenarios", nargs="*", help="by name; all of them without", metavar="SCENARIO")
    whole = Sizes()
    parser.add_argument("--partners", type=int, default=whole.partners, help="organisations that send returns")
    parser.add_argument("--readers", type=int, default=whole.readers)
    parser.add_argument("--seconds", type=float, default=whole.seconds, help="of the crowd")
    parser.add_argument("--rows", type=int, default=whole.rows, help="of a return")
    parser.add_argument("--kills", type=int, default=whole.kills, help="of the power cuts")
    parser.add_argument("--json", type=Path, help="write the figures to this file, after each scenario")
    parser.add_argument("--logs", type=Path, help="keep the server's logs in this folder")
    options = parser.parse_args()
    if options.logs:
        options.logs.mkdir(parents=True, exist_ok=True)
    if unknown := set(options.scenarios) - {each.name for each in SCENARIOS}:
        parser.error(f"no such scenario: {', '.join(sorted(unknown))}")
    return options


if __name__ == "__main__":
    sys.exit(main())
