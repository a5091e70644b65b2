"""What light pages draw, as numbers for the template: places through the years, and a small map."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import cos, radians
from typing import NamedTuple

import shapely

from analytics.core import text
from analytics.core.rows import Rows, each
from analytics.light.rows import Area, Map, Mark
from analytics.place import minimap as place_minimap
from analytics.place.rows import Outline

WIDTH, TOP, BOTTOM, LEFT, RIGHT = 360, 18, 30, 34, 18  # units of the drawing
STEP = 30  # between two places, at most
TALLEST = 180  # of the part where places lie
LABEL = 34  # that a year in digits takes
MAP = 360
MARGIN = 6
FINE = 0.7  # units that a border may be off


class Dot(NamedTuple):
    """A place in a year."""

    x: float
    y: float
    height: float  # of an interval; 0: the rank is known
    tone: str
    words: str
    above: bool  # the words stand above it


class Chart(NamedTuple):
    """Places through the years, best on top."""

    height: float
    width: int
    years: tuple[tuple[float, str], ...]  # where each stands; "" where there is no room
    lines: tuple[tuple[float, str], ...]  # heights with their place
    dots: tuple[Dot, ...]
    left: int
    right: int


def chart(marks: Sequence[Mark]) -> Chart | None:
    """Draw marks; None where fewer than two years are known."""
    years = sorted({mark.year for mark in marks})
    if len(years) < 2:
        return None
    lowest = max(mark.high for mark in marks)
    step = min(STEP, TALLEST / max(lowest - 1, 1))
    span = WIDTH - LEFT - RIGHT
    apart = span / (years[-1] - years[0])
    each_other = 1 + int(LABEL / apart)

    def across(year: int) -> float:
        return round(LEFT + (year - years[0]) * apart, 1)

    def down(place: int) -> float:
        return round(TOP + (place - 1) * step, 1)

    told = {1, *(mark.high for mark in marks)}
    lines: list[tuple[float, str]] = []
    for place in sorted(told):
        if not lines or down(place) - lines[-1][0] >= 14:
            lines.append((down(place), str(place)))
    dots = tuple(
        Dot(
            across(mark.year),
            down(mark.low),
            round(down(mark.high) - down(mark.low), 1),
            mark.tone,
            text.place(mark.low, mark.high),
            above=True,
        )
        for mark in marks
    )
    return Chart(
        round(down(lowest) + BOTTOM, 1),
        WIDTH,
        tuple(
            (across(year), str(year) if (years[-1] - year) % each_other == 0 else "")
            for year in range(years[0], years[-1] + 1)
        ),
        tuple(lines),
        dots,
        LEFT,
        RIGHT,
    )


class Drawn(NamedTuple):
    """The kecamatan of a kabkota, not yet coloured."""

    width: int
    height: int
    areas: tuple[tuple[str, str, str, float, float], ...]  # code, name, path, x, y
    credit: str


def outlined(outlines: Rows[Outline]) -> Drawn | None:
    """Draw place.questions.outlines (longitude and latitude, narrowed by the cosine of the
    latitude; no projection's scale); None where nothing has a place.
    """
    shapes = {row.code: (row.kecamatan, _shape(row)) for row in each(outlines)}
    drawn = {code: (name, shape) for code, (name, shape) in shapes.items() if shape is not None}
    if not drawn:
        return None
    west, south, east, north = shapely.total_bounds([shape for _, shape in drawn.values()])
    narrow = cos(radians((south + north) / 2))
    scale = (MAP - 2 * MARGIN) / max((east - west) * narrow, north - south, 0.01)

    def put(x: float, y: float) -> tuple[float, float]:
        return MARGIN + (x - west) * narrow * scale, MARGIN + (north - y) * scale

    fine = _fine({code: shape for code, (_, shape) in drawn.items()}, FINE / scale)
    areas: list[tuple[str, str, str, float, float]] = []
    for code, (name, shape) in drawn.items():
        if shape.geom_type == "Point":
            x, y = put(shape.x, shape.y)
            areas.append((code, name, "", round(x), round(y)))
            continue
        rings = [
            ring
            for part in shapely.get_parts(fine[code])
            for ring in (part.exterior, *part.interiors)
        ]
        path = "".join(_path([put(*point) for point in ring.coords]) for ring in rings)
        areas.append((code, name, path, 0.0, 0.0))
    return Drawn(
        round((east - west) * narrow * scale + 2 * MARGIN),
        round((north - south) * scale + 2 * MARGIN),
        tuple(areas),
        place_minimap.credit(outlines),
    )


def _fine(shapes: Mapping[str, shapely.Geometry], off: float) -> dict[str, shapely.Geometry]:
    """The areas without what is too fine to be seen; what two share stays what they share."""
    areas = {code: shape for code, shape in shapes.items() if shape.geom_type != "Point"}
    if not areas:
        return {}
    return dict(zip(areas, shapely.coverage_simplify([*areas.values()], off), strict=True))


def _path(points: Sequence[tuple[float, float]]) -> str:
    """A ring in whole units, each point as the step from the one before."""
    whole = [(round(x), round(y)) for x, y in points]
    steps = [
        f"{x - before_x} {y - before_y}"
        for (before_x, before_y), (x, y) in pairwise(whole[:-1])
        if (x, y) != (before_x, before_y)
    ]
    return f"M{whole[0][0]} {whole[0][1]}l{' '.join(steps)}z" if len(steps) > 1 else ""


def coloured(
    drawn: Drawn, tones: Mapping[str, str], label: str, key: tuple[tuple[str, str], ...]
) -> Map:
    """A map with the tone of each kecamatan; those that are set off lie on top."""
    order = {"none": 0, "known": 1, "here": 2}
    areas = [
        Area(name, tones.get(code, "none"), path, x, y)
        for code, name, path, x, y in drawn.areas
        if path or x
    ]
    areas.sort(key=lambda area: order[area.tone])
    return Map(label, drawn.width, drawn.height, tuple(areas), drawn.credit, key)


def _shape(row: Outline) -> shapely.Geometry | None:
    if text.is_known(row.wkt):
        return shapely.from_wkt(row.wkt)
    if text.is_known(row.latitude):
        return shapely.Point(row.longitude, row.latitude)
    return None
