"""One kabkota over the years: hand-checked figures of the real catalog."""

import pandas as pd
import pytest

from analytics.core import text
from analytics.core.rows import each
from analytics.kabkota import figures as kabkota_figures
from analytics.kabkota import questions as kabkota_questions
from analytics.kabkota import sentences as kabkota_sentences
from analytics.kabkota import tables as kabkota_tables
from analytics.kabkota.rows import Region
from tests import real
from tests.claims import claim, resolve

MALANG, SURABAYA, NGAWI, BLITAR, DEPOK = "3507", "3578", "3521", "3505", "3276"


def region(code: str) -> Region:
    found = kabkota_questions.region(real.connection(), code)
    assert found is not None
    return found


def headline(code: str) -> str:
    found = region(code)
    return kabkota_sentences.kabkota(
        found.name,
        found.province,
        kabkota_questions.journey(real.connection(), code),
    )


def test_a_region_knows_the_contest_that_its_kecamatan_go_to() -> None:
    assert region(MALANG).contest_id == "provinsi-35"
    assert region(DEPOK).contest_id == "provinsi-32-kota"
    assert region("3205").contest_id == "provinsi-32-kabupaten"
    assert region("6471").contest_id is None  # Kalimantan Timur has kindred awards only
    assert kabkota_questions.region(real.connection(), "9999") is None


def test_who_malang_sent_to_the_province() -> None:
    rows = kabkota_questions.journey(real.connection(), MALANG)
    known = rows[rows["state"] == "known"].set_index("year")
    assert known["kecamatan"].to_dict() == {
        2024: "Donomulyo",
        2023: "Wonosari",
        2018: "Singosari",
        2017: "Dampit",
    }
    assert known["rank_low"].to_dict() == {2024: 2, 2023: 1, 2018: 1, 2017: 1}
    assert (
        kabkota_sentences.successes(rows)
        == "Final provinsi pertama 2017 (Dampit), terakhir 2024 (Donomulyo)."
    )
    assert headline(MALANG) == "Kabupaten Malang empat kali di final Jawa Timur, tiga kali juara 1"


def test_a_year_without_a_record_says_why() -> None:
    states = (
        kabkota_questions.journey(real.connection(), MALANG).set_index("year")["state"].to_dict()
    )
    # Their finalists are not all known
    assert (states[2014], states[2015]) == ("unknown", "unknown")
    assert states[2016] == states[2019] == states[2021] == states[2022] == "outside"
    assert states[2020] == "none"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("3511", "Kabupaten Bondowoso sekali di final Jawa Timur, terbaik peringkat 5 (2024)"),
        ("3573", "Kota Malang sekali di final Jawa Timur; peringkatnya belum diketahui"),
        ("3509", "Kabupaten Jember tercatat di SKK Jawa Timur, belum di final"),
        (BLITAR, "Kabupaten Blitar belum tercatat di SKK Jawa Timur"),
    ],
)
def test_the_headline_says_no_more_than_is_known(code: str, expected: str) -> None:
    assert headline(code) == expected


def test_all_kecamatan_are_listed_the_silent_ones_last() -> None:
    rows = kabkota_questions.kecamatan(real.connection(), MALANG)
    assert len(rows) == 33
    assert list(rows["kecamatan"][:5]) == [
        "Wonosari",
        "Singosari",
        "Dampit",
        "Donomulyo",
        "Pakisaji",
    ]
    assert list(rows["last_year"].notna()) == [True] * 10 + [False] * 23
    assert kabkota_sentences.competed(rows).startswith(
        "10 dari 33 kecamatan (30%) tercatat pernah ikut SKK"
    )


def test_the_province_counts_for_more_than_the_own_contest() -> None:
    rows = kabkota_questions.kecamatan(real.connection(), SURABAYA).set_index("kecamatan")
    assert kabkota_tables.result(rows.loc["Tandes"]) == "Juara 1, provinsi 2024"
    assert kabkota_tables.result(rows.loc["Jambangan"]) == "Juara 1, ajang sendiri 2019"
    assert (rows.loc["Jambangan", "own_finals"], rows.loc["Jambangan", "province_editions"]) == (
        1,
        0,
    )
    assert (
        rows.loc["Gunung Anyar", "province_editions"],
        rows.loc["Gunung Anyar", "province_finals"],
    ) == (1, 0)


