"""Codes of criteria among imports of one edition: where a file gives none we give them, and two
files must not share one.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz

from data import names
from data.importer.layer import Rows
from data.importer.same import records

ALIKE = 80  # of 100: names from which two spellings are of one criterion


class _Known(NamedTuple):
    name: str
    layer: str


def recoded(rows: Rows, others: Iterable[Path]) -> tuple[Rows, str]:
    """Rows whose criteria have no code that another layer gives to another criterion of the
    edition, and what cannot be mended.

    A criterion without a code of its own takes that of the same name, else the next that is free. A
    code that a file prints is not changed: where it means two things, the second answer is a
    sentence about the first such code.
    """
    own = rows.get("indicators", [])
    if not own:
        return rows, ""
    known = _codes(others, _edition(own[0]))
    by_name = {names.wording(one.name): code for code, one in known.items()}
    given: dict[str, str] = {}
    taken = {*known, *(str(row["code"]) for row in own if not _is_ours(row["code"]))}
    for row in own:
        code = str(row["code"])
        if not _is_ours(code):
            if sentence := _clash(code, str(row["name"]), known):
                return rows, sentence
            given[code] = code
            continue
        as_known = by_name.get(names.wording(row["name"]))
        given[code] = as_known or (code if code not in taken else _free(taken))
        taken.add(given[code])
    if all(old == new for old, new in given.items()):
        return rows, ""
    return (
        rows
        | {
            "indicators": [row | {"code": given[str(row["code"])]} for row in own],
            "scores": [
                (
                    row | {"indicator": given.get(str(row["indicator"]), row["indicator"])}
                    if row.get("indicator")
                    else row
                )
                for row in rows.get("scores", [])
            ],
        },
        "",
    )


def clash(folder: Path, others: Iterable[Path]) -> str:
    """About the first code of a kept layer that another layer gives to another criterion, a
    sentence; empty where none is.
    """
    path = folder / "indicators.csv"
    own = records(path) if path.is_file() else []
    known = _codes(others, _edition(own[0])) if own else {}
    return next((said for row in own if (said := _clash(row["code"], row["name"], known))), "")


def _is_ours(code: object) -> bool:
    return str(code).startswith(names.UNCODED)


def _free(taken: set[str]) -> str:
    return next(
        code
        for number in range(1, len(taken) + 2)
        if (code := f"{names.UNCODED}{number}") not in taken
    )


def _edition(row: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(
        str(row.get(name) or "")
        for name in ("level", "province_code", "kabkota_code", "edition_year")
    )


def _codes(others: Iterable[Path], edition: tuple[str, ...]) -> dict[str, _Known]:
    found: dict[str, _Known] = {}
    for folder in others:
        path = folder / "indicators.csv"
        for row in records(path) if path.is_file() else []:
            if _edition(row) == edition and row.get("code"):
                found.setdefault(row["code"], _Known(row["name"], folder.name))
    return found


def _clash(code: str, name: str, known: dict[str, _Known]) -> str:
    other = known.get(code)
    if (
        not code
        or other is None
        or fuzz.ratio(names.wording(name), names.wording(other.name)) >= ALIKE
    ):
        return ""
    return (
        f'Kode kriteria {code} berarti "{name}" di berkas ini dan "{other.name}" di impor'
        f" {other.layer}."
    )
