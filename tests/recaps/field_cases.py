"""Seventeen files from the field and more shapes of the same kinds: what each holds, and what must
be read from it.

All values are invented. A case is read from top to bottom: its file, then what is right. What the
file does not tell stays None, and only of that may a question be asked.
"""

from collections.abc import Mapping

from tests.recaps.field import C, Case, Line, P, Scores, book, file, text

K = "REKAP NILAI SKK KABUPATEN MALANG TAHUN 2024"
HEAD: Line = ["No", "Kecamatan", "Pelayanan", "Inovasi", "Jumlah", "Peringkat"]
PI = (C("Pelayanan"), C("Inovasi"))
PI100 = (C("Pelayanan", 100), C("Inovasi", 100))
BASE: Scores = {"Kepanjen": (88, 90), "Turen": (85, 86), "Lawang": (83, 84)}
SUMS = {"Kepanjen": (178, 1), "Turen": (171, 2), "Lawang": (167, 3)}
THREE: Scores = {"Kepanjen": (91, 93), "Turen": (88, 84), "Lawang": (80, 82)}
NO_RANK = {"Kepanjen": (178, None), "Turen": (171, None), "Lawang": (167, None)}
ASKED = frozenset


def recap(
    head: Line = HEAD,
    *above: Line,
    title: str = K,
    rows: Scores = BASE,
    foot: tuple[Line, ...] = (),
    under: tuple[Line, ...] = (),
) -> list[Line]:
    """The plain recap: title, lines above, header, lines under it, number, kecamatan, scores, sum
    and rank, lines below.
    """
    body: list[Line] = [
        [n, name, *values, sum(value or 0 for value in values), n]
        for n, (name, values) in enumerate(rows.items(), 1)
    ]
    return [[title], *above, [], head, *under, *body, *foot]


def one(lines: list[Line], name: str = "Rekap") -> dict[str, list[Line]]:
    """A workbook of one sheet."""
    return {name: lines}


NAMES = (
    Case(
        "01 Bobotsari is no row of weights", "nama", file("01_bobotsari.xlsx"), "kabkota-3303-2024",
        criteria=(C("Pelayanan Publik"), C("Inovasi")),
        scores={"": {"Bobotsari": (91, 93), "Kalimanah": (88, 90), "Kemangkon": (85, 84),
        "Mrebet": (80, 82)}},
        totals={"Bobotsari": (184, 1), "Kalimanah": (178, 2), "Kemangkon": (169, 3),
        "Mrebet": (162, 4)},
    ),
    Case(
        "Ratahan and Ratatotok are no means", "nama",
        book(one(recap(title="SKK KABUPATEN MINAHASA TENGGARA 2024",
                       rows={"Ratahan": (88, 90), "Ratatotok": (85, 86), "Belang": (83, 84)}))),
        "kabkota-7107-2024", PI,
        scores={"": {"Ratahan": (88, 90), "Ratatotok": (85, 86), "Belang": (83, 84)}},
        totals={"Ratahan": (178, 1), "Ratatotok": (171, 2), "Belang": (167, 3)},
    ),
    Case(
        "Bobotsari last and in capitals, above a true row of weights", "nama",
        book(one([
            ["SKK KABUPATEN PURBALINGGA TAHUN 2024"], [],
            ["No", "Kecamatan", "Pelayanan", "Inovasi", "Nilai Akhir"],
            [1, "KALIMANAH", 88, 90, 89.2], [2, "KEMANGKON", 85, 86, 85.6],
            [3, "BOBOTSARI", 83, 84, 83.6],
            [None, "Bobot", "40%", "60%", "100%"],
        ])),
        "kabkota-3303-2024", (C("Pelayanan", None, 40), C("Inovasi", None, 60)),
        scores={"": {"Kalimanah": (88, 90), "Kemangkon": (85, 86), "Bobotsari": (83, 84)}},
        totals={"Kalimanah": (89.2, None), "Kemangkon": (85.6, None), "Bobotsari": (83.6, None)},
    ),
    Case(
        "Kota Kudus and Kota Sumenep's like are kecamatan, not the kabkota at the foot", "nama",
        book(one(recap(title="SKK KABUPATEN KUDUS TAHUN 2024",
                       rows={"Kota Kudus": (88, 90), "Jati": (85, 86), "Undaan": (83, 84)},
                       foot=([None, "Kabupaten Kudus", 85.33, 86.67, 172],)))),
        "kabkota-3319-2024", PI,
        scores={"": {"Kota Kudus": (88, 90), "Jati": (85, 86), "Undaan": (83, 84)}},
        totals={"Kota Kudus": (178, 1), "Jati": (171, 2), "Undaan": (167, 3)},
    ),
    Case(
        "a name with one letter wrong is asked", "nama",
        book(one(recap(rows={"Kepanjn": (88, 90), "Turen": (85, 86), "Lawang": (83, 84)}))),
        criteria=PI,
        scores={"": BASE}, totals=SUMS, asks=ASKED({"kecamatan"}),
        answers={"kecamatan Kepanjn": "350713"},
    ),
)  # fmt: skip

CALLED = (
    Case(
        "10 Kemantren", "sebutan", file("10_kemantren.xlsx"), "kabkota-3471-2024", PI,
        scores={"": {"Gondokusuman": (90, 91), "Umbulharjo": (89, 90), "Kotagede": (88, 89)}},
        totals={"Gondokusuman": (181, 1), "Umbulharjo": (179, 2), "Kotagede": (177, 3)},
    ),
    Case(
        "Distrik of Papua", "sebutan",
        book(one(recap(["No", "Nama Distrik", *HEAD[2:]], title="SKK KABUPATEN JAYAPURA TAHUN 2024",
                       rows={"Distrik Sentani": (88, 90), "Distrik Depapre": (85, 86),
                       "Distrik Kemtuk": (83, 84)}))),
        "kabkota-9103-2024", PI,
        scores={"": {"Sentani": (88, 90), "Depapre": (85, 86), "Kemtuk": (83, 84)}},
        totals={"Sentani": (178, 1), "Depapre": (171, 2), "Kemtuk": (167, 3)},
    ),
    Case(
        "Kapanewon of Sleman", "sebutan",
        book(one(recap(["No", "Kapanewon", *HEAD[2:]],
        title="EVALUASI KINERJA KAPANEWON KABUPATEN SLEMAN TAHUN 2024",
                       rows={"Kapanewon Gamping": (88, 90), "Godean": (85, 86),
                       "KAPANEWON DEPOK": (83, 84)}))),
        "kabkota-3404-2024", PI,
        scores={"": {"Gamping": (88, 90), "Godean": (85, 86), "Depok": (83, 84)}},
        totals={"Gamping": (178, 1), "Godean": (171, 2), "Depok": (167, 3)},
    ),
    Case(
        "Perangkat Daerah that are kecamatan", "sebutan",
        book(one(recap(["No", "Perangkat Daerah", *HEAD[2:]],
                       rows={"Kecamatan Kepanjen": (88, 90), "Kecamatan Turen": (85, 86),
                       "Kecamatan Lawang": (83, 84)}))),
        criteria=PI, scores={"": BASE}, totals=SUMS,
    ),
)  # fmt: skip

