"""Trends in words."""

from analytics.core import text
from analytics.core.cache import cached
from analytics.core.rows import Rows, each
from analytics.core.text import SIGNIFICANT, cardinal, sentence_case
from analytics.trend.measures import FEWEST, Trend, odds_ratio, top_share
from analytics.trend.rows import Kind, Promotion, Sizes, Spread, Turnover

SIMILAR = 1.5  # an odds ratio up to this, or down to its inverse, is called slight


def trend(test: Trend, what: str) -> str:
    """What a test of trend says about a series such as "Bagian kota"; why there is none, where
    there is none.
    """
    if test.reason == "ties":
        return (
            f"{what}: naik atau turunnya tidak disimpulkan, sebab beberapa edisi bernilai sama, dan"
            " uji bagi deret sependek ini hanya berlaku bila semua nilainya berbeda."
        )
    if test.tau is None or test.p_value is None:
        known = f"baru {cardinal(test.observations)}" if test.observations else "belum satu pun"
        return (
            f"{what}: {known} edisi diketahui angkanya; terlalu pendek untuk uji (perlu"
            f" {cardinal(FEWEST)})."
        )
    verdict = "tidak dapat dibedakan dari kebetulan"
    if test.p_value < SIGNIFICANT:
        verdict = "cenderung naik" if test.tau > 0 else "cenderung turun"
    return (
        f"{what}: {verdict} (Kendall τ = {text.fixed(test.tau, 2)}; p eksak ="
        f" {text.fixed(test.p_value, 3)}; {cardinal(test.observations)} edisi)."
    )


@cached
def reach(spread: Rows[Spread], noun: str, where: str) -> str:
    """How many regions were ever in a final, from trend.questions.spread; the heading of the trends
    of a contest.
    """
    editions = int(spread["editions"].max()) if len(spread) else 0
    if not editions:
        return f"Belum ada final {where} yang seluruh finalisnya diketahui"
    reached = int((spread["finals"] > 0).sum())
    return (
        f"{text.number(reached)} dari {text.number(len(spread))} {noun} pernah di final {where},"
        f" dari {cardinal(editions)} final yang lengkap diketahui"
    )


@cached
def sizes(rows: Rows[Sizes]) -> str:
    """How the number of finalists and of entrants changed between the first and the last edition
    that tell, from trend.questions.sizes.
    """
    told = []
    for column, noun in (("finalists", "finalis"), ("entrants", "peserta")):
        known = rows[rows[column].notna()]
        if known.empty:
            continue
        (first, before), (last, after) = (
            (int(row["year"]), int(row[column])) for _, row in known.iloc[[0, -1]].iterrows()
        )
        if len(known) == 1:
            told.append(f"{text.number(before)} {noun} pada {first}")
        else:
            same = f"tetap {text.number(after)} {noun}"
            told.append(
                same
                if before == after
                else (
                    f"{noun} dari {text.number(before)} ({first}) menjadi {text.number(after)}"
                    f" ({last})"
                )
            )
    return sentence_case("; ".join(told)) if told else "Jumlah peserta dan finalis tidak diketahui"


@cached
def turnover(rows: Rows[Turnover]) -> str:
    """How many names of the last final are new, from trend.questions.turnover."""
    known = rows[rows["fresh"].notna()]
    if known.empty:
        return "Nama baru belum dapat dihitung: perlu dua final yang lengkap diketahui"
    last = known.iloc[-1]
    fresh = (
        f"{cardinal(int(last['fresh']))} dari {cardinal(int(last['finals']))}"
        if last["fresh"]
        else "Tidak satu pun"
    )
    return f"{sentence_case(fresh)} finalis {last['year']} nama baru"


@cached
def unequal(spread: Rows[Spread]) -> str:
    """The share of the five most successful, from trend.questions.spread; empty below two finals,
    where all have one or none.
    """
    counts = [int(value) for value in spread["finals"]]
    share = top_share(counts)
    if share is None or spread["editions"].max() < 2:
        return ""
    return f"Lima terbanyak memegang {text.number(100 * share)}% dari {sum(counts)} tempat final"


@cached
def kinds(rows: Rows[Kind]) -> str:
    """Whether kota are in the final more often than kabupaten, from trend.questions.kinds; empty
    where they cannot be compared.
    """
    odds = odds_ratio(rows)
    if odds is None:
        return ""
    share = {row.kind: f"{text.fixed(100 * (row.share or 0), 1)}%" for row in each(rows)}
    if share["kota"] == share["kabupaten"]:
        return f"Kota dan kabupaten sama sering di final: {share['kota']} kesempatan"
    leads, lags = ("kota", "kabupaten") if odds > 1 else ("kabupaten", "kota")
    slightly = "sedikit " if 1 / SIMILAR < odds < SIMILAR else ""
    return (
        f"{leads.capitalize()} {slightly}lebih sering di final: {share[leads]} kesempatan, {lags}"
        f" {share[lags]}"
    )


@cached
def promotion(rows: Rows[Promotion]) -> str:
    """How many champions of their own kabkota were in the province's final of that year, from
    trend.questions.promotion.
    """
    counted = rows[rows["is_counted"].astype(bool)]
    if counted.empty:
        return (
            "Belum ada juara kabupaten/kota yang dapat dicocokkan dengan final provinsi tahun yang"
            " sama"
        )
    went = int(counted["is_finalist"].astype(bool).sum())
    if len(counted) == 1:
        return (
            "Satu-satunya juara kabupaten/kota yang dapat dicocokkan"
            f" {'' if went else 'tidak '}masuk final provinsi tahun itu"
        )
    return (
        f"{sentence_case(cardinal(went)) if went else 'Tidak satu pun'} dari"
        f" {cardinal(len(counted))} juara kabupaten/kota yang tercatat masuk final provinsi"
        " tahun itu"
    )