def test_a_result_without_a_name_is_listed_but_is_no_kecamatan() -> None:
    rows = kabkota_questions.kecamatan(real.connection(), NGAWI)
    assert rows.iloc[0]["kecamatan"] == "kecamatan di Kabupaten Ngawi, nama tidak disebut"
    assert pd.isna(rows.iloc[0]["kecamatan_code"])
    assert len(rows) == 19 + 1
    assert kabkota_sentences.competed(rows).startswith("Dari 19 kecamatan belum satu pun tercatat")


def test_kindred_awards_stay_apart() -> None:
    con = real.connection()
    award = kabkota_questions.kindred(con, "3573")
    assert set(award["short_name"]) == {"Otonomi Award"}
    assert dict(zip(award["year"], award["kecamatan"], strict=True))[2019] == "Blimbing"
    assert list(kabkota_questions.own(con, "3573")["year"]) == [2025]
    klojen = kabkota_questions.kecamatan(con, "3573").set_index("kecamatan").loc["Klojen"]
    assert klojen["own_finals"] == 0  # juara of the Otonomi Award 2015


def test_the_editions_of_the_own_contest() -> None:
    rows = kabkota_questions.own(real.connection(), MALANG).set_index("year")
    assert list(rows.loc[2025, "champions"]) == ["Pakisaji"]
    assert list(rows.loc[2024, "champions"]) == []
    assert list(rows.loc[2024, "sent"]) == ["Donomulyo"]
    assert list(rows.loc[2024, "others"]) == ["Pakisaji"]
    assert list(rows.loc[2019, "others"]) == [
        "Kromengan",
        "Ngantang",
        "Pakis",
        "Tajinan",
        "Tumpang",
    ]


def test_the_mentors_view_counts_every_kabkota() -> None:
    rows = kabkota_questions.mentors(real.connection(), "provinsi-35", 2024).set_index("code")
    assert len(rows) == 38
    assert tuple(rows.loc[SURABAYA, ["editions", "presented", "finals", "medals"]]) == (6, 6, 5, 4)
    assert tuple(rows.loc[MALANG, ["editions", "presented", "finals", "medals"]]) == (4, 4, 4, 4)
    assert rows["finals"].sum() == 45  # 44 of the eight complete finals, and the champion of 2014
    assert rows["awards"].dropna().to_dict() == {
        SURABAYA: "Madya 2024",
        MALANG: "Pratama 2024",
        "3510": "Pratama 2024",
    }


def test_each_kabkota_is_told_how_many_were_in_the_final_more_often() -> None:
    rows = kabkota_questions.mentors(real.connection(), "provinsi-35", 2024)
    most = rows["finals"].max()
    for row in each(rows):
        said = kabkota_sentences.mentors(rows, row.code)
        ahead = sum(other.finals > row.finals for other in each(rows))
        assert said.startswith(row.name)
        assert (f"{text.number(ahead)} kabupaten/kota lebih" in said) == (0 < row.finals < most)
        assert ("terbanyak:" in said or "terbanyak, bersama" in said) == (row.finals == most)
        assert ("belum tercatat di final" in said) == (row.finals == 0)
    assert kabkota_sentences.mentors(rows, DEPOK) == ""
    assert kabkota_sentences.mentors(rows.assign(finals=0), MALANG) == ""


def test_the_mentors_view_ends_with_a_year_and_keeps_classes_apart() -> None:
    con = real.connection()
    assert (
        kabkota_questions.mentors(con, "provinsi-35", 2018).set_index("code").loc[MALANG, "finals"]
        == 2
    )
    assert len(kabkota_questions.mentors(con, "provinsi-32-kota", 2022)) == 9