PEKANBARU = "REKAP NILAI EKK KOTA PEKANBARU TAHUN 2018"
FORMER = (
    Case(
        "11 the names and codes of 2018", "nama lama", file("11_pemekaran.xlsx"),
        "kabkota-1471-2018", PI,
        scores={"": {"147108": (90, 91), "147112": (88, 89), "147101": (80, 82)}},
        totals={"147108": (181, 1), "147112": (177, 2), "147101": (162, 3)},
        may=ASKED({"kecamatan"}),
        answers={"kecamatan Tampan": "147108", "kecamatan Rumbai Pesisir": "147112"},
    ),
    Case(
        "a former name without its code", "nama lama",
        book(one(recap(title=PEKANBARU, rows={"Tampan": (88, 90), "Sukajadi": (85, 86),
        "Sail": (83, 84)}))),
        "kabkota-1471-2018", PI,
        scores={"": {"147108": (88, 90), "147101": (85, 86), "147103": (83, 84)}},
        totals={"147108": (178, 1), "147101": (171, 2), "147103": (167, 3)},
        may=ASKED({"kecamatan"}), answers={"kecamatan Tampan": "147108"},
    ),
    Case(
        "Rumbai of 2018 is another than Rumbai of today", "nama lama",
        book(one(recap(title=PEKANBARU, rows={"Rumbai": (88, 90), "Rumbai Pesisir": (85, 86),
        "Sail": (83, 84)}))),
        "kabkota-1471-2018", PI,
        scores={"": {"147106": (88, 90), "147112": (85, 86), "147103": (83, 84)}},
        totals={"147106": (178, 1), "147112": (171, 2), "147103": (167, 3)},
        may=ASKED({"kecamatan"}), answers={"kecamatan Rumbai": "147106",
        "kecamatan Rumbai Pesisir": "147112"},
    ),
)  # fmt: skip

REGIONS = (
    Case(
        "Kabupaten Bandung Barat is not Kabupaten Bandung", "wilayah",
        book(one(recap(title="SKK KABUPATEN BANDUNG BARAT TAHUN 2024",
                       rows={"Lembang": (88, 90), "Cisarua": (85, 86), "Ngamprah": (83, 84)}))),
        "kabkota-3217-2024", PI,
        scores={"": {"Lembang": (88, 90), "Cisarua": (85, 86), "Ngamprah": (83, 84)}},
        totals={"Lembang": (178, 1), "Cisarua": (171, 2), "Ngamprah": (167, 3)},
    ),
    Case(
        "Kota Tangerang Selatan is not Kota Tangerang", "wilayah",
        book(one(recap(title="Rekapitulasi Nilai SKK Kota Tangerang Selatan 2024",
                       rows={"Serpong": (88, 90), "Pamulang": (85, 86), "Setu": (83, 84)}))),
        "kabkota-3674-2024", PI,
        scores={"": {"Serpong": (88, 90), "Pamulang": (85, 86), "Setu": (83, 84)}},
        totals={"Serpong": (178, 1), "Pamulang": (171, 2), "Setu": (167, 3)},
    ),
    Case(
        "Provinsi Papua Barat Daya is neither Papua Barat nor Papua", "wilayah",
        book(one([
            ["SKK PROVINSI PAPUA BARAT DAYA TAHUN 2024"], [],
            ["No", "Distrik", "Kabupaten/Kota", "Nilai Akhir", "Peringkat"],
            [1, "Aimas", "Kabupaten Sorong", 91, 1],
            [2, "Kota Waisai", "Kabupaten Raja Ampat", 85, 2],
        ])),
        "provinsi-96-2024", totals={"Aimas, Kabupaten Sorong": (91, 1), "Kota Waisai": (85, 2)},
    ),
    Case(
        "two kecamatan of one name in a province, told apart by their kabkota", "wilayah",
        book(one([
            ["SKK PROVINSI JAWA TIMUR TAHUN 2026"], [],
            ["No", "Kecamatan", "Kab./Kota", "Nilai Akhir", "Peringkat"],
            [1, "Wonosari", "Kab. Malang", 91, 1], [2, "Wonosari", "Kab. Bondowoso", 85, 2],
        ])),
        "provinsi-35-2026",
        totals={"Wonosari, Kabupaten Malang": (91, 1), "Wonosari, Kabupaten Bondowoso": (85, 2)},
    ),
)  # fmt: skip

HALF = (C("Kepemimpinan", None, 12.5), C("Pelayanan", None, 37.5), C("Inovasi", None, 50))
FOUR: Scores = {
    "Kepanjen": (88, 90, 92),
    "Turen": (85, 86, 88),
    "Lawang": (83, 84, 85),
    "Dau": (80, 81, 82),
}
WEIGHTS = (
    Case(
        "05 weights with a point in the header", "bobot", file("05_bobot_titik.xlsx"),
        criteria=HALF, scores={"": FOUR},
        totals={"Kepanjen": (90.75, 1), "Turen": (86.875, 2), "Lawang": (84.375, 3),
        "Dau": (81.375, 4)},
    ),
    Case(
        "05c weights with a point in a row of their own", "bobot",
        file("05c_baris_bobot_titik.xlsx"),
        criteria=(C("Kepemimpinan", None, 12.5), C("Pelayanan", None, 87.5)),
        scores={"": {"Kepanjen": (88, 90), "Turen": (85, 86), "Lawang": (83, 84)}},
        totals={"Kepanjen": (89.75, None), "Turen": (85.875, None), "Lawang": (83.875, None)},
    ),
    Case(
        "weights with a comma, the word before them and no per cent", "bobot",
        book(one([
            [K], [], ["No", "Kecamatan", "Pelayanan Bobot 12,5", "Inovasi Bobot 87,5",
            "Nilai Akhir"],
            [1, "Kepanjen", 88, 90, 89.75], [2, "Turen", 85, 86, 85.875],
        ])),
        criteria=(C("Pelayanan", None, 12.5), C("Inovasi", None, 87.5)),
        scores={"": {"Kepanjen": (88, 90), "Turen": (85, 86)}},
        totals={"Kepanjen": (89.75, None), "Turen": (85.875, None)},
    ),
    Case(
        "weights in a legend below", "bobot",
        book(one([
            [K], [], ["No", "Kecamatan", "Pelayanan", "Inovasi", "Nilai Akhir"],
            [1, "Kepanjen", 88, 90, 89.2], [2, "Turen", 85, 86, 85.6], [],
            ["Keterangan:"], ["Pelayanan: bobot 40%"], ["Inovasi: bobot 60%"],
        ])),
        criteria=(C("Pelayanan", None, 40), C("Inovasi", None, 60)),
        scores={"": {"Kepanjen": (88, 90), "Turen": (85, 86)}},
        totals={"Kepanjen": (89.2, None), "Turen": (85.6, None)},
    ),
    Case(
        "weights and maxima on another sheet", "bobot",
        book({
            "Rekap": [
                [K], [], ["No", "Kecamatan", "Pelayanan", "Inovasi", "Nilai Akhir"],
                [1, "Kepanjen", 88, 90, 89.2], [2, "Turen", 85, 86, 85.6],
            ],
            "Bobot": [
                ["No", "Kriteria", "Bobot", "Nilai Maksimal"], [1, "Pelayanan", 40, 100],
                [2, "Inovasi", 60, 100],
                [None, "Jumlah", 100],
            ],
        }),
        criteria=(C("Pelayanan", 100, 40), C("Inovasi", 100, 60)),
        scores={"": {"Kepanjen": (88, 90), "Turen": (85, 86)}},
        totals={"Kepanjen": (89.2, None), "Turen": (85.6, None)}, most=100,
    ),
    *(
        Case(
            f"a maximum for all: {line}", "maksimum",
            book(one([
                [K], [line], ["No", "Kecamatan", "Pelayanan", "Inovasi", "Nilai Akhir"],
                [1, "Kepanjen", 88, 90, 178], [2, "Turen", 85, 86, 171],
            ])),
            criteria=(C("Pelayanan", 100), C("Inovasi", 100)),
            scores={"": {"Kepanjen": (88, 90), "Turen": (85, 86)}},
            totals={"Kepanjen": (178, None), "Turen": (171, None)}, most=200,
        )
        for line in ("Nilai maksimum tiap kriteria 100", "Skor maks. masing-masing indikator = 100",
        "Skala penilaian 0 - 100")
    ),
    Case(
        "weights of 97 where the sheet states 100", "bobot",
        book(one([
            [K], [], ["No", "Kecamatan", "Pelayanan", "Inovasi", "Nilai Akhir"],
            [None, "Bobot", 40, 57, 100],
            [1, "Kepanjen", 88, 90, 86.5], [2, "Turen", 85, 86, 83.02],
        ])),
        criteria=PI, fault="97",
    ),
    Case(
        "scores already multiplied: the weight is the maximum", "terbobot",
        book(one([
            [K], [], ["No", "Kecamatan", "Pelayanan (40%)", "Inovasi (60%)", "Jumlah"],
            [1, "Kepanjen", 35.2, 54, 89.2], [2, "Turen", 34, 51.6, 85.6],
            [3, "Lawang", 33.2, 50.4, 83.6],
        ])),
        criteria=(C("Pelayanan", 40, 40), C("Inovasi", 60, 60)),
        scores={"": {"Kepanjen": (35.2, 54), "Turen": (34, 51.6), "Lawang": (33.2, 50.4)}},
        totals={"Kepanjen": (89.2, None), "Turen": (85.6, None), "Lawang": (83.6, None)}, most=100,
        may=ASKED({"maksimum"}), answers={"maksimum": "bobot", "maksimum Pelayanan": "40",
        "maksimum Inovasi": "60"},
    ),
    Case(
        "scores already multiplied, weights in a row", "terbobot",
        book(one([
            [K], [], ["No", "Kecamatan", "Pelayanan", "Inovasi", "Total"],
            [None, "Bobot (%)", 40, 60, 100],
            [1, "Kepanjen", "35,2", 54, "89,2"], [2, "Turen", 34, "51,6", "85,6"],
            [3, "Lawang", "33,2", "50,4", "83,6"],
        ])),
        criteria=(C("Pelayanan", 40, 40), C("Inovasi", 60, 60)),
        scores={"": {"Kepanjen": (35.2, 54), "Turen": (34, 51.6), "Lawang": (33.2, 50.4)}},
        totals={"Kepanjen": (89.2, None), "Turen": (85.6, None), "Lawang": (83.6, None)}, most=100,
        may=ASKED({"maksimum"}), answers={"maksimum": "bobot", "maksimum Pelayanan": "40",
        "maksimum Inovasi": "60"},
    ),
)  # fmt: skip

