"""Lembar penetapan: the result of an edition as rows for the annex of a decree. What a decree says
of itself (who, number, day) stays blank: no page says it.
"""

from collections.abc import Mapping

from analytics.briefing import of_edition, parts
from analytics.briefing.rows import Awarded, Result
from analytics.core import choosing, text
from analytics.core.choosing import Choice, UnknownError
from analytics.core.query import Connection
from analytics.core.rows import Rows, each
from analytics.evidence import questions as evidence_questions
from analytics.evidence import sentences as evidence_sentences
from analytics.standing import questions as standing_questions
from analytics.standing import sentences as standing_sentences
from analytics.standing.rows import Standing

PAGE = "peringkat"
WHOSE = "Lembar penetapan hanya ada untuk hasil sebuah edisi, misalnya /peringkat?tahun=2023."


def offers(parameters: Mapping[str, str]) -> bool:
    """Whether an address of Papan Peringkat opens an edition, not all of them together."""
    usual = of_edition.WHOLE
    is_over = any(name in parameters for name in of_edition.OF_YEARS)
    return not is_over and parameters.get("peringkat_bagian", usual) == usual


def result(con: Connection, parameters: Mapping[str, str]) -> Result:
    """The result of the edition in view, best place first.

    Raises:
        UnknownError: the address opens no edition, or nobody's place or title in it is known.
    """
    if not offers(parameters):
        raise UnknownError(WHOSE)
    choice = choosing.read(con, parameters)
    standing = standing_questions.standings(con, choice.edition_id)
    known = standing[standing["rank_low"].notna() | standing["is_finalist"].astype(bool)]
    if known.empty:
        raise UnknownError(
            f"Hasil {choice.name} belum diketahui: tidak ada peringkat atau finalis yang dapat"
            " dimuat di lembar penetapan. Pilih tahun lain."
        )
    left_out = len(standing) - len(known)
    return Result(
        _title(choice),
        choice.name,
        tuple(_awarded(row) for row in each(known)),
        choice.level == "provinsi",
        _notes(con, choice, known, left_out),
        parts.sources(evidence_questions.sources(con, choice.edition_id)),
        choice.link(PAGE),
    )


def _title(choice: Choice) -> str:
    where = choice.label.split(" · ")
    region = f"PROVINSI {where[0]}" if choice.level == "provinsi" else where[0]
    kind = f" ({where[1]})" if len(where) > 1 and "kelas" in where[1] else ""
    return parts.cut(f"Hasil {choice.edition.name} {region}{kind} tahun {choice.year}".upper(), 200)


def _awarded(row: Standing) -> Awarded:
    is_exact = text.is_known(row.rank_low) and row.rank_low == row.rank_high
    place = text.place(row.rank_low, row.rank_high, tied=False)
    said = [
        "Peringkat sama" if is_exact and row.is_tied else "",
        "" if is_exact else "Urutan belum diketahui" if text.is_known(row.rank_low) else "",
        "" if text.is_known(row.rank_low) else "Peringkat tidak dipublikasikan",
        "Sumber berbeda" if row.is_disputed else "",
        "Hanya disimpulkan" if row.is_inferred else "",
    ]
    maximum = float(row.score_max) if text.is_known(row.score_max) else None
    return Awarded(
        parts.cut(row.kecamatan, parts.LONGEST),
        parts.cut(row.kabkota, parts.LONGEST) if text.is_known(row.kabkota) else parts.NONE,
        place,
        int(row.rank_low) if is_exact and row.rank_low else None,
        text.title(row.title, row.is_finalist),
        float(row.score) if text.is_known(row.score) else None,
        maximum,
        "; ".join(filter(None, said)),
    )


def _notes(
    con: Connection, choice: Choice, known: Rows[Standing], left_out: int
) -> tuple[str, ...]:
    """What whoever signs must know of the rows, one sentence each."""
    disputes = evidence_sentences.disputes(evidence_questions.disputes(con, choice.edition_id))
    ties = known["is_tied"].fillna(value=False).astype(bool).any()
    return parts.told(
        [
            "" if choice.edition.is_skk else of_edition.KINDRED,
            "Kecamatan dengan nilai atau peringkat sama berbagi satu peringkat; peringkat"
            " berikutnya dilewati."
            if ties
            else "",
            *standing_sentences.unknowns(choice.edition, known),
            f"{text.number(left_out)} peserta lain tercatat tanpa peringkat, maka tidak dimuat."
            if left_out
            else "",
            *disputes,
        ],
        12,
    )
