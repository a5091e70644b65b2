"""Imports beside each other: one is taken back alone, a correction takes the place of what it
corrects, and what has nothing to do with it stays.
"""

from pathlib import Path
from typing import Any

import pytest

from data import build, drafts, publish
from data.importer import publishing, same
from data.importer.__main__ import main
from tests import published
from tests.published import (
    CORRECTED,
    FIVE,
    PAPARAN,
    ask,
    catalog,
    in_force,
    office,
    once,
    put,
    recap,
    where,
)

__all__ = ["catalog", "office", "once", "put", "where"]

# One import alone

PARTS = (
    "SELECT stage, count(*) FROM score WHERE indicator IS NOT NULL GROUP BY stage ORDER BY stage"
)


def test_one_import_is_taken_back_and_the_later_one_stays(
    put: Any, where: Path, catalog: Path, tmp_path: Path
) -> None:
    first = put(recap(tmp_path / "a", FIVE, stage="administrasi"))
    alone = publish.current(where)
    second = put(recap(tmp_path / "b", PAPARAN, stage="paparan"), "Budi")
    both = publish.current(where)
    assert in_force(where) == [first, second]
    assert ask(where, PARTS) == [("administrasi", 10), ("paparan", 10)]

    candidate = publishing.withdraw(where, catalog, first, both, "Citra")
    assert publish.current(where) == both  # nothing yet
    publishing.confirm(candidate, where)
    assert ask(where, PARTS) == [("paparan", 10)]
    assert in_force(where) == [second]
    assert [(one.import_id, one.is_in_force, one.who) for one in publishing.imports(where)] == [
        (second, True, "Budi"), (first, False, "Ani"),
    ]  # fmt: skip
    entry = publishing.journal(where)[0]
    assert (entry.what, entry.who, entry.import_id, entry.done, entry.imports) == (
        "tarik",
        "Citra",
        first,
        True,
        (second,),
    )

    back = publishing.restore(where, catalog, first, publish.current(where), "Dewi")
    assert publishing.confirm(back, where) == both  # the same content is the same generation
    last = publishing.withdraw(where, catalog, second, both, "Dewi")
    assert publishing.confirm(last, where) == alone
    assert [one.what for one in publishing.journal(where)] == [
        "tarik",
        "pulih",
        "tarik",
        "terbit",
        "terbit",
    ]
    assert not list(where.glob(f"{drafts.PREFIX}*"))


def test_whatever_order_imports_come_and_go_the_rest_is_as_if_alone(
    put: Any, where: Path, catalog: Path, tmp_path: Path
) -> None:
    """Each of three stands without the two others, also the edition that the first brought."""
    files = [
        recap(tmp_path / stage, FIVE, stage=stage)
        for stage in ("administrasi", "paparan", "tinjau_lapang")
    ]
    names = [put(one) for one in files]

    def change(act: Any, number: int) -> None:
        publishing.confirm(act(where, catalog, names[number], publish.current(where), "Ani"), where)

    def is_alone(number: int) -> bool:
        assert in_force(where) == [names[number]]
        assert ask(where, "SELECT count(*) FROM edition") == [(1,)]
        return ask(where, PARTS) == [(files[number].rows["scores"][0]["stage"], 10)]

    change(publishing.withdraw, 0)
    change(publishing.withdraw, 1)
    assert is_alone(2)
    change(publishing.restore, 1)
    change(publishing.withdraw, 2)
    assert is_alone(1)


def test_what_is_not_in_force_is_not_taken_back_and_what_is_not_kept_not_brought_back(
    put: Any, where: Path, catalog: Path, tmp_path: Path
) -> None:
    name = put(recap(tmp_path, FIVE))
    base = publish.current(where)
    before = published.state(where)
    for call, said in [
        (
            lambda: publishing.withdraw(where, catalog, "kabkota-3573-2026-0", base, "Ani"),
            "tidak sedang berlaku",
        ),
        (lambda: publishing.restore(where, catalog, name, base, "Ani"), "sudah berlaku"),
        (lambda: publishing.restore(where, catalog, "../imports", base, "Ani"), "tidak ada di"),
        (
            lambda: publishing.restore(where, catalog, "kabkota-3573-2026-0", base, "Ani"),
            "tidak ada di",
        ),
    ]:
        with pytest.raises(publishing.RefusedError, match=said):
            call()
    with pytest.raises(publish.MovedError, match="sejak riwayat ini ditampilkan"):
        publishing.withdraw(where, catalog, name, None, "Ani")
    assert published.state(where) == before