NS = (C("Pelayanan", None, 40), C("Inovasi", None, 60))
NS_TOTALS = {"Kepanjen": (89.2, 1), "Turen": (85.6, 2), "Lawang": (83.6, 3)}
PAIRED = (
    Case(
        "15 Nilai and Skor under each criterion", "nilai dan skor", file("15_nilai_dan_skor.xlsx"),
        criteria=NS,
        scores={"": BASE}, totals=NS_TOTALS, most=100,
    ),
    Case(
        "Nilai and N x B, not merged, weights in a row", "nilai dan skor",
        book(one([
            [K], [], ["No", "Kecamatan", "Pelayanan", None, "Inovasi", None, "Jumlah", "Peringkat"],
            [None, None, "Nilai", "N x B", "Nilai", "N x B"],
            [None, "Bobot", "40%", None, "60%"],
            [1, "Kepanjen", 88, 35.2, 90, 54, 89.2, 1], [2, "Turen", 85, 34, 86, 51.6, 85.6, 2],
            [3, "Lawang", 83, 33.2, 84, 50.4, 83.6, 3],
        ])),
        criteria=NS, scores={"": BASE}, totals=NS_TOTALS, most=100,
    ),
    Case(
        "all raw scores first, then all weighted ones", "nilai dan skor",
        book(one([
            [K], [], ["No", "Kecamatan", "Nilai", None, "Nilai Terbobot", None, "Total",
            "Peringkat"],
            [None, None, "Pelayanan (40%)", "Inovasi (60%)", "Pelayanan (40%)", "Inovasi (60%)"],
            [1, "Kepanjen", 88, 90, 35.2, 54, 89.2, 1], [2, "Turen", 85, 86, 34, 51.6, 85.6, 2],
            [3, "Lawang", 83, 84, 33.2, 50.4, 83.6, 3],
        ], ), {"Rekap": ["C3:D3", "E3:F3", "A3:A4", "B3:B4", "G3:G4", "H3:H4"]}),
        criteria=NS, scores={"": BASE}, totals=NS_TOTALS, most=100,
    ),
)  # fmt: skip

MAXIMA = (
    Case(
        "05b maxima with a point in the header", "maksimum", file("05b_maks_titik.xlsx"),
        criteria=(C("Kepemimpinan", 12.5), C("Pelayanan", 37.5), C("Inovasi", 50)),
        scores={"": {"Kepanjen": (12.25, 36, 45), "Turen": (11, 35, 44), "Lawang": (10.5, 34, 43),
        "Dau": (10, 33, 42)}},
        totals={"Kepanjen": (93.25, 1), "Turen": (90, 2), "Lawang": (87.5, 3), "Dau": (85, 4)},
        most=100,
    ),
    Case(
        "a maximum for all in a line of the title", "maksimum",
        book(one(recap(HEAD, ["(nilai maksimum tiap indikator 100)"]))), criteria=PI100,
        scores={"": BASE}, totals=SUMS, most=200,
        may=ASKED({"maksimum"}), answers={"maksimum": "100"},
    ),
    Case(
        "maxima in a row below the header", "maksimum",
        book(one(recap(under=([None, "Skor maksimal", 100, 100, 200],)))),
        criteria=PI100, scores={"": BASE}, totals=SUMS, most=200,
    ),
    Case(
        "maxima in the header as a range", "maksimum",
        book(one(recap(["No", "Kecamatan", "Pelayanan (0-100)", "Inovasi (0-100)",
        "Jumlah (maks. 200)", "Peringkat"]))),
        criteria=PI100, scores={"": BASE}, totals=SUMS, most=200,
    ),
    Case(
        "a maximum in a legend below", "maksimum",
        book(one(recap(foot=([], ["Keterangan: nilai maksimal tiap kriteria adalah 100"])))),
        criteria=PI100, scores={"": BASE}, totals=SUMS, most=200, may=ASKED({"maksimum"}),
        answers={"maksimum": "100"},
    ),
    Case(
        "a maximum that nobody states is asked, not taken for 100", "maksimum", book(one(recap())),
        criteria=PI100, scores={"": BASE}, totals=SUMS, most=200, asks=ASKED({"maksimum"}),
        answers={"maksimum": "100"},
    ),
)  # fmt: skip

