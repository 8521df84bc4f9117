"""What was erased since a backup, out of what the newer store said of itself: bytes enter, numbers of returns leave."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any


def gone_since(data: bytes) -> tuple[str, ...]:
    """Of `files list --json` the files that were erased, of `audit list --json` the erasures, else each line as it stands."""
    text = data.decode("utf-8-sig", errors="replace")
    if text.lstrip()[:1] in ("[", "{"):
        return tuple(dict.fromkeys(filter(None, map(_subject, _entries(text)))))
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return tuple(dict.fromkeys(filter(None, lines)))


def _entries(text: str) -> Iterator[Any]:
    """Everything in one JSON list behind the other, as far as it can be read."""
    decoder, place = json.JSONDecoder(), 0
    while (place := len(text) - len(text[place:].lstrip())) < len(text):
        try:
            found, place = decoder.raw_decode(text, place)
        except ValueError:
            return
        yield from found if isinstance(found, list) else [found]


def _subject(entry: Any) -> str:
    if not isinstance(entry, dict):
        return ""
    if entry.get("why") == "erased":
        return str(entry.get("return_id") or "")
    if entry.get("act") == "erase":
        return str(entry.get("return") or entry.get("facts", {}).get("incident") or "")
    return ""
