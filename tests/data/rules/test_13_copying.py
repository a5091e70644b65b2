"""Rule 13: why an innovation is worth copying, and in what order those with reasons stand."""

import re
from collections import defaultdict
from functools import cmp_to_key
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.data.rules.alone import PAGES, applied, edition, pages

KINDS = ["copied", "award", "placed", "publishers", "years", "namesake"]
NAMES = {"350701": "Donomulyo", "350702": "Pagak", "357402": "Wonoasih"}
EDITIONS = {
    "provinsi-35-2030": True,
    "provinsi-35-2031": True,
    "kabkota-3507-2030": True,
    "kabkota-3574-2031": False,  # kindred
}
INNOVATION = st.fixed_dictionaries(
    {
        "name": st.sampled_from(
            ["Bank Sampah", "bank sampah (2)", "Bank Sampah Pagak", "Pagak", "Kopi", "KOPI!", "Ayo"]
        ),
        "kecamatan_code": st.sampled_from([*NAMES, None]),
        "context": st.sampled_from(["skk", "skk", "lain"]),
        "reports": st.lists(
            st.tuples(st.sampled_from(list(PAGES)), st.sampled_from([None, 2029, 2030, 2031])),
            min_size=1,
            max_size=4,
        ),
        "recognitions": st.lists(
            st.tuples(st.sampled_from(["award", "copied"]), st.sampled_from([None, 2030])),
            max_size=2,
            unique=True,
        ),
    }
)
STANDING = st.fixed_dictionaries(
    {
        "edition_id": st.sampled_from(list(EDITIONS)),
        "kecamatan_code": st.sampled_from(list(NAMES)),
        "rank_low": st.integers(1, 4),
        "width": st.integers(0, 1),
        "is_inferred": st.booleans(),
    }
)


def years(row: dict[str, Any]) -> list[int]:
    return sorted({year for _, year in row["reports"] if year})


def place(row: dict[str, Any], number: int) -> str:
    return row["kecamatan_code"] or str(number)


def key(row: dict[str, Any]) -> str:
    """No brackets, no name of the kecamatan, letters and digits; the whole if too short."""
    bare = re.sub(r"\(.*?\)", "", row["name"].lower())
    own = NAMES.get(row["kecamatan_code"], "").lower()
    left = "".join(word for word in re.findall("[a-z0-9]+", bare) if word != own)
    return left if len(left) >= 4 else re.sub("[^a-z0-9]", "", row["name"].lower())


def tables(rows: list[dict[str, Any]], standings: list[dict[str, Any]]) -> dict[str, Any]:
    """The tables that the rule reads."""
    made: dict[str, list[dict[str, Any]]] = defaultdict(list, source=pages())
    made["edition"] = [edition(name, is_skk=is_skk) for name, is_skk in EDITIONS.items()]
    for number, row in enumerate(rows):
        told = years(row) or [None]
        own = {"innovation_id": str(number), "name": row["name"], "context": row["context"]}
        where = {"kecamatan_code": row["kecamatan_code"]}
        made["catalogue"].append(
            own
            | where
            | {"kecamatan": NAMES.get(row["kecamatan_code"]), "indicator_basis": "unknown"}
            | {"first_year": told[0], "last_year": told[-1], "sources": 1}
        )
        for at, (page, year) in enumerate(row["reports"]):
            made["innovation_claim"].append(
                own | where | {"claim_id": f"{number}-{at}", "year": year, "source_id": page}
            )
        for kind, year in row["recognitions"]:
            made["recognition"].append(
                {"recognition_id": f"{number}-{kind}-{year}", "name": row["name"], **where}
                | {"kind": kind, "year": year, "what": f"{number}", "source_id": "gov"}
            )
    for row in standings:
        low = row["rank_low"]
        made["standing"].append(
            {
                "edition_id": row["edition_id"],
                "place_id": row["kecamatan_code"],
                "kecamatan_code": row["kecamatan_code"],
                "place_name": NAMES[row["kecamatan_code"]],
                "title": "finalis",
                "rank_low": low,
                "rank_high": low + row["width"],
                "is_tied": False,
                "is_finalist": True,
                "sources": 1,
                "publishers": 1,
                "is_disputed": False,
                "is_ruled": False,
                "is_inferred": row["is_inferred"],
            }
        )
    return made


def best_place(row: dict[str, Any], standings: list[dict[str, Any]]) -> str | None:
    """The edition that is shown, one by one."""
    told = years(row)
    if row["context"] != "skk" or not told:
        return None
    found = [
        (
            not one["edition_id"].startswith("provinsi"),
            one["rank_low"],
            one["rank_low"] + one["width"],
            -int(one["edition_id"][-4:]),
            one["edition_id"],
        )
        for one in standings
        if one["kecamatan_code"] == row["kecamatan_code"]
        and EDITIONS[one["edition_id"]]
        and one["rank_low"] + one["width"] <= 3
        and not one["is_inferred"]
        and told[0] <= int(one["edition_id"][-4:]) <= told[-1] + 1
    ]
    return min(found)[-1] if found else None


