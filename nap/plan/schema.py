"""The JSON Schema of the plan file, made from the same keys that read it, so that editors complete and check while one types.

`python -m nap.plan.schema > docs/indicators.schema.json` writes the file anew.
"""

from __future__ import annotations

import json
from typing import Any

from nap.plan.keys import FILE
from nap.plan.shapes import Choice, Code, Day, Key, ListOf, MapOf, Number, Regex, Section, Shape, Words, YesNo

DAY = r"^\d{4}-\d{2}-\d{2}$"


def json_schema() -> dict[str, Any]:
    """The schema (draft 7, the one editors know best). What lies between keys is left to `python -m nap plan check`."""
    return {"$schema": "http://json-schema.org/draft-07/schema#", "title": "Plan file of the NAP 1325 monitor", **_schema(FILE)}


def text() -> str:
    """The schema as it stands in `docs/indicators.schema.json`."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n"


def _schema(shape: Shape) -> dict[str, Any]:
    match shape:
        case Section():
            return _section(shape)
        case ListOf():
            least = shape.length or shape.least
            most = {"maxItems": shape.length} if shape.length else {}
            return {"type": "array", "items": _schema(shape.item), "minItems": least, "uniqueItems": shape.distinct, **most}
        case MapOf():
            return {"type": "object", "additionalProperties": _schema(shape.item)}
        case Words():
            return {"type": "object", "additionalProperties": {"type": ["string", "null"]}, "minProperties": 1}
        case Number():
            return _number(shape)
        case _:
            return _scalar(shape)


def _scalar(shape: Shape) -> dict[str, Any]:
    match shape:
        case Choice():
            return {"enum": list(shape.words)}
        case Code():
            return {
                "type": "string",
                "pattern": f"^(?:{shape.pattern})$",
                **({"not": {"enum": list(shape.reserved)}} if shape.reserved else {}),
            }
        case Day():
            return {"anyOf": [{"type": "string", "pattern": DAY}, *({"const": word} for word in shape.words)]}
        case YesNo():
            return {"type": "boolean"}
        case Regex():
            return {"type": "string", "format": "regex"}
        case _:
            return {"type": "string", "minLength": 1}


def _number(shape: Number) -> dict[str, Any]:
    bounds = {"minimum": shape.low, "maximum": shape.high}
    return {"type": "integer" if shape.whole else "number"} | {
        key: int(bound) if bound == int(bound) else float(bound) for key, bound in bounds.items() if bound is not None
    }


def _section(shape: Section) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {key.name: _described(key) for key in shape.keys},
        "required": [key.name for key in shape.keys if key.required],
        "additionalProperties": False,
    }


def _described(key: Key) -> dict[str, Any]:
    """A key that may be left out may also be empty or null; the first line of the description is what it means."""
    schema = _schema(key.shape)
    about = f"{key.about} Default: {key.default}." if key.default else key.about
    if key.required:
        return {"description": about, **schema}
    return {"description": about, "anyOf": [schema, {"type": "null"}]}


if __name__ == "__main__":
    import sys

    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(text())
