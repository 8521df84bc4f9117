"""Years and thresholds of the plan stand in their order."""

from __future__ import annotations

from collections.abc import Iterator

from nap.plan.draft import Draft, fault, place
from nap.plan.faults import Fault
from nap.plan.model import Thresholds


def check(draft: Draft) -> Iterator[Fault]:
    """Faults `years-reversed`, `history-after-start`, `thresholds-reversed`."""
    plan = draft.file.at("plan")
    if plan is None:
        return
    years: tuple[int, ...] = plan.get("years") or ()
    if len(years) == 2 and years[0] > years[1]:
        yield fault("years-reversed", place(plan, "years"), first=str(years[0]), last=str(years[1]))
    history = plan.get("history_from")
    if len(years) == 2 and history is not None and history > years[0]:
        yield fault("history-after-start", place(plan, "history_from"), found=str(history), first=str(years[0]))
    lines = Thresholds(**(plan.get("thresholds") or {}))
    if lines.behind > lines.on_track:
        yield fault("thresholds-reversed", place(plan, "thresholds"), behind=lines.behind, on_track=lines.on_track)
