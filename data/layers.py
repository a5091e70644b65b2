"""What is kept about an accepted import: meta.json in its folder, beside the catalog files and the
file as it came.
"""

import json
from pathlib import Path
from typing import NamedTuple

from data import check

META = "meta.json"


class Meta(NamedTuple):
    """One accepted import. `publisher` and `title` are as the file says, before anything is marked
    as practice; those of imports from before they were kept are empty.
    """

    edition_id: str
    source_id: str
    file: str
    sha256: str
    imported_at: str  # UTC
    who: str = ""
    replaces: tuple[str, ...] = ()  # imports whose place it took
    publisher: str = ""
    title: str = ""
    kind: str = "published"


def read(folder: Path) -> Meta:
    """What is kept about the import of a folder.

    Raises:
        check.CatalogError: there is nothing, or it is damaged; one fault says how to mend it.
    """
    try:
        said = json.loads((folder / META).read_text(encoding="utf-8"))
        if not all(
            isinstance(said[name], str)
            for name in ("edition_id", "source_id", "file", "sha256", "imported_at")
        ):
            raise TypeError
        known = {name: value for name, value in said.items() if name in Meta._fields}
        return Meta(**known | {"replaces": tuple(said.get("replaces", ()))})
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        how = (
            f"kembalikan berkas itu dari cadangan, atau tarik impor ini (--withdraw {folder.name})"
            " lalu impor lagi berkasnya"
        )
        raise check.CatalogError(
            [check.Fault(f"{folder.name}/{META}", 1, "", f"tidak ada atau rusak; {how}")]
        ) from error


def text(meta: Meta) -> bytes:
    """The content of meta.json."""
    return (json.dumps(meta._asdict(), ensure_ascii=False, indent=2) + "\n").encode()
