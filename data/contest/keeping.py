"""Backup and restore of store and evidence as one file, an edition to take along, and what is
erased afterwards.

A backup holds the rows themselves, so that what was SQLite can be restored into PostgreSQL, and the
other way round.
"""

import csv
import hashlib
import io
import json
import os
import secrets
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Table, delete, select, text

from data.contest import (
    closing,
    entering,
    evidence,
    journal,
    pictures,
    rights,
    schema,
    scoring,
    setting_up,
    talking,
    verifying,
    visiting,
)  # fmt: skip
from data.contest.errors import ContestError
from data.contest.rights import SERVER, Actor, Right
from data.contest.store import Store, Tx

ABOUT, TABLES, FILES = "cadangan.json", "tabel", "bukti"
FORMAT = 2  # 1: without messages, findings in the field, photos and positions
KEPT_FOR = timedelta(days=180)  # after closing; then names and evidence may go
ROWS = 1000


class Saved(NamedTuple):
    """What a backup holds."""

    rows: int
    files: int
    head: str  # of the journal
    missing: int = 0  # files of evidence that were gone or damaged already


@rights.free("for whoever sits at the server; no page calls it")
def backup(store: Store, out: Path) -> Saved:
    """Write store and evidence into one new file, whole or not at all. Writers wait meanwhile.

    Raises:
        ContestError: the file is there already, or the journal is not whole. OSError: the disk does
            not take it.
    """
    if out.exists():
        raise ContestError(f"{out} sudah ada; pilih nama lain.")
    draft = out.with_name(f".{out.name}-{secrets.token_hex(4)}")
    try:
        with store.begin() as tx, zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as made:
            found = _saved(tx, made)
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        draft.chmod(0o600)
        draft.replace(out)
    finally:
        draft.unlink(missing_ok=True)
    return found


def _saved(tx: Tx, made: zipfile.ZipFile) -> Saved:
    chain = journal.verify(tx)
    if chain.problem:
        raise ContestError(f"Jurnal tidak utuh: {chain.problem}. Cadangan tidak dibuat.")
    counts = {}
    for table in schema.Base.metadata.sorted_tables:
        with made.open(f"{TABLES}/{table.name}.jsonl", "w") as out:
            counts[table.name] = 0
            for line in _lines(tx, table):
                out.write(line)
                counts[table.name] += 1
    missing = files = 0
    for sha256 in _hashes(tx):
        try:
            content = evidence.read(tx.files, sha256)
        except ContestError:
            missing += 1
            continue
        made.writestr(zipfile.ZipInfo(f"{FILES}/{sha256}"), content)
        files += 1
    about = {"format": FORMAT, "rows": counts, "files": files, "head": chain.head}
    made.writestr(ABOUT, json.dumps(about, indent=2))
    return Saved(sum(counts.values()), files, chain.head, missing)


def _hashes(tx: Tx, *, has_removed: bool = True) -> list[str]:
    """The files that are kept: evidence of kecamatan, and photos of jurors."""
    found: set[str] = set()
    for table in (schema.Evidence, schema.Photo):
        query = select(table.sha256)
        found |= set(
            tx.session.scalars(query if has_removed else query.where(table.removed_at.is_(None)))
        )
    return sorted(found)


def _lines(tx: Tx, table: Table) -> Iterator[bytes]:
    query = select(*(column for column in table.columns)).order_by(*table.primary_key.columns)
    for row in tx.session.execute(query.execution_options(yield_per=ROWS)):
        told = [
            column.type.process_bind_param(value, tx.session.get_bind().dialect)
            if isinstance(column.type, schema.Exact | schema.Moment)
            else value
            for column, value in zip(table.columns, row, strict=True)
        ]
        yield (json.dumps(told, ensure_ascii=False) + "\n").encode()


@rights.free("for whoever sits at the server; no page calls it")
def restore(store: Store, file: Path) -> Saved:
    """Fill an empty store from a backup, whole or not at all.

    Raises:
        ContestError: the store is not empty, or the file is no whole backup. OSError: it cannot be
            opened, or the disk does not take it.
    """
    try:
        with zipfile.ZipFile(file) as held, store.begin() as tx:
            return _restored(tx, held)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
        raise ContestError(
            f"{file.name} bukan cadangan lomba yang utuh; tidak ada yang dipulihkan."
        ) from error


