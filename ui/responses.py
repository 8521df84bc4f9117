"""Alerts and recommendations: to whom, answered or not, how long it took."""

from __future__ import annotations

from nap.monitor import Viewer
from ui.cards import footer


def show_responses(person: Viewer) -> None:
    """Draw the page."""
    footer()
