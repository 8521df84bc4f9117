"""The table in hand: its file, what was said of its lines and blocks, and how far the person is. Kept by the tab, never stored.

It outlives a change of page or language; the upload itself is let go of as soon as its bytes are here.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import TypeVar

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from nap.monitor import (
    Applied,
    Block,
    Book,
    Choice,
    Hint,
    Looked,
    Remark,
    TableDrawn,
    TableMapping,
    Understood,
    Viewer,
    draw_table,
    hinted,
    look_table,
    position,
)
from ui.session import house, language
from ui.waiting import let_go

_DESK, _ROUND = "tables_desk", "tables_round"
STEPS = ("sheet", "blocks", "figures")
AT, STEP = "at", "step"
"""Filters of the address: the line that is pointed at, and how far the person is."""

T = TypeVar("T")


@dataclass
class Desk:
    """One file. `choices` by the `home` of their block; a block that is not there is not wanted.

    Corrections give blocks other numbers; what was chosen stays with the block that begins with the same figure.
    """

    name: str
    data: bytes = field(repr=False)
    round: int
    """Counts the files of this tab, so that the fields of one never hold what was typed for another."""
    hints: tuple[Hint, ...] = ()
    choices: dict[str, tuple[Choice, ...]] = field(default_factory=dict)
    partner: str = ""
    source: str = ""
    mapping: str = ""
    """The name under which it is kept, or is to be."""
    using: TableMapping | None = None
    """The kept mapping that was taken over, and what has moved since it was made."""
    moved: tuple[Remark, ...] = ()
    sheet: int = -1
    windows: int = 1
    """How much of a large sheet is drawn."""
    _made: dict[str, tuple[Hashable, object]] = field(default_factory=dict, repr=False)

    def look(self, person: Viewer) -> Looked:
        """What was understood of it with all that was said of its lines; worked out once for each set of corrections."""
        looked = self.once("look", self.hints, lambda: look_table(person, house(), self.data, self.name, self.hints))
        if looked.refused:
            self._made.pop("look")  # a failure of ours may be over the next time
        return looked

    def chosen(self, understood: Understood) -> dict[int, tuple[Choice, ...]]:
        """What was chosen, by the numbers that the blocks have now."""
        homes = {each.number: home(each) for each in understood.blocks}
        return {number: self.choices[place] for number, place in homes.items() if place in self.choices}

    def drawn(self, person: Viewer, understood: Understood) -> TableDrawn:
        """What would come out of it as things stand."""
        chosen = self.chosen(understood)
        given = (house(), self.data, self.name, chosen, self.hints)
        said = repr((self.hints, chosen, self.partner, self.source, language()))
        return self.once(
            "drawn", said, lambda: draw_table(person, *given, partner=self.partner, source=self.source, lang=language())
        )

    def use(self, mapping: TableMapping, applied: Applied) -> None:
        """Take over everything a kept mapping says; what was said of lines by hand outweighs it."""
        book = Book(applied.understood.sheets)
        self.using, self.mapping, self.moved = mapping, mapping.name, applied.moved
        self.partner, self.source = mapping.partner, mapping.source
        by_hand, self.hints = self.hints, hinted(mapping.anchors, book)[0]
        for hint in by_hand:
            self.correct(hint)
        homes = {each.number: home(each) for each in applied.understood.blocks}
        found = {homes[number]: each for number, each in applied.choices.items()}
        self.choices = {place: each if isinstance(each, tuple) else (each,) for place, each in found.items()}

    def once(self, name: str, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives for this key; the last one is kept."""
        kept = self._made.get(name)
        if kept is None or kept[0] != key:
            self._made[name] = kept = (key, make())
        return kept[1]  # type: ignore[return-value]

    def key(self, *parts: object) -> str:
        """The name of a field of this file."""
        return "|".join(("tables", str(self.round), *map(str, parts)))

    def correct(self, hint: Hint) -> None:
        """Take down what is said of a line, in place of what was said of it before."""
        self.hints = (*(each for each in self.hints if _line(each) != _line(hint)), hint)

    def take_back(self, hint: Hint) -> None:
        """As if this had never been said."""
        self.hints = tuple(each for each in self.hints if each != hint)


def home(block: Block) -> str:
    """Where a block begins: its first figure, which stays the same when other lines are corrected."""
    first = next(iter(block.values), None)
    return f"{block.sheet}!{first.cell if first else block.area[0]}"


def _line(hint: Hint) -> tuple[str, str, int]:
    return hint.sheet, hint.axis.value, hint.index


def in_hand() -> Desk | None:
    """The table this tab works on."""
    return st.session_state.get(_DESK)


def lay_down(file: UploadedFile) -> Desk:
    """Begin with a file; whatever was in hand before is dropped."""
    number = st.session_state.get(_ROUND, 0) + 1
    st.session_state[_ROUND] = number
    desk = Desk(file.name, file.getvalue(), number)
    st.session_state[_DESK] = desk
    let_go([file.file_id])
    _start_anew()
    return desk


def put_away() -> None:
    """Have no table in hand."""
    st.session_state.pop(_DESK, None)
    _start_anew()


def _start_anew() -> None:
    for name in (AT, STEP):
        if name in st.query_params:
            del st.query_params[name]
        st.session_state.pop(name, None)


def upload_key() -> str:
    """The uploader's name: another one for each file, so that it is empty again when its file is in hand."""
    return f"tables_upload_{st.session_state.get(_ROUND, 0)}"


def address_of(sheet: int, cell: str) -> str:
    """What the address says to point at a cell (`A12`) of the sheet at that place; empty for what is no cell."""
    try:
        row, column = position(cell)
    except ValueError:
        return ""
    return f"{sheet}r{row}c{column}"