NUMBERS = (
    Case(
        "12 English thousands beside a plain number", "angka", file("12_ribuan_inggris.csv"),
        suffix="csv",
        totals={"Kepanjen": (1102, None), "Turen": (1045, None), "Lawang": (987, None)},
        asks=ASKED({"edisi"}), may=ASKED({"angka"}),
        answers={"edisi": "kabkota-3507-2024", "angka": "ribuan"},
    ),
    Case(
        "1.542 beside 1.530,5", "angka",
        book(one([
            [K], [], ["No", "Kecamatan", "Total", "Peringkat"],
            [1, "Kepanjen", "1.542", 1], [2, "Turen", "1.530,5", 2], [3, "Lawang", "987", 3],
        ])),
        totals={"Kepanjen": (1542, 1), "Turen": (1530.5, 2), "Lawang": (987, 3)},
    ),
    Case(
        "1.542 that its parts decide", "angka",
        book(one([
            [K], [], ["No", "Kecamatan", "Pelayanan", "Inovasi", "Jumlah"],
            [1, "Kepanjen", 770, 772, "1.542"], [2, "Turen", 765, 766, "1.531"],
        ])),
        criteria=PI, scores={"": {"Kepanjen": (770, 772), "Turen": (765, 766)}},
        totals={"Kepanjen": (1542, None), "Turen": (1531, None)},
    ),
    Case(
        "87.542 that is below its maximum as a decimal only", "angka",
        book(one([
            [K], [], ["No", "Kecamatan", "Nilai (maks. 100)", "Peringkat"],
            [1, "Kepanjen", "87.542", 1], [2, "Turen", "85.125", 2],
        ])),
        totals={"Kepanjen": (87.542, 1), "Turen": (85.125, 2)}, most=100,
        may=ASKED({"angka", "kolom", "total"}),
        answers={"angka": "desimal", "kolom": "total"},
    ),
    Case(
        "three digits after a point that nothing decides are asked", "angka",
        book(one([
            [K], [], ["No", "Kecamatan", "Total", "Peringkat"],
            [1, "Kepanjen", "1.542", 1], [2, "Turen", "1.430", 2],
        ])),
        totals={"Kepanjen": (1542, 1), "Turen": (1430, 2)}, asks=ASKED({"angka"}),
        answers={"angka": "ribuan"},
    ),
)  # fmt: skip

PERCENTS = (
    Case(
        "02 cells formatted as per cent", "persen", file("02_persen.xlsx"), criteria=PI100,
        scores={"": {"Kepanjen": (87.5, 91), "Turen": (85, 86), "Lawang": (83, 84),
        "Dau": (80, 81)}},
        totals={"Kepanjen": (89.25, 1), "Turen": (85.5, 2), "Lawang": (83.5, 3), "Dau": (80.5, 4)},
        most=100,
    ),
    Case(
        "per cents typed as text", "persen",
        book(one([
            [K], [], ["No", "Kecamatan", "Pelayanan (maks. 100)", "Inovasi (maks. 100)",
            "Rata-rata"],
            [1, "Kepanjen", "87,5%", "91%", "89,25%"], [2, "Turen", "85%", "86%", "85,5%"],
        ])),
        criteria=PI100, scores={"": {"Kepanjen": (87.5, 91), "Turen": (85, 86)}},
        totals={"Kepanjen": (89.25, None), "Turen": (85.5, None)}, most=100,
    ),
    Case(
        "a column of shares beside the total is no total", "persen",
        book(one([
            [K], [], ["No", "Kecamatan", "Pelayanan (maks. 100)", "Inovasi (maks. 100)", "Jumlah",
            "Persentase"],
            [1, "Kepanjen", 88, 90, 178, P(0.89)], [2, "Turen", 85, 86, 171, P(0.855)],
        ])),
        criteria=PI100, scores={"": {"Kepanjen": (88, 90), "Turen": (85, 86)}},
        totals={"Kepanjen": (178, None), "Turen": (171, None)}, most=200, may=ASKED({"total"}),
        answers={"total": "Rekap!E3"},
    ),
)  # fmt: skip

STAGES = {
    "administrasi": {"Kepanjen": (88, 90), "Turen": (85, 86), "Lawang": (83, 84), "Dau": (80, 81)},
    "tinjau_lapang": {"Kepanjen": (91, 92), "Turen": (88, 87), "Lawang": (85, 86), "Dau": (82, 83)},
}
ROMAN_STAGES = {
    "administrasi": {"Kepanjen": (80, 81), "Turen": (82, 83), "Lawang": (70, 72)},
    "paparan": {"Kepanjen": (90, 91), "Turen": (88, 87), "Lawang": (85, 84)},
}
AS_TOLD = {"tahap Tahap I": "administrasi", "tahap Tahap II": "paparan", "tahap": "hasil"}
HEADERS = (
    Case(
        "03 three rows of headers, the stage in the second", "judul",
        file("03_tiga_baris_judul.xlsx"),
        criteria=PI, scores=STAGES,
        totals={"Kepanjen": (361, 1), "Turen": (346, 2), "Lawang": (338, 3), "Dau": (326, 4)},
    ),
    Case(
        "three rows of headers, none merged", "judul",
        book(one([
            [K], [], ["No", "Kecamatan", "PENILAIAN", None, None, None, "Nilai Akhir", "Peringkat"],
            [None, None, "Administrasi", None, "Lapangan"],
            [None, None, "Pelayanan", "Inovasi", "Pelayanan", "Inovasi"],
            [1, "Kepanjen", 88, 90, 91, 92, 361, 1], [2, "Turen", 85, 86, 88, 87, 346, 2],
            [3, "Lawang", 83, 84, 85, 86, 338, 3], [4, "Dau", 80, 81, 82, 83, 326, 4],
        ])),
        criteria=PI, scores=STAGES, totals={"Kepanjen": (361, 1), "Turen": (346, 2),
        "Lawang": (338, 3), "Dau": (326, 4)},
    ),
    Case(
        "four rows: stage, juror, criterion, and their numbers", "judul",
        book(one([
            [K], [], ["No", "Kecamatan", "PAPARAN", None, None, None, "Rata-rata"],
            [None, None, "Juri 1", None, "Juri 2"],
            [None, None, "Pelayanan", "Inovasi", "Pelayanan", "Inovasi"],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
            [1, "Kepanjen", 88, 90, 90, 92, 180], [2, "Turen", 85, 86, 83, 84, 169],
        ]), {"Rekap": ["A3:A5", "B3:B5", "C3:F3", "C4:D4", "E4:F4", "G3:G5"]}),
        criteria=PI,
        scores={
            "paparan/Juri 1": {"Kepanjen": (88, 90), "Turen": (85, 86)},
            "paparan/Juri 2": {"Kepanjen": (90, 92), "Turen": (83, 84)},
        },
        totals={"Kepanjen": (180, None), "Turen": (169, None)},
    ),
    Case(
        "a letterhead and a decree of another year above the title", "judul",
        book(one([
            ["PEMERINTAH KABUPATEN MALANG"], ["SEKRETARIAT DAERAH"],
            ["Keputusan Bupati Nomor 188/45/2021"], [],
            *recap(),
        ])),
        criteria=PI, scores={"": BASE}, totals=SUMS, may=ASKED({"edisi"}),
        answers={"edisi": "kabkota-3507-2024"},
    ),
)  # fmt: skip

