"""An edition before and while it runs: opened, its questions, its dates, who takes part."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pandas as pd
from sqlalchemy import func, select

from data import keys
from data.contest import journal, rights, schema, templates
from data.contest.errors import ContestError, LateError, LockedError, StaleError
from data.contest.rights import Actor, Right
from data.contest.store import Tx

ENTRY, STAGES = "administrasi", ("administrasi", "paparan", "tinjau_lapang")
ZONE = "Asia/Jakarta"
# What is shown of the zones of the country
ZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


class Held(NamedTuple):
    """An edition as those who take part see it."""

    edition_id: str
    name: str
    zone: str
    advancing: int
    template: str
    closed_at: datetime | None
    import_id: str
    version: int
    entrants: dict[str, str]  # name by code of the kecamatan

    @property
    def is_closed(self) -> bool:
        """Whether its scores are final."""
        return self.closed_at is not None


class Window(NamedTuple):
    """When a stage is open; None: not set."""

    opens_at: datetime | None
    closes_at: datetime | None


class Asked(NamedTuple):
    """A question of an edition."""

    code: str
    section: str
    name: str
    stage: str
    maximum: Decimal
    weight: Decimal
    asked: str
    bands: str


@rights.needs(Right.SERVE)
def open_edition(
    tx: Tx, actor: Actor, edition: str, frames: Mapping[str, pd.DataFrame], name: str = ""
) -> list[str]:
    """Open an edition of a kabupaten or kota for all its kecamatan; return their codes.

    Raises:
        ContestError: the key is none, of a province, of an unknown region, or open already.
    """
    try:
        told = keys.edition(edition)
    except ValueError as error:
        raise ContestError(f'"{edition}" bukan edisi; tulis seperti kabkota-3573-2026.') from error
    if told.level != "kabkota" or told.kelas:
        raise ContestError(
            "Yang dapat dibuka di sini edisi kabupaten/kota, misalnya kabkota-3573-2026."
        )
    places = frames["kecamatan"]
    of = places[places["kabkota_code"] == told.code]
    if of.empty:
        raise ContestError(f'"{told.code}" bukan kode kabupaten/kota.')
    if not 2010 <= told.year <= tx.now.year + 1:
        raise ContestError(f"Tahun {told.year} di luar 2010 sampai tahun depan.")
    if tx.session.get(schema.Edition, edition) is not None:
        raise ContestError(f"Edisi {edition} sudah dibuka.")
    name = " ".join(" ".join(name.split())[:200].split())
    templates.publishable("Nama lomba", name)
    tx.session.add(
        schema.Edition(
            edition_id=edition,
            name=name or "Sinergitas Kinerja Kecamatan",
            short_name="SKK",
            zone=ZONE,
            advancing=3,
            template="",
            import_id="",
            version=1,
        )
    )
    tx.session.flush()
    for stage in STAGES:
        tx.session.add(schema.Stage(edition_id=edition, stage=stage))
    for code, called in of[["code", "name"]].itertuples(index=False):
        tx.session.add(schema.Entry(edition_id=edition, kecamatan=str(code), name=str(called)))
    journal.append(tx, actor, "buka edisi", edition, "", after=f"{len(of)} kecamatan")
    return [str(code) for code in of["code"]]


@rights.needs(Right.SEE)
def held(tx: Tx, actor: Actor, edition: str) -> Held:  # noqa: ARG001 - asked by the declaration
    """An edition."""
    one = tx.session.get_one(schema.Edition, edition)
    entrants = tx.session.execute(
        select(schema.Entry.kecamatan, schema.Entry.name)
        .where(schema.Entry.edition_id == edition)
        .order_by(schema.Entry.name)
    )
    return Held(
        edition, one.name, one.zone, one.advancing, one.template, one.closed_at, one.import_id,
        one.version, dict(entrants.tuples().all()),
    )  # fmt: skip


@rights.needs(Right.SEE)
def questions(tx: Tx, actor: Actor, edition: str, stage: str = "") -> list[Asked]:  # noqa: ARG001
    """The questions of an edition in their order; of one stage, if it is named."""
    query = select(schema.Question).where(schema.Question.edition_id == edition)
    if stage:
        query = query.where(schema.Question.stage == stage)
    return [
        Asked(one.code, one.section, one.name, one.stage, one.maximum, one.weight, one.asked,
              one.bands)
        for one in tx.session.scalars(query.order_by(schema.Question.position))
    ]  # fmt: skip


@rights.needs(Right.SET_UP)
def change(
    tx: Tx, actor: Actor, edition: str, *, name: str, zone: str, advancing: int, version: int
) -> None:
    """Change what an edition is called, where its clock stands and how many go on. `version` is the
    one that was seen.

    Raises:
        StaleError: somebody changed it meanwhile. LockedError: it is closed. ContestError: no name,
            no such time zone, or nobody goes on.
    """
    one = _open(tx, edition)
    name = " ".join(name.split())
    if one.version != version:
        raise StaleError(name, one.name, one.version)
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ContestError(f'Zona waktu "{zone}" tidak dikenal; misalnya {ZONE}.') from error
    if not name or len(name) > 200 or not 1 <= advancing <= 100:
        raise ContestError("Nama wajib diisi (paling banyak 200 huruf); yang maju 1 sampai 100.")
    templates.publishable("Nama lomba", name)
    before = f"{one.name}; {one.zone}; {one.advancing}"
    one.name, one.zone, one.advancing, one.version = name, zone, advancing, version + 1
    journal.append(
        tx, actor, "ubah edisi", edition, "", before=before, after=f"{name}; {zone}; {advancing}"
    )


@rights.needs(Right.SET_UP)
def ask(tx: Tx, actor: Actor, edition: str, drafts: Sequence[templates.Draft], whence: str) -> None:
    """Put a set of questions in the place of those before; `whence` says in words where it is from.

    Raises:
        ContestError: the set could not be scored. LockedError: somebody has answered or scored
            already, or the edition is closed.
    """
    one = _open(tx, edition)
    templates.checked(drafts)
    for draft in drafts:
        if draft.stage not in STAGES:
            raise ContestError(f'Tahap "{draft.stage}" tidak ada; pilih {", ".join(STAGES)}.')
    for table in (schema.Answer, schema.Evidence, schema.Score, schema.Verification,
                  schema.Message, schema.Finding, schema.Photo):  # fmt: skip
        if tx.session.scalars(select(table).where(table.edition_id == edition).limit(1)).first():
            raise LockedError(
                "Pertanyaan tidak dapat diganti: sudah ada yang mengisi atau menilai."
            )
    before = tx.session.scalars(
        select(schema.Question).where(schema.Question.edition_id == edition)
    ).all()
    for question in before:
        tx.session.delete(question)
    tx.session.flush()
    for number, draft in enumerate(drafts, 1):
        kept = draft._replace(
            maximum=templates.plain(draft.maximum), weight=templates.plain(draft.weight)
        )
        tx.session.add(schema.Question(edition_id=edition, position=number, **kept._asdict()))
    one.template, one.version = whence, one.version + 1
    journal.append(
        tx,
        actor,
        "tetapkan pertanyaan",
        edition,
        "",
        before=str(len(before)),
        after=f"{len(drafts)}: {whence}",
    )


@rights.needs(Right.SET_UP)
def copy(tx: Tx, actor: Actor, edition: str, source: str) -> int:
    """Take over the questions of another edition that the actor may set up too; return how many.

    Raises:
        RefusedError: they may not. ContestError: it has none; and as ask().
    """
    rights.require(tx, actor, Right.SET_UP, source)
    drafts = [templates.Draft(*one) for one in questions(tx, actor, source)]
    ask(tx, actor, edition, drafts, f"edisi {source}")
    return len(drafts)


@rights.needs(Right.SEE)
def stages(tx: Tx, actor: Actor, edition: str) -> dict[str, Window]:  # noqa: ARG001
    """When each stage is open."""
    found = tx.session.scalars(select(schema.Stage).where(schema.Stage.edition_id == edition))
    told = {one.stage: Window(one.opens_at, one.closes_at) for one in found}
    return {stage: told.get(stage, Window(None, None)) for stage in STAGES}


@rights.needs(Right.SET_UP)
def schedule(
    tx: Tx,
    actor: Actor,
    edition: str,
    stage: str,
    *,
    opens_at: datetime | None,
    closes_at: datetime | None,
    reason: str = "",
) -> None:
    """Say when a stage is open. A stage that has an end already gets another with a reason only.

    Raises:
        ContestError: no such stage, the end is not after the beginning, a moment without a time
            zone, or no reason. LockedError: the edition is closed.
    """
    _open(tx, edition)
    one = tx.session.get(schema.Stage, (edition, stage))
    if one is None:
        raise ContestError(f'Tahap "{stage}" tidak ada; pilih {", ".join(STAGES)}.')
    if any(moment is not None and moment.tzinfo is None for moment in (opens_at, closes_at)):
        raise ContestError("Waktu tanpa zona waktu; sebutkan zonanya.")
    if opens_at and closes_at and closes_at <= opens_at:
        raise ContestError("Batas akhir harus sesudah waktu buka.")
    if one.closes_at is not None and one.closes_at != closes_at and not reason.strip():
        raise ContestError("Batas waktu yang sudah diumumkan hanya diubah dengan alasan tertulis.")
    before = f"{one.opens_at} / {one.closes_at}"
    one.opens_at, one.closes_at = opens_at, closes_at
    after = f"{opens_at} / {closes_at} {reason.strip()}".strip()
    journal.append(tx, actor, "jadwalkan", edition, stage, before=before, after=after)


@rights.needs(Right.SET_UP)
def extend(
    tx: Tx, actor: Actor, edition: str, kecamatan: str, stage: str, *, until: datetime, reason: str
) -> None:
    """Give one kecamatan more time in a stage.

    Raises:
        ContestError: no reason, no such stage or entrant, or no later than now. LockedError: the
            edition is closed.
    """
    _open(tx, edition)
    if not reason.strip():
        raise ContestError("Perpanjangan hanya diberikan dengan alasan tertulis.")
    if tx.session.get(schema.Entry, (edition, kecamatan)) is None or stage not in STAGES:
        raise ContestError("Kecamatan atau tahap itu tidak ada dalam edisi ini.")
    if until.tzinfo is None or until <= tx.now:
        raise ContestError("Batas baru harus sesudah saat ini.")
    tx.session.add(
        schema.Extension(
            edition_id=edition,
            stage=stage,
            kecamatan=kecamatan,
            granted_at=tx.now,
            until=until,
            reason=reason.strip(),
        )
    )
    journal.append(
        tx, actor, "perpanjang", edition, f"{kecamatan} {stage}", after=f"{until} {reason.strip()}"
    )


@rights.needs(Right.SET_UP)
def leave_out(tx: Tx, actor: Actor, edition: str, kecamatan: str, reason: str) -> None:
    """Take a kecamatan that does not take part out of the entrants.

    Raises:
        ContestError: no reason, or not an entrant. LockedError: there is something of it already,
            or the edition is closed.
    """
    _open(tx, edition)
    one = tx.session.get(schema.Entry, (edition, kecamatan))
    if one is None or not reason.strip():
        raise ContestError("Sebutkan peserta edisi ini, dan alasannya.")
    for table in (schema.Answer, schema.Evidence, schema.Score, schema.Verification,
                  schema.Message, schema.Finding, schema.Photo, schema.Membership,
                  schema.Assignment, schema.Conflict):  # fmt: skip
        query = select(table).where(table.edition_id == edition, table.kecamatan == kecamatan)
        if tx.session.scalars(query.limit(1)).first() is not None:
            raise LockedError(
                f"{one.name} sudah punya isian, nilai, anggota, atau penugasan; tidak dapat"
                " dikeluarkan."
            )
    tx.session.delete(one)
    journal.append(tx, actor, "keluarkan peserta", edition, kecamatan, after=reason.strip())


@rights.needs(Right.ENTRY_READ)
def closes(tx: Tx, actor: Actor, edition: str, kecamatan: str, stage: str) -> datetime | None:  # noqa: ARG001
    """Until when a kecamatan may write in a stage, with its extensions; None: no end is set."""
    return until(tx, edition, kecamatan, stage)


@rights.free("works for functions that were let pass; a moment, and nobody's data")
def until(tx: Tx, edition: str, kecamatan: str, stage: str) -> datetime | None:
    """closes() for functions of this package."""
    one = tx.session.get(schema.Stage, (edition, stage))
    if one is None or one.closes_at is None:
        return None
    more = tx.session.scalar(
        select(func.max(schema.Extension.until)).where(
            schema.Extension.edition_id == edition,
            schema.Extension.stage == stage,
            schema.Extension.kecamatan == kecamatan,
        )
    )
    return max(one.closes_at, more) if more is not None else one.closes_at


@rights.free("works for functions that were let pass; reads nobody's data")
def require_open(tx: Tx, edition: str, kecamatan: str, stage: str) -> None:
    """Let pass while a stage is open for a kecamatan, by the clock of the server.

    Raises:
        LockedError: the edition is closed. LateError: before or after its time.
    """
    _open(tx, edition)
    one = tx.session.get(schema.Stage, (edition, stage))
    if one is None or (one.opens_at is not None and tx.now < one.opens_at):
        raise LateError("Tahap ini belum dibuka.")
    end = until(tx, edition, kecamatan, stage)
    if end is not None and tx.now >= end:
        raise LateError(
            "Batas waktu tahap ini sudah lewat menurut jam server; yang sudah tersimpan tetap ada."
            " Minta perpanjangan kepada panitia."
        )


@rights.free("works for functions that were let pass; reads nobody's data")
def require_begun(tx: Tx, edition: str, stage: str) -> None:
    """Let pass once a stage has begun. Jurors score it after entries are in, until the edition is
    closed; so its end does not end their work.

    Raises:
        LateError: it has not begun.
    """
    one = tx.session.get(schema.Stage, (edition, stage))
    if one is None or (one.opens_at is not None and tx.now < one.opens_at):
        raise LateError("Tahap ini belum dibuka.")


def _open(tx: Tx, edition: str) -> schema.Edition:
    """An edition that is not closed.

    Raises:
        LockedError: it is closed. ContestError: there is none.
    """
    one = tx.session.get(schema.Edition, edition)
    if one is None:
        raise ContestError(f'Edisi "{edition}" tidak ada.')
    if one.closed_at is not None:
        raise LockedError("Edisi ini sudah ditutup; nilainya tidak berubah lagi.")
    return one
