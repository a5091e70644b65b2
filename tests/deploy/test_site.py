"""The site of files: whole, without a dead link, in one piece or not at all."""

import json
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import urlopen
from xml.etree import ElementTree

import duckdb
import html5lib
import pytest

from analytics.light import contents as light_contents
from data import publish
from deploy import site
from tests import real

ORIGIN = "https://skk.contoh.go.id"
KEPT = ("3507", "3573", "1101")  # kabkota of the small site


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of generations with few kecamatan, and all else of the real catalog."""
    folder = tmp_path_factory.mktemp("kecil") / "terbit"
    folder.mkdir()
    generation = folder / real.generation().name
    shutil.copy(real.generation(), generation)
    with duckdb.connect(str(generation)) as con:
        con.execute("DELETE FROM kecamatan WHERE NOT list_contains(?, kabkota_code)", [KEPT])
        con.execute("DELETE FROM edition WHERE year < 2023")
        con.execute("DELETE FROM standing WHERE edition_id NOT IN (SELECT edition_id FROM edition)")
        con.execute("DELETE FROM innovation WHERE kabkota_code IS DISTINCT FROM '3573'")
        con.execute("DELETE FROM kabkota WHERE code > '3600'")
        con.execute("CHECKPOINT")
    shutil.copy(real.folder() / publish.POINTER, folder / publish.POINTER)
    return folder


@pytest.fixture(scope="module")
def written(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, written once."""
    out = tmp_path_factory.mktemp("situs") / "www"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SKK_DATA", str(small))
        patch.setattr(publish, "is_whole", lambda _: True)  # it has been changed
        assert site.main(["--out", str(out), "--origin", ORIGIN]) == 0
    return out


def names(folder: Path) -> set[str]:
    return {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}


def references(file: Path, below: Path) -> Iterator[str]:
    """The addresses that a page leads to or loads, seen from where it lies."""
    here = f"{ORIGIN}/{file.relative_to(below)}"
    read = html5lib.parse(file.read_bytes(), namespaceHTMLElements=False)
    for one in read.iter():
        for name in ("href", "src"):
            if name in one.attrib:
                yield urljoin(here, one.attrib[name])
        if one.attrib.get("property") in ("og:image", "og:url"):
            yield one.attrib["content"]


def test_no_link_of_the_site_is_dead(written: Path) -> None:
    there, asked = names(written), set()
    anchors = {}
    for file in written.rglob("*.html"):
        for link in references(file, written):
            parts = urlsplit(link)
            if f"{parts.scheme}://{parts.netloc}" != ORIGIN:
                continue
            path = unquote(parts.path).lstrip("/")
            path += "index.html" if path.endswith("/") else ""
            if path.startswith("r/"):
                asked.add(path)
                if parts.fragment:
                    anchors[path, parts.fragment] = written / path
            else:  # of the app
                assert path.partition("/")[0] in {
                    "", "index.html", "peringkat", "profil", "kabkota", "inovasi"
                }, link  # fmt: skip
    assert asked - there == set()
    for (_, anchor), file in anchors.items():
        assert f'id="{anchor}"' in file.read_text(encoding="utf-8")
    pages = {name for name in there if name.startswith("r/") and name.endswith(".html")}
    assert pages - asked == set()  # and every page is led to


def test_the_site_has_every_page_with_its_data_and_pictures_of_those_on_record(
    written: Path, small: Path
) -> None:
    generation = next(small.glob("skk-*.duckdb"))
    with publish.connect(generation) as con:
        contents = light_contents.read(con)
    there = names(written)
    for path in contents.paths():
        name = path.rstrip("/") or "index"
        page = f"{path}index.html" if not path or path.endswith("/") else f"{path}.html"
        assert {f"r/{page}", f"r/{name}.json", f"r/{name}.csv"} <= there
    pictures = {Path(name).stem for name in there if name.startswith("r/kecamatan/")}
    assert pictures >= contents.recorded & contents.kecamatan.keys()
    drawn = {name for name in there if name.endswith(".png")}
    assert {f"r/kecamatan/{code}.png" for code in contents.kecamatan} & drawn == {
        f"r/kecamatan/{code}.png" for code in contents.recorded & contents.kecamatan.keys()
    }
    assert json.loads((written / "r" / "openapi.json").read_bytes())["openapi"] == "3.1.0"
    assert (written / "r" / "index.html.gz").is_file()


