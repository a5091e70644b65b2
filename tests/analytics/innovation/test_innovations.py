"""The innovation catalogue: which reports are one innovation, how one is found, what is like it."""

from itertools import permutations

import pandas as pd
import pytest

from analytics.core import drawing
from analytics.innovation import figures as innovation_figures
from analytics.innovation import questions as innovation_questions
from analytics.innovation import similarity as innovation_similarity
from analytics.innovation.questions import Wanted
from data import report as report_of_data
from data import words
from tests import real
from tests.claims import KECAMATAN, Row, resolve
from tests.data.rules.alone import applied


def report(name: str, where: str = "Bumiaji", page: str = "koran.id", **more: object) -> Row:
    """One page's report of an innovation of a kecamatan."""
    code = KECAMATAN[where] if where else None
    return Row(
        "innovations",
        {
            "name": name,
            "kecamatan_code": code,
            "kabkota_code": code and code[:4],
            "context": "skk",
            "source_id": page,
        }
        | more,
    )


def merged(*reports: Row) -> list[set[str]]:
    """The names of each innovation that is resolved from some reports."""
    rows = resolve(*reports).rows(
        "SELECT list(DISTINCT name) FROM innovation_claim GROUP BY innovation_id ORDER BY min(name)"
    )
    return [set(names) for (names,) in rows]


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        (report("Lansia SMART"), report("Lansia Smart", page="radio.id"), True),
        (report("e-Lampion"), report("E Lampion"), True),
        (report("Bumbu Pedas"), report("Bumbu Pedes"), True),  # one letter of a word of five
        (
            report("Budaya Lestari Desa"),
            report("Budaja Lestary Desa"),
            True,
        ),  # one letter in each of two words
        (report("Budaya Lestari"), report("Budaja Lestraya"), False),  # two letters in one
        (report("Kampung Kopi"), report("Kampung Topi"), False),  # short words are easily alike
        (report("Pasar 10001 Malam"), report("Pasar 10002 Malam"), False),  # a digit is no slip
        (report("Posga", expansion="Posyandu Keluarga"), report("Posyandu Keluarga"), True),
        (report("Posga", expansion="Posyandu Keluarga"), report("Posyandu Keluarga (Posga)"), True),
        (report("Putik Sari"), report("Replikasi Putik Sari"), False),
        (
            report("Posyandu Keluarga", "Bumiaji"),
            report("Posyandu Keluarga", "Tandes"),
            False,
        ),  # never across kecamatan
        (report("SINCAN", "", kabkota_code="3507"), report("SINCAN", "Dampit"), False),
    ],
)
def test_which_reports_are_one_innovation(one: Row, other: Row, is_one: bool) -> None:
    found = merged(one, other)
    assert (len(found) == 1) is is_one
    assert found == merged(other, one)


def test_whatever_is_linked_is_one() -> None:
    """The first and the last of these three share nothing, but the one in the middle is both."""
    chain = [
        report("Sop Pedes", expansion="Sinergi Potensi Desa"),
        report("Sinergi Potensi Desa"),
        report("Sinergy Potensi Desa"),
    ]
    assert len(merged(*chain)) == 1


def test_the_order_of_reports_does_not_matter() -> None:
    names = (
        "Posga",
        "Posyandu Keluarga (Posga)",
        "Posyandu Keluarga",
        "Posyandu Keluargo",
        "Kampung Kopi",
    )
    shown = set()
    for order in permutations(names):
        reports = [
            {
                "claim_id": str(number),
                "innovation_id": "-",
                "name": name,
                "expansion": "Posyandu Keluarga" if name == "Posga" else None,
                "kecamatan_code": "350732",
                "context": "skk",
                "source_id": name,
            }
            for number, name in enumerate(order)
        ]
        with applied(8, innovation_claim=reports) as con:
            query = "SELECT name, sources FROM innovation ORDER BY ALL"
            shown.add(str(con.execute(query).fetchall()))
    assert shown == {"[('Kampung Kopi', 1), ('Posga', 4)]"}


