"""The outlines of the map follow United Nations practice: whose country a town is drawn in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

Point = tuple[float, float]


@pytest.fixture(scope="module")
def outlines(root: Path) -> dict[str, Any]:
    """The outlines as they ship, in TopoJSON."""
    return json.loads((root / "data" / "outlines" / "world_50m.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("town", "longitude", "latitude", "country"),
    [
        ("Simferopol", 34.10, 44.95, "UKR"),
        ("Dzhankoi", 34.40, 45.71, "UKR"),
        ("Sukhumi", 41.03, 43.02, "GEO"),
        ("Tskhinvali", 43.96, 42.23, "GEO"),
        ("Java in South Ossetia", 43.92, 42.39, "GEO"),
        ("Stepanakert", 46.75, 39.82, "AZE"),
        ("Sochi", 39.80, 43.70, "RUS"),
        ("Yerevan", 44.51, 40.18, "ARM"),
    ],
)
def test_each_town_is_drawn_in_its_country(
    outlines: dict[str, Any], town: str, longitude: float, latitude: float, country: str
) -> None:
    arcs = [_decoded(arc, outlines.get("transform")) for arc in outlines["arcs"]]
    around = {
        shape["id"]
        for shape in outlines["objects"]["countries"]["geometries"]
        for polygon in ([shape["arcs"]] if shape["type"] == "Polygon" else shape.get("arcs", []))
        if _holds(_ring(polygon[0], arcs), (longitude, latitude))
    }
    assert around == {country}, town


def _decoded(arc: list[list[int]], transform: dict[str, list[float]] | None) -> list[Point]:
    if transform is None:
        return [(x, y) for x, y in arc]
    (wide, high), (left, low) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for right, up in arc:
        x, y = x + right, y + up
        points.append((x * wide + left, y * high + low))
    return points


def _ring(indices: list[int], arcs: list[list[Point]]) -> list[Point]:
    """A closed line; a negative index is an arc walked backwards."""
    return [p for i in indices for p in (arcs[i] if i >= 0 else arcs[~i][::-1])]


def _holds(ring: list[Point], point: Point) -> bool:
    """Whether a line from the point eastwards crosses the ring an odd number of times."""
    x, y = point
    crossed = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossed = not crossed
    return crossed
