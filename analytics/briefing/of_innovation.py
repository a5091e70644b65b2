"""Briefings of innovations: one of them, or those that are worth copying."""

from collections.abc import Mapping

from analytics.briefing import parts
from analytics.briefing.rows import Draft
from analytics.core import choosing, indicators, text
from analytics.core.choosing import UnknownError
from analytics.core.markup import shortened
from analytics.core.query import Connection
from analytics.core.rows import each
from analytics.innovation import copying as innovation_copying
from analytics.innovation import questions as innovation_questions
from analytics.innovation import sentences as innovation_sentences
from analytics.innovation import tables as innovation_tables
from analytics.innovation.copying import Sought

PAGE = "inovasi"
WORTHY = "Layak ditiru"
SHOWN = 8  # reasons take several lines
# What of a view of "Layak ditiru" changes how much of it is on screen, not what it finds
SCREEN = {"inovasi_bagian", "inovasi_semua", "inovasi_lembar"}


def offers(parameters: Mapping[str, str]) -> bool:
    """Whether what an address of Inovasi opens has a briefing: one innovation, or all that are
    worth copying.
    """
    own = set(parameters) - set(choosing.FILTERS)
    part = parameters.get("inovasi_bagian", WORTHY)
    return "id" in own or (part == WORTHY and own <= SCREEN)


def innovation(con: Connection, parameters: Mapping[str, str]) -> Draft:
    """Inovasi: what is known of one, or which are worth copying.

    Raises:
        UnknownError: there is no such innovation, or another part of the page is asked for.
    """
    if "id" in parameters:
        return _one(con, parameters["id"])
    if not offers(parameters):
        raise UnknownError(
            "Dari halaman Inovasi hanya satu inovasi (/inovasi?id=…) dan “Layak ditiru” tanpa"
            " saringan yang punya ringkasan."
        )
    return _worthy(con)


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


def _worthy(con: Connection) -> Draft:
    found = innovation_copying.worthy(con, Sought(), 0, 100_000)
    reasons = innovation_copying.reasons(con, tuple(found["innovation_id"]))
    sources = [
        source
        for one in found["innovation_id"].head(SHOWN)
        for source in parts.sources(innovation_questions.reports(con, one))
    ]
    table = innovation_tables.worthy(found, reasons, indicators.names(con), "")
    return Draft(
        parts.cut(innovation_sentences.worthy(found, is_filtered=False)),
        "Inovasi yang layak ditiru",
        "Inovasi · Layak ditiru · semua daerah",
        choosing.address(PAGE, {}),
        (parts.cut(innovation_sentences.ORDER),),
        parts.grid(
            table,
            "Yang paling kuat alasannya",
            ["Inovasi", "Kecamatan", "Kabupaten/Kota", "Alasan"],
            SHOWN,
        )
        if len(table)
        else None,
        (),
        ("Inovasi tanpa alasan yang tercatat tidak ada di daftar ini: belum tentu kurang baik.",),
        tuple(dict.fromkeys(sources)),
    )
