"""Findings about scores in plain Indonesian."""

import pandas as pd

from analytics import text
from analytics.agreement import LEAST, Concordance, Interval, Panel, Reason
from analytics.charts_assessment import signed
from analytics.query import each

REASONS: dict[Reason, str] = {
    "jurors": f"Nilai per juri tahap ini berasal dari kurang dari {LEAST} juri, sehingga kesepakatan, keketatan, dan kisaran "
    "peringkat tidak dapat dihitung dengan jujur dan tidak ditampilkan.",
    "entrants": f"Kurang dari {LEAST} kecamatan dinilai semua juri pada semua indikator, sehingga kesepakatan juri tidak dapat "
    "dihitung dan tidak ditampilkan.",
    "weights": "Bobot indikator edisi ini tidak diketahui semuanya, sehingga nilai total tiap juri tidak dapat dihitung.",
}


def leader(ranked: pd.DataFrame, stage: str, name: str) -> str:
    """Who leads by the scores of a stage, and by how much."""
    where = f"nilai {text.stage(stage).lower()} {name}"
    if ranked.empty:
        return f"Nilai per indikator {name}, tanpa nilai total"
    first = ranked[ranked["place"] == 1]
    names = text.listing(list(first["kecamatan"]))
    verb = "memimpin" if len(first) == 1 else "bersama memimpin"
    return f"{names} {verb} {where}: {text.number(100 * first['total'].iloc[0], 1)}% dari maksimum"


def profile(rows: pd.DataFrame, name: str) -> str:
    """Where one kecamatan is strong and weak against the median of the field, from assessment.contributions."""
    known = rows[rows["gap"].notna()].sort_values("gap", ascending=False)
    if known.empty:
        return f"Nilai {name} tidak diketahui"
    best, worst = known.iloc[0], known.iloc[-1]
    parts = []
    if best["gap"] > 0:
        parts.append(f"paling unggul pada {best['name'].lower()} ({signed(100 * best['gap'])})")
    if worst["gap"] < 0:
        parts.append(f"paling tertinggal pada {worst['name'].lower()} ({signed(100 * worst['gap'])})")
    return f"{name} {text.listing(parts)}" if parts else f"{name} tepat di median peserta"


def gains(rows: pd.DataFrame | None, name: str, goal: int = 3) -> str:
    """What has to rise for a place among the first three, from assessment.gains."""
    if rows is None:
        return (
            f"Tidak dapat dihitung: bobot resmi atau sebagian nilai {name} tidak diketahui, atau peserta yang nilainya lengkap "
            f"tidak lebih dari {text.number(goal)}."
        )
    if rows.empty:
        return f"{name} sudah berada di tiga besar menurut nilai tahap ini."
    steps = [
        f"**{row.name.lower()}** dari {text.number(row.share * row.maximum, 2)} menjadi "
        f"{text.number(row.needed * row.maximum, 2)} (maks. {text.number(row.maximum, 1)})"
        for row in each(rows)
    ]
    return f"Kenaikan terkecil agar {name} menyamai peringkat {goal}: {text.listing(steps)}."


def robustness(rows: pd.DataFrame) -> str:
    """How much the first place depends on the weights, from robustness.robustness with `official`."""
    if rows.empty:
        return "Belum ada kecamatan dengan nilai lengkap"
    best = rows.sort_values("top3", ascending=False).iloc[0]
    sure = int((rows["top3"] >= 0.95).sum())
    chance = f"{best['kecamatan']} masuk tiga besar pada {text.number(100 * best['top3'], 0)}% susunan bobot"
    return (
        f"{chance}; {text.number(sure)} kecamatan hampir selalu di tiga besar"
        if sure
        else f"{chance}, tertinggi di antara peserta"
    )


def visits(rows: pd.DataFrame, changes: pd.DataFrame) -> str:
    """Who fell and who rose between documents and field, from verification.overall."""
    if rows.empty:
        fell, whole = int((changes["change"] < 0).sum()), len(changes)
        return f"{text.number(fell)} dari {text.number(whole)} nilai indikator lebih rendah di lapangan daripada di berkas"
    fell = int((rows["change"] < 0).sum())
    return f"Nilai lapangan {text.number(fell)} dari {text.number(len(rows))} kecamatan lebih rendah daripada nilai berkasnya"


def beyond(changes: pd.DataFrame) -> list[str]:
    """One sentence for each change beyond the field's spread, the largest first."""
    marked = changes[changes["is_beyond"]].sort_values("change", key=lambda values: values.abs(), ascending=False)
    return [
        f"{row.kecamatan}, {row.name.lower()}: {text.number(100 * row.before, 1)}% di berkas, "
        f"{text.number(100 * row.after, 1)}% di lapangan ({signed(100 * row.change)})"
        for row in each(marked)
    ]


def agreement(found: Concordance, of: Panel) -> str:
    """Whether the jurors agree more than chance would make them."""
    who = f"{text.number(len(of.jurors))} juri atas {text.number(len(of.places))} kecamatan"
    if found.p > 0.05:
        return f"Urutan {who} tidak lebih sepakat daripada kebetulan"
    strength = (
        "hampir sama"
        if found.w >= 0.9
        else "banyak sejalan"
        if found.w >= 0.7
        else "sebagian sejalan"
        if found.w >= 0.5
        else "sedikit sejalan"
    )
    return f"Urutan {who} {strength}: W Kendall {text.fixed(found.w, 2)} dari 1"


def measures(found: Concordance, ordinal: Interval) -> str:
    """The two measures of agreement with what chance gives."""
    return (
        f"Kebetulan saja memberi W rata-rata {text.fixed(found.chance, 2)}, dan sampai {text.fixed(found.chance_high, 2)} pada "
        f"95 dari 100 kali. Alfa Krippendorff (ordinal, nilai tiap indikator) {text.fixed(ordinal.value, 2)}, selang 95% "
        f"{text.fixed(ordinal.low, 2)} sampai {text.fixed(ordinal.high, 2)}: 1 berarti angka para juri sama, 0 berarti tidak "
        "lebih dari kebetulan. Alfa turun bila ada juri yang lebih ketat, W tidak."
    )


def sure(rows: pd.DataFrame) -> str:
    """How sure the places are, from the rank intervals sure_low and sure_high."""
    certain = int((rows["sure_low"] == rows["sure_high"]).sum())
    podium = int((rows["sure_low"] <= 3).sum())
    first = f"{text.number(podium)} kecamatan mungkin berhak atas tiga besar"
    return f"{first}; peringkat {text.number(certain)} kecamatan pasti" if certain else f"{first}; tidak satu pun peringkat pasti"


def severity(rows: pd.DataFrame) -> str:
    """Who is the strictest and who the most lenient juror, from agreement.severity."""
    apart = rows[(rows["low"] > 0) | (rows["high"] < 0)]
    if apart.empty:
        return "Tidak ada juri yang nyata lebih ketat atau lebih longgar"
    ordered = rows.sort_values("severity")
    strict, lenient = ordered.iloc[-1], ordered.iloc[0]
    return (
        f"{strict['juror']} paling ketat ({text.number(100 * strict['severity'], 1)} poin di bawah rata-rata juri), "
        f"{lenient['juror']} paling longgar ({text.number(-100 * lenient['severity'], 1)} poin di atasnya)"
    )
