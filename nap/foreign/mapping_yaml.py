"""Mappings as files to be read and mended by hand: bytes enter, a `Mapping` or faults leave; a mapping enters, text leaves."""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import replace
from decimal import Decimal
from typing import Any

import yaml

from nap.foreign.mapping import FORMAT, Anchor, Mapping, Seen, Table
from nap.foreign.mapping_checks import check
from nap.foreign.mapping_keys import ANY, FILE, LARGEST, OUT, PART, TOTAL
from nap.foreign.model import Axis, Choice
from nap.plan.faults import Fault, fault_text
from nap.plan.nodes import parse
from nap.plan.reading import Faults, Read, read
from nap.returns.choices import fold
from nap.words import Text, known, say

Loaded = tuple[Mapping | None, tuple[Fault, ...]]


def read_mapping(data: bytes, name: str = "") -> Loaded:
    """Read one mapping; None with every fault where one is an error. `name`: of the file, for the sentences."""
    if len(data) > LARGEST:
        return None, (Fault("error", "mapping-too-large", name, facts=(("limit", LARGEST),)),)
    node = parse(data)
    if isinstance(node, Fault):
        code = "not-a-mapping" if node.code == "not-a-plan" else node.code
        return None, (replace(node, file=name, code=code),)
    faults = Faults()
    file = read(node, FILE, "", faults)
    if file is not None:
        check(file, faults)
    found = tuple(replace(each, file=name) for each in sorted(faults.found, key=lambda each: each.line))
    sound = file is not None and not any(each.severity == "error" for each in found)
    return (_mapping(file) if file is not None and sound else None), found


def mapping_fault_text(fault: Fault, lang: str) -> str:
    """The sentence of a fault with file and line, what was found and what to do."""
    if not known(f"foreign.fault.{fault.code}"):
        return fault_text(fault, lang)
    place = f"{fault.file}:{fault.line}" if fault.line else fault.file
    parts = (place, fault.path, say(lang, f"foreign.fault.{fault.code}", **dict(fault.facts)))
    return ": ".join(filter(None, parts))


def _mapping(file: Read) -> Mapping:
    values = file.plain()
    anchors = tuple(map(_anchor, values.get("anchors") or ()))
    return Mapping(values["mapping"], values["partner"], tuple(map(_table, values["tables"])), values.get("source", ""), anchors)


def _anchor(values: Map[str, Any]) -> Anchor:
    axis = Axis.ROW if "row" in values else Axis.COLUMN
    return Anchor(axis, values[axis.value], values["take"], int(values.get("nth", 1)), values.get("sheet", ""))


def _table(values: Map[str, Any]) -> Table:
    title, heading, unit = (_text(values.get(key)) for key in ("title", "heading", "unit"))
    return Table(_choice(values), title, heading, unit, _seen(values.get("seen") or {}))


def _choice(values: Map[str, Any]) -> Choice:
    plain = {key: values[key] for key in ("measures", "breakdown", "region", "scale", "dash") if key in values}
    parts = {_key(key): "" if value == OUT else value for key, value in (values.get("parts") or {}).items()}
    return Choice(values["indicator"], **plain, parts=parts, leave_out=frozenset(map(fold, values.get("leave_out") or ())))


def _key(text: str) -> str:
    return "" if text == TOTAL else text if PART.fullmatch(text) else fold(text)


def _seen(values: Map[str, Any]) -> Seen:
    lines = tuple(map(_text, values.get("lines") or ()))
    return Seen(values.get("sheet", ""), values.get("area", ""), values.get("orientation", ""), lines)


def _text(values: Map[str, str] | None) -> Text:
    return {"" if language == ANY else language: words for language, words in (values or {}).items()}


def write_mapping(mapping: Mapping) -> str:
    """The file, in the order in which a person reads it; what holds anyway is left out. `read_mapping` gives the same again."""
    document = {
        "mapping": mapping.name,
        "format": FORMAT,
        "partner": mapping.partner,
        "source": mapping.source,
        "anchors": [_anchor_out(each) for each in mapping.anchors],
        "tables": [_table_out(each) for each in mapping.tables],
    }
    return yaml.dump(_filled(document), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000)


class _Row(dict[str, Any]):
    """A map that is written on one line."""


class _Dumper(yaml.SafeDumper):
    """Writes labels of one line on one line, and a list indented beneath its key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _row(dumper: yaml.SafeDumper, row: _Row) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", row.items(), flow_style=True)


def _number(dumper: yaml.SafeDumper, number: Decimal) -> yaml.Node:
    plain = format(number, "f")
    return dumper.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in plain else 'int'}", plain)


_Dumper.add_representer(_Row, _row)
_Dumper.add_representer(Decimal, _number)


def _filled(values: Map[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in ("", None) and value != [] and value != {}}


def _anchor_out(anchor: Anchor) -> _Row:
    nth = anchor.nth if anchor.nth > 1 else None
    return _Row(_filled({anchor.axis.value: anchor.words, "nth": nth, "sheet": anchor.sheet, "take": anchor.take}))


def _table_out(table: Table) -> dict[str, Any]:
    choice, seen = table.choice, table.seen
    labels = {_key(words): words for line in reversed(seen.lines) for words in line.values() if fold(words)}
    return _filled(
        {
            "indicator": choice.indicator,
            "title": dict(_text_out(table.title)),
            "heading": dict(_text_out(table.heading)),
            "unit": _text_out(table.unit),
            "measures": choice.measures if choice.measures != "value" else "",
            "breakdown": choice.breakdown,
            "region": choice.region,
            "scale": choice.scale if choice.scale != 1 else None,
            "dash": choice.dash if choice.dash != "no_data" else "",
            "parts": {labels.get(key, key or TOTAL): part or OUT for key, part in sorted(choice.parts.items())},
            "leave_out": [labels.get(key, key) for key in sorted(choice.leave_out)],
            "seen": _filled(
                {
                    "sheet": seen.sheet,
                    "area": seen.area,
                    "orientation": seen.orientation,
                    "lines": [_text_out(line) for line in seen.lines],
                }
            ),
        }
    )


def _text_out(text: Text) -> _Row:
    return _Row({language or ANY: words for language, words in text.items()})
