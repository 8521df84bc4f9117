"""What kind of line it is: what a line says enters; its sort, and the key that tells lines of one sort apart, leave."""

from __future__ import annotations

from nap.foreign.meanings import Said
from nap.foreign.nesting import MEASURE, PLACE, TIME, TOTAL, UNKNOWN
from nap.returns.choices import fold


def sort_of(said: Said) -> str:
    """What kind of line it is: a place, a part of a dimension, a total …"""
    parts = [name for name, _ in said.meaning.breakdown]
    if said.names_place:
        return ":".join([PLACE, *parts]) if parts else PLACE
    if parts:
        return "part:" + ";".join(parts)
    if said.meaning.unknown_part:
        return UNKNOWN
    if said.meaning.total:
        return TOTAL
    if (said.meaning.period is not None or said.within) and not said.counts:
        return TIME
    return MEASURE


def key_of(said: Said) -> str:
    """What it says, to tell lines of one sort apart by."""
    meaning = said.meaning
    return repr(
        (meaning.region, said.candidates, meaning.breakdown, meaning.unknown_part, meaning.period, meaning.total and "total")
    ) + (fold(said.text) if sort_of(said) == MEASURE else "")
