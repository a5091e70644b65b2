"""Words and cells that lead somewhere: to a profile, a region, a source."""

import re
from collections.abc import Mapping, Sequence
from typing import Protocol

import pandas as pd

from analytics.core import text
from analytics.core.cache import cached
from analytics.core.markup import link, plain
from analytics.core.rows import Placed, Rows, Sourced, each
from pages.parts.shared.filters import Choice, based
from pages.parts.shared.table import Cell

Cells = list[dict[str, str | Cell]]


class Located(Protocol):
    """A row about a kecamatan in an edition."""

    @property
    def place_id(self) -> str:
        """Of whoever it is about."""

    @property
    def kecamatan(self) -> str:
        """The name."""

    @property
    def kabkota(self) -> str | None:
        """Where it lies; None: not known."""


class Unit(Protocol):
    """A row about a kecamatan or a kabkota."""

    @property
    def name(self) -> str:
        """The name."""

    @property
    def unit(self) -> str:
        """The code."""


def place_label(kecamatan: str, kabkota: object) -> str:
    """A place in a list and in the address: "Genteng, Kabupaten Banyuwangi"."""
    return text.located(kecamatan, kabkota)


@cached
def labels(rows: Rows[Located]) -> dict[str, str]:
    """The place_id of each kecamatan of a frame by its label."""
    return {place_label(row.kecamatan, row.kabkota): row.place_id for row in each(rows)}


def unit(name: str, code: str, choice: Choice) -> Cell:
    """A kecamatan (six digits) or kabkota (four) with the way to its page; just the name where
    there is no code.
    """
    ways = {6: kecamatan, 4: kabkota}
    return ways[len(code)](name, code, choice) if code.isdigit() else {"text": name}


def source(row: Sourced) -> Cell:
    """A source as a link to its page, with its date; without an address, just its name."""
    publisher = row.publisher if text.is_known(row.publisher) else "Penerbit tidak diketahui"
    note = " · ".join(
        part
        for part in (row.title if text.is_known(row.title) else "", text.date(row.published))
        if part
    )
    return {"text": publisher, "href": row.url if text.is_known(row.url) else "", "note": note}


def kecamatan(name: str, code: object, choice: Choice) -> Cell:
    """A kecamatan with the way to its profile; just the name where it has no code."""
    return {
        "text": name,
        "href": choice.path("profil", kec=str(code)) if text.is_known(code) else "",
    }


def several(
    names: Sequence[str], codes: Sequence[str | None], choice: Choice, most: int = 6
) -> Cell:
    """Several kecamatan in one cell, each with the way to its profile; beyond `most`, how many
    more.
    """
    ways = {
        name: choice.path("profil", kec=code)
        for name, code in zip(names, codes, strict=True)
        if text.is_known(code) and code
    }
    words = text.listing(list(names), most)
    cut = (
        re.split("(" + "|".join(map(re.escape, sorted(ways, key=len, reverse=True))) + ")", words)
        if ways
        else [words]
    )
    return {"parts": [(part, ways.get(part, "")) for part in cut if part]}


@cached
def ways(rows: pd.DataFrame, choice: Choice) -> dict[str, str]:
    """The way to the profile of each kecamatan that a frame names; a name that two of them share
    has none.
    """
    column = "kecamatan_code" if "kecamatan_code" in rows else "code"
    known = (
        rows.loc[rows[column].notna(), ["kecamatan", column]]
        .drop_duplicates()
        .drop_duplicates("kecamatan", keep=False)
    )
    return {name: choice.path("profil", kec=code) for name, code in known.itertuples(index=False)}


@cached
def ways_of_units(rows: Rows[Unit], choice: Choice) -> dict[str, str]:
    """The way to the page of each unit of standing.questions.trail or .index, by its name in full
    and in short, and to those of the kecamatan through which a kabkota came.
    """
    found = {
        name: str(unit(row.name, row.unit, choice).get("href", ""))
        for row in each(rows)
        for name in (row.name, text.short(row.name))
    }
    if "kecamatan_code" in rows:
        found |= ways(
            rows.rename(columns={"detail": "kecamatan"})[rows["unit"].str.len() == 4], choice
        )
    return found


@cached
def linked(sentence: str, codes: Mapping[str, str]) -> str:
    """A sentence as Markdown in which each kecamatan, where first named, leads to its profile.

    `codes` gives the code of each name; a name that is part of a kabkota's ("Kabupaten Bondowoso")
    is left alone.
    """
    told = plain(sentence)
    left = {plain(name): (name, code) for name, code in codes.items() if plain(name)}
    if not left:
        return told

    def lead(found: re.Match[str]) -> str:
        name, code = left.pop(found[0], ("", ""))
        return link(name, f"{based('/profil')}?kec={code}") if name else found[0]

    names = "|".join(re.escape(name) for name in sorted(left, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?<!Kabupaten )(?<!Kota )(?:{names})(?!\w)", lead, told)


@cached
def codes(rows: pd.DataFrame) -> dict[str, str]:
    """The codes of the kecamatan that a frame names (columns kecamatan, and kecamatan_code or
    code); a name that two of them share is left out.
    """
    column = "kecamatan_code" if "kecamatan_code" in rows else "code"
    known = (
        rows.loc[rows[column].notna(), ["kecamatan", column]]
        .drop_duplicates()
        .drop_duplicates("kecamatan", keep=False)
    )
    return dict(zip(known["kecamatan"], known[column], strict=True))


def code(name: str | None, code_of_it: str | None) -> dict[str, str]:
    """The same of one kecamatan; empty where its name or its code is not known."""
    return {name: code_of_it} if name is not None and code_of_it is not None else {}


@cached
def codes_of_disputes(rows: pd.DataFrame) -> dict[str, str]:
    """The codes of the kecamatan that disputes are about; a name that two of them share is left
    out.
    """
    named = [
        rows[[part, f"{part}_code"]].set_axis(["kecamatan", "code"], axis=1)
        for part in ("subject", "position")
    ]
    return codes(pd.concat(named).dropna())


def kabkota(name: object, code: object, choice: Choice) -> Cell:
    """A kabkota with the way to its page; empty where unknown."""
    if not text.is_known(name):
        return {"text": ""}
    return {
        "text": str(name),
        "href": choice.path("kabkota", kode=str(code)) if text.is_known(code) else "",
    }


# How places differ by where they were held, in words
FORMS = (
    "Peringkat berlencana penuh: SKK provinsi; bergaris tepi: SKK kabupaten/kota sendiri; persegi:"
    " ajang kerabat."
)


def form(level: str | None, is_skk: bool) -> str:
    """The form of a place by where it was held (Cell.level): a first place of a city's own contest,
    of the province and of another award never look the same.
    """
    if not is_skk:
        return "kindred"
    return "own" if level == "kabkota" else ""


def place(row: Placed, form: str = "") -> str | Cell:
    """A place with its colour and its form; empty where none is known."""
    said = text.place(row.rank_low, row.rank_high, row.is_tied)
    if said == "–":
        return ""
    return {"text": said, "tone": text.tone(row.rank_low, row.rank_high), "level": form}
