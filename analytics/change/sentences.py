"""What is said of a change between two editions. Never more than arithmetic: how a number comes
about, not why somebody gave it.
"""

from collections.abc import Sequence

from analytics.change.questions import Decomposed, Reason
from analytics.change.rows import Fact, Held, Move, Part, Rival
from analytics.core import text
from analytics.core.cache import cached
from analytics.core.rows import Rows, each
from analytics.core.text import fixed, signed

CAUSES = {
    "own": "nilai sendiri",
    "others": "nilai peserta lain",
    "left": "yang tidak dinilai lagi",
    "came": "yang baru dinilai",
    "weights": "bobot indikator",
    "indicators": "susunan indikator",
    "rest": "tahap lain atau ketetapan panitia",
}
SAME = {
    "weights": "bobot indikator",
    "indicators": "susunan indikator",
}
FACTS = {
    "sent": "Wakil",
    "stage": "Tahap terjauh",
    "entrants": "Jumlah peserta",
    "finalists": "Jumlah finalis",
    "score": "Nilai total",
    "indicators": "Indikator tercatat",
    "weights": "Bobot tercatat",
    "comparison": "Susunan indikator",
    "ruling": "Keputusan editor",
    "dispute": "Sengketa",
}
COMPARED = {"same": "sama", "different": "berbeda", "unknown": "belum dapat dipastikan"}
COMPARISON = {
    "same": "Susunan indikator kedua edisi sama.",
    "different": "Susunan indikator kedua edisi berbeda.",
    "unknown": "Apakah susunan indikator kedua edisi sama, belum dapat dipastikan.",
}
TOLD = ("sent", "stage", "entrants", "finalists")  # where they differ
ALWAYS = ("sent", "comparison", "ruling", "dispute")  # told beside what scores say, too
# How somebody stood before, for those who are above now; and now, for those who were above before
THEN = {
    "above": "tetap di atas",
    "below": "dulu di bawah",
    "level": "dulu setara",
    "outside": "bukan finalis {before}",
    "absent": "tidak tercatat pada {before}",
    "open": "urutan pada {before} tidak diketahui",
}
TODAY = {
    "below": "kini di bawah",
    "level": "kini setara",
    "outside": "bukan finalis {now}",
    "absent": "tidak tercatat pada {now}",
    "open": "urutan pada {now} tidak diketahui",
}
RIVALS = {f"{then}_above": said for then, said in THEN.items()} | {
    f"above_{today}": said for today, said in TODAY.items()
}
LACKS: dict[Reason, str] = {
    "both": "nilai per indikator edisi {before} dan {now} tidak dipublikasikan",
    "before": "nilai per indikator edisi {before} tidak dipublikasikan",
    "now": "nilai per indikator edisi {now} tidak dipublikasikan",
    "stage": "nilai per indikator kedua edisi berasal dari tahap yang berbeda",
    "own": "nilainya sendiri tidak lengkap untuk semua indikator pada kedua edisi",
    "weights": "bobot indikator tidak diketahui semuanya",
    "indicators": "tidak ada indikator yang sama pada kedua edisi",
}
NEEDED = (
    "Yang perlu dipublikasikan: nilai semua peserta tiap indikator, dengan maksimum dan bobotnya."
)
METHOD = (
    "Andil tiap sebab adalah nilai Shapley: rata-rata perubahan ketika sebab itu diganti dari"
    " keadaan dulu ke keadaan kini, atas semua urutan penggantian. Jumlahnya tepat sama dengan"
    " perubahannya; yang tampil dibulatkan tanpa mengubah jumlah itu. Peserta lain di tingkat"
    " provinsi diikuti menurut kabupaten/kotanya. Ini hitungan dari nilai, bukan keterangan mengapa"
    " juri menilai demikian: bila semua nilai turun bersama, nilai sendiri dan nilai peserta lain"
    " saling meniadakan."
)


def edition(row: Held) -> str:
    """An edition in words: "SKK Jawa Timur 2024"."""
    return f"{row.short_name} {row.region} {row.year}"


def _exact(row: Held) -> int | None:
    return row.rank_low if row.rank_low is not None and row.rank_low == row.rank_high else None


def gained(before: Held, now: Held) -> int | None:
    """Places gained, negative: lost; None where one of the two is not known exactly."""
    first, second = _exact(before), _exact(now)
    return None if first is None or second is None else first - second


