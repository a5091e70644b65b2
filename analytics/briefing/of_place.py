"""Briefings of places: Profil Kecamatan, Kabupaten/Kota, Perbandingan."""

from collections.abc import Mapping, Sequence

from analytics.briefing import charts, parts
from analytics.briefing.rows import Chart, Draft, Source
from analytics.core import choosing, text
from analytics.core.choosing import UnknownError
from analytics.core.markup import shortened
from analytics.core.query import Connection
from analytics.core.rows import Rows
from analytics.evidence import questions as evidence_questions
from analytics.evidence import sentences as evidence_sentences
from analytics.kabkota import questions as kabkota_questions
from analytics.kabkota import sentences as kabkota_sentences
from analytics.kabkota import tables as kabkota_tables
from analytics.kabkota.rows import Region, Year
from analytics.place import minimap as place_minimap
from analytics.place import questions as place_questions
from analytics.place import sentences as place_sentences
from analytics.place import tables as place_tables
from analytics.place.rows import Place, Summary
from analytics.standing import questions as standing_questions
from data import keys

Parameters = Mapping[str, str]
RECORDED = "Yang dihitung yang tercatat di sumber; yang tidak diberitakan tidak terhitung."


def profile(con: Connection, parameters: Parameters) -> Draft:
    """Profil Kecamatan: where one kecamatan stood through the years.

    Raises:
        UnknownError: the address names no kecamatan, or one that there is not.
    """
    code = parameters.get("kec", "")
    who = place_questions.identity(con, code)
    if who is None:
        raise UnknownError(_no_such("kecamatan", code, "kec", "350713"))
    places = place_questions.places(con, (code,))
    innovations = place_questions.innovations(con, (code,))
    has_area = place_minimap.has_area(place_questions.outlines(con, code), code)
    disputes = evidence_sentences.disputes(evidence_questions.disputes_about(con, code))
    latest = places.iloc[::-1]
    names = [str(name) for name in innovations["name"]]
    told = [
        f"Tercatat pada {text.number(len(places))} edisi,"
        f" {text.years(int(places['year'].min()), int(places['year'].max()))}."
        if len(places)
        else "Tidak ada sumber tercatat yang menyebut kecamatan ini dalam SKK atau ajang"
        " kerabatnya.",
        f"{text.number(len(names))} inovasi tercatat: {text.listing(names, 4)}." if names else "",
    ]
    return Draft(
        parts.cut(place_sentences.profile(who.kecamatan, places)),
        f"Kecamatan {who.kecamatan} · {who.kabkota} · {who.provinsi}",
        f"Profil Kecamatan · kode {code}",
        choosing.address("profil", {"kec": code}),
        parts.told(told, 3),
        parts.grid(
            place_tables.places(latest),
            f"Perjalanan {who.kecamatan}",
            ["Tahun", "Ajang", "Peringkat", "Gelar", "Tahap terjauh", "Sumber"],
        )
        if len(places)
        else None,
        parts.told_whole(disputes, 2, "sengketa"),
        parts.told(place_sentences.unknowns(places, innovations, has_area), 4),
        parts.sources(place_questions.sources(con, code)),
        travelled(who.kecamatan, places),
    )


def travelled(name: str, places: Rows[Place]) -> tuple[Chart, ...]:
    """The places of one kecamatan, a row for each SKK that it stood in."""
    stood = charts.of_places(places, is_one=True)
    said = (f"{name} dari tahun ke tahun", place_sentences.profile(name, places))
    return parts.charts(charts.places(stood, [one.unit for one in stood], (), said))


def kabkota(con: Connection, parameters: Parameters) -> Draft:
    """Kabupaten/Kota: how far one came in its province, through the years.

    Raises:
        UnknownError: there is no such kabkota.
    """
    return of_region(con, asked(con, parameters))


