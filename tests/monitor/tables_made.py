"""A small table of official statistics and its mapping, for the tests that send tables."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from nap.foreign.mapping import Mapping, Seen, Table
from nap.foreign.model import Choice
from nap.monitor import Role
from tests.monitor.building import somebody

NSC = somebody(Role.PARTNER, partner="NSC", person="nsc@demo")
POVERTY = """\
Poverty level, percent;;;
;2023;2024;2025
Batken oblast;30,1;28,4;27,9
Naryn oblast;35,2;33,0;31,5
Talas oblast;12,4;11,9;…
Kyrgyz Republic;29,8;27,7;25,6
"""


def poverty(*changes: tuple[str, str]) -> bytes:
    """The table with something else in it."""
    text = POVERTY
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return text.encode()


@cache
def mapping(name: str = "poverty", partner: str = "NSC", indicator: str = "3.3") -> Mapping:
    """What was said of it once."""
    table = Table(Choice(indicator), {"en": "Poverty level, percent"}, seen=Seen("csv", "A1:D6", "periods-in-columns"))
    return Mapping(name, partner, (table,), "NSC yearbook")


def without_choice() -> Mapping:
    """A mapping for another publication."""
    return replace(mapping(), tables=(replace(mapping().tables[0], title={"en": "Divorces per 1000 inhabitants"}),))