@cached
def change(before: Held, now: Held) -> str:
    """How the place changed: "Turun 3 tempat, dari peringkat 2 (2023) ke 5 (2024)"."""
    first, second = (
        text.place(row.rank_low, row.rank_high, row.is_tied)
        if row.rank_low is not None
        else text.UNKNOWN
        for row in (before, now)
    )
    told = f"dari peringkat {first} ({before.year}) ke {second} ({now.year})"
    places = gained(before, now)
    if places == 0:
        return f"Tetap di peringkat {second} ({before.year} dan {now.year})"
    if places is not None:
        return f"{text.sentence_case(text.change(places))} tempat, {told}"
    if _surely(now, before):
        return f"Naik, {told}"
    if _surely(before, now):
        return f"Turun, {told}"
    return f"Naik atau turun belum pasti: peringkat {first} ({before.year}), {second} ({now.year})"


def _surely(above: Held, below: Held) -> bool:
    high, low = above.rank_high, below.rank_low
    return high is not None and low is not None and high < low


@cached
def question(before: Held, now: Held, of: Decomposed | None) -> str:
    """The heading: the question with the change that it asks about and, where scores say it, what
    adds most to it; of a kindred award, which no reader expects, with its name.
    """
    told = change(before, now)
    places = gained(before, now)
    if of is not None and places:
        causes = [f"{CAUSES[row.cause]} {signed(row.shown)}" for row in _acting(of)[:2]]
        told = f"{text.sentence_case(text.change(places))} tempat: {'; '.join(causes)}"
    contest = "" if now.is_skk else f"{now.short_name}: "
    return f"Mengapa berubah? {contest}{told}"


def _acting(of: Decomposed) -> list[Move]:
    """The causes that move the place, the largest first."""
    return sorted((row for row in each(of.moves) if row.shown), key=lambda row: -abs(row.shown))


def contest(before: Held, now: Held) -> str:
    """What is compared: "SKK Jawa Timur 2024 dibanding 2023"."""
    return f"{edition(now)} dibanding {before.year}"


def summary(before: Held, now: Held) -> str:
    """The change with the contest that it is about: "SKK Jawa Timur: turun 1 tempat, …"."""
    told = change(before, now)
    return f"{now.short_name} {now.region}: {told[:1].lower()}{told[1:]}"


@cached
def places(of: Decomposed, before: Held, now: Held) -> str:
    """What each cause adds to the change of the place, the largest first."""
    stage = text.stage(of.stage).lower()
    ends = (
        f"Menurut nilai {stage}: peringkat {of.before.place} dari {of.before.judged}"
        f" ({before.year}), {of.now.place} dari {of.now.judged} ({now.year})."
    )
    if "rest" in set(of.moves["cause"]):
        ends += f" Peringkat resminya {of.before.official} dan {of.now.official}."
    ordered = _acting(of)
    if not ordered:
        return f"{ends} Tidak satu sebab pun mengubah tempatnya."
    told = "; ".join(f"{CAUSES[row.cause]} {signed(row.shown)}" for row in ordered)
    total = signed(float(round(of.moves["effect"].sum())))
    return f"{ends} Andil dalam tempat (+ naik, − turun): {told}; jumlahnya {total}."


@cached
def totals(of: Decomposed, before: Held, now: Held) -> str:
    """How the own total changed, and by which indicators most."""
    first, second = of.before.percent, of.now.percent
    told = (
        f"Nilai total {_went(round(second - first, 2))}, dari {fixed(first, 2)}% ({before.year}) ke"
        f" {fixed(second, 2)}% ({now.year}) dari maksimum"
    )
    scores = sorted((row for row in each(of.parts) if row.shown), key=lambda row: row.shown)
    raised = [row for row in scores[::-1] if row.shown > 0][:1]
    lowered = [row for row in scores if row.shown < 0][:1]
    said = [
        f"{word} {part(row)} ({signed(row.shown, 2)})"
        for word, rows in (("paling menaikkan", raised), ("paling menurunkan", lowered))
        for row in rows
    ]
    return f"{told}: {'; '.join(said)}." if said else f"{told}."


def _went(points: float) -> str:
    if not points:
        return "tetap"
    return f"{'naik' if points > 0 else 'turun'} {fixed(abs(points), 2)} poin"


def part(row: Part) -> str:
    """What a cause of the change of the own total is called."""
    if row.criterion is None or row.name is None:
        return CAUSES[row.cause]
    return text.criterion(row.criterion, row.name)


@cached
def left_out(of: Decomposed, before: Held, now: Held) -> list[str]:
    """What is the same in both editions, indicators that only one of them has, and what the
    arithmetic leaves out; one sentence each.
    """
    said = []
    held = {*of.moves["cause"], *of.parts["cause"]}
    same = [SAME[cause] for cause in SAME if cause not in held]
    if same:
        said.append(f"Sama pada kedua edisi: {text.listing(same)}.")
    for names, year, other in (
        (of.gone, before.year, now.year),
        (of.added, now.year, before.year),
    ):
        if names:
            named = text.listing([name.lower() for name in names])
            said.append(f"Hanya pada {year}, tidak pada {other}: {named}.")
    for end, year in ((of.before, before.year), (of.now, now.year)):
        if end.left_out:
            said.append(
                f"{text.number(end.left_out)} peserta {year} tanpa nilai semua indikator tidak"
                " terhitung."
            )
        if end.unscored:
            named = text.listing([name.lower() for name in end.unscored])
            said.append(f"Tanpa nilai pada {year}, maka tidak terhitung: {named}.")
    return said


