"""Briefings of an edition or a contest: Beranda, Papan Peringkat, Tren, Sumber & Mutu Data."""

from collections.abc import Mapping

import pandas as pd

from analytics.briefing import charts, parts
from analytics.briefing.rows import Chart, Draft, Grid, Source
from analytics.core import choosing, editions, text
from analytics.core.choosing import Choice
from analytics.core.editions import By, Span
from analytics.core.query import Connection
from analytics.core.rows import Rows, Table, per_row, shown
from analytics.evidence import questions as evidence_questions
from analytics.evidence import sentences as evidence_sentences
from analytics.evidence import tables as evidence_tables
from analytics.evidence.rows import Claim
from analytics.standing import questions as standing_questions
from analytics.standing import sentences as standing_sentences
from analytics.standing import tables as standing_tables
from analytics.standing.rows import Medals, Standing
from analytics.trend import questions as trend_questions
from analytics.trend import sentences as trend_sentences
from analytics.trend import tables as trend_tables

KINDRED = "Ajang kerabat, bukan SKK: tidak digabung dengan hasil SKK."
NOUNS: dict[By, str] = {"kabkota": "kabupaten/kota", "kecamatan": "kecamatan"}
WHOLE, OVER = "Edisi ini", "Dari tahun ke tahun"
EVERYBODY = "Semua kecamatan"
Parameters = Mapping[str, str]


def home(con: Connection, parameters: Parameters) -> Draft:
    """Beranda without daerah saya: the edition in view, and what changed."""
    choice = choosing.read(con, parameters)
    draft = _edition(con, choice)
    before = editions.previous(con, choice.edition_id)
    standing = standing_questions.standings(con, choice.edition_id)
    changes = standing_sentences.changes(
        standing,
        standing_questions.movement(con, choice.edition_id),
        standing_questions.left_the_final(con, choice.edition_id),
        choice.level,
        (
            standing_questions.final_is_known(con, choice.edition_id),
            standing_questions.final_is_known(con, before),
        ),
    )
    return draft._replace(
        kicker=f"Beranda · {choice.name}",
        view=parts.filters("Beranda", choice, tahun=str(choice.year)),
        address=choice.link(""),
        sentences=(*draft.sentences, *parts.told(changes, 3)),
        unknown=(*parts.told(_since(con, choice), 1), *draft.unknown)[:4],
    )


def _since(con: Connection, choice: Choice) -> list[str]:
    """Which years since the last result lack one, at the day on which the data were published."""
    last = choosing.edition(choice.editions, choice.years[-1])
    year = editions.version(con).built_at.year
    later = standing_questions.later(con, choice.contest_id, year)
    name = choice.name.removesuffix(str(choice.year)) + str(last.year)
    return [standing_sentences.up_to_date(last, name, later, year).removesuffix(_KNOWN)]


_KNOWN = " Yang sudah diketahui:"  # a list follows on the page


def ranking(con: Connection, parameters: Parameters) -> Draft:
    """Papan Peringkat: the board of an edition, or the medals of all of them."""
    choice = choosing.read(con, parameters)
    usual = OVER if any(name in parameters for name in OF_YEARS) else WHOLE
    part = choosing.one_of(
        "peringkat_bagian", parameters.get("peringkat_bagian", usual), (WHOLE, OVER)
    )
    return _edition(con, choice) if part == WHOLE else _years(con, choice, parameters)


OF_YEARS = ("peringkat_menurut", "peringkat_paruh", "peringkat_dari", "peringkat_sampai")


