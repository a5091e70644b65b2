"""Frames about innovations as they are shown and downloaded: Indonesian column names and words."""

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from analytics.core import text
from analytics.core.cache import cached
from analytics.core.indicators import Names, named
from analytics.core.rows import Rows, Table, declared, each, shown
from analytics.innovation import sentences
from analytics.innovation.questions import By
from analytics.innovation.rows import Count, Detail, Hit, Part, Ranked, Reason, Unplaced, Worthy

PROPERTIES = {
    "name": "Nama", "expansion": "Kepanjangan", "indicator": "Indikator", "sector": "Bidang",
    "actors": "Pelaku",
    "digital": "Digital", "beneficiaries": "Penerima manfaat", "context": "Konteks",
    "description": "Uraian",
}  # fmt: skip
# The compiler's words, from what a page tells
CODED = ("sector", "actors", "digital", "context", "description")
BREAKDOWNS: dict[By, str] = {
    "sector": "Bidang",
    "year": "Tahun pertama dilaporkan",
    "success": "Capaian kecamatan",
    "kabkota": "Kabupaten/kota",
    "actor": "Pelaku",
    "digital": "Digital",
}


def value(by: By, code: str) -> str:
    """A value of a property in words: "ekonomi_umkm" -> "Ekonomi umkm"; "" is not known."""
    if by == "success":
        return text.SUCCESSES[code]
    if by == "digital":
        return text.DIGITAL[code]
    return (
        f"{text.words(code)[:1].upper()}{text.words(code)[1:]}"
        if code
        else f"{BREAKDOWNS[by]} tidak diketahui"
    )


@cached
def order(rows: Rows[Part], by: By) -> dict[str, str]:
    """The values of innovation.questions.spread with what to call them, those with most innovations
    first (years: the latest), the unknown last.
    """
    sizes = rows.groupby("value")["innovations"].sum()
    known = sorted(
        (one for one in sizes.index if one),
        key=lambda one: (-int(one),) if by == "year" else (-int(sizes[one]), one),
    )
    return {
        one: one if by == "kabkota" and one else value(by, one)
        for one in [*known, *(one for one in sizes.index if not one)]
    }


@cached
def by_indicator(rows: Rows[Count], names: Names) -> Table:
    """Rows of innovation.questions.by_indicator."""
    return shown(
        {
            "Indikator": [named(number, names) for number in rows["indicator"]],
            "Dasar": rows["basis"].map(text.INDICATOR_BASES),
            "Inovasi": rows["innovations"],
            "Kecamatan yang disebut": rows["kecamatan"],
        }
    )


@cached
def ranked(rows: Rows[Part], by: By) -> Rows[Ranked]:
    """The rows of innovation.questions.spread in the order in which they are shown."""
    position = rows["value"].map({one: at for at, one in enumerate(order(rows, by))})
    placed = rows.assign(position=position).sort_values(["position", "indicator"], kind="stable")
    return declared(Ranked, placed)


@cached
def spread(rows: Rows[Part], by: By, names: Names) -> Table:
    """Rows of innovation.questions.spread."""
    told, labels = ranked(rows, by), order(rows, by)
    values = pd.DataFrame(
        {BREAKDOWNS[by]: [labels[one] for one in told["value"]]}, index=told.index
    )
    return shown(pd.concat([values, by_indicator(told, names)], axis=1))


LITTLE = 5  # innovations: a row with fewer is folded into one with the others like it
FOLDED = "lainnya"  # the value of that row, which none has of its own


class Folded(NamedTuple):
    """Rows of innovation.questions.spread in which the values with little are one, what to call
    each value in the order in which they are shown, and how many are folded.
    """

    rows: Rows[Part]
    labels: Mapping[str, str]
    values: int


@cached
def folded(rows: Rows[Part], by: By, little: int = LITTLE) -> Folded:
    """Known values with fewer than so many innovations as one row, before what is not known; a
    single one stays, since nothing would be gained. `kecamatan` of that row counts each once for
    every value.
    """
    labels, sizes = order(rows, by), rows.groupby("value")["innovations"].sum()
    small = {value for value in labels if value and sizes[value] < little}
    if len(small) < 2 or len(small) == len(labels):
        return Folded(rows, labels, 0)
    is_small = rows["value"].isin(small)
    told = rows.assign(
        value=rows["value"].mask(is_small, FOLDED), code=rows["code"].mask(is_small, FOLDED)
    )
    keys = ["indicator", "basis", "value", "code"]
    summed = told.groupby(keys, as_index=False)[["innovations", "kecamatan"]].sum()
    kept = {value: name for value, name in labels.items() if value and value not in small}
    unknown = {value: name for value, name in labels.items() if not value}
    named = kept | {FOLDED: f"Lainnya ({text.number(len(small))})"} | unknown
    return Folded(declared(Part, summed), named, len(small))


