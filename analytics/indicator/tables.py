"""Frames of indicators, claimed innovations and the codebook as a reader sees them; what downloads
and table twins hold.
"""

from analytics.core import text
from analytics.core.cache import cached
from analytics.core.indicators import Names, numbered
from analytics.core.rows import Rows, Table, each, shown
from analytics.indicator import sentences
from analytics.indicator.questions import Verdict
from analytics.indicator.rows import (
    Accuracy,
    Claimed,
    ClaimedByIndicator,
    Confusion,
    Indicator,
    Pair,
    Rule,
    Set,
)
from data.names import UNCODED


@cached
def sets(rows: Rows[Set]) -> Table:
    """Rows of indicator.questions.sets."""
    told = list(each(rows))
    return shown(
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
def pairs(both: Rows[Pair], left: Set, right: Set, verdict: Verdict) -> Table:
    """Rows of indicator.questions.pairs of two rows of indicator.questions.sets; shares only where
    the two can be compared.
    """
    shares = verdict == "same" and all(side.weighted == side.listed for side in (left, right))
    return shown(
        {
            "Indikator": both["name"].fillna(both["name_right"]),
            f"Bobot {left.label}": [_weight(row.name, row.weight) for row in each(both)],
            f"Bobot {right.label}": [
                _weight(row.name_right, row.weight_right) for row in each(both)
            ],
            "Perubahan": [_change(row, left, right, shares) for row in each(both)],
        }
    )


def _weight(name: str | None, weight: float | None) -> str:
    return text.number(weight, 2, "tidak dipublikasikan") if text.is_known(name) else "tidak ada"


def _change(row: Pair, left: Set, right: Set, shares: bool) -> str:
    if not (text.is_known(row.name) and text.is_known(row.name_right)):
        return "tanpa padanan"
    told = []
    before, after = _percent(row.weight, left), _percent(row.weight_right, right)
    if shares:
        told.append(f"{text.number(before, 1)}% menjadi {text.number(after, 1)}%")
    if row.name.lower() != row.name_right.lower():
        told.append(f"padanannya: {row.name_right}")
    return "; ".join(told) or "nama sama"


def _percent(weight: float | None, of: Set) -> float | None:
    return None if weight is None or of.weight_sum is None else 100 * weight / of.weight_sum


@cached
def weights(rows: Rows[Indicator]) -> Table:
    """Rows of indicator.questions.indicators of one set."""
    return shown(
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
def claimed(rows: Rows[Claimed]) -> Table:
    """Rows of indicator.claimed.kecamatan."""
    told = list(each(rows))
    return shown(
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
def claimed_by_indicator(rows: Rows[ClaimedByIndicator], names: Names) -> Table:
    """Rows of indicator.claimed.by_indicator."""
    return shown(
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
def rules(rows: Rows[Rule], names: Names) -> Table:
    """Rows of indicator.codebook.rules."""
    return shown(
        {
            "Indikator": [numbered(value, names) for value in rows["indicator"]],
            "Bidang": [text.words(value) or "semua" for value in rows["sector"]],
            "Kata kunci": rows["keywords"].str.replace(";", ", "),
            "Alasan": rows["reason"],
        }
    )


@cached
def accuracy(rows: Rows[Accuracy]) -> Table:
    """Rows of indicator.codebook.accuracy."""
    return shown(
        {
            "Dasar indikator": rows["basis"].map(text.INDICATOR_BASES),
            "Inovasi": rows["innovations"],
            "Terjangkau aturan": rows["covered"],
            "Sama": rows["right"],
            "Bagian yang sama": [_agreement(row) for row in each(rows)],
        }
    )


def _agreement(row: Accuracy) -> str:
    share, low, high = (text.number(100 * (one or 0)) for one in (row.share, row.low, row.high))
    return f"{share}% ({low}–{high}%)" if row.covered else "–"


@cached
def confusion(rows: Rows[Confusion], names: Names) -> Table:
    """Rows of indicator.codebook.confusion."""
    return shown(
        {
            "Dasar": rows["basis"].map(text.INDICATOR_BASES),
            "Indikator tercatat": [numbered(value, names) for value in rows["actual"]],
            "Usulan aturan": [numbered(value, names) for value in rows["indicator"]],
            "Inovasi": rows["innovations"],
        }
    )