def _edition(con: Connection, choice: Choice) -> Draft:
    standing = standing_questions.standings(con, choice.edition_id)
    moved = standing_questions.movement(con, choice.edition_id)
    by: By = "kabkota" if choice.level == "provinsi" else "kecamatan"
    span = Span(choice.span.first, choice.year)
    medals = standing_questions.medals(con, choice.contest_id, span, by)
    winners = standing_sentences.champions(medals, span.first)
    facts = standing_sentences.facts(choice.edition)
    disputes = evidence_sentences.disputes(evidence_questions.disputes(con, choice.edition_id))
    said = [f"{facts}.", f"{winners}." if winners else ""]
    return Draft(
        parts.cut(standing_sentences.headline(standing, choice.name)),
        f"Papan Peringkat · {choice.name}",
        parts.filters("Papan Peringkat", choice, tahun=str(choice.year)),
        choice.link("peringkat"),
        parts.told(["" if choice.edition.is_skk else KINDRED, *said], 3),
        _board(choice, standing, standing_tables.standings(standing, moved)),
        parts.told_whole(disputes, 2, "sengketa"),
        parts.told(standing_sentences.unknowns(choice.edition, standing), 4),
        parts.sources(evidence_questions.sources(con, choice.edition_id)),
        _history(con, choice, standing, medals),
    )


def _history(
    con: Connection, choice: Choice, standing: Rows[Standing], medals: Rows[Medals]
) -> tuple[Chart, ...]:
    """Where those who are in this final stood before, and who won most until then."""
    by: By = "kabkota" if choice.level == "provinsi" else "kecamatan"
    final = standing[standing["is_finalist"].astype(bool)]
    years = [year for year in choice.years if year <= choice.year]
    trail = standing_questions.trail(con, choice.contest_id, Span(years[0], choice.year), by)
    noun = "daerah finalis" if by == "kabkota" else "para finalis"
    winners = standing_sentences.champions(medals, years[0])
    return parts.charts(
        charts.places(
            charts.of_steps(trail),
            final[by].dropna(),
            years,
            (f"Riwayat {noun} {choice.name}", ""),
        ),
        charts.medals(
            medals,
            (f"Gelar {NOUNS[by]} {text.years(years[0], choice.year)}", winners),
        ),
    )


def _board(choice: Choice, standing: Rows[Standing], rows: Table) -> Grid:
    names = ["Peringkat", "Kecamatan", "Kabupaten/Kota", "Gelar", "Tahap terjauh"]
    if standing_questions.has_scores(standing):  # never without their maximum
        rows = shown(rows.assign(Nilai=per_row(standing, standing_tables.scored)))
        names.append("Nilai")
    return parts.grid(rows, f"Papan peringkat {choice.name}", [*names, "Sumber"])


def _years(con: Connection, choice: Choice, parameters: Parameters) -> Draft:
    units = standing_sentences.UNITS
    by: By = "kecamatan"
    if choice.level == "provinsi":
        asked = parameters.get("peringkat_menurut", next(iter(units)))
        by = units[choosing.one_of("peringkat_menurut", asked, units)]
    years = [str(year) for year in choice.years]
    first = choosing.one_of("peringkat_dari", parameters.get("peringkat_dari", years[0]), years)
    after = [year for year in years if year >= first]
    last = choosing.one_of("peringkat_sampai", parameters.get("peringkat_sampai", after[-1]), after)
    usual = standing_sentences.HALF_LIFE
    half = choosing.one_of(
        "peringkat_paruh",
        parameters.get("peringkat_paruh", usual),
        standing_sentences.HALF_LIVES,
    )
    span = Span(int(first), int(last))
    medals = standing_questions.medals(con, choice.contest_id, span, by)
    index = standing_questions.index(
        con, choice.contest_id, span, by, standing_sentences.HALF_LIVES[half]
    )
    table = standing_tables.medals(medals)
    both = table.merge(
        standing_tables.index(index)[["Nama", "Indeks prestasi"]], on="Nama", how="left"
    )
    names = ["Urutan", "Nama", "Juara 1", "Juara 2", "Juara 3", "Harapan", "Finalis lain"]
    own = {"peringkat_bagian": OVER, "peringkat_paruh": half}
    own |= {"peringkat_dari": first, "peringkat_sampai": last}
    own |= {"peringkat_menurut": asked} if choice.level == "provinsi" else {}
    noun = NOUNS[by]
    return Draft(
        parts.cut(f"{choice.label}: {standing_sentences.over_the_years(medals, span)}"),
        f"Papan Peringkat · {choice.label} {text.years(span.first, span.last)}",
        parts.filters(
            "Papan Peringkat, dari tahun ke tahun",
            choice,
            menurut=noun,
            tahun=text.years(span.first, span.last),
        ),
        choice.link("peringkat", **own),
        parts.told(
            [
                f"Tabel medali {noun}, menurut juara 1, lalu juara 2, dan seterusnya; indeks"
                f" prestasi 0–100 dengan waktu paruh {half}.",
                "" if choice.edition.is_skk else KINDRED,
            ],
            3,
        ),
        parts.grid(shown(both), f"Tabel medali {choice.label}", [*names, "Indeks prestasi"])
        if len(both)
        else None,
        (),
        ("Edisi tanpa peringkat yang diketahui tidak dihitung: bukan nol, bukan terakhir.",),
        _of_contest(con, choice, span),
        parts.charts(
            charts.index(index, (f"Indeks prestasi {choice.label}", "")),
            charts.medals(medals, (f"Gelar {choice.label}", "")),
        ),
    )


