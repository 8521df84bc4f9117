"""What explains a workbook: the read-me sheet, the data dictionary, the codes. A release and a language enter, rows leave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nap.charts.look import SIGNS
from nap.charts.texts import amount_text
from nap.facts import Frequency, Status
from nap.plan import Indicator
from nap.plan.parts import breakdown_name
from nap.releases.figures_csv import COLUMNS
from nap.releases.lines import number
from nap.releases.release import Release
from nap.releases.sdmx import FREQUENCIES, STATUSES, dimensions
from nap.releases.sentences import citation
from nap.releases.sources import unnamed
from nap.releases.summary import notices
from nap.releases.workbook_paper import Band, Cell, Column, Number, Row
from nap.words import pick, say

Pair = tuple[str, str]


def readme(release: Release, lang: str, sheets: Sequence[Pair]) -> list[Pair]:
    """What the file is, how to cite it, how to read it. `sheets`: name and subject of each other sheet."""
    about = [("", notice) for notice in notices(release, lang)]
    about += [(_name(lang, name), text) for name, text in _stamp(release, lang)]
    about += [("", "")]
    about += [(title, say(lang, f"formats.sheet.{subject}.about")) for title, subject in sheets]
    about += [("", "")]
    about += [(_name(lang, name), say(lang, f"formats.readme.{name}.text")) for name in _READING]
    return about


_READING = ("hidden", "empty", "at_least", "numbers", "since", "tags", "codes", "print")


def _stamp(release: Release, lang: str) -> list[Pair]:
    plan, draft = release.plan, release.draft
    return [
        ("release", say(lang, "release.cite.draft") if draft else say(lang, "formats.readme.number", n=str(release.number))),
        ("period", say(lang, "formats.readme.until", period=release.period)),
        ("as_of", say(lang, "formats.readme.day", date=release.as_of)),
        ("plan", say(lang, "formats.readme.version", title=plan.title, id=plan.id, version=str(plan.version))),
        ("method", say(lang, "formats.readme.method_number", n=str(release.method))),
        ("returns", say(lang, "formats.readme.counted", n=release.accepted, m=release.asked)),
        ("cite", citation(release, lang)),
        *([("address", release.base_url)] if release.base_url else []),
    ]


def _name(lang: str, name: str) -> str:
    return say(lang, f"formats.readme.{name}")


def dictionary_columns(lang: str) -> list[Column]:
    """One indicator a row."""
    heads = (
        ("code", "#indicator+code", 7),
        ("indicator", "#indicator+name", 32),
        ("objective", "#indicator+group", 10),
        ("definition", "#description+definition", 48),
        ("unit", "#indicator+unit", 12),
        ("numerator", "#description+numerator", 20),
        ("denominator", "#description+denominator", 20),
        ("frequency", "#frequency+name", 14),
        ("method", "#description+method", 44),
        ("baseline", "#indicator+baseline+num", 10),
        ("baseline_date", "#date+baseline", 11),
        ("baseline_source", "#meta+baseline+source", 20),
        ("targets", "#indicator+targets", 26),
        ("groups", "#group+list", 26),
        ("protection", "#meta+protection", 20),
        ("source", "#meta+source", 28),
        ("maps_to", "#indicator+code+framework", 16),
    )
    return [Column(say(lang, f"formats.column.{name}"), tag, width) for name, tag, width in heads]


def dictionary_rows(release: Release, lang: str) -> Iterator[list[Cell]]:
    """Every indicator of the release. Who reports it is not said: it could name who works with survivors."""
    for one in release.indicators:
        yield [
            one.code,
            pick(one.title, lang),
            one.objective,
            pick(one.definition, lang),
            pick(one.unit, lang),
            pick(one.numerator, lang),
            pick(one.denominator, lang),
            say(lang, f"formats.frequency.{one.frequency.value}"),
            _method(lang, one),
            *_baseline(release, lang, one),
            _targets(lang, one),
            _groups(lang, one),
            say(lang, f"formats.sensitivity.{one.sensitivity}"),
            unnamed(release.plan, one, pick(one.verification, lang)),
            ", ".join(one.maps_to),
        ]


def _method(lang: str, one: Indicator) -> str:
    keys = (f"type.{one.type}", f"accumulation.{one.accumulation}", f"regions.{one.regions}", f"direction.{one.direction}")
    return "\n".join(say(lang, f"method.{key}") for key in keys)


def _baseline(release: Release, lang: str, one: Indicator) -> list[Cell]:
    if one.baseline is None:
        return [None, None, None]
    value: Cell = amount_text(lang, one, one.baseline.value)
    if not one.scale:
        value = Number(number(one.baseline.value) or 0, one.precision)
    return [value, one.baseline.date, unnamed(release.plan, one, one.baseline.source)]


def _targets(lang: str, one: Indicator) -> str:
    return "\n".join(f"{target.date.isoformat()}: {amount_text(lang, one, target.value)}" for target in one.targets)


def _groups(lang: str, one: Indicator) -> str:
    return ", ".join(breakdown_name(lang, one, category) for category in one.categories)


def code_columns(lang: str) -> list[Column]:
    """Of the sheet that explains the columns and codes of the sheet with all figures."""
    heads = (("code_of", "#meta+list", 26), ("code_itself", "#meta+code", 26), ("meaning", "#description", 90))
    return [Column(say(lang, f"formats.column.{name}"), tag, width) for name, tag, width in heads]


def code_rows(release: Release, lang: str) -> Iterator[Row]:
    """First the columns, then the codes in them, then places and groups."""
    yield Band(say(lang, "formats.codes.columns"))
    for column, tag in COLUMNS.items():
        yield [tag, column, say(lang, f"formats.codes.{column.lower()}")]
    yield Band(say(lang, "formats.codes.codes"))
    for frequency in Frequency:
        yield ["FREQ", FREQUENCIES[frequency], say(lang, f"formats.frequency.{frequency.value}")]
    for code in STATUSES:
        yield ["OBS_STATUS", code, say(lang, f"formats.codes.obs_status.{code}")]
    for status in Status:
        yield ["STATUS", status.value, f"{SIGNS[status]} {say(lang, f'common.status.{status.value}')}"]
    yield from _groups_told(release, lang)
    yield Band(say(lang, "formats.codes.places"))
    told = {line.result.region for line in release.lines}
    for region in release.plan.regions.all:
        if region.code in told:
            yield ["REF_AREA", region.code, pick(region.names, lang)]


def _groups_told(release: Release, lang: str) -> Iterator[Row]:
    """Codes of groups as they stand under SEX, AGE and OTHER; `_T` is all of them together."""
    yield ["SEX, AGE, OTHER", "_T", say(lang, "formats.total")]
    known: set[tuple[str, str, str]] = set()
    for indicator in release.indicators:
        for category in indicator.categories:
            told = breakdown_name(lang, indicator, category)
            for name, code in zip(("SEX", "AGE", "OTHER"), dimensions(category), strict=True):
                if code != "_T" and (name, code, told) not in known:
                    known.add((name, code, told))
                    yield [name, code, told]


def change_columns(lang: str) -> list[Column]:
    """What differs from the release before, one figure a row."""
    heads = (("figure", 11), ("indicator", 44), ("about", 36), ("before", 22), ("after", 22), ("why", 44))
    tags = {"figure": "#meta+figure+id", "indicator": "#indicator+name", "about": "#description"}
    return [Column(say(lang, f"formats.column.{name}"), tags.get(name, f"#meta+{name}"), width) for name, width in heads]
