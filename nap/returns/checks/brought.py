"""Checks of what a file brings along beside its sheets: links to other workbooks, pictures."""

from __future__ import annotations

from collections.abc import Iterator

from nap.facts import Finding, Severity
from nap.returns.material import Material


def links_and_pictures(material: Material) -> Iterator[Finding]:
    """Figures of another workbook may have changed since (stack 8.3: warn); what a picture shows nobody has searched."""
    if material.book.external_links:
        yield Finding("hidden-content", Severity.WARNING, case="links")
    if material.book.pictures:
        yield Finding("pictures-not-read", Severity.INFO, facts=(("count", material.book.pictures),))
