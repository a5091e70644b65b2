"""Frames as rows of the table component: links to where a figure comes from, colours, small print."""

import re
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from analytics.core import text
from analytics.core.cache import cached
from analytics.core.query import each
from analytics.evidence import tables as evidence_tables
from analytics.place import tables as place_tables
from analytics.standing import questions as standing_questions
from pages.parts.filters import Choice, based
from pages.parts.table import Cell, Column

Rows = list[dict[str, str | Cell]]

STANDINGS = [
    Column("place", "Peringkat"),
    Column("kecamatan", "Kecamatan"),
    Column("kabkota", "Kabupaten/Kota"),
    Column("title", "Gelar", whole=True),
    Column("stage", "Tahap terjauh", whole=True),
    Column("score", "Nilai", "right"),
    Column("sources", "Sumber", "right"),
]
MEDALS = [
    Column("position", "Urutan"),
    Column("name", "Nama"),
    Column("gold", "Juara 1", "right"),
    Column("silver", "Juara 2", "right"),
    Column("bronze", "Juara 3", "right"),
    Column("harapan", "Harapan", "right"),
    Column("finalist", "Finalis lain", "right"),
]
INDEX = [
    Column("position", "Urutan"),
    Column("name", "Nama"),
    Column("index", "Indeks", "right"),
    Column("mean", "Rata-rata", "right"),
    Column("editions", "Edisi", "right"),
    Column("best", "Terbaik", "right"),
    Column("last", "Terakhir", "right"),
]
CLAIMS = [
    Column("kecamatan", "Kecamatan"),
    Column("claim", "Klaim", wide=True),
    Column("printed", "Tertulis di sumber", wide=True),
    Column("source", "Sumber", wide=True),
]


@cached
def standing_columns(rows: pd.DataFrame) -> list[Column]:
    """The columns of the leaderboard; scores only where the edition has published any."""
    return [column for column in STANDINGS if column.key != "score" or standing_questions.has_scores(rows)]


@cached
def standings(rows: pd.DataFrame, moved: pd.DataFrame, choice: Choice) -> Rows:
    """The leaderboard: the sources of each place one click away, a mark where they disagree."""
    both = rows.merge(moved, on="place_id", how="left")
    several = len(standing_questions.score_stages(rows)) > 1
    return [_standing(row, choice, say_stage=several) for row in each(both)]


def _standing(row: Any, choice: Choice, *, say_stage: bool) -> dict[str, str | Cell]:
    value, maximum = text.score(row.score, row.score_max)
    about = [maximum, text.STAGES_SHORT.get(row.score_stage, "") if say_stage and value else ""]
    moved = text.change(row.change)
    notes = ["Sengketa antarsumber"] if row.is_disputed else []
    notes += ["Ada keputusan editor"] if row.is_ruled else []
    return {
        "place": {
            "text": text.place(row.rank_low, row.rank_high, row.is_tied),
            "tone": text.tone(row.rank_low, row.rank_high),
            "title": text.RANK_BASES.get(row.rank_basis, "peringkat tidak dipublikasikan"),
        },
        "kecamatan": kecamatan(row.kecamatan, row.kecamatan_code, choice),
        "kabkota": kabkota(row.kabkota, row.kabkota_code, choice) | {"note": f"{moved} dari {row.year_before}" if moved else ""},
        "title": {"text": text.title(row.title, row.is_finalist), "note": "disimpulkan" if row.is_inferred else ""},
        "stage": text.stage(row.stage_reached),
        "score": {"text": value, "note": ", ".join(filter(None, about))},
        "sources": {
            "text": f"{row.sources} sumber",
            "href": choice.path("sumber", sumber_kec=place_label(row.kecamatan, row.kabkota)),
            "note": "; ".join(notes),
            "title": f"Lihat klaim tentang {row.kecamatan}",
        },
    }


def place_label(kecamatan: str, kabkota: object) -> str:
    """A place in a list and in the address: "Genteng, Kabupaten Banyuwangi"."""
    return f"{kecamatan}, {kabkota}" if text.is_known(kabkota) else kecamatan


@cached
def labels(rows: pd.DataFrame) -> dict[str, str]:
    """The place_id of each kecamatan of a frame by its label."""
    return {place_label(row.kecamatan, row.kabkota): row.place_id for row in each(rows)}