@cached
def above(rows: Rows[Rival], before: Held, now: Held) -> list[str]:
    """Who is above now, by how they stood before, and who was above before and is not now; a
    sentence each, empty where nobody is known.
    """
    held: dict[str, list[str]] = {}
    for row in each(rows):
        held.setdefault(row.kind, []).append(row.name)
    said = []
    for kinds, title in (
        ([f"{then}_above" for then in THEN], f"Di atasnya pada {now.year}"),
        ([f"above_{today}" for today in TODAY], f"Di atasnya pada {before.year}, kini tidak"),
    ):
        groups = [
            f"{text.listing(held[kind], 4)} ({rival(kind, before, now)})"
            for kind in kinds
            if kind in held
        ]
        if groups:
            said.append(f"{title}: {'; '.join(groups)}.")
    return said


def rival(kind: str, before: Held, now: Held) -> str:
    """How somebody stood in the other edition."""
    return RIVALS[kind].format(before=before.year, now=now.year)


@cached
def unnamed(rows: Rows[Rival], before: Held, now: Held) -> list[str]:
    """What the names of those above amount to, where the place is known exactly and nobody shares
    it: the whole of the change, or how many of them are not known.
    """
    kinds = list(rows["kind"])
    sides = (
        (before, sum(kind.startswith("above_") for kind in kinds)),
        (now, sum(kind.endswith("_above") for kind in kinds)),
    )
    if any(_exact(row) is None or row.is_tied for row, _ in sides):
        return []
    missing = [(row.year, (row.rank_low or 1) - 1 - known) for row, known in sides]
    if all(count == 0 for _, count in missing):
        stayed = kinds.count("above_above")
        came, went = sides[1][1] - stayed, sides[0][1] - stayed
        if not came and not went:
            return []
        return [
            "Dengan itu seluruh perubahan tempatnya terhitung:"
            f" {_counted(came)} masuk ke atasnya, {_counted(went)} keluar."
        ]
    return [
        text.sentence_case(f"{text.cardinal(count)} yang di atasnya pada {year} tidak tercatat.")
        for year, count in missing
        if count > 0
    ]


def _counted(count: int) -> str:
    return text.cardinal(count) if count else "tidak ada yang"


@cached
def told(rows: Rows[Fact], before: Held, now: Held, *, scored: bool) -> list[str]:
    """What of the facts changed, or bears on the place, one sentence each; where scores say more,
    only what they do not.
    """
    said = []
    for row in each(rows):
        first, second = value(row, row.before), value(row, row.now)
        label = FACTS[row.kind]
        if scored and row.kind not in ALWAYS:
            continue
        if row.kind in {"ruling", "dispute"}:
            said += [
                f"{label} ({year}): {words}{'' if words.endswith('.') else '.'}"
                for words, year in ((first, before.year), (second, now.year))
                if words != text.UNKNOWN
            ]
        elif row.kind == "comparison":
            said += [COMPARISON[str(row.now)]] if not scored or row.now != "same" else []
        elif row.kind in TOLD and None not in {row.before, row.now} and first != second:
            said.append(f"{label}: {first} ({before.year}), {second} ({now.year}).")
    return said


def value(row: Fact, given: str | None) -> str:
    """A value of a fact as it is read."""
    if given is None:
        return "" if row.kind == "comparison" else text.UNKNOWN
    if row.kind == "stage":
        return text.stage(given).lower()
    if row.kind == "comparison":
        return COMPARED[given]
    if row.kind == "dispute":
        return "; ".join(text.DISPUTES[kind] for kind in given.split(";"))
    if row.kind == "score":
        score, _, maximum = given.partition("/")
        return " ".join(text.score(float(score), float(maximum) if maximum else None))
    return given


def unknown(reason: Reason, before: Held, now: Held) -> str:
    """What is not known where nothing can be worked out, and what would have to be published."""
    lack = LACKS[reason].format(before=before.year, now=now.year)
    return f"Selebihnya tidak diketahui: {lack}. {NEEDED}"


def cause(row: Move) -> str:
    """A cause of the change of the place, with how many entrants it is about."""
    name = text.sentence_case(CAUSES[row.cause])
    return f"{name} ({text.number(row.count)})" if text.is_known(row.count) else name


def names(rows: Sequence[Held]) -> dict[str, str]:
    """The editions in words, by their keys."""
    return {row.edition_id: edition(row) for row in rows}
