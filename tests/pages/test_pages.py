"""Every page through the router: with real data, an empty database, one edition, no database, and a
bad link.
"""

import csv
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data import build, publish
from data.version import version
from pages.parts.shared import links, menu, registry, store
from tests import real

DASHBOARD = str(Path(__file__).parents[2] / "dashboard.py")
PAGES = [
    "pages/beranda.py", "pages/peringkat.py", "pages/sumber.py", "pages/perbandingan.py",
    "pages/profil.py", "pages/kabkota.py",
    "pages/cari.py", "pages/tren.py", "pages/peta.py", "pages/inovasi.py", "pages/penilaian.py",
    "pages/impor.py", "pages/lomba.py",
]  # fmt: skip

Open = Callable[..., AppTest]


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open a page of the app on a folder of generations, with a query."""

    def open_page(page: str, folder: Path, **query: str) -> AppTest:
        st.cache_data.clear()
        monkeypatch.setenv("SKK_DATA", str(folder))
        app = AppTest.from_file(DASHBOARD, default_timeout=60)
        for name, value in query.items():
            app.query_params[name] = value
        # Before the first run a page is known by its file, whose name is its address
        return (app if page == PAGES[0] else app.switch_page(page)).run()

    return open_page


def tables(app: AppTest) -> list[dict[str, Any]]:
    """What each table on the page was given to draw."""
    found = [
        json.loads(element.proto.bytes)
        for element in app.get("bidi_component")
        if element.proto.bytes
    ]
    return [data for data in found if "rows" in data]


def cards(app: AppTest) -> list[list[tuple[str, str]]]:
    """The cards on the page, group by group: where each leads, by its name."""
    groups = [element.proto.body for element in app.get("html") if "<ul" in element.proto.body]
    return [
        [
            (re.sub("<i.*</i>|<.*?>", "", name), href)
            for href, name in re.findall(r'<a href="([^"]*)"[^>]*>(.*?)</a>', group)
        ]
        for group in groups
    ]


def picks(app: AppTest) -> dict[str, tuple[str, str]]:
    """The places that the page offers to add: what is told of each and where it leads, by name."""
    groups = [element.proto.body for element in app.get("html") if "<ul" in element.proto.body]
    found = [
        one
        for group in groups
        for one in re.findall(r'href="([^"]*)".*?<b>(.*?)</b><small>(.*?)</small>', group)
    ]
    return {name: (told, href) for href, name, told in found}


def shrunk(tmp_path: Path, keep: Callable[[str, dict[str, str]], bool]) -> Path:
    """A generation of the real catalog with only the rows that are kept."""
    catalog = tmp_path / "catalog"
    shutil.copytree(build.CATALOG, catalog)
    for path in catalog.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            rows, names = [row for row in reader if keep(path.stem, row)], reader.fieldnames or []
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, names, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    build.build(catalog, tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Regions, and nothing else."""
    return shrunk(tmp_path_factory.mktemp("kosong"), nothing_but_regions)