def test_search_machines_are_told_of_every_page(written: Path) -> None:
    read = ElementTree.parse(written / "sitemap.xml")  # noqa: S314 - written above
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    told = [one.text or "" for one in read.iter(f"{space}loc")]
    pages = [file for file in written.rglob("*.html") if file.parent != written]
    assert len(told) == len(set(told)) == len(pages)
    for address in told:
        path = address.removeprefix(f"{ORIGIN}/")
        assert (written / path / "index.html" if path.endswith("/") else written / path).is_file()
    robots = (written / "robots.txt").read_text(encoding="utf-8")
    assert f"Sitemap: {ORIGIN}/sitemap.xml" in robots
    assert "Disallow" not in robots


def test_any_web_server_serves_it(written: Path) -> None:
    handler = partial(SimpleHTTPRequestHandler, directory=str(written))
    handler.log_message = lambda *_: None  # type: ignore[attr-defined]
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        for path in ("/", "/r/", "/r/kabkota/", "/r/kabkota/3507.html", "/r/index.json"):
            with urlopen(url + path, timeout=10) as answer:  # noqa: S310 - this machine
                assert answer.status == 200
        with pytest.raises(HTTPError):
            urlopen(f"{url}/r/kecamatan/999999.html", timeout=10)  # noqa: S310
        server.shutdown()


def test_written_again_it_takes_the_place_of_the_one_before(
    written: Path, small: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    out = Path(shutil.copytree(written, tmp_path / "www"))
    (out / "r" / "lama.html").write_text("x", encoding="utf-8")
    monkeypatch.setenv("SKK_DATA", str(small))
    monkeypatch.setattr(publish, "is_whole", lambda _: True)

    def little(_: Path, folder: Path, __: object) -> site.Counts:
        (folder / "r").mkdir()
        (folder / "r" / "index.html").write_text("baru", encoding="utf-8")
        return site.Counts(1, 0, 1, 4)

    monkeypatch.setattr(site, "write", little)
    assert site.main(["--out", str(out)]) == 0
    assert names(out) == {"r/index.html", site.OWN}
    assert [one.name for one in tmp_path.iterdir()] == ["www"]


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), PermissionError(13, "")])
def test_what_cannot_be_written_leaves_what_was_there(
    fault: OSError,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "www"
    out.mkdir()
    (out / site.OWN).write_text("x", encoding="utf-8")
    monkeypatch.setenv("SKK_DATA", str(real.folder()))

    def broken(_: Path, folder: Path, __: object) -> site.Counts:
        (folder / "halb").write_text("x", encoding="utf-8")
        raise fault

    monkeypatch.setattr(site, "write", broken)
    assert site.main(["--out", str(out)]) == 2
    assert "Tidak dapat menulis" in capsys.readouterr().err
    assert names(tmp_path) == {f"www/{site.OWN}"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--origin", "skk.contoh.go.id"], "bukan alamat situs"),
        (["--origin", "https://"], "bukan alamat situs"),
        (["--origin", "https://a@b"], "bukan alamat situs"),
        (["--origin", "https://x/?a=1"], "bukan alamat situs"),
        (["--origin", "https://x:99999"], "bukan alamat situs"),
        (["--origin", "https://[::1"], "bukan alamat situs"),
        (["--origin", 'https://x/"><b>'], "bukan alamat situs"),
        (["--origin", "javascript:alert(1)"], "bukan alamat situs"),
        ([], "berisi berkas lain"),
    ],
)
def test_bad_input_is_said_and_nothing_is_touched(
    arguments: list[str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("SKK_DATA", str(real.folder()))
    (tmp_path / "penting.txt").write_text("x", encoding="utf-8")
    assert site.main(["--out", str(tmp_path), *arguments]) == 2
    assert said in capsys.readouterr().err
    assert names(tmp_path) == {"penting.txt"}


@pytest.mark.parametrize("out", ["berkas", "tidak/ada/www", "/", ".", "a\0b", "x" * 300])
def test_a_folder_that_cannot_be_one_is_said(
    out: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SKK_DATA", str(real.folder()))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(site, "write", lambda *_: pytest.fail("written"))
    (tmp_path / "berkas").write_text("x", encoding="utf-8")
    assert site.main(["--out", out]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_without_data_it_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SKK_DATA", str(tmp_path / "kosong"))
    assert site.main(["--out", str(tmp_path / "www")]) == 2
    assert "Tidak ada terbitan utuh" in capsys.readouterr().err
    assert not (tmp_path / "www").exists()
