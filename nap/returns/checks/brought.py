"""Checks of what a file brings along beside its sheets: links to other workbooks, formulas that reach outside, pictures."""

from __future__ import annotations

from collections.abc import Iterator

from nap.facts import Finding, Severity
from nap.returns.book import Book, address
from nap.returns.material import Material
from nap.returns.reaching import reaches_outside


def links_and_pictures(material: Material) -> Iterator[Finding]:
    """What the workbook of a return brings along."""
    return brought_by(material.book)


def brought_by(book: Book) -> Iterator[Finding]:
    """Figures of another workbook may have changed since (stack 8.3: warn); what a picture shows nobody has searched."""
    if book.external_links:
        yield Finding("hidden-content", Severity.WARNING, case="links")
    yield from _reaching(book)
    if book.pictures:
        yield Finding("pictures-not-read", Severity.INFO, facts=(("count", book.pictures),))


def _reaching(book: Book) -> Iterator[Finding]:
    """Cells by sheet; without a place where a defined name does it, which any cell may use."""
    for sheet in book.sheets:
        if sheet.reaching:
            cells = tuple(address(*at) for at in sheet.reaching)
            yield Finding("hidden-content", Severity.WARNING, sheet.name, cells, case="reaches-outside")
    if any(reaches_outside(text) for text in book.names.values()):
        yield Finding("hidden-content", Severity.WARNING, case="reaches-outside")
