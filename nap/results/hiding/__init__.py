"""Disclosure control: which cells an audience may not see, so that nobody can be found in those it may (design.md §8)."""

from nap.results.hiding.model import NOTHING, Cell, Exposed, Past, Pattern, Withdrawn, cell_of

__all__ = ["NOTHING", "Cell", "Exposed", "Past", "Pattern", "Withdrawn", "cell_of"]
