"""Light pages as data: JSON and CSV, and what describes both (OpenAPI 3.1)."""

import csv
import io
import json
import types
from collections.abc import Mapping
from typing import Union, get_args, get_origin, get_type_hints

from analytics.core.rows import columns
from analytics.innovation.rows import Report
from analytics.kabkota.rows import Year
from analytics.light import tagging
from analytics.light.contents import Held, Idea, Region
from analytics.light.rows import Page, Release, Site, UnknownPageError, Value
from analytics.place.rows import Place
from analytics.standing.rows import Standing
from data.package import neutral

LICENCE, LICENCE_URL = "CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/deed.id"
ADDED = ("data_sources", "data_license", "data_version", "data_simulated", "page")
Json = Mapping[str, object]


def as_json(page: Page, release: Release, site: Site) -> bytes:
    """A light page as JSON; an address is whole where its site is known, else a path."""
    told = {
        "page": _address(site, page.path),
        "view": f"{site.origin}{page.app}",
        "title": page.title,
        "about": page.kicker,
        "sentences": page.sentences,
        "rows": page.facts.rows,
        "row_sources": [_apart(one) for one in page.facts.pages],
        "disputes": page.disputes,
        "unknown": page.unknown,
        "sources": [one._asdict() for one in page.sources],
        "data": {
            "version": release.version,
            "released": release.day,
            "license": LICENCE,
            "license_url": LICENCE_URL,
            "is_simulated": release.is_simulated,
        },
    }
    return _dumped(told)


def _dumped(told: Json) -> bytes:
    return (json.dumps(told, ensure_ascii=False, allow_nan=False) + "\n").encode()


def _address(site: Site, path: str) -> str:
    return tagging.address(site, path) or f"/r/{tagging.name(path, site.suffix)}"


def _apart(pages: str) -> list[str]:
    return [one for one in pages.split("; ") if one]


def as_csv(page: Page, release: Release, site: Site) -> bytes:
    """The rows of a light page as CSV (UTF-8, no mark at its beginning): every text stands in
    quotes and none is a formula; each row holds its sources, licence, version and page.
    """
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    writer.writerow([*columns(page.facts.kind), *ADDED])
    of_page = "; ".join(one.url or one.title for one in page.sources)
    pages = page.facts.pages or [of_page] * len(page.facts.rows)
    mark = "ya: DATA SIMULASI, bukan hasil resmi" if release.is_simulated else "tidak"
    rest = [LICENCE, release.version, mark, _address(site, page.path)]
    for row, told in zip(page.facts.rows, pages, strict=True):
        writer.writerow([*map(_cell, row.values()), _cell(told), *rest])
    return written.getvalue().encode()


def _cell(value: Value) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    return str(neutral(value)) if isinstance(value, str) else value


def problem(fault: UnknownPageError) -> bytes:
    """What is said in the place of data that there are not."""
    return _dumped({"status": 404, "title": "Tidak ada", "detail": str(fault)})


KINDS: tuple[tuple[str, str, type], ...] = (
    ("", "Edisi terakhir tiap ajang", Held),
    ("peringkat/", "Semua edisi dengan hasil tercatat", Held),
    ("kabkota/", "Semua kabupaten/kota", Region),
    ("inovasi/", "Semua inovasi", Idea),
    ("peringkat/{edisi}", "Satu edisi: satu baris per kecamatan", Standing),
    ("kecamatan/{kode}", "Satu kecamatan: satu baris per edisi", Place),
    ("kabkota/{kode}", "Satu kabupaten/kota: satu baris per tahun dan kecamatan", Year),
    ("inovasi/{id}", "Satu inovasi: satu baris per laporan", Report),
)
KEYS = {
    "peringkat/{edisi}": (
        "edisi",
        "Kunci edisi, misalnya provinsi-35-2024.",
        "^(provinsi|kabkota)-[0-9]{2,4}-[0-9]{4}(-[a-z]{1,20}){0,2}$",
    ),
    "kecamatan/{kode}": ("kode", "Kode Kemendagri, enam angka.", "^[0-9]{6}$"),
    "kabkota/{kode}": ("kode", "Kode Kemendagri, empat angka.", "^[0-9]{4}$"),
    "inovasi/{id}": ("id", "Kunci inovasi.", "^[0-9a-f]{12}$"),
}
TYPES: Mapping[type, str] = {str: "string", bool: "boolean", int: "integer", float: "number"}
CSV = "text/csv"


