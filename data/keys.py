"""The keys of contests and editions in their parts, so that nobody cuts them by hand."""

from typing import NamedTuple

KINDRED = "kerabat"


class Contest(NamedTuple):
    """A series of editions, such as "provinsi-35", "provinsi-32-kabupaten" (a class of its own) or
    "kabkota-1205-kerabat".
    """

    level: str  # provinsi, kabkota
    code: str  # of the region that holds it
    kelas: str = ""  # kabupaten or kota, where they are ranked apart
    is_kindred: bool = False  # an award like SKK, not SKK itself

    @property
    def province(self) -> str:
        """The code of the province it is held in."""
        return self.code[:2]

    def __str__(self) -> str:
        """The key as it stands in the database."""
        return "-".join(
            filter(None, (self.level, self.code, self.kelas, KINDRED if self.is_kindred else ""))
        )


class Edition(NamedTuple):
    """One edition, such as "provinsi-35-2024" or "provinsi-32-2021-kabupaten"."""

    level: str
    code: str
    year: int
    kelas: str = ""

    def __str__(self) -> str:
        """The key as it stands in the database."""
        return "-".join(filter(None, (self.level, self.code, str(self.year), self.kelas)))


def contest(key: str) -> Contest:
    """The parts of a contest's key.

    Raises:
        ValueError: it is no such key.
    """
    level, code, *more = key.split("-")
    is_kindred = more[-1:] == [KINDRED]
    kelas = more[: len(more) - is_kindred]
    if len(kelas) > 1:
        raise ValueError(f"not the key of a contest: {key!r}")
    return Contest(level, code, "".join(kelas), is_kindred)


def edition(key: str) -> Edition:
    """The parts of an edition's key.

    Raises:
        ValueError: it is no such key.
    """
    level, code, year, *kelas = key.split("-")
    if len(kelas) > 1:
        raise ValueError(f"not the key of an edition: {key!r}")
    return Edition(level, code, int(year), "".join(kelas))
