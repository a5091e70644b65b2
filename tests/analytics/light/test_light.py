"""Light pages: what they say, that they are HTML, small, and lead somewhere; the same as data; the
pictures of them.
"""

import csv
import io
import json
import re
import struct
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, urljoin, urlsplit
from xml.etree.ElementTree import Element

import duckdb
import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openapi_spec_validator import OpenAPIV31SpecValidator

from analytics.briefing import composing as briefing_composing
from analytics.core import choosing
from analytics.light import answering as light_answering
from analytics.light import composing as light_composing
from analytics.light import contents as light_contents
from analytics.light import drawing as light_drawing
from analytics.light import forms as light_forms
from analytics.light import picture as light_picture
from analytics.light import rendering as light_rendering
from analytics.light.contents import Contents
from analytics.light.rows import Mark, Page, Release, Site, UnknownPageError
from analytics.place import minimap as place_minimap
from analytics.place import questions as place_questions
from analytics.place import sentences as place_sentences
from data import publish
from tests import hostile, real, simulated

SITE = Site("https://skk.contoh.go.id")
MOST = 60_000  # bytes of a page
PAGES = (
    "",
    "peringkat/",
    "kabkota/",
    "inovasi/",
    "peringkat/provinsi-35-2024",
    "peringkat/provinsi-32-2022-kota",
    "peringkat/kabkota-3507-2025",
    "kecamatan/350719",
    "kecamatan/350713",
    "kecamatan/110101",
    "kabkota/3507",
    "kabkota/1101",
    "inovasi/2295675298ad",
)
LINKS = ("a", "link", "area")


@cache
def known(which: str = "real") -> tuple[duckdb.DuckDBPyConnection, Contents, Release]:
    con = real.connection() if which == "real" else simulated.connection()
    return con, light_contents.read(con), light_composing.release(con)


@cache
def page(path: str, which: str = "real") -> Page:
    con, contents, _ = known(which)
    return light_composing.page(con, contents, path)


def html(path: str, which: str = "real", site: Site = SITE) -> bytes:
    return light_rendering.html(page(path, which), known(which)[2], site)


