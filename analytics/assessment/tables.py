"""Frames of scores as tables with Indonesian headings: the twins of charts, and downloads."""

import numpy as np
import pandas as pd

from analytics.assessment.agreement import Panel
from analytics.assessment.questions import Field, reached
from analytics.assessment.rows import (
    Change,
    Contribution,
    Gain,
    Moved,
    OfYear,
    Ranked,
    Reweighted,
    RobustBeside,
    Severity,
    Side,
    Sure,
    Without,
)
from analytics.core import text
from analytics.core.rows import Rows, Table, each, shown


def shares(of: Field, ranked: Rows[Ranked]) -> Table:
    """Every share in percent, a column per indicator with its maximum, and place and total where
    known.
    """
    place = of.places[["code"]].merge(ranked[["code", "place", "total"]], on="code", how="left")
    columns = {
        f"{text.criterion(row.code, row.name)} (maks. {text.number(row.maximum, 2)}"
        f"{_weighing(of, row.weight)}), %": ((100 * of.shares[:, number]).round(2))
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
    ordered = told.sort_values(["Peringkat", "Kecamatan"], na_position="last")
    return shown(ordered.reset_index(drop=True))


def _weighing(of: Field, weight: float | None) -> str:
    return f", bobot {text.number(weight, 2)}" if of.weights is not None else ""


def contributions(rows: Rows[Contribution]) -> Table:
    """Rows of assessment.questions.contributions of one kecamatan."""
    return shown(
        {
            "Indikator": _criteria(rows["criterion"], rows["name"]),
            "Bagian dari maksimum, %": (100 * rows["share"]).round(2),
            "Median peserta, %": (100 * rows["median"]).round(2),
            "Selisih, poin": (100 * rows["gap"]).round(2),
            "Bobot": rows["weight"],
            "Sumbangan ke total": rows["contribution"].round(2),
        }
    )


def gains(rows: Rows[Gain]) -> Table:
    """Rows of assessment.questions.gains."""
    return shown(
        {
            "Indikator": _criteria(rows["criterion"], rows["name"]),
            "Sekarang": (rows["share"] * rows["maximum"]).round(2),
            "Perlu menjadi": (rows["needed"] * rows["maximum"]).map(reached),
            "Maksimum": rows["maximum"],
            "Bobot": rows["weight"],
            "Tambahan total": rows["effect"].round(2),
        }
    )


def reweighted(rows: Rows[Reweighted]) -> Table:
    """Places under simulated weights beside the official ones."""
    moved = rows["official"] - rows["place"]
    return shown(
        {
            "Peringkat simulasi": rows["place"],
            "Kecamatan": rows["kecamatan"],
            "Kabupaten/Kota": rows["kabkota"],
            "Total simulasi, %": (100 * rows["total"]).round(2),
            "Peringkat bobot resmi": rows["official"],
            "Perubahan": [text.change(value) for value in moved],
        }
    )


def robustness(rows: Rows[RobustBeside]) -> Table:
    """Rows of assessment.robustness.robustness, beside the official weights."""
    return shown(
        {
            "Kecamatan": rows["kecamatan"],
            "Kabupaten/Kota": rows["kabkota"],
            "Peringkat bobot resmi": rows["official"],
            "Peringkat median": rows["median"],
            "Peringkat 5–95%": [text.place(row.low, row.high) for row in each(rows)],
            "Peluang tiga besar, %": (100 * rows["top3"]).round(1),
        }
    )


def over_years(rows: Rows[OfYear]) -> Table:
    """Rows of assessment.questions.years."""
    compared = {
        "same": "ya",
        "different": "tidak, susunan lain",
        "unknown": "belum dapat dipastikan",
    }
    return shown(
        {
            "Tahun": rows["year"],
            "Tahap": rows["stage"].map(text.stage),
            "Indikator": _criteria(rows["criterion"], rows["name"]),
            "Bagian dari maksimum, %": (100 * rows["share"]).round(2),
            "Dapat dibandingkan dengan edisi terakhir": rows["verdict"].map(compared),
        }
    )


def side_by_side(rows: Rows[Side]) -> Table:
    """Rows of place.questions.indicator_scores."""
    return shown(
        {
            "Edisi": rows["held"],
            "Tahap": rows["stage"].map(text.stage),
            "Indikator": _criteria(rows["indicator"], rows["name"]),
            "Kecamatan": rows["kecamatan"],
            "Bagian dari maksimum, %": (100 * rows["share"]).astype(float).round(2),
        }
    )


def moved(rows: Rows[Moved]) -> Table:
    """Rows of assessment.verification.overall."""
    return shown(
        {
            "Kecamatan": rows["kecamatan"],
            "Kabupaten/Kota": rows["kabkota"],
            "Administrasi, %": (100 * rows["before"]).round(2),
            "Tinjau lapang, %": (100 * rows["after"]).round(2),
            "Perubahan, poin": (100 * rows["change"]).round(2),
            "Di luar sebaran": np.where(rows["is_beyond"], "ya", "tidak"),
        }
    )


def changes(rows: Rows[Change]) -> Table:
    """Rows of assessment.verification.changes."""
    return shown(
        {
            "Kecamatan": rows["kecamatan"],
            "Indikator": _criteria(rows["criterion"], rows["name"]),
            "Administrasi, %": (100 * rows["before"]).round(2),
            "Tinjau lapang, %": (100 * rows["after"]).round(2),
            "Perubahan, poin": (100 * rows["change"]).round(2),
            "Di luar sebaran": np.where(rows["is_beyond"], "ya", "tidak"),
        }
    )


def severity(rows: Rows[Severity]) -> Table:
    """Rows of assessment.agreement.severity."""
    return shown(
        {
            "Juri": rows["juror"],
            "Selisih dari rata-rata juri, poin": (-100 * rows["severity"]).round(2),
            "Paling rendah (95%)": (-100 * rows["high"]).round(2),
            "Paling tinggi (95%)": (-100 * rows["low"]).round(2),
        }
    )


def places(rows: Rows[Sure], of: Panel) -> Table:
    """The places of assessment.agreement.of_panel; a column for each juror left out."""
    without = {
        f"Tanpa {juror}": [row.without[number] for row in each(rows)]
        for number, juror in enumerate(of.jurors)
    }
    return shown(
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


def jurors_matter(row: Without, jurors: list[str]) -> str:
    """Which jurors' absence moves a place, and where to: "tanpa Juri 3: 5"; "tetap" where none
    does.
    """
    moved = [
        f"tanpa {juror}: {place}"
        for juror, place in zip(jurors, row.without, strict=True)
        if place != row.place
    ]
    return "; ".join(moved) or "tetap"
