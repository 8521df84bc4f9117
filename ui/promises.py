"""Measures and indicators by responsible body and deadline."""

from __future__ import annotations

from nap.monitor import Viewer
from ui.cards import footer


def show_promises(person: Viewer) -> None:
    """Draw the page."""
    footer()
