"""From the workbook back to texts: a Book enters; the texts of each language and every fault with its cell leave. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from nap.facts import Finding
from nap.returns.book import Book, Cell, Sheet, address
from nap.returns.worker import open_book_safely
from nap.wording import po
from nap.wording.checks import problems
from nap.wording.entries import english_of, room_of
from nap.wording.faults import WordsFault
from nap.wording.writing import FIRST, FORM, KEY, TEXT
from nap.words import is_language

Texts = Mapping[str, tuple[str, ...]]
"""Forms by key."""


@dataclass(frozen=True)
class WordsRead:
    """`texts` of each language, whole ones only; `empty` counts those not said yet. `finding`: why the file cannot be opened."""

    texts: Mapping[str, Texts] = field(default_factory=dict)
    faults: tuple[WordsFault, ...] = ()
    empty: Mapping[str, int] = field(default_factory=dict)
    finding: Finding | None = None

    @property
    def good(self) -> bool:
        """True if it can be taken."""
        return self.finding is None and not any(fault.severity == "error" for fault in self.faults)


@dataclass
class _Row:
    """One text of a sheet, as far as it was read: what stands for each form, and where."""

    where: str
    forms: dict[int, tuple[Cell | None, str]] = field(default_factory=dict)


def open_words(data: bytes) -> WordsRead:
    """The same from the bytes of a file, opened within limits like everybody's files."""
    return read_words(open_book_safely(data))


def read_words(book: Book | Finding) -> WordsRead:
    """What an opened workbook says."""
    if isinstance(book, Finding):
        return WordsRead(finding=book)
    faults, texts, empty = list[WordsFault](), dict[str, Texts](), dict[str, int]()
    for sheet, columns, tag in _sheets(book):
        code = tag.removeprefix(TEXT)
        if not is_language(code) or code in texts:
            wrong = "language-twice" if code in texts else "unknown-language"
            faults.append(WordsFault("error", wrong, sheet.name, address(1, columns[tag]), facts=(("found", code),)))
            continue
        rows = _rows(sheet, columns, columns[tag], faults)
        found = {key: _forms(sheet, key, row, code, faults) for key, row in rows.items()}
        texts[code] = {key: forms for key, forms in found.items() if forms}
        empty[code] = len(found) - len(texts[code])
    if not texts and not faults:
        faults.append(WordsFault("error", "not-words"))
    return WordsRead(texts, tuple(faults), empty)


def _sheets(book: Book) -> Iterator[tuple[Sheet, Mapping[str, int], str]]:
    """Each sheet of texts with the columns of its tags and the tag of its language."""
    for sheet in book.sheets:
        columns = {cell.text.strip(): column for (row, column), cell in sheet.cells.items() if row == 1}
        tags = [tag for tag in columns if tag.startswith(TEXT)]
        if KEY in columns and tags:
            yield sheet, columns, tags[0]


def _rows(sheet: Sheet, columns: Mapping[str, int], text: int, faults: list[WordsFault]) -> dict[str, _Row]:
    found: dict[str, _Row] = {}
    for line, cells in sheet.rows().items():
        if line < FIRST or columns[KEY] not in cells:
            continue
        key, where = cells[columns[KEY]].text.strip(), address(line, text)
        form = cells.get(columns.get(FORM, 0))
        place = int(form.text) if form is not None and form.text.strip().isdecimal() else 0
        if not room_of(key):
            faults.append(WordsFault("warning", "unknown-key", sheet.name, where, key))
        elif place in found.setdefault(key, _Row(where)).forms:
            faults.append(WordsFault("error", "row-twice", sheet.name, where, key))
        else:
            found[key].forms[place] = cells.get(text), where
    return found


def _forms(sheet: Sheet, key: str, row: _Row, code: str, faults: list[WordsFault]) -> tuple[str, ...]:
    """The text in all its forms; empty if it is not said, or not fit."""
    english = english_of(room_of(key))[key]
    count = po.usual_plurals(code).count if english.plural else 1
    count = max(count, *(place + 1 for place in row.forms)) if english.plural else count
    cells = [row.forms.get(place, (None, row.where)) for place in range(count)]
    if all(cell is None or not (cell.text or cell.formula or cell.kind == "formula_empty") for cell, _ in cells):
        return ()
    before = len(faults)
    for cell, where in cells:
        faults.extend(_faults(sheet.name, where, key, cell, english.forms))
    wrong = any(fault.severity == "error" for fault in faults[before:])
    return () if wrong else tuple(cell.text for cell, _ in cells if cell is not None)


def _faults(sheet: str, where: str, key: str, cell: Cell | None, english: tuple[str, ...]) -> Iterator[WordsFault]:
    if cell is not None and (cell.formula or cell.kind == "formula_empty"):
        yield WordsFault("error", "formula", sheet, where, key)
    elif cell is None or not cell.text.strip():
        yield WordsFault("error", "empty" if len(english) == 1 else "form-missing", sheet, where, key)
    elif cell.kind == "error":
        yield WordsFault("error", "error-cell", sheet, where, key, (("found", cell.text),))
    else:
        for severity, code, facts in problems(key, english, cell.text):
            kind = "error" if severity == "error" else "warning"
            yield WordsFault(kind, code, sheet, where, key, facts)  # type: ignore[arg-type]
