"""The first version of the store: all tables, and a journal that only grows."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

GUARDS = {
    "sqlite": (
        "CREATE TRIGGER journal_update BEFORE UPDATE ON journal BEGIN"
        " SELECT RAISE(ABORT, 'the journal only grows'); END",
        "CREATE TRIGGER journal_delete BEFORE DELETE ON journal BEGIN"
        " SELECT RAISE(ABORT, 'the journal only grows'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION journal_grows() RETURNS trigger AS $$ BEGIN"
        " RAISE EXCEPTION 'the journal only grows'; END $$ LANGUAGE plpgsql",
        "CREATE TRIGGER journal_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON journal"
        " FOR EACH STATEMENT EXECUTE FUNCTION journal_grows()",
    ),
}


def upgrade() -> None:
    """Make the tables."""
    _tables()
    for statement in GUARDS[op.get_bind().dialect.name]:
        op.execute(statement)


def _tables() -> None:
    op.create_table(
        "edition",
        sa.Column("edition_id", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("short_name", sa.String(length=40), nullable=False),
        sa.Column("zone", sa.String(length=60), nullable=False),
        sa.Column("advancing", sa.Integer(), nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.String(length=32), nullable=True),
        sa.Column("import_id", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("edition_id", name=op.f("pk_edition")),
    )
    op.create_table(
        "journal",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=60), nullable=False),
        sa.Column("edition_id", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("before_hash", sa.String(length=64), nullable=False),
        sa.Column("own_hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_journal")),
    )
    op.create_index(op.f("ix_journal_edition_id"), "journal", ["edition_id"], unique=False)
    op.create_table(
        "person",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("erased_at", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_person")),
    )
    op.create_table(
        "assignment",
        sa.Column("edition_id", sa.String(length=60), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kecamatan", sa.String(length=6), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.edition_id"], name=op.f("fk_assignment_edition_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.person_id"], name=op.f("fk_assignment_person_id")
        ),
        sa.PrimaryKeyConstraint("edition_id", "person_id", "kecamatan", name=op.f("pk_assignment")),
    )
    op.create_table(
        "conflict",
        sa.Column("edition_id", sa.String(length=60), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kecamatan", sa.String(length=6), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.edition_id"], name=op.f("fk_conflict_edition_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.person_id"], name=op.f("fk_conflict_person_id")
        ),
        sa.PrimaryKeyConstraint("edition_id", "person_id", "kecamatan", name=op.f("pk_conflict")),
    )
    op.create_table(
        "entry",
        sa.Column("edition_id", sa.String(length=60), nullable=False),
        sa.Column("kecamatan", sa.String(length=6), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("submitted_at", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.edition_id"], name=op.f("fk_entry_edition_id")
        ),
        sa.PrimaryKeyConstraint("edition_id", "kecamatan", name=op.f("pk_entry")),
    )
    op.create_table(
        "extension",
        sa.Column("edition_id", sa.String(length=60), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("kecamatan", sa.String(length=6), nullable=False),
        sa.Column("granted_at", sa.String(length=32), nullable=False),
        sa.Column("until", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.edition_id"], name=op.f("fk_extension_edition_id")
        ),
        sa.PrimaryKeyConstraint(
            "edition_id", "stage", "kecamatan", "granted_at", name=op.f("pk_extension")
        ),
    )
    op.create_table(
        "invitation",
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("edition_id", sa.String(length=60), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("kecamatan", sa.String(length=6), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("expires_at", sa.String(length=32), nullable=False),
        sa.Column("used_at", sa.String(length=32), nullable=True),
        sa.Column("revoked_at", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.edition_id"], name=op.f("fk_invitation_edition_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.person_id"], name=op.f("fk_invitation_person_id")
        ),
        sa.PrimaryKeyConstraint("secret_hash", name=op.f("pk_invitation")),
    )
    op.create_index(op.f("ix_invitation_edition_id"), "invitation", ["edition_id"], unique=False)
    op.create_table(
        "login",
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.String(length=32), nullable=False),
        sa.Column("ended_at", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.person_id"], name=op.f("fk_login_person_id")
        ),
        sa.PrimaryKeyConstraint("secret_hash", name=op.f("pk_login")),
    )
    op.create_index(op.f("ix_login_person_id"), "login", ["person_id"], unique=False)
    op.create_table(
        "membership",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.String(length=60), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("kecamatan", sa.String(length=6), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.edition_id"], name=op.f("fk_membership_edition_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.person_id"], name=op.f("fk_membership_person_id")
        ),
        sa.PrimaryKeyConstraint(
            "person_id", "edition_id", "role", "kecamatan", name=op.f("pk_membership")
        ),
    )
    op.create_table(
        "question",
        sa.Column("edition_id", sa.String(length=60), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(length=300), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("maximum", sa.String(length=40), nullable=False),
        sa.Column("weight", sa.String(length=40), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("bands", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.edition_id"], name=op.f("fk_question_edition_id")
        ),
        sa.PrimaryKeyConstraint("edition_id", "code", name=op.f("pk_question")),
    )
    op.create_table(
        "result",
        sa.Column("edition_id", sa.String(length=60), nullable=False),
        sa.Column("kecamatan", sa.String(length=6), nullable=False),
        sa.Column("total", sa.String(length=400), nullable=False),
        sa.Column("most", sa.String(length=400), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("is_advancing", sa.Boolean(), nullable=False),
        sa.Column("decided", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.edition_id"], name=op.f("fk_result_edition_id")
        ),
        sa.PrimaryKeyConstraint("edition_id", "kecamatan", name=op.f("pk_result")),
    )
    op.create_table(
        "sheet",
        sa.Column("edition_id", sa.String(length=60), nullable=False),
        sa.Column("kecamatan", sa.String(length=6), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("juror", sa.Integer(), nullable=False),
        sa.Column("final_at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.edition_id"], name=op.f("fk_sheet_edition_id")
        ),
        sa.ForeignKeyConstraint(["juror"], ["person.person_id"], name=op.f("fk_sheet_juror")),
        sa.PrimaryKeyConstraint("edition_id", "kecamatan", "stage", "juror", name=op.f("pk_sheet")),
    )
    op.create_table(
        "stage",
        sa.Column("edition_id", sa.String(length=60), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("opens_at", sa.String(length=32), nullable=True),
        sa.Column("closes_at", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.edition_id"], name=op.f("fk_stage_edition_id")
        ),
        sa.PrimaryKeyConstraint("edition_id", "stage", name=op.f("pk_stage")),
    )
    op.create_table(
        "answer",
        sa.Column("edition_id", sa.String(length=60), nullable=False),
        sa.Column("kecamatan", sa.String(length=6), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("own_value", sa.String(length=40), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id", "kecamatan"],
            ["entry.edition_id", "entry.kecamatan"],
            name=op.f("fk_answer_edition_id_kecamatan"),
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "question"],
            ["question.edition_id", "question.code"],
            name=op.f("fk_answer_edition_id_question"),
        ),
        sa.PrimaryKeyConstraint("edition_id", "kecamatan", "question", name=op.f("pk_answer")),
    )
    op.create_table(
        "evidence",
        sa.Column("edition_id", sa.String(length=60), nullable=False),
        sa.Column("kecamatan", sa.String(length=6), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.String(length=32), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id", "kecamatan"],
            ["entry.edition_id", "entry.kecamatan"],
            name=op.f("fk_evidence_edition_id_kecamatan"),
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "question"],
            ["question.edition_id", "question.code"],
            name=op.f("fk_evidence_edition_id_question"),
        ),
        sa.PrimaryKeyConstraint(
            "edition_id", "kecamatan", "question", "sha256", name=op.f("pk_evidence")
        ),
    )
    op.create_table(
        "score",
        sa.Column("edition_id", sa.String(length=60), nullable=False),
        sa.Column("kecamatan", sa.String(length=6), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("juror", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("finding", sa.String(length=10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id", "kecamatan"],
            ["entry.edition_id", "entry.kecamatan"],
            name=op.f("fk_score_edition_id_kecamatan"),
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "question"],
            ["question.edition_id", "question.code"],
            name=op.f("fk_score_edition_id_question"),
        ),
        sa.ForeignKeyConstraint(["juror"], ["person.person_id"], name=op.f("fk_score_juror")),
        sa.PrimaryKeyConstraint(
            "edition_id", "kecamatan", "question", "juror", name=op.f("pk_score")
        ),
    )
    op.create_table(
        "verification",
        sa.Column("edition_id", sa.String(length=60), nullable=False),
        sa.Column("kecamatan", sa.String(length=6), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("of_version", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id", "kecamatan"],
            ["entry.edition_id", "entry.kecamatan"],
            name=op.f("fk_verification_edition_id_kecamatan"),
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "question"],
            ["question.edition_id", "question.code"],
            name=op.f("fk_verification_edition_id_question"),
        ),
        sa.PrimaryKeyConstraint(
            "edition_id", "kecamatan", "question", name=op.f("pk_verification")
        ),
    )