def _given(column: pd.Series) -> list[str]:
    """Cells of a table; empty where nothing is known."""
    return [one if text.is_known(one) else "" for one in column]


def actors(value: str | None) -> str:
    """ "pemerintah;dunia_usaha" -> "pemerintah dan dunia usaha"; "" where unknown."""
    return (
        text.listing([text.words(one) for one in value.split(";")]) if text.is_known(value) else ""
    )


def digital(value: bool | None) -> str:
    """Yes, no, or unknown in words."""
    return ("ya" if value else "tidak") if text.is_known(value) else "tidak diketahui"


@cached
def listed(rows: Rows[Hit], names: Names) -> Table:
    """Rows of innovation.questions.search."""
    return shown(
        {
            "Inovasi": rows["name"],
            "Kepanjangan": _given(rows["expansion"]),
            "Kecamatan": _given(rows["kecamatan"]),
            "Kabupaten/Kota": _given(rows["kabkota"]),
            "Tahun": [text.years(row.first_year, row.last_year) for row in each(rows)],
            "Indikator": [named(number, names) for number in rows["indicator"]],
            "Dasar indikator": rows["indicator_basis"].map(text.INDICATOR_BASES),
            "Bidang": [text.words(one) for one in rows["sector"]],
            "Pelaku": [actors(one) for one in rows["actors"]],
            "Digital": [digital(one) for one in rows["digital"]],
            "Penerima manfaat": [
                one if text.is_known(one) else "" for one in rows["beneficiaries"]
            ],
            "Konteks": rows["context"].map(text.CONTEXTS),
            "Uraian": _given(rows["description"]),
            "Sumber": rows["sources"],
        }
    )


def detail(row: Detail, names: Names) -> str:
    """The value of one row of innovation.questions.details in words."""
    if row.property == "indicator":
        return f"{named(int(row.value), names)} ({text.INDICATOR_BASES[row.basis]})"
    if row.property == "actors":
        return actors(str(row.value))
    if row.property == "sector":
        return text.words(str(row.value))
    if row.property == "digital":
        return digital(bool(row.value))
    return text.CONTEXTS[str(row.value)] if row.property == "context" else str(row.value)


@cached
def details(rows: Rows[Detail], names: Names) -> Table:
    """Rows of innovation.questions.details."""
    return shown(
        {
            "Hal": rows["property"].map(PROPERTIES),
            "Isi": [detail(row, names) for row in each(rows)],
            "Menurut": [
                (
                    "Penyusun katalog"
                    if row.property in CODED or row.basis == "inferred"
                    else "Halaman"
                )
                for row in each(rows)
            ],
            "Dari": [text.listing(row.publishers, most=9) for row in each(rows)],
        }
    )


@cached
def worthy(rows: Rows[Worthy], reasons: Rows[Reason], names: Names, region: str) -> Table:
    """Rows of innovation.copying.worthy with those of innovation.copying.reasons; `region` is the
    name of the one they suit, or empty.
    """
    told: dict[str, list[str]] = {}
    for row in each(reasons):
        told.setdefault(row.innovation_id, []).append(sentences.reason(row))
    cells = {
        "Urutan": range(1, len(rows) + 1),
        "Inovasi": rows["name"],
        "Kepanjangan": _given(rows["expansion"]),
        "Kecamatan": _given(rows["kecamatan"]),
        "Kabupaten/Kota": _given(rows["kabkota"]),
        "Tahun": [text.years(row.first_year, row.last_year) for row in each(rows)],
        "Indikator": [named(number, names) for number in rows["indicator"]],
        "Bidang": [text.words(one) for one in rows["sector"]],
        "Konteks": rows["context"].map(text.CONTEXTS),
        "Jenis alasan": [len(kinds) for kinds in rows["kinds"]],
        "Alasan": ["; ".join(told.get(one, [])) for one in rows["innovation_id"]],
    }
    if region:
        cells |= {f"Cocok untuk {region}": [sentences.fits(row, region) for row in each(rows)]}
    return shown(cells)


@cached
def unplaced(rows: Rows[Unplaced], names: Names) -> Table:
    """Rows of innovation.questions.unplaced."""
    return shown(
        {
            "Inovasi": rows["name"],
            "Kecamatan": _given(rows["kecamatan"]),
            "Kabupaten/Kota": _given(rows["kabkota"]),
            "Usulan aturan": [
                names[int(number)] if text.is_known(number) else "tidak ada usulan"
                for number in rows["proposed"]
            ],
            "Kata kunci": [
                one.replace(";", ", ") if text.is_known(one) else "" for one in rows["words"]
            ],
        }
    )
