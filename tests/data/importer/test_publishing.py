"""Publishing imports: what changes and how it is told, taking back one alone, corrections,
practice, full disks, broken files.
"""

import shutil
from pathlib import Path
from typing import Any

import pytest

from data import build, check, drafts, layers, publish, simulate
from data.importer import difference, publishing, same
from data.importer.__main__ import changes, main
from data.importer.proposal import Choices, Proposal, propose
from tests import published, real, simulated
from tests.import_cases import make_cases
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
    saved,
    where,
)

__all__ = ["catalog", "office", "once", "put", "where"]


@pytest.fixture(scope="session")
def frames() -> Any:
    return real.frames()


STAGE = ["--stage", "hasil"]  # what the recap of the corpus does not say


def proposed(path: Path, frames: Any) -> Proposal:
    return propose(path, path.name, frames, Choices(answers={"tahap": "hasil"}))


# Publishing


@pytest.fixture
def folder(tmp_path: Path, built: Path) -> Path:
    """A folder of generations with the catalog in force."""
    where = tmp_path / "out"
    where.mkdir()
    (where / built.name).hardlink_to(built)
    publish.point(where, where / built.name)
    return where


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return real.copied(tmp_path_factory.mktemp("terbit") / "out") / real.generation().name


def state(where: Path) -> dict[str, Any]:
    return {str(path.relative_to(where)): path.stat().st_mtime_ns for path in where.rglob("*")}


