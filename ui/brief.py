"""One page about a region for a meeting with its authorities."""

from __future__ import annotations

from nap.monitor import Viewer
from ui.cards import footer


def show_brief(person: Viewer) -> None:
    """Draw the page."""
    footer()
