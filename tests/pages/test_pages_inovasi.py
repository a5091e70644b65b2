"""The page Inovasi through the router: the spread, the catalogue, and one innovation."""

import json
import re

import pytest
from streamlit.testing.v1 import AppTest

from analytics.innovation import copying as innovation_copying
from analytics.innovation import questions as innovation_questions
from analytics.innovation.copying import Sought
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


WORTH = re.compile(r'<li><h3><a href="/inovasi\?id=([0-9a-f]{12})" data-app="true">(.*?)</a></h3>')


def worth(app: AppTest) -> list[tuple[str, str]]:
    """The id and the name on each card of what is worth copying."""
    bodies = [element.proto.body for element in app.get("html")]
    return [found for body in bodies for found in WORTH.findall(body)]


def body(app: AppTest) -> str:
    """What the cards of what is worth copying are made of."""
    (found,) = (one.proto.body for one in app.get("html") if '<ul class="worth' in one.proto.body)
    return str(found)


def test_the_page_opens_on_what_is_worth_copying(visit: Open) -> None:
    app = visit(INOVASI, real.folder())
    assert not app.exception
    assert app.title[0].value == "Putik Sari dari Wonosari paling kuat alasannya untuk ditiru"
    found = innovation_copying.worthy(real.connection(), Sought(), most=6)
    assert worth(app) == list(zip(found["innovation_id"], found["name"], strict=True))
    drawn = body(app)
    assert "/profil?kec=350732" in drawn
    assert "/sumber?" in drawn  # the claims on its place
    assert "https://ngrambe.ngawikab.go.id/" in drawn  # who says it was copied
    assert '<ul class="worth few"' in drawn
    assert app.toggle(key="inovasi_semua").label == f"Lihat semua ({found['found'].iloc[0]})"
    assert any(text.value.startswith("Urutan: ") for text in app.markdown)


def test_all_that_is_worth_copying_opens_by_its_link_page_by_page(visit: Open) -> None:
    whole = innovation_copying.worthy(real.connection(), Sought(), most=999)["innovation_id"]
    seen: list[str] = []
    for page in ("1", "2"):
        app = visit(INOVASI, real.folder(), inovasi_semua="true", inovasi_lembar=page)
        seen += [innovation_id for innovation_id, _ in worth(app)]
        assert '<ul class="worth few"' not in body(app)
    assert seen == list(whole[: len(seen)])
    assert len(seen) > 24


def test_daerah_saya_is_shown_what_suits_it_and_can_look_beyond(visit: Open) -> None:
    app = visit(INOVASI, real.folder(), daerah="3529")
    found = innovation_copying.worthy(real.connection(), Sought("3529"), most=6)
    assert app.title[0].value == f"{found['found'].iloc[0]} inovasi cocok untuk Kabupaten Sumenep"
    assert [one for one, _ in worth(app)] == list(found["innovation_id"])
    assert body(app).count("Cocok: ") == len(found)
    assert any("belum tentu berarti tidak ada" in text.value for text in app.markdown)
    beyond = visit(INOVASI, real.folder(), daerah="3529", inovasi_untuk="Semua daerah")
    assert beyond.title[0].value.startswith("Putik Sari")
    assert "Cocok: " not in body(beyond)


def test_a_region_that_nothing_suits_is_told_so_and_shown_the_rest(visit: Open) -> None:
    app = visit(INOVASI, real.folder(), daerah="1101")
    assert app.title[0].value.startswith("Belum ada inovasi tercatat yang cocok untuk Kabupaten")
    assert "sedikitnya dalam dua hal" in app.info[0].value
    assert worth(app)[0][1] == "Putik Sari"


def test_reasons_can_be_filtered_by_link(visit: Open) -> None:
    app = visit(INOVASI, real.folder(), inovasi_alasan="Ditiru tempat lain")
    found = innovation_copying.worthy(real.connection(), Sought(kind="copied"))
    assert [one for one, _ in worth(app)] == list(found["innovation_id"])
    assert any("alasan **Ditiru tempat lain**" in text.value for text in app.markdown)
    app.button(key="inovasi_hapus").click().run()
    assert len(worth(app)) == 6
    nothing = visit(
        INOVASI,
        real.folder(),
        inovasi_alasan="Ditiru tempat lain",
        inovasi_bidang="Kebencanaan",
    )
    assert "hapus saringan" in nothing.info[0].value
    far = visit(INOVASI, real.folder(), inovasi_semua="true", inovasi_lembar="99")
    assert not far.exception
    assert worth(far)
    suited = visit(INOVASI, real.folder(), daerah="1101", inovasi_alasan="Ditiru tempat lain")
    assert "hapus saringan" in suited.info[0].value
    assert not worth(suited)
    ((sipraja,),) = (
        real.connection()
        .execute("SELECT kabkota_code FROM catalogue WHERE name = 'SIPRAJA'")
        .fetchall()
    )
    assert f"/kabkota?kode={sipraja}" in body(visit(INOVASI, real.folder(), inovasi_semua="true"))


def test_one_innovation_says_why_it_is_worth_copying(visit: Open) -> None:
    app = visit(INOVASI, real.folder(), id=identity("putik sari"))
    (told,) = (one.proto.body for one in app.get("html") if '<ul class="why"' in one.proto.body)
    assert told.count("<li>") == 5
    without = visit(INOVASI, real.folder(), id=identity("bang tajib"))
    assert not [one for one in without.header if one.value == "Alasan untuk ditiru"]


def test_the_unplaced_stand_apart_with_what_is_proposed(visit: Open) -> None:
    app = visit(INOVASI, real.folder(), inovasi_bagian="Sebaran")
    unplaced = innovation_questions.unplaced(real.connection(), "skk", 999)
    told = f"{len(unplaced)} inovasi belum ditempatkan"
    assert any(one.value.startswith(told) for one in app.header)
    bars, matrix = (json.loads(chart.proto.spec) for chart in app.get("plotly_chart"))
    assert "Belum ditempatkan" not in str(bars)
    assert matrix["layout"]["xaxis"]["ticktext"][0] == "Urusan pemerintahan<br>umum"
    assert matrix["layout"]["xaxis"]["ticktext"][-1] == "Belum ditempatkan"


def test_small_rows_are_one_until_unfolded(visit: Open) -> None:
    def rows(**more: str) -> str:
        app = visit(INOVASI, real.folder(), inovasi_rinci="Bidang", **more)
        assert not app.exception
        return str(app.get("plotly_chart")[1].proto.spec)

    assert "Lainnya (" in rows()
    assert "Kebencanaan" not in rows()
    assert "Kebencanaan" in rows(inovasi_lengkap="true")


def test_the_heading_tells_whose_word_it_is(visit: Open) -> None:
    app = visit(INOVASI, real.folder(), inovasi_bagian="Sebaran")
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
    assert (
        f"Indikatornya: {bases['stated']} dinyatakan sumber, {bases['inferred']} disimpulkan"
        f" penyusun, dan {bases['unknown']} tidak diketahui"
    ) in app.caption[0].value


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
    app = visit(INOVASI, real.folder(), inovasi_bagian="Sebaran")
    assert not app.toggle(key="inovasi_aturan").value
    app.toggle(key="inovasi_aturan").set_value(True).run()
    assert not app.exception
    assert "diusulkan aturan" in app.caption[0].value


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
