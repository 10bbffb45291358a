"""The names of countries on the map, each where it covers the fewest marks and other names."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

Point = tuple[float, float]  # degrees east and north


class Box(NamedTuple):
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def shared(self, other: Box) -> float:
        """The area that both cover."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(wide, 0.0) * max(high, 0.0)


_WIDE, _HIGH = 700.0, 380.0  # between a laptop's map and a phone's
_LETTER, _LINE = 7.4, 15.0
_MARK = 12.0  # half of a mark with some room
# Where a name's box lies beside its point: shares of its width and height, left and up.
_SIDES = {
    "top center": (0.5, 1.0),
    "bottom center": (0.5, 0.0),
    "middle right": (0.0, 0.5),
    "middle left": (1.0, 0.5),
    "top right": (0.0, 1.0),
    "top left": (1.0, 1.0),
    "bottom right": (0.0, 0.0),
    "bottom left": (1.0, 0.0),
}


def sides(
    named: Mapping[str, Point], marks: Sequence[Point], window: Mapping[str, Sequence[float]]
) -> list[str]:
    """For each name on which side of its point it stands, as plotly says it."""
    taken = [_around(_pixel(mark, window), _MARK) for mark in marks]
    chosen = []
    for name, point in named.items():
        boxes = {side: box(name, point, side, window) for side in _SIDES}
        side = min(boxes, key=lambda one: sum(boxes[one].shared(other) for other in taken))
        taken.append(boxes[side])
        chosen.append(side)
    return chosen


def box(name: str, point: Point, side: str, window: Mapping[str, Sequence[float]]) -> Box:
    """What a name covers on one side of its point."""
    wide, (left, up) = _LETTER * len(name), _SIDES[side]
    x, y = _pixel(point, window)
    x, y = x - wide * left, y - _LINE * up
    return Box(x, y, x + wide, y + _LINE)


def _around(at: Point, reach: float) -> Box:
    return Box(at[0] - reach, at[1] - reach, at[0] + reach, at[1] + reach)


def _pixel(point: Point, window: Mapping[str, Sequence[float]]) -> Point:
    """Where a point stands on a map of the usual size, in Mercator's projection."""
    (west, east), (south, north) = window["lonaxis_range"], window["lataxis_range"]
    wide, high = east - west, _mercator(north) - _mercator(south)
    scale = min(_WIDE / wide, _HIGH / high)
    return (point[0] - west) * scale, (_mercator(north) - _mercator(point[1])) * scale


def _mercator(latitude: float) -> float:
    """Degrees from the equator as Mercator stretches them."""
    return math.degrees(math.asinh(math.tan(math.radians(latitude))))
