"""Rule 0: a claim is about the edition and the kecamatan that a ruling, its code, or others say."""

from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.data.rules.alone import MANY, Cells, applied
from tests.thorough import many

FEWER = settings(MANY, max_examples=many(20, 200))  # the rule with most statements

# Two kabkota of one province; one name is held by a kecamatan of either.
PLACES = {"350701": "Dampit", "350702": "Taman", "351001": "Licin", "351002": "Taman"}
REGIONS: dict[str, list[Cells]] = {
    "kabkota": [
        {"code": "3507", "province_code": "35", "name": "Kabupaten Malang", "kind": "kabupaten"},
        {"code": "3510", "province_code": "35", "name": "Kota Banyu", "kind": "kota"},
    ],
    "kecamatan": [
        {"code": code, "kabkota_code": code[:4], "name": name} for code, name in PLACES.items()
    ],
}


@st.composite
def claims(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Claims of one page each, so that a ruling can be about one of them."""
    found = []
    for number in range(draw(st.integers(2, 8))):
        code = draw(st.sampled_from([None, None, None, "350702", "351002", *PLACES]))
        kabkota = code[:4] if code else draw(st.sampled_from([None, "3507", "3510"]))
        name = PLACES[code] if code else draw(st.sampled_from([None, "taman.", "TAMAN", "DAMPIT"]))
        found.append(
            {
                "edition_year": draw(st.sampled_from([2030, 2030, 2031, None])),
                "level": "provinsi",
                "province_code": "35",
                "kabkota_code": kabkota,
                "kecamatan_code": code,
                "kecamatan_printed": name,
                "placement": draw(st.sampled_from(["juara_1", "finalis"])),
                "basis": "stated",
                "source_id": f"page-{number}",
                "note": str(number),
            }
        )
    return found


def key(name: str | None) -> str | None:
    return None if name is None else "".join(sign for sign in name.lower() if sign.isalnum())


def placed(rows: list[dict[str, Any]]) -> list[str | None]:
    """For each claim the code of its kecamatan, as the rule's sentences have it."""
    found: list[str | None] = []
    for row in rows:
        others = [
            other["kecamatan_code"]
            for other in rows
            if other["kecamatan_code"] and other["edition_year"] == row["edition_year"] is not None
        ]
        if row["kecamatan_printed"] is not None:
            others = [code for code in others if key(PLACES[code]) == key(row["kecamatan_printed"])]
        elif row["kabkota_code"] is not None:
            others = [code for code in others if code.startswith(row["kabkota_code"])]
        else:
            others = []
        found.append(row["kecamatan_code"] or (others[0] if len(set(others)) == 1 else None))
    return found


@FEWER
@given(claims())
def test_a_claim_is_about_the_one_kecamatan_that_others_place(rows: list[dict[str, Any]]) -> None:
    editions = [
        {
            "level": "provinsi",
            "code": "35",
            "year": year,
            "short_name": "SKK",
            "name": "SKK",
            "is_skk": "ya",
        }
        for year in (2030, 2031)
    ]
    tables = REGIONS | {"raw_placements": rows, "raw_editions": editions}
    with applied(0, **tables) as con:
        query = """SELECT note, edition_id, place_id, kecamatan_code, kecamatan_printed
            FROM placement_claim"""
        shown = {note: cells for note, *cells in con.execute(query).fetchall()}
        entitled = con.execute("SELECT DISTINCT entitled FROM edition").fetchall()
    assert entitled == [(2,)]
    assert Counter(shown.keys()) == Counter(row["note"] for row in rows)
    for row, code in zip(rows, placed(rows), strict=True):
        edition_id, place, kecamatan, printed = shown[row["note"]]
        assert printed == row["kecamatan_printed"]
        year = row["edition_year"]
        assert edition_id == (f"provinsi-35-{year}" if year else None)
        assert kecamatan == code
        if year is None:
            assert place is None
        elif code:
            assert place == code
        else:
            assert place.startswith(f"{row['kabkota_code'] or '35'}:")


@FEWER
@given(claims(), st.data())
def test_a_ruling_is_as_if_the_page_had_said_so(
    rows: list[dict[str, Any]], data: st.DataObject
) -> None:
    """Where a claim is placed; what was printed stays, and the others move with it alike."""
    row = data.draw(st.sampled_from(rows))
    ruling = {"ruling_id": "r", "year": row["edition_year"], "level": "provinsi", "code": "35"}
    ruling |= {
        "source_id": row["source_id"],
        "field": "edition_year",
        "ruled": "2031",
        "reason": "-",
    }
    editions = [
        {
            "level": "provinsi",
            "code": "35",
            "year": year,
            "short_name": "SKK",
            "name": "SKK",
            "is_skk": "ya",
        }
        for year in (2030, 2031)
    ]
    query = "SELECT note, edition_id, place_id, kecamatan_code FROM placement_claim ORDER BY note"
    tables = REGIONS | {"raw_editions": editions}
    with applied(0, **tables, raw_placements=rows, ruling=[ruling]) as con:
        ruled = con.execute(query).fetchall()
        marked = con.execute("SELECT note FROM placement_claim WHERE ruling_id = 'r'").fetchall()
        printed = con.execute(
            "SELECT year_printed FROM placement_claim WHERE ruling_id = 'r'"
        ).fetchall()
    said = [other | {"edition_year": 2031} if other is row else other for other in rows]
    with applied(0, **tables, raw_placements=said) as con:
        assert con.execute(query).fetchall() == ruled
    assert marked == [(row["note"],)]
    assert printed == [(row["edition_year"],)]


def test_classes_ranked_apart_are_editions_of_their_own() -> None:
    page = {"level": "provinsi", "province_code": "35", "basis": "stated", "placement": "juara_1"}
    page |= {"edition_year": 2030, "source_id": "page"}
    claims = [
        page | {"kecamatan_code": "350701", "kabkota_code": "3507", "class": "kabupaten"},
        page | {"kecamatan_code": "351001", "kabkota_code": "3510"},  # takes that of its kabkota
        page | {"kecamatan_printed": "Entah"},  # has none
    ]
    held = {"level": "provinsi", "code": "35", "year": 2030, "short_name": "SKK", "name": "SKK"}
    score = {"edition_year": 2030, "level": "provinsi", "province_code": "35", "value": 80.0}
    score |= {"kecamatan_code": "351001", "source_id": "page"}
    with applied(
        0,
        **REGIONS,
        raw_placements=claims,
        raw_editions=[held | {"is_skk": "kerabat"}],
        raw_scores=[score],
    ) as con:
        editions = con.execute(
            "SELECT edition_id, contest_id, entitled, is_skk FROM edition ORDER BY ALL"
        ).fetchall()
        placed = con.execute("SELECT edition_id FROM placement_claim ORDER BY ALL").fetchall()
        scores = con.execute("SELECT edition_id, place_id FROM score").fetchall()
    assert editions == [
        ("provinsi-35-2030-kabupaten", "provinsi-35-kabupaten-kerabat", 1, False),
        ("provinsi-35-2030-kota", "provinsi-35-kota-kerabat", 1, False),
    ]
    assert placed == [("provinsi-35-2030-kabupaten",), ("provinsi-35-2030-kota",), (None,)]
    assert scores == [("provinsi-35-2030-kota", "351001")]
