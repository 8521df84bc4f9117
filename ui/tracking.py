"""Every indicator on one line: baseline, targets, figures by period, share of the way, status."""

from __future__ import annotations

from nap.monitor import Viewer
from ui.cards import footer


def show_tracking(person: Viewer) -> None:
    """Draw the page."""
    footer()