def _restored(tx: Tx, held: zipfile.ZipFile) -> Saved:
    about = json.loads(held.read(ABOUT))
    if about["format"] != FORMAT:
        raise ContestError("Cadangan ini dari versi aplikasi lain; pasang versi itu.")
    tables = schema.Base.metadata.sorted_tables
    for table in tables:
        if tx.session.execute(select(table).limit(1)).first() is not None:
            raise ContestError(
                "Penyimpanan lomba tidak kosong; pindahkan dahulu foldernya, atau pakai basis data"
                " baru. Tidak ada yang diubah."
            )
    for table in tables:
        count = 0
        with held.open(f"{TABLES}/{table.name}.jsonl") as lines:
            for line in lines:
                tx.session.execute(table.insert().values(_row(table, json.loads(line))))
                count += 1
        if count != about["rows"][table.name]:
            raise ContestError(f"Cadangan tidak utuh: tabel {table.name} kurang baris.")
    if tx.session.get_bind().dialect.name == "postgresql":
        tx.session.execute(
            text(
                "SELECT setval(pg_get_serial_sequence('person', 'person_id'),"
                " greatest((SELECT max(person_id) FROM person), 1))"
            )
        )
    chain = journal.verify(tx, about["head"] if about["rows"]["journal"] else "")
    if chain.problem:
        raise ContestError(f"Jurnal dalam cadangan tidak utuh: {chain.problem}.")
    files = [name for name in held.namelist() if name.startswith(f"{FILES}/")]
    for name in files:
        content, sha256 = held.read(name), name.removeprefix(f"{FILES}/")
        if hashlib.sha256(content).hexdigest() != sha256:
            raise ContestError(f"Bukti {sha256[:12]} dalam cadangan rusak.")
        evidence.keep(tx.files, sha256, content)
    return Saved(sum(about["rows"].values()), len(files), chain.head)


def _row(table: Table, told: list[str | int | bool | None]) -> dict[str, object]:
    return {
        column.name: _read(column.type, value)
        for column, value in zip(table.columns, told, strict=True)
    }


def _read(kind: object, value: str | int | bool | None) -> object:
    """A value of a backup as the column takes it."""
    if value is None or not isinstance(kind, schema.Exact | schema.Moment):
        return value
    return (
        Decimal(str(value))
        if isinstance(kind, schema.Exact)
        else datetime.fromisoformat(str(value))
    )


@rights.needs(Right.EXPORT)
def export(tx: Tx, actor: Actor, edition: str, *, has_files: bool = True) -> bytes:
    """Everything of an edition as a zip of CSV files, with its evidence and photos as they are
    shown: where a photo was taken stands in a file of its own. Secrets are not in it.
    """
    held = setting_up.held(tx, actor, edition)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, rows in _sheets(tx, edition, held).items():
            made.writestr(f"{name}.csv", _csv(rows))
        if has_files:
            _evidence(tx, edition, made)
    return out.getvalue()


def _evidence(tx: Tx, edition: str, made: zipfile.ZipFile) -> None:
    found = tx.session.scalars(
        select(schema.Evidence)
        .where(schema.Evidence.edition_id == edition, schema.Evidence.removed_at.is_(None))
        .order_by(schema.Evidence.kecamatan, schema.Evidence.question, schema.Evidence.sha256)
    )
    photos = tx.session.scalars(
        select(schema.Photo)
        .where(schema.Photo.edition_id == edition, schema.Photo.removed_at.is_(None))
        .order_by(schema.Photo.kecamatan, schema.Photo.question, schema.Photo.sha256)
    )
    files: list[tuple[str, schema.Evidence | schema.Photo]] = [
        *(("bukti", one) for one in found),
        *(("lapangan", one) for one in photos),
    ]
    for folder, one in files:
        code = "".join(sign if sign.isalnum() else "_" for sign in one.question)
        name = f"{folder}/{one.kecamatan}/{code}/{one.sha256[:8]}-{one.name}"
        try:
            made.writestr(name, pictures.shown(evidence.read(tx.files, one.sha256), one.kind))
        except ContestError as error:
            made.writestr(f"{name}.hilang.txt", str(error))


def _sheets(tx: Tx, edition: str, held: setting_up.Held) -> Mapping[str, list[tuple[object, ...]]]:
    """The tables of an edition as whoever sits at the server sees them: their right was asked."""
    named = held.entrants
    answers, verdicts, files, said_of, places_of = [], [], [], [], []
    for code, name in named.items():
        said = entering.answers(tx, SERVER, edition, code)
        answers += [(code, name, q, one.text, one.own_value, one.version, one.changed_at)
                    for q, one in sorted(said.items())]  # fmt: skip
        seen = verifying.verdicts(tx, SERVER, edition, code)
        verdicts += [(code, name, q, one.verdict, one.reason, one.is_current)
                     for q, one in sorted(seen.items())]  # fmt: skip
        files += [(code, name, *one) for one in entering.files(tx, SERVER, edition, code)]
        said_of += [
            (code, name, q, *one)
            for q, told in talking.threads(tx, SERVER, edition, code).items()
            for one in told
        ]
        places_of += [(code, name, sha256, *one) for sha256, one in
                      sorted(entering.positions(tx, SERVER, edition, code).items())]  # fmt: skip
    asked = setting_up.questions(tx, SERVER, edition)
    values = scoring.everyone(tx, SERVER, edition)
    places = closing.results(tx, SERVER, edition)
    lines = journal.read(tx, SERVER, edition, most=10**6)
    return {
        "pertanyaan": [setting_up.Asked._fields, *asked],
        "jawaban": [("kecamatan", "nama", "pertanyaan", "jawaban", "nilai_sendiri", "versi",
                     "diubah"), *answers],
        "verifikasi": [("kecamatan", "nama", "pertanyaan", "putusan", "alasan", "terkini"),
                       *verdicts],
        "bukti": [("kecamatan", "nama", "pertanyaan", "sha256", "berkas", "jenis", "ukuran"),
                  *files],
        "pesan": [("kecamatan", "nama", "pertanyaan", "nomor", "siapa", "sebagai", "saat", "pesan"),
                  *said_of],
        "posisi": [("kecamatan", "nama", "sha256", "lintang", "bujur", "saat_menurut_kamera"),
                   *places_of],
        "lapangan": [visiting.Noted._fields, *visiting.everyone(tx, SERVER, edition)],
        "nilai": [scoring.Seen._fields, *values],
        "hasil": [closing.Placed._fields, *places],
        "jurnal": [journal.Told._fields, *lines],
    }  # fmt: skip