@pytest.fixture(scope="module")
def single(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One edition."""
    return shrunk(tmp_path_factory.mktemp("satu"), only_2017)


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A generation without a table that the pages read."""
    folder = tmp_path_factory.mktemp("lama") / "data"
    shutil.copytree(real.folder(), folder)
    generation = publish.current(folder)
    assert generation is not None
    with duckdb.connect(generation) as con:
        con.execute("DROP TABLE innovation_spread")
    return folder


def nothing_but_regions(file: str, _: dict[str, str]) -> bool:
    return file in {"provinsi", "kabkota", "kecamatan", "sources"}


def only_2017(file: str, row: dict[str, str]) -> bool:
    if file in {"placements", "stages"}:
        return (row["edition_year"], row["level"], row["province_code"]) == (
            "2017",
            "provinsi",
            "35",
        )
    if file == "editions":
        return (row["level"], row["code"], row["year"]) == ("provinsi", "35", "2017")
    return nothing_but_regions(file, row)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_on_the_real_catalog(visit: Open, page: str) -> None:
    app = visit(page, real.folder())
    assert not app.exception
    assert not app.error
    assert [bool(one.value) for one in app.title] == [True]
    assert "Versi data" in app.caption[-1].value
    assert f"Versi aplikasi {version()}" in app.caption[-1].value
    assert not app.run().exception  # what was kept of the first run serves the second


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_database_says_why_nothing_is_shown(visit: Open, empty: Path, page: str) -> None:
    app = visit(page, empty)
    assert not app.exception
    assert not app.error
    assert app.title[0].value == "Belum ada hasil"
    assert "Katalog yang terbit belum memuat satu hasil pun" in app.info[0].value


@pytest.mark.parametrize("page", PAGES)
def test_without_a_published_database_the_visitor_is_told_what_to_do(
    visit: Open, tmp_path: Path, page: str
) -> None:
    app = visit(page, tmp_path)
    assert not app.exception
    assert app.title[0].value == "Data belum diterbitkan"
    assert "python -m data.build" in app.info[0].value


@pytest.mark.parametrize("page", PAGES)
def test_a_generation_of_another_version_of_the_app_is_to_be_built_anew(
    visit: Open, older: Path, page: str
) -> None:
    app = visit(page, older)
    assert not app.exception
    assert app.title[0].value == "Data terbit perlu dibangun ulang"
    assert "python -m data.build" in app.info[0].value


@pytest.mark.parametrize("page", PAGES)
def test_one_single_edition_is_enough(visit: Open, single: Path, page: str) -> None:
    app = visit(page, single)
    assert not app.exception
    assert not app.error
    assert app.selectbox(key="tahun").options == ["2017"]


@pytest.mark.parametrize("page", PAGES)
def test_a_bad_link_says_what_it_ignored_and_shows_the_rest(visit: Open, page: str) -> None:
    app = visit(page, real.folder(), tahun="1999", wilayah="Atlantis", warna="merah")
    assert not app.exception
    if page == PAGES[0]:
        said = app.warning[0].value
        assert all(
            part in said
            for part in ("tahun=1999", "wilayah=Atlantis", "warna", "SKK Jawa Timur 2024")
        )


def test_the_parameters_of_every_page_are_listed() -> None:
    assert {page.file for page in registry.PAGES} == set(PAGES)
    assert all(set(page.filters) <= set(registry.FILTERS) for page in registry.PAGES)
    assert all(page.part in (*page.parameters, "") for page in registry.PAGES)


INVENTED = """
import streamlit as st
from pages.parts.shared import filters

choice = filters.current()
st.title("Halaman uji")
st.selectbox("Bagian", ["satu", "dua"], key="uji_bagian", bind="query-params")
"""


def test_an_invented_page_is_found_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the menu, among the doors, by its address; its parameter is known, and it offers the
    filters that it says.
    """
    (tmp_path / "pages").mkdir()
    for file in [Path(DASHBOARD), *Path(DASHBOARD).parent.glob("pages/*.py")]:
        (tmp_path / file.relative_to(Path(DASHBOARD).parent)).write_text(
            file.read_text(encoding="utf-8"), encoding="utf-8"
        )
    (tmp_path / "pages" / "uji.py").write_text(INVENTED, encoding="utf-8")
    invented = registry.Page(
        "uji",
        "Halaman Uji",
        "science",
        door="Untuk uji.",
        parameters=("uji_bagian",),
        filters=("tingkat", "wilayah"),
    )
    monkeypatch.setattr(registry, "PAGES", [*registry.PAGES, invented])
    monkeypatch.setenv("SKK_DATA", str(real.folder()))
    monkeypatch.chdir(tmp_path)
    home = AppTest.from_file(str(tmp_path / "dashboard.py"), default_timeout=60).run()
    assert ("Halaman Uji", "/uji") in cards(home)[1]
    with monkeypatch.context() as here:
        here.setattr(menu.st, "Page", lambda file, **more: SimpleNamespace(file=file, **more))
        offered = {one.url_path: one for one in menu.pages()}
    assert (offered["uji"].title, offered["uji"].visibility) == ("Halaman Uji", "visible")
    app = AppTest.from_file(str(tmp_path / "dashboard.py"), default_timeout=60)
    app.query_params["uji_bagian"], app.query_params["warna"] = "dua", "merah"
    app.switch_page("pages/uji.py").run()
    assert app.title[0].value == "Halaman uji"
    assert app.selectbox(key="uji_bagian").value == "dua"
    assert "warna" in app.warning[0].value
    assert "uji_bagian" not in app.warning[0].value
    assert registry.at("uji") is invented
    assert registry.page("uji").offers(None) == ("tingkat", "wilayah")


def test_a_link_opens_the_edition_it_names(visit: Open) -> None:
    app = visit(
        PAGES[1],
        real.folder(),
        tingkat="Kabupaten/Kota",
        wilayah="Kabupaten Bondowoso",
        tahun="2023",
    )
    assert (
        app.title[0].value
        == "[Sukosari](/profil?kec=351104), Kabupaten Bondowoso, memimpin SKK Kabupaten Bondowoso"
        " 2023"
    )


def test_the_home_page_shows_podium_changes_counts_and_doors(visit: Open) -> None:
    app = visit(PAGES[0], real.folder())
    podium, doors = cards(app)
    assert podium == [
        ("Tandes", "/profil?kec=357814"), ("Donomulyo", "/profil?kec=350701"),
        ("Pungging", "/profil?kec=351606"),
    ]  # fmt: skip
    assert ("Papan Peringkat", "/peringkat") in doors
    assert len(doors) == 9
    assert "Kota Surabaya naik 1" in "".join(text.value for text in app.markdown)
    assert any("klaim dari" in text.value for text in app.caption)


def test_the_leaderboard_leads_from_each_place_to_its_claims(visit: Open) -> None:
    app = visit(PAGES[1], real.folder(), tahun="2022")
    board = tables(app)[0]
    first = board["rows"][0]
    assert [cell["text"] for cell in first[:3]] == ["1–2", "Rogojampi", "Kabupaten Banyuwangi"]
    assert first[-1]["href"] == "/sumber?tahun=2022&sumber_kec=Rogojampi%2C+Kabupaten+Banyuwangi"
    assert "5 menurut" in app.warning[0].value
    assert "7 menurut Malang Posco Media" in app.warning[0].value


def test_scores_are_shown_only_where_published_and_with_their_maximum(visit: Open) -> None:
    app = visit(PAGES[1], real.folder(), tahun="2017")
    labels = [column["label"] for column in tables(app)[0]["columns"]]
    assert "Nilai" in labels
    assert tables(app)[0]["rows"][0][labels.index("Nilai")] == {
        "text": "665",
        "note": "maks. tidak dipublikasikan",
    }
    assert "Nilai" not in [
        column["label"]
        for column in tables(visit(PAGES[1], real.folder(), tahun="2023"))[0]["columns"]
    ]


def test_who_took_part_without_a_place_stands_in_a_block_of_its_own(visit: Open) -> None:
    app = visit(
        PAGES[1], real.folder(), wilayah="Kalimantan Timur · Camat Berprestasi", tahun="2018"
    )
    board = tables(app)[0]
    assert board["groups"] == [["", 0], ["Ikut, peringkat tidak dipublikasikan", 5]]
    assert "Ajang kerabat" in app.info[0].value


def test_a_page_that_fails_says_so_and_gives_its_turn_back(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = store.turn()._free

    def broken(*_: object) -> None:
        assert store.turn()._free == free - 1
        raise ZeroDivisionError

    monkeypatch.setattr("analytics.standing.questions.movement", broken)
    app = visit(PAGES[1], real.folder())
    assert "nomor rujukan" in app.error[0].value
    assert store.turn()._free == free


def test_a_table_sends_data_and_no_script(visit: Open) -> None:
    drawn = [one.proto for one in visit(PAGES[1], real.folder()).get("bidi_component")]
    (board,) = [one for one in drawn if "/app/static/komponen/table.js?v=" in one.js_content]
    assert len(board.js_content) < 400
    assert not board.css_content


def test_a_link_from_before_the_parts_opens_the_part_it_is_about(visit: Open) -> None:
    app = visit(PAGES[1], real.folder(), peringkat_paruh="1 tahun")
    assert app.segmented_control(key="peringkat_bagian").value == "Dari tahun ke tahun"
    assert app.selectbox(key="peringkat_paruh").value == "1 tahun"
    assert not any("diabaikan" in warning.value for warning in app.warning)


def test_half_life_and_span_change_the_index(visit: Open) -> None:
    app = visit(PAGES[1], real.folder(), peringkat_bagian="Dari tahun ke tahun")
    assert [heading.value for heading in app.title] == [
        "Jawa Timur: Kabupaten Malang tiga kali juara sejak 2014"
    ]
    before = tables(app)[-1]["rows"][0]
    app.selectbox(key="peringkat_paruh").set_value("1 tahun").run()
    after = tables(app)[-1]["rows"][0]
    assert before != after
    assert any("edisi dengan anggapan" in row[1].get("note", "") for row in tables(app)[-1]["rows"])
    app.selectbox(key="peringkat_dari").set_value(2023).run()
    assert len(tables(app)[-1]["rows"]) == 10


def test_claims_can_be_narrowed_to_one_kecamatan(visit: Open) -> None:
    app = visit(PAGES[2], real.folder(), tahun="2017")
    app.selectbox(key="sumber_kec").set_value("Sumbermalang, Kabupaten Situbondo").run()
    notes = [row[2].get("note", "") for row in tables(app)[0]["rows"]]
    assert any("Sumur Geneng" in note for note in notes)
    assert {row[0]["text"] for row in tables(app)[0]["rows"]} == {"Sumbermalang"}


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("Sengketa", "Sengketa terbuka"),
        ("Cakupan", "Per tahun: Jawa Timur"),
        ("Aturan", "Aturan penetapan peringkat"),
        ("Unduh data", "Per tabel"),
    ],
)
def test_the_parts_of_the_source_page(visit: Open, part: str, expected: str) -> None:
    app = visit(PAGES[2], real.folder())
    app.segmented_control(key="sumber_bagian").set_value(part).run()
    assert not app.exception
    assert expected in [heading.value for heading in app.header]


def test_a_failing_page_gives_a_reference_number_that_is_in_the_log(
    visit: Open, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("analytics.standing.sentences.headline", fail)
    app = visit(PAGES[1], real.folder())
    assert not app.exception
    reference = app.error[0].value.split("**")[1]
    assert reference in caplog.text
    assert "boom" in caplog.text
    assert "boom" not in app.error[0].value


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        ({"kec": "350732"}, "Wonosari juara 1, SKK Jawa Timur 2023"),
        ({"kec": "110101"}, "Belum ada hasil SKK yang tercatat untuk Bakongan"),
        ({}, "Profil kecamatan"),
    ],
)
def test_a_profile_opens_by_the_code_in_the_address(
    visit: Open, query: dict[str, str], heading: str
) -> None:
    app = visit("pages/profil.py", real.folder(), **query)
    assert not app.exception
    assert not app.error
    assert app.title[0].value == heading


def test_a_profile_without_a_result_names_the_nearest_that_has_one(visit: Open) -> None:
    app = visit("pages/profil.py", real.folder(), kec="110101")
    assert "Tidak ada sumber tercatat" in app.info[0].value
    assert any("Yang terdekat dengan hasil" in link.proto.label for link in app.get("page_link"))


def test_a_profile_of_an_unknown_code_says_so_and_offers_the_search(visit: Open) -> None:
    app = visit("pages/profil.py", real.folder(), kec="999999")
    assert "999999" in app.warning[0].value
    app.text_input(key="profil_cari").set_value("genteng").run()
    hits = [[cell["text"] for cell in row[:2]] for row in tables(app)[1]["rows"]]
    assert hits[:2] == [["Genteng", "Kabupaten Banyuwangi"], ["Genteng", "Kota Surabaya"]]
    assert tables(app)[1]["rows"][0][0]["href"] == "/profil?kec=351009"


def test_a_profile_tells_skk_first_and_where_each_place_was_held(visit: Open) -> None:
    app = visit("pages/profil.py", real.folder(), kec="357301")
    steps = next(one for one in tables(app) if one["caption"] == "Perjalanan dari edisi ke edisi")
    assert steps["groups"] == [["SKK", 2], ["Ajang kerabat, bukan SKK", 3]]
    assert [row[0]["text"] for row in steps["rows"]] == ["2025", "2019", "2019", "2017", "2016"]
    assert [row[2].get("level") for row in steps["rows"][2:]] == ["kindred"] * 3


@pytest.mark.parametrize(
    ("page", "query", "form"),
    [
        ("pages/peringkat.py", {}, ""),
        ("pages/peringkat.py", {"tingkat": "Kabupaten/Kota", "wilayah": "Kabupaten Malang"}, "own"),
        (
            "pages/peringkat.py",
            {"wilayah": "Sumatera Utara · kelas kota · Tunggul Kecamatan Terbaik"},
            "kindred",
        ),
    ],
)
def test_a_first_place_looks_like_the_contest_it_was_won_in(
    visit: Open, page: str, query: dict[str, str], form: str
) -> None:
    first = tables(visit(page, real.folder(), **query))[0]["rows"][0]
    assert (first[0]["text"], first[0]["tone"], first[0]["level"]) == ("1", "gold", form)


def test_a_comparison_opens_by_the_codes_in_the_address(visit: Open) -> None:
    app = visit("pages/perbandingan.py", real.folder(), kec="350732,357814")
    assert not app.exception
    assert app.title[0].value == "[Wonosari](/profil?kec=350732) dan [Tandes](/profil?kec=357814)"
    assert any("sama: terbaiknya peringkat 1" in text.value for text in app.markdown)
    app.button(key="lepas_357814").click().run()
    assert app.title[0].value == "Bandingkan dua sampai enam kecamatan"


def test_a_comparison_says_which_codes_it_left_out(visit: Open) -> None:
    app = visit(
        "pages/perbandingan.py",
        real.folder(),
        kec="350732,000000,357814,357301,352804,351013,351513,350701",
    )
    assert "000000 dan 350701" in app.warning[0].value
    assert len(tables(app)[0]["rows"]) >= 6


def test_one_kecamatan_gets_proposals_for_a_comparison(visit: Open) -> None:
    app = visit("pages/perbandingan.py", real.folder(), kec="350732")
    assert picks(app)["Tandes"][1] == "/perbandingan?kec=350732%2C357814"


def test_who_is_proposed_for_two_reasons_is_proposed_once(visit: Open) -> None:
    proposed = picks(visit("pages/perbandingan.py", real.folder(), kec="357814"))
    assert proposed["Asem Rowo"][0] == "Kota Surabaya · kabupaten/kota yang sama; bertetangga"


def test_names_lead_to_profiles_and_regions(visit: Open) -> None:
    first = tables(visit("pages/peringkat.py", real.folder()))[0]["rows"][0]
    assert first[1]["href"] == "/profil?kec=357814"
    assert first[2]["href"] == "/kabkota?kode=3578"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("naik melalui Tandes.", "naik melalui [Tandes](/profil?kec=357814)."),
        ("Tandes dan Tandesari", "[Tandes](/profil?kec=357814) dan Tandesari"),
        ("Kota Tandes, lalu Tandes", "Kota Tandes, lalu [Tandes](/profil?kec=357814)"),
        ("tanpa nama", "tanpa nama"),
    ],
)
def test_a_name_in_a_sentence_leads_to_its_profile_once(sentence: str, expected: str) -> None:
    assert links.linked(sentence, {"Tandes": "357814"}) == expected


def test_the_home_page_links_the_names_in_its_news(visit: Open) -> None:
    app = visit(PAGES[0], real.folder())
    assert any("melalui [Tandes](/profil?kec=357814)" in text.value for text in app.markdown)


def test_a_dispute_links_the_kecamatan_it_is_about(visit: Open) -> None:
    app = visit("pages/peringkat.py", real.folder(), tahun="2021")
    said = app.warning[0].value
    assert "[Licin](/profil?kec=351024)" in said
    assert "[Wongsorejo](/profil?kec=351018)" in said
    assert "Kabupaten Banyuwangi" in said