PAGE_I: list[Line] = [
    [K], [], ["No", "Kecamatan", "Pelayanan", "Inovasi", "Total"],
    [1, "Kepanjen", 80, 81, 161], [2, "Turen", 82, 83, 165], [3, "Lawang", 70, 72, 142],
]  # fmt: skip
PAGE_II: list[Line] = [
    [K], [], ["No", "Kecamatan", "Pelayanan", "Inovasi", "Total"],
    [1, "Kepanjen", 90, 91, 181], [2, "Turen", 88, 87, 175], [3, "Lawang", 85, 84, 169],
]  # fmt: skip
BY_STAGE = (
    Case(
        "08 sheets Tahap I and Tahap II are asked", "tahap", file("08_tahap_romawi.xlsx"),
        criteria=PI, scores=ROMAN_STAGES,
        asks=ASKED({"tahap"}), may=ASKED({"lembar"}), answers=AS_TOLD | {"lembar": "tahap"},
    ),
    Case(
        "sheets named after their stages, and a recap over them", "tahap",
        book({
            "Administrasi": PAGE_I, "Paparan": PAGE_II,
            "Rekap": [
                [K], [], ["No", "Kecamatan", "Administrasi", "Paparan", "Nilai Akhir", "Peringkat"],
                [1, "Kepanjen", 161, 181, 342, 1], [2, "Turen", 165, 175, 340, 2],
                [3, "Lawang", 142, 169, 311, 3],
            ],
        }),
        criteria=PI, scores=ROMAN_STAGES, totals={"Kepanjen": (342, 1), "Turen": (340, 2),
        "Lawang": (311, 3)},
    ),
    Case(
        "headers Tahap I and Tahap II on one sheet", "tahap",
        book(one([
            [K], [], ["No", "Kecamatan", "Tahap I", None, "Tahap II", None, "Nilai Akhir",
            "Peringkat"],
            [None, None, "Pelayanan", "Inovasi", "Pelayanan", "Inovasi"],
            [1, "Kepanjen", 80, 81, 90, 91, 342, 1], [2, "Turen", 82, 83, 88, 87, 340, 2],
            [3, "Lawang", 70, 72, 85, 84, 311, 3],
        ]), {"Rekap": ["C3:D3", "E3:F3"]}),
        criteria=PI, scores=ROMAN_STAGES, totals={"Kepanjen": (342, 1), "Turen": (340, 2),
        "Lawang": (311, 3)},
        asks=ASKED({"tahap"}), answers={**AS_TOLD, "tahap Rekap!C3": "administrasi",
        "tahap Rekap!E3": "paparan"},
    ),
    Case(
        "only finalists were visited", "tahap",
        book(one([
            [K], [], ["No", "Kecamatan", "Administrasi", None, "Tinjau Lapang", None, "Nilai Akhir",
            "Peringkat"],
            [None, None, "Pelayanan", "Inovasi", "Pelayanan", "Inovasi"],
            [1, "Kepanjen", 88, 90, 91, 92, 361, 1], [2, "Turen", 85, 86, 88, 87, 346, 2],
            [3, "Lawang", 83, 84], [4, "Dau", 80, 81],
        ]), {"Rekap": ["C3:D3", "E3:F3"]}),
        criteria=PI,
        scores={"administrasi": STAGES["administrasi"],
        "tinjau_lapang": {"Kepanjen": (91, 92), "Turen": (88, 87)}},
        totals={"Kepanjen": (361, 1), "Turen": (346, 2), "Lawang": (None, None),
        "Dau": (None, None)},
    ),
)  # fmt: skip

BY_YEAR = (
    Case(
        "06 sheets of two years are two editions", "tahun", file("06_lembar_per_tahun.xlsx"),
        criteria=PI,
        scores={"": {"Kepanjen": (92, 94), "Turen": (71, 72), "Lawang": (80, 81)}},
        totals={"Kepanjen": (186, None), "Turen": (143, None), "Lawang": (161, None)},
        may=ASKED({"edisi", "lembar"}), answers={"edisi": "kabkota-3507-2024",
        "lembar": "hanya 2024"},
    ),
    Case(
        "years in the names of the sheets alone", "tahun",
        book({"SKK 2023": recap(title="REKAP NILAI SKK KABUPATEN MALANG", rows=THREE),
              "SKK 2024": recap(title="REKAP NILAI SKK KABUPATEN MALANG")}),
        criteria=PI, scores={"": BASE}, totals=SUMS, may=ASKED({"edisi", "lembar"}),
        answers={"edisi": "kabkota-3507-2024", "lembar": "hanya SKK 2024"},
    ),
)  # fmt: skip

JUROR_1: Scores = {"Kepanjen": (88, 90), "Turen": (85, 86)}
JUROR_2: Scores = {"Kepanjen": (90, 92), "Turen": (83, 84)}


def page_of(
    rows: Scores, title: str = "PENILAIAN PAPARAN SKK KABUPATEN MALANG TAHUN 2024"
) -> list[Line]:
    """The sheet of one juror."""
    body: list[Line] = [
        [n, name, *values, sum(v or 0 for v in values)]
        for n, (name, values) in enumerate(rows.items(), 1)
    ]
    return [
        [title],
        [],
        ["No", "Kecamatan", "Pelayanan (maks. 100)", "Inovasi (maks. 100)", "Jumlah"],
        *body,
    ]


BY_JUROR = (
    Case(
        "a sheet for each juror and no recap", "juri",
        book({"Juri 1": page_of(JUROR_1), "Juri 2": page_of(JUROR_2)}),
        criteria=PI100, scores={"paparan/Juri 1": JUROR_1, "paparan/Juri 2": JUROR_2},
    ),
    Case(
        "jurors by their names and a recap of means", "juri",
        book({
            "Rekap": [
                ["PENILAIAN PAPARAN SKK KABUPATEN MALANG TAHUN 2024"], [],
                ["No", "Kecamatan", "Siti Rahmawati", "Budi", "Rata-rata", "Peringkat"],
                [1, "Kepanjen", 178, 182, 180, 1], [2, "Turen", 171, 167, 169, 2],
            ],
            "Siti Rahmawati": page_of(JUROR_1), "Budi": page_of(JUROR_2),
        }),
        criteria=PI100, scores={"paparan/Siti Rahmawati": JUROR_1, "paparan/Budi": JUROR_2},
        totals={"Kepanjen": (180, 1), "Turen": (169, 2)}, most=200, may=ASKED({"lembar", "kolom"}),
        answers={"lembar": "juri", "kolom": "nilai_juri"},
    ),
    Case(
        "a sheet called Nilai is not the template's", "lembar",
        book(one(recap(), "Nilai")), criteria=PI, scores={"": BASE}, totals=SUMS,
    ),
    Case(
        "a hidden sheet with other numbers is asked about", "lembar",
        book({"Rekap": recap(), "Konsep": recap(rows=THREE)}, hidden=["Konsep"]), criteria=PI,
        scores={"": BASE}, totals=SUMS,
        may=ASKED({"lembar"}),
        answers={"lembar Konsep": "abaikan", "lembar Rekap": "hanya Rekap",
        "lembar": "hanya Rekap"},
    ),
    Case(
        "a copy of the sheet changes nothing", "lembar",
        book({"Rekap": recap(), "Rekap (2)": recap()}), criteria=PI,
        scores={"": BASE}, totals=SUMS, may=ASKED({"lembar"}), answers={"lembar": "abaikan"},
    ),
    Case(
        "Roman numbers before criteria on one sheet only", "romawi",
        book({
            "Juri 1": [
                ["PENILAIAN PAPARAN SKK KABUPATEN MALANG TAHUN 2024"], [],
                ["No", "Kecamatan", "I. Pelayanan", "II. Inovasi"],
                [1, "Kepanjen", 88, 90], [2, "Turen", 85, 86],
            ],
            "Juri 2": [
                ["PENILAIAN PAPARAN SKK KABUPATEN MALANG TAHUN 2024"], [],
                ["No", "Kecamatan", "Pelayanan", "Inovasi"],
                [1, "Kepanjen", 90, 92], [2, "Turen", 83, 84],
            ],
        }),
        criteria=PI, scores={"paparan/Juri 1": JUROR_1, "paparan/Juri 2": JUROR_2},
    ),
    Case(
        "Roman numbers before criteria under two stages", "romawi",
        book(one([
            [K], [], ["No", "Kecamatan", "Administrasi", None, "Tinjau Lapang", None,
            "Nilai Akhir"],
            [None, None, "I Pelayanan", "II Inovasi", "Pelayanan", "Inovasi"],
            [1, "Kepanjen", 88, 90, 91, 92, 361], [2, "Turen", 85, 86, 88, 87, 346],
        ]), {"Rekap": ["C3:D3", "E3:F3"]}),
        criteria=PI,
        scores={
            "administrasi": {"Kepanjen": (88, 90), "Turen": (85, 86)},
            "tinjau_lapang": {"Kepanjen": (91, 92), "Turen": (88, 87)},
        },
        totals={"Kepanjen": (361, None), "Turen": (346, None)},
    ),
    Case(
        "the date of the signature is no edition", "tanggal",
        book(one(recap(title="REKAP NILAI SKK KABUPATEN MALANG",
        foot=([], [None, None, None, "Kepanjen, 12 November 2026"])))),
        criteria=PI, scores={"": BASE}, totals=SUMS, asks=ASKED({"edisi"}),
        answers={"edisi": "kabkota-3507-2024"},
    ),
    Case(
        "a date in words above the table is no year of the contest", "tanggal",
        book(one(recap(HEAD, ["Malang, 12 November 2026"]))), criteria=PI, scores={"": BASE},
        totals=SUMS,
        may=ASKED({"edisi"}), answers={"edisi": "kabkota-3507-2024"},
    ),
)  # fmt: skip

