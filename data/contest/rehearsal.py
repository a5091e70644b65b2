"""A contest to try: an edition beside simulated data, with invented people who have a role and no
name, and a link for each. It is never made beside published data.
"""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple

import pandas as pd

from data import build, keys, publish
from data.contest import entering, keeping, people, rights, setting_up, templates
from data.contest.errors import ContestError
from data.contest.rights import SERVER, WORDS, Role
from data.contest.store import Tx
from data.contest.templates import Draft

PLACE = "3573"  # Kota Malang, whose five kecamatan are few enough to be seen at once
LASTS = timedelta(days=14)
JURORS, VERIFIERS, ENTERED = 3, 2, 2
INVENTED = "Jawaban rekaan untuk latihan; bukan keterangan resmi kecamatan."
IN_THE_FIELD = (
    Draft("P1", "Paparan", "Penguasaan materi dan kejelasan paparan", "paparan", Decimal(100),
          Decimal(15)),
    Draft("T1", "Tinjau lapang", "Kesesuaian bukti dengan keadaan di lapangan", "tinjau_lapang",
          Decimal(100), Decimal(25)),
)  # fmt: skip


class Link(NamedTuple):
    """An invitation of the rehearsal: whom it signs in, and its secret."""

    role: Role
    label: str
    secret: str


@rights.free("tells whether the data beside the store are simulated")
def is_one() -> bool:
    """Whether what is run here is a rehearsal: the generations beside it are simulated."""
    return build.kind_of(publish.folder()) == "simulated"


@rights.free("for whoever sits at the server; no page calls it")
def rehearse(
    tx: Tx, frames: Mapping[str, pd.DataFrame], published: Mapping[str, pd.DataFrame]
) -> list[Link]:
    """Open the edition of this year with all that belongs to it, where it is not there yet; make a
    new invitation for each of its people, and revoke those that were not used. `frames` are of the
    simulated catalog, `published` of the real one, which holds the template.

    Raises:
        ContestError: the data are not simulated.
    """
    if not is_one():
        raise ContestError(
            "Lomba latihan hanya dibuat di samping data simulasi; jalankan `make contest`, atau"
            " setel SKK_DATA ke folder simulasi."
        )
    edition = str(keys.Edition("kabkota", PLACE, tx.now.year))
    if not keeping.is_there(tx, SERVER, edition):
        _prepare(tx, edition, frames, published)
    made = []
    for one in people.members(tx, SERVER, edition):
        people.revoke(tx, SERVER, edition, one.label)
        found = people.invite(
            tx, SERVER, edition, one.role, one.label, of_kecamatan=one.kecamatan,
            again=one.person_id,
        )  # fmt: skip
        made.append(Link(one.role, one.label, found.secret))
    order = list(Role)
    return sorted(made, key=lambda one: (order.index(one.role), one.label))


def _prepare(
    tx: Tx,
    edition: str,
    frames: Mapping[str, pd.DataFrame],
    published: Mapping[str, pd.DataFrame],
) -> None:
    codes = setting_up.open_edition(tx, SERVER, edition, frames, "Lomba latihan (SIMULASI)")
    administrative = templates.of_catalog("bondowoso-2024", published, setting_up.ENTRY)
    questions = [*administrative, *IN_THE_FIELD]
    setting_up.ask(tx, SERVER, edition, questions, "templat latihan")
    setting_up.schedule(
        tx, SERVER, edition, setting_up.ENTRY, opens_at=tx.now, closes_at=tx.now + LASTS
    )
    names = setting_up.held(tx, SERVER, edition).entrants
    for role in (Role.PANITIA, Role.PIMPINAN, Role.AUDITOR):
        _join(tx, edition, role, WORDS[role])
    for code in codes:
        _join(tx, edition, Role.KECAMATAN, f"Kecamatan {names[code]}", code)
    for number in range(1, VERIFIERS + 1):
        _join(tx, edition, Role.VERIFIKATOR, f"Verifikator {number}")
    for number in range(1, JURORS + 1):
        juror = _join(tx, edition, Role.JURI, f"Juri {number}")
        people.assign(tx, SERVER, edition, juror, codes)
    for code in codes[:ENTERED]:
        for question in administrative:
            entering.save(
                tx, SERVER, edition, code, question.code, text=INVENTED, own_value=None, version=0
            )


def _join(tx: Tx, edition: str, role: Role, label: str, of: str = "") -> int:
    """Somebody who has come already, so that others can be told of them; return the person."""
    made = people.invite(tx, SERVER, edition, role, label, of_kecamatan=of)
    session = people.redeem(tx, made.secret)
    found = people.of_session(tx, session)
    people.sign_out(tx, session)
    assert found is not None  # noqa: S101 - they have just come
    return found.person_id
