"""The picture of a figure for a file: a Vega-Lite spec or an SVG enters; an SVG in light colours leaves, its words beside it.

Words are set by whoever lays out the sheet, with letters of our own, because an SVG names a typeface and does not bring it along.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError, register_namespace, tostring

import vl_convert
from defusedxml.ElementTree import fromstring

WIDTH = 860
"""Points of the sheet that a picture has."""

_FONTS = Path(__file__).parent.parent / "fonts"
_SVG = "http://www.w3.org/2000/svg"
_VARIABLE = re.compile(r"var\(--nap-[\w-]+,\s*(#[0-9A-Fa-f]{3,8})\)")
_MOVED = re.compile(r"\s*translate\(\s*(-?[\d.e-]+)(?:px)?(?:[\s,]+(-?[\d.e-]+)(?:px)?)?\s*\)\s*")
_NUMBER = re.compile(r"-?[\d.]+")
_BOLD = frozenset({"bold", "bolder", "600", "650", "700", "800"})
_INHERITED = ("font-size", "font-weight", "fill", "text-anchor", "opacity")
register_namespace("", _SVG)
register_namespace("xlink", "http://www.w3.org/1999/xlink")


@dataclass(frozen=True)
class Words:
    """A line of words in a picture: where its baseline begins, has its middle or ends (`anchor`), how it looks.

    With a `rim` it is the edge of letters that stand across lines."""

    said: str
    x: float
    y: float
    anchor: str
    size: float
    bold: bool
    colour: str
    rim: float = 0


@dataclass
class Drawn:
    """An SVG without words, its width and height, and the words in the order in which they are drawn."""

    svg: str
    width: float
    height: float
    words: list[dict[str, Any]] = field(default_factory=list)


def of_spec(spec: Mapping[str, Any]) -> Drawn:
    """The picture of a Vega-Lite spec, `WIDTH` wide."""
    _fonts_known()
    light = json.loads(_light(json.dumps(spec)))
    light["width"] = WIDTH if light.get("width") == "container" else light.get("width", WIDTH)
    return of_svg(vl_convert.vegalite_to_svg(light))


def of_svg(drawn: str) -> Drawn:
    """The same of an SVG. ValueError for one that cannot be read or has no size."""
    try:
        root: Element = fromstring(_light(drawn))
    except ParseError as wrong:
        raise ValueError("svg") from wrong
    width, height = _size(root)
    found: list[Words] = []
    _lift(root, (0.0, 0.0), {}, found)
    _named_apart(root)
    root.set("width", f"{width:g}")
    root.set("height", f"{height:g}")
    return Drawn(tostring(root, encoding="unicode"), width, height, [asdict(one) for one in found])


@cache
def _fonts_known() -> None:
    vl_convert.register_font_directory(str(_FONTS))


def _light(text: str) -> str:
    """Colours as they stand in the light theme."""
    return _VARIABLE.sub(r"\1", text)


def _size(root: Element) -> tuple[float, float]:
    box = [float(each) for each in _NUMBER.findall(root.get("viewBox", ""))]
    if len(box) == 4 and box[2] > 0 and box[3] > 0:
        return box[2], box[3]
    size = [_NUMBER.fullmatch(root.get(name, "").removesuffix("px")) for name in ("width", "height")]
    if size[0] is None or size[1] is None:
        raise ValueError("svg")
    root.set("viewBox", f"0 0 {size[0][0]} {size[1][0]}")
    return float(size[0][0]), float(size[1][0])


def _lift(element: Element, origin: tuple[float, float], look: Mapping[str, str], found: list[Words]) -> None:
    """Take every text out that only was moved; one that was turned or scaled stays as it is."""
    look = {**look, **{name: value for name in _INHERITED if (value := element.get(name)) is not None}}
    for child in list(element):
        moved = _moved(child, origin)
        if moved is None:
            continue
        if child.tag == f"{{{_SVG}}}text":
            found += _words(child, moved, look)
            element.remove(child)
        else:
            _lift(child, moved, look, found)


def _moved(element: Element, origin: tuple[float, float]) -> tuple[float, float] | None:
    transform = element.get("transform", "")
    if not transform.strip():
        return origin
    move = _MOVED.fullmatch(transform)
    return None if move is None else (origin[0] + float(move[1]), origin[1] + float(move[2] or 0))


def _words(text: Element, origin: tuple[float, float], look: Mapping[str, str]) -> list[Words]:
    """The lines of one text; nothing of one that cannot be seen."""
    look = {**look, **text.attrib}
    if look.get("opacity") == "0" or look.get("display") == "none":
        return []
    lines, (x, y) = [], (origin[0] + _length(look.get("x")), origin[1] + _length(look.get("y")))
    for part in [text, *text]:
        own = {**look, **part.attrib} if part is not text else look
        y += _length(part.get("dy"), _length(look.get("font-size", "16")))
        if part is not text and part.get("x") is not None:
            x = origin[0] + _length(part.get("x"))
        if part.text and part.text.strip():
            lines.append(_line(part.text.strip(), x, y, own))
    return lines


def _line(said: str, x: float, y: float, look: Mapping[str, str]) -> Words:
    rim = _length(look.get("stroke-width", "1")) if look.get("stroke", "none") != "none" else 0
    colour = look["stroke"] if rim else look.get("fill", "#000000")
    anchor, size = look.get("text-anchor", "start"), _length(look.get("font-size", "16"))
    return Words(said, x, y, anchor, size, look.get("font-weight", "") in _BOLD, colour, rim)


def _length(said: str | None, letter: float = 0) -> float:
    """A length in pixels, zero for none; `em` are so many times a letter."""
    number = _NUMBER.match(said or "")
    if number is None:
        return 0
    return float(number[0]) * (letter if (said or "").endswith("em") else 1)


def _named_apart(root: Element) -> None:
    """Names within the picture, unlike those of the sheet it comes to stand on."""
    names = {name: f"p{nth}" for nth, name in enumerate(dict.fromkeys(one.get("id", "") for one in root.iter())) if name}
    for element in root.iter():
        for attribute, value in list(element.attrib.items()):
            if attribute == "id":
                element.set("id", names[value])
            elif "#" in value:
                element.set(attribute, re.sub(r"#([\w-]+)", lambda one: f"#{names.get(one[1], one[1])}", value))
