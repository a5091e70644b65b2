"""Findings about place in plain Indonesian, from the answers of analytics.spatial."""

from typing import Any

import pandas as pd

from analytics import text
from analytics.achievement import By
from analytics.kept import kept
from analytics.query import each
from analytics.sentences import SIGNIFICANT
from analytics.spatial import FEWEST, Clustering

UNITS: dict[By, str] = {"kabkota": "kabupaten/kota", "kecamatan": "kecamatan"}


def clustering(test: Clustering, by: By, where: str) -> str:
    """What a join count means for a reader, or why there is none. `where` is the contest, such as "SKK Jawa Timur"."""
    unit = UNITS[by]
    if test.reason == "few":
        drawn = f"baru {text.number(test.areas)}" if test.areas else "belum satu pun"
        return f"Letak finalis {where} tidak diuji: {drawn} {unit} yang batasnya tergambar (perlu {FEWEST})."
    if test.reason == "unknown":
        return f"Letak {unit} dalam {where} tidak diuji: belum ada edisi yang seluruh namanya diketahui."
    if test.joins is None or test.expected is None or test.p_value is None:
        alike = "belum satu pun" if not test.marked else "semua"
        return f"Letak finalis {where} tidak diuji: {alike} {unit} pernah di final."
    if test.p_value >= SIGNIFICANT:
        return f"Letak {unit} finalis {where} tidak dapat dibedakan dari kebetulan."
    if test.joins > test.expected:
        return f"{unit.capitalize()} finalis {where} berkumpul: lebih sering bertetangga daripada kebetulan."
    return f"{unit.capitalize()} finalis {where} menyebar: lebih jarang bertetangga daripada kebetulan."


def clustering_figures(test: Clustering) -> str:
    """The figures of a join count; empty where there is no test."""
    if test.joins is None or test.expected is None or test.p_value is None:
        return ""
    return (
        f"{text.number(test.joins)} pasang finalis bertetangga, {text.number(test.expected, 1)} bila letaknya acak; "
        f"p = {text.fixed(test.p_value, 3)} dari 999 permutasi; {text.number(test.editions)} final yang lengkap diketahui."
    )


def visit(row: Any) -> str:
    """Whom a kecamatan may visit, from a row of spatial.nearest_finalist."""
    years = text.listing([str(year) for year in row.years])
    return (
        f"Finalis tercatat terdekat dari {row.kecamatan} adalah {row.finalist} "
        f"({text.short(row.finalist_kabkota)}, final {years}), {_distance(row.distance_km)} garis lurus."
    )


@kept
def reach(nearest: pd.DataFrame, year: int | None = None) -> str:
    """How far a finalist (of a year, or ever) usually is, from spatial.nearest_finalist; empty where there is none."""
    if nearest.empty:
        return ""
    far = max(each(nearest), key=lambda row: row.distance_km)
    finalist = f"finalis {year}" if year else "kecamatan lain yang tercatat pernah menjadi finalis"
    return (
        f"Separuh kecamatan berada dalam {_distance(nearest['distance_km'].median())} garis lurus dari {finalist}; "
        f"yang terjauh {far.kecamatan} ({text.short(far.kabkota)}), {_distance(far.distance_km)}."
    )


def _distance(kilometres: float) -> str:
    return f"{text.number(kilometres, 0 if kilometres >= 10 else 1)} km"
