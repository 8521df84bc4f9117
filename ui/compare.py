"""Regions or periods of one indicator side by side, on one scale."""

from __future__ import annotations

from nap.monitor import Viewer
from ui.cards import footer


def show_compare(person: Viewer) -> None:
    """Draw the page."""
    footer()
