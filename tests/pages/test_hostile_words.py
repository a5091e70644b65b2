"""Hostile names in a database and hostile values in an address: on no page do they become a link, a
picture, a tag, an icon or a formula.
"""

import json
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from data import publish
from pages.parts.shared import registry
from tests import hostile, real, simulated
from tests.pages.test_pages import Open, visit

__all__ = ["visit"]

REAL: list[tuple[str, dict[str, str]]] = [
    ("beranda", {}),
    ("beranda", {"tingkat": "kabkota"}),
    ("beranda", {"wilayah": "provinsi-32-kota"}),
    ("cari", {}),
    ("cari", {"cari_kata": "malang"}),
    ("peringkat", {}),
    ("peringkat", {"tahun": "2022"}),
    ("peringkat", {"peringkat_bagian": "Dari tahun ke tahun"}),
    ("peringkat", {"peringkat_bagian": "Dari tahun ke tahun", "peringkat_menurut": "Kecamatan"}),
    ("perbandingan", {}),
    ("perbandingan", {"kec": "350718"}),
    ("perbandingan", {"kec": "350718,357302,350912"}),
    ("perbandingan", {"kab": "3507"}),
    ("perbandingan", {"kab": "3507,3529,3578,1271"}),
    ("profil", {}),
    *[("profil", {"kec": code}) for code in ("350718", "357302", "350101", "130410")],
    *[("kabkota", {"kode": code}) for code in ("3507", "3573", "3578", "1205", "3276")],
    ("peta", {}),
    ("peta", {"peta_tempat": "350718"}),
    ("peta", {"peta_tempat": "3507", "peta_satuan": "Kabupaten/kota"}),
    ("peta", {"peta_lapisan": "Inovasi", "peta_tempat": "350718"}),
    ("tren", {}),
    ("tren", {"tingkat": "kabkota"}),
    ("penilaian", {}),
    ("inovasi", {}),
    ("inovasi", {"inovasi_semua": "true"}),
    ("inovasi", {"daerah": "3529"}),
    ("inovasi", {"inovasi_aturan": "true", "inovasi_rinci": "Wilayah"}),
    ("inovasi", {"inovasi_bagian": "Katalog"}),
    ("inovasi", {"inovasi_bagian": "Katalog", "inovasi_cari": "pelayanan"}),
    ("inovasi", {"inovasi_bagian": "Diklaim"}),
    ("inovasi", {"inovasi_bagian": "Indikator"}),
    ("inovasi", {"id": "abe6e2f54847"}),
    *[("sumber", {"sumber_bagian": part}) for part in ("Klaim", "Sengketa", "Cakupan")],
    ("sumber", {"sumber_bagian": "Unduh data"}),
]
SIMULATED: list[tuple[str, dict[str, str]]] = [
    ("beranda", {}),
    ("peringkat", {}),
    ("perbandingan", {"kec": "350101,350102"}),
    ("profil", {"kec": "350101"}),
    ("penilaian", {}),
    ("penilaian", {"penilaian_simulasi": "true"}),
    ("penilaian", {"penilaian_bagian": "Verifikasi lapangan"}),
    ("penilaian", {"penilaian_bagian": "Juri"}),
    ("inovasi", {"inovasi_bagian": "Indikator"}),
    ("sumber", {}),
]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    where = tmp_path_factory.mktemp("jahat")
    return {
        "real": hostile.made(real.folder(), where / "real"),
        "simulated": hostile.made(simulated.folder(), where / "simulated"),
    }


def test_every_column_of_words_is_hostile(folders: dict[str, Path]) -> None:
    generation = publish.current(folders["real"])
    assert generation is not None
    with duckdb.connect(str(generation), read_only=True) as con:
        for table, column in hostile.columns(con):
            is_key = column.endswith(("_id", "_code")) or column in hostile.CLOSED
            assert is_key or column in hostile.WORDS.get(table, ()), (table, column)
        told = con.execute("SELECT name FROM kecamatan").fetchall()
        assert all(hostile.HOST in name for (name,) in told)


def faults(app: AppTest) -> list[str]:
    found = []
    for one in hostile.texts(app):
        if hostile.is_markdown(one):
            found += [
                f"{one.of}.{one.where}: {what}: {one.said}" for what in hostile.faults(one.said)
            ]
        elif one.where == "spec" or one.of == "PlotlyChart":
            found += hostile.figure_faults(one.said) if one.said.startswith("{") else []
        elif one.of == "Html":
            found += hostile.tag_faults(one.said)
    return found


CASES = [("real", *one) for one in REAL] + [("simulated", *one) for one in SIMULATED]


@pytest.mark.parametrize(
    ("of", "page", "query"),
    CASES,
    ids=[f"{of}-{page}-{'-'.join(query.values())}" for of, page, query in CASES],
)
def test_hostile_names_become_nothing(
    visit: Open, folders: dict[str, Path], of: str, page: str, query: dict[str, str]
) -> None:
    app = visit(registry.page(page).file, folders[of], **query)
    assert not app.exception
    assert not [one.value for one in app.error if "SIMULASI" not in one.value]
    assert not faults(app)


def test_what_finds_hostile_words_finds_them() -> None:
    found = " ".join(hostile.faults(f"Junrejo{hostile.TAIL}"))
    for kind in ("link_open", "image", "tag", "bare address", "bare www", "mail", "directive",
                 "emoji or icon", "formula", "code", "kuat"):  # fmt: skip
        assert kind in found, kind
    assert hostile.figure_faults(json.dumps({"data": [{"hovertext": [hostile.TAIL]}]}))
    assert hostile.tag_faults(hostile.TAIL)


LONG = "x" * 400


@pytest.mark.parametrize("page", registry.PAGES, ids=lambda page: page.name)
def test_hostile_values_of_an_address_become_nothing(visit: Open, page: registry.Page) -> None:
    """All parameters at once, and each of the page's own alone: it may end the page before the next
    is asked.
    """
    names = (*page.filters, *page.parameters)
    tries = [
        dict.fromkeys((*names, value), value)
        for value in (hostile.TAIL.strip(), f"3507{hostile.TAIL}", LONG)
    ]
    tries += [{name: f"3507{hostile.TAIL}"} for name in page.parameters if not name[-1].isdigit()]
    for said in tries:
        app = visit(page.file, real.folder(), **said)
        assert not app.exception
        assert not faults(app)
        assert not [one for one in hostile.texts(app) if hostile.is_markdown(one)
                    and "x" * 100 in one.said]  # fmt: skip


@pytest.mark.parametrize("name", [hostile.TAIL.strip().replace("/", ""), LONG, "\u202ea\u2066b"])
def test_a_hostile_name_of_a_page_becomes_nothing(name: str) -> None:
    app = AppTest.from_function(_lost, args=(name,)).run()
    assert app.title[0].value == "Halaman tidak ditemukan"
    assert not faults(app)
    assert LONG not in app.markdown[0].value
    assert not set("\u202e\u2066") & set(app.markdown[0].value)


def _lost(name: str) -> None:
    from pages.parts.shared import lost  # noqa: PLC0415 - Streamlit runs the text of this function

    lost.tell(name)
