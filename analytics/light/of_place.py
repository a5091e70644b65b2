"""The light pages of a kecamatan and of a kabkota."""

from collections.abc import Mapping
from functools import partial

from analytics.briefing import of_place as briefing_of_place
from analytics.briefing import parts as briefing_parts
from analytics.briefing.rows import Draft
from analytics.core import choosing, text
from analytics.core.query import Connection
from analytics.core.rows import Rows, each
from analytics.evidence import questions as evidence_questions
from analytics.evidence import sentences as evidence_sentences
from analytics.kabkota import questions as kabkota_questions
from analytics.kabkota import sentences as kabkota_sentences
from analytics.kabkota import tables as kabkota_tables
from analytics.kabkota.rows import Kecamatan, Year
from analytics.light import drawing, parts, questions
from analytics.light.contents import Contents, Region, Spot
from analytics.light.rows import Column, Facts, Grid, Group, Map, Mark, Page, UnknownPageError, Way
from analytics.place import questions as place_questions
from analytics.place import sentences as place_sentences
from analytics.place.rows import Place

HERE = ("here", "kecamatan ini")
KNOWN = ("known", "pernah tercatat di SKK atau ajang kerabat")
OTHERS = ("none", "belum tercatat")
MOST_UNKNOWN = 4  # sentences
RECORDED = "Yang bertanda * pernah tercatat di SKK atau ajang kerabatnya."


def kecamatan(con: Connection, contents: Contents, code: str) -> Page:
    """One kecamatan.

    Raises:
        UnknownPageError: there is none of this code.
    """
    spot = contents.kecamatan.get(code)
    if spot is None:
        raise UnknownPageError(
            f"Tidak ada kecamatan berkode {code}. Kodenya enam angka, misalnya 350713; cari"
            " kecamatannya lewat daftar kabupaten/kota."
        )
    region = contents.kabkota[spot.kabkota_code]
    above = (
        Way("Kabupaten/kota", "kabkota/"),
        Way(region.name, f"kabkota/{region.code}"),
    )
    page = partial(
        Page, path=f"kecamatan/{code}", app=choosing.address("profil", {"kec": code}), above=above
    )
    kicker = f"Kecamatan {spot.name} · {region.name} · {region.province}"
    if code not in contents.recorded:
        return page(
            title=_nothing(spot.name),
            kicker=kicker,
            facts=Facts(Place, ()),
            groups=(*_near(contents, code, spot), *_kin(contents, code, spot)),
            unknown=_unknown(has_area=spot.has_area),
            has_record=False,
        )
    # The words of its briefing, asked for one by one: the table of a sheet takes as long as they do
    places = place_questions.places(con, (code,))
    innovations = place_questions.innovations(con, (code,))
    pages = questions.told_of_kecamatan(con, code)
    disputes = evidence_sentences.disputes(evidence_questions.disputes_about(con, code))
    return page(
        title=briefing_parts.cut(place_sentences.profile(spot.name, places)),
        kicker=kicker,
        facts=parts.facts(Place, places, [pages.get(key, "") for key in places["edition_id"]]),
        sentences=(_told(places),),
        marks=_of_one_contest(places),
        grid=_years(contents, places),
        map=_map(con, contents, spot.kabkota_code, code),
        groups=(
            *_innovations(contents, "kecamatan_code", code),
            *_near(contents, code, spot),
            *_kin(contents, code, spot),
        ),
        disputes=tuple(disputes),
        unknown=briefing_parts.told(
            place_sentences.unknowns(places, innovations, spot.has_area), MOST_UNKNOWN
        ),
        sources=briefing_parts.sources(place_questions.sources(con, code)),
    )


def _told(places: Rows[Place]) -> str:
    if places.empty:
        return (
            "Tidak ada sumber tercatat yang menyebut kecamatan ini dalam SKK atau ajang kerabatnya."
        )
    years = text.years(int(places["year"].min()), int(places["year"].max()))
    return f"Tercatat pada {text.number(len(places))} edisi, {years}."


def _nothing(name: str) -> str:
    return f"Belum ada hasil SKK yang tercatat untuk {name}"