def namesakes(rows: list[dict[str, Any]], number: int) -> set[str]:
    """The places that first report the name later than this place first does."""
    first: dict[str, int] = {}
    for at, row in enumerate(rows):
        if key(row) == key(rows[number]) and years(row):
            where = place(row, at)
            first[where] = min(years(row)[0], first.get(where, 9999))
    own, told = first.get(place(rows[number], number)), years(rows[number])
    if own is None or not told or told[0] != own:
        return set()
    return {where for where, year in first.items() if year > own}


def before(one: list[str], other: list[str]) -> int:
    """More kinds first; of as many, whoever has the strongest that the other lacks."""
    if len(one) != len(other):
        return len(other) - len(one)
    for kind in KINDS:
        if (kind in one) != (kind in other):
            return -1 if kind in one else 1
    return 0


@settings(max_examples=80, deadline=None, derandomize=True, database=None)
@given(
    st.lists(INNOVATION, max_size=6, unique_by=lambda row: (row["name"], row["kecamatan_code"])),
    st.lists(
        STANDING, max_size=4, unique_by=lambda row: (row["edition_id"], row["kecamatan_code"])
    ),
)
def test_reasons_and_their_order(
    rows: list[dict[str, Any]], standings: list[dict[str, Any]]
) -> None:
    with applied(13, **tables(rows, standings)) as con:
        reasons = con.execute(
            "SELECT innovation_id, kind, number, edition_id, what FROM innovation_reason"
        ).fetchall()
        order = con.execute(
            "SELECT innovation_id, kinds, name_key FROM innovation_worth ORDER BY position"
        ).fetchall()
    kinds: dict[int, list[str]] = {}
    for number, row in enumerate(rows):
        mine = [one for one in reasons if one[0] == str(number)]
        hosts = {PAGES[page][0] for page, _ in row["reports"]}
        expected: list[tuple[Any, ...]] = [
            (kind, None, None, str(number)) for kind, _ in row["recognitions"]
        ]
        if found := best_place(row, standings):
            expected.append(("placed", None, found, None))
        if len(hosts) > 1:
            expected.append(("publishers", len(hosts), None, None))
        if len(years(row)) > 1:
            expected.append(
                ("years", len(years(row)), None, ", ".join(str(year) for year in years(row)))
            )
        if later := namesakes(rows, number):
            expected.append(("namesake", len(later), None, None))
        assert sorted((one[1:] for one in mine), key=str) == sorted(expected, key=str)
        told = {one[0] for one in expected}
        kinds[number] = [kind for kind in KINDS if kind in told]
    by_hand = sorted(kinds, key=lambda number: (rows[number]["name"].lower(), str(number)))
    by_hand.sort(key=cmp_to_key(lambda one, other: before(kinds[one], kinds[other])))
    assert [(int(one), told.split(";") if told else []) for one, told, _ in order] == [
        (number, kinds[number]) for number in by_hand
    ]
    assert {int(one): name_key for one, _, name_key in order} == {
        number: key(row) for number, row in enumerate(rows)
    }


def test_a_recognition_is_about_the_innovation_of_its_place() -> None:
    """The same name in two kecamatan: the award is that of one."""
    rows = [
        {"name": "Kopi", "kecamatan_code": code, "context": "skk", "reports": [("gov", 2030)]}
        | {"recognitions": [("award", 2030)] if code == "350701" else []}
        for code in ("350701", "350702")
    ]
    with applied(13, **tables(rows, [])) as con:
        found = con.execute("SELECT innovation_id FROM recognition").fetchall()
    assert found == [("0",)]


def told(name: str, code: str, year: int) -> dict[str, Any]:
    """An innovation of one report."""
    own = {"name": name, "kecamatan_code": code, "context": "skk", "recognitions": []}
    return own | {"reports": [("gov", year)]}


def test_only_the_first_of_a_name_at_a_place_has_namesakes() -> None:
    rows = [
        told("Bank Sampah", "350701", 2029),
        told("Bank Sampah (2)", "350701", 2031),
        told("Bank Sampah Pagak", "350702", 2030),
    ]
    with applied(13, **tables(rows, [])) as con:
        found = con.execute("SELECT innovation_id, other_id, year FROM innovation_reason")
        assert found.fetchall() == [("0", "2", 2030)]


def test_an_inferred_place_is_no_reason_nor_one_long_after() -> None:
    rows = [told("Kopi", "350701", 2029), told("Teh Manis", "350702", 2030)]
    place = {"rank_low": 1, "width": 0}
    standings = [
        place | {"edition_id": name, "kecamatan_code": code, "is_inferred": is_inferred}
        for name, code, is_inferred in (
            ("provinsi-35-2030", "350702", True),
            ("kabkota-3507-2030", "350701", False),
            ("provinsi-35-2031", "350701", False),
        )
    ]
    with applied(13, **tables(rows, standings)) as con:
        found = con.execute("SELECT innovation_id, kind, edition_id FROM innovation_reason")
        assert found.fetchall() == [("0", "placed", "kabkota-3507-2030")]
