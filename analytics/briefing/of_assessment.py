"""Briefings of Penilaian: the scores of a stage per indicator, or that there are none."""

from collections.abc import Mapping

from analytics.assessment import questions as assessment_questions
from analytics.assessment import sentences as assessment_sentences
from analytics.assessment import tables as assessment_tables
from analytics.briefing import parts
from analytics.briefing.rows import Draft
from analytics.core import choosing, text
from analytics.core.choosing import Choice, UnknownError
from analytics.core.query import Connection

PAGE = "penilaian"
SCORES = "Nilai"
OWN = {"penilaian_bagian", "penilaian_tahap", "penilaian_kec"}
TOTAL = "Total, %"


def offers(parameters: Mapping[str, str]) -> bool:
    """Whether what an address of Penilaian opens has a briefing: the scores under the official
    weights.
    """
    own = set(parameters) - set(choosing.FILTERS)
    return own <= OWN and parameters.get("penilaian_bagian", SCORES) == SCORES


def assessment(con: Connection, parameters: Mapping[str, str]) -> Draft:
    """Penilaian: who leads by the scores of a stage, and where a kecamatan is strong and weak.

    Raises:
        UnknownError: another part of the page is asked for, or a stage or kecamatan without
        scores.
    """
    if not offers(parameters):
        raise UnknownError(
            "Dari halaman Penilaian hanya bagian “Nilai” dengan bobot resmi yang punya ringkasan."
        )
    choice = choosing.read(con, parameters)
    stages = assessment_questions.stages(con, choice.edition_id)
    if stages.empty:
        return _missing(con, choice)
    known = {text.stage(stage): str(stage) for stage in stages["stage"]}
    label = choosing.one_of(
        "penilaian_tahap", parameters.get("penilaian_tahap", next(iter(known))), known
    )
    of = assessment_questions.field(con, choice.edition_id, known[label])
    ranked = assessment_questions.ranked(of)
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
    title = f"Nilai {label.lower()} {choice.name}"
    return Draft(
        parts.cut(assessment_sentences.leader(ranked, known[label], choice.name)),
        f"Penilaian · {choice.name} · tahap {label.lower()}",
        parts.filters("Penilaian", choice, tahun=str(choice.year), kecamatan=whose or ""),
        choice.link(PAGE, penilaian_tahap=label, penilaian_kec=whose),
        parts.told(told, 2),
        parts.grid(
            assessment_tables.shares(of, ranked).rename(columns={TOTAL: "Persen dari maksimum"}),
            title,
            ["Peringkat", "Kecamatan", "Kabupaten/Kota", "Persen dari maksimum"],
        ),
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
