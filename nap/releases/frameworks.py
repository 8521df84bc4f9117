"""Indicators of other frameworks that a plan can map its own to. A table enters, references by framework leave.

The names are short ones of ours, not the official wording; the codes are official.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nap.words import Text, known, say

TABLE = Path(__file__).resolve().parents[2] / "data" / "frameworks.csv"
DOCUMENTS: Mapping[str, str] = {"WPS": "UN S-2010-498"}
"""What a framework is called, where its short name in plans is not what everybody knows it by; as a sheet can be named."""


@dataclass(frozen=True)
class Reference:
    """One indicator of a framework: its code, the pillar or goal it belongs to, a short name."""

    framework: str
    code: str
    part: Text
    name: Text


@cache
def references(path: Path = TABLE) -> Mapping[str, tuple[Reference, ...]]:
    """Every known framework with its indicators, in the order of the table. OSError if it is not there."""
    rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
    found: dict[str, list[Reference]] = {}
    for row in rows:
        found.setdefault(row["framework"], []).append(
            Reference(row["framework"], row["code"], _texts(row, "part_"), _texts(row, "name_"))
        )
    return {framework: tuple(each) for framework, each in found.items()}


def _texts(row: Mapping[str, str], prefix: str) -> Text:
    return {name.removeprefix(prefix): text for name, text in row.items() if name.startswith(prefix) and text}


def split_code(mapped: str) -> tuple[str, str]:
    """`WPS:12a` → framework and code; a code without a framework has an empty one."""
    framework, colon, code = mapped.partition(":")
    return (framework.strip(), code.strip()) if colon else ("", framework.strip())


def frameworks_of(mapped: Iterable[str]) -> list[str]:
    """The frameworks these codes name: known ones in the order of the table, then the others by name."""
    named = {split_code(each)[0] for each in mapped}
    known = [each for each in references() if each in named]
    return [*known, *sorted(named - set(known))]


def framework_name(lang: str, framework: str) -> str:
    """As readers know it."""
    key = f"formats.framework.{framework}"
    return say(lang, key) if known(key) else DOCUMENTS.get(framework, framework) or say(lang, "formats.framework")