def _unknown(*, has_area: bool) -> tuple[str, ...]:
    """What place.sentences.unknowns says of a kecamatan without a row."""
    return tuple(
        filter(
            None,
            (
                "Apakah kecamatan ini pernah ikut SKK, di tingkat mana pun, tidak disebut sumber"
                " mana pun yang tercatat.",
                "Belum ada inovasi yang tercatat.",
                "" if has_area else "Batas wilayahnya belum tersedia.",
            ),
        )
    )


def _of_one_contest(places: Rows[Place]) -> tuple[Mark, ...]:
    """The places in the contest in which most of them are known: of two contests they are not put
    on one axis.
    """
    held: dict[str, list[Mark]] = {}
    for row in each(places):
        held.setdefault(row.contest_id, []).extend(parts.marked(row.year, row))
    most: list[Mark] = []
    for marks in held.values():
        most = marks if len(marks) > len(most) else most
    return tuple(most)


def _years(contents: Contents, places: Rows[Place]) -> Grid | None:
    if places.empty:
        return None
    rows = [
        (
            Way(str(row.year)),
            parts.edition(contents, row.edition_id, f"{row.short_name} {row.region}"),
            Way(text.place(row.rank_low, row.rank_high, row.is_tied)),
            Way(text.title(row.title, row.is_finalist)),
            Way(text.stage(row.stage_reached)),
        )
        for row in each(places.iloc[::-1])
    ]
    names = ("Tahun", "Ajang", "Peringkat", "Gelar", "Tahap terjauh")
    return Grid("Perjalanan", tuple(map(Column, names)), tuple(rows))


def _innovations(contents: Contents, column: str, code: str) -> tuple[Group, ...]:
    found = [one for one in contents.innovations.values() if getattr(one, column) == code]
    ways = tuple(Way(one.name, f"inovasi/{one.innovation_id}") for one in found)
    return (Group("Inovasi", ways),) if ways else ()


def _starred(contents: Contents, code: str) -> Way:
    star = " *" if code in contents.known else ""
    return Way(f"{contents.kecamatan[code].name}{star}", f"kecamatan/{code}")


def _near(contents: Contents, code: str, spot: Spot) -> tuple[Group, ...]:
    """Its neighbours; those of another kabkota say so."""
    ways = []
    for other in contents.near.get(code, ()):
        way, of = _starred(contents, other), contents.kecamatan[other].kabkota_code
        region = contents.kabkota[of].name
        ways.append(
            way if of == spot.kabkota_code else way._replace(words=f"{way.words}, {region}")
        )
    return (Group("Bersebelahan", tuple(ways), RECORDED),) if ways else ()


def _kin(contents: Contents, code: str, spot: Spot) -> tuple[Group, ...]:
    """The kecamatan of its kabkota that are on record, unless its neighbours are named already."""
    near = set(contents.near.get(code, ()))
    others = [
        other
        for other in contents.within[spot.kabkota_code]
        if other in contents.known and other != code and other not in near
    ]
    ways = tuple(Way(contents.kecamatan[other].name, f"kecamatan/{other}") for other in others)
    name = contents.kabkota[spot.kabkota_code].name
    return (Group(f"Juga tercatat di {name}", ways),) if ways else ()


def _map(con: Connection, contents: Contents, kabkota_code: str, here: str = "") -> Map | None:
    within = contents.within.get(kabkota_code, ())
    drawn = drawing.outlined(place_questions.outlines(con, within[0])) if within else None
    if drawn is None:
        return None
    name = contents.kabkota[kabkota_code].name
    if here:
        label = f"Letak {contents.kecamatan[here].name} di {name}"
        return drawing.coloured(drawn, {here: "here"}, label, (HERE,))
    tones = {code: "known" for code in within if code in contents.known}
    label = f"Kecamatan {name} yang pernah tercatat: {len(tones)} dari {len(within)}"
    return drawing.coloured(drawn, tones, label, (KNOWN, OTHERS))


