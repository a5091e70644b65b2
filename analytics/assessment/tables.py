"""Frames of scores as tables with Indonesian headings: the twins of charts, and downloads."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from analytics.assessment.agreement import Panel
from analytics.assessment.questions import Field, reached
from analytics.core import text
from analytics.core.query import each


def shares(of: Field, ranked: pd.DataFrame) -> pd.DataFrame:
    """Every share in percent, a column per indicator with its maximum, and place and total where
    known.
    """
    place = of.places[["code"]].merge(ranked[["code", "place", "total"]], on="code", how="left")
    columns = {
        f"{text.criterion(row.code, row.name)} (maks. {text.number(row.maximum, 2)}), %": (
            (100 * of.shares[:, number]).round(2)
        )
        for number, row in enumerate(each(of.criteria))
    }
    told = pd.DataFrame(
        {
            "Peringkat": place["place"].astype("Int64"),
            "Kecamatan": of.places["kecamatan"],
            "Kabupaten/Kota": of.places["kabkota"],
            **columns,
            "Total, %": (100 * place["total"]).round(2),
        }
    )
    return told.sort_values(["Peringkat", "Kecamatan"], na_position="last").reset_index(drop=True)


def contributions(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of assessment.questions.contributions of one kecamatan."""
    return pd.DataFrame(
        {
            "Indikator": _criteria(rows["criterion"], rows["name"]),
            "Bagian dari maksimum, %": (100 * rows["share"]).round(2),
            "Median peserta, %": (100 * rows["median"]).round(2),
            "Selisih, poin": (100 * rows["gap"]).round(2),
            "Bobot": rows["weight"],
            "Sumbangan ke total": rows["contribution"].round(2),
        }
    )


def gains(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of assessment.questions.gains."""
    return pd.DataFrame(
        {
            "Indikator": _criteria(rows["criterion"], rows["name"]),
            "Sekarang": (rows["share"] * rows["maximum"]).round(2),
            "Perlu menjadi": reached(rows["needed"] * rows["maximum"]),
            "Maksimum": rows["maximum"],
            "Bobot": rows["weight"],
            "Tambahan total": rows["effect"].round(2),
        }
    )


def reweighted(rows: pd.DataFrame) -> pd.DataFrame:
    """Places under simulated weights beside the official ones: columns place, kecamatan, kabkota,
    total, official.
    """
    moved = rows["official"] - rows["place"]
    return pd.DataFrame(
        {
            "Peringkat simulasi": rows["place"],
            "Kecamatan": rows["kecamatan"],
            "Kabupaten/Kota": rows["kabkota"],
            "Total simulasi, %": (100 * rows["total"]).round(2),
            "Peringkat bobot resmi": rows["official"],
            "Perubahan": [text.change(value) for value in moved],
        }
    )


def robustness(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of assessment.robustness.robustness, with the place under the official weights as
    `official` where known.
    """
    return pd.DataFrame(
        {
            "Kecamatan": rows["kecamatan"],
            "Kabupaten/Kota": rows["kabkota"],
            "Peringkat bobot resmi": rows["official"],
            "Peringkat median": rows["median"],
            "Peringkat 5–95%": [text.place(row.low, row.high) for row in each(rows)],
            "Peluang tiga besar, %": (100 * rows["top3"]).round(1),
        }
    )


def over_years(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of assessment.questions.years."""
    compared = {
        "same": "ya",
        "different": "tidak, susunan lain",
        "unknown": "belum dapat dipastikan",
    }
    return pd.DataFrame(
        {
            "Tahun": rows["year"],
            "Tahap": rows["stage"].map(text.stage),
            "Indikator": _criteria(rows["criterion"], rows["name"]),
            "Bagian dari maksimum, %": (100 * rows["share"]).round(2),
            "Dapat dibandingkan dengan edisi terakhir": rows["verdict"].map(compared),
        }
    )


def side_by_side(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of place.questions.indicator_scores."""
    return pd.DataFrame(
        {
            "Edisi": rows["held"],
            "Tahap": rows["stage"].map(text.stage),
            "Indikator": _criteria(rows["indicator"], rows["name"]),
            "Kecamatan": rows["kecamatan"],
            "Bagian dari maksimum, %": (100 * rows["share"]).astype(float).round(2),
        }
    )


def moved(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of assessment.verification.overall."""
    return pd.DataFrame(
        {
            "Kecamatan": rows["kecamatan"],
            "Kabupaten/Kota": rows["kabkota"],
            "Administrasi, %": (100 * rows["before"]).round(2),
            "Tinjau lapang, %": (100 * rows["after"]).round(2),
            "Perubahan, poin": (100 * rows["change"]).round(2),
            "Di luar sebaran": np.where(rows["is_beyond"], "ya", "tidak"),
        }
    )


def changes(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of assessment.verification.changes."""
    return pd.DataFrame(
        {
            "Kecamatan": rows["kecamatan"],
            "Indikator": _criteria(rows["criterion"], rows["name"]),
            "Administrasi, %": (100 * rows["before"]).round(2),
            "Tinjau lapang, %": (100 * rows["after"]).round(2),
            "Perubahan, poin": (100 * rows["change"]).round(2),
            "Di luar sebaran": np.where(rows["is_beyond"], "ya", "tidak"),
        }
    )


def severity(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of assessment.agreement.severity."""
    return pd.DataFrame(
        {
            "Juri": rows["juror"],
            "Selisih dari rata-rata juri, poin": (-100 * rows["severity"]).round(2),
            "Paling rendah (95%)": (-100 * rows["high"]).round(2),
            "Paling tinggi (95%)": (-100 * rows["low"]).round(2),
        }
    )


def places(rows: pd.DataFrame, of: Panel) -> pd.DataFrame:
    """Rows of assessment.agreement.without_one with the rank intervals as sure_low, sure_high; a
    column for each juror left out.
    """
    without = {
        f"Tanpa {juror}": [row.without[number] for row in each(rows)]
        for number, juror in enumerate(of.jurors)
    }
    return pd.DataFrame(
        {
            "Peringkat": rows["place"],
            "Kecamatan": rows["kecamatan"],
            "Kabupaten/Kota": rows["kabkota"],
            "Peringkat yang mungkin (95%)": [
                text.place(row.sure_low, row.sure_high) for row in each(rows)
            ],
            **without,
        }
    )


def _criteria(codes: pd.Series, names: pd.Series) -> list[str]:
    return [text.criterion(code, name) for code, name in zip(codes, names, strict=True)]


def jurors_matter(row: Mapping[str, Any], jurors: list[str]) -> str:
    """Which jurors' absence moves a place, and where to: "tanpa Juri 3: 5"; "tetap" where none
    does.
    """
    moved = [
        f"tanpa {juror}: {place}"
        for juror, place in zip(jurors, row["without"], strict=True)
        if place != row["place"]
    ]
    return "; ".join(moved) or "tetap"
