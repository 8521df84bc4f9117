"""A file handed back with its findings marked in it. Needs no store."""

from __future__ import annotations

from nap.returns.check import Checked
from nap.returns.marks import marked
from nap.returns.zipcopy import CannotEdit


def marked_copy(data: bytes, checked: Checked, lang: str) -> bytes | None:
    """The workbook with marks in `lang`; None where a file cannot be marked, because it is no workbook or none we may write."""
    try:
        return marked(data, checked, lang)
    except CannotEdit:
        return None
