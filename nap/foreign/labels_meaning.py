"""From items to a `Label`: what the words of a text say together, or, where a word is strange, what kind of text it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from nap.facts import Period
from nap.foreign.labels_marks import Bare
from nap.foreign.labels_parse import Item
from nap.foreign.labels_places import Places
from nap.foreign.labels_text import about, announced, is_footnote, is_heading, measures, unit_of
from nap.foreign.model import Label, Meaning, Role, Sure
from nap.plan import Region
from nap.returns.choices import fold

_ORDER = {"sex": 0, "age": 1}
_UNKNOWN = {"sex": ("sex", "_U"), "age": ("age", "_U")}


def meant(text: str, items: Sequence[Item], by: str = "") -> Label | None:
    """The label that items say together; None where they say nothing, or contradict each other."""
    parts = _parts(items, by)
    places = _places(items)
    if parts is None or places is None:
        return None
    if items[0].kind in ("unit", "scale") and any(item.kind not in ("unit", "scale", "beside") for item in items):
        return None  # `Доля женщин` is what is counted, not women
    periods = {item.period for item in items if item.period}
    if len(periods) > 1:
        return None
    label = _label(text, items, parts, places, by)
    if label is None:
        return None
    period = next(iter(periods), None)
    return _with(label, items, period)


def _label(text: str, items: Sequence[Item], parts: dict[str, str], places: tuple[Region, ...], by: str) -> Label | None:
    total = any(item.kind == "total" for item in items)
    sure = Sure.LIKELY if any(_is_likely(item, by) for item in items) else Sure.CERTAIN
    breakdown = tuple(sorted(parts.items(), key=lambda each: (_ORDER.get(each[0], 2), each[0])))
    unknown = _unknown(text, items, by)
    if len(places) > 1:
        ambiguous = tuple(place.code for place in places)
        return Label(text, role=Role.REGION, meaning=Meaning(breakdown=breakdown), candidates=ambiguous, sure=Sure.ASKED)
    region = places[0].code if places else None
    meaning = Meaning(region, None, breakdown, unknown, total and not breakdown and not unknown)
    role = _role(items, meaning)
    return Label(text, role=role, meaning=meaning, sure=sure) if role else None


def _role(items: Sequence[Item], meaning: Meaning) -> Role | None:
    kinds = {item.kind for item in items}
    if meaning.breakdown or meaning.unknown_part:
        return Role.PART
    if meaning.region or "whole" in kinds:
        return Role.REGION
    if "heading" in kinds or "of" in kinds or "spread" in kinds:
        return Role.HEADING
    if meaning.total:
        return Role.TOTAL
    order = (
        ("period", Role.PERIOD),
        ("name", Role.HEADER),
        ("unit", Role.UNIT),
        ("scale", Role.UNIT),
        ("young_beside", Role.PART),
    )
    return next((role for kind, role in order if kind in kinds), None)


def _with(label: Label, items: Sequence[Item], period: Period | None) -> Label:
    units = [item.code for item in items if item.kind == "unit"]
    scale = next((Decimal(item.code) for item in items if item.kind == "scale"), Decimal(1))
    by = ";".join(dict.fromkeys(item.code for item in items if item.kind == "heading" or (item.kind == "name" and item.code)))
    quality = next((item.code for item in items if item.kind == "quality"), "")
    meaning = replace(label.meaning, period=period)
    return replace(label, meaning=meaning, unit=units[0] if units else "", scale=scale, by=by, quality=quality)


def _parts(items: Sequence[Item], by: str) -> dict[str, str] | None:
    found: dict[str, str] = {}
    for item in items:
        if item.kind in ("part", "young", "bare"):
            dimension, code = item.code.split("=")
        elif item.kind == "age":
            dimension, code = "age", item.code
        elif item.kind == "stated" and by in _UNKNOWN:
            dimension, code = _UNKNOWN[by]
        else:
            continue
        if found.setdefault(dimension, code) != code:
            return None
    return found


def _places(items: Sequence[Item]) -> tuple[Region, ...] | None:
    named = [item.places for item in items if item.kind == "place"]
    return () if not named else named[0] if len(named) == 1 else None


def _is_likely(item: Item, by: str) -> bool:
    return (
        (item.kind == "age" and not item.certain and by != "age") or item.kind == "young" or (item.kind == "bare" and by != "sex")
    )


def _unknown(text: str, items: Sequence[Item], by: str) -> str:
    strange = {"other", "trap"} | (set() if by in _UNKNOWN else {"stated"})
    return fold(text) if any(item.kind in strange for item in items) else ""


def otherwise(text: str, without: Bare, places: Places) -> Label:
    """A text with words that are not understood: a footnote, a unit, a heading of something else, or the name of a measure."""
    if is_footnote(text):
        return Label(without.text or text, role=Role.FOOTNOTE)
    if unit := unit_of(without.text):
        return Label(without.text, role=Role.UNIT, unit=unit[0], scale=unit[1])
    if is_heading(without.text):
        return Label(without.text, role=Role.HEADING, by="?", sure=Sure.LIKELY)
    if not any(letter.isalpha() for letter in without.text):
        return Label(without.text or text, role=Role.UNKNOWN)
    name = f"{without.numbering} {without.text}".strip() if "." in without.numbering.rstrip(".") else without.text
    sure = Sure.CERTAIN if measures(without.text) else Sure.LIKELY
    return Label(name, role=Role.MEASURE, sure=sure, by=announced(without.text), about=about(without.text, places))
