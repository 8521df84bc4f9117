"""What a map says of each region: results enter; names, looks, signs and figures leave, the same for a page and for a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nap.charts.look import SIGNS, SILENT
from nap.charts.texts import short_text, status_word
from nap.charts.tiles import look_of, remark_of, said_of
from nap.facts import Result
from nap.plan import Indicator, Plan, Region
from nap.words import pick, say

Found = Mapping[str, Result | None]
_COMMON = 3
"""A word in so many names (oblast, region) tells none of them apart."""
_LONGEST = 12
"""Letters of a value that fit into a region; a longer one, as the name of a level, stands in the list."""
BORDERS = {"partial": ("ink", 2.5, "5 4"), "missing": ("quiet", 2, "5 4"), "unasked": ("quiet", 2, "1.5 4")}


@dataclass(frozen=True)
class Area:
    """One region on the map, by its number in the plan's order, from 1."""

    number: int
    region: Region
    short: str
    look: str
    sign: str
    value: str
    word: str
    told: str
    remark: str
    address: str

    @property
    def code(self) -> str:
        """The code of its region."""
        return self.region.code

    @property
    def figure(self) -> str:
        """Sign and figure, as far as there is room for it in a region."""
        return f"{self.sign} {self.value}" if self.value and len(self.value) <= _LONGEST else self.sign


def short_names(lang: str, regions: Sequence[Region]) -> dict[str, str]:
    """Names by code, without the words that many of them share."""
    words = {region.code: pick(region.names, lang).split() for region in regions}
    often = Counter(word for several in words.values() for word in set(several))
    kept = {code: [word for word in several if often[word] < _COMMON] or several for code, several in words.items()}
    return {code: " ".join(several) for code, several in kept.items()}


def areas_of(
    lang: str, plan: Plan, indicator: Indicator, found: Found, known: Sequence[Decimal], lead: Callable[[str], str]
) -> list[Area]:
    """Every first-level region in the plan's order."""
    regions = plan.regions.level("region")
    short = short_names(lang, regions)
    return [
        _area(lang, indicator, (number, region, short[region.code]), found.get(region.code), known, lead(region.code))
        for number, region in enumerate(regions, 1)
    ]


def _area(
    lang: str,
    indicator: Indicator,
    named: tuple[int, Region, str],
    result: Result | None,
    known: Sequence[Decimal],
    address: str,
) -> Area:
    number, region, short = named
    return Area(
        number,
        region,
        short,
        look_of(result, known),
        SILENT if result is None else SIGNS[result.status],
        "" if result is None or result.value is None else short_text(lang, indicator, result),
        say(lang, "board.not_asked") if result is None else "" if result.value is not None else status_word(lang, result),
        said_of(lang, indicator, result),
        remark_of(lang, result),
        address,
    )
