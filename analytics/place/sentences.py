"""What is said of one kecamatan, and of several."""

import pandas as pd

from analytics.core import text
from analytics.core.cache import cached
from analytics.core.rows import Rows, each
from analytics.core.text import cardinal
from analytics.place.learning import NEAR
from analytics.place.rows import Event, Example, Innovation, Neighbour, Place, Proposal, Summary


def of_edition(row: Place) -> str:
    """An edition in words from a row of place.questions.places: "SKK Jawa Timur 2023"."""
    return f"{row.short_name} {row.region} {row.year}"


def achieved(row: Place) -> str:
    """What one row of place.questions.places says: "juara 1", or "finalis (peringkat 1–5, urutannya
    tidak dipublikasikan)".
    """
    title = text.title(row.title, row.is_finalist)
    title = title[0].lower() + title[1:]
    if text.is_known(row.rank_low) and row.rank_low == row.rank_high:
        place = text.place(row.rank_low, row.rank_high, row.is_tied)
        return title if title.endswith(f" {place}") else f"{title} (peringkat {place})"
    if row.is_placed:
        return (
            f"{title} (peringkat {text.place(row.rank_low, row.rank_high)}, urutannya tidak"
            " dipublikasikan)"
        )
    return f"{title}, peringkat tidak dipublikasikan"


def best(places: Rows[Place]) -> Place | None:
    """The row of place.questions.places that a kecamatan is proudest of: SKK before kindred awards,
    the province before its own kabkota, a known rank before an interval, the better before the
    later.
    """
    if places.empty:
        return None
    order = pd.DataFrame(
        {
            "kindred": ~places["is_skk"].astype(bool),
            "own": places["level"] != "provinsi",
            "unplaced": ~places["is_placed"].astype(bool),
            "high": places["rank_high"].astype("Float64").fillna(9999),
            "age": -places["year"],
        }
    ).sort_values(["kindred", "own", "unplaced", "high", "age"])
    return next(each(places.loc[order.index]))


@cached
def profile(name: str, places: Rows[Place]) -> str:
    """The finding about one kecamatan."""
    top = best(places)
    if top is None:
        return f"Belum ada hasil SKK yang tercatat untuk {name}"
    return f"{name} {achieved(top)}, {of_edition(top)}"


@cached
def compare(summary: Rows[Summary]) -> str:
    """What a comparison shows, in one paragraph; the same whatever the order of the kecamatan.

    Args:
        summary: place.questions.summary.
    """
    ordered = summary.sort_values(["best_low", "best_high", "kecamatan"], na_position="last")
    placed, silent = ordered[ordered["best_low"].notna()], ordered[ordered["best_low"].isna()]
    sentences = [
        f"{row.kecamatan} ({row.kabkota}): peringkat terbaik di tingkat provinsi"
        f" {text.place(row.best_low, row.best_high)} ({row.best_year}); {cardinal(int(row.finals))}"
        " kali di final."
        for row in each(placed)
    ]
    if len(placed) > 1:
        first = placed.iloc[0]
        leaders = placed[
            (placed["best_low"] == first["best_low"]) & (placed["best_high"] == first["best_high"])
        ]
        apart = placed[placed["best_low"] > first["best_high"]]
        if len(leaders) > 1:
            place = text.place(first["best_low"], first["best_high"])
            sentences.append(
                f"{text.listing(list(leaders['kecamatan']))} sama: terbaiknya peringkat {place}."
            )
        elif len(apart) == len(placed) - 1:
            sentences.append(f"Yang tertinggi {first['kecamatan']}.")
        else:
            sentences.append(
                "Siapa yang tertinggi belum dapat dipastikan: rentang peringkatnya bertumpuk."
            )
    if len(silent):
        sentences.append(
            "Tanpa peringkat tingkat provinsi yang tercatat:"
            f" {text.listing(list(silent['kecamatan']))}."
        )
    return " ".join(sentences)


@cached
def example(row: Example) -> str:
    """How far an example of place.learning came: "juara 1 SKK Jawa Timur 2023"."""
    title = text.title(row.title).lower() if text.is_known(row.title) else f"peringkat {row.rank}"
    place = "" if title.endswith(f" {row.rank}") else f" (peringkat {row.rank})"
    return f"{title}{place} {row.short_name} {row.region} {row.year}"


def alike(row: Example) -> str:
    """In what an example of place.learning is like the kecamatan, the closest first."""
    ways = [
        "bersinggungan" if row.touches else "",
        f"{text.number(row.distance_km)} km" if not row.touches and row.distance_km < NEAR else "",
        "kabupaten/kota yang sama" if row.is_same_kabkota else "",
        "kabupaten/kota berpenduduk serupa" if row.is_alike else "",
        "jenis wilayah yang sama" if row.is_same_kind and not row.is_same_kabkota else "",
        "provinsi yang sama" if row.is_same_province and not row.is_same_kabkota else "",
        f"inovasi pada {text.number(row.indicators)} indikator yang sama" if row.indicators else "",
    ]
    return text.listing([way for way in ways if way])


@cached
def events(rows: Rows[Event]) -> str:
    """What happened around a kecamatan: how much, and the last of it.

    Args:
        rows: place.questions.events.
    """
    dated = rows[rows["date"].notna()]
    last = f", terakhir {text.date(dated['date'].max())}" if len(dated) else ""
    return f"{text.number(len(rows))} peristiwa di sekitarnya{last}"


@cached
def similar(neighbours: Rows[Neighbour], proposals: Rows[Proposal]) -> str:
    """How many of those beside a kecamatan and of those like it have any result."""
    known = {row.code: text.is_known(row.last_year) for row in each(neighbours)}
    known |= {row.code: text.is_known(row.last_year) for row in each(proposals)}
    if not known:
        return "Belum ada tetangga atau kecamatan sepadan yang dikenal"
    placed = sum(known.values())
    return (
        f"{text.number(placed) if placed else 'Belum satu pun'} dari {text.number(len(known))}"
        " tetangga dan kecamatan sepadan punya hasil tercatat"
    )


def unknowns(places: Rows[Place], innovations: Rows[Innovation], has_area: bool) -> list[str]:
    """What is not known about one kecamatan ("yang belum diketahui"), one sentence each.

    Args:
        places: place.questions.places of the kecamatan.
        innovations: place.questions.innovations of the kecamatan.
        has_area: whether its area is drawn.
    """
    skk = places[places["is_skk"].astype(bool)]
    said = []
    if skk.empty:
        said.append(
            "Apakah kecamatan ini pernah ikut SKK, di tingkat mana pun, tidak disebut sumber mana"
            " pun yang tercatat."
        )
    for row in each(skk):
        if not (text.is_known(row.rank_low) and row.rank_low == row.rank_high):
            said.append(f"Peringkat pasti pada {of_edition(row)} tidak dipublikasikan.")
    if len(skk) and skk["score"].isna().all():
        said.append("Nilainya tidak dipublikasikan pada edisi mana pun.")
    without = int((innovations["indicator_basis"] == "unknown").sum())
    if without:
        said.append(
            f"Indikator {text.number(without)} dari {text.number(len(innovations))} inovasinya"
            " tidak diketahui."
        )
    if innovations.empty:
        said.append("Belum ada inovasi yang tercatat.")
    if not has_area:
        said.append("Batas wilayahnya belum tersedia; peta memuat titik saja.")
    return said
