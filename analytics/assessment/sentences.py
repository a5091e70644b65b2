"""Findings about scores in plain Indonesian."""

from collections.abc import Mapping, Sequence

import numpy as np

from analytics.assessment.agreement import LEAST, Apart, Concordance, Interval, Panel, Reason
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
from analytics.core.cache import cached
from analytics.core.markup import plain
from analytics.core.rows import Rows, each
from analytics.core.text import signed

REASONS: dict[Reason, str] = {
    "jurors": (
        f"Nilai per juri tahap ini berasal dari kurang dari {LEAST} juri, sehingga kesepakatan,"
        " keketatan, dan kisaran peringkat tidak dapat dihitung dengan jujur dan tidak"
        " ditampilkan."
    ),
    "entrants": (
        f"Kurang dari {LEAST} kecamatan dinilai semua juri pada semua indikator, sehingga"
        " kesepakatan juri tidak dapat dihitung dan tidak ditampilkan."
    ),
    "weights": (
        "Bobot indikator edisi ini tidak diketahui semuanya, sehingga nilai total tiap juri tidak"
        " dapat dihitung."
    ),
    "equal": (
        "Setiap juri memberi nilai total yang sama kepada semua kecamatan, sehingga tidak ada"
        " urutan yang dapat dibandingkan."
    ),
}

STRENGTHS = (  # from which W on, and what that is called
    (0.9, "hampir selalu sepakat"),
    (0.7, "umumnya sepakat"),
    (0.5, "sebagian sepakat"),
    (0.0, "jarang sepakat"),
)


def leader(ranked: Rows[Ranked], stage: str, name: str) -> str:
    """Who leads by the scores of a stage, and by how much."""
    where = f"nilai {text.stage(stage).lower()} {name}"
    if ranked.empty:
        return f"Nilai per indikator {name}, tanpa nilai total"
    first = ranked[ranked["place"] == 1]
    names = text.listing(list(first["kecamatan"]))
    verb = (
        "satu-satunya dengan"
        if len(ranked) == 1
        else "memimpin"
        if len(first) == 1
        else "bersama memimpin"
    )
    return f"{names} {verb} {where}: {text.number(100 * first['total'].iloc[0], 1)}% dari maksimum"


@cached
def foremost(ranked: Rows[Ranked], goal: int = 3) -> str:
    """The first places by the scores of a stage with their totals; empty without a total.

    Args:
        ranked: assessment.questions.ranked.
        goal: how many places.
    """
    first = ranked[ranked["place"] <= goal]
    told = [
        f"{row.place}. {row.kecamatan} {text.fixed(100 * row.total, 1)}%" for row in each(first)
    ]
    return f"{', '.join(told)} dari nilai maksimum." if told else ""


def unscored(of: Field) -> str:
    """Which indicators nobody has a score for, and what that does to the totals; empty where there
    are none.
    """
    if not of.unscored:
        return ""
    names = text.listing([name.lower() for name in of.unscored])
    return f"Tanpa nilai pada tahap ini: {names}. Nilai total dihitung dari indikator lainnya saja."


LACKING = {"maximum": "nilai maksimum", "stage": "tahap penilaian"}


def lacking(what: Sequence[str]) -> str:
    """Why scores per indicator cannot be analysed, from assessment.questions.lacking, and how to
    give what is missing.
    """
    ways = {
        "maximum": (
            "isi “Nilai maksimum tiap kriteria” pada langkah 2, atau kolom Nilai maksimum di lembar"
            " Indikator"
        ),
        "stage": "pilih “Tahap penilaian” pada langkah 2, atau isi kolom Tahap di lembar Nilai",
    }
    return (
        "Nilai tiap indikator edisi ini sudah tersimpan, tetapi sumbernya tidak menyebut"
        f" {text.listing([LACKING[one] for one in what])}, sehingga nilainya tidak dapat"
        " dibandingkan. Untuk melengkapinya, impor lagi berkasnya di halaman Impor:"
        f" {'; '.join(ways[one] for one in what)}."
    )


def standing(ranked: Rows[Ranked], code: str, goal: int = 3) -> str:
    """Where one kecamatan stands by its total, and how far from the first `goal`; empty without a
    total.

    Args:
        ranked: assessment.questions.ranked.
        code: of the kecamatan.
        goal: the place whose total is the one to reach.
    """
    mine = ranked[ranked["code"] == code]
    if mine.empty:
        return ""
    place, total = int(mine["place"].iloc[0]), float(mine["total"].iloc[0])
    told = (
        f"Peringkat {place} dari {len(ranked)} pada tahap ini: nilai total"
        f" {text.number(100 * total, 1)}% dari maksimum"
    )
    if place <= goal or len(ranked) <= goal:
        return f"{told}."
    behind = 100 * (float(ranked["total"].iloc[goal - 1]) - total)
    return f"{told}, {text.number(behind, 2)} poin di bawah peringkat {goal}."


