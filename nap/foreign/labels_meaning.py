"""From items to a `Label`: what the words of a text say together. Items that say nothing, or contradict each other, give none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from nap.foreign.labels_parse import Item
from nap.foreign.labels_within import place_of
from nap.foreign.model import Label, Meaning, Role, Sure
from nap.plan import Region
from nap.returns.choices import fold

_ORDER = {"sex": 0, "age": 1}
_UNKNOWN = {"sex": "_U", "age": "_U"}
"""Dimensions that have a category of their own for `not stated`."""
_UNITS = frozenset({"unit", "scale"})
_ROLES = (
    ("heading", Role.HEADING),
    ("name", Role.HEADER),
    ("of", Role.HEADING),
    ("spread", Role.HEADING),
    ("period", Role.PERIOD),
    ("unit", Role.UNIT),
    ("scale", Role.UNIT),
    ("moment", Role.UNIT),
)
_STRANGE = frozenset({"other", "trap", "stated"})
_CATEGORIES = frozenset({"part", "young", "bare", "bare_by"})
_WITH_LETTERS = frozenset({"bare", "age", "period", "unit", "scale", "beside", "of"})
"""What may stand beside a letter that means a sex."""
_OF_PEOPLE = frozenset({"beside", "and"})
_APART = ({"name", "period"}, {"moment", "period"}, {"other", "place"}, {"other", "heading"})
"""Kinds that make no sense of each other: `№ 2023`, `на начало 2023 года`, `прочие страны`."""


def meant(text: str, items: Sequence[Item], by: str = "") -> Label | None:
    """The label that items say together; `by` is the dimension announced above it."""
    kinds = {item.kind for item in items}
    if items[0].kind in _UNITS and kinds - _UNITS - {"beside", "heading", "moment"}:
        return None  # `Доля женщин` is what is counted, not women
    if _is_count(items, kinds) or ("bare" in kinds and _has_strange_letters(items, kinds)):
        return None
    if "total" in kinds and any(item.kind == "heading" and item.code == "?" for item in items):
        return None  # `Общее образование`
    if ("young_beside" in kinds and "age" not in kinds) or any(pair <= kinds for pair in _APART):
        return None  # young women are not all women
    parts, places = _parts(items, by), place_of(items)
    periods = list({item.period for item in items if item.period})
    if parts is None:
        return _of_both(text, items, kinds)
    if places is None or len(periods) > 1:
        return None
    label = _label(text, items, parts, places, by)
    meaning = replace(label.meaning, period=periods[0] if periods else None)
    return _with_role(_besides(replace(label, meaning=meaning), items), kinds, places)


def _is_count(items: Sequence[Item], kinds: set[str]) -> bool:
    """`5-9 человек` are no ages."""
    unsaid = all(not item.certain for item in items if item.kind == "age")
    return "age" in kinds and unsaid and bool({"counted", "unit"} & kinds) and not kinds & _CATEGORIES


def _has_strange_letters(items: Sequence[Item], kinds: set[str]) -> bool:
    """`Ж.-А.` is short for something else; `М/Ж` are both sexes."""
    letters = [item.code for item in items if item.kind == "bare"]
    return bool(kinds - _WITH_LETTERS) or len(letters) > len(set(letters))


def _of_both(text: str, items: Sequence[Item], kinds: set[str]) -> Label | None:
    """`Муж/Жен` heads a column that names the one or the other."""
    dimensions = {item.code.partition("=")[0] for item in items if item.kind in _CATEGORIES}
    if kinds - _CATEGORIES - _OF_PEOPLE or len(dimensions) > 1:
        return None
    return Label(text, role=Role.HEADING, by=dimensions.pop(), sure=Sure.LIKELY)


def _label(text: str, items: Sequence[Item], parts: dict[str, str], places: tuple[Region, ...], by: str) -> Label:
    breakdown = tuple(sorted(parts.items(), key=lambda each: (_ORDER.get(each[0], 2), each[0])))
    unknown = fold(text) if any(_is_strange(item, by) for item in items) else ""
    total = any(item.kind == "total" for item in items) and not breakdown and not unknown
    candidates = tuple(place.code for place in places) if len(places) > 1 else ()
    region = places[0].code if len(places) == 1 else None
    meaning = Meaning(region, None, breakdown, unknown, total)
    return Label(text, meaning=meaning, candidates=candidates, sure=Sure.ASKED if candidates else _sure(items, by))


def _with_role(label: Label, kinds: set[str], places: tuple[Region, ...]) -> Label | None:
    meaning = label.meaning
    if label.by == "region" and (dict(meaning.breakdown).keys() <= {"urbanisation"}) and not (places and places[0].parent):
        return replace(label, role=Role.HEADING, meaning=Meaning())  # `Область, город`
    if meaning.breakdown or meaning.unknown_part:
        return replace(label, role=Role.PART)
    if places:
        return replace(label, role=Role.REGION)
    if meaning.total:
        return replace(label, role=Role.TOTAL)
    role = next((role for kind, role in _ROLES if kind in kinds), None)
    return replace(label, role=role) if role else None


def _besides(label: Label, items: Sequence[Item]) -> Label:
    """The label with unit, scale, quality and what it announces."""
    unit = next((item.code for item in items if item.kind == "unit"), "")
    scale = next((Decimal(item.code) for item in items if item.kind == "scale"), Decimal(1))
    announced = (item.code for item in items if item.code and item.kind in ("heading", "name"))
    quality = next((item.code for item in items if item.kind == "quality"), "")
    return replace(label, unit=unit, scale=scale, quality=quality, by=";".join(dict.fromkeys(announced)))


def _parts(items: Sequence[Item], by: str) -> dict[str, str] | None:
    """Categories by dimension; None where two of one dimension are named."""
    found: dict[str, str] = {}
    for item in items:
        named = _category(item, by)
        if named and found.setdefault(*named) != named[1]:
            return None
    return found


def _category(item: Item, by: str) -> tuple[str, str] | None:
    if item.kind in _CATEGORIES:
        dimension, _, code = item.code.partition("=")
        return dimension, code
    if item.kind == "age":
        return None if _is_strange(item, by) else ("age", item.code)
    return (by, _UNKNOWN[by]) if item.kind == "stated" and by in _UNKNOWN else None


def _is_strange(item: Item, by: str) -> bool:
    """A category of nobody's: `Другое`; `5-10 лет` under a heading of something else than ages."""
    if item.kind == "age":
        return by == "?"
    return item.kind in _STRANGE and not (item.kind == "stated" and by in _UNKNOWN)


def _sure(items: Sequence[Item], by: str) -> Sure:
    kinds = {item.kind for item in items}
    if "trap" in kinds or {"bare", "period"} <= kinds:
        return Sure.ASKED  # `2023 Ж` may be the year alone
    said = {item.code for item in items if item.kind in ("part", "heading")}
    return Sure.LIKELY if any(_is_likely(item, by, said) for item in items) else Sure.CERTAIN


def _is_likely(item: Item, by: str, said: set[str]) -> bool:
    """Girls beside women are no question: `женщины и девочки`; nor is `Возраст: 18-29`."""
    if item.kind == "age":
        return not item.certain and by != "age" and "age" not in said
    young = item.kind == "young" and item.code not in said
    return young or item.kind == "actual" or (item.kind == "bare" and by != "sex") or not item.certain
