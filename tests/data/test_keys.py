"""Keys of contests and editions: whatever the database holds is read, and written the same."""

import pytest

from data import keys
from tests import real, simulated


@pytest.mark.parametrize(
    "con", [real.connection(), simulated.connection()], ids=["real", "simulated"]
)
def test_every_key_of_a_database_says_what_its_row_says(con) -> None:  # noqa: ANN001
    rows = con.execute(
        "SELECT edition_id, contest_id, level, code, year, class, is_skk FROM edition"
    ).fetchall()
    assert rows
    for edition_id, contest_id, level, code, year, kelas, is_skk in rows:
        edition, contest = keys.edition(edition_id), keys.contest(contest_id)
        assert edition == (level, code, year, kelas or "")
        assert contest == (level, code, kelas or "", not is_skk)
        assert (str(edition), str(contest)) == (edition_id, contest_id)


@pytest.mark.parametrize("key", ["provinsi", "provinsi-35-2024-kota-kerabat-x", "provinsi-35-dua"])
def test_what_is_no_key_is_refused(key: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        keys.edition(key)


def test_a_contest_has_one_class_at_most() -> None:
    with pytest.raises(ValueError, match="provinsi-35-a-b"):
        keys.contest("provinsi-35-a-b")
    assert keys.contest("kabkota-3573").province == "35"