def asked(con: Connection, parameters: Parameters) -> Region:
    """The kabkota at an address of its page.

    Raises:
        UnknownError: there is no such kabkota.
    """
    code = parameters["kode"] if "kode" in parameters else _usual(con, parameters)
    region = kabkota_questions.region(con, code)
    if region is None:
        raise UnknownError(_no_such("kabupaten/kota", code, "kode", "3507"))
    return region


def _usual(con: Connection, parameters: Parameters) -> str:
    """The kabkota that the page opens with: that of the contest, or the most successful of it."""
    choice = choosing.read(con, parameters)
    if choice.level == "kabkota":
        return keys.contest(choice.contest_id).code
    medals = standing_questions.medals(con, choice.contest_id, choice.span, "kabkota")
    if len(medals):
        return str(medals["unit"].iloc[0])
    regions = kabkota_questions.regions(con, keys.contest(choice.contest_id).code)
    return str(regions["code"].iloc[0])


def of_region(con: Connection, region: Region) -> Draft:
    """The briefing of one kabkota."""
    journey = kabkota_questions.journey(con, region.code)
    own = kabkota_questions.own(con, region.code)
    kecamatan = kabkota_questions.kecamatan(con, region.code)
    table = kabkota_tables.journey(journey)
    return Draft(
        parts.cut(kabkota_sentences.kabkota(region.name, region.province, journey)),
        f"{region.name} · {region.province}",
        f"Kabupaten/Kota · kode {region.code}",
        choosing.address("kabkota", {"kode": region.code}),
        parts.told(
            [
                kabkota_sentences.successes(journey),
                kabkota_sentences.competed(kecamatan),
                kabkota_sentences.own_contest(own, region.name),
            ],
            3,
        ),
        parts.grid(
            table,
            f"Yang dikirim {region.name} ke SKK {region.province}",
            ["Tahun", "Kecamatan", "Tahap terjauh", "Peringkat", "Gelar"],
        )
        if len(table)
        else None,
        (),
        parts.told(kabkota_sentences.unknowns(journey), 4),
        told_by(con, [region.name]),
        parts.charts(sent(region, journey)),
    )


def sent(region: Region, journey: Rows[Year]) -> Chart | None:
    """The places of the kecamatan that a kabkota sent, the latest on top."""
    stood = charts.of_years(journey)
    latest = sorted(stood, key=lambda one: -one.year)
    return charts.places(
        stood,
        [one.unit for one in latest],
        map(int, journey.loc[journey["state"] != "none", "year"]),
        (
            f"Peringkat kecamatan dari {region.name} di SKK {region.province}",
            kabkota_sentences.successes(journey),
        ),
    )


def comparison(con: Connection, parameters: Parameters) -> Draft:
    """Perbandingan: kecamatan, or kabupaten/kota, side by side.

    Raises:
        UnknownError: the address names fewer than two, too many, or some that there are not.
    """
    if "kab" in parameters:
        codes = _several(
            parameters["kab"],
            kabkota_questions.labels(con),
            ("kabupaten/kota", "kab", "3507,3529"),
            kabkota_questions.MOST,
        )
        return _regions(con, codes)
    codes = _several(
        parameters.get("kec", ""),
        place_questions.labels(con),
        ("kecamatan", "kec", "350713,352901"),
        place_questions.MOST,
    )
    return _kecamatan(con, codes)


def _several(
    asked: str, known: Mapping[str, str], called: tuple[str, str, str], most: int
) -> tuple[str, ...]:
    noun, parameter, example = called
    codes = tuple(dict.fromkeys(part for part in asked.split(",") if part))
    if not 2 <= len(codes) <= most:
        raise UnknownError(
            f"Perbandingan memuat dua sampai {text.cardinal(most)} {noun}; alamat menyebut"
            f" {text.cardinal(len(codes))}. Tulis kodenya, misalnya"
            f" /perbandingan?{parameter}={example}."
        )
    for code in codes:
        if code not in known:
            raise UnknownError(_no_such(noun, code, parameter, example))
    return codes


