"""What the contest says no with: each is a sentence for whoever asked."""

import re
from collections.abc import Iterable

# What no store keeps: the NUL (PostgreSQL), and halves of a character, which are no text
_UNKEPT = re.compile("[\x00\ud800-\udfff]")


class ContestError(Exception):
    """What was asked cannot be done; the message says why, and how to mend it."""


class RefusedError(ContestError):
    """Whoever asked may not do this, or may not see it."""


class LateError(ContestError):
    """The time for it is over, or has not begun, by the clock of the server."""


class LockedError(ContestError):
    """It is final, or the edition is closed."""


class StaleError(ContestError):
    """Somebody else changed it meanwhile: `theirs` stands now, `yours` was not written."""

    def __init__(self, yours: str, theirs: str, version: int) -> None:
        """Keep both texts, and the version that now stands."""
        super().__init__(
            "Isian ini sudah diubah orang lain sejak Anda membukanya. Kedua naskah ditampilkan;"
            " gabungkan lalu simpan lagi."
        )
        self.yours, self.theirs, self.version = yours, theirs, version


def require_text(told: Iterable[object]) -> None:
    """Let pass texts that every store keeps and every file can hold, also those within lists.

    Raises:
        ContestError: one of them holds a NUL or half of a character.
    """
    for one in told:
        if isinstance(one, str) and _UNKEPT.search(one):
            raise ContestError(
                "Teks itu memuat tanda rusak yang tidak dapat disimpan, biasanya dari penyalinan;"
                " hapus tanda itu atau ketik ulang."
            )
        if isinstance(one, list | tuple):
            require_text(one)
