"""Reading files: every kind says the same of the same workbook, text parts where its writer did,
and nothing takes all memory.
"""

import codecs
import csv
import io
import json
import random
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from data.files import FileError
from data.importer import workbook
from data.importer.workbook import kinds, separated, values, webpage
from data.importer.workbook.passing import packed, unpacked
from data.importer.workbook.sheet import MOST_MERGED, Merge, Unseen, is_percent, sheet
from tests.import_cases import make_cases, make_workbooks
from tests.import_cases.make_workbooks import (
    BOMBS,
    HIDDEN_SHEET,
    INDENTS,
    MERGED,
    NAMES,
    PERCENT,
    ROWS,
)

# One workbook in every kind of file.

WRITTEN: dict[str, tuple[str, Callable[[Path], object]]] = {
    "xlsx": ("xlsx", make_workbooks.write_xlsx), "xlsm": ("xlsx", make_workbooks.write_xlsx),
    "xlsb": ("xlsb", make_workbooks.write_xlsb), "xml": ("xml", make_workbooks.write_xml),
    "xml under the name xls": ("xml", make_workbooks.write_xml),
} | {f"{kind} of LibreOffice": (kind, lambda path, file=file: path.write_bytes(file.read_bytes()))
     for kind, file in make_workbooks.SAVED.items()}  # fmt: skip


def corners(area: str) -> tuple[int, int, int, int]:
    first, last = area.split(":")
    return int(first[1:]) - 1, NAMES.index(first[0]), int(last[1:]) - 1, NAMES.index(last[0])


def filled(rows: list[list[workbook.Cell]]) -> list[list[workbook.Cell]]:
    """Rows without what is empty at their ends, which kinds of file write or not."""
    out = [list(row) for row in rows]
    for row in out:
        while row and row[-1] is None:
            row.pop()
    return out


@pytest.mark.parametrize("name", WRITTEN)
def test_every_kind_of_file_tells_the_same_workbook(name: str, tmp_path: Path) -> None:
    kind, write = WRITTEN[name]
    path = tmp_path / f"a.{name.rpartition('name ')[2].split()[0]}"
    write(path)
    assert workbook.kind_of(path) == kind
    one, other = workbook.read(path)
    assert filled(one.rows) == filled(ROWS)
    assert [type(cell) for row in filled(one.rows) for cell in row] == [
        type(cell) for row in filled(ROWS) for cell in row
    ]
    assert one.percent == set(PERCENT)
    assert one.indents == tuple(
        (int(at[1:]) - 1, NAMES.index(at[0]), depth) for at, depth in INDENTS.items()
    )
    assert sorted(one.merged) == sorted(corners(area) for area in MERGED)
    assert one.errors == {make_workbooks.FAILED}
    assert one.hidden_rows == {make_workbooks.HIDDEN_ROW}
    assert one.hidden_columns == {NAMES.index(make_workbooks.HIDDEN_COLUMN)}
    assert (one.name, one.is_hidden, one.kind) == ("Rekap", False, kind)
    assert (other.name, other.is_hidden, filled(other.rows)) == (
        HIDDEN_SHEET[0],
        True,
        filled(HIDDEN_SHEET[1]),
    )


def test_what_is_formatted_beyond_the_cells_is_no_cell(tmp_path: Path) -> None:
    """Programs write rows to the end of the sheet where a whole column has a format, and hide all
    that is unused.
    """
    head = "<cols><col min='3' max='16384' hidden='1'/></cols>"
    far = "<row r='1048576' hidden='1' ht='0'><c r='A1048576' s='0'/></row>"
    cells = "<row r='1'><c r='A1'><v>0.5</v></c><c r='B1'><v>2</v></c></row>"
    make_workbooks.package(tmp_path / "a.xlsx", [head, "<sheetData>", cells, far, "</sheetData>"])
    (one,) = workbook.read(tmp_path / "a.xlsx")
    assert (one.rows, one.hidden_rows, one.hidden_columns) == ([[0.5, 2]], set(), set())


