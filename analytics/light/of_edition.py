"""The light pages of an edition, of all of them, and the start."""

from collections.abc import Iterable

from analytics.briefing import of_edition as briefing_of_edition
from analytics.briefing import parts as briefing_parts
from analytics.core import choosing, editions, text
from analytics.core.choosing import UnknownError
from analytics.core.editions import By, Span
from analytics.core.query import Connection
from analytics.core.rows import Rows, each
from analytics.evidence import questions as evidence_questions
from analytics.evidence import sentences as evidence_sentences
from analytics.light import parts
from analytics.light.contents import Contents, Held, level
from analytics.light.rows import Column, Grid, Group, Page, Step, UnknownPageError, Way
from analytics.standing import questions as standing_questions
from analytics.standing import sentences as standing_sentences
from analytics.standing import tables as standing_tables
from analytics.standing.rows import Standing

MOST_UNKNOWN = 4  # sentences
FIRST = 3  # on the podium
ROWS = 150  # of a table; the rest is in the data beside the page
LISTED = 180  # editions in the list of all; the rest is in the data beside it
LATEST = 12  # contests at the start
ALL = Way("Papan peringkat", "peringkat/")


def edition(con: Connection, contents: Contents, key: str) -> Page:
    """One edition.

    Raises:
        UnknownPageError: there is none, or none of its results is on record.
    """
    held = contents.editions.get(key)
    if held is None:
        raise UnknownPageError(
            "Edisi ini tercatat, tetapi tanpa satu hasil pun. Edisi yang berhasil ada di daftar"
            " papan peringkat."
            if key in contents.silent
            else f"Tidak ada edisi {key}. Semua edisi yang tercatat ada di daftar papan peringkat."
        )
    # The words of its briefing, asked for one by one: the table of a sheet takes as long as they do
    filters = (text.LEVELS[held.level], contents.labels[held.contest_id], str(held.year))
    of = choosing.edition(editions.editions(con, held.contest_id), held.year)
    standing = standing_questions.standings(con, key)
    disputes = evidence_sentences.disputes(evidence_questions.disputes(con, key))
    others = [one for one in contents.of_contest(held.contest_id) if one is not held]
    organiser = (
        (Way(f"Tentang {held.region}", f"kabkota/{held.code}"),)
        if held.code in contents.kabkota
        else ()
    )
    groups = (
        Group(f"Edisi lain {held.short_name} {held.region}", parts.editions(others, "year")),
        Group("Penyelenggara", organiser),
    )
    return Page(
        path=f"peringkat/{key}",
        title=briefing_parts.cut(standing_sentences.headline(standing, held.name)),
        kicker=held.name,
        app=choosing.address("peringkat", dict(zip(choosing.FILTERS, filters, strict=True))),
        above=(ALL,),
        facts=parts.facts(
            Standing, standing, [pages or "" for pages in standing["pages"].tolist()]
        ),
        sentences=briefing_parts.told(
            (
                "" if of.is_skk else briefing_of_edition.KINDRED,
                f"{standing_sentences.facts(of)}.",
                _champions(con, contents, held),
            ),
            3,
        ),
        podium=podium(contents, standing),
        grid=_board(contents, standing, held.name),
        groups=tuple(group for group in groups if group.ways),
        disputes=tuple(disputes),
        unknown=briefing_parts.told(standing_sentences.unknowns(of, standing), MOST_UNKNOWN),
        sources=briefing_parts.sources(evidence_questions.sources(con, key)),
    )


def _champions(con: Connection, contents: Contents, held: Held) -> str:
    """Who won most often up to an edition; of a contest's first there is nothing to say."""
    first = contents.of_contest(held.contest_id)[-1].year
    by: By = "kabkota" if held.level == "provinsi" else "kecamatan"
    medals = standing_questions.medals(con, held.contest_id, Span(first, held.year), by)
    told = standing_sentences.champions(medals, first)
    return f"{told}." if told else ""


def podium(contents: Contents, standing: Rows[Standing]) -> tuple[Step, ...]:
    """The first three, where their ranks are known."""
    first = standing[(standing["rank_low"] == standing["rank_high"]).fillna(value=False)]
    return tuple(
        Step(
            text.place(row.rank_low, row.rank_high, row.is_tied),
            text.tone(row.rank_low, row.rank_high),
            parts.kecamatan(contents, row.kecamatan_code, row.kecamatan),
            parts.kabkota(contents, row.kabkota_code, row.kabkota),
        )
        for row in each(first)
        if row.is_placed and row.rank_low is not None and row.rank_low <= FIRST
    )


