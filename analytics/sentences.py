"""Findings in plain Indonesian, built from frames: headings, what changed, and disputes."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analytics import text
from analytics.kept import kept
from analytics.query import each
from analytics.trends import FEWEST, Trend, odds_ratio, top_share

CARDINALS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh")
SIMILAR = 1.5  # an odds ratio up to this, or down to its inverse, is called slight
SIGNIFICANT = 0.05  # the p below which a trend is told from chance


def cardinal(value: int) -> str:
    """3 -> "tiga"; above ten, the digits."""
    return CARDINALS[value] if value < len(CARDINALS) else text.number(value)


@kept
def headline(standings: pd.DataFrame, name: str) -> str:
    """The finding of an edition. `name` is the contest with its year, such as "SKK Jawa Timur 2024"."""
    placed = standings[standings["is_placed"].astype(bool)]
    if standings.empty:
        return f"Hasil {name} belum diketahui"
    first = placed[(placed["rank_low"] == 1) & (placed["rank_high"] == 1)]
    if len(first):
        verb = "bersama memimpin" if len(first) > 1 else "memimpin"
        return f"{text.listing([_with_region(row) for row in each(first)])} {verb} {name}"
    top = placed[placed["rank_low"] == 1]
    if len(top) and len(top) == top["rank_high"].max() and len(top) < len(placed):
        return f"{text.listing(list(top['kecamatan']))} menempati peringkat 1–{len(top)} {name}; urutannya belum diketahui"
    ranked = placed[placed["rank_low"] == placed["rank_high"]].sort_values("rank_low")
    if len(ranked):
        best = int(ranked["rank_low"].iloc[0])
        names = text.listing([_with_region(row) for row in each(ranked[ranked["rank_low"] == best])])
        return f"{names} di peringkat {best} {name}; yang di atasnya belum diketahui"
    finalists = int(standings["is_finalist"].sum())
    if finalists:
        return f"{cardinal(finalists).capitalize()} finalis {name} diketahui; urutannya tidak dipublikasikan"
    known = len(standings)
    return f"{cardinal(known).capitalize()} kecamatan diketahui ikut {name}; peringkatnya tidak dipublikasikan"


def scores_apart(standings: pd.DataFrame, compared: pd.DataFrame) -> str:
    """What is said of scores beside those that can be compared (standings.comparable_scores); empty where there are no others."""
    others = standings[standings["score"].notna() & ~standings["place_id"].isin(compared["place_id"])]
    if others.empty:
        return ""
    last, *_ = {text.stage(stage).lower() for stage in compared["score_stage"]}
    earlier = text.listing(sorted({text.stage(stage).lower() for stage in others["score_stage"]}))
    return (
        f"Digambar: nilai tahap {last}. {text.number(len(others))} kecamatan lain hanya bernilai pada tahap {earlier}; "
        "nilai dari tahap yang berbeda tidak dibandingkan."
    )


@kept
def facts(edition: Mapping[str, Any]) -> str:
    """Size, date and name of an edition in one line."""
    parts = [str(edition["name"])]
    parts += [text.count(edition["entrants"], "peserta"), text.count(edition["finalists"], "finalis")]
    if text.is_known(edition["result_date"]):
        parts.append(f"hasil {text.date(edition['result_date'])}")
    if edition["is_inferred"]:
        parts.append("edisi ini hanya disimpulkan, tidak dinyatakan sumber")
    return " · ".join(parts)


@kept
def changes(
    standings: pd.DataFrame, moved: pd.DataFrame, left: pd.DataFrame, level: str, final_known: tuple[bool, bool]
) -> list[str]:
    """What changed against the edition before, one sentence each; empty where there is no edition before.

    Args:
        standings: the edition (standings.standings).
        moved: standings.movement of the same edition.
        left: standings.left_the_final of the same edition.
        level: provinsi (the kabkota are followed) or kabkota (the kecamatan are).
        final_known: whether all finalists are known of this edition, and of the edition before; who is not listed in a final
            that is not wholly known may have been in it.
    """
    before = moved["year_before"].dropna()
    if before.empty:
        return []
    year, unit = int(before.iloc[0]), "kabkota" if level == "provinsi" else "kecamatan"
    both = standings.merge(moved, on="place_id")
    final = both[both["is_finalist"].astype(bool)]
    sentences = []
    for row in each(final[final["change"].notna()]):
        through = f" melalui {row.kecamatan}" if level == "provinsi" else ""
        movement = text.change(row.change)
        sentences.append(
            f"{getattr(row, unit)} tetap di peringkat {row.rank_low}{through}."
            if row.change == 0
            else f"{getattr(row, unit)} {movement} dari peringkat {row.rank_before} ke {row.rank_low}{through}."
        )
    known_now, known_before = final_known
    new = list(final[final["kecamatan_before"].isna()][unit].dropna())
    if new and known_before:
        sentences.append(f"Tidak ada di final {year}, kini finalis: {text.listing(new)}.")
    if len(left) and known_now:
        sentences.append(f"Finalis {year} yang tidak lagi di final: {text.listing(list(left[unit].dropna()))}.")
    if not (known_now and known_before):
        which = text.listing([str(edition) for edition, known in ((year, known_before), ("edisi ini", known_now)) if not known])
        sentences.append(
            f"Finalis {which} belum lengkap diketahui; siapa yang baru atau tidak lagi di final tidak dapat dipastikan."
        )
    return sentences


@kept
def champions(medals: pd.DataFrame, since: int) -> str:
    """Who won most often since a year; empty where nobody won twice."""
    most = medals["gold"].max() if len(medals) else 0
    if most < 2:
        return ""
    winners = list(medals[medals["gold"] == most]["name"])
    return f"{text.listing(winners)} {cardinal(int(most))} kali juara sejak {since}"


def of_edition(row: Any) -> str:
    """An edition in words from a row of history.places: "SKK Jawa Timur 2023"."""
    return f"{row.short_name} {row.region} {row.year}"


def achieved(row: Any) -> str:
    """What one row of history.places says: "juara 1", or "finalis (peringkat 1–5, urutannya tidak dipublikasikan)"."""
    title = text.title(row.title, row.is_finalist)
    title = title[0].lower() + title[1:]
    if text.is_known(row.rank_low) and row.rank_low == row.rank_high:
        place = text.place(row.rank_low, row.rank_high, row.is_tied)
        return title if title.endswith(f" {place}") else f"{title} (peringkat {place})"
    if row.is_placed:
        return f"{title} (peringkat {text.place(row.rank_low, row.rank_high)}, urutannya tidak dipublikasikan)"
    return f"{title}, peringkat tidak dipublikasikan"


def best(places: pd.DataFrame) -> Any | None:
    """The row of history.places that a kecamatan is proudest of: SKK before kindred awards, the province before its own
    kabkota, a known rank before an interval, the better before the later."""
    if places.empty:
        return None
    order = pd.DataFrame(
        {
            "kindred": ~places["is_skk"].astype(bool),
            "own": places["level"] != "provinsi",
            "unplaced": ~places["is_placed"].astype(bool),
            "high": places["rank_high"].astype("Float64").fillna(9999),
            "age": -places["year"],
        }
    ).sort_values(["kindred", "own", "unplaced", "high", "age"])
    return next(each(places.loc[order.index]))


@kept
def profile(name: str, places: pd.DataFrame) -> str:
    """The finding about one kecamatan."""
    top = best(places)
    if top is None:
        return f"Belum ada hasil SKK yang tercatat untuk {name}"
    return f"{name} {achieved(top)}, {of_edition(top)}"


@kept
def compare(summary: pd.DataFrame) -> str:
    """What a comparison shows, in one paragraph; the same whatever the order of the kecamatan.

    Args:
        summary: comparison.summary.
    """
    ordered = summary.sort_values(["best_low", "best_high", "kecamatan"], na_position="last")
    placed, silent = ordered[ordered["best_low"].notna()], ordered[ordered["best_low"].isna()]
    sentences = [
        f"{row.kecamatan} ({row.kabkota}): peringkat terbaik di tingkat provinsi "
        f"{text.place(row.best_low, row.best_high)} ({row.best_year}); {cardinal(int(row.finals))} kali di final."
        for row in each(placed)
    ]
    if len(placed) > 1:
        first = placed.iloc[0]
        leaders = placed[(placed["best_low"] == first["best_low"]) & (placed["best_high"] == first["best_high"])]
        apart = placed[placed["best_low"] > first["best_high"]]
        if len(leaders) > 1:
            place = text.place(first["best_low"], first["best_high"])
            sentences.append(f"{text.listing(list(leaders['kecamatan']))} sama: terbaiknya peringkat {place}.")
        elif len(apart) == len(placed) - 1:
            sentences.append(f"Yang tertinggi {first['kecamatan']}.")
        else:
            sentences.append("Siapa yang tertinggi belum dapat dipastikan: rentang peringkatnya bertumpuk.")
    if len(silent):
        sentences.append(f"Tanpa peringkat tingkat provinsi yang tercatat: {text.listing(list(silent['kecamatan']))}.")
    return " ".join(sentences)


@kept
def unknowns(places: pd.DataFrame, innovations: pd.DataFrame, has_area: bool) -> list[str]:
    """What is not known about one kecamatan ("yang belum diketahui"), one sentence each.

    Args:
        places: history.places of the kecamatan.
        innovations: history.innovations of the kecamatan.
        has_area: whether its area is drawn.
    """
    skk = places[places["is_skk"].astype(bool)]
    said = []
    if skk.empty:
        said.append("Apakah kecamatan ini pernah ikut SKK, di tingkat mana pun, tidak disebut sumber mana pun yang tercatat.")
    for row in each(skk):
        if not (text.is_known(row.rank_low) and row.rank_low == row.rank_high):
            said.append(f"Peringkat pasti pada {of_edition(row)} tidak dipublikasikan.")
    if len(skk) and skk["score"].isna().all():
        said.append("Nilainya tidak dipublikasikan pada edisi mana pun.")
    without = int((innovations["indicator_basis"] == "unknown").sum())
    if without:
        said.append(f"Indikator {text.number(without)} dari {text.number(len(innovations))} inovasinya tidak diketahui.")
    if innovations.empty:
        said.append("Belum ada inovasi yang tercatat.")
    if not has_area:
        said.append("Batas wilayahnya belum tersedia; peta memuat titik saja.")
    return said


@kept
def disputes(frame: pd.DataFrame) -> list[str]:
    """Each dispute of claims.disputes in one sentence: what, who says which, what is shown."""
    found = []
    for _, rows in frame.groupby("dispute_id", sort=False):
        first = rows.iloc[0]
        sides = [f"{_position(row)} menurut {text.listing(list(row.publishers), most=4)}" for row in each(rows)]
        shown = [_position(row) for row in each(rows) if row.is_shown]
        verdict = f"Yang ditampilkan: {shown[0]}." if shown else "Kedua sisi sama kuat; tidak ada yang diutamakan."
        found.append(f"{_subject(first)}: {'; '.join(sides)}. {verdict}")
    return found


def _subject(row: pd.Series) -> str:
    contest = f"{row['short_name']} {row['region']} {row['year']}"
    return {
        "finalists": f"Jumlah finalis {contest}",
        "entrants": f"Jumlah peserta {contest}",
        "two_entries": f"Wakil {row['subject']} di {contest}, padahal satu kabupaten/kota mengirim satu kecamatan",
        "kabkota": f"Letak kecamatan {row['subject']} ({contest})",
        "two_ranks": f"Peringkat {row['subject']} di {contest}",
        "one_rank": f"Pemegang peringkat {row['subject']} di {contest}",
        "score": f"Nilai {row['subject']} di {contest}",
        "innovations": f"Jumlah inovasi {row['subject']} yang diklaim pada {contest}",
    }[str(row["kind"])]


def _position(row: Any) -> str:
    kind, position = str(row.kind), str(row.position)
    if kind in ("finalists", "entrants"):
        return f"lebih dari {position[2:]}" if position.startswith("> ") else position
    if kind == "two_ranks":
        return f"peringkat {position}"
    return text.number(float(position), 2) if kind == "score" else position


def _with_region(row: Any) -> str:
    return f"{row.kecamatan}, {row.kabkota},"


@kept
def kabkota(name: str, province: str, journey: pd.DataFrame) -> str:
    """The finding about one kabkota in the contest of its province, from kabkota.journey."""
    known = journey[journey["state"] == "known"]
    finals = known[known["is_finalist"].astype(bool)].sort_values("year")
    years = list(dict.fromkeys(int(year) for year in finals["year"]))
    if known.empty:
        return f"{name} belum tercatat di SKK {province}"
    if not years:
        return f"{name} tercatat di SKK {province}, belum di final"
    told = f"{name} {_times(len(years))} di final {province}"
    exact = finals[finals["rank_low"] == finals["rank_high"]]
    gold = int((exact["rank_low"] == 1).sum())
    if gold:
        return f"{told}, {_times(gold)} juara 1"
    if exact.empty:
        return f"{told}; peringkatnya belum diketahui"
    best = exact[exact["rank_low"] == exact["rank_low"].min()]
    return f"{told}, terbaik peringkat {int(best['rank_low'].iloc[0])} ({text.listing([str(year) for year in best['year']])})"


@kept
def competed(kecamatan: pd.DataFrame) -> str:
    """How many kecamatan of a kabkota are on record, from kabkota.kecamatan, with what that does not say."""
    named = kecamatan[kecamatan["kecamatan_code"].notna()]
    seen, size = int(named["last_year"].notna().sum()), len(named)
    if not seen:
        return (
            f"Dari {text.number(size)} kecamatan belum satu pun tercatat ikut SKK; yang ikut tanpa diberitakan tidak terhitung."
        )
    share = f" ({text.number(100 * seen / size)}%)" if size else ""
    return (
        f"{text.number(seen)} dari {text.number(size)} kecamatan{share} tercatat pernah ikut SKK, di ajang sendiri atau di "
        "provinsi; yang ikut tanpa diberitakan tidak terhitung."
    )


@kept
def successes(journey: pd.DataFrame) -> str:
    """The first and the last final of a kabkota, from kabkota.journey; empty where there is none."""
    finals = journey[journey["is_finalist"].astype(bool)].sort_values("year")
    if finals.empty:
        return ""
    first, last = (f"{row.year} ({row.kecamatan})" for row in (next(each(finals)), next(each(finals.iloc[::-1]))))
    if finals["year"].nunique() == 1:
        return f"Satu-satunya final provinsi yang tercatat: {first}."
    return f"Final provinsi pertama {first}, terakhir {last}."


def trend(test: Trend, what: str) -> str:
    """What a test of trend says about a series such as "Bagian kota"; why there is none, where there is none; nothing of a series
    with equal values, which untested() names."""
    if test.reason == "ties":
        return ""
    if test.tau is None or test.p_value is None:
        known = f"baru {cardinal(test.observations)}" if test.observations else "belum satu pun"
        return f"{what}: {known} edisi diketahui angkanya; terlalu pendek untuk uji (perlu {cardinal(FEWEST)})."
    verdict = "tidak dapat dibedakan dari kebetulan"
    if test.p_value < SIGNIFICANT:
        verdict = "cenderung naik" if test.tau > 0 else "cenderung turun"
    return (
        f"{what}: {verdict} (Kendall τ = {text.fixed(test.tau, 2)}; p eksak = {text.fixed(test.p_value, 3)}; "
        f"{cardinal(test.observations)} edisi)."
    )


def untested(series: Sequence[str]) -> str:
    """Why some series, such as "jumlah finalis", are not tested for a trend: values of theirs are equal."""
    return (
        f"Apakah {text.listing(series)} naik atau turun dari tahun ke tahun tidak disimpulkan: beberapa edisi bernilai sama, "
        "dan uji bagi deret sependek ini hanya berlaku bila semua nilainya berbeda."
    )


@kept
def reach(spread: pd.DataFrame, noun: str, where: str) -> str:
    """How many regions were ever in a final, from trends.spread; the heading of the trends of a contest."""
    editions = int(spread["editions"].max()) if len(spread) else 0
    if not editions:
        return f"Belum ada final {where} yang seluruh finalisnya diketahui"
    reached = int((spread["finals"] > 0).sum())
    return (
        f"{text.number(reached)} dari {text.number(len(spread))} {noun} pernah di final {where}, dari {cardinal(editions)} final "
        "yang lengkap diketahui"
    )


@kept
def sizes(rows: pd.DataFrame) -> str:
    """How the number of finalists and of entrants changed between the first and the last edition that tell, from trends.sizes."""
    told = []
    for column, noun in (("finalists", "finalis"), ("entrants", "peserta")):
        known = rows[rows[column].notna()]
        if known.empty:
            continue
        (first, before), (last, after) = ((int(row["year"]), int(row[column])) for _, row in known.iloc[[0, -1]].iterrows())
        if len(known) == 1:
            told.append(f"{text.number(before)} {noun} pada {first}")
        else:
            same = f"tetap {text.number(after)} {noun}"
            told.append(
                same if before == after else f"{noun} dari {text.number(before)} ({first}) menjadi {text.number(after)} ({last})"
            )
    return _sentence_case("; ".join(told)) if told else "Jumlah peserta dan finalis tidak diketahui"


@kept
def turnover(rows: pd.DataFrame) -> str:
    """How many names of the last final are new, from trends.turnover."""
    known = rows[rows["fresh"].notna()]
    if known.empty:
        return "Nama baru belum dapat dihitung: perlu dua final yang lengkap diketahui"
    last = known.iloc[-1]
    fresh = f"{cardinal(int(last['fresh']))} dari {cardinal(int(last['finals']))}" if last["fresh"] else "Tidak satu pun"
    return f"{_sentence_case(fresh)} finalis {last['year']} nama baru"


@kept
def unequal(spread: pd.DataFrame) -> str:
    """The share of the five most successful, from trends.spread; empty below two finals, where all have one or none."""
    counts = [int(value) for value in spread["finals"]]
    share = top_share(counts)
    if share is None or spread["editions"].max() < 2:
        return ""
    return f"Lima terbanyak memegang {text.number(100 * share)}% dari {sum(counts)} tempat final"


@kept
def kinds(rows: pd.DataFrame) -> str:
    """Whether kota are in the final more often than kabupaten, from trends.kinds; empty where they cannot be compared."""
    odds = odds_ratio(rows)
    if odds is None:
        return ""
    share = {row["kind"]: f"{text.fixed(100 * row['share'], 1)}%" for _, row in rows.iterrows()}
    if share["kota"] == share["kabupaten"]:
        return f"Kota dan kabupaten sama sering di final: {share['kota']} kesempatan"
    leads, lags = ("kota", "kabupaten") if odds > 1 else ("kabupaten", "kota")
    slightly = "sedikit " if 1 / SIMILAR < odds < SIMILAR else ""
    return f"{leads.capitalize()} {slightly}lebih sering di final: {share[leads]} kesempatan, {lags} {share[lags]}"


@kept
def promotion(rows: pd.DataFrame) -> str:
    """How many champions of their own kabkota were in the province's final of that year, from trends.promotion."""
    counted = rows[rows["is_counted"].astype(bool)]
    if counted.empty:
        return "Belum ada juara kabupaten/kota yang dapat dicocokkan dengan final provinsi tahun yang sama"
    went = int(counted["is_finalist"].astype(bool).sum())
    if len(counted) == 1:
        return f"Satu-satunya juara kabupaten/kota yang dapat dicocokkan {'' if went else 'tidak '}masuk final provinsi tahun itu"
    return (
        f"{_sentence_case(cardinal(went)) if went else 'Tidak satu pun'} dari {cardinal(len(counted))} juara kabupaten/kota yang "
        "tercatat masuk final provinsi tahun itu"
    )


def _times(count: int) -> str:
    return "sekali" if count == 1 else f"{cardinal(count)} kali"


def _sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]