def unit(name: str, code: str, choice: Choice) -> Cell:
    """A kecamatan (six digits) or kabkota (four) with the way to its page; just the name where there is no code."""
    ways = {6: kecamatan, 4: kabkota}
    return ways[len(code)](name, code, choice) if code.isdigit() else {"text": name}


@cached
def medals(rows: pd.DataFrame, choice: Choice, most: int) -> Rows:
    """The first rows of the medal table; zeros are left empty, so that what was won stands out."""
    return [
        {
            "position": str(row.position),
            "name": unit(row.name, row.unit, choice) | {"note": f"{row.open} final mungkin medali" if row.open else ""},
            **{medal: _medal(getattr(row, medal), medal) for medal in ("gold", "silver", "bronze", "harapan", "finalist")},
        }
        for row in each(rows.head(most))
    ]


def _medal(value: int, medal: str) -> str | Cell:
    return {"text": str(value), "tone": medal} if value else ""


@cached
def index(rows: pd.DataFrame, choice: Choice, most: int) -> Rows:
    """The first rows of indeks prestasi with what it rests on."""
    return [
        {
            "position": str(row.position),
            "name": unit(row.name, row.unit, choice) | {"note": f"{row.assumed} edisi dengan anggapan" if row.assumed else ""},
            "index": text.fixed(row.value, 1),
            "mean": text.fixed(row.mean, 1),
            "editions": str(row.editions),
            "best": text.place(row.best_low, row.best_high),
            "last": str(row.last_year),
        }
        for row in each(rows.rename(columns={"index": "value"}).head(most))
    ]


@cached
def claims(rows: pd.DataFrame, choice: Choice) -> Rows:
    """Claims with the page that makes them, the note of the compiler, and a ruling beside what it ruled on."""
    return [
        {
            "kecamatan": unit(row.kecamatan, row.place_id, choice) | {"note": row.kabkota if text.is_known(row.kabkota) else ""},
            "claim": {"text": evidence_tables.claim(row), "note": row.note if text.is_known(row.note) else ""},
            "printed": {"text": evidence_tables.printed(row), "note": _ruled(row)},
            "source": source(row),
        }
        for row in each(rows)
    ]


def _ruled(row: Any) -> str:
    if text.is_known(getattr(row, "ruling", None)):
        return f"Keputusan editor: {row.ruling}"
    if getattr(row, "is_left_out", False):
        return "Tidak ditampilkan di papan: kalah dukungan dalam sengketa wakil."
    return "Disimpulkan penyusun katalog." if row.basis == "inferred" else ""


def source(row: Any) -> Cell:
    """A source as a link to its page, with its date; without an address, just its name."""
    publisher = row.publisher if text.is_known(row.publisher) else "Penerbit tidak diketahui"
    note = " · ".join(part for part in (row.title if text.is_known(row.title) else "", text.date(row.published)) if part)
    return {"text": publisher, "href": row.url if text.is_known(row.url) else "", "note": note}


@cached
def unplaced(rows: pd.DataFrame, choice: Choice) -> Rows:
    """Claims that are listed and never ranked."""
    return [
        {
            "kecamatan": kecamatan(
                row.kecamatan if text.is_known(row.kecamatan) else "nama tidak disebut", row.kecamatan_code, choice
            )
            | {"note": row.kabkota if text.is_known(row.kabkota) else ""},
            "claim": {"text": evidence_tables.claim(row), "note": row.note if text.is_known(row.note) else ""},
            "source": source(row),
        }
        for row in each(rows)
    ]


@cached
def rulings(rows: pd.DataFrame) -> Rows:
    """What an editor ruled about a source's claims, and why."""
    return [
        {
            "year": f"{row.region} {row.year}",
            "what": {
                "text": f"Edisi {row.year} menjadi {row.ruled}"
                if row.field == "edition_year"
                else f"{row.field} dibaca {row.ruled}",
                "note": f"{row.claims} klaim",
            },
            "reason": row.reason,
            "source": source(row),
        }
        for row in each(rows)
    ]


def kecamatan(name: str, code: object, choice: Choice) -> Cell:
    """A kecamatan with the way to its profile; just the name where it has no code."""
    return {"text": name, "href": choice.path("profil", kec=str(code)) if text.is_known(code) else ""}


def several(names: Sequence[str], codes: Sequence[str | None], choice: Choice, most: int = 6) -> Cell:
    """Several kecamatan in one cell, each with the way to its profile; beyond `most`, how many more."""
    ways = {
        name: choice.path("profil", kec=code) for name, code in zip(names, codes, strict=True) if text.is_known(code) and code
    }
    words = text.listing(list(names), most)
    cut = re.split("(" + "|".join(map(re.escape, sorted(ways, key=len, reverse=True))) + ")", words) if ways else [words]
    return {"parts": [(part, ways.get(part, "")) for part in cut if part]}