def _of_contest(con: Connection, choice: Choice, span: Span) -> tuple[Source, ...]:
    """The sources of the editions of a contest, those of the latest first."""
    found = [
        source
        for edition_id, year in zip(
            choice.editions["edition_id"], choice.editions["year"], strict=True
        )
        if span.first <= year <= span.last
        for source in parts.sources(evidence_questions.sources(con, edition_id))
    ]
    return tuple(dict.fromkeys(found))


def trend(con: Connection, parameters: Parameters) -> Draft:
    """Tren: how a contest changed over its editions."""
    choice = choosing.read(con, parameters)
    by: By = "kabkota" if choice.level == "provinsi" else "kecamatan"
    sizes = trend_questions.sizes(con, choice.contest_id)
    turnover = trend_questions.turnover(con, choice.contest_id, by)
    spread = trend_questions.spread(con, choice.contest_id, by)
    table = pd.DataFrame(trend_tables.sizes(sizes)).merge(
        trend_tables.turnover(turnover)[["Tahun", "Nama baru"]], on="Tahun", how="left"
    )
    latest = table.sort_values("Tahun", ascending=False)
    names = ["Tahun", "Edisi", "Peserta", "Finalis", "Semua finalis diketahui", "Nama baru"]
    silent = [str(year) for year in sizes.loc[sizes["edition_id"].isna(), "year"]]
    return Draft(
        parts.cut(trend_sentences.reach(spread, NOUNS[by], choice.label)),
        f"Tren · {choice.label} {text.years(choice.span.first, choice.span.last)}",
        parts.filters("Tren", choice),
        choosing.address("tren", {**choice.parameters, "tahun": None}),
        parts.told(
            [
                *(
                    f"{one}."
                    for one in (
                        trend_sentences.sizes(sizes),
                        trend_sentences.turnover(turnover),
                        trend_sentences.unequal(spread),
                    )
                    if one
                ),
            ],
            3,
        ),
        parts.grid(shown(latest), f"Peserta dan finalis {choice.label} per edisi", names),
        (),
        parts.told([f"Tanpa edisi yang diketahui: {text.listing(silent)}." if silent else ""], 1),
        _of_contest(con, choice, choice.span),
        parts.charts(
            charts.sizes(
                sizes,
                (f"Peserta dan finalis {choice.label} tiap tahun", trend_sentences.sizes(sizes)),
            )
        ),
    )


def offers_evidence(parameters: Parameters) -> bool:
    """Whether a part of Sumber & Mutu Data has a briefing."""
    return parameters.get("sumber_bagian", "Klaim") in ("Klaim", "Sengketa", "Cakupan")


