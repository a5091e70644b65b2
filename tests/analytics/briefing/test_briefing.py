"""Briefings: what a view says on paper, tagged for whoever cannot see it, the same bytes each
time.
"""

import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import duckdb
import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.briefing import charts as briefing_charts
from analytics.briefing import composing as briefing_composing
from analytics.briefing import printing as briefing_printing
from analytics.briefing.__main__ import main
from analytics.briefing.charts import Stood
from analytics.briefing.rows import Bars, Briefing, Lanes, Map
from analytics.core import indicators
from analytics.core.choosing import UnknownError
from analytics.innovation import filtering as innovation_filtering
from analytics.innovation import questions as innovation_questions
from data import publish
from tests import hostile, real, simulated

SITE = "https://dasbor.contoh.go.id"
VIEWS = {
    "/?tahun=2024": (
        "Tandes, Kota Surabaya, memimpin SKK Jawa Timur 2024",
        ["Peringkat", "Kecamatan", "Kabupaten/Kota", "Gelar", "Tahap terjauh", "Sumber"],
        "Kota Surabaya naik 1 dari peringkat 2 ke 1 melalui Tandes.",
    ),
    "/peringkat?tahun=2023": (
        "Wonosari, Kabupaten Malang, memimpin SKK Jawa Timur 2023",
        ["Peringkat", "Kecamatan", "Kabupaten/Kota", "Gelar", "Tahap terjauh", "Sumber"],
        "tingkat Provinsi · wilayah Jawa Timur · tahun 2023",
    ),
    "/profil?kec=350719": (
        "Pakisaji juara 1, SKK Kabupaten Malang 2025",
        ["Tahun", "Ajang", "Peringkat", "Gelar", "Tahap terjauh", "Sumber"],
        "Kecamatan Pakisaji · Kabupaten Malang · Jawa Timur",
    ),
    "/kabkota?kode=3507": (
        "Kabupaten Malang empat kali di final Jawa Timur, tiga kali juara 1",
        ["Tahun", "Kecamatan", "Tahap terjauh", "Peringkat", "Gelar"],
        "2020: tidak ada edisi provinsi yang diketahui.",
    ),
    "/perbandingan?kab=3507,3529": (
        "Kabupaten Malang empat kali di final Jawa Timur, Kabupaten Sumenep tiga kali",
        ["Kabupaten/Kota", "Final provinsi", "Juara 1", "Juara 2", "Juara 3",
         "Peringkat terbaik", "Inovasi"],
        "Bertemu di final sekali",
    ),
}  # fmt: skip


@cache
def made(view: str, con: duckdb.DuckDBPyConnection | None = None) -> bytes:
    return briefing_printing.pdf(briefing_composing.briefing(con or real.connection(), SITE + view))


def words(pdf: bytes) -> str:
    """All words of a PDF in one line, as another reader finds them."""
    with pypdfium2.PdfDocument(pdf) as read:
        pages = [page.get_textpage().get_text_bounded() for page in read]
    return " ".join(" ".join(pages).replace("\u00a0", " ").split())


def pages(pdf: bytes) -> int:
    with pypdfium2.PdfDocument(pdf) as read:
        return len(read)


class Element(NamedTuple):
    """An element of the structure of a PDF."""

    kind: str
    alt: str


def elements(pdf: bytes) -> Iterator[Element]:
    """The structure elements of a PDF in reading order."""
    with pikepdf.open(io.BytesIO(pdf)) as read:
        waiting = [read.Root.StructTreeRoot.K]
        while waiting:
            one = waiting.pop()
            if isinstance(one, pikepdf.Array):
                waiting += reversed(list(one))
            elif isinstance(one, pikepdf.Dictionary) and "/S" in one:
                yield Element(str(one.S).removeprefix("/"), str(one.get("/Alt", "")))
                waiting += [one.K] if "/K" in one else []


def kinds(pdf: bytes) -> list[str]:
    return [one.kind for one in elements(pdf)]


