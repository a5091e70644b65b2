"""Buku saku: all that is on record of a kabkota, for whoever goes there or comes from there."""

from collections.abc import Iterator, Sequence

from analytics.briefing import of_place, parts
from analytics.briefing.rows import Book, Grid, Section, Source
from analytics.core import choosing, indicators
from analytics.core.choosing import UnknownError
from analytics.core.query import Connection
from analytics.core.rows import Rows, Table, each
from analytics.evidence import questions as evidence_questions
from analytics.evidence import sentences as evidence_sentences
from analytics.innovation import copying as innovation_copying
from analytics.innovation import questions as innovation_questions
from analytics.innovation import sentences as innovation_sentences
from analytics.innovation import tables as innovation_tables
from analytics.innovation.copying import Sought
from analytics.kabkota import questions as kabkota_questions
from analytics.kabkota import sentences as kabkota_sentences
from analytics.kabkota import tables as kabkota_tables
from analytics.kabkota.rows import Region
from analytics.place import questions as place_questions
from analytics.place import sentences as place_sentences
from analytics.place import tables as place_tables
from analytics.place.rows import Innovation

PAGE = "kabkota"
WHOSE = "Buku saku hanya ada untuk sebuah kabupaten/kota, misalnya /kabkota?kode=3507."
ALL = 200  # rows of a table
TITLE = 80  # letters
WORTHY = 10  # innovations to copy
NAMED = 40  # innovations of one kecamatan


def is_known(con: Connection, code: str) -> bool:
    """Whether anything is on record of a kabkota."""
    return bool(
        kabkota_questions.kecamatan(con, code)["last_year"].notna().any()
        or len(kabkota_questions.own(con, code))
        or len(kabkota_questions.kindred(con, code))
        or (kabkota_questions.journey(con, code)["state"] == "known").any()
        or len(_innovations(con, code))
    )


def book(con: Connection, region: Region) -> Book:
    """The book of a kabkota.

    Raises:
        UnknownError: nothing is on record of it.
    """
    if not is_known(con, region.code):
        raise UnknownError(
            f"Belum ada yang tercatat tentang {region.name} di SKK, ajang kerabat, atau katalog"
            " inovasi, maka buku sakunya tidak dibuat. Pilih kabupaten/kota lain."
        )
    sections = (_standing(con, region), _kecamatan(con, region), _worthy(con, region),
                _open(con, region))  # fmt: skip
    return Book(
        parts.cut(region.name, TITLE),
        parts.cut(region.province, TITLE),
        tuple(section for section in sections if section is not None),
        _sources(con, region),
        choosing.address(PAGE, {"kode": region.code}),
    )


def _sources(con: Connection, region: Region) -> tuple[Source, ...]:
    """Of what is told of the region, of its kecamatan, and of what others did."""
    codes = kabkota_questions.kecamatan(con, region.code)["kecamatan_code"].dropna()
    worthy = innovation_copying.worthy(con, Sought(region=region.code), 0, WORTHY)
    found = [
        *of_place.told_by(con, [region.name]),
        *(one for code in codes for one in parts.sources(place_questions.sources(con, code))),
        *(
            one
            for key in worthy["innovation_id"]
            for one in parts.sources(innovation_questions.reports(con, key))
        ),
    ]
    return tuple(dict.fromkeys(found))


def _grids(*made: tuple[Table, str, Sequence[str]]) -> tuple[Grid, ...]:
    return tuple(
        parts.grid(rows, caption, names, ALL) for rows, caption, names in made if len(rows)
    )


def _standing(con: Connection, region: Region) -> Section:
    journey = kabkota_questions.journey(con, region.code)
    own = kabkota_questions.own(con, region.code)
    kindred = kabkota_questions.kindred(con, region.code)
    spells = kabkota_questions.spells(journey)
    return Section(
        "Kedudukan dari tahun ke tahun",
        parts.told(
            [
                f"{kabkota_sentences.kabkota(region.name, region.province, journey)}.",
                kabkota_sentences.successes(journey),
                kabkota_sentences.since_before(spells) if spells else "",
                kabkota_sentences.own_contest(own, region.name),
                kabkota_sentences.kindred(kindred),
            ],
            5,
        ),
        parts.charts(of_place.sent(region, journey)),
        _grids(
            (
                kabkota_tables.journey(journey),
                f"Di SKK {region.province}",
                ["Tahun", "Kecamatan", "Tahap terjauh", "Peringkat", "Gelar"],
            ),
            (
                kabkota_tables.own(own),
                f"SKK {region.name} sendiri",
                ["Tahun", "Juara", "Wakil ke provinsi", "Lainnya yang tercatat"],
            ),
            (
                kabkota_tables.kindred(kindred),
                "Ajang kerabat, bukan SKK",
                ["Tahun", "Ajang", "Kecamatan", "Peringkat", "Gelar"],
            ),
        ),
    )


