"""Small multiples as HTML: a scene enters, a grid of panels leaves, each with its name, its latest figure and its picture."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import partial
from html import escape

from nap.charts.look import SIGNS
from nap.charts.multiples_scene import Mark, Panel, Scene, Way
from nap.charts.strokes import path_of, stroked
from nap.charts.texts import amount_text, short_text
from nap.charts.timeline import short_name
from nap.facts import Status
from nap.plan import Indicator
from nap.words import say

_SIZE = 1000
_NAMED = 3
"""So many periods have room for their names; of more the first and the last are named."""
_FILLS = 0.62
"""A column takes this share of the room of its period."""


def multiples_html(lang: str, indicator: Indicator, scene: Scene, notes: Sequence[str]) -> str:
    """All panels, what their marks mean, and the notes."""
    panels = "".join(f"<li>{_panel(lang, indicator, scene, panel)}</li>" for panel in scene.panels)
    said = "".join(f"<p>{escape(sentence)}</p>" for sentence in notes)
    wide = " wide" if indicator.scale else ""
    return f'<ul class="nap-multiples{wide}">{panels}</ul>{_legend(lang, scene)}<div class="nap-map-note">{said}</div>'


def _panel(lang: str, indicator: Indicator, scene: Scene, panel: Panel) -> str:
    side = panel.side
    shown = escape(side.name)
    name = f'<a href="{escape(side.address)}" target="_self">{shown}</a>' if side.address else f"<b>{shown}</b>"
    parts = [*_grid(lang, indicator, scene), *_ways(scene, panel), *(_mark(scene, mark) for mark in panel.marks)]
    named = scene.periods if len(scene.periods) <= _NAMED else (scene.periods[0], scene.periods[-1])
    ends = "".join(
        f'<span style="left:{_share(scene.across(one))}">{escape(short_name(one))}</span>' for one in dict.fromkeys(named)
    )
    return (
        f'<p class="nap-multi-head">{name} <span>{_latest(lang, indicator, panel)}</span></p>'
        f'<div class="nap-plot" aria-hidden="true">{"".join(parts)}</div><p class="nap-periods" aria-hidden="true">{ends}</p>'
    )


def _latest(lang: str, indicator: Indicator, panel: Panel) -> str:
    """The latest figure with its period, or why there is none."""
    when, figure, sign = _latest_of(lang, indicator, panel)
    return f"{escape(when)}<strong>{escape(figure)}</strong>{f' <b>{sign}</b>' if sign else ''}"


def latest_told(lang: str, indicator: Indicator, panel: Panel) -> str:
    """The same on one line."""
    when, figure, sign = _latest_of(lang, indicator, panel)
    return f"{when}{figure} {sign}".strip()


def _latest_of(lang: str, indicator: Indicator, panel: Panel) -> tuple[str, str, str]:
    results = panel.side.results
    if not results:
        return "", say(lang, "board.not_asked"), ""
    known = [one for one in results if one.value is not None]
    one = known[-1] if known else results[-1]
    plain = one.breakdown and one.value is not None and one.status is not Status.PARTIAL
    return f"{short_name(one.period)}: ", short_text(lang, indicator, one), "" if plain else SIGNS[one.status]


def ends_of(indicator: Indicator, scene: Scene) -> list[tuple[Callable[[str], str], float]]:
    """The foot, and a round value near the top, each as a text in a language and how far up it stands; the same in all."""
    top = _round_below(scene.high) if not indicator.scale else scene.high
    found = dict.fromkeys((scene.low if scene.low > 0 else 0.0, top))
    return [(partial(_ends, indicator, value), (value - scene.low) / (scene.high - scene.low)) for value in found]


def _grid(lang: str, indicator: Indicator, scene: Scene) -> list[str]:
    return [line for said, up in ends_of(indicator, scene) for line in _line(_share(up), said(lang))]


def _line(up: str, said: str) -> tuple[str, str]:
    return f'<i class="g" style="bottom:{up}"></i>', f'<span class="gv" style="bottom:{up}">{escape(said)}</span>'


def _ends(indicator: Indicator, value: float, lang: str) -> str:
    return amount_text(lang, indicator, Decimal(str(round(value, indicator.precision))))


def _round_below(value: float) -> float:
    """The largest round number that is not above: 1, 2, 5 or ten times that."""
    if value <= 0:
        return 0.0
    unit = 10.0 ** (len(str(int(value))) - 1) if value >= 1 else 0.1
    return next((step * unit for step in (9, 8, 7, 6, 5, 4, 3, 2, 1) if step * unit <= value), 0.0)


def _ways(scene: Scene, panel: Panel) -> list[str]:
    """The country's line, the way to the targets, the line of the figures, and where the series breaks."""
    found = [_stroke(panel.whole, "quiet", 1.25), _stroke([panel.way] if panel.way else [], "target", 1.5, "5 4")]
    found.append(_stroke(panel.lines, "accent", 2.25))
    found += [f'<i class="goal" style="{_at(*goal)}"></i>' for goal in panel.goals]
    if scene.broken is not None:
        found.append(f'<i class="break" style="left:{_share(scene.broken)}"></i>')
    return found


def _stroke(lines: Iterable[Way], ink: str, width: float, dashes: str = "") -> str:
    whole = [[(round(x * _SIZE), round((1 - y) * _SIZE)) for x, y in line] for line in lines]
    return stroked(path_of(whole), (_SIZE, _SIZE), ink, width, dashes) if whole else ""


def _mark(scene: Scene, mark: Mark) -> str:
    title = f' title="{escape(mark.told)}"'
    if mark.up is None:
        look = "hid" if mark.hidden else "non"
        return f'<i class="{look}" style="left:{_share(mark.across)}"{title}>{mark.sign}</i>'
    look = f"{' hollow' if mark.hollow else ''}{' past' if mark.history else ''}"
    if not scene.columns:
        return f'<i class="dot{look}" style="{_at(mark.across, mark.up)}"{title}></i>'
    wide = scene.step * _FILLS
    foot = max(0.0, (0 - scene.low) / (scene.high - scene.low))
    low, high = sorted((foot, mark.up))
    style = f"left:{_share(mark.across - wide / 2)};width:{_share(wide)};bottom:{_share(low)};height:{_share(high - low)}"
    return f'<i class="col{look}" style="{style}"{title}></i>'


def _at(across: float, up: float) -> str:
    return f"left:{_share(across)};bottom:{_share(up)}"


def _share(part: float) -> str:
    return f"{round(part * 100, 1):g}%"


def _legend(lang: str, scene: Scene) -> str:
    """What the marks mean, those only that stand in a panel."""
    marks = [mark for panel in scene.panels for mark in panel.marks]
    shown = {
        "whole": any(panel.whole for panel in scene.panels),
        "way": any(panel.way or panel.goals for panel in scene.panels),
        "hollow": any(mark.hollow for mark in marks),
        "past": any(mark.history for mark in marks),
        "hid": any(mark.hidden for mark in marks),
        "break": scene.broken is not None,
    }
    told = [_key(kind, say(lang, f"places.key.{kind}")) for kind, there in shown.items() if there]
    empty = {mark.sign: None for mark in marks if mark.up is None and not mark.hidden}
    words = {SIGNS[status]: say(lang, f"common.status.{status.value}") for status in Status}
    told += [f'<li><b aria-hidden="true">{sign}</b> {escape(words[sign])}</li>' for sign in empty]
    return f'<ul class="nap-legend nap-multi-key">{"".join(told)}</ul>' if told else ""


def _key(kind: str, said: str) -> str:
    return f'<li><i class="key {kind}" aria-hidden="true"></i> {escape(said)}</li>'
