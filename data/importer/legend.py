"""Weights and maxima that stand outside the tables: in a title, a legend, a note, or a list on
another sheet.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from data import names
from data.importer import numbers, vocabulary
from data.importer.geometry import Grid, Layout, Line, spots


class Told(NamedTuple):
    """What lines and lists say: by key of a criterion its weight and its maximum with their
    addresses; and of every criterion.
    """

    weights: dict[str, tuple[float, str]]
    most: dict[str, tuple[float, str]]
    each: tuple[float, str] | None  # the maximum of every criterion
    # A maximum that does not say of what: value, address, words
    maybe: list[tuple[float, str, str]]
    total: tuple[float, str] | None
    codes: dict[str, str]  # what codes stand for


def codes(layouts: Sequence[Layout]) -> dict[str, str]:
    """What codes of criteria stand for, as lines of a legend say: "K1 = Pelayanan", "II.
    Inovasi".
    """
    found: dict[str, str] = {}
    for layout in layouts:
        cells_of = (
            []
            if layout.blocks
            else [spot.words for row in spots(layout.sheet) for spot in row if not spot.is_filled]
        )
        for words in [*(line.words for line in layout.lines), *cells_of]:
            told = re.fullmatch(
                r"([A-Z]{0,2}\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}|[A-Z])\s*[=:.)–-]\s*(\S.*)", words
            )
            if told and re.search(r"[^\W\d_]{3}", told[2]):
                found.setdefault(told[1], vocabulary.limits(told[2]).name)
    return found


def read(layouts: Sequence[Layout], criteria: dict[str, str]) -> Told:
    """Read lines and lists for `criteria`: by key the name."""
    told = Told({}, {}, None, [], None, codes(layouts))
    for layout in layouts:
        lines = [*layout.lines, *(line for block in layout.blocks for line in block.above)]
        for line in {line.at: line for line in lines}.values():
            told = _line(told, line, criteria)
        if not layout.blocks:
            _list(told, layout, spots(layout.sheet), criteria)
    return told


def _line(told: Told, line: Line, criteria: dict[str, str]) -> Told:
    for part in re.split(r"[;,](?!\d)|\n|(?<=\))\s*,?\s+(?=\d+[.)])", line.words):
        _named(told, part, line.at, criteria)
    if each := vocabulary.EACH_MOST.search(line.words):
        return told._replace(each=told.each or (vocabulary.amount(each[1]), line.at))
    found = vocabulary.MOST.search(line.words)
    if found is None:
        return told
    value = vocabulary.amount(next(filter(None, found.groups())))
    if value <= 1:
        return told
    if vocabulary.EACH.search(line.words):
        return told._replace(each=told.each or (value, line.at))
    if re.search(r"total|keseluruhan|jumlah", line.words, re.IGNORECASE):
        return told._replace(total=told.total or (value, line.at))
    if not any(name.lower() in line.words.lower() for name in criteria.values()):
        told.maybe.append((value, line.at, line.words))
    return told


def _named(told: Told, words: str, at: str, criteria: dict[str, str]) -> None:
    """A part of a line such as "1. Pelayanan (bobot 40%)" or "Pelayanan = 40%, maks. 100"."""
    plain = re.sub(
        r"^\W*(?:keterangan|catatan|ket\.?|bobot(?: nilai| kriteria)?|nilai maks\w*)\s*:\s*",
        "",
        words,
        flags=re.IGNORECASE,
    )
    said = vocabulary.limits(plain)
    name = re.sub(r"[=:]\s*$", "", said.name).strip()
    equal = re.fullmatch(rf"(.+?)\s*[=:]\s*({vocabulary.AMOUNT})\s*(%?)", name)
    if equal:
        name = equal[1]
    name = name.strip(" :=-–")
    key = names.wording(told.codes.get(name, vocabulary.coded(name)[1]))
    if key not in criteria:
        return
    weight = (
        said.weight
        if said.weight is not None
        else vocabulary.amount(equal[2])
        if equal and equal[3]
        else None
    )
    if weight is not None:
        told.weights.setdefault(key, (weight, at))
    if said.most is not None:
        told.most.setdefault(key, (said.most, at))


def _list(told: Told, layout: Layout, grid: Grid, criteria: dict[str, str]) -> None:
    """A list of criteria with columns Bobot or Nilai maksimum, on a sheet without kecamatan."""
    columns: dict[int, str] = {}
    for row in grid:
        heads = {c: meaning for c, spot in enumerate(row) if (meaning := _limit_head(spot.words))}
        if heads:
            columns = heads
            continue
        said = [
            told.codes.get(spot.words, vocabulary.coded(spot.words)[1])
            for spot in row
            if spot.words
        ]
        key = next((key for words in said if (key := names.wording(words)) in criteria), None)
        if key is None:
            continue
        held = [
            (columns[c], row[c])
            for c in columns
            if numbers.is_number(row[c].value) or "%" in row[c].words
        ]
        for meaning, spot in held:
            value = (
                vocabulary.amount(spot.words.rstrip("% "))
                if isinstance(spot.value, str)
                else numbers.value(spot.value)
            )
            if value is not None:
                to = told.weights if meaning == "bobot" else told.most
                to.setdefault(key, (value, layout.sheet.at(spot.row, spot.column)))
    weights = [value for value, _ in told.weights.values()]
    if weights and max(weights) <= 1 and abs(sum(weights) - 1) < 1e-6:
        for key, (value, at) in told.weights.items():
            told.weights[key] = (round(value * 100, 6), at)


def _limit_head(words: str) -> str:
    if len(words) > 40:
        return ""
    meaning = vocabulary.meaning(words)
    if meaning in ("bobot", "maksimum"):
        return meaning
    return (
        "bobot"
        if re.match(r"bobot\b", words, re.IGNORECASE) and not re.search(r"\d", words)
        else ""
    )
