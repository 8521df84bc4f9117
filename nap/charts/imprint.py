"""What stands on every file of a figure beside the figure itself: whose it is, how far to rely on it, where it was taken from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Imprint:
    """Texts in the language `lang`: the monitor's name, its plan, how far to rely on its figures (`stamp`), what kind of data it
    has (`note`), and the `address` of the view."""

    lang: str
    monitor: str
    plan: str
    stamp: str
    note: str
    address: str
