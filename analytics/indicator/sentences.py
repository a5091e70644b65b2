"""Findings about indicators, claimed innovations and the codebook in plain Indonesian."""

from analytics.core import text
from analytics.core.indicators import Names
from analytics.core.rows import Rows
from analytics.core.text import cardinal
from analytics.indicator.questions import Verdict
from analytics.indicator.rows import Accuracy, Claimed, Indicator, Rule, Set


def sets(rows: Rows[Set]) -> str:
    """How many sets of indicators are known, from indicator.questions.sets."""
    if rows.empty:
        return "Belum ada susunan indikator yang tercatat"
    whole = int(((rows["listed"] > 0) & (rows["weighted"] == rows["listed"])).sum())
    known = (
        f"{cardinal(whole)} dengan semua bobotnya"
        if whole
        else "tidak satu pun dengan semua bobotnya"
    )
    return f"{text.number(len(rows))} susunan indikator tercatat, {known}"


def verdict(verdict: Verdict, left: Set, right: Set) -> str:
    """Whether two sets (rows of indicator.questions.sets) can be compared, and why."""
    names = f"{left.label} dan {right.label}"
    if verdict == "same":
        return (
            f"{names} menilai dengan indikator yang sama. Yang dibandingkan adalah bagian tiap"
            " indikator dari jumlah bobot susunannya, bukan bobotnya sendiri."
        )
    if verdict == "different":
        return (
            f"{names} tidak dapat dibandingkan: indikatornya tidak sama. Nilai keduanya tidak boleh"
            " disandingkan."
        )
    open_ends = [side for side in (left, right) if not side.is_complete]
    missing = text.listing([side.label for side in open_ends])
    return (
        f"Belum dapat dipastikan apakah {names} dapat dibandingkan: susunan {missing} tidak"
        " diketahui lengkap."
    )


def size(row: Set) -> str:
    """How many indicators of a set are known: "7 dari 7", "3 dari 7", "5 (jumlah tidak
    disebut)".
    """
    return (
        f"{row.listed} dari {row.size}"
        if text.is_known(row.size)
        else f"{row.listed} (jumlah tidak disebut)"
    )


def total(row: Set) -> str:
    """Whether the weights of a set add up to what its page says."""
    if not row.weighted:
        return (
            f"jumlah {text.number(row.total, 2)}; rinciannya tidak disebut"
            if text.is_known(row.total)
            else "tidak disebut"
        )
    told = text.number(row.weight_sum, 2)
    if row.weighted < row.listed:
        return f"{told} dari {row.weighted} indikator yang berbobot"
    if not text.is_known(row.total):
        return f"{told}; jumlah tidak disebut halaman"
    agrees = abs((row.weight_sum or 0) - row.total) < 0.005
    return (
        f"{told}, sesuai halaman"
        if agrees
        else f"{told}, padahal halaman menyebut {text.number(row.total, 2)}"
    )


def disputed_weight(row: Indicator) -> str:
    """A weight about which sources differ, from a row of indicator.questions.indicators."""
    told = text.listing([text.number(weight, 2) for weight in row.weights])
    shown = (
        f"Yang ditampilkan: {text.number(row.weight, 2)}."
        if text.is_known(row.weight)
        else "Sumbernya sama kuat."
    )
    return f"Bobot {row.name}: {told} menurut {text.listing(row.publishers)}. {shown}"


def claiming(rows: Rows[Claimed]) -> str:
    """How many kecamatan claim a number of innovations, from indicator.claimed.kecamatan."""
    if rows.empty:
        return "Belum ada jumlah inovasi yang diklaim"
    return f"{text.number(rows['code'].nunique())} kecamatan mengklaim jumlah inovasinya"


def claimed(row: Claimed) -> str:
    """What one row of indicator.claimed.kecamatan says: claimed, and listed by the catalog."""
    when = f" pada {row.year}" if text.is_known(row.year) else ""
    if text.is_known(row.total):
        told = f"{row.kecamatan} mengklaim {text.number(row.total)} inovasi{when}"
    elif row.is_disputed:
        told = f"Jumlah inovasi yang diklaim {row.kecamatan}{when} disengketakan"
    else:
        told = f"{row.kecamatan} mengklaim inovasi per indikator{when}, tanpa jumlah seluruhnya"
    return f"{told}; {text.number(row.listed)} tercatat namanya"


def difference(row: Claimed) -> str:
    """What the two numbers of a row of indicator.claimed.kecamatan mean for each other."""
    if not text.is_known(row.total):
        return "tidak ada satu jumlah yang dapat disandingkan"
    gap = row.total - row.listed
    if gap > 0:
        return f"{text.number(gap)} belum tercatat namanya; katalog tidak lengkap"
    return "sama banyak" if not gap else f"{text.number(-gap)} lebih banyak daripada yang diklaim"


def agreement(row: Accuracy) -> str:
    """How often the codebook agrees, from a row of indicator.codebook.accuracy."""
    basis = text.INDICATOR_BASES[row.basis]
    if not row.covered:
        return (
            f"Dari {text.number(row.innovations)} inovasi berindikator {basis}, tidak satu pun"
            " terjangkau aturan."
        )
    share, low, high = (text.number(100 * (one or 0)) for one in (row.share, row.low, row.high))
    return (
        f"Dari {text.number(row.innovations)} inovasi berindikator {basis}, aturan mengusulkan"
        f" indikator bagi {text.number(row.covered)}, dan {text.number(row.right)} di antaranya"
        f" sama: {share}% (selang Wilson 95%: {low}–{high}%)."
    )


def unproposed(rules: Rows[Rule], names: Names) -> str:
    """The indicators for which the codebook has no rule, from indicator.codebook.rules; "" where
    each has one.
    """
    missing = [
        f"{number} ({name.lower()})"
        for number, name in names.items()
        if number not in set(rules["indicator"])
    ]
    return (
        f"Indikator {text.listing(missing, most=9)} tidak pernah diusulkan, sebab buku kode tidak"
        " memuat aturan untuknya."
        if missing
        else ""
    )
