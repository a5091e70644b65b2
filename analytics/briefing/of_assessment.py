"""Briefings of Penilaian: the scores of a stage per indicator, what the visit changed, how far the
jurors agree, or that there are no scores.
"""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from analytics.assessment import agreement as assessment_agreement
from analytics.assessment import questions as assessment_questions
from analytics.assessment import sentences as assessment_sentences
from analytics.assessment import tables as assessment_tables
from analytics.assessment import verification as assessment_verification
from analytics.assessment.agreement import Panel
from analytics.assessment.questions import Field
from analytics.assessment.rows import Ranked, Reweighted, Stage, Sure
from analytics.briefing import charts, parts
from analytics.briefing.rows import Draft, Grid
from analytics.core import choosing, text
from analytics.core.choosing import Choice, UnknownError
from analytics.core.markup import shortened
from analytics.core.query import Connection
from analytics.core.rows import Rows, Table, declared, each, shown

PAGE, PART = "penilaian", "penilaian_bagian"
SIMULATED = "penilaian_simulasi"
BESIDE = ("administrasi", "tinjau_lapang")
COLUMNS = 8  # indicators whose scores find room beside each other
WITHOUT = "Bila satu juri dilewatkan"
MOST_WEIGHTS = 20  # indicators whose weight an address can hold


def assessment(con: Connection, parameters: Mapping[str, str]) -> Draft:
    """Penilaian: the scores of a stage and who leads by them, what the visit changed, or how far
    the jurors agree.

    Raises:
        UnknownError: the address asks for a part, stage, kecamatan or weight that there is not.
    """
    part = choosing.one_of(PART, parameters.get(PART, "Nilai"), PARTS)
    choice = choosing.read(con, parameters)
    stages = assessment_questions.stages(con, choice.edition_id)
    if stages.empty:
        return _missing(con, choice)
    return PARTS[part](con, choice, stages, parameters)


def _stage(stages: Rows[Stage], parameters: Mapping[str, str]) -> tuple[str, str]:
    """The stage that is asked for, as an address calls it and as tables do."""
    known = {text.stage(stage): str(stage) for stage in stages["stage"]}
    label = choosing.one_of(
        "penilaian_tahap", parameters.get("penilaian_tahap", next(iter(known))), known
    )
    return label, known[label]


def _scores(
    con: Connection, choice: Choice, stages: Rows[Stage], parameters: Mapping[str, str]
) -> Draft:
    label, stage = _stage(stages, parameters)
    of = assessment_questions.field(con, choice.edition_id, stage)
    ranked = assessment_questions.ranked(of)
    asked = parameters.get(SIMULATED, "false")
    if choosing.one_of(SIMULATED, asked, ("true", "false")) == "true":
        return _reweighted(con, choice, label, of, parameters)
    told: list[str] = []
    whose = parameters.get("penilaian_kec")
    if whose is not None:
        codes = {name: code for code, name in assessment_questions.labels(of.places).items()}
        code = codes[choosing.one_of("penilaian_kec", whose, codes)]
        rows = assessment_questions.contributions(of)
        mine = rows[rows["code"] == code]
        told = [
            f"{assessment_sentences.profile(mine, whose, len(of.places))}.",
            assessment_sentences.standing(ranked, code),
        ]
    left_out = int((~of.complete).sum())
    return Draft(
        parts.cut(assessment_sentences.leader(ranked, stage, choice.name)),
        f"Penilaian · {choice.name} · tahap {label.lower()}",
        parts.filters("Penilaian", choice, tahun=str(choice.year), kecamatan=whose or ""),
        choice.link(PAGE, penilaian_tahap=label, penilaian_kec=whose),
        parts.told([*told, _legend(of)], 3),
        _heat(of, ranked, f"Nilai {label.lower()} {choice.name}, persen dari maksimum"),
        (),
        parts.told(
            [
                ""
                if of.weights is not None
                else "Bobot resmi tidak diketahui semuanya, maka nilai total dan peringkatnya tidak"
                " dihitung.",
                f"{text.number(left_out)} kecamatan tidak punya nilai untuk semua indikator, maka"
                " tanpa total: kosong bukan nol."
                if left_out and of.weights is not None
                else "",
                assessment_sentences.unscored(of),
            ],
            3,
        ),
        parts.sources(assessment_questions.sources(con, choice.edition_id)),
    )