def tree(document: bytes) -> Element:
    """A document as a strict reader takes it; any fault raises."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        return parser.parse(document, transport_encoding="utf-8")


def words(of: Element) -> str:
    return " ".join("".join(of.itertext()).split())


def links(document: bytes, at: str) -> Iterator[str]:
    """Where a page leads, as seen at an address."""
    for one in tree(document).iter():
        if one.tag in LINKS and "href" in one.attrib:
            yield urljoin(at, one.attrib["href"])


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_strict_html_small_without_script_and_asks_for_nothing(path: str) -> None:
    document = html(path)
    assert len(document) <= MOST
    read = tree(document)
    assert read.attrib["lang"] == "id"
    assert not list(read.iter("script"))
    assert not [one.tag for one in read.iter() if {"style", "src", "srcset"} & set(one.attrib)]
    assert not [one.tag for one in read.iter() for name in one.attrib if name.startswith("on")]
    fetched = [
        one.attrib["href"]
        for one in read.iter("link")
        if one.attrib["rel"] not in ("canonical", "alternate")
    ]
    assert all(one.startswith("data:image/svg+xml,") for one in fetched)
    assert "url(" not in document.decode().split("</style>")[0].split("<style>")[1]


def test_a_page_stays_small_however_much_there_is() -> None:
    con, contents, release = known()
    edition, idea = (
        next(iter(some.values())) for some in (contents.editions, contents.innovations)
    )
    long = "Nama yang panjang sekali " * 4
    many = replace(
        contents,
        editions={
            f"kabkota-3507-{number}": replace(edition, edition_id=f"kabkota-3507-{number}")
            for number in range(1000, 6000)
        },
        innovations={
            f"{number:012x}": replace(
                idea, innovation_id=f"{number:012x}", name=long, kabkota_code="3507"
            )
            for number in range(5000)
        },
    )
    for path in ("peringkat/", "inovasi/", "kabkota/3507"):
        made = light_composing.page(con, many, path)
        document = light_rendering.html(made, release, SITE)
        assert 20_000 < len(document) <= MOST, path
        assert "lainnya" in document.decode()
        tree(document)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_read_in_order(path: str) -> None:
    read = tree(html(path))
    headings = [one for one in read.iter() if re.fullmatch(r"h[1-6]", str(one.tag))]
    assert [one.tag for one in headings].count("h1") == 1
    assert headings[0].tag == "h1"
    assert words(headings[0]) == page(path).title
    assert {one.tag for one in headings} <= {"h1", "h2"}
    for table in read.iter("table"):
        assert words(next(table.iter("caption")))
        columns = list(next(table.iter("thead")).iter("th"))
        for row in next(table.iter("tbody")).iter("tr"):
            assert len(row) == len(columns)
            assert [cell.attrib.get("scope") for cell in row].count("row") == 1
    for drawn in read.iter("svg"):
        assert "aria-hidden" in drawn.attrib or drawn.attrib["aria-label"]
    ids = [one.attrib["id"] for one in read.iter() if "id" in one.attrib]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("suffix", ["", ".html"])
def test_every_way_of_a_page_leads_to_one_that_there_is(path: str, suffix: str) -> None:
    contents = known()[1]
    name = path if not suffix or path.endswith("/") or not path else path + suffix
    here = f"https://x.example/dasbor/r/{name}"
    site = Site("", suffix)
    there = {f"{one}{suffix}" if one and not one.endswith("/") else one for one in contents.paths()}
    for link in links(html(path, site=site), here):
        if not link.startswith("https://x.example/"):
            continue
        below = urlsplit(link).path.removeprefix("/dasbor/")
        if not below.startswith("r/"):
            assert f"/{below}" == urlsplit(page(path).app).path
            continue
        asked = below.removeprefix("r/")
        if asked.endswith((".json", ".csv")):
            assert asked == "openapi.json" or light_answering.parted(asked)[0] == path
        else:
            assert asked in there


def test_the_way_to_the_app_opens_the_very_view() -> None:
    con, contents, _ = known()
    for key, held in list(contents.editions.items())[::20]:
        view = page(f"peringkat/{key}").app
        choice = choosing.read(con, dict(parse_qsl(urlsplit(view).query)))
        assert (choice.edition_id, choice.year) == (key, held.year)
        assert choice.name.replace(" · ", " ") == held.name
    some = ("peringkat/provinsi-32-2022-kota", "peringkat/kabkota-1205-2023", "kecamatan/350719")
    for path in (*some, "kecamatan/350713", "kabkota/3507", "inovasi/2295675298ad"):
        if path.startswith("peringkat") and path.partition("/")[2] not in contents.editions:
            continue
        told = briefing_composing.briefing(con, page(path).app)
        assert told.title == page(path).title
        assert told.unknown == page(path).unknown
        assert page(path).sentences == told.sentences[: len(page(path).sentences)]


@pytest.mark.parametrize("code", ["110101", "940101", "350701"])
def test_what_is_said_of_a_kecamatan_without_record_is_what_its_profile_says(code: str) -> None:
    con, contents, _ = known()
    none = place_questions.places(con, ("",))
    nothing = place_questions.innovations(con, ("",))
    name = contents.kecamatan[code].name if code in contents.kecamatan else ""
    if not name or code in contents.recorded:
        return
    told = page(f"kecamatan/{code}")
    has_area = place_minimap.has_area(place_questions.outlines(con, code), code)
    assert told.title == place_sentences.profile(name, none)
    said = place_sentences.unknowns(none, nothing, has_area)
    assert list(told.unknown)[:2] == said[:2]
    assert len(told.unknown) == len(said)


def test_a_kecamatan_on_record_has_its_years_its_innovations_and_its_neighbours() -> None:
    told = page("kecamatan/350719")
    assert told.title == "Pakisaji juara 1, SKK Kabupaten Malang 2025"
    assert told.grid is not None
    assert [cell.words for cell in told.grid.rows[0]][:4] == [
        "2025",
        "SKK Kabupaten Malang",
        "1",
        "Juara 1",
    ]
    assert told.grid.rows[0][1].path == "peringkat/kabkota-3507-2025"
    assert {"Inovasi", "Bersebelahan"} <= {group.heading for group in told.groups}
    assert told.map is not None
    assert [area.tone for area in told.map.areas].count("here") == 1


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("kecamatan/999999", "enam angka"),
        ("kecamatan/1", "enam angka"),
        ("kabkota/0000", "empat angka"),
        ("peringkat/provinsi-35-1999", "daftar papan peringkat"),
        ("inovasi/ffffffffffff", "daftar inovasi"),
        ("inovasi/../../etc/passwd", "kunci"),
        ("apa", "Halaman ringan yang ada"),
    ],
)
def test_an_address_without_a_page_says_what_is_wrong(path: str, said: str) -> None:
    with pytest.raises(UnknownPageError) as fault:
        page(path)
    assert said.lower() in str(fault.value).lower()


@given(st.text(max_size=80))
def test_whatever_is_asked_for_is_a_page_or_said_to_be_none(asked: str) -> None:
    con, contents, release = known()
    try:
        light_answering.answer(con, contents, asked, release, SITE)
    except UnknownPageError as fault:
        told = light_answering.missing(fault, asked, release, "/dasbor")
        assert told.body
        if told.kind.startswith("text/html"):
            tree(told.body)


@pytest.mark.parametrize("path", [one for one in PAGES if not one.startswith("inovasi/2")])
def test_simulated_data_say_so_on_every_page_datum_and_picture(path: str) -> None:
    try:
        made = page(path, "simulated")
    except UnknownPageError:
        return
    release = known("simulated")[2]
    document = html(path, "simulated").decode()
    assert document.count("DATA SIMULASI") >= 3
    assert len(document.encode()) <= MOST
    assert '<meta name="robots" content="noindex">' in document
    assert "SIMULASI" in document.split("<title>")[1].split("</title>")[0]
    assert json.loads(light_forms.as_json(made, release, SITE))["data"]["is_simulated"] is True
    rows = list(csv.DictReader(io.StringIO(light_forms.as_csv(made, release, SITE).decode())))
    assert all("SIMULASI" in row["data_simulated"] for row in rows)
    assert "SIMULASI" not in html(path).decode()


@cache
def description() -> dict[str, dict[str, dict[str, object]]]:
    told: dict[str, dict[str, dict[str, object]]] = json.loads(
        light_forms.openapi(known()[2], "1.0.0")
    )
    return told


def test_the_data_addresses_are_described_as_openapi() -> None:
    OpenAPIV31SpecValidator(description()).validate()
    paths = set(description()["paths"])
    assert {"/r/kecamatan/{kode}.json", "/r/index.csv", "/r/peringkat.json"} <= paths


@pytest.mark.parametrize("which", ["real", "simulated"])
@pytest.mark.parametrize("path", PAGES)
def test_data_are_as_described_and_csv_says_the_same(path: str, which: str) -> None:
    try:
        made = page(path, which)
    except UnknownPageError:
        assert which == "simulated"
        return
    release = known(which)[2]
    (template,) = [
        one
        for one in description()["paths"]
        if one.endswith(".json")
        and re.fullmatch(
            re.sub(r"\{\w+\}", r"[\\w-]+", one), f"/r/{path.rstrip('/') or 'index'}.json"
        )
    ]
    described = description()["paths"][template]["get"]
    schema = described["responses"]["200"]["content"]["application/json"]["schema"]  # type: ignore[index]
    told = json.loads(light_forms.as_json(made, release, SITE))
    import jsonschema  # noqa: PLC0415 - it takes two seconds of whoever collects this file

    jsonschema.validate(
        told,
        {**schema, "components": description()["components"]},
        cls=jsonschema.Draft202012Validator,
    )
    rows = list(csv.DictReader(io.StringIO(light_forms.as_csv(made, release, SITE).decode())))
    assert len(rows) == len(told["rows"])
    for row, said in zip(rows, told["rows"], strict=True):
        assert list(row) == [*said, *light_forms.ADDED]
        assert row["data_license"] == told["data"]["license"]
        assert row["data_version"] == told["data"]["version"]
        for name, value in said.items():
            if isinstance(value, int) and not isinstance(value, bool):
                assert row[name] == str(value)
            if value is None:
                assert row[name] == ""


def test_every_row_of_data_names_its_sources() -> None:
    for path in ("peringkat/provinsi-35-2024", "kecamatan/350719", "inovasi/2295675298ad"):
        told = light_forms.as_csv(page(path), known()[2], SITE).decode()
        rows = list(csv.DictReader(io.StringIO(told)))
        assert rows
        assert all(row["data_sources"].startswith("http") for row in rows)


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return int(width), int(height)


@pytest.mark.parametrize("path", PAGES)
def test_a_preview_has_its_tags_and_a_picture_of_the_size_it_says(path: str) -> None:
    read = tree(html(path))
    told = {
        one.attrib.get("property", one.attrib.get("name", "")): one.attrib["content"]
        for one in read.iter("meta")
        if "content" in one.attrib
    }
    assert told["og:title"] == told["twitter:title"]
    assert page(path).title.startswith(told["og:title"].rstrip("…"))
    assert 20 < len(told["og:description"]) <= 200
    assert told["og:url"] == f"https://skk.contoh.go.id/r/{path}"
    assert told["twitter:card"] == "summary_large_image"
    assert told["og:image"] == told["twitter:image"]
    picture = told["og:image"].removeprefix("https://skk.contoh.go.id/r/")
    con, contents, release = known()
    made = light_answering.answer(con, contents, picture, release, SITE)
    assert made.kind == "image/png"
    assert size(made.body) == (1200, 630)
    assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")


def test_where_the_site_is_not_known_no_address_is_made_up() -> None:
    document = html("kecamatan/350719", site=Site()).decode()
    assert "og:url" not in document
    assert "og:image" not in document
    assert "canonical" not in document
    assert "og:title" in document


def pixels(png: bytes) -> tuple[int, int, list[bytes]]:
    """The rows of an uncoloured-index PNG, as bytes."""
    (width, height), bands = size(png), {2: 3, 6: 4}[png[25]]
    data, at = b"", 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += length + 12
    raw, stride, rows = zlib.decompress(data), width * bands, []
    before = bytes(stride)
    for number in range(height):
        start = number * (stride + 1)
        kind, line = raw[start], bytearray(raw[start + 1 : start + 1 + stride])
        for i in range(stride):
            left = line[i - bands] if i >= bands else 0
            corner = before[i - bands] if i >= bands else 0
            guess = (0, left, before[i], (left + before[i]) // 2, _paeth(left, before[i], corner))
            line[i] = (line[i] + guess[kind]) & 255
        before = bytes(line)
        rows.append(before)
    return bands, width, rows


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda one: abs(guess - one))


def test_long_names_stay_within_a_picture() -> None:
    made = page("peringkat/provinsi-35-2024")
    long = "Kecamatan " + "Panjangsekalinamanya " * 12
    steps = tuple(
        one._replace(
            who=one.who._replace(words=long.replace(" ", "")), of=one.of._replace(words=long)
        )
        for one in made.podium
    )
    marks = tuple(Mark(year, 1, 30, "unknown") for year in range(1990, 2020))
    kinds = [
        Page("", long * 3, long * 2, "/", (), made.facts, podium=steps),
        Page("", long.replace(" ", ""), long, "/", (), made.facts, marks=marks),
    ]
    scale = 0.25
    for png in light_picture.png(kinds, known()[2], scale):
        assert size(png) == (300, 158)
        bands, width, rows = pixels(png)
        right = [row[(width - 12) * bands :] for row in rows]
        assert all(set(row) == {255} for row in right)
        assert all(set(row[5 * bands :]) == {255} for row in (*rows[:11], *rows[-8:]))


def test_a_chart_puts_better_places_higher_and_bounds_what_is_open() -> None:
    drawn = light_drawing.chart(
        [Mark(2019, 1, 5, "unknown"), Mark(2021, 4, 4, "harapan"), Mark(2024, 1, 1, "gold")]
    )
    assert drawn is not None
    open_one, fourth, first = drawn.dots
    assert first.y < fourth.y
    assert open_one.y == first.y
    assert open_one.y + open_one.height > fourth.y
    assert [year for _, year in drawn.years if year][-1] == "2024"
    assert light_drawing.chart([Mark(2024, 1, 1, "gold")]) is None
    assert light_drawing.chart([]) is None


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    folder = hostile.made(real.folder(), tmp_path_factory.mktemp("jahat") / "real")
    generation = publish.current(folder) or next(Path(folder).glob("skk-*.duckdb"))
    with publish.connect(generation) as con:
        yield con


@pytest.mark.parametrize("path", PAGES)
def test_hostile_words_are_words(path: str, bad: duckdb.DuckDBPyConnection) -> None:
    contents, release = light_contents.read(bad), light_composing.release(bad)
    made = light_composing.page(bad, contents, path)
    document = light_rendering.html(made, release, SITE)
    read = tree(document)
    hosts = {urlsplit(one).hostname for one in links(document, "https://x.example/r/a/b")}
    assert "x.example" in hosts
    assert not [one for one in hosts if one and one.endswith(hostile.HOST)]
    assert hostile.tag_faults(document.decode()) == []
    assert [one.attrib for one in read.iter("b")] == [{}] * len(made.podium)
    assert not list(read.iter("img"))
    told = light_forms.as_csv(made, release, SITE).decode()
    for row in csv.reader(io.StringIO(told)):
        assert not [cell for cell in row if cell[:1] in ("=", "+", "@")]
    json.loads(light_forms.as_json(made, release, SITE))
