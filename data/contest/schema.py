"""The tables of the store, as SQLAlchemy maps them; migrations/ makes them.

Everything of an edition is addressed by what people call it: the edition, the code of the
kecamatan, the code of the question. No row has a number that could be guessed for another's.
"""

from datetime import UTC, datetime
from decimal import Decimal

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    ForeignKeyConstraint,
    MetaData,
    String,
    Text,
    and_,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import (
    DeclarativeBase,
    InstrumentedAttribute,
    Mapped,
    declared_attr,
    mapped_column,
)
from sqlalchemy.types import TypeDecorator


class Exact(TypeDecorator[Decimal]):
    """A decimal number as it was typed, kept as text: SQLite would make a binary fraction of it."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Write it without an exponent."""
        return None if value is None else format(value, "f")

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002
        """Read it."""
        return None if value is None else Decimal(value)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, kept as text that sorts by time."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Write it in UTC."""
        return None if value is None else value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Read it."""
        return None if value is None else datetime.fromisoformat(value)


class Base(DeclarativeBase):
    """What all tables share."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        }
    )


EDITION = "edition.edition_id"
PERSON = "person.person_id"


class Edition(Base):
    """One edition that is run here; `edition_id` as everywhere, such as kabkota-3573-2026."""

    __tablename__ = "edition"
    edition_id: Mapped[str] = mapped_column(String(60), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    short_name: Mapped[str] = mapped_column(String(40))
    zone: Mapped[str] = mapped_column(String(60))  # of its dates, as Asia/Jakarta
    advancing: Mapped[int]  # how many go on
    template: Mapped[str] = mapped_column(Text)  # whence its questions are, in words
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    import_id: Mapped[str] = mapped_column(String(100))  # as published; empty: not, or taken back
    version: Mapped[int]


class Stage(Base):
    """One stage of an edition: from when to when it is open."""

    __tablename__ = "stage"
    edition_id: Mapped[str] = mapped_column(ForeignKey(EDITION), primary_key=True)
    stage: Mapped[str] = mapped_column(String(20), primary_key=True)
    opens_at: Mapped[datetime | None] = mapped_column(Moment)
    closes_at: Mapped[datetime | None] = mapped_column(Moment)


class Extension(Base):
    """More time for one kecamatan in one stage, and why; every grant stays."""

    __tablename__ = "extension"
    edition_id: Mapped[str] = mapped_column(ForeignKey(EDITION), primary_key=True)
    stage: Mapped[str] = mapped_column(String(20), primary_key=True)
    kecamatan: Mapped[str] = mapped_column(String(6), primary_key=True)
    granted_at: Mapped[datetime] = mapped_column(Moment, primary_key=True)
    until: Mapped[datetime] = mapped_column(Moment)
    reason: Mapped[str] = mapped_column(Text)


class Question(Base):
    """One question or criterion: `maximum` is the highest value a juror gives, `weight` what the
    maximum adds to the total.
    """

    __tablename__ = "question"
    edition_id: Mapped[str] = mapped_column(ForeignKey(EDITION), primary_key=True)
    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    position: Mapped[int]
    section: Mapped[str] = mapped_column(String(300))
    name: Mapped[str] = mapped_column(String(300))
    stage: Mapped[str] = mapped_column(String(20))
    maximum: Mapped[Decimal] = mapped_column(Exact)
    weight: Mapped[Decimal] = mapped_column(Exact)
    asked: Mapped[str] = mapped_column(Text)  # the evidence that is asked for
    bands: Mapped[str] = mapped_column(Text)  # what is worth how much, a line each


class Person(Base):
    """Somebody who may sign in. `label` is a function ("Camat Sukun"), or a name if they wish."""

    __tablename__ = "person"
    person_id: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(String(120))
    erased_at: Mapped[datetime | None] = mapped_column(Moment)


class Membership(Base):
    """A role of a person in an edition; `kecamatan` is theirs, empty for all other roles."""

    __tablename__ = "membership"
    person_id: Mapped[int] = mapped_column(ForeignKey(PERSON), primary_key=True)
    edition_id: Mapped[str] = mapped_column(ForeignKey(EDITION), primary_key=True)
    role: Mapped[str] = mapped_column(String(20), primary_key=True)
    kecamatan: Mapped[str] = mapped_column(String(6), primary_key=True)


class Assignment(Base):
    """A kecamatan that a juror scores."""

    __tablename__ = "assignment"
    edition_id: Mapped[str] = mapped_column(ForeignKey(EDITION), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(PERSON), primary_key=True)
    kecamatan: Mapped[str] = mapped_column(String(6), primary_key=True)


class Conflict(Base):
    """A kecamatan that a juror or verifikator does not judge, and why."""

    __tablename__ = "conflict"
    edition_id: Mapped[str] = mapped_column(ForeignKey(EDITION), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(PERSON), primary_key=True)
    kecamatan: Mapped[str] = mapped_column(String(6), primary_key=True)
    reason: Mapped[str] = mapped_column(Text)


class Invitation(Base):
    """A link that was given away, by the hash of its secret."""

    __tablename__ = "invitation"
    secret_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    edition_id: Mapped[str] = mapped_column(ForeignKey(EDITION), index=True)
    role: Mapped[str] = mapped_column(String(20))
    kecamatan: Mapped[str] = mapped_column(String(6))
    label: Mapped[str] = mapped_column(String(120))
    # Whom it signs in again on another device; None: somebody new
    person_id: Mapped[int | None] = mapped_column(ForeignKey(PERSON))
    expires_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)


