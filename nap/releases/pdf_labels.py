"""Where the labels of a drawing stand: each on the side of its point where it covers least. Points enter, boxes leave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, NamedTuple

_LIFT = 3.0
"""Points between the point and the label."""


class Box(NamedTuple):
    """The place a label takes, in points from the lower left."""

    left: float
    right: float
    low: float
    high: float

    def over(self, other: Box) -> float:
        """How much of the two lies over each other."""
        across = min(self.right, other.right) - max(self.left, other.left)
        up = min(self.high, other.high) - max(self.low, other.low)
        return max(0.0, across) * max(0.0, up)


@dataclass(frozen=True)
class Label:
    """A text for a point, which learns its place: `label`, `dx` and `dy` of the text's middle, in points."""

    point: dict[str, Any]
    said: str
    wide: Callable[[str], float]


def settle(
    label: Label, width: float, height: float, letters: float, drawn: Sequence[tuple[float, float]], taken: Sequence[Box]
) -> Box:
    """Writes the place into the point and gives it back. `drawn`: all points as fractions, `taken`: where labels stand."""
    x, y, half = label.point["x"] * width, label.point["y"] * height, label.wide(label.said) / 2
    dots = [Box(a * width - 2.5, a * width + 2.5, b * height - 2.5, b * height + 2.5) for a, b in drawn]
    sides = product((1, 2.2), (1, -1), (0.0, -1.0, 1.0))
    tried = [
        _box(x + lean * half * 0.9, y + far * side * (letters * 0.6 + _LIFT + 1), half, letters) for far, side, lean in sides
    ]
    costs = [_cost(box, width, height, dots, taken) + place * 0.5 for place, box in enumerate(tried)]
    best = tried[costs.index(min(costs))]
    middle = (best.left + best.right) / 2
    middle = min(max(middle, half - letters), width - half + letters)
    label.point.update({"label": label.said, "dx": round(middle - x, 2), "dy": round((best.low + best.high) / 2 - y, 2)})
    return best


def _box(x: float, y: float, half: float, letters: float) -> Box:
    return Box(x - half, x + half, y - letters * 0.6, y + letters * 0.6)


def _cost(box: Box, width: float, height: float, dots: Sequence[Box], taken: Sequence[Box]) -> float:
    outside = max(0.0, -box.left) + max(0.0, box.right - width) + 3 * max(0.0, -box.low) + max(0.0, box.high - height - 6)
    return 8 * outside + 2 * sum(map(box.over, dots)) + 6 * sum(map(box.over, taken))