def kabkota(con: Connection, contents: Contents, code: str) -> Page:
    """One kabkota.

    Raises:
        UnknownPageError: there is none of this code.
    """
    known = contents.kabkota.get(code)
    if known is None:
        raise UnknownPageError(
            f"Tidak ada kabupaten/kota berkode {code}. Kodenya empat angka, misalnya 3507; semua"
            " kode ada di daftar kabupaten/kota."
        )
    is_active = code in contents.active
    has_edition = is_active or code[:2] in contents.provinces
    journey = kabkota_questions.journey(con, code) if has_edition else contents.nothing
    region = kabkota_questions.region(con, code) if is_active else None
    draft = briefing_of_place.of_region(con, region) if region else _quiet(known, journey)
    pages = questions.told_of_kabkota(con, code) if is_active else {}
    ranked = kabkota_questions.kecamatan(con, code) if is_active else None
    held = [
        one for one in contents.editions.values() if one.level == "kabkota" and one.code == code
    ]
    groups = [
        Group(
            f"Ajang {known.name} sendiri",
            parts.editions(held),
        )
    ]
    return Page(
        path=f"kabkota/{code}",
        title=draft.title,
        kicker=draft.kicker,
        app=draft.address,
        above=(Way("Kabupaten/kota", "kabkota/"),),
        facts=parts.facts(
            Year,
            journey,
            [
                pages.get((str(edition), str(place)), "")
                for edition, place in zip(journey["edition_id"], journey["place_id"], strict=True)
            ],
        ),
        sentences=draft.sentences,
        marks=tuple(
            mark
            for row in each(journey)
            if row.state == "known"
            for mark in parts.marked(row.year, row)
        ),
        grid=_journey(contents, journey, known),
        map=_map(con, contents, code) if is_active else None,
        groups=(
            *(group for group in groups if group.ways),
            *_innovations(contents, "kabkota_code", code),
            _within(contents, code, ranked),
        ),
        disputes=draft.disputes,
        unknown=draft.unknown,
        sources=draft.sources,
        has_record=is_active,
    )


def _quiet(region: Region, journey: Rows[Year]) -> Draft:
    """What is said of a kabkota of which nothing is on record."""
    return Draft(
        kabkota_sentences.kabkota(region.name, region.province, journey),
        f"{region.name} · {region.province}",
        "",
        choosing.address("kabkota", {"kode": region.code}),
        (
            f"Dari {text.number(region.kecamatan)} kecamatan belum satu pun tercatat ikut SKK; yang"
            " ikut tanpa diberitakan tidak terhitung.",
        ),
        unknown=tuple(kabkota_sentences.unknowns(journey)),
    )


def _journey(contents: Contents, journey: Rows[Year], region: Region) -> Grid | None:
    if journey.empty:
        return None
    rows = [
        (
            parts.edition(contents, row.edition_id, str(row.year)),
            parts.kecamatan(contents, row.kecamatan_code, str(row.kecamatan))
            if row.state == "known"
            else Way(text.ABSENCES[row.state]),
            Way(text.place(row.rank_low, row.rank_high, row.is_tied)),
            Way(text.title(row.title, row.is_finalist)),
            Way(text.stage(row.stage_reached)),
        )
        for row in each(journey)
    ]
    names = ("Tahun", "Kecamatan yang dikirim", "Peringkat", "Gelar", "Tahap terjauh")
    caption = f"Di SKK {region.province}"
    return Grid(caption, tuple(map(Column, names)), tuple(rows))


def _within(contents: Contents, code: str, ranked: Rows[Kecamatan] | None) -> Group:
    """Its kecamatan, those with the best results first, then by name."""
    results: Mapping[str, str] = {
        str(row.kecamatan_code): kabkota_tables.result(row)
        for row in (each(ranked) if ranked is not None else ())
        if row.kecamatan_code
    }
    codes = contents.within.get(code, ())
    order = [one for one in results if results[one]]
    rest = sorted(set(codes) - set(order), key=lambda one: contents.kecamatan[one].name)
    ways = tuple(
        Way(
            contents.kecamatan[one].name
            + (f": {results[one][0].lower()}{results[one][1:]}" if results.get(one) else ""),
            f"kecamatan/{one}",
        )
        for one in [*order, *rest]
        if one in contents.kecamatan
    )
    return Group(f"{text.number(len(codes))} kecamatan", ways)