def addresses(pdf: bytes) -> list[str]:
    """Where its links lead."""
    with pikepdf.open(io.BytesIO(pdf)) as read:
        return [
            str(link.A.URI)
            for page in read.pages
            for link in page.get("/Annots", [])
            if "/URI" in link.get("/A", {})
        ]


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_says_its_finding_filters_table_unknowns_sources_and_address(view: str) -> None:
    title, columns, sentence = VIEWS[view]
    pdf = made(view)
    said = words(pdf)
    assert title in said
    assert sentence in said
    for heading in ("Yang belum diketahui", "Sumber", "Buka tampilan ini", *columns):
        assert heading in said
    version = publish.current(real.folder())
    assert version is not None
    assert f"versi data {version.stem.removeprefix('skk-')}" in said
    assert "SIMULASI" not in said
    assert SITE in said
    assert pages(pdf) == 1


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_tagged_titled_and_in_indonesian(view: str) -> None:
    title, columns, _ = VIEWS[view]
    pdf = made(view)
    found = kinds(pdf)
    assert found.count("H1") == 1
    assert found.count("H2") >= 3
    assert found.index("H1") < found.index("H2")
    assert found.count("TH") == len(columns)
    assert found.count("TD") % len(columns) == 0
    assert found.count("TD") > 0
    *drawn, code = [one.alt for one in elements(pdf) if one.kind == "Figure"]
    assert code.startswith(f"Kode QR alamat tampilan ini: {SITE}/")
    charts = briefing_composing.briefing(real.connection(), view).charts[:1]
    assert drawn == [chart.alt for chart in charts]
    with pikepdf.open(io.BytesIO(pdf)) as read:
        assert str(read.Root.Lang) == "id"
        assert read.Root.MarkInfo.Marked
        assert read.Root.ViewerPreferences.DisplayDocTitle
        with read.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
            assert about["dc:title"] == title


@pytest.mark.parametrize("view", VIEWS)
def test_the_same_view_of_the_same_data_is_the_same_bytes(view: str) -> None:
    assert made(view) == made.__wrapped__(view)


def test_a_chart_says_each_mark_in_words_and_draws_it() -> None:
    (chart,) = briefing_composing.briefing(real.connection(), "/kabkota?kode=3507").charts
    assert isinstance(chart, Lanes)
    assert len(chart.marks) >= 4
    said = words(made("/kabkota?kode=3507")).partition(chart.caption)[2]
    for mark in chart.marks:
        year = chart.columns[mark.column]
        assert f"{year} peringkat {mark.label}" in chart.alt
        assert year in said
        assert chart.rows[mark.row] in said
    assert [chart.columns[at] for at in chart.gaps] == ["2020"]


def test_a_chart_of_amounts_leaves_open_what_is_not_known() -> None:
    (chart,) = briefing_composing.briefing(real.connection(), "/tren").charts
    assert isinstance(chart, Bars)
    entrants, finalists = chart.series
    assert None in entrants.values
    assert 0 not in entrants.values
    assert "2023: peserta 30, finalis 7." in chart.alt
    assert "2015: finalis 5." in chart.alt
    assert len(finalists.values) == len(chart.names)
    assert "tidak diketahui" in words(made("/tren"))


@given(
    st.lists(
        st.builds(
            Stood,
            st.sampled_from(["Kec. A", "<b>B</b>", "=C", "x" * 80]),
            st.integers(1990, 2030),
            st.none() | st.integers(1, 600),
            st.none(),
            st.booleans(),
            st.booleans(),
        ),
        max_size=60,
    )
)
def test_any_places_make_a_chart_whose_marks_lie_within_it(stood: list[Stood]) -> None:
    chart = briefing_charts.places(stood, [one.unit for one in stood], (), ("Judul", ""))
    if chart is None:
        return
    assert all(
        mark.row < len(chart.rows) and 0 <= mark.column < len(chart.columns) for mark in chart.marks
    )
    assert {mark.tone for mark in chart.marks} <= {"unknown"}  # no end is known
    assert all(mark.column not in chart.gaps for mark in chart.marks)


