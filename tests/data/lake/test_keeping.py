"""A lake at the command line: made, filled, backed up, restored; and what is said where that cannot
be.
"""

import zipfile
from pathlib import Path

import pytest

from data import publish, stores
from data.lake import __main__ as command
from data.lake import keeping, link, store
from data.lake.store import Lake
from tests.data.lake.conftest import Filled, Held, Team
from tests.published import state


def run(monkeypatch: pytest.MonkeyPatch, address: str, node: Path, *arguments: str) -> int:
    monkeypatch.setenv("SKK_DATA", address)
    monkeypatch.setenv("SKK_NODE", str(node))
    return command.main(list(arguments))


def test_a_lake_comes_back_from_its_backup_and_nodes_notice(
    team: Team, bare: str, held: Held, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    team.change(team.one, 1)
    wanted = held(team.one.where)
    file = tmp_path / "danau.zip"
    assert run(monkeypatch, team.address, team.one.where, "cadangkan", str(file)) == 0
    assert file.stat().st_mode & 0o077 == 0
    lost = team.change(team.one, 2)  # after the backup: the disaster takes it
    store.follow(team.two)
    restored = tmp_path / "pulih"
    assert (
        run(monkeypatch, bare, team.two.where, "pulihkan", str(file), "--berkas", str(restored))
        == 0
    )
    node = Lake(team.two.where, bare)
    assert store.follow(node)  # it held more than there is now
    assert held(node.where) == wanted
    assert publish.pointed(node.where) != lost.name
    fresh = Lake(tmp_path / "tiga", bare)
    store.follow(fresh)
    assert held(fresh.where) == wanted
    monkeypatch.setattr(stores, "of", lambda folder: Lake(folder, bare))
    now = team.change(fresh, 3)  # and it goes on from there, by numbers that were used before
    assert store.follow(node)
    assert publish.pointed(node.where) == now.name


def test_a_folder_of_generations_becomes_a_lake(
    filled: Filled,
    bare: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    node, folder = tmp_path / "node", filled.node.parent / "terbit"
    assert run(monkeypatch, bare, node, "status") == 2
    assert "jalankan python -m data.lake siapkan" in capsys.readouterr().err
    assert run(monkeypatch, bare, node, "siapkan", "--berkas", str(tmp_path / "berkas")) == 0
    assert run(monkeypatch, bare, node, "masukkan", str(folder)) == 0
    assert publish.pointed(node) == publish.pointed(folder)
    assert run(monkeypatch, bare, node, "masukkan", str(folder)) == 2  # once
    assert run(monkeypatch, bare, node, "ikuti", "--sekali") == 0
    capsys.readouterr()
    assert run(monkeypatch, bare, node, "status") == 0
    assert run(monkeypatch, bare, node, "riwayat") == 0
    assert publish.pointed(folder) in capsys.readouterr().out
    assert run(monkeypatch, bare, node, "perubahan", "1", "9") == 2
    assert run(monkeypatch, bare, node, "ambil", "skk-0123456789ab.duckdb") == 2
    assert "tidak ada di danau data" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("data/published", "SKK_DATA tidak menyebut danau data"),
        ("ducklake:postgres:", "ditulis ducklake:postgres:dbname=… host=…"),
        ("ducklake:postgres:bukan", "tidak terbaca"),
        ("ducklake:postgres:dbname='x'", "tanpa tanda petik"),
        ("ducklake:mysql:dbname=x", "ditulis ducklake:postgres:"),
        ("ducklake:postgres:dbname=x host=/tidak-ada password=rahasia", "tidak terjangkau"),
    ],
)
def test_a_wrong_address_is_told_and_no_password_with_it(
    address: str,
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for arguments in (["status"], ["siapkan", "--berkas", str(tmp_path / "berkas")], ["riwayat"]):
        assert run(monkeypatch, address, tmp_path / "node", *arguments) == 2
        said = capsys.readouterr().err
        assert told in said
        assert "rahasia" not in said
        assert "Traceback" not in said


def test_duckdb_does_not_repeat_the_password_either(bare: str) -> None:
    address = f"{bare}_hilang password=rahasia"
    with pytest.raises(link.AwayError) as told, link.attached(address):
        pass
    assert "rahasia" not in str(told.value)


def test_what_is_no_backup_or_would_go_over_something_is_refused(
    team: Team, bare: str, tmp_path: Path
) -> None:
    file = tmp_path / "danau.zip"
    keeping.backup(team.address, file)
    with pytest.raises(link.LakeError, match="tidak kosong"):
        keeping.restore(team.address, file, tmp_path / "baru")  # a lake is there
    with pytest.raises(link.LakeError, match="tidak kosong"):
        keeping.restore(bare, file, team.data_path)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    (tmp_path / "rusak.zip").write_bytes(content)
    with zipfile.ZipFile(tmp_path / "jahat.zip", "w") as evil:
        evil.writestr(keeping.DUMP, b"x")
        evil.writestr("berkas/../../keluar.parquet", b"x")
    (tmp_path / "bukan.zip").write_bytes(b"bukan zip")
    for name in ("rusak.zip", "jahat.zip", "bukan.zip"):
        with pytest.raises(link.LakeError, match="bukan cadangan"):
            keeping.restore(bare, tmp_path / name, tmp_path / "baru")
        assert not (tmp_path / "baru").exists()
    assert not (tmp_path / "keluar.parquet").exists()
    keeping.restore(bare, file, tmp_path / "baru")  # nothing was left in the way


def test_a_backup_that_cannot_be_written_leaves_the_one_before(
    team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "danau.zip"
    file.write_bytes(b"yang lama")
    monkeypatch.setattr(keeping, "PROGRAMS", "tidak/ada")
    monkeypatch.setenv("PATH", "")
    before = state(team.data_path)
    with pytest.raises(link.LakeError, match="pasang postgresql-client"):
        keeping.backup(team.address, file)
    assert file.read_bytes() == b"yang lama"
    assert not list(tmp_path.glob("tmp*"))
    assert state(team.data_path) == before