def test_every_merged_cell_of_a_province_is_kept_and_more_than_a_sheet_can_have_are_refused(
    tmp_path: Path,
) -> None:
    def write(many: int) -> Path:
        areas = (
            f'<mergeCell ref="{column}{row}:{column}{row + 1}"/>'
            for column in "ABCD"
            for row in range(1, many // 2, 2)
        )
        sheet = [
            "<sheetData><row r='1'><c r='A1'><v>1</v></c></row></sheetData><mergeCells>",
            *areas,
            "</mergeCells>",
        ]
        make_workbooks.package(tmp_path / "a.xlsx", sheet)
        return tmp_path / "a.xlsx"

    assert len(workbook.read(write(MOST_MERGED))[0].merged) == MOST_MERGED
    with pytest.raises(FileError, match="terlalu besar"):
        workbook.read(write(MOST_MERGED + 8))


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("0%", True), ("0.00%", True), ("#,##0.0 %", True), ("0%;-0%;0", True), ('0"%"', False),
        ("0\\%", False), ("[%]0", False),
        ("General", False), ("0;0%", False), ("[<=1]0%;0.0", False), ("[<=1]0%;0.0%", True),
        ("_%0", False), ("", False),
        ('"a""%"0', False), ('[Red]"x"0%', True),
    ],
)  # fmt: skip
def test_a_per_cent_is_what_shows_a_hundredfold(form: str, expected: bool) -> None:
    assert is_percent(form) is expected


@given(st.integers(-10_000, 10_000), st.integers(0, 4))
@settings(max_examples=300)
@example(875, 3)
@example(7, 2)
@example(291, 3)
def test_what_is_seen_of_a_per_cent_has_no_binary_noise(number: int, decimals: int) -> None:
    stored = number / 10**decimals
    shown = sheet("a", "xlsx", [[stored]], Unseen(percent={(0, 0)})).rows[0][0]
    assert repr(float(str(shown))) == repr(
        number * 100 / 10**decimals if decimals < 3 else number / 10 ** (decimals - 2)
    )


# Text with columns.

