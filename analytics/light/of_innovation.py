"""The light pages of an innovation, of all of them, and of all regions."""

from itertools import groupby

from analytics.briefing import of_innovation as briefing_of_innovation
from analytics.briefing import parts as briefing_parts
from analytics.core import text
from analytics.core.query import Connection
from analytics.innovation import questions as innovation_questions
from analytics.innovation.rows import Report
from analytics.light import parts
from analytics.light.contents import Contents, Idea, Region
from analytics.light.rows import Column, Grid, Group, Page, UnknownPageError, Way

ROWS = 250  # of the list; the rest is in the data beside it
SHORT = 60  # letters of a name, or of where it is from


def innovation(con: Connection, contents: Contents, key: str) -> Page:
    """One innovation.

    Raises:
        UnknownPageError: there is none of this key.
    """
    one = contents.innovations.get(key)
    if one is None:
        raise UnknownPageError(
            f"Tidak ada inovasi {key}; kuncinya dapat berganti bila laporannya digabung. Cari"
            " namanya di daftar inovasi."
        )
    draft = briefing_of_innovation.innovation(con, {"id": key})
    reports = innovation_questions.reports(con, key)
    rows = draft.grid.rows if draft.grid else ()
    return Page(
        path=f"inovasi/{key}",
        title=draft.title,
        kicker=draft.kicker,
        app=draft.address,
        above=(Way("Inovasi", "inovasi/"),),
        facts=parts.facts(
            Report,
            reports,
            [
                url if text.is_known(url) else title if text.is_known(title) else ""
                for url, title in zip(reports["url"], reports["title"], strict=True)
            ],
        ),
        sentences=draft.sentences,
        grid=Grid(
            draft.grid.caption,
            tuple(Column(column.name) for column in draft.grid.columns),
            tuple(tuple(map(Way, row)) for row in rows),
            left_out=draft.grid.left_out,
        )
        if draft.grid
        else None,
        groups=_ways(contents, one),
        disputes=draft.disputes,
        unknown=draft.unknown,
        sources=draft.sources,
    )


def _ways(contents: Contents, one: Idea) -> tuple[Group, ...]:
    origin = [
        way
        for way in (
            parts.kecamatan(contents, one.kecamatan_code, str(one.kecamatan)),
            parts.kabkota(contents, one.kabkota_code, one.kabkota),
        )
        if way.path
    ]
    others = tuple(
        Way(other.name, f"inovasi/{other.innovation_id}")
        for other in contents.innovations.values()
        if one.kecamatan_code and other.kecamatan_code == one.kecamatan_code and other is not one
    )
    groups = (
        Group("Asal", tuple(origin)),
        Group("Inovasi lain dari kecamatan ini", others),
    )
    return tuple(group for group in groups if group.ways)


def everything(contents: Contents) -> Page:
    """All innovations by name."""
    held = list(contents.innovations.values())
    rows = [
        (
            Way(briefing_parts.cut(one.name, SHORT), f"inovasi/{one.innovation_id}"),
            parts.word(briefing_parts.cut(one.where, SHORT)),
            parts.word(text.years(one.first_year, one.last_year)),
        )
        for one in held[:ROWS]
    ]
    return Page(
        path="inovasi/",
        title=f"{text.number(len(held))} inovasi kecamatan tercatat",
        kicker="Inovasi",
        app="/inovasi",
        above=(),
        facts=parts.of_records(Idea, held),
        sentences=(
            "Yang dilaporkan halaman terbit, untuk lomba SKK atau dari layanan sehari-hari; yang"
            " tidak diberitakan tidak ada di sini.",
        ),
        grid=Grid(
            "Menurut abjad",
            (Column("Inovasi"), Column("Asal"), Column("Tahun")),
            tuple(rows),
            left_out=max(len(held) - ROWS, 0),
        )
        if rows
        else None,
        has_record=bool(held),
    )


def regions(contents: Contents) -> Page:
    """All kabkota by province."""
    held = list(contents.kabkota.values())
    active = sum(one.known > 0 for one in held)
    return Page(
        path="kabkota/",
        title=f"{text.number(active)} dari {text.number(len(held))} kabupaten/kota punya kecamatan"
        " yang tercatat",
        kicker="Kabupaten/kota",
        app="/kabkota",
        above=(),
        facts=parts.of_records(Region, held),
        sentences=(
            "Angka di belakang nama: kecamatannya yang tercatat, dengan hasil atau inovasi.",
        ),
        groups=tuple(
            Group(
                province,
                tuple(
                    Way(
                        f"{text.short(one.name)}{f' ({one.known})' if one.known else ''}",
                        f"kabkota/{one.code}",
                    )
                    for one in some
                ),
            )
            for province, some in groupby(held, key=lambda one: one.province)
        ),
        has_record=bool(active),
    )