@pytest.mark.parametrize(
    ("view", "finding", "counted", "credit"),
    [
        ("/peta?tahun=2024", "Tujuh finalis SKK Jawa Timur 2024", "Juara 1: 1;", "OpenStreetMap"),
        ("/peta?peta_satuan=Kabupaten/kota&peta_lapisan=Juara+1–3", "masing-masing 4 kali",
         "4 kali atau lebih: 2", "OpenStreetMap"),
        ("/peta?peta_satuan=Indonesia,+provinsi&peta_lapisan=Cakupan+data", "dari 38 provinsi",
         "Nol: tidak ada sumber tercatat", "Batas indikatif"),
    ],
)  # fmt: skip
def test_a_map_is_drawn_counted_in_words_and_says_whose_boundaries_it_shows(
    view: str, finding: str, counted: str, credit: str
) -> None:
    told = briefing_composing.briefing(real.connection(), SITE + view)
    (drawn,) = told.charts
    assert isinstance(drawn, Map)
    assert finding in told.title
    assert counted in drawn.alt
    assert "<text" not in drawn.svg
    assert drawn.svg.count("<path") > 30
    assert credit in drawn.credit
    pdf = made(view)
    assert drawn.credit in words(pdf)
    assert all(one.name in words(pdf) for one in drawn.classes)
    assert drawn.alt in [one.alt for one in elements(pdf) if one.kind == "Figure"]
    assert pages(pdf) <= 2
    assert briefing_composing.briefing(real.connection(), SITE + told.address.removeprefix(SITE))


def test_a_place_in_view_is_named_below_a_map() -> None:
    told = briefing_composing.briefing(
        real.connection(),
        "/peta?tingkat=Kabupaten/Kota&wilayah=Kabupaten+Malang&peta_tempat=350719",
    )
    assert told.sentences[0].startswith("Pakisaji: ")


def test_another_address_or_edition_is_another_file() -> None:
    assert len({made(view) for view in ("/peringkat?tahun=2023", "/peringkat?tahun=2022")}) == 2


def test_what_an_address_leaves_out_is_spelled_out_on_paper() -> None:
    told = briefing_composing.briefing(real.connection(), "/peringkat?tahun=2023")
    assert told.address == "/peringkat?tingkat=Provinsi&wilayah=Jawa+Timur&tahun=2023"
    assert briefing_composing.briefing(real.connection(), told.address) == told


def test_without_an_origin_the_address_is_text_and_no_code_is_drawn() -> None:
    told = briefing_composing.briefing(real.connection(), "/kabkota?kode=3507")
    pdf = briefing_printing.pdf(told)
    assert "/kabkota?kode=3507" in words(pdf)
    assert not [one for one in elements(pdf) if one.alt.startswith("Kode QR")]


def test_below_a_path_the_address_keeps_it() -> None:
    told = briefing_composing.briefing(real.connection(), f"{SITE}/skk/kabkota?kode=3507")
    assert told.address == f"{SITE}/skk/kabkota?kode=3507"


def test_a_stroke_at_the_end_is_the_same_page() -> None:
    for site in ("", SITE, f"{SITE}/skk"):
        told = briefing_composing.briefing(real.connection(), f"{site}/peringkat/?tahun=2023")
        assert told == briefing_composing.briefing(
            real.connection(), f"{site}/peringkat?tahun=2023"
        )


def test_the_longest_address_still_has_a_code() -> None:
    site = "https://" + ".".join(["panjang" * 8] * 33) + ".example"
    told = briefing_composing.briefing(real.connection(), f"{site}/peringkat?tahun=2023")
    assert len(told.address) > 1900
    found = elements(briefing_printing.pdf(told))
    assert [one for one in found if one.alt.startswith("Kode QR")]


def test_a_long_table_says_how_many_rows_it_leaves_out() -> None:
    told = briefing_composing.briefing(real.connection(), "/sumber?tahun=2023")
    assert told.grid is not None
    assert told.grid.left_out > 0
    assert f"… dan {told.grid.left_out} baris lainnya" in words(briefing_printing.pdf(told))


def test_simulated_data_are_marked_above_and_below() -> None:
    pdf = made("/peringkat", simulated.connection())
    assert words(pdf).count("DATA SIMULASI") == 2


