"""A file handed back with its findings marked in it. Needs no store."""

from __future__ import annotations

from collections.abc import Sequence

from nap.returns.check import Checked
from nap.returns.marks import marked, only_list
from nap.returns.marks_found import Remarked
from nap.returns.zipcopy import CannotEdit
from nap.words import say

_ENDING = ".xlsx"


def marked_copy(data: bytes, checked: Checked, lang: str, remarks: Sequence[Remarked] = ()) -> bytes:
    """The workbook with marks and a coordinator's remarks in `lang`; for a file that cannot be written into, a workbook with the
    list of what to mend."""
    try:
        return marked(data, checked, lang, remarks)
    except CannotEdit:
        return only_list(checked, lang, remarks)


def marked_name(name: str, lang: str | None = None) -> str:
    """What to call it: as the file is called, with the ending of the workbook that it is.

    With a language the name says that it is marked: whoever keeps both in one folder needs two names.
    """
    stem = name[: -len(_ENDING)] if name.lower().endswith(_ENDING) else name
    if lang is not None:
        return f"{stem}-{say(lang, 'mending.marked.file')}{_ENDING}"
    return name if stem != name else name + _ENDING
