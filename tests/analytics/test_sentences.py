"""Findings in plain Indonesian."""

import pandas as pd
import pytest

from analytics.core import editions
from analytics.core.rows import each
from analytics.evidence import questions as evidence_questions
from analytics.evidence import sentences as evidence_sentences
from analytics.standing import questions as standing_questions
from analytics.standing import sentences as standing_sentences
from tests import real


def headline(edition_id: str, name: str) -> str:
    return standing_sentences.headline(
        standing_questions.standings(real.connection(), edition_id), name
    )


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2024, "Tandes, Kota Surabaya, memimpin SKK"),
        (2022, "Rogojampi dan Taman menempati peringkat 1–2 SKK; urutannya belum diketahui"),
        (2019, "Lima finalis SKK diketahui; urutannya tidak dipublikasikan"),
        (2015, "Satu kecamatan diketahui ikut SKK; peringkatnya tidak dipublikasikan"),
        (2020, "Hasil SKK belum diketahui"),
    ],
)
def test_the_headline_says_no_more_than_is_known(year: int, expected: str) -> None:
    assert headline(f"provinsi-35-{year}", "SKK") == expected


def test_a_known_place_is_named_where_the_first_is_not() -> None:
    assert headline("kabkota-3507-2023", "SKK 2023").endswith(
        " di peringkat 4 SKK 2023; yang di atasnya belum diketahui"
    )


def test_who_shares_the_first_place_leads_together() -> None:
    shared = pd.DataFrame(
        {
            "kecamatan": ["Aa", "Bb"],
            "kabkota": ["Kota X", "Kota Y"],
            "rank_low": [1, 1],
            "rank_high": [1, 1],
            "is_placed": [True, True],
            "is_finalist": [True, True],
        }
    )
    assert (
        standing_sentences.headline(shared, "SKK 2030")
        == "Aa, Kota X, dan Bb, Kota Y, bersama memimpin SKK 2030"
    )


def changes(edition: str) -> list[str]:
    con = real.connection()
    known = (
        standing_questions.final_is_known(con, edition),
        standing_questions.final_is_known(con, editions.previous(con, edition)),
    )
    return standing_sentences.changes(
        standing_questions.standings(con, edition),
        standing_questions.movement(con, edition),
        standing_questions.left_the_final(con, edition),
        "provinsi",
        known,
    )


def test_what_changed_names_movement_newcomers_and_who_left() -> None:
    assert changes("provinsi-35-2024") == [
        "Kota Surabaya naik 1 dari peringkat 2 ke 1 melalui Tandes.",
        "Kabupaten Malang turun 1 dari peringkat 1 ke 2 melalui Donomulyo.",
        "Kota Madiun turun 1 dari peringkat 3 ke 4 melalui Kartoharjo.",
        (
            "Tidak ada di final 2023, kini finalis: Kabupaten Mojokerto, Kabupaten Bondowoso, dan"
            " Kota Probolinggo."
        ),
        (
            "Finalis 2023 yang tidak lagi di final: Kabupaten Sumenep, Kota Batu, dan Kabupaten"
            " Magetan."
        ),
    ]


def test_who_was_in_a_final_that_is_not_wholly_known_is_not_guessed() -> None:
    assert changes("provinsi-35-2015") == [
        "Finalis 2014 dan edisi ini belum lengkap diketahui; siapa yang baru atau tidak lagi di"
        " final tidak dapat dipastikan."
    ]
    assert changes("provinsi-35-2016") == [
        "Finalis 2015 belum lengkap diketahui; siapa yang baru atau tidak lagi di final tidak dapat"
        " dipastikan."
    ]


def test_the_first_edition_has_nothing_to_compare_with() -> None:
    assert changes("provinsi-35-2014") == []


def test_facts_say_what_is_unknown() -> None:
    held = {row.year: row for row in each(editions.editions(real.connection(), "provinsi-35"))}
    assert (
        standing_sentences.facts(held[2024])
        == "Sinergitas Kinerja Kecamatan · 38 peserta · 7 finalis · hasil 10 Desember 2024"
    )
    assert (
        standing_sentences.facts(held[2014])
        == "Sinergitas Kinerja Kecamatan · jumlah peserta tidak diketahui · jumlah finalis tidak"
        " diketahui · hasil 10 Maret 2014"
    )
    assert standing_sentences.facts(held[2015]).endswith(
        "edisi ini hanya disimpulkan, tidak dinyatakan sumber"
    )


@pytest.mark.parametrize(
    ("edition_id", "expected"),
    [
        (
            "provinsi-35-2021",
            (
                "Wakil Kabupaten Banyuwangi di SP2K Jawa Timur 2021, padahal satu kabupaten/kota"
                " mengirim satu kecamatan: Licin menurut JPIP (The Jawa Pos Institute of"
                " Pro-Otonomi), Jejak Indonesia, dan iNewsGresik.id; Wongsorejo menurut Jejak"
                " Indonesia. Yang ditampilkan: Licin."
            ),
        ),
        (
            "provinsi-35-2022",
            (
                "Jumlah finalis SP2K Jawa Timur 2022: 5 menurut Pemkab Probolinggo,"
                " Suarapubliknews, iNewsGresik.id, dan “Lima Kecamatan Terbaik SP2K 2022 Jatim"
                " Masuki Fase Tinjau Lapang”; 7 menurut Malang Posco Media. Yang ditampilkan: 5."
            ),
        ),
    ],
)
def test_a_dispute_names_both_sides_their_sources_and_what_is_shown(
    edition_id: str, expected: str
) -> None:
    assert list(
        evidence_sentences.disputes(evidence_questions.disputes(real.connection(), edition_id))
    ) == [expected]


def test_a_dispute_without_a_stronger_side_says_so() -> None:
    sides = pd.DataFrame(
        {
            "dispute_id": ["d", "d"],
            "kind": ["two_ranks", "two_ranks"],
            "short_name": ["SKK", "SKK"],
            "region": ["Jawa Timur", "Jawa Timur"],
            "year": [2030, 2030],
            "subject": ["Aa", "Aa"],
            "position": ["2", "3"],
            "is_shown": [False, False],
            "publishers": [["P"], ["Q"]],
        }
    )
    assert list(evidence_sentences.disputes(sides)) == [
        "Peringkat Aa di SKK Jawa Timur 2030: peringkat 2 menurut P; peringkat 3 menurut Q. "
        "Kedua sisi sama kuat; tidak ada yang diutamakan."
    ]
