"""What the questions about finding answer."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Thing:
    """Something that can be searched for."""

    kind: str  # kecamatan, kabkota, innovation, edition, or source (a published page)
    name: str
    detail: str  # the region around it, what it stands for, who published it; may be empty
    target: str  # its code, its key, the contest of an edition, the address of a source; or empty
    year: int | None  # of an edition; NULL: it is none
    known: int  # results on record; of an edition 1 if it is SKK; pages, or claims of a page, else


@dataclass(frozen=True)
class Hit(Thing):
    """One that is like what was typed."""

    likeness: float  # 0-100
