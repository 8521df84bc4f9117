"""The table of regions of a country that begins: answers enter, codes and the file leave."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from math import ceil, sqrt

from nap.beginning.answers import Answers, Named
from nap.words import Text


def coded(answers: Answers) -> tuple[Named, ...]:
    """The regions, each with its code: the one that was given, else the country's with a number."""
    taken = {one.code for one in answers.regions}
    free = (code for number in range(1, 1_000) if (code := f"{answers.country}-{number:02}") not in taken)
    return tuple(one if one.code else Named(next(free), one.name) for one in answers.regions)


def table(answers: Answers) -> str:
    """The file: the country, then its regions laid out as tiles in a square; somebody moves them to look like the map."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = [f"name_{lang}" for lang in answers.languages]
    writer.writerow(["code", "parent", "level", "kind", *names, "aliases", "bare", "tile_row_col", "note"])
    writer.writerow([answers.country, "", "country", "country", *_names(answers, answers.name), "", "", "", ""])
    regions = coded(answers)
    width = max(1, ceil(sqrt(len(regions))))
    for number, one in enumerate(regions):
        tile = f"{number // width},{number % width}"
        writer.writerow([one.code, answers.country, "region", "region", *_names(answers, one.name), "", "", tile, ""])
    return out.getvalue()


def _names(answers: Answers, name: Text) -> Sequence[str]:
    return [name.get(lang, "") for lang in answers.languages]