def _heat(of: Field, ranked: Rows[Ranked], caption: str) -> Grid:
    """Shares in percent with one decimal, a column for each indicator by its number where there is
    room, and the total.
    """
    table = assessment_tables.shares(of, ranked)
    usual = ["Peringkat", "Kecamatan", "Kabupaten/Kota"]
    measured = [name for name in table.columns if name not in usual]
    codes = [text.number_of(str(code)) for code in of.criteria["code"]]
    short = dict(zip(measured, [*codes, "Total"], strict=True))
    scores = table[measured].round(1).rename(columns=short)
    names = [*usual, *codes, "Total"] if len(codes) <= COLUMNS else [*usual, "Total"]
    return parts.grid(shown(pd.concat([table[usual], scores], axis=1)), caption, names)


def _legend(of: Field) -> str:
    """What the numbers above the columns stand for, with the weights where they are known."""
    if len(of.criteria) > COLUMNS:
        return ""
    told = [
        f"{text.number_of(row.code)} {row.name.lower()}"
        + (f" (bobot {text.number(row.weight, 2)})" if of.weights is not None else "")
        for row in each(of.criteria)
    ]
    return f"Kolom: {'; '.join(told)}."


def _reweighted(
    con: Connection, choice: Choice, label: str, of: Field, parameters: Mapping[str, str]
) -> Draft:
    official = of.weights
    if official is None or len(official) > MOST_WEIGHTS:
        raise UnknownError(
            "Simulasi bobot tidak tersedia untuk edisi ini: bobot resminya tidak diketahui"
            f" semuanya, atau indikatornya lebih dari {MOST_WEIGHTS}. Hapus “{SIMULATED}” dari"
            " alamat."
        )
    keys = [f"penilaian_bobot{number}" for number in range(1, len(official) + 1)]
    weights = np.array(
        [_weight(key, parameters, usual) for key, usual in zip(keys, official, strict=True)]
    )
    if not weights.sum():
        raise UnknownError("Beri bobot pada sedikitnya satu indikator: semua bobotnya nol.")
    ranked = assessment_questions.ranked(of)
    places = dict(zip(ranked["code"], ranked["place"], strict=True))
    simulated = assessment_questions.ranked(of, weights)
    found = declared(Reweighted, simulated.assign(official=simulated["code"].map(places)))
    told = "; ".join(
        f"{text.criterion(row.code, row.name.lower())} {text.number(float(weight), 1)}"
        for row, weight in zip(each(of.criteria), weights, strict=True)
    )
    kept = {key: parameters[key] for key in keys if key in parameters}
    return Draft(
        parts.cut(assessment_sentences.reweighted(found)),
        "SIMULASI BOBOT · bukan hasil resmi",
        parts.filters("Penilaian, simulasi bobot", choice, tahun=str(choice.year), tahap=label),
        choice.link(PAGE, penilaian_tahap=label, **{SIMULATED: "true"}, **kept),
        parts.told([f"Bobot simulasi: {told}."], 1),
        parts.grid(
            assessment_tables.reweighted(found),
            "Simulasi bobot: bukan hasil resmi",
            [
                "Peringkat simulasi",
                "Kecamatan",
                "Kabupaten/Kota",
                "Total simulasi, %",
                "Peringkat bobot resmi",
                "Perubahan",
            ],
        ),
        (),
        (),
        parts.sources(assessment_questions.sources(con, choice.edition_id)),
    )


def _weight(key: str, parameters: Mapping[str, str], usual: float) -> float:
    """The weight of an indicator in the address, else the official one."""
    try:
        weight = float(parameters.get(key, usual))
    except ValueError:
        weight = float("nan")
    if not 0 <= weight <= max(50, usual):
        raise UnknownError(
            f"Bobot “{shortened(parameters.get(key, ''))}” ({key}) bukan angka antara 0 dan"
            f" {text.number(max(50, usual))}."
        )
    return weight


def _visit(con: Connection, choice: Choice, stages: Rows[Stage], _: Mapping[str, str]) -> Draft:
    kicker = f"Penilaian · verifikasi lapangan · {choice.name}"
    view = parts.filters("Verifikasi lapangan", choice, tahun=str(choice.year))
    address = choice.link(PAGE, penilaian_bagian="Verifikasi lapangan")
    sources = parts.sources(assessment_questions.sources(con, choice.edition_id))
    if not set(BESIDE) <= set(stages["stage"]):
        return Draft(
            parts.cut(f"Nilai lapangan dan berkas {choice.name} tidak dapat dibandingkan"),
            kicker,
            view,
            address,
            unknown=(
                "Perbandingan memerlukan nilai per indikator dari tahap administrasi dan tahap"
                " tinjau lapang.",
            ),
            sources=sources,
        )
    documents, visit = (
        assessment_questions.field(con, choice.edition_id, stage) for stage in BESIDE
    )
    whole = assessment_verification.overall(documents, visit)
    changes = assessment_verification.changes(documents, visit)
    title = assessment_sentences.visits(whole, changes)
    if whole.empty:
        table = assessment_tables.changes(changes)
        columns = ["Kecamatan", "Indikator", "Administrasi, %", "Tinjau lapang, %"]
    else:
        table = assessment_tables.moved(whole)
        columns = ["Kecamatan", "Kabupaten/Kota", "Administrasi, %", "Tinjau lapang, %"]
    beyond = assessment_sentences.beyond(changes)
    return Draft(
        parts.cut(title),
        kicker,
        view,
        address,
        parts.told(
            [
                f"{assessment_sentences.where_changed(changes)}." if len(changes) else "",
                *parts.told_whole(
                    [f"Di luar sebaran: {one}." for one in beyond], 3, "perubahan di luar sebaran"
                ),
            ],
            4,
        ),
        parts.grid(table, "Berkas dan lapangan", [*columns, "Perubahan, poin"])
        if len(table)
        else None,
        (),
        ("Perubahan yang besar layak ditanyakan; ia bukan bukti kesalahan.",),
        sources,
        parts.charts(
            charts.moved(whole, ("Berkas dan lapangan, persen dari maksimum", title))
            if len(whole)
            else None
        ),
    )


