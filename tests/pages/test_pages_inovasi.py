"""The page Inovasi through the router: the spread, the catalogue, and one innovation."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from analytics.innovation import questions as innovation_questions
from analytics.innovation.questions import Wanted
from tests import real
from tests.pages.test_pages import Open, tables, visit

__all__ = ["visit"]  # the fixture

INOVASI = "pages/inovasi.py"


def identity(name: str) -> str:
    """The id of an innovation of the real catalogue."""
    return str(
        innovation_questions.search(real.connection(), name, Wanted())["innovation_id"].iloc[0]
    )


def cards(app: AppTest) -> list[str]:
    """The names on the cards of the catalogue."""
    found = [
        re.match(r"\*\*\[(.*?)\]\(/inovasi\?id=[0-9a-f]{12}\)\*\*", text.value)
        for text in app.markdown
    ]
    return [match[1] for match in found if match]


@pytest.mark.parametrize("indicator", [*range(1, 8), 0])
@pytest.mark.parametrize("proposed", [False, True])
def test_the_list_behind_a_part_of_the_chart_holds_as_many_as_the_part(
    indicator: int, proposed: bool
) -> None:
    con = real.connection()
    rows = innovation_questions.by_indicator(con, "skk", proposed)
    for row in rows[rows["indicator"] == indicator].itertuples():
        found = innovation_questions.search(
            con, "", Wanted("skk", indicator, row.basis, proposed=proposed), most=999
        )
        assert len(found) == row.innovations
    whole = innovation_questions.search(
        con, "", Wanted("skk", indicator, proposed=proposed), most=999
    )
    assert len(whole) == rows.loc[rows["indicator"] == indicator, "innovations"].sum()


def test_the_heading_tells_whose_word_it_is(visit: Open) -> None:
    app = visit(INOVASI, real.folder())
    total = innovation_questions.by_indicator(real.connection(), "skk")["innovations"].sum()
    assert (
        app.title[0].value
        == f"{total} inovasi lomba tercatat, terbanyak pada tugas atributif (1 dinyatakan, 24"
        " disimpulkan)"
    )
    other = visit(INOVASI, real.folder(), inovasi_jenis="Berita layanan lain")
    assert "inovasi di luar lomba tercatat" in other.title[0].value
    of_contest = (
        "SELECT indicator_basis, count(*) FROM innovation WHERE context = 'skk' GROUP BY ALL"
    )
    bases = dict(real.connection().execute(of_contest).fetchall())
    assert app.header[0].value == (
        f"Indikatornya: {bases['stated']} dinyatakan sumber, {bases['inferred']} disimpulkan"
        f" penyusun, dan {bases['unknown']} tidak diketahui"
    )


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("Katalog", "di antaranya untuk lomba"),
        ("Diklaim", "kecamatan mengklaim jumlah inovasinya"),
        ("Indikator", "susunan indikator tercatat"),
    ],
)  # fmt: skip
def test_each_part_has_a_heading_of_its_own(visit: Open, part: str, told: str) -> None:
    app = visit(INOVASI, real.folder(), inovasi_bagian=part)
    assert not app.exception
    assert len(app.title) == 1
    assert told in app.title[0].value
    if part == "Katalog":
        held = real.connection().table("innovation").shape[0]
        assert app.title[0].value.startswith(f"{held} inovasi")


def test_the_proposals_of_the_codebook_are_off_until_asked_for(visit: Open) -> None:
    app = visit(INOVASI, real.folder())
    assert not app.toggle(key="inovasi_aturan").value
    app.toggle(key="inovasi_aturan").set_value(True).run()
    assert not app.exception
    assert "diusulkan aturan" in app.header[0].value


@pytest.mark.parametrize(
    "by",
    [
        "Bidang",
        "Tahun pertama dilaporkan",
        "Capaian kecamatan",
        "Kabupaten/kota",
        "Pelaku",
        "Digital",
    ],
)
@pytest.mark.parametrize("context", ["Untuk lomba SKK", "Berita layanan lain"])
def test_every_breakdown_opens_by_its_link(visit: Open, by: str, context: str) -> None:
    app = visit(INOVASI, real.folder(), inovasi_rinci=by, inovasi_jenis=context)
    assert not app.exception
    assert not app.warning
    assert len(app.get("plotly_chart")) == 2


def test_a_search_by_link_shows_its_cards(visit: Open) -> None:
    app = visit(INOVASI, real.folder(), inovasi_bagian="Katalog", inovasi_cari="lansa smart")
    assert not app.exception
    assert app.header[0].value == "1 inovasi untuk “lansa smart”"
    assert cards(app) == ["Lansia SMART"]


def test_filters_by_link_are_named_and_can_be_dropped(visit: Open) -> None:
    app = visit(
        INOVASI,
        real.folder(),
        inovasi_bagian="Katalog",
        inovasi_indikator="Tugas delegatif",
        inovasi_dasar="Dinyatakan",
    )
    assert cards(app) == ["MONGGO LAPOR"]
    assert any(
        "indikator **Tugas delegatif**; dasar indikator **Dinyatakan**" in text.value
        for text in app.markdown
    )
    app.button(key="inovasi_hapus").click().run()
    ((everything,),) = real.connection().execute("SELECT count(*) FROM innovation").fetchall()
    assert app.header[0].value.startswith(f"{everything} inovasi")


def test_nothing_found_says_what_to_do(visit: Open) -> None:
    app = visit(INOVASI, real.folder(), inovasi_bagian="Katalog", inovasi_cari="xyzzy")
    assert app.header[0].value == "Tidak ada inovasi yang cocok untuk “xyzzy”"
    assert "hapus saringan" in app.info[0].value


def test_the_second_page_of_cards_opens_by_its_link(visit: Open) -> None:
    first = cards(visit(INOVASI, real.folder(), inovasi_bagian="Katalog"))
    second = cards(visit(INOVASI, real.folder(), inovasi_bagian="Katalog", inovasi_halaman="2"))
    assert len(first) == len(second) == 12
    assert not set(first) & set(second)


def test_one_innovation_shows_where_its_pages_differ(visit: Open) -> None:
    app = visit(INOVASI, real.folder(), id=identity("lansia smart"))
    assert not app.exception
    assert not app.warning
    details, reports, *_ = tables(app)
    told = [(row[0]["text"], row[1]["text"], row[2]["text"]) for row in details["rows"]]
    assert ("Kepanjangan", "Sehat, Mandiri, Aktif dan Produktif", "SERU.co.id") in told
    assert (
        "Kepanjangan",
        "Semangat, Mandiri, Aktif, dan Produktif",
        "JatimTIMES dan iNewsGresik.id",
    ) in told
    # No page says so
    assert ("Indikator", "Tugas atributif (disimpulkan)", "Penyusun katalog") in told
    assert len(reports["rows"]) == 4
    assert any("kepanjangan" in caption.value for caption in app.caption)


def test_one_innovation_names_where_it_could_be_copied(visit: Open) -> None:
    app = visit(INOVASI, real.folder(), id=identity("lansia smart"))
    found = next(table for table in tables(app) if "belum melaporkan" in table["caption"])
    assert found["rows"][0][0]["href"].startswith("/profil?kec=")
    without = visit(INOVASI, real.folder(), id=identity("bang tajib"))
    assert any("Tidak dapat diusulkan" in caption.value for caption in without.caption)


def test_an_unknown_innovation_says_so_and_leads_back(visit: Open) -> None:
    app = visit(INOVASI, real.folder(), id="000000000000")
    assert not app.exception
    assert app.title[0].value == "Inovasi tidak ditemukan"
    assert "000000000000" in app.warning[0].value


def test_a_profile_leads_to_its_innovations(visit: Open) -> None:
    app = visit("pages/profil.py", real.folder(), kec="357903")
    found = next(table for table in tables(app) if table["caption"] == "Inovasi")
    assert all(row[0]["href"].startswith("/inovasi?id=") for row in found["rows"])


def test_a_profile_tells_only_its_own_disputes(visit: Open) -> None:
    def told(code: str) -> list[str]:
        app = visit("pages/profil.py", real.folder(), kec=code)
        return [text.value for text in app.markdown if text.value.startswith(":material/balance:")]

    assert any("Jumlah inovasi" in sentence for sentence in told("357903"))
    assert not any("Jumlah inovasi" in sentence for sentence in told("352005"))
