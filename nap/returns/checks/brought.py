"""Checks of what a file brings along beside its sheets: links to other workbooks, formulas that reach outside, pictures."""

from __future__ import annotations

from collections.abc import Iterator

from nap.facts import Finding, Severity
from nap.returns.book import address
from nap.returns.material import Material
from nap.returns.reaching import reaches_outside


def links_and_pictures(material: Material) -> Iterator[Finding]:
    """Figures of another workbook may have changed since (stack 8.3: warn); what a picture shows nobody has searched."""
    if material.book.external_links:
        yield Finding("hidden-content", Severity.WARNING, case="links")
    yield from _reaching(material)
    if material.book.pictures:
        yield Finding("pictures-not-read", Severity.INFO, facts=(("count", material.book.pictures),))


def _reaching(material: Material) -> Iterator[Finding]:
    """Cells by sheet; without a place where a defined name does it, which any cell may use."""
    for sheet in material.book.sheets:
        if sheet.reaching:
            cells = tuple(address(*at) for at in sheet.reaching)
            yield Finding("hidden-content", Severity.WARNING, sheet.name, cells, case="reaches-outside")
    if any(reaches_outside(text) for text in material.book.names.values()):
        yield Finding("hidden-content", Severity.WARNING, case="reaches-outside")
