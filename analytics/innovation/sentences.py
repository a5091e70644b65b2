"""Findings about innovations in plain Indonesian."""

from collections.abc import Mapping

from analytics.core import text
from analytics.core.cache import cached
from analytics.core.indicators import Names
from analytics.core.rows import Rows, each
from analytics.innovation.rows import Catalogued, Count, Hit, Part, Reason, Worthy

KINDS = {  # of reasons, as they are chosen by
    "copied": "Ditiru tempat lain",
    "award": "Mendapat penghargaan",
    "placed": "Kecamatannya tiga besar",
    "publishers": "Dilaporkan beberapa penerbit",
    "years": "Tercatat beberapa tahun",
    "namesake": "Nama sama muncul di tempat lain",
}
ORDER = (
    "Urutan: yang jenis alasannya terbanyak, lalu yang alasannya terkuat (ditiru, penghargaan,"
    " tiga besar, penerbit, tahun, nama sama), lalu abjad."
)
NOUNS = {"skk": "inovasi lomba", "lain": "inovasi di luar lomba"}  # by context
SUITED = (
    "Ada di daerah yang serupa dan tidak tercatat di sini, yang belum tentu berarti tidak ada."
    " Urutan: jenis alasan terbanyak, lalu terkuat, lalu kecocokan terbanyak, lalu abjad."
)


@cached
def spread(rows: Rows[Count], what: str, indicators: Names) -> str:
    """What innovation.questions.by_indicator amounts to: how many `what`, and in which indicator
    most are, told by whom.
    """
    total = int(rows["innovations"].sum())
    if not total:
        return f"Belum ada {what} yang tercatat"
    sizes = rows[rows["indicator"] > 0].groupby("indicator")["innovations"].sum()
    if sizes.empty:
        return f"{text.number(total)} {what} tercatat; indikatornya tidak diketahui"
    most = sizes[sizes == sizes.max()]
    names = text.listing([indicators[int(number)].lower() for number in most.index])
    stated = int(
        rows.loc[
            rows["indicator"].isin(most.index) & (rows["basis"] == "stated"), "innovations"
        ].sum()
    )
    inferred = int(most.sum()) - stated
    told = [
        f"{text.number(stated)} dinyatakan" if stated else "",
        f"{text.number(inferred)} disimpulkan" if inferred else "",
    ]
    return (
        f"{text.number(total)} {what} tercatat, terbanyak pada {names}"
        f" ({', '.join(one for one in told if one)})"
    )


@cached
def bases(rows: Rows[Count]) -> str:
    """How many indicators are stated, inferred, proposed, or not known, from
    innovation.questions.by_indicator.
    """
    sizes = rows.groupby("basis")["innovations"].sum()
    words = {
        "stated": "dinyatakan sumber",
        "inferred": "disimpulkan penyusun",
        "rule": "diusulkan aturan",
        "unknown": "tidak diketahui",
    }
    parts = [
        f"{text.number(int(sizes[basis]))} {told}"
        for basis, told in words.items()
        if basis in sizes
    ]
    return f"Indikatornya: {text.listing(parts)}"


@cached
def catalogue(for_contest: Rows[Count], others: Rows[Count]) -> str:
    """How much the catalogue holds, from innovation.questions.by_indicator of both contexts."""
    contest, other = (int(rows["innovations"].sum()) for rows in (for_contest, others))
    if not contest + other:
        return "Belum ada inovasi yang tercatat"
    return (
        f"{text.number(contest + other)} inovasi tercatat, {text.number(contest)} di antaranya"
        " untuk lomba"
    )


@cached
def found(rows: Rows[Hit], typed: str) -> str:
    """How many innovations a search found, from innovation.questions.search."""
    what = f" untuk “{typed}”" if typed else ""
    if rows.empty:
        return f"Tidak ada inovasi yang cocok{what}"
    total, contest = int(rows["found"].iloc[0]), int(rows["found_skk"].iloc[0])
    if contest in (0, total):
        return f"{text.number(total)} inovasi{what}" + (
            "" if contest else ", semuanya di luar lomba"
        )
    return (
        f"{text.number(total)} inovasi{what}: {text.number(contest)} untuk lomba,"
        f" {text.number(total - contest)} di luar lomba"
    )


def where(one: Catalogued) -> str:
    """Where an innovation is from: "Junrejo, Kota Batu"; what is not said about it."""
    if text.is_known(one.kecamatan):
        return f"{one.kecamatan}, {one.kabkota}"
    return (
        f"{one.kabkota}, kecamatan tidak disebut"
        if text.is_known(one.kabkota)
        else "Asal tidak disebut"
    )


def worthy(rows: Rows[Worthy], is_filtered: bool) -> str:
    """Which innovation stands first among those with reasons to copy them; from
    innovation.copying.worthy.
    """
    if rows.empty:
        return (
            "Tidak ada inovasi dengan alasan untuk ditiru yang cocok dengan saringan"
            if is_filtered
            else "Belum ada inovasi tercatat dengan alasan untuk ditiru"
        )
    first = next(each(rows))
    return f"{first.name}{_of(first)} paling kuat alasannya untuk ditiru"


