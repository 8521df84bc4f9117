"""Blocks of a foreign table in words: what each is, and every line with what it was taken for. For readers of no pictures."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from nap.facts import Frequency
from nap.monitor import Block, Line, Plan, Sure, breakdown_name, column_letters
from nap.words import period_name, pick
from ui.names import region_name
from ui.session import language, t, t_n
from ui.tables import Cell, mark_html, table_html
from ui.tables_roles import role_mark

_SURE = {Sure.CERTAIN: ("✓", "fixed"), Sure.LIKELY: ("i", "info"), Sure.ASKED: ("!", "warning")}


def block_head(block: Block) -> str:
    """What a block is, in a few lines: where, its title, its periods, how many places and figures, how sure."""
    lang = language()
    top, left, bottom, right = block.area
    sign, kind = _SURE[block.sure]
    title, heading = pick(block.title, lang) or t("tables.block.untitled"), pick(block.heading, lang)
    told = " · ".join(filter(None, (heading if heading != title else "", pick(block.unit, lang), _extent(block))))
    sure = "" if block.sure is Sure.CERTAIN else f"<p>{mark_html(sign, t(f'tables.sure.{block.sure.value}'), kind)}</p>"
    place = t("tables.block.place", number=block.number, sheet=block.sheet, first=_cell(top, left), last=_cell(bottom, right))
    return (
        f'<div class="nap-block"><p class="nap-kind">{escape(place)}</p><h3>{escape(title)}</h3><p>{escape(told)}</p>{sure}</div>'
    )


def _cell(row: int, column: int) -> str:
    return f"{column_letters(column)}{row}"


def _extent(block: Block) -> str:
    """From when to when, and how many places and figures."""
    periods = sorted({each.period for each in block.values if each.period})
    ends = dict.fromkeys((*periods[:1], *periods[-1:]))
    years = all(each.frequency is Frequency.YEAR for each in ends)
    spans = [each.year_label if years else period_name(language(), each) for each in ends]
    places = len({each.region for each in block.values if each.region})
    return " · ".join(
        filter(
            None,
            (
                ("–" if years else " – ").join(spans),
                t_n("tables.block.places", places),
                t_n("tables.block.figures", len(block.values)),
            ),
        )
    )


def line_name(line: Line) -> str:
    """`Row 12`, `Column D`."""
    return t(f"tables.line.{line.axis.value}", name=line.name)


def block_lines(lang: str, plan: Plan, block: Block) -> str:
    """Each line of a block: where it is, its words, what it was taken for. For readers of no pictures, as HTML."""
    header = [t(f"tables.lines.{name}") for name in ("line", "words", "taken")]
    rows = [_line_row(lang, plan, line) for line in block.lines]
    return table_html(header, rows, caption=t("tables.lines", number=block.number, sheet=block.sheet))


def _line_row(lang: str, plan: Plan, line: Line) -> list[Cell]:
    above = pick(line.under, lang)
    words = " · ".join(dict.fromkeys(filter(None, line.labels.values())))
    said = "\n".join(filter(None, (words, t("tables.lines.under", words=above) if above else "")))
    return [line_name(line), said, role_mark(line.role, meaning_text(lang, plan, line))]


def meaning_text(lang: str, plan: Plan, line: Line) -> str:
    """What a line says of its figures: the place, the period, the part; or between which places it does not tell."""
    if line.candidates:
        return t("tables.lines.which", places=", ".join(region_name(lang, plan, each) for each in line.candidates))
    meant, parts = line.meaning, ";".join(f"{by}={category}" for by, category in line.meaning.breakdown)
    return ", ".join(
        _said(lang, plan, meant.region, period_name(lang, meant.period) if meant.period else "", parts, meant.unknown_part)
    )


def _said(lang: str, plan: Plan, region: str | None, period: str, parts: str, unknown: str) -> Iterable[str]:
    named = region_name(lang, plan, region) if region else ""
    apart = t("tables.lines.apart", words=unknown) if unknown else ""
    return filter(None, (named, period, breakdown_name(lang, None, parts), apart))