def test_what_is_resolved_comes_from_all_reports() -> None:
    con = resolve(
        report(
            "Kampung Kopi",
            year=2022,
            actors="masyarakat",
            indicator=5,
            indicator_basis="inferred",
            context="lain",
        ),
        report(
            "Kampung kopi",
            page="radio.id",
            year=2023,
            actors="pemerintah;masyarakat",
            indicator=4,
            indicator_basis="stated",
        ),
        report("Kampung Kopi", page="blog.id", description="kebun kopi", digital="no"),
    ).con
    [row] = con.table("innovation").df().to_dict("records")
    assert (row["name"], row["actors"], row["sources"]) == (
        "Kampung Kopi",
        "pemerintah;masyarakat",
        3,
    )
    # A page's word before the compiler's
    assert (row["indicator"], row["indicator_basis"]) == (4, "stated")
    assert (row["first_year"], row["last_year"], row["context"]) == (2022, 2023, "skk")
    assert (row["description"], row["digital"]) == ("kebun kopi", False)


def test_lansia_smart_is_one_innovation_of_four_pages() -> None:
    con = real.connection()
    [found] = innovation_questions.search(con, "lansia smart", Wanted(kabkota="3579")).to_dict(
        "records"
    )
    reports = innovation_questions.reports(con, found["innovation_id"])
    assert len(reports) == 4
    assert set(reports["expansion"].dropna()) == {
        "Sehat, Mandiri, Aktif dan Produktif",
        "Semangat, Mandiri, Aktif, dan Produktif",
    }


def test_pairs_that_were_nearly_merged_are_listed() -> None:
    told = report_of_data.report(real.connection())
    merged_part, near_part = told.split("\n\n")
    assert "Posga = Posyandu Keluarga = Posyandu Keluarga (Posga), Tandes" in merged_part
    assert "nama di dalam nama: Putik Sari, Replikasi Putik Sari; Wonosari" in near_part
    assert "nama serupa: Wisata Air Sontoh Laut, Wisata Sontoh Laut; Asem Rowo" in near_part
    assert "Posga" not in near_part


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("posga", "Posga"),
        ("Posyandu Keluarga", "Posga"),  # what it stands for
        ("lansa smart", "Lansia SMART"),  # a letter missing
        ("puti", "Putik Sari"),  # the beginning of a word
        ("putik sri", "Putik Sari"),  # a letter missing in a short word
        ("wabang", "WA BANG"),  # written as one word
        ("kampung dora kademangan", "Kampung Dora"),  # with the kecamatan
        ("melayani sidoarjo", "SIPRAJA"),  # the stem of "pelayanan"
    ],
)
def test_a_search_finds(typed: str, first: str) -> None:
    assert innovation_questions.search(real.connection(), typed, Wanted())["name"].iloc[0] == first


def test_a_typing_error_is_forgiven_only_where_nothing_is_met() -> None:
    con = resolve(report("Kampung Kopi"), report("Kampung Topi")).con
    assert list(innovation_questions.search(con, "topi", Wanted())["name"]) == ["Kampung Topi"]
    assert set(innovation_questions.search(con, "tupi", Wanted())["name"]) == {"Kampung Topi"}
    assert innovation_questions.search(con, "xyzzy", Wanted()).empty


def test_every_typed_word_must_be_found() -> None:
    con = resolve(report("Kampung Kopi", "Tandes"), report("Kampung Teh", "Bumiaji")).con
    assert list(innovation_questions.search(con, "kampung tandes", Wanted())["name"]) == [
        "Kampung Kopi"
    ]
    assert innovation_questions.search(con, "kopi bumiaji", Wanted()).empty


def test_the_contest_comes_before_other_news() -> None:
    con = resolve(
        report("Kopi Kopi Kopi", context="lain"), report("Kampung", description="warung kopi")
    ).con
    found = innovation_questions.search(con, "kopi", Wanted())
    assert list(found["context"]) == ["skk", "lain"]
    assert (found["found"].iloc[0], found["found_skk"].iloc[0]) == (2, 1)


