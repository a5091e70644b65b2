"""A map of a view as SVG, of shapes alone: what stands beside it is set in type."""

from collections.abc import Callable, Iterable, Mapping
from math import cos, radians

import shapely

from analytics.core import text
from analytics.core.rows import Rows, each
from analytics.geography.rows import Area, LegendClass, Outline

WIDTH = 1000  # of the drawing; the height follows the shape
POINT = 5  # radius of what has no known area
FINEST = 600  # parts of the width that a line need not show
MANY, FINE = 100, 0.35  # units, and the width of a line between as many
PAPER, LINE, QUIET = "#FFFFFF", "#FFFFFF", "#9AA5B4"
HATCH = (
    '<pattern id="h" width="10" height="10" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(45)"><rect width="10" height="10" fill="#FFFFFF"/>'
    '<rect width="2" height="10" fill="#C3CDD8"/></pattern>'
    '<pattern id="m" width="10" height="10" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(45)"><rect width="10" height="10" fill="#FFFFFF"/>'
    '<rect width="4" height="10" fill="#C8992E"/></pattern>'
)


def svg(areas: Rows[Area], legend: Rows[LegendClass], outlines: Rows[Outline]) -> str:
    """Areas where they are known, else points, in the colours of the legend; longitude and
    latitude, narrowed by the cosine of the middle latitude. Empty where nothing has a place.
    """
    drawn = _shapes(areas, outlines)
    if not drawn:
        return ""
    west, south, east, north = shapely.total_bounds(list(drawn.values()))
    narrow = cos(radians((south + north) / 2))
    scale = (WIDTH - 4 * POINT) / max((east - west) * narrow, (north - south) * 0.7, 0.01)
    height = (north - south) * scale + 4 * POINT

    def place(points: Iterable[tuple[float, float]]) -> str:
        return "L".join(
            f"{(x - west) * narrow * scale + 2 * POINT:.1f} {(north - y) * scale + 2 * POINT:.1f}"
            for x, y in points
        )

    thin = FINE if len(drawn) > MANY else 1.0  # many lines would hide the colours
    looks = {row.class_: _look(row, thin) for row in each(legend)}
    on_top = {row.class_ for row in each(legend) if row.is_data}
    shapes = [
        f"<path {looks[row.class_]} {_path(drawn[row.code], place)}/>"
        for row in sorted(each(areas), key=lambda row: row.class_ in on_top)
        if row.code and row.code in drawn and row.class_ in looks
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}">'
        f"<defs>{HATCH}</defs>{''.join(shapes)}</svg>"
    )


def _shapes(areas: Rows[Area], outlines: Rows[Outline]) -> Mapping[str, shapely.Geometry]:
    """The shape of each unit: of kecamatan the lines that a sheet can show, neighbours alike."""
    codes = set(areas["code"].dropna())
    digits = {len(code) for code in codes}
    held: dict[str, list[shapely.Geometry]] = {}
    points: dict[str, list[shapely.Geometry]] = {}
    for row in each(outlines):
        whose = next((row.code[:one] for one in digits if row.code[:one] in codes), "")
        if text.is_known(row.wkt):
            held.setdefault(whose, []).append(shapely.from_wkt(row.wkt))
        elif text.is_known(row.latitude) and text.is_known(row.longitude):
            points.setdefault(whose, []).append(shapely.Point(row.longitude, row.latitude))
    areal = {
        code: several[0] if len(several) == 1 else shapely.union_all(several)
        for code, several in held.items()
    }
    if areal:
        west, _, east, _ = shapely.total_bounds(list(areal.values()))
        fine = shapely.coverage_simplify(list(areal.values()), (east - west) / FINEST)
        areal = dict(zip(areal, fine, strict=True))
    alone = {
        code: shapely.centroid(shapely.multipoints(several))
        for code, several in points.items()
        if code not in areal
    }
    return areal | alone


def _look(row: LegendClass, thin: float) -> str:
    patterns = {"hatch": "url(#h)", "marked-hatch": "url(#m)", "hollow": PAPER, "none": "none"}
    line = LINE if row.pattern == "fill" and not row.is_data else QUIET
    fill = patterns.get(row.pattern, row.light)
    return f'fill="{fill}" stroke="{line}" stroke-width="{thin}"'


def _path(shape: shapely.Geometry, place: Callable[[Iterable[tuple[float, float]]], str]) -> str:
    if shape.geom_type == "Point":
        return f'd="M{place([(shape.x, shape.y)])}m-{POINT} 0a{POINT} {POINT} 0 1 0 {2 * POINT} 0' \
            f'a{POINT} {POINT} 0 1 0 -{2 * POINT} 0"'  # fmt: skip
    rings = [
        ring
        for polygon in shapely.get_parts(shape)
        for ring in (polygon.exterior, *polygon.interiors)
    ]
    said = "".join(f"M{place(ring.coords)}Z" for ring in rings)
    return f'fill-rule="evenodd" d="{said}"'


def credit(outlines: Rows[Outline]) -> str:
    """Whose boundaries are drawn, in a sentence."""
    known = outlines[outlines["wkt"].notna()]
    if known.empty:
        return "Titik tengah, bukan batas wilayah."
    row = next(each(known))
    if row.kind == "official":
        return f"Batas resmi: {row.source}, {text.date(row.dated)}."
    return "Batas indikatif, bukan batas resmi. © OpenStreetMap contributors (ODbL)."
