"""The plan: every indicator's reference sheet, to search and to print."""

from __future__ import annotations

from nap.monitor import Viewer
from ui.cards import footer


def show_sheets(person: Viewer) -> None:
    """Draw the page."""
    footer()