NORTH = {"Lawang": (91, 1), "Singosari": (89, 2), "Pakis": (86, 3)}
SOUTH = {"Bantur": (88, 1), "Gedangan": (85, 2), "Turen": (83, 3)}
ZONE_HEAD: Line = ["No", "Kecamatan", "Nilai", "Peringkat"]


def zone(of: Mapping[str, tuple[int, int]]) -> list[Line]:
    """The table of one zone."""
    rows: list[Line] = [[rank, name, value, rank] for name, (value, rank) in of.items()]
    return [ZONE_HEAD, *rows]


def named(of: Mapping[str, tuple[int, int]], zone_name: str, first: int) -> list[Line]:
    """The rows of one zone in a list of all."""
    return [
        [n, zone_name, name, value, rank]
        for n, (name, (value, rank)) in enumerate(of.items(), first)
    ]


SIDE = (
    Case(
        "13 two tables side by side", "sejajar", file("13_dua_tabel_sejajar.xlsx"),
        totals=NORTH | SOUTH, zoned=True,
        may=ASKED({"lembar", "total", "kolom"}), answers={"kolom": "total"},
    ),
    Case(
        "two tables below each other", "sejajar",
        book(one([[K], ["WILAYAH UTARA"], *zone(NORTH), [], ["WILAYAH SELATAN"], *zone(SOUTH)])),
        totals=NORTH | SOUTH, zoned=True,
        may=ASKED({"kolom"}), answers={"kolom": "total"},
    ),
    Case(
        "one list in two columns of the page", "sejajar",
        book(one([
            [K], [], ["No", "Kecamatan", "Total", None, "No", "Kecamatan", "Total"],
            [1, "Lawang", 91, None, 4, "Bantur", 86], [2, "Singosari", 89, None, 5, "Gedangan", 85],
            [3, "Pakis", 88, None, 6, "Turen", 83],
        ])),
        totals={"Lawang": (91, None), "Singosari": (89, None), "Pakis": (88, None),
        "Bantur": (86, None), "Gedangan": (85, None),
                "Turen": (83, None)},
    ),
    Case(
        "a sheet for each zone", "zona",
        book({"Wilayah Utara": [[K], [], *zone(NORTH)],
        "Wilayah Selatan": [[K], [], *zone(SOUTH)]}),
        totals=NORTH | SOUTH, zoned=True,
        may=ASKED({"lembar", "kolom"}), answers={"lembar": "zona", "kolom": "total"},
    ),
    Case(
        "zones in a column, ranks within them", "zona",
        book(one([
            [K], [], ["No", "Wilayah", "Kecamatan", "Total", "Peringkat"],
            *named(NORTH, "Utara", 1), *named(SOUTH, "Selatan", 4),
        ])),
        totals=NORTH | SOUTH, zoned=True,
    ),
)  # fmt: skip

TURNED = (
    Case(
        "kecamatan across, criteria down", "balik",
        book(one([
            [K], [], ["No", "Kriteria", "Nilai Maks", "Kepanjen", "Turen", "Lawang"],
            [1, "Pelayanan", 100, 88, 85, 83], [2, "Inovasi", 100, 90, 86, 84],
            [None, "Jumlah", 200, 178, 171, 167], [None, "Peringkat", None, 1, 2, 3],
        ])),
        criteria=PI100, scores={"": BASE}, totals=SUMS, most=200,
    ),
    Case(
        "kecamatan across under one word, with weights", "balik",
        book(one([
            [K], [], ["Uraian", "Bobot", "KECAMATAN"], [None, None, "KEPANJEN", "TUREN", "LAWANG"],
            ["Pelayanan", "40%", 88, 85, 83], ["Inovasi", "60%", 90, 86, 84],
            ["Nilai Akhir", "100%", 89.2, 85.6, 83.6], ["Peringkat", None, "I", "II", "III"],
        ]), {"Rekap": ["A3:A4", "B3:B4", "C3:E3"]}),
        criteria=NS, scores={"": BASE}, totals=NS_TOTALS,
    ),
    Case(
        "kecamatan across, stages as groups of rows", "balik",
        book(one([
            [K], [], ["Tahap", "Kriteria", "Kec. Kepanjen", "Kec. Turen", "Kec. Lawang",
            "Kec. Dau"],
            ["Administrasi", "Pelayanan", 88, 85, 83, 80], [None, "Inovasi", 90, 86, 84, 81],
            ["Tinjau Lapang", "Pelayanan", 91, 88, 85, 82], [None, "Inovasi", 92, 87, 86, 83],
            ["Nilai Akhir", None, 361, 346, 338, 326], ["Peringkat", None, 1, 2, 3, 4],
        ]), {"Rekap": ["A4:A5", "A6:A7"]}),
        criteria=PI, scores=STAGES, totals={"Kepanjen": (361, 1), "Turen": (346, 2),
        "Lawang": (338, 3), "Dau": (326, 4)},
    ),
    Case(
        "a row for each kecamatan and criterion", "panjang",
        book(one([
            [K], [], ["No", "Kecamatan", "Indikator", "Nilai Maks", "Nilai"],
            [1, "Kepanjen", "Pelayanan", 100, 88], [2, "Kepanjen", "Inovasi", 100, 90],
            [3, "Turen", "Pelayanan", 100, 85], [4, "Turen", "Inovasi", 100, 86],
            [5, "Lawang", "Pelayanan", 100, 83], [6, "Lawang", "Inovasi", 100, 84],
        ])),
        criteria=PI100, scores={"": BASE},
    ),
    Case(
        "the same with merged kecamatan and jurors", "panjang",
        book(one([
            ["PENILAIAN PAPARAN SKK KABUPATEN MALANG TAHUN 2024"], [],
            ["Kecamatan", "Juri", "Kriteria", "Nilai"],
            ["Kepanjen", "Juri 1", "Pelayanan", 88], [None, "Juri 1", "Inovasi", 90],
            [None, "Juri 2", "Pelayanan", 90], [None, "Juri 2", "Inovasi", 92],
            ["Turen", "Juri 1", "Pelayanan", 85], [None, "Juri 1", "Inovasi", 86],
            [None, "Juri 2", "Pelayanan", 83], [None, "Juri 2", "Inovasi", 84],
        ]), {"Rekap": ["A4:A7", "A8:A11"]}),
        criteria=PI, scores={"paparan/Juri 1": JUROR_1, "paparan/Juri 2": JUROR_2},
    ),
    Case(
        "a row for each kecamatan and juror", "panjang",
        book(one([
            ["PENILAIAN PAPARAN SKK KABUPATEN MALANG TAHUN 2024"], [],
            ["No", "Kecamatan", "Juri", "Pelayanan", "Inovasi", "Jumlah"],
            [1, "Kepanjen", "Juri 1", 88, 90, 178], [2, "Kepanjen", "Juri 2", 90, 92, 182],
            [3, "Turen", "Juri 1", 85, 86, 171], [4, "Turen", "Juri 2", 83, 84, 167],
        ])),
        criteria=PI, scores={"paparan/Juri 1": JUROR_1, "paparan/Juri 2": JUROR_2},
    ),
)  # fmt: skip

