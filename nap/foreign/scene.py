"""Which headings hold at a row: rows of words enter one by one, and what comes after them; the headings in force leave.

A heading ends the one of its kind before it. One of another kind stands beneath a place, a part or a period if it follows at
once, comes again under the next, or if the table is of nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from nap.foreign.meanings import Said
from nap.returns.choices import fold

_OUTER = ("place", "part", "period")


@dataclass(frozen=True)
class Heading:
    """A row of words that speaks of the rows beneath it. `kind`: `measure`, `by`, `place`, `part`, `period`."""

    row: int
    said: Said
    kind: str
    of: bool = False

    @property
    def key(self) -> str:
        """Its words, to know it by when it comes again."""
        return fold(self.said.text)


class Scene:
    """The headings in force. `coming`: all headings of the section in order."""

    def __init__(self, coming: Sequence[Heading]) -> None:
        self.stack: list[Heading] = []
        self._fresh = True
        self._measured: tuple[Heading, ...] | None = None
        """The headings under which rows name measures of their own."""
        self._times = Counter(heading.key for heading in coming)
        self._last = {heading.kind: heading.row for heading in coming}
        self._names: dict[str, set[str]] = {}
        for heading in coming:
            self._names.setdefault(heading.kind, set()).add(heading.key)

    @property
    def by(self) -> str:
        """What the nearest heading breaks down by."""
        return next((each.said.by for each in reversed(self.stack) if each.said.by), "")

    @property
    def in_list(self) -> bool:
        """True in a list of categories nobody declared."""
        return self.by == "?" and any(each.kind == "by" for each in self.stack)

    def figures(self) -> None:
        """A row of figures came."""
        self._fresh = False

    def take(self, heading: Heading) -> None:
        """A heading came."""
        if not self._fresh:
            self._pop(heading)
        self.stack.append(heading)
        self._fresh = True

    def measure(self, heading: Heading) -> None:
        """A row of figures names a measure of its own."""
        if self._fresh or self._measured == tuple(self.stack):
            self._measured = tuple(self.stack)
            return
        self._pop(heading)

    def _pop(self, heading: Heading) -> None:
        kinds = [each.kind for each in self.stack]
        if heading.kind in kinds:
            del self.stack[kinds.index(heading.kind) :]
        elif not self._is_beneath(heading):
            self.stack.clear()

    def _is_beneath(self, heading: Heading) -> bool:
        if not self.stack or self.stack[0].kind not in _OUTER:
            return False
        outer = self.stack[0].kind
        return self._times[heading.key] > 1 or self._last.get(outer, 0) > heading.row or len(self._names.get(outer, ())) == 1
