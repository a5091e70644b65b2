"""One kecamatan through the years: histories of five kecamatan written by hand from their sources,
then the rules.
"""

from typing import Any

import pytest
import shapely

from analytics.core import rows, text
from analytics.place import minimap as place_minimap
from analytics.place import questions as place_questions
from analytics.place import sentences as place_sentences
from tests import real

# year, level, stage, date as shown, what was achieved (best of the claims at that stage); kindred
# contests before SKK, the oldest first
GOLDEN: dict[str, tuple[str, list[tuple[Any, ...]]]] = {
    "Wonosari": (
        "350732",
        [
            (2023, "kabkota", "hasil", "", "wakil"),
            (2023, "provinsi", "peserta", "", "wakil"),
            (2023, "provinsi", "paparan", "30 Oktober–1 November 2023", "finalis"),
            (2023, "provinsi", "tinjau_lapang", "2 Desember 2023", "finalis"),
            (2023, "provinsi", "hasil", "12 Desember 2023", "juara_1"),
        ],
    ),
    "Junrejo": (
        "357903",
        [
            (2023, "kabkota", "hasil", "", "wakil"),
            (2023, "provinsi", "peserta", "", "wakil"),
            (2023, "provinsi", "paparan", "30 Oktober–1 November 2023", "finalis"),
            (2023, "provinsi", "tinjau_lapang", "28 November 2023", "finalis"),
            (2023, "provinsi", "hasil", "12 Desember 2023", "harapan_2"),
        ],
    ),
    "Blimbing": (
        "357301",
        [
            (2016, "kabkota", "hasil", "22 Maret–1 April 2016", "juara_1"),
            (2017, "kabkota", "hasil", "", "juara_1"),
            (2019, "kabkota", "hasil", "26 Agustus 2019", "juara_1"),
            (2019, "provinsi", "tinjau_lapang", "9–12 Desember 2019", "finalis"),
            (2025, "kabkota", "administrasi", "", "finalis"),
        ],
    ),
    "Bumiaji": (
        "357902",
        [
            (2022, "kabkota", "hasil", "", "wakil"),
            (2022, "provinsi", "peserta", "", "wakil"),
            (2022, "provinsi", "paparan", "2–4 November 2022", "finalis"),
            (2022, "provinsi", "tinjau_lapang", "21 November 2022", "finalis"),
            (2022, "provinsi", "hasil", "28 Desember 2022", "harapan_1"),
        ],
    ),
    "Tandes": (
        "357814",
        [
            (2017, "kabkota", "paparan", "26 April 2017", "finalis"),
            (2024, "kabkota", "hasil", "", "wakil"),
            (2024, "provinsi", "hasil", "10 Desember 2024", "juara_1"),
        ],
    ),
}


@pytest.mark.parametrize("name", GOLDEN)
def test_the_line_of_history_is_that_of_the_sources(name: str) -> None:
    code, expected = GOLDEN[name]
    steps = place_questions.steps(real.connection(), code)
    order = ["peserta", "wakil", "nominasi", "finalis", "terbaik", "harapan", "juara"]
    found = [
        (
            row.year,
            row.level,
            row.stage,
            text.date(row.date),
            max(row.placements, key=lambda title: order.index(title.split("_")[0])),
        )
        for row in rows.each(steps)
    ]
    assert found == expected[::-1]  # the latest first


def test_kindred_awards_are_told_apart_from_skk() -> None:
    places = place_questions.places(real.connection(), ["357301"])
    assert dict(zip(places["edition_id"], places["is_skk"].astype(bool), strict=True)) == {
        "kabkota-3573-2016": False,
        "kabkota-3573-2017": False,
        "kabkota-3573-2019": False,
        "provinsi-35-2019": True,
        "kabkota-3573-2025": True,
    }


def test_a_visit_is_dated_only_where_the_date_is_its_own() -> None:
    con = real.connection()
    visits = {
        code: (
            place_questions.steps(con, code)
            .set_index(["level", "stage"])
            .loc[("provinsi", "tinjau_lapang"), "date"]
        )
        for code in ("351013", "351513")
    }
    assert visits["351013"] == "2022-11-23"  # Rogojampi, told by a page about it alone
    # Taman: only the span of all visits is known
    assert visits["351513"] == "2022-11-16/2022-11-25"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("350732", "Wonosari juara 1, SKK Jawa Timur 2023"),
        ("357903", "Junrejo harapan 2 (peringkat 5), SKK Jawa Timur 2023"),
        (
            "357301",
            "Blimbing finalis (peringkat 1–5, urutannya tidak dipublikasikan), SKK Jawa Timur 2019",
        ),
        ("351115", "Cermee terbaik 1, SKK Kabupaten Bondowoso 2017"),
        ("110101", "Belum ada hasil SKK yang tercatat untuk Bakongan"),
    ],
)
def test_the_heading_of_a_profile_is_its_best_result(code: str, expected: str) -> None:
    con = real.connection()
    who = place_questions.identity(con, code)
    assert who is not None
    assert place_sentences.profile(who.kecamatan, place_questions.places(con, [code])) == expected


def test_what_is_unknown_is_said() -> None:
    con = real.connection()
    said = place_sentences.unknowns(
        place_questions.places(con, ["350732"]),
        place_questions.innovations(con, ["350732"]),
        has_area=True,
    )
    assert said == [
        "Peringkat pasti pada SKK Kabupaten Malang 2023 tidak dipublikasikan.",
        "Nilainya tidak dipublikasikan pada edisi mana pun.",
        "Indikator 4 dari 5 inovasinya tidak diketahui.",
    ]
    silent = place_sentences.unknowns(
        place_questions.places(con, ["110101"]),
        place_questions.innovations(con, ["110101"]),
        has_area=False,
    )
    assert len(silent) == 3
    assert "tidak disebut sumber mana pun" in silent[0]


def test_every_kecamatan_of_the_country_has_an_identity_and_a_map() -> None:
    con = real.connection()
    codes = [code for (code,) in con.execute("SELECT code FROM kecamatan").fetchall()]
    assert len(codes) == 7285
    for code in codes[::400]:
        assert place_questions.identity(con, code) is not None
        assert place_minimap.svg(place_questions.outlines(con, code), code).startswith("<svg")
    assert place_questions.identity(con, "999999") is None


def test_events_of_the_province_belong_to_its_finalists_only() -> None:
    con = real.connection()
    assert "2023-12-12" in set(place_questions.events(con, "350732")["date"])
    # Pakisaji never reached the final of the province
    assert place_questions.events(con, "350719").empty


def test_the_map_says_which_boundaries_it_draws() -> None:
    outlines = place_questions.outlines(real.connection(), "350732")
    assert place_minimap.credit(outlines).startswith("Batas indikatif, bukan batas resmi.")
    official = outlines.assign(kind="official", source="batas.gpkg", dated="2025-03-01")
    assert place_minimap.credit(official) == "Batas resmi: batas.gpkg, 1 Maret 2025."
    assert (
        place_minimap.credit(place_questions.outlines(real.connection(), "110101"))
        == "Titik, bukan batas wilayah."
    )


def test_the_map_sets_off_the_kecamatan_last_and_names_every_area() -> None:
    outlines = place_questions.outlines(real.connection(), "350732")
    drawing = place_minimap.svg(outlines, "350732")
    assert drawing.rindex("<title>") == drawing.index("<title>Wonosari</title>")
    assert drawing.count("<title>") == len(outlines) == 33
    assert all(shapely.from_wkt(wkt).is_valid for wkt in outlines["wkt"])
