"""What stands where in the matrix: tables with a tag for every column, made from the very keys that read the plan file.

A tag names the table and the way to the key, `#indicators+baseline+value`; a text has a column for each language,
`#indicators+title+ky`. Tags stand in a hidden row, so that sheets may be renamed and columns moved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nap.plan.keys import BASELINE, INDICATORS, MEASURES, OBJECTIVES, PARTNERS, PLAN, PRIVACY, REFERENCE, TARGET
from nap.plan.shapes import ListOf, MapOf, Section, Shape, Words

KEY, VALUE = "#settings+key", "#settings+value"


@dataclass(frozen=True)
class Column:
    """One column: its tag, the way from the entry to the value, the shape of that; `language` where it is a text."""

    tag: str
    path: tuple[str, ...]
    shape: Shape
    language: str = ""
    needed: bool = False


@dataclass(frozen=True)
class Sheet:
    """One table. `parent`: the key of indicators its rows belong to, empty for a list of the file; `by_region`: one for each
    place; `single`: one row at most for each place."""

    name: str
    columns: tuple[Column, ...]
    parent: str = ""
    by_region: bool = False
    single: bool = False


@dataclass(frozen=True)
class Setting:
    """One row of the settings: the way to it from the top of the file."""

    path: tuple[str, ...]
    shape: Shape


_CHILDREN = ("targets", "breakdowns", "scale", "steps")


def sheets(languages: Sequence[str]) -> tuple[Sheet, ...]:
    """Every table but the settings, in order of the tabs."""
    shapes = {key.name: key.shape for key in INDICATORS.keys}
    inner = {name: shape.item for name in _CHILDREN if isinstance(shape := shapes[name], ListOf)}
    tables = {"objectives": OBJECTIVES, "measures": MEASURES, "indicators": INDICATORS}
    return (
        *(Sheet(name, tuple(_columns(name, section, languages))) for name, section in tables.items()),
        _child("targets", inner["targets"], languages),
        _child("regional_targets", TARGET, languages, by_region=True),
        _child("regional_baselines", BASELINE, languages, by_region=True),
        *(_child(name, inner[name], languages) for name in _CHILDREN[1:]),
        Sheet("partners", tuple(_columns("partners", PARTNERS, languages))),
        Sheet("privacy", tuple(_columns("privacy", PRIVACY, languages))),
    )


def settings() -> tuple[Setting, ...]:
    """Every setting, in order of the file."""
    return (*_settings(PLAN, ("plan",)), Setting(("regions",), REFERENCE))


def parent_tag(sheet: Sheet) -> str:
    """The column that names the indicator a row belongs to."""
    return f"#{sheet.name}+indicator"


def region_tag(sheet: Sheet) -> str:
    """The column that names its place."""
    return f"#{sheet.name}+region"


def tags(sheet: Sheet) -> tuple[str, ...]:
    """Every tag of a table, in order."""
    first = [parent_tag(sheet)] if sheet.parent else []
    return (*first, *([region_tag(sheet)] if sheet.by_region else []), *(column.tag for column in sheet.columns))


def setting_tags(languages: Sequence[str]) -> tuple[str, ...]:
    """Those of the settings: the key, its value, texts by language."""
    return (KEY, VALUE, *(f"#settings+text+{language}" for language in languages))


def _child(name: str, shape: Shape, languages: Sequence[str], *, by_region: bool = False) -> Sheet:
    assert isinstance(shape, Section)
    columns = tuple(_columns(name, shape, languages))
    return Sheet(name, columns, parent=name, by_region=by_region, single=name == "regional_baselines")


def _columns(name: str, section: Section, languages: Sequence[str], path: tuple[str, ...] = ()) -> Iterator[Column]:
    for key in section.keys:
        way, needed = (*path, key.name), key.required
        tag = "+".join((f"#{name}", *way))
        match key.shape:
            case Words():
                for language in languages:
                    yield Column(f"{tag}+{language}", (*way, language), key.shape, language, needed)
            case Section():
                yield from _columns(name, key.shape, languages, way)
            case MapOf() | ListOf(item=Section()):
                continue
            case _:
                yield Column(tag, way, key.shape, needed=needed)


def _settings(section: Section, path: tuple[str, ...]) -> Iterator[Setting]:
    for key in section.keys:
        match key.shape:
            case Section():
                yield from _settings(key.shape, (*path, key.name))
            case ListOf(item=Section()):
                continue
            case _:
                yield Setting((*path, key.name), key.shape)
