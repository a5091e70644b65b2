"""Briefings of Inovasi: one innovation, or what a part of the page finds."""

from collections.abc import Callable, Mapping

from analytics.briefing import of_catalogue, parts
from analytics.briefing.of_catalogue import PAGE, PART, SHOWN
from analytics.briefing.rows import Draft
from analytics.core import choosing, indicators, text
from analytics.core.choosing import UnknownError
from analytics.core.markup import shortened
from analytics.core.query import Connection
from analytics.core.rows import each
from analytics.innovation import copying as innovation_copying
from analytics.innovation import filtering as innovation_filtering
from analytics.innovation import questions as innovation_questions
from analytics.innovation import sentences as innovation_sentences
from analytics.innovation import tables as innovation_tables
from analytics.innovation.copying import Sought
from analytics.innovation.filtering import (
    KEYS,
    RULES,
    SEARCH,
    WORTHY_KEYS,
    WORTHY_LABELS,
)
from analytics.kabkota import questions as kabkota_questions

WORTHY = "Layak ditiru"
ANYWHERE = "Semua daerah"
# What of a view changes how much of it is on screen, not what it finds
SCREEN = {"inovasi_semua", "inovasi_lembar", "inovasi_halaman", "inovasi_lengkap"}
SOUGHT = {"daerah", "inovasi_untuk", *WORTHY_KEYS.values()}


def innovation(con: Connection, parameters: Mapping[str, str]) -> Draft:
    """Inovasi: what is known of one, or what one of its parts finds.

    Raises:
        UnknownError: there is no such innovation, part, region or value of a filter.
    """
    if "id" in parameters:
        return _one(con, parameters["id"])
    part = choosing.one_of(PART, parameters.get(PART, WORTHY), PARTS)
    own = {
        name: value
        for name, value in parameters.items()
        if name not in SCREEN and name not in choosing.FILTERS
    }
    return PARTS[part](con, own)


def _one(con: Connection, innovation_id: str) -> Draft:
    one = innovation_questions.innovation(con, innovation_id)
    if one is None:
        raise UnknownError(
            f"Tidak ada inovasi berkunci “{shortened(innovation_id)}”; buka inovasinya di dasbor,"
            " lalu salin alamatnya."
        )
    reports = innovation_questions.reports(con, innovation_id)
    details = innovation_tables.details(
        innovation_questions.details(reports), indicators.names(con)
    )
    reasons = innovation_copying.reasons(con, (innovation_id,))
    when = text.years(one.first_year, one.last_year)
    unknown = [
        "" if when else "Tahunnya tidak disebut.",
        "" if text.is_known(one.indicator) else "Indikatornya tidak diketahui.",
        "" if len(reasons) else "Belum ada alasan untuk ditiru yang tercatat.",
    ]
    return Draft(
        parts.cut(one.name),
        parts.cut(f"Inovasi · {innovation_sentences.where(one)}"),
        f"Inovasi · {when or 'tahun tidak disebut'} · {text.CONTEXTS[one.context]}",
        choosing.address(PAGE, {"id": innovation_id}),
        parts.told(
            [
                f"{one.expansion}." if one.expansion else "",
                *(f"{innovation_sentences.reason(row)}." for row in each(reasons)),
            ],
            4,
        ),
        parts.grid(details, "Yang diketahui", ["Hal", "Isi", "Menurut", "Dari"])
        if len(details)
        else None,
        (),
        parts.told(unknown, 3),
        parts.sources(reports),
    )


def _worthy(con: Connection, own: Mapping[str, str]) -> Draft:
    names = indicators.names(con)
    offered = innovation_filtering.worthy(innovation_questions.choices(con), names)
    chosen = of_catalogue.chosen(offered, WORTHY_KEYS, own)
    is_mine = "daerah" in own and own.get("inovasi_untuk") != ANYWHERE
    regions = kabkota_questions.labels(con)
    if is_mine:
        choosing.one_of("daerah", own["daerah"], regions, most=3)
    code = own["daerah"] if is_mine else ""
    region = regions[code] if code else ""
    values = {name: offered[name].get(chosen.get(name, "")) for name in WORTHY_KEYS}
    sought = innovation_filtering.sought(code, values)
    found = innovation_copying.worthy(con, sought, 0, 100_000)
    title = (
        innovation_sentences.suited(found, region)
        if region
        else innovation_sentences.worthy(found, is_filtered=sought != Sought())
    )
    reasons = innovation_copying.reasons(con, tuple(found["innovation_id"]))
    sources = [
        source
        for one in found["innovation_id"].head(SHOWN)
        for source in parts.sources(innovation_questions.reports(con, one))
    ]
    said = {"daerah": region or "semua", **{WORTHY_LABELS[k].lower(): v for k, v in chosen.items()}}
    whom = f" untuk {region}" if region else ""
    return Draft(
        parts.cut(title),
        f"Inovasi yang {'cocok' if region else 'layak ditiru'}{whom}",
        parts.viewed("Inovasi · Layak ditiru", said),
        choosing.address(PAGE, of_catalogue.kept(own, *SOUGHT)),
        (parts.cut(innovation_sentences.SUITED if region else innovation_sentences.ORDER),),
        parts.grid(
            innovation_tables.worthy(found, reasons, names, region),
            "Yang paling kuat alasannya",
            ["Inovasi", "Kecamatan", "Kabupaten/Kota", "Alasan"],
            SHOWN,
        )
        if len(found)
        else None,
        (),
        ("Inovasi tanpa alasan yang tercatat tidak ada di daftar ini: belum tentu kurang baik.",),
        tuple(dict.fromkeys(sources)),
    )


PARTS: dict[str, Callable[[Connection, Mapping[str, str]], Draft]] = {
    WORTHY: _worthy,
    "Sebaran": of_catalogue.spread,
    "Katalog": of_catalogue.catalogue,
    "Diklaim": of_catalogue.claimed,
    "Indikator": of_catalogue.sets,
}
OWN = {
    "id",
    PART,
    *SCREEN,
    *SOUGHT,
    "inovasi_jenis",
    "inovasi_rinci",
    RULES,
    SEARCH,
    *KEYS.values(),
    "inovasi_klaim",
    "inovasi_susunan",
    "inovasi_pembanding",
}
