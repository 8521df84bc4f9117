"""Marks become a picture. Altair marks and rows of data enter, a small plain Vega-Lite dict leaves.

Data stand inside the layer that draws them, never at the top: there the server would make Arrow tables of them.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import altair as alt
from altair.utils.schemapi import disable_debug_mode

from nap.charts.look import config, ink

Row = Mapping[str, object]
disable_debug_mode()
"""Altair would check every part against its schema as it is made; a test checks whole specs instead."""
_SVG = {"embedOptions": {"renderer": "svg"}}
"""Colours of the page's style sheet reach into an SVG only; it is read aloud and prints sharp."""
_LINE = 42
"""Letters of a line of small text that fit beside the axis on a phone."""


def layer(chart: alt.Chart, *, rows: Sequence[Row] = (), only: str = "", **channels: Any) -> dict[str, Any]:
    """One mark with its channels; `rows` are its own data, else those of the group; `only` is an expression that picks rows.

    Channels do not pass through `encode`, which tries every one against the schema and takes a hundred times as long.
    """
    made: dict[str, Any] = chart.to_dict(validate=False, context={"top_level": False})
    del made["data"]  # Altair's own placeholder would hide the data of the group
    if channels:
        made["encoding"] = encoding(**channels)
    if rows:
        made["data"] = {"values": list(rows)}
    if only:
        made["transform"] = [{"filter": only}]
    return made


def group(rows: Sequence[Row], layers: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Layers that share their data."""
    return {"data": {"values": list(rows)}, "layer": list(layers)}


def encoding(**channels: Any) -> dict[str, Any]:
    """Channels as plain data, for one layer or, at the top, for every layer that does not say otherwise."""
    return {name: _plain(channel) for name, channel in channels.items()}


def _plain(channel: Any) -> Any:
    match channel:
        case alt.SchemaBase():
            return channel.to_dict(validate=False)
        case Mapping():
            return {name: _plain(inner) for name, inner in channel.items()}
        case list():
            return [_plain(inner) for inner in channel]
        case _:
            return channel


def picture(
    lang: str, layers: Iterable[dict[str, Any]], shared: Mapping[str, Any], height: int, title: str = ""
) -> dict[str, Any]:
    """The whole spec; as wide as its place, `height` in pixels without axes. `title` is a quiet line above it, e.g. the unit."""
    spec: dict[str, Any] = {
        "usermeta": _SVG,
        "height": height,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": {"left": 0, "right": 2, "top": 4, "bottom": 7},
        "config": config(lang),
        "encoding": dict(shared),
        "layer": list(layers),
    }
    if title:
        look = {
            "anchor": "start",
            "frame": "bounds",
            "fontSize": 12,
            "fontWeight": "normal",
            "color": ink("quiet"),
            "offset": 12,
            "aria": False,
        }
        spec["title"] = {"text": lines(title), **look}
    return spec


def written(marks: alt.Chart, *, only: str = "", **channels: Any) -> list[dict[str, Any]]:
    """A text in two layers: a rim in the colour of the paper below it, so that it can be read across lines."""
    rim = marks.copy()
    rim.mark.stroke, rim.mark.strokeWidth, rim.mark.strokeJoin, rim.mark.color = ink("paper"), 4, "round", alt.Undefined
    return [layer(each, **channels, only=only) for each in (rim, marks)]


def lines(text: str, width: int = _LINE) -> list[str]:
    """The text broken into lines of at most `width` letters."""
    return textwrap.wrap(text, width) or [""]


def tooltip(**titles: str) -> list[alt.Tooltip]:
    """What a pointer shows: by field, the title in the reader's language."""
    return [alt.Tooltip(field=field, type="nominal", title=title) for field, title in titles.items()]


def nominal(field: str) -> alt.Text:
    """A field shown as the text it is."""
    return alt.Text(field=field, type="nominal")
