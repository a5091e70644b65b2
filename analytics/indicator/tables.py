"""Frames of indicators, claimed innovations and the codebook as a reader sees them; what downloads
and table twins hold.
"""

from typing import Any

import pandas as pd

from analytics.core import text
from analytics.core.cache import cached
from analytics.core.indicators import Names, numbered
from analytics.core.query import each
from analytics.indicator import sentences
from analytics.indicator.questions import Verdict
from data.names import UNCODED


@cached
def sets(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of indicator.questions.sets."""
    told = list(each(rows.rename(columns={"size": "size_stated"})))
    return pd.DataFrame(
        {
            "Susunan": rows["label"],
            "Tahun": rows["year"],
            "SKK": [
                "ya" if row.is_skk is True else "ajang kerabat" if row.is_skk is False else ""
                for row in told
            ],
            "Indikator diketahui": [sentences.size(row) for row in told],
            "Bobot diketahui": rows["weighted"],
            "Jumlah bobot": [sentences.total(row) for row in told],
            "Lengkap": ["ya" if row.is_complete else "tidak atau belum diketahui" for row in told],
            "Sengketa": ["ya" if row.is_disputed else "tidak" for row in told],
            "Catatan": ["; ".join(row.notes) for row in told],
            "Penerbit": ["; ".join(row.publishers) for row in told],
            "Kunci sumber": ["; ".join(row.source_ids) for row in told],
        }
    )


@cached
def pairs(both: pd.DataFrame, left: pd.Series, right: pd.Series, verdict: Verdict) -> pd.DataFrame:
    """Rows of indicator.questions.pairs of two rows of indicator.questions.sets; shares only where
    the two can be compared.
    """
    shares = verdict == "same" and all(
        bool(side["weighted"] == side["listed"]) for side in (left, right)
    )
    return pd.DataFrame(
        {
            "Indikator": both["name"].fillna(both["name_right"]),
            f"Bobot {left['label']}": [_weight(row.name, row.weight) for row in each(both)],
            f"Bobot {right['label']}": [
                _weight(row.name_right, row.weight_right) for row in each(both)
            ],
            "Perubahan": [_change(row, left, right, shares) for row in each(both)],
        }
    )


def _weight(name: Any, weight: Any) -> str:
    return text.number(weight, 2, "tidak dipublikasikan") if text.is_known(name) else "tidak ada"


def _change(row: Any, left: pd.Series, right: pd.Series, shares: bool) -> str:
    if not (text.is_known(row.name) and text.is_known(row.name_right)):
        return "tanpa padanan"
    told = []
    if shares:
        before, after = (
            100 * row.weight / left["weight_sum"],
            100 * row.weight_right / right["weight_sum"],
        )
        told.append(f"{text.number(before, 1)}% menjadi {text.number(after, 1)}%")
    if row.name.lower() != row.name_right.lower():
        told.append(f"padanannya: {row.name_right}")
    return "; ".join(told) or "nama sama"


@cached
def weights(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of indicator.questions.indicators of one set."""
    return pd.DataFrame(
        {
            "Kode": rows["code"].mask(rows["code"].str.startswith(UNCODED), ""),
            "Indikator": rows["name"],
            "Bobot": [text.number(value, 2, "tidak dipublikasikan") for value in rows["weight"]],
            "Rincian": rows["details"],
            "Nama lain yang tercatat": [
                "; ".join(dict.fromkeys(map(str.lower, names[1:]))) for names in rows["wordings"]
            ],
            "Catatan": ["; ".join(notes) for notes in rows["notes"]],
        }
    )


@cached
def claimed(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of indicator.claimed.kecamatan."""
    told = list(each(rows))
    return pd.DataFrame(
        {
            "Kecamatan": rows["kecamatan"],
            "Kabupaten/Kota": rows["kabkota"],
            "Tahun": rows["year"],
            "Diklaim": rows["total"],
            "Jumlah bagian per indikator": rows["parts"],
            "Tercatat namanya": rows["listed"],
            "Perbandingan": [sentences.difference(row) for row in told],
            "Sengketa": ["ya" if row.is_disputed else "tidak" for row in told],
            "Catatan": ["; ".join(row.notes) for row in told],
        }
    )


@cached
def claimed_by_indicator(rows: pd.DataFrame, names: Names) -> pd.DataFrame:
    """Rows of indicator.claimed.by_indicator."""
    return pd.DataFrame(
        {
            "Indikator": [numbered(value, names) for value in rows["indicator"]],
            "Diklaim": [text.number(value, unknown="tidak disebut") for value in rows["claimed"]],
            "Tercatat, dinyatakan": rows["stated"],
            "Tercatat, disimpulkan": rows["inferred"],
            "Tercatat, tidak diketahui": rows["unknown"],
            "Nama": ["; ".join(listed) for listed in rows["names"]],
        }
    )


@cached
def rules(rows: pd.DataFrame, names: Names) -> pd.DataFrame:
    """Rows of indicator.codebook.rules."""
    return pd.DataFrame(
        {
            "Indikator": [numbered(value, names) for value in rows["indicator"]],
            "Bidang": [text.words(value) or "semua" for value in rows["sector"]],
            "Kata kunci": rows["keywords"].str.replace(";", ", "),
            "Alasan": rows["reason"],
        }
    )


@cached
def accuracy(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of indicator.codebook.accuracy."""
    return pd.DataFrame(
        {
            "Dasar indikator": rows["basis"].map(text.INDICATOR_BASES),
            "Inovasi": rows["innovations"],
            "Terjangkau aturan": rows["covered"],
            "Sama": rows["right"],
            "Bagian yang sama": [
                (
                    f"{text.number(100 * row.share)}%"
                    f" ({text.number(100 * row.low)}–{text.number(100 * row.high)}%)"
                    if row.covered
                    else "–"
                )
                for row in each(rows)
            ],
        }
    )


@cached
def confusion(rows: pd.DataFrame, names: Names) -> pd.DataFrame:
    """Rows of indicator.codebook.confusion."""
    return pd.DataFrame(
        {
            "Dasar": rows["basis"].map(text.INDICATOR_BASES),
            "Indikator tercatat": [numbered(value, names) for value in rows["actual"]],
            "Usulan aturan": [numbered(value, names) for value in rows["indicator"]],
            "Inovasi": rows["innovations"],
        }
    )