class Account(Base):
    """An e-mail address, in small letters, for which an identity provider may answer, and who signs
    in by it. Panitia enters it; by signing in alone nobody becomes anything.
    """

    __tablename__ = "account"
    email: Mapped[str] = mapped_column(String(254), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(PERSON), index=True)


class Login(Base):
    """A session of a browser, by the hash of its secret."""

    __tablename__ = "login"
    secret_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(PERSON), index=True)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)


class Entry(Base):
    """What a kecamatan sends in as a whole."""

    __tablename__ = "entry"
    edition_id: Mapped[str] = mapped_column(ForeignKey(EDITION), primary_key=True)
    kecamatan: Mapped[str] = mapped_column(String(6), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    submitted_at: Mapped[datetime | None] = mapped_column(Moment)


class OfAnswer:
    """What is about the answer of a kecamatan to a question, and is found by it."""

    # Before what else a row is found by: keys are given in the order of the columns
    edition_id: Mapped[str] = mapped_column(String(60), primary_key=True, sort_order=-1)
    kecamatan: Mapped[str] = mapped_column(String(6), primary_key=True, sort_order=-1)
    question: Mapped[str] = mapped_column(String(40), primary_key=True, sort_order=-1)

    @declared_attr.directive
    @classmethod
    def __table_args__(cls) -> tuple[ForeignKeyConstraint, ForeignKeyConstraint]:
        """The entry and the question have to be there."""
        return (
            ForeignKeyConstraint(
                ["edition_id", "kecamatan"], ["entry.edition_id", "entry.kecamatan"]
            ),
            ForeignKeyConstraint(
                ["edition_id", "question"], ["question.edition_id", "question.code"]
            ),
        )


class Answer(OfAnswer, Base):
    """What a kecamatan says to one question, by its latest draft; `version` counts its drafts."""

    __tablename__ = "answer"
    text: Mapped[str] = mapped_column(Text)
    own_value: Mapped[Decimal | None] = mapped_column(Exact)
    version: Mapped[int]
    changed_at: Mapped[datetime] = mapped_column(Moment)


class Evidence(OfAnswer, Base):
    """A file that a kecamatan adds to an answer; its content lies beside the store, by its hash."""

    __tablename__ = "evidence"
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(10))
    size: Mapped[int]
    added_at: Mapped[datetime] = mapped_column(Moment)
    removed_at: Mapped[datetime | None] = mapped_column(Moment)


class Verification(OfAnswer, Base):
    """What a verifikator finds of the evidence of one answer."""

    __tablename__ = "verification"
    verdict: Mapped[str] = mapped_column(String(10))  # terima, tanya, tolak
    reason: Mapped[str] = mapped_column(Text)
    of_version: Mapped[int]  # of the answer that was looked at
    decided_at: Mapped[datetime] = mapped_column(Moment)