def test_scores_per_indicator_name_who_leads_and_where_one_is_strong() -> None:
    con = simulated.connection()
    told = briefing_composing.briefing(con, "/penilaian")
    assert "% dari maksimum" in told.title
    assert told.grid is not None
    whose = told.grid.rows[3][1]
    one = briefing_composing.briefing(con, f"/penilaian?penilaian_kec={whose}")
    assert one.sentences[0].startswith(whose)
    assert briefing_composing.briefing(con, one.address) == one


def test_without_scores_the_sheet_says_what_is_needed() -> None:
    told = briefing_composing.briefing(real.connection(), "/penilaian")
    assert told.title == "Nilai per indikator SKK Jawa Timur 2024 belum dipublikasikan"
    assert pages(briefing_printing.pdf(told)) == 1


def test_the_visit_the_jurors_and_other_weights_have_a_sheet() -> None:
    con = simulated.connection()
    told = {
        part: briefing_composing.briefing(con, f"/penilaian?{part}")
        for part in (
            "penilaian_bagian=Verifikasi+lapangan",
            "penilaian_bagian=Juri",
            "penilaian_simulasi=true&penilaian_bobot1=50",
        )
    }
    visit, jurors, weights = told.values()
    assert visit.title.startswith("Nilai lapangan")
    (drawn,) = visit.charts
    assert isinstance(drawn, Bars)
    assert [one.name for one in drawn.series] == ["Berkas", "Lapangan"]
    assert "juri" in jurors.title
    assert "bukan hasil resmi" in weights.title
    assert "bukan hasil resmi" in weights.kicker
    assert "50;" in weights.sentences[0]
    for one in told.values():
        assert one.grid is not None
        assert briefing_composing.briefing(con, one.address) == one
        assert pages(briefing_printing.pdf(one)) == 1


@pytest.mark.parametrize("weight", ["abc", "-1", "51", "nan", "inf", ""])
def test_a_weight_that_is_none_is_said(weight: str) -> None:
    view = f"/penilaian?penilaian_simulasi=true&penilaian_bobot1={weight}"
    with pytest.raises(UnknownError, match="bukan angka antara 0 dan 50"):
        briefing_composing.briefing(simulated.connection(), view)


def test_no_weight_at_all_is_said() -> None:
    zero = "&".join(f"penilaian_bobot{number}=0" for number in range(1, 8))
    with pytest.raises(UnknownError, match="semua bobotnya nol"):
        briefing_composing.briefing(
            simulated.connection(), f"/penilaian?penilaian_simulasi=true&{zero}"
        )


def test_every_filter_of_the_catalogue_finds_on_paper_what_it_finds_on_the_screen() -> None:
    con = real.connection()
    offered = innovation_filtering.catalogue(
        innovation_questions.choices(con), indicators.names(con)
    )
    for name, values in offered.items():
        words, value = list(values.items())[-1]
        wanted = innovation_filtering.wanted(dict.fromkeys(offered) | {name: value}, proposed=False)
        found = innovation_questions.search(con, "", wanted, 0, 1000)
        query = urlencode({"inovasi_bagian": "Katalog", innovation_filtering.KEYS[name]: words})
        told = briefing_composing.briefing(con, f"/inovasi?{query}")
        assert (len(told.grid.rows) + told.grid.left_out if told.grid else 0) == len(found)
        assert words in told.view
        assert briefing_composing.briefing(con, told.address) == told


def test_what_suits_a_region_is_another_sheet_than_what_is_worth_copying_anywhere() -> None:
    con = real.connection()
    mine = briefing_composing.briefing(con, "/inovasi?daerah=3529")
    assert mine.title.endswith("inovasi cocok untuk Kabupaten Sumenep")
    everywhere = "/inovasi?daerah=3529&inovasi_untuk=Semua+daerah"
    assert briefing_composing.briefing(con, everywhere).title == (
        briefing_composing.briefing(con, "/inovasi").title
    )


def test_two_sets_are_drawn_as_parts_of_their_weights() -> None:
    told = briefing_composing.briefing(real.connection(), "/inovasi?inovasi_bagian=Indikator")
    (drawn,) = told.charts
    assert isinstance(drawn, Bars)
    for one in drawn.series:
        assert sum(value for value in one.values if value is not None) == pytest.approx(100)


