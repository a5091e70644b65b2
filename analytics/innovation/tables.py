"""Frames about innovations as they are shown and downloaded: Indonesian column names and words."""

import pandas as pd

from analytics.core import text
from analytics.core.cache import cached
from analytics.core.indicators import Names, named
from analytics.core.rows import Rows, Table, declared, each, shown
from analytics.innovation.questions import By
from analytics.innovation.rows import Count, Detail, Hit, Part, Ranked

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
            "Kepanjangan": [one if text.is_known(one) else "" for one in rows["expansion"]],
            "Kecamatan": [one if text.is_known(one) else "" for one in rows["kecamatan"]],
            "Kabupaten/Kota": [one if text.is_known(one) else "" for one in rows["kabkota"]],
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
            "Uraian": [one if text.is_known(one) else "" for one in rows["description"]],
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
