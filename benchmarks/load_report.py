"""What a scenario came to: figures enter, lines for people and data for programs leave."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.load_ledger import ANSWERED, FAILED, REFUSED, Figures

MOST_TOLD = 14
"""Sentences that are printed of one scenario; all of them stand in the file of `--json`."""


@dataclass(frozen=True)
class Memory:
    """Megabytes of the server's processes: healthy and unasked, at most, and some seconds after the last people left."""

    before: float
    peak: float
    after: float


@dataclass(frozen=True)
class Recovery:
    """After one fault was over: seconds until an upload and a page that were begun then were answered; NaN: none was."""

    fault: str
    lasted: float
    upload: float
    page: float


@dataclass(frozen=True)
class Outcome:
    """One scenario. `lost`: contradictions between what people were answered and what the store holds: must be none.

    `told`: what people were told when it did not go well, and how often. `broke`: tracebacks in the server's log, which nobody
    is shown. `starts`: seconds of each start until healthy. `ended_well`: the server ended when it was told to.
    """

    name: str
    about: str
    seconds: float
    load: float
    cpu: float
    kinds: tuple[Figures, ...]
    memory: Memory
    receipts: int
    acts: int
    store: dict[str, int]
    lost: tuple[str, ...]
    told: tuple[tuple[str, str, int], ...]
    broke: tuple[tuple[str, int], ...]
    recoveries: tuple[Recovery, ...]
    starts: tuple[float, ...]
    ended_well: bool


def lines(outcome: Outcome) -> Iterator[str]:
    """The scenario for people."""
    answered, refused, failed = (sum(getattr(kind, name) for kind in outcome.kinds) for name in (ANSWERED, REFUSED, FAILED))
    yield f"\n== {outcome.name}: {outcome.about}"
    apart = sum(many for how, _, many in outcome.told if how == FAILED)
    told = f"{failed} failed ({apart} of them while nothing was broken on purpose)"
    yield f"{outcome.seconds:.0f} s, {answered} answered, {refused} refused in words, {told}"
    yield f"  server's processors {outcome.cpu:.0f} s, machine's load {outcome.load:.1f}"
    yield f"  {'seconds':18} {'answered':>9} {'refused':>8} {'failed':>7} {'p50':>8} {'p95':>8} {'p99':>8} {'longest':>8}"
    for kind in outcome.kinds:
        times = "".join(f" {_seconds(each):>8}" for each in (kind.p50, kind.p95, kind.p99, kind.longest))
        yield f"  {kind.kind:18} {kind.answered:9} {kind.refused:8} {kind.failed:7}{times}"
    memory = outcome.memory
    yield f"  memory: {memory.before:.0f} MB before, {memory.peak:.0f} at most, {memory.after:.0f} after"
    for one in outcome.recoveries:
        page, upload = _seconds(one.page), _seconds(one.upload)
        yield f"  {one.fault} for {one.lasted:.1f} s; answered again after: page {page}, upload {upload}"
    if outcome.starts:
        ordered = sorted(outcome.starts)
        middle = ordered[len(ordered) // 2]
        yield f"  {len(ordered)} starts until healthy: {ordered[0]:.1f} to {ordered[-1]:.1f} s, middle {middle:.1f} s"
    for how, words, many in outcome.told[:MOST_TOLD]:
        yield f"  {many:5} × {how} {words}"
    for words, many in outcome.broke:
        yield f"  {many:5} × in the server's log: {words}"
    if not outcome.ended_well:
        yield "  the server did not end when it was told to"
    held = ", ".join(f"{many} {name}" for name, many in outcome.store.items())
    verdict = "NOTHING LOST" if not outcome.lost else f"{len(outcome.lost)} CONTRADICTIONS"
    yield f"  {verdict}: {outcome.receipts} receipts and {outcome.acts} acts answered, all looked for; the store holds {held}"
    yield from (f"    {fault}" for fault in outcome.lost[:20])


def _seconds(value: float) -> str:
    return "-" if math.isnan(value) else f"{value:.2f}"
