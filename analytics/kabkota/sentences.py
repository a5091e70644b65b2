"""What is said of one kabkota, and of several."""

from analytics.core import text
from analytics.core.cache import cached
from analytics.core.rows import Rows, apart, each
from analytics.core.text import times
from analytics.kabkota.rows import Beside, Kecamatan, Like, Sent, Year

SELDOM = 3  # finals of which each can be told in a line of its own


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


@cached
def compare(rows: Rows[Beside]) -> str:
    """The finding of a comparison: who was in the province's final how often, most first; in no
    order where the contests are not the same.

    Args:
        rows: kabkota.questions.beside.
    """
    contests = set(rows["contest_id"])
    if not rows["finals"].any():
        return f"{text.listing(list(rows['name']))}: belum ada final provinsi yang tercatat"
    if len(contests) > 1 or rows["contest_id"].isna().any():
        told = [
            f"{row.name} {times(row.finals)} di final {row.province}"
            if row.finals
            else f"{row.name} belum tercatat di final {row.province}"
            for row in each(rows)
        ]
        return "; ".join(told)
    ordered = rows.sort_values(["finals", "name"], ascending=[False, True])
    first, *others = each(ordered)
    if ordered["finals"].nunique() == 1:
        return (
            f"{text.listing(list(ordered['name']))} sama-sama {times(first.finals)} di final"
            f" {first.province}"
        )
    counted = [
        f"{row.name} {times(row.finals) if row.finals else 'belum tercatat'}" for row in others
    ]
    return f"{first.name} {times(first.finals)} di final {first.province}, {', '.join(counted)}"


@cached
def bests(rows: Rows[Sent]) -> str:
    """The best places of those who were in a final, with their years; who shares none is told apart
    from who has none.

    Args:
        rows: kabkota.questions.sent.
    """
    told = []
    for name, one in rows[rows["is_finalist"].astype(bool)].groupby("name", sort=False):
        exact = one[one["rank_low"].notna() & (one["rank_low"] == one["rank_high"])]
        if exact.empty:
            told.append(f"{name} di final tanpa peringkat yang pasti")
            continue
        place = int(exact["rank_low"].min())
        years = sorted(str(year) for year in exact.loc[exact["rank_low"] == place, "year"])
        told.append(f"{name} peringkat {place} ({text.listing(years)})")
    return f"Terbaik: {'; '.join(told)}." if told else ""


@cached
def met(rows: Rows[Sent]) -> str:
    """In which finals several of the kabkota were and, of two that met seldom, where each stood;
    empty where none has been in one.

    Args:
        rows: kabkota.questions.sent.
    """
    finals = rows[rows["is_finalist"].astype(bool)]
    if finals.empty:
        return ""
    shared = finals[finals.groupby("edition_id")["code"].transform("nunique") > 1]
    if shared.empty:
        return "Belum tercatat bertemu di satu final."
    years = apart(shared.sort_values(["year", "rank_low", "rank_high"]), "year")
    is_short = rows["code"].nunique() == 2 and len(years) <= SELDOM
    told = [
        f"{one['year'].iloc[0]} ({', '.join(f'{row.name} {_place(row)}' for row in each(one))})"
        if is_short
        else str(one["year"].iloc[0])
        for one in years
    ]
    return f"Bertemu di final {times(len(told))}: {text.listing(told, most=20)}."


def _place(row: Sent) -> str:
    place = text.place(row.rank_low, row.rank_high, row.is_tied)
    return "tanpa peringkat" if place == "–" else f"peringkat {place}"


def reasons(row: Like) -> str:
    """Why a kabkota is proposed: "dua kali bertemu di final; bertetangga"."""
    told = [
        f"{times(row.met)} bertemu di final" if row.met else "",
        "bertetangga" if row.touches else "",
        "berpenduduk serupa" if row.is_alike else "",
    ]
    return text.sentence_case("; ".join(one for one in told if one))