FIGURES = st.one_of(
    st.integers(0, 100).map(str),
    st.decimals(0, 100, places=2).map(str),
    st.decimals(0, 100, places=1).map(lambda one: str(one).replace(".", ",")),
    st.just("-"),
    st.just(""),
    st.decimals(0, 1, places=3).map(lambda one: f"{one * 100:.1f}%".replace(".", ",")),
)
WORDS = st.sampled_from(
    [
        "Klojen",
        "Sukun",
        "Lowokwaru, Kota Malang",
        "Kec. Blimbing",
        "Kedung Kandang",
        'Kec. "Baru"',
        "Batu\nKota",
    ]
)
SIGNS = st.sampled_from(";,\t|")
ENCODINGS = st.sampled_from(
    [(b"", "utf-8"), (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
     (b"", "utf-16-le"), (b"", "utf-16-be"), (b"", "cp1252")]
)  # fmt: skip


@st.composite
def tables(draw: Callable[..., object]) -> tuple[list[list[str]], str]:
    """A recap as text: lines of titles, a header, rows, a line of signature; and the separator with
    which it is written.
    """
    width = draw(st.integers(1, 6))
    titles = draw(
        st.lists(
            st.sampled_from(
                [
                    ["REKAP NILAI KOTA MALANG TAHUN 2026"],
                    ["Tahap Paparan"],
                    [],
                    ["Wilayah", "Kota Malang"],
                ]
            ),
            max_size=3,
        )
    )
    header = ["No", "Kecamatan", *[f"Kriteria {number} (maks. 100)" for number in range(width)]]
    rows = [
        [str(number), draw(WORDS), *[draw(FIGURES) for _ in range(width)]]
        for number in range(1, draw(st.integers(2, 12)))
    ]
    below = draw(
        st.sampled_from([[], [[], ["", "Malang, 3 Maret 2026"], ["Ketua Tim; Sekretaris"]]])
    )
    every = [*titles, header, *rows, *below]
    if draw(st.booleans()):  # as Excel writes: every line as wide as the widest
        every = [row + [""] * (len(header) - len(row)) for row in every]
    return every, draw(SIGNS)


@given(tables(), ENCODINGS, st.sampled_from(["\r\n", "\n"]), st.booleans())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_text_is_parted_where_its_writer_parted_it(
    tmp_path_factory: pytest.TempPathFactory,
    table: tuple[list[list[str]], str],
    encoding: tuple[bytes, str],
    ends: str,
    is_told: bool,
) -> None:
    rows, sign = table
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=sign, lineterminator=ends).writerows(rows)
    text = (f"sep={sign}{ends}" if is_told else "") + out.getvalue()
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    path.write_bytes(encoding[0] + text.encode(encoding[1]))
    assert workbook.kind_of(path) == "csv"
    (one,) = separated.read(path)
    assert [[cell or "" for cell in row] for row in one.rows] == rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No,Kecamatan,Nilai\n1,Klojen,\"87,5\"\n2,Sukun,90\n",
         [["No", "Kecamatan", "Nilai"], ["1", "Klojen", "87,5"], ["2", "Sukun", "90"]]),
        ("sep=|\nKecamatan|Nilai\nKlojen|87,5;\n", [["Kecamatan", "Nilai"], ["Klojen", "87,5;"]]),
        ('\"SEP=;\"\r\nKecamatan;Nilai\r\nKlojen;1\r\n', [["Kecamatan", "Nilai"], ["Klojen", "1"]]),
        ("No, Kecamatan, Nilai\n1, Klojen, \"87,5\"\n",
        [["No", "Kecamatan", "Nilai"], ["1", "Klojen", "87,5"]]),
        ("Kecamatan^Nilai\nKlojen^87,5\nSukun^90\n",
        [["Kecamatan", "Nilai"], ["Klojen", "87,5"], ["Sukun", "90"]]),
        ("Kecamatan\nKlojen\nSukun\n", [["Kecamatan"], ["Klojen"], ["Sukun"]]),
        ("REKAP;;\nMalang, 3 Maret 2026, di balai kota, pukul 9;;\n"
         "Kecamatan;A;B\nKlojen;87,5;90,25\n",
         [["REKAP", None, None], ["Malang, 3 Maret 2026, di balai kota, pukul 9", None, None],
          ["Kecamatan", "A", "B"], ["Klojen", "87,5", "90,25"]]),
        ("Kecamatan,Pelayanan,2025\nKlojen,87.5\nSukun,80,70,,\n",
         [["Kecamatan", "Pelayanan", "2025"], ["Klojen", "87.5"],
         ["Sukun", "80", "70", None, None]]),
        ("Wilayah,Kota Malang\nKecamatan,1,2,3,%\nKlojen,7,8,9,80%\n",
         [["Wilayah", "Kota Malang"], ["Kecamatan", "1", "2", "3", "%"],
         ["Klojen", "7", "8", "9", "80%"]]),
        ("Bobot,25,75\nWilayah,Kota Malang\nKecamatan,Pelayanan,Inovasi\nKlojen,87.5,80\n",
         [["Bobot", "25", "75"], ["Wilayah", "Kota Malang"], ["Kecamatan", "Pelayanan", "Inovasi"],
         ["Klojen", "87.5", "80"]]),
    ],
)  # fmt: skip
def test_text_in_columns_of_every_sort(
    text: str, expected: list[list[str | None]], tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_bytes(text.encode())
    assert workbook.read(tmp_path / "a.csv")[0].rows == expected


SHIFTED = "baris {} berisi {} kolom, padahal judul kolomnya (baris {}) hanya {}; {} di dalam"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("No,Kecamatan,Nilai\n1,Klojen,87,5\n2,Sukun,90\n", SHIFTED.format(2, 4, 1, 3, "koma")),
        ("REKAP\n\nNo,Kecamatan,A,B\n1,Klojen,-,-\n2,Sukun,87,5,90\n",
        SHIFTED.format(5, 5, 3, 4, "koma")),
        ("Kecamatan,A,B\nLowokwaru, Kota Malang,87.5,90\n", SHIFTED.format(2, 4, 1, 3, "koma")),
        ("No,Kecamatan,Nilai,%\n1,Klojen,87,5,88\n", SHIFTED.format(2, 5, 1, 4, "koma")),
        ("Kecamatan;A;B\nLowokwaru; Kota Malang;87,5;90\n",
        SHIFTED.format(2, 4, 1, 3, "titik koma")),
        ('Kecamatan;A\n"Klojen;87\nSukun;90\n', "tanda kutip di sekitar baris 2 tidak berpasangan"),
        ('Kecamatan;A\n"Klojen;87\nSukun";90\n"Batu";7\n"Blimbing;6\n',
        "tanda kutip di sekitar baris 4 tidak berpasangan"),
    ],
)  # fmt: skip
def test_what_would_shift_columns_is_refused(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(text)
    with pytest.raises(FileError) as refused:
        workbook.read(tmp_path / "a.csv")
    assert str(refused.value).startswith(f"a.csv: {said}")


@given(
    st.lists(
        st.lists(st.decimals(0, 100, places=1).filter(lambda one: one % 1), min_size=2, max_size=5),
        min_size=2,
        max_size=9,
    )
)
@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
def test_decimal_commas_between_commas_are_never_read_as_other_columns(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[object]]
) -> None:
    width = max(map(len, rows))
    lines = [",".join(["Kecamatan", *(f"Kriteria {at}" for at in range(width))])]
    lines += [",".join(["Klojen", *(str(one).replace(".", ",") for one in row)]) for row in rows]
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    path.write_text("\n".join(lines))
    with pytest.raises(FileError, match="koma di dalam angka"):
        separated.read(path)


