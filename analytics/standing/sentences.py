"""Standings in words."""

from typing import NamedTuple

from analytics.core import text
from analytics.core.cache import cached
from analytics.core.editions import By, Edition, Span
from analytics.core.rows import Rows, apart, each
from analytics.core.text import cardinal
from analytics.standing.questions import moved as joined
from analytics.standing.rows import Later, Left, Medals, Movement, Standing
from data import keys

# As addresses of Papan Peringkat call who is followed, and when a result weighs half
UNITS: dict[str, By] = {"Kabupaten/kota (pembina)": "kabkota", "Kecamatan": "kecamatan"}
HALF_LIVES = {
    "1 tahun": 1.0,
    "2 tahun": 2.0,
    "4 tahun": 4.0,
    "8 tahun": 8.0,
    "semua tahun sama": None,
}
HALF_LIFE = "4 tahun"  # where an address names none


class Since(NamedTuple):
    """What is known of a year that lacks a result, from one edition of a contest of the other
    level.
    """

    year: int
    contest_id: str  # of that contest
    words: str
    sources: int  # pages that tell of it, a count
    kabkota: set[str]  # the codes of those whose kecamatan it is about


@cached
def headline(standings: Rows[Standing], name: str) -> str:
    """The finding of an edition. `name` is the contest with its year, such as "SKK Jawa Timur
    2024".
    """
    placed = standings[standings["is_placed"].astype(bool)]
    if standings.empty:
        return f"Hasil {name} belum diketahui"
    first = placed[(placed["rank_low"] == 1) & (placed["rank_high"] == 1)]
    if len(first):
        verb = "bersama memimpin" if len(first) > 1 else "memimpin"
        return f"{text.listing([_with_region(row) for row in each(first)])} {verb} {name}"
    top = placed[placed["rank_low"] == 1]
    if len(top) and len(top) == top["rank_high"].max() and len(top) < len(placed):
        return (
            f"{text.listing(list(top['kecamatan']))} menempati peringkat 1–{len(top)} {name};"
            " urutannya belum diketahui"
        )
    ranked = placed[placed["rank_low"] == placed["rank_high"]].sort_values("rank_low")
    if len(ranked):
        best = int(ranked["rank_low"].iloc[0])
        names = text.listing(
            [_with_region(row) for row in each(ranked[ranked["rank_low"] == best])]
        )
        return f"{names} di peringkat {best} {name}; yang di atasnya belum diketahui"
    finalists = int(standings["is_finalist"].sum())
    if finalists:
        return (
            f"{cardinal(finalists).capitalize()} finalis {name} diketahui; urutannya tidak"
            " dipublikasikan"
        )
    known = len(standings)
    return (
        f"{cardinal(known).capitalize()} kecamatan diketahui ikut {name}; peringkatnya tidak"
        " dipublikasikan"
    )


def scores_apart(standings: Rows[Standing], compared: Rows[Standing]) -> str:
    """What is said of scores beside those that can be compared
    (standing.questions.comparable_scores); empty where there are no others.
    """
    others = standings[
        standings["score"].notna() & ~standings["place_id"].isin(compared["place_id"])
    ]
    if others.empty:
        return ""
    last, *_ = {text.stage(stage).lower() for stage in compared["score_stage"]}
    earlier = text.listing(sorted({text.stage(stage).lower() for stage in others["score_stage"]}))
    return (
        f"Digambar: nilai tahap {last}. {text.number(len(others))} kecamatan lain hanya bernilai"
        f" pada tahap {earlier}; nilai dari tahap yang berbeda tidak dibandingkan."
    )


@cached
def facts(edition: Edition) -> str:
    """Size, date and name of an edition in one line."""
    parts = [edition.name]
    parts += [
        text.count(edition.entrants, "peserta"),
        text.count(edition.finalists, "finalis"),
    ]
    if edition.result_date is not None:
        parts.append(f"hasil {text.date(edition.result_date)}")
    if edition.is_inferred:
        parts.append("edisi ini hanya disimpulkan, tidak dinyatakan sumber")
    return " · ".join(parts)


