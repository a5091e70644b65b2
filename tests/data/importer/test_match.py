"""Names become kecamatan, titles become editions: the right one or a question, never another."""

from collections.abc import Callable
from typing import Any

import pytest

from data.importer import match
from data.importer.draft import Draft, Edition, Place
from data.importer.match import Match
from data.importer.titles import Titles
from tests import real


@pytest.fixture(scope="module")
def frames() -> Any:
    return real.frames()


@pytest.fixture(scope="module")
def titles(frames: Any) -> Titles:
    return Titles(frames)


def matched(
    frames: Any, edition: Edition, *places: tuple[str, str, str], **chosen: str
) -> list[Match]:
    """What names, kabkota and codes are taken for; the key of a place is its number with an x in
    front.
    """
    draft = Draft()
    for number, (called, kabkota, code) in enumerate(places):
        draft.places[f"x{number}"] = Place(called, kabkota, code, f"A{number}")
    return list(match.match(draft, edition, frames, chosen).values())


# A kecamatan's name, and that of its kabkota, as offices write them in one cell.
WRITTEN: tuple[Callable[[str, str], str], ...] = (
    lambda name, _: name,
    lambda name, _: f"  {name.upper().replace(' ', '  ')} ",
    lambda name, _: f"Kec. {name}",
    lambda name, _: f"KEC.{name}".upper(),
    lambda name, _: f"Distrik {name} *)",
    lambda name, _: f"12. {name}..",
    lambda name, _: f"c) Camat {name}",
    lambda name, _: f"Kantor Kecamatan {name} 2)",
    lambda name, _: name.replace("'", "’").replace("-", " - "),
    lambda name, of: f"Kec. {name} {of.replace('Kabupaten', 'Kab.')}",
    lambda name, of: f"{name} ({of.replace('Kabupaten ', 'Kab.')})",
    lambda name, of: f"{name}, {of}",
    lambda name, of: f"{name} - {of}".upper(),
    lambda name, of: f"{of} Kecamatan {name}",
)


def test_every_kecamatan_of_the_country_is_itself_or_a_question_that_offers_it(frames: Any) -> None:
    kabkota = dict(frames["kabkota"][["code", "name"]].itertuples(index=False))
    listed = list(frames["kecamatan"][["code", "kabkota_code", "name"]].itertuples(index=False))
    asked = dict.fromkeys(range(len(WRITTEN)), 0)
    for province in frames["provinsi"]["code"]:
        written = {}
        for code, of, name in (row for row in listed if row[0].startswith(province)):
            for number, write in enumerate(WRITTEN):
                alone = Draft()
                alone.place(write(name, kabkota[of]), "", "", f"{number}!{code}")
                (written[f"{number}!{code}"],) = alone.places.values()
        for one in match.match(
            Draft(places=written), Edition("provinsi", province, 2025), frames, {}
        ).values():
            number, code = one.place.at.split("!")
            assert one.code == code if one.is_sure else code in one.others, one
            asked[int(number)] += not one.is_sure
    # 268 share their name with another of the province
    assert all(count < 0.04 * len(listed) for count in asked.values())
    # With their kabkota, almost none
    assert all(count < 10 for number, count in asked.items() if number > 8)


def test_every_former_name_and_code_leads_to_its_successors_or_asks(frames: Any) -> None:
    former = list(frames["kecamatan_former"].itertuples(index=False))
    for province in frames["provinsi"]["code"]:
        edition = Edition("provinsi", province, 2018)
        rows = [row for row in former if row.successors.startswith(province)]
        coded = [row for row in rows if isinstance(row.code, str)]
        found = matched(frames, edition, *[(row.name, "", "") for row in rows])
        found += matched(frames, edition, *[(row.name, "", row.code) for row in coded])
        for row, one in zip(rows + coded, found, strict=True):
            successors = set(row.successors.split(";"))
            assert one.code in successors if one.is_sure else successors & set(one.others), (
                row,
                one,
            )


PEKANBARU = [  # year, name, code; today's code or None, proposals, formerly
    (2018, "Tampan", "147108", "147108", ["147108"], "Tampan"),  # its code lives on
    (2018, "Tampan", "", None, ["147108", "147113"], ""),  # two pages, two accounts
    (2018, "Rumbai", "", None, ["147106", "147112", "147115"], ""),  # today's Rumbai is another
    (2018, "Kec. Rumbai", "147106", "147106", ["147106"], "Rumbai"),
    (2018, "Rumbai Pesisir", "", "147112", ["147112"], "Rumbai Pesisir"),
    (
        2018,
        "Rumbai Pesisir",
        "147106",
        None,
        ["147112", "147106", "147115"],
        "",
    ),  # name and code disagree
    (2018, "Binawidya", "147108", "147108", ["147108"], ""),
    (2018, "Sukajadi", "147101", "147101", ["147101"], ""),
    (2024, "Tampan", "", None, ["147108", "147113"], ""),
    (2024, "Rumbai", "", "147112", ["147112"], ""),
    (2024, "Rumbai", "147106", None, ["147112", "147106"], ""),
    (2024, "Sukajadi", "147199", None, ["147101"], ""),
]