def _sure(rows: Rows[Sure], jurors: list[str]) -> Table:
    """Places, those that are possible, and whose absence would move them."""
    return shown(
        {
            "Peringkat": rows["place"],
            "Kecamatan": rows["kecamatan"],
            "Kabupaten/Kota": rows["kabkota"],
            "Mungkin (95%)": [text.place(row.sure_low, row.sure_high) for row in each(rows)],
            WITHOUT: [assessment_tables.jurors_matter(row, jurors) for row in each(rows)],
        }
    )


def _jurors(
    con: Connection, choice: Choice, stages: Rows[Stage], parameters: Mapping[str, str]
) -> Draft:
    label, stage = _stage(stages, parameters)
    kicker = f"Penilaian · juri · {choice.name} · tahap {label.lower()}"
    view = parts.filters("Juri", choice, tahun=str(choice.year), tahap=label)
    address = choice.link(PAGE, penilaian_bagian="Juri", penilaian_tahap=label)
    sources = parts.sources(assessment_questions.sources(con, choice.edition_id))
    of = assessment_agreement.panel(con, choice.edition_id, stage)
    if not isinstance(of, Panel):
        return Draft(
            parts.cut(f"Penilaian para juri {choice.name} tidak dapat dibandingkan"),
            kicker,
            view,
            address,
            unknown=parts.told([assessment_sentences.REASONS[of]], 1),
            sources=sources,
        )
    found = assessment_agreement.of_panel(con, choice.edition_id, stage)
    left_out = (
        f"{text.number(of.left_out)} kecamatan tidak dinilai semua juri pada semua indikator dan"
        " tidak ikut dihitung."
        if of.left_out
        else ""
    )
    return Draft(
        parts.cut(assessment_sentences.agreement(found.concordance, of)),
        kicker,
        view,
        address,
        parts.told(
            [
                f"{assessment_sentences.severity(found.severity)}.",
                f"{text.sentence_case(assessment_sentences.sure(found.places))}.",
                f"{assessment_sentences.without(found.places, of.jurors)}.",
            ],
            3,
        ),
        parts.grid(
            _sure(found.places, of.jurors),
            f"Peringkat {label.lower()} dan juri",
            ["Peringkat", "Kecamatan", "Kabupaten/Kota", "Mungkin (95%)", WITHOUT],
        ),
        (),
        parts.told([left_out], 1),
        sources,
    )


def _missing(con: Connection, choice: Choice) -> Draft:
    lacking = assessment_questions.lacking(con, choice.edition_id)
    state = "belum lengkap" if lacking else "belum dipublikasikan"
    said = (
        assessment_sentences.lacking(lacking)
        if lacking
        else "Tidak ada sumber yang memuat nilai tiap indikator. Yang dibutuhkan adalah rekap resmi"
        " panitia: nilai tiap kecamatan untuk tiap indikator, sebaiknya juga tiap juri dan tahap."
    )
    return Draft(
        parts.cut(f"Nilai per indikator {choice.name} {state}"),
        f"Penilaian · {choice.name}",
        parts.filters("Penilaian", choice, tahun=str(choice.year)),
        choice.link(PAGE),
        unknown=parts.told([said], 1),
    )


PARTS: dict[str, Callable[[Connection, Choice, Rows[Stage], Mapping[str, str]], Draft]] = {
    "Nilai": _scores,
    "Verifikasi lapangan": _visit,
    "Juri": _jurors,
}
OWN = {
    PART,
    "penilaian_tahap",
    "penilaian_kec",
    SIMULATED,
    *(f"penilaian_bobot{number}" for number in range(1, MOST_WEIGHTS + 1)),
}