@cached
def changes(
    standings: Rows[Standing],
    moved: Rows[Movement],
    left: Rows[Left],
    level: str,
    final_known: tuple[bool, bool],
) -> list[str]:
    """What changed against the edition before, one sentence each; empty where there is no edition
    before.

    Args:
        standings: the edition (standing.questions.standings). moved: standing.questions.movement of
        the same edition. left: standing.questions.left_the_final of the same edition. level:
        provinsi (the kabkota are followed) or kabkota (the kecamatan are). final_known: whether all
        finalists are known of this edition, and of the edition before; who is not listed in a final
        that is not wholly known may have been in it.
    """
    before = moved["year_before"].dropna()
    if before.empty:
        return []
    year, unit = int(before.iloc[0]), "kabkota" if level == "provinsi" else "kecamatan"
    both = joined(standings, moved)
    final = both[both["is_finalist"].astype(bool)]
    sentences = []
    for row in each(final[final["change"].notna()]):
        through = f" melalui {row.kecamatan}" if level == "provinsi" else ""
        movement = text.change(row.change)
        sentences.append(
            f"{getattr(row, unit)} tetap di peringkat {row.rank_low}{through}."
            if row.change == 0
            else (
                f"{getattr(row, unit)} {movement} dari peringkat {row.rank_before} ke"
                f" {row.rank_low}{through}."
            )
        )
    known_now, known_before = final_known
    new = list(final[final["kecamatan_before"].isna()][unit].dropna())
    if new and known_before:
        sentences.append(f"Tidak ada di final {year}, kini finalis: {text.listing(new)}.")
    if len(left) and known_now:
        sentences.append(
            f"Finalis {year} yang tidak lagi di final: {text.listing(list(left[unit].dropna()))}."
        )
    if not (known_now and known_before):
        which = text.listing(
            [
                str(edition)
                for edition, known in ((year, known_before), ("edisi ini", known_now))
                if not known
            ]
        )
        sentences.append(
            f"Finalis {which} belum lengkap diketahui; siapa yang baru atau tidak lagi di final"
            " tidak dapat dipastikan."
        )
    return sentences


@cached
def champions(medals: Rows[Medals], since: int) -> str:
    """Who won most often since a year; empty where nobody won twice."""
    most = medals["gold"].max() if len(medals) else 0
    if most < 2:
        return ""
    winners = list(medals[medals["gold"] == most]["name"])
    return f"{text.listing(winners)} {cardinal(int(most))} kali juara sejak {since}"


def over_the_years(medals: Rows[Medals], span: Span) -> str:
    """The finding of the medal table of a span: who won most often, else how many were in a
    final.
    """
    if medals.empty:
        return "belum ada finalis atau peringkat yang diketahui pada rentang tahun ini"
    return (
        champions(medals, span.first)
        or f"{text.number(len(medals))} nama pernah di final {text.years(span.first, span.last)}"
    )


def unnamed(edition: Edition, standings: Rows[Standing]) -> str:
    """How many took part without being named by any page; empty where nobody did, or their number
    is not known.
    """
    missing = edition.entrants - len(standings) if edition.entrants is not None else 0
    if missing <= 0:
        return ""
    return (
        f"{text.number(missing)} peserta lain ikut, tetapi namanya tidak ada di sumber mana pun"
        " yang tercatat."
    )