def profile(rows: Rows[Contribution], name: str, entrants: int) -> str:
    """Where one kecamatan is strong and weak against the median of the field, from
    assessment.questions.contributions.
    """
    known = rows[rows["gap"].notna()].sort_values("gap", ascending=False)
    if known.empty:
        return f"Nilai {name} tidak diketahui"
    if entrants == 1:
        return f"{name} satu-satunya yang dinilai: tanpa peserta lain tidak ada nilai tengah"
    best, worst = known.iloc[0], known.iloc[-1]
    parts = []
    if best["gap"] > 0:
        parts.append(f"terkuat pada {best['name'].lower()} ({signed(100 * best['gap'])} poin)")
    if worst["gap"] < 0:
        parts.append(f"terlemah pada {worst['name'].lower()} ({signed(100 * worst['gap'])} poin)")
    return f"{name} {text.listing(parts)}" if parts else f"{name} tepat di nilai tengah peserta"


def climb(rows: Rows[Gain] | None, name: str) -> str:
    """What has to rise for a place among the first three, in few words, from
    assessment.questions.gains.
    """
    if rows is None:
        return "Apa yang harus naik agar masuk tiga besar tidak dapat dihitung"
    if rows.empty:
        return f"{name} sudah berada di tiga besar"
    return (
        f"Yang harus naik agar {name} masuk tiga besar:"
        f" {text.listing([one.lower() for one in rows['name']])}"
    )


def gains(rows: Rows[Gain] | None, name: str, weighed: bool, goal: int = 3) -> str:
    """The same with the scores, as Markdown: from where, to where, out of what; or why it is not
    known.

    Args:
        rows: assessment.questions.gains.
        name: of the kecamatan.
        weighed: whether all official weights are known.
        goal: the place to reach.
    """
    if rows is None:
        return (
            f"Nilai {plain(name)} tidak lengkap."
            if weighed
            else "Bobot resmi tidak diketahui semuanya."
        )
    if rows.empty:
        return "Menurut nilai tahap ini dengan bobot resmi."
    steps = [
        f"**{plain(row.name.lower())}** dari {text.number(row.share * row.maximum, 2)} menjadi "
        f"{text.number(reached(row.needed * row.maximum), 2)} (maks. {text.number(row.maximum, 1)})"
        for row in each(rows)
    ]
    return f"Kenaikan terkecil agar {plain(name)} menyamai peringkat {goal}: {text.listing(steps)}."


def over_years(rows: Rows[OfYear], name: str) -> str:
    """How many indicators rose since the last comparable edition of the same stage, from
    assessment.questions.years.
    """
    last = rows[rows["year"] == rows["year"].max()]
    now, stage = int(last["year"].iloc[0]), last["stage"].iloc[0]
    before = rows[
        (rows["verdict"] == "same") & (rows["stage"] == stage) & (rows["year"] < now)
    ].dropna(subset=["share"])
    if before.empty:
        return (
            f"{name}: tidak ada edisi lain yang dapat dibandingkan dengan tahap"
            f" {text.stage(stage).lower()} {now}"
        )
    year = int(before["year"].max())
    both = last.merge(
        before[before["year"] == year], on="criterion", suffixes=("", "_before")
    ).dropna(subset=["share"])
    rose = int((both["share"] > both["share_before"]).sum())
    what = f"naik pada {text.number(rose)}" if rose else "tidak naik pada satu pun"
    return (
        f"{name} {what} dari {text.number(len(both))} indikator dari {year} ke {now}, tahap"
        f" {text.stage(stage).lower()}"
    )


def side_by_side(rows: Rows[Side]) -> str:
    """Who is the highest in how many indicators of the latest edition's furthest stage, from
    place.questions.indicator_scores.
    """
    held, stage = rows["held"].iloc[0], rows["stage"].iloc[0]
    latest = rows[(rows["held"] == held) & (rows["stage"] == stage)]
    best = latest[latest["share"] == latest.groupby("indicator")["share"].transform("max")]
    most = best.groupby("kecamatan", sort=False).size()
    names = list(most[most == most.max()].index)
    return (
        f"{text.listing(names)} tertinggi pada {text.number(most.max())} dari"
        f" {text.number(latest['indicator'].nunique())} indikator {held}, tahap"
        f" {text.stage(stage).lower()}"
    )


