"""The tracking table as a file: a viewer and what is asked for enter, an Excel workbook leaves."""

from __future__ import annotations

from dataclasses import dataclass

from nap.facts import Period
from nap.monitor.browsing import browse
from nap.monitor.house import House
from nap.monitor.permission import require
from nap.people import Verb, Viewer
from nap.results.tracking import Track
from nap.words import say


@dataclass(frozen=True)
class TrackingAsked:
    """Which indicators (codes) in which place up to the end of which period; `about`: the filters by name, in the reader's words.

    `by_reporter`: they were chosen by the organisation that reports them. `standing`: how far the figures may be relied on.
    """

    place: str
    period: Period
    indicators: tuple[str, ...]
    standing: str
    about: tuple[tuple[str, str], ...] = ()
    by_reporter: bool = False


def tracking_file(viewer: Viewer, house: House, lang: str, asked: TrackingAsked) -> bytes:
    """The workbook as this viewer may see it. A file travels: one whose lines were chosen by who reports them leaves out those on
    survivors, because it would tell who works with them; it says so."""
    # A second's wait of whoever asks for a workbook, not of everybody who starts the monitor.
    from nap.releases.workbook_live import live_table, tracking_workbook

    require(viewer, Verb.BROWSE_RESULTS)
    board = browse(viewer, house).board()
    chosen = [one for one in board.indicators() if one.code in asked.indicators]
    kept = tuple(one for one in chosen if not (asked.by_reporter and one.sensitivity == "sensitive"))
    about = list(asked.about)
    if len(kept) < len(chosen):
        about.append((say(lang, "tracking.left_out"), say(lang, "tracking.left_out.text", n=len(chosen) - len(kept))))
    track = Track(board, asked.place, asked.period, kept)
    return tracking_workbook(live_table(lang, track), house.today(), asked.standing, about)