def unknowns(edition: Edition, standings: Rows[Standing]) -> list[str]:
    """What is not known about an edition, one sentence each.

    Args:
        edition: the edition. standings: standing.questions.standings of it.
    """
    exact = (standings["rank_low"] == standings["rank_high"]).fillna(value=False)
    open_ones = int((standings["is_finalist"].astype(bool) & ~exact.astype(bool)).sum())
    sizes = [
        noun
        for size, noun in ((edition.entrants, "peserta"), (edition.finalists, "finalis"))
        if size is None
    ]
    told = [
        f"Jumlah {text.listing(sizes)} tidak diketahui." if sizes else "",
        f"Peringkat pasti {text.number(open_ones)} finalis tidak dipublikasikan."
        if open_ones
        else "",
        unnamed(edition, standings),
        "" if standings["score"].notna().any() else "Nilainya tidak dipublikasikan.",
    ]
    return [sentence for sentence in told if sentence]


@cached
def up_to_date(last: Edition, name: str, later: Rows[Later], until: int) -> str:
    """Whether this year's result is on record, which years since the last result lack one, and
    whether anything else is known of those.

    Args:
        last: the last edition with a result. name: that edition, such as "SKK Jawa Timur 2024";
        empty where it has just been told. later: standing.questions.later until the same year.
        until: this year.
    """
    when = f", {text.date(last.result_date)}" if last.result_date is not None else ""
    if later.empty and last.year == until:
        return f"Hasil tahun ini{when}: {name}." if name else "Ini hasil tahun ini."
    told = f"Hasil terakhir yang tercatat{when}: {name}."
    if not name:
        told = "Ini hasil terakhir yang tercatat."
    if later.empty:
        return told
    missing = list(dict.fromkeys(int(year) for year in later["year"]))
    held = list(dict.fromkeys(int(year) for year in later[later["is_held"].astype(bool)]["year"]))
    lacking = [year for year in missing if year not in held]
    if lacking:
        told = f"{told} Hasil {_years(lacking)} belum tercatat."
    if held:
        told = f"{told} Edisi {_years(held)} tercatat, hasilnya belum."
    if later["contest_id"].notna().any():
        return f"{told} Yang sudah diketahui:"
    if last.is_skk:
        is_of_province = keys.edition(last.edition_id).level == "provinsi"
        other = "Hasil SKK kabupaten/kotanya" if is_of_province else "Wakilnya di SKK provinsi"
        told = f"{told} {other} pada tahun itu juga belum tercatat."
    return told


def _years(several: list[int]) -> str:
    """Years in words, such as "2025 dan 2026"; more than three without a gap as "2020–2026"."""
    if len(several) > 3 and several[-1] - several[0] == len(several) - 1:
        return text.years(several[0], several[-1])
    return text.listing([str(year) for year in several], most=len(several))


@cached
def known_since(later: Rows[Later]) -> list[Since]:
    """What contests of the other level tell of the years since the last result, one sentence for
    each of their editions, the latest first.

    Args:
        later: standing.questions.later.
    """
    known = later[later["contest_id"].notna()]
    found = [_since(rows) for rows in apart(known, "year", "contest_id")]
    return sorted(found, key=lambda one: -one.year)


def _since(rows: Rows[Later]) -> Since:
    row = next(each(rows))
    is_ranked = bool((rows["rank_low"] == rows["rank_high"]).fillna(value=False).any())
    told = []
    for title in dict.fromkeys(rows["title"]):
        names = list(rows[rows["title"] == title]["kecamatan"])
        word = text.title(title).lower()
        if title == "peserta":
            told.append(f"{cardinal(len(names))} peserta tercatat")
        elif title == "finalis" and not is_ranked:
            told.append(f"{word} {text.listing(names)}, urutannya belum diketahui")
        elif title in text.STATUSES:
            told.append(f"{word} {text.listing(names)}")
        else:
            told.append(f"{text.listing(names)} {word}")
    note = " (disimpulkan, tidak dinyatakan sumber)" if rows["is_inferred"].all() else ""
    return Since(
        int(row.year),
        str(row.contest_id),
        f"{row.short_name} {row.region} {row.year}: {'; '.join(told)}{note}.",
        int(row.sources),
        {str(code) for code in rows["kabkota_code"].dropna()},
    )


def _with_region(row: Standing) -> str:
    return f"{row.kecamatan}, {row.kabkota},"