def reweighted(found: Rows[Reweighted]) -> str:
    """Who leads under simulated weights, from assessment.questions.ranked with `official`; that it
    is no official result.
    """
    first, before = (
        list(found.loc[found[column] == 1, "kecamatan"]) for column in ("place", "official")
    )
    what = "tetap memimpin" if first == before else f"memimpin, bukan {text.listing(before)}"
    return f"Dengan bobot simulasi {text.listing(first)} {what} (bukan hasil resmi)"


def robustness(rows: Rows[RobustBeside]) -> str:
    """How much the first place depends on the weights, from assessment.robustness.robustness with
    `official`.
    """
    if rows.empty:
        return "belum ada kecamatan dengan nilai lengkap"
    if len(rows) <= 3:
        return (
            f"dengan {text.number(len(rows))} peserta semuanya masuk tiga besar pada bobot apa pun"
        )
    best = rows.sort_values("top3", ascending=False).iloc[0]
    sure = int((rows["top3"] >= 0.95).sum())
    chance = (
        f"{best['kecamatan']} masuk tiga besar pada {text.number(100 * best['top3'], 0)}% susunan"
        " bobot"
    )
    return (
        f"{chance}; {text.number(sure)} kecamatan hampir selalu di tiga besar"
        if sure
        else f"{chance}, tertinggi di antara peserta"
    )


def chance(share: float) -> str:
    """A chance in whole percent; what has been seen is never called none: 0,001 -> "<1%"."""
    return "<1%" if 0 < share < 0.005 else f"{text.number(100 * share)}%"


def visits(rows: Rows[Moved], changes: Rows[Change]) -> str:
    """Who fell and who rose between documents and field, from assessment.verification.overall."""
    if changes.empty:
        return "Tidak ada nilai lapangan yang punya pasangan nilai berkas"
    if rows.empty:
        fell, whole = int((changes["change"] < 0).sum()), len(changes)
        return (
            f"{text.number(fell)} dari {text.number(whole)} nilai indikator lebih rendah di"
            " lapangan daripada di berkas"
        )
    fell = int((rows["change"] < 0).sum())
    parts = [
        f"Nilai lapangan {text.number(fell)} dari {text.number(len(rows))} kecamatan lebih rendah"
        " daripada nilai berkasnya"
    ]
    ordered = rows.sort_values("change")
    lowest, highest = ordered.iloc[0], ordered.iloc[-1]
    extremes = (
        [f"{lowest['kecamatan']} paling turun ({signed(100 * lowest['change'])} poin)"]
        if lowest["change"] < 0
        else []
    )
    if highest["change"] > 0:
        extremes.append(
            f"{highest['kecamatan']} paling naik ({signed(100 * highest['change'])} poin)"
        )
    return "; ".join([*parts, text.listing(extremes)]) if extremes else parts[0]


def where_changed(changes: Rows[Change]) -> str:
    """In which indicator the field took most away and gave most, on average, from
    assessment.verification.changes.
    """
    means = 100 * changes.groupby("name", sort=False)["change"].mean().sort_values()
    parts = []
    if means.iloc[0] < 0:
        parts.append(f"paling turun {str(means.index[0]).lower()} ({signed(means.iloc[0])} poin)")
    if means.iloc[-1] > 0:
        parts.append(f"paling naik {str(means.index[-1]).lower()} ({signed(means.iloc[-1])} poin)")
    return (
        f"Rata-rata {text.listing(parts)}"
        if parts
        else "Rata-rata tidak satu pun indikator berubah"
    )


def beyond(changes: Rows[Change]) -> list[str]:
    """One sentence for each change beyond the field's spread, the largest first."""
    marked = changes[changes["is_beyond"].astype(bool)].sort_values(
        "change", key=lambda values: values.abs(), ascending=False
    )
    return [
        f"{row.kecamatan}, {row.name.lower()}: {text.number(100 * row.before, 1)}% di berkas, "
        f"{text.number(100 * row.after, 1)}% di lapangan ({signed(100 * row.change)})"
        for row in each(marked)
    ]


def agreement(found: Concordance, of: Panel) -> str:
    """Whether the jurors agree more than chance would make them, in the words of who asks."""
    who = f"{text.sentence_case(text.all_of(len(of.jurors)))} juri"
    over = f"urutan {text.number(len(of.places))} kecamatan"
    if found.p > text.SIGNIFICANT:
        return f"{who} belum sepakat: {over} tidak lebih mirip daripada kebetulan"
    strength = next(words for least, words in STRENGTHS if found.w >= least)
    return f"{who} {strength} tentang {over}"