def test_taking_back_is_compared_and_swapped(
    put: Any, where: Path, catalog: Path, tmp_path: Path
) -> None:
    first = put(recap(tmp_path / "a", FIVE, stage="administrasi"))
    candidate = publishing.withdraw(where, catalog, first, publish.current(where), "Ani")
    second = put(recap(tmp_path / "b", PAPARAN, stage="paparan"))
    with pytest.raises(publish.MovedError):
        publishing.confirm(candidate, where)
    publishing.discard(candidate)
    assert in_force(where) == [first, second]


def test_the_command_line_shows_then_takes_back_and_brings_back(
    put: Any, where: Path, catalog: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = put(recap(tmp_path, FIVE))
    run = ["--out", str(where), "--catalog", str(catalog), "--who", "Budi"]
    before = published.state(where)
    assert main(["--withdraw", name, *run]) == 0
    said = capsys.readouterr().out
    assert (
        "Papan Peringkat Kota Malang 2026 hilang dengan 5 kecamatannya; 10 nilai kriteria" in said
    )
    assert "Belum diterbitkan; tambahkan --publish" in said
    assert published.state(where) == before
    assert main(["--withdraw", name, *run, "--publish"]) == 0
    assert in_force(where) == []
    assert main(["--withdraw", name, *run, "--publish"]) == 2
    assert f'"{name}" tidak sedang berlaku' in capsys.readouterr().err
    assert main(["--history", *run]) == 0
    assert (
        f"- {name} kabkota-3573-2026 rekap.csv (Pemerintah Kota Malang) Ani"
        in capsys.readouterr().out
    )
    assert main(["--restore", name, *run, "--publish"]) == 0
    assert in_force(where) == [name]


# What replaces what

KOTA, KABUPATEN = published.CITY, published.CITY._replace(code="3507")
HALF = dict(list(FIVE.items())[:2])
SAME = [
    ("a corrected file under another name", {}, {"said": CORRECTED, "name": "rekap revisi.csv"},
    True),
    ("a kecamatan more", {"said": dict(list(FIVE.items())[:4])}, {"said": FIVE}, True),
    ("the same title, written otherwise", {"title": "Berita Acara 12/2026"},
     {"title": "berita acara 12-2026", "said": CORRECTED}, True),
    ("a criterion called otherwise", {},
    {"said": CORRECTED, "criteria": ("Pelayanan Publik", "Inovasi")}, True),
    ("another stage of one office", {"stage": "administrasi"}, {"stage": "paparan"}, False),
    ("another juror of one office", {"juror": "Ani", "has_ranks": False},
    {"juror": "Budi", "has_ranks": False}, False),
    ("other criteria of one stage", {"has_ranks": False},
    {"has_ranks": False, "criteria": ("Anggaran", "Lainnya")}, False),
    ("the other half of the list", {"said": HALF}, {"said": dict(list(FIVE.items())[2:])}, False),
    ("another publisher", {}, {"said": CORRECTED, "publisher": "Bappeda Kota Malang"}, False),
    ("another document", {"title": "Berita acara"},
    {"said": CORRECTED, "title": "Keputusan wali kota"}, False),
    ("another class", {"edition": KOTA._replace(kind="kota")},
     {"said": CORRECTED, "edition": KOTA._replace(kind="kabupaten")}, False),
    ("another year", {}, {"said": CORRECTED, "edition": KOTA._replace(year=2025)}, False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("earlier", "later", "is_same"), [case[1:] for case in SAME], ids=[case[0] for case in SAME]
)
def test_a_correction_is_told_from_another_source(
    earlier: Any, later: Any, is_same: bool, tmp_path: Path
) -> None:
    made = [
        recap(tmp_path / str(number), **{"said": FIVE} | one)
        for number, one in enumerate((earlier, later))
    ]
    sources = [same.of_rows(one.rows, one.edition.edition_id, one.sha256) for one in made]
    assert same.is_same(sources[1], sources[0]) is is_same


def test_the_same_file_read_otherwise_is_a_correction(tmp_path: Path) -> None:
    first, second = (
        recap(tmp_path / stage, FIVE, stage=stage) for stage in ("administrasi", "paparan")
    )
    sources = [same.of_rows(one.rows, one.edition.edition_id, "0" * 64) for one in (first, second)]
    assert same.is_same(sources[1], sources[0])


def test_a_layer_says_of_itself_what_its_rows_said(put: Any, where: Path, tmp_path: Path) -> None:
    for number, more in enumerate(
        [{}, {"title": "Berita\nacara"}, {"juror": "Ani", "has_ranks": False}]
    ):
        file = recap(tmp_path / str(number), FIVE, **more)
        name = put(file, replaces=[])
        said = same.of_rows(file.rows, file.edition.edition_id, file.sha256)
        assert same.of_layer(where / build.IMPORTS / name) == said


def test_a_correction_replaces_and_both_stay_in_the_journal(
    put: Any, where: Path, catalog: Path, tmp_path: Path
) -> None:
    first = put(recap(tmp_path / "a", FIVE))
    other = put(recap(tmp_path / "b", FIVE, publisher="Bappeda Kota Malang"))
    corrected = recap(tmp_path / "c", CORRECTED, name="revisi.csv")
    assert publishing.proposed_replacements(where, corrected) == [first]
    candidate = publishing.prepare(corrected, catalog, where, "Budi")
    assert candidate.replaced == [first]
    publishing.confirm(candidate, where)
    assert in_force(where) == [other, candidate.import_id]
    assert [(one.import_id, one.replaces) for one in publishing.journal(where)] == [
        (candidate.import_id, (first,)), (other, ()), (first, ()),
    ]  # fmt: skip
    back = publishing.restore(where, catalog, first, publish.current(where), "Ani")
    assert back.replaced == [candidate.import_id]
    publishing.confirm(back, where)
    assert in_force(where) == [first, other]


def test_the_operator_says_what_is_replaced(
    put: Any, where: Path, catalog: Path, tmp_path: Path
) -> None:
    first = put(recap(tmp_path / "a", FIVE))
    beside = put(recap(tmp_path / "b", CORRECTED), replaces=[])
    assert in_force(where) == [first, beside]
    third = recap(tmp_path / "c", FIVE | {"Klojen": (1, 2)}, publisher="Bappeda Kota Malang")
    assert publishing.proposed_replacements(where, third) == []
    with pytest.raises(publishing.RefusedError, match='"kabkota-9" tidak sedang berlaku'):
        publishing.prepare(third, catalog, where, "Ani", replaces=["kabkota-9"])
    last = put(third, replaces=[beside, first])
    assert in_force(where) == [last]


def test_a_file_read_otherwise_does_not_stand_beside_itself(
    put: Any, where: Path, catalog: Path, tmp_path: Path
) -> None:
    file = recap(tmp_path / "a", FIVE)
    first = put(file)
    otherwise = recap(tmp_path / "b", FIVE, stage="paparan")._replace(sha256=file.sha256)
    with pytest.raises(publishing.RefusedError, match=f"dengan bacaan lain \\({first}\\)"):
        publishing.prepare(otherwise, catalog, where, "Ani", replaces=[])
    with pytest.raises(publishing.RefusedError, match="sudah terbit dengan isi yang sama"):
        publishing.prepare(file, catalog, where, "Ani")


def test_criteria_without_codes_of_two_files_are_not_mixed(
    put: Any, where: Path, tmp_path: Path
) -> None:
    put(recap(tmp_path / "a", FIVE, stage="administrasi", criteria=("Pelayanan", "Inovasi")))
    put(recap(tmp_path / "b", PAPARAN, stage="paparan", criteria=("Penyajian", "Inovasi")))
    assert ask(
        where,
        """
        SELECT DISTINCT score.stage, indicator.name FROM score JOIN indicator
        ON indicator.code = score.indicator AND indicator.edition_id = score.edition_id ORDER BY ALL
        """,
    ) == [
        ("administrasi", "Inovasi"),
        ("administrasi", "Pelayanan"),
        ("paparan", "Inovasi"),
        ("paparan", "Penyajian"),
    ]


def test_a_printed_code_that_means_two_things_is_refused(
    put: Any, where: Path, catalog: Path, tmp_path: Path
) -> None:
    first = put(recap(tmp_path / "a", FIVE, stage="administrasi", codes=("K1", "K2")))
    alike = recap(
        tmp_path / "b",
        PAPARAN,
        stage="paparan",
        codes=("K1", "K2"),
        criteria=("Pelayanan.", "inovasi"),
    )
    publishing.discard(publishing.prepare(alike, catalog, where, "Ani"))
    other = recap(
        tmp_path / "c",
        PAPARAN,
        stage="paparan",
        codes=("K1", "K2"),
        criteria=("Penyajian", "Inovasi"),
    )
    with pytest.raises(
        publishing.RefusedError, match=f'K1 berarti "Penyajian" .* "Pelayanan" di impor {first}'
    ):
        publishing.prepare(other, catalog, where, "Ani")