FOOT = (
    Case(
        "17 means, extremes, deviation and the kabupaten at the foot", "kaki",
        file("17_baris_kaki.xlsx"), criteria=PI,
        scores={"": BASE}, totals=SUMS,
    ),
    Case(
        "other words of summary, and a signature in the very columns", "kaki",
        book(one(recap(foot=(
            ["Rerata", None, 85.33, 86.67, 172], ["Nilai Maksimum", None, 88, 90, 178],
            ["Median", None, 85, 86, 171],
            [], [None, None, None, None, "Ketua Tim Penilai"],
            [None, None, None, None, "Drs. SUTRISNO, M.Si"],
            [None, None, None, None, "NIP. 19700101 199503 1 001"],
        )))),
        criteria=PI, scores={"": BASE}, totals=SUMS,
    ),
    Case(
        "the province's name and a sum at the foot", "kaki",
        book(one([
            ["SKK PROVINSI JAWA TIMUR TAHUN 2026"], [],
            ["No", "Kecamatan", "Kabupaten/Kota", "Nilai Akhir", "Peringkat"],
            [1, "Kepanjen", "Kab. Malang", 91, 1], [2, "Junrejo", "Kota Batu", 85, 2],
            [None, "Jumlah", None, 176], [None, "Rata-rata Provinsi Jawa Timur", None, 88],
        ])),
        "provinsi-35-2026", totals={"Kepanjen": (91, 1), "Junrejo": (85, 2)},
    ),
)  # fmt: skip

RANKS = (
    Case(
        "19 a tie that the committee broke", "peringkat", file("19_seri_dipecah.xlsx"), criteria=PI,
        scores={"": {"Kepanjen": (88, 90), "Turen": (90, 88), "Lawang": (83, 84)}},
        totals={"Kepanjen": (178, 1), "Turen": (178, 2), "Lawang": (167, 3)},
        says="peringkat berbeda",
    ),
    Case(
        "20 dense ranks", "peringkat", file("20_peringkat_rapat.xlsx"), "kabkota-3507-2016",
        totals={"Kepanjen": (90, 1), "Turen": (88, 2), "Lawang": (88, 2), "Dau": (85, 3),
        "Pakis": (80, 4)},
    ),
    Case(
        "21 zeros that tie", "peringkat", file("21_nilai_nol.xlsx"), "kabkota-3507-2015",
        totals={"Kepanjen": (90, 1), "Turen": (88, 2), "Lawang": (0, 3), "Dau": (0, 3)},
    ),
    Case(
        "three that tie, broken in another order than theirs", "peringkat",
        book(one([
            [K], [], ["No", "Kecamatan", "Total", "Peringkat"],
            [1, "Kepanjen", 88, 3], [2, "Turen", 88, 1], [3, "Lawang", 88, 2], [4, "Dau", 80, 4],
        ])),
        totals={"Kepanjen": (88, 3), "Turen": (88, 1), "Lawang": (88, 2), "Dau": (80, 4)},
        says="peringkat berbeda",
    ),
    Case(
        "competition ranks in Roman numbers, with titles", "peringkat",
        book(one([
            [K], [], ["No", "Kecamatan", "Total", "Ranking", "Keterangan"],
            [1, "Kepanjen", 90, "I", "Juara I"], [2, "Turen", 88, "II", "Juara II"],
            [3, "Lawang", 88, "II", None],
            [4, "Dau", 85, "IV", "Juara Harapan I"],
        ])),
        totals={"Kepanjen": (90, 1), "Turen": (88, 2), "Lawang": (88, 2), "Dau": (85, 4)},
        titles={"Kepanjen": "juara_1", "Turen": "juara_2", "Dau": "harapan_1"},
    ),
    Case(
        "no ranks: none is invented as stated", "peringkat",
        book(one([line[:5] for line in recap()])), criteria=PI,
        scores={"": BASE}, totals=NO_RANK,
    ),
    Case(
        "not judged is neither zero nor last", "kosong",
        book(one([
            [K], [], HEAD, [1, "Kepanjen", 88, 90, 178, 1], [2, "Turen", 85, 86, 171, 2],
            [3, "Lawang", 0, 84, 84, 3],
            [4, "Dau", "TMS", "TMS", "-", "-"], [5, "Pakis", "tidak hadir", "tidak hadir"],
            [6, "Bantur", "gugur", "gugur"],
        ])),
        criteria=PI, scores={"": {"Kepanjen": (88, 90), "Turen": (85, 86), "Lawang": (0, 84)}},
        totals={"Kepanjen": (178, 1), "Turen": (171, 2), "Lawang": (84, 3), "Dau": (None, None),
        "Pakis": (None, None),
                "Bantur": (None, None)},
    ),
    Case(
        "one score that was not given", "kosong",
        book(one([
            [K], [], HEAD, [1, "Kepanjen", 88, 90, 178, 1], [2, "Turen", 85, "-", 85, 3],
            [3, "Lawang", 83, 84, 167, 2],
        ])),
        criteria=PI, scores={"": {"Kepanjen": (88, 90), "Turen": (85, None), "Lawang": (83, 84)}},
        totals={"Kepanjen": (178, 1), "Turen": (85, 3), "Lawang": (167, 2)},
    ),
)  # fmt: skip

LINES = (
    f"{K}\n\nNo;Kecamatan;Pelayanan;Inovasi;Jumlah;Peringkat\n"
    "1;Kepanjen;88;90;178;1\n2;Turen;85;86;171;2\n3;Lawang;83;84;167;3\n"
)
PAGE = (
    f"<html><body><p>{K}</p><table><tr><th>No</th><th>Kecamatan</th><th>Pelayanan</th><th>Inovasi</th><th>Jumlah</th>"
    "<th>Peringkat</th></tr><tr><td>1</td><td>Kepanjen</td><td>88</td><td>90</td><td>178</td><td>1</td></tr><tr><td>2</td>"
    "<td>Turen</td><td>85</td><td>86</td><td>171</td><td>2</td></tr><tr><td>3</td><td>Lawang</td><td>83</td><td>84</td>"
    "<td>167</td><td>3</td></tr></table></body></html>"
)
FILES = (
    Case("CSV with a title and semicolons", "berkas", text(LINES), criteria=PI, scores={"": BASE},
    totals=SUMS, suffix="csv"),
    Case(
        "CSV with tabs in UTF-16", "berkas", text(LINES.replace(";", "\t"), "utf-16"), criteria=PI,
        scores={"": BASE},
        totals=SUMS, suffix="csv",
    ),
    Case(
        "CSV with bars", "berkas", text(LINES.replace(";", "|")), criteria=PI, scores={"": BASE},
        totals=SUMS, suffix="csv",
    ),
    Case(
        "a web page called .xls", "berkas", text(PAGE), criteria=PI, scores={"": BASE}, totals=SUMS,
        suffix="xls",
        may=ASKED({"edisi"}), answers={"edisi": "kabkota-3507-2024"},
    ),
)  # fmt: skip