def measures(found: Concordance, ordinal: Interval) -> str:
    """The measures of agreement for who wants to know how it was measured: W, what chance gives,
    alpha.
    """
    return (
        f"W Kendall {text.fixed(found.w, 2)}: kesepakatan urutan nilai total, 0 tidak ada, 1 penuh."
        f" Bila tiap juri mengurutkan secara acak, rata-ratanya {text.fixed(found.chance, 2)}, dan"
        f" pada 95 dari 100 kali tidak lebih dari {text.fixed(found.chance_high, 2)}. Alfa"
        f" Krippendorff {text.fixed(ordinal.value, 2)} (ordinal, nilai tiap indikator): 1 angka"
        " para juri sama, 0 tidak lebih dari kebetulan; selang 95%"
        f" {text.fixed(ordinal.low, 2)} sampai {text.fixed(ordinal.high, 2)}. Alfa turun bila ada"
        " juri yang lebih ketat; W tidak."
    )


def without(rows: Rows[Without], jurors: list[str]) -> str:
    """Whose absence changes who the first three are, from assessment.agreement.without_one."""
    podium = set(rows.loc[rows["place"] <= 3, "code"])
    names = dict(zip(rows["code"], rows["kecamatan"], strict=True))
    changed = []
    for number, juror in enumerate(jurors):
        other = {row.code for row in each(rows) if row.without[number] <= 3}
        moves = [
            f"{verb} {text.listing(sorted(names[code] for code in codes))}"
            for verb, codes in (("masuk", other - podium), ("keluar", podium - other))
            if codes
        ]
        changed += [f"tanpa {juror} {text.listing(moves)}"] if moves else []
    if not changed:
        return "Bila satu juri dilewatkan, tiga besar tetap"
    return f"Bila satu juri dilewatkan, tiga besar dapat berubah: {'; '.join(changed)}"


def sure(rows: Rows[Sure]) -> str:
    """How sure the places are, from the rank intervals sure_low and sure_high."""
    certain = int((rows["sure_low"] == rows["sure_high"]).sum())
    podium = int((rows["sure_low"] <= 3).sum())
    first = f"{text.number(podium)} kecamatan mungkin berhak atas tiga besar"
    return (
        f"{first}; peringkat {text.number(certain)} kecamatan pasti"
        if certain
        else f"{first}; tidak satu pun peringkat pasti"
    )


def severity(rows: Rows[Severity]) -> str:
    """Who is the strictest and who the most lenient juror, from assessment.agreement.severity."""
    apart = rows[(rows["low"] > 0) | (rows["high"] < 0)]
    if apart.empty:
        return "Tidak ada juri yang nyata lebih ketat atau lebih longgar"
    ordered = rows.sort_values("severity")
    strict, lenient = ordered.iloc[-1], ordered.iloc[0]
    return (
        f"{strict['juror']} paling ketat ({text.number(100 * strict['severity'], 1)} poin di bawah"
        f" rata-rata juri), {lenient['juror']} paling longgar"
        f" ({text.number(-100 * lenient['severity'], 1)} poin di atasnya)"
    )


def apart(several: Sequence[Apart], names: Mapping[str, str]) -> list[str]:
    """A sentence for each value to talk about, from assessment.agreement.apart; `names` are those
    of the indicators.
    """
    return [
        f"{one.juror} memberi {one.kecamatan} {text.number(100 * one.share)}% untuk"
        f" {names.get(one.indicator, one.indicator).lower()}; nilai tengah para juri"
        f" {text.number(100 * one.median)}%"
        for one in several
    ]


def plainly(found: Concordance, ordinal: Interval) -> str:
    """What the measures of agreement mean, for who has to decide whether to talk before closing.
    From 0.8 on alpha is taken as agreement, from 0.667 on as tentative (Krippendorff 2004, p. 241).
    """
    order = (
        "Urutan kecamatan menurut para juri tidak lebih mirip daripada bila tiap juri mengurutkan"
        " secara acak; bicarakan dahulu apa yang dinilai."
        if found.p > text.SIGNIFICANT
        else "Urutan kecamatan menurut para juri lebih mirip daripada kebetulan."
    )
    if np.isnan(ordinal.value):
        return order
    level = (
        "Angkanya pun hampir sama."
        if ordinal.value >= 0.8
        else "Angkanya cukup dekat, tetapi belum sama."
        if ordinal.value >= 0.667
        else "Angka yang mereka beri berjauhan."
    )
    return f"{order} {level}"
