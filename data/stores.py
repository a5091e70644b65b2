"""Where generations are kept, and how one comes in force: one small interface for a folder of this
machine and for a lake that several machines share (data/lake).

Whoever reads sees a folder in both cases, the store's `where`: a lake is read by copying its
snapshots into one. Whoever publishes asks `of` for the store of that folder.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple, Protocol

from data import journal, publish


class Move(NamedTuple):
    """What a publication tells besides its rows: its line of the journal, and the catalog that it
    was built from, where it was built here.
    """

    entry: journal.Entry | None = None
    catalog: Path | None = None


NOTHING = Move()


class Store(Protocol):
    """A store of generations; `where` is the folder in which they are read."""

    @property
    def where(self) -> Path:
        """The folder in which this machine reads."""

    def locked(self) -> AbstractContextManager[None]:
        """Keep others from publishing; within, the folder holds what is in force in the store.

        Raises:
            publish.BusyError: it was not free in time.
            OSError: the folder cannot be written, or the store cannot be reached.
        """

    def settle(self, draft: Path, version: str, base: Path | None, move: Move = NOTHING) -> Path:
        """Make a finished draft the generation in force, for whoever holds the lock; return it.

        Raises:
            publish.MovedError: another generation is in force than `base`; nothing has changed.
            OSError: it cannot be written; the generation in force is still the old one.
        """

    def point(self, generation: Path, move: Move = NOTHING) -> Path:
        """Put an earlier generation in force again, for whoever holds the lock; return it.

        Raises:
            OSError: it cannot be written; the generation in force is still the old one.
        """

    def bring(self, name: str) -> None:
        """Have an earlier generation in the folder, where the store still knows it.

        Raises:
            OSError: the store cannot be reached, or the folder cannot be written.
        """

    def are_others(self, base: Path | None, editions: Iterable[str]) -> bool:
        """Whether all that was published since `base`, for whoever holds the lock, is about other
        provinces than those of these editions, so that a publication of them can be built anew
        upon it.
        """


class Folder(NamedTuple):
    """The store of one machine: its folder alone."""

    where: Path

    def locked(self) -> AbstractContextManager[None]:
        """See Store."""
        return publish.locked(self.where)

    def settle(self, draft: Path, version: str, base: Path | None, move: Move = NOTHING) -> Path:
        """See Store."""
        number = journal.begin(self.where, move.entry) if move.entry else ""
        generation = publish.settle(draft, self.where, version, base)
        if number:
            journal.end(self.where, number)
        return generation

    def point(self, generation: Path, move: Move = NOTHING) -> Path:
        """See Store."""
        number = journal.begin(self.where, move.entry) if move.entry else ""
        publish.point(self.where, generation)
        if number:
            journal.end(self.where, number)
        return generation

    def bring(self, name: str) -> None:
        """Nothing is kept elsewhere."""

    def are_others(self, base: Path | None, editions: Iterable[str]) -> bool:  # noqa: ARG002
        """One machine compares what it publishes with what is in force, always."""
        return False


def of(where: Path) -> Store:
    """The store of a folder: the lake that SKK_DATA names where it is the folder of this node, else
    the folder itself.

    Raises:
        OSError: the folder is a copy of a lake that SKK_DATA does not name, or what a lake needs is
            not installed.
    """
    address = publish.lake_address()
    is_node = where == publish.folder()
    if address and is_node:
        from data.lake.store import Lake  # noqa: PLC0415 - only whoever uses a lake has its packages

        return Lake(where, address)
    if (where / publish.COPY).is_file():
        raise publish.BusyError(
            0,
            "folder ini salinan danau data dan tidak diterbitkan langsung; setel SKK_DATA ke"
            " alamat danaunya (ducklake:postgres:…)",
            str(where),
        )
    return Folder(where)


def publish_into(
    draft: Path, where: Path, version: str, base: Path | None, catalog: Path | None = None
) -> Path:
    """Make a finished draft file the generation in force of a folder's store and return its path.

    A generation of the same version has the same content; then the draft is dropped and only the
    pointer moves.

    Args:
        draft: the finished file, in the file system of the folder.
        where: the folder of generations.
        version: the fingerprint of its content.
        base: the generation in force when the draft was begun, on whose imports it builds.
        catalog: the folder of the catalog that it was built from.

    Raises:
        publish.MovedError: another generation has been published since.
        OSError: the folder cannot be written, or somebody else keeps it.
    """
    store = of(where)
    with store.locked():
        return store.settle(draft, version, base, Move(catalog=catalog))