def _of(one: Catalogued) -> str:
    place = one.kecamatan if text.is_known(one.kecamatan) else one.kabkota
    return f" dari {place}" if text.is_known(place) else ""


def suited(rows: Rows[Worthy], region: str) -> str:
    """How many innovations suit a region; from innovation.copying.worthy."""
    if rows.empty:
        return f"Belum ada inovasi tercatat yang cocok untuk {region}"
    return f"{text.number(int(rows['found'].iloc[0]))} inovasi cocok untuk {region}"


def fits(row: Worthy, region: str) -> str:
    """In what a row of innovation.copying.worthy suits a region: "Cocok: bersinggungan, provinsi
    yang sama, ..."; empty where none was asked for.
    """
    words = {
        "touch": "bersinggungan",
        "province": "provinsi yang sama",
        "kind": f"sama-sama {row.kabkota_kind}",
        "population": "penduduk serupa",
        "indicator": f"indikatornya belum tercatat di {region}",
    }
    told = [said for way, said in words.items() if way in row.ways]
    return f"Cocok: {text.listing(told)}" if told else ""


def reason(row: Reason) -> str:
    """What a row of innovation.copying.reasons says, without who says so."""
    year = f" ({row.year})" if text.is_known(row.year) else ""
    if row.kind in ("copied", "award"):
        label = "Ditiru" if row.kind == "copied" else "Penghargaan"
        is_told = text.is_known(row.what) and str(row.year) in str(row.what)
        return f"{label}: {row.what}{'' if is_told else year}"
    if row.kind == "placed":
        return f"Kecamatannya {_placed(row)}"
    if row.kind == "publishers":
        return f"Dilaporkan {text.number(row.number)} penerbit"
    if row.kind == "years":
        return f"Tercatat {text.number(row.number)} tahun: {row.what}"
    others = int(row.number or 1) - 1
    more = f" dan {text.number(others)} tempat lain" if others else ""
    return f"Bernama sama, kemudian dilaporkan {elsewhere(row)}{year}{more}"


def elsewhere(row: Reason) -> str:
    """Where the first namesake of a row of innovation.copying.reasons is."""
    known = [one for one in (row.other_kecamatan, row.other_kabkota) if text.is_known(one)]
    return ", ".join(known) or "tempat yang tidak disebut"


def _placed(row: Reason) -> str:
    title = text.title(row.title).lower()
    place = text.place(row.rank_low, row.rank_high, row.is_tied)
    said = title if title.endswith(f" {place}") else f"{title} (peringkat {place})"
    level = "provinsi" if row.level == "provinsi" else "kabupaten/kota"
    disputed = ", sumber berbeda" if row.is_disputed else ""
    return f"{said} tingkat {level}, {row.short_name} {row.region} {row.year}{disputed}"


@cached
def unplaced(rows: Rows[Count]) -> str:
    """How many innovations have no known indicator, from innovation.questions.by_indicator with
    the proposals of the codebook.
    """
    sizes = rows.groupby("basis")["innovations"].sum()
    proposed, left = (int(sizes.get(basis, 0)) for basis in ("rule", "unknown"))
    if not proposed + left:
        return "Semua inovasi punya indikator"
    return (
        f"{text.number(proposed + left)} inovasi belum ditempatkan; aturan mengusulkan indikator"
        f" bagi {text.number(proposed)}"
    )


@cached
def placed(rows: Rows[Count], indicators: Names) -> str:
    """In which indicators most innovations are, and how many of those have a known one; from
    innovation.questions.by_indicator.
    """
    sizes = rows[rows["indicator"] > 0].groupby("indicator")["innovations"].sum()
    if sizes.empty:
        return "Belum ada inovasi yang indikatornya diketahui"
    told = sizes.sort_values(ascending=False, kind="stable").head(2)
    most = [indicators[int(number)].lower() for number in told.index]
    return (
        f"{text.sentence_case(text.listing(most))} menampung {text.number(int(told.sum()))} dari"
        f" {text.number(int(sizes.sum()))} yang sudah ditempatkan"
    )


@cached
def broken_down(rows: Rows[Part], label: str, names: Mapping[str, str]) -> str:
    """Which value of a property most innovations have, from innovation.questions.spread; `names`
    says what each value is called.
    """
    sizes = rows.groupby("value", sort=False)["innovations"].sum()
    known = sizes[[bool(value) for value in sizes.index]]
    if known.empty:
        return f"{label} tidak diketahui"
    first = known.sort_values(ascending=False, kind="stable")
    most = [names[str(value)] for value in first.index[first == first.iloc[0]]]
    return f"{label} terbanyak: {text.listing(most, most=3)} ({text.number(int(first.iloc[0]))})"