def test_without_publish_nothing_is_written(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = state(folder)
    assert main([str(saved(tmp_path, make_cases.recap())), *STAGE, "--out", str(folder)]) == 0
    assert state(folder) == before
    out = capsys.readouterr().out
    assert "kabkota-3573-2026 Lowokwaru, Kota Malang: belum tercatat -> peserta, peringkat 1" in out
    assert "Belum diterbitkan" in out


def test_faults_go_to_stderr_with_exit_code_2(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = state(folder)
    sheets = make_cases.recap()
    sheets["Rekap"][4][1] = "Atlantis"
    assert main([str(saved(tmp_path, sheets)), *STAGE, "--out", str(folder), "--publish"]) == 2
    assert state(folder) == before
    assert "Rekap!B5: " in capsys.readouterr().err


def test_publishing_replacing_and_going_back(folder: Path, tmp_path: Path) -> None:
    first = publish.current(folder)
    assert first is not None
    path = saved(tmp_path, make_cases.recap())
    run = [*STAGE, "--out", str(folder), "--who", "Budi"]
    assert main([str(path), *run, "--publish"]) == 0
    second = publish.current(folder)
    assert second is not None
    ranks = (
        "SELECT place_name, rank_low FROM standing WHERE edition_id = 'kabkota-3573-2026' ORDER BY"
        " rank_low"
    )
    assert ask(folder, ranks) == [("Lowokwaru", 1), ("Kedungkandang", 2), ("Blimbing", 3)]
    assert main([str(path), *run, "--publish"]) == 2  # the same file again

    sheets = make_cases.recap()
    sheets["Rekap"][5][2:] = [90, 95, 185, 1]
    sheets["Rekap"][4][5], sheets["Rekap"][6][5] = 2, 3
    assert main([str(saved(tmp_path, sheets)), *run, "--publish"]) == 0
    assert ask(folder, ranks) == [("Blimbing", 1), ("Lowokwaru", 2), ("Kedungkandang", 3)]
    # The later file took the place of the earlier
    assert ask(folder, 'SELECT count(*) FROM "import"') == [(1,)]

    assert main([*run, "--revert", second.name]) == 0
    # A later build goes on from the imports in force
    assert build.build(build.CATALOG, folder) == second
    assert main([*run, "--revert", first.name]) == 0
    assert build.build(build.CATALOG, folder) == first
    assert [(entry.what, entry.done, entry.who) for entry in publishing.journal(folder)] == [
        ("kembali", True, "Budi"), ("kembali", True, "Budi"), ("terbit", True, "Budi"),
        ("terbit", True, "Budi"),
    ]  # fmt: skip
    assert len(publishing.generations(folder)) == 3


def test_the_second_of_two_operators_is_told_and_compares_again(
    folder: Path, tmp_path: Path, frames: Any
) -> None:
    one = proposed(saved(tmp_path, make_cases.recap()), frames)
    candidate = publishing.prepare(one, build.CATALOG, folder, "Ani")
    (tmp_path / "b").mkdir()
    other = proposed(saved(tmp_path / "b", make_cases.province()), frames)
    publishing.confirm(publishing.prepare(other, build.CATALOG, folder, "Budi"), folder)
    with pytest.raises(publish.MovedError, match="berubah sejak perbandingan"):
        publishing.confirm(candidate, folder)
    assert ask(folder, "SELECT count(*) FROM edition WHERE edition_id = 'kabkota-3573-2026'") == [
        (0,)
    ]
    publishing.discard(candidate)
    publishing.confirm(publishing.prepare(one, build.CATALOG, folder, "Ani"), folder)
    assert ask(folder, 'SELECT count(*) FROM "import"') == [(2,)]


def test_cancelling_leaves_nothing_behind(folder: Path, tmp_path: Path, frames: Any) -> None:
    before = state(folder)

    def cancel(step: str) -> None:
        if step.startswith("Membangun"):
            raise KeyboardInterrupt

    found = proposed(saved(tmp_path, make_cases.recap()), frames)
    with pytest.raises(KeyboardInterrupt):
        publishing.prepare(found, build.CATALOG, folder, "Ani", cancel)
    assert state(folder).keys() == before.keys()


def test_a_fault_in_a_layer_names_its_file(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        main([str(saved(tmp_path, make_cases.recap())), *STAGE, "--out", str(folder), "--publish"])
        == 0
    )
    layer = next((folder / build.IMPORTS).iterdir())
    scores = layer / "scores.csv"
    scores.write_text(scores.read_text().replace("357305", "999999", 1))
    assert build.main(["--out", str(folder)]) == 2
    assert (
        f'{layer.name}/scores.csv:2 kecamatan_code: "999999" tidak ada di kecamatan.csv'
        in capsys.readouterr().err
    )
    scores.unlink()
    (layer / "sources.csv").unlink()
    assert build.main(["--out", str(folder)]) == 2
    assert f"{layer.name}:1: impor ini tidak ada atau tidak lengkap" in capsys.readouterr().err


def test_a_torn_journal_is_read_and_continued(folder: Path) -> None:
    current = publish.current(folder)
    assert current is not None
    (folder / publishing.JOURNAL).write_bytes(b'{"id": "a", "what": "terbit"}\n{"id": "b", "wh')
    publishing.revert(folder, current.name, current, "Ani")
    assert [(entry.what, entry.done) for entry in publishing.journal(folder)] == [
        ("kembali", True),
        ("terbit", False),
    ]


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


# The sentence

NAMES = {"kabkota-3573": "Kota Malang", "kabkota-3507": "Kabupaten Malang"}


def told(where: Path, catalog: Path, file: published.File, **more: Any) -> str:
    candidate = publishing.prepare(file, catalog, where, "Ani", **more)
    said = difference.sentence(candidate.difference, NAMES)
    publishing.confirm(candidate, where)
    assert "nan" not in said.split()
    return said


def test_one_sentence_says_what_every_reader_will_see(
    where: Path, catalog: Path, tmp_path: Path
) -> None:
    assert (
        told(where, catalog, recap(tmp_path / "a", FIVE))
        == "Papan Peringkat Kota Malang 2026 menjadi baru dengan 5 kecamatan, Lowokwaru di tempat"
        " pertama; 10 nilai kriteria, 5 nilai total, dan 2 kriteria ditambahkan; tidak ada yang"
        " hilang."
    )
    assert (
        told(where, catalog, recap(tmp_path / "b", CORRECTED))
        == "Papan Peringkat Kota Malang 2026 berubah: 3 kecamatan bergeser, tempat pertama"
        " berpindah dari Lowokwaru ke Sukun; 2 nilai kriteria dan 1 nilai total berubah; tidak"
        " ada yang hilang."
    )


def test_a_sentence_of_nothing_and_of_an_unknown_first(
    where: Path, catalog: Path, tmp_path: Path
) -> None:
    assert (
        told(where, catalog, recap(tmp_path / "a", FIVE, has_ranks=False))
        == "Papan Peringkat Kota Malang 2026 menjadi baru dengan 5 kecamatan, tempat pertama belum"
        " tercatat; 10 nilai kriteria dan 2 kriteria ditambahkan; tidak ada yang hilang."
    )
    nothing = difference.between(publish.current(where), publish.current(where))
    assert difference.sentence(nothing, NAMES) == "Tidak ada peringkat atau nilai yang berubah."
    assert difference.sentence(difference.between(None, publish.current(where)), {}).startswith(
        "Papan Peringkat kabkota-3573 2026 menjadi baru"
    )


def test_where_only_scores_change_nobody_is_said_to_move(
    where: Path, catalog: Path, tmp_path: Path
) -> None:
    told(where, catalog, recap(tmp_path / "a", FIVE))
    more = {name: (first + 0.25, second) for name, (first, second) in FIVE.items()}
    candidate = publishing.prepare(recap(tmp_path / "b", more), catalog, where, "Ani")
    assert difference.sentence(candidate.difference, NAMES).startswith(
        "Papan Peringkat Kota Malang 2026 berubah: 5 kecamatan berubah nilainya, tempat pertama"
        " tetap Lowokwaru; "
    )
    line = (
        "Lowokwaru, Kota Malang: peserta, peringkat 1, nilai 178 -> peserta, peringkat 1, nilai"
        " 178,25"
    )
    assert f"  kabkota-3573-2026 {line}" in changes(candidate.difference)
    publishing.discard(candidate)


def test_what_is_new_is_called_so_and_never_nan(where: Path, catalog: Path, tmp_path: Path) -> None:
    """A board on which some move and some are new: of a column that holds both, pandas makes nan of
    None.
    """
    told(where, catalog, recap(tmp_path / "a", dict(list(FIVE.items())[1:])))
    candidate = publishing.prepare(recap(tmp_path / "b", FIVE), catalog, where, "Ani")
    lines = changes(candidate.difference)
    assert (
        "  kabkota-3573-2026 Lowokwaru, Kota Malang: belum tercatat -> peserta, peringkat 1"
        in lines
    )
    assert (
        "  kabkota-3573-2026 Klojen, Kota Malang: peserta, peringkat 1 -> peserta, peringkat 2"
        in lines
    )
    assert not any("nan" in line.split() or "None" in line for line in lines)
    publishing.confirm(candidate, where)
    gone = publishing.withdraw(where, catalog, candidate.import_id, publish.current(where), "Ani")
    assert (
        "  kabkota-3573-2026 Lowokwaru, Kota Malang: peserta, peringkat 1 -> tidak tercatat lagi"
        in changes(gone.difference)
    )
    publishing.discard(gone)


# Practice


@pytest.fixture(scope="session")
def simulated_catalog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published.small(tmp_path_factory.mktemp("simulasi") / "catalog", is_simulated=True)


@pytest.fixture
def practice(simulated_catalog: Path, tmp_path: Path) -> Path:
    """A folder of simulated data with its own catalog, as data.simulate leaves it."""
    folder = tmp_path / "simulasi"
    shutil.copytree(simulated_catalog, folder / "catalog")
    build.build(folder / "catalog", folder)
    return folder


def test_practice_from_the_first_step_to_the_last(
    practice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = publish.current(practice)
    path = saved(tmp_path, make_cases.recap())
    run = [*STAGE, "--out", str(practice), "--who", "Budi"]
    assert main([str(path), *run, "--publish"]) == 0
    assert "LATIHAN: folder ini berisi data simulasi" in capsys.readouterr().out
    assert ask(practice, "SELECT kind FROM build") == [("simulated",)]
    assert ask(practice, "SELECT publisher, title FROM source") == [
        ("SIMULASI", "LATIHAN: Berkas impor a.xlsx (Pemerintah Kota Malang)")
    ]
    assert ask(practice, "SELECT short_name, name FROM edition") == [
        ("LATIHAN SKK", "Sinergitas Kinerja Kecamatan (SIMULASI)")
    ]
    (name,) = in_force(practice)
    assert [one.who for one in publishing.journal(practice)] == ["Budi"]
    # A build goes on from its own catalog and the practice
    assert build.main(["--out", str(practice)]) == 0
    assert in_force(practice) == [name]
    assert main(["--withdraw", name, *run, "--publish"]) == 0
    assert publish.current(practice) == base


def test_practice_is_corrected_like_the_real_thing(practice: Path, tmp_path: Path) -> None:
    catalog = practice / "catalog"
    first = publishing.prepare(recap(tmp_path / "a", FIVE), catalog, practice, "Ani")
    publishing.confirm(first, practice)
    assert publishing.proposed_replacements(
        practice, recap(tmp_path / "b", CORRECTED, name="revisi.csv")
    ) == [first.import_id]


def test_another_simulation_begins_without_the_practice_and_keeps_it(
    practice: Path, tmp_path: Path
) -> None:
    candidate = publishing.prepare(recap(tmp_path, FIVE), practice / "catalog", practice, "Ani")
    publishing.confirm(candidate, practice)
    simulate.write(simulated.simulation(), practice)
    assert in_force(practice) == []
    publishing.confirm(
        publishing.restore(
            practice, practice / "catalog", candidate.import_id, publish.current(practice), "Ani"
        ),
        practice,
    )
    assert in_force(practice) == [candidate.import_id]


def test_practice_never_moves_into_published_data(
    practice: Path, where: Path, catalog: Path, tmp_path: Path
) -> None:
    candidate = publishing.prepare(
        recap(tmp_path / "a", FIVE), practice / "catalog", practice, "Ani"
    )
    generation = publishing.confirm(candidate, practice)
    shutil.copytree(practice / build.IMPORTS, where / build.IMPORTS)
    shutil.copy(generation, where)
    base = publish.current(where)
    with pytest.raises(publishing.RefusedError, match="adalah data simulasi"):
        publishing.restore(where, catalog, candidate.import_id, base, "Ani")
    with pytest.raises(publishing.RefusedError, match="berisi data simulasi"):
        publishing.revert(where, generation.name, base, "Ani")
    meta = where / build.IMPORTS / candidate.import_id / layers.META
    # Even if its mark is taken away
    meta.write_text(meta.read_text().replace("simulated", "published"))
    with pytest.raises(check.CatalogError, match="tidak boleh bercampur"):
        publishing.restore(where, catalog, candidate.import_id, base, "Ani")
    with pytest.raises(build.MixError):
        publishing.prepare(recap(tmp_path / "b", FIVE), practice / "catalog", where, "Ani")
    with pytest.raises(build.MixError):
        publishing.prepare(recap(tmp_path / "b", FIVE), catalog, practice, "Ani")
    assert publish.current(where) == base
