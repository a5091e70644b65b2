"""What is said of one kabkota, and of several."""

from analytics.core import text
from analytics.core.cache import cached
from analytics.core.rows import Rows, apart, each
from analytics.core.text import times
from analytics.kabkota.rows import (
    Beside,
    Kecamatan,
    Kindred,
    Like,
    Mentor,
    Met,
    Own,
    Sent,
    Spell,
    Year,
)

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
def since_before(spells: list[Spell]) -> str:
    """What changed from the edition before to the last one, from kabkota.questions.spells; empty
    where no edition is known.
    """
    held = [one for one in spells if one.state != "none"]
    if not held:
        return ""
    last = held[0]
    before = Spell(last.last - 1, last.last - 1, last.state, []) if last.first < last.last else None
    if before is None and len(held) > 1:
        before = held[1]
    told = f"Tahun {last.last} {_result(last)}"
    if before is None:
        return f"{told}. Edisi sebelumnya tidak tercatat."
    moved = text.change(_moved(last, before))
    return f"{told}{f', {moved}' if moved else ''}. Sebelumnya, {before.last}, {_result(before)}."


def _result(spell: Spell) -> str:
    if spell.state != "known":
        return text.ABSENCES[spell.state]
    return text.listing([f"{achieved(row)} ({row.kecamatan})" for row in spell.kecamatan])


def achieved(row: Year) -> str:
    """How far a kecamatan came in an edition of the province: "juara 2", "finalis, peringkat 1–5",
    "sampai paparan".
    """
    if not row.is_finalist:
        stage = text.stage(row.stage_reached).lower()
        return f"sampai {stage}" if text.is_known(row.stage_reached) else "ikut"
    title = text.title(row.title).lower()
    place = text.place(row.rank_low, row.rank_high, row.is_tied)
    if place == "–" or title.endswith(f" {place}"):
        return title
    if text.is_known(row.rank_high):
        return f"{title}, peringkat {place}"
    return title if row.rank_low is None else f"{title}, di bawah peringkat {row.rank_low - 1}"


def _moved(last: Spell, before: Spell) -> int | None:
    """Places gained, where both are known exactly."""
    ranks = []
    for spell in (last, before):
        if len(spell.kecamatan) != 1 or not spell.kecamatan[0].is_finalist:
            return None
        low, high = spell.kecamatan[0].rank_low, spell.kecamatan[0].rank_high
        if low is None or low != high:
            return None
        ranks.append(low)
    return ranks[1] - ranks[0]


@cached
def mentors(rows: Rows[Mentor], code: str) -> str:
    """Where a kabkota stands among those of its province by its finals on record, from
    kabkota.questions.mentors; empty where it is none of them, or none has a final.
    """
    mine = rows[rows["code"] == code]
    most = int(rows["finals"].max()) if len(rows) else 0
    if mine.empty or not most:
        return ""
    name, finals = str(mine["name"].iloc[0]), int(mine["finals"].iloc[0])
    best = list(rows.loc[rows["finals"] == most, "name"])
    if finals == most:
        others = len(best) - 1
        shared_by = f", bersama {text.number(others)} lainnya" if others else ""
        return f"{name} terbanyak{shared_by}: {times(finals)} di final."
    ahead = int((rows["finals"] > finals).sum())
    foremost = f"terbanyak {text.listing(best, 3)} ({times(most)})"
    if not finals:
        return f"{name} belum tercatat di final; {foremost}."
    return (
        f"{name} {times(finals)} di final; {text.number(ahead)} kabupaten/kota lebih"
        f" sering, {foremost}."
    )


def own_contest(own: Rows[Own], name: str) -> str:
    """What is known of the last edition of a kabkota's own contest, from kabkota.questions.own."""
    if own.empty:
        return f"SKK {name} sendiri belum tercatat."
    row = next(each(own))
    told = [
        (row.champions, "juara 1"),
        (row.sent, "wakil ke provinsi"),
        (row.others, "lainnya yang tercatat"),
    ]
    known = "; ".join(f"{word} {text.listing(names, 4)}" for names, word in told if len(names))
    return f"{row.short_name} {name} sendiri, terakhir {row.year}: {known or 'belum ada hasil'}."


def kindred(found: Rows[Kindred]) -> str:
    """What kecamatan of a kabkota achieved in awards that are no SKK, from
    kabkota.questions.kindred; empty where there is nothing.
    """
    if found.empty:
        return ""
    last = next(each(found))
    year = found[found["year"] == last.year]
    names = text.listing(list(dict.fromkeys(year["kecamatan"])), 4)
    return (
        f"Ajang kerabat, bukan SKK: {text.number(len(found))} hasil tercatat, terakhir"
        f" {last.short_name} {last.year} ({names})."
    )


def met_often(row: Met) -> str:
    """How often two kabkota met in finals, and who stood higher: "3 final bersama (2018–2024):
    lebih tinggi 2 kali, lebih rendah 1 kali".
    """
    told = [
        f"{word} {text.number(count)} kali"
        for count, word in ((row.ahead, "lebih tinggi"), (row.behind, "lebih rendah"))
        if count
    ]
    years = text.years(row.first_year, row.last_year)
    open_ones = row.finals - row.ahead - row.behind
    if open_ones:
        told.append(
            f"{'urutannya' if not told else f'{text.times(open_ones)} urutannya'} tidak pasti"
        )
    return f"{text.number(row.finals)} final bersama ({years}): {', '.join(told)}"


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
def different_contests(rows: Rows[Beside]) -> str:
    """That places in different contests say nothing about each other; empty where the contest is
    the same.

    Args:
        rows: kabkota.questions.beside.
    """
    if rows["contest_id"].dropna().nunique() < 2:
        return ""
    return "Lombanya berbeda, sehingga peringkatnya tidak dapat diperbandingkan."


def unknowns(journey: Rows[Year]) -> list[str]:
    """What is not known of a kabkota in the contest of its province, one sentence each.

    Args:
        journey: kabkota.questions.journey.
    """
    told = []
    for state, said in (
        ("unknown", "tidak diketahui siapa yang dikirim"),
        ("none", "tidak ada edisi provinsi yang diketahui"),
        ("outside", "bukan finalis; ikut tidaknya sebelum final tidak diketahui"),
    ):
        found = sorted({str(year) for year in journey.loc[journey["state"] == state, "year"]})
        told += [f"{text.listing(found, 8)}: {said}."] if found else []
    finals = journey[journey["is_finalist"].fillna(value=False).astype(bool)]
    exact = (finals["rank_low"] == finals["rank_high"]).fillna(value=False)
    bare = [str(year) for year in finals.loc[~exact.astype(bool), "year"]]
    if bare:
        told.append(f"Peringkat pasti pada final {text.listing(bare, 8)} tidak dipublikasikan.")
    return told


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