@pytest.mark.parametrize("case", PEKANBARU, ids=lambda case: " ".join(map(str, case[:3])))
def test_a_name_means_what_it_meant_in_the_year_of_the_edition(
    case: tuple[int, str, str, str | None, list[str], str], frames: Any
) -> None:
    year, name, code, taken, others, formerly = case
    (one,) = matched(frames, Edition("kabkota", "1471", year), (name, "", code))
    assert (one.code, one.others, one.formerly) == (taken, others, formerly)
    assert one.is_sure == (taken is not None)


def test_a_name_after_its_time_is_proposed_and_not_taken(frames: Any) -> None:
    (one,) = matched(frames, Edition("kabkota", "1471", 2024), ("Rumbai Pesisir", "", ""))
    assert (one.code, one.is_sure) == ("147112", False)
    assert one.why == '"Rumbai Pesisir" adalah nama sampai 2020, kini Rumbai, Kota Pekanbaru'


def test_a_code_of_before_is_known_with_the_name_that_goes_with_it(frames: Any) -> None:
    found = matched(
        frames, Edition("provinsi", "96", 2020), ("Aimas", "", "920107"), ("Klamono", "", "920107")
    )
    assert [(one.code, one.formerly, one.is_sure) for one in found] == [
        ("960105", "920107", True),
        (None, "", False),
    ]


def test_one_sheet_with_codes_tells_whom_another_means_without_them(frames: Any) -> None:
    found = matched(
        frames,
        Edition("kabkota", "1471", 2018),
        ("Rumbai", "", "147106"),
        ("Rumbai", "", ""),
        ("Tampan", "", ""),
    )
    assert [(one.code, one.is_sure) for one in found] == [
        ("147106", True),
        ("147106", True),
        (None, False),
    ]


def test_the_operator_chooses_a_kecamatan_or_leaves_a_row_out(frames: Any) -> None:
    places = [("Tampan", "", ""), ("Jumlah", "", ""), ("Rumbai", "", "")]
    chosen = {"x0": "147113", "x1": "lewati", "x2": "357301"}
    found = matched(frames, Edition("kabkota", "1471", 2018), *places, **chosen)
    assert [(one.code, one.is_skipped, one.is_sure) for one in found] == [
        ("147113", False, True), (None, True, True), (None, False, False),
    ]  # fmt: skip
    assert found[0].formerly == "Tampan"


def test_an_edition_of_no_known_region_has_no_kecamatan(frames: Any) -> None:
    found = matched(
        frames,
        Edition("kabkota", "9999", 2024),
        ("Klojen", "", ""),
        ("Klojen", "Kota Malang", ""),
        ("x", "", "1"),
    )
    assert [(one.code, one.is_sure) for one in found] == [(None, False)] * 3


def test_a_misspelt_name_of_before_is_proposed(frames: Any) -> None:
    (one,) = matched(frames, Edition("kabkota", "5319", 2018), ("Poco Ranakka Timur", "", ""))
    assert (one.code, one.is_sure) == ("531908", False)


# Titles of a region in its kabkota or provinsi contest of 2024.
KABKOTA: tuple[Callable[[str], list[str]], ...] = (
    lambda name: [f"REKAPITULASI NILAI SKK {name.upper()} TAHUN 2024"],
    lambda name: [f"Rekap Kecamatan se-{name.replace('Kabupaten', 'Kab.')} 2024"],
    lambda name: [f"REKAP NILAI {name.upper().replace('KABUPATEN', 'KAB')}", "TA 2024"],
    lambda name: [f"PEMERINTAH {name.upper()}", "BAGIAN PEMERINTAHAN", "T.A. 2024"],
    lambda name: [
        f"REKAP {name.rsplit(' ', 1)[0]}",
        f"{name.rsplit(' ', 1)[1]} TAHUN 2024".upper(),
    ],
    lambda name: [f"TINGKAT {name.upper()}", "TAHUN 2024", "sesuai PP Nomor 17 Tahun 2018"],
    lambda name: [name.replace("Kabupaten ", "PEMKAB ").replace("Kota ", "Pemkot "), "Tahun\n2024"],
)
PROVINSI: tuple[Callable[[str], list[str]], ...] = (
    lambda name: [f"SINERGITAS KINERJA KECAMATAN PROVINSI {name.upper()} TAHUN 2024"],
    lambda name: [f"Rekap Prov. {name}", "2024"],
    lambda name: ["PEMERINTAH PROVINSI", name.upper(), "TA. 2024"],
    lambda name: [f"Rekap Tingkat Provinsi {name} 2024", "di Kota Malang"],
    lambda name: [f"REKAP PROVINSI {' '.join(name.split()[:-1])}", f"{name.split()[-1]} 2024"],
)