def test_no_score_stands_without_its_maximum() -> None:
    told = briefing_composing.briefing(simulated.connection(), "/peringkat")
    assert told.grid is not None
    (at,) = [at for at, column in enumerate(told.grid.columns) if column.name == "Nilai"]
    assert all(re.match(r"[\d,]+ (dari|maks\.) ", row[at]) for row in told.grid.rows)


@pytest.mark.parametrize(
    ("view", "said"),
    [
        ("peringkat", "bukan alamat tampilan"),
        ("", "bukan alamat tampilan"),
        ("//jahat.example/peringkat", "bukan alamat tampilan"),
        ("javascript:alert(1)", "bukan alamat tampilan"),
        ("https://a:b@c.example/peringkat", "bukan alamat tampilan"),
        ("https://[::1/peringkat", "bukan alamat tampilan"),
        ("/" + "a" * 3000, "bukan alamat tampilan"),
        ("/nihil/", "bukan alamat tampilan"),
        ("/nihil/peringkat", "bukan alamat tampilan"),
        ("https://a b.example/peringkat", "bukan alamat tampilan"),
        ("/nihil", "tidak ada atau tidak punya ringkasan"),
        ("/impor", "tidak ada atau tidak punya ringkasan"),
        ("/peringkat?tahun=1999", "Tidak ada tahun “1999”; yang dikenal: 2024"),
        ("/peringkat?tahun=", "Tidak ada tahun “”"),
        ("/peringkat?tahun=2023&tahun=2024", "dua kali"),
        ("/peringkat?wilayah=Atlantis", "Tidak ada wilayah “Atlantis”"),
        ("/peringkat?tingkat=Desa", "yang dikenal: Provinsi dan Kabupaten/Kota"),
        ("/peringkat?warna=merah", "tidak dikenal: “warna”"),
        ("/peringkat?peringkat_dari=2020&peringkat_sampai=2015", "peringkat_"),
        ("/profil", "Alamat tidak menyebut kecamatan"),
        ("/profil?kec=999999", "Tidak ada kecamatan berkode “999999”"),
        ("/kabkota?kode=0", "Tidak ada kabupaten/kota berkode “0”"),
        ("/?daerah=x", "Tidak ada kabupaten/kota berkode “x”"),
        ("/perbandingan?kec=350719", "dua sampai enam kecamatan"),
        ("/perbandingan?kab=3507,3529,3578,3573,3501", "dua sampai empat kabupaten/kota"),
        ("/perbandingan?kab=3507,9999", "berkode “9999”"),
        ("/sumber?sumber_kec=Nihil", "Tidak ada sumber_kec “Nihil”"),
        ("/penilaian?penilaian_bagian=Nihil", "Tidak ada penilaian_bagian “Nihil”"),
        ("/inovasi?id=tiada", "Tidak ada inovasi berkunci “tiada”"),
        ("/inovasi?inovasi_bagian=Nihil", "Tidak ada inovasi_bagian “Nihil”"),
        ("/inovasi?inovasi_bagian=Katalog&inovasi_bidang=x", "Tidak ada inovasi_bidang “x”"),
        ("/inovasi?inovasi_bagian=Sebaran&inovasi_aturan=1", "yang dikenal: true dan false"),
        ("/inovasi?daerah=9999", "Tidak ada daerah “9999”"),
        ("/peta?peta_zum=Kabupaten+Malang", "lepaskan pembanding dan perbesaran"),
        ("/peta?peta_satuan=Desa", "Tidak ada peta_satuan “Desa”"),
        (
            "/peta?peta_satuan=Indonesia,+provinsi&peta_lapisan=Hasil+edisi",
            "Tidak ada peta_lapisan",
        ),
        ("/inovasi?inovasi_warna=air", "tidak dikenal: “inovasi_warna”"),
        ("/sumber?sumber_bagian=Aturan", "tidak punya ringkasan"),
    ],
)
def test_what_an_address_gets_wrong_is_said_in_a_sentence(view: str, said: str) -> None:
    with pytest.raises(UnknownError) as fault:
        briefing_composing.briefing(real.connection(), view)
    assert said in str(fault.value)


KECAMATAN = [row[0] for row in real.connection().execute("SELECT code FROM kecamatan").fetchall()]
KABKOTA = [row[0] for row in real.connection().execute("SELECT code FROM kabkota").fetchall()]