STAGED: Scores = {"Kepanjen": (88, 90), "Turen": (85, 86), "Lawang": (83, 84)}
SHOWN = (
    Case(
        "codes that begin anew below each stage", "judul",
        book(one([
            [K], [],
            ["No", "Kecamatan", "Administrasi", None, "Paparan", None],
            [None, None, 1, 2, 1, 2],
            [1, "Kepanjen", 88, 90, 78, 80], [2, "Turen", 85, 86, 75, 76],
            [3, "Lawang", 83, 84, 73, 74], [],
            ["Keterangan:"], ["1 = Pelayanan"], ["2 = Inovasi"],
        ])),
        criteria=PI,
        scores={"administrasi": STAGED,
                "paparan": {"Kepanjen": (78, 80), "Turen": (75, 76), "Lawang": (73, 74)}},
    ),
    Case(
        "the first kecamatan across is misspelt", "balik",
        book(one([
            [K], [],
            ["No", "Kriteria", "Kepanjn", "Turen", "Lawang"],
            [1, "Pelayanan", 88, 85, 83], [2, "Inovasi", 90, 86, 84],
            [None, "Jumlah", 178, 171, 167],
        ])),
        criteria=PI, scores={"": BASE}, totals=NO_RANK, asks=ASKED({"kecamatan"}),
        answers={"kecamatan Kepanjn": "350713"},
    ),
    Case(
        "few are judged across on the sheet of the final", "balik",
        book({
            "Administrasi": [
                [K], [], ["Kriteria", "Kepanjen", "Turen", "Lawang", "Dau", "Singosari"],
                ["Pelayanan", 88, 85, 83, 81, 80], ["Inovasi", 90, 86, 84, 82, 81],
            ],
            "Paparan": [
                [K], [], ["Kriteria", "Kepanjen", "Turen", "Lawang", "Dau", "Singosari"],
                ["Pelayanan", 78, 75], ["Inovasi", 80, 76],
            ],
        }),
        criteria=PI,
        scores={
            "administrasi": {**BASE, "Dau": (81, 82), "Singosari": (80, 81)},
            "paparan": {"Kepanjen": (78, 80), "Turen": (75, 76)},
        },
    ),
    Case(
        "totals of parts that are printed rounded", "angka",
        book(one([
            [K], [],
            ["No", "Kecamatan", "Pelayanan", "Inovasi", "Jumlah", "Peringkat"],
            [1, "Kepanjen", "74,2", "71,5", "145,8", 1], [2, "Turen", "63,6", "65,9", "129,5", 2],
            [3, "Lawang", "52,6", "47,2", "99,9", 3], [4, "Dau", "40,1", "47,2", "87,3", 4],
        ])),
        criteria=PI,
        scores={"": {"Kepanjen": (74.2, 71.5), "Turen": (63.6, 65.9), "Lawang": (52.6, 47.2),
                     "Dau": (40.1, 47.2)}},
        totals={"Kepanjen": (145.8, 1), "Turen": (129.5, 2), "Lawang": (99.9, 3),
                "Dau": (87.3, 4)},
    ),
    Case(
        "a total that no rounding explains is still blamed", "angka",
        book(one([
            [K], [],
            ["No", "Kecamatan", "Pelayanan", "Inovasi", "Jumlah", "Peringkat"],
            [1, "Kepanjen", "74,2", "71,5", "146,7", 1], [2, "Turen", "63,6", "65,9", "129,5", 2],
            [3, "Lawang", "52,6", "47,2", "99,8", 3], [4, "Dau", "40,1", "47,2", "87,3", 4],
        ])),
        fault="E4",
    ),
    Case(
        "a draft beside what was decided", "lembar",
        book({
            "Draft": recap(rows={"Kepanjen": (68, 70), "Turen": (65, 66), "Lawang": (63, 64)}),
            "Rekap": recap(),
        }),
        criteria=PI, scores={"": BASE}, totals=SUMS, asks=ASKED({"lembar"}),
        answers={"lembar": "abaikan"},
    ),
    Case(
        "sheets that are called as the jurors are in the recap", "juri",
        book({
            "Budi": [[K], [], ["No", "Kecamatan", "Pelayanan"],
                     [1, "Kepanjen", 88], [2, "Turen", 85], [3, "Lawang", 83]],
            "Sari": [[K], [], ["No", "Kecamatan", "Pelayanan"],
                     [1, "Kepanjen", 90], [2, "Turen", 86], [3, "Lawang", 84]],
            "Rekap": [[K], [], ["No", "Kecamatan", "Budi", "Sari", "Jumlah", "Peringkat"],
                      [1, "Kepanjen", 88, 90, 178, 1], [2, "Turen", 85, 86, 171, 2],
                      [3, "Lawang", 83, 84, 167, 3]],
        }),
        criteria=(C("Pelayanan"),),
        scores={"/Budi": {"Kepanjen": (88,), "Turen": (85,), "Lawang": (83,)},
                "/Sari": {"Kepanjen": (90,), "Turen": (86,), "Lawang": (84,)}},
        totals=SUMS, may=ASKED({"kolom"}), answers={"kolom": "nilai_juri"},
    ),
    Case(
        "a long table with criteria as codes", "panjang",
        book(one([
            [K], [], ["No", "Kecamatan", "Kriteria", "Nilai"],
            [1, "Kepanjen", 1, 88], [2, "Kepanjen", 2, 90], [3, "Turen", 1, 85],
            [4, "Turen", 2, 86], [5, "Lawang", 1, 83], [6, "Lawang", 2, 84], [],
            ["Keterangan: 1 = Pelayanan; 2 = Inovasi"], ["1 = Pelayanan"], ["2 = Inovasi"],
        ])),
        criteria=PI, scores={"": BASE},
    ),
    Case(
        "equal as printed, ranked apart in part", "peringkat",
        book(one([
            [K], [], ["No", "Kecamatan", "Nilai Akhir", "Peringkat"],
            [1, "Kepanjen", "4,4", "I"], [2, "Turen", "3,5", "II"], [3, "Lawang", "3,5", "III"],
            [4, "Dau", "3,5", "III"], [5, "Singosari", "3,1", "V"],
        ])),
        totals={"Kepanjen": (4.4, 1), "Turen": (3.5, 2), "Lawang": (3.5, 3), "Dau": (3.5, 3),
                "Singosari": (3.1, 5)},
    ),
)  # fmt: skip


CASES = (
    *NAMES, *CALLED, *FORMER, *REGIONS, *WEIGHTS, *PAIRED, *MAXIMA, *NUMBERS, *PERCENTS, *HEADERS,
    *BY_STAGE, *BY_YEAR, *BY_JUROR,
    *SIDE, *TURNED, *FOOT, *RANKS, *SHOWN, *FILES,
)  # fmt: skip