def openapi(release: Release, version: str) -> bytes:
    """The data addresses described as OpenAPI 3.1; `version` is that of the app."""
    paths: dict[str, Json] = {}
    for path, what, kind in KINDS:
        name = path.rstrip("/") or "index"
        paths[f"/r/{name}.json"] = _operation(path, what, "application/json", _page(kind))
        paths[f"/r/{name}.csv"] = _operation(
            path,
            f"{what}, sebagai CSV dengan kolom {', '.join([*columns(kind), *ADDED])}",
            CSV,
            {"type": "string"},
        )
    told = {
        "openapi": "3.1.0",
        "info": {
            "title": "Dasbor SKK: alamat data",
            "version": version,
            "description": "Isi setiap halaman ringan sebagai JSON dan CSV, tanpa kunci dan tanpa"
            " pendaftaran. Setiap baris menyebut sumbernya; kosong (null) berarti tidak diketahui,"
            " bukan nol. ETag berganti bila isinya berganti."
            + (" DATA SIMULASI, bukan hasil resmi." if release.is_simulated else ""),
            "license": {"name": "CC BY 4.0", "identifier": LICENCE},
        },
        "servers": [{"url": "..", "description": "Dasbor ini"}],
        "paths": paths,
        "components": {"schemas": _schemas()},
    }
    return _dumped(told)


def _operation(path: str, what: str, media: str, schema: Json) -> Json:
    told: dict[str, object] = {
        "summary": what,
        "responses": {
            "200": {
                "description": what,
                "headers": {"ETag": {"schema": {"type": "string"}}},
                "content": {media: {"schema": schema}},
            },
            "304": {"description": "Tidak berubah sejak If-None-Match."},
            "429": {"description": "Terlalu banyak permintaan dari alamat ini."},
        },
    }
    if path in KEYS:
        name, description, pattern = KEYS[path]
        told["parameters"] = [
            {
                "name": name,
                "in": "path",
                "required": True,
                "description": description,
                "schema": {"type": "string", "pattern": pattern},
            }
        ]
        told["responses"] = {
            **_responses(told),
            "404": {
                "description": "Tidak ada; jawabannya menyebut apa dan cara memperbaikinya.",
                "content": {
                    "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
                },
            },
        }
    return {"get": told}


def _responses(operation: Mapping[str, object]) -> dict[str, object]:
    found = operation["responses"]
    return dict(found) if isinstance(found, dict) else {}


def _page(kind: type) -> Json:
    rows = {"type": "array", "items": {"$ref": f"#/components/schemas/{kind.__name__}"}}
    return {
        "allOf": [
            {"$ref": "#/components/schemas/Page"},
            {"type": "object", "properties": {"rows": rows}},
        ]
    }


def _schemas() -> Json:
    kinds = {kind.__name__: kind for _, _, kind in KINDS}
    words = {"type": "array", "items": {"type": "string"}}
    source = {name: {"type": "string"} for name in ("publisher", "title", "date", "url")}
    data = {name: {"type": "string"} for name in ("version", "license", "license_url")}
    data |= {"released": {"type": "string", "format": "date"}, "is_simulated": {"type": "boolean"}}
    page = {name: {"type": "string"} for name in ("page", "view", "title", "about")}
    several = dict.fromkeys(("sentences", "disputes", "unknown"), words)
    return {
        **{name: _object(_properties(kind)) for name, kind in kinds.items()},
        "Source": _object(source),
        "Data": _object(data),
        "Page": {
            **_object(
                {
                    **page,
                    **several,
                    "rows": {"type": "array", "items": {"type": "object"}},
                    "row_sources": {"type": "array", "items": words},
                    "sources": {"type": "array", "items": {"$ref": "#/components/schemas/Source"}},
                    "data": {"$ref": "#/components/schemas/Data"},
                }
            ),
        },
        "Problem": _object(
            {
                "status": {"type": "integer"},
                "title": {"type": "string"},
                "detail": {"type": "string"},
            }
        ),
    }


def _object(properties: Mapping[str, object]) -> Json:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _properties(kind: type) -> Json:
    hints = get_type_hints(kind)
    return {name: _typed(hints[held]) for name, held in columns(kind).items()}


def _typed(hint: object) -> Json:
    """A declared type as a schema."""
    if get_origin(hint) in (Union, types.UnionType):
        known = [one for one in get_args(hint) if one is not type(None)]
        (told,) = map(_typed, known)
        return {**told, "type": _either(told["type"], is_null=len(known) < len(get_args(hint)))}
    if get_origin(hint) is list:
        return {"type": "array", "items": _typed(get_args(hint)[0])}
    if isinstance(hint, type) and hint in TYPES:
        return {"type": TYPES[hint]}
    raise TypeError(f"no schema for {hint!r}")


def _either(kind: object, *, is_null: bool) -> object:
    return [kind, "null"] if is_null else kind
