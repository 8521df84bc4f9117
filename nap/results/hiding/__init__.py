"""Disclosure control: which cells an audience may not see, so that nobody can be found in those it may (docs/disclosure.md)."""

from nap.results.hiding.model import NOTHING, Cell, Exposed, Past, Pattern, Withdrawn, cell_of
from nap.results.hiding.own import own_results
from nap.results.hiding.pattern import audit, hide
from nap.results.hiding.primary import is_primary
from nap.results.hiding.showing import marked, shown, untold

__all__ = [
    "NOTHING",
    "Cell",
    "Exposed",
    "Past",
    "Pattern",
    "Withdrawn",
    "audit",
    "cell_of",
    "hide",
    "is_primary",
    "marked",
    "own_results",
    "shown",
    "untold",
]
