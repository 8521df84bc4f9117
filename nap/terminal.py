"""What is printed where a person reads it: text enters, the same leaves without what would act upon the screen.

A partner's workbook may hold any sign, and a terminal obeys some: it would clear the screen, or show another verdict than ours.
"""

from __future__ import annotations

import io
import re
from typing import TextIO

_ACTS = re.compile(r"\r(?!\x1b\[K|\n)|\x1b(?!\[K)|[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f]")
"""Signs that act, but for what our own progress writes: back to the beginning of its line, and clear that."""
_SHOWN = "\N{REPLACEMENT CHARACTER}"


class Screen(io.TextIOWrapper):
    """A stream of text on which nothing acts."""

    def write(self, text: str, /) -> int:
        """Write it; letters written leave."""
        super().write(_ACTS.sub(_SHOWN, text))
        return len(text)


def guarded(stream: TextIO) -> TextIO:
    """The same stream if it goes to a file or another program, else a screen in its place."""
    if not isinstance(stream, io.TextIOWrapper) or not stream.isatty():
        return stream
    encoding, errors = stream.encoding, stream.errors
    return Screen(stream.detach(), encoding=encoding, errors=errors, line_buffering=True)