@pytest.mark.parametrize(
    ("wanted", "condition"),
    [
        (Wanted(context="lain"), "context = 'lain'"),
        (Wanted(indicator=4), "indicator = 4"),
        (Wanted(indicator=0), "indicator IS NULL"),
        (Wanted(basis="stated"), "indicator_basis = 'stated'"),
        (Wanted(sector="kesehatan"), "sector = 'kesehatan'"),
        (Wanted(sector=""), "sector IS NULL"),
        (Wanted(year=2023), "first_year = 2023"),
        (Wanted(year=0), "first_year IS NULL"),
        (Wanted(kabkota="3579"), "kabkota_code = '3579'"),
        (Wanted(kabkota=""), "kabkota_code IS NULL"),
        (Wanted(success="finalist"), "success = 'finalist'"),
        (Wanted(digital="yes"), "digital"),
        (Wanted(digital=""), "digital IS NULL"),
        (Wanted(actor="media"), "actors LIKE '%media%'"),
        (Wanted(actor=""), "actors IS NULL"),
        (Wanted(actor="masyarakat", year=2023), "actors LIKE '%masyarakat%' AND first_year = 2023"),
    ],
)
def test_filters_keep_what_they_say(wanted: Wanted, condition: str) -> None:
    con = real.connection()
    expected = {
        id for (id,) in con.table("catalogue").filter(condition).select("innovation_id").fetchall()
    }
    assert expected
    assert set(innovation_questions.search(con, "", wanted, most=999)["innovation_id"]) == expected


def test_pages_of_results_follow_each_other() -> None:
    con = real.connection()
    whole = list(innovation_questions.search(con, "kampung", Wanted(), most=999)["innovation_id"])
    parts = [
        innovation_questions.search(con, "kampung", Wanted(), first=first, most=5)
        for first in range(0, len(whole), 5)
    ]
    assert [id for part in parts for id in part["innovation_id"]] == whole
    assert {int(part["found"].iloc[0]) for part in parts} == {len(whole)}


@pytest.mark.parametrize("by", ["sector", "year", "success", "kabkota", "digital"])
@pytest.mark.parametrize("context", ["skk", "lain"])
def test_a_breakdown_counts_every_innovation_once(
    by: innovation_questions.By, context: str
) -> None:
    con = real.connection()
    count = con.execute("SELECT count(*) FROM innovation WHERE context = ?", [context]).fetchall()[
        0
    ][0]
    assert innovation_questions.by_indicator(con, context)["innovations"].sum() == count
    rows = innovation_questions.spread(con, context, by)
    assert rows["innovations"].sum() == count
    both = rows.groupby(["indicator", "basis"])["innovations"].sum()
    alone = innovation_questions.by_indicator(con, context).set_index(["indicator", "basis"])[
        "innovations"
    ]
    assert both.to_dict() == alone.to_dict()


def test_an_innovation_of_several_actors_counts_for_each() -> None:
    con = resolve(
        report("A", actors="pemerintah;media"), report("B", actors="media"), report("C")
    ).con
    rows = innovation_questions.spread(con, "skk", "actor")
    assert dict(zip(rows["value"], rows["innovations"], strict=True)) == {
        "": 1,
        "media": 2,
        "pemerintah": 1,
    }


def test_similar_innovations_share_words_and_lie_elsewhere() -> None:
    con = resolve(
        report("Bank Sampah Berseri", "Tandes", description="warga menabung sampah plastik"),
        report("Bank Sampah Mandiri", "Bumiaji", description="menabung sampah di balai desa"),
        report("Bank Sampah Baru", "Tandes", page="radio.id"),
        report("Kampung Kopi", "Dampit", description="kebun kopi"),
    ).con
    [(one,)] = con.execute(
        "SELECT innovation_id FROM innovation WHERE name LIKE '%Berseri'"
    ).fetchall()
    found = innovation_similarity.similar(con, one)
    assert list(found["name"]) == ["Bank Sampah Mandiri"]
    assert set(found["shared"].iloc[0]) == {"bank", "sampah", "menabung"}
    assert 0 < found["similarity"].iloc[0] < 1


def test_places_and_numbers_make_nothing_alike() -> None:
    con = resolve(
        report("Kopi Tandes", "Tandes", description="2023"),
        report("Teh", "Benowo", description="2023"),
    ).con
    [(one,)] = con.execute("SELECT innovation_id FROM innovation WHERE name = 'Teh'").fetchall()
    assert innovation_similarity.similar(con, one).empty