def _board(contents: Contents, standing: Rows[Standing], name: str) -> Grid:
    has_scores = standing_questions.has_scores(standing)
    names = [
        Column("Peringkat"),
        Column("Kecamatan"),
        Column("Kab./Kota"),
        Column("Gelar"),
        Column("Tahap terjauh", is_spare=True),
        *([Column("Nilai", is_number=True)] if has_scores else []),
    ]
    rows = [
        (
            Way(text.place(row.rank_low, row.rank_high, row.is_tied)),
            parts.kecamatan(contents, row.kecamatan_code, row.kecamatan),
            parts.kabkota(contents, row.kabkota_code, row.kabkota and text.short(row.kabkota)),
            Way(text.title(row.title, row.is_finalist)),
            Way(text.stage(row.stage_reached)),
            *((Way(standing_tables.scored(row) or "–"),) if has_scores else ()),
        )
        for row in each(standing.head(ROWS))
    ]
    return Grid(
        f"Papan peringkat {name}",
        tuple(names),
        tuple(rows),
        head=1,
        left_out=max(len(standing) - ROWS, 0),
    )


def everything(contents: Contents) -> Page:
    """All editions on record."""
    held = list(contents.editions.values())
    skk = sum(one.is_skk for one in held)
    shown = held[:LISTED]
    rows = [
        (
            Way(str(one.year)),
            parts.edition(contents, one.edition_id, one.name.removesuffix(f" {one.year}")),
            Way(level(one)),
            Way(text.number(one.known)),
        )
        for one in shown
    ]
    return Page(
        path="peringkat/",
        title=f"{text.number(len(held))} edisi dengan hasil tercatat,"
        f" {text.number(skk)} di antaranya SKK",
        kicker="Papan peringkat",
        app="/peringkat",
        above=(),
        facts=parts.of_records(Held, held),
        sentences=(
            "Sebuah edisi adalah satu ajang pada satu tahun; ajang kerabat bukan SKK dan tidak"
            " digabung dengannya.",
        ),
        grid=Grid(
            "Semua edisi, terbaru dahulu",
            (
                Column("Tahun"),
                Column("Ajang"),
                Column("Tingkat"),
                Column("Kecamatan tercatat", is_number=True),
            ),
            tuple(rows),
            head=1,
            left_out=len(held) - len(shown),
        ),
        has_record=bool(held),
    )


def start(con: Connection, contents: Contents) -> Page:
    """The first page: the edition that the app opens with, and the ways on.

    Raises:
        UnknownPageError: nothing is published.
    """
    try:
        choice = choosing.read(con, {})
    except UnknownError as fault:
        raise UnknownPageError(str(fault)) from None
    draft = briefing_of_edition.home(con, {})
    standing = standing_questions.standings(con, choice.edition_id)
    latest = list(_latest(contents))
    provinces = [one for one in latest if one.level == "provinsi" and one.is_skk]
    own = [one for one in latest if one.level == "kabkota" and one.is_skk]
    total = editions.totals(con)
    return Page(
        path="",
        title=draft.title,
        kicker=f"Dasbor SKK · {choice.name}",
        app="/",
        above=(),
        facts=parts.of_records(Held, latest),
        sentences=(
            *draft.sentences[:1],
            f"Katalog memuat {text.number(total.editions)} edisi SKK,"
            f" {text.number(total.kecamatan)} kecamatan, dan {text.number(total.claims)} klaim dari"
            f" {text.number(total.sources)} halaman terbit.",
        ),
        podium=podium(contents, standing),
        groups=tuple(
            group
            for group in (
                Group(
                    "Buka",
                    (
                        parts.edition(
                            contents, choice.edition_id, f"Papan peringkat {choice.name}"
                        ),
                        Way("Semua edisi", "peringkat/"),
                        Way("Semua kabupaten/kota dan kecamatannya", "kabkota/"),
                        Way("Semua inovasi", "inovasi/"),
                    ),
                ),
                Group("SKK provinsi terakhir", parts.editions(provinces[:LATEST])),
                Group("SKK kabupaten/kota terakhir", parts.editions(own[:LATEST])),
            )
            if group.ways
        ),
        unknown=draft.unknown,
        sources=draft.sources,
    )


def _latest(contents: Contents) -> Iterable[Held]:
    """The last edition of each contest, the latest first."""
    seen: set[str] = set()
    for one in contents.editions.values():
        if one.contest_id not in seen:
            seen.add(one.contest_id)
            yield one
