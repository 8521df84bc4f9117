"""What the house remembers between questions: results, and the figures they come from, as long as nothing would change them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from threading import RLock
from typing import TYPE_CHECKING, Any, NamedTuple

from nap.facts import Observation, Period, Result
from nap.monitor.once import Once
from nap.monitor.one_at_a_time import Turns

if TYPE_CHECKING:
    from nap.facts import Finding
    from nap.foreign.opening import Opened
    from nap.monitor.editions import Edition
    from nap.results.hiding import Past, Pattern
    from nap.returns.fields import Field, Spot
    from nap.returns.of_rows import Lines

LIMIT = 5_000
"""Remembered lists of results; days to look back to are the visitor's choice, so their number must have an end."""

MADE = 1_000
"""Remembered figures; filters are the visitor's choice too."""

WORKBOOKS = 100
"""Kept returns whose cells to mend are remembered."""

TABLES = 4
"""Opened tables that are remembered."""

COPIES = 4
"""Marked copies that are remembered: whoever clicks twice, or asks again at once, gets the same."""

MISSING = object()
"""Nothing is kept; None may be."""

PREVIEWS = 4
"""Releases in the making, and their files, that are remembered."""


class Told(NamedTuple):
    """What the totals of results need of one return and indicator, and the partner and periods it tells of."""

    figures: tuple[Observation, ...]
    about: frozenset[tuple[str, Period]]


Totals = Mapping[str, Told]
"""By indicator (`store.returns.totals`)."""


@dataclass(frozen=True)
class Computed:
    """Results of one indicator, and all that they depend on: while `made_from` is the same, so are they."""

    made_from: Hashable
    results: tuple[Result, ...]


@dataclass
class Memory:
    """Everything here can be computed again. `lock` lets one visitor compute while the others wait for the same answer.

    Finding what must be hidden takes longest: `veiling` is held for it, so that whoever needs no such thing goes on. Who wants
    both takes `veiling` first, and before either the turn of what is made (`turns`).
    """

    lock: RLock = field(default_factory=RLock)
    veiling: RLock = field(default_factory=RLock)
    turns: Turns = field(default_factory=Turns)
    version: int = -1
    totals: dict[str, Totals] = field(default_factory=dict)
    """By return. A kept return never changes, so this is never forgotten, and shared with the memories of earlier days."""
    computed: dict[tuple[Hashable, str, bool], Computed] = field(default_factory=dict)
    """As the figures give them; outlives the version, as most events touch few indicators."""
    results: dict[Hashable, tuple[Result, ...]] = field(default_factory=dict)
    """Explained, judged by hand, and as each audience sees them, for this version."""
    made: dict[Hashable, object] = field(default_factory=dict)
    """What was made of results for readers: boards, figures; forgotten together with the results."""
    fields: Once[Mapping[Spot, Field]] = field(default_factory=lambda: Once(WORKBOOKS))
    """The cells to mend, by return. A kept return never changes."""
    lines: Once[Lines] = field(default_factory=lambda: Once(WORKBOOKS))
    """In which lines of its workbook the rows stand, by return."""
    copies: Once[bytes] = field(default_factory=lambda: Once(COPIES))
    """Marked copies, by return and language."""
    tables: Once[Opened | Finding] = field(default_factory=lambda: Once(TABLES))
    """Files in a layout of their own, opened, by plan and content: whoever points at one asks again and again."""
    previews: Once[Any] = field(default_factory=lambda: Once(PREVIEWS))
    """What drafts would be if they were published now, by all that they are made from."""
    editions: dict[int, Edition] = field(default_factory=dict)
    """Editions by number. A kept edition never changes, so this is never forgotten."""
    pasts: dict[int, Past] = field(default_factory=dict)
    """The same as `nap.results.hiding.Past`."""
    patterns: dict[Hashable, tuple[Hashable, Pattern]] = field(default_factory=dict)
    """Patterns of hidden cells with all that they depend on."""
    earlier: dict[date, Any] = field(default_factory=dict)
    """The house as it stood on earlier days (`monitor.knowing`), each with a memory of its own."""
    beside: dict[Hashable, Any] = field(default_factory=dict)
    """The house as a release shows it, and of other plans, likewise."""

    def made_at(self, version: int, key: Hashable) -> object:
        """What is kept under that key of that version; MISSING if nothing is. Without waiting for anybody."""
        found = self.made.get(key, MISSING)
        # Others may turn to a newer version at any moment: what was found before that is still of this one.
        return found if self.version == version else MISSING

    def to_turn(self, version: int) -> bool:
        """Whether `turn_to` would forget anything."""
        return version != self.version or max(len(self.results), len(self.computed)) > LIMIT or len(self.made) > MADE

    def turn_to(self, version: int) -> None:
        """Forget what another version of the store may have changed."""
        if version != self.version or len(self.results) > LIMIT:
            self.results.clear()
            self.made.clear()
            self.earlier.clear()
            self.beside.clear()
            self.version = version
        elif len(self.made) > MADE:
            self.made.clear()
        if len(self.computed) > LIMIT:
            self.computed.clear()
            self.patterns.clear()

    def forget_file(self, return_id: str) -> None:
        """Forget what was made of a file that is no longer kept."""
        self.fields.forget(lambda key: key == return_id)
        self.lines.forget(lambda key: key == return_id)
        self.copies.forget(lambda key: isinstance(key, tuple) and key[0] == return_id)
        self.tables.forget(lambda key: True)