@pytest.mark.parametrize("level", ["kabkota", "provinsi"])
def test_titles_of_every_region_name_it_and_no_other(
    level: str, frames: Any, titles: Titles
) -> None:
    for code, name in frames[level][["code", "name"]].itertuples(index=False):
        for lines in (write(name) for write in (KABKOTA if level == "kabkota" else PROVINSI)):
            found = [
                edition
                for edition, _ in titles.editions(
                    [(f"Rekap!A{row}", line) for row, line in enumerate(lines, 1)]
                )
            ]
            assert [(one.level, one.code, one.year) for one in found] == [(level, code, 2024)], (
                lines
            )


OPEN = [
    (["SKK DKI JAKARTA 2024"], ["provinsi-31-2024", "2024"]),  # a name without its kind
    (["PROVINSI D.I. YOGYAKARTA TAHUN 2024"], ["provinsi-34-2024"]),
    (["SKK DIY 2024"], ["provinsi-34-2024", "2024"]),
    (["SKK di Yogyakarta 2024"], ["provinsi-34-2024", "kabkota-3471-2024"]),
    (["SKK GORONTALO 2024"], ["kabkota-7501-2024", "kabkota-7571-2024", "provinsi-75-2024"]),
    (["KABUPATEN/KOTA MALANG 2024"], ["kabkota-3507-2024", "kabkota-3573-2024"]),
    (["PROVINSI JAWA TIMUR", "KABUPATEN MALANG 2024"], ["provinsi-35-2024", "kabkota-3507-2024"]),
    (["PEMERINTAH KABUPATEN MALANG", "PROVINSI JAWA TIMUR 2024"], ["kabkota-3507-2024"]),
    (["KOTA MALANG T.A. 2024/2025"], ["kabkota-3573-2024", "kabkota-3573-2025"]),
    (
        ["KOTA MALANG TAHUN 2023", "KOTA MALANG TAHUN 2024"],
        ["kabkota-3573-2023", "kabkota-3573-2024"],
    ),
    (["KOTA MALANG 2024", "KOTA BATU 2024"], ["kabkota-3573-2024", "kabkota-3579-2024"]),
    (["KOTA MALANG"], ["kabkota-3573"]),
    (["TAHUN 2024"], ["2024"]),
    (
        ["KABUPATEN MAMUJU UTARA 2018"],
        ["kabkota-7602-2018", "2018"],
    ),  # Pasangkayu today, not Mamuju
    (
        ["PEMERINTAH KABUPATEN MALUKU TENGGARA BARAT", "PROVINSI MALUKU TAHUN 2018"],
        ["kabkota-8102-2018", "2018"],
    ),
    (["KEPUTUSAN BUPATI MALANG", "TAHUN 2024"], ["kabkota-3507-2024"]),
    (["KEPUTUSAN WALIKOTA MALANG", "TAHUN 2024"], ["kabkota-3573-2024"]),
    (["MENUJU INDONESIA EMAS 2045", "KOTA MALANG 2024"], ["kabkota-3573-2024"]),
    (["Keputusan Wali Kota Malang Nomor 188/12 Tahun 2024"], ["kabkota-3573-2024", "kabkota-3573"]),
    (["REKAP NILAI"], []),
]


@pytest.mark.parametrize(("lines", "wanted"), OPEN, ids=[" / ".join(lines) for lines, _ in OPEN])
def test_what_titles_leave_open_is_asked_with_all_that_they_may_mean(
    lines: list[str], wanted: list[str], titles: Titles
) -> None:
    found = titles.editions([(f"A{row}", line) for row, line in enumerate(lines, 1)])
    assert [edition.edition_id for edition, _ in found] == wanted
    assert all(why for _, why in found)


def test_an_edition_is_read_from_titles_only_where_they_leave_nothing_open(frames: Any) -> None:
    read = Draft(
        titles=[("A1", "PEMERINTAH KABUPATEN BANDUNG"), ("A2", "BARAT"), ("A4", "TAHUN 2024")]
    )
    assert match.edition(read, frames)[0].edition_id == "kabkota-3217-2024"
    several = Draft(titles=[("A1", "KOTA MALANG 2023"), ("A2", "KOTA MALANG 2024")])
    assert not match.edition(several, frames)[0].edition_id
    assert [edition.year for edition, _ in match.editions(several, frames)] == [2023, 2024]