def evidence(con: Connection, parameters: Parameters) -> Draft:
    """Sumber & Mutu Data: the claims of an edition or of one place in it, the disputes, or what is
    covered.
    """
    choice = choosing.read(con, parameters)
    known = ("Klaim", "Sengketa", "Cakupan", "Aturan", "Unduh data")
    part = choosing.one_of("sumber_bagian", parameters.get("sumber_bagian", "Klaim"), known)
    if part == "Klaim":
        return _claims(con, choice, parameters.get("sumber_kec", EVERYBODY))
    if part == "Sengketa":
        return _disputes(con)
    if part == "Cakupan":
        return _coverage(con, choice)
    raise choosing.UnknownError(
        f"Bagian “{part}” tidak punya ringkasan: isinya aturan atau berkas, bukan temuan."
    )


def _claims(con: Connection, choice: Choice, asked: str) -> Draft:
    found: Rows[Claim] = evidence_questions.claims(con, choice.edition_id)
    labels = {
        text.located(name, region): place
        for name, region, place in zip(
            found["kecamatan"], found["kabkota"], found["place_id"], strict=True
        )
    }
    label = choosing.one_of("sumber_kec", asked, (EVERYBODY, *labels))
    whom = ""
    if label != EVERYBODY:
        found, whom = found[found["place_id"] == labels[label]], f" tentang {label}"
    disputes = evidence_questions.disputes(con, choice.edition_id)
    names = ["Kecamatan", "Kabupaten/Kota", "Klaim", "Tertulis", "Penerbit"]
    sources = parts.sources(found)
    count = text.origins(found["source_id"].unique())
    return Draft(
        parts.cut(f"{text.number(len(found))} klaim dari {count}{whom}, {choice.name}"),
        f"Sumber & Mutu Data · {choice.name}",
        parts.filters("Klaim", choice, tahun=str(choice.year), kecamatan=whom and label),
        choice.link("sumber", sumber_kec=label if whom else None),
        ("Klaim adalah apa yang dikatakan satu halaman; yang ditampilkan ditetapkan dari klaim.",),
        parts.grid(evidence_tables.claims(found), f"Klaim{whom} pada {choice.name}", names),
        parts.told_whole(evidence_sentences.disputes(disputes), 2, "sengketa"),
        (),
        sources,
    )


def _disputes(con: Connection) -> Draft:
    found = evidence_questions.disputes(con)
    told = evidence_sentences.disputes(found)
    return Draft(
        f"{text.number(len(told))} sengketa terbuka antarsumber"
        if told
        else "Tidak ada sumber yang saling bertentangan",
        "Sumber & Mutu Data · Sengketa",
        "Sengketa · semua edisi",
        choosing.address("sumber", {"sumber_bagian": "Sengketa"}),
        (),
        None,
        parts.told_whole(told, 8, "sengketa"),
        (),
        parts.sources(evidence_questions.dispute_sources(con)),
    )


def _coverage(con: Connection, choice: Choice) -> Draft:
    table = evidence_tables.coverage_by_year(evidence_questions.by_year(con, choice.contest_id))
    whole = table["Yang diketahui"] == text.COVERAGE["complete"]
    return Draft(
        parts.cut(
            f"{choice.label}: peringkat semua finalis diketahui pada"
            f" {text.number(int(whole.sum()))} dari {text.number(len(table))} tahun"
        ),
        f"Sumber & Mutu Data · {choice.label}",
        parts.filters("Cakupan", choice),
        choice.link("sumber", sumber_bagian="Cakupan"),
        (),
        parts.grid(
            table,
            f"Cakupan data per tahun, {choice.label}",
            [
                "Tahun",
                "Yang diketahui",
                "Peserta diketahui",
                "Finalis diketahui",
                "Sumber dan sengketa",
            ],
        ),
        (),
        (),
        _of_contest(con, choice, choice.span),
    )
