"""Disclosure control: which cells an audience may not see, so that nobody can be found in those it may (design.md §8)."""

from nap.results.hiding.model import Cell, Exposed, Past, Pattern, cell_of

__all__ = ["Cell", "Exposed", "Past", "Pattern", "cell_of"]
