"""Figures with one key: those given twice become one, those that differ are asked about, two counts become a pair."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from nap.facts import Fact
from nap.foreign.figures import Taken, cells
from nap.foreign.model import Remark

Facts = tuple[tuple[str, Fact], ...]
Joined = tuple[tuple[Taken, ...], list[Remark]]
"""The cells of one observation (none, one, or numerator and denominator), and what is to be said."""


def single(figures: Sequence[Taken]) -> Joined:
    """One value of one cell."""
    found, remarks = _one(figures)
    return ((found,) if found else ()), remarks


def paired(figures: Sequence[Taken]) -> Joined:
    """Numerator and denominator; where one of them is missing there is no figure."""
    upper, about_upper = _one([each for each in figures if each.measure == "numerator"])
    lower, about_lower = _one([each for each in figures if each.measure == "denominator"])
    remarks = about_upper + about_lower
    if upper is not None and lower is not None:
        return (upper, lower), remarks
    lone = upper or lower
    if lone is not None:
        remarks.append(_remark("half-of-a-ratio", False, [lone], None, (("measure", lone.measure),)))
    return (), remarks


def together(remarks: Iterable[Remark]) -> list[Remark]:
    """Remarks that say the same of different cells, as one."""
    found: dict[Remark, list[str]] = {}
    for each in remarks:
        found.setdefault(replace(each, cells=()), []).extend(each.cells)
    return [replace(each, cells=tuple(dict.fromkeys(cells))) for each, cells in found.items()]


def _one(figures: Sequence[Taken]) -> tuple[Taken | None, list[Remark]]:
    if len({(each.value, each.state) for each in figures}) > 1:
        _, region, period, part = figures[0].key
        typed = "; ".join(dict.fromkeys(each.given.typed for each in figures))
        facts = (("region", region), ("period", str(period)), ("part", part))
        return None, _each_sheet("given-differently", True, figures, typed, facts)
    if len(figures) > 1:
        return figures[0], _each_sheet("given-twice", False, figures)
    return (figures[0] if figures else None), []


def _each_sheet(code: str, asks: bool, figures: Sequence[Taken], found: str | None = None, facts: Facts = ()) -> list[Remark]:
    sheets = dict.fromkeys(each.sheet for each in figures)
    return [_remark(code, asks, [each for each in figures if each.sheet == sheet], found, facts) for sheet in sheets]


def _remark(code: str, asks: bool, figures: Sequence[Taken], found: str | None = None, facts: Facts = ()) -> Remark:
    about: Facts = (("block", figures[0].block), ("indicator", figures[0].key[0]), *facts)
    return Remark(code, asks, figures[0].sheet, cells(each.given for each in figures), found, about)
