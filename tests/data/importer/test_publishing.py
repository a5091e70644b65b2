"""Publishing imports: what changes and how it is told, going back, two operators, practice."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from data import build, check, layers, publish, simulate
from data.importer import difference, publishing
from data.importer.__main__ import changes, main
from data.importer.proposal import Choices, Proposal, propose
from tests import published, real, simulated
from tests.import_cases import make_cases
from tests.published import (
    CORRECTED,
    FIVE,
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


def state(where: Path) -> dict[str, Any]:
    return {str(path.relative_to(where)): path.stat().st_mtime_ns for path in where.rglob("*")}


def test_without_publish_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On the real catalog; the tests below take a smaller one."""
    folder = real.copied(tmp_path / "out")
    before = state(folder)
    assert main([str(saved(tmp_path, make_cases.recap())), *STAGE, "--out", str(folder)]) == 0
    assert state(folder) == before
    out = capsys.readouterr().out
    assert "kabkota-3573-2026 Lowokwaru, Kota Malang: belum tercatat -> peserta, peringkat 1" in out
    assert "Belum diterbitkan" in out


@pytest.fixture
def run(where: Path, catalog: Path) -> list[str]:
    """What the command line is told each time."""
    return [*STAGE, "--out", str(where), "--catalog", str(catalog), "--who", "Budi"]


def test_faults_go_to_stderr_with_exit_code_2(
    where: Path, run: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = state(where)
    sheets = make_cases.recap()
    sheets["Rekap"][4][1] = "Atlantis"
    assert main([str(saved(tmp_path, sheets)), *run, "--publish"]) == 2
    assert state(where) == before
    assert "Rekap!B5: " in capsys.readouterr().err


def test_publishing_replacing_and_going_back(
    where: Path, catalog: Path, run: list[str], tmp_path: Path
) -> None:
    first = publish.current(where)
    assert first is not None
    path = saved(tmp_path, make_cases.recap())
    assert main([str(path), *run, "--publish"]) == 0
    second = publish.current(where)
    assert second is not None
    ranks = (
        "SELECT place_name, rank_low FROM standing WHERE edition_id = 'kabkota-3573-2026' ORDER BY"
        " rank_low"
    )
    assert ask(where, ranks) == [("Lowokwaru", 1), ("Kedungkandang", 2), ("Blimbing", 3)]
    assert main([str(path), *run, "--publish"]) == 2  # the same file again

    sheets = make_cases.recap()
    sheets["Rekap"][5][2:] = [90, 95, 185, 1]
    sheets["Rekap"][4][5], sheets["Rekap"][6][5] = 2, 3
    assert main([str(saved(tmp_path, sheets)), *run, "--publish"]) == 0
    assert ask(where, ranks) == [("Blimbing", 1), ("Lowokwaru", 2), ("Kedungkandang", 3)]
    # The later file took the place of the earlier
    assert ask(where, 'SELECT count(*) FROM "import"') == [(1,)]

    assert main([*run, "--revert", second.name]) == 0
    # A later build goes on from the imports in force
    assert build.build(catalog, where) == second
    assert main([*run, "--revert", first.name]) == 0
    assert build.build(catalog, where) == first
    assert [(entry.what, entry.done, entry.who) for entry in publishing.journal(where)] == [
        ("kembali", True, "Budi"), ("kembali", True, "Budi"), ("terbit", True, "Budi"),
        ("terbit", True, "Budi"),
    ]  # fmt: skip
    assert len(publishing.generations(where)) == 3


def test_the_second_of_two_operators_is_told_and_compares_again(
    where: Path, catalog: Path, tmp_path: Path, frames: Any
) -> None:
    one = proposed(saved(tmp_path, make_cases.recap()), frames)
    candidate = publishing.prepare(one, catalog, where, "Ani")
    base, draft = publish.current(where), candidate.folder
    other = recap(tmp_path / "b", FIVE, edition=published.CITY._replace(year=2025))
    publishing.confirm(publishing.prepare(other, catalog, where, "Budi"), where)
    assert publish.current(where) != base
    assert draft.is_dir()
    with pytest.raises(publish.MovedError, match="berubah sejak perbandingan"):
        publishing.confirm(candidate, where)
    assert ask(where, "SELECT count(*) FROM edition WHERE edition_id = 'kabkota-3573-2026'") == [
        (0,)
    ]
    publishing.discard(candidate)
    publishing.confirm(publishing.prepare(one, catalog, where, "Ani"), where)
    assert ask(where, 'SELECT count(*) FROM "import"') == [(2,)]


def test_cancelling_leaves_nothing_behind(
    where: Path, catalog: Path, tmp_path: Path, frames: Any
) -> None:
    before = state(where)

    def cancel(step: str) -> None:
        if step.startswith("Membangun"):
            raise KeyboardInterrupt

    found = proposed(saved(tmp_path, make_cases.recap()), frames)
    with pytest.raises(KeyboardInterrupt):
        publishing.prepare(found, catalog, where, "Ani", cancel)
    assert state(where).keys() == before.keys()


def test_a_fault_in_a_layer_names_its_file(
    put: Any, where: Path, catalog: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    layer = where / build.IMPORTS / put(recap(tmp_path, FIVE))
    run = ["--out", str(where), "--catalog", str(catalog)]
    scores = layer / "scores.csv"
    scores.write_text(scores.read_text().replace("357305", "999999", 1))
    assert build.main(run) == 2
    assert (
        f'{layer.name}/scores.csv:2 kecamatan_code: "999999" tidak ada di kecamatan.csv'
        in capsys.readouterr().err
    )
    scores.unlink()
    (layer / "sources.csv").unlink()
    assert build.main(run) == 2
    assert f"{layer.name}:1: impor ini tidak ada atau tidak lengkap" in capsys.readouterr().err


def test_a_torn_journal_is_read_and_continued(where: Path) -> None:
    current = publish.current(where)
    assert current is not None
    (where / publishing.JOURNAL).write_bytes(b'{"id": "a", "what": "terbit"}\n{"id": "b", "wh')
    publishing.revert(where, current.name, current, "Ani")
    assert [(entry.what, entry.done) for entry in publishing.journal(where)] == [
        ("kembali", True),
        ("terbit", False),
    ]


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
def practice(simulated_catalog: Path, once: Path, tmp_path: Path) -> Path:
    """A folder of simulated data with its own catalog, as data.simulate leaves it."""
    folder = published.copied(simulated_catalog, once / "simulasi", tmp_path / "simulasi")
    shutil.copytree(simulated_catalog, folder / "catalog")
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
    practice: Path, tmp_path: Path, frames: Any
) -> None:
    candidate = publishing.prepare(recap(tmp_path, FIVE), practice / "catalog", practice, "Ani")
    publishing.confirm(candidate, practice)
    kecamatan = frames["kecamatan"]
    scope = simulate.Scope(
        kecamatan[kecamatan["kabkota_code"].isin(published.SOME)], range(2024, 2025), 2
    )
    simulation = simulate.simulate(scope, simulated.SEED, frames)
    simulate.write(simulation, practice)
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
