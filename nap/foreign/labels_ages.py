"""Ages as tables write them: tokens go in; the code of an age group comes out (`Y0T17`, `Y_LT20`, `Y_GE51`, `Y_GT60`, `Y18`).

Every token becomes the letters of what it may be (`N` number, `Y` years, `D` до …); the shapes below are read over those letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nap.foreign.labels_words import Token, phrases_at

OLDEST = 120
_AGE = frozenset({"age"})
_DASHES = frozenset("-–—\u2010\u2011\u2012\u2212")
_MOST_TOKENS = 12


class Age(NamedTuple):
    """An age group: the token behind it, its code, and whether words say that it is an age."""

    end: int
    code: str
    certain: bool
    plainly: bool = True
    """False where the words are used in two ways: `60 жаштан жогору` may or may not include 60."""


class _Shape(NamedTuple):
    pattern: re.Pattern[str]
    form: str
    plainly: bool = True


_SHAPES = tuple(
    _Shape(re.compile(pattern + r"\Z"), form, plainly)
    for pattern, form, plainly in (
        (r"E?F?NY?L?[HDT]NL?Y?K?C?Y?I?E?", "range", True),
        (r"E?F?NY?LNL?Y?K?CY?I?", "range", True),
        (r"E?GNL?Y?", "ge", True),
        (r"E?F?NL?Y?H?PY?", "ge", True),
        (r"E?FNL?Y(?:I|Y)?", "ge", True),
        (r"FN", "ge", True),
        (r"E?ANL?Y?I", "ge", True),
        (r"E?ANL?Y?", "gt", True),
        (r"E?NY?LU", "gt", False),
        (r"E?[BD]NL?Y?", "lt", True),
        (r"E?NY?K?C", "lt", True),
        (r"E?NY?LW", "lt", True),
        (r"E?[BD]NL?Y?I", "le", True),
        (r"E?ZNL?Y?", "le", True),
        (r"E?NY?M", "le", True),
        (r"E?NL?YE?", "one", True),
        (r"EN", "one", True),
    )
)
_READABLE = re.compile(r"[EFN][A-Z]*\Z|[GABDZ]")


def ages_at(said: Sequence[Token], start: int) -> Iterator[Age]:
    """Every age group that begins at a token, the longest first."""
    found = {
        age.end: age for letters, end, numbers, certain in _spelt(said, start) if (age := _age(letters, end, numbers, certain))
    }
    yield from sorted(found.values(), key=lambda age: -age.end)


def _age(letters: str, end: int, numbers: tuple[int, ...], certain: bool) -> Age | None:
    for each in _SHAPES:
        if each.pattern.match(letters):
            code = _code(each.form, numbers)
            return Age(end, code, certain, each.plainly) if code else None
    return None


def _code(form: str, numbers: tuple[int, ...]) -> str:
    if any(number > OLDEST for number in numbers):
        return ""
    if form == "range":
        low, high = numbers
        return f"Y{low}T{high}" if low < high else ""
    (age,) = numbers
    return {"ge": f"Y_GE{age}", "gt": f"Y_GT{age}", "lt": f"Y_LT{age}", "le": f"Y_LT{age + 1}", "one": f"Y{age}"}[form]


def _spelt(said: Sequence[Token], start: int) -> Iterator[tuple[str, int, tuple[int, ...], bool]]:
    """Every way to spell the tokens from here as letters: the letters, the token behind, the numbers, words of age."""
    waiting: list[tuple[str, int, tuple[int, ...], bool]] = [("", start, (), False)]
    while waiting:
        letters, at, numbers, certain = waiting.pop()
        if numbers:
            yield letters, at, numbers, certain
        if at >= len(said) or at - start >= _MOST_TOKENS or (letters and not _READABLE.match(letters)):
            continue
        for letter, end, number, says in _letters(said, at):
            if len(numbers) + len(number) <= 2 and len(letters) < 9:
                waiting.append((letters + letter, end, numbers + number, certain or says))


def _letters(said: Sequence[Token], at: int) -> Iterator[tuple[str, int, tuple[int, ...], bool]]:
    token = said[at]
    if token.kind == "number":
        if len(token.shape) <= 3:
            yield "N", at + 1, (int(token.shape),), False
        return
    if token.shape in _DASHES:
        yield "H", at + 1, (), False
        yield "", at + 1, (), False
    elif token.shape in ".,()" and at and token.shape != "(":
        yield "", at + 1, (), False
    seen = set()
    for end, phrase in phrases_at(said, at, _AGE):
        if (end, phrase.code) not in seen:
            seen.add((end, phrase.code))
            yield phrase.code[0], end, (), phrase.code.endswith("!") or phrase.code in "YE"
