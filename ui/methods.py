"""How everything is calculated, with worked examples."""

from __future__ import annotations

from nap.monitor import Viewer
from ui.cards import footer


def show_methods(person: Viewer) -> None:
    """Draw the page."""
    footer()