def test_the_vectors_of_the_index_have_length_one() -> None:
    lengths = real.connection().execute(
        "SELECT sqrt(list_sum(list_transform(words, lambda word: word.share ** 2))) FROM"
        " search.vector"
    )
    assert all(length == pytest.approx(1, abs=1e-4) for (length,) in lengths.fetchall())


def test_both_sides_of_the_index_say_the_same() -> None:
    con = real.connection()
    by_word = con.execute(
        "SELECT stem, unnest(innovations, recursive := true) FROM search.posting"
    ).fetchall()
    by_innovation = con.execute(
        "SELECT innovation_id, unnest(words, recursive := true) FROM search.vector"
    ).fetchall()
    told = {(stem, innovation, share) for stem, innovation, _, share in by_word if share > 0}
    assert (
        told == {(stem, innovation, share) for innovation, stem, _, share in by_innovation} != set()
    )


def test_where_to_copy_it_are_kecamatan_of_that_kind_that_report_none() -> None:
    con = resolve(
        report("Kopi", "Tandes", indicator=4, indicator_basis="stated"),
        report(
            "Teh", "Benowo", indicator=4, indicator_basis="inferred"
        ),  # reports one in that indicator
        report("Susu", "Bumiaji", indicator=5, indicator_basis="stated"),  # this one
        report("Air", "Dampit", indicator=5, indicator_basis="stated"),  # in a kabupaten
        report("Jamu", "Wonocolo", context="lain"),  # nothing known of the contest
    ).con
    [(one,)] = con.execute("SELECT innovation_id FROM innovation WHERE name = 'Kopi'").fetchall()
    assert list(innovation_questions.without(con, one)["kecamatan"]) == ["Bumiaji"]


def test_words_are_told_apart_and_stemmed() -> None:
    assert words.split("Pelayanan & é-KTP untuk RW-05, pelayanan") == [
        "pelayanan",
        "ktp",
        "rw",
        "05",
    ]
    assert words.stems(["pelayanan", "melayani", "kebersihan"]) == ["layan", "layan", "bersih"]


def test_an_unknown_id_is_none() -> None:
    assert innovation_questions.innovation(real.connection(), "000000000000") is None


def test_marks_that_share_a_cell_stand_apart_and_within_it() -> None:
    rows = pd.DataFrame(
        [("a", "A", 1, "stated", 2), ("a", "A", 1, "inferred", 5), ("b", "B", 2, "stated", 1),
        ("b", "B", 2, "inferred", 1),
         ("b", "B", 2, "rule", 1), ("b", "B", 3, "stated", 1)],
        columns=["value", "code", "indicator", "basis", "innovations"],
    )  # fmt: skip
    figure = innovation_figures.matrix(
        rows, {"a": "Ketenteraman ketertiban", "b": "B"}, {1: "Satu", 2: "Dua", 3: "Tiga"}
    )
    at: dict[tuple[str, int], list[tuple[float, float]]] = {}
    for trace in figure.data:
        for x, y, size in zip(trace.x, trace.y, trace.marker.size, strict=True):
            at.setdefault((y, round(x)), []).append((x - round(x), size))
    counts = {cell: len(marks) for cell, marks in at.items()}
    assert counts == {
        ("Ketenteraman ketertiban", 0): 2,
        ("B", 1): 2,
        ("B\u200b", 1): 1,
        ("B", 2): 1,
    }, "the third stands below"
    assert all(abs(off) < 0.5 for marks in at.values() for off, _ in marks)
    (left, size), (right, _) = at["Ketenteraman ketertiban", 0]
    assert 32 * (right - left) >= size + 2, (
        "with their lines, in a column of 32 pixels as on a phone"
    )
    assert "Ketenteraman<br>ketertiban" in figure.layout.yaxis.ticktext
    linked = drawing.linked(figure, {"Ketenteraman ketertiban": "/x"})
    assert (
        '<a href="/x" target="_self">Ketenteraman<br>ketertiban</a>' in linked.layout.yaxis.ticktext
    )