@settings(max_examples=15, deadline=None)
@given(
    st.one_of(
        st.sampled_from(KECAMATAN).map("/profil?kec={}".format),
        st.sampled_from(KABKOTA).map("/kabkota?kode={}".format),
        st.lists(st.sampled_from(KECAMATAN), min_size=2, max_size=6, unique=True).map(
            lambda codes: f"/perbandingan?kec={','.join(codes)}"
        ),
    )
)
def test_any_place_fits_two_pages_with_a_heading(view: str) -> None:
    pdf = made(view)
    assert 1 <= pages(pdf) <= 2
    assert kinds(pdf).count("H1") == 1


@pytest.mark.parametrize(
    "view", ["/", "/peringkat?peringkat_bagian=Dari+tahun+ke+tahun", "/profil?kec=350719",
             "/kabkota?kode=3507", "/perbandingan?kab=3507,3529", "/tren", "/sumber",
             "/inovasi", "/inovasi?id=abe6e2f54847", "/peta"],
)  # fmt: skip
def test_hostile_names_stay_words(hostile_words: duckdb.DuckDBPyConnection, view: str) -> None:
    plain, attacked = made(view), made(view, hostile_words)
    assert "[Masuk](https://jahat.example/a)" in words(attacked).replace("- ", "-")
    assert [one for one in addresses(attacked) if not re.match(r"https?://", one)] == []
    assert [one for one in addresses(attacked) if hostile.HOST in one.split("?")[0]] == []
    assert set(kinds(attacked)) <= {*kinds(plain), "H2", "Figure"}
    assert pages(attacked) <= 2


def test_a_table_that_needs_more_than_two_pages_is_cut_further() -> None:
    told = briefing_composing.briefing(real.connection(), "/sumber?tahun=2023")
    assert told.grid is not None
    rows = tuple(tuple("panjang " * 60 for _ in told.grid.columns) for _ in told.grid.rows)
    long = Briefing(**{**vars(told), "grid": told.grid._replace(rows=rows)})
    pdf = briefing_printing.pdf(long)
    assert pages(pdf) <= 2
    assert "baris lainnya" in words(pdf)


def run(tmp_path: Path, *arguments: str) -> int:
    return main([*arguments, "--out", str(tmp_path / "hasil.pdf")])


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SKK_DATA", str(real.folder()))


@pytest.mark.usefixtures("published")
def test_the_command_writes_the_file_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, f"{SITE}/kabkota?kode=3507") == 0
    assert (tmp_path / "hasil.pdf").read_bytes() == made("/kabkota?kode=3507")
    assert "Ditulis" in capsys.readouterr().out
    assert [path.name for path in tmp_path.iterdir()] == ["hasil.pdf"]


@pytest.mark.usefixtures("published")
def test_a_wrong_address_writes_nothing_and_keeps_what_was_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "hasil.pdf").write_bytes(b"lama")
    assert run(tmp_path, "/profil?kec=1") == 2
    assert "Tidak ada kecamatan berkode “1”" in capsys.readouterr().err
    assert (tmp_path / "hasil.pdf").read_bytes() == b"lama"
    assert [path.name for path in tmp_path.iterdir()] == ["hasil.pdf"]


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize(
    ("out", "said"),
    [
        ("hasil.doc", "berakhir dengan .pdf"),
        ("hasil.docx", "hanya ada untuk hasil sebuah edisi"),
        ("tiada/hasil.pdf", "Tidak dapat menulis"),
    ],
)
def test_a_file_that_cannot_be_written_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], out: str, said: str
) -> None:
    assert main(["/tren", "--out", str(tmp_path / out)]) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_without_data_the_command_says_how_to_get_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SKK_DATA", str(tmp_path / "kosong"))
    assert run(tmp_path, "/peringkat") == 2
    assert "python -m data.build" in capsys.readouterr().err


@pytest.mark.usefixtures("published")
def test_an_open_folder_as_target_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "hasil.pdf").mkdir()
    assert run(tmp_path, "/peringkat") == 2
    assert "Tidak dapat menulis" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["hasil.pdf"]
