"""A small map as SVG: one kecamatan among the others of its kabkota."""

from collections.abc import Callable, Iterable
from html import escape
from math import cos, radians

import shapely

from analytics.core import text
from analytics.core.cache import cached
from analytics.core.rows import Rows, each
from analytics.place.rows import Outline

Points = Iterable[tuple[float, float]]
WIDTH = 320  # pixels; the height follows the shape
MARGIN = 8
QUIET, LINE, ACCENT = "#C3CDD8", "#FFFFFF", "#0F766E"


@cached
def svg(outlines: Rows[Outline], code: str) -> str:
    """Draw place.questions.outlines with one kecamatan set off: areas where they are known, else
    points (not to any projection's scale:
    longitude and latitude, narrowed by the cosine of the latitude). Empty where nothing has a
    place.
    """
    shapes = {row.code: _shape(row) for row in each(outlines)}
    drawn = {key: shape for key, shape in shapes.items() if shape is not None}
    if code not in drawn:
        return ""
    west, south, east, north = shapely.total_bounds(list(drawn.values()))
    narrow = float(shapely.get_coordinates(shapely.centroid(drawn[code]))[0][1])
    narrow = cos(radians(narrow))
    scale = (WIDTH - 2 * MARGIN) / max((east - west) * narrow, (north - south), 0.01)
    height = (north - south) * scale + 2 * MARGIN

    def place(points: Points) -> list[tuple[float, float]]:
        return [
            (round(MARGIN + (x - west) * narrow * scale, 1), round(MARGIN + (north - y) * scale, 1))
            for x, y in points
        ]

    names = dict(zip(outlines["code"], outlines["kecamatan"], strict=True))
    parts = []
    for key in sorted(drawn, key=lambda one: one == code):
        fill = ACCENT if key == code else QUIET
        parts.append(
            f'<g fill="{fill}" stroke="{LINE}"'
            f' stroke-width="1"><title>{escape(names[key])}</title>{_draw(drawn[key], place)}</g>'
        )
    label = escape(f"Letak {names[code]} di antara kecamatan lain")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" role="img"'
        f' aria-label="{label}" width="100%" style="max-width:{WIDTH}px">{"".join(parts)}</svg>'
    )


@cached
def has_area(outlines: Rows[Outline], code: str) -> bool:
    """Whether the area of a kecamatan is known, not only a point."""
    return bool(outlines.loc[outlines["code"] == code, "wkt"].notna().any())


@cached
def credit(outlines: Rows[Outline]) -> str:
    """Which boundaries svg() draws, in a sentence."""
    drawn = outlines[outlines["wkt"].notna()]
    if drawn.empty:
        return "Titik, bukan batas wilayah."
    row = drawn.iloc[0]
    if row["kind"] == "official":
        return f"Batas resmi: {row['source']}, {text.date(row['dated'])}."
    return "Batas indikatif, bukan batas resmi. © OpenStreetMap contributors (ODbL)."


def _shape(row: Outline) -> shapely.Geometry | None:
    if text.is_known(row.wkt):
        return shapely.from_wkt(row.wkt)
    if text.is_known(row.latitude):
        return shapely.Point(row.longitude, row.latitude)
    return None


def _draw(shape: shapely.Geometry, place: Callable[[Points], list[tuple[float, float]]]) -> str:
    if shape.geom_type == "Point":
        ((x, y),) = place(shape.coords)
        return f'<circle cx="{x}" cy="{y}" r="5"/>'
    rings = [
        ring
        for polygon in shapely.get_parts(shape)
        for ring in (polygon.exterior, *polygon.interiors)
    ]
    paths = ["M" + "L".join(f"{x} {y}" for x, y in place(ring.coords)) + "Z" for ring in rings]
    return f'<path fill-rule="evenodd" d="{"".join(paths)}"/>'