@cached
def ways(rows: pd.DataFrame, choice: Choice) -> dict[str, str]:
    """The way to the profile of each kecamatan that a frame names; a name that two of them share has none."""
    column = "kecamatan_code" if "kecamatan_code" in rows else "code"
    known = rows.loc[rows[column].notna(), ["kecamatan", column]].drop_duplicates().drop_duplicates("kecamatan", keep=False)
    return {name: choice.path("profil", kec=code) for name, code in known.itertuples(index=False)}


@cached
def ways_of_units(rows: pd.DataFrame, choice: Choice) -> dict[str, str]:
    """The way to the page of each unit of standing.questions.trail or .index, by its name in full and in short, and to
    those of the kecamatan through which a kabkota came."""
    found = {
        name: str(unit(row.name, row.unit, choice).get("href", ""))
        for row in each(rows)
        for name in (row.name, text.short(row.name))
    }
    if "kecamatan_code" in rows:
        found |= ways(rows.rename(columns={"detail": "kecamatan"})[rows["unit"].str.len() == 4], choice)
    return found


def plain(words: object) -> str:
    """Text of the data as Markdown that shows it as it is; empty where there is none."""
    return re.sub(r"([\\`*_\[\]<>#$:~|])", r"\\\1", str(words)) if text.is_known(words) else ""


@cached
def linked(sentence: str, codes: Mapping[str, str]) -> str:
    """A sentence as Markdown in which each kecamatan, where first named, leads to its profile.

    `codes` gives the code of each name; a name that is part of a kabkota's ("Kabupaten Bondowoso") is left alone.
    """
    profile = based("/profil")
    for name, code in codes.items():
        alone = rf"(?<![\w\[])(?<!Kabupaten )(?<!Kota ){re.escape(name)}(?![\w\]])"
        sentence = re.sub(alone, f"[{name}]({profile}?kec={code})", sentence, count=1)
    return sentence


@cached
def codes(rows: pd.DataFrame) -> dict[str, str]:
    """The codes of the kecamatan that a frame names (columns kecamatan, and kecamatan_code or code); a name that two of them
    share is left out."""
    column = "kecamatan_code" if "kecamatan_code" in rows else "code"
    known = rows.loc[rows[column].notna(), ["kecamatan", column]].drop_duplicates().drop_duplicates("kecamatan", keep=False)
    return dict(zip(known["kecamatan"], known[column], strict=True))


@cached
def codes_of_disputes(rows: pd.DataFrame) -> dict[str, str]:
    """The codes of the kecamatan that disputes are about; a name that two of them share is left out."""
    named = [rows[[part, f"{part}_code"]].set_axis(["kecamatan", "code"], axis=1) for part in ("subject", "position")]
    return codes(pd.concat(named).dropna())


def kabkota(name: object, code: object, choice: Choice) -> Cell:
    """A kabkota with the way to its page; empty where unknown."""
    if not text.is_known(name):
        return {"text": ""}
    return {"text": str(name), "href": choice.path("kabkota", kode=str(code)) if text.is_known(code) else ""}


@cached
def steps(rows: pd.DataFrame, places: pd.DataFrame, ways: Sequence[str]) -> Rows:
    """The line of history of a kecamatan; at a result, the place that was resolved. `ways` lead to the claims of each step."""
    standing = places.set_index("edition_id").to_dict("index")
    return [_step(row, standing[row.edition_id], way) for row, way in zip(each(rows), ways, strict=True)]


def _step(row: Any, standing: dict[Hashable, Any], href: str) -> dict[str, str | Cell]:
    result = row.stage == "hasil"
    outcome = text.title(max(row.placements, key=_weight), standing["is_finalist"])
    sent = result and list(row.placements) == ["wakil"]
    size = f"dari {text.number(row.participants)}" if text.is_known(row.participants) and not result else ""
    size = "disimpulkan" if row.is_inferred else size
    low, high = standing["rank_low"], standing["rank_high"]
    place: Cell = {"text": outcome, "note": size}
    if result and text.is_known(low):
        place = {"text": text.place(low, high, standing["is_tied"]), "tone": text.tone(low, high), "note": outcome}
    if sent:
        place = {"text": outcome, "note": size}
    return {
        "year": str(row.year),
        "edition": {"text": f"{row.short_name} {row.region}", "note": "" if row.is_skk else "ajang kerabat, bukan SKK"},
        "stage": "Pengiriman wakil" if sent else text.stage(row.stage),
        "outcome": place,
        "date": text.date(row.date, "tidak disebut"),
        "sources": {"text": f"{row.sources} sumber", "href": href},
    }