# Web pages.

PAGE = """<!DOCTYPE html><html><head><title>SINCAN</title><style>td { color: red }</style>
<script>"<table><tr><td>x"</script></head><body>
<h2>REKAP NILAI<br>KOTA MALANG 2026</h2>
<table border=1><thead><tr><th rowspan=2>No<th rowspan="2">Kecamatan<th colspan=2>Nilai &amp;
  bobot</tr>
<tr><th>Pelayanan</th><th>Inovasi</tr></thead>
<tr><td>1<td>Lowok&nbsp;waru<td><span style="display: none">087</span>87,5
  <td><input value="90"><input type=hidden value=7></tr>
<tr style="display:none"><td>2</td><td><p>Sukun</p></td><td>80&#44;5</td>
  <td><table><tr><td>85</td></tr></table></td></tr>
</table>
<p>Ketua Tim</p>
<div style="display:none"><table id=b><tr><td>Juri</td><td hidden>kunci</td>
<td><select><option>Ani<option selected>Budi</select></td></tr></table></div>
<table><tr><td></td></tr></table></body></html>"""


@pytest.mark.parametrize(
    ("name", "encoding"),
    [("a.html", "utf-8"), ("a.xls", "utf-8-sig"), ("a.xlsx", "utf-16"), ("a.htm", "cp1252")],
)
def test_tables_of_a_web_page_are_sheets(name: str, encoding: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(PAGE.encode(encoding))
    assert workbook.kind_of(tmp_path / name) == "html"
    first, second = workbook.read(tmp_path / name)
    assert first.rows == [
        ["SINCAN"], ["REKAP NILAI"], ["KOTA MALANG 2026"],
        ["No", "Kecamatan", "Nilai & bobot"],
        [None, None, "Pelayanan", "Inovasi"],
        ["1", "Lowok waru", "87,5", "90"],
        ["2", "Sukun", "80,5", "85"],
    ]  # fmt: skip
    assert set(first.merged) == {Merge(3, 0, 4, 0), Merge(3, 1, 4, 1), Merge(3, 2, 3, 3)}
    assert (first.hidden_rows, first.is_hidden, first.name) == ({7}, False, "Tabel 1")
    assert second.rows == [["Ketua Tim"], ["Juri", "kunci", "Budi"]]
    assert (second.is_hidden, second.hidden_columns) == (True, {1})


@given(
    st.lists(
        st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3)), min_size=1, max_size=4),
        min_size=1,
        max_size=5,
    )
)
@settings(max_examples=200)
def test_cells_of_a_web_page_stand_where_a_browser_puts_them(
    rows: list[list[tuple[int, int]]],
) -> None:
    """The standard's algorithm for forming a table, on a set of taken places, against the
    reader's.
    """
    taken: dict[tuple[int, int], str] = {}
    expected = {}
    text = ""
    for row, cells in enumerate(rows):
        text += "<tr>"
        column = 0
        for number, (wide, high) in enumerate(cells):
            while (row, column) in taken:
                column += 1
            name = f"{row}.{number}"
            expected[name] = (row, column)
            taken |= {
                (row + down, column + right): name for down in range(high) for right in range(wide)
            }
            text += f"<td colspan={wide} rowspan={high}>{name}</td>"
            column += wide
        text += "</tr>"
    page = webpage._Page()
    page.feed(f"<table>{text}</table>")
    page.finish()
    found = page.tables[0].sheet("a")
    assert {
        cell: (row, column)
        for row, cells in enumerate(found.rows)
        for column, cell in enumerate(cells)
        if cell
    } == expected
    assert all(one.bottom < len(rows) for one in found.merged)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xls", b"<html><body>Silakan masuk</body></html>",
        "a.xls adalah halaman web tanpa tabel; buka rekapnya"),
        ("a.html", b"<table><tr><td> </td></tr></table>",
        "a.html adalah halaman web tanpa tabel; buka rekapnya"),
        ("a.xls", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<table><tr><td>1",
         "a.xls adalah arsip halaman web (MHT); buka dengan Excel"),
        ("a.csv", b"<table><tr><td>Kecamatan</td></tr></table>",
        "a.csv bernama .csv tetapi isinya halaman web; simpan ulang"),
        ("a.html", b"Kecamatan;Nilai\nKlojen;1\n",
        "a.html bernama .html tetapi isinya CSV; simpan ulang"),
        ("a.xls", b'<?xml version="1.0"?><feed/>', "a.xls bukan Excel (.xlsx"),
        ("a.csv", b"\xff\xfea", "a.csv rusak atau tidak terbaca"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_the_way_out(
    name: str, content: bytes, said: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FileError) as refused:
        workbook.read(tmp_path / name)
    assert str(refused.value).startswith(said)


def test_text_under_the_name_of_a_workbook_is_text(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_text("Kecamatan\tNilai\nKlojen\t87,5\n")
    assert workbook.read(tmp_path / "a.xls")[0].rows == [["Kecamatan", "Nilai"], ["Klojen", "87,5"]]


def test_a_locked_workbook_is_told_from_a_damaged_one(tmp_path: Path) -> None:
    saved = bytearray(make_workbooks.SAVED["xls"].read_bytes())
    # A stream of records; the one after its first says how it is encrypted
    begins = saved.index(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    saved[begins + 20 : begins + 22] = b"\x2f\x00"
    (tmp_path / "a.xls").write_bytes(saved)
    with (
        zipfile.ZipFile(make_workbooks.SAVED["ods"]) as old,
        zipfile.ZipFile(tmp_path / "a.ods", "w") as new,
    ):
        for one in old.namelist():
            body = old.read(one)
            if one == "content.xml":
                body = bytes(range(256)) * 9
            if one == "META-INF/manifest.xml":
                body = body.replace(
                    b'content.xml" manifest:media-type="text/xml"/>',
                    b'content.xml"'
                    b' manifest:media-type="text/xml"><manifest:encryption-data/>'
                    b"</manifest:file-entry>",
                )
            new.writestr(one, body)
    for name in ("a.xls", "a.ods"):
        with pytest.raises(FileError) as refused:
            workbook.read(tmp_path / name)
        assert str(refused.value) == kinds.LOCKED.format(name)


# Whatever chance breaks is read or refused with a sentence.


def test_mutated_files_of_every_kind_are_read_or_refused(tmp_path: Path) -> None:
    """In this process, since one for each takes long. A reader in Rust may panic, which ends only
    the process that reads.
    """
    chance = random.Random(11)
    (tmp_path / "page.html").write_text(PAGE)
    make_workbooks.write_xlsb(tmp_path / "a.xlsb")
    make_workbooks.write_xml(tmp_path / "a.xml")
    bases = [
        *make_workbooks.SAVED.values(),
        *(tmp_path / name for name in ("page.html", "a.xlsb", "a.xml")),
    ]
    read = refused = 0
    for _ in range(300):
        base = chance.choice(bases)
        body = bytearray(base.read_bytes())
        if base.suffix in (".xlsx", ".xlsb", ".ods"):
            with zipfile.ZipFile(base) as old, zipfile.ZipFile(tmp_path / "broken", "w") as new:
                names = [name for name in old.namelist() if old.read(name)]
                broken = chance.choice(names)
                for name in names:
                    part = bytearray(old.read(name))
                    new.writestr(name, bytes(_changed(part, chance) if name == broken else part))
            body = bytearray((tmp_path / "broken").read_bytes())
        else:
            body = _changed(body, chance)
        path = tmp_path / f"m{base.suffix}"
        path.write_bytes(body)
        try:
            values.sheets(path)
            read += 1
        except FileError as error:
            assert str(error).startswith((path.name, "Isi "))  # noqa: PT017
            refused += 1
        except BaseException as error:
            assert type(error).__name__ == "PanicException"  # noqa: PT017
    assert min(read, refused) > 30


def _changed(body: bytearray, chance: random.Random) -> bytearray:
    """Bytes of which some are others, are left out, or stand there twice."""
    for _ in range(chance.choice([1, 2, 8])):
        at, many = chance.randrange(len(body)), chance.randrange(1, 40)
        what = chance.randrange(3)
        body[at : at + many] = (
            b""
            if what == 0
            else (
                body[at : at + many] * 2 if what == 1 else bytes(chance.choices(range(256), k=many))
            )
        )
        body = body or bytearray(b"x")
    return body


# What would take all memory or all time.


# A small process in between, since the memory of a child begins with that of its parent.
MEASURED = """
import json, resource, subprocess, sys
with open(sys.argv[2], "wb") as out, open(sys.argv[3], "wb") as errors:
    reader = [sys.executable, "-m", "data.importer.workbook", sys.argv[1]]
    child = subprocess.run(reader, stdout=out, stderr=errors)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([child.returncode, used.ru_maxrss * 1024, used.ru_utime + used.ru_stime]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are those of Linux")
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_takes_little_memory_and_time(name: str, tmp_path: Path) -> None:
    file, make = BOMBS[name]
    path, said, errors = tmp_path / file, tmp_path / "said", tmp_path / "errors"
    make(path)
    assert path.stat().st_size < kinds.LARGEST
    command = [sys.executable, "-c", MEASURED, str(path), str(said), str(errors)]
    code, memory, seconds = json.loads(
        subprocess.run(command, check=True, capture_output=True).stdout
    )
    assert memory < workbook.MEMORY
    assert seconds < workbook.WORKED + 1
    if code:
        assert b"memory allocation" in errors.read_bytes() or code == -signal.SIGXCPU
    else:
        assert json.loads(said.read_bytes())["fault"] in ("", kinds.TOO_MUCH.format(file))
        assert said.stat().st_size < 30_000_000


def test_a_file_that_spends_its_memory_or_its_time_is_too_large_and_not_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_workbooks.shared(tmp_path / "a.xlsx")
    with pytest.raises(FileError, match=r"^Isi a.xlsx terlalu besar"):
        workbook.read(tmp_path / "a.xlsx")
    make_cases.write(tmp_path / "b.xlsx", make_cases.recap())
    monkeypatch.setattr(workbook, "SECONDS", 0)
    with pytest.raises(FileError, match=r"^Isi b.xlsx terlalu besar"):
        workbook.read(tmp_path / "b.xlsx")


def test_the_workbook_of_a_province_is_read_within_the_limits(tmp_path: Path) -> None:
    """One row for each kecamatan, juror and criterion is the longest that an office of a province
    has.
    """
    rows = [["Kecamatan", "Kabupaten/Kota", "Tahap", "Juri", "Kriteria", "Nilai"]]
    rows += [[f"Kecamatan {at}", "Kabupaten Malang", "Paparan", f"Juri {juror}",
    f"Kriteria {number}", 80.5]
             for at in range(666) for juror in range(5) for number in range(7)]  # fmt: skip
    make_cases.write(tmp_path / "a.xlsx", {"Nilai": rows})
    assert workbook.read(tmp_path / "a.xlsx")[0].rows == rows


# One at a time.


def test_files_are_read_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.csv").write_text("Kecamatan;Nilai\nKlojen;1\n")
    now, most = [], []

    def answer(_: Path, still: Callable[[], None]) -> bytes:
        now.append(still)
        most.append(len(now))
        time.sleep(0.05)
        now.pop()
        return packed()

    monkeypatch.setattr(workbook, "_answer", answer)
    threads = [threading.Thread(target=workbook.read, args=(tmp_path / "a.csv",)) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert most == [1] * 5


def test_waiting_for_another_file_can_be_cancelled_and_does_not_last_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.csv").write_text("Kecamatan;Nilai\nKlojen;1\n")

    def cancelled() -> None:
        raise InterruptedError

    with workbook._READING:
        began = time.monotonic()
        with pytest.raises(InterruptedError):
            workbook.read(tmp_path / "a.csv", cancelled)
        monkeypatch.setattr(workbook, "WAITED", 0)
        with pytest.raises(FileError, match=r"^a.csv belum dibaca karena berkas lain masih dibaca"):
            workbook.read(tmp_path / "a.csv")
        assert time.monotonic() - began < 5
    assert workbook.read(tmp_path / "a.csv")[0].rows  # whoever gave up holds nobody up


def test_a_reading_that_is_cancelled_or_fails_lets_the_next_one_begin(tmp_path: Path) -> None:
    make_workbooks.strings(tmp_path / "a.xlsx")

    def cancelled() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        workbook.read(tmp_path / "a.xlsx", cancelled)
    assert workbook._READING.acquire(blocking=False)
    workbook._READING.release()


@given(
    st.lists(
        st.lists(
            st.none()
            | st.text()
            | st.integers(-(2**53), 2**53)
            | st.booleans()
            | st.floats(allow_nan=False, allow_infinity=False)
            | st.dates(),
            max_size=4,
        ),
        max_size=4,
    )
)
def test_sheets_pass_between_processes_as_they_are(rows: list[list[workbook.Cell]]) -> None:
    marks = Unseen({0}, {0}, {(0, 1)}, {(2, 2)}, set(), [Merge(0, 0, 1, 1)], {(1, 1): 2})
    passed = sheet("Rekap", "ods", rows, marks, is_hidden=True)
    assert unpacked(packed(sheets=[passed])) == [passed]
