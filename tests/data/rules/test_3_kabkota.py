"""Rule 3: a kecamatan lies in the kabkota of its code, whatever a page prints."""

from hypothesis import given
from hypothesis import strategies as st

from tests.data.rules.alone import EDITION, MANY, PAGES, applied, disputes, sides

CLAIM = st.fixed_dictionaries(
    {
        "kecamatan_code": st.sampled_from(["350701", "351001", None]),
        "printed_kabkota": st.sampled_from(["3507", "3510", None]),
        "source_id": st.sampled_from([*PAGES]),
    }
)


@MANY
@given(st.lists(CLAIM, max_size=8))
def test_another_kabkota_than_that_of_the_code_is_a_dispute(
    rows: list[dict[str, str | None]],
) -> None:
    evidence = [
        row
        | {
            "edition_id": EDITION,
            "place_id": row["kecamatan_code"] or f"{row['printed_kabkota']}:entah",
            "kabkota_code": (row["kecamatan_code"] or row["printed_kabkota"] or "")[:4] or None,
        }
        for row in rows
    ]
    with applied(3, evidence=evidence) as con:
        shown, told = disputes(con), sides(con, "kabkota")
    expected: dict[str, dict[str, set[str]]] = {}
    for code in ("350701", "351001"):
        held: dict[str, set[str]] = {}
        for row in rows:
            if row["kecamatan_code"] == code:
                printed = row["printed_kabkota"] or code[:4]
                mark = f"{printed} *" if code.startswith(printed) else printed
                held.setdefault(mark, set()).add(str(row["source_id"]))
        if any(not mark.endswith("*") for mark in held):
            expected[code] = held
    assert told == expected
    assert shown == {("kabkota", code): code[:4] for code in expected}