def _weight(placement: str) -> int:
    order = ("peserta", "wakil", "nominasi", "finalis", "terbaik", "harapan", "juara")
    return order.index(placement.split("_", maxsplit=1)[0])


@cached
def innovations(rows: pd.DataFrame, choice: Choice) -> Rows:
    """Innovations with the basis of their indicator, a page that reports them, and the way to all that is known."""
    return [
        {
            "name": {
                "text": row.name,
                "href": choice.path("inovasi", id=row.innovation_id),
                "note": row.expansion if text.is_known(row.expansion) else "",
            },
            "indicator": {
                "text": text.INDICATORS[row.indicator] if text.is_known(row.indicator) else "–",
                "note": text.INDICATOR_BASES[row.indicator_basis],
            },
            "sector": text.words(row.sector),
            "years": {"text": text.years(row.first_year, row.last_year), "note": "" if row.context == "skk" else "di luar lomba"},
            "source": {
                "text": row.publisher if text.is_known(row.publisher) else "Halaman sumber",
                "href": row.url if text.is_known(row.url) else "",
                "note": f"dan {row.sources - 1} lainnya" if row.sources > 1 else "",
            },
        }
        for row in each(rows)
    ]


@cached
def events(rows: pd.DataFrame) -> Rows:
    """Events around the contest."""
    return [
        {
            "date": text.date(row.date),
            "what": {"text": row.what, "note": f"{row.kind}, tingkat {text.LEVELS.get(row.level, row.level).lower()}"},
            "source": source(row),
        }
        for row in each(rows)
    ]


@cached
def sources(rows: pd.DataFrame) -> Rows:
    """The pages that tell about a kecamatan, with what each tells."""
    return [{"source": source(row), "claims": str(row.claims), "innovations": str(row.innovations)} for row in each(rows)]


@cached
def similar(neighbours: pd.DataFrame, proposals: pd.DataFrame, choice: Choice) -> Rows:
    """Neighbours (with distance and last result) and other good comparisons, each kecamatan once with all reasons."""
    found: dict[str, tuple[Any, list[str]]] = {
        row.code: (row, [f"{'bersinggungan' if row.kind == 'touch' else 'terdekat'}, {text.number(row.distance_km)} km"])
        for row in each(neighbours)
    }
    for row in each(proposals):
        found.setdefault(row.code, (row, []))[1].append(text.REASONS[row.reason])
    return [
        {
            "kecamatan": kecamatan(row.kecamatan, row.code, choice),
            "kabkota": row.kabkota,
            "why": {
                "text": "; ".join(why),
                "note": f"hasil terakhir {row.last_year}" if text.is_known(row.last_year) else "belum ada hasil tercatat",
            },
        }
        for row, why in found.values()
    ]


@cached
def comparison(rows: pd.DataFrame, choice: Choice) -> Rows:
    """comparison.summary with ways to the profiles."""
    return [
        {
            "kecamatan": kecamatan(row.kecamatan, row.code, choice),
            "kabkota": kabkota(row.kabkota, row.code[:4], choice),
            "best": {
                "text": text.place(row.best_low, row.best_high),
                "tone": text.tone(row.best_low, row.best_high),
                "note": str(row.best_year) if text.is_known(row.best_year) else "tidak ada peringkat tercatat",
            },
            "finals": str(row.finals),
            "furthest": text.stage(row.furthest),
            "titles": ", ".join(place_tables.titles(row.titles)),
            "innovations": str(row.innovations),
        }
        for row in each(rows)
    ]


@cached
def disputes(rows: pd.DataFrame) -> Rows:
    """Who says what in each dispute, with the page."""
    return [
        {
            "what": {
                "text": f"{text.DISPUTES[row.kind][0].upper()}{text.DISPUTES[row.kind][1:]}",
                "note": f"{row.short_name} {row.region} {row.year}",
            },
            "position": row.position,
            "shown": "ya" if row.is_shown else "tidak",
            "source": source(row),
        }
        for row in each(rows)
    ]
