"""What is hidden and why, and how complete and sure the figures are."""

from __future__ import annotations

from nap.monitor import Viewer
from ui.cards import footer


def show_about(person: Viewer) -> None:
    """Draw the page."""
    footer()
