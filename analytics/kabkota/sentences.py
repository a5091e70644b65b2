"""What is said of one kabkota."""

from analytics.core import text
from analytics.core.cache import cached
from analytics.core.rows import Rows, each
from analytics.core.text import times
from analytics.kabkota.rows import Kecamatan, Year


@cached
def kabkota(name: str, province: str, journey: Rows[Year]) -> str:
    """The finding about one kabkota in the contest of its province, from
    kabkota.questions.journey.
    """
    known = journey[journey["state"] == "known"]
    finals = known[known["is_finalist"].astype(bool)].sort_values("year")
    years = list(dict.fromkeys(int(year) for year in finals["year"]))
    if known.empty:
        return f"{name} belum tercatat di SKK {province}"
    if not years:
        return f"{name} tercatat di SKK {province}, belum di final"
    told = f"{name} {times(len(years))} di final {province}"
    exact = finals[finals["rank_low"] == finals["rank_high"]]
    gold = int((exact["rank_low"] == 1).sum())
    if gold:
        return f"{told}, {times(gold)} juara 1"
    if exact.empty:
        return f"{told}; peringkatnya belum diketahui"
    best = exact[exact["rank_low"] == exact["rank_low"].min()]
    return (
        f"{told}, terbaik peringkat {int(best['rank_low'].iloc[0])}"
        f" ({text.listing([str(year) for year in best['year']])})"
    )


@cached
def competed(kecamatan: Rows[Kecamatan]) -> str:
    """How many kecamatan of a kabkota are on record, from kabkota.questions.kecamatan, with what
    that does not say.
    """
    named = kecamatan[kecamatan["kecamatan_code"].notna()]
    seen, size = int(named["last_year"].notna().sum()), len(named)
    if not seen:
        return (
            f"Dari {text.number(size)} kecamatan belum satu pun tercatat ikut SKK; yang ikut tanpa"
            " diberitakan tidak terhitung."
        )
    share = f" ({text.number(100 * seen / size)}%)" if size else ""
    return (
        f"{text.number(seen)} dari {text.number(size)} kecamatan{share} tercatat pernah ikut SKK,"
        " di ajang sendiri atau di provinsi; yang ikut tanpa diberitakan tidak terhitung."
    )


@cached
def successes(journey: Rows[Year]) -> str:
    """The first and the last final of a kabkota, from kabkota.questions.journey; empty where there
    is none.
    """
    finals = journey[journey["is_finalist"].astype(bool)].sort_values("year")
    if finals.empty:
        return ""
    first, last = (
        f"{row.year} ({row.kecamatan})"
        for row in (next(each(finals)), next(each(finals.iloc[::-1])))
    )
    if finals["year"].nunique() == 1:
        return f"Satu-satunya final provinsi yang tercatat: {first}."
    return f"Final provinsi pertama {first}, terakhir {last}."