def _innovations(con: Connection, code: str) -> Rows[Innovation]:
    found = kabkota_questions.kecamatan(con, code)
    return place_questions.innovations(con, list(found["kecamatan_code"].dropna()))


def _kecamatan(con: Connection, region: Region) -> Section | None:
    """Each kecamatan on record, by its best result."""
    found = kabkota_questions.kecamatan(con, region.code)
    innovations = _innovations(con, region.code)
    innovative = set(innovations["code"])
    on_record = found[found["last_year"].notna() | found["kecamatan_code"].isin(innovative)]
    if on_record.empty:
        return None
    sections = [
        _one(con, str(row.kecamatan_code), row.kecamatan, innovations)
        for row in each(on_record[on_record["kecamatan_code"].notna()])
    ]
    return Section(
        "Kecamatan yang tercatat",
        (parts.cut(kabkota_sentences.competed(found)),),
        grids=_grids(
            (
                kabkota_tables.kecamatan(on_record),
                "Menurut prestasi terbaik di SKK",
                ["Kecamatan", "Ajang sendiri", "Final provinsi", "Prestasi terbaik", "Terakhir"],
            )
        ),
        parts=tuple(sections),
    )


def _one(con: Connection, code: str, name: str, innovations: Rows[Innovation]) -> Section:
    places = place_questions.places(con, (code,))
    own = innovations[innovations["code"] == code]
    told = [f"{one.name} ({one.expansion})" if one.expansion else one.name for one in each(own)]
    return Section(
        parts.cut(name, parts.LONGEST),
        parts.told([f"{place_sentences.profile(name, places)}."], 1),
        of_place.travelled(name, places),
        _grids(
            (
                place_tables.places(places.iloc[::-1]),
                f"Perjalanan {name}",
                ["Tahun", "Ajang", "Peringkat", "Gelar", "Tahap terjauh"],
            )
        ),
        parts.told_whole(told, NAMED, "inovasi"),
        "Inovasi yang tercatat" if told else "",
    )


def _worthy(con: Connection, region: Region) -> Section | None:
    found = innovation_copying.worthy(con, Sought(region=region.code), 0, WORTHY)
    if found.empty:
        return None
    reasons = innovation_copying.reasons(con, tuple(found["innovation_id"]))
    table = innovation_tables.worthy(found, reasons, indicators.names(con), "")
    return Section(
        "Inovasi yang layak ditiru",
        parts.told(
            [f"{innovation_sentences.suited(found, region.name)}.", innovation_sentences.ORDER], 2
        ),
        grids=_grids(
            (
                table,
                f"Yang cocok untuk {region.name} dan belum tercatat di sana",
                ["Inovasi", "Kecamatan", "Kabupaten/Kota", "Alasan"],
            )
        ),
    )


def _open(con: Connection, region: Region) -> Section:
    """What sources contradict each other in, and what is not known."""
    journey = kabkota_questions.journey(con, region.code)
    disputes = list(dict.fromkeys(_disputes(con, region)))
    unknown = [*kabkota_sentences.unknowns(journey), of_place.RECORDED]
    told = (
        Section("Sumber berbeda", points=parts.told_whole(disputes, ALL, "sengketa")),
        Section("Yang belum diketahui", points=parts.told(unknown, ALL)),
    )
    return Section(
        "Sengketa dan yang belum diketahui",
        () if disputes else ("Tidak ada sumber yang saling bertentangan tentang daerah ini.",),
        parts=tuple(section for section in told if section.points),
    )


def _disputes(con: Connection, region: Region) -> Iterator[str]:
    found = kabkota_questions.kecamatan(con, region.code)
    named = found[found["last_year"].notna() & found["kecamatan_code"].notna()]
    editions = kabkota_questions.own(con, region.code)["edition_id"]
    rows = [
        *(evidence_questions.disputes(con, edition) for edition in editions),
        *(evidence_questions.disputes_about(con, code) for code in named["kecamatan_code"]),
    ]
    for one in rows:
        yield from evidence_sentences.disputes(one)
