"""Findings about innovations in plain Indonesian."""

from analytics.core import text
from analytics.core.cache import cached
from analytics.core.indicators import Names
from analytics.core.rows import Rows
from analytics.innovation.rows import Catalogued, Count, Hit


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
