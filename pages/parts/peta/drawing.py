"""The maps of the page Peta: what the component draws, and which boundaries it shows."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from analytics.core import text
from analytics.core.cache import cached
from analytics.core.query import each
from analytics.geography import legend as geography_legend
from analytics.geography import questions as geography_questions
from analytics.geography.questions import LAYERS, NO_DATA, Unit, View
from analytics.kabkota import questions as kabkota_questions
from data import keys
from pages.parts.peta.atlas import Drawing, atlas
from pages.parts.shared.filters import Choice
from pages.parts.shared.store import ask

LABELS = 12  # names written beside the foremost areas


@dataclass(frozen=True)
class Asked:
    """What the controls of the page hold."""

    view: View
    zoom: str  # the code of a kabkota; empty: the whole
    compared: int | None  # the year of the second map
    place: str  # the code of the area in view
    playing: bool


def maps(
    choice: Choice, asked: Asked, picked: Callable[[str], None], played: Callable[[], None]
) -> None:
    """The map, and a second beside it where two years are compared."""
    if asked.compared:
        years = sorted((asked.view.year, asked.compared))
        for column, year in zip(st.columns(2), years, strict=True):
            with column:
                st.markdown(f"**{year:d}**")
                one = replace(asked, view=replace(asked.view, year=year), playing=False)
                atlas(drawing(choice, one), key=f"peta_{year}", picked=picked, played=played)
    else:
        atlas(drawing(choice, asked), key="peta", picked=picked, played=played)


def name(choice: Choice, view: View) -> str:
    """What a map is called: "Peta hasil edisi, Jawa Timur, 2024"."""
    layer = ", ".join(part for part in (LAYERS[view.layer].lower(), topic(view)) if part)
    return f"Peta {layer}, {choice.label if view.contest_id else 'Indonesia'}, {view.year}"


def topic(view: View) -> str:
    """The indicator or sector whose innovations are counted: "bidang: kesehatan"; empty: all."""
    label = ask(geography_questions.topics)[view.topic] if view.topic else ""
    return label[:1].lower() + label[1:]


def drawing(choice: Choice, asked: Asked) -> Drawing:
    """The map as the component draws it."""
    view = asked.view
    files = _files(view)
    points = ask(geography_questions.units, view.unit, view.contest_id)
    specks = ask(geography_questions.units, "kabkota", None) if view.unit == "provinsi" else None
    regions = ask(
        kabkota_questions.regions,
        (
            ask(geography_questions.province_of, view.contest_id)
            if view.unit in set(files["level"])
            else ""
        ),
    )
    within = (
        keys.contest(choice.contest_id).code
        if view.contest_id and choice.level == "kabkota"
        else ""
    )
    return _drawing(
        replace(asked, zoom=asked.zoom or within),
        name(choice, view),
        ask(geography_questions.layer, view),
        files,
        points=points,
        specks=specks,
        regions=regions,
    )


@cached
def _drawing(
    asked: Asked,
    label: str,
    found: pd.DataFrame,
    files: pd.DataFrame,
    *,
    points: pd.DataFrame,
    specks: pd.DataFrame | None,
    regions: pd.DataFrame,
) -> Drawing:
    view, place = asked.view, asked.place
    drawn = found[found["code"].notna()].rename(columns={"class": "kind"})
    held = drawn[~drawn["kind"].isin(NO_DATA)]
    marks: dict[tuple[str, str], list[str]] = {}
    for row in each(drawn):
        marks.setdefault((row.kind, row.label), []).append(row.code)
    rest = max(marks, key=lambda mark: len(marks[mark]))
    file = files.set_index("level")["file"].to_dict()
    areas = file.get(view.unit, "")
    named = held[held["kind"] != "step-1"] if view.layer == "result" else held
    labels = {row.code: text.bare(row.name) for row in each(named.head(LABELS))}
    if place:
        labels[place] = text.bare(drawn.loc[drawn["code"] == place, "name"].iloc[0])
    return Drawing(
        label=label,
        areas=areas,
        borders=file.get("kabkota", "") if areas else "",
        points=[] if areas else [(row.code, row.longitude, row.latitude) for row in each(points)],
        ground=(
            [(row.longitude, row.latitude) for row in each(specks)] if specks is not None else []
        ),
        names={row.code: row.name for row in each(drawn)},
        within={row.code[:-2]: row.detail for row in each(drawn) if text.is_known(row.detail)},
        labels=labels,
        regions={row.code: text.bare(row.name) for row in each(regions) if row.code not in labels},
        marks=[(*mark, codes) for mark, codes in marks.items() if mark != rest],
        rest=rest,
        order=list(held["code"]),
        classes=[
            {**one, "told": text.number(one["count"])}
            for one in each_record(geography_legend.legend(view, found))
        ],
        selected=place,
        zoom=asked.zoom,
        playing=view.year if asked.playing else 0,
    )


def each_record(rows: pd.DataFrame) -> list[dict[str, object]]:
    """The rows of a frame as the component takes them."""
    return [{str(key): value for key, value in row.items()} for row in rows.to_dict("records")]


def _files(view: View) -> pd.DataFrame:
    province = ask(geography_questions.province_of, view.contest_id) if view.contest_id else ""
    found: pd.DataFrame = ask(geography_questions.boundaries, province)
    return found


def boundary(view: View) -> str:
    """Which boundaries the map shows, and how it is moved."""
    return f"{_boundary(_files(view), view.unit)} Ctrl + gulir atau dua jari memperbesar."


@cached
def _boundary(files: pd.DataFrame, unit: Unit) -> str:
    files = files[files["level"] == unit]
    if files.empty:
        return "Titik tengah kecamatannya, bukan batas wilayah."
    row = files.iloc[0]
    if row["kind"] == "official":
        dated = f", {text.date(row['dated'])}" if text.is_known(row["dated"]) else ""
        return f"Batas resmi: {row['source']}{dated}."
    return (
        f"Batas indikatif, bukan batas resmi. {row['source']}. Garis titik-titik: laut yang"
        " diringkas."
    )
