"""Messages by question, what jurors find in the field with photos, where a picture was taken."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables. What a juror finds of a claim has its own; a score never had one."""
    op.drop_column("score", "finding")
    _of_answer(
        "message",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("said_at", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        key=("number",),
        who="person_id",
    )
    _of_answer(
        "finding",
        sa.Column("juror", sa.Integer(), nullable=False),
        sa.Column("finding", sa.String(length=10), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        key=("juror",),
        who="juror",
    )
    _of_answer(
        "photo",
        sa.Column("juror", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.String(length=32), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=True),
        key=("juror", "sha256"),
        who="juror",
    )
    op.create_table(
        "position",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("latitude", sa.String(length=40), nullable=True),
        sa.Column("longitude", sa.String(length=40), nullable=True),
        sa.Column("taken", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_position")),
    )


# Columns hold values of any kind
def _of_answer(name: str, *columns: sa.Column[Any], key: tuple[str, ...], who: str) -> None:
    """A table about the answer of a kecamatan to a question."""
    of = ("edition_id", "kecamatan", "question")
    lengths = dict(zip(of, (60, 6, 40), strict=True))
    op.create_table(
        name,
        *(sa.Column(one, sa.String(length=lengths[one]), nullable=False) for one in of),
        *columns,
        sa.ForeignKeyConstraint([who], ["person.person_id"], name=op.f(f"fk_{name}_{who}")),
        sa.ForeignKeyConstraint(
            ["edition_id", "kecamatan"],
            ["entry.edition_id", "entry.kecamatan"],
            name=op.f(f"fk_{name}_edition_id_kecamatan"),
        ),
        sa.ForeignKeyConstraint(
            ["edition_id", "question"],
            ["question.edition_id", "question.code"],
            name=op.f(f"fk_{name}_edition_id_question"),
        ),
        sa.PrimaryKeyConstraint(*of, *key, name=op.f(f"pk_{name}")),
    )