def _no_such(noun: str, code: str, parameter: str, example: str) -> str:
    if not code:
        return f"Alamat tidak menyebut {noun}; tambahkan kodenya, misalnya ?{parameter}={example}."
    return (
        f"Tidak ada {noun} berkode “{shortened(code)}”; periksa kodenya di alamat, misalnya"
        f" ?{parameter}={example}."
    )


def _kecamatan(con: Connection, codes: tuple[str, ...]) -> Draft:
    summary = place_questions.summary(con, codes)
    named = text.listing(list(summary["kecamatan"]))
    found = [
        source for code in codes for source in parts.sources(place_questions.sources(con, code))
    ]
    silent = list(summary.loc[summary["best_low"].isna(), "kecamatan"])
    return Draft(
        parts.cut(f"Perbandingan {named}"),
        f"Perbandingan {text.cardinal(len(codes))} kecamatan",
        f"Perbandingan · kecamatan {', '.join(codes)}",
        choosing.address("perbandingan", {"kec": ",".join(codes)}),
        parts.told([place_sentences.compare(summary)], 1),
        parts.grid(
            place_tables.comparison(summary),
            f"Perbandingan {named}",
            [
                "Kecamatan",
                "Kabupaten/Kota",
                "Peringkat terbaik",
                "Tahun terbaik",
                "Final provinsi",
                "Gelar",
                "Inovasi",
            ],
        ),
        (),
        parts.told(
            [
                f"Peringkat {text.listing(silent)} di tingkat provinsi tidak tercatat."
                if silent
                else "",
                RECORDED,
            ],
            3,
        ),
        tuple(dict.fromkeys(found)),
        parts.charts(_beside(con, codes, summary, named)),
    )


def _beside(
    con: Connection, codes: tuple[str, ...], summary: Rows[Summary], named: str
) -> Chart | None:
    """The places of several kecamatan in the SKK of their provinces."""
    rows = place_questions.places(con, codes)
    stood = charts.of_places(rows[rows["level"] == "provinsi"], is_one=False)
    said = (f"Peringkat {named} di SKK provinsi", place_sentences.compare(summary))
    return charts.places(stood, summary["kecamatan"], (), said)


def _regions(con: Connection, codes: tuple[str, ...]) -> Draft:
    rows = kabkota_questions.beside(con, codes)
    years = kabkota_questions.sent(con, codes)
    named = text.listing(list(rows["name"]))
    apart = kabkota_sentences.different_contests(rows)
    return Draft(
        parts.cut(kabkota_sentences.compare(rows)),
        f"Perbandingan {text.cardinal(len(codes))} kabupaten/kota",
        f"Perbandingan · kabupaten/kota {', '.join(codes)}",
        choosing.address("perbandingan", {"kab": ",".join(codes)}),
        parts.told([kabkota_sentences.bests(years), apart or kabkota_sentences.met(years)], 2),
        parts.grid(
            kabkota_tables.beside(rows),
            f"Perbandingan {named}",
            [
                "Kabupaten/Kota",
                "Final provinsi",
                "Juara 1",
                "Juara 2",
                "Juara 3",
                "Peringkat terbaik",
                "Inovasi",
            ],
        ),
        (),
        (RECORDED,),
        told_by(con, list(rows["name"])),
        parts.charts(
            charts.places(
                charts.of_years(years, "name"),
                rows["name"],
                map(int, years.loc[years["state"] != "none", "year"]),
                (f"Peringkat {named} di SKK provinsi", kabkota_sentences.bests(years)),
            )
        ),
    )


def told_by(con: Connection, names: Sequence[str]) -> tuple[Source, ...]:
    """The sources of all claims about the kecamatan of some kabkota, the latest edition first."""
    claims = evidence_questions.claims(con)
    return parts.sources(claims[claims["kabkota"].isin(names)])
