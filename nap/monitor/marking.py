"""A file handed back with its findings marked in it. Needs no store."""

from __future__ import annotations

from nap.returns.check import Checked
from nap.returns.marks import marked, only_list
from nap.returns.zipcopy import CannotEdit


def marked_copy(data: bytes, checked: Checked, lang: str) -> bytes | None:
    """The workbook with marks in `lang`; where nothing can be written into it, a workbook with the list of what to fix.

    None for a file that could not be read as a return at all.
    """
    try:
        return marked(data, checked, lang)
    except CannotEdit:
        return None if checked.plan is None else only_list(checked, lang)
