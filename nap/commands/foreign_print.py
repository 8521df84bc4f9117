"""What `foreign` prints for a person: blocks and what is asked of them, the figures that would come out, lists of mappings."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any, TextIO

from nap.facts import Finding, Observation
from nap.finding_texts import finding_text
from nap.monitor import Beside, Block, KnownMapping, Looked, Remark, TableDrawn, exact, in_language, remark_json, remark_text
from nap.words import number, period_name, say, say_n

_MOST_NAMES = 12
_SHOWN_CELLS = 8


def print_looked(looked: Looked, lang: str) -> None:
    """Every block in a few lines; what the sheet does not say in that language, as it stands first."""
    assert looked.understood is not None
    for block in looked.understood.blocks:
        _print_block(block, lang)
    print_remarks(looked.remarks, lang, sys.stdout)
    print(say_n(lang, "foreign.look.blocks", len(looked.understood.blocks)))
    asks = sum(each.asks for block in looked.understood.blocks for each in block.remarks)
    if asks:
        print(say_n(lang, "foreign.look.asks", asks))


def _print_block(block: Block, lang: str) -> None:
    first, last = block.values[0].cell if block.values else "", block.values[-1].cell if block.values else ""
    print(say(lang, "foreign.look.block", block=str(block.number), sheet=block.sheet, first=first, last=last))
    words = " · ".join(filter(None, (in_language(each, lang) for each in (block.title, block.heading, block.unit))))
    print(f"  {words}")
    periods = sorted({value.period for value in block.values if value.period})
    if periods:
        told = " – ".join(dict.fromkeys(period_name(lang, each) for each in (periods[0], periods[-1])))
        print(f"  {say(lang, 'foreign.look.periods', periods=told)}")
    _names(lang, "foreign.look.regions", (value.region for value in block.values))
    _names(lang, "foreign.look.parts", (value.breakdown for value in block.values))
    print(f"  {say_n(lang, 'foreign.look.figures', len(block.values))} {say(lang, f'foreign.sure.{block.sure.value}')}")
    print_remarks(block.remarks, lang, sys.stdout, "  ")


def _names(lang: str, key: str, found: Iterable[str | None]) -> None:
    names = [each for each in dict.fromkeys(found) if each]
    if names:
        more = " …" if len(names) > _MOST_NAMES else ""
        print(f"  {say(lang, key, names=', '.join(names[:_MOST_NAMES]) + more)}")


def print_remarks(remarks: Iterable[Remark], lang: str, to: TextIO, margin: str = "") -> None:
    """A line each: `?` for what is asked, `·` for what is only told."""
    for each in remarks:
        more = " …" if len(each.cells) > _SHOWN_CELLS else ""
        cells = f"[{', '.join(each.cells[:_SHOWN_CELLS])}{more}]" if each.cells else ""
        print(" ".join(filter(None, (f"{margin}{'?' if each.asks else '·'}", remark_text(each, lang), cells))), file=to)


def print_findings(findings: Iterable[Finding], lang: str) -> None:
    """Each finding in a line or two."""
    for finding in findings:
        text = finding_text(finding, lang)
        place = " ".join(part for part in (finding.sheet, ", ".join(finding.cells[:_SHOWN_CELLS])) if part)
        print(f"{say(lang, f'common.severity.{finding.severity}')} [{finding.code}] {place}".rstrip())
        print(f"  {text.message}" + (f"\n  → {text.fix}" if text.fix else ""))


def print_drawn(found: TableDrawn, lang: str) -> None:
    """What would come out of a table, figure by figure, and how it differs from what is stored."""
    for each in found.figures:
        one = each.observation
        where = "  ".join(filter(None, (one.indicator, one.region, str(one.period), one.breakdown)))
        before = each.stored.observation if each.stored is not None and each.kind in ("changed", "finer", "kept") else None
        stored = say(lang, "foreign.drawn.stored", value=_value(before, lang)) if before is not None else ""
        kind = say(lang, f"foreign.drawn.{each.kind}")
        print("  ".join(filter(None, (where, _value(one, lang), f"[{one.place.cell if one.place else ''}]", kind, stored))))
    print_remarks(found.looked.remarks, lang, sys.stdout)
    print(say_n(lang, "foreign.drawn.count", len(found.figures)))


def _value(one: Observation, lang: str) -> str:
    if one.state:
        return say(lang, f"workbook.state.{one.state}")
    if one.numerator is not None and one.denominator is not None:
        return f"{number(lang, one.numerator)} / {number(lang, one.denominator)}"
    return number(lang, one.value) if one.value is not None else ""


def drawn_json(found: TableDrawn, lang: str) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "partner": found.partner,
        "period": str(found.period) if found.period else None,
        "verdict": found.checked.verdict if found.checked is not None else None,
        "remarks": [remark_json(each, lang) for each in found.looked.remarks],
        "figures": [_figure(each) for each in found.figures],
    }


def _figure(each: Beside) -> dict[str, Any]:
    one = each.observation
    stored = each.stored.observation if each.stored is not None else None
    return {
        "indicator": one.indicator,
        "region": one.region,
        "period": str(one.period),
        "breakdown": one.breakdown,
        **_numbers(one),
        "sheet": one.place.sheet if one.place else None,
        "cell": one.place.cell if one.place else None,
        "kind": each.kind,
        "stored": _numbers(stored) if stored is not None else None,
    }


def _numbers(one: Observation) -> dict[str, Any]:
    figures = {name: exact(getattr(one, name)) for name in ("value", "numerator", "denominator")}
    return {**figures, "state": one.state}


def print_mapping(known: KnownMapping, lang: str) -> None:
    """Name, partner and indicators of one mapping in a line."""
    codes = ", ".join(dict.fromkeys(table.choice.indicator for table in known.mapping.tables)) if known.mapping else ""
    if known.shipped:
        told = say(lang, "foreign.mappings.shipped")
    else:
        told = say(lang, "foreign.mappings.saved", version=str(known.version), person=known.person, day=known.at)
    print("  ".join(filter(None, (known.name, known.partner, codes, f"[{told}]"))))
