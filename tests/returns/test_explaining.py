"""A warning is explained row by row; words beside another row, or of another kind, explain nothing."""

from __future__ import annotations

from nap.facts import Finding, Note, Place, Severity
from nap.returns.explaining import explanations


def warning(*cells: str) -> Finding:
    return Finding("missing-value", Severity.WARNING, "O2", cells, "2.1", "KG-O")


def words(text: str, cell: str, sheet: str = "O2", kind: str = "explanation") -> Note:
    return Note(kind, text, "2.1", "KG-O", Place(sheet, cell))


def test_words_in_the_same_row_of_the_same_sheet_explain() -> None:
    notes = [words("another sheet", "Z9", "O3"), words("a comment", "Y9", kind="comment"), words("another row", "Z19")]
    assert explanations(warning("F9"), notes) == ("",)
    assert explanations(warning("F9"), [*notes, words("the road was closed", "Z9")]) == ("the road was closed",)


def test_each_row_of_a_finding_is_asked_for_once() -> None:
    assert explanations(warning("F9", "G9", "F10"), [words("yes", "Z10")]) == ("", "yes")


def test_a_finding_without_cells_is_explained_by_its_row() -> None:
    other = Finding("missing-value", Severity.WARNING, None, (), "2.2", "KG-O")
    assert explanations(warning(), [words("yes", "Z10")]) == ("yes",)
    assert explanations(other, [words("yes", "Z10")]) == ("",)