def _csv(rows: list[tuple[object, ...]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([[_cell(value) for value in row] for row in rows])
    return out.getvalue()


def _cell(value: object) -> str:
    """A value as text that no spreadsheet takes for a formula."""
    told = "" if value is None else str(value)
    return f"'{told}" if told.lstrip()[:1] in ("=", "+", "-", "@") and told[:1] else told


@rights.needs(Right.SERVE)
def erase(tx: Tx, actor: Actor, edition: str, told: Callable[[str], None] = lambda _: None) -> int:
    """Erase what is personal of an edition that was closed half a year ago: names of people who are
    in no other edition, or were removed and are in none, their sessions, addresses and invitations,
    and the files of evidence. Answers, scores, result and journal stay; the journal knows people by
    number. Return how many names went.

    Raises:
        ContestError: it is not closed, or not long enough.
    """
    held = tx.session.get(schema.Edition, edition)
    if held is None or held.closed_at is None or tx.now - held.closed_at < KEPT_FOR:
        raise ContestError(
            f"Data pribadi dihapus paling cepat {KEPT_FOR.days} hari sesudah edisi ditutup."
        )
    elsewhere = select(schema.Membership.person_id).where(schema.Membership.edition_id != edition)
    needed = _removed_elsewhere(tx, edition)
    people = [
        one
        for one in tx.session.scalars(
            select(schema.Person).where(
                schema.Person.erased_at.is_(None), schema.Person.person_id.not_in(elsewhere)
            )
        )
        if str(one.person_id) not in needed
    ]
    for one in people:
        one.label, one.erased_at = f"Orang {one.person_id}", tx.now
        for table in (schema.Login, schema.Account):
            tx.session.execute(delete(table).where(table.person_id == one.person_id))
    tx.session.execute(delete(schema.Invitation).where(schema.Invitation.edition_id == edition))
    gone, kept = set[str](), set[str]()
    files: list[schema.Evidence | schema.Photo] = [
        *tx.session.scalars(select(schema.Evidence)),
        *tx.session.scalars(select(schema.Photo)),
    ]
    for one_of in files:
        if one_of.edition_id != edition:
            kept.add(one_of.sha256)
            continue
        gone.add(one_of.sha256)
        one_of.removed_at, one_of.name = one_of.removed_at or tx.now, f"dihapus.{one_of.kind}"
    gone -= kept
    tx.session.execute(delete(schema.Position).where(schema.Position.sha256.in_(gone)))
    journal.append(
        tx,
        actor,
        "hapus data pribadi",
        edition,
        "",
        after=f"{len(people)} orang, {len(gone)} berkas",
    )
    for sha256 in gone:
        evidence.place(tx.files, sha256).unlink(missing_ok=True)
        pictures.forget(tx.files, sha256)
    told(f"{len(gone)} berkas bukti dihapus")
    return len(people)


def _removed_elsewhere(tx: Tx, edition: str) -> set[str]:
    """Who was removed from another edition of which names are kept still, as the journal knows
    them.
    """
    kept = select(schema.Edition.edition_id).where(
        schema.Edition.edition_id != edition,
        schema.Edition.closed_at.is_(None) | (schema.Edition.closed_at > tx.now - KEPT_FOR),
    )
    return set(
        tx.session.scalars(
            select(schema.Line.subject).where(
                schema.Line.what == "cabut peran", schema.Line.edition_id.in_(kept)
            )
        )
    )


@rights.free("counts, and tells nobody's data")
def damaged(tx: Tx) -> list[str]:
    """Hashes of evidence that is gone from the disk or not what it was."""
    found = []
    for sha256 in _hashes(tx, has_removed=False):
        try:
            evidence.read(tx.files, sha256)
        except ContestError:
            found.append(sha256)
    return found


@rights.needs(Right.SERVE)
def is_there(tx: Tx, actor: Actor, edition: str) -> bool:  # noqa: ARG001
    """Whether the store holds an edition."""
    return tx.session.get(schema.Edition, edition) is not None
