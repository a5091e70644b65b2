"""Findings in plain Indonesian, built from frames: headings, what changed, and disputes."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from analytics import text
from analytics.query import each

CARDINALS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh")


def cardinal(value: int) -> str:
    """3 -> "tiga"; above ten, the digits."""
    return CARDINALS[value] if value < len(CARDINALS) else text.number(value)


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
    finalists = int(standings["is_finalist"].sum())
    if finalists:
        return f"{cardinal(finalists).capitalize()} finalis {name} diketahui; urutannya tidak dipublikasikan"
    known = len(standings)
    return f"{cardinal(known).capitalize()} kecamatan diketahui ikut {name}; peringkatnya tidak dipublikasikan"


def facts(edition: pd.Series) -> str:
    """Size, date and name of an edition in one line."""
    parts = [str(edition["name"])]
    parts += [text.count(edition["entrants"], "peserta"), text.count(edition["finalists"], "finalis")]
    if text.is_known(edition["result_date"]):
        parts.append(f"hasil {text.date(edition['result_date'])}")
    return " · ".join(parts)


def changes(standings: pd.DataFrame, moved: pd.DataFrame, left: pd.DataFrame, level: str) -> list[str]:
    """What changed against the edition before, one sentence each; empty where there is no edition before.

    Args:
        standings: the edition (standings.standings).
        moved: standings.movement of the same edition.
        left: standings.left_the_final of the same edition.
        level: provinsi (the kabkota are followed) or kabkota (the kecamatan are).
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
    new = list(final[final["kecamatan_before"].isna()][unit].dropna())
    if new:
        sentences.append(f"Tidak ada di final {year}, kini finalis: {text.listing(new)}.")
    if len(left):
        sentences.append(f"Finalis {year} yang tidak lagi di final: {text.listing(list(left[unit].dropna()))}.")
    return sentences


def champions(medals: pd.DataFrame, since: int) -> str:
    """Who won most often since a year; empty where nobody won twice."""
    most = medals["gold"].max() if len(medals) else 0
    if most < 2:
        return ""
    winners = list(medals[medals["gold"] == most]["name"])
    return f"{text.listing(winners)} {cardinal(int(most))} kali juara sejak {since}"


def disputes(frame: pd.DataFrame) -> Iterator[str]:
    """Each dispute of claims.disputes in one sentence: what, who says which, what is shown."""
    for _, rows in frame.groupby("dispute_id", sort=False):
        first = rows.iloc[0]
        sides = [f"{_position(row)} menurut {text.listing(list(row.publishers), most=4)}" for row in each(rows)]
        shown = [_position(row) for row in each(rows) if row.is_shown]
        verdict = f"Yang ditampilkan: {shown[0]}." if shown else "Kedua sisi sama kuat; tidak ada yang diutamakan."
        yield f"{_subject(first)}: {'; '.join(sides)}. {verdict}"


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
