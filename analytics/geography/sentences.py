"""What maps show, in words."""

from analytics.core import text
from analytics.core.cache import cached
from analytics.core.editions import By
from analytics.core.rows import Rows, each
from analytics.core.text import SIGNIFICANT
from analytics.geography.clustering import FEWEST, Clustering
from analytics.geography.questions import CATALOGUED, LAYERS, NO_DATA, NOUNS, UNIT_OF, Layer, View
from analytics.geography.rows import Area, Nearest

MOST: dict[Layer, str] = {
    "medals": "Terbanyak juara 1–3",
    "finals": "Paling sering di final",
    "index": "Indeks prestasi tertinggi",
    "innovations": "Inovasi lomba tercatat terbanyak",
}
UNKNOWN = "Tidak diketahui"


@cached
def finding(view: View, rows: Rows[Area], where: str, is_whole: bool) -> str:
    """The heading of a map: what layer() found, in one sentence.

    `where` names the edition or the contest with its years, `is_whole` tells of an edition whether
    all its finalists are known.
    """
    noun = NOUNS[view.unit]
    held = rows[~rows["class"].isin(NO_DATA)]
    held = held[held["code"].notna()] if view.layer in CATALOGUED else held
    if view.layer == "coverage":
        silent = int((rows["class"] == "zero").sum())
        return (
            f"{text.number(silent)} dari {text.number(len(rows))} {noun} belum disebut satu sumber"
            f" pun, {where}"
        )
    if held.empty:
        return f"Belum ada yang tercatat untuk {LAYERS[view.layer].lower()}, {where}"
    if view.layer == "result":
        return _finalists(view, held, where, is_whole)
    if view.layer == "best":
        first = held[held["class"] == "gold"]
        return (
            f"{_counted(len(first) or len(held), noun)}"
            f" {'pernah juara 1' if len(first) else 'tercatat'}, {where}"
        )
    top = held[held["value"] == held["value"].max()]
    names = text.listing(list(top["name"])) if len(top) <= 3 else f"{text.number(len(top))} {noun}"
    value = (
        text.fixed(top["value"].iloc[0], 1)
        if view.layer == "index"
        else f"{top['value'].iloc[0]:.0f} {UNIT_OF[view.layer]}"
    )
    return (
        f"{MOST[view.layer]}: {names}, {'masing-masing ' if len(top) > 1 else ''}{value}, {where}"
    )


def _finalists(view: View, held: Rows[Area], where: str, is_whole: bool) -> str:
    noun = NOUNS[view.unit]
    final = held[held["is_final"]]
    if final.empty:
        return f"{_counted(len(held), noun)} tercatat ikut {where}"
    if view.unit != "kecamatan":
        return f"{_counted(len(final), noun)} {'' if is_whole else 'tercatat '}di final {where}"
    regions = final["detail"].nunique()
    return f"{_counted(len(final), 'finalis' if is_whole else 'finalis tercatat,')} {where}" + (
        f" dari {text.cardinal(regions)} kabupaten/kota" if regions > 1 else ""
    )


def _counted(value: int, noun: str) -> str:
    words = f"{text.cardinal(value)} {noun}"
    return words[0].upper() + words[1:]


UNITS: dict[By, str] = {"kabkota": "kabupaten/kota", "kecamatan": "kecamatan"}


def clustering(test: Clustering, by: By, where: str) -> str:
    """What a join count means for a reader, or why there is none. `where` is the contest, such as
    "SKK Jawa Timur".
    """
    unit = UNITS[by]
    if test.reason == "few":
        drawn = f"baru {text.number(test.areas)}" if test.areas else "belum satu pun"
        return (
            f"Letak finalis {where} tidak diuji: {drawn} {unit} yang batasnya tergambar (perlu"
            f" {FEWEST})."
        )
    if test.reason == "unknown":
        return (
            f"Letak {unit} dalam {where} tidak diuji: belum ada edisi yang seluruh namanya"
            " diketahui."
        )
    if test.joins is None or test.expected is None or test.p_value is None:
        alike = "belum satu pun" if not test.marked else "semua"
        return f"Letak finalis {where} tidak diuji: {alike} {unit} pernah di final."
    if test.p_value >= SIGNIFICANT:
        return f"Letak {unit} finalis {where} tidak dapat dibedakan dari kebetulan."
    if test.joins > test.expected:
        return (
            f"{unit.capitalize()} finalis {where} berkumpul: lebih sering bertetangga daripada"
            " kebetulan."
        )
    return (
        f"{unit.capitalize()} finalis {where} menyebar: lebih jarang bertetangga daripada"
        " kebetulan."
    )


def clustering_figures(test: Clustering) -> str:
    """The figures of a join count; empty where there is no test."""
    if test.joins is None or test.expected is None or test.p_value is None:
        return ""
    return (
        f"{text.number(test.joins)} pasang finalis bertetangga, {text.number(test.expected, 1)}"
        f" bila letaknya acak; p = {text.fixed(test.p_value, 3)} dari 999 permutasi;"
        f" {text.number(test.editions)} final yang lengkap diketahui."
    )


def visit(row: Nearest) -> str:
    """Whom a kecamatan may visit, from a row of geography.questions.nearest_finalist."""
    years = text.listing([str(year) for year in row.years])
    return (
        f"Finalis tercatat terdekat dari {row.kecamatan} adalah {row.finalist}"
        f" ({text.short(row.finalist_kabkota)}, final {years}), {_distance(row.distance_km)} garis"
        " lurus."
    )


@cached
def reach(nearest: Rows[Nearest], year: int | None = None) -> str:
    """How far a finalist (of a year, or ever) usually is, from
    geography.questions.nearest_finalist; empty where there is none.
    """
    if nearest.empty:
        return ""
    far = max(each(nearest), key=lambda row: row.distance_km)
    finalist = f"finalis {year}" if year else "kecamatan lain yang tercatat pernah menjadi finalis"
    return (
        f"Separuh kecamatan berada dalam {_distance(nearest['distance_km'].median())} garis lurus"
        f" dari {finalist}; yang terjauh {far.kecamatan} ({text.short(far.kabkota)}),"
        f" {_distance(far.distance_km)}."
    )


def _distance(kilometres: float) -> str:
    return f"{text.number(kilometres, 0 if kilometres >= 10 else 1)} km"