class Message(OfAnswer, Base):
    """What a verifikator or the kecamatan says about one answer; `number` counts within it."""

    __tablename__ = "message"
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(ForeignKey(PERSON))
    role: Mapped[str] = mapped_column(String(20))  # as what they said it
    said_at: Mapped[datetime] = mapped_column(Moment)
    text: Mapped[str] = mapped_column(Text)


class Finding(OfAnswer, Base):
    """What one juror found in the field of what a kecamatan claims in one answer. `value` is what
    the claim is worth there, where it holds in part.
    """

    __tablename__ = "finding"
    juror: Mapped[int] = mapped_column(ForeignKey(PERSON), primary_key=True)
    finding: Mapped[str] = mapped_column(String(10))  # sesuai, sebagian, tidak
    value: Mapped[Decimal | None] = mapped_column(Exact)
    note: Mapped[str] = mapped_column(Text)
    version: Mapped[int]


class Photo(OfAnswer, Base):
    """A photo that a juror took of one claim in the field, by its hash."""

    __tablename__ = "photo"
    juror: Mapped[int] = mapped_column(ForeignKey(PERSON), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(10))
    size: Mapped[int]
    added_at: Mapped[datetime] = mapped_column(Moment)
    removed_at: Mapped[datetime | None] = mapped_column(Moment)


class Position(Base):
    """Where and when a picture says that it was taken: kept here, and in no picture that leaves.
    Degrees north and east; the moment as the camera wrote it, of whatever zone.
    """

    __tablename__ = "position"
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    latitude: Mapped[Decimal | None] = mapped_column(Exact)
    longitude: Mapped[Decimal | None] = mapped_column(Exact)
    taken: Mapped[str] = mapped_column(String(20))


class Score(OfAnswer, Base):
    """What one juror gives one kecamatan for one question."""

    __tablename__ = "score"
    juror: Mapped[int] = mapped_column(ForeignKey(PERSON), primary_key=True)
    value: Mapped[Decimal] = mapped_column(Exact)
    note: Mapped[str] = mapped_column(Text)
    version: Mapped[int]


class Sheet(Base):
    """A juror's sheet of one kecamatan in one stage that is final, and so locked."""

    __tablename__ = "sheet"
    edition_id: Mapped[str] = mapped_column(ForeignKey(EDITION), primary_key=True)
    kecamatan: Mapped[str] = mapped_column(String(6), primary_key=True)
    stage: Mapped[str] = mapped_column(String(20), primary_key=True)
    juror: Mapped[int] = mapped_column(ForeignKey(PERSON), primary_key=True)
    final_at: Mapped[datetime] = mapped_column(Moment)


class Result(Base):
    """What the closing found of one kecamatan: `total` and `most` as exact fractions (7/3)."""

    __tablename__ = "result"
    edition_id: Mapped[str] = mapped_column(ForeignKey(EDITION), primary_key=True)
    kecamatan: Mapped[str] = mapped_column(String(6), primary_key=True)
    total: Mapped[str] = mapped_column(String(400))
    most: Mapped[str] = mapped_column(String(400))
    rank: Mapped[int]
    is_advancing: Mapped[bool]
    decided: Mapped[str] = mapped_column(Text)  # why before an equal one; empty: by the total


class Line(Base):
    """One line of the journal; `own_hash` is over the line and the hash before it."""

    __tablename__ = "journal"
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Moment)
    person_id: Mapped[int]  # 0: whoever sits at the server
    what: Mapped[str] = mapped_column(String(60))
    edition_id: Mapped[str] = mapped_column(String(60), index=True)
    subject: Mapped[str] = mapped_column(String(200))
    before: Mapped[str] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)
    before_hash: Mapped[str] = mapped_column(String(64))
    own_hash: Mapped[str] = mapped_column(String(64))


def conflict_of(
    of: type[Assignment | Score | Finding | Sheet], who: InstrumentedAttribute[int]
) -> ColumnElement[bool]:
    """The conflict of interest, if there is one, that makes a row count for nothing: of the same
    edition and kecamatan, declared by `who` it is of.
    """
    return and_(
        Conflict.edition_id == of.edition_id,
        Conflict.kecamatan == of.kecamatan,
        Conflict.person_id == who,
    )