def test_awards_are_claims_also_those_without_a_readable_recipient() -> None:
    con = real.connection()
    rows = kabkota_questions.awards(con, "35")
    assert len(rows) == 5
    assert rows["kabkota"].isna().sum() == 1
    assert rows["url"].notna().all()
    assert kabkota_questions.awards(con, "32").empty


def test_several_kecamatan_of_one_year_share_a_label_and_a_wide_place_stands_beside_the_name() -> (
    None
):
    figure = kabkota_figures.journey(kabkota_questions.journey(real.connection(), DEPOK))
    labels = [note.text for note in figure.layout.annotations]
    assert "Bojongsari, Pancoran Mas, dan Sukmajaya" in labels
    assert "Cipayung (di bawah 5)" in labels
    assert max(len(mark) for mark in figure.data[0].text) <= kabkota_figures.WIDEST


CLAIMS = [
    claim("Tandes", "juara_1"),
    claim("Pakis", "juara_2"),
    claim("Modo", "finalis"),
    claim("Pakis", "juara_1", edition_year=2029),
    claim("Tandes", "finalis", edition_year=2029),
    claim("Turen", "finalis", edition_year=2027),
    claim("Dampit", "finalis", edition_year=2027),  # two of one kabkota: neither place counts
    claim("Tandes", "juara_1", edition_year=2027),
    claim("Wonosari", "juara_1", edition_year=2031, level="kabkota"),
]


def test_whom_a_kabkota_met_in_finals_and_who_stood_higher() -> None:
    rows = kabkota_questions.met(resolve(*CLAIMS).con, MALANG)
    assert [(row.name, kabkota_sentences.met_often(row)) for row in each(rows)] == [
        (
            "Kota Surabaya",
            "3 final bersama (2027–2030): lebih tinggi 1 kali, lebih rendah 1 kali,"
            " sekali urutannya tidak pasti",
        ),
        ("Kabupaten Lamongan", "1 final bersama (2030): lebih tinggi 1 kali"),
    ]
    assert kabkota_questions.met(resolve(*CLAIMS).con, NGAWI).empty


@pytest.mark.parametrize(
    ("code", "changed", "own"),
    [
        (
            MALANG,
            "Tahun 2030 juara 2 (Pakis), turun 1. Sebelumnya, 2029, juara 1 (Pakis).",
            "SKK Malang sendiri, terakhir 2031: juara 1 Wonosari.",
        ),
        (
            SURABAYA,
            "Tahun 2030 juara 1 (Tandes)."
            " Sebelumnya, 2029, finalis, di bawah peringkat 1 (Tandes).",
            "SKK Malang sendiri belum tercatat.",
        ),
        (
            NGAWI,
            "Tahun 2030 tidak diketahui. Sebelumnya, 2029, tidak diketahui.",
            "SKK Malang sendiri belum tercatat.",
        ),
    ],
)
def test_what_changed_since_the_edition_before(code: str, changed: str, own: str) -> None:
    con = resolve(*CLAIMS).con
    spells = kabkota_questions.spells(kabkota_questions.journey(con, code))
    assert kabkota_sentences.since_before(spells) == changed
    assert kabkota_sentences.own_contest(kabkota_questions.own(con, code), "Malang") == own


def test_years_about_which_the_same_is_to_be_said_stand_together() -> None:
    rows = kabkota_questions.journey(resolve(*CLAIMS).con, MALANG)
    spells = kabkota_questions.spells(rows)
    assert [(one.first, one.last, one.state, len(one.kecamatan)) for one in spells] == [
        (2030, 2030, "known", 1),
        (2029, 2029, "known", 1),
        (2028, 2028, "none", 0),
        (2027, 2027, "known", 2),
    ]
    silent = kabkota_questions.spells(kabkota_questions.journey(resolve(*CLAIMS).con, NGAWI))
    assert [(one.first, one.last, one.state) for one in silent] == [
        (2029, 2030, "unknown"),
        (2028, 2028, "none"),
        (2027, 2027, "unknown"),
    ]
    assert kabkota_sentences.since_before([]) == ""
