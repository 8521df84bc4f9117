"""What a key of the plan file may hold: the words in which `nap.plan.keys` describes the file, for the reader and the schema."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Text:
    """A word or sentence in no particular language; an empty one counts as missing."""


@dataclass(frozen=True)
class Words:
    """A text in the languages of the plan: `{en: …, ru: …, ky: …}`."""


@dataclass(frozen=True)
class Code:
    """A short name used in files and addresses. `kind` picks the sentence that explains the pattern."""

    kind: str
    pattern: str
    reserved: tuple[str, ...] = ()


@dataclass(frozen=True)
class Number:
    """A number with a decimal point; `whole` without one. Bounds included."""

    whole: bool = False
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True)
class Day:
    """A date `2026-12-31`, or one of the words."""

    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class YesNo:
    """`true` or `false`."""


@dataclass(frozen=True)
class Choice:
    """One of these words."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class Regex:
    """A regular expression that does not match the empty text."""


@dataclass(frozen=True)
class Zone:
    """A time zone of the IANA list."""


@dataclass(frozen=True)
class ListOf:
    """A list; `length` if it must have exactly so many items, `distinct` if none may be repeated."""

    item: Shape
    least: int = 0
    most: int = 1000
    length: int | None = None
    distinct: bool = False


@dataclass(frozen=True)
class MapOf:
    """A map from codes (checked elsewhere) to values."""

    item: Shape


@dataclass(frozen=True)
class Section:
    """A map with these keys and no others."""

    keys: tuple[Key, ...]


Shape = Text | Words | Code | Number | Day | YesNo | Choice | Regex | Zone | ListOf | MapOf | Section


@dataclass(frozen=True)
class Key:
    """One key. `about` is shown by editors; `default` says in words what holds where the key is left out."""

    name: str
    shape: Shape
    about: str
    required: bool = False
    default: str = ""
