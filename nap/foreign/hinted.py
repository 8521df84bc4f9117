"""What a person says of a line outweighs what was found: what its cells say enters with her word, what holds leaves."""

from __future__ import annotations

from dataclasses import replace

from nap.facts import Period
from nap.foreign.grid import Grid
from nap.foreign.meanings import Said
from nap.foreign.model import Meaning, Role
from nap.plan import Regions
from nap.returns.choices import fold

COUNTRY = "country"


def overruled(said: Said, grid: Grid, row: int) -> Said:
    """What a row says, with what a person says of it."""
    return taken_as(said, grid.rows_said.get(row, ""), grid.tongue.regions)


def taken_as(said: Said, take: str, regions: Regions) -> Said:
    """What a line says if a person takes it for something (`Hint.take`)."""
    kind, _, what = take.partition(":")
    match kind:
        case "total":
            return replace(
                said, role=Role.TOTAL, meaning=Meaning(period=said.meaning.period, total=True), candidates=(), clash=False
            )
        case "heading":
            return replace(said, role=Role.HEADING)
        case "region":
            code = regions.country.code if what == COUNTRY else what
            return replace(said, role=Role.REGION, meaning=replace(said.meaning, region=code), candidates=(), clash=False)
        case "period":
            return replace(
                said, role=Role.PERIOD, meaning=replace(said.meaning, period=Period.parse(what)), within="", clash=False
            )
        case "part":
            return _part(said, what)
    return said


def _part(said: Said, what: str) -> Said:
    if what == "?":
        meaning = replace(said.meaning, breakdown=(), unknown_part=fold(said.text) or "?", total=False)
    else:
        pairs = tuple((name, code) for name, _, code in (each.partition("=") for each in what.split(";")))
        meaning = replace(said.meaning, breakdown=pairs, unknown_part="", total=False)
    return replace(said, role=Role.PART, meaning=meaning, clash=False)
