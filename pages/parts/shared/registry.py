"""The pages of the app, each told once: menu, doors of Beranda, addresses and the filters that a
page offers are read from here.

A new page is its file in pages/ and an entry in PAGES.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pages.parts.impor import access
from pages.parts.lomba import access as lomba

MOST_WEIGHTS = 20  # indicators whose weight an address can hold
# Of every page, unless it says that they mean nothing there
FILTERS = ("tingkat", "wilayah", "tahun")


def _always() -> bool:
    return True


@dataclass(frozen=True)
class Page:
    """A page: the name of its file, which is its address, and what others must know of it."""

    name: str
    title: str
    icon: str  # of Material Symbols
    door: str = ""  # what its door on Beranda promises; empty: no door
    parameters: tuple[str, ...] = ()  # of its own, in the order in which an address holds them
    filters: tuple[str, ...] = (
        FILTERS  # those that mean something here; () where its own address says what it is about
    )
    part: str = ""  # the parameter that says which of its parts is shown
    parts_about_all: tuple[str, ...] = ()  # those of its parts where no filter means anything
    light: tuple[str, str] = ("", "")  # whose light pages show the same, by which own parameter
    is_home: bool = False
    is_offered: Callable[[], bool] = _always  # whether the menu shows it
    is_public: bool = True  # whether who is sent its address can open it

    @property
    def file(self) -> str:
        """Its file, as Streamlit wants it."""
        return f"pages/{self.name}.py"

    @property
    def address(self) -> str:
        """Its address without the slash; of Beranda there is none but the root."""
        return "" if self.is_home else self.name

    def offers(self, part: object) -> tuple[str, ...]:
        """The filters that mean something while a part is shown."""
        return () if part in self.parts_about_all else self.filters


PAGES: list[Page] = [
    Page(
        "beranda",
        "Beranda",
        "home",
        parameters=("daerah",),
        light=("kabkota", "daerah"),
        is_home=True,
    ),
    Page("cari", "Cari", "search", parameters=("cari_kata",), filters=()),
    Page(
        "peringkat",
        "Papan Peringkat",
        "leaderboard",
        door="Siapa memimpin tiap edisi, siapa naik, dan siapa paling sering berhasil.",
        parameters=(
            "peringkat_bagian",
            "peringkat_menurut",
            "peringkat_paruh",
            "peringkat_dari",
            "peringkat_sampai",
        ),
        part="peringkat_bagian",
    ),
    Page(
        "perbandingan",
        "Perbandingan",
        "compare_arrows",
        door="Dua sampai empat kabupaten/kota, atau enam kecamatan, berdampingan.",
        parameters=("kec", "kab"),
        filters=(),
    ),
    Page(
        "profil",
        "Profil Kecamatan",
        "location_city",
        door="Riwayat, inovasi, tetangga, dan sumber setiap kecamatan di Indonesia.",
        parameters=("kec", "mengapa", "sejak"),
        filters=(),
        light=("kecamatan", "kec"),
    ),
    Page(
        "kabkota",
        "Kabupaten/Kota",
        "domain",
        door="Siapa membina juara: kecamatan yang dikirim dan tahap yang dicapai.",
        parameters=("kode", "mengapa", "sejak"),
        filters=(),
        light=("kabkota", "kode"),
    ),
    Page(
        "peta",
        "Peta",
        "map",
        door=(
            "Di mana keberhasilan, di mana data masih kosong, dan siapa yang terdekat untuk"
            " dikunjungi."
        ),
        parameters=(
            "peta_satuan",
            "peta_lapisan",
            "peta_topik",
            "peta_zum",
            "peta_banding",
            "peta_tempat",
        ),
    ),
    Page(
        "tren",
        "Tren",
        "trending_up",
        door="Peserta, finalis, wajah baru, dan seberapa merata keberhasilan.",
        filters=("tingkat", "wilayah"),  # it is about all years
    ),
    Page(
        "penilaian",
        "Penilaian",
        "balance",
        door="Nilai tiap indikator dan juri, dan seberapa pasti peringkatnya.",
        parameters=(
            "penilaian_bagian",
            "penilaian_tahap",
            "penilaian_kec",
            "penilaian_simulasi",
            *(f"penilaian_bobot{number}" for number in range(1, MOST_WEIGHTS + 1)),
        ),
        part="penilaian_bagian",
    ),
    Page(
        "inovasi",
        "Inovasi",
        "lightbulb",
        door="Mana yang layak ditiru, dan bagaimana sebarannya pada setiap indikator.",
        parameters=(
            "id",
            "daerah",
            "inovasi_bagian",
            "inovasi_untuk",
            "inovasi_alasan",
            "inovasi_semua",
            "inovasi_lembar",
            "inovasi_jenis",
            "inovasi_aturan",
            "inovasi_rinci",
            "inovasi_lengkap",
            "inovasi_cari",
            "inovasi_halaman",
            "inovasi_konteks",
            "inovasi_indikator",
            "inovasi_dasar",
            "inovasi_bidang",
            "inovasi_tahun",
            "inovasi_wilayah",
            "inovasi_capaian",
            "inovasi_pelaku",
            "inovasi_digital",
            "inovasi_susunan",
            "inovasi_pembanding",
            "inovasi_klaim",
        ),
        filters=(),
        light=("inovasi", "id"),
        part="inovasi_bagian",
    ),
    Page(
        "sumber",
        "Sumber & Mutu Data",
        "fact_check",
        door="Setiap klaim dan halamannya, sengketa, cakupan, aturan, dan unduhan.",
        parameters=("sumber_bagian", "sumber_kec"),
        part="sumber_bagian",
        parts_about_all=("Sengketa", "Aturan", "Unduh data"),
    ),
    Page(
        "impor",
        "Impor",
        "upload_file",
        parameters=("impor_bagian",),
        filters=(),
        part="impor_bagian",
        is_offered=access.is_on,
        is_public=False,
    ),
    Page(
        "lomba",
        "Lomba",
        "how_to_vote",
        parameters=(
            "lomba_sebagai",
            "lomba_bagian",
            "lomba_soal",
            "lomba_periksa",
            "lomba_periksa_yang",
            "lomba_nilai",
            "lomba_tahap",
            "lomba_klaim",
        ),
        filters=(),
        is_offered=lomba.is_offered,
        is_public=False,
    ),
]


def page(name: str) -> Page:
    """The page of a name.

    Raises:
        LookupError: there is none.
    """
    for one in PAGES:
        if one.name == name:
            return one
    raise LookupError(f"no page {name!r}")


def at(address: str) -> Page | None:
    """The page at an address, without the slash; None where there is none."""
    return next((one for one in PAGES if one.address == address), None)


def doors() -> Sequence[Page]:
    """The pages that Beranda leads to, in the order of the menu."""
    return [one for one in PAGES if one.door]
